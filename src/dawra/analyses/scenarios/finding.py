"""What a stress finds: figures of the base beside those after the shocks."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from dawra.analyses.scenarios.apply import Range, Struck
from dawra.analyses.scenarios.scenario import Scenario
from dawra.flows import Leg, Notice, Opening

Window = tuple[date | None, date | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """One sum before and after, in minor units; None where it has no limit or was too much to work out."""

    base: int | None
    shocked: int | None

    @property
    def change(self) -> int | None:
        """What the shocks add; below 0 what they take."""
        return None if self.base is None or self.shocked is None else self.shocked - self.base


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What goes round in one window: gross and circulation between the parties, and what circulation could be."""

    window: Window
    gross: Beside
    circulation: Beside
    least: Beside
    most: Beside

    @property
    def ratios(self) -> tuple[Fraction, Fraction]:
        """Circulation by gross, before and after; 0 where nothing moves."""
        base, shocked = (
            Fraction(part or 0, whole or 1)
            for part, whole in (
                (self.circulation.base, self.gross.base),
                (self.circulation.shocked, self.gross.shocked),
            )
        )
        return base, shocked


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """The most that a party has paid, by the end of some day of the horizon, beyond what it was paid until then.

    ``point`` is by point amounts, ``low`` and ``high`` with all amounts at the ends that ask least and most of it;
    None is without limit. ``day`` is the first day on which ``point`` is reached, None where it is 0.
    """

    low: int
    point: int
    high: int | None
    day: date | None

    def gap(self, opening: Opening) -> Range:
        """What is missing with this opening balance, least and most."""
        least = 0 if opening.high is None else max(0, self.low - opening.high)
        return least, None if self.high is None else max(0, self.high - opening.low)


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyStress:
    """What a party is paid and pays, and the cash from elsewhere that it needs within the horizon, before and after.

    ``receipts`` and ``payments`` are those within the horizon; ``receipts_ever`` and ``payments_ever`` all, whenever
    they move and also where nobody told when. ``opening`` is the cash that it is known to hold, None where nobody
    knows, and ``told`` the period of which that was said.
    """

    party: str
    receipts: Beside
    payments: Beside
    receipts_ever: Beside
    payments_ever: Beside
    base: Need
    shocked: Need
    opening: Opening | None = None
    told: str = ""

    @property
    def need(self) -> Beside:
        """The cash that it needs from elsewhere: its change does not depend on what it holds."""
        return Beside(base=self.base.point, shocked=self.shocked.point)


@dataclass(frozen=True, slots=True, kw_only=True)
class SideChange:
    """One side of a party before and after: effective number and the share of the largest; None where it is empty."""

    party: str
    side: str
    numbers: tuple[Fraction | None, Fraction | None]
    largest: tuple[tuple[str, Fraction] | None, tuple[str, Fraction] | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class DealLoss:
    """What one deal carries: its own money that falls away, in all and within the horizon, which add up over deals.

    ``circulation`` and ``need`` are what the shocks on this deal alone take from the circular flow, and add to the
    needs of those parties that then need more; these do not add up. None was too much to work out.
    """

    deal: str
    lost: int
    in_horizon: int
    circulation: int | None
    need: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stress:
    """The finding, in minor units of ``currency`` (None where there are no legs).

    ``money`` is all cash that moves, to and from the outside too, ever and within the horizon. ``rounds`` are what
    goes round, likewise. ``self_funded`` is the most that all financiers together can have paid of their own sales,
    each sum counted once, without order in time; None where the network is too large. ``parties``, ``sides`` and
    ``deals`` are those that a shock changes, the hardest hit first; ``together`` are all deals at once.
    """

    scenario: Scenario
    currency: str | None
    view: str | None
    struck: tuple[Struck, ...]
    money: tuple[Beside, Beside]
    rounds: tuple[Round, Round]
    self_funded: Beside
    parties: tuple[PartyStress, ...]
    sides: tuple[SideChange, ...]
    deals: tuple[DealLoss, ...]
    together: DealLoss
    without_amount: tuple[Leg, ...]
    assumptions: tuple[Notice, ...]
    notices: tuple[Notice, ...]
