"""The circulation beside its peers, as ratios within one run: `make bench`.

Networks are synthetic: n = m / 5 parties, heavy-tailed numbers of legs, log-normal whole amounts. A bare
ortools call is the peer: to cut, solve and prove the same optimum should not cost much more.
"""

import time
from collections.abc import Callable
from functools import partial
from statistics import median
from typing import Any

import numpy as np
from ortools.graph.python import min_cost_flow

from dawra.analyses.canonical import canonical
from dawra.analyses.circulation import Arcs, heaviest, prices
from dawra.analyses.cycle_search.simple_cycles import find_cycles
from dawra.analyses.netting.circles import measure
from dawra.analyses.netting.draws import expected
from dawra.flows import Leg, Network, network
from dawra.values import StatusProbabilities

RUNS = 3
LARGEST = 1_000_000


def scale_free(legs: int, seed: int = 1) -> Arcs:
    """Pairs of parties drawn with weights k^-0.65, both ways, none twice."""
    rng = np.random.default_rng(seed)
    parties = legs // 5
    weight = (np.arange(parties) + 1.0) ** -0.65
    weight /= weight.sum()
    tail, head = (rng.permutation(parties)[rng.choice(parties, 2 * legs, p=weight)] for _ in range(2))
    ends = np.unique(np.stack([tail, head], axis=1)[tail != head], axis=0)
    ends = ends[rng.permutation(len(ends))[:legs]]
    amounts = np.maximum(1, np.exp(rng.normal(8, 2, len(ends)))).astype(np.int64)
    return Arcs(parties, ends[:, 0].copy(), ends[:, 1].copy(), amounts)


def bare(arcs: Arcs) -> int:
    """Nothing but the solver: add the arcs, solve, sum."""
    solver = min_cost_flow.SimpleMinCostFlow()
    costs = -np.ones(arcs.tail.size, dtype=np.int64)
    solver.add_arcs_with_capacity_and_unit_cost(arcs.tail, arcs.head, arcs.capacity, costs)
    assert solver.solve() == solver.OPTIMAL  # noqa: S101 - a benchmark of a wrong answer is none
    return -int(solver.optimal_cost())


def proved(arcs: Arcs) -> int:
    """The circulation with the prices that prove it the largest."""
    flow = heaviest(arcs)
    prices(arcs, flow)
    return int(flow.sum())


def timed(call: Callable[[], Any], runs: int = RUNS) -> tuple[float, Any]:
    """The median time of some runs, and the answer."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        answer = call()
        times.append(time.perf_counter() - start)
    return median(times), answer


def as_network(arcs: Arcs, *, uncertain: bool = False) -> Network:
    """The same as legs, each a deal of its own, every other one only planned if ``uncertain``."""
    rows = zip(arcs.tail.tolist(), arcs.head.tolist(), arcs.capacity.tolist(), strict=True)
    return network(
        Leg(
            deal=f"d{number}",
            from_party=f"p{tail}",
            to_party=f"p{head}",
            layer="pur",
            low=amount,
            point=amount,
            high=amount,
            currency="USD",
            status="planned" if uncertain and number % 2 else "completed",
        )
        for number, (tail, head, amount) in enumerate(rows)
    )


def main() -> None:
    """Print one table; equal answers are checked on the way."""
    bare(scale_free(1000))
    heaviest(scale_free(1000))
    print(f"{'legs':>8}  {'bare ortools':>12}  {'circulation':>11}  {'ratio':>5}  {'proved':>7}  {'ratio':>5}")
    for legs in (10_000, 100_000, 1_000_000):
        arcs, runs = scale_free(legs), 1 if legs == LARGEST else RUNS
        peer, optimum = timed(partial(bare, arcs), runs)
        ours, flow = timed(partial(heaviest, arcs), runs)
        sure, total = timed(partial(proved, arcs), runs)
        assert optimum == int(flow.sum()) == total  # noqa: S101 - as above
        row = f"{legs:>8,}  {peer:>10.4f} s  {ours:>9.4f} s  {ours / peer:>5.2f}"
        print(f"{row}  {sure:>5.3f} s  {sure / peer:>5.2f}")
    for legs in (100_000, 10_000):
        arcs = scale_free(legs)
        flow = heaviest(arcs)
        price = prices(arcs, flow)
        spread, shares = timed(partial(canonical, arcs, flow, price), 1)
        free = int(shares.free.sum())
        print(f"canonical flow, {legs:,} legs, {free:,} free: {spread:.3f} s (asked: 60), exact: {shares.exact}")
    net = as_network(arcs)
    whole, found = timed(lambda: measure(net), 1)
    assert found.circulation == int(flow.sum())  # noqa: S101 - as above
    print(f"every figure of `circles`, 10,000 legs: {whole:.2f} s")
    drawn, means = timed(lambda: expected(as_network(scale_free(250), uncertain=True), StatusProbabilities()), 1)
    print(f"means over draws, 250 legs, {means.uncertain} uncertain deals: {drawn:.2f} s, {means.method}")
    listed, ways = timed(lambda: find_cycles(net), 1)
    print(f"cycles of at most 5 legs: {ways.searched:,} in {listed:.2f} s, all: {ways.complete}")


if __name__ == "__main__":
    main()
