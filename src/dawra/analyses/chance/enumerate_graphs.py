"""How many networks have the same number of legs out of and into every party, and which are they?

The networks are simple digraphs without loops. They are found payer by payer: each chooses whom it pays, and
only choices are followed that some network completes, so no search is in vain. Two facts decide that at once.
Pairs of out- and in-degree belong to some digraph if and only if they pass the test of `realisable`
(Fulkerson 1960; Chen 1966; Anstee 1982). And a payer that may not pay some parties any more can be completed
if and only if it can be by paying those that wait for the most legs (Kim, Del Genio, Bassler, Toroczkai 2012).

Parties with equal pairs are alike: the count chooses how many of each kind are paid, and remembers what is
left by kinds, not by names.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, combinations, product
from math import comb, prod
from typing import Final

import numpy as np

from dawra.analyses.circulation import Ints

Degrees = tuple[tuple[int, int], ...]
"""How many legs each party still has to pay, and to be paid."""

LIMIT: Final = 10**6
"""Up to so many networks are listed."""
_PARTIES: Final = 120
"""Layers of more parties are not counted."""
_WORK: Final = 3_000_000
"""Parties looked at while counting, a few seconds; work, not time, so that every machine answers alike."""


class _TooMuchWorkError(Exception):
    """The count was given up."""


def degrees(tail: Ints, head: Ints, size: int) -> Degrees:
    """The out- and in-degree of every party."""
    out, into = np.bincount(tail, minlength=size), np.bincount(head, minlength=size)
    return tuple(zip(out.tolist(), into.tolist(), strict=True))


def count_graphs(wanted: Degrees, limit: int = LIMIT) -> int | None:
    """How many simple loopless digraphs have these degrees; None where more than ``limit``, or not counted.

    Not counted are layers so large that telling their number from the limit would be too much work.
    """
    left = _falling(wanted)
    if len(left) > _PARTIES:
        return None
    if not realisable(left):
        return 0
    try:
        found = _Count(limit).of(left)
    except _TooMuchWorkError:
        return None
    return found if found <= limit else None


def list_graphs(wanted: Degrees) -> Ints:
    """Whom the legs pay in each of these digraphs, one a row, the legs sorted by payer and payee.

    Meant for what `count_graphs` has counted.
    """
    payers = [party for party, (out, _) in enumerate(wanted) if out]
    known: dict[tuple[int, Degrees], Ints] = {}

    def completions(place: int, left: Degrees) -> Ints:
        if place == len(payers):
            return np.zeros((1, 0), dtype=np.int64)
        if (place, left) not in known:
            known[place, left] = np.concatenate(
                [
                    _led(chosen, completions(place + 1, _paid(left, payers[place], chosen)))
                    for chosen in _choices(left, payers[place])
                ]
            )
        return known[place, left]

    if not realisable(wanted):
        return np.zeros((0, sum(out for out, _ in wanted)), dtype=np.int64)
    return completions(0, wanted)


def realisable(wanted: Sequence[tuple[int, int]]) -> bool:
    """Whether some simple loopless digraph has these out- and in-degrees.

    With the out-degrees falling, the first k parties can pay no more than the others and each other can be
    paid: sum of out over i <= k is at most the sum of min(in, k - 1) over i <= k and of min(in, k) over i > k.
    """
    out, into = np.array(_falling(wanted), dtype=np.int64).reshape(-1, 2).T
    if out.sum() != into.sum() or (out.size and min(out.min(), into.min()) < 0):
        return False
    first = np.arange(1, out.size + 1)[:, None]
    among = np.arange(out.size)[None] < first
    room = np.minimum(into[None], np.where(among, first - 1, first)).sum(axis=1)
    return bool((np.cumsum(out) <= room).all())


def _falling(wanted: Sequence[tuple[int, int]]) -> Degrees:
    """The degrees without names, those of parties that have no legs left out."""
    return tuple(sorted((pair for pair in wanted if any(pair)), reverse=True))


@dataclass(frozen=True, slots=True)
class _Kind:
    """Parties that a payer cannot tell apart: those with equal degrees."""

    degrees: tuple[int, int]
    parties: tuple[int, ...]


def _kinds(left: Degrees, payer: int) -> list[_Kind]:
    """Whom the payer may pay, those that wait for the most legs first, of these those that pay the most."""
    found: dict[tuple[int, int], list[int]] = defaultdict(list)
    for party, pair in enumerate(left):
        if party != payer and pair[1]:
            found[pair].append(party)
    ordered = sorted(found, key=lambda pair: (pair[1], pair[0]), reverse=True)
    return [_Kind(pair, tuple(found[pair])) for pair in ordered]


def _shares(left: Degrees, payer: int, kinds: Sequence[_Kind]) -> Iterator[tuple[int, ...]]:
    """How many of each kind the payer can pay so that some digraph completes it."""

    def extend(taken: tuple[int, ...], need: int) -> Iterator[tuple[int, ...]]:
        if len(taken) == len(kinds):
            yield taken
            return
        most = min(len(kinds[len(taken)].parties), need)
        for number in range(most, -1, -1):
            # To take the most is to stay with the completion that was found before. Where one fewer cannot be
            # completed, two fewer cannot.
            if number < most and not _completes(left, payer, kinds, (*taken, number)):
                return
            yield from extend((*taken, number), need - number)

    return extend((), left[payer][0])


def _completes(left: Degrees, payer: int, kinds: Sequence[_Kind], taken: tuple[int, ...]) -> bool:
    """Whether the payer's other legs can go to the first of the kinds that follow."""
    need = left[payer][0] - sum(taken)
    chosen = list(chain.from_iterable(kind.parties[:number] for kind, number in zip(kinds, taken, strict=False)))
    rest = list(chain.from_iterable(kind.parties for kind in kinds[len(taken) :]))
    return need <= len(rest) and realisable(_paid(left, payer, chosen + rest[:need]))


