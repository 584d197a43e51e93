"""What one deal adds: EX-2.1's deltas, the definition as twin, and ranges against every corner."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.strategies import MINI, leg, network_of, networks, uncertain_networks

from dawra.analyses import circles, deal_delta
from dawra.analyses.circulation import arcs_of, heaviest
from dawra.analyses.netting.circles import headline_of
from dawra.errors import InputError, NotFoundError
from dawra.flows import Leg, network

KEYS = ("gross", "minimum_notional", "excess", "bilateral", "circulation", "ratio")


def figures(legs: list[Leg]) -> dict[str, float]:
    """The headline of `circles`, without the shares and ranges around it."""
    net = network(legs)
    headline = headline_of(net, int(heaviest(arcs_of(net)).sum()))
    return {**headline, "ratio": headline["circulation"] / headline["gross"] if headline["gross"] else 0.0}


def test_mini() -> None:
    """EX-2.1: deltas 30, 4, 26, 30, 26, 30, 4 in order; flow and price of the first deal 10 and 30."""
    assert [deal_delta(MINI, f"d{n}").circulation for n in range(1, 8)] == [30, 4, 26, 30, 26, 30, 4]
    found = deal_delta(MINI, "d1")
    assert found.after == {
        "gross": 80,
        "minimum_notional": 18,
        "excess": 62,
        "bilateral": 30,
        "circulation": 60,
        "ratio": 0.75,
    }
    assert found.before == {
        "gross": 70,
        "minimum_notional": 28,
        "excess": 42,
        "bilateral": 30,
        "circulation": 30,
        "ratio": pytest.approx(3 / 7),
    }
    assert (found.gross, found.minimum_notional, found.excess, found.bilateral) == (10, -10, 20, 0)
    assert found.ratio == pytest.approx(0.75 - 3 / 7)
    assert (found.canonical, found.canonical_range, found.price) == (10, (10, 10), 30)
    assert found.ranges == {"gross": (10, 10), "circulation": (30, 30)}
    assert [(one.leg.to_party, one.amount, one.flow, one.slope) for one in found.legs] == [("O", 10, 10, 3)]
    assert found.notices == ()


def test_prices_and_flows_of_all_deals_add_up() -> None:
    """EX-2.1: 30 + 4 + 26 = 60 by price, 60 by flow, 150 by delta."""
    found = [deal_delta(MINI, f"d{n}") for n in range(1, 8)]
    assert [one.price for one in found] == [30, 4, 26, 0, 0, 0, 0]
    assert sum(one.canonical for one in found) == pytest.approx(60)
    assert sum(one.circulation for one in found) == 150


@given(networks(parties="ABCD", most=8), st.data())
def test_with_the_deal_and_without_it(legs: list[Leg], data: st.DataObject) -> None:
    """The definition: each figure of all legs less that of the others; as `circles` has it for the deal."""
    legs = [leg(o.from_party, o.to_party, o.point, deal=f"s{n % 3}") for n, o in enumerate(legs)]
    if not legs:
        return
    deal = data.draw(st.sampled_from([one.deal for one in legs]))
    found, whole = deal_delta(legs, deal), circles(legs)
    before = figures([one for one in legs if one.deal != deal])
    for key, value in figures(legs).items():
        assert getattr(found, key) == pytest.approx(value - before[key], abs=1e-12)
        assert found.after[key] == pytest.approx(value)
        assert found.before[key] == pytest.approx(before[key])
    assert found.circulation >= 0
    for share in whole.deals:
        if share.deal == deal:
            assert share.delta == found.circulation
            assert share.range == found.canonical_range
            assert share.circulation == pytest.approx(found.canonical)


@given(uncertain_networks(most=4).map(lambda legs: [one for one in legs if one.high is not None]), st.data())
def test_ranges_hold_at_every_amount(legs: list[Leg], data: st.DataObject) -> None:
    """What the deal adds lies in its range, whatever the amounts are."""
    if not legs:
        return
    deal = data.draw(st.sampled_from([one.deal for one in legs]))
    ranges = deal_delta(legs, deal).ranges
    for amounts in product(*({one.low, one.point, one.high or 0} for one in legs)):
        fixed = [leg(o.from_party, o.to_party, a, deal=o.deal) for o, a in zip(legs, amounts, strict=True)]
        after, before = figures(fixed), figures([one for one in fixed if one.deal != deal])
        for key in ("gross", "circulation"):
            low, high = ranges[key]
            assert high is not None
            assert low <= after[key] - before[key] <= high


@given(networks(parties="ABC", most=6), st.integers(0, 5), st.integers(0, 9), st.integers(0, 9))
def test_the_range_is_exact_where_only_the_deal_is_uncertain(legs: list[Leg], at: int, low: int, more: int) -> None:
    """Its ends are met at the least and the greatest amount, and no notice says otherwise."""
    others = [one for n, one in enumerate(legs) if n != at]
    ends = [deal_delta([*others, leg("A", "B", amount, deal="x")], "x").circulation for amount in (low, low + more)]
    found = deal_delta([*others, leg("A", "B", low, high=low + more, deal="x")], "x")
    assert found.ranges["circulation"] == tuple(ends)
    assert "loose-bounds" not in {notice.code for notice in found.notices}


def test_without_limit_only_where_it_is() -> None:
    """A deal of a known sum adds a known most, though others have no limit; one without limit need not."""
    open_ends = [leg("A", "B", 5, high=None, deal="a"), leg("B", "A", 5, high=None, deal="b")]
    assert deal_delta(open_ends, "a").ranges["circulation"] == (10, None)
    known = deal_delta([*open_ends, leg("B", "A", 3, deal="c")], "c")
    assert known.ranges["circulation"] == (0, 6)
    assert known.notices[-1].code == "loose-bounds"
    assert deal_delta([open_ends[0], leg("B", "A", 5, deal="b")], "a").ranges["circulation"] == (10, 10)


def test_an_unknown_deal_is_refused_with_the_nearest() -> None:
    """And with where ids stand, where none is near."""
    with pytest.raises(NotFoundError, match=r"no deal 'd9' among the legs. Near: d[1-7], d[1-7], d[1-7]"):
        deal_delta(MINI, "d9")
    with pytest.raises(NotFoundError, match="The ids stand in the column deal"):
        deal_delta(MINI, "merger")
    with pytest.raises(NotFoundError, match="None of them names its deal"):
        deal_delta([leg("A", "B", 1)], "d1")


@pytest.mark.parametrize(
    "legs",
    [
        [leg("A", "*", 5, deal="x")],
        [leg("A", "A", 5, deal="x")],
        [leg("A", "B", 5, deal="x", layer="ret")],
        [],
    ],
)
def test_a_deal_outside_the_network_adds_nothing(legs: list[Leg]) -> None:
    """To the outside, to itself, repaid, or without a leg: zeros, and a notice."""
    found = deal_delta([*MINI, *legs], "x", known={"x"})
    assert {key: getattr(found, key) for key in KEYS} == dict.fromkeys(KEYS, 0)
    assert (found.legs, found.canonical, found.canonical_range, found.price) == ((), 0, (0, 0), 0)
    assert found.ranges == {"gross": (0, 0), "circulation": (0, 0)}
    assert found.notices[0].code == "deal-not-in-network"


def test_the_only_deal() -> None:
    """Without it nothing is left."""
    found = deal_delta([leg("A", "B", 4, deal="x"), leg("B", "A", 6, deal="x")], "x")
    assert (found.gross, found.circulation, found.ratio) == (10, 8, 0.8)
    assert found.before == dict.fromkeys(KEYS, 0)


def test_beyond_int64_and_currencies() -> None:
    """Python integers stay exact; several currencies are refused."""
    unit = 10**24 + 7
    legs = [leg(o.from_party, o.to_party, o.point * unit, deal=o.deal) for o in network_of("A>B 2, B>A 3, B>A 4")]
    assert [deal_delta(legs, f"d{n}").circulation for n in (1, 2, 3)] == [4 * unit, 0, 0]
    with pytest.raises(InputError, match="name the currency of the result"):
        deal_delta([*legs, leg("A", "B", 1, currency="EUR")], "d1")
