"""Clearing over several periods: what is left of cash and of debts goes on into the next (methods §7.5).

In each period a party has the cash that it carried over and what comes from outside, and owes what falls due with
what stayed unpaid before. Unpaid debts *roll over* in their rank; or a default *accelerates*: all later debts of the
defaulter fall due at once, the period is cleared again, and whoever defaults then is accelerated too.

Money is conserved: without default costs, all outside assets are what the outside was paid and what is left in cash.
So is debt: what is owed over all periods is paid or, in the end, unpaid.

What it does not show: shares, whose worth is no cash; interest on what is late; a defaulter that is wound up.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from dawra.analyses.contagion.obligations import Debt, Obligations, summed
from dawra.analyses.contagion.solutions import greatest
from dawra.analyses.contagion.system import system_of
from dawra.errors import InputError

CARRIES: Final = ("roll", "accelerate")


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """One period: by party what was ``owed`` and ``paid``, the ``cash`` left, and who defaults in which round.

    ``paid_outside`` is what went to the outside, ``lost`` what defaults cost, ``unpaid`` the debts that stay.
    """

    owed: Mapping[str, float]
    paid: Mapping[str, float]
    cash: Mapping[str, float]
    rounds: Mapping[str, int]
    paid_outside: float
    lost: float
    unpaid: tuple[Debt, ...]


def clear_periods(
    periods: Sequence[Obligations], *, carry: str = "roll", alpha: float = 1.0, beta: float = 1.0
) -> tuple[Period, ...]:
    """Clear one period after the other; ``assets`` of each are what comes from outside in it.

    Raises:
        InputError: an unknown way to carry unpaid debts, shares, unknown assets, or periods in several currencies.
        ConvergenceError: payments that cannot be told from rounding errors.
    """
    if carry not in CARRIES:
        raise InputError(f"unknown way to carry debts {carry!r}: one of {', '.join(CARRIES)}.")
    if len({one.currency for one in periods}) > 1:
        raise InputError("the periods are in several currencies: convert them to one.")
    for one in periods:
        if one.shares:
            raise InputError("shares are worth something but are no cash: leave them out of periods.")
        if one.unknown:
            raise InputError(f"the assets of {one.unknown[0]!r} are unknown: clear for amounts that it may have.")
    found: list[Period] = []
    cash: dict[str, float] = {}
    late: tuple[Debt, ...] = ()
    coming = [one.debts for one in periods]
    for number, one in enumerate(periods):
        assets = {party: float(one.assets.get(party) or 0) + cash.get(party, 0.0) for party in {*one.assets, *cash}}
        due = replace(one, assets=assets, debts=(*coming[number], *late), notices=())
        cleared = _cleared(due, alpha, beta)
        while carry == "accelerate" and (early := _early(coming[number + 1 :], cleared.rounds)):
            failed = cleared.rounds
            coming[number + 1 :] = [tuple(d for d in ds if d.debtor not in failed) for ds in coming[number + 1 :]]
            due = replace(due, debts=(*due.debts, *early))
            cleared = _cleared(due, alpha, beta)
        found.append(cleared)
        cash, late = dict(cleared.cash), cleared.unpaid
    return tuple(found)


def _early(later: Sequence[Sequence[Debt]], failed: Mapping[str, int]) -> tuple[Debt, ...]:
    """The debts of later periods that a default brings forward."""
    return tuple(debt for debts in later for debt in debts if debt.debtor in failed and debt.amount)


def _cleared(due: Obligations, alpha: float, beta: float) -> Period:
    parties = due.parties
    system = system_of(due, [due.assets.get(party, 0) for party in parties], alpha=alpha, beta=beta)
    solution = greatest(system)
    paid = system.of_party(solution.paid)
    able = system.available(solution.assets, solution.defaults)
    got = system.claims @ solution.paid
    return Period(
        owed=dict(zip(parties, system.owed.tolist(), strict=True)),
        paid=dict(zip(parties, paid.tolist(), strict=True)),
        cash={party: max(0.0, float(has - gone)) for party, has, gone in zip(parties, able, paid, strict=True)},
        rounds={party: int(number) for party, number in zip(parties, solution.round, strict=True) if number},
        paid_outside=float(paid.sum() - got.sum()),
        lost=float((solution.assets - able).sum()),
        unpaid=tuple(_unpaid(due, solution.paid.tolist(), system.cap.tolist())),
    )


def _unpaid(due: Obligations, paid: Sequence[float], cap: Sequence[float]) -> list[Debt]:
    """Of each debt the part that was not paid, which is the same for all of one debtor and rank."""
    parts = [1 - gets / whole for gets, whole in zip(paid, cap, strict=True)]
    return [
        Debt(debtor=debtor, creditor=creditor, amount=float(amount) * part, rank=rank)
        for ((debtor, rank), creditors), part in zip(summed(due.debts).items(), parts, strict=True)
        for creditor, amount in creditors.items()
        if part > 0
    ]
