"""Which payments are compared with each other: cash of some layers, in one window or per year, in one currency.

Contracts of different lengths do not compare by their whole amounts (methods §6), so without a window what is
paid over a term counts per year of it. A term below a year counts as one: in no year is more paid than all. A
sum per year, quarter or month is a rate, whatever the term: it counts once, four or twelve times. Any other payment
without a term counts whole, as if it were made within one year, and as anything down to nothing in the ranges, since
a longer term would make it less.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Final

from dawra.flows import Leg, Notice
from dawra.flows.cautions import amount_cautions, counted, timing_cautions
from dawra.flows.moved import Moved, moved_in
from dawra.flows.network import one_currency

Window = tuple[date | None, date | None]
EVER: Window = (None, None)
_PERIODS: Final = {"year": 1, "quarter": 4, "month": 12}
"""How many of each are in a year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Payments:
    """What each leg moves, in the order of the legs, and how many were left out and why.

    ``currency`` is None only where there are no legs at all.
    """

    currency: str | None
    moves: tuple[Moved, ...]
    notices: tuple[Notice, ...]


def payments(
    legs: Sequence[Leg], *, layers: Collection[str], window: Window, currency: str | None, yearly: bool
) -> Payments:
    """The cash legs of ``layers`` between two parties, or a party and the outside, that move in ``window``.

    ``yearly`` says that the caller counts a sum per period as a rate where there is no window, so that no notice has
    to say that it counts for one period.

    Raises:
        InputError: an unknown currency, or legs in another currency than the one of the result.
    """
    code, as_rates = one_currency(legs, currency), yearly and window == EVER
    kept: list[Moved] = []
    dropped: dict[str, list[Moved]] = defaultdict(list)
    for leg in legs:
        moved = moved_in(leg, *window)
        if leg.layer not in layers or moved.high == 0:
            continue
        if leg.money != "cash":
            dropped["other-money"].append(moved)
        elif leg.from_party == leg.to_party:
            dropped["own-leg"].append(moved)
        elif window != EVER and leg.start is None:
            dropped["undated-left-out"].append(moved)
        else:
            kept.append(moved)
    return Payments(
        currency=code,
        moves=tuple(kept),
        notices=(
            *(counted(why, dropped[why]) for why in sorted(dropped)),
            *(
                one
                for one in timing_cautions(kept, windowed=window != EVER)
                if not (as_rates and one.code == "one-period")
            ),
            *amount_cautions(kept),
        ),
    )


def has_rate(move: Moved) -> bool:
    """Whether it is known what moves in a year: by a term (the interval of a coarse date is none) or per period."""
    return bool(move.leg.period) or (move.leg.end is not None and not move.leg.coarse)


def per_year(move: Moved) -> Moved:
    """What moves in a year, to the nearest minor unit."""
    leg = move.leg
    if leg.period:
        term = Fraction(1, _PERIODS[leg.period])
    elif leg.start is None or leg.end is None or leg.coarse:
        return replace(move, low=0)
    else:
        term = max(years(leg.start, leg.end), Fraction(1))
    high, total = (None if amount is None else round(amount / term) for amount in (move.high, move.total))
    return replace(move, low=round(move.low / term), point=round(move.point / term), high=high, total=total)


def years(start: date, end: date) -> Fraction:
    """Whole years from ``start``, and the days of the last one in years of 365 1/4."""
    whole = end.year - start.year
    if _anniversary(start, whole) > end:
        whole -= 1
    return whole + Fraction(4 * (end - _anniversary(start, whole)).days, 4 * 365 + 1)


def _anniversary(day: date, count: int) -> date:
    """The same day ``count`` years later; of a 29 February the 28th where there is none."""
    try:
        return day.replace(year=day.year + count)
    except ValueError:
        return day.replace(year=day.year + count, day=28)
