"""From deals to legs: the table of methods §1."""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal

import pytest
from tests.told_rates import ToldRates

from dawra.claims import DealClaim, Reading, Term
from dawra.claims.sourced import Sourced
from dawra.deals import consolidate
from dawra.flows import Leg, due, in_view
from dawra.flows.cash import legs_of
from dawra.flows.totals import totals
from dawra.values import Amount, PartialDate

Tell = Callable[..., Reading]
Billions = Callable[..., Amount]
SourcedOf = Callable[..., list[Sourced[DealClaim]]]
LegsOf = Callable[..., tuple[list[Leg], list[str]]]

BN = 10**11


@pytest.fixture
def legs(sourced: SourcedOf) -> LegsOf:
    """The legs of what some readings tell."""

    def legs_of_readings(*readings: Reading) -> tuple[list[Leg], list[str]]:
        return legs_of(consolidate(sourced(*readings)))

    return legs_of_readings


def shown(legs: Iterable[Leg]) -> list[tuple[str, str, str, float]]:
    """(from, to, layer, billions) of each leg."""
    return sorted((leg.from_party, leg.to_party, leg.layer, leg.point / BN) for leg in legs)


@pytest.mark.parametrize(
    ("story", "expected"),
    [
        (("equity_investment", "investor:amazon investee:openai"), ("amazon", "openai", "fin")),
        (("debt_financing", "lender:jpmorgan borrower:oracle"), ("jpmorgan", "oracle", "fin")),
        (("compute_purchase", "customer:openai provider:aws"), ("openai", "amazon", "pur")),
        (("chip_purchase", "customer:openai supplier:nvidia"), ("openai", "nvidia", "pur")),
        (
            ("supply", "customer:microsoft supplier:constellation-energy"),
            ("microsoft", "constellation-energy", "pur"),
        ),
        (("capacity_build", "builder:softbank beneficiary:openai"), ("softbank", "*", "oth")),
        (("acquisition", "acquirer:meta target:manus seller:softbank"), ("meta", "softbank", "oth")),
        (("acquisition", "acquirer:meta target:manus"), ("meta", "*", "oth")),
        (("licence", "licensor:groq licensee:nvidia"), ("nvidia", "groq", "pur")),
        (("revenue_share", "payer:openai payee:microsoft"), ("openai", "microsoft", "pur")),
        (("equity_grant", "issuer:amd holder:openai"), ("amd", "openai", "fin")),
        (
            ("guarantee", "guarantor:meta beneficiary:coreweave creditor:jpmorgan"),
            ("meta", "jpmorgan", "oth"),
        ),
    ],
)
def test_each_kind_has_its_leg(
    legs: LegsOf, tell: Tell, billions: Billions, story: tuple[str, str], expected: tuple[str, str, str]
) -> None:
    """Money one way and nothing back."""
    (leg,), bare = legs(tell(story[1], kind=story[0], amount=billions(10)))
    assert (leg.from_party, leg.to_party, leg.layer) == expected
    assert (leg.low, leg.point, leg.high, bare) == (10 * BN, 10 * BN, 10 * BN, [])


@pytest.mark.parametrize("kind", ["partnership", "commerce_partnership", "amendment"])
def test_partners_pay_nothing_by_themselves(legs: LegsOf, tell: Tell, billions: Billions, kind: str) -> None:
    """An amount without a payer moves no money."""
    assert legs(tell("partner:amazon partner:openai", kind=kind, amount=billions(10))) == ([], [])


def test_a_warrant_is_equity_and_a_guarantee_contingent(legs: LegsOf, tell: Tell, billions: Billions) -> None:
    """Neither is cash."""
    (grant,), _ = legs(tell("issuer:amd holder:openai", kind="equity_grant", amount=billions(1)))
    (backing,), _ = legs(tell("guarantor:meta beneficiary:coreweave", kind="guarantee", amount=billions(1)))
    assert (grant.money, backing.money, backing.to_party) == ("equity", "contingent", "*")


def test_a_deal_without_an_amount_is_listed(legs: LegsOf, tell: Tell) -> None:
    """It counts 0 and may be anything; what moves no money anyway is not listed."""
    (found,), bare = legs(tell(), tell("licensor:disney licensee:openai", kind="licence"))
    assert (found.low, found.point, found.high, found.mark) == (0, 0, None, "unknown")
    assert bare == [found.deal]


