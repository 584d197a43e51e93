"""Counting bounded cycles: networkx is the slow twin."""

import networkx as nx
import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dawra.analyses.kernels import count as counting
from dawra.analyses.kernels.count import count
from dawra.analyses.kernels.graph import Graph, prepare

Ends = set[tuple[int, int]]
SIZE = 8


def graphs() -> st.SearchStrategy[Ends]:
    """Arcs among eight parties, some of them to themselves."""
    return st.sets(st.tuples(st.integers(0, SIZE - 1), st.integers(0, SIZE - 1)), max_size=40)


def prepared(ends: Ends, size: int = SIZE) -> Graph:
    """The graph as the kernels want it."""
    table = np.array(sorted(ends), dtype=np.int64).reshape(-1, 2)
    return prepare(size, table[:, 0], table[:, 1])


def twin(ends: Ends, longest: int) -> list[int]:
    """The number of cycles of each length, one by one."""
    counts = [0] * (longest + 1)
    for cycle in nx.simple_cycles(nx.DiGraph([end for end in ends if end[0] != end[1]]), length_bound=longest):
        counts[len(cycle)] += 1
    return counts


def complete(size: int) -> Ends:
    """Everybody pays everybody."""
    return {(i, j) for i in range(size) for j in range(size) if i != j}


@given(graphs(), st.integers(2, 8), st.integers(1, 3))
def test_networkx_counts_the_same(ends: Ends, longest: int, threads: int) -> None:
    """Cycles of every length, on any number of threads."""
    counts, whole = count(prepared(ends), longest, threads=threads)
    assert (counts.tolist(), whole) == (twin(ends, longest), True)


@given(graphs(), st.integers(4, 8))
@example({(0, 1), (2, 4), (1, 2), (4, 0), (3, 1), (0, 3), (2, 0), (3, 2), (1, 3)}, 4)
def test_fewer_ways_at_once_change_nothing(ends: Ends, longest: int) -> None:
    """Where the ways back are too many to write down, shorter ones do."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(counting, "_MOST_WAYS", 3)
        counts, _ = count(prepared(ends), longest)
    assert counts.tolist() == twin(ends, longest)


def test_shorter_ways_begin_a_step_further_away() -> None:
    """What two steps lead back from is out of reach for one step forward, but not for two."""
    ends = {(0, 1), (0, 2), (0, 3), (1, 0), (1, 3), (1, 4), (2, 0), (2, 1), (2, 4), (3, 2), (4, 1)}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(counting, "_MOST_WAYS", 3)
        counts, _ = count(prepared(ends), 4)
    assert counts.tolist() == twin(ends, 4) == [0, 0, 3, 3, 4]


@given(graphs(), st.integers(2, 6), st.integers(0, 60))
def test_a_spent_budget_counts_no_more_than_there_are(ends: Ends, longest: int, budget: int) -> None:
    """And says that it did not reach all parties, unless it counted everything."""
    counts, whole = count(prepared(ends), longest, budget=budget)
    every = np.array(twin(ends, longest))
    assert np.all(counts <= every)
    assert not whole or np.array_equal(counts, every)


def test_complete_network_of_five() -> None:
    """EX-4.2: 10 + 20 + 30 + 24."""
    assert count(prepared(complete(5)), 5)[0].tolist() == [0, 0, 10, 20, 30, 24]


def test_a_budget_of_nothing_counts_one_party_at_most() -> None:
    """The budget is looked at before every party."""
    counts, whole = count(prepared(complete(6)), 5, budget=0)
    assert not whole
    assert 0 < counts.sum() < sum(twin(complete(6), 5))


@given(graphs())
def test_a_prepared_graph_is_its_strong_parts(ends: Ends) -> None:
    """Exactly the arcs inside them, in both directions, lists rising, the busiest party first."""
    graph = prepared(ends)
    whole = nx.DiGraph(list(ends))
    part = {party: number for number, those in enumerate(nx.strongly_connected_components(whole)) for party in those}
    inside = {(i, j) for i, j in ends if i != j and part[i] == part[j]}
    onward = [
        (graph.party[i], graph.party[j])
        for i in range(graph.party.size)
        for j in graph.target[graph.first[i] : graph.first[i + 1]]
    ]
    backward = [
        (graph.party[i], graph.party[j])
        for j in range(graph.party.size)
        for i in graph.source[graph.back[j] : graph.back[j + 1]]
    ]
    assert len(onward) == len(backward) == len(inside)
    assert set(onward) == set(backward) == inside
    degree = np.diff(graph.first) + np.diff(graph.back)
    assert np.all(degree[1:] <= degree[:-1])
    for first, listed in ((graph.first, graph.target), (graph.back, graph.source)):
        for i in range(graph.party.size):
            assert np.all(np.diff(listed[first[i] : first[i + 1]]) > 0)


def test_nobody_and_one_party_have_no_cycles() -> None:
    """Empty networks, and a party that pays itself."""
    assert count(prepared(set(), 0), 5)[0].tolist() == [0] * 6
    assert count(prepared({(0, 0)}, 1), 5)[0].tolist() == [0] * 6


def test_what_is_no_simple_graph_is_refused() -> None:
    """Two arcs between the same parties, or a party that there is not."""
    with pytest.raises(ValueError, match="sum them first"):
        prepare(3, np.array([0, 1, 0, 1]), np.array([1, 0, 1, 0]))
    with pytest.raises(ValueError, match="parties 0 to 1"):
        prepare(2, np.array([0]), np.array([2]))
    with pytest.raises(ValueError, match="at least 2 legs"):
        count(prepared(complete(3)), 1)
    with pytest.raises(ValueError, match="at least 1 thread"):
        count(prepared(complete(3)), 3, threads=0)
