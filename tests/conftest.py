"""What tests of the ledger, the deals and the flows share: readings told in a few words."""

import os
from collections.abc import Callable, Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import tests.strategies  # noqa: F401 - it sets how many examples a property gets
from tests.endpoint import deal_said, endpoint, llm_settings, told_document, total_fixture

from dawra.claims import DealClaim, Evidence, Reader, Reading, RoleParty, Term
from dawra.claims.sourced import Source, Sourced
from dawra.documents import Document
from dawra.ledger import Journal
from dawra.values import Amount, PartialDate, Span

__all__ = ["deal_said", "endpoint", "llm_settings", "told_document", "total_fixture"]

BILLION = 10**9


def soak(small: int, full: int) -> int:
    """The size of a test: small in CI, full with DAWRA_SOAK=1."""
    return full if os.environ.get("DAWRA_SOAK") else small


def billions(figure: float | str, qualifier: str = "exact", *, currency: str = "USD", per: str = "total") -> Amount:
    """``billions("10")``: ten billion dollars, written ``$10 billion``."""
    value = Decimal(str(figure)) * BILLION
    return Amount.of(value, currency, qualifier=qualifier, per=per, text=f"${figure} billion")


def tell(
    parties: str = "investor:amazon investee:openai",
    status: str = "announced",
    amount: Amount | None = None,
    *,
    kind: str = "equity_investment",
    date: str | None = None,
    published: str | None = "2025-12-17",
    publisher: str | None = "Reuters",
    url: str | None = None,
    text: str | None = None,
    retold: bool = False,
    version: str = "1",
    years: int | None = None,
    **fields: Any,  # noqa: ANN401 - any field of a deal
) -> Reading:
    """One document with one deal, its whole text being the proof."""
    told = text or f"{publisher} {published}: {kind} {parties} {status} {amount} {date} {years} {fields}"
    document = Document(
        text=told,
        language="en",
        publisher=publisher,
        published=published,
        url=url,
        kind="retold" if retold else "article",
    )
    whole = Span.cut(told, 0, len(told))
    claim = DealClaim(
        kind=kind,
        parties=tuple(_party(item) for item in parties.split()),
        status=status,
        amount=amount,
        date=PartialDate(date) if date else None,
        term=Term(years=Decimal(years)) if years else fields.pop("term", None),
        evidence=(Evidence(field="status", span=whole),),
        **fields,
    )
    return Reading(document=document, reader=Reader(name="test", version=version), deals=(claim,))


def _party(item: str) -> RoleParty:
    role, _, party_id = item.partition(":")
    return RoleParty(role=role, id=party_id or None, name=party_id or "someone")


def sourced(*readings: Reading, known: str | None = None) -> list[Sourced[DealClaim]]:
    """The claims of readings as a ledger would give them, without a ledger."""
    return [
        Sourced(
            id=reading.claim_id(claim),
            claim=claim,
            source=Source.of(reading.document),
            reader=reading.reader,
            known=known or reading.document.published or "2025-01-01",
        )
        for reading in readings
        for claim in reading.deals
    ]


@pytest.fixture(name="tell", scope="session")
def _tell() -> Callable[..., Reading]:
    return tell


@pytest.fixture(name="billions", scope="session")
def _billions() -> Callable[..., Amount]:
    return billions


@pytest.fixture(name="sourced", scope="session")
def _sourced() -> Callable[..., list[Sourced[DealClaim]]]:
    return sourced


@pytest.fixture(name="soak", scope="session")
def _soak() -> Callable[[int, int], int]:
    return soak


@pytest.fixture
def journal(tmp_path: Path) -> Iterable[Journal]:
    """An empty ledger."""
    with Journal.open(tmp_path / "book.db", create=True) as opened:
        yield opened
