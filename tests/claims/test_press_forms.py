"""What news of deals is full of, each form as its own small case, in both languages."""

from decimal import Decimal

import pytest

from dawra.claims import DealClaim, Reading
from dawra.values import to_number

from .conftest import DealOf, ReadText


def roles(deal: DealClaim) -> dict[str, set[str | None]]:
    """Who plays which part."""
    return {party.role: {other.id for other in deal.in_role(party.role)} for party in deal.parties}


def billions(deal: DealClaim) -> float | None:
    """The upper end of the amount."""
    if deal.amount is None:
        return None
    end = deal.amount.high if deal.amount.high is not None else deal.amount.low
    return None if end is None else float(Decimal(str(to_number(end, deal.amount.currency))) / 10**9)


def told(reading: Reading, kind: str) -> list[DealClaim]:
    """The deals of one kind."""
    return [deal for deal in reading.deals if deal.kind == kind]


@pytest.mark.parametrize(
    "text",
    [
        "Oracle signed a contract to provide OpenAI with computing capacity worth $300 billion, more than the $250 billion that analysts had thought the whole market to be.",
        "وقعت أوبن إيه آي عقدا مع أوراكل لشراء قدرات حوسبة بقيمة 300 مليار دولار، أي أكثر من حجم السوق كلها المقدر بنحو 250 مليار دولار.",
    ],
)
def test_a_sum_for_comparison_is_no_amount(deal_of: DealOf, text: str) -> None:
    """The deal keeps its own."""
    assert billions(deal_of("compute_purchase", text)) == 300


@pytest.mark.parametrize(
    "text",
    [
        "Amazon agreed to invest up to $25 billion in Anthropic, of which $5 billion at once and the rest if milestones are met.",
        "وافقت أمازون على استثمار ما يصل إلى 25 مليار دولار في أنثروبيك، منها 5 مليارات فورا والباقي عند بلوغ مراحل متفق عليها.",
    ],
)
def test_a_ceiling_stands_over_its_firm_part(deal_of: DealOf, text: str) -> None:
    """The sum is what it may come to."""
    deal = deal_of("equity_investment", text)
    assert deal.amount is not None
    assert (deal.amount.qualifier, billions(deal)) == ("up_to", 25)


def test_a_round_and_one_ticket_in_it(read_text: ReadText) -> None:
    """The size of the round is the round's, whoever put in how much."""
    deals = told(
        read_text(
            "Mistral AI has raised 1.7 billion euros in a Series C round led by ASML. ASML invested 1.3 billion euros in Mistral."
        ),
        "equity_investment",
    )
    assert sorted(filter(None, map(billions, deals))) == [1.3, 1.7]


def test_lenders_behind_an_arranger(deal_of: DealOf) -> None:
    """Who arranges is told from who lends."""
    deal = deal_of(
        "debt_financing",
        "Oracle signed an $18 billion loan arranged by JPMorgan with lenders including HSBC and Mizuho.",
    )
    assert roles(deal)["arranger"] == {"jpmorgan"}
    assert {"hsbc", "mizuho"} <= roles(deal)["lender"]


def test_two_opposite_revenue_shares(read_text: ReadText) -> None:
    """Each way is a deal of its own."""
    deals = told(
        read_text(
            "OpenAI pays Microsoft 20% of its revenue. Microsoft in turn pays OpenAI 20% of the revenue of Bing, a document shows."
        ),
        "revenue_share",
    )
    assert {(*sorted(roles(deal)["payer"], key=str), *sorted(roles(deal)["payee"], key=str)) for deal in deals} == {
        ("openai", "microsoft"),
        ("microsoft", "openai"),
    }


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("There is no truth to reports that Apple is buying Perplexity, the iPhone maker said.", "denied"),
        ("نفت أبل صحة ما تردد عن شراء شركة بيربلكسيتي.", "denied"),
        ("BHP withdrew its $39 billion offer for Anglo American on Wednesday.", "terminated"),
        ("سحبت أدنوك عرضها لشراء سانتوس.", "terminated"),
        ("SoftBank is close to talks on buying a stake in Ampere, people familiar with the matter said.", "in_talks"),
        ("تدرس مبادلة شراء حصة في شركة كروسو.", "rumoured"),
        ("Microsoft ruled out an acquisition of CoreWeave.", "denied"),
    ],
)
def test_how_far_a_deal_has_got(read_text: ReadText, text: str, status: str) -> None:
    """Denials, withdrawals, talks and talk of talks."""
    reading = read_text(text)
    assert [deal.status for deal in reading.deals] == [status]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("وقعت إنفيديا في 12 كانون الأول (ديسمبر) 2025 اتفاقا لاستثمار 5 مليارات دولار في إنتل.", "2025-12-12"),
        (
            "وقعت أكوا باور في 3 رمضان 1446هـ اتفاقية لشراء حصة قدرها 30% في شركة سيمكورب بقيمة مليار ريال.",
            "2025-03-03",
        ),
        ("وقعت سوناطراك يوم 5 جوان 2024 اتفاقية لتوريد الغاز إلى إيني.", "2024-06-05"),
        ("On 3 July 2025 Meta agreed to invest $14.3 billion in Scale AI.", "2025-07-03"),
    ],
)
def test_months_of_all_regions(read_text: ReadText, text: str, day: str) -> None:
    """Paired, Levantine, Maghrebi and Hijri dates."""
    assert day in {deal.date.iso for deal in read_text(text).deals if deal.date}


