"""How unusual is a value among those of a null? Shares that are exact, never a normal approximation.

Sources: Phipson, Smyth 2010 (a sampled p is never 0); Clopper, Pearson 1934 (what a sampled share may be);
Benjamini, Hochberg 1995 (several statistics at once).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import Final

import numpy as np

from dawra.analyses.circulation import Ints

QUANTILES: Final = (Fraction(1, 20), Fraction(1, 2), Fraction(19, 20))
_CONFIDENCE: Final = 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class PValue:
    """The share of the null's values that are as large as the observed one.

    ``as_large`` of ``compared`` values are. Where those are all there are (``exact``), ``p`` is their share,
    else (1 + as_large) / (1 + compared). ``interval`` holds the share over all of them with confidence 95%.
    ``resolution`` is the smallest p that any data could have had here: the share of the largest value, or
    1 / (1 + compared). ``quantiles`` are those of `QUANTILES`.
    """

    observed: int
    as_large: int
    compared: int
    exact: bool
    p: Fraction
    interval: tuple[float, float]
    resolution: Fraction
    mean: Fraction
    quantiles: tuple[int, ...]


def p_value(observed: int, values: Ints, *, exact: bool) -> PValue:
    """Compare with ``values``: all that there are if ``exact``, else as many as were drawn; at least one."""
    ordered = np.sort(values)
    compared = ordered.size
    as_large = compared - int(np.searchsorted(ordered, observed))
    largest = compared - int(np.searchsorted(ordered, ordered[-1]))
    p = Fraction(as_large, compared) if exact else Fraction(1 + as_large, 1 + compared)
    return PValue(
        observed=observed,
        as_large=as_large,
        compared=compared,
        exact=exact,
        p=p,
        interval=(float(p), float(p)) if exact else clopper_pearson(as_large, compared),
        resolution=Fraction(largest, compared) if exact else Fraction(1, 1 + compared),
        mean=Fraction(sum(ordered.tolist()), compared),
        quantiles=tuple(int(ordered[ceil(share * compared) - 1]) for share in QUANTILES),
    )


def clopper_pearson(hits: int, trials: int) -> tuple[float, float]:
    """The shares that are not refuted by ``hits`` out of ``trials``, at 2.5% on either side."""
    from scipy.special import betaincinv  # noqa: PLC0415 - slow to import

    rest = (1 - _CONFIDENCE) / 2
    low = float(betaincinv(hits, trials - hits + 1, rest)) if hits else 0.0
    high = float(betaincinv(hits + 1, trials - hits, 1 - rest)) if hits < trials else 1.0
    return low, high


def benjamini_hochberg(values: Sequence[Fraction]) -> list[Fraction]:
    """For each p the least false discovery rate at which it would be found: min over larger p of p * m / rank."""
    falling = sorted(range(len(values)), key=lambda place: values[place], reverse=True)
    least, found = Fraction(1), list(values)
    for passed, place in enumerate(falling):
        least = min(least, values[place] * len(values) / (len(values) - passed))
        found[place] = least
    return found
