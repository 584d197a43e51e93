"""The door: a pure function of claims, deals in two times, in a fixed order."""

import os
import random
from collections.abc import Callable, Iterable
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.told_rates import ToldRates

from dawra.claims import Capacity, DealClaim, Reading, Term, canonical_json
from dawra.claims.sourced import Sourced
from dawra.deals import Deal, consolidate
from dawra.deals.settle import settle
from dawra.errors import UsageError
from dawra.parties.judgement import Identities
from dawra.values import NO_RATES, Amount, PartialDate

Tell = Callable[..., Reading]
Billions = Callable[..., Amount]
SourcedOf = Callable[..., list[Sourced[DealClaim]]]
EXAMPLES = 1000 if os.environ.get("DAWRA_SOAK") else 100
Story = tuple[str, str, tuple[int, str] | None, str | None, str, str]
RATES = ToldRates({"EUR/USD": "1.25", "USD/JPY": "150", "EUR/JPY": "187.5"})


@pytest.fixture
def letter_of_intent(tell: Tell, sourced: SourcedOf, billions: Billions) -> list[Sourced[DealClaim]]:
    """EX-10.4: three claims on one deal, each known two days after it was printed or on the day."""
    a = tell(amount=billions(100), date="2025-09-22", published="2025-09-22", publisher="A")
    b = tell(conditions=("non_binding",), date="2025-12-01", published="2025-12-01", publisher="B")
    c = tell(status="signed", date="2025-12-10", published="2025-12-10", publisher="C")
    return [
        *sourced(a, known="2025-09-22"),
        *sourced(b, known="2025-12-03"),
        *sourced(c, known="2025-12-12"),
    ]


@pytest.mark.parametrize(
    ("as_of", "known", "status", "claims"),
    [
        ("2025-12-02", "2025-12-02", "announced", 1),
        ("2025-12-02", "2025-12-03", "announced", 2),
        ("2025-12-11", "2025-12-11", "announced", 2),
        ("2025-12-11", "2025-12-12", "signed", 3),
    ],
)
def test_a_letter_of_intent_in_two_times(
    letter_of_intent: list[Sourced[DealClaim]], as_of: str, known: str, status: str, claims: int
) -> None:
    """EX-10.4."""
    seen = [claim for claim in letter_of_intent if claim.known <= known]
    (deal,) = [deal for deal in consolidate(seen, as_of=as_of) if deal.amount]
    assert deal.status == status
    assert sum(len(one.claims) for one in consolidate(seen, as_of=as_of)) == claims


TERMS: dict[str, tuple[object, object]] = {
    "term": (Term(years=Decimal(5)), Term(years=Decimal(7))),
    "stake_percent": (Decimal(8), Decimal(14)),
    "percent": (Decimal(20), Decimal(15)),
    "exclusive": (True, False),
    "closing": (PartialDate("2026-03"), PartialDate("2026-09")),
    "capacity": ((Capacity(value=Decimal(1), unit="GW"),), (Capacity(value=Decimal(2), unit="GW"),)),
}


@pytest.mark.parametrize("field", TERMS)
@pytest.mark.parametrize(
    ("early", "late"),
    [("announced", "signed"), ("in_talks", "announced"), ("signed", "amended"), ("planned", "signed")],
)
def test_firmer_terms_take_the_place_of_older_ones(
    tell: Tell, sourced: SourcedOf, field: str, early: str, late: str
) -> None:
    """Amended over signed over announced over reported: one origin at equal dates outweighs two."""
    old, new = TERMS[field]
    told = [tell(status=early, date="2025-12-16", publisher=name, **{field: old}) for name in ("Reuters", "Bloomberg")]
    (deal,) = consolidate(sourced(*told, tell(status=late, date="2025-12-16", publisher="A", **{field: new})))
    assert (getattr(deal, field), deal.conflicts) == (new, ())


