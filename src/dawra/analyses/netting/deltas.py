"""What each deal adds to the circulation: C(a) - C(a without the deal's legs), methods §2.

Deals need not add up: two deals of one circle each carry all of it. The canonical flow and slope * amount do.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np

from dawra.analyses.circulation import Arcs, Ints, effort, strong
from dawra.analyses.netting.repeated import Repeated
from dawra.flows import Network

Parts = dict[str, dict[int, int]]
"""What each deal holds of each arc, in minor units, by deal and arc number."""

_WORK: Final = 2_000_000
"""Steps (`effort`) for all solves together: some seconds."""


def deal_parts(net: Network) -> Parts:
    """The arcs of each deal that is named, with its legs on each summed."""
    parts: Parts = defaultdict(lambda: defaultdict(int))
    for number, pair in enumerate(net.pairs):
        for moved in pair.legs:
            if moved.leg.deal:
                parts[moved.leg.deal][number] += moved.point
    return {deal: dict(amounts) for deal, amounts in parts.items()}


def deal_deltas(arcs: Arcs, flow: Ints, parts: Parts, order: Sequence[str]) -> Mapping[str, int | None]:
    """Each deal's delta in minor units; None where the work was too much for those late in ``order``.

    A deal whose legs can go without touching the largest circulation ``flow`` adds nothing, and needs no solving.
    """
    inside = np.flatnonzero(strong(arcs)[0])
    place = {number: i for i, number in enumerate(inside.tolist())}
    core, total = arcs.take(inside), int(flow.sum())
    solver = Repeated(core, core.capacity)
    spare = (arcs.capacity - flow).tolist()
    found: dict[str, int | None] = {}
    left = _WORK
    for deal in order:
        if all(amount <= spare[number] for number, amount in parts[deal].items()):
            found[deal] = 0
        elif (left := left - effort(core.tail.size)) < 0:
            found[deal] = None
        else:
            capacity = core.capacity.copy()
            for number, amount in parts[deal].items():
                if number in place:
                    capacity[place[number]] -= amount
            found[deal] = total - solver.total(capacity)
    return found