def test_an_arm_carries_its_owner_across_sentences(read_text: ReadText) -> None:
    """ "Its cloud arm", ذراعها."""
    reading = read_text("أعلنت مايكروسوفت نتائجها أمس. ووقعت الشركة اتفاقا لاستثمار 10 مليارات دولار في أوبن إيه آي.")
    assert roles(told(reading, "equity_investment")[0]) == {"investor": {"microsoft"}, "investee": {"openai"}}


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("acquisition", "استحوذت مجموعة إي آند على شركة كريم.", {"acquirer": {"etisalat"}, "target": {"careem"}}),
        ("acquisition", "Careem was acquired by Uber for $3.1 billion.", {"acquirer": {"uber"}, "target": {"careem"}}),
        (
            "acquisition",
            "Arm was bought in 2016 for $32 billion by SoftBank.",
            {"acquirer": {"softbank"}, "target": {"arm"}},
        ),
    ],
)
def test_verb_first_and_passive(deal_of: DealOf, kind: str, text: str, expected: dict[str, set[str]]) -> None:
    """The order of words does not turn the deal round."""
    assert roles(deal_of(kind, text)) == expected


@pytest.mark.parametrize(
    "quoted", ["«أوبن إيه آي»", '"أوبن إيه آي"', "“أوبن إيه آي”", "‹أوبن إيه آي›", "'أوبن إيه آي'"]
)
def test_five_styles_of_quotes(deal_of: DealOf, quoted: str) -> None:
    """A name is the same name in any of them."""
    deal = deal_of("equity_investment", f"وقعت إنفيديا اتفاقا لاستثمار 100 مليار دولار في {quoted}.")
    assert roles(deal)["investee"] == {"openai"}


@pytest.mark.parametrize(
    ("kind", "text", "party", "name"),
    [
        (
            "debt_financing",
            "منح بنك HSBC قرضا لـ«أوبن إيه آي» بقيمة 10 مليارات دولار.",
            "openai",
            "أوبن إيه آي",
        ),
        (
            "commerce_partnership",
            "أعلنت أوبن إيه آي شراكات مع Etsy وShopify لبيع المنتجات داخل ChatGPT.",
            "shopify",
            "Shopify",
        ),
    ],
)
def test_prefixes_stay_outside_the_name(read_text: ReadText, kind: str, text: str, party: str, name: str) -> None:
    """What is glued on belongs to the sentence."""
    found = [p for deal in told(read_text(text), kind) for p in deal.parties if p.id == party]
    assert {p.name for p in found} == {name}


def test_a_prefix_on_a_figure(deal_of: DealOf) -> None:
    """بـ3 مليارات is three billion."""
    assert billions(deal_of("acquisition", "استحوذت سيسكو على شركة سبلانك في صفقة قدرت بـ3 مليارات دولار.")) == 3


@pytest.mark.parametrize("name", ["أوبن إيه آي", "اوبن ايه اي", "أوبن إيه.آي", "أوبن أيه آي", "OpenAI", "Open AI"])
def test_one_company_in_many_spellings(deal_of: DealOf, name: str) -> None:
    """All are one party."""
    deal = deal_of("equity_investment", f"استثمرت مايكروسوفت 13 مليار دولار في {name}.")
    assert roles(deal)["investee"] == {"openai"}


