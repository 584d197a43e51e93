"""Which ways back to one financier keep the order of time? Time-respecting cycles from F (methods §4).

A cycle here is a row of single legs, not of sums of pairs: the first is F's own funding, the last a purchase
from F, each moves on a day not before the one ahead of it, and all of them within a span. Its value is the most
that can take this way: its smallest leg, cut by the lowest balance of each account in which the money waits
(the hold-over capacity of §3; money that was spent is gone, and later deposits do not restore it). Where nothing
is known of the accounts the value is the smallest leg (T3.4).

Cycles are searched best first, by a bound that no longer way can exceed, so that one stopped early has still
found the largest. Legs over a term may move on any day of it and no balance cuts them, so their value is at
most what is shown. What was possible is no proof that the same dollars went round.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import get_close_matches
from heapq import heappop, heappush
from typing import Final

from dawra.analyses.cycle_search.held_balances import Accounts, Window
from dawra.analyses.cycle_search.simple_cycles import LONGEST, MOST
from dawra.errors import InputError
from dawra.flows import OUTSIDE, Leg, Notice, network
from dawra.flows.cautions import amount_cautions, counted
from dawra.flows.moved import Moved

BUDGET: Final = 500_000
"""Ways looked at, some seconds' worth."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimedCycle:
    """One way back: its legs in order of payment, and the most that can take it, in minor units."""

    legs: tuple[Moved, ...]
    value: int

    @property
    def parties(self) -> tuple[str, ...]:
        """Who pays the next, the last paying the financier."""
        return tuple(moved.leg.from_party for moved in self.legs)

    @property
    def deals(self) -> tuple[str, ...]:
        """The deals behind its legs, sorted."""
        return tuple(sorted({moved.leg.deal for moved in self.legs if moved.leg.deal}))

    @property
    def span(self) -> int:
        """The least number of days from its first leg to its last."""
        days = [_days(moved.leg) for moved in self.legs]
        return max(0, (max(first for first, _ in days) - min(last for _, last in days)).days)


@dataclass(frozen=True, slots=True, kw_only=True)
class TimedCycles:
    """The ways back to ``party`` by rank, whether they are all, and how many the search saw.

    Where not ``complete``, those listed are still the largest: nothing left out has a greater value.
    """

    party: str
    currency: str | None
    view: str | None
    window: Window
    graph: str
    cycles: tuple[TimedCycle, ...]
    complete: bool
    searched: int
    without_amount: tuple[Leg, ...]
    notices: tuple[Notice, ...]


def timed_cycles(
    legs: Sequence[Leg],
    party: str,
    *,
    longest: int = LONGEST,
    span: int | None = None,
    at_least: int = 0,
    budget: int = BUDGET,
    most: int = MOST,
    openings: Mapping[str, int] | None = None,
    graph: str = "M",
    view: str | None = None,
    window: Window = (None, None),
    currency: str | None = None,
) -> TimedCycles:
    """List the ways on which ``party``'s funding can come back as a purchase from it, in the order of time.

    ``span`` is the most days from the first leg to the last. ``openings`` are balances before the first leg, 0
    for parties not in them; None where the accounts are unknown. Legs of one day keep their order, and money
    that arrives and leaves on one day has not waited. The caller has applied ``view``. Ranked by value, then
    fewer legs, then shorter span, then names.

    Raises:
        InputError: no leg names ``party``, or the legs are in several currencies.
        ValueError: a length below 2, or a negative span.
    """
    if longest < 2 or (span is not None and span < 0):  # noqa: PLR2004 - a cycle goes there and back
        raise ValueError(f"a cycle has at least 2 legs and no negative span, not {longest} and {span}")
    net = network(legs, graph=graph, start=window[0], end=window[1], currency=currency)
    known = {end for leg in legs for end in (leg.from_party, leg.to_party)} - {OUTSIDE}
    if party not in known:
        near = get_close_matches(party, known, n=3)
        hint = f"Is it one of {', '.join(near)}?" if near else "Ids are taken as written."
        raise InputError(f"no leg names the party {party!r}. {hint}")
    moves = [moved for moved in net.moves if moved.point >= max(at_least, 1)]
    dated = [moved for moved in moves if moved.leg.start is not None]
    accounts = None if openings is None else Accounts(legs, openings, window)
    search = _Search(dated, party, longest=longest, span=span, accounts=accounts, budget=budget)
    found: list[TimedCycle] = []
    for cycle in search.run():
        if cycle.value < max(at_least, 1) or (len(found) > most and cycle.value < found[-1].value):
            break
        found.append(cycle)
    ranked = sorted(found, key=lambda cycle: (-cycle.value, len(cycle.legs), cycle.span, cycle.parties, cycle.deals))
    return TimedCycles(
        party=party,
        currency=net.currency,
        view=view,
        window=net.window,
        graph=net.graph,
        cycles=tuple(ranked[:most]),
        complete=search.complete and len(found) <= most,
        searched=len(found),
        without_amount=net.without_amount,
        notices=(*net.notices, *amount_cautions(net.moves), *_notices(moves, accounts)),
    )


