"""When a deal's money moves, and how long its term is (`ledger-rules`, "Views and schedules").

With a term it moves evenly, else in one step at closing, else on the deal's day. A coarse date is its interval.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

from dawra.deals import Deal
from dawra.values import PartialDate

_MONTHS: Final = 12
_AT_ONCE: Final = ("debt_financing", "acquisition", "equity_grant")
"""Kinds that move in one step: their term says how long a loan runs or a warrant lasts, not how long paying takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """A step on ``start``, or evenly over ``[start, end)``; ``coarse`` if only the date is coarse.

    ``start`` None means that no date is known.
    """

    start: date | None = None
    end: date | None = None
    coarse: bool = False


def time_of(deal: Deal) -> Time:
    """When the deal's money moves; of a guarantee, when it may be called."""
    term = term_of(deal)
    if term and deal.kind not in _AT_ONCE:
        return term
    day = deal.closing or deal.date or (deal.term.start if deal.term else None)
    if day is None:
        return Time()
    if day.is_day or deal.kind == "guarantee":
        return Time(start=day.start)
    return Time(start=day.start, end=day.end, coarse=True)


def term_of(deal: Deal) -> Time | None:
    """The term as an interval; None where no end is known or it lies before the start."""
    begun = (deal.term and deal.term.start) or deal.closing or deal.date
    if deal.term is None or begun is None:
        return None
    if deal.term.years is not None and deal.term.end is None:
        end = months_later(begun.start, round(deal.term.years * _MONTHS))
    else:
        end = deal.term.end.end if deal.term.end else begun.start
    return Time(start=begun.start, end=end) if end > begun.start else None


def years_of(deal: Deal) -> Fraction | None:
    """How many years the term runs, as told, else from its start to its end; None where neither is known."""
    if deal.term and deal.term.years is not None:
        return Fraction(deal.term.years)
    term = term_of(deal)
    if term is None or term.start is None or term.end is None:
        return None
    months = (term.end.year - term.start.year) * _MONTHS + term.end.month - term.start.month
    days = Fraction(term.end.day - term.start.day, monthrange(term.start.year, term.start.month)[1])
    return (months + days) / _MONTHS


def last_day(day: PartialDate) -> date:
    """The last day that a date may name: by then what it dates has surely come about."""
    return date.fromordinal(day.end.toordinal() - 1)


def months_later(day: date, months: int) -> date:
    """The same day so many months later, or the last of a month that is too short for it."""
    year, month = divmod(day.year * _MONTHS + day.month - 1 + months, _MONTHS)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
