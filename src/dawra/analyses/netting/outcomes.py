"""Telling outcomes apart: for which deals coming about does the circulation have which value?

The circulation never falls when a deal comes about. So the outcomes between a least and a greatest one all have
the same circulation if these two have; else they are divided by one deal, as the factoring of network
reliability does (Moskowitz 1958). What the largest circulation does not need is never looked at alone, and most
sets of outcomes close long before they are single ones.
"""

from dataclasses import dataclass, fields
from typing import Final

import numpy as np

from dawra.analyses.circulation import Floats, Ints
from dawra.analyses.netting.uncertain import Core

_CELLS: Final = 2**21
"""Numbers in the largest tables (sets divided at a time, what varies or its levels, arcs): it bounds memory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcomes:
    """Disjoint sets of outcomes, with one circulation in each, that are all outcomes together.

    ``low`` and ``high`` are the least and the greatest level of all that varies (columns) in each set (row),
    ``chance`` is the probability of the set. Circulations are in minor units; a mean needs no more than floats.
    """

    low: Ints
    high: Ints
    chance: Floats
    circulation: Floats


def outcomes(core: Core, *, most: int) -> Outcomes | None:
    """All outcomes of what varies in ``core`` in sets of one circulation; None if that takes over ``most`` solves."""
    levels = max((len(one.gross) for one in core.varying), default=1)
    if len(core.varying) * levels * core.arcs.tail.size > _CELLS:
        return None
    rows = max(1, _CELLS // max(1, max(len(core.varying), levels) * core.arcs.tail.size))
    search = _Search(core)
    open_, closed = search.everything(), []
    while open_.below.size:
        done = open_.below == open_.above
        closed.append(open_.take(done))
        now, later = open_.take(~done).cut(rows)
        if search.solves + 2 * now.below.size > most:
            return None
        open_ = later.and_(*search.divide(now)) if now.below.size else later
    found = closed[0].and_(*closed[1:])
    return Outcomes(
        low=found.low,
        high=found.high,
        chance=_chance(core, found.low, found.high),
        circulation=found.above.astype(np.float64),
    )


@dataclass(frozen=True, slots=True)
class _Parts:
    """Sets of outcomes between ``low`` and ``high``, a row each: the amounts and largest circulations at both ends."""

    low: Ints
    high: Ints
    least: Ints
    most: Ints
    below: Ints
    above: Ints
    flow: Ints

    def take(self, rows: Ints | slice) -> "_Parts":
        """The sets in some rows."""
        return _Parts(*(getattr(self, field.name)[rows] for field in fields(self)))

    def cut(self, rows: int) -> tuple["_Parts", "_Parts"]:
        """The last so many sets, and those before them."""
        return self.take(slice(-rows, None)), self.take(slice(-rows))

    def and_(self, *others: "_Parts") -> "_Parts":
        """These sets and others."""
        return _Parts(
            *(np.concatenate([getattr(parts, field.name) for parts in (self, *others)]) for field in fields(self))
        )


class _Search:
    """Divides sets of outcomes, many at a time, and counts the solves."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._levels = core.levels()
        self.solves = 0

    def everything(self) -> _Parts:
        """All outcomes."""
        high = np.array([len(one.amounts) for one in self._core.varying], dtype=np.int64)
        least, most = self._core.base, self._core.capacities(high[None])[0]
        flow = self._core.solver.flow(most)
        below = self._core.solver.total(least)
        return _Parts(
            np.zeros_like(high)[None],
            high[None],
            least[None],
            most[None],
            np.array([below], dtype=flow.dtype),
            np.array([flow.sum()], dtype=flow.dtype),
            flow[None],
        )

    def divide(self, parts: _Parts) -> tuple[_Parts, _Parts]:
        """Each set at lower and at higher levels of that of which its largest circulation needs most.

        The higher levels are those at which the flow of that circulation still fits.
        """
        row, each = np.arange(len(parts.low)), np.arange(parts.low.shape[1])
        lost = self._levels[each, parts.high] - self._levels[each, parts.low]
        short = np.maximum(parts.flow[:, None] - (parts.most[:, None] - lost), 0).sum(axis=2)
        # Where nothing alone is needed, several together are: begin with any that varies.
        needed = short.any(axis=1)
        one = np.where(needed, short.argmax(axis=1), (parts.high - parts.low).argmax(axis=1))
        bottom, top = parts.low[row, one], parts.high[row, one]
        ladder = self._levels[one]
        spare = parts.most - parts.flow
        fits = (ladder[row, top][:, None] - ladder <= spare[:, None]).all(axis=2)
        level = np.maximum(fits.argmax(axis=1), bottom + 1)
        fewer, more = parts.high.copy(), parts.low.copy()
        fewer[row, one], more[row, one] = level - 1, level
        rest = parts.most - (ladder[row, top] - ladder[row, level - 1])
        sure = parts.least + (ladder[row, level] - ladder[row, bottom])
        flow = parts.flow.copy()
        for number in np.flatnonzero(needed):
            flow[number] = self._core.solver.flow(rest[number])
        below = np.array([self._core.solver.total(amounts) for amounts in sure], dtype=parts.below.dtype)
        self.solves += int(needed.sum()) + below.size
        return (
            _Parts(parts.low, fewer, parts.least, rest, parts.below, flow.sum(axis=1), flow),
            _Parts(more, parts.high, sure, parts.most, below, parts.above, parts.flow),
        )


def _chance(core: Core, low: Ints, high: Ints) -> Floats:
    """The probability of each set: what varies is independent."""
    found = np.ones(len(low))
    for number, one in enumerate(core.varying):
        reached = np.cumsum([0.0, *(float(chance) for chance in one.chance)])
        found *= reached[high[:, number] + 1] - reached[low[:, number]]
    return found
