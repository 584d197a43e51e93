"""A date that keeps its own precision: ``2027`` stays ``2027`` and never gains a day it was not given."""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache, total_ordering
from typing import Self

_ISO = re.compile(r"(\d{4})(?:-Q([1-4])|-H([12])|-(\d{2})(?:-(\d{2}))?)?")
_YEARS = re.compile(r"(\d{4})/(\d{4})")
_MONTHS = 12
_FORMS = "write 2027, 2027-H1, 2027-Q3, 2027-06, 2027-06-15 or 2030/2033"


@total_ordering
@dataclass(frozen=True, slots=True)
class PartialDate:
    """The half-open interval ``[start, end)`` of days that an ISO text names.

    Forms: ``2027``, ``2027-H1``, ``2027-Q3``, ``2027-06``, ``2027-06-15``, and ``2030/2033`` for one of several
    years, the last included ("early 2030s"). Dates are ordered by their start, then the finer first.
    """

    iso: str
    start: date = field(init=False, repr=False, compare=False)
    """The first day."""
    end: date = field(init=False, repr=False, compare=False)
    """The first day after it."""

    def __post_init__(self) -> None:
        start, end = _interval(self.iso)
        object.__setattr__(self, "start", start)
        object.__setattr__(self, "end", end)

    @classmethod
    def of_day(cls, day: date) -> Self:
        """The date of one known day."""
        return cls(day.isoformat())

    @property
    def is_day(self) -> bool:
        """Whether it names one day."""
        return (self.end - self.start).days == 1

    def meets(self, other: "PartialDate") -> bool:
        """Whether the two intervals share a day."""
        return self.start < other.end and other.start < self.end

    def __lt__(self, other: "PartialDate") -> bool:
        return (self.start, self.end) < (other.start, other.end)

    def __str__(self) -> str:
        return self.iso


@lru_cache(maxsize=4096)
def _interval(iso: str) -> tuple[date, date]:
    """Start and end; ``ValueError`` for what is no date, or has no day after it."""
    if years := _YEARS.fullmatch(iso):
        return _several(iso, *years.groups())
    if not (match := _ISO.fullmatch(iso)):
        raise ValueError(f"{iso!r} is no date: {_FORMS}")
    try:
        return _days(*match.groups())
    except (OverflowError, ValueError) as error:
        raise ValueError(f"{iso!r} is no date ({error}): {_FORMS}") from error


def _several(iso: str, first: str, last: str) -> tuple[date, date]:
    """From the first day of one year to the last of a later one."""
    (start, _), (_, end) = _interval(first), _interval(last)
    if first >= last:
        raise ValueError(f"{iso!r} is no date: the second year is not after the first")
    return start, end


def _days(year: str, quarter: str | None, half: str | None, month: str | None, day: str | None) -> tuple[date, date]:
    if quarter or half:
        months = 3 if quarter else 6
        start = date(int(year), months * (int(quarter or half or 1) - 1) + 1, 1)
        return start, _months_later(start, months)
    start = date(int(year), int(month or 1), int(day or 1))
    return start, start + timedelta(days=1) if day else _months_later(start, 1 if month else _MONTHS)


def _months_later(day: date, months: int) -> date:
    index = day.year * _MONTHS + day.month - 1 + months
    return date(index // _MONTHS, index % _MONTHS + 1, 1)
