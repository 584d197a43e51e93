"""What the accounts hold before their first payment (methods §3): from a table, from facts, or not known."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Final

from dawra.claims import FactClaim
from dawra.claims.sourced import Sourced
from dawra.claims.table import check_header, read_rows
from dawra.errors import TableError
from dawra.flows.leg import OUTSIDE, Leg
from dawra.values import NO_RATES, Amount, PartialDate, Rates, to_minor

COLUMNS: Final = ("party", "amount", "high")
NO_LIMIT: Final = "unbounded"

_DECIMAL: Final = re.compile(r"\d{1,18}(\.\d{1,18})?", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """An opening balance in minor units: at least ``low``, at most ``high``; None is without limit."""

    low: int = 0
    high: int | None = None

    def __post_init__(self) -> None:
        if self.low < 0 or (self.high is not None and self.high < self.low):
            raise ValueError(f"an opening balance cannot lie between {self.low} and {self.high}")

    @property
    def point(self) -> int:
        """The middle, rounded down; the least where nobody knows the most."""
        return self.low if self.high is None else (self.low + self.high) // 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Openings:
    """The opening balances of the parties in ``known``, and of all ``others`` one and the same."""

    known: Mapping[str, Opening] = field(default_factory=dict)
    others: Opening

    @classmethod
    def exactly(cls, balances: Mapping[str, int]) -> "Openings":
        """These balances in minor units, and 0 for everyone else."""
        return cls(known={party: Opening(low=sum_, high=sum_) for party, sum_ in balances.items()}, others=_NONE)

    def of(self, party: str) -> Opening:
        """The opening balance of ``party``."""
        return self.known.get(party, self.others)


_NONE: Final = Opening(high=0)
ZERO: Final = Openings(others=_NONE)
"""All accounts open empty."""

UNKNOWN: Final = Openings(others=Opening())
"""Nobody knows what the accounts held."""


def read_openings(path: Path, currency: str, *, others: Opening = _NONE) -> Openings:
    """Read a table ``party,amount[,high]`` of opening balances in units of ``currency``.

    With a ``high`` the balance lies between the two; the word *unbounded* there leaves it open upwards. Parties
    that the table does not name open with ``others``.

    Raises:
        TableError: the file cannot be read as a table of balances, with the line, the value and what would help.
    """
    header, rows = read_rows(path)
    check_header(path, header, known=COLUMNS, needed=COLUMNS[:2])
    found: dict[str, Opening] = {}
    for line, cells in rows:
        party = cells["party"]
        if not party or party == OUTSIDE:
            advice = "Name a party; the outside (*) keeps no account."
            raise TableError(str(path), line, f"column party holds {party!r}", advice)
        if party in found:
            raise TableError(str(path), line, f"a second balance of {party!r}", "Keep one of them.")
        low = _minor(path, line, "amount", cells["amount"], currency)
        text = cells.get("high", "")
        high = None if text == NO_LIMIT else _minor(path, line, "high", text or cells["amount"], currency)
        if high is not None and high < low:
            advice = "The second is the most that it may have been, so it is no smaller than the first."
            raise TableError(str(path), line, f"amount {cells['amount']} is above high {text}", advice)
        found[party] = Opening(low=low, high=high)
    return Openings(known=found, others=others)


def _minor(path: Path, line: int, column: str, text: str, currency: str) -> int:
    if not _DECIMAL.fullmatch(text) or len(text.partition(".")[0].lstrip("0")) > len("999999999999999999"):
        shown = text if len(text) <= len(NO_LIMIT) * 4 else f"{text[: len(NO_LIMIT) * 4]}…"
        advice = "Write a plain amount in currency units such as 2500000 or 12.50, not below 0."
        raise TableError(str(path), line, f"column {column} holds {shown!r}", advice)
    return to_minor(Decimal(text), currency)


def cash_before(
    facts: Iterable[Sourced[FactClaim]],
    legs: Iterable[Leg],
    ids: Mapping[str, str],
    currency: str,
    rates: Rates = NO_RATES,
) -> Openings:
    """The opening balances that a ledger's facts prove: a party's latest cash before its first payment.

    ``ids`` holds the party that a name of the facts counts as; a name that is missing stands for itself. A figure
    counts if the period that it closes ended no later than the day of the party's first leg, since money that
    moved in between would be counted twice. Of the others nothing is known.
    """
    first: dict[str, date] = {}
    for leg in legs:
        for party in (leg.from_party, leg.to_party):
            if leg.start is not None:
                first[party] = min(first.get(party, leg.start), leg.start)
    latest: dict[str, tuple[date, Opening]] = {}
    for fact in facts:
        claim = fact.claim
        party = ids.get(claim.party.id or "", claim.party.id or "")
        if claim.metric != "cash" or claim.amount is None or claim.period is None or party not in first:
            continue
        end = _end_of(claim.period)
        if end is None or end > first[party] or (party in latest and latest[party][0] > end):
            continue
        if (opening := _opening(claim.amount, currency, rates, end)) is not None:
            latest[party] = (end, opening)
    return Openings(known={party: opening for party, (_, opening) in latest.items()}, others=Opening())


def cash_on(
    facts: Iterable[Sourced[FactClaim]],
    ids: Mapping[str, str],
    currency: str,
    day: date,
    rates: Rates = NO_RATES,
) -> dict[str, int]:
    """What each party holds before ``day`` by its latest cash figure of a period that ended by then, in minor units.

    ``ids`` as for `cash_before`. What was only planned is no cash, and neither is a sum without a rate.
    """
    latest: dict[str, tuple[date, int]] = {}
    for fact in facts:
        claim = fact.claim
        party = ids.get(claim.party.id or "", claim.party.id or "")
        if claim.metric != "cash" or claim.status != "completed" or claim.amount is None or claim.period is None:
            continue
        end = _end_of(claim.period)
        if not party or end is None or end > day or (party in latest and latest[party][0] > end):
            continue
        if (opening := _opening(claim.amount, currency, rates, end)) is not None:
            latest[party] = end, opening.point
    return {party: amount for party, (_, amount) in sorted(latest.items())}


def _end_of(period: str) -> date | None:
    """The first day after a period such as 2025-Q3 or 2024-07/2025-06."""
    try:
        return PartialDate(period.rpartition("/")[2]).end
    except ValueError:
        return None


def _opening(amount: Amount, currency: str, rates: Rates, day: date) -> Opening | None:
    """An amount as a balance; None where it is in another currency and no rate of the day is known."""
    spread = amount.stated // 10 if amount.qualifier == "about" else 0
    low, high = (amount.low or 0) - spread, None if amount.high is None else amount.high + spread
    if amount.currency == currency:
        return Opening(low=low, high=high)
    rate = rates.rate(amount.currency, currency, day)
    if rate is None:
        return None
    return Opening(low=rate.convert(low), high=None if high is None else rate.convert(high))
