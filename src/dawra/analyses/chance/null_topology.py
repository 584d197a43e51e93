"""Who could have paid whom: networks with every party's number of legs out and in, all equally likely (N1).

A chain walks through them. A step draws two legs, each with the same chance, the same one twice included. If
they share no party in the wrong way, they exchange their payees: i to j and k to l become i to l and k to j.
If the second begins where the first ends and a third closes the triangle, the triangle turns round; exchanges
alone cannot turn one (Berger, Müller-Hannemann 2010). What would make a loop or a second leg between the same
two stays as it is and counts as a step. Each move is as likely as its way back, so every network is as likely
as every other.

The data are one of the networks, not a place to start from: the chain runs from them to a hub, and every draw
runs from the hub for as many steps (Besag, Clifford 1989). Data and draws are then exchangeable if the null
holds, however slowly the chain mixes; given the hub, the draws are independent of each other.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np

from dawra.analyses.circulation import Ints

_STEPS_PER_LEG: Final = 10
_WALKED: Final = 2_000_000
"""Up to so many steps are walked in plain Python: sooner done than a compiler is loaded."""
_BATCH: Final = 4_000_000
"""Steps whose random numbers are drawn at once."""


class Walk:
    """The chain on the networks of one layer: ``tail`` and ``head`` of its legs, sorted by payer.

    The legs keep their payers and their places; a state is whom each of them pays.
    """

    def __init__(self, tail: Ints, head: Ints, size: int, generator: np.random.Generator) -> None:
        self._tail = tail
        self._size = size
        self._generator = generator
        self._steps = _STEPS_PER_LEG * tail.size
        (self._hub,) = self._run(head[None])

    def draw(self, count: int) -> Ints:
        """So many networks as rows of payees, every draw from the hub."""
        at_once = max(1, _BATCH // max(self._steps, 1))
        parts = [self._run(np.tile(self._hub, (min(at_once, count - start), 1))) for start in range(0, count, at_once)]
        return np.concatenate([np.zeros((0, self._tail.size), dtype=np.int64), *parts])

    def _run(self, heads: Ints) -> Ints:
        """Each row after its own steps."""
        legs = self._tail.size
        if legs < 2:  # noqa: PLR2004 - nothing to exchange with
            return heads
        chosen = self._generator.integers(legs, size=(len(heads), self._steps, 2), dtype=np.int32)
        return rewired(self._tail, heads, chosen, self._size)


def rewired(tail: Ints, heads: Ints, chosen: Ints, size: int) -> Ints:
    """Each row of ``heads`` after the steps that the legs ``chosen`` for it make; rows are of one length.

    ``chosen`` has a row for each, of pairs of numbers of legs.
    """
    if chosen[..., 0].size <= _WALKED:
        payers = tail.tolist()
        rows = zip(heads.tolist(), chosen, strict=True)
        return np.array([walked(payers, row, steps.tolist()) for row, steps in rows], dtype=np.int64)
    from dawra.analyses.kernels.rewire import rewire  # noqa: PLC0415 - loads a compiler

    return rewire(tail, heads, chosen, size)


def walked(tail: Sequence[int], head: Sequence[int], steps: Sequence[Sequence[int]]) -> list[int]:
    """Whom the legs pay after ``steps``, each the numbers of two legs."""
    now = list(head)
    leg = {ends: number for number, ends in enumerate(zip(tail, now, strict=True))}
    for first, second in steps:
        i, j, k, m = tail[first], now[first], tail[second], now[second]
        if j == k:
            third = leg.get((m, i))
            if third is not None and not ((i, m) in leg or (j, i) in leg or (m, j) in leg):
                for number, old, new in ((first, (i, j), (i, m)), (second, (j, m), (j, i)), (third, (m, i), (m, j))):
                    del leg[old]
                    leg[new] = number
                    now[number] = new[1]
        elif i != m and (i, m) not in leg and (k, j) not in leg:
            del leg[i, j], leg[k, m]
            leg[i, m], leg[k, j] = first, second
            now[first], now[second] = m, j
    return now
