"""Obligations as arrays: parties, and for each debtor and rank one claim that its creditors share (methods §7.2).

A claim is filled up to ``cap`` once the debtor's more senior claims, ``senior`` in all, are paid. Column k of
``claims`` says how each unit paid on claim k is divided among the parties; the rest goes to the outside. Column j of
``shares`` says who holds j: S[holder, issuer], the transpose of what many codes use.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from dawra.analyses.circulation import Floats, Ints
from dawra.analyses.contagion.obligations import Obligations, summed
from dawra.errors import InputError

Mask = np.ndarray[Any, np.dtype[np.bool_]]
Matrix = Any
"""An array, or beyond a few hundred parties a scipy.sparse.csc_array, which brings no types."""

_SMALL: Final = 200_000
NEAR: Final = 1e-12
"""What a party lacks up to this part of what it owes is rounding of binary numbers, and no default."""


@dataclass(frozen=True, slots=True, kw_only=True)
class System:
    """``assets`` and ``owed`` by party, ``owner``, ``cap`` and ``senior`` by claim, in any unit of money.

    A defaulter passes on ``alpha`` of its outside assets and ``beta`` of what it gets from the others.
    """

    assets: Floats
    owed: Floats
    owner: Ints
    cap: Floats
    senior: Floats
    claims: Matrix
    shares: Matrix
    alpha: float = 1.0
    beta: float = 1.0

    def available(self, assets: Floats, defaults: Mask) -> Floats:
        """What each party can pay out of ``assets``, which hold outside assets and receipts."""
        return np.where(defaults, self.alpha * self.assets + self.beta * (assets - self.assets), assets)

    def lacking(self, assets: Floats) -> Mask:
        """Who cannot pay all it owes."""
        return assets < self.owed * (1 - NEAR)

    def paid(self, assets: Floats, defaults: Mask) -> Floats:
        """What each claim gets: all of it, or of a defaulter what the more senior ones leave."""
        left = self.available(assets, defaults)[self.owner] - self.senior
        return np.where(defaults[self.owner], np.clip(left, 0, self.cap), self.cap)

    def of_party(self, by_claim: Floats) -> Floats:
        """The sum over the claims on each party."""
        return totals(self.owner, by_claim, self.assets.size)


def system_of(obligations: Obligations, assets: Sequence[Any], *, alpha: float, beta: float) -> System:
    """The arrays of ``obligations`` with these outside assets, in the order of its parties."""
    parties = obligations.parties
    place = {party: number for number, party in enumerate(parties)}
    owed = summed(obligations.debts)
    wholes = [sum(creditors.values()) for creditors in owed.values()]
    senior: list[Any] = []
    before: Any = 0
    debtor = None
    for (party, _), whole in zip(owed, wholes, strict=True):
        before = before if party == debtor else 0
        senior.append(before)
        before, debtor = before + whole, party
    entries = [
        (place[creditor], claim, float(amount / whole))
        for claim, (creditors, whole) in enumerate(zip(owed.values(), wholes, strict=True))
        for creditor, amount in creditors.items()
        if creditor in place
    ]
    held = [
        (place[holder], place[issuer], float(x))
        for (holder, issuer), x in obligations.shares.items()
        if holder in place and x
    ]
    owner = np.array([place[party] for party, _ in owed], dtype=np.int64)
    size = len(parties)
    cap = floats(wholes)
    return System(
        assets=floats(assets),
        owed=totals(owner, cap, size),
        owner=owner,
        cap=cap,
        senior=floats(senior),
        claims=_matrix(size, len(owed), entries),
        shares=_matrix(size, size, held),
        alpha=alpha,
        beta=beta,
    )


def _matrix(height: int, width: int, entries: Sequence[tuple[int, int, float]]) -> Matrix:
    """The entries by row and column, dense where that is faster."""
    rows, columns, values = zip(*entries, strict=True) if entries else ((), (), ())
    if height * width <= _SMALL:
        dense = np.zeros((height, width))
        dense[rows, columns] = values
        return dense
    from scipy.sparse import csc_array  # noqa: PLC0415 - slow to import

    return csc_array((np.array(values, dtype=np.float64), (rows, columns)), shape=(height, width))


def totals(owner: Ints, amounts: Floats, size: int) -> Floats:
    """The sum of ``amounts`` by the number of their owner, from 0 to ``size``."""
    return np.bincount(owner, weights=amounts, minlength=size).astype(np.float64)


def floats(numbers: Sequence[Any]) -> Floats:
    """Numbers of any kind and size as an array.

    Raises:
        InputError: a number beyond what a float holds.
    """
    try:
        return np.array([float(number) for number in numbers], dtype=np.float64)
    except OverflowError as error:
        raise InputError("an amount is above 10^308: write it in larger units.") from error
