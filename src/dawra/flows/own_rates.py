"""A user's own exchange rates (`day,base,quote,rate`): strict about form, and never older than a month."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from fractions import Fraction
from pathlib import Path
from typing import Final, NoReturn

from dawra.claims.table import check_header, read_rows
from dawra.errors import TableError
from dawra.values import CURRENCIES, PartialDate, Rate, RateSource

COLUMNS: Final = ("day", "base", "quote", "rate")
DAYS: Final = 31
"""How long a rate may stand in for the days after its own, unless a newer one takes its place."""

_DECIMAL: Final = re.compile(r"\d{1,15}(\.\d{1,15})?", re.ASCII)
_ROOM: Final = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnRates:
    """Rates by pair, each list by day, both ways of a pair included."""

    by_pair: Mapping[tuple[str, str], tuple[Rate, ...]]

    def partners(self, currency: str) -> list[str]:
        """The currencies that some row sets against ``currency``, in the order of the alphabet."""
        return sorted(quote for base, quote in self.by_pair if base == currency)

    def rate(self, base: str, quote: str, day: date) -> Rate | None:
        """The last rate of the pair on or before ``day``, unless it is more than `DAYS` old."""
        rates = self.by_pair.get((base, quote), ())
        place = bisect_right(rates, day, key=lambda rate: rate.day)
        found = rates[place - 1] if place else None
        if found is None or (day - found.day).days > DAYS:
            return None
        return replace(found, day=day)


def read_own_rates(path: Path) -> OwnRates:
    """Read ``path``.

    Raises:
        TableError: the file cannot be read as a table of rates, with the line, the column, the value and what
            would help.
    """
    header, rows = read_rows(path)
    check_header(path, header, known=COLUMNS, needed=COLUMNS)
    lines: dict[tuple[str, str, date], int] = {}
    by_pair: dict[tuple[str, str], list[Rate]] = defaultdict(list)
    for line, cells in rows:
        rate = _rate(path, line, cells)
        for way in (rate, rate.inverse()):
            first = lines.setdefault((way.base, way.quote, way.day), line)
            if first != line:
                found = f"a second rate of {rate.base} and {rate.quote} on {rate.day}, the first in line {first}"
                raise TableError(str(path), line, found, "Keep one of them.")
            by_pair[way.base, way.quote].append(way)
    return OwnRates(by_pair={pair: tuple(sorted(found, key=lambda r: r.day)) for pair, found in by_pair.items()})


def _rate(path: Path, line: int, cells: Mapping[str, str]) -> Rate:
    def refuse(column: str, advice: str) -> NoReturn:
        text = cells[column]
        shown = repr(text) if len(text) <= _ROOM else f"{text[:_ROOM]!r}… ({len(text)} characters)"
        raise TableError(str(path), line, f"column {column} holds {shown}", advice)

    for column in ("base", "quote"):
        if cells[column] not in CURRENCIES:
            near = get_close_matches(cells[column].upper(), CURRENCIES, n=1)
            refuse(column, f"Write an ISO 4217 code such as {near[0] if near else 'EGP'}.")
    if cells["base"] == cells["quote"]:
        refuse("quote", "Name another currency than the base.")
    if not _DECIMAL.fullmatch(cells["rate"]) or not Fraction(cells["rate"]):
        refuse("rate", "Write what one unit of the base is worth as a plain decimal above 0, such as 47.6 or 0.021.")
    day = _day(cells["day"]) or refuse("day", "Write one day, such as 2025-12-17.")
    source = RateSource(kind="table", name=path.name, line=line, day=day.isoformat())
    factor = Fraction(cells["rate"])
    return Rate(base=cells["base"], quote=cells["quote"], day=day, factor=factor, sources=(source,))


def _day(text: str) -> date | None:
    """The day, None where the text names none or no single one."""
    try:
        day = PartialDate(text)
        single = day.is_day  # the calendar ends with the year 9999
    except (ValueError, OverflowError):
        return None
    return day.start if single else None
