"""Mending a misread value: only by words that the document says once, and that say the value."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from dawra.claims import DealClaim, Evidence, Right, RoleParty, Term
from dawra.claims.correct import correct
from dawra.errors import DawraError, RefusedError, TableError, UsageError
from dawra.values import Amount, PartialDate, Span

TEXT = (
    "OpenAI plans to buy capacity from Oracle. On 3 November 2025 OpenAI and Oracle\nsigned a contract for "
    "$300 billion over five years. Oracle rose 5%. A contract it is."
)
QUOTE = "OpenAI and Oracle signed a contract for $300 billion over five years"
Mend = Callable[..., DealClaim]


@pytest.fixture
def misread() -> DealClaim:
    """A reader took the plan for all there is, and a wrong sum from somewhere."""
    return DealClaim(
        kind="compute_purchase",
        parties=(RoleParty(role="customer", id="openai", name="OpenAI"), RoleParty(role="provider", id=None, name="x")),
        status="planned",
        amount=Amount.of(Decimal(5), "USD", text="5"),
        term=Term(end=PartialDate("2030")),
        evidence=tuple(Evidence(field=name, span=Span.cut(TEXT, 7, 12)) for name in ("status", "amount", "term/end")),
    )


@pytest.fixture
def mend(misread: DealClaim) -> Mend:
    """Correct it by a quote."""
    return lambda values, quote=QUOTE: correct(misread, values, quote, TEXT)


def test_a_value_is_proved_by_the_quote(mend: Mend) -> None:
    """The evidence stands in the document, wherever its lines are broken; the rest of the claim is as it was."""
    mended = mend({"status": "signed"})
    assert mended.status == "signed"
    (proof,) = [item for item in mended.evidence if item.field == "status"]
    assert (
        TEXT[proof.span.start : proof.span.end] == proof.span.text == QUOTE.replace("Oracle signed", "Oracle\nsigned")
    )
    assert [item.field for item in mended.evidence] == ["amount", "term/end", "status"]


def test_an_amount_is_found_in_the_quote(mend: Mend) -> None:
    """By the aligner, with its currency."""
    mended = mend({"amount_low": "300000000000", "amount_high": "300000000000", "amount_currency": "USD"})
    assert mended.amount == Amount.of(Decimal(300 * 10**9), "USD", text="$300 billion")
    (proof,) = [item for item in mended.evidence if item.field == "amount"]
    assert proof.span.text == "$300 billion"


def test_a_part_of_a_term_leaves_the_others(mend: Mend) -> None:
    """Years from the quote, the end as it was read."""
    assert mend({"term_years": "5"}).term == Term(years=Decimal(5), end=PartialDate("2030"))


def test_a_part_of_a_right_leaves_the_others() -> None:
    """The mode from the quote, the object as it was read; all of it can be taken out."""
    text = "OpenAI gave Microsoft a licence of its models. The licence is not exclusive."
    misread = DealClaim(
        kind="licence",
        parties=(
            RoleParty(role="licensor", id="openai", name="OpenAI"),
            RoleParty(role="licensee", id="microsoft", name="Microsoft"),
        ),
        status="signed",
        right=Right(mode="exclusive", object=("openai-models",)),
    )
    mended = correct(misread, {"right_mode": "non_exclusive"}, "The licence is not exclusive", text)
    assert mended.right == Right(mode="non_exclusive", object=("openai-models",))
    assert [(item.field, item.span.text) for item in mended.evidence] == [("right/mode", "exclusive")]
    assert correct(misread, {"right": ""}, "The licence is not exclusive", text).right is None


def test_a_field_is_taken_out_with_its_proof(mend: Mend) -> None:
    """Set to nothing."""
    mended = mend({"amount": "", "term": ""})
    assert (mended.amount, mended.term) == (None, None)
    assert [item.field for item in mended.evidence] == ["status"]


def test_parties_are_found_in_the_quote(mend: Mend) -> None:
    """By any of their names."""
    mended = mend({"parties": "customer:openai|provider:oracle"})
    assert [(party.role, party.id, party.name) for party in mended.parties] == [
        ("customer", "openai", "OpenAI"),
        ("provider", "oracle", "Oracle"),
    ]


@pytest.mark.parametrize(
    ("values", "quote", "error", "message"),
    [
        ({"term_years": "7"}, QUOTE, RefusedError, "'7': not found"),
        ({"date": "2025-11-03"}, QUOTE, RefusedError, "not found"),
        ({"parties": "customer:openai|provider:nvidia"}, QUOTE, RefusedError, "'nvidia': not found"),
        ({"status": "signed"}, "signed a treaty", RefusedError, "0 times"),
        ({"status": "signed"}, "contract", RefusedError, "2 times"),
        ({"status": "signed"}, " ", UsageError, "--quote"),
        ({}, QUOTE, UsageError, "--set"),
        ({"statsu": "signed"}, QUOTE, UsageError, "Did you mean 'status'"),
        ({"summary": "x"}, QUOTE, UsageError, "unknown name"),
        ({"status": "done"}, QUOTE, TableError, "Write one of"),
        ({"status": ""}, QUOTE, UsageError, "Retract"),
        ({"amount": "300"}, QUOTE, UsageError, "amount_low"),
        ({"kind": "acquisition"}, QUOTE, UsageError, "parties together"),
        ({"amount_low": "a lot"}, QUOTE, TableError, "plain number"),
    ],
)
def test_what_is_not_said_or_not_meant_is_refused(
    mend: Mend, values: dict[str, Any], quote: str, error: type[DawraError], message: str
) -> None:
    """With what would help."""
    with pytest.raises(error, match=message):
        mend(values, quote)
