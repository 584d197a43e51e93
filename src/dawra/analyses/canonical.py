"""The canonical flow: among all largest circulations the one that shares by size (methods T2.5).

f* = argmin sum f²/a over the largest circulations. It is unique, and the only separable quadratic choice that
does not change when a leg is split into parallel legs.

Most arcs have no choice: where the reduced gain is above 0 every optimum fills the arc, where below 0 every
optimum leaves it empty, and an arc on no cycle of choices keeps its flow. What is left falls into components,
each a small strictly convex quadratic program.
"""

import warnings
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from dawra.analyses.circulation import Arcs, Floats, Ints, Prices, strong

TOLERANCE: Final = 1e-9
"""How far net positions may be off, relative to what flows through a component."""
_LARGEST: Final = 100_000
"""Arcs of the largest component that is shared out: ten times as many take many minutes and many gigabytes."""
_NEAR: Final = 1e-6
_ROUNDS: Final = 100
_HALVINGS: Final = 60
_TRACE: Final = 1e-12


@dataclass(frozen=True, slots=True)
class Canonical:
    """The flow in minor units, the arcs that other optima may use otherwise, and if it met `TOLERANCE`.

    ``unshared`` counts the arcs of components too large to share out: they keep the flow that they had.
    """

    flow: Floats
    free: npt.NDArray[np.bool_]
    component: Ints
    exact: bool
    unshared: int

    def into(self, arcs: Arcs) -> Floats:
        """What flows into every party."""
        return np.bincount(arcs.head, self.flow, arcs.size).astype(np.float64)


def canonical(arcs: Arcs, flow: Ints, price: Prices) -> Canonical:
    """Spread a largest circulation ``flow`` over all equal ones, in proportion to capacity where it can."""
    free, component = free_arcs(arcs, flow, price)
    found = flow.astype(np.float64)
    exact, unshared = True, 0
    for group in components(free, component):
        if group.size > _LARGEST:
            unshared += group.size
            continue
        found[group], met = _spread(arcs.take(group), flow[group])
        exact = exact and met
    return Canonical(found, free, component, exact, unshared)


def components(free: npt.NDArray[np.bool_], component: Ints) -> list[Ints]:
    """The numbers of the free arcs of each component."""
    numbers = np.flatnonzero(free)
    order = numbers[np.argsort(component[numbers], kind="stable")]
    edges = np.flatnonzero(np.diff(component[order])) + 1
    return np.split(order, edges) if order.size else []


def free_arcs(arcs: Arcs, flow: Ints, price: Prices) -> tuple[npt.NDArray[np.bool_], Ints]:
    """The arcs whose flow differs between optima, with the component of choices that each belongs to.

    An arc is free only if it costs nothing to move and its ends reach each other through such arcs. An arc
    that no cycle of them passes in truth may be kept here; it then has one feasible flow, which does no harm.
    """
    tight = (price.gain(arcs) == 0) & (arcs.capacity > 0)
    spare, used = tight & (flow < arcs.capacity), tight & (flow > 0)
    choices = Arcs(
        arcs.size,
        np.concatenate([arcs.tail[spare], arcs.head[used]]),
        np.concatenate([arcs.head[spare], arcs.tail[used]]),
        np.ones(int(spare.sum() + used.sum()), dtype=np.int64),
    )
    _, part = strong(choices)
    free = tight & (part[arcs.tail] == part[arcs.head])
    component = part[arcs.tail]
    # A tree of arcs leaves no choice: it has fewer arcs than parties.
    count = np.bincount(component[free], minlength=arcs.size)
    parties = np.bincount(part, minlength=arcs.size)
    return free & (count >= parties)[component], component


def _spread(arcs: Arcs, flow: Ints) -> tuple[Floats, bool]:
    """One component: min sum f²/a with the net positions of ``flow``, and whether it met `TOLERANCE`."""
    parties, ends = np.unique(np.concatenate([arcs.tail, arcs.head]), return_inverse=True)
    tail, head = ends[: arcs.tail.size], ends[arcs.tail.size :]
    net = _net(parties.size, tail, head, flow)
    # Free arcs form no directed cycle: its gains would sum to its length, and free arcs gain nothing. So no
    # arc carries more than what enters the component, and both scales are its own, however large the
    # capacities.
    total, largest = int(net[net > 0].sum()), int(max(arcs.capacity))
    if total == 0:
        return flow.astype(np.float64), True
    problem = _Spreading(
        size=parties.size,
        tail=tail,
        head=head,
        weight=(arcs.capacity / largest).astype(np.float64),
        limit=(arcs.capacity / total).astype(np.float64),
        net=(net / total).astype(np.float64),
    )
    guess, potential = problem.interior_point()
    polished = problem.polish(potential)
    if polished is not None:
        return polished * total, True
    # Amounts too far apart for floats: a feasible flow all the same, and `exact` says that it is only near.
    near = np.max(np.abs(net / total - _net(parties.size, tail, head, guess))) < _NEAR
    return np.clip(guess, 0, problem.limit) * total if near else flow.astype(np.float64), False


