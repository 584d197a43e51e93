"""Sobol's indices: exact from a table of all cases, estimated from draws."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dawra.analyses.liquidity.outcomes import Floats
from dawra.analyses.liquidity.sobol import estimated, exact


def ishigami(uniform: Floats) -> Floats:
    """Sum of sin X₁, 7 sin² X₂ and 0.1 X₃⁴ sin X₁, uniform on [-π, π]."""
    x = np.pi * (2 * uniform - 1)
    found: Floats = np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])
    return found


def test_example_8_4() -> None:
    """The Ishigami function, to the four digits given."""
    found = estimated(ishigami, 3, seed=1, samples=2**17)
    assert found is not None
    assert [round(one.first, 4) + 0.0 for one in found] == [0.3139, 0.4424, 0]
    assert [round(one.total, 4) for one in found] == [0.5576, 0.4424, 0.2437]


def test_example_8_5() -> None:
    """2 X₁ + 3 X₂: 4/13 and 9/13, and nothing together."""
    found = estimated(lambda uniform: uniform @ np.array([2.0, 3.0]), 2)
    assert found is not None
    for one, value in zip(found, (4 / 13, 9 / 13), strict=True):
        assert one.first == pytest.approx(value, abs=1e-4)
        assert one.total == pytest.approx(value, abs=1e-4)


def by_the_book(values: Floats, chances: list[Floats]) -> list[tuple[float, float]]:
    """The slow twin: S_i = Var(E[Y|X_i]) / Var(Y), S_Ti = 1 - Var(E[Y|X_-i]) / Var(Y), case by case."""
    table = list(product(*(range(size) for size in values.shape)))
    weight = {case: float(np.prod([chances[axis][level] for axis, level in enumerate(case)])) for case in table}

    def variance_given(axes: list[int]) -> float:
        sums: dict[tuple[int, ...], list[float]] = {}
        for case in table:
            both = sums.setdefault(tuple(case[axis] for axis in axes), [0.0, 0.0])
            both[0] += weight[case]
            both[1] += weight[case] * float(values[case])
        mean = sum(total for _, total in sums.values())
        return sum(chance * (total / chance - mean) ** 2 for chance, total in sums.values() if chance)

    every = list(range(values.ndim))
    whole = variance_given(every)
    return [
        (variance_given([one]) / whole, 1 - variance_given([axis for axis in every if axis != one]) / whole)
        for one in every
    ]


@given(st.data(), st.lists(st.integers(2, 3), min_size=1, max_size=4))
def test_exact_indices_agree_with_the_definition(data: st.DataObject, shape: list[int]) -> None:
    """And keep INV-8.1."""
    size = int(np.prod(shape))
    values = np.array(data.draw(st.lists(st.integers(-9, 9), min_size=size, max_size=size)), dtype=float)
    weights = [data.draw(st.lists(st.integers(1, 5), min_size=levels, max_size=levels)) for levels in shape]
    chances = [np.array(row) / sum(row) for row in weights]
    found = exact(values.reshape(shape), chances)
    if len(set(values.tolist())) == 1:
        assert found is None
        return
    assert found is not None
    for one, (first, total) in zip(found, by_the_book(values.reshape(shape), chances), strict=True):
        assert one.first == pytest.approx(first, abs=1e-9)
        assert one.total == pytest.approx(total, abs=1e-9)
        assert -1e-9 <= one.first <= one.total + 1e-9
    assert sum(one.first for one in found) <= 1 + 1e-9


def test_what_does_not_vary_has_no_indices() -> None:
    """Nothing is explained of nothing."""
    assert estimated(lambda uniform: np.ones(len(uniform)), 2, samples=64) is None


def test_the_same_seed_estimates_the_same() -> None:
    """And another seed another."""
    one, again, other = (estimated(ishigami, 3, seed=seed, samples=256) for seed in (1, 1, 2))
    assert one == again
    assert one != other


@pytest.mark.parametrize(("inputs", "samples"), [(0, 8), (2, 1)])
def test_too_little_to_estimate_from(inputs: int, samples: int) -> None:
    """An error, not a figure."""
    with pytest.raises(ValueError, match="two samples"):
        estimated(ishigami, inputs, samples=samples)
