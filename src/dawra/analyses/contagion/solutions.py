"""The greatest and the least clearing payments, by fictitious default with exact linear systems (methods §7.2, 7.4).

**Greatest.** Suppose that nobody defaults. Whoever then cannot pay, does default; with these defaults fixed, the
payments solve piecewise linear equations; whoever cannot pay now defaults in the next round, and so on, at most once
for each party. The round is told of each defaulter.

**Given who defaults**, a claim is full, partly filled, or gets nothing, and a share is worth something or nothing. From
above, full claims only ever stop being full. For each such choice, which claims get nothing is found by improvement
upwards: solve, and see which values are below 0. Every step is one sparse linear system in those alone whose value
moves with the others'. Both are policy iterations for monotone maps (Hoffman, Karp 1966), so that no step
passes the solution sought: it holds with ranks, ownership and default costs alike.

**Least.** Suppose that everybody defaults; whoever can nevertheless pay leaves, until nobody does. Where a closed
group passes the same money round without any of its own, its payments may be lowered along the group's stationary
vector until one of them gets nothing; with nothing to pass round, nobody starts.

Sources: Eisenberg, Noe 2001; Rogers, Veraart 2013 (default costs); Elsinger 2009, Fischer 2014 (ranks, ownership).
"""

from dataclasses import dataclass
from itertools import count
from typing import Final

import numpy as np

from dawra.analyses.circulation import Floats, Ints
from dawra.analyses.contagion.linear import dense, solved
from dawra.analyses.contagion.system import NEAR, Mask, Matrix, System

_STEPS: Final = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Solution:
    """One clearing: by party ``assets`` (outside, received, shares held), ``defaults`` and the ``round`` of each.

    ``paid`` is by claim, ``first`` what each would pay if all that it is owed were paid. A round of 0 is no default.
    """

    assets: Floats
    defaults: Mask
    round: Ints
    paid: Floats
    first: Floats


def greatest(system: System, spared: int | None = None) -> Solution:
    """The greatest clearing payments; ``spared`` is a party that pays in full, whatever it has, and is worth nothing.

    Raises:
        ConvergenceError: a linear system that cannot be solved well enough.
    """
    defaults, rounds = np.zeros(system.assets.size, dtype=bool), np.zeros(system.assets.size, dtype=np.int64)
    excused = np.zeros_like(defaults)
    if spared is not None:
        excused[spared] = True
    assets = settled(system, defaults, excused=excused)
    first = system.cap
    for number in count(1):
        fresh = system.lacking(assets) & ~defaults & ~excused
        if not fresh.any():
            break
        defaults |= fresh
        rounds[fresh] = number
        if number == 1:
            first = system.paid(assets, defaults)
        assets = settled(system, defaults, assets, excused=excused)
    return Solution(assets=assets, defaults=defaults, round=rounds, paid=system.paid(assets, defaults), first=first)


def least(system: System) -> Solution:
    """The least clearing payments; rounds are not told, since the default of everybody is where it starts.

    Raises:
        ConvergenceError: a linear system that cannot be solved well enough.
    """
    defaults = system.owed > 0
    while True:
        assets = _lowered(system, defaults, settled(system, defaults))
        saved = defaults & ~system.lacking(assets)
        if not saved.any():
            break
        defaults &= ~saved
    paid = system.paid(assets, defaults)
    return Solution(
        assets=assets, defaults=defaults, round=np.zeros(assets.size, dtype=np.int64), paid=paid, first=paid
    )


def settled(system: System, defaults: Mask, assets: Floats | None = None, *, excused: Mask | None = None) -> Floats:
    """Everyone's assets at the greatest payments, given who defaults; from ``assets``, which are no smaller."""
    owned = ~defaults if excused is None else ~(defaults | excused)
    falling = np.zeros(system.cap.size, dtype=bool)
    if assets is not None:
        falling = _short(system, defaults, assets)
    while True:
        assets = _raised(system, defaults, owned, falling, assets)
        more = _short(system, defaults, assets) & ~falling
        if not more.any():
            return assets
        falling |= more


def _short(system: System, defaults: Mask, assets: Floats) -> Mask:
    """The claims on defaulters that are not filled."""
    left = system.available(assets, defaults)[system.owner] - system.senior
    return defaults[system.owner] & (left < system.cap * (1 - NEAR))


