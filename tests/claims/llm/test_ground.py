"""What a model says stands only where the text says it too."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from dawra.claims import DealClaim
from dawra.claims.llm import reply
from dawra.claims.llm.ground import Grounds
from dawra.documents import Document

Deal = Callable[..., dict[str, Any]]
Total = Callable[..., dict[str, Any]]


def read(document: Document, said: dict[str, Any]) -> tuple[DealClaim | None, list[str]]:
    """The claim and the codes of the notices."""
    grounds = Grounds(document)
    claim = grounds.deal(reply.Deal.model_validate(said))
    return claim, [notice.code for notice in grounds.notices]


def proof(claim: DealClaim | None, field: str) -> list[str]:
    """The words that prove a field."""
    assert claim is not None
    return [item.span.text for item in claim.evidence if item.field == field]


def test_a_true_reply_holds(told_document: Document, deal_said: Deal) -> None:
    """Each value with its words."""
    claim, notices = read(told_document, deal_said())
    assert claim is not None
    assert notices == []
    assert [(party.role, party.id) for party in claim.parties] == [("investor", "nvidia"), ("investee", "openai")]
    assert claim.amount is not None
    assert claim.amount.to_json()["high"] == 10**10
    assert proof(claim, "amount") == ["up to $10 billion"]
    assert proof(claim, "status") == ["signed an agreement"]


def test_a_deal_that_the_text_does_not_tell_is_dropped(told_document: Document, deal_said: Deal) -> None:
    """Neither its quote nor its status words are there."""
    invented = deal_said(quote="Nvidia bought all of OpenAI", status_quote="bought all")
    assert read(told_document, invented) == (None, ["llm-not-in-text"])


def test_a_deal_without_its_parties_is_dropped(told_document: Document, deal_said: Deal) -> None:
    """A name that the text does not hold is no party."""
    parties = [
        {"role": "investor", "name": "Nvidia", "named": True},
        {"role": "investee", "name": "Anthropic", "named": True},
    ]
    assert read(told_document, deal_said(parties=parties)) == (None, ["llm-not-in-text", "deal-without-parties"])


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (("up to $12 billion", 12e9), "llm-not-in-text"),
        (("up to $10 billion", 12e9), "llm-value-differs"),
        (("0 billion", 0.0), "llm-not-in-text"),
        (("signed", 10e9), "llm-value-differs"),
    ],
)
def test_a_sum_must_be_written_and_be_that_sum(
    told_document: Document, deal_said: Deal, total: Total, said: tuple[str, float], code: str
) -> None:
    """A quote from elsewhere, another value at the quote, half a number: no amount, and a notice."""
    claim, notices = read(told_document, deal_said(amount=total(said[0], None, said[1], "up_to")))
    assert claim is not None
    assert claim.amount is None
    assert notices == [code]


def test_another_currency_is_another_sum(told_document: Document, deal_said: Deal, total: Total) -> None:
    """Ten billion dollars are not ten billion euros."""
    claim, notices = read(
        told_document, deal_said(amount=total("up to $10 billion", None, 10e9, "up_to") | {"currency": "EUR"})
    )
    assert claim is not None
    assert claim.amount is None
    assert notices == ["llm-value-differs"]


@pytest.mark.parametrize("status", ["signed", "completed"])
def test_a_firm_status_needs_its_word(deal_said: Deal, status: str) -> None:
    """A model alone makes nothing binding or done."""
    text = "Nvidia mentioned a plan to invest up to $10 billion in OpenAI."
    document = Document(text=text, language="en")
    claim, notices = read(document, deal_said(quote=text, status=status, status_quote="mentioned a plan"))
    assert claim is not None
    assert (claim.status, notices) == ("announced", ["llm-status-not-proven"])


def test_status_paid_does_not_exist(deal_said: Deal) -> None:
    """The form has no such word."""
    with pytest.raises(ValueError, match="status"):
        reply.Deal.model_validate(deal_said(status="paid"))


def test_ids_come_from_the_registry(told_document: Document, deal_said: Deal) -> None:
    """A name unknown to it gets a key of its own words, and none where the model says that it has no name."""
    parties = [
        {"role": "customer", "name": "Harbour Grid", "named": True},
        {"role": "supplier", "name": "turbines", "named": False},
    ]
    quote = "Harbour Grid to buy turbines from Vestas"
    claim, _ = read(
        told_document, deal_said(kind="supply", status="planned", quote=quote, status_quote=quote, parties=parties)
    )
    assert claim is not None
    assert [party.id for party in claim.parties] == ["harbour-grid", None]


def test_quantities_are_read_again(told_document: Document, deal_said: Deal) -> None:
    """Two gigawatts and five years hold, three of anything do not."""
    parties = [
        {"role": "customer", "name": "OpenAI", "named": True},
        {"role": "provider", "name": "Oracle", "named": True},
    ]
    said = deal_said(
        kind="compute_purchase",
        quote="OpenAI, valued at $500 billion, is in talks to rent 2 gigawatts from Oracle over five years",
        status="in_talks",
        status_quote="in talks",
        parties=parties,
        amount=None,
        capacity=[
            {"quote": "2 gigawatts", "value": 2.0, "unit": "GW"},
            {"quote": "2 gigawatts", "value": 3.0, "unit": "GW"},
        ],
        years={"quote": "five years", "value": 5.0},
    )
    claim, notices = read(told_document, said)
    assert claim is not None
    assert [item.to_json() for item in claim.capacity] == [{"value": 2, "unit": "GW"}]
    assert claim.term is not None
    assert claim.term.to_json()["years"] == 5
    assert notices == ["llm-value-differs"]


@pytest.mark.parametrize(("value", "held"), [("2025-12-15", True), ("2025-12", True), ("2025-12-16", False)])
def test_days_are_counted_by_us(told_document: Document, deal_said: Deal, value: str, *, held: bool) -> None:
    """Monday before a Wednesday is two days earlier, whatever the model says."""
    claim, _ = read(told_document, deal_said(date={"quote": "On Monday", "value": value}))
    assert claim is not None
    assert (claim.date is not None) == held
    assert date(2025, 12, 17).weekday() == 2


def test_arabic_names_are_found_behind_particles(deal_said: Deal) -> None:
    """The span is the name alone, in any spelling."""
    text = "أعلنت إنفيديا أنها ستستثمر ما يصل إلى 10 مليارات دولار فى شركة «أوبن إيه آي»، ولأوبن ايه اي خيار."
    document = Document(text=text, language="ar")
    parties = [
        {"role": "investor", "name": "انفيديا", "named": True},
        {"role": "investee", "name": "أوبن إيه آي", "named": True},
    ]
    quote = "أعلنت انفيديا انها ستستثمر ما يصل الى 10 مليارات دولار"
    amount = {
        "quote": "ما يصل إلى ١٠ مليارات دولار", "low": None, "high": 1e10,
        "currency": "USD", "qualifier": "up_to", "per": "total",
    }  # fmt: skip
    said = deal_said(quote=quote, status="announced", status_quote="أعلنت", parties=parties, amount=amount)
    claim, notices = read(document, said)
    assert notices == []
    assert proof(claim, "parties/0") == ["إنفيديا"]
    assert proof(claim, "parties/1") == ["أوبن إيه آي"]
    assert proof(claim, "amount") == ["ما يصل إلى 10 مليارات دولار"]


def test_the_nearest_place_proves(deal_said: Deal) -> None:
    """A name told often is proved where the deal is told."""
    text = "OpenAI grew. Nvidia grew. Later Nvidia signed an agreement to invest up to $10 billion in OpenAI."
    claim, _ = read(Document(text=text, language="en"), deal_said())
    assert claim is not None
    starts = [item.span.start for item in claim.evidence if item.field.startswith("parties")]
    assert starts == [text.index("Nvidia signed"), text.rindex("OpenAI")]