def _notices(moves: Sequence[Moved], accounts: Accounts | None) -> Iterator[Notice]:
    undated = [moved for moved in moves if moved.leg.start is None]
    if undated:
        yield counted("undated-no-way", undated)
    if terms := sum(moved.leg.end is not None for moved in moves):
        yield Notice(code="term-any-day", count=terms)
    if accounts is None:
        yield Notice(code="accounts-unknown")
    elif accounts.unexplained:
        names = tuple(sorted(accounts.unexplained))
        yield Notice(
            code="unexplained-funding", count=len(names), amount=sum(accounts.unexplained.values()), names=names
        )


def _days(leg: Leg) -> tuple[date, date]:
    """The first and the last day on which a dated leg may move."""
    if leg.start is None:
        raise ValueError("a leg without a date has no place in the order of time")
    return leg.start, leg.end - timedelta(1) if leg.end else leg.start


@dataclass(frozen=True, slots=True)
class _Way:
    """The beginning of a cycle: what fits through it, and when it may have gone so far."""

    moves: tuple[Moved, ...]
    value: int
    latest_first: date
    earliest_last: date


class _Search:
    """Best first: of all beginnings the one that may carry most is gone on with."""

    def __init__(
        self,
        moves: Sequence[Moved],
        party: str,
        *,
        longest: int,
        span: int | None,
        accounts: Accounts | None,
        budget: int,
    ) -> None:
        self._party, self._longest, self._span = party, longest, span
        self._accounts, self._steps = accounts, budget
        self._onward: dict[str, list[Moved]] = defaultdict(list)
        for moved in sorted(moves, key=lambda moved: (_days(moved.leg)[1], -moved.point)):
            self._onward[moved.leg.from_party].append(moved)
        self._room = _rooms(moves, party)
        self._left = _distances(moves, party)
        self.complete = True

    def run(self) -> Iterator[TimedCycle]:
        """Yield every cycle once, in falling order of value, until the budget is used up."""
        heap: list[tuple[int, int, int, _Way]] = []
        number = 0
        for way in self._beginnings():
            number += 1
            heappush(heap, (-self._bound(way), -len(way.moves), number, way))
        while heap:
            if self._steps <= 0:
                self.complete = False
                return
            bound, _, _, way = heappop(heap)
            if way.moves[-1].leg.to_party == self._party:
                yield TimedCycle(legs=way.moves, value=-bound)
                continue
            for further in self._further(way):
                number += 1
                heappush(heap, (-self._bound(further), -len(further.moves), number, further))

    def _bound(self, way: _Way) -> int:
        end = way.moves[-1].leg.to_party
        return way.value if end == self._party else min(way.value, self._room[end])

    def _beginnings(self) -> Iterator[_Way]:
        for moved in self._onward[self._party]:
            if moved.leg.layer == "fin" and self._left.get(moved.leg.to_party, self._longest) < self._longest:
                first, last = _days(moved.leg)
                yield _Way((moved,), moved.point, last, first)

    def _further(self, way: _Way) -> Iterator[_Way]:
        """The way with each leg that may follow."""
        before = way.moves[-1]
        passed = {moved.leg.from_party for moved in way.moves}
        onward = self._onward[before.leg.to_party]
        # In the order of their last days: what ended before the way got here is over.
        start = bisect_left(onward, way.earliest_last, key=lambda moved: _days(moved.leg)[1])
        for moved in onward[start:]:
            self._steps -= 1
            goal = moved.leg.to_party
            closing = goal == self._party
            if closing and moved.leg.layer != "pur":
                continue
            if not closing and (
                goal in passed or len(way.moves) + 1 + self._left.get(goal, self._longest) > self._longest
            ):
                continue
            first, last = _days(moved.leg)
            latest_first, earliest_last = min(way.latest_first, last), max(way.earliest_last, first)
            if self._span is not None and (earliest_last - latest_first).days > self._span:
                continue
            held = self._accounts.held(before.leg, moved.leg) if self._accounts else None
            value = min(way.value, moved.point) if held is None else min(way.value, moved.point, held)
            if value:
                yield _Way((*way.moves, moved), value, latest_first, earliest_last)


def _rooms(moves: Sequence[Moved], party: str) -> Mapping[str, int]:
    """The most that any way from each party to ``party`` lets through, whatever its order in time."""
    into: dict[str, list[Moved]] = defaultdict(list)
    for moved in moves:
        into[moved.leg.to_party].append(moved)
    room: dict[str, int] = {}
    heap: list[tuple[int, str]] = []
    for moved in into[party]:
        if moved.leg.layer == "pur":
            heappush(heap, (-moved.point, moved.leg.from_party))
    while heap:
        width, via = heappop(heap)
        if via in room or via == party:
            continue
        room[via] = -width
        for moved in into[via]:
            heappush(heap, (max(width, -moved.point), moved.leg.from_party))
    return room


def _distances(moves: Sequence[Moved], party: str) -> Mapping[str, int]:
    """How many legs it takes from each party to a purchase from ``party``."""
    payers: dict[str, set[str]] = defaultdict(set)
    for moved in moves:
        payers[moved.leg.to_party].add(moved.leg.from_party)
    ring = {moved.leg.from_party for moved in moves if moved.leg.to_party == party and moved.leg.layer == "pur"}
    left: dict[str, int] = {}
    distance = 1
    while ring := ring - left.keys() - {party}:
        left.update(dict.fromkeys(ring, distance))
        ring = set().union(*(payers[via] for via in ring))
        distance += 1
    return left
