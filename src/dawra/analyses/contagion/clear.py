"""Who pays whom what when not all can pay: the door of clearing (methods §7).

Loss of a party = what it was promised - what it gets. The first round of it is what its direct debtors would fail to
pay if they got all that they are owed themselves; the later rounds are what the defaults of others add.

Where assets are unknown no figure is made up. Everything is worked out twice: with the least that each may have, and
with as much as it takes to pay in full; what differs is a range and has no point value. Payments rise with assets, so
nothing lies outside.

What a party *needs* is the least outside assets with which it pays in full, all else as it is: what it owes less what
it gets if it does pay in full itself. With default costs and shares of it in others' hands that is enough, though
less might do.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import isfinite
from typing import Any, Final

import numpy as np

from dawra.analyses.circulation import Floats
from dawra.analyses.contagion.cross_holdings import cross_holdings
from dawra.analyses.contagion.obligations import Number, Obligations
from dawra.analyses.contagion.solutions import Solution, greatest, least, settled
from dawra.analyses.contagion.system import System, system_of
from dawra.errors import InputError
from dawra.flows import OUTSIDE
from dawra.flows.notice import Notice

Range = tuple[Number, Number | None]

_SEARCHED: Final = 200
"""Parties for which what they need is solved for, if they are on a circle; each costs as much as clearing."""
_EFFORT: Final = 400_000
"""The same in debts looked at."""
_SAME: Final = 1e-9
_RANGED: Final = ("paid", "received", "loss", "first_round", "later_rounds", "equity", "default_cost", "needs")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleared:
    """One party, in the unit of its obligations; None is a figure that hangs on assets nobody knows: see ``ranges``.

    ``owed`` and ``promised`` are at face, ``paid`` and ``received`` what comes of them. ``equity`` is all that it has
    at these payments less all it owes, and may be negative; ``default_cost`` is not taken off it. ``round`` is that
    of its default. ``needs`` are the outside assets that avoid its default, all else as is, and ``needs_if_paid`` where
    the others pay in full; None where it was not worked out. ``unpaid_purchases`` is the part of the loss for
    which it need not deliver.
    """

    party: str
    assets: Number | None
    owed: Number
    paid: Number | None
    promised: Number
    received: Number | None
    loss: Number | None
    first_round: Number | None
    later_rounds: Number | None
    equity: Number | None
    default_cost: Number | None
    defaults: bool | None
    round: int | None
    needs: Number | None
    needs_if_paid: Number
    unpaid_purchases: Number | None = 0
    ranges: Mapping[str, Range] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clearing:
    """The greatest solution by party; ``least`` is the least one where it differs, else empty.

    ``inflation`` is how often assets are counted through cross-holdings, None where nobody owns anybody or assets are
    unknown.
    """

    currency: str | None
    alpha: float
    beta: float
    parties: tuple[Cleared, ...]
    least: tuple[Cleared, ...]
    inflation: float | None
    notices: tuple[Notice, ...]

    def __getitem__(self, party: str) -> Cleared:
        return next(one for one in self.parties if one.party == party)


def clear(obligations: Obligations, *, alpha: float = 1.0, beta: float = 1.0) -> Clearing:
    """Clear: a defaulter passes on ``alpha`` of its outside assets and ``beta`` of what it gets, else all.

    Raises:
        InputError: ``alpha`` or ``beta`` outside [0, 1], or an amount that no float holds.
        ConvergenceError: payments that cannot be told from rounding errors.
    """
    for name, part in (("alpha", alpha), ("beta", beta)):
        if not (isfinite(part) and 0 <= part <= 1):
            raise InputError(f"{name} is {part}: the part that a defaulter passes on lies from 0 to 1.")
    poor = _outcome(obligations, alpha, beta, rich=False)
    rich = _outcome(obligations, alpha, beta, rich=True) if obligations.unknown else poor
    found = tuple(_between(low, high) for low, high in zip(poor, rich, strict=True))
    lower, differs = _least(obligations, alpha, beta, poor)
    return Clearing(
        currency=obligations.currency,
        alpha=alpha,
        beta=beta,
        parties=found,
        least=lower,
        inflation=_inflation(obligations),
        notices=(*obligations.notices, *_notices(obligations, found), *differs),
    )


def _outcome(obligations: Obligations, alpha: float, beta: float, *, rich: bool) -> list[Cleared]:
    """Everyone's figures with the least assets that each may have, or with as much as matters."""
    system, lifted = _system(obligations, alpha, beta, rich=rich)
    solution = greatest(system)
    return _figures(obligations, system, solution, _needs(obligations, system, solution), lifted)


