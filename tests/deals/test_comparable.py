"""Sums of two currencies or periods, compared."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import billions
from tests.told_rates import TOLD, ToldRates

from dawra.deals.comparable import Figure, compare
from dawra.values import NO_RATES, Amount

Billions = Callable[..., Amount]
DAY, LATER = date(2025, 12, 16), date(2026, 2, 27)
RATES = ToldRates({"EUR/USD": "1.25"})
BN = 10**11


def figure(amount: Amount, day: date = DAY, years: int | None = None) -> Figure:
    """An amount of one day."""
    return Figure.of(amount, Decimal(years) if years else None, day)


def euros(number: str, qualifier: str = "exact", **fields: str) -> Figure:
    """Billions of euros."""
    return figure(billions(number, qualifier, currency="EUR", **fields))


def test_what_is_converted_is_two_per_cent_wider() -> None:
    """10.0 is [9.95, 10.05], at 1.25 [12.4375, 12.5625], and 2 % below and above that."""
    found = euros("10.0").into("USD", RATES)
    assert found
    assert found.bounds == (round(12.4375 * 0.98 * BN), round(12.5625 * 1.02 * BN))
    assert (found.stated, found.rate and found.rate.sources) == (round(12.5 * BN), (TOLD,))


def test_an_open_end_stays_open() -> None:
    """At least 10 billion euros has no upper end in dollars either."""
    found = euros("10", "at_least").into("USD", RATES)
    assert found
    assert found.bounds[1] is None


@pytest.mark.parametrize(
    ("dollars", "agree"),
    [("12.5", True), ("12.2", True), ("12.1", False), ("12.8", True), ("12.9", False), ("10.0", False)],
)
def test_two_currencies_agree_within_two_per_cent(dollars: str, *, agree: bool) -> None:
    """10.00 billion euros are 12.5 billion dollars, give or take 0.25 and the written precision."""
    one, other = euros("10.00"), figure(billions(dollars))
    assert compare(one, other, RATES) is agree
    assert compare(other, one, RATES) is agree


def test_without_a_rate_nothing_is_told() -> None:
    """Neither agreement nor contradiction."""
    assert compare(euros("10"), figure(billions("10")), NO_RATES) is None
    assert compare(euros("10"), figure(billions("10", per="year")), RATES) is None


def test_a_rate_is_asked_only_where_currencies_differ() -> None:
    """Two sums in dollars need no table of rates."""

    class Refusing:
        def rate(self, base: str, quote: str, day: date) -> None:
            raise AssertionError((base, quote, day))

    assert compare(figure(billions("14")), figure(billions("14.2")), Refusing())


def test_a_year_and_a_total_meet_over_the_term_and_the_rate() -> None:
    """Two billion euros a year for five years are 12.5 billion dollars."""
    yearly = figure(billions("2", currency="EUR", per="year"), years=5)
    assert compare(yearly, figure(billions("12.5"), years=5), RATES)


def test_the_rate_of_either_day_will_do() -> None:
    """A sum told again two months later was converted again."""
    moving = ToldRates({f"EUR/USD {DAY}": "1.25", f"EUR/USD {LATER}": "1.35"})
    then, now = euros("10.00"), figure(billions("13.5"), LATER)
    assert compare(then, now, moving)
    assert compare(now, then, moving)
    assert not compare(then, figure(billions("13.5")), moving)


@given(
    *(st.tuples(st.sampled_from(["USD", "EUR", "JPY", "KWD"]), st.integers(1, 10**6)) for _ in range(2)),
    st.sampled_from(["exact", "about", "up_to", "at_least"]),
)
def test_comparing_takes_no_side(one: tuple[str, int], other: tuple[str, int], qualifier: str) -> None:
    """A against B is B against A, in one currency or two, with a rate or without."""
    rates = ToldRates({"EUR/USD": "1.25", "USD/JPY": "155", "KWD/USD": "3.25"})
    mine, theirs = (
        Figure.of(Amount.of(Decimal(number), code, qualifier=kind), None, day)
        for (code, number), kind, day in ((one, qualifier, DAY), (other, "exact", LATER))
    )
    assert compare(mine, theirs, rates) is compare(theirs, mine, rates)
