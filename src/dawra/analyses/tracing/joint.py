"""The round trips of all financiers together, each dollar counted once (methods §3.4).

A dollar that two vendors in turn lend on is in the upper bound of both, so those bounds must not be added up.
Here the money of every financier k leaves k as finance, passes through the accounts of others and ends as a
purchase from k, and all of them share the capacities: what a payment moves, and what an account keeps. The
largest total J is a linear program (a multi-commodity flow), so that it need not be whole:

    max_k U_k <= J <= sum_k U_k,  and J <= C / 2,

since every closed path has two payments or more and together they are a circulation. How J divides among the
financiers is not unique, and is not told here.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np

from dawra.analyses.circulation import Floats, Ints, whole
from dawra.analyses.tracing.accounts import Bools, Places
from dawra.analyses.tracing.events import FIN, PUR, Events
from dawra.flows import LAYERS

_LARGEST: Final = 100_000
"""Variables of the largest program solved; HiGHS needs some minutes for more."""
_NEAR: Final = 1e-7
_OTHER: Final = LAYERS.index("oth")


@dataclass(frozen=True, slots=True)
class _Ways:
    """Everything that money can do, as arcs between ``size`` nodes, none twice.

    ``payer`` and ``payee`` are parties, -1 where money waits in its account; ``tail`` and ``head`` are where it
    then is. ``layer`` is FIN, PUR or any other.
    """

    size: int
    tail: Ints
    head: Ints
    payer: Ints
    payee: Ints
    layer: Ints
    capacity: Ints


def joint_round_trips(size: int, payer: Ints, payee: Ints, fin: Ints, pur: Ints) -> float | None:
    """J without order in time, of ``size`` parties that pay each other ``fin`` and ``pur`` on each pair.

    The arrays have one entry for each ordered pair; both kinds carry the money of every other financier on. None
    where the program is too large to solve.
    """
    layer = np.repeat([FIN, PUR], payer.size)
    ends, other = np.tile(payer, 2), np.tile(payee, 2)
    amounts = whole([int(value) for value in np.concatenate([fin, pur])])
    found = np.array(amounts > 0, dtype=bool) & (ends != other)
    ends, other, layer, amounts = ends[found], other[found], layer[found], amounts[found]
    return _largest(_Ways(size, ends, other, ends, other, layer, amounts), range(size))


def joint(events: Events, at: Places, financiers: Iterable[int]) -> float | None:
    """J of the financiers with those numbers, in minor units; None where the program is too large to solve."""
    inner = (events.tail != events.outside) & (events.head != events.outside)
    wait = at.waiting
    none = np.full(wait.size, -1)
    ways = _merged(
        _Ways(
            at.size,
            np.concatenate([at.payer[inner], wait]),
            np.concatenate([at.payee[inner], wait + 1]),
            np.concatenate([events.tail[inner], none]),
            np.concatenate([events.head[inner], none]),
            np.concatenate([events.layer[inner], none]),
            np.concatenate([events.amount[inner], at.kept[wait]]),
        )
    )
    return _largest(ways, financiers)


def _merged(ways: _Ways) -> _Ways:
    """Payments of one kind between the same places as one."""
    kind = np.where((ways.layer == FIN) | (ways.layer == PUR), ways.layer, _OTHER)
    table = np.stack([ways.tail, ways.head, ways.payer, ways.payee, kind], axis=1)
    rows, place = np.unique(table, axis=0, return_inverse=True)
    capacity = np.zeros(len(rows), dtype=ways.capacity.dtype)
    np.add.at(capacity, place.reshape(-1), ways.capacity)
    some = np.array(capacity > 0, dtype=bool)
    tail, head, payer, payee, layer = rows[some].T
    return _Ways(ways.size, tail, head, payer, payee, layer, capacity[some])


def _largest(ways: _Ways, financiers: Iterable[int]) -> float | None:
    """The linear program over the ways that each financier's money can use."""
    uses = [(vendor, _usable(ways, vendor)) for vendor in financiers]
    uses = [(vendor, way) for vendor, way in uses if way.size]
    if not uses:
        return 0.0
    way = np.concatenate([way for _, way in uses])
    if way.size > _LARGEST:
        return None
    owner = np.repeat([vendor for vendor, _ in uses], [way.size for _, way in uses])
    unit = float(max(int(value) for value in ways.capacity[way]))
    room = np.array([int(value) / unit for value in ways.capacity[way]])
    found = _solve(ways, way, owner, room) * unit
    return float(round(found)) if abs(found - round(found)) <= _NEAR * max(found, 1.0) else found


