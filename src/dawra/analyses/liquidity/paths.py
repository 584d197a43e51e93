"""The balance of a plan, day by day, for whatever comes about: exact, in whole minor units.

A movement is a straight line over its days, so the balance bends only where one begins or ends: these days are the
*cuts*, every amount is whole at each, and the lowest balance stands at one of them. Between two cuts the balance is
taken on the straight line, which decides the day on which it falls below nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import accumulate, pairwise
from typing import Final, TypeVar

from dawra.analyses.liquidity.plan import CERTAIN, Movement, Plan

Number = int | Fraction
Whole = TypeVar("Whole", int, Fraction)

AT: Final = ("least", "point", "most")
"""Which amounts count: those that leave the party worst off, those stated, those that leave it best off."""

_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lot:
    """What comes about together: one deal, at one of its levels, each with all that the one below it has.

    ``chance`` is the probability of each level from 0, nothing, on; ``adds`` what each level from 1 on adds to the
    balance at each cut, in minor units. ``comes_in`` says whether any of it raises the balance.
    """

    deal: str
    label: str
    chance: tuple[Fraction, ...]
    adds: tuple[tuple[int, ...], ...]
    comes_in: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Paths:
    """A plan's cuts, what has moved by each of them for certain, and what may have.

    ``days`` are the mornings of the cuts, from the plan's first day to the day after its last; ``base`` is what has
    moved in all before each of them without the opening balance. ``boundless`` says that something
    without limit may have to be paid.
    """

    days: tuple[date, ...]
    base: tuple[int, ...]
    lots: tuple[Lot, ...]
    boundless: bool = False

    def all(self) -> list[int]:
        """What has moved before each cut if everything comes about."""
        return self._with(self.lots)

    def without_draws(self) -> list[int]:
        """The same if no deal comes about that might bring money in."""
        return self._with([lot for lot in self.lots if not lot.comes_in])

    def weighted(self) -> list[Fraction]:
        """The mean of what has moved before each cut."""
        found = [Fraction(value) for value in self.base]
        for lot in self.lots:
            reached = list(accumulate(reversed(lot.chance[1:])))[::-1]
            for chance, adds in zip(reached, lot.adds, strict=True):
                found = [value + chance * more for value, more in zip(found, adds, strict=True)]
        return found

    def lows(self) -> "Paths":
        """The same at those cuts alone at which the balance may be lowest in some case."""
        rows = ([after - before for before, after in pairwise(path)] for path in self._every(self.lots))
        spans = [(_most(steps), -_most([-step for step in steps])) for steps in zip(*rows, strict=True)]
        found, may_lie_lower = [0], False
        for cut, ((_, fall), (rise, _)) in enumerate(pairwise([*spans, (1, 0)]), start=1):
            may_lie_lower = may_lie_lower or fall < 0
            # Where it can only go on falling, the next cut lies no higher.
            if may_lie_lower and rise > 0:
                found.append(cut)
                may_lie_lower = False
        return Paths(
            days=tuple(self.days[cut] for cut in found),
            base=tuple(self.base[cut] for cut in found),
            lots=tuple(
                replace(lot, adds=tuple(tuple(adds[cut] for cut in found) for adds in lot.adds)) for lot in self.lots
            ),
            boundless=self.boundless,
        )

    def _every(self, lots: Iterable[Lot]) -> list[tuple[int, ...]]:
        return [self.base, *(adds for lot in lots for adds in lot.adds)]

    def _with(self, lots: Iterable[Lot]) -> list[int]:
        return _summed(self._every(lots))


def paths(plan: Plan, at: str = "point") -> Paths:
    """The paths that the balance of ``plan`` may take, with the amounts that ``at`` names.

    Money without limit counts as more than all else together from the first day on which it may move: what comes in
    so covers everything, what has to be paid is told by ``boundless``.

    Raises:
        ValueError: an unknown ``at``.
    """
    if at not in AT:
        raise ValueError(f"unknown amounts {at!r}: one of {', '.join(AT)}")
    moving = [_at(one, at, plan) for one in plan.moving]
    days = cuts(plan, moving)
    sure: list[list[int]] = []
    lots: dict[tuple[str, int], list[Movement]] = defaultdict(list)
    for place, one in enumerate(moving):
        if one.probability == CERTAIN:
            sure.append(moved(one, days))
        else:
            lots[one.deal, 0 if one.deal else place].append(one)
    found = [_lot(lots[key], days) for key in sorted(lots)]
    return Paths(
        days=tuple(days),
        base=tuple(_summed([[0] * len(days), *sure])),
        lots=tuple(lot for lot in found if any(map(any, lot.adds))),
        boundless=at == "least" and any(one.high is None and not one.comes_in for one in plan.moving),
    )


def cuts(plan: Plan, movements: Iterable[Movement]) -> list[date]:
    """The mornings on which something begins or has ended, those of the plan's own ends included."""
    ends = {day for one in movements for day in (one.start, one.until)}
    return sorted({plan.start, plan.end, *(day for day in ends if plan.start < day < plan.end)})


