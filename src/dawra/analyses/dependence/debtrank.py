"""How far does a loss spread through those who lent to each other? Linear DebtRank (methods §6).

Each party's stress h is the part of its equity that is gone, from 0 to 1. A debtor under stress is worth less to
its creditors: with L[i, j] = exposure of i to j / equity of i, every round h_i <- min(1, h_i + sum_j L[i, j] * dh_j),
where dh_j is what j's stress rose in the round before. Summed over the rounds that is h = min(1, h(1) + L h), of
which the rounds approach the least solution from below; once the parties at 1 are known, the others solve a linear
system. The impact is sum (h - h(1)) * equity / sum equity: what the network adds to the shock.

What it does not show: a stress index, not dollars lost in law. A debtor that has lost half of its equity still pays
in full; who pays what in a default is the question of clearing. Creditors whose equity is unknown or not above 0
have no stress, pass none on, and are listed. No figure that a ledger holds is a party's equity (a valuation and a
market value are prices), so equities are the caller's to give.

Sources: Battiston, Puliga, Kaushik, Tasca, Caldarelli 2012 (DebtRank); Bardoscia, Battiston, Caccioli, Caldarelli
2015 (the linear one).
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import isfinite
from typing import Any, Final

import numpy as np

from dawra.analyses.circulation import Floats
from dawra.analyses.dependence.comparable import payments
from dawra.errors import InputError
from dawra.flows import OUTSIDE, Leg, Notice

_ROUNDS: Final = 100_000
_NEAR: Final = 1e-12


@dataclass(frozen=True, slots=True, kw_only=True)
class Stressed:
    """One party: its equity before, its stress from the shock alone and in the end, and its equity after.

    Stress ends at 1, a loss does not: ``after`` may be below 0.
    """

    party: str
    equity: float
    first: float
    stress: float
    after: float


@dataclass(frozen=True, slots=True, kw_only=True)
class DebtRank:
    """The parties by name, the impact, and whom it leaves out for want of an equity above 0.

    Where not ``settled`` the rounds were too many: every stress is at least what stands here.
    """

    parties: tuple[Stressed, ...]
    impact: float
    left_out: tuple[str, ...]
    settled: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Exposures:
    """What each debtor still has to pay each creditor, in minor units of ``currency``, by (creditor, debtor)."""

    currency: str | None
    amounts: Mapping[tuple[str, str], int]
    notices: tuple[Notice, ...]


def exposures(
    legs: Sequence[Leg], *, on: date, layers: Sequence[str] = ("ret",), currency: str | None = None
) -> Exposures:
    """What is still to be paid from the day ``on``: debts, and with ``pur`` among the ``layers`` purchases too.

    A purchase that falls away also frees the vendor from delivering, so that it is less than a debt.

    Raises:
        InputError: an unknown currency, or legs in another currency than the one of the result.
    """
    due = payments(legs, layers=layers, window=(on, None), currency=currency, yearly=False)
    amounts: dict[tuple[str, str], int] = defaultdict(int)
    outside = [move for move in due.moves if OUTSIDE in {move.leg.from_party, move.leg.to_party}]
    for move in due.moves:
        if OUTSIDE not in {move.leg.from_party, move.leg.to_party}:
            amounts[move.leg.to_party, move.leg.from_party] += move.point
    told = [Notice(code="outside", count=len(outside), amount=sum(m.point for m in outside))] if outside else []
    return Exposures(currency=due.currency, amounts=dict(amounts), notices=(*due.notices, *told))


def debtrank(
    exposures: Mapping[tuple[str, str], float],
    equities: Mapping[str, float | None],
    shock: Mapping[str, float],
) -> DebtRank:
    """Spread ``shock``, a loss of equity by party, along ``exposures`` by (creditor, debtor).

    All in one unit of money. An equity of None, or none given, is unknown.

    Raises:
        InputError: a number that is negative or not finite, a party exposed to itself, or a shock to a party
            without an equity above 0.
    """
    _checked(exposures, shock)
    known = {party: float(equity) for party, equity in equities.items() if equity is not None and equity > 0}
    for party in shock:
        if party not in known:
            raise InputError(f"a shock to {party!r}, whose equity is {equities.get(party)}: give one above 0.")
    if wrong := [party for party, equity in known.items() if not isfinite(equity)]:
        raise InputError(f"the equity of {wrong[0]!r} is {known[wrong[0]]}: write a finite number.")
    parties = sorted(known)
    number = {party: place for place, party in enumerate(parties)}
    held = [(number[i], number[j], float(x)) for (i, j), x in exposures.items() if i in number and j in number]
    equity = np.array([known[party] for party in parties])
    loss = np.array([float(shock.get(party, 0)) for party in parties])
    exposure = _matrix(len(parties), held)
    links = _matrix(len(parties), [(i, j, x / float(equity[i])) for i, j, x in held])
    first = np.minimum(1, loss / equity)
    stress, settled = _settled(links, first)
    after = equity - loss - exposure @ stress
    named = {party for pair in exposures for party in pair} | set(equities)
    return DebtRank(
        parties=tuple(
            Stressed(
                party=party, equity=known[party], first=float(first[i]), stress=float(stress[i]), after=float(after[i])
            )
            for i, party in enumerate(parties)
        ),
        impact=float((stress - first) @ equity / equity.sum()) if parties else 0.0,
        left_out=tuple(sorted(named - set(known))),
        settled=settled,
    )


def _checked(exposures: Mapping[tuple[str, str], float], shock: Mapping[str, float]) -> None:
    for (creditor, debtor), amount in exposures.items():
        if creditor == debtor:
            raise InputError(f"{creditor!r} is exposed to itself: leave that out.")
        if not (isfinite(amount) and amount >= 0):
            raise InputError(f"the exposure of {creditor!r} to {debtor!r} is {amount}: write a number from 0.")
    for party, loss in shock.items():
        if not (isfinite(loss) and loss >= 0):
            raise InputError(f"the shock to {party!r} is {loss}: write the equity lost as a number from 0.")


def _matrix(size: int, entries: Sequence[tuple[int, int, float]]) -> Any:  # noqa: ANN401 - scipy brings no types
    from scipy.sparse import csr_array  # noqa: PLC0415 - slow to import

    rows, columns, values = zip(*entries, strict=True) if entries else ((), (), ())
    return csr_array((np.array(values, dtype=np.float64), (rows, columns)), shape=(size, size))


def _settled(links: Any, first: Floats) -> tuple[Floats, bool]:  # noqa: ANN401 - as above
    """The least h = min(1, first + links h), and whether it was reached: round by round until it is known."""
    stress = first
    for number in range(1, _ROUNDS + 1):
        risen = np.minimum(1, first + links @ stress)
        if np.array_equal(risen, stress):
            return stress, True
        stress = risen
        if number.bit_count() == 1 and (limit := _limit(links, first, stress)) is not None:
            return limit, True
    return stress, False


def _limit(links: Any, first: Floats, stress: Floats) -> Floats | None:  # noqa: ANN401 - as above
    """Where the rounds end if nobody else comes to 1; None if somebody does.

    Every party that stress can reach gets some from outside those that are below 1, so a solution without a
    negative stress exists only where the rounds converge, and it is their limit.
    """
    from scipy.sparse import eye_array  # noqa: PLC0415 - slow to import
    from scipy.sparse.linalg import splu  # noqa: PLC0415

    full = stress >= 1
    free = np.flatnonzero(_reached(links, first) & ~full)
    if not free.size:
        return stress
    given = first[free] + links[free][:, np.flatnonzero(full)].sum(axis=1)
    try:
        system = (eye_array(free.size) - links[free][:, free]).tocsc()
        found = splu(system).solve(given)
    except RuntimeError:  # singular: stress grows without end until somebody comes to 1
        return None
    if not np.all((found >= stress[free] - _NEAR) & (found <= 1 + _NEAR)):
        return None
    limit = stress.copy()
    limit[free] = np.minimum(found, 1)
    return limit


def _reached(links: Any, first: Floats) -> Any:  # noqa: ANN401 - as above
    """The parties that are under stress in some round."""
    reached = first > 0
    while True:
        further = reached | (links @ reached.astype(np.float64) > 0)
        if np.array_equal(further, reached):
            return reached
        reached = further
