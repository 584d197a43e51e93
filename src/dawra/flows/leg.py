"""A leg: the money that one deal moves from one party to another."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from dawra.values import CONDITIONS, STATUSES, Rate, minor_units

CLASSES: Final = ("cash", "in_kind", "equity", "contingent")
"""What moves: money, goods for a credit, shares at fair value, or money only if something happens."""

LAYERS: Final = ("fin", "pur", "ret", "oth")
"""Why it moves: money in as equity or loan, payment for goods or rights, money back to a financier, else."""

MARKS: Final = ("", "ceiling", "floor", "unknown")
"""What the point value is: the amount, the most of it, the least of it, or 0 because no amount is known."""

PERIODS: Final = ("", "year", "quarter", "month")
"""Whose sum a leg carries where its deal has no term: that of one of these, or the whole."""

OUTSIDE: Final = "*"
"""Everyone who is not in the study. It keeps no account and no circle passes through it."""

_OPEN: Final = frozenset({"milestones", "option"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """Money from ``from_party`` to ``to_party`` under one deal.

    ``low``, ``point`` and ``high`` are minor units of ``currency``; ``high`` None means without limit.
    ``total`` is the most that all legs of this deal and layer come to together, where several payers or
    payees share one sum, else None. Money moves in one step on ``start``, or evenly over ``[start, end)``;
    ``start`` None means that no date is known. ``coarse`` says that the interval is only the precision of the
    date. ``mark`` says what the point value is. ``deal`` is the deal's id, or "" where none was given.
    ``agreed`` is the day on which its deal was made, None where only ``start`` is known. ``period`` is the
    year, quarter or month whose sum this is, where a deal names a sum per period and no term; else "".
    ``conditions`` are those that its deal hangs on. ``earmarked`` money can go nowhere but back to whoever gave
    it: a vendor's credit or loan for its own goods, and the purchase that uses it. A leg that was converted
    keeps its ``original`` and the ``rate``; of others both are None.

    Contingent money has no schedule. It may be called in full from ``start`` to before ``end``, without an end
    where none is known; its ``beneficiary`` is the party whose shortfall calls it, "" where nobody is named.
    """

    deal: str = ""
    from_party: str
    to_party: str
    money: str = "cash"
    layer: str
    low: int
    point: int
    high: int | None
    total: int | None = None
    currency: str
    start: date | None = None
    end: date | None = None
    coarse: bool = False
    status: str = "completed"
    mark: str = ""
    note: str = ""
    agreed: date | None = None
    period: str = ""
    conditions: tuple[str, ...] = ()
    earmarked: bool = False
    beneficiary: str = ""
    original: "Leg | None" = None
    rate: Rate | None = None

    def __post_init__(self) -> None:
        minor_units(self.currency)
        for value, known, name in (
            (self.money, CLASSES, "class of money"),
            (self.layer, LAYERS, "layer"),
            (self.status, STATUSES, "status"),
            (self.mark, MARKS, "mark"),
            (self.period, PERIODS, "period"),
            *((condition, CONDITIONS, "condition") for condition in self.conditions),
        ):
            if value not in known:
                raise ValueError(f"unknown {name} {value!r}: one of {', '.join(filter(None, known))}")
        if not (self.from_party and self.to_party):
            raise ValueError("a leg needs a party at either end")
        if not 0 <= self.low <= self.point or (self.high is not None and self.point > self.high):
            raise ValueError(f"amounts out of order: {self.low}, {self.point}, {self.high}")
        if self.end is not None and (self.start is None or self.end <= self.start):
            raise ValueError(f"a leg cannot run from {self.start} to {self.end}")

    @property
    def is_open(self) -> bool:
        """Whether it hangs on a milestone or an option that has not come about; such deals are drawn, not assumed."""
        return self.status != "completed" and not _OPEN.isdisjoint(self.conditions)

    @property
    def priced(self) -> date | None:
        """The day whose rate converts it: of paid cash that of its payment, else that of the agreement.

        What is paid over a term was fixed when it was agreed. None where no day is known.
        """
        at_once = self.end is None or self.coarse
        paid = self.status == "completed" and at_once
        return (self.start if paid else self.agreed) or self.agreed or self.start
