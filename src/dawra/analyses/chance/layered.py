"""Financing and purchases as two layers over the same parties, and what is counted where they meet (methods §5).

A statistic looks at many draws of the null at once, so that a draw costs what its legs cost. `STATISTICS` is
open: whoever has another one adds its name and its function.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from dawra.analyses.chance.enumerate_graphs import LIMIT
from dawra.analyses.circulation import Arcs, Ints, heaviest, strong, sum_exact, whole
from dawra.analyses.tracing.accounts import Bools
from dawra.analyses.tracing.joint import joint_round_trips
from dawra.errors import InputError

_BATCH: Final = 2_000
"""Legs solved at once: fewer pay too often for the solver's start, more leave the cache."""
_SAFE: Final = 2**58
"""Batches whose amounts sum to less stay in the solver's int64."""
_EXACT: Final = 10**9
"""What a linear program tells apart."""


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

    def with_amounts(self) -> "Layer":
        """The legs that move something."""
        some = np.array(self.amount > 0, dtype=bool)
        return Layer(self.tail[some], self.head[some], self.amount[some])


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
    or only who pays whom; ``most`` up to how many networks it looks at all there are; ``asked`` that it takes so
    long that it is compared only where somebody asks for it.
    """

    of: Callable[[Sequence[Draws], int], Ints]
    amounts: bool = True
    most: int = LIMIT
    asked: bool = False


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


def joint(draws: Sequence[Draws], size: int) -> Ints:
    """J of all parties (methods §3): the round trips of every financier together, each dollar counted once.

    Whole to nine digits of all that moves: the linear program is no more exact, and draws that are one network
    under other names have to be alike.
    """
    fin, pur = draws
    tail = np.concatenate([fin.tail, pur.tail])
    head = np.concatenate([fin.head, pur.head], axis=1)
    amount = np.concatenate([fin.amount, pur.amount], axis=1)
    funds = np.arange(tail.size) < fin.tail.size
    known: dict[bytes, int] = {}
    found = [_joint(Arcs(size, tail, *draw), funds, known) for draw in zip(head, amount, strict=True)]
    return whole(found)


STATISTICS: Final[Mapping[str, Statistic]] = {
    "pairs": Statistic(pairs, amounts=False),
    "overlap": Statistic(overlap),
    "circulation": Statistic(circulation),
    "joint": Statistic(joint, most=1_000, asked=True),
}
"""What `significance` can compare; unless told otherwise, all that need not be ``asked`` for."""


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


def _joint(arcs: Arcs, funds: Bools, known: dict[bytes, int]) -> int:
    """J of one draw, whose legs marked ``funds`` are finance; draws that leave the same on circles are solved once."""
    inside = np.flatnonzero(strong(arcs)[0])
    funds, kept = funds[inside], arcs.take(inside)
    if funds.all() or not funds.any():
        return 0
    table = np.stack([kept.tail, kept.head, kept.capacity, funds])
    key = table.tobytes() if table.dtype != object else repr(table.tolist()).encode()
    if key not in known:
        number, ends = np.unique(np.concatenate([kept.tail, kept.head]), return_inverse=True)
        payer, payee = ends.reshape(2, -1)
        fin, pur = np.where(funds, kept.capacity, 0), np.where(funds, 0, kept.capacity)
        value = joint_round_trips(number.size, payer, payee, fin, pur)
        if value is None:
            raise InputError(
                "the network is too large for the statistic joint. Leave it out, or take a shorter window."
            )
        grain = max(1, sum_exact(arcs.capacity) // _EXACT)
        known[key] = round(value / grain) * grain
    return known[key]
