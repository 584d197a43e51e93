"""What a vendor gives its customer for the vendor's own goods: credits, and loans or leases (methods §1).

Both come home by design, which is why their legs are earmarked: no other money could have paid that purchase, so
tracing counts it in full in its lower bound.
"""

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from dawra.flows.leg import Leg


@dataclass(frozen=True, slots=True, kw_only=True)
class Credits:
    """Credits as investment: the vendor puts ``face`` minor units of its own goods into the customer.

    ``cost_ratio`` is the vendor's marginal cost of a unit of face value; ``drawn`` the day on which they are
    used, None where nobody says.
    """

    vendor: str
    customer: str
    face: int
    cost_ratio: Fraction
    currency: str
    drawn: date | None = None
    deal: str = ""
    status: str = "completed"

    def __post_init__(self) -> None:
        if self.face < 0 or self.cost_ratio < 0:
            raise ValueError(f"credits of {self.face} at a cost of {self.cost_ratio} each: neither can be below 0")

    @property
    def cost(self) -> int:
        """What the vendor gives up, to the nearest minor unit."""
        return round(self.face * self.cost_ratio)

    @property
    def legs(self) -> tuple[Leg, Leg]:
        """Face value in as ``fin`` and out as ``pur`` on one day: nothing in M, twice the face in K (EX-1.3)."""
        return _there_and_back(self, "in_kind", self.face, self.drawn)


@dataclass(frozen=True, slots=True, kw_only=True)
class VendorLoan:
    """A lease or a loan of the vendor with which the customer takes the vendor's own goods.

    ``amount`` is the price of the goods in minor units, ``delivered`` the day on which they come, ``repaid`` the
    first day after the term, and ``repayment`` all that goes back over it, None being the amount without
    interest.
    """

    vendor: str
    customer: str
    amount: int
    currency: str
    delivered: date
    repaid: date | None = None
    repayment: int | None = None
    deal: str = ""
    status: str = "completed"

    def __post_init__(self) -> None:
        if self.amount < 0 or (self.repayment or 0) < 0:
            raise ValueError(f"a loan of {self.amount} with {self.repayment} back: neither can be below 0")
        if self.repaid is not None and self.repaid <= self.delivered:
            raise ValueError(f"a loan of {self.delivered} cannot be repaid until {self.repaid}")

    @property
    def legs(self) -> tuple[Leg, ...]:
        """The loan and the purchase on delivery, earmarked; then what goes back, evenly over the term if it is known.

        Of the way back nobody has said that it was paid, so it is at most signed.
        """
        lent, bought = _there_and_back(self, "cash", self.amount, self.delivered)
        if self.repaid is None:
            return lent, bought
        back = self.amount if self.repayment is None else self.repayment
        home = replace(
            bought,
            layer="ret",
            low=back,
            point=back,
            high=back,
            end=self.repaid,
            status="signed" if self.status == "completed" else self.status,
            earmarked=False,
        )
        return lent, bought, home


def _there_and_back(of: Credits | VendorLoan, money: str, amount: int, day: date | None) -> tuple[Leg, Leg]:
    """What the vendor gives and, on the same day, the purchase that uses it."""
    given = Leg(
        deal=of.deal,
        from_party=of.vendor,
        to_party=of.customer,
        money=money,
        layer="fin",
        low=amount,
        point=amount,
        high=amount,
        currency=of.currency,
        start=day,
        status=of.status,
        earmarked=True,
    )
    return given, replace(given, from_party=of.customer, to_party=of.vendor, layer="pur")
