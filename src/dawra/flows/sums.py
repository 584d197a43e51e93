"""What a deal comes to: its amount set in minor units (methods §1, "Amount sets")."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from dawra.deals import Deal
from dawra.flows.timing import years_of
from dawra.values import KINDS, Amount, Rate

_MARKS: Final = {"up_to": "ceiling", "less_than": "ceiling", "at_least": "floor", "more_than": "floor"}
_PER_YEAR: Final = {"year": 1, "quarter": 4, "month": 12}
_TENTH: Final = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """A set of sums and its point; ``high`` None is without limit, ``mark`` and ``period`` as of a leg."""

    low: int
    point: int
    high: int | None
    currency: str
    mark: str = ""
    period: str = ""

    def times(self, factor: Fraction) -> "Sum":
        """Each end and the point ``factor`` times."""
        high = None if self.high is None else int(self.high * factor)
        return replace(self, low=int(self.low * factor), point=int(self.point * factor), high=high)

    def by(self, rate: Rate) -> "Sum":
        """The same in the currency of ``rate``."""
        high = None if self.high is None else rate.convert(self.high)
        low, point = rate.convert(self.low), rate.convert(self.point)
        return replace(self, low=low, point=point, high=high, currency=rate.quote)

    def less(self, parts: Iterable["Sum"]) -> "Sum":
        """What ``parts`` of the same currency leave of it, never below nothing."""
        parts = [part for part in parts if part.currency == self.currency]
        if not parts:
            return self
        point = max(self.point - sum(part.point for part in parts), 0)
        highs = [part.high for part in parts]
        most_taken = self.low if None in highs else sum(high or 0 for high in highs)
        high = None if self.high is None else max(self.high - sum(part.low for part in parts), point)
        return replace(self, low=min(max(self.low - most_taken, 0), point), point=point, high=high)


def sum_of(deal: Deal, deals: Sequence[Deal]) -> Sum | None:
    """What ``deal`` adds to ``deals``: its amount, of an extension only what is new; None: not said.

    A sum per year, quarter or month counts for the whole term; without one for that period alone, which is said.
    """
    years = years_of(deal)
    whole = _set(deal.amount, years) if deal.amount else None
    more = _set(deal.increase, years) if deal.increase else None
    if more is None or whole is None:
        return whole or more
    return more if _extends(deal, deals) else whole


def _set(amount: Amount, years: Fraction | None) -> Sum:
    spread = amount.stated // _TENTH if amount.qualifier == "about" else 0
    one = Sum(
        low=(amount.low or 0) - spread,
        point=amount.stated,
        high=None if amount.high is None else amount.high + spread,
        currency=amount.currency,
        mark=_MARKS.get(amount.qualifier, ""),
    )
    if amount.per == "total":
        return one
    if years is None:
        return replace(one, period=amount.per)
    return one.times(years * _PER_YEAR[amount.per])


def _extends(deal: Deal, deals: Iterable[Deal]) -> bool:
    """Whether the deal that this one enlarges is there: its kind and parties, a sum, begun before."""
    return any(
        other.kind == deal.kind
        and (other.amount or other.increase)
        and other.agreed < deal.agreed
        and all(_ids(other, role) & _ids(deal, role) for role in _sides(deal.kind))
        for other in deals
        if other.id != deal.id
    )


def _sides(kind: str) -> tuple[str, ...]:
    return tuple(role.name for role in KINDS[kind].roles if role.least)


def _ids(deal: Deal, role: str) -> frozenset[str]:
    return frozenset(party.id for party in deal.in_role(role) if party.id)