@pytest.mark.parametrize("field", TERMS)
def test_a_filing_beats_press_reports(tell: Tell, sourced: SourcedOf, field: str) -> None:
    """On the same fact, however many they are."""
    wrong, right = TERMS[field]
    press = [tell(publisher=name, **{field: wrong}) for name in ("Reuters", "Bloomberg", "CNBC", "A", "B", "C")]
    filing = tell(publisher=None, url="https://www.sec.gov/x.htm", **{field: right})
    (deal,) = consolidate(sourced(*press, filing))
    assert getattr(deal, field) == right


def test_an_amendment_holds_from_its_day(tell: Tell, sourced: SourcedOf, billions: Billions) -> None:
    """As of the day before, the older terms stand, though the amendment is known."""
    signed = tell(status="signed", amount=billions(10), date="2025-12-01")
    amended = tell(status="amended", amount=billions(12), date="2026-02-01", published="2025-12-20")
    days = {"2026-01-31": billions(10), "2026-02-01": billions(12)}
    for day, amount in days.items():
        found = consolidate(sourced(signed, amended), as_of=day)
        assert [deal.amount for deal in found if deal.amount][-1] == amount


def test_the_id_is_the_earliest_claims(tell: Tell, sourced: SourcedOf, billions: Billions) -> None:
    """By first known day and id."""
    claims = sourced(
        tell(amount=billions(10), published="2025-12-18"), tell(amount=billions(10), published="2025-12-17")
    )
    (deal,) = consolidate(claims)
    assert deal.id == claims[1].id
    assert deal.known == "2025-12-17"


def test_claims_after_the_day_do_not_count(tell: Tell, sourced: SourcedOf) -> None:
    """By the date of the event, else by the day printed."""
    dated, undated = tell(date="2026-02-27"), tell(published="2026-02-27")
    assert consolidate(sourced(dated, undated), as_of="2026-02-26") == ()
    assert consolidate(sourced(dated), as_of="2026-02") != ()


def test_level_company_keeps_the_unit_and_not_its_parent_too(
    tell: Tell, sourced: SourcedOf, billions: Billions
) -> None:
    """Group names Amazon, company names AWS, and neither names both."""
    claims = sourced(
        tell("customer:openai provider:aws", kind="compute_purchase", amount=billions(38)),
        tell("customer:openai provider:amazon", kind="compute_purchase", amount=billions(38)),
    )
    (group,) = consolidate(claims)
    (company,) = consolidate(claims, level="company")
    assert group.party_ids() == {"openai", "amazon"}
    assert company.party_ids() == {"openai", "aws"}


def test_a_target_is_not_yet_its_buyers_unit(tell: Tell, sourced: SourcedOf) -> None:
    """Who is bought keeps its own name at group level."""
    (deal,) = consolidate(sourced(tell("acquirer:alphabet target:google-cloud", kind="acquisition")))
    assert deal.party_ids() == {"alphabet", "google-cloud"}


def test_an_unknown_level_or_day_is_a_wrong_use(tell: Tell, sourced: SourcedOf) -> None:
    """Never a silent default."""
    with pytest.raises(UsageError, match="company"):
        consolidate(sourced(tell()), level="groups")
    with pytest.raises(UsageError, match="soon"):
        consolidate(sourced(tell()), as_of="soon")


def test_the_latest_statement_of_an_origin_supersedes(tell: Tell, sourced: SourcedOf) -> None:
    """What it said before counts neither for a value nor as a conflict."""
    first, second = tell(stake_percent=Decimal(8)), tell(published="2025-12-20", stake_percent=Decimal(14))
    (deal,) = consolidate(sourced(first, second))
    assert (deal.stake_percent, deal.conflicts, len(deal.origins)) == (Decimal(14), (), 1)


def test_a_denial_by_a_party_against_an_agency(tell: Tell, sourced: SourcedOf, billions: Billions) -> None:
    """EX-10.1's last line, and the dispute stays in sight."""
    claims = sourced(
        tell(amount=billions(10), date="2025-12-16"),
        tell(status="denied", source="OpenAI", publisher="Some Blog", date="2025-12-17"),
    )
    (deal,) = consolidate(claims)
    assert deal.belief == Fraction(20, 119)
    assert deal.status == "denied"
    assert [conflict.field for conflict in deal.conflicts] == ["status"]


