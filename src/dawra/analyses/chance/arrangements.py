"""In how many ways can things be dealt out anew, and all of those ways: permutations of a multiset."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from math import factorial, prod
from typing import Final

import numpy as np

from dawra.analyses.circulation import Ints

_BATCH: Final = 200_000
"""Cells of a table that are held at once."""


def arrangements(things: Sequence[int]) -> int:
    """How many different orders ``things`` have, equal ones being one thing."""
    return factorial(len(things)) // prod(map(factorial, Counter(things).values()))


def arranged(things: Sequence[int]) -> Ints:
    """Every different order of ``things``, one a row, in lexicographic order; as int64 or as Python integers."""
    kinds = sorted(set(things))
    counts = Counter(things)

    @cache
    def orders(left: tuple[int, ...]) -> Ints:
        """The orders of what is left of each kind, by the numbers of the kinds."""
        if not any(left):
            return np.zeros((1, 0), dtype=np.int32)
        return np.concatenate([_led(kind, orders(_less(left, kind))) for kind, number in enumerate(left) if number])

    values = np.array(kinds, dtype=object)
    if all(abs(kind) < 2**63 for kind in kinds):
        values = values.astype(np.int64)
    found: Ints = values[orders(tuple(counts[kind] for kind in kinds))]
    return found


def _less(left: tuple[int, ...], kind: int) -> tuple[int, ...]:
    return tuple(number - (place == kind) for place, number in enumerate(left))


def _led(first: int, rest: Ints) -> Ints:
    """Each row of ``rest`` with ``first`` before it."""
    return np.concatenate([np.full((len(rest), 1), first, dtype=rest.dtype), rest], axis=1)


def combined(sizes: Sequence[int], start: int = 0, end: int | None = None) -> tuple[Ints, ...]:
    """The choices of one from each of so many, from the ``start``-th until before the ``end``-th."""
    numbers = np.arange(start, prod(sizes) if end is None else end)
    return np.unravel_index(numbers, sizes)


def batches(total: int, width: int) -> Iterator[tuple[int, int]]:
    """Cut so many rows of a table into parts that fit, as the numbers of their first row and of the next part's."""
    step = max(1, _BATCH // max(1, width))
    for start in range(0, total, step):
        yield start, min(start + step, total)
