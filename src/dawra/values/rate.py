"""What one currency is worth in another on a day, and who says so; exact, and rounded once."""

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any, Final, Protocol

from dawra.values.money import Amount, minor_units


@dataclass(frozen=True, slots=True, kw_only=True)
class RateSource:
    """Who says what a currency is worth.

    ``kind`` is ``ecb`` (the European Central Bank, as published on ``day``), ``peg`` (``name`` is what is fixed,
    ``day`` since when, as precise as is known) or ``table`` (a user's file ``name``, the ``line`` and its day).
    """

    kind: str
    day: str
    name: str = ""
    line: int | None = None

    def __str__(self) -> str:
        if self.kind == "ecb":
            return f"ECB {self.day}"
        return (
            f"peg {self.name} since {self.day}" if self.kind == "peg" else f"{self.name} line {self.line}, {self.day}"
        )

    def to_json(self) -> dict[str, Any]:
        """``{kind, name, line, day}``."""
        return {"kind": self.kind, "name": self.name, "line": self.line, "day": self.day}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """On ``day`` one unit of ``base`` is worth ``factor`` units of ``quote``.

    ``sources`` are those of its steps, in their order, each once.
    """

    base: str
    quote: str
    day: date
    factor: Fraction
    sources: tuple[RateSource, ...]

    def __post_init__(self) -> None:
        minor_units(self.base)
        minor_units(self.quote)
        if self.factor <= 0:
            raise ValueError(f"one {self.base} cannot be worth {self.factor} {self.quote}")

    @property
    def source(self) -> str:
        """All sources in one line."""
        return " × ".join(map(str, self.sources))

    def convert(self, minor: int) -> int:
        """Minor units of ``base`` in minor units of ``quote``, half a minor unit rounded to even."""
        return round(self.exact(minor))

    def exact(self, minor: int) -> Fraction:
        """The same before rounding."""
        return minor * self.factor * minor_units(self.quote) / minor_units(self.base)

    def amount(self, amount: Amount) -> Amount:
        """An amount of ``base`` in ``quote``, its wording left behind."""
        if amount.currency != self.base:
            raise ValueError(f"a rate from {self.base} converts no {amount.currency}")
        low, high = (None if end is None else self.convert(end) for end in (amount.low, amount.high))
        return replace(amount, low=low, high=high, currency=self.quote, text="")

    def inverse(self) -> "Rate":
        """The way back."""
        return replace(self, base=self.quote, quote=self.base, factor=1 / self.factor)

    def then(self, step: "Rate") -> "Rate":
        """This rate and one from where it ends; a source that gives both is named once."""
        if step.base != self.quote or step.day != self.day:
            raise ValueError(f"no way from {self.quote} on {self.day} by a rate of {step.base} on {step.day}")
        sources = tuple(dict.fromkeys([*self.sources, *step.sources]))
        return replace(self, quote=step.quote, factor=self.factor * step.factor, sources=sources)

    def to_json(self) -> dict[str, Any]:
        """``{from, to, day, rate, source, sources}``."""
        factor = self.factor
        return {
            "from": self.base,
            "to": self.quote,
            "day": self.day.isoformat(),
            "rate": int(factor) if factor.denominator == 1 else float(factor),
            "source": self.source,
            "sources": [source.to_json() for source in self.sources],
        }


class Rates(Protocol):
    """Whoever knows dated rates."""

    def rate(self, base: str, quote: str, day: date) -> Rate | None:
        """The rate of that day; None where none is known, never a guess."""


class _NoRates:
    def rate(self, base: str, quote: str, day: date) -> Rate | None:  # noqa: ARG002 - nothing helps
        return None


NO_RATES: Final[Rates] = _NoRates()
"""Knows nothing, so that no sum is ever converted."""
