"""One party's figures in one clearing, and between two: where they differ, a range (methods §7)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np

from dawra.analyses.circulation import Floats
from dawra.analyses.contagion.obligations import Number, Obligations
from dawra.analyses.contagion.solutions import Solution
from dawra.analyses.contagion.system import System

Range = tuple[Number, Number | None]

_SAME: Final = 1e-9
_RANGED: Final = (
    "paid",
    "received",
    "loss",
    "first_round",
    "later_rounds",
    "equity",
    "default_cost",
    "needs",
    "unpaid_purchases",
)


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


def figures(
    obligations: Obligations,
    system: System,
    solution: Solution,
    needs: Sequence[tuple[float | None, float]],
    lifted: Collection[str],
) -> list[Cleared]:
    """Everyone's figures in ``solution``; ``lifted`` are those whose equity may be anything above."""
    paid = system.of_party(solution.paid)
    promised = system.claims @ system.cap
    received = system.claims @ solution.paid
    first = promised - system.claims @ solution.first
    cost = np.where(solution.defaults, solution.assets - system.available(solution.assets, solution.defaults), 0)
    equity = solution.assets - system.owed
    equity = np.where(~solution.defaults & (equity < 0), 0, equity)
    purchases = _unpaid_purchases(obligations, system, solution)
    face = faces(obligations)
    found = []
    for number, party in enumerate(obligations.parties):
        owed, due = face[party]
        loss = float(promised[number] - received[number])
        loss = 0.0 if loss <= _SAME * _SAME * float(promised[number]) else loss
        early = min(float(first[number]), loss)
        need, if_paid = needs[number]
        found.append(
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
    return found


def _plain(value: float) -> Number:
    """Whole where whole, which keeps 0 from being -0.0."""
    return int(value) if value.is_integer() else value


def faces(obligations: Obligations) -> dict[str, tuple[Number, Number]]:
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


def between(low: Cleared, high: Cleared, *, alpha: float, beta: float, ranked: bool) -> Cleared:
    """One party's figures as they are, or as ranges where they differ; ``low`` is with the least assets.

    Most figures only rise or only fall with assets. What later rounds add does not where there are ranks or default
    costs, and what a default costs is largest for the richest that still default: their ends are bounds.
    """
    ends = {name: _ends(getattr(low, name), getattr(high, name)) for name in _RANGED}
    if high.equity is None:
        ends["equity"] = low.equity or 0, None
    if ranked or (alpha, beta) != (1, 1):
        ends["later_rounds"] = _ends(
            max(0, _known(high.loss) - _known(low.first_round)), _known(low.loss) - _known(high.first_round)
        )
        ends["default_cost"] = _cost(low, high, alpha, beta)
    kept = {name: getattr(low, name) for name in Cleared.__slots__}
    ranges = {name: found for name, found in ends.items() if found}
    hanging: dict[str, Any] = dict.fromkeys(ranges)
    if low.defaults != high.defaults:
        hanging |= {"defaults": None, "round": None}
    elif low.round != high.round:
        hanging["round"] = None
    return Cleared(**{**kept, **hanging, "ranges": ranges})


def _cost(low: Cleared, high: Cleared, alpha: float, beta: float) -> Range | None:
    """What a default costs at least and at most, for a party that may default."""
    if not low.defaults:
        return None
    # Who defaults has less than it owes.
    dearest = max(1 - alpha, 1 - beta) * float(low.owed)
    if high.equity is not None:
        own = _known(low.assets)
        dearest = min(dearest, (1 - alpha) * own + (1 - beta) * (float(high.equity) + float(low.owed) - own))
    return _ends(_known(low.default_cost) if high.defaults else 0, max(dearest, _known(low.default_cost)))


def _ends(one: Number | None, other: Number | None) -> Range | None:
    """Two ends in order; nothing where they are the same or unknown."""
    if one is None or other is None or same(one, other):
        return None
    return (one, other) if one <= other else (other, one)


def _known(value: Number | None) -> float:
    return float(value or 0)


def same(one: Number, other: Number) -> bool:
    """Equal but for rounding."""
    left, right = float(one), float(other)
    return abs(left - right) <= _SAME * max(abs(left), abs(right))