def _raised(system: System, defaults: Mask, owned: Mask, falling: Mask, assets: Floats | None) -> Floats:
    """Assets where the claims ``falling`` move with their debtors' assets and all others are full.

    A value below 0 counts 0: from a choice of those values that move, each solution shows a better choice.
    """
    partly, worth = falling, owned
    if assets is not None:
        partly, worth = _moving(system, defaults, owned, falling, assets)
    movers, links = _links(system, np.flatnonzero(partly), np.flatnonzero(worth))
    if _closed(links[movers]):
        # Junior claims that would have to be below 0 together: begin with none that moves instead.
        partly, worth = np.zeros_like(partly), np.zeros_like(worth)
    for _ in range(_STEPS):
        assets = _linear(system, falling, partly, worth)
        partly_now, worth_now = _moving(system, defaults, owned, falling, assets)
        if np.array_equal(partly, partly_now) and np.array_equal(worth, worth_now):
            break
        partly, worth = partly_now, worth_now
    assert assets is not None  # noqa: S101 - there is at least one step
    return assets


def _moving(system: System, defaults: Mask, owned: Mask, falling: Mask, assets: Floats) -> tuple[Mask, Mask]:
    """The claims and the shares whose value moves with the assets of who owes or issued them."""
    left = system.available(assets, defaults)[system.owner] - system.senior
    return falling & (left > NEAR * system.cap), owned & (assets > system.owed)


def _linear(system: System, falling: Mask, partly: Mask, worth: Mask) -> Floats:
    """Everyone's assets, once it is known what moves with whose assets."""
    claim, issuer = np.flatnonzero(partly), np.flatnonzero(worth)
    debtor = system.owner[claim]
    kept = (system.alpha - system.beta) * system.assets[debtor]
    base = (
        system.assets
        + system.claims @ np.where(falling, 0, system.cap)
        + system.claims[:, claim] @ (kept - system.senior[claim])
        - system.shares[:, issuer] @ system.owed[issuer]
    )
    movers, links = _links(system, claim, issuer)
    if not movers.size:
        return np.asarray(base)
    return np.asarray(base + links @ solved(links[movers], base[movers]))


def _links(system: System, claim: Ints, issuer: Ints) -> tuple[Ints, Matrix]:
    """Who moves, and a column for each: how much more everyone gets for each unit more that it has."""
    movers = np.concatenate([system.owner[claim], issuer])
    parts = [system.claims[:, claim] * system.beta, system.shares[:, issuer]]
    if all(isinstance(part, np.ndarray) for part in parts):
        return movers, np.hstack(parts)
    from scipy.sparse import hstack  # noqa: PLC0415 - slow to import

    return movers, hstack(parts, format="csc")


def _lowered(system: System, defaults: Mask, assets: Floats) -> Floats:
    """Assets at the least payments, given who defaults: no closed group passes round money that nobody brought in."""
    while True:
        left = system.available(assets, defaults)[system.owner] - system.senior
        room = np.minimum(left, system.cap)
        moves = defaults[system.owner] & (room > NEAR * system.cap) & (left <= system.cap * (1 + NEAR))
        claim, issuer = np.flatnonzero(moves), np.flatnonzero(~defaults & (assets > system.owed))
        movers, links = _links(system, claim, issuer)
        spare = np.concatenate([room[claim], (assets - system.owed)[issuer]])
        groups = _closed(links[movers])
        if not groups:
            return assets
        for group in groups:
            down = _stationary(dense(links[movers[group]][:, group]))
            assets = assets.copy()
            assets[movers[group]] -= down * (spare[group] / down).min()


def _closed(links: Matrix) -> list[Ints]:
    """Groups that pass all they get to one another."""
    inside = np.arange(links.shape[0])
    while inside.size:
        kept = np.asarray(links[inside][:, inside].sum(axis=0)) >= 1 - NEAR
        if kept.all():
            break
        inside = inside[kept]
    if not inside.size:
        return []
    from scipy.sparse import csr_array  # noqa: PLC0415 - slow to import
    from scipy.sparse.csgraph import connected_components  # noqa: PLC0415

    within = csr_array(links[inside][:, inside])
    _, part = connected_components(within.T, directed=True, connection="strong")
    groups = [np.flatnonzero(part == number) for number in np.unique(part)]
    return [inside[group] for group in groups if np.all(within[group][:, group].sum(axis=0) >= 1 - NEAR)]


def _stationary(links: Floats) -> Floats:
    """In what proportions money goes round a closed group."""
    system = np.eye(len(links)) - links
    system[0] = 1
    return np.asarray(np.linalg.solve(system, np.eye(len(links))[0]))
