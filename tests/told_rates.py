"""Rates written out for a test, so that each figure can be worked by hand."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from dawra.values import Rate, RateSource

TOLD = RateSource(kind="table", name="told", line=2, day="2025-12-16")


class ToldRates:
    """``{"EUR/USD": "1.25"}``: one factor on every day, or ``{"EUR/USD 2025-12-16": "1.25"}`` on one day."""

    def __init__(self, told: Mapping[str, str]) -> None:
        self._told = told

    def rate(self, base: str, quote: str, day: date) -> Rate | None:
        """The factor as told, or one over it for the way back."""
        if factor := self._factor(f"{base}/{quote}", day):
            return Rate(base=base, quote=quote, day=day, factor=Fraction(factor), sources=(TOLD,))
        if factor := self._factor(f"{quote}/{base}", day):
            return Rate(base=base, quote=quote, day=day, factor=1 / Fraction(factor), sources=(TOLD,))
        return None

    def _factor(self, pair: str, day: date) -> str | None:
        return self._told.get(f"{pair} {day}", self._told.get(pair))
