"""EX-10.2: one amount out of many, never an average."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from tests.told_rates import TOLD, ToldRates

from dawra.claims import DealClaim, Reading
from dawra.claims.sourced import Sourced
from dawra.deals.conflicts import Conflict
from dawra.deals.figures import settle_amount, statements, voiced
from dawra.values import NO_RATES, Amount, Rates

Tell = Callable[..., Reading]
Billions = Callable[..., Amount]
SourcedOf = Callable[..., list[Sourced[DealClaim]]]
Settlement = tuple[Amount | None, list[Conflict]]
Settled = Callable[..., Settlement]
RATES = ToldRates({"EUR/USD": "1.25", "GBP/USD": "1.5", "EUR/GBP": "0.8"})


@pytest.fixture
def settled(tell: Tell, sourced: SourcedOf) -> Settled:
    """Settle amounts told by as many origins, all announced on one day."""

    def settle(*amounts: Amount, years: Decimal | None = None, rates: Rates = NO_RATES) -> Settlement:
        claims = sourced(*(tell(amount=amount, publisher=f"Paper {n}") for n, amount in enumerate(amounts)))
        return settle_amount("amount", statements(voiced(claims), lambda claim: claim.amount), years, rates)

    return settle


def test_the_exact_one_of_three_that_agree(settled: Settled, billions: Billions) -> None:
    """EX-10.2: about 38, exactly 38, more than 30: 38."""
    amount, conflicts = settled(billions(38, "about"), billions(38), billions(30, "more_than"))
    assert (amount, conflicts) == (billions(38), [])


def test_the_more_precise_of_two(settled: Settled, billions: Billions) -> None:
    """14.2bn sharpens 14bn, whoever comes first."""
    assert settled(billions(14), billions("14.2")) == (billions("14.2"), [])
    assert settled(billions("14.2"), billions(14)) == (billions("14.2"), [])


def test_sets_that_do_not_meet_are_a_contradiction(settled: Settled, billions: Billions) -> None:
    """EX-10.2: up to 100 against at least 120: one is kept, the other shown."""
    amount, (conflict,) = settled(billions(100, "up_to"), billions(120, "at_least"))
    assert conflict.kind == "contradiction"
    assert amount
    assert {amount.stated, _stated(conflict)} == {100 * 10**11, 120 * 10**11}


def test_sets_that_only_touch_do_not_meet(settled: Settled, billions: Billions) -> None:
    """3.0 and 3.1 are two sums."""
    _, conflicts = settled(billions("3.0"), billions("3.1"))
    assert [conflict.kind for conflict in conflicts] == ["contradiction"]


def test_two_origins_outweigh_one(settled: Settled, billions: Billions) -> None:
    """The point that most weight covers wins, and it is one of the numbers."""
    amount, (conflict,) = settled(billions(50), billions(40), billions(40, "about"))
    assert amount == billions(40)
    assert _stated(conflict) == 50 * 10**11


def test_a_yearly_sum_is_compared_over_the_term(settled: Settled, billions: Billions) -> None:
    """Four a year for five years is twenty in all."""
    yearly = billions(4, per="year")
    amount, conflicts = settled(yearly, billions(20), years=Decimal(5))
    assert amount == billions(20)
    assert conflicts == []


def test_another_currency_is_shown_and_neither_added_nor_in_conflict(settled: Settled, billions: Billions) -> None:
    """No rates are known."""
    amount, (conflict,) = settled(billions(10), billions(10), billions(9, currency="EUR"))
    assert amount == billions(10)
    assert conflict.kind == "not_comparable"
    assert conflict.others[0].converted is None
    assert "converted" not in conflict.to_json()["others"][0]


def test_another_currency_agrees_by_the_rate(settled: Settled, billions: Billions) -> None:
    """Ten billion euros are 12.5 billion dollars, whoever outweighs whom."""
    dollars, euros = billions("12.5"), billions("10.0", currency="EUR")
    assert settled(dollars, dollars, euros, rates=RATES) == (dollars, [])
    assert settled(dollars, euros, euros, rates=RATES) == (euros, [])


def test_another_currency_contradicts_by_the_rate(settled: Settled, billions: Billions) -> None:
    """What is said beside is shown as said and as converted, with the rate and its source."""
    amount, (conflict,) = settled(billions("10.0"), billions("10.0"), billions("9.0", currency="EUR"), rates=RATES)
    assert amount == billions("10.0")
    assert (conflict.kind, len(conflict.kept.claims)) == ("contradiction", 2)
    other = conflict.to_json()["others"][0]
    assert (other["value"]["low"], other["value"]["currency"]) == (9e9, "EUR")
    assert (other["converted"]["amount"]["low"], other["converted"]["amount"]["currency"]) == (11.25e9, "USD")
    assert other["converted"]["rate"] == {
        "from": "EUR",
        "to": "USD",
        "day": "2025-12-17",
        "rate": 1.25,
        "source": str(TOLD),
        "sources": [TOLD.to_json()],
    }


def test_what_was_converted_can_outvote_and_keeps_its_own_currency(settled: Settled, billions: Billions) -> None:
    """Two papers say 10 billion dollars, one in euros, one in pounds, two others 20: nothing is taken converted."""
    said = [billions("8.00", currency="EUR"), billions("6.40", currency="GBP"), billions("20.0")]
    amount, (conflict,) = settled(*said, rates=RATES)
    assert amount in said[:2]
    assert [stand.value["currency"] for stand in conflict.others] == ["USD"]
    assert conflict.others[0].converted


def test_the_amount_in_its_own_currency_is_taken_before_a_finer_one(settled: Settled, billions: Billions) -> None:
    """About 12.5 billion dollars stays that, though 10.00 billion euros is the narrower set."""
    about = billions("12.5", "about")
    assert settled(about, about, billions("10.00", currency="EUR"), rates=RATES) == (about, [])


def test_firmer_terms_take_the_place_of_older_ones(tell: Tell, sourced: SourcedOf, billions: Billions) -> None:
    """Fifty announced in February replaces ten in talks in December, without a conflict."""
    claims = sourced(
        tell(status="in_talks", amount=billions(10), date="2025-12-16", publisher="A"),
        tell(status="announced", amount=billions(50), date="2026-02-27", publisher="B"),
    )
    said = statements(voiced(claims), lambda claim: claim.amount)
    assert settle_amount("amount", said, None) == (billions(50), [])


def _stated(conflict: Conflict) -> int:
    value = conflict.others[0].value
    return int(value["low"] if value["high"] is None else value["high"]) * 100


def test_a_filing_beats_any_number_of_press_reports(tell: Tell, sourced: SourcedOf, billions: Billions) -> None:
    """Six papers say 12, the filing says 10: 10, and what the papers say stays in sight."""
    papers = [tell(amount=billions(12), publisher=name) for name in ("Reuters", "Bloomberg", "CNBC", "A", "B", "C")]
    filing = tell(amount=billions(10), publisher=None, url="https://www.sec.gov/x.htm")
    said = statements(voiced(sourced(*papers, filing)), lambda claim: claim.amount)
    amount, (conflict,) = settle_amount("amount", said, None)
    assert amount == billions(10)
    assert len(conflict.others) == 6


def test_a_signed_sum_in_the_press_outranks_an_announced_one_in_a_filing(
    tell: Tell, sourced: SourcedOf, billions: Billions
) -> None:
    """Another fact: the terms that were signed, not those that were announced."""
    filing = tell(amount=billions(10), publisher=None, url="https://www.sec.gov/x.htm", published="2025-12-01")
    paper = tell(status="signed", amount=billions(12), published="2025-12-17")
    said = statements(voiced(sourced(filing, paper)), lambda claim: claim.amount)
    assert settle_amount("amount", said, None) == (billions(12), [])
