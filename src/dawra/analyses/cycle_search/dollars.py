"""Dollars for each circle that may be added up: one division of the circulation into circles (methods §4).

Values of cycles share legs and must not be added. A flow can be divided into cycles so that no dollar of a leg
is in two of them, but not in one way only: all six legs of three parties at $1 are three circles of two or two
of three (EX-4.3). So the division is fixed: of the canonical circulation (T2.5), which is unique, the shortest
circles first, among those of one length the largest. Each takes all that the narrowest of its legs has left,
hence there are no more circles than legs, and

    sum over circles of legs * dollars + what goes round in longer ones = C.

It shows one way in which the circulation can be read, not which dollars met. For money that a given vendor
gets back, the bounds of tracing (§3) are the measure: the circulation prefers long circles when they compete
(EX-2.5).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np

from dawra.analyses.canonical import canonical
from dawra.analyses.circulation import Arcs, Floats, Ints, arcs_of, heaviest, prices
from dawra.analyses.cycle_search.ranked_cycles import ranked_cycles
from dawra.flows import Leg, network

_CYCLES: Final = 100_000
_BUDGET: Final = 50_000_000
"""Cycles and steps for one length; what a search cut short leaves counts with the longer circles."""
_EXACT: Final = 2**53
"""Floats hold whole numbers up to here."""
_NEAR: Final = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Dollars:
    """What goes round in each circle, by its parties from the least name on, in minor units.

    ``circulation`` is C, every leg of every circle counted; ``longer`` the part of it that is in none of them.
    """

    circles: Mapping[tuple[str, ...], int]
    circulation: int
    longer: int


def dollars(
    legs: Sequence[Leg],
    *,
    longest: int = 5,
    graph: str = "M",
    window: tuple[date | None, date | None] = (None, None),
    currency: str | None = None,
) -> Dollars:
    """Divide the circulation of ``legs`` into circles of at most ``longest`` legs.

    Raises:
        InputError: the legs are in several currencies.
        ValueError: a length below 2.
    """
    if longest < 2:  # noqa: PLR2004 - a cycle goes there and back
        raise ValueError(f"a circle has at least 2 legs, not {longest}")
    net = network(legs, graph=graph, start=window[0], end=window[1], currency=currency)
    arcs = arcs_of(net)
    flow = heaviest(arcs)
    shared = nearest_whole(arcs, canonical(arcs, flow, prices(arcs, flow)).flow, flow)
    parts = shortest_first(arcs, shared, longest)
    circles = {tuple(net.parties[arcs.tail[arc]] for arc in cycle): amount for cycle, amount in parts}
    total = int(flow.sum())
    return Dollars(
        circles=circles,
        circulation=total,
        longer=total - sum(len(parties) * amount for parties, amount in circles.items()),
    )


def shortest_first(arcs: Arcs, flow: Ints, longest: int) -> list[tuple[tuple[int, ...], int]]:
    """Divide a circulation into cycles of at most ``longest`` arcs, as numbers of arcs, each with its amount.

    Once every cycle of one length has taken what it can, none of that length is left; so one pass for each
    length is enough.
    """
    left = flow.copy()
    parts = []
    for length in range(2, longest + 1):
        # Shorter ones have nothing left, unless the search was cut short; either way each takes what is there.
        found = ranked_cycles(Arcs(arcs.size, arcs.tail, arcs.head, left), length, most=_CYCLES, budget=_BUDGET).cycles
        for cycle in found:
            amount = min(int(left[arc]) for arc in cycle)
            if amount:
                left[list(cycle)] -= amount
                parts.append((cycle, amount))
    return parts


def nearest_whole(arcs: Arcs, shared: Floats, flow: Ints) -> Ints:
    """A largest circulation in whole units within one unit of ``shared`` on each arc.

    ``shared`` lies in the box of its own floors and ceilings, and that box has whole corners (total
    unimodularity). Where rounding in floats has left the box without a circulation, or amounts are beyond what
    floats hold, the whole circulation ``flow`` stands instead.
    """
    from ortools.graph.python import min_cost_flow  # noqa: PLC0415 - slow to import

    if arcs.tail.size == 0 or max(arcs.capacity) > _EXACT:
        return flow
    low = np.floor(shared + _NEAR).astype(np.int64)
    high = np.maximum(low, np.ceil(shared - _NEAR).astype(np.int64))
    owed = np.zeros(arcs.size, dtype=np.int64)
    np.add.at(owed, arcs.head, low)
    np.subtract.at(owed, arcs.tail, low)
    solver = min_cost_flow.SimpleMinCostFlow()
    solver.add_arcs_with_capacity_and_unit_cost(arcs.tail, arcs.head, high - low, -np.ones_like(low))
    solver.set_nodes_supplies(np.arange(arcs.size), owed)
    if solver.solve() != solver.OPTIMAL:
        return flow
    whole_flow: Ints = low + solver.flows(np.arange(low.size))
    return whole_flow if whole_flow.sum() == flow.sum() and np.all(whole_flow <= arcs.capacity) else flow