@pytest.mark.parametrize(
    "text",
    [
        "Nvidia signed an agreement to invest $5 billion in Intel.\nRead also: Apple to buy Perplexity for $14 billion\nThe deal closes in 2026.",
        "وقعت إنفيديا اتفاقا لاستثمار 5 مليارات دولار في إنتل.\nاقرأ أيضا: أبل تستحوذ على بيربلكسيتي بـ14 مليار دولار\nوتكتمل الصفقة في 2026.",
        "Home | Markets | Tech | Deals\nNvidia signed an agreement to invest $5 billion in Intel.",
    ],
)
def test_clutter_inside_the_text(read_text: ReadText, text: str) -> None:
    """Lines that belong to the page tell nothing."""
    assert [deal.kind for deal in read_text(text).deals] == ["equity_investment"]


@pytest.mark.parametrize(
    "text",
    [
        "Nvidia signed an agreement to invest $5 billion in Intel. The chipmaker will also",
        "وقعت إنفيديا اتفاقا لاستثمار 5 مليارات دولار في إنتل. كما ستقوم الشركة بـ",
    ],
)
def test_a_text_that_is_cut(deal_of: DealOf, text: str) -> None:
    """What was told before the cut stands."""
    assert billions(deal_of("equity_investment", text)) == 5


def test_an_arabic_name_in_an_english_text(deal_of: DealOf) -> None:
    """Scripts may mix in a sentence."""
    assert roles(deal_of("equity_investment", "Mubadala (مبادلة) invested $1 billion in Crusoe."))["investor"] == {
        "mubadala"
    }


@pytest.mark.parametrize(
    "text",
    [
        "The global market for AI chips will reach $400 billion in 2027, analysts say.",
        "Shares of Nvidia rose 4% to $180 on the Nasdaq.",
        "يتوقع محللون أن يبلغ حجم سوق الحوسبة السحابية 500 مليار دولار في 2030.",
        "ارتفعت أسهم أمازون بنسبة 4% إلى 230 دولارا.",
    ],
)
def test_markets_and_prices_are_no_deals(read_text: ReadText, text: str) -> None:
    """Nobody pays anybody."""
    assert read_text(text).deals == ()


@pytest.mark.parametrize(
    "text",
    [
        "CoreWeave has won a $14 billion contract to supply Meta with computing capacity.",
        "CoreWeave announced an agreement with Meta to provide cloud capacity for $14 billion.",
        "فازت كور ويف بعقد سحابي بقيمة 14 مليار دولار مع ميتا.",
    ],
)
def test_who_provides_and_who_rents(deal_of: DealOf, text: str) -> None:
    """The winner of a contract is paid by the other side."""
    assert roles(deal_of("compute_purchase", text)) == {"customer": {"meta"}, "provider": {"coreweave"}}


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Vodafone agreed to sell its Italian branch to Swisscom for 8 billion euros.", "Italian branch"),
        ("BP has completed the sale of its Dutch petrol stations to Catom.", "Dutch petrol stations"),
    ],
)
def test_a_thing_that_is_sold(deal_of: DealOf, text: str, target: str) -> None:
    """It is a target without an id."""
    deal = deal_of("acquisition", text)
    assert [(party.id, party.name) for party in deal.in_role("target")] == [(None, target)]


def test_a_seller_of_a_stake_does_not_buy_it(deal_of: DealOf) -> None:
    """Nobody is guessed to be the buyer."""
    deal = deal_of("acquisition", "Vodafone has sold its remaining 3% stake in Indus Towers for $330 million.")
    assert roles(deal)["seller"] == {"vodafone"}
    assert "acquirer" not in roles(deal)


@pytest.mark.parametrize(
    "text",
    [
        "Google plans to rent computing power from SpaceX.",
        "Google will pay SpaceX $920 million a month for access to 110,000 Nvidia processors.",
        "SpaceX signed a cloud services agreement with Google, winning a large customer.",
        "استأجرت غوغل قدرات حوسبة من سبيس إكس.",
        "ستدفع غوغل لشركة سبيس إكس 920 مليون دولار شهريا مقابل قدرة حوسبة.",
    ],
)
def test_a_cloud_may_be_the_customer_where_the_words_say_so(deal_of: DealOf, text: str) -> None:
    """What a company lives by is only a hint."""
    assert roles(deal_of("compute_purchase", text)) == {"customer": {"google"}, "provider": {"spacex"}}


def test_a_payment_under_the_agreement_belongs_to_the_deal_just_told(deal_of: DealOf) -> None:
    """Its sum is the deal's, and nobody else comes in."""
    deal = deal_of(
        "compute_purchase",
        "Google plans to rent computing power from SpaceX. Under the agreement, Google will pay about $920 million "
        "a month for a computer infrastructure that holds 110,000 graphics processing units from Nvidia.",
    )
    assert roles(deal) == {"customer": {"google"}, "provider": {"spacex"}}
    assert (billions(deal), deal.amount and deal.amount.per) == (0.92, "month")