def test_a_grant_or_guarantee_without_an_amount_is_no_missing_cash(legs: LegsOf, tell: Tell) -> None:
    """It has its leg in K or X, and M does not miss it."""
    found, bare = legs(
        tell("issuer:amd holder:openai", kind="equity_grant"),
        tell("guarantor:meta beneficiary:coreweave creditor:jpmorgan", kind="guarantee"),
    )
    assert sorted((leg.money, leg.high, leg.mark) for leg in found) == [
        ("contingent", None, "unknown"),
        ("equity", None, "unknown"),
    ]
    assert bare == []


def test_an_unsaid_amount_takes_the_commonest_currency(legs: LegsOf, tell: Tell, billions: Billions) -> None:
    """So a ledger in one currency stays one; it is in nobody's totals."""
    told = [tell(amount=billions(figure, currency="SAR"), date=f"202{figure}-01-01") for figure in (1, 3)]
    found, (bare,) = legs(*told, tell("investor:nvidia investee:mistral"))
    assert {leg.currency for leg in found} == {"SAR"}
    assert totals(found, {bare: "nvidia"}) == ()


@pytest.mark.parametrize("status", ["terminated", "denied"])
def test_what_is_off_has_no_leg(legs: LegsOf, tell: Tell, billions: Billions, status: str) -> None:
    """Not even in the list."""
    assert legs(tell(status=status, amount=billions(10))) == ([], [])


@pytest.mark.parametrize(
    ("qualifier", "expected"),
    [
        ("about", (9, 11, "")),
        ("up_to", (0, 10, "ceiling")),
        ("less_than", (0, 10, "ceiling")),
        ("at_least", (10, None, "floor")),
        ("more_than", (10, None, "floor")),
    ],
)
def test_the_set_of_each_qualifier(
    legs: LegsOf, tell: Tell, billions: Billions, qualifier: str, expected: tuple[int, int | None, str]
) -> None:
    """The point is the stated number, marked where it is a ceiling or a floor."""
    (leg,), _ = legs(tell(amount=billions(10, qualifier)))
    low, high, mark = expected
    assert (leg.low, leg.point, leg.mark) == (low * BN, 10 * BN, mark)
    assert leg.high == (None if high is None else high * BN)


def test_several_backers_split_the_point_and_share_the_bound(legs: LegsOf, tell: Tell, billions: Billions) -> None:
    """Each alone may have paid all or nothing."""
    found, _ = legs(tell("investor:amazon investor:nvidia investor: investee:openai", amount=billions(10)))
    assert [leg.from_party for leg in found] == ["amazon", "nvidia", "*"]
    assert sum(leg.point for leg in found) == 10 * BN
    assert {(leg.low, leg.high, leg.total) for leg in found} == {(0, 10 * BN, 10 * BN)}


def test_a_round_of_twenty_with_a_ticket_of_two(legs: LegsOf, tell: Tell, billions: Billions) -> None:
    """Legs of 2 and 18, not 22."""
    whole = tell("investor:amazon investor:nvidia investee:openai", amount=billions(20), date="2026-02-27")
    ticket = tell("investor:nvidia investee:openai", amount=billions(2), date="2026-02-27")
    found, _ = legs(whole, ticket)
    assert shown(found) == [("amazon", "openai", "fin", 18), ("nvidia", "openai", "fin", 2)]


def test_a_ticket_in_another_currency_is_taken_off_by_its_rate(
    sourced: SourcedOf, tell: Tell, billions: Billions
) -> None:
    """Twenty billion dollars with a ticket of two billion euros leave 17.5; the ticket stays in euros."""
    rates = ToldRates({"EUR/USD": "1.25"})
    whole = tell("investor:amazon investor:nvidia investee:openai", amount=billions(20), date="2026-02-27")
    ticket = tell("investor:nvidia investee:openai", amount=billions(2, currency="EUR"), date="2026-02-27")
    found, _ = legs_of(consolidate(sourced(whole, ticket), rates=rates), rates)
    assert [(leg.currency, leg.point / BN) for leg in found] in (
        [("USD", 17.5), ("EUR", 2)],
        [("EUR", 2), ("USD", 17.5)],
    )


def test_a_leg_knows_when_it_was_agreed(legs: LegsOf, tell: Tell, billions: Billions) -> None:
    """By its deal's date, else by the day on which it was first told."""
    term = {"kind": "compute_purchase", "parties": "customer:openai provider:oracle", "amount": billions(30)}
    dated, _ = legs(tell(**term, date="2025-12-16", term=Term(years=Decimal(5), start=PartialDate("2027"))))
    assert [(leg.agreed, leg.start) for leg in dated] == [(date(2025, 12, 16), date(2027, 1, 1))]
    undated, _ = legs(tell(amount=billions(10), published="2025-12-17"))
    assert [(leg.agreed, leg.start) for leg in undated] == [(date(2025, 12, 17), None)]


