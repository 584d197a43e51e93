"""Which legs form the network of a window, and what is said of the others."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.strategies import DAY, amounts, leg, networks, uncertain_networks

from dawra.errors import InputError, UsageError
from dawra.flows import Leg, Network, in_currency, in_view, network


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


def test_returns_stand_apart_and_join_when_asked() -> None:
    """A repayment is in no figure of M, and as a cash movement still exists."""
    legs = [leg("A", "B", 7), leg("B", "A", 4, layer="ret"), leg("B", "A", 1, layer="ret")]
    found = network(legs)
    assert [(p.from_party, p.point) for p in found.pairs] == [("A", 7)]
    assert [(p.from_party, p.to_party, p.point) for p in found.returns] == [("B", "A", 5)]
    joined = network(legs, returns=True)
    assert [(p.from_party, p.point) for p in joined.pairs] == [("A", 7), ("B", 5)]
    assert joined.returns == ()


def test_returns_are_those_of_the_window() -> None:
    """Apart, yet by the same schedule."""
    back = leg("B", "A", 100, layer="ret", end=DAY + timedelta(10))
    assert [p.point for p in network([back], end=DAY + timedelta(3)).returns] == [30]
    assert network([back], end=DAY).returns == ()


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
    assert found.undated == tuple(legs)
    assert network(legs).undated == ()


def test_a_notice_counts_what_moves_in_the_window() -> None:
    """What moves at another time is no part of the question."""
    legs = [leg("A", "*", 100, end=DAY + timedelta(10)), leg("A", "*", 5, start=DAY + timedelta(8))]
    found = network(legs, end=DAY + timedelta(4))
    assert [(n.code, n.count, n.amount) for n in found.notices] == [("outside", 1, 40)]


@pytest.mark.parametrize(
    ("fields", "window", "expected"),
    [
        ({"coarse": True, "end": DAY + timedelta(10)}, DAY + timedelta(5), [("coarse-date", 1, 50)]),
        ({"coarse": True, "end": DAY + timedelta(10)}, DAY + timedelta(10), []),
        ({"coarse": True, "end": DAY + timedelta(10)}, None, []),
        ({"status": "signed"}, DAY + timedelta(5), [("one-step", 1, 100)]),
        ({"status": "signed"}, None, []),
        ({"status": "signed", "layer": "fin"}, DAY + timedelta(5), []),
        ({"period": "year"}, None, [("one-period", 1, 100)]),
        ({"status": "signed", "conditions": ("option",), "layer": "fin"}, None, [("open-condition", 1, 100)]),
        ({"conditions": ("option",)}, None, []),
    ],
)
def test_what_is_not_quite_certain_is_said(
    fields: dict[str, Any], window: date | None, expected: list[tuple[str, int, int]]
) -> None:
    """A date cut by the window, a purchase in one step, one period of several, a condition that is open."""
    found = network([leg("A", "B", 100, **fields)], end=window)
    assert [(n.code, n.count, n.amount) for n in found.notices] == expected


def test_an_amount_that_nobody_stated_has_no_currency() -> None:
    """Beside legs in another it is in theirs: 0, and without limit above."""
    unsaid = leg("B", "A", 0, high=None, mark="unknown", currency="EUR")
    found = network([leg("A", "B", 1), unsaid])
    assert found.currency == "USD"
    assert [(p.point, p.high) for p in found.pairs] == [(1, 1), (0, None)]
    assert network([unsaid]).currency == "EUR"
    assert network([unsaid], currency="USD").currency == "USD"


@given(uncertain_networks(), st.integers(1, 40))
def test_k_holds_all_of_m(legs: list[Leg], days: int) -> None:
    """Credits and shares only add, in every window; with X nothing is missing, and nothing stands twice."""
    kinds = ("cash", "in_kind", "equity", "contingent")
    mixed = [replace(one, money=kinds[n % 4], end=DAY + timedelta(20)) for n, one in enumerate(legs * 2)]
    m, k = (by_ends(network(mixed, graph=graph, end=DAY + timedelta(days))) for graph in "MK")
    assert all(k[ends] >= amount for ends, amount in m.items())
    graphs = [by_ends(network(mixed, graph=graph)) for graph in "KX"]
    assert sum(sum(graph.values()) for graph in graphs) == sum(one.point for one in mixed)


def by_ends(net: Network) -> dict[tuple[str, str], int]:
    """The amounts of a network."""
    return {(pair.from_party, pair.to_party): pair.point for pair in net.pairs}


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
