"""A plan: what one party opens with, and all that is to move into its account and out of it until a day.

Money on one day settles together: what counts is the balance at the end of the day.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Final

from dawra.analyses.liquidity.stated import Stated
from dawra.flows import Leg, Notice, Opening
from dawra.flows.leg import MARKS
from dawra.values.money import minor_units

SIDES: Final = ("inflow", "obligation", "draw")
"""What comes in from business, what has to be paid, and what financiers pay in."""

ORIGINS: Final = ("leg", "fact", "plan")
"""Where a movement stands: a deal, a figure that the party stated, or the plan of whoever asks."""

CERTAIN: Final = Fraction(1)
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """Money that comes in (``inflow``, ``draw``) or goes out (``obligation``), in minor units of the plan's currency.

    It is at least ``low``, at most ``high`` (None: without limit), and stated as ``point``; ``mark`` says what the
    point is, as of a leg. It moves in one step on ``start``, or evenly over ``[start, end)``. Movements of one
    ``deal`` come about together, with ``probability``: where those differ, whenever the less likely comes about
    so does the likelier. Without a deal a movement stands alone. ``label`` is what a person calls it.
    """

    side: str
    low: int
    point: int
    high: int | None
    start: date
    end: date | None = None
    deal: str = ""
    probability: Fraction = CERTAIN
    label: str = ""
    mark: str = ""
    origin: str = "leg"

    def __post_init__(self) -> None:
        for value, known, name in (
            (self.side, SIDES, "side"),
            (self.origin, ORIGINS, "origin"),
            (self.mark, MARKS, "mark"),
        ):
            if value not in known:
                raise ValueError(f"unknown {name} {value!r}: one of {', '.join(filter(None, known))}")
        if not 0 <= self.low <= self.point or (self.high is not None and self.point > self.high):
            raise ValueError(f"amounts out of order: {self.low}, {self.point}, {self.high}")
        if self.end is not None and self.end <= self.start:
            raise ValueError(f"a movement cannot run from {self.start} to {self.end}")
        if not 0 <= self.probability <= 1:
            raise ValueError(f"the probability of a movement is {self.probability}: it lies from 0 to 1")

    @property
    def comes_in(self) -> bool:
        """Whether it raises the balance."""
        return self.side != "obligation"

    @property
    def until(self) -> date:
        """The first day after it."""
        return self.end or self.start + _DAY

    @property
    def is_exact(self) -> bool:
        """Whether it is one sum."""
        return self.low == self.high

    def share(self, day: date) -> Fraction:
        """The share of it that has moved before ``day``, from 0 to 1."""
        term = (self.until - self.start).days
        return Fraction(min(max((day - self.start).days, 0), term), term)

    def moved(self, day: date) -> int:
        """What of the point has moved before ``day``, to the nearest minor unit, half of one to the even one."""
        term = (self.until - self.start).days
        days = min(max((day - self.start).days, 0), term)
        # The same as round(point * share), without making fractions many thousand times.
        whole, rest = divmod(self.point * days, term)
        return whole + (2 * rest > term or (2 * rest == term and whole % 2 == 1))

    def meets(self, start: date, end: date) -> bool:
        """Whether some of it may move in ``[start, end)``."""
        return self.high != 0 and self.start < end and start < self.until


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumption:
    """What a result rests on beside the ledger's deals: a ``code``, and what it is about, as far as that says more.

    ``amount`` is in minor units, ``high`` its greatest value where it is a range; ``start`` and ``end`` are the days
    it reaches over, [start, end).
    """

    code: str
    label: str = ""
    amount: int | None = None
    high: int | None = None
    start: date | None = None
    end: date | None = None
    count: int | None = None
    probability: Fraction | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What ``party`` has and is to get and to pay in ``[start, end)``.

    ``opening`` is the balance before the first day, None where nobody knows it; ``currency`` is None only where there
    is no money at all. ``correlation`` ties the deals to one common cause (one-factor Gaussian copula), from 0 to 1.
    ``assumptions`` is all that is not a deal's own word, ``checks`` are figures that the party stated and that
    are in no sum. ``without_amount`` are legs that count 0 because nobody stated an amount.

    Raises:
        ValueError: no day between start and end, an unknown currency, or a correlation outside 0 to 1.
    """

    party: str
    currency: str | None
    start: date
    end: date
    opening: Opening | None = None
    movements: tuple[Movement, ...] = ()
    correlation: Fraction = Fraction(0)
    assumptions: tuple[Assumption, ...] = ()
    notices: tuple[Notice, ...] = ()
    checks: tuple[Stated, ...] = ()
    without_amount: tuple[Leg, ...] = ()

    def __post_init__(self) -> None:
        if self.currency is not None:
            minor_units(self.currency)
        if self.end <= self.start:
            raise ValueError(f"a plan cannot run from {self.start} to {self.end}")
        if not 0 <= self.correlation <= 1:
            raise ValueError(f"the correlation is {self.correlation}: it lies from 0 to 1")

    @property
    def moving(self) -> tuple[Movement, ...]:
        """The movements of which some may fall into the plan's days and that may come about."""
        return tuple(one for one in self.movements if one.probability and one.meets(self.start, self.end))

    def limited(self) -> "Plan":
        """The plan in which what has no limit counts with its stated number at most."""
        told = (replace(one, high=one.point) if one.high is None else one for one in self.movements)
        return replace(self, movements=tuple(told))