def test_a_round_whose_named_backers_all_have_tickets(legs: LegsOf, tell: Tell, billions: Billions) -> None:
    """The rest comes from someone unnamed."""
    whole = tell("investor:amazon investor:nvidia investee:openai", amount=billions(20), date="2026-02-27")
    tickets = [
        tell(f"investor:{name} investee:openai", amount=billions(5), date="2026-02-27") for name in ("amazon", "nvidia")
    ]
    found, _ = legs(whole, *tickets)
    assert ("*", "openai", "fin", 10) in shown(found)


def test_a_tranche_of_a_sole_backer(legs: LegsOf, tell: Tell, billions: Billions) -> None:
    """Forty in all, of which 22.5 came last: the rest is the same backer's."""
    whole = tell("investor:softbank investee:openai", amount=billions(40), status="completed", date="2025-12")
    last = tell("investor:softbank investee:openai", amount=billions("22.5"), status="completed", date="2025-12-26")
    found, _ = legs(whole, last)
    assert shown(found) == [("softbank", "openai", "fin", 17.5), ("softbank", "openai", "fin", 22.5)]


def test_a_ticket_is_as_firm_as_its_round(legs: LegsOf, tell: Tell, billions: Billions) -> None:
    """A completed round has completed tickets."""
    whole = tell(
        "investor:amazon investor:nvidia investee:openai",
        status="completed",
        amount=billions(20),
        date="2026-02-27",
    )
    ticket = tell("investor:nvidia investee:openai", amount=billions(2), date="2026-02-27")
    found, _ = legs(whole, ticket)
    assert {leg.status for leg in found} == {"completed"}


def test_an_extension_adds_its_increase_where_the_first_deal_is_there(
    legs: LegsOf, tell: Tell, billions: Billions
) -> None:
    """14.2 and then 35 in all comes to 35, with or without the first."""
    parties = "customer:meta provider:coreweave"
    first = tell(parties, "signed", billions("14.2"), kind="compute_purchase", date="2025-09-30")
    more = tell(
        parties,
        "amended",
        billions(35),
        kind="compute_purchase",
        increase=billions("20.8"),
        date="2026-04-09",
    )
    assert sum(leg.point for leg in legs(first, more)[0]) == 35 * BN
    assert sum(leg.point for leg in legs(more)[0]) == 35 * BN


def test_a_sum_per_year_takes_the_term(legs: LegsOf, tell: Tell, billions: Billions) -> None:
    """As told, or from its days; without a term one year, which is said."""
    told = {"parties": "customer:openai provider:aws", "kind": "compute_purchase"}
    (leg,), _ = legs(tell(amount=billions(4, per="year"), years=5, **told))
    assert (leg.point, leg.period) == (20 * BN, "")
    dated = Term(start=PartialDate("2026"), end=PartialDate("2030-06"))
    (leg,), _ = legs(tell(amount=billions(4, per="year"), term=dated, **told))
    assert (leg.point, leg.period) == (18 * BN, "")
    (leg,), _ = legs(tell(amount=billions(4, per="year"), **told))
    assert (leg.point, leg.period) == (4 * BN, "year")
    (leg,), _ = legs(tell(amount=billions(1, per="month"), term=dated, **told))
    assert leg.point == 54 * BN


def test_with_a_term_money_moves_evenly(legs: LegsOf, tell: Tell, billions: Billions) -> None:
    """EX-1.1: seven years from the third of November."""
    parties = "customer:openai provider:aws"
    (leg,), _ = legs(tell(parties, amount=billions(38), kind="compute_purchase", date="2025-11-03", years=7))
    assert (leg.start, leg.end, leg.coarse) == (date(2025, 11, 3), date(2032, 11, 3), False)


def test_without_a_term_money_moves_at_closing_else_on_the_day(legs: LegsOf, tell: Tell, billions: Billions) -> None:
    """A coarse date is its interval, and said to be."""
    (leg,), _ = legs(tell(amount=billions(1), date="2025-12-16"))
    assert (leg.start, leg.end) == (date(2025, 12, 16), None)
    (leg,), _ = legs(tell(amount=billions(1), date="2025-12-16", closing=PartialDate("2026-Q1")))
    assert (leg.start, leg.end, leg.coarse) == (date(2026, 1, 1), date(2026, 4, 1), True)
    (leg,), _ = legs(tell(amount=billions(1)))
    assert leg.start is None


