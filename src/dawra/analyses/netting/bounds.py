"""What the headline figures could be, given that amounts are ranges (methods §2, "Range").

Gross, excess, bilateral and circulation never fall when an amount grows, so their ranges are their values at
the least and at the greatest amounts. The ratio is not monotone and has a file of its own.

Where several payers or payees share one sum, the upper ends of gross and circulation and the greatest ratio
keep to that sum; excess and bilateral do not look at it, which leaves them valid and perhaps not tight. Nor
is the range of the minimum notional always tight: its greatest value is a maximum cut, which nobody can find
quickly.
"""

from collections.abc import Mapping

import numpy as np

from dawra.analyses.circulation import Arcs, Ints, heaviest, strong
from dawra.analyses.netting.box import Box
from dawra.analyses.netting.programs import most_circulation, most_ratio
from dawra.analyses.netting.ratio import least_ratio
from dawra.flows import Network

Range = tuple[float, float | None]
"""A least and a greatest value; None is without limit."""


def amount_ranges(net: Network, headline: Mapping[str, int]) -> tuple[dict[str, Range], tuple[str, ...]]:
    """The range of every headline figure and of the ratio, and which of them may not be tight."""
    gross, circulation = headline["gross"], headline["circulation"]
    uncertain = sum(not pair.low == pair.point == pair.high for pair in net.pairs)
    if not uncertain:
        ratio = circulation / gross if gross else 0.0
        return {**{key: (value, value) for key, value in headline.items()}, "ratio": (ratio, ratio)}, ()
    box = Box.of(net)
    low, top = box.least(), box.greatest()
    (least, least_tight), (most, most_tight) = least_ratio(box), most_ratio(box)
    found: dict[str, Range] = {
        "gross": (int(low.capacity.sum()), greatest_gross(box)),
        "minimum_notional": _minimum(box),
        "excess": (_excess(low), None if _through(box) else _excess(top)),
        "bilateral": (_bilateral(low), None if _mutual(box) else _bilateral(top)),
        "circulation": circulation_range(box),
        "ratio": (least, most),
    }
    loose = ["minimum_notional"] if uncertain > 1 else []
    loose += ["excess", "bilateral"] if box.joint else []
    loose += [] if least_tight and most_tight else ["ratio"]
    return found, tuple(loose)


def circulation_range(box: Box) -> Range:
    """The circulation at the least and at the greatest amounts; None if some circle has no limit on any leg."""
    least = int(heaviest(box.least()).sum())
    endless = box.at([int(unlimited) for unlimited in box.unlimited])
    if strong(endless)[0].any():
        return least, None
    return least, most_circulation(box) if box.joint else int(heaviest(box.greatest()).sum())


def greatest_gross(box: Box) -> int | None:
    """The greatest total, each shared sum counted once."""
    if box.unlimited.any():
        return None
    shared = {place for _, places in box.joint for place in places}
    alone = sum(moved.high or 0 for place, (_, moved) in enumerate(box.legs) if place not in shared)
    return alone + sum(min(total, sum(box.legs[place][1].high or 0 for place in places)) for total, places in box.joint)


def _sums(arcs: Arcs, amount: Ints) -> tuple[Ints, Ints]:
    """What every party gets and pays."""
    inflow, outflow = np.zeros((2, arcs.size), dtype=amount.dtype)
    np.add.at(inflow, arcs.head, amount)
    np.add.at(outflow, arcs.tail, amount)
    return inflow, outflow


def _excess(arcs: Arcs) -> int:
    """What passes through: the sum over parties of the lesser of what it gets and pays."""
    return int(np.minimum(*_sums(arcs, arcs.capacity)).sum())


def _through(box: Box) -> bool:
    """Whether some party gets and pays without limit."""
    return bool(np.minimum(*_sums(box.arcs, box.unlimited.astype(np.int64))).any())


def _bilateral(arcs: Arcs) -> int:
    amounts = dict(zip(zip(arcs.tail.tolist(), arcs.head.tolist(), strict=True), arcs.capacity.tolist(), strict=True))
    return int(sum(min(amount, amounts.get((j, i), 0)) for (i, j), amount in amounts.items()))


def _mutual(box: Box) -> bool:
    """Whether some two parties pay each other without limit."""
    return bool(_bilateral(box.at([int(unlimited) for unlimited in box.unlimited])))


def _minimum(box: Box) -> Range:
    """½ sum |net position|, each position free in its own interval: valid, not always tight."""
    low, top = box.least(), box.greatest()
    in_low, out_low = _sums(low, low.capacity)
    in_top, out_top = _sums(top, top.capacity)
    least, most = in_low - out_top, in_top - out_low
    away = np.maximum(0, np.maximum(least, -most))
    if (gross := greatest_gross(box)) is None:
        return -(-int(away.sum()) // 2), None
    return -(-int(away.sum()) // 2), min(int(np.maximum(-least, most).sum()) // 2, gross)
