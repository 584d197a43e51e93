"""The least outside assets with which a party pays in full (methods §7).

As things are that is what it owes less what it gets if it does pay in full itself, and if the others pay it is what it
owes less all that it is promised. Where a party pays and is worth nothing more, what comes back to it no longer
hangs on what it has; so each costs one clearing, and only where money that it pays can come back at all.
"""

from typing import Final

import numpy as np

from dawra.analyses.contagion.obligations import Obligations
from dawra.analyses.contagion.solutions import Solution, greatest, settled
from dawra.analyses.contagion.system import System

_SEARCHED: Final = 200
"""Parties for which what they need is solved for, if they are on a circle; each costs as much as clearing."""
_EFFORT: Final = 400_000
"""The same in debts looked at."""


def needs(obligations: Obligations, system: System, found: Solution) -> list[tuple[float | None, float]]:
    """What each party needs, as things are and if the others pay in full; None for those too many to solve for."""
    nobody = np.zeros(system.assets.size, dtype=bool)
    full = settled(system, nobody)
    circle = _on_circles(obligations)
    issuers = {issuer for _, issuer in obligations.shares}
    result: list[tuple[float | None, float]] = [(0.0, 0.0)] * system.assets.size
    left = max(1, min(_SEARCHED, _EFFORT // max(1, len(obligations.debts))))
    parties = obligations.parties
    for number in np.lexsort([found.round == 0]).tolist():
        party = parties[number]
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
