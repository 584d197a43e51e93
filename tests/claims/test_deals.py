"""A few words of news and the deal that they tell."""

from decimal import Decimal

import pytest

from dawra.claims import DealClaim

from .conftest import DealOf, ReadText


def roles(deal: DealClaim) -> dict[str, list[str | None]]:
    """The ids of a deal's parties by role."""
    found: dict[str, list[str | None]] = {}
    for party in deal.parties:
        found.setdefault(party.role, []).append(party.id)
    return found


CASES = [
    ("equity_investment", "Amazon is in talks to invest $10 billion in OpenAI.", {"investor": ["amazon"], "investee": ["openai"]}, "in_talks"),
    ("equity_investment", "تجري أمازون محادثات لاستثمار 10 مليارات دولار في أوبن إيه آي.", {"investor": ["amazon"], "investee": ["openai"]}, "in_talks"),
    ("equity_investment", "Anthropic has raised $13 billion in a funding round led by Iconiq and joined by GIC.", None, "completed"),
    ("equity_investment", "ستستثمر إنفيديا في أنثروبيك ما يصل إلى 10 مليارات دولار.", {"investor": ["nvidia"], "investee": ["anthropic"]}, "announced"),
    ("debt_financing", "Oracle borrowed $38 billion in a loan from JPMorgan.", {"lender": ["jpmorgan"], "borrower": ["oracle"]}, None),
    ("equity_grant", "AMD granted OpenAI warrants for up to 160 million shares.", {"issuer": ["amd"], "holder": ["openai"]}, None),
    ("compute_purchase", "OpenAI signed a deal to buy $38 billion of cloud computing capacity from Amazon over seven years.", {"customer": ["openai"], "provider": ["amazon"]}, "signed"),
    ("compute_purchase", "وقعت أوبن إيه آي عقدا لشراء خدمات حوسبة سحابية من أوراكل بقيمة 300 مليار دولار.", {"customer": ["openai"], "provider": ["oracle"]}, "signed"),
    ("chip_purchase", "Meta plans to buy chips from Google.", {"customer": ["meta"], "supplier": ["google"]}, "planned"),
    ("chip_purchase", "تعتزم ميتا شراء رقائق من جوجل.", {"customer": ["meta"], "supplier": ["google"]}, "planned"),
    ("supply", "Emirates ordered 65 aircraft from Boeing for $38 billion.", {"customer": ["emirates-airline"], "supplier": ["boeing"]}, "signed"),
    ("capacity_build", "Microsoft plans to build data centers in Wisconsin for $3.3 billion.", {"builder": ["microsoft"]}, "planned"),
    ("acquisition", "Salesforce has completed its acquisition of Informatica for $8 billion.", {"acquirer": ["salesforce"], "target": ["informatica"]}, "completed"),
    ("acquisition", "أتمت مايكروسوفت الاستحواذ على جيت هاب مقابل 7.5 مليار دولار.", {"acquirer": ["microsoft"], "target": ["github"]}, "completed"),
    ("licence", "Microsoft holds exclusive rights to OpenAI's models until 2032.", {"licensor": ["openai"], "licensee": ["microsoft"]}, "signed"),
    ("licence", "تمتلك مايكروسوفت حقوقا حصرية لنماذج أوبن إيه آي حتى 2032.", {"licensor": ["openai"], "licensee": ["microsoft"]}, "signed"),
    ("revenue_share", "OpenAI pays 20% of its revenue to Microsoft.", {"payer": ["openai"], "payee": ["microsoft"]}, "signed"),
    ("guarantee", "Google guarantees $3.2 billion of debt for Fluidstack.", {"guarantor": ["google"], "beneficiary": ["fluidstack"]}, None),
    ("amendment", "Microsoft and OpenAI renegotiated their agreement.", {"partner": ["microsoft", "openai"]}, "amended"),
    ("partnership", "Mistral announced a partnership with SAP.", {"partner": ["mistral", "sap"]}, "announced"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "text", "expected", "status"), CASES, ids=[c[1][:40] for c in CASES])
