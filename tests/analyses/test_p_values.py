"""Shares, their intervals and several of them at once: the examples of methods §5, and scipy as the twin."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest, false_discovery_control

from dawra.analyses.chance.p_values import benjamini_hochberg, clopper_pearson, p_value


@pytest.mark.parametrize(("as_large", "p"), [(0, Fraction(1, 1000)), (49, Fraction(1, 20)), (999, Fraction(1))])
def test_a_sampled_p_is_never_zero(as_large: int, p: Fraction) -> None:
    """EX-5.6: of 999 draws none, or 49, are as large."""
    found = p_value(5, np.array([5] * as_large + [4] * (999 - as_large)), exact=False)
    assert (found.p, found.as_large, found.compared) == (p, as_large, 999)
    assert found.resolution == Fraction(1, 1000)
    assert found.interval[0] <= found.p <= found.interval[1]


def test_an_exact_p_is_the_share() -> None:
    """Without the one that is added to a sample, without an interval; no p can be below the largest's share."""
    found = p_value(3, np.array([1, 4, 3, 4, 2]), exact=True)
    assert (found.p, found.resolution, found.interval) == (Fraction(3, 5), Fraction(2, 5), (0.6, 0.6))
    assert found.mean == Fraction(14, 5)


def test_quantiles_are_values_of_the_null() -> None:
    """The least value that so large a share does not exceed; amounts beyond 64 bit stay whole."""
    assert p_value(0, np.arange(1, 101), exact=True).quantiles == (5, 50, 95)
    assert p_value(0, np.array([7]), exact=True).quantiles == (7, 7, 7)
    huge = np.array([10**30 + 1, 10**30], dtype=object)
    found = p_value(10**30 + 1, huge, exact=True)
    assert found.quantiles == (10**30, 10**30, 10**30 + 1)
    assert (found.p, found.mean) == (Fraction(1, 2), 10**30 + Fraction(1, 2))


@given(values=st.lists(st.integers(-5, 5), min_size=1, max_size=40), observed=st.integers(-6, 6), exact=st.booleans())
def test_p_is_counted_by_hand(values: list[int], observed: int, *, exact: bool) -> None:
    """In (0, 1] when sampled; exact, it is above zero whenever the data are one of the networks."""
    found = p_value(observed, np.array(values), exact=exact)
    larger = sum(value >= observed for value in values)
    assert found.p == (Fraction(larger, len(values)) if exact else Fraction(larger + 1, len(values) + 1))
    assert 0 <= found.p <= 1
    assert exact or found.p > 0
    if observed in values:
        assert found.resolution <= found.p


@given(st.integers(1, 2_000), st.data())
def test_scipy_gives_the_same_interval(trials: int, data: st.DataObject) -> None:
    """Clopper and Pearson's, at both ends too."""
    hits = data.draw(st.integers(0, trials))
    interval = binomtest(hits, trials).proportion_ci(0.95, "exact")
    assert clopper_pearson(hits, trials) == pytest.approx((interval.low, interval.high), abs=1e-12)


@given(st.lists(st.fractions(Fraction(1, 1000), 1, max_denominator=1000), max_size=8))
def test_scipy_gives_the_same_rates(values: list[Fraction]) -> None:
    """And so does the definition: the least over all p that are not smaller of p * m / its rank."""
    found = benjamini_hochberg(values)
    rank = {value: sum(other <= value for other in values) for value in values}
    assert found == [min(p * len(values) / rank[p] for p in values if p >= value) for value in values]
    if values:
        assert [float(rate) for rate in found] == pytest.approx(false_discovery_control([float(p) for p in values]))
    assert all(value <= rate <= 1 for value, rate in zip(values, found, strict=True))
