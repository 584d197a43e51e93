"""The remarks that analyses make beside a figure, in words."""

from collections.abc import Mapping
from typing import Any

from dawra.views.wording.amounts import money
from dawra.views.wording.counting import number
from dawra.views.wording.words import fill, join, table, word


def notice_words(notice: Mapping[str, Any], currency: str | None, language: str) -> str:
    """A notice by its code with what it says of itself; a code without words yet is shown, never dropped."""
    templates = table(language)["notice"]
    names = [_figure(str(name), language) for name in notice["names"] or ()]
    amount = notice["amount"]
    return fill(
        templates.get(notice["code"], templates["other"]),
        {
            "code": notice["code"],
            "count": None if notice["count"] is None else number(notice["count"]),
            "amount": money(amount, currency, language, rounded=True) if amount and currency else None,
            "names": join(names, language) or None,
        },
    )


def reading_notice_words(code: str, language: str) -> str:
    """A notice of a reader by its code; a code without words yet is shown itself."""
    found: str = table(language)["reading_notice"].get(code, code)
    return found


def _figure(name: str, language: str) -> str:
    """Some notices name figures of the report."""
    key = f"figure_{name}"
    return word("page", key, language) if key in table(language)["page"] else name
