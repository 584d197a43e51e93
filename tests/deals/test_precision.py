"""A written number stands for half a unit of its last digit either way."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from dawra.deals.comparable import meet
from dawra.deals.precision import last_digit, possible
from dawra.values import Amount

Billions = Callable[..., Amount]

BN = 10**11  # a billion dollars in cents


@pytest.mark.parametrize(
    ("figure", "text", "unit"),
    [
        ("10e9", "$10bn", "1e9"),
        ("14.2e9", "14.2 billion dollars", "1e8"),
        ("38e9", "38 مليار دولار", "1e9"),
        ("14.2e9", "١٤٫٢ مليار دولار", "1e8"),
        ("22.5e9", "22,5 مليار يورو", "1e8"),
        ("1.4e12", "$1.4 trillion", "1e11"),
        ("91.447e9", "$91.447 billion", "1e6"),
        ("250000", "$250,000", "1"),
        ("1234567", "1,234,567 dollars", "1"),
        ("38e9", "a seven-year deal of 38 billion", "1e9"),
        ("72e9", "between $66 billion and $72 billion", "1e9"),
        ("10e9", "ten billion dollars", "1e10"),
        ("2e9", "ملياري دولار", "1e9"),
        ("14.2e9", "", "1e8"),
        ("10e9", "", "1e9"),
        ("12.50", "$12.50", "0.01"),
    ],
)
def test_the_last_written_digit(figure: str, text: str, unit: str) -> None:
    """Digits of both scripts and words of both languages; without a text, as the figure would be written."""
    assert last_digit(Decimal(figure), text) == Decimal(unit)


@pytest.mark.parametrize(
    ("qualifier", "figure", "low", "high"),
    [
        ("exact", "10", 9.5, 10.5),
        ("exact", "14.2", 14.15, 14.25),
        ("about", "38", 34.2, 41.8),
        ("about", "2", 1.5, 2.5),
        ("up_to", "100", 0, 100.5),
        ("less_than", "1", 0, 1.5),
        ("at_least", "120", 119.5, None),
        ("more_than", "30", 29.5, None),
    ],
)
def test_the_sums_that_a_wording_leaves_possible(
    billions: Billions, qualifier: str, figure: str, low: float, high: float | None
) -> None:
    """Each qualifier with its ends widened; "about" by a tenth at least."""
    expected = (round(low * BN), None if high is None else round(high * BN))
    assert possible(billions(figure, qualifier)) == expected


def test_a_range_is_widened_at_both_ends() -> None:
    """66 to 72 billion is 65.5 to 72.5."""
    amount = Amount.of((Decimal(66 * 10**9), Decimal(72 * 10**9)), "USD", qualifier="range", text="$66bn to $72bn")
    assert possible(amount) == (round(65.5 * BN), round(72.5 * BN))


def test_fourteen_and_fourteen_point_two_meet(billions: Billions) -> None:
    """So "14bn" and "14.2bn" can be one deal, and 3.0 and 3.1 cannot: they only touch."""
    assert meet(possible(billions("14")), possible(billions("14.2")))
    assert not meet(possible(billions("3.0")), possible(billions("3.1")))
