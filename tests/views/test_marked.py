"""An article with its evidence marked."""

import re
from typing import Any

import pytest

from dawra.views.marked import paragraphs, write_marked

Record = dict[str, Any]

TEXT = "Nvidia to back OpenAI\n\nNvidia invests $10 billion in OpenAI.\nOpenAI buys from Oracle."


def found(text: str, field: str, words: str, after: int = 0) -> dict[str, Any]:
    """Where some words of the article stand, as evidence."""
    start = text.index(words, after)
    return {"field": field, "start": start, "end": start + len(words), "text": words}


def deal(kind: str, parties: list[tuple[str, str]], *evidence: dict[str, Any]) -> dict[str, Any]:
    """As much of a deal record as the page needs."""
    return {
        "kind": kind,
        "parties": [{"role": role, "id": party, "name": party} for role, party in parties],
        "amount": None,
        "status": "announced",
        "evidence": list(evidence),
    }


@pytest.fixture
def reading() -> dict[str, Any]:
    """Two deals whose evidence nests and overlaps."""
    body = TEXT.index("\n\n")
    investment = deal(
        "equity_investment",
        [("investor", "nvidia"), ("investee", "openai")],
        found(TEXT, "parties/0", "Nvidia", body),
        found(TEXT, "amount", "$10 billion"),
        found(TEXT, "kind", "invests $10 billion in OpenAI"),
    )
    purchase = deal(
        "compute_purchase",
        [("customer", "openai"), ("provider", "oracle")],
        found(TEXT, "parties/0", "OpenAI", TEXT.index("buys") - 8),
        found(TEXT, "parties/0", "in OpenAI"),
    )
    return {
        "document": {
            "language": "en",
            "title": "Nvidia to back OpenAI",
            "url": "https://example.org/a",
            "publisher": "Example News",
            "published": "2025-12-17",
        },
        "deals": [investment, purchase],
        "facts": [],
        "notices": [{"start": 0, "end": 4, "code": "amount-without-currency", "text": "1.2"}],
    }


def test_the_paragraphs_hold_the_whole_text(reading: Record) -> None:
    """Marking changes no word."""
    lines = paragraphs(reading["deals"], TEXT, "en")
    assert "\n".join("".join(mark.text for mark in line) for line in lines) == TEXT.replace("\n\n", "\n")


def test_nested_and_overlapping_marks_name_all_their_deals(reading: Record) -> None:
    """The title says which fields each mark proves."""
    line = paragraphs(reading["deals"], TEXT, "en")[1]
    marks = {mark.text: mark for mark in line if mark.numbers}
    assert marks["$10 billion"].numbers == [1]
    assert marks["$10 billion"].title == "1: amount, 1: kind"
    assert marks["in OpenAI"].numbers == [1, 2]


def test_a_number_is_shown_where_the_deal_changes(reading: Record) -> None:
    """Not at every mark, which would drown the text."""
    line = paragraphs(reading["deals"], TEXT, "en")[1]
    assert [(mark.text, mark.opens) for mark in line if mark.opens] == [("Nvidia", [1]), ("in OpenAI", [2])]


def test_the_page_has_title_source_legend_and_notices(reading: Record) -> None:
    """The title stands once as heading and once in the head."""
    page = write_marked(reading, TEXT, "en")
    assert page.count("Nvidia to back OpenAI") == 2
    assert "<bdi>Example News</bdi> · <bdi>17 December 2025</bdi>" in page
    assert "<bdi>Nvidia</bdi> invests in <bdi>OpenAI</bdi>" in page
    assert "<bdi>1.2</bdi>: an amount without a currency" in page
    assert 'title="1: amount, 1: kind"' in page


def test_an_arabic_text_runs_right_to_left_on_an_english_page(reading: Record) -> None:
    """The text has its own language and direction."""
    reading["document"]["language"] = "ar"
    page = write_marked(reading, TEXT, "en")
    assert '<html lang="en" dir="ltr">' in page
    assert '<article class="text" lang="ar" dir="rtl">' in page


def test_a_hostile_text_stays_text(reading: Record) -> None:
    """Neither text nor title nor address can do anything."""
    text = f"<script>alert(1)</script>\u202e\x1b{TEXT}"
    reading["document"].update(title='"><img onerror=1>', url="javascript:alert(1)")
    reading["deals"] = []
    page = write_marked(reading, text, "en")
    assert "<script" not in page
    assert "<img" not in page
    assert "javascript:" not in page
    assert not re.search("[\u202a-\u202e\x1b]", page)
    assert "No deal was found" in page
