"""One currency in another: exact, dated, rounded once."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dawra.values import CURRENCIES, NO_RATES, Amount, Rate, RateSource, minor_units

DAY = date(2025, 12, 17)
CODES = st.sampled_from(sorted(CURRENCIES))
FACTORS = st.fractions(min_value=Fraction(1, 10**6), max_value=10**6, max_denominator=10**6).filter(bool)


ECB = RateSource(kind="ecb", day="2025-12-17")
PEG = RateSource(kind="peg", name="SAR 3.75", day="1986-06")
TABLE = RateSource(kind="table", name="my-rates.csv", line=4, day="2025-12-01")


def rate(base: str, quote: str, factor: str, source: RateSource = ECB) -> Rate:
    """A rate of one day."""
    return Rate(base=base, quote=quote, day=DAY, factor=Fraction(factor), sources=(source,))


@pytest.mark.parametrize(
    ("base", "quote", "factor", "minor", "converted"),
    [
        ("EUR", "USD", "1.1722", 100, 117),  # 117.22 cents
        ("USD", "JPY", "155.5", 100, 156),  # 155.5 yen, to the even one
        ("USD", "JPY", "154.5", 100, 154),  # likewise
        ("JPY", "USD", "0.0064", 10_000, 6400),  # a yen has no smaller unit
        ("KWD", "USD", "3.25", 1, 0),  # a fils is 0.325 cents
        ("KWD", "USD", "3.25", 1000, 325),
        ("USD", "KWD", "0.3077", 100, 308),  # 307.7 fils
    ],
)
def test_minor_units_follow_each_currency(base: str, quote: str, factor: str, minor: int, converted: int) -> None:
    """Cents, fils and yen, half a unit to the even one."""
    assert rate(base, quote, factor).convert(minor) == converted


@given(CODES, CODES, FACTORS, st.integers(0, 10**20))
def test_no_more_than_half_a_minor_unit_is_lost(base: str, quote: str, factor: Fraction, minor: int) -> None:
    """Against the same sum in whole fractions of currency units."""
    found = Rate(base=base, quote=quote, day=DAY, factor=factor, sources=(ECB,)).convert(minor)
    units = Fraction(minor, minor_units(base)) * factor
    assert abs(Fraction(found, minor_units(quote)) - units) <= Fraction(1, 2 * minor_units(quote))


@given(CODES, CODES, FACTORS, st.integers(0, 10**20))
def test_there_and_back_is_the_same(base: str, quote: str, factor: Fraction, minor: int) -> None:
    """A to B to A is one for one, and comes back to the sum within what either rounding may move it."""
    there = Rate(base=base, quote=quote, day=DAY, factor=factor, sources=(ECB,))
    assert there.then(there.inverse()).factor == 1
    back = there.inverse().convert(there.convert(minor))
    step = there.inverse().exact(1)
    assert abs(back - minor) <= step / 2 + Fraction(1, 2)


def test_an_amount_keeps_its_kind_and_loses_its_wording() -> None:
    """An open end stays open, and "€10bn" says nothing about dollars."""
    told = Amount.of(Decimal(10), "EUR", qualifier="up_to", per="year", text="up to €10")
    assert rate("EUR", "USD", "1.1722").amount(told) == Amount.of(
        Decimal("11.72"), "USD", qualifier="up_to", per="year"
    )
    with pytest.raises(ValueError, match="converts no EUR"):
        rate("SAR", "USD", "0.2667").amount(told)


def test_two_steps_name_both_sources() -> None:
    """And one source that gives both steps is named once."""
    peg, euro = rate("SAR", "USD", "4/15", PEG), rate("USD", "EUR", "0.85")
    assert peg.then(euro).factor == Fraction(17, 75)
    assert peg.then(euro).then(rate("EUR", "SEK", "11")).sources == (PEG, ECB)
    assert peg.then(euro).source == "peg SAR 3.75 since 1986-06 × ECB 2025-12-17"
    with pytest.raises(ValueError, match="no way from USD"):
        peg.then(peg)


def test_a_rate_as_json() -> None:
    """What is whole is a whole number."""
    assert rate("EUR", "USD", "1.1722").to_json() == {
        "from": "EUR",
        "to": "USD",
        "day": "2025-12-17",
        "rate": 1.1722,
        "source": "ECB 2025-12-17",
        "sources": [{"kind": "ecb", "name": "", "line": None, "day": "2025-12-17"}],
    }
    assert rate("USD", "JPY", "155").to_json()["rate"] == 155
    assert rate("EGP", "USD", "0.021", TABLE).source == "my-rates.csv line 4, 2025-12-01"


@pytest.mark.parametrize("factor", ["0", "-1"])
def test_nothing_is_worth_nothing(factor: str) -> None:
    """A rate of 0 or below is a mistake."""
    with pytest.raises(ValueError, match="cannot be worth"):
        rate("EUR", "USD", factor)


def test_no_rates_know_nothing() -> None:
    """Not even the commonest."""
    assert NO_RATES.rate("EUR", "USD", DAY) is None