def _system(obligations: Obligations, alpha: float, beta: float, *, rich: bool) -> tuple[System, set[str]]:
    """The arrays, and who may have more than any number: those with unknown assets, and who owns them."""
    lifted = set(obligations.unknown) if rich else set()
    while owners := {h for (h, i), x in obligations.shares.items() if i in lifted and x} - lifted - {OUTSIDE}:
        lifted |= owners
    faces = _faces(obligations)
    assets = [
        obligations.least_assets(party) + (faces[party][0] if party in lifted else 0) for party in obligations.parties
    ]
    return system_of(obligations, assets, alpha=alpha, beta=beta), lifted


def _needs(obligations: Obligations, system: System, found: Solution) -> list[tuple[float | None, float]]:
    """What each party needs, as things are and if the others pay in full; None for those too many to solve for."""
    nobody = np.zeros(system.assets.size, dtype=bool)
    full = settled(system, nobody)
    circle = _on_circles(obligations)
    issuers = {issuer for _, issuer in obligations.shares}
    result: list[tuple[float | None, float]] = [(0.0, 0.0)] * len(obligations.parties)
    left = max(1, min(_SEARCHED, _EFFORT // max(1, len(obligations.debts))))
    for number in np.lexsort([found.round == 0]).tolist():
        party = obligations.parties[number]
        actual, best, known = found.assets, full, True
        # What comes back to a party hangs on what it pays only if it is on a circle.
        if system.owed[number] and party in circle:
            if party in issuers:
                best = settled(system, nobody, excused=np.arange(nobody.size) == number)
            if found.defaults[number] or party in issuers:
                known = left > 0
                left -= 1
                actual = greatest(system, spared=number).assets if known else actual
        needed, if_paid = (
            max(0.0, float(system.owed[number] + system.assets[number] - reached[number])) for reached in (actual, best)
        )
        owes = bool(system.owed[number])
        result[number] = needed * owes if known else None, if_paid * owes
    return result


def _on_circles(obligations: Obligations) -> set[str]:
    """Parties that money they pay can come back to, by debts or as the worth of shares."""
    from scipy.sparse import coo_array  # noqa: PLC0415 - slow to import
    from scipy.sparse.csgraph import connected_components  # noqa: PLC0415

    place = {party: number for number, party in enumerate(obligations.parties)}
    ways = {(debt.debtor, debt.creditor) for debt in obligations.debts if debt.amount}
    ways |= {(issuer, holder) for (holder, issuer), share in obligations.shares.items() if share}
    ends = [(place[payer], place[payee]) for payer, payee in ways if payee in place]
    if not ends:
        return set()
    rows, columns = zip(*ends, strict=True)
    graph = coo_array((np.ones(len(ends)), (rows, columns)), shape=(len(place), len(place))).tocsr()
    _, part = connected_components(graph, directed=True, connection="strong")
    size = np.bincount(part)
    return {party for party, number in place.items() if size[part[number]] > 1}


def _figures(
    obligations: Obligations,
    system: System,
    solution: Solution,
    needs: list[tuple[float | None, float]],
    lifted: set[str],
) -> list[Cleared]:
    paid = system.of_party(solution.paid)
    promised = system.claims @ system.cap
    received = system.claims @ solution.paid
    first = promised - system.claims @ solution.first
    cost = np.where(solution.defaults, solution.assets - system.available(solution.assets, solution.defaults), 0)
    equity = solution.assets - system.owed
    equity = np.where(~solution.defaults & (equity < 0), 0, equity)
    purchases = _unpaid_purchases(obligations, system, solution)
    faces = _faces(obligations)
    figures = []
    for number, party in enumerate(obligations.parties):
        owed, due = faces[party]
        loss = float(promised[number] - received[number])
        loss = 0.0 if loss <= _SAME * _SAME * float(promised[number]) else loss
        early = min(float(first[number]), loss)
        need, if_paid = needs[number]
        figures.append(
            Cleared(
                party=party,
                assets=obligations.assets.get(party, 0),
                owed=owed,
                paid=float(paid[number]) if solution.defaults[number] else owed,
                promised=due,
                received=due - loss if loss else due,
                loss=_plain(loss),
                first_round=_plain(early),
                later_rounds=_plain(loss - early),
                equity=None if party in lifted else _plain(float(equity[number])),
                default_cost=_plain(float(cost[number])),
                defaults=bool(solution.defaults[number]),
                round=int(solution.round[number]) or None,
                needs=None if need is None else _plain(need),
                needs_if_paid=_plain(if_paid),
                unpaid_purchases=_plain(float(purchases[number])),
            )
        )
    return figures


def _plain(value: float) -> Number:
    """Whole where whole, which keeps 0 from being -0.0."""
    return int(value) if value.is_integer() else value


def _faces(obligations: Obligations) -> dict[str, tuple[Number, Number]]:
    """What each party owes and is owed at face, unrounded."""
    found: dict[str, tuple[Number, Number]] = dict.fromkeys(obligations.parties, (0, 0))
    for debt in obligations.debts:
        owed, due = found[debt.debtor]
        found[debt.debtor] = owed + debt.amount, due
        if debt.creditor in found:
            owed, due = found[debt.creditor]
            found[debt.creditor] = owed, due + debt.amount
    return found


def _unpaid_purchases(obligations: Obligations, system: System, solution: Solution) -> Floats:
    """What each party does not get for what it need not deliver: its part of every claim that is not filled."""
    lost = np.zeros(system.assets.size)
    if not any(debt.purchase for debt in obligations.debts):
        return lost
    place = {party: number for number, party in enumerate(obligations.parties)}
    claims = sorted({(debt.debtor, debt.rank) for debt in obligations.debts if debt.amount})
    unfilled = dict(zip(claims, 1 - solution.paid / system.cap, strict=True))
    for debt in obligations.debts:
        if debt.purchase and debt.amount and debt.creditor in place:
            lost[place[debt.creditor]] += unfilled[debt.debtor, debt.rank] * float(debt.amount)
    return lost


def _between(low: Cleared, high: Cleared) -> Cleared:
    """One party's figures as they are, or as ranges where they differ; ``low`` is with the least assets."""
    ends: dict[str, Range] = {}
    for name in _RANGED:
        one, other = getattr(low, name), getattr(high, name)
        if name == "equity" and other is None:
            ends[name] = one, None
        elif one is not None and other is not None and not _same(one, other):
            ends[name] = (one, other) if one <= other else (other, one)
    if not ends and low.defaults == high.defaults:
        return low
    values: dict[str, Any] = {name: None if name in ends else getattr(low, name) for name in _RANGED}
    if low.defaults != high.defaults:
        values |= {"defaults": None, "round": None}
    elif low.round != high.round:
        values["round"] = None
    if not _same(low.unpaid_purchases or 0, high.unpaid_purchases or 0):
        values["unpaid_purchases"] = None
        ends["unpaid_purchases"] = high.unpaid_purchases or 0, low.unpaid_purchases
    kept = {name: getattr(low, name) for name in Cleared.__slots__ if name != "ranges"}
    return Cleared(**{**kept, **values, "ranges": ends})


def _same(one: Number, other: Number) -> bool:
    left, right = float(one), float(other)
    return abs(left - right) <= _SAME * max(abs(left), abs(right))


def _least(
    obligations: Obligations, alpha: float, beta: float, top: list[Cleared]
) -> tuple[tuple[Cleared, ...], tuple[Notice, ...]]:
    """The least solution with the least assets, where it is another, and a notice of who pays less in it."""
    system, _ = _system(obligations, alpha, beta, rich=False)
    needs = [(None if one.needs is None else float(one.needs), float(one.needs_if_paid)) for one in top]
    bottom = _figures(obligations, system, least(system), needs, set())
    names = tuple(low.party for low, high in zip(bottom, top, strict=True) if not _same(low.paid or 0, high.paid or 0))
    if not names:
        return (), ()
    return tuple(bottom), (Notice(code="not-unique", count=len(names), names=names),)


def _inflation(obligations: Obligations) -> float | None:
    if not obligations.shares or obligations.unknown:
        return None
    known = {party: Fraction(amount) for party, amount in obligations.assets.items() if amount is not None}
    return cross_holdings(known, obligations.shares).inflation


def _notices(obligations: Obligations, found: tuple[Cleared, ...]) -> tuple[Notice, ...]:
    unknown = obligations.unknown
    unsearched = sum(one.needs is None and "needs" not in one.ranges for one in found)
    told = []
    if unknown:
        told.append(Notice(code="assets-unknown", count=len(unknown), names=unknown))
    kept = [
        one.ranges["unpaid_purchases"][1] if one.unpaid_purchases is None else one.unpaid_purchases for one in found
    ]
    if any(kept):
        told.append(Notice(code="delivery-unknown", amount=round(sum(float(amount or 0) for amount in kept))))
    if unsearched:
        told.append(Notice(code="needs-left-out", count=unsearched))
    return tuple(told)
