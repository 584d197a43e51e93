"""Warrants for purchases: their value, the rebate, and who pays for it."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dawra.claims import DealClaim, Reading, Shares
from dawra.claims.claim import Tranche as ToldTranche
from dawra.claims.sourced import Sourced
from dawra.deals import Deal, consolidate
from dawra.flows import Dilution, NetPurchases, Tranche, Warrant, network, warrant_of
from dawra.values import Amount

MILLION = 10**6
BN = 10**11


def warrant(*tranches: Tranche) -> Warrant:
    """A chip maker's promise to its customer."""
    return Warrant(issuer="amd", holder="openai", currency="USD", tranches=tranches, deal="w")


FREE = warrant(Tranche(count=160 * MILLION, strike=1))
STEPS = warrant(
    Tranche(count=100 * MILLION, strike=1, purchases=10 * BN),
    Tranche(count=60 * MILLION, strike=1, purchases=90 * BN, hurdle=600_00),
)


def test_value_at_two_prices() -> None:
    """EX-1.2: 160m shares at 0.01: 95.9984 billion at 600, 31.9984 billion at 200, hurdles ignored."""
    assert FREE.value(600_00, 0) == 9_599_840_000_000
    assert FREE.value(200_00, 0) == 3_199_840_000_000


def test_dilution_is_told_both_ways() -> None:
    """EX-1.2: of 1,620m shares, 9.877 % of the old and 8.989 % after issue."""
    found = FREE.dilution(1620 * MILLION)
    assert found == Dilution(of_old=Fraction(160, 1620), of_new=Fraction(160, 1780))
    assert (round(100 * found.of_old, 3), round(100 * found.of_new, 3)) == (Fraction("9.877"), Fraction("8.989"))


@pytest.mark.parametrize(
    ("price", "bought", "vested", "value"),
    [
        (200_00, 0, 0, 0),
        (200_00, 10 * BN, 100, 100 * MILLION * 199_99),
        (600_00, 10 * BN, 100, 100 * MILLION * 599_99),
        (599_99, 90 * BN, 100, 100 * MILLION * 599_98),
        (600_00, 90 * BN, 160, 160 * MILLION * 599_99),
        (0, 90 * BN, 100, 0),
    ],
)
def test_a_tranche_vests_at_purchases_and_hurdle(price: int, bought: int, vested: int, value: int) -> None:
    """At the threshold, not before; under the strike it is worth nothing."""
    assert (STEPS.vested(price, bought), STEPS.value(price, bought)) == (vested * MILLION, value)


def test_a_rebate_can_exceed_what_was_bought() -> None:
    """95.9984 billion of warrants on purchases of 90 billion; half of it where the share may also be worthless."""
    assert STEPS.rebate([(600_00, Fraction(1))], 90 * BN) == Fraction(959984, 900000)
    assert STEPS.rebate([(600_00, Fraction(1, 2)), (0, Fraction(1, 2))], 90 * BN) == Fraction(959984, 1800000)
    assert STEPS.rebate([(0, Fraction(1))], 90 * BN) == 0


TRANCHES = st.lists(
    st.builds(
        Tranche,
        count=st.integers(0, 10**9),
        strike=st.integers(0, 10**5),
        purchases=st.integers(0, 10**6),
        hurdle=st.integers(0, 10**5),
    ),
    max_size=4,
)


@given(TRANCHES, st.integers(0, 10**5), st.integers(0, 10**6), st.integers(0, 10**5), st.integers(0, 10**6))
def test_more_bought_or_a_higher_price_is_never_worth_less(
    tranches: list[Tranche], price: int, bought: int, dearer: int, more: int
) -> None:
    """And the value is that of the formula, share by share."""
    one = warrant(*tranches)
    value = one.value(price, bought)
    assert value == sum(
        t.count * max(price - t.strike, 0) * (bought >= t.purchases) * (price >= t.hurdle) for t in tranches
    )
    assert one.value(price + dearer, bought + more) >= value >= 0
    assert one.rebate([(price, Fraction(1))], bought + 1) >= 0


def test_net_purchases_may_be_negative() -> None:
    """P and P - W stand together."""
    found = NetPurchases(purchases=90 * BN, fair_value=96 * BN)
    assert (found.purchases, found.net) == (90 * BN, -6 * BN)


def test_a_grant_is_equity_and_a_sale_cash_from_outside() -> None:
    """In K the grant counts at fair value; no cash goes back from issuer to customer in M."""
    granted = FREE.grant(5 * BN, date(2025, 10, 6), status="announced")
    sold = FREE.sale(2 * BN, date(2027, 1, 1))
    assert (granted.money, granted.from_party, granted.to_party, granted.status) == (
        "equity",
        "amd",
        "openai",
        "announced",
    )
    assert (sold.money, sold.from_party, sold.to_party) == ("cash", "*", "openai")
    assert not network([granted, sold]).pairs
    assert [pair.point for pair in network([granted, sold], graph="K").pairs] == [5 * BN]


def test_what_has_no_answer_is_refused() -> None:
    """Nothing bought, odds that are none, no shares outstanding, a tranche below 0."""
    with pytest.raises(ValueError, match="purchases above 0"):
        FREE.rebate([(1, Fraction(1))], 0)
    for odds in ((Fraction(1, 2),), (Fraction(3, 2), Fraction(-1, 2))):
        with pytest.raises(ValueError, match="together they are 1"):
            FREE.rebate([(1, chance) for chance in odds], 1)
    with pytest.raises(ValueError, match="a company has some"):
        FREE.dilution(0)
    with pytest.raises(ValueError, match="below 0"):
        Tranche(count=1, strike=-1)


@pytest.fixture(name="grant")
def _grant(
    tell: Callable[..., Reading], sourced: Callable[..., list[Sourced[DealClaim]]]
) -> Callable[[tuple[ToldTranche, ...]], Deal]:
    def deal_with(tranches: tuple[ToldTranche, ...]) -> Deal:
        shares = Shares(count=160 * MILLION, tranches=tranches)
        (deal,) = consolidate(sourced(tell("issuer:amd holder:openai", kind="equity_grant", shares=shares)))
        return deal

    return deal_with


def dollars(figure: str, currency: str = "USD") -> Amount:
    """A sum of money as told."""
    return Amount.of(Decimal(figure), currency)


def test_a_deal_with_tranches_is_a_warrant(grant: Callable[..., Deal]) -> None:
    """As its tranches tell; a condition that nobody states is none."""
    told = (
        ToldTranche(count=100 * MILLION, strike=dollars("0.01"), purchases=dollars("1e10")),
        ToldTranche(count=60 * MILLION, strike=dollars("0.01"), hurdle=dollars("600")),
    )
    deal = grant(told)
    found = warrant_of(deal)
    assert found == Warrant(
        issuer="amd",
        holder="openai",
        currency="USD",
        deal=deal.id,
        tranches=(
            Tranche(count=100 * MILLION, strike=1, purchases=10 * BN),
            Tranche(count=60 * MILLION, strike=1, hurdle=600_00),
        ),
    )


@pytest.mark.parametrize(
    "told",
    [
        (),
        (ToldTranche(count=1),),
        (ToldTranche(strike=dollars("1")),),
        (ToldTranche(count=1, strike=dollars("1")), ToldTranche(count=1, strike=dollars("1", "EUR"))),
    ],
    ids=["no tranches", "no strike", "no count", "two currencies"],
)
def test_a_warrant_that_is_not_told_whole_is_none(grant: Callable[..., Deal], told: tuple[Any, ...]) -> None:
    """Nothing is guessed."""
    assert warrant_of(grant(told)) is None
