"""Whether two sums can be one: brought to the same period by the term, and to one currency by the day's rate.

A rate of the day is not the rate that the parties agreed on, nor the one by which a paper converted: what is
converted is taken 2 % wider before it is compared (ledger rules, "Compatible amounts").
"""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from typing import Final, Self

from dawra.deals.precision import possible
from dawra.values import Amount, Rate, Rates

Bounds = tuple[int, int | None]

SLACK: Final = Fraction(2, 100)
"""How far the rate of a deal may lie from that of its day."""

_PER_YEAR: Final = {"year": 1, "quarter": 4, "month": 12}


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """An amount with what decides to which others it can be compared.

    ``bounds`` are its possible sums and ``stated`` its number, in minor units of ``currency``; over the whole
    term where that is known, so that ``per`` is total. ``day`` is the first of the event that it is told of.
    ``rate`` is what converted it, None where it stands in its own currency.
    """

    currency: str
    per: str
    bounds: Bounds
    stated: int
    day: date
    rate: Rate | None = None

    @classmethod
    def of(cls, amount: Amount, years: Decimal | None, day: date) -> Self:
        """An amount told of ``day``, over a term of ``years`` where that is known."""
        (low, high), stated, per = possible(amount), amount.stated, amount.per
        if per != "total" and years:
            periods = years * _PER_YEAR[per]
            low, high, stated = int(low * periods), None if high is None else int(high * periods), int(stated * periods)
            per = "total"
        return cls(currency=amount.currency, per=per, bounds=(low, high), stated=stated, day=day)

    def into(self, currency: str, rates: Rates) -> "Figure | None":
        """The same in another currency by the rate of its day, 2 % wider; None where no rate is known."""
        if currency == self.currency:
            return self
        if (rate := rates.rate(self.currency, currency, self.day)) is None:
            return None
        low, high = self.bounds
        wide = floor(rate.exact(low) * (1 - SLACK)), None if high is None else ceil(rate.exact(high) * (1 + SLACK))
        return replace(self, currency=currency, bounds=wide, stated=rate.convert(self.stated), rate=rate)


def compare(one: Figure, other: Figure, rates: Rates) -> bool | None:
    """Whether two sums can be one; None where nothing tells, for want of a term or of a rate.

    In two currencies they agree where they do at the rate of either day: a sum told again later may have been
    converted again.
    """
    if one.per != other.per:
        return None
    if one.currency == other.currency:
        return meet(one.bounds, other.bounds)
    pairs = ((one.into(other.currency, rates), other), (one, other.into(one.currency, rates)))
    met = [meet(mine.bounds, theirs.bounds) for mine, theirs in pairs if mine and theirs]
    return any(met) if met else None


def meet(one: Bounds, other: Bounds) -> bool:
    """Whether two sets of sums have one in common; 3.0 and 3.1 bn only touch, and name two sums."""
    low, highs = max(one[0], other[0]), [high for high in (one[1], other[1]) if high is not None]
    return not highs or low < min(highs) or (low == min(highs) and (one[0] == one[1] or other[0] == other[1]))
