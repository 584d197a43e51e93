"""Ranges over amounts that are not known exactly, against every corner of the box."""

from itertools import product

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.strategies import leg, uncertain_networks

from dawra.analyses import circles
from dawra.analyses.circulation import arcs_of, heaviest
from dawra.analyses.netting.bounds import circulation_range
from dawra.analyses.netting.box import Box
from dawra.analyses.netting.circles import headline_of
from dawra.flows import Leg, network

KEYS = ("gross", "minimum_notional", "excess", "bilateral", "circulation", "ratio")


def figures(legs: list[Leg]) -> dict[str, float]:
    """The headline figures of amounts that are certain, without the shares and ranges around them."""
    net = network(legs)
    headline = headline_of(net, int(heaviest(arcs_of(net)).sum()))
    return {**headline, "ratio": headline["circulation"] / headline["gross"] if headline["gross"] else 0.0}


def corners(legs: list[Leg]) -> list[dict[str, float]]:
    """The figures with every leg at its least or its greatest amount."""
    ends = [{one.low, one.point if one.high is None else one.high} for one in legs]
    return [
        figures([leg(one.from_party, one.to_party, a) for one, a in zip(legs, chosen, strict=True)])
        for chosen in product(*ends)
    ]


def ratio(legs: list[Leg]) -> float:
    """C / G, and no other figure."""
    net = network(legs)
    gross = sum(pair.point for pair in net.pairs)
    return int(heaviest(arcs_of(net)).sum()) / gross if gross else 0.0


def test_ratio_of_two_ranges() -> None:
    """EX-2.6: tight where the crude bound is 20/50."""
    found = circles([leg("A", "B", 10, high=20), leg("B", "A", 10, high=30)])
    assert found.ranges["circulation"] == (20, 40)
    assert found.ranges["ratio"] == pytest.approx((0.5, 1))
    assert found.ranges["gross"] == (20, 50)


@given(uncertain_networks(most=5).map(lambda legs: [one for one in legs if one.high is not None]))
def test_every_corner_lies_inside_and_ends_are_met(legs: list[Leg]) -> None:
    """Limited ranges: gross, circulation, excess, bilateral and the least ratio are met at corners."""
    found = circles(legs)
    every = corners(legs)
    for key in KEYS:
        low, high = found.ranges[key]
        values = [one[key] for one in every]
        assert high is not None
        assert low <= min(values) + 1e-9
        assert high >= max(values) - 1e-9
        if key not in {"minimum_notional", "ratio"}:
            assert (low, high) == (min(values), max(values))
    assert found.ranges["ratio"][0] == pytest.approx(min(one["ratio"] for one in every))


@given(uncertain_networks(), st.data())
def test_any_amounts_inside_give_figures_inside(legs: list[Leg], data: st.DataObject) -> None:
    """Also without limit, where a large amount stands for any."""
    found = circles(legs)
    amounts = [data.draw(st.integers(one.low, 10**6 if one.high is None else one.high)) for one in legs]
    other = figures([leg(one.from_party, one.to_party, a) for one, a in zip(legs, amounts, strict=True)])
    for key in KEYS:
        low, high = found.ranges[key]
        assert low - 1e-9 <= other[key]
        assert high is None or other[key] <= high + 1e-9


@given(uncertain_networks(most=4))
def test_the_greatest_ratio_is_reached(legs: list[Leg]) -> None:
    """By a search over whole amounts: none is above the program's answer, and some amounts meet it."""
    limited = [one for one in legs if one.high is not None]
    found = circles(limited)
    best = (
        max(
            ratio([leg(one.from_party, one.to_party, a) for one, a in zip(limited, chosen, strict=True)])
            for chosen in product(*(range(one.low, (one.high or 0) + 1, 1) for one in limited[:3]))
            if len(limited) <= 3
        )
        if 0 < len(limited) <= 3
        else 0.0
    )
    high = found.ranges["ratio"][1]
    assert high is not None
    assert best <= high + 1e-9
    if 0 < len(limited) <= 3:
        # At an optimum of a linear-fractional program every amount is at an end or meets another: all whole.
        assert best == pytest.approx(high)


