"""What cross-holdings make of the assets behind them, and whom a failure takes along (methods §7.4).

Owners of owners count the same asset again: by S[holder, issuer] the book values are (I - S)^-1 v, v being what
each has itself, and sum to more than it. What the outside can be said to hold of each is A v with A = S^ (I - S)^-1,
S^ the parts that nobody here holds; the columns of A sum to one, so that market values add up to the assets.
The sum of book values over that of the assets is how often a dollar of assets is counted.

A company whose market value falls below its threshold fails and loses its failure cost. Failures can confirm
themselves: from none upwards is the best equilibrium, from all downwards the worst.

What it does not show: debts. Source: Elliott, Golub, Jackson 2014.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import isfinite

import numpy as np

from dawra.analyses.circulation import Floats
from dawra.analyses.contagion.linear import dense
from dawra.analyses.contagion.obligations import Number, Obligations
from dawra.analyses.contagion.system import NEAR, floats, system_of
from dawra.errors import InputError


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossHoldings:
    """Values by party; ``inflation`` is how often assets are counted in the book values, None without any."""

    book: Mapping[str, float]
    market: Mapping[str, float]
    inflation: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Failures:
    """Who fails in one equilibrium, and the market values after the costs of failing."""

    failed: tuple[str, ...]
    market: Mapping[str, float]


def cross_holdings(values: Mapping[str, Number], shares: Mapping[tuple[str, str], Fraction]) -> CrossHoldings:
    """Book and market values by what each has itself.

    Raises:
        InputError: assets or shares that are none, or a group whose shares are all held within it.
    """
    parties, inverse, outside = _inverse(values, shares)
    own = floats([values.get(party, 0) for party in parties])
    book = inverse @ own
    return CrossHoldings(
        book=dict(zip(parties, book.tolist(), strict=True)),
        market=dict(zip(parties, (outside * book).tolist(), strict=True)),
        inflation=float(book.sum() / own.sum()) if own.sum() > 0 else None,
    )


def failures(
    values: Mapping[str, Number],
    shares: Mapping[tuple[str, str], Fraction],
    *,
    thresholds: Mapping[str, Number],
    costs: Mapping[str, Number],
) -> tuple[Failures, Failures]:
    """The best and the worst equilibrium, where whoever falls below its threshold loses its cost.

    A party without a threshold never fails.

    Raises:
        InputError: as `cross_holdings`; or a cost that is negative or not finite.
    """
    if wrong := sorted(party for party, cost in costs.items() if not (isfinite(cost) and cost >= 0)):
        raise InputError(f"the cost of failing of {wrong[0]!r} is {costs[wrong[0]]}: write a finite number from 0.")
    parties, inverse, outside = _inverse(values, shares)
    own = floats([values.get(party, 0) for party in parties])
    cost = floats([costs.get(party, 0) for party in parties])
    least = np.array([float(thresholds.get(party, -np.inf)) for party in parties])

    def market(failed: Floats) -> Floats:
        return np.asarray(outside * (inverse @ (own - cost * failed)))

    def equilibrium(failed: Floats) -> Failures:
        # From none, failures only spread; from all, they are only taken back.
        while True:
            value = market(failed)
            after = (value < least - NEAR * np.abs(least)).astype(np.float64)
            if np.array_equal(after, failed):
                break
            failed = after
        return Failures(
            failed=tuple(party for party, down in zip(parties, failed, strict=True) if down),
            market=dict(zip(parties, value.tolist(), strict=True)),
        )

    return equilibrium(np.zeros(len(parties))), equilibrium(np.isfinite(least).astype(np.float64))


def _inverse(
    values: Mapping[str, Number], shares: Mapping[tuple[str, str], Fraction]
) -> tuple[tuple[str, ...], Floats, Floats]:
    """The parties, (I - S)^-1, and the part of each that the outside holds."""
    named = Obligations(currency=None, assets=values, debts=(), shares=shares)
    held = dense(system_of(named, [0] * len(named.parties), alpha=1, beta=1).shares)
    inverse: Floats = np.asarray(np.linalg.inv(np.eye(len(held)) - held))
    return named.parties, inverse, 1 - held.sum(axis=0)
