"""On whose demand do a party's receipts rest in the end? The Leontief view of purchases (methods §6).

A vendor is paid by a customer that is paid by another: part of what Nvidia gets from Oracle rests on what OpenAI
pays Oracle. With A[i, j] = what j pays i for each unit of j's own receipts, receipts are x = A x + f, f being what
comes from those who are paid by nobody here: the outside, and parties without receipts of their own. So x =
(I - A)^-1 f, and of i's receipts sum_j (I - A)^-1[i, j] * f[j, s] rest on source s; over all sources that is x[i].

Assumptions: every party pays its suppliers out of all its receipts alike, and would buy less in proportion if it
got less. The inverse exists where the spectral radius of A is below 1: exactly where no group of parties gets all
of its receipts from within itself (Perron-Frobenius). Such a group has no demand to rest on. It is named, has no
shares, and what it pays others counts as a source.

What it does not show: receipts from outside the ledger, which most parties have, so that a share is one of the
receipts known here; or that the same dollars were passed on.

Sources: Leontief 1936; Miller, Blair 2009, chapter 2, whose Z[i, j] is what sector i sells to j, hence what j pays i.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import numpy as np

from dawra.analyses.circulation import Arcs, Floats, strong
from dawra.analyses.dependence.comparable import EVER, Window, has_rate, payments, per_year
from dawra.errors import InputError
from dawra.flows import OUTSIDE, Leg, Notice

LAYER: Final = "pur"
_LARGE: Final = 2000
"""Parties up to which the factors of I - A stay small."""
_TERMS: Final = 2000
_NEAR: Final = 1e-16


class Leontief:
    """Who is paid out of whose receipts; parties are those with receipts, by name, without closed groups.

    ``payments`` are amounts by (payer, payee), of a sector also to itself; ``demand`` is what each gets from the
    outside.

    Raises:
        InputError: an amount below 0, or the outside as a party.
    """

    def __init__(self, payments: Mapping[tuple[str, str], int], demand: Mapping[str, int]) -> None:
        _checked(payments, demand)
        receipts: dict[str, int] = defaultdict(int)
        for (_, payee), amount in payments.items():
            receipts[payee] += amount
        for party, amount in demand.items():
            receipts[party] += amount
        self.receipts: Mapping[str, int] = {party: amount for party, amount in sorted(receipts.items()) if amount}
        self.groups = _closed(payments, demand)
        closed = {party for group in self.groups for party in group}
        self.parties = tuple(party for party in self.receipts if party not in closed)
        self._place = {party: place for place, party in enumerate(self.parties)}
        self._payments = payments
        self._given: dict[tuple[str, str], int] = {(p, OUTSIDE): x for p, x in demand.items() if x}
        self._given |= {(j, i): x for (i, j), x in payments.items() if i not in self._place and j in self._place and x}

    @cached_property
    def coefficients(self) -> Any:  # noqa: ANN401 - scipy brings no types
        """A: what the party of the column pays that of the row for each unit of its own receipts; sparse."""
        from scipy.sparse import csc_array  # noqa: PLC0415 - slow to import

        inner = [(i, j, x) for (i, j), x in self._payments.items() if i in self._place and j in self._place]
        values = np.array([x / self.receipts[payer] for payer, _, x in inner], dtype=np.float64)
        ends = ([self._place[payee] for _, payee, _ in inner], [self._place[payer] for payer, _, _ in inner])
        return csc_array((values, ends), shape=(len(self.parties), len(self.parties)))

    def outputs(self, demand: Mapping[str, float]) -> dict[str, float]:
        """Everyone's receipts if ``demand`` came from outside and all bought in the same proportions.

        Raises:
            InputError: demand for a party that has no receipts to go by, or is of a closed group.
        """
        if unknown := [party for party in demand if party not in self._place]:
            raise InputError(f"no proportions of {unknown[0]!r} are known: it has no receipts that rest on any demand.")
        if not self.parties:
            return {}
        found = self._summed(np.array([float(demand.get(party, 0)) for party in self.parties]))
        return dict(zip(self.parties, map(float, found), strict=True))

    def rests_on(self, party: str) -> dict[str, float]:
        """Of the receipts of ``party``, what rests on each source, the largest first; nothing in a closed group.

        Sources are ``*``, the parties without receipts, and members of closed groups.
        """
        if party not in self._place:
            return {}
        unit = np.zeros(len(self.parties))
        unit[self._place[party]] = 1
        row = self._summed(unit, transposed=True)
        found: dict[str, float] = defaultdict(float)
        for (payee, source), amount in self._given.items():
            found[source] += float(row[self._place[payee]]) * amount
        return {source: found[source] for source in sorted(found, key=lambda s: (-found[s], s)) if found[source] > 0}

    @property
    def spectral_radius(self) -> float:
        """The largest absolute eigenvalue of A, below 1; found on each strongly connected part by itself."""
        from scipy.sparse.csgraph import connected_components  # noqa: PLC0415 - slow to import

        dense = self.coefficients.toarray()
        _, part = connected_components(self.coefficients, directed=True, connection="strong")
        blocks = (np.flatnonzero(part == number) for number in np.unique(part))
        return max((float(abs(np.linalg.eigvals(dense[np.ix_(b, b)])).max()) for b in blocks), default=0.0)

    def _summed(self, first: Floats, *, transposed: bool = False) -> Floats:
        """(I - A)^-1 first, solved at once; on a large network the sum of A^k first, unless it ends too slowly.

        The terms cost next to nothing there, while the factors of I - A fill up.
        """
        if len(self.parties) > _LARGE:
            step = self.coefficients.T.tocsr() if transposed else self.coefficients.tocsr()
            total, term = first.copy(), first
            for _ in range(_TERMS):
                term = step @ term
                total += term
                if term.max() <= _NEAR * total.max():
                    return total
        solved: Floats = self._solver.solve(first, trans="T" if transposed else "N")
        return solved

    @cached_property
    def _solver(self) -> Any:  # noqa: ANN401 - as above
        from scipy.sparse import eye_array  # noqa: PLC0415 - slow to import
        from scipy.sparse.linalg import splu  # noqa: PLC0415

        return splu((eye_array(len(self.parties)) - self.coefficients).tocsc())


def _checked(payments: Mapping[tuple[str, str], int], demand: Mapping[str, int]) -> None:
    for (payer, payee), amount in payments.items():
        if OUTSIDE in {payer, payee}:
            raise InputError(
                f"{payer!r} pays {payee!r}: what comes from the outside is demand, what goes there is none."
            )
        if amount < 0:
            raise InputError(f"{payer!r} pays {payee!r} {amount}: swap the two instead.")
    for party, amount in demand.items():
        if amount < 0:
            raise InputError(f"the demand for {party!r} is {amount}: demand is not below 0.")


def _closed(payments: Mapping[tuple[str, str], int], demand: Mapping[str, int]) -> tuple[tuple[str, ...], ...]:
    """Groups of parties with receipts, all of them from within the group."""
    parties = sorted({party for pair in payments for party in pair})
    number = {party: place for place, party in enumerate(parties)}
    ends = [(number[payer], number[payee]) for payer, payee in payments]
    arcs = Arcs.of(len(parties), ends, list(payments.values()))
    inside, part = strong(arcs)
    members: dict[int, list[str]] = defaultdict(list)
    for party in parties:
        members[int(part[number[party]])].append(party)
    entered = {int(part[arcs.head[k]]) for k in np.flatnonzero(~inside & (arcs.capacity > 0)).tolist()}
    entered |= {int(part[number[party]]) for party, amount in demand.items() if amount and party in number}
    paid = {int(part[arcs.head[k]]) for k in np.flatnonzero(inside).tolist()}
    return tuple(tuple(group) for key, group in members.items() if key in paid - entered)


@dataclass(frozen=True, slots=True, kw_only=True)
class RestsOn:
    """One party: its receipts in minor units, of a year if those compared are, and what of them rests on whom.

    ``ceiling`` says that payments without a term are among its receipts of a year, which are at most this.
    """

    party: str
    receipts: int
    ceiling: bool
    sources: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class FinalDemand:
    """The finding, in minor units of ``currency``: the parties by name, and the groups that only pay each other."""

    currency: str | None
    view: str | None
    window: Window
    yearly: bool
    parties: tuple[RestsOn, ...]
    groups: tuple[tuple[str, ...], ...]
    notices: tuple[Notice, ...]


def final_demand(
    legs: Sequence[Leg],
    *,
    party: str | None = None,
    view: str | None = None,
    window: Window = EVER,
    currency: str | None = None,
    yearly: bool = True,
) -> FinalDemand:
    """On whose purchases the receipts of ``party``, else of everyone, rest; the caller has applied ``view``.

    Amounts count with their points, per year as in `concentration`.

    Raises:
        InputError: an unknown currency, or legs in several.
    """
    paid = payments(legs, layers={LAYER}, window=window, currency=currency, yearly=yearly)
    by_year = yearly and window == EVER and any(has_rate(move) for move in paid.moves)
    between: dict[tuple[str, str], int] = defaultdict(int)
    demand: dict[str, int] = defaultdict(int)
    ceilings = {move.leg.to_party for move in paid.moves if by_year and not has_rate(move)}
    for move in paid.moves:
        payer, payee = move.leg.from_party, move.leg.to_party
        amount = per_year(move).point if by_year else move.point
        if payer == OUTSIDE:
            demand[payee] += amount
        elif payee != OUTSIDE:
            between[payer, payee] += amount
    economy = Leontief(between, demand)
    asked = [one for one in economy.receipts if party in {None, one}]
    return FinalDemand(
        currency=paid.currency,
        view=view,
        window=window,
        yearly=by_year,
        parties=tuple(
            RestsOn(
                party=one,
                receipts=economy.receipts[one],
                ceiling=one in ceilings,
                sources=economy.rests_on(one),
            )
            for one in asked
        ),
        groups=economy.groups,
        notices=paid.notices,
    )