@given(uncertain_networks())
def test_without_limit_only_where_it_is(legs: list[Leg]) -> None:
    """The circulation is unbounded iff it keeps growing with the amounts that have no limit."""
    found = circles(legs)
    sizes = []
    for large in (10**4, 2 * 10**4):
        highs = [large if one.high is None else one.high for one in legs]
        sizes.append(figures([leg(one.from_party, one.to_party, a) for one, a in zip(legs, highs, strict=True)]))
    for key in ("gross", "excess", "bilateral", "circulation"):
        grows = sizes[1][key] > sizes[0][key]
        assert (found.ranges[key][1] is None) == grows
        if not grows:
            assert found.ranges[key][1] == sizes[1][key]


@given(uncertain_networks(most=5))
def test_unbounded_only_if_a_circle_has_no_limit_on_any_leg(legs: list[Leg]) -> None:
    """Methods §1: infinite amounts are allowed, and only such a circle makes the circulation so (networkx as twin)."""
    endless = nx.DiGraph((one.from_party, one.to_party) for one in legs if one.high is None)
    assert (circulation_range(Box.of(network(legs)))[1] is None) == (not nx.is_directed_acyclic_graph(endless))


@given(uncertain_networks(most=4).map(lambda legs: [one for one in legs if one.high is not None]))
def test_no_ratio_on_a_grid_lies_outside(legs: list[Leg]) -> None:
    """Amounts at the ends and between: every ratio is inside the range, whose least end is met at a corner."""
    low, high = circles(legs).ranges["ratio"]
    assert high is not None
    grid = [sorted({one.low, (one.low + (one.high or 0)) // 2, one.high or 0}) for one in legs]
    found = [
        ratio([leg(one.from_party, one.to_party, a) for one, a in zip(legs, chosen, strict=True)])
        for chosen in product(*grid)
    ]
    assert low == pytest.approx(min(found))
    assert max(found) <= high + 1e-9


def test_legs_that_share_a_sum_keep_to_it() -> None:
    """Two backers, one round of 10: at most 10 comes in, however it is split (methods §1)."""
    shared = {"low": 0, "high": 10, "total": 10, "deal": "round", "layer": "fin"}
    legs = [
        leg("A", "X", 5, **shared),
        leg("B", "X", 5, **shared),
        leg("X", "A", 10, deal="a"),
        leg("X", "B", 10, deal="b"),
    ]
    found = circles(legs)
    assert found.circulation == 20
    assert found.ranges["gross"] == (20, 30)
    assert found.ranges["circulation"] == (0, 20)
    # 10 in and 10 of the 20 out go round.
    assert found.ranges["ratio"] == pytest.approx((0, 20 / 30))
    assert found.notices[-1].names == ("minimum_notional", "excess", "bilateral")


def test_a_single_sum_without_limit() -> None:
    """At least 5 one way and exactly 5 back: the circulation is 10, the ratio sinks towards 0."""
    found = circles([leg("A", "B", 5, high=None), leg("B", "A", 5)])
    assert found.ranges["circulation"] == (10, 10)
    assert found.ranges["gross"] == (10, None)
    assert found.ranges["ratio"] == pytest.approx((0, 1))
    both = circles([leg("A", "B", 5, high=None), leg("B", "A", 5, high=None)])
    assert both.ranges["circulation"] == (10, None)


def test_a_leg_without_amount_is_listed_and_bounds_nothing() -> None:
    """It counts 0, without limit in the upper bounds; the next dollar on it would be worth 2."""
    found = circles([leg("A", "B", 0, high=None, mark="unknown", deal="d"), leg("B", "A", 7)])
    assert (found.gross, found.circulation) == (7, 0)
    assert found.ranges["circulation"] == (0, 14)
    assert [one.deal for one in found.without_amount] == ["d"]
    (pair,) = (p for p in found.pairs if p.from_party == "A")
    assert (pair.slope, pair.slope_range) == (2, (2, None))
    assert "amount-unknown" in {n.code for n in found.notices}


def test_marks_are_counted() -> None:
    """Ceilings and floors are said."""
    legs = [leg("A", "B", 5, low=0, mark="ceiling"), leg("B", "A", 5, high=None, mark="floor")]
    codes = {n.code: n.count for n in circles(legs).notices}
    assert codes["amount-ceiling"] == 1
    assert codes["amount-floor"] == 1
