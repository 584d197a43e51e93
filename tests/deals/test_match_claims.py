"""Which claims tell of one deal."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from dawra.claims import Capacity, DealClaim, Reading
from dawra.claims.sourced import Sourced
from dawra.deals.match_claims import match_claims
from dawra.parties.judgement import Identities, Sameness
from dawra.values import Amount

Tell = Callable[..., Reading]
Billions = Callable[..., Amount]
SourcedOf = Callable[..., list[Sourced[DealClaim]]]
Grouped = Callable[..., list[int]]


@pytest.fixture
def grouped(sourced: SourcedOf) -> Grouped:
    """How many claims each deal has."""

    def group(*readings: Reading, identities: Identities | None = None) -> list[int]:
        return sorted(map(len, match_claims(sourced(*readings), identities or Identities())))

    return group


def test_amazon_and_its_cloud_are_one_seller(grouped: Grouped, tell: Tell, billions: Billions) -> None:
    """Parties meet at group level."""
    one = tell("customer:openai provider:aws", kind="compute_purchase", amount=billions(38))
    two = tell("customer:openai provider:amazon", kind="compute_purchase", amount=billions(38))
    assert grouped(one, two) == [2]


def test_fourteen_and_fourteen_point_two_are_one_deal(grouped: Grouped, tell: Tell, billions: Billions) -> None:
    """Amounts that round to each other are compatible."""
    assert grouped(tell(amount=billions(14)), tell(amount=billions("14.2"))) == [2]


def test_a_firm_difference_in_the_amount_separates(grouped: Grouped, tell: Tell, billions: Billions) -> None:
    """Two announced sums that exclude each other are two deals."""
    assert grouped(tell(amount=billions(10)), tell(amount=billions(20))) == [1, 1]


@pytest.mark.parametrize(
    "other",
    [
        {"kind": "partnership", "parties": "partner:amazon partner:openai"},
        {"parties": "investor:nvidia investee:openai"},
        {"parties": "investor:openai investee:amazon"},
        {"date": "2024-01-10"},
    ],
)
def test_kind_roles_and_episode_separate(
    grouped: Grouped, tell: Tell, billions: Billions, other: dict[str, str]
) -> None:
    """Another kind, another party, swapped roles or another year is another deal."""
    first = tell(amount=billions(10), date="2025-12-16")
    assert grouped(first, tell(**{"amount": billions(10), "date": "2025-12-16", **other})) == [1, 1]


def test_talks_and_the_deal_they_led_to_are_one(grouped: Grouped, tell: Tell, billions: Billions) -> None:
    """A sum in talks is not firm: ten in talks may become fifty announced."""
    talks = tell(status="in_talks", amount=billions(10), date="2025-12-16")
    deal = tell(status="announced", amount=billions(50), date="2026-02-27")
    assert grouped(talks, deal) == [2]


def test_talks_after_a_deal_are_of_a_new_one(grouped: Grouped, tell: Tell, billions: Billions) -> None:
    """What is talked about after the closing is something else."""
    deal = tell(status="completed", amount=billions(40), date="2025-12-10")
    talks = tell(status="in_talks", amount=billions(30), date="2025-12-20")
    assert grouped(deal, talks) == [1, 1]


def test_a_claim_without_a_sum_joins_one_deal_and_links_no_two(
    grouped: Grouped, tell: Tell, billions: Billions
) -> None:
    """It goes to the nearest; the two others stay apart."""
    near = tell(amount=billions(10), date="2025-12-16")
    far = tell(amount=billions(20), date="2025-12-30")
    bare = tell(date="2025-12-17")
    assert grouped(near, far, bare) == [1, 2]


def test_two_deals_of_one_document_stay_two(tell: Tell, sourced: SourcedOf, billions: Billions) -> None:
    """A document tells each deal once."""
    one, two = sourced(tell(amount=billions(10))), sourced(tell(status="signed", amount=billions(10)))
    same_page = [
        type(two[0])(id=two[0].id, claim=two[0].claim, source=one[0].source, reader=one[0].reader, known=two[0].known)
    ]
    assert len(match_claims([*one, *same_page], Identities())) == 2


def test_a_ticket_is_not_its_round(grouped: Grouped, tell: Tell, billions: Billions) -> None:
    """Fewer investors and a smaller sum: a deal of its own."""
    whole = tell("investor:amazon investor:nvidia investee:openai", amount=billions(110))
    ticket = tell("investor:nvidia investee:openai", amount=billions(30))
    assert grouped(whole, ticket) == [1, 1]


def test_a_ticket_that_is_talked_about_is_not_its_round(grouped: Grouped, tell: Tell, billions: Billions) -> None:
    """Sums of talks are not firm, but two of twenty by one of two backers is no other figure for the twenty."""
    whole = tell("investor:fidelity investor:nvidia investee:xai", amount=billions(20), date="2026-01-06")
    ticket = tell("investor:nvidia investee:xai", status="in_talks", amount=billions(2), date="2025-10-08")
    half = tell("investor:nvidia investee:xai", status="in_talks", amount=billions(15), date="2025-10-08")
    assert grouped(ticket, whole) == [1, 1]
    assert grouped(half, whole) == [2]


def test_a_takeover_may_take_years(grouped: Grouped, tell: Tell, billions: Billions) -> None:
    """Regulators of several countries look at it: signed in September 2020, given up in February 2022."""
    told = {"parties": "acquirer:nvidia target:arm", "kind": "acquisition", "amount": billions(40)}
    signed = tell(status="signed", date="2020-09-13", **told)
    ended = tell(status="terminated", date="2022-02-08", **told)
    assert grouped(signed, ended) == [2]
    lease = {"parties": "customer:openai provider:oracle", "kind": "compute_purchase", "amount": billions(40)}
    assert grouped(
        tell(status="signed", date="2020-09-13", **lease), tell(status="terminated", date="2022-02-08", **lease)
    ) == [1, 1]


def test_a_company_is_bought_once(grouped: Grouped, tell: Tell, billions: Billions) -> None:
    """With its debts or without: two sums for one purchase are in dispute, two stakes are two purchases."""
    told = {"parties": "acquirer:microsoft target:nuance", "kind": "acquisition", "date": "2021-04-12"}
    with_debts, without = tell(amount=billions("19.7"), **told), tell(amount=billions(16), **told)
    assert grouped(with_debts, without) == [2]
    part = tell(amount=billions(5), stake_percent=Decimal(30), **told)
    assert grouped(with_debts, part) == [1, 1]


def test_a_round_that_closes_larger_is_one(grouped: Grouped, tell: Tell, billions: Billions) -> None:
    """110 announced and 122 completed by the same backers."""
    announced = tell("investor:amazon investor:nvidia investee:openai", amount=billions(110), date="2026-02-27")
    closed = tell(
        "investor:amazon investor:nvidia investee:openai",
        status="completed",
        amount=billions(122),
        date="2026-03-31",
    )
    assert grouped(announced, closed) == [2]


def test_partners_need_two_in_common(grouped: Grouped, tell: Tell) -> None:
    """Everyone is OpenAI's partner."""
    one = tell("partner:openai partner:stripe", kind="commerce_partnership")
    two = tell("partner:openai partner:walmart", kind="commerce_partnership")
    assert grouped(one, two) == [1, 1]


