"""How a shock changes one leg: pure functions, in whole minor units, which never make money grow.

What has moved stays: a leg is divided by its schedule into what moves inside the time of the shock and what does
not, so that the parts sum exactly to the leg, and only the inside is cut or put off. A leg has no time of its own
where it has no date, nor where it would have moved in one step before the day and nobody has said that it did: that
is the day of its deal, not of its payment.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Final

from dawra.errors import InputError
from dawra.flows import Leg
from dawra.flows.schedule import callable_in, divided, share
from dawra.flows.timing import months_later

_DAY: Final = timedelta(days=1)


def is_untimed(leg: Leg, day: date) -> bool:
    """Whether nobody told when it moves, seen from ``day``."""
    if leg.money == "contingent":
        return False
    if leg.start is None:
        return True
    at_once = leg.end is None or (leg.coarse and leg.end <= day)
    return at_once and leg.start < day and leg.status != "completed"


def divide(leg: Leg, start: date, end: date | None) -> tuple[tuple[Leg, ...], Leg | None]:
    """What of a dated leg moves outside ``[start, end)``, earlier before later, and what moves inside.

    The amounts of the parts sum exactly to those of the leg. Contingent money is not divided: it is inside where it
    may be called on some day.
    """
    if leg.money == "contingent":
        return ((), leg) if callable_in(leg, start, end) else ((leg,), None)
    before, until = share(leg, start), share(leg, end) if end else Fraction(1)
    if until <= before:
        return (leg,), None
    shares = (before, until - before, 1 - until)
    if shares[1] == 1:
        return (), leg
    parts = _parts(leg, shares, (start, end))
    return tuple(part for part in (parts[0], parts[2]) if part), parts[1]


def cut(leg: Leg, lost: Fraction) -> Leg | None:
    """The leg without the share ``lost`` of its money; None where nothing is left."""
    if lost == 1:
        return None
    if not lost:
        return leg
    low, point, high, total = (
        None if amount is None else round(amount * (1 - lost)) for amount in (leg.low, leg.point, leg.high, leg.total)
    )
    return replace(
        leg,
        low=low or 0,
        point=point or 0,
        high=high,
        total=total,
        original=leg.original and cut(leg.original, lost),
    )


def delay(leg: Leg, months: int) -> Leg:
    """The leg so many calendar months later, as long as before.

    Raises:
        InputError: the calendar ends before.
    """
    if leg.start is None or not months:
        return leg
    try:
        start = months_later(leg.start, months)
        end = None if leg.end is None else start + (leg.end - leg.start)
    except (ValueError, OverflowError) as error:
        raise InputError(f"{months} months after {leg.start} the calendar ends. Write fewer months.") from error
    return replace(leg, start=start, end=end, original=leg.original and delay(leg.original, months))


def join(parts: Sequence[Leg]) -> Leg:
    """The parts of one leg as one: all their money, from the first day to the last."""
    first = parts[0]
    if len(parts) == 1:
        return first
    starts = [part.start for part in parts if part.start]
    ends = [part.end or part.start + _DAY for part in parts if part.start]
    highs, totals = [part.high for part in parts], [part.total for part in parts]
    originals = [part.original for part in parts if part.original]
    return replace(
        first,
        low=sum(part.low for part in parts),
        point=sum(part.point for part in parts),
        high=None if None in highs else sum(high or 0 for high in highs),
        total=None if None in totals else sum(total or 0 for total in totals),
        start=min(starts, default=None),
        end=max(ends, default=None),
        original=join(originals) if originals else None,
    )


def _parts(leg: Leg, shares: tuple[Fraction, ...], days: tuple[date, date | None]) -> list[Leg | None]:
    """The leg before, inside and after two days; None for a part without money."""
    # The least amount and what each further end adds are divided one by one, so that no part has its ends crossed.
    low = divided(leg.low, shares, leg.low)
    point = _summed(low, divided(leg.point - leg.low, shares, leg.point - leg.low))
    high = None if leg.high is None else _summed(point, divided(leg.high - leg.point, shares, leg.high - leg.point))
    total = None if leg.total is None else divided(leg.total, shares, leg.total)
    original = [None, None, None] if leg.original is None else _parts(leg.original, shares, days)
    bounds = ((None, days[0]), days, (days[1], None))
    return [
        replace(
            leg,
            low=low[place],
            point=point[place],
            high=None if high is None else high[place],
            total=None if total is None else total[place],
            start=max(filter(None, (leg.start, bounds[place][0]))),
            end=min(filter(None, (leg.end, bounds[place][1]))),
            # Its ends are days now, and no longer the precision of a date.
            coarse=False,
            original=original[place],
        )
        if part
        else None
        for place, part in enumerate(shares)
    ]


def _summed(ones: list[int], others: list[int]) -> list[int]:
    return [one + other for one, other in zip(ones, others, strict=True)]
