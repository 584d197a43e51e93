"""Which circles are there, and how much can go round each? Simple cycles, the largest first (methods §4).

The value of a cycle is its smallest leg. Cycles are found in order of value: legs join the search from the
largest down, and each brings the cycles of which it is the smallest leg. So a search that stops early has
still found the largest ones, and says how far it got. Legs below the threshold are dropped first, then
everything outside the strongly connected parts; paths are pruned by the distance that is left to go, from a
breadth-first search backwards that stops at the length bound (after Gupta, Suzumura 2021).

Never add the values up: a leg shared by m cycles is counted m times (EX-4.1). The dollars that go round are
the circulation's.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np

from dawra.analyses.circulation import Arcs, arcs_of, strong
from dawra.flows import Leg, Network, Notice, Pair, network

LONGEST: Final = 5
BUDGET: Final = 2_000_000
"""Steps of the search, about a second's worth."""
MOST: Final = 10_000
"""Cycles listed at most."""
_PER_CYCLE: Final = 10
"""What keeping and ranking a cycle costs, in steps."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cycle:
    """One simple cycle: its parties in the order of payment, starting with the first by name."""

    pairs: tuple[Pair, ...]

    @property
    def parties(self) -> tuple[str, ...]:
        """Who pays the next, the last paying the first."""
        return tuple(pair.from_party for pair in self.pairs)

    @property
    def value(self) -> int:
        """The smallest leg, in minor units."""
        return min(pair.point for pair in self.pairs)

    @property
    def deals(self) -> tuple[str, ...]:
        """The deals behind its legs, sorted."""
        return tuple(sorted({deal for pair in self.pairs for deal in pair.deals}))

    @property
    def financing(self) -> bool:
        """Whether somebody in it gives money as a financier and somebody buys, and nothing is a repayment."""
        layers = frozenset[str]().union(*(pair.layers for pair in self.pairs))
        return {"fin", "pur"} <= layers and "ret" not in layers

    @property
    def span(self) -> int | None:
        """Days from the first to the last of its legs' dates, None where one has no date."""
        days = [moved.leg.start for pair in self.pairs for moved in pair.legs]
        known = [day for day in days if day is not None]
        return (max(known) - min(known)).days if len(known) == len(days) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cycles:
    """The cycles by rank, whether they are all, and how many the search saw.

    Where not ``complete``, those listed are still the largest: nothing left out has a greater value.
    """

    currency: str | None
    cycles: tuple[Cycle, ...]
    complete: bool
    searched: int
    notices: tuple[Notice, ...] = ()


def cycles(
    legs: Sequence[Leg],
    *,
    longest: int = LONGEST,
    at_least: int = 0,
    budget: int = BUDGET,
    most: int = MOST,
    graph: str = "M",
    window: tuple[date | None, date | None] = (None, None),
    currency: str | None = None,
) -> Cycles:
    """List the simple cycles of at most ``longest`` legs worth ``at_least`` minor units or more.

    Ranked by value, then fewer legs, then shorter span, then names.

    Raises:
        InputError: the legs are in several currencies.
        ValueError: a length below 2.
    """
    net = network(legs, graph=graph, start=window[0], end=window[1], currency=currency)
    return find_cycles(net, longest=longest, at_least=at_least, budget=budget, most=most)


def find_cycles(
    net: Network, *, longest: int = LONGEST, at_least: int = 0, budget: int = BUDGET, most: int = MOST
) -> Cycles:
    """As `cycles`, in a network."""
    if longest < 2:  # noqa: PLR2004 - a cycle goes there and back
        raise ValueError(f"a cycle has at least 2 legs, not {longest}")
    search = _Search(_inside(net, at_least), longest, budget)
    found: list[Cycle] = []
    for cycle in search.run():
        # One more than wanted tells a full list from a cut one; equal values are ranked before cutting.
        if len(found) > most and cycle.value < found[-1].value:
            break
        found.append(cycle)
    ranked = sorted(found, key=_rank)
    return Cycles(
        currency=net.currency,
        cycles=tuple(ranked[:most]),
        complete=search.complete and len(found) <= most,
        searched=len(found),
        notices=net.notices,
    )


def _rank(cycle: Cycle) -> tuple[int, int, bool, int, tuple[str, ...]]:
    span = cycle.span
    return -cycle.value, len(cycle.pairs), span is None, span or 0, cycle.parties


def _inside(net: Network, at_least: int) -> list[tuple[int, int, Pair]]:
    """The pairs worth enough inside strongly connected parts, by party numbers, the largest first."""
    arcs = arcs_of(net)
    worth = np.where(arcs.capacity >= max(at_least, 1), arcs.capacity, 0)
    inside, _ = strong(Arcs(arcs.size, arcs.tail, arcs.head, worth))
    chosen = [(int(arcs.tail[i]), int(arcs.head[i]), net.pairs[i]) for i in np.flatnonzero(inside).tolist()]
    # Parties are numbered by name, so equal amounts keep the order of names.
    return sorted(chosen, key=lambda arc: -arc[2].point)


class _Search:
    """The search over pairs in falling order of amount, each closing cycles over those before it."""

    def __init__(self, pairs: list[tuple[int, int, Pair]], longest: int, budget: int) -> None:
        self._pairs = pairs
        self._longest = longest
        self._steps = budget
        self._onward: dict[int, dict[int, Pair]] = defaultdict(dict)
        self._backward: dict[int, list[int]] = defaultdict(list)
        self.complete = True

    def run(self) -> Iterator[Cycle]:
        """Yield every cycle once, in falling order of value, until the budget is used up."""
        for tail, head, pair in self._pairs:
            for path in self._paths(head, tail):
                self._steps -= _PER_CYCLE
                yield self._cycle([tail, *path], pair)
            if self._steps < 0:
                self.complete = False
                return
            self._onward[tail][head] = pair
            self._backward[head].append(tail)

    def _paths(self, start: int, goal: int) -> Iterator[list[int]]:
        """Simple paths from ``start`` towards ``goal``, without it, that close a cycle short enough."""
        left = self._distances(goal)
        if start not in left:
            return
        path, branches = [start], [iter(self._onward[start])]
        while branches:
            for party in branches[-1]:
                self._steps -= 1
                if party == goal:
                    yield list(path)
                elif len(path) + 1 + left.get(party, self._longest) <= self._longest and party not in path:
                    path.append(party)
                    branches.append(iter(self._onward[party]))
                    break
            else:
                path.pop()
                branches.pop()
            if self._steps < 0:
                return

    def _distances(self, goal: int) -> dict[int, int]:
        """How many legs it takes from each party to ``goal``, as far as a cycle may be long."""
        left, ring = {goal: 0}, [goal]
        for distance in range(1, self._longest):
            nearer, ring = ring, []
            for party in nearer:
                self._steps -= len(self._backward[party])
                for before in self._backward[party]:
                    if before not in left:
                        left[before] = distance
                        ring.append(before)
        return left

    def _cycle(self, parties: list[int], last: Pair) -> Cycle:
        """The cycle through ``parties``, from its least name; its first leg ``last`` has not joined yet."""
        onward = zip(parties[1:], parties[2:] + parties[:1], strict=True)
        pairs = [last, *(self._onward[i][j] for i, j in onward)]
        first = parties.index(min(parties))
        return Cycle(pairs=tuple(pairs[first:] + pairs[:first]))
