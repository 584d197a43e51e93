"""What each deal adds to the circulation: C(a) - C(a without the deal's legs), methods §2.

Deltas do not add up to C: two deals of one circle each carry all of it. The canonical flow and slope * amount
do.
"""

from collections import defaultdict
from typing import Final

import numpy as np

from dawra.analyses.circulation import Arcs, Ints, heaviest, strong, whole
from dawra.flows import Network

_WORK: Final = 1_500_000
"""Arcs looked at in all solves, about five seconds; work, not time, so that every machine answers alike."""
_PER_SOLVE: Final = 200


def deal_deltas(net: Network, arcs: Arcs, flow: Ints, share: Ints) -> list[tuple[str, int | None]]:
    """Each deal with its delta in minor units, the largest first; None where the work was too much.

    Deals with the most canonical flow (``share`` by arc) are solved first. A deal whose legs can go without
    touching ``flow`` adds nothing, and needs no solving.
    """
    parts: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for number, pair in enumerate(net.pairs):
        for moved in pair.legs:
            if moved.leg.deal:
                parts[moved.leg.deal][number] += moved.point
    inside = np.flatnonzero(strong(arcs)[0])
    place = {number: i for i, number in enumerate(inside.tolist())}
    core, total = arcs.take(inside), int(flow.sum())
    found: dict[str, int | None] = {}
    work = 0
    for deal in sorted(parts, key=lambda deal: (-_weight(parts[deal], share, arcs), deal)):
        touched = {n: a for n, a in parts[deal].items() if a > arcs.capacity[n] - flow[n]}
        work += _PER_SOLVE + core.tail.size if touched else 0
        if not touched:
            found[deal] = 0
        elif work > _WORK:
            found[deal] = None
        else:
            capacity = core.capacity.tolist()
            for number, amount in parts[deal].items():
                if number in place:
                    capacity[place[number]] -= amount
            without = Arcs(core.size, core.tail, core.head, whole(capacity))
            found[deal] = total - int(heaviest(without).sum())
    return sorted(found.items(), key=lambda item: (item[1] is None, -(item[1] or 0), item[0]))


def _weight(parts: dict[int, int], share: Ints, arcs: Arcs) -> float:
    """The deal's part of the canonical flow."""
    return sum(float(share[n]) * amount / int(arcs.capacity[n]) for n, amount in parts.items() if arcs.capacity[n])
