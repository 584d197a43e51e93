"""How much of a deal's legs could circulate: the least and the most over all largest circulations (methods §2).

As for parties and pairs (`leeway`), with one difference: parallel legs of other deals can carry a pair's flow in
the deal's stead, so its legs are arcs of their own, beside what else there is on the pair.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np

from dawra.analyses.canonical import Canonical
from dawra.analyses.circulation import Arcs, Ints, effort
from dawra.analyses.netting.deltas import Parts
from dawra.analyses.netting.leeway import Choices, Range

_WORK: Final = 2_000_000
"""Steps (`effort`) for all solves together: some seconds. Deals beyond it are left out, with a notice."""
_PER_CUT: Final = 800
"""Steps to cut a network down before it is solved."""


def deal_ranges(
    arcs: Arcs, flow: Ints, spread: Canonical, parts: Parts, order: Sequence[str]
) -> Mapping[str, Range | None]:
    """Each deal's range in minor units around a largest circulation ``flow``; None for those late in ``order``."""
    groups: dict[int, list[int]] = defaultdict(list)
    free = np.flatnonzero(spread.free)
    for arc, component in zip(free.tolist(), spread.component[free].tolist(), strict=True):
        groups[component].append(arc)
    found: dict[str, Range | None] = {}
    left = _WORK
    for deal in order:
        touched: dict[int, dict[int, int]] = defaultdict(dict)
        least = most = 0
        for arc, amount in parts[deal].items():
            if spread.free[arc]:
                touched[int(spread.component[arc])][arc] = amount
            else:
                others = int(arcs.capacity[arc]) - amount
                least, most = least + max(0, int(flow[arc]) - others), most + min(int(flow[arc]), amount)
        left -= sum(2 * (_PER_CUT + effort(2 * len(groups[component]))) for component in touched)
        if left < 0:
            found[deal] = None
            continue
        for component, amounts in touched.items():
            low, high = _on_free_arcs(arcs, flow, np.array(groups[component]), amounts)
            least, most = least + low, most + high
        found[deal] = least, most
    return found


def _on_free_arcs(arcs: Arcs, flow: Ints, group: Ints, amounts: Mapping[int, int]) -> tuple[int, int]:
    """What a deal's legs on the arcs of one component carry at least and at most."""
    own = np.array([amounts.get(arc, 0) for arc in group.tolist()], dtype=arcs.capacity.dtype)
    mine = np.flatnonzero(own)
    within = arcs.take(group)
    carried = np.minimum(flow[group], own)
    split = Arcs(
        arcs.size,
        np.concatenate([within.tail, within.tail[mine]]),
        np.concatenate([within.head, within.head[mine]]),
        np.concatenate([within.capacity - own, own[mine]]),
    )
    choices = Choices(split, np.concatenate([flow[group] - carried, carried[mine]]))
    low, high = choices.change(np.arange(split.tail.size) >= group.size)
    return int(carried.sum()) + low, int(carried.sum()) + high
