"""Calendar periods of some months: years, halves, quarters, months."""

from datetime import date

_YEAR = 12


def period_start(day: date, months: int) -> date:
    """The first day of the calendar period of so many months in which ``day`` lies; 12 is a multiple of them."""
    return date(day.year, day.month - (day.month - 1) % months, 1)


def next_period(day: date, months: int) -> date | None:
    """The first day of the calendar period after that of ``day``; None where no calendar has it."""
    year, month = divmod(day.year * _YEAR + period_start(day, months).month - 1 + months, _YEAR)
    return date(year, month + 1, 1) if year <= date.max.year else None


def period_edges(start: date, end: date, months: int) -> list[date]:
    """``start``, the first days of the calendar periods between, and ``end``."""
    found, day = [start], next_period(start, months)
    while day is not None and day < end:
        found.append(day)
        day = next_period(day, months)
    return [*found, end]
