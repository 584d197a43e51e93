"""Clearing under many outside assets at once: one network, a row of assets for each scenario (methods §7.2).

Arrays have a row for each scenario and a column for each of `Obligations.parties`, in that order, and hold money as
binary floats: whole amounts up to 2^53 are exact. Networks with one rank of debts and without ownership are solved
side by side in compiled loops. Others, and scenarios that do not settle within the sweeps, are solved one by one
like `clear`, which takes a thousand times as long.

What it does not show: the least payments, where they differ, and what a party needs. Ask `clear` for single scenarios.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

import numpy as np

from dawra.analyses.circulation import Floats
from dawra.analyses.contagion.obligations import Obligations, summed
from dawra.analyses.contagion.solutions import Solution, greatest
from dawra.analyses.contagion.system import Mask, System, floats, system_of
from dawra.errors import ConvergenceError, InputError
from dawra.flows import OUTSIDE

TOLERANCE: Final = 1e-10
_SWEEPS: Final = 2_000
"""Most networks settle within fifty. Where money hardly leaves a group, a direct solution comes sooner than more."""


def clear_many(
    obligations: Obligations,
    assets: Any,  # noqa: ANN401 - whatever numpy makes an array of
    *,
    alpha: float = 1.0,
    beta: float = 1.0,
    tolerance: float = TOLERANCE,
    threads: int = 2,
) -> Floats:
    """What each party pays in each scenario: the greatest payments, each within ``tolerance`` of what it owes.

    ``assets`` take the place of the assets of ``obligations``. A defaulter passes on ``alpha`` of them and
    ``beta`` of what it gets. Who pays in full pays exactly what it owes (`owed`). A scenario's payments are the same
    to the last bit in any company and on any number of threads.

    Raises:
        InputError: assets of another shape, below 0 or not finite, or ``alpha`` or ``beta`` outside [0, 1].
        ConvergenceError: a scenario whose payments cannot be told from rounding errors.
    """
    rows = _checked(obligations, assets)
    for name, part in (("alpha", alpha), ("beta", beta)):
        if not 0 <= part <= 1:
            raise InputError(f"{name} is {part}: the part that a defaulter passes on lies from 0 to 1.")
    if not tolerance > 0 or threads < 1:
        raise InputError(f"a tolerance of {tolerance} on {threads} threads: write a tolerance above 0, and 1 or more.")
    whole, claims = owed(obligations), summed(obligations.debts)
    with np.errstate(over="ignore"):
        if not np.isfinite(whole.sum()):
            raise InputError("the debts come to more than 10^308: write them in larger units.")
    if not obligations.shares and len(claims) == len({debtor for debtor, _ in claims}):
        from dawra.analyses.kernels.lanes import Debts, unpaid  # noqa: PLC0415 - slow to import

        paid, proved = unpaid(
            Debts.of(*_arrays(obligations.parties, claims)),
            rows,
            alpha=alpha,
            beta=beta,
            tolerance=tolerance,
            sweeps=_SWEEPS,
            threads=threads,
        )
        np.subtract(1, paid, out=paid)
        paid *= whole
        left = np.flatnonzero(~proved)
    else:
        paid, left = np.empty(rows.shape), np.arange(len(rows))
    if left.size:
        system = system_of(obligations, [0] * len(whole), alpha=alpha, beta=beta)
    for scenario in left.tolist():
        found = _alone(replace(system, assets=rows[scenario]), scenario)
        paid[scenario] = np.where(found.defaults, system.of_party(found.paid), whole)
    return paid


def owed(obligations: Obligations) -> Floats:
    """What each party owes in all."""
    total: dict[str, Any] = dict.fromkeys(obligations.parties, 0)
    for debt in obligations.debts:
        total[debt.debtor] += debt.amount
    return floats(list(total.values()))


def defaults(obligations: Obligations, payments: Floats) -> Mask:
    """Who pays less than it owes."""
    return np.asarray(payments < owed(obligations))


def losses(obligations: Obligations, payments: Floats) -> Floats:
    """What each party gets less than it was promised, where debtors pay ``payments``, senior debts first."""
    system = system_of(obligations, [0] * len(obligations.parties), alpha=1, beta=1)
    filled = np.clip(payments[:, system.owner] - system.senior, 0, system.cap)
    return np.asarray((system.claims @ (system.cap - filled).T).T)


def _checked(obligations: Obligations, assets: Any) -> Floats:  # noqa: ANN401 - as above
    parties = obligations.parties
    try:
        rows = np.ascontiguousarray(assets, dtype=np.float64)
    except (TypeError, ValueError, OverflowError) as error:
        raise InputError(f"the assets are no table of numbers: {error}.") from error
    if rows.ndim != 2 or rows.shape[1] != len(parties):  # noqa: PLR2004 - a table
        raise InputError(
            f"the assets have the shape {rows.shape}: write a row for each scenario, with {len(parties)} columns, one "
            "for each of `obligations.parties`."
        )
    if (wrong := np.argwhere(~(np.isfinite(rows) & (rows >= 0)))).size:
        scenario, party = wrong[0].tolist()
        raise InputError(
            f"the assets of {parties[party]!r} in scenario {scenario} are {rows[scenario, party]}: "
            "write a finite number, not below 0."
        )
    return rows


def _arrays(
    parties: Sequence[str], claims: Mapping[tuple[str, int], Mapping[str, Any]]
) -> tuple[Any, Any, Floats, Floats]:
    """Debtor, creditor and amount of each debt between parties, and what each party owes to the outside."""
    place = {party: number for number, party in enumerate(parties)}
    inside: list[tuple[int, int, Any]] = []
    outside: list[Any] = [0] * len(place)
    for (debtor, _), creditors in claims.items():
        for creditor, amount in creditors.items():
            if creditor == OUTSIDE:
                outside[place[debtor]] += amount
            else:
                inside.append((place[debtor], place[creditor], amount))
    ends = np.array([(debtor, creditor) for debtor, creditor, _ in inside], dtype=np.int64).reshape(-1, 2)
    return ends[:, 0], ends[:, 1], floats([amount for _, _, amount in inside]), floats(outside)


def _alone(system: System, scenario: int) -> Solution:
    """One scenario by exact linear systems."""
    try:
        return greatest(system)
    except ConvergenceError as error:
        raise ConvergenceError(f"scenario {scenario}: {error}") from error
