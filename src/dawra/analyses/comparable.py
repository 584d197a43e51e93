"""Which payments are compared with each other: cash of some layers, in one window or per year, in one currency.

Contracts of different lengths do not compare by their whole amounts (methods §6), so without a window what is
paid over a term counts per year of it. A term below a year counts as one: in no year is more paid than all. A
payment without a term counts whole, as if it were made within one year, and as anything down to nothing in the
ranges, since a longer term would make it less.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from dawra.flows import Leg, Notice
from dawra.flows.network import Moved, moved_in, one_currency

Window = tuple[date | None, date | None]
EVER: Window = (None, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Payments:
    """What each leg moves, in the order of the legs, and how many were left out and why.

    ``currency`` is None only where there are no legs at all.
    """

    currency: str | None
    moves: tuple[Moved, ...]
    notices: tuple[Notice, ...]


def payments(legs: Sequence[Leg], *, layers: Collection[str], window: Window, currency: str | None) -> Payments:
    """The cash legs of ``layers`` between two parties, or a party and the outside, that move in ``window``.

    Raises:
        InputError: an unknown currency, or legs in another currency than the one of the result.
    """
    code = one_currency(legs, currency)
    kept: list[Leg] = []
    dropped: dict[str, list[Leg]] = defaultdict(list)
    for leg in legs:
        if leg.layer not in layers:
            continue
        if leg.money != "cash":
            dropped["other-money"].append(leg)
        elif leg.from_party == leg.to_party:
            dropped["own-leg"].append(leg)
        elif window != EVER and leg.start is None:
            dropped["undated-left-out"].append(leg)
        else:
            kept.append(leg)
    moves = [moved_in(leg, *window) for leg in kept]
    return Payments(
        currency=code,
        moves=tuple(one for one in moves if one.high != 0),
        notices=(*(_notice(why, dropped[why]) for why in sorted(dropped)), *_doubts(kept)),
    )


def has_term(move: Moved) -> bool:
    """Whether it is paid over a term; the interval of a coarse date is none."""
    return move.leg.end is not None and not move.leg.coarse


def per_year(move: Moved) -> Moved:
    """What moves in a year of the term, to the nearest minor unit."""
    leg = move.leg
    if leg.start is None or leg.end is None or leg.coarse:
        return replace(move, low=0)
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


def _doubts(legs: Sequence[Leg]) -> Iterator[Notice]:
    """What the amounts rest on."""
    for mark in ("ceiling", "floor", "unknown"):
        if count := sum(leg.mark == mark for leg in legs):
            yield Notice(code=f"amount-{mark}", count=count)
    if off := [leg for leg in legs if leg.status in {"denied", "terminated"}]:
        yield _notice("off", off)


def _notice(code: str, legs: Sequence[Leg]) -> Notice:
    return Notice(code=code, count=len(legs), amount=sum(leg.point for leg in legs))
