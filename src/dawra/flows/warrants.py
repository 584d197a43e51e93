"""Warrants for purchases: shares that an issuer gives its customer as the customer buys (methods §1).

Tranche j has n_j shares at strike K; it vests once purchases reach m_j and the price the hurdle H_j. At a price s
it is worth n_j * max(s - K, 0) if vested, else nothing. The cost falls on the issuer's shareholders by dilution,
not on its cash, and cash reaches the customer only when it sells. Equity granted to a customer lowers revenue by
its fair value at the grant (ASC 606-10-32-25, ASU 2019-08), so purchases and what is left of them stand together.

What a value does not show: what the shares could be sold for at once, and the price on the day of vesting.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from dawra.claims.claim import Tranche as ToldTranche
from dawra.deals import Deal
from dawra.flows.leg import OUTSIDE, Leg


@dataclass(frozen=True, slots=True, kw_only=True)
class Tranche:
    """A part of a warrant: ``count`` shares; ``strike`` and ``hurdle`` are minor units a share.

    It vests once ``purchases`` minor units have been bought and a share costs ``hurdle``; 0 is no condition.
    """

    count: int
    strike: int
    purchases: int = 0
    hurdle: int = 0

    def __post_init__(self) -> None:
        if min(self.count, self.strike, self.purchases, self.hurdle) < 0:
            raise ValueError("a tranche has no count, strike, purchases or hurdle below 0")

    def vests(self, price: int, purchases: int) -> bool:
        """Whether both conditions are met."""
        return purchases >= self.purchases and price >= self.hurdle

    def value(self, price: int, purchases: int) -> int:
        """What it is worth in minor units with a share at ``price``."""
        return self.count * max(price - self.strike, 0) if self.vests(price, purchases) else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Dilution:
    """What new shares are: as a part of the old ones, and of all after the issue."""

    of_old: Fraction
    of_new: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Warrant:
    """What ``issuer`` promised ``holder``; prices, purchases and values are minor units of ``currency``."""

    issuer: str
    holder: str
    currency: str
    tranches: tuple[Tranche, ...]
    deal: str = ""

    @property
    def count(self) -> int:
        """The shares of all tranches."""
        return sum(tranche.count for tranche in self.tranches)

    def vested(self, price: int, purchases: int) -> int:
        """How many shares have vested."""
        return sum(tranche.count for tranche in self.tranches if tranche.vests(price, purchases))

    def value(self, price: int, purchases: int) -> int:
        """What all that has vested is worth."""
        return sum(tranche.value(price, purchases) for tranche in self.tranches)

    def rebate(self, prices: Sequence[tuple[int, Fraction]], purchases: int) -> Fraction:
        """The mean value over ``prices``, each with its probability, as a share of purchases: from 0 without limit.

        Above 1 the customer gets more than it pays.

        Raises:
            ValueError: nothing was bought, or the probabilities do not sum to 1.
        """
        if purchases <= 0:
            raise ValueError("a rebate needs purchases above 0 to be a share of")
        if (total := sum((chance for _, chance in prices), Fraction(0))) != 1 or any(odds < 0 for _, odds in prices):
            raise ValueError(
                f"the probabilities of the prices sum to {total}: none is below 0, and together they are 1"
            )
        mean = sum((chance * self.value(price, purchases) for price, chance in prices), Fraction(0))
        return mean / purchases

    def dilution(self, outstanding: int) -> Dilution:
        """All its shares beside the ``outstanding`` ones.

        Raises:
            ValueError: no shares are outstanding.
        """
        if outstanding <= 0:
            raise ValueError(f"{outstanding} shares outstanding: a company has some")
        return Dilution(of_old=Fraction(self.count, outstanding), of_new=Fraction(self.count, outstanding + self.count))

    def grant(self, fair_value: int, granted: date | None, *, status: str = "completed") -> Leg:
        """The grant at its fair value, as equity from issuer to holder: in K, never in M."""
        return Leg(
            deal=self.deal,
            from_party=self.issuer,
            to_party=self.holder,
            money="equity",
            layer="fin",
            low=fair_value,
            point=fair_value,
            high=fair_value,
            currency=self.currency,
            start=granted,
            status=status,
        )

    def sale(self, proceeds: int, sold: date | None) -> Leg:
        """Shares sold for cash, which comes from the outside and not from the issuer."""
        return replace(self.grant(proceeds, sold), from_party=OUTSIDE, money="cash", layer="oth")


@dataclass(frozen=True, slots=True, kw_only=True)
class NetPurchases:
    """Purchases P beside P - W, what is left of them less the fair value W granted for them, in minor units."""

    purchases: int
    fair_value: int

    @property
    def net(self) -> int:
        """Revenue by US GAAP; below 0 where the grant is worth more than was bought."""
        return self.purchases - self.fair_value


def warrant_of(deal: Deal) -> Warrant | None:
    """The warrant of an ``equity_grant`` by its tranches.

    None where the deal names no tranches, or of one not the count and the strike, or sums in several currencies:
    the price of ``shares`` may be a strike or what they are worth, so it stands for neither.
    """
    told = deal.shares.tranches if deal.kind == "equity_grant" and deal.shares else ()
    codes = {sum_.currency for one in told for sum_ in (one.strike, one.purchases, one.hurdle) if sum_}
    tranches = [found for one in told if (found := _tranche(one))]
    if not told or len(tranches) != len(told) or len(codes) != 1:
        return None
    issuer, holder = (
        next((party.id or OUTSIDE for party in deal.in_role(role)), OUTSIDE) for role in ("issuer", "holder")
    )
    return Warrant(issuer=issuer, holder=holder, currency=next(iter(codes)), tranches=tuple(tranches), deal=deal.id)


def _tranche(told: ToldTranche) -> Tranche | None:
    if told.count is None or told.strike is None:
        return None
    return Tranche(
        count=told.count,
        strike=told.strike.stated,
        purchases=told.purchases.stated if told.purchases else 0,
        hurdle=told.hurdle.stated if told.hurdle else 0,
    )
