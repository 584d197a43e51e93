"""The heaviest circulation of a network: exact, in whole minor units, with the prices that prove it.

Over flows f with 0 <= f <= a and inflow = outflow at every party, find one whose total is largest (methods
§2). Equivalent to conservative compression (D'Errico, Roukny 2021) and to trade-credit set-off (Fleischman,
Dini, Littera 2020). The constraint matrix is totally unimodular, so whole amounts have a whole optimum.

Arrays: party numbers ``tail`` and ``head`` of each arc, ``capacity`` as int64, or as Python integers
(dtype object) where int64 would overflow.
"""

from dataclasses import dataclass
from math import gcd
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from dawra.flows import Network

Ints = npt.NDArray[Any]
Floats = npt.NDArray[np.float64]

_SAFE: Final = 2**60
"""Sums below this stay clear of int64 inside the solver, which multiplies and adds excesses."""
_COARSE: Final = 2**50
UNREACHED: Final = -(2**62)


@dataclass(frozen=True, slots=True)
class Arcs:
    """A directed multigraph on parties 0 .. ``size`` - 1."""

    size: int
    tail: Ints
    head: Ints
    capacity: Ints

    @classmethod
    def of(cls, size: int, ends: list[tuple[int, int]], capacity: list[int]) -> "Arcs":
        """Build from pairs of party numbers and whole capacities of any size."""
        table = np.array(ends, dtype=np.int64).reshape(-1, 2)
        return cls(size, table[:, 0], table[:, 1], whole(capacity))

    def take(self, keep: Ints) -> "Arcs":
        """The arcs selected by a mask or by numbers."""
        return Arcs(self.size, self.tail[keep], self.head[keep], self.capacity[keep])


def whole(numbers: list[int]) -> Ints:
    """Whole numbers as int64 where their sum is safe, else as Python integers."""
    exact = np.array(numbers, dtype=object)
    return exact.astype(np.int64) if sum(map(abs, numbers)) < _SAFE else exact


def arcs_of(net: Network) -> Arcs:
    """The pairs of a network with their point amounts, parties numbered in the network's order."""
    number = {party: i for i, party in enumerate(net.parties)}
    ends = [(number[pair.from_party], number[pair.to_party]) for pair in net.pairs]
    return Arcs.of(len(net.parties), ends, [pair.point for pair in net.pairs])


def heaviest(arcs: Arcs, weight: Ints | None = None) -> Ints:
    """A circulation of the largest total weight; every arc weighs 1 unless ``weight`` gives whole numbers.

    Only arcs inside a strongly connected part can carry any; the rest is cut before solving.
    """
    flow = np.zeros_like(arcs.capacity)
    inside = np.flatnonzero(strong(arcs)[0])
    if inside.size:
        weights = np.ones(inside.size, dtype=np.int64) if weight is None else weight[inside]
        flow[inside] = _solve(_compact(arcs.take(inside)), weights)
    return flow


def effort(arcs: int) -> int:
    """What a solve costs by its number of arcs, in steps of about a microsecond: as measured, their power of 3/2.

    Budgets count steps and not seconds, so that every machine leaves out the same and answers alike.
    """
    return 50 + int(arcs * arcs**0.5) // 40


def strong(arcs: Arcs) -> tuple[npt.NDArray[np.bool_], Ints]:
    """Which arcs with any capacity lie inside a strongly connected part, and the part of every party."""
    from scipy.sparse import csr_array  # noqa: PLC0415 - slow to import
    from scipy.sparse.csgraph import connected_components  # noqa: PLC0415

    open_ = (arcs.capacity > 0).astype(bool)
    tail, head = arcs.tail[open_], arcs.head[open_]
    # Listed by payer here, each pair once, for scipy's search may never end where one stands twice: scipy lists them,
    # too, but takes three times as long for a network of some dozens of arcs.
    payer, payee = np.divmod(np.unique(tail * arcs.size + head), arcs.size)
    first = np.concatenate([[0], np.cumsum(np.bincount(payer, minlength=arcs.size))]).astype(np.int32)
    lists = np.ones(payee.size), payee.astype(np.int32), first
    _, part = connected_components(csr_array(lists, shape=(arcs.size, arcs.size)), directed=True, connection="strong")
    return open_ & (part[arcs.tail] == part[arcs.head]), part


def _compact(arcs: Arcs) -> Arcs:
    """The same arcs on the parties that they touch."""
    parties, numbers = np.unique(np.concatenate([arcs.tail, arcs.head]), return_inverse=True)
    half = arcs.tail.size
    return Arcs(parties.size, numbers[:half], numbers[half:], arcs.capacity)


def _solve(arcs: Arcs, weight: Ints) -> Ints:
    unit = _common_unit(arcs.capacity)
    capacity = arcs.capacity // unit
    if sum_exact(capacity) < _SAFE // (1 + int(abs(weight).max())):
        return _solve_int64(arcs, capacity.astype(np.int64), weight).astype(arcs.capacity.dtype) * unit
    return _solve_beyond_int64(Arcs(arcs.size, arcs.tail, arcs.head, capacity), weight) * unit


