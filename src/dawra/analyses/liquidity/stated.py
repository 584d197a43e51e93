"""What a party said of itself: its cash, its revenue, what it burns; a ledger's facts as amounts in one currency."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from dawra.claims import FactClaim
from dawra.claims.sourced import Sourced
from dawra.values import NO_RATES, Amount, PartialDate, Rates

FLOWS: Final = ("revenue", "cash_burn", "loss", "profit", "capex")
"""Figures of a period; all others are of its last day."""
_TENTH: Final = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A figure that a party stated of itself for the days ``[start, end)``, in minor units.

    ``high`` None is without limit. ``period`` is the time as written, ``status`` whether it has come about
    (``completed``) or is planned, ``known`` the first day on which one could know it.
    """

    metric: str
    period: str
    start: date
    end: date
    low: int
    point: int
    high: int | None
    status: str = "completed"
    known: str = ""

    @property
    def days(self) -> int:
        """How long its period is."""
        return (self.end - self.start).days


def stated(
    facts: Iterable[Sourced[FactClaim]],
    party: str,
    ids: Mapping[str, str],
    currency: str,
    rates: Rates = NO_RATES,
) -> tuple[Stated, ...]:
    """The figures that ``party`` stated of itself, by metric and period, the latest word on each.

    ``ids`` holds the party that a name of the facts counts as; a name that is missing stands for itself. Left out
    are figures without an amount or a period, those of one party in another, and those in a currency of whose day no
    rate is known. A figure that has come about takes the place of the same one planned.
    """
    found: dict[tuple[str, str], tuple[tuple[bool, str], Stated]] = {}
    for fact in facts:
        claim = fact.claim
        named = claim.party.id or ""
        if ids.get(named, named) != party or claim.of is not None or claim.amount is None or claim.period is None:
            continue
        days = _days(claim.period)
        if days is None or (sums := _sums(claim.amount, currency, rates, days[1])) is None:
            continue
        rank = (claim.status == "completed", fact.known)
        key = claim.metric, claim.period
        if key in found and found[key][0] > rank:
            continue
        low, point, high = sums
        found[key] = (
            rank,
            Stated(
                metric=claim.metric,
                period=claim.period,
                start=days[0],
                end=days[1],
                low=low,
                point=point,
                high=high,
                status=claim.status,
                known=fact.known,
            ),
        )
    return tuple(
        one for _, one in sorted(found.values(), key=lambda pair: (pair[1].metric, pair[1].start, pair[1].end))
    )


def latest_cash(found: Iterable[Stated], day: date) -> Stated | None:
    """The latest cash balance of a period that ended by ``day``; None where nobody stated one."""
    held = [one for one in found if one.metric == "cash" and one.status == "completed" and one.end <= day]
    return max(held, key=lambda one: (one.end, one.known), default=None)


def _days(period: str) -> tuple[date, date] | None:
    """The days of a period such as 2025-Q3 or 2024-07/2025-06."""
    first, _, last = period.partition("/")
    try:
        start, end = PartialDate(first).start, PartialDate(last or first).end
    except ValueError:
        return None
    return (start, end) if start < end else None


def _sums(amount: Amount, currency: str, rates: Rates, day: date) -> tuple[int, int, int | None] | None:
    """Least, stated and greatest sum; None where it is in another currency and no rate of the day is known."""
    spread = amount.stated // _TENTH if amount.qualifier == "about" else 0
    low, high = (amount.low or 0) - spread, None if amount.high is None else amount.high + spread
    if amount.currency == currency:
        return low, amount.stated, high
    rate = rates.rate(amount.currency, currency, day)
    if rate is None:
        return None
    return rate.convert(low), rate.convert(amount.stated), None if high is None else rate.convert(high)