def _choices(left: Degrees, payer: int) -> Iterator[tuple[int, ...]]:
    """Every set of parties that the payer can pay so that some digraph completes it."""
    kinds = _kinds(left, payer)
    for taken in _shares(left, payer, kinds):
        picks = (combinations(kind.parties, number) for kind, number in zip(kinds, taken, strict=True))
        for picked in product(*picks):
            yield tuple(sorted(chain.from_iterable(picked)))


def _paid(left: Degrees, payer: int, chosen: Sequence[int]) -> Degrees:
    """What is left once the payer has paid those."""
    after = list(left)
    after[payer] = 0, left[payer][1]
    for party in chosen:
        out, into = after[party]
        after[party] = out, into - 1
    return tuple(after)


class _Count:
    """The number of digraphs by what is left to pay, up to one more than a limit."""

    def __init__(self, limit: int) -> None:
        self._most = limit + 1
        self._known: dict[Degrees, int] = {}
        self._work = _WORK

    def of(self, left: Degrees) -> int:
        """The number for degrees in falling order, which some digraph has."""
        if not left or not left[0][0]:
            return 1
        if left not in self._known:
            self._known[left] = self._sum(left)
        return self._known[left]

    def _sum(self, left: Degrees) -> int:
        total = 0
        kinds = _kinds(left, 0)
        for taken in _shares(left, 0, kinds):
            self._work -= len(left)
            if self._work < 0:
                raise _TooMuchWorkError
            chosen = list(chain.from_iterable(kind.parties[:number] for kind, number in zip(kinds, taken, strict=True)))
            alike = prod(comb(len(kind.parties), number) for kind, number in zip(kinds, taken, strict=True))
            total += alike * self.of(_falling(_paid(left, 0, chosen)))
            if total >= self._most:
                return self._most
        return total


def _led(first: Sequence[int], rest: Ints) -> Ints:
    """Each row of ``rest`` with ``first`` before it."""
    return np.concatenate([np.tile(np.array(first, dtype=np.int64), (len(rest), 1)), rest], axis=1)
