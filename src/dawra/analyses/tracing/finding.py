"""What tracing finds, in minor units: see `tracing` for what the figures mean."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from dawra.analyses.tracing.events import Window
from dawra.flows import Leg, Notice


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Who ultimately pays the vendor, pro rata; all sources add up to the receipts.

    ``kind``: *finance* of the vendor (the self-funded part) or its other *payments*; the *opening* balance of
    ``party``; *unexplained* money of ``party``, of which no leg tells; or the *outside* (``*``), with the
    ``layer`` of the leg that brought it: ``pur`` from its own customers, ``fin`` from its investors.
    """

    party: str
    kind: str
    layer: str | None
    amount: float


@dataclass(frozen=True, slots=True, kw_only=True)
class DealPart:
    """What a deal moves, and the part of it that goes round, pro rata.

    Of a purchase from the vendor the part that the vendor's finance paid; of its finance the part that comes
    back. Legs without a deal stand together under "".
    """

    deal: str
    amount: int
    part: float


@dataclass(frozen=True, slots=True, kw_only=True)
class YearPart:
    """The same figures for the receipts of one calendar year, which money of earlier years may have paid.

    The bounds of single years hold each for itself: their sums are no tighter than the bounds of the whole.
    """

    year: int
    receipts: int
    lower: int
    point: float
    upper: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Unexplained:
    """Money that ``party`` must have had to pay what it paid; ``day`` begins the period, None on no clock."""

    party: str
    day: date | None
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """The finding for one vendor, in minor units of ``currency`` (None where there are no legs).

    ``finance`` is what the vendor gave as finance, ``receipts`` what it got for purchases (P). ``lower``,
    ``point`` and ``upper`` are L, the pro-rata value and U. A rule is None where the clock has no order that it
    needs. ``purchases`` and ``fundings`` are the deals behind the receipts and behind the finance. ``years`` is
    empty unless asked for.
    """

    vendor: str
    currency: str | None
    view: str | None
    clock: str
    window: Window
    graph: str
    finance: int
    receipts: int
    lower: int
    point: float
    upper: int
    rules: Mapping[str, float | None]
    sources: tuple[Source, ...]
    purchases: tuple[DealPart, ...]
    fundings: tuple[DealPart, ...]
    years: tuple[YearPart, ...]
    unexplained: tuple[Unexplained, ...]
    without_amount: tuple[Leg, ...]
    converted: tuple[Leg, ...]
    notices: tuple[Notice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class JointTrace:
    """Every vendor that finances somebody, and ``joint``: their round trips together, each dollar counted once.

    ``joint`` is None where the program that finds it is too large; it then lies between the greatest ``upper``
    and the sum of all. Of vendors that were too many to trace one by one, ``left_out`` is more than the sum of
    their ``upper`` can be.
    """

    currency: str | None
    view: str | None
    clock: str
    window: Window
    graph: str
    vendors: tuple[Trace, ...]
    joint: float | None
    left_out: int
    unexplained: tuple[Unexplained, ...]
    without_amount: tuple[Leg, ...]
    notices: tuple[Notice, ...]