def test_a_sentence_tells_its_deal(
    deal_of: DealOf, kind: str, text: str, expected: dict[str, list[str]] | None, status: str | None
) -> None:
    """Kind, roles and status of one plain sentence, for every kind."""
    deal = deal_of(kind, text)
    if expected is not None:
        assert {role: set(ids) for role, ids in roles(deal).items()} == {r: set(ids) for r, ids in expected.items()}
    if status is not None:
        assert deal.status == status


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Shell denied that it was in talks to acquire BP.", "denied"),
        ("CoreWeave's acquisition of Core Scientific was terminated.", "terminated"),
        ("نفت شل إجراء محادثات للاستحواذ على توتال إنرجيز.", "denied"),
        ("Apple is considering an acquisition of Perplexity.", "rumoured"),
        ("تدرس أبل الاستحواذ على بيربلكسيتي.", "rumoured"),
    ],
)
def test_talk_and_denial_are_told_apart(deal_of: DealOf, text: str, status: str) -> None:
    """A deal that is ruled out, off or only weighed is a deal with that status."""
    assert deal_of("acquisition", text).status == status


def test_a_conversion_is_not_a_second_amount(deal_of: DealOf) -> None:
    """The first currency written counts."""
    deal = deal_of(
        "acquisition", "Prosus has agreed to acquire Just Eat Takeaway for 4.1 billion euros ($4.3 billion)."
    )
    assert deal.amount is not None
    assert deal.amount.currency == "EUR"


def test_an_addition_and_the_new_total_are_kept_apart(deal_of: DealOf) -> None:
    """By 6.5, to 22.4: the total is the amount, the addition the increase."""
    deal = deal_of(
        "compute_purchase",
        "CoreWeave expanded its cloud contract with OpenAI by $6.5 billion, to $22.4 billion.",
    )
    assert deal.amount is not None
    assert deal.increase is not None
    assert (deal.amount.to_json()["low"], deal.increase.to_json()["low"]) == (22.4e9, 6.5e9)


def test_a_valuation_is_not_the_amount(deal_of: DealOf) -> None:
    """The sum that goes in and the worth that it implies are two things."""
    deal = deal_of("equity_investment", "SoftBank will invest $30 billion in OpenAI at a valuation of $300 billion.")
    assert deal.amount is not None
    assert deal.valuation is not None
    assert (deal.amount.to_json()["low"], deal.valuation.to_json()["low"]) == (30e9, 300e9)


def test_a_stake_is_kept(deal_of: DealOf) -> None:
    """The share of the equity that changes hands."""
    deal = deal_of("acquisition", "Emirates NBD agreed to acquire a 60% stake in RBL Bank for $3 billion.")
    assert deal.stake_percent == Decimal(60)


def test_a_second_payer_without_a_verb_is_a_deal_of_its_own(read_text: ReadText) -> None:
    """ "and Microsoft up to 5": the verb is said once."""
    deals = read_text("ستستثمر إنفيديا في أنثروبيك 10 مليارات دولار، وتضيف مايكروسوفت 5 مليارات دولار.").deals
    assert {(deal.in_role("investor")[0].id, deal.amount.to_json()["low"]) for deal in deals if deal.amount} == {
        ("nvidia", 10e9),
        ("microsoft", 5e9),
    }


def test_a_deal_told_twice_is_one_record(deal_of: DealOf) -> None:
    """Headline and lead tell the same deal."""
    deal = deal_of(
        "equity_investment",
        "Nvidia to invest in Wayve\n\nNvidia will invest $500 million in Wayve, the company said on Monday.",
    )
    assert deal.amount is not None


def test_the_company_points_back(deal_of: DealOf) -> None:
    """A noun carries the party across sentences."""
    deal = deal_of("chip_purchase", "Tesla held its meeting on Monday. The company will buy chips from Samsung.")
    assert roles(deal) == {"customer": ["tesla"], "supplier": ["samsung"]}


