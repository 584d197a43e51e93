"""How far one can believe in a deal, and what each origin adds to that (methods §10, "Belief").

Posterior odds = prior odds x tpr/fpr of each origin that says so x (1 - tpr)/(1 - fpr) of each that denies it.
Only explicit denials count against a deal; silence counts for nothing. Origins are taken to err independently
of each other: papers that copy one another without saying so are believed too much.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache, reduce
from operator import mul
from typing import Any, Final, Self

from dawra.deals.origins import Origin
from dawra.deals.reliability import STARTING, Reliability

LEAST: Final = Fraction(1, 1000)
MOST: Final = Fraction(999, 1000)
"""No number of origins makes a deal more certain than this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Factor:
    """By how much one origin moves the odds."""

    origin: Origin
    value: Fraction

    def to_json(self) -> dict[str, Any]:
        """``{origin, kind, denies, factor}``."""
        return {
            "origin": self.origin.id,
            "kind": self.origin.kind,
            "denies": self.origin.denies,
            "factor": float(self.value),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Odds:
    """The prior probability and one factor for each origin."""

    prior: Fraction
    factors: tuple[Factor, ...]

    @classmethod
    def of(cls, origins: Iterable[Origin], reliability: Reliability = STARTING) -> Self:
        """The odds that these origins make; each is to be named once."""
        factors = []
        for origin in origins:
            rates = reliability.of(origin.kind)
            factors.append(Factor(origin=origin, value=rates.denial if origin.denies else rates.support))
        return cls(prior=reliability.prior, factors=tuple(factors))

    @property
    def posterior(self) -> Fraction:
        """The odds for the deal after all origins, to one against it."""
        return product(self.prior / (1 - self.prior), tuple(factor.value for factor in self.factors))

    @property
    def belief(self) -> Fraction:
        """The probability that there is such a deal."""
        return _belief(self.prior, tuple(factor.value for factor in self.factors))


@lru_cache(maxsize=4096)
def product(start: Fraction, factors: tuple[Fraction, ...]) -> Fraction:
    """The exact product: few classes of origins speak of many deals, and fractions are slow."""
    return reduce(mul, factors, start)


@lru_cache(maxsize=4096)
def _belief(prior: Fraction, factors: tuple[Fraction, ...]) -> Fraction:
    odds = product(prior / (1 - prior), factors)
    return min(max(odds / (1 + odds), LEAST), MOST)