def test_a_completed_deal_closes_where_it_was_completed(tell: Tell, sourced: SourcedOf, billions: Billions) -> None:
    """Agreed in April, paid in December: the date is that of the agreement."""
    claims = sourced(
        tell(status="signed", amount=billions(40), date="2025-04-01", publisher="A"),
        tell(status="completed", amount=billions(40), date="2025-12-26", publisher="B"),
    )
    (deal,) = consolidate(claims)
    assert (deal.status, str(deal.date), str(deal.closing)) == ("completed", "2025-04-01", "2025-12-26")


def test_every_value_has_the_words_that_prove_it(tell: Tell, sourced: SourcedOf) -> None:
    """Places of parties are those of the deal."""
    (deal,) = consolidate(sourced(tell(), tell(published="2025-12-18")))
    assert [proof.field for proof in deal.proofs("status")] == ["status", "status"]
    for item in deal.to_json()["evidence"]:
        assert item["claim"] in {claim.id for claim in deal.claims}


def test_a_ticket_knows_its_round(tell: Tell, sourced: SourcedOf, billions: Billions) -> None:
    """Fewer investors, a smaller sum, the same month."""
    whole = tell("investor:amazon investor:nvidia investee:openai", amount=billions(20), date="2026-02-27")
    ticket = tell("investor:nvidia investee:openai", amount=billions(2), date="2026-02")
    found = consolidate(sourced(whole, ticket))
    deals = {deal.amount.stated // 10**11: deal for deal in found if deal.amount}
    assert deals[2].part_of == deals[20].id
    assert deals[20].part_of is None


def test_a_ticket_in_another_currency(tell: Tell, sourced: SourcedOf, billions: Billions) -> None:
    """Two billion euros are a part of twenty billion dollars; 18 billion are none at 1.25."""
    whole = tell("investor:amazon investor:nvidia investee:openai", amount=billions(20), date="2026-02-27")
    for figure, part in ((2, True), (18, False)):
        amount = billions(figure, currency="EUR")
        claims = sourced(whole, tell("investor:nvidia investee:openai", amount=amount, date="2026-02-27"))
        found = {deal.amount.currency: deal for deal in consolidate(claims, rates=RATES) if deal.amount}
        assert found["EUR"].part_of == (found["USD"].id if part else None)


def test_two_currencies_of_one_deal(tell: Tell, sourced: SourcedOf, billions: Billions) -> None:
    """What agrees by the rate is one deal; what firmly differs is two, as in one currency."""
    euros = tell(amount=billions("8.0", currency="EUR"), publisher="A")
    (deal,) = consolidate(sourced(euros, tell(amount=billions("10.0"), publisher="B")), rates=RATES)
    assert (len(deal.claims), deal.conflicts) == (2, ())
    assert len(consolidate(sourced(euros, tell(amount=billions("12.0"), publisher="B")), rates=RATES)) == 2


def test_a_dispute_across_currencies_stays_in_sight(tell: Tell, sourced: SourcedOf, billions: Billions) -> None:
    """The same parties, day and stake show that it is one deal; its sum is contradicted, not left incomparable."""
    told = [
        tell(amount=amount, publisher=name, date="2025-12-16", stake_percent=Decimal(10))
        for amount, name in ((billions("12.0"), "A"), (billions("8.0", currency="EUR"), "B"))
    ]
    for rates, kind in ((RATES, "contradiction"), (NO_RATES, "not_comparable")):
        (deal,) = consolidate(sourced(*told), rates=rates)
        assert [(conflict.field, conflict.kind) for conflict in deal.conflicts] == [("amount", kind)]


def test_a_round_that_closed_larger_in_another_currency(tell: Tell, sourced: SourcedOf, billions: Billions) -> None:
    """Announced at 8 billion euros, closed at 12 billion dollars: a fifth more. At 120 billion yen it is another."""
    names = "investor:amazon investor:nvidia investee:openai"
    early = tell(names, amount=billions("8.0", currency="EUR"), date="2025-12-16")
    for amount, deals in ((billions("12.0"), 1), (billions("120.0", currency="JPY"), 2)):
        late = tell(names, "completed", amount, date="2026-01-16", published="2026-01-16")
        assert len(consolidate(sourced(early, late), rates=RATES)) == deals


def test_an_undated_sum_of_the_same_backer_holds_no_dated_one(
    tell: Tell, sourced: SourcedOf, billions: Billions
) -> None:
    """Two billion so far, and a further one in January: not a part of the two."""
    sofar = tell(status="completed", amount=billions(2, "more_than"), published="2025-01-22")
    further = tell(amount=billions(1), date="2025-01", published="2025-01-22")
    assert [deal.part_of for deal in consolidate(sourced(sofar, further))] == [None, None]


PARTIES = (
    "investor:amazon investee:openai",
    "investor:nvidia investee:openai",
    "investor:amazon investor:nvidia investee:openai",
    "investor:aws investee:openai",
)
STATUSES = ("rumoured", "in_talks", "announced", "signed", "completed", "denied", "terminated")


@st.composite
def claim_lists(draw: st.DrawFn) -> list[Story]:
    """Claims that resemble each other: few parties, days and sums, so that many match."""
    return draw(
        st.lists(
            st.tuples(
                st.sampled_from(PARTIES),
                st.sampled_from(STATUSES),
                st.sampled_from((None, (10, "USD"), (11, "USD"), (30, "USD"), (8, "EUR"), (3, "KWD"))),
                st.sampled_from((None, "2025-12-16", "2025-12", "2026-02-27")),
                st.sampled_from(("Reuters", "Some Blog", "Bloomberg")),
                st.sampled_from(("2025-12-17", "2025-12-20", "2026-03-01")),
            ),
            max_size=9,
        )
    )


@settings(max_examples=EXAMPLES, deadline=None)
@given(stories=claim_lists(), order=st.randoms(use_true_random=False))
def test_the_order_of_claims_changes_nothing(
    tell: Tell, sourced: SourcedOf, billions: Billions, stories: list[Story], order: random.Random
) -> None:
    """The same claims in any order give the same bytes, and every claim is in exactly one deal."""
    claims = _claims(tell, sourced, billions, stories)
    shuffled = list(claims.values())
    order.shuffle(shuffled)
    straight = consolidate(claims.values(), rates=RATES)
    assert _bytes(straight) == _bytes(consolidate(shuffled, rates=RATES))
    assert sorted(claim.id for deal in straight for claim in deal.claims) == sorted(claims)


def _claims(
    tell: Tell, sourced: SourcedOf, billions: Billions, stories: Iterable[Story]
) -> dict[str, Sourced[DealClaim]]:
    claims: dict[str, Sourced[DealClaim]] = {}
    for parties, status, figure, date, publisher, published in stories:
        amount = figure and billions(figure[0], currency=figure[1])
        told = tell(parties, status, amount, date=date, publisher=publisher, published=published)
        claims |= {claim.id: claim for claim in sourced(told)}
    return claims


def _bytes(deals: Iterable[Deal]) -> str:
    return canonical_json([deal.to_json() for deal in deals])


@settings(max_examples=EXAMPLES, deadline=None)
@given(stories=claim_lists().filter(bool), order=st.randoms(use_true_random=False))
def test_settling_is_blind_to_the_order_of_claims(
    tell: Tell, sourced: SourcedOf, billions: Billions, stories: list[Story], order: random.Random
) -> None:
    """Whatever belongs together, the deal is the same whichever claim comes first."""
    claims = list(_claims(tell, sourced, billions, stories).values())
    shuffled = list(claims)
    order.shuffle(shuffled)
    settled = [settle(some, Identities(), "group", rates=RATES) for some in (claims, shuffled)]
    assert settled[0] == settled[1]
