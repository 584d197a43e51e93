"""Exchange rates in words: what one unit is worth, on which day, by whom."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from dawra.views.wording.amounts import amount_words
from dawra.views.wording.counting import counted, number, significant
from dawra.views.wording.dates import date_words
from dawra.views.wording.isolates import Isolated
from dawra.views.wording.words import fill, join, word

Record = Mapping[str, Any]

_DIGITS: Final = 6
_PLACES: Final = 15


def rate_lines(rates: Sequence[Record], language: str) -> list[Isolated]:
    """Each rate with its source and how many payments it converted; one that held on several days once."""
    alike: dict[tuple[str, str], list[Record]] = {}
    for rate in rates:
        alike.setdefault((_equation(rate), rate["source"]), []).append(rate)
    return [_line(group, language) for group in alike.values()]


def converted_words(value: str, converted: Record, language: str) -> Isolated:
    """A sum as said, and what it is in the currency of the one beside it, with the rate and its source."""
    slots = {
        "value": value,
        "converted": amount_words(_rounded(converted["amount"]), language),
        "equation": _equation(converted["rate"]),
        "source": _sources(converted["rate"], language),
    }
    return fill(word("rates", "converted", language), slots)


def _line(group: Sequence[Record], language: str) -> Isolated:
    days = {rate["day"] for rate in group}
    slots = {
        "equation": _equation(group[0]),
        "date": date_words(group[0]["day"], language) if len(days) == 1 else None,
        "source": _sources(group[0], language),
        "legs": counted(sum(rate["legs"] for rate in group), "leg", language),
    }
    return fill(word("rates", "line", language), slots)


def _equation(rate: Record) -> str:
    """``1 EUR = 1.1722 USD``, the same in both languages."""
    worth = significant(Decimal(str(rate["rate"])), _DIGITS)
    return f"1 {rate['from']} = {number(worth, _PLACES)} {rate['to']}"


def _sources(rate: Record, language: str) -> Isolated:
    """Everyone whose figure is in it."""
    return join([_source(source, language) for source in rate["sources"]], language)


def _source(source: Record, language: str) -> Isolated:
    line = None if source["line"] is None else number(source["line"])
    slots = {"name": source["name"], "line": line, "date": date_words(source["day"], language)}
    return fill(word("rates", f"source_{source['kind']}", language), slots)


def _rounded(amount: Record) -> dict[str, Any]:
    """What is computed is shown to three digits."""
    ends = {end: None if amount[end] is None else significant(Decimal(str(amount[end]))) for end in ("low", "high")}
    return {**amount, **ends}
