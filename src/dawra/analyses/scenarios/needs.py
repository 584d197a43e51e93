"""What cash from elsewhere a party needs within a horizon, by its own legs alone.

N = max(0, max over days of what it has paid by the end of the day less what it was paid by then). With an opening
balance b it lacks max(0, N - b): so where nobody knows b, the change of N between two plans is still known, and it is
the change of what is lacking for every b up to the lesser N.

Payments of one day are set off against one another, whatever their order in it. Exact in fractions of a minor unit,
and rounded up at the end.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from fractions import Fraction
from math import ceil

from dawra.analyses.scenarios.finding import Need
from dawra.flows import OUTSIDE, Leg

_DAY = timedelta(days=1)
_NONE = Fraction(0)


def of_parties(legs: Iterable[Leg]) -> dict[str, list[Leg]]:
    """The cash legs of each party but the outside, those to itself left out."""
    found: dict[str, list[Leg]] = defaultdict(list)
    for leg in legs:
        if leg.money == "cash" and leg.from_party != leg.to_party:
            for party in (leg.from_party, leg.to_party):
                if party != OUTSIDE:
                    found[party].append(leg)
    return dict(found)


def need(party: str, legs: Sequence[Leg], start: date, end: date) -> Need:
    """What ``party`` needs in ``[start, end)`` by its dated cash legs."""
    timed = [leg for leg in legs if leg.start is not None and _span(leg, start, end)]
    out = [leg for leg in timed if leg.from_party == party]
    ins = [leg for leg in timed if leg.to_party == party]
    endless = [_begin(leg, start) for leg in ins if leg.high is None]
    point, day = _most([*((leg, leg.point) for leg in out), *((leg, -leg.point) for leg in ins)], start, end)
    # Money without limit may come in from its first day on: then nothing more is needed.
    low, _ = _most(
        [*((leg, leg.low) for leg in out), *((leg, -(leg.high or 0)) for leg in ins if leg.high is not None)],
        start,
        min([end, *endless]),
    )
    high: int | None = None
    if all(leg.high is not None for leg in out):
        high, _ = _most([*((leg, leg.high or 0) for leg in out), *((leg, -leg.low) for leg in ins)], start, end)
    return Need(low=low, point=point, high=high, day=day)


def _span(leg: Leg, start: date, end: date) -> bool:
    """Whether any of a dated leg moves in ``[start, end)``."""
    if leg.start is None or leg.start >= end:
        return False
    return leg.start >= start if leg.end is None else leg.end > start


def _begin(leg: Leg, start: date) -> date:
    return max(leg.start or start, start)


def _most(signed: Iterable[tuple[Leg, int]], start: date, end: date) -> tuple[int, date | None]:
    """The most that was paid on balance by the end of a day, rounded up, and the first such day; 0 and None if none."""
    most, when = _NONE, None
    for day, paid in _balances(signed, start, end):
        if paid > most:
            most, when = paid, day
    return ceil(most), when and when - _DAY


def _balances(signed: Iterable[tuple[Leg, int]], start: date, end: date) -> Iterator[tuple[date, Fraction]]:
    """What was paid on balance before each day on which its course may turn."""
    steps: dict[date, int] = defaultdict(int)
    slopes: dict[date, Fraction] = defaultdict(Fraction)
    turns = {end}
    for leg, amount in signed:
        begin = _begin(leg, start)
        if leg.end is None:
            steps[begin + _DAY] += amount
            turns |= {begin, begin + _DAY}
        else:
            rate = Fraction(amount, (leg.end - (leg.start or start)).days)
            slopes[begin] += rate
            slopes[leg.end] -= rate
            turns |= {begin, leg.end}
    paid, slope, last = _NONE, _NONE, start
    for day in sorted(turn for turn in turns if start <= turn <= end):
        paid += slope * (day - last).days + steps[day]
        slope, last = slope + slopes[day], day
        yield day, paid
