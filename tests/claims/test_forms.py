"""Forms of sentences that the press uses, each with the deal that it tells."""

import pytest

from dawra.claims import DealClaim

from .conftest import DealOf, ReadText


def ids(deal: DealClaim, role: str) -> set[str | None]:
    """The ids in one role."""
    return {party.id for party in deal.in_role(role)}


def test_put_into_is_an_investment(deal_of: DealOf) -> None:
    """A sum may stand between the verb and its preposition."""
    deal = deal_of("equity_investment", "Amazon announced that it puts $50 billion into OpenAI.")
    assert (ids(deal, "investor"), ids(deal, "investee")) == ({"amazon"}, {"openai"})


def test_a_contract_with_a_cloud_is_a_purchase_of_compute(deal_of: DealOf) -> None:
    """Where no goods are named, the trade of the parties tells."""
    deal = deal_of(
        "compute_purchase",
        "OpenAI signed in March 2025 a five-year contract of $11.9 billion with CoreWeave.",
    )
    assert (ids(deal, "customer"), ids(deal, "provider")) == ({"openai"}, {"coreweave"})


def test_goods_are_supplied_to_whom_the_sentence_names(deal_of: DealOf) -> None:
    """The seller tells the deal."""
    deal = deal_of(
        "supply",
        "Energy Transfer LP said it agreed to supply 2.1 million tonnes of LNG per year to Shell for 20 years.",
    )
    assert (ids(deal, "customer"), deal.status) == ({"shell"}, "signed")
    assert deal.term is not None
    assert deal.term.years == 20


def test_a_sum_in_the_middle_does_not_hide_the_goods(deal_of: DealOf) -> None:
    """Spending on chips is a purchase of chips."""
    deal = deal_of("chip_purchase", "Oracle will spend around $40 billion on Nvidia's chips.")
    assert (ids(deal, "customer"), ids(deal, "supplier")) == ({"oracle"}, {"nvidia"})


def test_investing_in_a_country_is_building(deal_of: DealOf) -> None:
    """No company takes the money."""
    deal = deal_of("capacity_build", "أعلنت أمازون عن خطط لاستثمار 54 مليار دولار في المملكة المتحدة.")
    assert ids(deal, "builder") == {"amazon"}


def test_a_round_has_all_its_investors(deal_of: DealOf) -> None:
    """Leaders and followers are one group."""
    deal = deal_of(
        "equity_investment",
        "Mistral AI has raised 1.7 billion euros in a round led by ASML, with money from Nvidia and Index Ventures.",
    )
    assert ids(deal, "investor") == {"asml", "nvidia", "index-ventures"}


def test_a_perfect_verb_behind_qad_is_no_rumour(deal_of: DealOf) -> None:
    """فقد أعلنت is "it has announced", not "it may"."""
    deal = deal_of("equity_investment", "فقد أعلنت إنفيديا استثمار 10 مليارات دولار في أنثروبيك.")
    assert deal.status == "announced"


def test_the_counted_word_may_come_first(deal_of: DealOf) -> None:
    """السنوات الست المقبلة are six years."""
    deal = deal_of(
        "compute_purchase",
        "وقعت أوبن إيه آي عقدا لشراء خدمات حوسبة من أمازون بقيمة 12 مليار دولار على مدى السنوات الست المقبلة.",
    )
    assert deal.term is not None
    assert deal.term.years == 6


def test_each_telling_proves_the_deal(deal_of: DealOf) -> None:
    """Headline and lead are both evidence, and neither leaves a notice behind."""
    deal = deal_of(
        "equity_investment",
        "Nvidia to invest $500 million in Wayve\n\nNvidia will invest $500 million in Wayve, it said on Monday.",
    )
    assert len([item for item in deal.evidence if item.field == "amount"]) == 2


def test_a_merged_telling_leaves_no_notice(read_text: ReadText) -> None:
    """What was placed is not reported as lost."""
    text = "Nvidia to invest $500 million in Wayve\n\nNvidia will invest $500 million in Wayve, it said on Monday."
    assert read_text(text).notices == ()


@pytest.mark.parametrize("name", ["3SBio", "YES Bank"])
def test_odd_names_are_names(deal_of: DealOf, name: str) -> None:
    """A name may begin with a figure or look like a common word."""
    deal = deal_of("acquisition", f"Pfizer has agreed to acquire {name} for $2 billion.")
    assert [party.name for party in deal.in_role("target")] == [name]
