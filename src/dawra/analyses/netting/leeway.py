"""What another largest circulation could do: the least and greatest share of each party and each pair.

The circulation's total is unique, the flow is not (T2.2). On the legs that are free to differ (`canonical`)
every feasible change keeps the total, so each end of a range is one heaviest circulation of the residual
network of a component, weighing only the legs asked about (methods §2, "2 LPs", here on whole numbers).
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from dawra.analyses.canonical import components
from dawra.analyses.circulation import UNREACHED, Arcs, Ints, heaviest, longest, residual_arcs

Range = tuple[int, int | None]

_WORK: Final = 2_000_000
"""Arcs looked at in all solves together, some seconds. Beyond it ranges are left out, with a notice."""
_PER_SOLVE: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Leeway:
    """Ranges by party number and by arc number, in minor units, and of the slopes; None where left out."""

    parties: list[Range] | None
    flows: list[Range] | None
    slopes: list[Range] | None


def leeway(arcs: Arcs, flow: Ints, component: Ints, free: Ints) -> Leeway:
    """Every range around a largest circulation ``flow`` with its ``free`` arcs and their components."""
    shares = np.zeros(arcs.size, dtype=flow.dtype)
    np.add.at(shares, arcs.head, flow)
    groups = components(free, component)
    slopes = _slopes(arcs, flow)
    if sum(4 * len(group) * (_PER_SOLVE + 2 * len(group)) for group in groups) > _WORK:
        return Leeway(parties=None, flows=None, slopes=slopes)
    parties: list[Range] = [(int(share), int(share)) for share in shares]
    flows: list[Range] = [(int(f), int(f)) for f in flow]
    for group in groups:
        choices = Choices(arcs.take(group), flow[group])
        for party in np.unique(arcs.head[group]).tolist():
            least, most = choices.change(choices.arcs.head == party)
            parties[party] = int(shares[party]) + least, int(shares[party]) + most
        for place, arc in enumerate(group.tolist()):
            least, most = choices.change(np.arange(len(group)) == place)
            flows[arc] = int(flow[arc]) + least, int(flow[arc]) + most
    return Leeway(parties=parties, flows=flows, slopes=slopes)


class Choices:
    """The free arcs of one component around the flow that they have."""

    def __init__(self, arcs: Arcs, flow: Ints) -> None:
        self.arcs = arcs
        self._residual, self._gain = residual_arcs(arcs, flow)
        number = np.arange(flow.size)
        self._number = np.concatenate([number[flow < arcs.capacity], number[flow > 0]])

    def change(self, wanted: Ints) -> tuple[int, int]:
        """By how much the flow over the ``wanted`` arcs together can fall and rise."""
        weight = np.where(wanted[self._number], self._gain, 0)
        least, most = ((heaviest(self._residual, sign * weight) * weight).sum() for sign in (-1, 1))
        return int(least), int(most)


def _slopes(arcs: Arcs, flow: Ints) -> list[Range] | None:
    """For each arc what one more unit adds to the circulation, and what the last unit added (T2.4).

    A unit more on i to j lets the best residual path from j back to i in; a unit less has to find the best
    way from i to j. An arc of no capacity has no last unit: its upper end is None.
    """
    if arcs.size * (_PER_SOLVE + 2 * arcs.tail.size) > _WORK:
        return None
    residual, gain = residual_arcs(arcs, flow)
    best = [longest(residual, gain, source=party) for party in range(arcs.size)]
    found: list[Range] = []
    for i, j, capacity in zip(arcs.tail.tolist(), arcs.head.tolist(), arcs.capacity, strict=True):
        back, on = int(best[j][i]), int(best[i][j])
        least = 0 if back == UNREACHED else max(0, 1 + back)
        found.append((least, None if capacity == 0 else max(0, 1 - on)))
    return found
