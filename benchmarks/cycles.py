"""Bounded cycles beside their peers, as ratios within one run: `make bench`.

Four synthetic graphs: two with arcs at random, two with hubs (both ends drawn by weights k^-alpha). Peers are DuckDB,
joining half paths in one SQL query, and rustworkx, searching the paths from each root back to it; both get
the graph made ready by our kernel, whose time counts on every side. All counts must be equal.
"""

import time
from collections.abc import Callable
from functools import partial
from statistics import median
from typing import Any, NamedTuple

import duckdb
import numpy as np
import pandas as pd
import rustworkx as rx

from dawra.analyses.circulation import Arcs
from dawra.analyses.cycle_search.ranked_cycles import ranked_cycles
from dawra.analyses.cycle_search.simple_cycles import BUDGET
from dawra.analyses.kernels.count import count
from dawra.analyses.kernels.graph import Graph, prepare

RUNS = 3
PAIRS = 9
"""One thread and two in turn, so that what else the machine does falls on both."""


class Shape(NamedTuple):
    """A kind of graph: parties, arcs, how unequal parties are, and the lengths that peers do within a minute."""

    parties: int
    arcs: int
    alpha: float
    joined: tuple[int, ...] = (5, 6)
    patient: tuple[int, ...] = (5, 6)


SHAPES = {
    "a": Shape(2_000, 10_000, 0),
    "b": Shape(20_000, 100_000, 0.6, patient=(5,)),
    "c": Shape(200_000, 600_000, 0),
    "d": Shape(200_000, 1_000_000, 0.5, joined=(5,), patient=()),
}


