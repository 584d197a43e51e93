"""Legs of several currencies in one, each by the rate of its day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.strategies import DAY, leg
from tests.told_rates import ToldRates

from dawra.analyses import circles
from dawra.errors import InputError
from dawra.flows import Leg, Notice, due, in_currency, in_view, network
from dawra.values import CURRENCIES, STATUSES

AGREED, PAID = date(2025, 12, 16), date(2026, 2, 27)
RATES = ToldRates({f"EUR/USD {AGREED}": "1.25", f"EUR/USD {PAID}": "1.5", "USD/JPY": "155.5"})


def only(one: Leg) -> Leg:
    """The one leg in dollars."""
    (found,), _ = in_currency([one], "USD", RATES)
    return found


@pytest.mark.parametrize(
    ("status", "start", "end", "coarse", "factor"),
    [
        ("completed", PAID, None, False, 1.5),  # paid cash: the day of payment
        ("completed", PAID, date(2026, 3, 31), True, 1.5),  # of a coarse day its first
        ("completed", PAID, date(2030, 1, 1), False, 1.25),  # paid over a term: as agreed
        ("signed", PAID, None, False, 1.25),  # a commitment: the day of the agreement
        ("announced", date(2027, 1, 1), date(2032, 1, 1), False, 1.25),  # a term that has not begun
        ("announced", None, None, False, 1.25),  # no day of payment
        ("completed", None, None, False, 1.25),
    ],
)
def test_which_day_converts(status: str, start: date | None, end: date | None, *, coarse: bool, factor: float) -> None:
    """Paid cash by its payment, all else by the agreement."""
    one = leg("A", "B", 1000, currency="EUR", status=status, start=start, end=end, coarse=coarse, agreed=AGREED)
    assert only(one).point == 1000 * factor


def test_a_row_of_a_table_has_only_its_own_day() -> None:
    """Also of a commitment."""
    one = leg("A", "B", 1000, currency="EUR", status="signed", start=PAID, end=date(2030, 1, 1))
    assert only(one).point == 1500


def test_a_leg_keeps_its_original_and_its_rate() -> None:
    """Every end is converted, an open one stays open, and all else is as it was."""
    one = leg("A", "B", 1000, low=800, high=None, total=2000, currency="EUR", start=PAID, deal="d", mark="floor")
    found = only(one)
    assert (found.low, found.point, found.high, found.total, found.currency) == (1200, 1500, None, 3000, "USD")
    assert found.original is one
    assert found.rate == RATES.rate("EUR", "USD", PAID)
    assert (found.deal, found.mark, found.start) == ("d", "floor", PAID)


def test_what_has_no_rate_is_left_out_and_counted() -> None:
    """No rate, or no day to have one; two notices say what was done."""
    legs = [
        leg("A", "B", 1),
        leg("A", "B", 100, currency="JPY"),
        leg("A", "B", 100, currency="EUR", start=PAID),
        leg("A", "B", 100, currency="EUR", start=date(2020, 1, 1)),
        leg("A", "B", 100, currency="EUR", start=None),
        leg("A", "B", 100, currency="KWD"),
    ]
    kept, notices = in_currency(legs, "USD", RATES)
    assert [(one.point, one.currency) for one in kept] == [(1, "USD"), (64, "USD"), (150, "USD")]
    assert notices == (
        Notice(code="converted", count=2, names=("EUR", "JPY")),
        Notice(code="no-rate", count=3, names=("EUR", "KWD")),
    )


def test_an_amount_that_nobody_stated_needs_no_rate() -> None:
    """0 is 0 in every currency."""
    unsaid = leg("A", "B", 0, high=None, mark="unknown", currency="KWD")
    (found,), notices = in_currency([unsaid], "USD", RATES)
    assert (found.point, found.high, found.currency, found.rate, notices) == (0, None, "USD", None, ())


def test_due_is_the_cash_of_contracts_in_force() -> None:
    """Signed or amended, never completed, never a promise that nobody made."""
    legs = [leg("A", "B", 1, status=status) for status in STATUSES]
    assert {one.status for one in due(legs)} == {"signed", "amended"}
    assert due([leg("A", "B", 1, status="signed", money="contingent")]) == []
    paid, owed = in_view(legs, "paid"), due(legs)
    assert len(paid) + len(owed) == len(in_view(legs, "committed"))


def test_the_part_due_by_a_day() -> None:
    """By schedule: a contract of ten days is half due after five."""
    one = leg("A", "B", 100, status="signed", end=DAY + timedelta(10))
    assert [p.point for p in network(due([one]), end=DAY + timedelta(5)).pairs] == [50]


def test_what_needs_no_rate_is_itself() -> None:
    """The same records, and nothing to tell."""
    legs = [leg("A", "B", 1), leg("B", "A", 2)]
    kept, notices = in_currency(legs, "USD", RATES)
    assert all(one is other for one, other in zip(kept, legs, strict=True))
    assert notices == ()


def test_a_circle_of_two_currencies() -> None:
    """100 euros out and 120 dollars back at 1.5: 120 each go round."""
    legs = [leg("A", "B", 100, currency="EUR", start=PAID), leg("B", "A", 120)]
    found = circles(in_currency(legs, "USD", RATES)[0])
    assert (found.gross, found.circulation) == (270, 240)


MIXED = st.lists(
    st.builds(
        lambda code, point, ends: leg("A", "B", point, low=point - min(ends, point), high=point + ends, currency=code),
        st.sampled_from([*sorted(CURRENCIES)[:4], "USD", "EUR", "JPY", "KWD"]),
        st.integers(0, 10**15),
        st.integers(0, 10**12),
    ),
    max_size=8,
)


@given(MIXED, st.sampled_from(["USD", "EUR", "JPY", "KWD"]))
def test_no_currency_is_added_to_another_without_a_rate(legs: list[Leg], currency: str) -> None:
    """R10: what is summed is all in one currency, each figure its own or by its rate; the rest is counted."""
    rates = ToldRates({f"EUR/USD {DAY}": "1.25", f"USD/JPY {DAY}": "155.5", f"EUR/JPY {DAY}": "187.5"})
    kept, notices = in_currency(legs, currency, rates)
    for one in kept:
        assert one.currency == currency
        assert (one.rate is None) == (one.original is None)
        if one.rate and one.original:
            assert (one.rate.base, one.rate.quote) == (one.original.currency, currency)
            assert one.point == one.rate.convert(one.original.point)
    counted = {notice.code: notice.count or 0 for notice in notices}
    assert len(kept) + counted.get("no-rate", 0) == len(legs)
    assert counted.get("converted", 0) == sum(one.rate is not None for one in kept)
    assert sum(pair.point for pair in network(kept, currency=currency).pairs) == sum(one.point for one in kept)
    if any(one.currency != currency for one in legs):
        with pytest.raises(InputError, match="no exchange rate"):
            network(legs, currency=currency)
