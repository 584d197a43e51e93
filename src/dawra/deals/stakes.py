"""Stake and valuation arithmetic: what money for a stake says of a company's worth, and whether that fits what is said.

post = pre + new money; stake = money / post; so the implied post-money valuation is money / stake. Where nobody says
whether a valuation is meant before the money or after, both are given. Every quantity is an interval with its ends in
or out of it: "more than 500" leaves out 500.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from dawra.deals.deal import Deal
from dawra.deals.precision import last_digit, possible
from dawra.values import NO_RATES, Amount, Rates

BASES: Final = ("post", "pre")
"""After the new money, or before it."""

_PERCENT: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """Numbers from ``low`` to ``high``, the ends in it unless ``low_open``, ``high_open``; ``high`` None: no limit."""

    low: Fraction
    high: Fraction | None
    low_open: bool = False
    high_open: bool = False

    def __post_init__(self) -> None:
        if self.high is not None and (
            self.low > self.high or (self.low == self.high and (self.low_open or self.high_open))
        ):
            raise ValueError(f"no number lies from {self.low} to {self.high}")

    @classmethod
    def exactly(cls, value: Fraction | int) -> "Interval":
        """One number."""
        return cls(low=Fraction(value), high=Fraction(value))

    @classmethod
    def more_than(cls, value: Fraction | int) -> "Interval":
        """All above ``value``, without it."""
        return cls(low=Fraction(value), high=None, low_open=True)

    def __add__(self, other: "Interval") -> "Interval":
        high = None if self.high is None or other.high is None else self.high + other.high
        return Interval(
            low=self.low + other.low,
            high=high,
            low_open=self.low_open or other.low_open,
            high_open=high is not None and (self.high_open or other.high_open),
        )

    def over(self, other: "Interval") -> "Interval":
        """This divided by another, of numbers that are not negative; by what reaches down to 0 without limit.

        Raises:
            ValueError: the other is 0 alone.
        """
        if other.high == 0:
            raise ValueError("nothing can be divided by 0")
        low, low_open = (Fraction(0), True) if other.high is None else (self.low / other.high, other.high_open)
        high = None if self.high is None or other.low == 0 else self.high / other.low
        # 0 / x is 0 also without an upper end of x.
        zero = self.low == 0 and not self.low_open
        return Interval(
            low=low,
            high=high,
            low_open=False if zero else low_open or self.low_open,
            high_open=high is not None and (self.high_open or other.low_open),
        )

    def meets(self, other: "Interval") -> bool:
        """Whether some number lies in both."""
        low = max(self.low, other.low)
        held = [end for end in (self.high, other.high) if end is not None]
        if not held or low < min(held):
            return True
        return low == min(held) and self.holds(low) and other.holds(low)

    def holds(self, value: Fraction) -> bool:
        """Whether ``value`` lies in it."""
        above = value > self.low or (value == self.low and not self.low_open)
        return above and (self.high is None or value < self.high or (value == self.high and not self.high_open))


def stake_for(money: Interval, valuation: Interval, basis: str) -> Interval:
    """The stake that ``money`` buys at a ``valuation`` before it (``pre``) or after it (``post``).

    Raises:
        ValueError: another basis.
    """
    if basis not in BASES:
        raise ValueError(f"unknown basis {basis!r}: one of {', '.join(BASES)}")
    if basis == "post":
        return money.over(valuation)
    # money / (pre + money) rises with the money, which stands above the line and below it.
    low = _part(money.low, valuation.high)
    high = Fraction(1) if money.high is None else _part(money.high, valuation.low)
    return Interval(
        low=low,
        high=high,
        low_open=low < high and (money.low_open or valuation.high_open or valuation.high is None),
        high_open=low < high and (money.high_open or valuation.low_open or money.high is None),
    )


def implied(money: Interval, stake: Interval, basis: str = "post") -> Interval:
    """The valuation at which ``money`` buys a ``stake``, after the money or (``pre``) before it.

    Raises:
        ValueError: another basis, or a stake of nothing.
    """
    if basis not in BASES:
        raise ValueError(f"unknown basis {basis!r}: one of {', '.join(BASES)}")
    if basis == "post":
        return money.over(stake)
    # money (1 / stake - 1), which is nothing for the whole of a company.
    post = Interval.exactly(1).over(stake)
    most = None if post.high is None or money.high is None else money.high * max(post.high - 1, Fraction(0))
    return Interval(
        low=money.low * max(post.low - 1, Fraction(0)),
        high=most,
        low_open=most != 0 and (money.low_open or post.low_open),
        high_open=most is not None and most != 0 and (money.high_open or post.high_open),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Valued:
    """What a deal's money for a stake implies of its company's worth, in minor units of ``currency``.

    ``post`` and ``pre`` are the implied valuations after and before the money, ``stated`` is what was said, None where
    nothing was. ``contradicts`` says that the stated one meets neither (INV-8.2).
    """

    deal: str
    currency: str
    post: Interval
    pre: Interval
    stated: Interval | None

    @property
    def contradicts(self) -> bool:
        """Whether what is stated fits neither reading of what is implied."""
        return self.stated is not None and not (self.stated.meets(self.post) or self.stated.meets(self.pre))


def valued(deal: Deal, rates: Rates = NO_RATES) -> Valued | None:
    """The implied valuation of a deal with money for a stake; None where one of the two is not told.

    Written numbers stand for all that round to them: "27 %" is [26.5, 27.5]. A stated valuation in a currency of whose
    day no rate is known is left out.
    """
    money, percent = deal.amount, deal.stake_percent
    if deal.kind != "equity_investment" or money is None or not percent or money.per != "total":
        return None
    half = Fraction(last_digit(percent, "")) / 2
    whole = Fraction(_PERCENT)
    stake = Interval(
        low=max(Fraction(percent) - half, Fraction(0)) / whole, high=min(Fraction(percent) + half, whole) / whole
    )
    paid = interval_of(money)
    stated = None
    if deal.valuation is not None:
        stated = _in(deal.valuation, money.currency, deal, rates)
    return Valued(
        deal=deal.id,
        currency=money.currency,
        post=implied(paid, stake),
        pre=implied(paid, stake, "pre"),
        stated=stated,
    )


def valuations(deals: Iterable[Deal], party: str | None = None, rates: Rates = NO_RATES) -> tuple[Valued, ...]:
    """The implied valuations of all deals, or of those whose company is ``party``."""
    told = (
        valued(deal, rates)
        for deal in deals
        if party is None or any(one.id == party for one in deal.in_role("investee"))
    )
    return tuple(one for one in told if one is not None)


def interval_of(amount: Amount) -> Interval:
    """All sums that the wording of an amount leaves possible, in minor units."""
    low, high = possible(amount)
    return Interval(
        low=Fraction(low),
        high=None if high is None else Fraction(high),
        low_open=amount.qualifier == "more_than" and low != high,
        high_open=amount.qualifier == "less_than" and low != high,
    )


def _in(amount: Amount, currency: str, deal: Deal, rates: Rates) -> Interval | None:
    found = interval_of(amount)
    if amount.currency == currency:
        return found
    rate = rates.rate(amount.currency, currency, deal.agreed.start)
    if rate is None:
        return None
    return Interval(
        low=rate.exact(int(found.low)),
        high=None if found.high is None else rate.exact(int(found.high)),
        low_open=found.low_open,
        high_open=found.high_open,
    )


def _part(money: Fraction, pre: Fraction | None) -> Fraction:
    """What ``money`` is of it and ``pre`` together; nothing for nothing, and of what has no limit."""
    return Fraction(0) if pre is None or not money else money / (pre + money)
