"""Which circles there are: the examples of methods §4, and networkx as the slow twin."""

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.strategies import DAY, MINI, amounts, leg, network_of, networks, relabelled

from dawra.analyses import Cycle, cycles
from dawra.flows import Leg


def ways(found: tuple[Cycle, ...]) -> list[tuple[str, int]]:
    """Parties in a row, and the value."""
    return [("".join(cycle.parties), cycle.value) for cycle in found]


def twin(legs: list[Leg], longest: int, at_least: int) -> set[tuple[str, int]]:
    """All simple cycles by networkx, from their least name."""
    sums = {ends: a for ends, a in amounts(legs).items() if a >= max(at_least, 1)}
    graph = nx.DiGraph(list(sums))
    found = set()
    for nodes in nx.simple_cycles(graph, length_bound=longest):
        first = nodes.index(min(nodes))
        turned = nodes[first:] + nodes[:first]
        steps = zip(turned, turned[1:] + turned[:1], strict=True)
        found.add(("".join(turned), min(sums[step] for step in steps)))
    return found


def test_mini() -> None:
    """The circles of EX-2.1 by value."""
    found = cycles(MINI)
    assert ways(found.cycles) == [("MO", 13), ("NOR", 10), ("NW", 2)]
    assert (found.complete, found.searched) == (True, 3)
    assert found.cycles[1].deals == ("d1", "d4", "d6")
    assert all(cycle.financing for cycle in found.cycles)


def test_values_do_not_add_up() -> None:
    """EX-4.1: two circles of 10 share a leg of 10."""
    found = cycles(network_of("N>O 10, O>X 10, O>Y 10, X>N 10, Y>N 10"))
    assert ways(found.cycles) == [("NOX", 10), ("NOY", 10)]


def test_complete_network_of_five() -> None:
    """EX-4.2: 84 circles, sum of length times value 320, sixteen times the circulation of 20."""
    found = cycles([leg(i, j, 1) for i in "ABCDE" for j in "ABCDE" if i != j])
    lengths = [len(cycle.pairs) for cycle in found.cycles]
    assert [lengths.count(n) for n in (2, 3, 4, 5)] == [10, 20, 30, 24]
    assert sum(len(cycle.pairs) * cycle.value for cycle in found.cycles) == 320
    assert found.complete


def test_all_circles_of_three() -> None:
    """EX-4.3: three back and forth, two triangles."""
    found = cycles(network_of("A>B 1, B>A 1, A>C 1, C>A 1, B>C 1, C>B 1"))
    assert ways(found.cycles) == [("AB", 1), ("AC", 1), ("BC", 1), ("ABC", 1), ("ACB", 1)]


def test_ranked_by_value_then_legs_then_span_then_names() -> None:
    """Each rule decides where those before it do not."""
    legs = [
        *(leg(i, j, 5, start=DAY) for i, j in ("AB", "BA", "CD", "DC")),
        *(leg(i, j, 9) for i, j in ("EF", "FG", "GE")),
        *(leg(i, j, 5, start=None) for i, j in ("HI", "IH")),
        leg("J", "K", 5, start=DAY.replace(day=2)),
        leg("K", "J", 5),
        *(leg(i, j, 5) for i, j in ("LM", "MN", "NL")),
    ]
    assert ways(cycles(legs).cycles) == [
        ("EFG", 9),
        ("AB", 5),
        ("CD", 5),
        ("JK", 5),
        ("HI", 5),
        ("LMN", 5),
    ]


@given(networks(), st.integers(2, 6), st.integers(0, 12))
def test_networkx_finds_the_same(legs: list[Leg], longest: int, at_least: int) -> None:
    """All circles up to the length and from the threshold, each once, with its value."""
    found = cycles(legs, longest=longest, at_least=at_least)
    assert len(found.cycles) == len(set(ways(found.cycles)))
    assert set(ways(found.cycles)) == twin(legs, longest, at_least)
    assert found.complete
    assert found.searched == len(found.cycles)


@given(networks(most=25), st.integers(0, 300))
def test_a_search_cut_short_has_the_largest(legs: list[Leg], budget: int) -> None:
    """Whatever the budget, nothing left out is larger than what is listed."""
    every = cycles(legs)
    found = cycles(legs, budget=budget)
    left_out = set(ways(every.cycles)) - set(ways(found.cycles))
    assert set(ways(found.cycles)) <= set(ways(every.cycles))
    if left_out and found.cycles:
        assert max(value for _, value in left_out) <= min(cycle.value for cycle in found.cycles)
    assert found.complete is False or not left_out


@given(networks(most=25), st.integers(0, 6))
def test_a_list_cut_short_is_its_start(legs: list[Leg], most: int) -> None:
    """The first so many by rank, and said to be incomplete only if there are more."""
    every = cycles(legs)
    found = cycles(legs, most=most)
    assert found.cycles == every.cycles[:most]
    assert found.complete == (len(every.cycles) <= most)


@given(networks(), st.permutations("ABCDEF"))
def test_names_change_nothing(legs: list[Leg], names: list[str]) -> None:
    """Relabelled parties have the same circles of the same values."""
    values = sorted((len(c.pairs), c.value) for c in cycles(legs).cycles)
    assert sorted((len(c.pairs), c.value) for c in cycles(relabelled(legs, names)).cycles) == values


def test_no_circle_passes_through_the_outside() -> None:
    """`*` is everyone else, not one party; a repayment closes no circle either."""
    assert cycles([leg("A", "*", 5), leg("*", "A", 5)]).cycles == ()
    assert cycles([leg("A", "B", 5, layer="fin"), leg("B", "A", 5, layer="ret")]).cycles == ()
    assert cycles([]).cycles == ()


def test_a_financing_circle_has_a_financier_and_a_buyer() -> None:
    """Two firms that buy from each other finance nothing."""
    assert not cycles(network_of("A>B 5 pur, B>A 5 pur")).cycles[0].financing
    assert cycles(network_of("A>B 5 fin, B>A 5 pur")).cycles[0].financing


def test_a_cycle_needs_two_legs() -> None:
    """A length below 2 is refused."""
    with pytest.raises(ValueError, match="at least 2 legs"):
        cycles(MINI, longest=1)