def _net(size: int, tail: Ints, head: Ints, flow: Ints) -> Ints:
    """Outflow less inflow of every party."""
    net = np.zeros(size, dtype=flow.dtype)
    np.add.at(net, tail, flow)
    np.subtract.at(net, head, flow)
    return net


@dataclass(frozen=True, slots=True)
class _Spreading:
    """min sum f²/2w over 0 <= f <= limit with net outflow ``net``.

    Optimality conditions: f is optimal iff parties have potentials p with f = clip(w * (p_tail - p_head), 0,
    limit) on every arc and the net outflow is right. So given p only the net outflow is left to check.
    """

    size: int
    tail: Ints
    head: Ints
    weight: Floats
    limit: Floats
    net: Floats

    def interior_point(self) -> tuple[Floats, Floats]:
        """Flow and potentials by Clarabel, an interior-point method that never stops at a vertex."""
        import clarabel  # noqa: PLC0415 - slow to import
        from scipy import sparse  # noqa: PLC0415

        arcs, root = self.weight.size, np.sqrt(self.weight)
        rows, columns = np.concatenate([self.tail, self.head]), np.tile(np.arange(arcs), 2)
        # In z = f / sqrt(w) the objective is the identity, however far apart the amounts lie.
        balance = sparse.csc_matrix((np.concatenate([root, -root]), (rows, columns)), (self.size, arcs))
        one = sparse.identity(arcs, format="csc")
        settings = clarabel.DefaultSettings()
        settings.verbose = False
        settings.tol_gap_abs = settings.tol_gap_rel = settings.tol_feas = 1e-11
        answer = clarabel.DefaultSolver(
            one,
            np.zeros(arcs),
            sparse.vstack([balance, one, -one], format="csc"),
            np.concatenate([self.net, np.minimum(self.limit, 2) / root, np.zeros(arcs)]),
            [clarabel.ZeroConeT(self.size), clarabel.NonnegativeConeT(2 * arcs)],
            settings,
        ).solve()
        return np.asarray(answer.x) * root, -np.asarray(answer.z[: self.size])

    def polish(self, potential: Floats) -> Floats | None:
        """Newton's method on the potentials from a near guess: exact once the arcs at a bound are known.

        What is missing of the net outflows is the gradient of a concave function of the potentials, whose
        largest value is sought, so a step is as long as it climbs. Returns None where `TOLERANCE` is not met.
        """
        best, least = None, TOLERANCE
        for _ in range(_ROUNDS):
            flow, missing = self._at(potential)
            worst = float(np.max(np.abs(missing)))
            if worst < least:
                best, least = flow, worst
            elif best is not None or not np.isfinite(worst):
                return best
            step = self._step((flow > 0) & (flow < self.limit), missing)
            potential = potential + step * self._length(potential, step)
        return best

    def _at(self, potential: Floats) -> tuple[Floats, Floats]:
        """The flow that potentials make, and what is missing of the net outflows."""
        push = self.weight * (potential[self.tail] - potential[self.head])
        flow = np.clip(push, 0, self.limit)
        return flow, self.net - _net(self.size, self.tail, self.head, flow)

    def _step(self, inner: npt.NDArray[np.bool_], missing: Floats) -> Floats:
        """Newton's step: the Laplacian of the arcs strictly inside their bounds."""
        from scipy import sparse  # noqa: PLC0415 - slow to import
        from scipy.sparse.linalg import MatrixRankWarning, spsolve  # noqa: PLC0415

        tail, head, weight = self.tail[inner], self.head[inner], self.weight[inner]
        rows, columns = np.concatenate([tail, head]), np.concatenate([head, tail])
        ties = sparse.csc_matrix((np.tile(weight, 2), (rows, columns)), (self.size, self.size))
        # A trace of all arcs on the diagonal lets parts that no inner arc ties together move, too.
        ends = np.concatenate([self.tail, self.head])
        trace = _TRACE * np.bincount(ends, np.tile(self.weight, 2), self.size)
        laplacian = sparse.diags(ties.sum(axis=1).A1 + trace) - ties
        with warnings.catch_warnings():
            # Weights too far apart look singular: the step is then not a number, which `polish` sees.
            warnings.simplefilter("ignore", MatrixRankWarning)
            step: Floats = np.atleast_1d(spsolve(laplacian.tocsc(), missing))
        return step

    def _length(self, potential: Floats, step: Floats) -> float:
        """How far to go along ``step``: until the slope has fallen to a tenth, by doubling and halving."""

        def slope(length: float) -> float:
            return float(self._at(potential + length * step)[1] @ step)

        start, low, high, length = slope(0), 0.0, float("inf"), 1.0
        for _ in range(_HALVINGS):
            now = slope(length)
            if abs(now) <= start / 10:
                break
            low, high = (length, high) if now > 0 else (low, length)
            length = 2 * length if high == float("inf") else (low + high) / 2
        return length
