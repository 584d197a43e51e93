"""Stated revenue as dated inflow: each figure evenly over its own days, and none where none is stated.

A figure of a shorter period says more of its days than that of a longer one, so a year's revenue is what its stated
quarters leave of it, evenly over the days that they leave.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from dawra.analyses.liquidity.plan import Assumption, Movement
from dawra.analyses.liquidity.stated import Stated

Days = tuple[date, date]


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """Inflows, the ``days`` for which revenue is stated or carried on, apart and in order, and what was assumed."""

    movements: tuple[Movement, ...] = ()
    days: tuple[Days, ...] = ()
    assumptions: tuple[Assumption, ...] = ()

    def outside(self, days: Days) -> list[Days]:
        """The parts of ``days`` for which no revenue is stated."""
        return _left(days, self.days)


def revenue(stated: Sequence[Stated], start: date, end: date, *, carry: bool = False) -> Carried:
    """The revenue of ``[start, end)`` from all that is ``stated``; with ``carry`` the last rate goes on to the end.

    The last rate is that of the latest stated period, whether it has come about or is planned.
    """
    taken: list[Days] = []
    pieces: list[Movement] = []
    assumptions: list[Assumption] = []
    told = [one for one in stated if one.metric == "revenue"]
    # The shortest period first; of equals what has come about, then the latest word.
    told.sort(key=lambda one: (one.days, one.status != "completed", one.start))
    for one in told:
        free = _left((one.start, one.end), taken)
        rest, length = _less(one, pieces), sum((last - first).days for first, last in free)
        taken = sorted([*taken, *free])
        pieces += [_piece(rest, one, days, length) for days in free]
        if any(first < end and start < last for first, last in free):
            assumptions.append(
                Assumption(
                    code="revenue-planned" if one.status != "completed" else "revenue-stated",
                    label=one.period,
                    amount=one.low,
                    high=one.high,
                )
            )
    covered = [days for days in taken if days[0] < end and start < days[1]]
    last = max(told, key=lambda one: (one.end, -one.days), default=None)
    if carry and last and last.end < end:
        first = max(last.end, start)
        pieces.append(_carried(last, first, end))
        assumptions.append(
            Assumption(code="revenue-carried", label=last.period, amount=last.low, high=last.high, start=first, end=end)
        )
        covered = [*covered, (first, end)]
    for first, until in _left((start, end), covered):
        assumptions.append(Assumption(code="revenue-unstated", start=first, end=until))
    return Carried(
        movements=tuple(one for one in pieces if one.meets(start, end)),
        days=tuple(sorted(covered)),
        assumptions=tuple(assumptions),
    )


def _less(one: Stated, finer: Sequence[Movement]) -> tuple[int, int, int | None]:
    """What the figures of shorter periods leave of one on the days that they take of it; never below nothing."""
    low, point, high = Fraction(one.low), Fraction(one.point), None if one.high is None else Fraction(one.high)
    for other in finer:
        share = other.share(one.end) - other.share(one.start)
        if share:
            low = Fraction(0) if other.high is None else low - share * other.high
            point -= share * other.point
            high = None if high is None else high - share * other.low
    least, middle = max(round(low), 0), max(round(point), 0)
    return min(least, middle), middle, None if high is None else max(round(high), middle)


def _piece(rest: tuple[int, int, int | None], one: Stated, days: Days, length: int) -> Movement:
    part = Fraction((days[1] - days[0]).days, length)
    low, point, high = rest
    return Movement(
        side="inflow",
        low=round(low * part),
        point=round(point * part),
        high=None if high is None else round(high * part),
        start=days[0],
        end=days[1],
        label=one.period,
        origin="fact",
    )


def _carried(last: Stated, start: date, end: date) -> Movement:
    part = Fraction((end - start).days, last.days)
    return Movement(
        side="inflow",
        low=round(last.low * part),
        point=round(last.point * part),
        high=None if last.high is None else round(last.high * part),
        start=start,
        end=end,
        label=last.period,
        origin="fact",
    )


def _left(days: Days, taken: Sequence[Days]) -> list[Days]:
    """What ``taken``, apart and in order, leaves of ``days``."""
    found, first = [], days[0]
    for start, end in sorted(taken):
        if end <= first or start >= days[1]:
            continue
        if start > first:
            found.append((first, start))
        first = max(first, end)
    if first < days[1]:
        found.append((first, days[1]))
    return found
