"""Which deals come about together: seeded draws that one common cause may tie (methods §8).

Each deal has its own standard normal number E, all share another one, Z; deal i comes about where
√ρ Z + √(1 - ρ) E is below the point under which a standard normal lies with the deal's probability. How often a deal
comes about is the same for every ρ; with 0 deals are independent, with 1 no deal comes about without all likelier ones.
The numbers of one draw are drawn in a row, so that more draws begin with the same ones.

What it does not show: where ρ comes from. No figure of a ledger says it; it is the caller's to state, and to vary.

Source: the one-factor Gaussian copula (Vasicek 1987; Li 2000).
"""

from collections.abc import Sequence
from fractions import Fraction
from math import isfinite
from typing import Any

import numpy as np
import numpy.typing as npt

from dawra.errors import InputError

Floats = npt.NDArray[np.float64]
Flags = np.ndarray[Any, np.dtype[np.bool_]]


def come_about(
    chances: Sequence[Fraction | float], draws: int, *, correlation: Fraction | float = 0, seed: int = 1
) -> Flags:
    """Whether each deal (column) comes about in each draw (row), with these probabilities; same seed, same draws.

    Raises:
        InputError: a probability or ``correlation`` outside [0, 1].
    """
    from scipy.special import ndtri  # noqa: PLC0415 - slow to import

    for number, chance in enumerate(chances):
        _within(chance, f"probability {number + 1}")
    highest: Floats = ndtri(np.array([float(chance) for chance in chances]))
    found: Flags = latent(np.random.default_rng(seed), (draws, len(chances)), correlation) < highest
    return found


def latent(rng: np.random.Generator, shape: tuple[int, int], correlation: Fraction | float = 0) -> Floats:
    """Standard normal numbers, draws x deals; those of one draw are correlated pair by pair, draws are independent.

    Raises:
        InputError: ``correlation`` outside [0, 1].
    """
    _within(correlation, "correlation")
    draws, deals = shape
    drawn = rng.standard_normal((draws, deals + 1))
    tied: Floats = np.sqrt(float(correlation)) * drawn[:, :1] + np.sqrt(float(1 - correlation)) * drawn[:, 1:]
    return tied


def _within(value: Fraction | float, what: str) -> None:
    if not (isfinite(value) and 0 <= value <= 1):
        raise InputError(f"{what} is {value}: write a number from 0 to 1.")