@pytest.mark.parametrize(
    "text",
    [
        "Nvidia and Microsoft will invest up to $10 billion and up to $5 billion in Anthropic.",
        "ستستثمر إنفيديا ومايكروسوفت ما يصل إلى 10 مليارات دولار و5 مليارات دولار على التوالي في أنثروبيك.",
    ],
)
def test_as_many_sums_as_payers_are_a_deal_of_each(read_text: ReadText, text: str) -> None:
    """In the order in which both are named."""
    found = [(roles(deal)["investor"], billions(deal)) for deal in told(read_text(text), "equity_investment")]
    assert found == [({"nvidia"}, 10), ({"microsoft"}, 5)]


def test_who_stands_behind_with_does_what_the_verb_says(read_text: ReadText) -> None:
    """ "With Nvidia investing": a clause of its own, whose other side the sentence has named."""
    text = "xAI is raising $20 billion in a mix of debt and equity, with Nvidia investing up to $2 billion."
    (deal,) = told(read_text(text), "equity_investment")
    assert (roles(deal), billions(deal)) == ({"investor": {"nvidia"}, "investee": {"xai"}}, 2)


def test_a_fine_is_no_purchase(read_text: ReadText) -> None:
    """Nor is a share of revenue."""
    text = "Nvidia agreed to pay the US government 15% of its revenue from chips in China. Samsung paid $69 million in fines."
    assert not [deal for deal in read_text(text).deals if deal.kind in {"chip_purchase", "compute_purchase", "supply"}]


@pytest.mark.parametrize(
    "text",
    [
        "Anthropic raised $30 billion in a round led by MGX. Dragoneer and Founders Fund also took part in the round.",
        'جمعت أنثروبيك 30 مليار دولار في جولة تمويل بقيادة "إم جي إكس". وشارك في قيادة الجولة أيضا كل من دراغونير وفاوندرز فاند.',
    ],
)
def test_whoever_took_part_too_belongs_to_the_round(read_text: ReadText, text: str) -> None:
    """All of a row of names, each once."""
    (deal,) = told(read_text(text), "equity_investment")
    names = [party.id for party in deal.in_role("investor")]
    assert (names, roles(deal)["investee"]) == (["mgx", "dragoneer", "founders-fund"], {"anthropic"})


def test_goods_may_stand_far_behind_a_verb_of_supplying(deal_of: DealOf) -> None:
    """Behind whom they go to, and how many."""
    deal = deal_of(
        "chip_purchase", "Google will supply the AI startup Anthropic with up to 1 million tensor processing units."
    )
    assert roles(deal) == {"supplier": {"google"}, "customer": {"anthropic"}}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("تسعى أوبن إيه آي إلى جمع ما يصل إلى 100 مليار دولار في جولة تمويل.", "in_talks"),
        ("تمكنت أنثروبيك من جمع 13 مليار دولار في جولة تمويل.", "completed"),
        ("جمعت أنثروبيك 13 مليار دولار في جولة تمويل.", "completed"),
    ],
)
def test_a_verbal_noun_is_no_verb(deal_of: DealOf, text: str, status: str) -> None:
    """Behind a preposition جمع says what is wanted or done, not that it is done."""
    assert deal_of("equity_investment", text).status == status


def test_what_one_may_be_asked_first_is_not_bought(deal_of: DealOf) -> None:
    """The end of a right of first refusal ends no purchase."""
    deal = deal_of(
        "compute_purchase",
        "Microsoft said that OpenAI will purchase $250 billion of Azure cloud computing services. In exchange, Microsoft "
        "will no longer have a right of first refusal to provide computing services to OpenAI.",
    )
    assert (deal.status, billions(deal)) == ("announced", 250)


def test_arabic_words_before_a_latin_name_describe_it(deal_of: DealOf) -> None:
    """What a company does and where it sits is no second company."""
    deal = deal_of(
        "equity_investment", "استثمرت شركة الذكاء الاصطناعي السعودية Humain مبلغ 3 مليارات دولار في شركة xAI الناشئة."
    )
    assert roles(deal) == {"investor": {"humain"}, "investee": {"xai"}}


def test_what_a_company_is_worth_is_no_sum_of_a_deal(read_text: ReadText) -> None:
    """Arabic says it with a relative clause."""
    text = "تتحول حصص هيوماين إلى أسهم في سبيس إكس بنسبة 0.24% من الشركة المدمجة الجديدة التي تبلغ قيمتها 1.25 تريليون دولار."
    assert not [deal for deal in read_text(text).deals if billions(deal) == 1250]


