"""Deals that one common cause ties: how often each comes about, and how often two do together."""

from fractions import Fraction
from math import asin, inf, nan, pi, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dawra.analyses.common_shocks import come_about, latent
from dawra.errors import InputError

DRAWS = 40_000
CHANCES = (Fraction(1, 20), Fraction(1, 2), Fraction(1, 2), Fraction(4, 5))


def near(found: float, chance: float) -> bool:
    """Within four and a half standard errors of a share of draws."""
    return abs(found - chance) <= 4.5 * sqrt(chance * (1 - chance) / DRAWS)


@pytest.mark.parametrize("correlation", [0, 0.3, 0.9, 1])
def test_each_deal_comes_about_as_often_as_its_probability_says(correlation: float) -> None:
    """Whatever ties them."""
    found = come_about(CHANCES, DRAWS, correlation=correlation).mean(axis=0)
    assert all(near(share, float(chance)) for share, chance in zip(found, CHANCES, strict=True))


@pytest.mark.parametrize("correlation", [0, 0.3, 0.9, 1])
def test_two_even_chances_agree_as_often_as_the_orthant_says(correlation: float) -> None:
    """Sheppard 1899: both with probability 1/4 + arcsin(rho) / 2 pi."""
    found = come_about(CHANCES, DRAWS, correlation=correlation)
    both = (found[:, 1] & found[:, 2]).mean()
    assert near(both, 1 / 4 + asin(correlation) / (2 * pi))


def test_unequal_chances_agree_as_often_as_the_integral_says() -> None:
    """P(both) = E[F1(Z) F2(Z)], the deals being independent once the common cause is known."""
    from scipy.integrate import quad  # noqa: PLC0415 - this test alone
    from scipy.special import ndtr, ndtri  # noqa: PLC0415

    rho = 0.4

    def both(cause: float) -> float:
        tied = [ndtr((ndtri(float(p)) - sqrt(rho) * cause) / sqrt(1 - rho)) for p in (CHANCES[0], CHANCES[3])]
        return float(tied[0] * tied[1] * np.exp(-(cause**2) / 2) / sqrt(2 * pi))

    found = come_about(CHANCES, DRAWS, correlation=rho)
    assert near((found[:, 0] & found[:, 3]).mean(), quad(both, -8, 8)[0])


def test_numbers_are_correlated_as_asked_and_draws_are_not() -> None:
    """The correlation of the normal numbers behind two deals, and of one deal's numbers in neighbouring draws."""
    drawn = latent(np.random.default_rng(3), (DRAWS, 2), 0.6)
    assert (drawn[:, 0] * drawn[:, 1]).mean() == pytest.approx(0.6, abs=0.03)
    assert (drawn[1:, 0] * drawn[:-1, 0]).mean() == pytest.approx(0, abs=0.02)
    assert drawn.std(axis=0) == pytest.approx([1, 1], abs=0.02)


def test_tied_wholly_no_deal_comes_about_without_the_likelier_ones() -> None:
    """With correlation 1 one number decides on all."""
    found = come_about(CHANCES, 1_000, correlation=1)
    assert np.all(found[:, :-1] <= found[:, 1:])


@given(st.integers(0, 2**40), st.floats(0, 1), st.integers(1, 30))
def test_more_draws_begin_with_the_same_ones(seed: int, correlation: float, fewer: int) -> None:
    """The same seed gives the same bytes; a certain deal always comes about and an impossible one never."""
    chances = [0, 0.3, 1]
    long, short = (come_about(chances, draws, correlation=correlation, seed=seed) for draws in (40, fewer))
    assert long[:fewer].tobytes() == short.tobytes()
    assert not long[:, 0].any()
    assert long[:, 2].all()


def test_another_seed_draws_others() -> None:
    """Seeds matter."""
    assert come_about(CHANCES, 100, seed=1).tobytes() != come_about(CHANCES, 100, seed=2).tobytes()


def test_no_deals_and_no_draws() -> None:
    """Nothing to decide on."""
    assert come_about([], 5).shape == (5, 0)
    assert come_about(CHANCES, 0).shape == (0, 4)


@pytest.mark.parametrize("wrong", [-0.1, 1.5, nan, inf])
def test_what_is_no_probability_is_refused(wrong: float) -> None:
    """With the place and what was written."""
    with pytest.raises(InputError, match=f"probability 2 is {wrong}"):
        come_about([0.5, wrong], 1)
    with pytest.raises(InputError, match=f"correlation is {wrong}"):
        come_about([0.5], 1, correlation=wrong)
