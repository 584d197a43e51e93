"""How many networks have the same degrees, and which: all small digraphs are the slow, obvious twin."""

from collections import defaultdict
from itertools import combinations, permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dawra.analyses.chance.enumerate_graphs import Degrees, count_graphs, degrees, list_graphs, realisable

Arcs = tuple[tuple[int, int], ...]


def digraphs(size: int) -> dict[Degrees, set[Arcs]]:
    """The twin: every simple loopless digraph on so many nodes, by its degrees."""
    arcs = list(permutations(range(size), 2))
    found: dict[Degrees, set[Arcs]] = defaultdict(set)
    for number in range(len(arcs) + 1):
        for chosen in combinations(arcs, number):
            pairs = tuple((sum(i == k for i, _ in chosen), sum(j == k for _, j in chosen)) for k in range(size))
            found[pairs].add(chosen)
    return found


def listed(wanted: Degrees) -> list[Arcs]:
    """The list as arcs, which are sorted by payer and payee."""
    tail = [node for node, (out, _) in enumerate(wanted) for _ in range(out)]
    return [tuple(zip(tail, heads, strict=True)) for heads in list_graphs(wanted).tolist()]


@pytest.mark.parametrize("size", [1, 2, 3, 4])
def test_all_small_digraphs_are_counted_and_listed(size: int) -> None:
    """For each of the 2,656 sequences on four nodes: the right number, each once, the very same networks."""
    for wanted, graphs in digraphs(size).items():
        assert count_graphs(wanted) == len(graphs)
        found = listed(wanted)
        assert len(found) == len(graphs)
        assert set(found) == graphs


def test_degrees_that_no_network_has() -> None:
    """On three nodes exactly those pairs are realisable that some digraph has."""
    known = set(digraphs(3))
    choices = [(out, into) for out in range(4) for into in range(4)]
    for wanted in ((a, b, c) for a in choices for b in choices for c in choices):
        assert realisable(wanted) == (wanted in known)
        if wanted not in known:
            assert count_graphs(wanted) == 0
            assert list_graphs(wanted).shape[0] == 0


@pytest.mark.parametrize(
    ("both", "count"),
    [((1, 1, 1, 1), 9), ((2, 2, 1, 1), 4), ((2, 2, 2, 1, 1), 61), ((1,) * 8, 14_833), ((), 1), ((0, 0), 1)],
)
def test_published_counts(both: tuple[int, ...], count: int) -> None:
    """EX-5.1 to EX-5.3, and the derangements of eight."""
    wanted = tuple((degree, degree) for degree in both)
    assert count_graphs(wanted) == count
    assert len(list_graphs(wanted)) == count


def test_more_than_the_limit_is_not_counted() -> None:
    """Known early: eleven parties in a row have 14,684,570 derangements, and the limit may be anything."""
    assert count_graphs(((1, 1),) * 11) is None
    assert count_graphs(((1, 1),) * 10, 1_334_961) == 1_334_961
    assert count_graphs(((1, 1),) * 10, 1_334_960) is None
    assert count_graphs(((3, 3),) * 60) is None


def test_layers_too_large_are_not_counted() -> None:
    """Even where there is a single network: a thousand customers of one vendor."""
    assert count_graphs(((0, 1000), *((1, 0),) * 1000)) is None
    assert count_graphs(((0, 100), *((1, 0),) * 100)) == 1


@given(st.sets(st.tuples(st.integers(0, 6), st.integers(0, 6)).filter(lambda arc: arc[0] != arc[1]), max_size=9))
def test_every_listed_network_has_the_degrees_and_is_there_once(arcs: set[tuple[int, int]]) -> None:
    """On seven parties; the network that was asked about is among them."""
    table = np.array(sorted(arcs), dtype=np.int64).reshape(-1, 2)
    wanted = degrees(table[:, 0], table[:, 1], 7)
    found = listed(wanted) if (count_graphs(wanted) or 0) < 5_000 else []
    assert len(set(found)) == len(found)
    if found:
        assert len(found) == count_graphs(wanted)
        assert tuple(sorted(arcs)) in found
    for graph in found[:50]:
        rows = np.array(graph, dtype=np.int64).reshape(-1, 2)
        assert degrees(rows[:, 0], rows[:, 1], 7) == wanted
        assert len(set(graph)) == len(graph)
        assert all(i != j for i, j in graph)


@given(st.permutations(range(6)), st.sets(st.sampled_from(list(permutations(range(6), 2))), max_size=10))
def test_names_change_no_count(names: list[int], arcs: set[tuple[int, int]]) -> None:
    """Relabelled parties and turned legs have as many networks."""
    pairs = [[0, 0] for _ in range(6)]
    for i, j in arcs:
        pairs[i][0] += 1
        pairs[j][1] += 1
    wanted = tuple((out, into) for out, into in pairs)
    count = count_graphs(wanted, 20_000)
    assert count_graphs(tuple(wanted[name] for name in names), 20_000) == count
    assert count_graphs(tuple((into, out) for out, into in wanted), 20_000) == count