@pytest.mark.parametrize(
    "text",
    [
        "OpenAI will give Microsoft 20% of its revenue through 2032.",
        "ستمنح أوبن إيه آي مايكروسوفت 20% من إيراداتها حتى 2032.",
        "تدفع أوبن إيه آي لمايكروسوفت 20% من إيراداتها.",
    ],
)
def test_who_gives_a_share_of_revenue_pays_it(deal_of: DealOf, text: str) -> None:
    """Whoever stands between the verb and what is given receives; in Arabic the giver comes first."""
    assert roles(deal_of("revenue_share", text)) == {"payer": {"openai"}, "payee": {"microsoft"}}


@pytest.mark.parametrize(
    "text",
    [
        "أصدرت إيه إم دي لأوبن إيه آي ضمانات لشراء 160 مليون سهم.",
        "أصدرت إيه إم دي ضمانات لصالح أوبن إيه آي لشراء 160 مليون سهم.",
        "منحت إيه إم دي أوبن إيه آي ضمانات لشراء 160 مليون سهم.",
    ],
)
def test_who_issues_warrants_comes_right_behind_the_verb(deal_of: DealOf, text: str) -> None:
    """In Arabic, with or without a preposition before the holder."""
    assert roles(deal_of("equity_grant", text)) == {"issuer": {"amd"}, "holder": {"openai"}}


def test_selling_somebodys_models_sells_nobody(read_text: ReadText) -> None:
    """The right is the deal."""
    text = "تحتفظ مايكروسوفت بحقوق حصرية لبيع نماذج أوبن إيه آي لعملائها."
    assert [deal.kind for deal in read_text(text).deals] == ["licence"]


@pytest.mark.parametrize(
    "text",
    [
        "Talks between Nvidia and OpenAI about a $100 billion investment have stalled.",
        "تعثرت المحادثات بين إنفيديا وأوبن إيه آي بشأن استثمار بقيمة 100 مليار دولار.",
    ],
)
def test_an_investment_talked_of_between_two(deal_of: DealOf, text: str) -> None:
    """Who invests and who receives, their trades say."""
    deal = deal_of("equity_investment", text)
    assert (roles(deal), billions(deal)) == ({"investor": {"nvidia"}, "investee": {"openai"}}, 100)


@pytest.mark.parametrize(
    "text",
    [
        "Microsoft paid $1 billion in 2019 for a stake in OpenAI.",
        "Microsoft invested $1 billion in OpenAI in 2019.",
    ],
)
def test_a_stake_without_a_size_is_an_investment(deal_of: DealOf, text: str) -> None:
    """Nobody is bought whole by it."""
    deal = deal_of("equity_investment", text)
    assert (roles(deal), billions(deal)) == ({"investor": {"microsoft"}, "investee": {"openai"}}, 1)


@pytest.mark.parametrize(
    "text",
    [
        "Oracle will provide OpenAI with 4.5 gigawatts of capacity for $30 billion a year.",
        "ستزود أوراكل أوبن إيه آي بقدرة 4.5 غيغاواط مقابل 30 مليار دولار سنويا.",
    ],
)
def test_capacity_is_what_its_provider_trades_in(deal_of: DealOf, text: str) -> None:
    """A cloud's capacity is computing."""
    deal = deal_of("compute_purchase", text)
    assert roles(deal) == {"customer": {"openai"}, "provider": {"oracle"}}
    assert [(str(item.value), item.unit) for item in deal.capacity] == [("4.5", "GW")]


def test_from_whom_something_else_is_leased_backs_no_round(deal_of: DealOf) -> None:
    """A party behind the verb of another deal belongs to that."""
    deal = deal_of(
        "equity_investment",
        "Nscale, which raised $1.1 billion from Aker and Nokia, will build on a campus leased from Ionic Digital.",
    )
    assert roles(deal) == {"investor": {"aker", "nokia"}, "investee": {"nscale"}}


def test_the_company_is_nobody_named_further_on(read_text: ReadText) -> None:
    """Whoever is named beside it is another."""
    text = (
        "Nvidia sells Nscale chips. Nvidia and Nscale announced it. "
        "The company raised $1.1 billion from investors including Aker and Nvidia."
    )
    (deal,) = told(read_text(text), "equity_investment")
    assert roles(deal)["investee"] == {"nscale"}
