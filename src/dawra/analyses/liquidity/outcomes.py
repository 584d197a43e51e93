"""What may come about, and the lowest balance in each case: all cases where they are few, else seeded draws.

Deals come about independently, or tied to one common cause Z by a one-factor Gaussian copula: deal i comes about where
Φ(√ρ Z + √(1 - ρ) Eᵢ) lies below its probability (Vasicek 1987; Li 2000). Ties change how often deals fail together,
never how often each does.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import prod
from operator import mul
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from dawra.analyses.liquidity.paths import Lot, Paths

Numbers = npt.NDArray[Any]
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

FEW: Final = 20
"""Up to so many uncertain deals every case is looked at."""
SAMPLES: Final = 100_000
NEVER: Final = -1

_MOST: Final = 2 ** (FEW + 1)
_ROWS: Final = 2**14
_EXACT: Final = 2**53
_WIDE: Final = 2**62
"""Whole numbers below this are exact as floats, and a product of matrices of floats is quick."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cases:
    """Cases with their probabilities: in each the opening balance that it ``needs``, and when money runs out.

    ``needs`` are minor units, whole numbers as floats or Python integers. ``below`` counts the days from the plan's
    first to the first that ends below nothing, `NEVER` where none does; None where the opening is not known. ``exact``
    says that these are all cases; else they were drawn, each as likely. ``shape`` is how many levels each lot has.
    """

    chance: Floats
    needs: Numbers
    below: Ints | None
    exact: bool
    shape: tuple[int, ...]


def are_few(lots: tuple[Lot, ...], correlation: float) -> bool:
    """Whether every case can be looked at: independent deals, no more than `FEW`."""
    return not correlation and len(lots) <= FEW and prod(len(lot.chance) for lot in lots) <= _MOST


def cases(paths: Paths, opening: int | None, *, correlation: float = 0, seed: int = 0, samples: int = SAMPLES) -> Cases:
    """All cases of ``paths``, or ``samples`` of them drawn by ``seed``."""
    shape = tuple(len(lot.chance) for lot in paths.lots)
    exact = are_few(paths.lots, correlation)
    table = Table.of(paths if opening is not None else paths.lows(), opening or 0)
    found = _every(table, paths.lots) if exact else _drawn(table, paths.lots, correlation, seed, samples)
    chances, lowest, below = [], [], []
    for balance, chance in found:
        chances.append(chance)
        lowest.append(-balance.min(axis=1))
        if opening is not None:
            below.append(_below(balance + opening, table.days))
    return Cases(
        chance=np.concatenate(chances),
        needs=np.concatenate(lowest),
        below=np.concatenate(below) if below else None,
        exact=exact,
        shape=shape,
    )


@dataclass(frozen=True, slots=True)
class Table:
    """The paths as arrays: floats while every sum of them is exact, else Python integers."""

    base: Numbers
    adds: Numbers
    lot: Ints
    level: Ints
    days: Ints

    @classmethod
    def of(cls, paths: Paths, opening: int) -> "Table":
        """The table of ``paths``, with room for an opening balance."""
        rows = [(number, level, adds) for number, lot in enumerate(paths.lots) for level, adds in enumerate(lot.adds)]
        every = [paths.base, *(adds for _, _, adds in rows)]
        kind = np.float64 if opening + sum(max(map(abs, path)) for path in every) < _EXACT else object
        return cls(
            base=np.array(paths.base, dtype=kind),
            adds=np.array([adds for _, _, adds in rows], dtype=kind).reshape(len(rows), len(paths.base)),
            lot=np.array([number for number, _, _ in rows], dtype=np.int64),
            level=np.array([level for _, level, _ in rows], dtype=np.int64),
            days=np.array([(day - paths.days[0]).days for day in paths.days], dtype=np.int64),
        )

    def moved(self, levels: Ints) -> Numbers:
        """What has moved before each cut (columns) in each case (rows) of levels of all lots."""
        there = (levels[:, self.lot] > self.level).astype(self.base.dtype)
        return there @ self.adds + self.base if self.lot.size else np.tile(self.base, (len(levels), 1))


def levels_of(lots: tuple[Lot, ...], uniform: Floats) -> Ints:
    """The level of each lot that uniform draws (a column a lot) stand for: low draws, high levels."""
    found = np.empty(uniform.shape, dtype=np.int64)
    for number, lot in enumerate(lots):
        reached = np.cumsum([float(chance) for chance in reversed(lot.chance)])[:-1]
        found[:, number] = len(lot.chance) - 1 - np.searchsorted(reached, uniform[:, number], side="right")
    return found


def _every(table: "Table", lots: tuple[Lot, ...]) -> Iterator[tuple[Numbers, Floats]]:
    """What has moved in each case, in the order of their levels, the last lot the quickest to change.

    The cases of the last lots are worked out once, and those of the first are added to them.
    """
    sizes = list(accumulate((len(lot.chance) for lot in reversed(lots)), mul))
    last = len(lots) - sum(size <= _ROWS for size in sizes)
    slow, slow_chance = _levels(lots, range(last))
    quick, quick_chance = _levels(lots, range(last, len(lots)))
    moved, added = table.moved(quick), table.moved(slow) - table.base
    for more, chance in zip(added, slow_chance, strict=True):
        yield moved + more, chance * quick_chance


def _levels(lots: tuple[Lot, ...], places: range) -> tuple[Ints, Floats]:
    """All levels of the lots at ``places``, all others at none, and how likely each is."""
    shape = tuple(len(lots[place].chance) for place in places)
    levels = np.zeros((prod(shape), len(lots)), dtype=np.int64)
    chance = np.ones(len(levels))
    for place, column in zip(places, np.unravel_index(np.arange(len(levels)), shape) if shape else (), strict=True):
        levels[:, place] = column
        chance *= np.array([float(one) for one in lots[place].chance])[column]
    return levels, chance


def _drawn(
    table: "Table", lots: tuple[Lot, ...], correlation: float, seed: int, samples: int
) -> Iterator[tuple[Numbers, Floats]]:
    """What has moved in cases drawn one after the other."""
    from scipy.special import ndtr  # noqa: PLC0415 - slow to import

    draws = np.random.default_rng(seed)
    for start, end in pairwise([*range(0, samples, _ROWS), samples]):
        size = (end - start, len(lots))
        if correlation:
            common = draws.standard_normal((end - start, 1))
            own = draws.standard_normal(size)
            uniform = ndtr(np.sqrt(correlation) * common + np.sqrt(1 - correlation) * own)
        else:
            uniform = draws.random(size)
        yield table.moved(levels_of(lots, uniform)), np.full(end - start, 1 / samples)


def _below(balance: Numbers, days: Ints) -> Ints:
    """The first day that ends below nothing in each case, by the straight line between cuts."""
    found = np.full(len(balance), NEVER, dtype=np.int64)
    under = balance < 0
    out = np.flatnonzero(under.any(axis=1))
    cut = under[out].argmax(axis=1)
    before, after, term = balance[out, cut - 1], balance[out, cut], days[cut] - days[cut - 1]
    safe = balance.dtype != object and out.size and float(before.max()) * float(term.max()) < _WIDE
    kind = np.int64 if safe else object
    before, after = (_whole(ends, kind) for ends in (before, after))
    found[out] = days[cut - 1] + (before * term.astype(kind) // (before - after)).astype(np.int64)
    return found


def _whole(numbers: Numbers, kind: type) -> Numbers:
    """Whole numbers that were floats or Python integers as int64 or Python integers."""
    return numbers.astype(np.int64).astype(kind) if numbers.dtype != object else numbers
