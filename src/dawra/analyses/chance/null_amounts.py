"""Dealing the amounts of a layer out anew: among the legs of each payer, or among all legs (N1 and N2).

Legs keep their parties and change their amounts. Equal amounts are one: to exchange them is no other way.
"""

from collections.abc import Sequence
from itertools import pairwise
from math import prod

import numpy as np

from dawra.analyses.chance.arrangements import arranged, arrangements, combined
from dawra.analyses.circulation import Ints

Hands = Sequence[slice]
"""Legs among which amounts are dealt, cut from all legs in their order."""


def by_payer(tail: Ints) -> Hands:
    """The legs of each payer; ``tail`` is sorted."""
    cuts = [0, *(np.flatnonzero(np.diff(tail)) + 1).tolist(), tail.size]
    return [slice(start, end) for start, end in pairwise(cuts) if end > start]


def count_deals(amount: Ints, hands: Hands) -> int:
    """In how many different ways the amounts can be dealt."""
    return prod(arrangements(amount[hand].tolist()) for hand in hands)


def list_deals(amount: Ints, hands: Hands) -> Ints:
    """Every different way, a row each."""
    parts = [arranged(amount[hand].tolist()).astype(amount.dtype) for hand in hands]
    found = np.zeros((1, 0), dtype=amount.dtype)
    for part in parts:
        rows, others = combined([len(found), len(part)])
        found = np.concatenate([found[rows], part[others]], axis=1)
    return found


def deal(amount: Ints, hands: Hands, count: int, generator: np.random.Generator) -> Ints:
    """So many deals at random, a row each, every order as likely as every other."""
    place = np.tile(np.arange(amount.size), (count, 1))
    for hand in hands:
        if len(set(amount[hand].tolist())) > 1:
            place[:, hand] = generator.permuted(place[:, hand], axis=1)
    found: Ints = amount[place]
    return found
