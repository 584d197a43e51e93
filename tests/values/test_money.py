"""Exact money and what cannot be built."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dawra.values import CURRENCIES, Amount, minor_units, to_minor, to_number


@given(st.decimals(0, 10**12, places=3), st.sampled_from(sorted(CURRENCIES)))
def test_minor_units_come_back_as_the_same_number(units: Decimal, currency: str) -> None:
    """JSON carries what a double holds exactly: up to a trillion units to the last fils."""
    minor = to_minor(units, currency)
    assert to_minor(Decimal(str(to_number(minor, currency))), currency) == minor


@pytest.mark.parametrize(("currency", "scale"), [("USD", 100), ("JPY", 1), ("KWD", 1000)])
def test_each_currency_has_its_decimals(currency: str, scale: int) -> None:
    """Dinars have fils, yen have nothing smaller."""
    assert minor_units(currency) == scale


@pytest.mark.parametrize("units", ["NaN", "Infinity", "1e999999", "1e19"])
def test_what_is_no_amount_is_refused(units: str) -> None:
    """Beyond what the world holds there is only a misreading."""
    with pytest.raises(ValueError, match="no amount"):
        to_minor(Decimal(units), "USD")


def test_an_unknown_currency_is_refused() -> None:
    """It stops at the border."""
    with pytest.raises(ValueError, match="ISO 4217"):
        minor_units("XYZ")


@pytest.mark.parametrize(
    ("low", "high", "qualifier"),
    [
        (1, 2, "exact"),
        (2, 1, "range"),
        (None, None, "exact"),
        (1, None, "up_to"),
        (None, 1, "at_least"),
        (-1, -1, "exact"),
    ],
)
def test_ends_that_do_not_fit_the_qualifier_cannot_be_built(low: int | None, high: int | None, qualifier: str) -> None:
    """Wrong states are impossible."""
    with pytest.raises(ValueError, match=r"fit|above|one number|negative"):
        Amount(low=low, high=high, currency="USD", qualifier=qualifier)


def test_json_and_back_is_the_same() -> None:
    """The shape of the contract loses nothing."""
    amount = Amount.of((Decimal("1.5"), Decimal(2)), "EUR", qualifier="range", per="year", text="1.5 to 2")
    assert Amount.from_json(amount.to_json()) == amount
