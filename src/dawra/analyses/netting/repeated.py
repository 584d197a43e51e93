"""One network solved again and again with other capacities: deals taken out, deals that do not come about.

Building and cutting a network costs far more than solving a small one, so the solver keeps its arcs and is
told new capacities only.
"""

from typing import Any, Final

import numpy as np

from dawra.analyses.circulation import Arcs, Ints, heaviest, sum_exact, whole

_SAFE: Final = 2**59
"""Half of what `circulation` calls safe, for costs of one."""


class Repeated:
    """The heaviest circulation on fixed arcs; ``greatest`` are capacities that no later ones exceed in sum."""

    def __init__(self, arcs: Arcs, greatest: Ints) -> None:
        self._arcs = arcs
        self._solver: Any = None
        if arcs.tail.size and sum_exact(greatest) < _SAFE:
            from ortools.graph.python import min_cost_flow  # noqa: PLC0415 - slow to import

            self._solver = min_cost_flow.SimpleMinCostFlow()
            self._numbers = self._solver.add_arcs_with_capacity_and_unit_cost(
                arcs.tail, arcs.head, greatest.astype(np.int64), -np.ones(arcs.tail.size, dtype=np.int64)
            )

    def flow(self, capacity: Ints) -> Ints:
        """A heaviest circulation within ``capacity``."""
        if self._solver is None:
            return heaviest(self._with(capacity))
        self._solve(capacity)
        found: Ints = self._solver.flows(self._numbers)
        return found

    def total(self, capacity: Ints) -> int:
        """What a heaviest circulation comes to."""
        if self._solver is None:
            return int(heaviest(self._with(capacity)).sum())
        self._solve(capacity)
        return -int(self._solver.optimal_cost())

    def _with(self, capacity: Ints) -> Arcs:
        return Arcs(self._arcs.size, self._arcs.tail, self._arcs.head, whole(capacity.tolist()))

    def _solve(self, capacity: Ints) -> None:
        self._solver.set_arc_capacities(self._numbers, capacity)
        if (status := self._solver.solve()) != self._solver.OPTIMAL:
            raise ArithmeticError(f"the flow solver stopped with {status!r}")