def test_an_unknown_company_is_found_by_how_it_is_called(deal_of: DealOf) -> None:
    """A name behind "startup" or شركة is a party though no registry has it."""
    deal = deal_of("acquisition", "استحوذت شركة زرافة للتقنية على شركة نخلة الرقمية مقابل 5 ملايين دولار.")
    assert [party.name for party in deal.parties] == ["زرافة للتقنية", "نخلة الرقمية"]


@pytest.mark.parametrize(
    ("sentence", "investee"),
    [
        ("استثمرت مايكروسوفت 400 مليون دولار في شركة روبوتات ناشئة تدعى نوفاكور.", "نوفاكور"),
        ("استثمرت أمازون 4 مليارات دولار في شركة ذكاء اصطناعي اسمها أنثروبيك.", "anthropic"),
    ],
)
def test_what_a_company_does_is_not_its_name(deal_of: DealOf, sentence: str, investee: str) -> None:
    """ "A robotics startup called Novacore": the trade describes, the name follows."""
    deal = deal_of("equity_investment", sentence)
    assert [party.id for party in deal.in_role("investee")] == [investee]


@pytest.mark.parametrize("verb", ["ستستثمران", "تستثمران", "يستثمران"])
def test_two_may_do_it_together(deal_of: DealOf, verb: str) -> None:
    """Arabic has a form of the verb for two; it is the verb of one with an ending."""
    deal = deal_of("equity_investment", f"أعلنت شركة SB Energy أن أوبن إيه آي وسوفت بنك {verb} مليار دولار في الشركة.")
    assert roles(deal) == {"investor": ["openai", "softbank"], "investee": ["sb-energy"]}


def test_a_company_without_a_name_is_no_party(read_text: ReadText) -> None:
    """An agreement with "a cloud computing company" has one party that anybody could name, and the notices say so."""
    reading = read_text("وقعت مايكروسوفت اتفاقا بقيمة 10 مليارات دولار مع شركة حوسبة سحابية لاستئجار مراكز بيانات.")
    assert not reading.deals
    assert "deal-without-parties" in {notice.code for notice in reading.notices}


def test_particles_do_not_belong_to_a_name(deal_of: DealOf) -> None:
    """لـ«أوبن إيه آي»: the name as written stands without its glued particles."""
    deal = deal_of("equity_grant", "منحت «إيه إم دي» لـ«أوبن إيه آي» ضمانات لشراء 160 مليون سهم.")
    assert [party.name for party in deal.in_role("holder")] == ["أوبن إيه آي"]


def test_a_relative_day_hangs_on_the_day_of_printing(deal_of: DealOf) -> None:
    """On Monday is the Monday before the paper came out; without a paper there is no day."""
    text = "Meta said on Monday that it signed a deal to buy chips from Google."
    dated = deal_of("chip_purchase", text, published="2025-11-26").date
    assert dated is not None
    assert dated.iso == "2025-11-24"
    assert deal_of("chip_purchase", text).date is None


@pytest.mark.parametrize(
    "text",
    [
        "Shares of Nvidia rose 3% to $190 and closed at a record.",
        "The global chip market is expected to reach $1 trillion by 2030.",
        "ارتفع سهم أرامكو اليوم إلى 27 ريالا.",
        "Read more: Amazon to invest $10 billion in OpenAI",
    ],
)
def test_prices_markets_and_clutter_are_no_deals(read_text: ReadText, text: str) -> None:
    """Not every sum is a deal."""
    assert not read_text(text).deals


def test_a_sum_without_a_currency_becomes_a_notice(read_text: ReadText) -> None:
    """Nothing is silently dropped."""
    reading = read_text("Nvidia will invest 10 billion.")
    assert [notice.code for notice in reading.notices] == ["amount-without-currency"]