def test_a_deal_after_a_denied_one_is_new(grouped: Grouped, tell: Tell, billions: Billions) -> None:
    """Thirty after up to a hundred was ruled out."""
    offer = tell(amount=billions(100, "up_to"), date="2025-12-01")
    denial = tell(status="denied", amount=billions(100, "up_to"), date="2026-02-01")
    ticket = tell(amount=billions(30), date="2026-02-27")
    assert grouped(offer, denial, ticket) == [1, 2]


def test_a_plan_goes_with_the_sum_it_names(grouped: Grouped, tell: Tell, billions: Billions) -> None:
    """Thirty, planned in the month in which up to a hundred was ruled out, is the thirty that came of it."""
    offer = tell(amount=billions(100, "up_to"), date="2025-12-01")
    denial = tell(status="denied", amount=billions(100, "up_to"), date="2026-02-01")
    plan = tell(status="planned", amount=billions(30), date="2026-02")
    ticket = tell(amount=billions(30), date="2026-02-27")
    assert grouped(offer, denial, plan, ticket) == [2, 2]


def test_the_same_day_and_size_with_sums_in_dispute_is_one(grouped: Grouped, tell: Tell, billions: Billions) -> None:
    """Six gigawatts, two estimates of the price."""
    six = (Capacity(value=Decimal(6), unit="GW"),)
    told = {
        "parties": "customer:meta supplier:amd",
        "kind": "chip_purchase",
        "date": "2026-02-24",
        "capacity": six,
    }
    assert grouped(tell(amount=billions(100, "more_than"), **told), tell(amount=billions(60, "up_to"), **told)) == [2]


def test_unknown_names_join_only_by_judgement(grouped: Grouped, tell: Tell, billions: Billions) -> None:
    """A slug is another party until somebody says otherwise."""
    one = tell("investor:amazon investee:acme", amount=billions(1))
    two = tell("investor:amazon investee:acme-systems", amount=billions(1))
    assert grouped(one, two) == [1, 1]
    same = Identities([Sameness.of("acme", "acme-systems", same=True)])
    assert grouped(one, two, identities=same) == [2]


def test_someone_unnamed_needs_a_sum_that_vouches(grouped: Grouped, tell: Tell, billions: Billions) -> None:
    """A needed role that is left open matches only with the same amount."""
    named = tell("investor:amazon investee:openai", amount=billions(10))
    assert grouped(named, tell("investor: investee:openai", amount=billions(10))) == [2]
    assert grouped(named, tell("investor: investee:openai")) == [1, 1]
