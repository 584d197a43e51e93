"""What may or may not come about, and the part of a network in which that changes what goes round."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Final, Self

import numpy as np

from dawra.analyses.circulation import Arcs, Floats, Ints, strong, sum_exact, whole
from dawra.analyses.netting.repeated import Repeated

_LEVELS: Final = 64
"""Levels that deals on one arc have together at most, before they count as several."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Varying:
    """A deal, or several on one arc, at one of its levels; each level has all that the one below it has.

    ``chance`` is the probability of each level from 0, nothing, on; ``gross`` what the legs there come to in
    minor units; ``amounts`` what each level from 1 on adds, by arc.
    """

    chance: tuple[Fraction, ...]
    gross: tuple[int, ...]
    amounts: tuple[dict[int, int], ...]

    @classmethod
    def of_deal(cls, legs: Iterable[tuple[Fraction, int, int]]) -> Self:
        """A deal by the probability, between 0 and 1, the arc and the amount of its legs: a level for each status."""
        by_chance: dict[Fraction, dict[int, int]] = {}
        for chance, arc, amount in legs:
            arcs = by_chance.setdefault(chance, {})
            arcs[arc] = arcs.get(arc, 0) + amount
        reached = sorted(by_chance, reverse=True)
        gross = [0]
        for chance in reached:
            gross.append(gross[-1] + sum(by_chance[chance].values()))
        return cls(
            chance=tuple(more - less for more, less in pairwise([Fraction(1), *reached, Fraction(0)])),
            gross=tuple(gross),
            amounts=tuple(by_chance[chance] for chance in reached),
        )

    @classmethod
    def of_sums(cls, arc: int, chance: dict[int, Fraction]) -> Self:
        """Several deals on one arc by the probability of each sum that they may come to."""
        sums = sorted(chance)
        return cls(
            chance=tuple(chance[total] for total in sums),
            gross=tuple(sums),
            amounts=tuple({arc: more - less} for less, more in pairwise(sums)),
        )

    @property
    def mean(self) -> Fraction:
        """What it comes to on average."""
        return sum((chance * gross for chance, gross in zip(self.chance, self.gross, strict=True)), Fraction(0))

    @property
    def arcs(self) -> frozenset[int]:
        """Where its legs are."""
        return frozenset(arc for level in self.amounts for arc in level)

    def levels(self, uniform: Floats) -> Ints:
        """The level that each draw from [0, 1) stands for."""
        reached = np.cumsum([float(chance) for chance in self.chance[:-1]])
        return np.searchsorted(reached, uniform, side="right")


def together(deals: Iterable[Varying]) -> list[Varying]:
    """The same with deals on one arc alone put together: only their sum matters, and sums have an order."""
    found: list[Varying] = []
    by_arc: dict[int, list[Varying]] = defaultdict(list)
    for deal in deals:
        if len(deal.arcs) == 1:
            by_arc[min(deal.arcs)].append(deal)
        else:
            found.append(deal)
    for arc in sorted(by_arc):
        sums = {0: Fraction(1)}
        for deal in by_arc[arc]:
            if len(sums) * len(deal.gross) > _LEVELS:
                found.append(Varying.of_sums(arc, sums))
                sums = {0: Fraction(1)}
            sums = _sum(sums, dict(zip(deal.gross, deal.chance, strict=True)))
        found.append(Varying.of_sums(arc, sums))
    return found


def _sum(one: dict[int, Fraction], other: dict[int, Fraction]) -> dict[int, Fraction]:
    """The probability of each sum of two independent amounts."""
    found: dict[int, Fraction] = defaultdict(Fraction)
    for a, p in one.items():
        for b, q in other.items():
            found[a + b] += p * q
    return dict(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Core:
    """The arcs inside strongly connected parts of the whole network: only there can money go round.

    ``base`` is what is certain on each of them, ``varying`` what varies there, and ``adds`` what each of its
    levels adds, as numbers of arcs and amounts. ``matter`` counts the deals behind it. ``others`` are the deals
    with no leg there, ``certain`` is the gross that is there in any case.
    """

    arcs: Arcs
    base: Ints
    varying: tuple[Varying, ...]
    adds: tuple[tuple[tuple[Ints, Ints], ...], ...]
    matter: int
    others: tuple[Varying, ...]
    certain: int
    solver: Repeated

    @classmethod
    def of(cls, certain: Arcs, deals: Sequence[Varying]) -> Self:
        """Cut arcs with their ``certain`` amounts, and uncertain ``deals`` on them, down to what can go round."""
        full = certain.capacity.tolist()
        for deal in deals:
            for level in deal.amounts:
                for arc, amount in level.items():
                    full[arc] += amount
        inside = np.flatnonzero(strong(Arcs(certain.size, certain.tail, certain.head, whole(full)))[0])
        place = {arc: number for number, arc in enumerate(inside.tolist())}
        greatest = whole([full[arc] for arc in inside])
        near: list[Varying] = []
        others: list[Varying] = []
        for deal in deals:
            (near if any(arc in place for arc in deal.arcs) else others).append(deal)
        varying, arcs = together(near), certain.take(inside)
        return cls(
            arcs=arcs,
            base=arcs.capacity.astype(greatest.dtype),
            varying=tuple(varying),
            adds=tuple(tuple(_columns(level, place, greatest.dtype) for level in one.amounts) for one in varying),
            matter=len(near),
            others=tuple(others),
            certain=sum_exact(certain.capacity),
            solver=Repeated(arcs, greatest),
        )

    @property
    def greatest(self) -> int:
        """The gross if everything comes about."""
        return self.certain + sum(one.gross[-1] for one in (*self.varying, *self.others))

    def capacities(self, levels: Ints) -> Ints:
        """What each arc (column) carries when all that varies is at its level, for each row of levels."""
        found = np.tile(self.base, (len(levels), 1))
        for adds, reached in zip(self.adds, levels.T, strict=True):
            for step, (arcs, amounts) in enumerate(adds):
                rows = np.flatnonzero(reached > step)
                found[np.ix_(rows, arcs)] += amounts
        return found

    def levels(self) -> Ints:
        """What all that varies (first) holds at each level (second) on each arc (third), the last level repeated."""
        most = max((len(adds) for adds in self.adds), default=0) + 1
        found = np.zeros((len(self.adds), most, self.arcs.tail.size), dtype=self.base.dtype)
        for table, adds in zip(found, self.adds, strict=True):
            for level, (arcs, amounts) in enumerate(adds, start=1):
                table[level:, arcs] += amounts
        return found


def _columns(amounts: dict[int, int], place: dict[int, int], kind: "np.dtype[np.generic]") -> tuple[Ints, Ints]:
    """The amounts on arcs of the core, by their numbers there."""
    inside = {place[arc]: amount for arc, amount in amounts.items() if arc in place}
    return np.array(list(inside), dtype=np.int64), np.array(list(inside.values()), dtype=kind)