def moved(one: Movement, days: Sequence[date]) -> list[int]:
    """What it has added to the balance before each of ``days``, from the first of them on."""
    sums = [one.moved(day) for day in days]
    return [(total - sums[0]) * (1 if one.comes_in else -1) for total in sums]


def needs(path: Iterable[Whole]) -> Whole:
    """The least opening balance with which a path never falls below nothing."""
    return -min(path)


def first_below(days: Sequence[date], path: Sequence[Number], opening: Number) -> date | None:
    """The first day that ends with less than nothing; None where none does before the last of ``days``."""
    for (start, before), (end, after) in pairwise(zip(days, path, strict=True)):
        if opening + after < 0:
            return start + _DAY * day_below(opening + before, opening + after, (end - start).days)
    return None


def day_below(before: Number, after: Number, days: int) -> int:
    """The number of the first of ``days``, from 0, that ends below nothing on the line between two balances."""
    return int(before * days // (before - after))


def _at(one: Movement, at: str, plan: Plan) -> Movement:
    """The movement with one amount, as its point."""
    wanted = one.point if at == "point" else one.high if (at == "most") == one.comes_in else one.low
    if wanted is not None:
        return _exactly(one, wanted)
    all_else = sum(other.low if other.high is None else other.high for other in plan.moving)
    opening = plan.opening.low if plan.opening else 0
    first = max(one.start, plan.start)
    step = Movement(
        side=one.side, low=0, point=0, high=0, start=first, deal=one.deal, probability=one.probability, label=one.label
    )
    return _exactly(step, all_else + opening + 1)


def _exactly(one: Movement, amount: int) -> Movement:
    return Movement(
        side=one.side,
        low=amount,
        point=amount,
        high=amount,
        start=one.start,
        end=one.end,
        deal=one.deal,
        probability=one.probability,
        label=one.label,
    )


def _lot(movements: Sequence[Movement], days: Sequence[date]) -> Lot:
    """Movements of one deal: a level for each probability, the likelier first."""
    by_chance: dict[Fraction, list[list[int]]] = defaultdict(list)
    for one in movements:
        by_chance[one.probability].append(moved(one, days))
    reached = sorted(by_chance, reverse=True)
    return Lot(
        deal=movements[0].deal,
        label=next((one.label for one in movements if one.label), ""),
        chance=tuple(more - less for more, less in pairwise([CERTAIN, *reached, Fraction(0)])),
        adds=tuple(tuple(_summed(by_chance[chance])) for chance in reached),
        comes_in=any(one.comes_in for one in movements),
    )


def _most(steps: Sequence[int]) -> int:
    """The most that the balance may rise from one cut to the next: what is sure, and all others that would help."""
    return steps[0] + sum(max(step, 0) for step in steps[1:])


def _summed(paths_: Sequence[Sequence[int]]) -> list[int]:
    return [sum(column) for column in zip(*paths_, strict=True)]