def _usable(ways: _Ways, vendor: int) -> Ints:
    """The ways on which a vendor's money can go from its finance to a purchase from it."""
    from scipy.sparse import coo_array  # noqa: PLC0415 - slow to import
    from scipy.sparse.csgraph import breadth_first_order  # noqa: PLC0415

    leaves = (ways.payer == vendor) & (ways.layer == FIN)
    returns = (ways.payee == vendor) & (ways.layer == PUR)
    allowed = ((ways.payer != vendor) | leaves) & ((ways.payee != vendor) | returns) & ~(leaves & returns)
    if not (leaves & allowed).any() or not (returns & allowed).any():
        return np.flatnonzero(np.zeros(0))
    out, back = ways.size, ways.size + 1
    tail = np.where(leaves, out, ways.tail)[allowed]
    head = np.where(returns, back, ways.head)[allowed]

    def reach(start: int, ends: Ints, others: Ints) -> Bools:
        graph = coo_array((np.ones(ends.size, dtype=np.int8), (ends, others)), shape=(ways.size + 2,) * 2).tocsr()
        seen = np.zeros(ways.size + 2, dtype=bool)
        seen[breadth_first_order(graph, start, return_predecessors=False)] = True
        return seen

    useful = reach(out, tail, head)[tail] & reach(back, head, tail)[head]
    found: Ints = np.flatnonzero(allowed)[useful]
    return found


def _solve(ways: _Ways, way: Ints, owner: Ints, room: Floats) -> float:
    """Maximize what comes back; every financier's money is kept apart, and all share the room."""
    from scipy.optimize import linprog  # noqa: PLC0415 - slow to import
    from scipy.sparse import csr_array  # noqa: PLC0415

    count = way.size
    leaves, returns = ways.payer[way] == owner, ways.payee[way] == owner
    # One row for each financier and place; what leaves for good has no row at that end.
    row = np.concatenate(
        [(owner * ways.size + ways.tail[way])[~leaves], (owner * ways.size + ways.head[way])[~returns]]
    )
    rows, row = np.unique(row, return_inverse=True)
    column = np.concatenate([np.flatnonzero(~leaves), np.flatnonzero(~returns)])
    sign = np.repeat([1.0, -1.0], [int((~leaves).sum()), int((~returns).sum())])
    shared, place, times = np.unique(way, return_inverse=True, return_counts=True)
    many = times > 1
    number = np.cumsum(many) - 1
    among = many[place]
    limit = np.zeros(shared.size)
    limit[place] = room
    answer = linprog(
        -returns.astype(np.float64),
        A_eq=csr_array((sign, (row, column)), shape=(rows.size, count)) if rows.size else None,
        b_eq=np.zeros(rows.size) if rows.size else None,
        A_ub=csr_array(
            (np.ones(int(among.sum())), (number[place][among], np.flatnonzero(among))), shape=(int(many.sum()), count)
        )
        if many.any()
        else None,
        b_ub=limit[many] if many.any() else None,
        bounds=np.stack([np.zeros(count), room], axis=1),
        method="highs",
    )
    if answer.status != 0:
        raise ArithmeticError(f"the linear program was not solved: {answer.message}")
    return float(-answer.fun)
