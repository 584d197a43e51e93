"""What the common test would have claimed: the examples of methods §5, and all matchings as the slow twin."""

from fractions import Fraction
from itertools import permutations
from math import erfc, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dawra.analyses.chance.enumerate_graphs import Degrees, degrees
from dawra.analyses.chance.layered import STATISTICS, Layer, Statistic, mutual
from dawra.analyses.chance.stub_matching import StubMatching, expected_kept, expected_loops, stub_matching

MUTUAL = Statistic(mutual, amounts=False)
PAIRS = STATISTICS["pairs"]

Arcs = list[tuple[int, int]]


def layer(arcs: Arcs) -> Layer:
    """Legs of one each."""
    return Layer.of(dict.fromkeys(arcs, 1))


def both_ways(*pairs: str) -> Arcs:
    """``AB`` for a leg from A to B and one back, as numbers."""
    ends = [(ord(pair[0]) - 65, ord(pair[1]) - 65) for pair in pairs]
    return [arc for i, j in ends for arc in ((i, j), (j, i))]


def claimed(layers: list[Layer], size: int, statistic: Statistic, seed: int = 0) -> StubMatching:
    """The test with a generator of its own."""
    return stub_matching(layers, size, statistic, np.random.default_rng(seed))


def matchings(arcs: Arcs) -> list[set[tuple[int, int]]]:
    """The twin: what every matching of the halves keeps, one by one."""
    tail = [i for i, _ in arcs]
    return [{(i, j) for i, j in zip(tail, heads, strict=True) if i != j} for heads in permutations(j for _, j in arcs)]


def test_two_cycles_of_two() -> None:
    """EX-5.1: of four legs three are kept; z 2.1213, "p = 0.0339", where the exact p is 1/3."""
    found = claimed([layer(both_ways("AB", "CD"))], 4, MUTUAL)
    assert (found.observed, found.mean, found.variance) == (2, Fraction(1, 2), Fraction(1, 2))
    assert (found.legs, found.kept, found.loops) == (4, Fraction(3), Fraction(1))
    assert found.z == pytest.approx(2.1213, abs=5e-5)
    assert found.p == pytest.approx(0.0339, abs=5e-5)
    assert found.draws is None


def test_degrees_two_two_one_one() -> None:
    """EX-5.2: 21/5 of six legs are kept, mean 44/45, z 2.4985, "p = 0.0125", where the exact p is 1/2."""
    found = claimed([layer(both_ways("AB", "AC", "BD"))], 4, MUTUAL)
    assert (found.observed, found.legs, found.kept, found.mean) == (3, 6, Fraction(21, 5), Fraction(44, 45))
    assert found.z == pytest.approx(2.4985, abs=5e-5)
    assert found.p == pytest.approx(0.0125, abs=5e-5)


def test_loss_at_hubs() -> None:
    """EX-5.4: of thirty legs 8.926 are lost, 5.4 of them loops."""
    wanted = tuple((degree, degree) for degree in (10, 6, 4, *[1] * 10))
    assert float(30 - expected_kept(wanted)) == pytest.approx(8.926, abs=5e-4)
    assert expected_loops(wanted) == Fraction(27, 5)


def drawn_arcs(*, most: int) -> st.SearchStrategy[Arcs]:
    """Some legs among five parties."""
    ends = [(i, j) for i in range(5) for j in range(5) if i != j]
    return st.sets(st.sampled_from(ends), max_size=most).map(sorted)


@given(drawn_arcs(most=6))
def test_the_formulas_agree_with_all_matchings(arcs: Arcs) -> None:
    """Legs kept, loops lost, and the moments of pairs that pay each other."""
    every = matchings(arcs)
    wanted: Degrees = degrees(layer(arcs).tail, layer(arcs).head, 5)
    assert expected_kept(wanted) == Fraction(sum(map(len, every)), len(every))
    orders = permutations(j for _, j in arcs)
    loops = sum(i == j for heads in orders for (i, _), j in zip(arcs, heads, strict=True))
    assert expected_loops(wanted) == Fraction(loops, len(every))
    counts = [sum((j, i) in kept for i, j in kept) // 2 for kept in every]
    found = claimed([layer(arcs)], 5, MUTUAL)
    mean = Fraction(sum(counts), len(every))
    assert (found.mean, found.variance) == (mean, Fraction(sum(c * c for c in counts), len(every)) - mean**2)


@given(drawn_arcs(most=4), drawn_arcs(most=4))
def test_two_layers_are_matched_each_on_its_own(financing: Arcs, purchases: Arcs) -> None:
    """Every matching of one with every matching of the other."""
    counts = [
        sum((j, i) in second for i, j in first) for first in matchings(financing) for second in matchings(purchases)
    ]
    found = claimed([layer(financing), layer(purchases)], 5, PAIRS)
    mean = Fraction(sum(counts), len(counts))
    assert (found.mean, found.variance) == (mean, Fraction(sum(c * c for c in counts), len(counts)) - mean**2)
    assert found.legs == len(financing) + len(purchases)
    if found.z is not None and found.p is not None:
        assert found.p == pytest.approx(erfc(abs(found.z) / sqrt(2)))
        assert found.z == pytest.approx(float(found.observed - mean) / sqrt(found.variance))


def test_what_cannot_vary_has_no_z() -> None:
    """No layer at all, or one leg, which matching leaves as it is."""
    for arcs in ([], [(0, 1)]):
        found = claimed([layer(arcs), layer([(1, 0)])], 2, PAIRS)
        assert (found.observed, found.variance) == (len(arcs), Fraction(0))
        assert found.z is found.p is None


def test_large_layers_are_sampled() -> None:
    """Ten thousand matchings: the mean within five standard errors of the exact one, the same for the same seed."""
    ring = [(i, (i + k) % 12) for i in range(12) for k in (1, 2)]
    layers = [layer(ring), layer(sorted((j, i) for i, j in ring))]
    found = claimed(layers, 12, PAIRS)
    assert (found.draws, found.observed) == (10_000, 24)
    # By the closed formula: both layers keep i to j with the same chance, each on its own.
    chance = expected_kept(((2, 2),) * 12) / (12 * 11)
    mean = 12 * 11 * chance**2
    assert abs(float(found.mean - mean)) < 5 * sqrt(found.variance / 10_000)
    assert claimed(layers, 12, PAIRS) == found
    assert claimed(layers, 12, PAIRS, seed=1) != found
