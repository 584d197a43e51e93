"""The networks with which the data are compared, one layer at a time: N1 and N2 of methods §5.

Under *topology* every party keeps its number of legs out and in and every payer its amounts; who pays whom,
and how much of it, is anything that this allows. Under *amounts* everyone pays whom it pays, and the amounts
of the layer are dealt out anew among its legs. The layers know nothing of each other.
"""

from collections.abc import Sequence
from functools import cached_property
from math import prod
from typing import Final

import numpy as np

from dawra.analyses.chance.arrangements import batches, combined
from dawra.analyses.chance.enumerate_graphs import LIMIT, count_graphs, degrees, list_graphs
from dawra.analyses.chance.layered import Draws, Layer, Statistic
from dawra.analyses.chance.null_amounts import by_payer, count_deals, deal, list_deals
from dawra.analyses.chance.null_topology import Walk
from dawra.analyses.circulation import Ints

NULLS: Final = ("topology", "amounts")


class Null:
    """One layer under one null: its ``layer`` among ``size`` parties, its networks counted, listed and drawn."""

    def __init__(self, name: str, layer: Layer, size: int, generator: np.random.Generator) -> None:
        if name not in NULLS:
            raise ValueError(f"unknown null {name!r}: one of {', '.join(NULLS)}")
        self.layer = layer
        self._size = size
        self._generator = generator
        self._moves = name == "topology"
        self._hands = by_payer(layer.tail) if self._moves else [slice(0, layer.tail.size)]

    @cached_property
    def graphs(self) -> int | None:
        """How many ways there are to say who pays whom; None where more than `LIMIT`, or not counted."""
        return count_graphs(self._degrees) if self._moves else 1

    def count(self, *, amounts: bool) -> int | None:
        """How many networks there are, told apart by their ``amounts`` or only by who pays whom."""
        if self.graphs is None or not amounts:
            return self.graphs
        return self.graphs * count_deals(self.layer.amount, self._hands)

    def every(self, *, amounts: bool) -> tuple[Ints, Ints]:
        """All ways to say who is paid, and to deal the amounts; each of one goes with each of the other."""
        heads = list_graphs(self._degrees) if self._moves else self.layer.head[None]
        dealt = list_deals(self.layer.amount, self._hands) if amounts else self.layer.amount[None]
        return heads, dealt

    def draw(self, count: int) -> Draws:
        """So many networks at random."""
        heads = self._walk.draw(count) if self._moves else np.tile(self.layer.head, (count, 1))
        amounts = deal(self.layer.amount, self._hands, count, self._generator)
        return Draws(self.layer.tail, heads, amounts)

    @cached_property
    def _degrees(self) -> tuple[tuple[int, int], ...]:
        return degrees(self.layer.tail, self.layer.head, self._size)

    @cached_property
    def _walk(self) -> Walk:
        return Walk(self.layer.tail, self.layer.head, self._size, self._generator)


def space(nulls: Sequence[Null], *, amounts: bool) -> int | None:
    """How many networks all layers have together; None where more than `LIMIT`, or not counted."""
    counts = [null.count(amounts=amounts) for null in nulls]
    if None in counts:
        return None
    found = prod(count or 0 for count in counts)
    return found if found <= LIMIT else None


def exact_values(nulls: Sequence[Null], size: int, statistic: Statistic) -> Ints:
    """The statistic of every network there is, each once."""
    lists = [null.every(amounts=statistic.amounts) for null in nulls]
    sizes = [len(choices) for pair in lists for choices in pair]
    total = prod(sizes)
    found = []
    for start, end in batches(total, _legs(nulls)):
        chosen = iter(combined(sizes, start, end))
        draws = [
            Draws(null.layer.tail, heads[next(chosen)], amounts[next(chosen)])
            for null, (heads, amounts) in zip(nulls, lists, strict=True)
        ]
        found.append(statistic.of(draws, size))
    return np.concatenate(found)


def sampled_values(nulls: Sequence[Null], size: int, statistics: Sequence[Statistic], draws: int) -> list[Ints]:
    """The statistics of the same ``draws`` networks at random."""
    if not statistics:
        return []
    found: list[list[Ints]] = [[] for _ in statistics]
    for start, end in batches(draws, _legs(nulls)):
        drawn = [null.draw(end - start) for null in nulls]
        for values, statistic in zip(found, statistics, strict=True):
            values.append(statistic.of(drawn, size))
    return [np.concatenate(values) for values in found]


def _legs(nulls: Sequence[Null]) -> int:
    return sum(null.layer.tail.size for null in nulls)
