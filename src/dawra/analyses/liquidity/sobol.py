"""What drives the variance of a figure: Sobol's indices of its independent inputs (methods §8).

S_i = Var(E[Y|X_i]) / Var(Y) is what input i explains alone, S_Ti = 1 - Var(E[Y|X_-i]) / Var(Y) what it explains with
all its interactions (Sobol 1993; Homma and Saltelli 1996). From a table of all cases they are exact; else they are
estimated from draws: S_i as in Saltelli and others 2010, S_Ti as in Jansen 1999.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import reduce
from math import prod
from typing import Final

import numpy as np

from dawra.analyses.liquidity.outcomes import Floats

SAMPLES: Final = 2**12


@dataclass(frozen=True, slots=True, kw_only=True)
class Indices:
    """``first`` and ``total`` index of one input."""

    first: float
    total: float


def exact(values: Floats, chances: Sequence[Floats]) -> tuple[Indices, ...] | None:
    """The indices from all cases; None where nothing varies.

    ``values`` has one axis for each input, along which it has each of its values; ``chances`` are the probabilities
    of these. In every case 0 <= S_i <= S_Ti and Σ S_i <= 1 (INV-8.1).
    """
    if not np.ptp(values):
        return None
    weight: Floats = reduce(np.multiply.outer, chances, np.array(1.0))
    centred = values - float((weight * values).sum() / weight.sum())
    weighted = weight * centred
    variance = float((weighted * centred).sum())
    found = []
    for one, chance in enumerate(chances):
        parted = prod(values.shape[:one]), values.shape[one], prod(values.shape[one + 1 :])
        alone = weighted.reshape(parted).sum(axis=(0, 2))
        own = centred.reshape(parted)
        # What is left when all others are known: what this input explains, alone or with them.
        left = own - np.einsum("alb,l->ab", own, chance)[:, None, :]
        rest = float((weight.reshape(parted) * left * left).sum())
        # The weighted sums hold the chance of each value once already.
        first = float((alone**2 / np.where(chance > 0, chance, 1)).sum())
        found.append(Indices(first=first / variance, total=rest / variance))
    return tuple(found)


def estimated(
    function: Callable[[Floats], Floats], inputs: int, *, seed: int = 0, samples: int = SAMPLES
) -> tuple[Indices, ...] | None:
    """The indices of ``function`` of uniform ``inputs`` in [0, 1), from ``samples`` · (inputs + 2) values of it.

    ``function`` takes a row for each case and a column for each input. The draws are a scrambled Sobol sequence by
    ``seed``; a power of two of them is balanced. None where nothing varies. An estimate may lie a little outside
    INV-8.1.

    Raises:
        ValueError: no input, or fewer than two samples.
    """
    from scipy.stats import qmc  # noqa: PLC0415 - slow to import

    if inputs < 1 or samples < 2:  # noqa: PLR2004 - a variance needs two
        raise ValueError(f"indices need an input and two samples, not {inputs} and {samples}")
    draws = qmc.Sobol(2 * inputs, scramble=True, rng=np.random.default_rng(seed)).random(samples)
    one, other = draws[:, :inputs], draws[:, inputs:]
    of_one, of_other = function(one), function(other)
    if not np.ptp([of_one, of_other]):
        return None
    mean = (of_one.mean() + of_other.mean()) / 2
    of_one, of_other = of_one - mean, of_other - mean
    variance = float((of_one @ of_one + of_other @ of_other) / (2 * samples))
    found = []
    for place in range(inputs):
        mixed = one.copy()
        mixed[:, place] = other[:, place]
        of_mixed = function(mixed) - mean
        found.append(
            Indices(
                first=float(of_other @ (of_mixed - of_one)) / samples / variance,
                total=float(((of_one - of_mixed) ** 2).sum()) / (2 * samples) / variance,
            )
        )
    return tuple(found)
