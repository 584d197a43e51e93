"""What moves the gap: each input at its least and its greatest with all others as stated, and Sobol's indices."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from dawra.analyses.liquidity.distribution import gaps_of
from dawra.analyses.liquidity.outcomes import Cases, Floats, Table, levels_of
from dawra.analyses.liquidity.paths import Paths, needs, paths
from dawra.analyses.liquidity.plan import CERTAIN, Movement, Plan
from dawra.analyses.liquidity.sobol import Indices, estimated, exact


@dataclass(frozen=True, slots=True, kw_only=True)
class Driver:
    """One input of a plan, and the gap at either end of it with all others as stated and coming about.

    ``kind`` is ``deal`` (``low``: it does not come about, ``high``: it does), ``amount`` (its least and its greatest
    amount) or ``opening``. Gaps are minor units, None without limit. ``probability`` is that of a deal, ``first`` and
    ``total`` its Sobol indices, None where nothing varies or deals hang together.
    """

    kind: str
    deal: str = ""
    label: str = ""
    low: int | None
    high: int | None
    probability: Fraction | None = None
    first: float | None = None
    total: float | None = None

    @property
    def swing(self) -> int | None:
        """How far apart the two gaps lie; None without limit."""
        return None if self.low is None or self.high is None else abs(self.high - self.low)


def drivers(plan: Plan, found: Paths, seen: Cases, *, seed: int) -> tuple[Driver, ...]:
    """All inputs that move the gap of ``plan`` or its variance, the widest swing first."""
    indices = _indices(plan, found, seen, seed)
    rows = [*_of_deals(plan, found, indices), *_of_amounts(plan), *_of_opening(plan)]
    moving = [one for one in rows if one.swing != 0 or one.total]
    return tuple(sorted(moving, key=_order))


def _order(one: Driver) -> tuple[bool, int, float, str, str, str]:
    return one.swing is not None, -(one.swing or 0), -(one.total or 0), one.kind, one.deal, one.label


def _indices(plan: Plan, found: Paths, seen: Cases, seed: int) -> tuple[Indices, ...] | None:
    """Sobol's indices of the deals: exact where all cases were looked at; none where deals hang together."""
    opening = _point(plan)
    if plan.correlation or not found.lots:
        return None
    if seen.exact:
        chances = [np.array([float(chance) for chance in lot.chance]) for lot in found.lots]
        return exact(gaps_of(seen.needs, opening).reshape(seen.shape), chances)
    table = Table.of(found.lows(), opening or 0)

    def gap(uniform: Floats) -> Floats:
        return gaps_of(-table.moved(levels_of(found.lots, uniform)).min(axis=1), opening)

    return estimated(gap, len(found.lots), seed=seed)


def _of_deals(plan: Plan, found: Paths, indices: tuple[Indices, ...] | None) -> list[Driver]:
    opening, whole = _point(plan) or 0, found.all()
    rows = []
    for number, lot in enumerate(found.lots):
        without = [value - sum(column) for value, column in zip(whole, zip(*lot.adds, strict=True), strict=True)]
        own = indices[number] if indices else None
        rows.append(
            Driver(
                kind="deal",
                deal=lot.deal,
                label=lot.label,
                low=max(needs(without) - opening, 0),
                high=max(needs(whole) - opening, 0),
                probability=1 - lot.chance[0],
                first=own.first if own else None,
                total=own.total if own else None,
            )
        )
    return rows


def _of_amounts(plan: Plan) -> list[Driver]:
    """Deals whose amount is no single sum, and other movements, each for itself."""
    moving = plan.moving
    groups: dict[tuple[str, int], list[int]] = {}
    for place, one in enumerate(moving):
        if not one.is_exact:
            groups.setdefault((one.deal, 0 if one.deal else place), []).append(place)
    return [
        Driver(
            kind="amount",
            deal=moving[places[0]].deal,
            label=moving[places[0]].label,
            low=_gap(plan, places, lambda one: one.low),
            high=_gap(plan, places, lambda one: one.high),
        )
        for places in groups.values()
    ]


def _of_opening(plan: Plan) -> list[Driver]:
    if plan.opening is None or plan.opening.low == plan.opening.high:
        return []
    most = plan.opening.high
    path = paths(plan).all()
    ends = (plan.opening.low, most)
    low, high = (0 if end is None else max(needs(path) - end, 0) for end in ends)
    return [Driver(kind="opening", low=low, high=high)]


def _gap(plan: Plan, places: Collection[int], end: Callable[[Movement], int | None]) -> int | None:
    """The gap with one end of the amounts of the movements at ``places``, all others as stated."""
    changed, unlimited = [], False
    for place, one in enumerate(plan.moving):
        wanted = end(one) if place in places else one.point
        if wanted is None:
            if not one.comes_in:
                return None
            unlimited = True
        exactly = one if wanted is None else replace(one, low=wanted, point=wanted, high=wanted)
        changed.append(replace(exactly, probability=CERTAIN))
    found = paths(replace(plan, movements=tuple(changed)), "most" if unlimited else "point")
    return max(needs(found.all()) - (_point(plan) or 0), 0)


def _point(plan: Plan) -> int | None:
    return plan.opening.point if plan.opening else None