def test_a_loan_with_a_term_goes_back_over_it(legs: LegsOf, tell: Tell, billions: Billions) -> None:
    """As a leg of its own layer, which no measure pairs with the loan."""
    term = Term(years=Decimal(5))
    found, _ = legs(
        tell(
            "lender:jpmorgan borrower:oracle",
            kind="debt_financing",
            amount=billions(10),
            date="2026-01-01",
            term=term,
        )
    )
    assert shown(found) == [("jpmorgan", "oracle", "fin", 10), ("oracle", "jpmorgan", "ret", 10)]
    back = next(leg for leg in found if leg.layer == "ret")
    assert back.status == "announced"
    assert (back.start, back.end) == (date(2026, 1, 1), date(2031, 1, 1))


def test_totals_of_a_party_keep_currencies_apart(legs: LegsOf, tell: Tell, billions: Billions) -> None:
    """In and out, by status and currency."""
    found, _ = legs(
        tell(amount=billions(10)),
        tell("investor:amazon investee:mistral", amount=billions(1, currency="EUR")),
        tell("customer:openai provider:aws", "signed", billions(38), kind="compute_purchase"),
    )
    amazon: dict[str | None, str] = {one.deal: "amazon" for one in found}
    assert [(t.direction, t.status, t.currency, t.amount // BN) for t in totals(found, amazon)] == [
        ("in", "signed", "USD", 38),
        ("out", "announced", "EUR", 1),
        ("out", "announced", "USD", 10),
    ]


def test_a_loan_that_was_paid_out_is_not_paid_back(legs: LegsOf, tell: Tell, billions: Billions) -> None:
    """The way back of a completed loan is owed: due, never paid."""
    told = {"kind": "debt_financing", "amount": billions(10), "date": "2026-01-01", "years": 5}
    found, _ = legs(tell("lender:jpmorgan borrower:oracle", "completed", **told))
    assert [(leg.layer, leg.status) for leg in in_view(found, "paid")] == [("fin", "completed")]
    assert [(leg.layer, leg.status) for leg in due(found)] == [("ret", "signed")]


def test_money_in_over_a_term_moves_evenly(legs: LegsOf, tell: Tell, billions: Billions) -> None:
    """A backer may pay in over years; a takeover happens on its day."""
    (leg,), _ = legs(tell(amount=billions(40), date="2026-01-01", years=2))
    assert (leg.start, leg.end) == (date(2026, 1, 1), date(2028, 1, 1))
    bought = tell("acquirer:meta target:manus", kind="acquisition", amount=billions(2), date="2026-01-01", years=2)
    assert [(leg.start, leg.end) for leg in legs(bought)[0]] == [(date(2026, 1, 1), None)]


def test_a_guarantee_may_be_called_until_it_expires(legs: LegsOf, tell: Tell, billions: Billions) -> None:
    """Its term is no schedule; whose shortfall calls it is on the leg."""
    parties = "guarantor:nvidia beneficiary:coreweave creditor:jpmorgan"
    term = Term(end=PartialDate("2032-04-13"))
    told = {"kind": "guarantee", "amount": billions("6.3"), "date": "2025-09-15", "term": term}
    (leg,), _ = legs(tell(parties, **told))
    assert (leg.start, leg.end, leg.beneficiary) == (date(2025, 9, 15), date(2032, 4, 14), "coreweave")
    (leg,), _ = legs(tell(parties, kind="guarantee", amount=billions(1), date="2025-09"))
    assert (leg.start, leg.end, leg.coarse) == (date(2025, 9, 1), None, False)


def test_a_leg_hangs_on_what_its_deal_hangs_on(legs: LegsOf, tell: Tell, billions: Billions) -> None:
    """Until the deal is completed, milestones and options are open."""
    told = {"amount": billions(100), "conditions": ("milestones", "financing")}
    (leg,), _ = legs(tell(**told))
    assert (leg.conditions, leg.is_open) == (("milestones", "financing"), True)
    (leg,), _ = legs(tell(status="completed", **told))
    assert not leg.is_open
    (leg,), _ = legs(tell(amount=billions(1), conditions=("financing",)))
    assert not leg.is_open