def _common_unit(capacity: Ints) -> int:
    if capacity.dtype == object:
        return gcd(*capacity) or 1
    return int(np.gcd.reduce(capacity)) or 1


def sum_exact(numbers: Ints) -> int:
    """The sum as a Python integer; int64 arrays come from `whole` or are smaller than one that does."""
    return int(numbers.sum())


def _solve_int64(arcs: Arcs, capacity: Ints, weight: Ints) -> Ints:
    from ortools.graph.python import min_cost_flow  # noqa: PLC0415 - slow to import

    solver = min_cost_flow.SimpleMinCostFlow()
    solver.add_arcs_with_capacity_and_unit_cost(arcs.tail, arcs.head, capacity, -weight)
    if (status := solver.solve()) != solver.OPTIMAL:
        raise ArithmeticError(f"the flow solver stopped with {status!r}")
    found: Ints = solver.flows(np.arange(capacity.size))
    return found


def _solve_beyond_int64(arcs: Arcs, weight: Ints) -> Ints:
    """Solve on the leading digits, then correct on what is left.

    Cutting each of m capacities by less than 2^s moves some optimum by less than m * 2^s on any arc (Cook,
    Gerards, Schrijver, Tardos 1986, with subdeterminants of at most 1), so the correction is a heaviest
    circulation of the residual network with capacities cut there. Those sum to less each time, which ends it.
    """
    shift = max(sum_exact(arcs.capacity).bit_length() - _COARSE.bit_length(), 1)
    leading = Arcs(arcs.size, arcs.tail, arcs.head, whole([c >> shift for c in arcs.capacity.tolist()]))
    flow = heaviest(leading, weight).astype(object) * 2**shift
    reach = arcs.tail.size << shift
    spare = [min(c - f, reach) for c, f in zip(arcs.capacity.tolist(), flow, strict=True)]
    back = [min(f, reach) for f in flow]
    residual = Arcs(
        arcs.size,
        np.concatenate([arcs.tail, arcs.head]),
        np.concatenate([arcs.head, arcs.tail]),
        whole(spare + back),
    )
    change = heaviest(residual, np.concatenate([weight, -weight])).astype(object)
    corrected: Ints = flow + change[: arcs.tail.size] - change[arcs.tail.size :]
    return corrected


def longest(arcs: Arcs, gain: Ints, source: int | None = None) -> Ints:
    """For every party the largest sum of gains on any path that ends there, the empty path counting 0.

    With a ``source`` only paths from it count, and `UNREACHED` stands where there is none.

    Raises:
        ArithmeticError: some cycle gains, so that no path is longest.
    """
    best = np.full(arcs.size, 0 if source is None else UNREACHED, dtype=np.int64)
    if source is not None:
        best[source] = 0
    for _ in range(arcs.size + 1):
        reached = best.copy()
        from_here = best[arcs.tail]
        np.maximum.at(reached, arcs.head, np.where(from_here == UNREACHED, UNREACHED, from_here + gain))
        if np.array_equal(reached, best):
            return best
        best = reached
    raise ArithmeticError("the circulation can still grow: the flow solver's answer is not the largest")


@dataclass(frozen=True, slots=True)
class Prices:
    """Two dual optima of the largest circulation, whose mean treats payers and payees alike.

    ``early`` is the least potential of each party, ``late`` the greatest. An arc i to j has the reduced gain
    1 + v_i - v_j: where it is above 0 every optimum fills the arc, where below 0 every optimum leaves it
    empty.
    """

    early: Ints
    late: Ints

    def gain(self, arcs: Arcs) -> Ints:
        """Twice the mean reduced gain of each arc, a whole number."""
        total = self.early + self.late
        doubled: Ints = 2 + total[arcs.tail] - total[arcs.head]
        return doubled

    def slopes(self, arcs: Arcs) -> Floats:
        """T2.4's y: what one more minor unit of each arc is worth, a price that adds up: sum a*y = C."""
        halves = [np.maximum(1 + v[arcs.tail] - v[arcs.head], 0) for v in (self.early, self.late)]
        mean: Floats = (halves[0] + halves[1]) / 2
        return mean


def prices(arcs: Arcs, flow: Ints) -> Prices:
    """The prices of a largest circulation; finding them proves that it is the largest.

    Raises:
        ArithmeticError: ``flow`` is not a largest circulation.
    """
    residual, gain = residual_arcs(arcs, flow)
    backward = Arcs(arcs.size, residual.head, residual.tail, residual.capacity)
    return Prices(early=longest(residual, gain), late=-longest(backward, gain))


def residual_arcs(arcs: Arcs, flow: Ints) -> tuple[Arcs, Ints]:
    """What may still change: room on an arc (gain 1), flow that may be taken back (gain -1)."""
    spare, used = flow < arcs.capacity, flow > 0
    residual = Arcs(
        arcs.size,
        np.concatenate([arcs.tail[spare], arcs.head[used]]),
        np.concatenate([arcs.head[spare], arcs.tail[used]]),
        np.concatenate([(arcs.capacity - flow)[spare], flow[used]]),
    )
    gain = np.concatenate([np.ones(spare.sum(), dtype=np.int64), -np.ones(used.sum(), dtype=np.int64)])
    return residual, gain
