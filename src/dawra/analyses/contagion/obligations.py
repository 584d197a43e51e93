"""Who owes whom how much, what everyone has beside, and who owns whom: what clearing starts from (methods §7.1).

Outside assets are what a party has that does not hang on the others here: cash, what customers outside pay,
credit lines that it may still draw. Where nobody knows them they are None, and what is known of them at least
stands apart. A debt to ``*`` goes to the outside, which takes part in each rank like any creditor and owes nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import isfinite

from dawra.errors import InputError
from dawra.flows import OUTSIDE
from dawra.flows.notice import Notice
from dawra.values import CURRENCIES

Number = int | Fraction | float
"""An amount: whole minor units where there is a currency, else any finite number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Debt:
    """``amount`` that ``debtor`` owes ``creditor``, which may be ``*``; rank 1 is paid before rank 2.

    ``purchase`` says that it is the price of something not delivered yet: where it is not paid, the creditor need not
    deliver.
    """

    debtor: str
    creditor: str
    amount: Number
    rank: int = 1
    purchase: bool = False

    def __post_init__(self) -> None:
        if not (self.debtor and self.creditor):
            raise InputError("a debt needs a debtor and a creditor: name both.")
        if self.debtor == OUTSIDE:
            raise InputError(
                f"a debt of {OUTSIDE} to {self.creditor!r}: the outside owes nothing here. "
                "Count what is sure to come from it among the creditor's assets."
            )
        if self.debtor == self.creditor:
            raise InputError(f"{self.debtor!r} owes itself {self.amount}: leave that out.")
        if self.rank < 1:
            raise InputError(f"rank {self.rank} of what {self.debtor!r} owes {self.creditor!r}: ranks start at 1.")
        _checked(self.amount, f"what {self.debtor!r} owes {self.creditor!r}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Obligations:
    """All that clearing needs to know, in minor units of ``currency``; None is without a unit.

    ``assets`` are the outside assets by party, None where unknown; a party that is not there has none. ``at_least``
    is the part of unknown assets that is known. ``shares`` are by (holder, issuer), from 0 to 1; what nobody here
    holds of an issuer the outside holds. ``notices`` tell how they came about.
    """

    currency: str | None
    assets: Mapping[str, Number | None]
    debts: tuple[Debt, ...]
    shares: Mapping[tuple[str, str], Fraction] = field(default_factory=dict)
    at_least: Mapping[str, Number] = field(default_factory=dict)
    notices: tuple[Notice, ...] = ()

    def __post_init__(self) -> None:
        if self.currency is not None and self.currency not in CURRENCIES:
            raise InputError(f"unknown currency {self.currency!r}: write an ISO 4217 code such as USD or SAR.")
        for party, amount in (*self.assets.items(), *self.at_least.items()):
            if party == OUTSIDE or not party:
                raise InputError(f"assets of {party!r}: name a party; the outside keeps no account.")
            if amount is not None:
                _checked(amount, f"the assets of {party!r}")
        if wrong := sorted(party for party in self.at_least if self.assets.get(party, 0) is not None):
            raise InputError(f"the assets of {wrong[0]!r} are known: give them once.")
        self._check_shares()

    def _check_shares(self) -> None:
        held: dict[str, Fraction] = defaultdict(Fraction)
        for (holder, issuer), share in self.shares.items():
            if issuer == OUTSIDE or not (holder and issuer):
                raise InputError(f"shares of {issuer!r} held by {holder!r}: name both.")
            if holder == issuer:
                raise InputError(f"{holder!r} holds shares of itself: leave that out.")
            if not (isfinite(share) and 0 <= share <= 1):
                raise InputError(f"{holder!r} holds {share} of {issuer!r}: a share lies from 0 to 1.")
            held[issuer] += Fraction(share)
        if over := sorted(issuer for issuer, whole in held.items() if whole > 1):
            raise InputError(f"the shares of {over[0]!r} come to {float(held[over[0]]):g}: all of them are 1 at most.")
        if closed := self._owned_within(held):
            raise InputError(
                f"{' and '.join(closed)} hold all of each other's shares, so that nothing says what they are worth: "
                "somebody outside must hold some of every such group."
            )

    def _owned_within(self, held: Mapping[str, Fraction]) -> list[str]:
        """Companies whose shares are all held by one another; nothing where there are none."""
        holders: dict[str, set[str]] = defaultdict(set)
        for (holder, issuer), share in self.shares.items():
            if share:
                holders[issuer].add(holder)
        inside = {issuer for issuer, whole in held.items() if whole == 1}
        while free := {issuer for issuer in inside if not holders[issuer] <= inside}:
            inside -= free
        return sorted(inside)

    @property
    def parties(self) -> tuple[str, ...]:
        """Everyone who has, owes, is owed, owns or is owned, by name, without the outside."""
        named = {party for debt in self.debts for party in (debt.debtor, debt.creditor)}
        owners = {party for pair in self.shares for party in pair}
        return tuple(sorted((named | owners | set(self.assets)) - {OUTSIDE}))

    @property
    def unknown(self) -> tuple[str, ...]:
        """The parties whose outside assets nobody knows, by name."""
        return tuple(sorted(party for party, amount in self.assets.items() if amount is None))

    def least_assets(self, party: str) -> Number:
        """The outside assets of a party as far as they are known."""
        amount = self.assets.get(party, 0)
        return self.at_least.get(party, 0) if amount is None else amount


def summed(debts: Iterable[Debt]) -> dict[tuple[str, int], dict[str, Number]]:
    """What each debtor owes in each rank to each creditor; equal rows add up."""
    found: dict[tuple[str, int], dict[str, Number]] = {}
    for debt in debts:
        if debt.amount:
            owed = found.setdefault((debt.debtor, debt.rank), {})
            owed[debt.creditor] = owed.get(debt.creditor, 0) + debt.amount
    return dict(sorted(found.items()))


def _checked(amount: Number, what: str) -> None:
    try:
        right = isfinite(amount) and amount >= 0
    except OverflowError:
        right = False
    if not right:
        raise InputError(f"{what} is {amount}: write a finite number, not below 0.")
