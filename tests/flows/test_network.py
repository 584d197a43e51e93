"""Which legs form the network of a window, and what is said of the others."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from tests.strategies import DAY, amounts, leg, networks

from dawra.errors import InputError, UsageError
from dawra.flows import Leg, in_currency, in_view, network


def codes(legs: list[Leg], **options: str) -> dict[str, tuple[int | None, int | None]]:
    """The notices of a network with their counts and sums."""
    return {n.code: (n.count, n.amount) for n in network(legs, **options).notices}  # type: ignore[arg-type]


@given(networks())
def test_parallel_legs_are_summed_by_ordered_pair(legs: list[Leg]) -> None:
    """Each ordered pair stands once, with its legs under it, whatever the order of rows."""
    found = network(legs)
    assert {(p.from_party, p.to_party): p.point for p in found.pairs} == {
        ends: amount for ends, amount in amounts(legs).items() if amount
    }
    assert [(p.from_party, p.to_party, p.point) for p in network(legs[::-1]).pairs] == [
        (p.from_party, p.to_party, p.point) for p in found.pairs
    ]


def test_what_is_no_part_of_m_is_counted() -> None:
    """The outside, a party's own legs, returns and what is not cash are left out, each with a notice."""
    legs = [
        leg("A", "B", 1),
        leg("A", "*", 2),
        leg("*", "B", 3),
        leg("A", "A", 4),
        leg("B", "A", 5, layer="ret"),
        leg("B", "A", 6, money="in_kind"),
        leg("B", "A", 7, money="contingent"),
    ]
    assert codes(legs) == {"outside": (2, 5), "own-leg": (1, 4), "returns": (1, 5), "other-money": (2, 13)}
    assert [p.point for p in network(legs).pairs] == [1]


def test_graph_k_adds_goods_and_equity_and_x_has_contingent_money() -> None:
    """EX-1.3: credits of 10 each way count 0 in M and 20 in K."""
    credit = [leg("V", "C", 10, money="in_kind", layer="fin"), leg("C", "V", 10, money="in_kind")]
    assert sum(p.point for p in network(credit).pairs) == 0
    assert sum(p.point for p in network(credit, graph="K").pairs) == 20
    assert [p.point for p in network([leg("A", "B", 3, money="contingent")], graph="X").pairs] == [3]
    with pytest.raises(ValueError, match="unknown graph"):
        network(credit, graph="S")


def test_returns_join_when_asked() -> None:
    """As a cash movement a repayment still exists."""
    assert network([leg("A", "B", 1, layer="ret")], returns=True).pairs[0].point == 1


def test_a_window_takes_its_part() -> None:
    """Half of a linear leg lies in the first half of its term, also of its limits."""
    one = leg("A", "B", 100, low=80, high=None, end=DAY + timedelta(10))
    pair = network([one], start=DAY, end=DAY + timedelta(5)).pairs[0]
    assert (pair.low, pair.point, pair.high) == (40, 50, None)
    assert not network([one], start=DAY + timedelta(10), end=DAY + timedelta(20)).pairs


def test_a_window_leaves_out_what_has_no_date() -> None:
    """Without a date only the whole is known."""
    legs = [leg("A", "B", 1, start=None)]
    assert network(legs).pairs
    found = network(legs, start=DAY)
    assert not found.pairs
    assert [n.code for n in found.notices] == ["undated-left-out"]


def test_one_currency_only() -> None:
    """No sum across currencies, and no rate to convert by."""
    mixed = [leg("A", "B", 1), leg("B", "A", 1, currency="SAR")]
    with pytest.raises(InputError, match=r"SAR, USD: name the currency .* --currency"):
        network(mixed)
    with pytest.raises(InputError, match="no exchange rate from SAR to USD"):
        network(mixed, currency="USD")
    with pytest.raises(InputError, match="unknown currency 'XXX'"):
        network(mixed, currency="XXX")
    kept, notices = in_currency(mixed, "USD")
    assert [one.currency for one in kept] == ["USD"]
    assert [(n.code, n.count, n.names) for n in notices] == [("no-rate", 1, ("SAR",))]
    assert in_currency(kept, "USD") == (kept, ())


def test_views_take_in_statuses() -> None:
    """Paid is completed, committed is binding, announced is all that is not off."""
    statuses = ("rumoured", "announced", "signed", "amended", "completed", "denied", "terminated")
    legs = [leg("A", "B", 1, status=status) for status in statuses]
    assert [one.status for one in in_view(legs, "paid")] == ["completed"]
    assert [one.status for one in in_view(legs, "committed")] == ["signed", "amended", "completed"]
    assert len(in_view(legs, "announced")) == 5
    with pytest.raises(UsageError, match="unknown view 'all'"):
        in_view(legs, "all")


def test_no_legs_no_currency() -> None:
    """An empty network has neither parties nor a currency."""
    found = network([], end=date(2025, 1, 1))
    assert (found.currency, found.parties, found.pairs) == (None, (), ())
