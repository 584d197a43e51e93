"""Financing and purchases as two layers over the same parties, and what is counted where they meet (methods §5).

A statistic looks at many draws of the null at once, so that a draw costs what its legs cost. `STATISTICS` is
open: whoever has another one adds its name and its function.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from dawra.analyses.circulation import Arcs, Ints, heaviest, sum_exact, whole

_BATCH: Final = 2_000
"""Legs solved at once: fewer pay too often for the solver's start, more leave the cache."""
_SAFE: Final = 2**58
"""Batches whose amounts sum to less stay in the solver's int64."""


@dataclass(frozen=True, slots=True)
class Layer:
    """The legs of one layer, sorted by payer and payee: none twice, none to its own payer.

    ``tail`` and ``head`` are party numbers, ``amount`` minor units.
    """

    tail: Ints
    head: Ints
    amount: Ints

    @classmethod
    def of(cls, legs: Mapping[tuple[int, int], int]) -> "Layer":
        """Build from the amount of each ordered pair of party numbers."""
        ends = sorted(legs)
        table = np.array(ends, dtype=np.int64).reshape(-1, 2)
        return cls(table[:, 0].copy(), table[:, 1].copy(), whole([legs[pair] for pair in ends]))


@dataclass(frozen=True, slots=True)
class Draws:
    """One layer as it might have been, a draw a row: whom the legs pay (``head``), and how much (``amount``).

    The payers (``tail``) are those of the data, since each keeps its number of legs. The number after the
    last party's stands for nobody: a leg that pays it was lost.
    """

    tail: Ints
    head: Ints
    amount: Ints

    @classmethod
    def observed(cls, layer: Layer) -> "Draws":
        """The data as the only draw."""
        return cls(layer.tail, layer.head[None], layer.amount[None])


@dataclass(frozen=True, slots=True)
class Statistic:
    """What is compared with the null: ``of`` gives a whole number a draw.

    It takes the draws of every layer and the number of parties. ``amounts`` says whether money matters to it,
    or only who pays whom.
    """

    of: Callable[[Sequence[Draws], int], Ints]
    amounts: bool = True


def pairs(draws: Sequence[Draws], size: int) -> Ints:
    """How many legs i to j of the first layer have a leg j to i in the second: financiers paid by the financed."""
    first, second = draws
    met, _ = _met(first, second, size)
    return _counted(met)


def mutual(draws: Sequence[Draws], size: int) -> Ints:
    """In a single layer: how many pairs of parties pay each other."""
    (layer,) = draws
    met, _ = _met(layer, layer, size)
    return _counted(met) // 2


def overlap(draws: Sequence[Draws], size: int) -> Ints:
    """The sum of min(fin i to j, pur j to i): what pair by pair could be the same money."""
    first, second = draws
    met, back = _met(first, second, size)
    returned = second.amount.reshape(-1)[back] if second.amount.size else np.zeros_like(met, dtype=np.int64)
    found: Ints = np.where(met, np.minimum(first.amount, returned), 0).sum(axis=1)
    return found


def circulation(draws: Sequence[Draws], size: int) -> Ints:
    """C of all layers together (methods §2): the most that can be set off along their legs."""
    tail = np.concatenate([layer.tail for layer in draws])
    head = np.concatenate([layer.head for layer in draws], axis=1)
    amount = np.concatenate([layer.amount for layer in draws], axis=1)
    if not tail.size:
        return np.zeros(len(head), dtype=np.int64)
    # Every draw pays the amounts of the data, dealt anew.
    most = sum_exact(amount[0]) if len(amount) else 0
    step = max(1, min(_BATCH // tail.size, _SAFE // (most + 1)))
    parts = [
        _circulations(tail, head[start : start + step], amount[start : start + step], size)
        for start in range(0, len(head), step)
    ]
    return np.concatenate([np.zeros(0, dtype=amount.dtype), *parts])


STATISTICS: Final[Mapping[str, Statistic]] = {
    "pairs": Statistic(pairs, amounts=False),
    "overlap": Statistic(overlap),
    "circulation": Statistic(circulation),
}
"""What `significance` compares unless told otherwise."""


def _met(first: Draws, second: Draws, size: int) -> tuple[Ints, Ints]:
    """For each leg of each draw of ``first``: whether ``second`` pays it back, and by which of its legs."""
    stride = size + 1
    draw = np.arange(len(first.head), dtype=np.int64)[:, None] * stride**2
    there = draw + first.tail * stride + first.head
    back = (draw + second.head * stride + second.tail).reshape(-1)
    if not back.size:
        return np.zeros(there.shape, dtype=bool), np.zeros(there.shape, dtype=np.int64)
    order = np.argsort(back)
    place = np.minimum(np.searchsorted(back, there, sorter=order), back.size - 1)
    leg = order[place]
    return back[leg] == there, leg


def _counted(met: Ints) -> Ints:
    found: Ints = met.sum(axis=1, dtype=np.int64)
    return found


def _circulations(tail: Ints, head: Ints, amount: Ints, size: int) -> Ints:
    """The circulation of each draw: networks side by side, without a leg between them, are solved as one."""
    draws, legs = head.shape
    apart = np.arange(draws, dtype=np.int64)[:, None] * size
    flow = heaviest(Arcs(size * draws, (apart + tail).reshape(-1), (apart + head).reshape(-1), amount.reshape(-1)))
    found: Ints = flow.reshape(draws, legs).sum(axis=1)
    return found
