"""A history of payments on a clock: what moved, in which order or at least in which period (methods §3).

Three clocks. *event*: every payment is a period of its own, in the order of days and within a day in the order
of the legs (or with the whole day as one period, where that order means nothing). *quarter*: the payments of a
calendar quarter have no order among them. *static*: nothing has an order, and money without a date counts too.

Money over a term moves evenly, whatever the clock. On the event clock it is cut wherever something else
happens, and what moves between two cuts is one period. The cuts take in the quarters, so that every period of
one clock lies inside one period of the next (T3.3).
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

import numpy as np

from dawra.analyses.circulation import Ints, whole
from dawra.errors import InputError, UsageError
from dawra.flows import LAYERS, OUTSIDE, Leg, Notice, share
from dawra.values import period_edges, period_start

CLOCKS: Final = ("event", "quarter", "static")
FIN, PUR = LAYERS.index("fin"), LAYERS.index("pur")
UNEXPLAINED: Final = -1
"""Stands for a leg where no leg tells of the money."""

_MOST: Final = 5_000_000
_QUARTER: Final = 3
_TIMELESS: Final = 0
"""Stands for the day of the one period that has none; the calendar begins with day 1."""

Window = tuple[date | None, date | None]
_Move = tuple[int, int, int, int]
"""A day, a place in it that equals that of all payments of one period, the number of a leg, and an amount."""


@dataclass(frozen=True, slots=True)
class Events:
    """Payments in the order of their periods; arrays of one entry a payment, amounts in minor units.

    ``tail`` pays and ``head`` gets; parties are numbered as in ``parties``, and the outside is their count.
    ``layer`` numbers `LAYERS`, ``leg`` the legs given, `UNEXPLAINED` standing for money of which no leg tells.
    ``days`` is the first day of each period, None where a period has none.
    """

    parties: tuple[str, ...]
    period: Ints
    tail: Ints
    head: Ints
    amount: Ints
    layer: Ints
    leg: Ints
    days: tuple[date | None, ...]

    @property
    def outside(self) -> int:
        """The number that stands for ``*``."""
        return len(self.parties)

    def with_unexplained(self, head: Ints, amount: Ints, period: Ints) -> "Events":
        """The same history with money from the outside just before some periods, as periods of its own."""
        count = head.size
        when = np.concatenate([2 * self.period + 1, 2 * period])
        order = np.argsort(when, kind="stable")
        kinds, renumbered = np.unique(when[order], return_inverse=True)
        return Events(
            parties=self.parties,
            period=renumbered,
            tail=np.concatenate([self.tail, np.full(count, self.outside)])[order],
            head=np.concatenate([self.head, head])[order],
            amount=np.concatenate([self.amount, amount])[order],
            layer=np.concatenate([self.layer, np.full(count, LAYERS.index("oth"))])[order],
            leg=np.concatenate([self.leg, np.full(count, UNEXPLAINED)])[order],
            days=tuple(self.days[when // 2] for when in kinds.tolist()),
        )


def events_of(
    legs: Sequence[Leg],
    clock: str,
    window: Window = (None, None),
    *,
    days_ordered: bool = True,
) -> tuple[Events, tuple[Notice, ...]]:
    """The point amounts of ``legs`` that move in ``window``, on a clock.

    Legs of a party to itself move nothing and are left out; off the static clock, or in a window, so are legs
    without a date. Each is counted in a notice. ``days_ordered`` says that the order of the legs of one
    day means something.

    Raises:
        UsageError: an unknown clock.
        InputError: money over terms that other payments cut into too many pieces.
    """
    if clock not in CLOCKS:
        raise UsageError(f"unknown clock {clock!r}: one of {', '.join(CLOCKS)}.")
    numbers, notices = _moving(legs, clock, window)
    if clock == "static":
        moves = [(_TIMELESS, 0, number, between(legs[number], *window)) for number in numbers]
    elif clock == "quarter":
        moves = list(_quarters(legs, numbers, window))
    else:
        moves = list(_instants(legs, numbers, window, days_ordered=days_ordered))
    return _built(legs, moves), notices


def _moving(legs: Sequence[Leg], clock: str, window: Window) -> tuple[list[int], tuple[Notice, ...]]:
    """The numbers of the legs that can be placed, and what is to be said of the others."""
    own = [leg for leg in legs if leg.from_party == leg.to_party]
    other = [number for number, leg in enumerate(legs) if leg.from_party != leg.to_party]
    timeless = clock == "static" and window == (None, None)
    undated = [] if timeless else [legs[number] for number in other if legs[number].start is None]
    kept = [number for number in other if timeless or legs[number].start is not None]
    told = (("own-leg", own), ("undated-left-out", undated))
    return kept, tuple(
        Notice(code=code, count=len(found), amount=sum(leg.point for leg in found)) for code, found in told if found
    )


def until(leg: Leg, day: date) -> int:
    """What of the point amount has moved before ``day``; rounding a running sum makes any parts add up (INV-1.1)."""
    return round(leg.point * share(leg, day))


def between(leg: Leg, start: date | None, end: date | None) -> int:
    """What of the point amount moves in [start, end); None is no bound."""
    if leg.start is None:
        return leg.point
    return (leg.point if end is None else until(leg, end)) - (0 if start is None else until(leg, start))


def _quarters(legs: Sequence[Leg], numbers: Sequence[int], window: Window) -> Iterator[_Move]:
    for number in numbers:
        start, end = _span(legs[number], window)
        for day, upto in pairwise(period_edges(start, end, _QUARTER)):
            yield period_start(day, _QUARTER).toordinal(), 0, number, _piece(legs[number], day, upto, window)


def _instants(legs: Sequence[Leg], numbers: Sequence[int], window: Window, *, days_ordered: bool) -> Iterator[_Move]:
    """Steps on their days in the order of the legs, then what moves evenly until something else happens."""
    even = [number for number in numbers if legs[number].end is not None]
    cuts = _cuts(legs, numbers, even, window) if even else []
    places = {}
    for number in even:
        start, end = _span(legs[number], window)
        places[number] = bisect_left(cuts, start), bisect_left(cuts, end)
    if sum(last - first for first, last in places.values()) > _MOST:
        raise InputError(
            f"{len(even)} payments over terms fall into more than {_MOST:,} pieces on the event clock. "
            "Trace on the clock quarter, or in a shorter window."
        )
    for number in numbers:
        start, _ = _span(legs[number], window)
        if number not in places:
            yield start.toordinal(), number if days_ordered else 0, number, between(legs[number], *window)
            continue
        first, last = places[number]
        for day, upto in pairwise(cuts[first : last + 1]):
            yield day.toordinal(), len(legs), number, _piece(legs[number], day, upto, window)


def _cuts(legs: Sequence[Leg], numbers: Sequence[int], even: Sequence[int], window: Window) -> list[date]:
    """All days on which a step happens, a term begins or ends, or a quarter begins while one runs."""
    found = {day for number in numbers for day in _span(legs[number], window)}
    spans = [_span(legs[number], window) for number in even]
    first, last = min(start for start, _ in spans), max(end for _, end in spans)
    return sorted(found.union(period_edges(first, last, _QUARTER)))


def _span(leg: Leg, window: Window) -> tuple[date, date]:
    """The days of a leg inside the window; of a step its own day twice."""
    start = leg.start or date.min
    if leg.end is None:
        return start, start
    first = start if window[0] is None else min(max(start, window[0]), leg.end)
    last = leg.end if window[1] is None else max(min(leg.end, window[1]), first)
    return first, last


def _piece(leg: Leg, start: date, end: date, window: Window) -> int:
    return between(leg, *window) if leg.end is None else until(leg, end) - until(leg, start)


def _built(legs: Sequence[Leg], moves: Sequence[_Move]) -> Events:
    day, slot, number = (np.array([move[i] for move in moves], dtype=np.int64) for i in range(3))
    amount = whole([move[3] for move in moves])
    order = np.lexsort((slot, day))
    order = order[np.array(amount[order] > 0, dtype=bool)]
    day, slot, number = day[order], slot[order], number[order]
    new = (np.diff(day, prepend=-1) != 0) | (np.diff(slot, prepend=-1) != 0)
    names = sorted({party for leg in legs for party in (leg.from_party, leg.to_party)} - {OUTSIDE})
    place = {**{name: i for i, name in enumerate(names)}, OUTSIDE: len(names)}
    ends = np.array(
        [(place[leg.from_party], place[leg.to_party], LAYERS.index(leg.layer)) for leg in legs], dtype=np.int64
    ).reshape(-1, 3)[number]
    return Events(
        parties=tuple(names),
        period=np.cumsum(new) - 1,
        tail=ends[:, 0],
        head=ends[:, 1],
        amount=amount[order],
        layer=ends[:, 2],
        leg=number,
        days=tuple(date.fromordinal(when) if when else None for when in day[new].tolist()),
    )
