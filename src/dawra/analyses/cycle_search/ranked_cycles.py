"""The first cycles of a graph by rank, on plain arrays: what `cycles` and `dollars` stand on.

The search (`kernels.search`) brings cycles in falling order of their smallest arc, a batch at a time; of each
batch only those are kept that may still be among the first. So memory is bounded by how many are wanted, not by
how many there are, and a search that stops early has still found the largest.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from dawra.analyses.circulation import Arcs, Ints, strong
from dawra.analyses.kernels.search import ARC, STEPS, advance

_AT_ONCE: Final = 500_000
"""Steps that the interpreter takes before the compiled search is loaded: about as long as loading takes."""
_FEW: Final = 20_000
"""Arcs of the largest graph that the interpreter begins with: for more, making its lists takes as long."""
_SMALLEST_BATCH: Final = 256
_LARGEST_BATCH: Final = 16_384

Table = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layers:
    """What of each arc's amount finances, what buys, and all that may pass in a financing cycle."""

    fin: Ints
    pur: Ints
    passing: Ints


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """The first and the last day number of each arc's legs, and whether all of them have one."""

    first: Table
    last: Table
    dated: npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """Cycles as numbers of arcs, each from its least party on, and whether there are no others.

    ``searched`` is how many cycles the search saw.
    """

    cycles: tuple[tuple[int, ...], ...]
    complete: bool
    searched: int


def ranked_cycles(
    arcs: Arcs,
    longest: int,
    *,
    at_least: int = 0,
    most: int,
    budget: int,
    days: Days | None = None,
    layers: Layers | None = None,
) -> Ranked:
    """The first ``most`` simple cycles of at most ``longest`` arcs by value, fewer arcs, shorter span, parties.

    The value is the smallest arc. With ``layers`` it is what can go round as financing: the most that passes
    when one arc carries only what finances and another only what buys; cycles without both are left out.
    """
    worth = np.where(arcs.capacity >= max(at_least, 1), arcs.capacity, 0)
    inside = np.flatnonzero(strong(Arcs(arcs.size, arcs.tail, arcs.head, worth))[0])
    # Parties are numbered by name, so equal amounts keep the order of names.
    order = inside[np.argsort(-arcs.capacity[inside], kind="stable")]
    rank = _Rank(arcs.take(order), at_least, most, _days(days, order), _layers(layers, order))
    search = _Search(rank.tail, rank.head, arcs.size, longest, budget)
    room = most + 1
    while search.more and not rank.settled(search.arc):
        rank.add(search.batch(min(room, _LARGEST_BATCH)))
        # There are more than wanted: what is left to see are those as large as the last.
        room = _SMALLEST_BATCH if room > most else 2 * room
    return Ranked(
        cycles=tuple(tuple(order[list(cycle)].tolist()) for cycle in rank.cycles()),
        complete=search.exhausted and rank.count <= most,
        searched=search.found,
    )


def _days(days: Days | None, order: Ints) -> Days:
    if days is None:
        return Days(first=np.zeros_like(order), last=np.zeros_like(order), dated=np.ones(order.size, dtype=np.bool_))
    return Days(first=days.first[order], last=days.last[order], dated=days.dated[order])


def _layers(layers: Layers | None, order: Ints) -> Layers | None:
    if layers is None:
        return None
    return Layers(fin=layers.fin[order], pur=layers.pur[order], passing=layers.passing[order])


class _Search:
    """`advance` with its lists, first in the interpreter and then, where it gets long, compiled."""

    def __init__(self, tail: Ints, head: Ints, size: int, longest: int, budget: int) -> None:
        # Those on no arc need no lists.
        parties, numbers = np.unique(np.concatenate([tail, head]), return_inverse=True)
        tails, heads = np.split(numbers.astype(np.int64), 2)
        count = min(size, parties.size)
        self._longest, self._budget = longest, budget
        self._lists: tuple[tuple[Any, ...], ...] = (
            (tails, heads),
            _listed(count, tails, heads),
            _listed(count, heads, tails),
        )
        # The state, how near each party is, the queue, the path and the places on it.
        rooms = 4, count, count, longest + 1, longest + 1
        self._memory: tuple[Any, ...] = tuple(np.zeros(room, dtype=np.int64) for room in rooms)
        self._compiled = tail.size > _FEW
        if not self._compiled:
            self._lists = tuple(tuple(part.tolist() for part in parts) for parts in self._lists)
            self._memory = tuple(part.tolist() for part in self._memory)
        self._arcs = tail.size
        self.found = 0

    @property
    def arc(self) -> int:
        """The arc of which the next cycle is the smallest."""
        return int(self._memory[0][ARC])

    @property
    def exhausted(self) -> bool:
        """Whether every cycle was found."""
        return self.arc >= self._arcs

    @property
    def more(self) -> bool:
        """Whether there is something left to search and something left of the budget."""
        return not self.exhausted and int(self._memory[0][STEPS]) < self._budget

    def batch(self, room: int) -> Table:
        """The next cycles, at most ``room``: the number of arcs of each, then their numbers."""
        parts = []
        size = _SMALLEST_BATCH
        while room and self.more:
            table = np.zeros((min(room, size), self._longest + 1), dtype=np.int64)
            rows = self._advance(table)
            parts.append(table[:rows])
            room -= rows
            # Most networks have few cycles: an empty table for very many would take longer than to find them.
            size *= 2
        found = np.concatenate(parts)
        self.found += len(found)
        return found

    def _advance(self, table: Table) -> int:
        if self._compiled:
            return self._run(_compiled_advance(), self._budget, table)
        found = table.tolist()
        rows = self._run(advance, min(self._budget, _AT_ONCE), found)
        if rows:
            table[:rows] = found[:rows]
        if self._memory[0][STEPS] >= _AT_ONCE and self.more:
            self._lists = tuple(tuple(np.array(part, dtype=np.int64) for part in parts) for parts in self._lists)
            self._memory = tuple(np.array(part, dtype=np.int64) for part in self._memory)
            self._compiled = True
        return rows

    def _run(self, step: Callable[..., int], budget: int, found: Any) -> int:  # noqa: ANN401 - lists or an array
        return step(*self._lists, self._longest, budget, *self._memory, found)


