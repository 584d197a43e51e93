"""What a stress finds: figures of the base beside those after the shocks."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from dawra.analyses.contagion.obligations import Number
from dawra.analyses.liquidity.runway import Runway
from dawra.analyses.scenarios.apply import Struck
from dawra.analyses.scenarios.losses import Losses
from dawra.analyses.scenarios.rights import RightsStress
from dawra.analyses.scenarios.scenario import Scenario
from dawra.analyses.scenarios.values import ValueLoss
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
class PartyStress:
    """What a party is paid and pays, and how its money lasts over the horizon, before and after.

    ``receipts`` and ``payments`` are those within the horizon; ``receipts_ever`` and ``payments_ever`` all, whenever
    they move and also where nobody told when. ``base`` and ``shocked`` are its plans by these deals alone: what it
    needs from elsewhere, and what it lacks of that where its cash is known. ``told`` is the period of which its cash
    was stated, "" where nobody did.
    """

    party: str
    receipts: Beside
    payments: Beside
    receipts_ever: Beside
    payments_ever: Beside
    base: Runway
    shocked: Runway
    told: str = ""

    @property
    def opening(self) -> Opening | None:
        """The cash that it is known to hold; None where nobody knows."""
        return self.base.plan.opening

    @property
    def need(self) -> Beside:
        """The cash that it needs from elsewhere if all comes about: its change does not depend on what it holds."""
        return Beside(base=self.base.needs, shocked=self.shocked.needs)


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
    needs of those parties that then need more, ``loss`` what they add to the most that creditors may lose; these
    do not add up. None was too much to work out.
    """

    deal: str
    lost: int
    in_horizon: int
    circulation: int | None
    need: int | None
    loss: Number | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stress:
    """The finding, in minor units of ``currency`` (None where there are no legs).

    ``money`` is all cash that moves but repayments, to and from the outside too, ever and within the horizon.
    ``rounds`` are what goes round, likewise. ``self_funded`` is the most that all financiers together can have paid of
    their own sales, each sum counted once, without order in time; None where the network is too large. ``parties``,
    ``sides`` and ``deals`` are those that a shock changes, the hardest hit first; ``together`` are all deals at once.
    ``losses`` are those of creditors, ``values`` those on paper of who holds stakes, ``rights`` what may be done.
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
    losses: Losses
    values: tuple[ValueLoss, ...]
    rights: RightsStress
    deals: tuple[DealLoss, ...]
    together: DealLoss
    without_amount: tuple[Leg, ...]
    assumptions: tuple[Notice, ...]
    notices: tuple[Notice, ...]
