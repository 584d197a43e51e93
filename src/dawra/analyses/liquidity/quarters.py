"""The quarters of a plan: what comes in and goes out in each, and how low the balance falls in it."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import Final

from dawra.analyses.liquidity.paths import Paths
from dawra.analyses.liquidity.plan import SIDES, Plan
from dawra.values import next_period, period_edges, period_start

_MONTHS: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarter:
    """One quarter of a plan, or the part of it in ``[start, end)``, if everything comes about, in minor units.

    ``inflow``, ``obligation`` and ``draw`` are what moves in it. ``balance`` is that at its end and ``lowest`` the
    lowest in it, both without the opening where that is not known. ``needs`` is what the party must have had on the
    plan's first day to get to the end of it.
    """

    start: date
    end: date
    inflow: int
    obligation: int
    draw: int
    balance: int
    lowest: int
    needs: int


def quarters(plan: Plan, paths: Paths, path: Sequence[int]) -> tuple[Quarter, ...]:
    """The quarters of ``plan`` with the ``path`` of all that comes about."""
    opening = plan.opening.point if plan.opening else 0
    moving, found, least = plan.moving, [], 0
    for start, end in pairwise(period_edges(plan.start, plan.end, _MONTHS)):
        sums = {side: sum(one.moved(end) - one.moved(start) for one in moving if one.side == side) for side in SIDES}
        inside = [value for day, value in zip(paths.days, path, strict=True) if start < day < end]
        lowest = min([*inside, value_on(paths.days, path, start), value_on(paths.days, path, end)])
        least = min(least, lowest)
        found.append(
            Quarter(
                start=start,
                end=end,
                **sums,
                balance=opening + value_on(paths.days, path, end),
                lowest=opening + lowest,
                needs=-least,
            )
        )
    return tuple(found)


def quarter_of(day: date, start: date, end: date) -> tuple[date, date]:
    """The part of the quarter of ``day`` that lies in ``[start, end)``."""
    following = next_period(day, _MONTHS)
    return max(period_start(day, _MONTHS), start), end if following is None else min(following, end)


def value_on(days: Sequence[date], path: Sequence[int], day: date) -> int:
    """The value of a path on a morning, on the straight line between cuts, to the nearest minor unit."""
    place = bisect_right(days, day) - 1
    if place == len(days) - 1:
        return path[place]
    part = Fraction((day - days[place]).days, (days[place + 1] - days[place]).days)
    return round(path[place] + part * (path[place + 1] - path[place]))
