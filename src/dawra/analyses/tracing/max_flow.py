"""The largest flow from one node to another: exact, in whole minor units of any size."""

from typing import Final

import numpy as np

from dawra.analyses.circulation import Arcs, Ints, whole

_SAFE: Final = 2**60
_LEADING: Final = 50
"""Bits of the total that the first of several rounds looks at."""


def largest_flow(arcs: Arcs, source: int, sink: int) -> int:
    """The value of a largest flow.

    The solver counts in int64. Where the money is more than that, it solves on the leading digits, and then on
    what is left: cutting each of m capacities by less than 2^s makes no cut smaller by more than m * 2^s, so
    that much at most is still to find, and no capacity of what is left need be larger.
    """
    if not arcs.tail.size or source == sink:
        return 0
    most = min(int(arcs.capacity[arcs.tail == source].sum()), int(arcs.capacity[arcs.head == sink].sum()))
    return int(_flow(_limited(arcs, most), source, sink)[arcs.tail == source].sum())


def _limited(arcs: Arcs, most: int) -> Arcs:
    """No arc carries more than all of the flow."""
    return Arcs(arcs.size, arcs.tail, arcs.head, np.minimum(arcs.capacity, most))


def _flow(arcs: Arcs, source: int, sink: int) -> Ints:
    """A largest flow on each arc; no node ever holds more than what leaves the source."""
    supply = int(arcs.capacity[arcs.tail == source].sum())
    if supply < _SAFE:
        return _solve(arcs, source, sink).astype(arcs.capacity.dtype)
    shift = supply.bit_length() - _LEADING
    capacity = [int(value) for value in arcs.capacity]
    leading = Arcs(arcs.size, arcs.tail, arcs.head, whole([value >> shift for value in capacity]))
    flow = _flow(leading, source, sink).astype(object) * 2**shift
    reach = arcs.tail.size << shift
    spare = [min(c - f, reach) for c, f in zip(capacity, flow, strict=True)]
    back = [min(f, reach) for f in flow]
    residual = Arcs(
        arcs.size,
        np.concatenate([arcs.tail, arcs.head]),
        np.concatenate([arcs.head, arcs.tail]),
        whole(spare + back),
    )
    change = _flow(residual, source, sink).astype(object)
    corrected: Ints = flow + change[: arcs.tail.size] - change[arcs.tail.size :]
    return corrected


def _solve(arcs: Arcs, source: int, sink: int) -> Ints:
    from ortools.graph.python import max_flow  # noqa: PLC0415 - slow to import

    solver = max_flow.SimpleMaxFlow()
    solver.add_arcs_with_capacity(arcs.tail, arcs.head, arcs.capacity.astype(np.int64))
    if (status := solver.solve(source, sink)) != solver.OPTIMAL:
        raise ArithmeticError(f"the flow solver stopped with {status!r}")
    found: Ints = solver.flows(np.arange(arcs.tail.size))
    return found
