"""Which circles are there, and how much can go round each? Simple cycles, the largest first (methods §4).

The value of a cycle is its smallest leg, all legs from one party to another counted together. Cycles are found
in order of value: legs join the search from the largest down, and each brings the cycles of which it is the
smallest leg. So a search that stops early has still found the largest ones, and says so. Legs below the
threshold are dropped first, then everything outside the strongly connected parts.

A financing cycle has a leg that funds and another that buys, and no repayment. Parallel legs of two parties may
do both, so its value is not always the smallest sum of legs: it is the most that can go round when one step
carries only funding and another only purchases.

Never add the values up: a leg shared by m cycles is counted m times (EX-4.1), and there are exponentially many
cycles. Dollars that may be added are those of `dollars`.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import permutations
from typing import Final

import numpy as np

from dawra.analyses.circulation import arcs_of, whole
from dawra.analyses.cycle_search.ranked_cycles import Days, Layers, ranked_cycles
from dawra.flows import Leg, Network, Notice, Pair, network
from dawra.flows.cautions import amount_cautions

LONGEST: Final = 5
BUDGET: Final = 50_000_000
"""Steps of the search, about a second's worth."""
MOST: Final = 10_000
"""Cycles listed at most."""
_PASSING: Final = ("fin", "pur", "oth")
"""The layers of a financing cycle."""


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
        """Whether one step of it can be funding and another a purchase, and none has to be a repayment."""
        return self.financing_value > 0

    @property
    def financing_value(self) -> int:
        """The most that goes round as financing, in minor units: at most ``value``, 0 where it is none."""
        return max(
            min(
                _carried(pair, ("fin",) if pair is funded else ("pur",) if pair is bought else _PASSING)
                for pair in self.pairs
            )
            for funded, bought in permutations(self.pairs, 2)
        )

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
    view: str | None
    window: tuple[date | None, date | None]
    graph: str
    cycles: tuple[Cycle, ...]
    complete: bool
    searched: int
    without_amount: tuple[Leg, ...]
    notices: tuple[Notice, ...]


def cycles(
    legs: Sequence[Leg],
    *,
    longest: int = LONGEST,
    at_least: int = 0,
    budget: int = BUDGET,
    most: int = MOST,
    graph: str = "M",
    financing: bool = False,
    view: str | None = None,
    window: tuple[date | None, date | None] = (None, None),
    currency: str | None = None,
) -> Cycles:
    """List the simple cycles of at most ``longest`` legs worth ``at_least`` minor units or more.

    The caller has applied ``view``. Ranked by value, then fewer legs, then shorter span, then names. With
    ``financing`` only financing cycles, by their financing value, which has to reach ``at_least``.

    Raises:
        InputError: the legs are in several currencies.
        ValueError: a length below 2.
    """
    net = network(legs, graph=graph, start=window[0], end=window[1], currency=currency)
    return find_cycles(
        net, longest=longest, at_least=at_least, budget=budget, most=most, financing=financing, view=view
    )


def find_cycles(
    net: Network,
    *,
    longest: int = LONGEST,
    at_least: int = 0,
    budget: int = BUDGET,
    most: int = MOST,
    financing: bool = False,
    view: str | None = None,
) -> Cycles:
    """As `cycles`, in a network."""
    if longest < 2:  # noqa: PLR2004 - a cycle goes there and back
        raise ValueError(f"a cycle has at least 2 legs, not {longest}")
    found = ranked_cycles(
        arcs_of(net),
        longest,
        at_least=at_least,
        most=most,
        budget=budget,
        days=_days(net),
        layers=_layers(net) if financing else None,
    )
    return Cycles(
        currency=net.currency,
        view=view,
        window=net.window,
        graph=net.graph,
        cycles=tuple(Cycle(pairs=tuple(net.pairs[i] for i in cycle)) for cycle in found.cycles),
        complete=found.complete,
        searched=found.searched,
        without_amount=net.without_amount,
        notices=(*net.notices, *amount_cautions(net.moves)),
    )


def _carried(pair: Pair, layers: Collection[str]) -> int:
    """What the legs of these layers come to."""
    return sum(moved.point for moved in pair.legs if moved.leg.layer in layers)


def _layers(net: Network) -> Layers:
    fin, pur, passing = (
        whole([_carried(pair, layers) for pair in net.pairs]) for layers in (("fin",), ("pur",), _PASSING)
    )
    return Layers(fin=fin, pur=pur, passing=passing)


def _days(net: Network) -> Days:
    days = [[moved.leg.start for moved in pair.legs] for pair in net.pairs]
    known = [[day.toordinal() for day in those if day] or [0] for those in days]
    return Days(
        first=np.array([min(those) for those in known], dtype=np.int64),
        last=np.array([max(those) for those in known], dtype=np.int64),
        dated=np.array([None not in those for those in days], dtype=np.bool_),
    )