def _listed(size: int, end: Table, other: Table) -> tuple[Table, Table, Table]:
    """The lists of `advance`: arcs by one of their ends, in their order."""
    numbers = np.argsort(end, kind="stable")
    first = np.concatenate([[0], np.cumsum(np.bincount(end, minlength=size))])
    return first, other[numbers], numbers


@cache
def _compiled_advance() -> Callable[..., int]:
    from dawra.analyses.kernels.jit import compiled  # noqa: PLC0415 - numba takes half a second to import

    return compiled(advance)


class _Rank:
    """The first ``most`` of the cycles seen so far, as rows that sort by rank."""

    def __init__(self, arcs: Arcs, at_least: int, most: int, days: Days, layers: Layers | None) -> None:
        self.tail, self.head = arcs.tail, arcs.head
        self._most, self._days, self._layers = most, days, layers
        # Amounts of any size by their place among all amounts, which is all that ranking needs.
        known = [arcs.capacity] if layers is None else [arcs.capacity, layers.fin, layers.pur, layers.passing]
        scale, places = np.unique(np.concatenate(known), return_inverse=True)
        self._worth, *self._parts = np.split(places.astype(np.int64), len(known))
        self._least = int(np.searchsorted(scale, max(at_least, 1)))
        self.count = 0
        self._keys: Table | None = None
        self._rows: Table | None = None

    def add(self, batch: Table) -> None:
        """Take in a batch of cycles."""
        lengths, arcs = batch[:, 0], batch[:, 1:]
        there = np.arange(arcs.shape[1]) < lengths[:, None]
        value = self._worth[arcs[:, 0]] if self._layers is None else self._financing(arcs, there)
        chosen = value >= self._least
        lengths, arcs, there, value = lengths[chosen], arcs[chosen], there[chosen], value[chosen]
        self.count += len(arcs)
        turned = self._from_least_party(arcs, there)
        dated = np.all(self._days.dated[arcs] | ~there, axis=1)
        last = np.where(there, self._days.last[arcs], np.iinfo(np.int64).min).max(axis=1, initial=0)
        first = np.where(there, self._days.first[arcs], np.iinfo(np.int64).max).min(axis=1, initial=2**62)
        span = np.where(dated, last - first, 0)
        parties = np.where(there, self.tail[turned], -1)
        keys = np.column_stack([-value, lengths, ~dated, span, parties])
        if self._keys is not None and self._rows is not None:
            keys, turned = np.concatenate([self._keys, keys]), np.concatenate([self._rows, turned])
        best = np.lexsort(keys.T[::-1])[: self._most]
        self._keys, self._rows = keys[best], turned[best]

    def settled(self, arc: int) -> bool:
        """Whether no cycle whose smallest arc is ``arc`` or a smaller one can still be among the first."""
        if self.count <= self._most:
            return False
        return self._keys is None or not self._most or -int(self._keys[-1, 0]) > int(self._worth[arc])

    def cycles(self) -> list[tuple[int, ...]]:
        """The first cycles by rank."""
        if self._keys is None or self._rows is None:
            return []
        lengths = self._keys[:, 1]
        return [tuple(row[:length]) for row, length in zip(self._rows.tolist(), lengths.tolist(), strict=True)]

    def _from_least_party(self, arcs: Table, there: npt.NDArray[np.bool_]) -> Table:
        """The same cycles, each beginning with the arc of its least party."""
        least = np.where(there, self.tail[arcs], np.iinfo(np.int64).max).argmin(axis=1)
        places = np.arange(arcs.shape[1]) + least[:, None]
        lengths = there.sum(axis=1)[:, None]
        turned = np.take_along_axis(arcs, np.where(there, places % np.maximum(lengths, 1), 0), axis=1)
        return np.where(there, turned, 0)

    def _financing(self, arcs: Table, there: npt.NDArray[np.bool_]) -> Table:
        """The most that passes each cycle, one arc carrying what finances and another what buys."""
        fin, pur, passing = (
            np.where(there, part[arcs], absent) for part, absent in zip(self._parts, (0, 0, 2**62), strict=True)
        )
        best = np.zeros(len(arcs), dtype=np.int64)
        for financed in range(arcs.shape[1]):
            for bought in range(arcs.shape[1]):
                if financed != bought:
                    through = passing.copy()
                    through[:, financed], through[:, bought] = fin[:, financed], pur[:, bought]
                    best = np.maximum(best, through.min(axis=1, initial=2**62))
        return best
