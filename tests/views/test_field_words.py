"""One value of each field of a deal, in words of both languages."""

from typing import Any

import pytest

from dawra.claims import Right, Shares, Term
from dawra.deals.changes import FIELDS
from dawra.values import PartialDate
from dawra.views.field_words import value_words

AMOUNT = {"low": 38e9, "high": 38e9, "currency": "USD", "per": "total", "qualifier": "exact", "text": ""}
PARTIES = [{"role": "investor", "id": "nvidia", "name": "NVIDIA"}, {"role": "investee", "id": None, "name": "a lab"}]
RIGHT = Right(mode="first_refusal", action=("sell", "host"), until_event="the end of 2030")

CASES: dict[str, tuple[Any, str, str]] = {
    "status": ("in_talks", "in talks", "قيد المحادثات"),
    "belief": (0.8, "likely (4 to 1)", "مرجح (4 مقابل 1)"),
    "parties": (
        PARTIES,
        "Nvidia (investor) and a lab (receives the investment)",
        "إنفيديا (المستثمر) وa lab (متلقي الاستثمار)",
    ),
    "amount": (AMOUNT, "$38 billion", "38 مليار دولار"),
    "increase": (AMOUNT, "$38 billion", "38 مليار دولار"),
    "valuation": (AMOUNT, "$38 billion", "38 مليار دولار"),
    "term": (Term(end=PartialDate("2032")).to_json(), "to 2032", "حتى 2032"),
    "capacity": ([{"value": 6, "unit": "GW"}], "6 GW", "6 غيغاواط"),
    "products": (["TPU", "GB200"], "TPU and GB200", "TPU وGB200"),
    "stake_percent": (14, "14%", "14%"),
    "percent": (20, "20%", "20%"),
    "shares": (Shares(count=160_000_000).to_json(), "160 million", "160 مليونًا"),
    "exclusive": (False, "no", "لا"),
    "right": (
        RIGHT.to_json(),
        "first refusal · sell and host · until the end of 2030",
        "أولوية القبول · البيع والاستضافة · حتى the end of 2030",
    ),
    "date": ("2025-12-16", "16 December 2025", "16 ديسمبر 2025"),
    "closing": ("2026-Q1", "first quarter of 2026", "الربع الأول من 2026"),
    "conditions": (["option"], "an option", "خيار غير ملزم بالتنفيذ"),
    "source": ("people familiar", "people familiar", "people familiar"),
    "part_of": ("0123456789abcdef", "01234567", "01234567"),
    "term/years": (7, "7", "7"),
    "term/start": ("2026-01", "January 2026", "يناير 2026"),
}


def test_every_field_has_a_case() -> None:
    """A field that is added to what may change is added here."""
    assert set(FIELDS) <= set(CASES)


@pytest.mark.parametrize("field", CASES)
def test_a_value_in_words(field: str) -> None:
    """As the page of a deal and its history show it."""
    value, english, arabic = CASES[field]
    assert (value_words(field, value, "en"), value_words(field, value, "ar")) == (english, arabic)