def drawn(shape: Shape, seed: int = 1) -> tuple[int, Any, Any]:
    """Parties and distinct arcs of a random graph, in random order and under random numbers."""
    rng = np.random.default_rng(seed)
    weight = (np.arange(shape.parties) + 1.0) ** -shape.alpha
    upto = np.cumsum(weight / weight.sum())
    keys = np.empty(0, dtype=np.int64)
    while keys.size < shape.arcs:
        tail, head = (np.searchsorted(upto, rng.random(shape.arcs)).clip(max=shape.parties - 1) for _ in range(2))
        keys = np.unique(np.concatenate([keys, (tail * shape.parties + head)[tail != head]]))
    keys = rng.permutation(keys)[: shape.arcs]
    name = rng.permutation(shape.parties)
    return shape.parties, name[keys // shape.parties], name[keys % shape.parties]


HALVES = """
WITH
    p2 AS MATERIALIZED (
        SELECT f.s AS r, f.t AS x, g.t AS y FROM e f JOIN e g ON f.t = g.s WHERE f.s < f.t AND g.t > f.s),
    q2 AS MATERIALIZED (
        SELECT g.t AS r, f.s AS z, f.t AS a FROM e f JOIN e g ON f.t = g.s WHERE g.t < g.s AND f.s > g.t),
    p3 AS MATERIALIZED (
        SELECT r, x, y, e.t AS z FROM p2 JOIN e ON y = e.s WHERE e.t > r AND e.t <> x),
    q3 AS (
        SELECT r, e.s AS z, q2.z AS b, a FROM q2 JOIN e ON e.t = q2.z WHERE e.s > r AND e.s <> a)
SELECT 2 AS legs, count(*) FROM e f JOIN e g ON f.t = g.s AND f.s = g.t WHERE f.s < f.t
UNION ALL SELECT 3, count(*) FROM p2 JOIN e ON y = e.s AND e.t = r
UNION ALL SELECT 4, count(*) FROM p2 JOIN q2 ON p2.r = q2.r AND y = q2.z WHERE a <> x
UNION ALL SELECT 5, count(*) FROM p3 JOIN q2 ON p3.r = q2.r AND p3.z = q2.z WHERE a <> x AND a <> y
"""
SIX = """UNION ALL SELECT 6, count(*) FROM p3 JOIN q3 ON p3.r = q3.r AND p3.z = q3.z
    WHERE a <> x AND a <> y AND b <> x AND b <> y
"""


def by_duckdb(graph: Graph, longest: int) -> list[int]:
    """Counts by length from joins of half paths, on one thread."""
    arcs = pd.DataFrame({"s": np.repeat(np.arange(graph.party.size), np.diff(graph.first)), "t": graph.target})
    with duckdb.connect(config={"threads": 1, "temp_directory": ""}) as database:
        database.register("arcs", arcs)
        database.execute("CREATE TABLE e AS SELECT s::INTEGER AS s, t::INTEGER AS t FROM arcs")
        rows = database.execute(HALVES + (SIX if longest == 6 else "")).fetchall()  # noqa: PLR2004 - six legs
    return [0, 0] + [n for _, n in sorted(rows)]


def by_rustworkx(graph: Graph, longest: int) -> list[int]:
    """Counts by length from all simple paths of each party back to itself, which is then removed."""
    net = rx.PyDiGraph()
    net.add_nodes_from(range(graph.party.size))
    ends = zip(
        np.repeat(np.arange(graph.party.size), np.diff(graph.first)).tolist(), graph.target.tolist(), strict=True
    )
    net.extend_from_edge_list(list(ends))
    counts = [0] * (longest + 1)
    for root in range(graph.party.size):
        # The library wants two ends: the root's payers pay a second copy of it.
        goal = net.add_node(None)
        for payer in net.predecessor_indices(root):
            net.add_edge(payer, goal, None)
        for path in rx.digraph_all_simple_paths(net, root, goal, cutoff=longest + 1):
            counts[len(path) - 1] += 1
        net.remove_nodes_from([root, goal])
    return counts


def by_us(graph: Graph, longest: int, threads: int = 1) -> list[int]:
    """Counts by length from our kernel."""
    counts: list[int] = count(graph, longest, threads=threads)[0].tolist()
    return counts


def timed(call: Callable[[], Any], runs: int = 1) -> tuple[float, Any]:
    """The median time of some runs, and the answer."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        answer = call()
        times.append(time.perf_counter() - start)
    return median(times), answer


def compare(name: str, longest: int) -> None:
    """One line of the table; the time to make the graph ready is in every figure."""
    shape = SHAPES[name]
    arcs = drawn(shape)
    ready, graph = timed(partial(prepare, *arcs), RUNS)
    right = by_us(graph, longest)
    alone: list[float] = []
    both: list[float] = []
    for _ in range(PAIRS):
        for times, threads in ((alone, 1), (both, 2)):
            took, counts = timed(partial(by_us, graph, longest, threads))
            times.append(took)
            assert counts == right  # noqa: S101 - a benchmark of a wrong answer is none
    ours = median(alone)
    cells = [f"{name}  {longest}  {sum(right):>12,}  {ready:>7.4f}  {ours:>8.4f}  {ours / median(both):>9.2f}"]
    for peer, lengths in ((by_duckdb, shape.joined), (by_rustworkx, shape.patient)):
        if longest in lengths:
            took, found = timed(partial(peer, graph, longest))
            assert found == right  # noqa: S101 - as above
            cells.append(f"{took + ready:>9.3f}  {(took + ready) / (ours + ready):>6.1f}")
        else:
            cells.append(f"{'-':>9}  {'-':>6}")
    print("  ".join(cells), flush=True)


def ranked(name: str, most: int) -> None:
    """The largest cycles only, by log-normal amounts: no peer stops early or prunes on amounts."""
    size, tail, head = drawn(SHAPES[name])
    amounts = np.maximum(1, np.exp(np.random.default_rng(2).normal(8, 2, tail.size))).astype(np.int64)
    took, found = timed(partial(ranked_cycles, Arcs(size, tail, head, amounts), 5, most=most, budget=BUDGET), RUNS)
    print(f"{name}: the {most:,} largest of at most 5 legs in {took:.3f} s, {found.searched:,} seen", flush=True)


def main() -> None:
    """Print one table; equal counts are checked on the way."""
    warm = prepare(*drawn(Shape(50, 200, 0)))
    by_us(warm, 6, 2)
    print("times in seconds; two = one thread / two threads; each peer with its time and how many times ours")
    print("   k        cycles    ready      ours        two     DuckDB   times  rustworkx   times")
    for name in SHAPES:
        for longest in (5, 6):
            compare(name, longest)
    for name in SHAPES:
        ranked(name, 100)


if __name__ == "__main__":
    main()
