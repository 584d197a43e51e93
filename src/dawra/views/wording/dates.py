"""Dates at the precision they were given, and spans of time."""

import re
from collections.abc import Mapping
from typing import Any

from dawra.views.wording.counting import counted, number
from dawra.views.wording.words import table

_ISO = re.compile(r"(\d{4})(?:-Q([1-4])|-H([12])|-(\d{2})(?:-(\d{2}))?)?")


def date_words(iso: str, language: str) -> str:
    """``28 October 2025``, ``third quarter of 2027``, «الربع الثالث من 2027»; no date stays as it is."""
    if not (match := _ISO.fullmatch(iso)):
        first, slash, last = iso.partition("/")
        either = str(table(language)["dates"]["either"])
        return either.replace("{start}", first).replace("{end}", last) if slash else iso
    year, quarter, half, month, day = match.groups()
    words = table(language)["dates"]
    if quarter or half:
        key = f"Q{quarter}" if quarter else f"H{half}"
        return str(words[key]).replace("{year}", year)
    if not month:
        return year
    named = f"{words['months'][int(month) - 1]} {year}"
    return f"{int(day)} {named}" if day else named


def period_words(iso: str, language: str) -> str:
    """A date, or a span written ``2025/2030``."""
    start, slash, end = iso.partition("/")
    if not slash:
        return date_words(iso, language)
    template: str = table(language)["dates"]["span"]
    return template.replace("{start}", date_words(start, language)).replace("{end}", date_words(end, language))


def term_words(term: Mapping[str, Any], language: str) -> str:
    """How long a deal runs: ``7 years, to 2032``."""
    words, parts = table(language)["dates"], []
    years = term.get("years")
    if years is not None:
        whole = years == int(years)
        parts.append(counted(int(years), "year", language) if whole else words["years"].replace("#", number(years)))
    parts.extend(
        str(words[f"term_{end}"]).replace("{date}", date_words(term[end], language))
        for end in ("start", "end")
        if term.get(end)
    )
    return str(words["comma"]).join(parts)
