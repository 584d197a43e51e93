"""Asking, mending, keeping and stopping: the way from a document to a reading."""

from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from dawra.claims.llm import LlmReader
from dawra.documents import Document
from dawra.errors import BudgetError, UsageError
from dawra.settings import LlmSettings

if TYPE_CHECKING:
    from tests.endpoint import Endpoint

Make = Callable[..., LlmSettings]
Deal = Callable[..., dict[str, Any]]


def test_a_reply_becomes_a_reading(
    endpoint: "Endpoint", llm_settings: Make, told_document: Document, deal_said: Deal
) -> None:
    """With the prompt's version and the model's name on it."""
    endpoint.play({"deals": [deal_said()], "facts": []})
    reading = LlmReader(llm_settings()).read(told_document)
    assert [claim.kind for claim in reading.deals] == ["equity_investment"]
    assert reading.reader.to_json() == {"name": "llm", "version": "1 played"}


def test_the_article_stands_behind_a_fence(endpoint: "Endpoint", llm_settings: Make, told_document: Document) -> None:
    """Instructions are one message, the article is another."""
    endpoint.play({"deals": [], "facts": []})
    LlmReader(llm_settings()).read(told_document)
    system, user = endpoint.asked[0]["messages"]
    assert told_document.text not in system["content"]
    assert told_document.text in user["content"]


def test_a_malformed_reply_is_mended_once(
    endpoint: "Endpoint", llm_settings: Make, told_document: Document, deal_said: Deal
) -> None:
    """The model is told what was wrong."""
    wrong = deal_said(parties=[{"role": "lender", "name": "Nvidia", "named": True}])
    endpoint.play({"deals": [wrong], "facts": []}, {"deals": [deal_said()], "facts": []})
    reading = LlmReader(llm_settings()).read(told_document)
    assert len(reading.deals) == 1
    assert "has no role lender" in endpoint.asked[1]["messages"][-1]["content"]


def test_a_reply_that_stays_malformed_is_a_notice(
    endpoint: "Endpoint", llm_settings: Make, told_document: Document
) -> None:
    """Nothing is read, and it is said."""
    endpoint.play("I would rather not.")
    reading = LlmReader(llm_settings()).read(told_document)
    assert (reading.deals, [notice.code for notice in reading.notices]) == ((), ["llm-reply-refused"])
    assert len(endpoint.asked) == 2


def test_a_reply_is_kept(endpoint: "Endpoint", llm_settings: Make, told_document: Document, deal_said: Deal) -> None:
    """The second reading of a text asks nobody and is the same."""
    endpoint.play({"deals": [deal_said()], "facts": []})
    first = LlmReader(llm_settings()).read(told_document).to_json()
    assert LlmReader(llm_settings(tokens=0)).read(told_document).to_json() == first
    assert len(endpoint.asked) == 1


@pytest.mark.parametrize("changes", [{"model": "another"}, {"cache": None}])
def test_another_model_is_asked_anew(
    endpoint: "Endpoint",
    llm_settings: Make,
    told_document: Document,
    changes: dict[str, Any],
    tmp_path: Any,  # noqa: ANN401
) -> None:
    """So is the same one where nothing is kept."""
    endpoint.play({"deals": [], "facts": []})
    LlmReader(llm_settings()).read(told_document)
    LlmReader(llm_settings(**{"cache": tmp_path / "elsewhere", **{k: v for k, v in changes.items() if v}})).read(
        told_document
    )
    assert len(endpoint.asked) == 2


def test_a_reply_that_is_none_is_not_kept(
    endpoint: "Endpoint", llm_settings: Make, told_document: Document, deal_said: Deal
) -> None:
    """The next reading asks again."""
    endpoint.play("no", "no", {"deals": [deal_said()], "facts": []})
    LlmReader(llm_settings()).read(told_document)
    assert len(LlmReader(llm_settings()).read(told_document).deals) == 1


def test_tokens_are_a_limit(endpoint: "Endpoint", llm_settings: Make, told_document: Document) -> None:
    """Before a call that might go over it; the call is not made."""
    endpoint.play({"deals": [], "facts": []}, tokens=(15_000, 100))
    reader = LlmReader(llm_settings(tokens=25_000))
    reader.read(told_document)
    with pytest.raises(BudgetError, match="15100 of 25000 tokens"):
        reader.read(Document(text=told_document.text + " More.", language="en"))
    assert len(endpoint.asked) == 1


def test_money_is_a_limit(endpoint: "Endpoint", llm_settings: Make, told_document: Document) -> None:
    """By the prices that the user gives."""
    endpoint.play({"deals": [], "facts": []}, tokens=(1_000_000, 1_000_000))
    prices = {"money": Decimal("12.05"), "price_in": Decimal(2), "price_out": Decimal(10)}
    reader = LlmReader(llm_settings(**prices))
    reader.read(told_document)
    assert reader.budget.money == Decimal(12)
    with pytest.raises(BudgetError, match=r"12\.0000 of 12\.05"):
        reader.read(Document(text=told_document.text + " More.", language="en"))


def test_a_limit_on_money_needs_prices(llm_settings: Make) -> None:
    """Else it would hold nothing back."""
    with pytest.raises(UsageError, match="price_in"):
        LlmReader(llm_settings(money=Decimal(1)))


def test_a_long_text_is_asked_in_pieces(
    endpoint: "Endpoint", llm_settings: Make, told_document: Document, deal_said: Deal
) -> None:
    """A deal that two pieces tell is one, and its words lie where they are."""
    filler = "\n".join("The weather on the coast was fair again that day." for _ in range(300))
    long = Document(text=f"{told_document.text}\n{filler}\n{told_document.text}", language="en", published="2025-12-17")
    endpoint.play({"deals": [deal_said()], "facts": []})
    reading = LlmReader(llm_settings()).read(long)
    assert len(endpoint.asked) == 2
    assert (
        "".join(ask["messages"][1]["content"].split("\n", 2)[2].rsplit("\n", 1)[0] for ask in endpoint.asked)
        == long.text
    )
    assert len(reading.deals) == 1
    assert reading.ungrounded() == []
