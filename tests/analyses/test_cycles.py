"""Which circles there are: the examples of methods §4, and networkx as the slow twin."""

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.strategies import DAY, MINI, amounts, leg, network_of, networks, relabelled

from dawra.analyses import Cycle, cycles
from dawra.analyses.cycle_search import ranked_cycles
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


@given(networks(most=25), st.integers(2, 6), st.integers(0, 200), st.integers(1, 20))
def test_compiled_goes_on_where_the_interpreter_stops(legs: list[Leg], longest: int, steps: int, most: int) -> None:
    """Wherever the search changes hands, it finds the same in as many steps."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ranked_cycles, "_AT_ONCE", steps)
        changed = cycles(legs, longest=longest, most=most)
        patch.setattr(ranked_cycles, "_FEW", -1)
        compiled = cycles(legs, longest=longest, most=most)
    assert changed == compiled == cycles(legs, longest=longest, most=most)


def financed(cycle: Cycle, legs: list[Leg]) -> int:
    """What goes round as financing, by trying every choice of the step that funds and the one that buys."""
    best = 0
    steps = list(zip(cycle.parties, cycle.parties[1:] + cycle.parties[:1], strict=True))
    for funded in steps:
        for bought in steps:
            if funded != bought:
                allowed = {funded: {"fin"}, bought: {"pur"}}
                through = min(
                    sum(
                        one.point
                        for one in legs
                        if (one.from_party, one.to_party) == step
                        and one.layer in allowed.get(step, {"fin", "pur", "oth"})
                    )
                    for step in steps
                )
                best = max(best, through)
    return best


@given(networks(most=25), st.integers(2, 5), st.integers(0, 8), st.integers(0, 6))
def test_financing_circles_are_those_with_a_step_for_each(
    legs: list[Leg], longest: int, at_least: int, most: int
) -> None:
    """Of all circles those that carry financing, by how much; a list cut short is the start of the whole one."""
    every = {cycle: financed(cycle, legs) for cycle in cycles(legs, longest=longest).cycles}
    found = cycles(legs, longest=longest, at_least=at_least, financing=True)
    assert all(cycle.financing_value == value for cycle, value in every.items())
    assert set(found.cycles) == {cycle for cycle, value in every.items() if value >= max(at_least, 1)}
    values = [cycle.financing_value for cycle in found.cycles]
    assert values == sorted(values, reverse=True)
    short = cycles(legs, longest=longest, at_least=at_least, financing=True, most=most)
    assert short.cycles == found.cycles[:most]


def test_parallel_legs_finance_only_with_their_own_layer() -> None:
    """A funds B with 5 and buys from it for 7; B buys from A for 10: 5 go round as financing, 10 in all."""
    (cycle,) = cycles(network_of("A>B 5 fin, A>B 7 pur, B>A 10 pur")).cycles
    assert (cycle.value, cycle.financing_value) == (10, 5)
    (other,) = cycles(network_of("A>B 5 fin, A>B 7 pur, B>A 10 oth")).cycles
    assert (other.value, other.financing) == (10, False)


def test_amounts_beyond_64_bit() -> None:
    """Whole numbers of any size are compared exactly."""
    huge = 10**30
    found = cycles([leg("A", "B", huge), leg("B", "A", huge + 1), leg("B", "C", huge + 2), leg("C", "A", huge + 3)])
    assert ways(found.cycles) == [("AB", huge), ("ABC", huge)]


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


def test_a_leg_without_an_amount_closes_no_circle_and_is_listed() -> None:
    """Nothing is known to go round it, at no threshold; the legs themselves are told."""
    unsaid = leg("B", "A", 0, high=None, mark="unknown", deal="d2")
    found = cycles([leg("A", "B", 5, layer="fin"), unsaid])
    assert (found.cycles, found.without_amount) == ((), (unsaid,))
    assert [(notice.code, notice.count) for notice in found.notices] == [("amount-unknown", 1)]


def test_a_financing_circle_has_a_financier_and_a_buyer() -> None:
    """Two firms that buy from each other finance nothing."""
    assert not cycles(network_of("A>B 5 pur, B>A 5 pur")).cycles[0].financing
    assert cycles(network_of("A>B 5 fin, B>A 5 pur")).cycles[0].financing


def test_a_cycle_needs_two_legs() -> None:
    """A length below 2 is refused."""
    with pytest.raises(ValueError, match="at least 2 legs"):
        cycles(MINI, longest=1)
