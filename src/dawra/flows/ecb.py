"""The reference rates of the European Central Bank since 1999, as a package brings them: nothing is fetched.

The package's table is read, not its converter: that takes a seventh of the time, and keeps each figure exact and
on the day for which it was published.
"""

import csv
import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from typing import Final

from dawra.values import CURRENCIES, Rate, RateSource

EURO: Final = "EUR"
DAYS: Final = 7
"""How far back a weekend or holiday may reach for the last rate published."""

_NONE: Final = ("", "N/A")


def ecb_rate(quote: str, day: date) -> Rate | None:
    """One euro in ``quote`` by the last rate published on ``day`` or in the week before."""
    columns, rows = _published()
    if quote not in columns:
        return None
    for back in range(DAYS + 1):
        own = (day - timedelta(back)).isoformat()
        figure = rows[own][columns[quote]] if own in rows else ""
        if figure not in _NONE:
            return Rate(
                base=EURO, quote=quote, day=day, factor=Fraction(figure), sources=(RateSource(kind="ecb", day=own),)
            )
    return None


@cache
def _published() -> tuple[Mapping[str, int], Mapping[str, Sequence[str]]]:
    """The column of each currency, and the figures as printed by day."""
    from currency_converter import CURRENCY_FILE  # noqa: PLC0415 - slow to import

    with zipfile.ZipFile(CURRENCY_FILE) as archive, archive.open(archive.namelist()[0]) as raw:
        header, *rows = csv.reader(io.TextIOWrapper(raw, encoding="utf-8"))
    columns = {name.strip(): place for place, name in enumerate(header) if name.strip() in CURRENCIES}
    return columns, {row[0]: row for row in rows}
