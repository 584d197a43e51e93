"""The news item that it all began with: what must be found in it, by rules that hold for other articles too."""

from decimal import Decimal
from pathlib import Path

import pytest

from dawra.claims import DealClaim, Reading, read
from dawra.documents import load

SEED = Path(__file__).parents[3] / "shared" / "seed" / "article-ar.txt"

pytestmark = pytest.mark.skipif(not SEED.exists(), reason="the seed article is not beside this checkout")


@pytest.fixture(scope="module")
def reading() -> Reading:
    """The seed article, read once."""
    return read(load(SEED))


def found(reading: Reading, kind: str, *parties: str) -> list[DealClaim]:
    """Deals of a kind in which all these parties take part."""
    return [
        deal for deal in reading.deals if deal.kind == kind and set(parties) <= {party.id for party in deal.parties}
    ]


def test_the_investment_under_talks(reading: Reading) -> None:
    """10bn from Amazon, in talks, at more than half a trillion."""
    (deal,) = found(reading, "equity_investment", "amazon", "openai")
    assert deal.amount is not None
    assert deal.valuation is not None
    assert deal.in_role("investor")[0].id == "amazon"
    assert (deal.status, deal.amount.to_json()["low"], deal.amount.currency) == ("in_talks", 10e9, "USD")
    assert (deal.valuation.to_json()["low"], deal.valuation.qualifier) == (500e9, "more_than")


def test_the_chips_and_the_capacity_under_talks(reading: Reading) -> None:
    """Trainium chips from Amazon and more room in its data centres."""
    (chips,) = found(reading, "chip_purchase", "openai", "amazon")
    (rent,) = [deal for deal in found(reading, "compute_purchase", "openai", "aws") if deal.amount is None]
    assert (chips.status, rent.status) == ("in_talks", "in_talks")
    assert "تراينيوم" in chips.products


def test_the_standing_commitment(reading: Reading) -> None:
    """38bn over seven years is signed, whatever becomes of the talks."""
    (deal,) = [deal for deal in found(reading, "compute_purchase", "openai", "aws") if deal.amount is not None]
    assert deal.amount is not None
    assert deal.term is not None
    assert (deal.status, deal.amount.to_json()["low"], deal.term.years) == ("signed", 38e9, Decimal(7))


@pytest.mark.parametrize("partner", ["etsy", "shopify", "instacart"])
def test_the_standing_partnerships(reading: Reading, partner: str) -> None:
    """Three partners, three deals."""
    (deal,) = found(reading, "commerce_partnership", "openai", partner)
    assert deal.status == "signed"


def test_the_possible_partnership(reading: Reading) -> None:
    """Helping Amazon's shop is only a possibility."""
    deals = [
        d for d in reading.deals if d.kind == "commerce_partnership" and {"amazon", "aws"} & {p.id for p in d.parties}
    ]
    assert [deal.status in {"rumoured", "in_talks"} for deal in deals] == [True]


def test_the_rights(reading: Reading) -> None:
    """Microsoft's are exclusive into the 2030s; Amazon's are not expected."""
    (held,) = found(reading, "licence", "openai", "microsoft")
    (refused,) = found(reading, "licence", "openai", "amazon")
    assert held.term is not None
    assert held.term.end is not None
    assert (held.exclusive, held.status, held.term.end.iso) == (True, "signed", "2030")
    assert refused.status == "denied"


def test_the_amended_agreement(reading: Reading) -> None:
    """The restructured agreement with Microsoft."""
    (deal,) = found(reading, "amendment", "openai", "microsoft")
    assert deal.status == "amended"


@pytest.mark.parametrize(
    ("kind", "party"), [("compute_purchase", "oracle"), ("chip_purchase", "nvidia"), ("chip_purchase", "amd")]
)
def test_the_row_of_capacity_and_chip_deals(reading: Reading, kind: str, party: str) -> None:
    """Nvidia and AMD make chips, Oracle has capacity."""
    assert found(reading, kind, "openai", party)


def test_the_spending_on_data_centres(reading: Reading) -> None:
    """Some 400bn by SoftBank and Oracle together."""
    (deal,) = found(reading, "capacity_build", "softbank", "oracle")
    assert deal.amount is not None
    assert (deal.amount.to_json()["low"], deal.amount.qualifier, deal.status) == (400e9, "about", "completed")


def test_the_losses(reading: Reading) -> None:
    """OpenAI has lost more than it earned."""
    assert "openai" in {fact.party.id for fact in reading.facts if fact.metric == "loss"}


def test_every_value_has_its_evidence(reading: Reading) -> None:
    """Each stated field of each deal is proved by words of the text."""
    assert reading.ungrounded() == []
    for deal in reading.deals:
        fields = {item.field for item in deal.evidence}
        stated = {
            name for name in ("amount", "valuation", "term", "exclusive", "status") if getattr(deal, name) is not None
        }
        assert stated | {f"parties/{i}" for i in range(len(deal.parties))} <= fields
