"""Stake and valuation arithmetic (methods §8)."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import billions, sourced, tell

from dawra.deals import Deal, Interval, consolidate, implied, stake_for, valuations
from dawra.parties.judgement import Identities

TEN = Interval.exactly(10)


def deals(**fields: Any) -> tuple[Deal, ...]:  # noqa: ANN401 - any field of a deal
    """One investment in OpenAI."""
    return consolidate(sourced(tell(**fields)), Identities())


def test_example_8_1() -> None:
    """10 at more than 500: post → stake < 2 %; pre → < 10/510."""
    after = stake_for(TEN, Interval.more_than(500), "post")
    assert (after.high, after.high_open) == (Fraction(2, 100), True)
    before = stake_for(TEN, Interval.more_than(500), "pre")
    assert (before.high, before.high_open) == (Fraction(10, 510), True)
    assert round(float(before.high or 0), 6) == 0.019608


def test_example_8_2() -> None:
    """27 % worth about 135 → implied 500."""
    worth = Interval(low=Fraction(1215, 10), high=Fraction(1485, 10))
    found = implied(worth, Interval.exactly(Fraction(27, 100)))
    assert found == Interval(low=Fraction(450), high=Fraction(550))
    assert implied(Interval.exactly(135), Interval.exactly(Fraction(27, 100))) == Interval.exactly(500)


def test_before_the_money_it_is_the_money_less() -> None:
    """10 for a fifth: 50 after, 40 before."""
    fifth = Interval.exactly(Fraction(1, 5))
    assert implied(TEN, fifth) == Interval.exactly(50)
    assert implied(TEN, fifth, "pre") == Interval.exactly(40)


@given(st.integers(1, 50), st.integers(1, 500), st.sampled_from(["post", "pre"]))
def test_stake_and_valuation_give_each_other(money: int, worth: int, basis: str) -> None:
    """What a valuation makes of the money, the stake makes back."""
    if basis == "post" and money > worth:
        worth += money
    paid, valuation = Interval.exactly(money), Interval.exactly(worth)
    assert implied(paid, stake_for(paid, valuation, basis), basis) == valuation


@given(st.lists(st.integers(1, 40), min_size=6, max_size=6))
def test_intervals_hold_what_their_numbers_give(numbers: list[int]) -> None:
    """Any money over any valuation of the sets lies in the set of stakes."""
    first, second = sorted(numbers[:3]), sorted(numbers[3:])
    money = Interval(low=Fraction(first[0]), high=Fraction(first[2]))
    valuation = Interval(low=Fraction(second[0]), high=Fraction(second[2]))
    paid, worth = Fraction(first[1]), Fraction(second[1])
    assert stake_for(money, valuation, "post").holds(paid / worth)
    assert stake_for(money, valuation, "pre").holds(paid / (worth + paid))


@pytest.mark.parametrize(
    ("one", "other", "met"),
    [
        (Interval.more_than(500), Interval.exactly(500), False),
        (Interval.more_than(500), Interval.exactly(501), True),
        (Interval.exactly(500), Interval.exactly(500), True),
        (Interval.more_than(5), Interval.more_than(9), True),
        (Interval(low=Fraction(1), high=Fraction(2), high_open=True), Interval.exactly(2), False),
        (Interval(low=Fraction(1), high=Fraction(2)), Interval(low=Fraction(2), high=None), True),
    ],
)
def test_open_ends_do_not_meet(one: Interval, other: Interval, *, met: bool) -> None:
    """An end that is out of a set is no number of it."""
    assert one.meets(other) is met
    assert other.meets(one) is met


def test_sums_of_intervals() -> None:
    """What it was worth before and the money: open where one of them is."""
    assert Interval.more_than(500) + TEN == Interval.more_than(510)


@pytest.mark.parametrize(
    ("low", "high", "fields"), [(2, 1, {}), (1, 1, {"low_open": True}), (1, 1, {"high_open": True})]
)
def test_empty_intervals_cannot_be(low: int, high: int, fields: dict[str, bool]) -> None:
    """An interval holds a number."""
    with pytest.raises(ValueError, match="no number"):
        Interval(low=Fraction(low), high=Fraction(high), **fields)


def test_unlimited_money_and_nothing() -> None:
    """Without limit stays so; a stake of nothing implies no valuation."""
    at_least = Interval(low=Fraction(10), high=None)
    assert stake_for(at_least, Interval.exactly(100), "post") == Interval(low=Fraction(1, 10), high=None)
    assert stake_for(at_least, Interval.exactly(90), "pre").high == 1
    with pytest.raises(ValueError, match="divided by 0"):
        implied(TEN, Interval.exactly(0))
    with pytest.raises(ValueError, match="unknown basis"):
        implied(TEN, TEN, "fully diluted")
    with pytest.raises(ValueError, match="unknown basis"):
        stake_for(TEN, TEN, "fully diluted")


def test_a_stated_valuation_that_fits() -> None:
    """10bn for 2 % beside 500bn: 1.5 to 2.5 % are 380 to 700."""
    (found,) = valuations(deals(amount=billions(10), stake_percent=Decimal(2), valuation=billions(500)))
    assert not found.contradicts
    assert found.post.low == Fraction(95, 10) * 10**11 / Fraction(25, 1000)


def test_a_stated_valuation_that_does_not_fit_is_a_contradiction() -> None:
    """INV-8.2: 10bn for 10 % is some 100bn, not 500."""
    (found,) = valuations(deals(amount=billions(10), stake_percent=Decimal(10), valuation=billions(500)))
    assert found.contradicts


def test_what_fits_before_the_money_is_no_contradiction() -> None:
    """10bn for 50 %: 20 after and 10 before; nobody said which the 10 is."""
    (found,) = valuations(deals(amount=billions("10.0"), stake_percent=Decimal("50.0"), valuation=billions("10.0")))
    assert not found.post.meets(found.stated or TEN)
    assert not found.contradicts


def test_without_a_stake_nothing_is_implied() -> None:
    """Nor without money, nor by a purchase, nor for another company."""
    assert valuations(deals(amount=billions(10))) == ()
    assert valuations(deals(stake_percent=Decimal(10))) == ()
    told = deals(amount=billions(10), stake_percent=Decimal(10))
    assert valuations(told, "anthropic") == ()
    assert [one.stated for one in valuations(told, "openai")] == [None]


def test_a_valuation_in_a_currency_without_a_rate_is_left_out() -> None:
    """Nothing is compared across currencies without a rate."""
    euros = billions(500, currency="EUR")
    (found,) = valuations(deals(amount=billions(10), stake_percent=Decimal(10), valuation=euros))
    assert (found.stated, found.contradicts) == (None, False)
