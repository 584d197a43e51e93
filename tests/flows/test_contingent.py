"""Guarantees, backstops and promises to buy: X, until they are called."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.strategies import DAY, leg

from dawra.flows import Leg, called, network

END = DAY + timedelta(100)


def backstop(amount: int = 10, **fields: Any) -> Leg:  # noqa: ANN401 - any field
    """A guarantee of G to the creditor K for what B owes."""
    return leg("G", "K", amount, **{"money": "contingent", "layer": "oth", "beneficiary": "B", "end": END, **fields})


@pytest.mark.parametrize(
    ("shortfall", "drawn", "pays"), [(4, 0, 4), (10, 0, 10), (14, 0, 10), (4, 8, 2), (4, 10, None), (0, 0, None)]
)
def test_it_pays_the_lesser_of_shortfall_and_what_is_left(shortfall: int, drawn: int, pays: int | None) -> None:
    """To the creditor, in cash, on the day of the call."""
    found = called(backstop(), shortfall, DAY, drawn=drawn)
    assert (found and (found.from_party, found.to_party, found.money, found.point)) == (
        pays and ("G", "K", "cash", pays)
    )
    assert found is None or (found.start, found.end) == (DAY, None)


@pytest.mark.parametrize(
    ("day", "fields", "pays"),
    [
        (DAY - timedelta(1), {}, False),
        (DAY, {}, True),
        (END - timedelta(1), {}, True),
        (END, {}, False),
        (END, {"end": None}, True),
        (DAY - timedelta(1), {"start": None, "end": None}, True),
    ],
)
def test_it_is_called_only_while_it_stands(day: date, fields: dict[str, Any], *, pays: bool) -> None:
    """From its day to before its expiry, where they are known."""
    assert (called(backstop(**fields), 4, day) is not None) == pays


def test_a_range_pays_a_range() -> None:
    """Without limit, or where nobody stated the amount, up to the whole shortfall."""
    found = called(backstop(10, low=3, high=None, mark="floor"), 20, DAY, drawn=5)
    assert found is not None
    assert (found.low, found.point, found.high) == (0, 5, 20)
    unsaid = called(backstop(0, high=None, mark="unknown"), 10**30, DAY)
    assert unsaid is not None
    assert (unsaid.point, unsaid.high) == (0, 10**30)


@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 50))
def test_calls_one_after_the_other_pay_no_more_than_one(amount: int, first: int, second: int) -> None:
    """What was drawn is gone."""
    one = called(backstop(amount), first, DAY)
    paid = one.point if one else 0
    two = called(backstop(amount), second, DAY, drawn=paid)
    whole = called(backstop(amount), first + second, DAY)
    assert paid + (two.point if two else 0) == (whole.point if whole else 0) == min(amount, first + second)


def test_triggered_it_joins_m() -> None:
    """Before that it stands in X alone, in full in every window in which it may be called."""
    one = backstop()
    assert not network([one]).pairs
    assert not network([one], graph="K").pairs
    for start, end, there in (
        (None, None, True),
        (None, DAY, False),
        (DAY + timedelta(99), None, True),
        (END, None, False),
        (DAY + timedelta(40), DAY + timedelta(41), True),
    ):
        pairs = network([one], graph="X", start=start, end=end).pairs
        assert [pair.point for pair in pairs] == ([10] if there else [])
    paid = called(one, 4, DAY)
    assert paid is not None
    assert [pair.point for pair in network([one, paid]).pairs] == [4]


def test_only_contingent_money_can_be_called() -> None:
    """And no sum is below 0."""
    with pytest.raises(ValueError, match="only contingent money"):
        called(leg("A", "B", 1), 1, DAY)
    for shortfall, drawn in ((-1, 0), (1, -1)):
        with pytest.raises(ValueError, match="neither can be below 0"):
            called(backstop(), shortfall, DAY, drawn=drawn)
