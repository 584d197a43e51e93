"""Dollars per circle: one division of the circulation that adds up."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.strategies import MINI, amounts, leg, network_of, networks

from dawra.analyses import cycles, dollars
from dawra.analyses.canonical import canonical
from dawra.analyses.circulation import Arcs, arcs_of, heaviest, prices
from dawra.analyses.cycle_search.dollars import nearest_whole
from dawra.flows import Leg, network


def told(legs: list[Leg], longest: int = 5) -> dict[str, int]:
    """The dollars of each circle by its parties in a row."""
    return {"".join(parties): amount for parties, amount in dollars(legs, longest=longest).circles.items()}


def test_mini() -> None:
    """EX-2.1: its circles share no leg, so each has its value; 2 * 13 + 3 * 10 + 2 * 2 = 60."""
    found = dollars(MINI)
    assert told(MINI) == {"MO": 13, "NW": 2, "NOR": 10}
    assert (found.circulation, found.longer) == (60, 0)


def test_shared_legs_are_counted_once() -> None:
    """EX-4.1: two circles of 10 over one leg of 10 have 5 each (f* = 10, 5, 5, 5, 5)."""
    legs = network_of("N>O 10, O>X 10, O>Y 10, X>N 10, Y>N 10")
    assert told(legs) == {"NOX": 5, "NOY": 5}
    assert dollars(legs).circulation == 30


def test_complete_network_of_five() -> None:
    """EX-4.2: ten circles of two legs take it all, 20, not the 320 that values add up to."""
    legs = [leg(i, j, 1) for i in "ABCDE" for j in "ABCDE" if i != j]
    found = told(legs)
    assert set(map(len, found)) == {2}
    assert sum(len(parties) * amount for parties, amount in found.items()) == 20


def test_shortest_first() -> None:
    """EX-4.3: three circles of two, no triangle; C = 6."""
    legs = network_of("A>B 1, B>A 1, A>C 1, C>A 1, B>C 1, C>B 1")
    assert told(legs) == {"AB": 1, "AC": 1, "BC": 1}
    assert dollars(legs).circulation == 6


def test_peeling_the_largest_is_only_a_lower_bound() -> None:
    """EX-4.4: the largest circle, taken whole, leaves no other and 20; the circulation is 25."""
    legs = network_of("X>Z 10, Y>X 5, Y>Z 10, Z>Y 10")
    assert peeled(legs) == 20
    found = dollars(legs)
    assert found.circulation == 25
    assert told(legs) == {"YZ": 5, "XZY": 5}


def peeled(legs: list[Leg]) -> int:
    """Take the largest circle again and again, legs times amount."""
    left, total = amounts(legs), 0
    while found := cycles([leg(*ends, amount) for ends, amount in left.items()], longest=9).cycles:
        for pair in found[0].pairs:
            left[pair.from_party, pair.to_party] -= found[0].value
            total += found[0].value
    return total


@given(networks(most=8, parties="ABCD"))
def test_peeling_never_reaches_more_than_the_circulation(legs: list[Leg]) -> None:
    """Greedy is a lower bound on C."""
    assert peeled(legs) <= dollars(legs).circulation


@given(networks(most=25), st.integers(2, 6))
def test_dollars_add_up(legs: list[Leg], longest: int) -> None:
    """On no leg more than its amount, and with what is longer exactly C; with every length nothing is longer."""
    found = dollars(legs, longest=longest)
    room = amounts(legs)
    used = dict.fromkeys(room, 0)
    for parties, amount in found.circles.items():
        assert amount > 0
        for ends in zip(parties, parties[1:] + parties[:1], strict=True):
            used[ends] += amount
    assert all(used[ends] <= room[ends] for ends in room)
    assert sum(used.values()) + found.longer == found.circulation
    assert found.longer >= 0
    assert longest < 6 or found.longer == 0
    assert len(found.circles) <= len(room)


@given(networks(most=25))
def test_dollars_are_at_most_the_value(legs: list[Leg]) -> None:
    """A circle with dollars is one of the circles, and they fit through it."""
    value = {cycle.parties: cycle.value for cycle in cycles(legs, longest=6).cycles}
    for parties, amount in dollars(legs, longest=6).circles.items():
        assert amount <= value[parties]


@given(networks(most=25, largest=10**6))
def test_whole_units_stay_next_to_the_canonical_flow(legs: list[Leg]) -> None:
    """Each leg within one unit, and the total is still C."""
    arcs = arcs_of(network(legs))
    flow = heaviest(arcs)
    shared = canonical(arcs, flow, prices(arcs, flow)).flow
    whole = nearest_whole(arcs, shared, flow)
    assert whole.sum() == flow.sum()
    assert np.all(np.abs(whole - shared) < 1 + 1e-6)
    assert np.all((whole >= 0) & (whole <= arcs.capacity))


def test_amounts_beyond_floats_are_divided_exactly() -> None:
    """Where floats cannot tell units apart the whole circulation is divided."""
    huge = 10**25 + 1
    assert told([leg("A", "B", huge), leg("B", "A", huge + 2)]) == {"AB": huge}


def test_a_box_without_a_circulation_falls_back() -> None:
    """Shares that no circulation is near are not believed."""
    arcs = Arcs.of(2, [(0, 1), (1, 0)], [5, 5])
    flow = heaviest(arcs)
    assert nearest_whole(arcs, np.array([1.0, 4.0]), flow).tolist() == [5, 5]


def test_nothing_goes_round_in_an_empty_network() -> None:
    """No legs, or one way only."""
    assert dollars([]).circles == {}
    assert dollars(network_of("A>B 5")).circulation == 0


def test_a_circle_has_two_legs() -> None:
    """A length below 2 is refused."""
    with pytest.raises(ValueError, match="at least 2 legs"):
        dollars(MINI, longest=1)


def test_a_third_is_rounded_to_the_unit() -> None:
    """Ten over three equal ways: 3 or 4 each, together 10."""
    legs = network_of("N>O 10, O>X 9, O>Y 9, O>Z 9, X>N 9, Y>N 9, Z>N 9")
    found = told(legs)
    assert sum(found.values()) == 10
    assert all(abs(Fraction(10, 3) - amount) < 1 for amount in found.values())
