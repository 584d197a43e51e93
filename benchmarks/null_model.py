"""Rewiring for the null model beside its peers, as ratios within one run: `make bench`.

Networks are synthetic: n = m / 5 parties, legs between parties drawn at random. igraph takes as many trials,
networkx as many successful swaps on a small network. Of every network that comes out, degrees and simplicity
are checked. Times are the best of some runs, random numbers and copies into arrays included on our side.
"""

import time
from collections.abc import Callable
from functools import partial
from typing import Any

import igraph
import networkx as nx
import numpy as np
import numpy.typing as npt

from dawra.analyses.chance.enumerate_graphs import degrees
from dawra.analyses.chance.layered import Draws, mutual
from dawra.analyses.chance.null_topology import Walk, walked
from dawra.analyses.kernels.count import count
from dawra.analyses.kernels.graph import prepare
from dawra.analyses.kernels.rewire import rewire

Ints = npt.NDArray[Any]
Ends = tuple[Ints, Ints]

RUNS = 5
TRIALS = 5_000_000
SAMPLES = 200
PARTIES, LEGS, HUBS = 3_000, 6_000, 0.5
"""The network that is rewired and counted: with hubs, where circles are."""


def random_graph(legs: int, parties: int, seed: int = 1, alpha: float = 0) -> Ends:
    """So many different legs, none to its payer, sorted by payer; ends are drawn by weights k^-alpha (0: all alike)."""
    rng = np.random.default_rng(seed)
    upto = np.cumsum((np.arange(parties) + 1.0) ** -alpha)
    ends = np.searchsorted(upto, rng.random((4 * legs, 2)) * upto[-1])
    ends = np.unique(ends[ends[:, 0] != ends[:, 1]], axis=0)
    ends = ends[np.sort(rng.permutation(len(ends))[:legs])]
    return ends[:, 0].copy(), ends[:, 1].copy()


def best(call: Callable[[], Any], runs: int = RUNS) -> tuple[float, Any]:
    """The least time of some runs, and the last answer."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        answer = call()
        times.append(time.perf_counter() - start)
    return min(times), answer


def ours(graph: Ends, parties: int, trials: int, rng: np.random.Generator) -> Ints:
    """The payees after so many steps of the compiled chain."""
    tail, head = graph
    chosen = rng.integers(tail.size, size=(1, trials, 2), dtype=np.int32)
    return rewire(tail, head[None], chosen, parties)[0]


def of_igraph(graph: Ends, parties: int) -> igraph.Graph:
    """The same for the peer."""
    return igraph.Graph(n=parties, edges=np.stack(graph, axis=1), directed=True)


def check(graph: Ends, rewired: Ends, parties: int) -> float:
    """The share of legs left in place, once the degrees are the same and no leg is a loop or there twice."""
    before, after = ({*zip(tail.tolist(), head.tolist(), strict=True)} for tail, head in (graph, rewired))
    assert degrees(*graph, parties) == degrees(*rewired, parties)  # noqa: S101 - a benchmark of a wrong answer is none
    assert len(after) == graph[0].size  # noqa: S101
    assert all(i != j for i, j in after)  # noqa: S101
    return len(before & after) / len(before)


def rewiring() -> None:
    """Trials a second, one core."""
    rng = np.random.default_rng(0)
    print(f"{'legs':>9}  {'igraph':>12}  {'ours':>12}  {'ratio':>5}  left in place")
    for legs in (10_000, 100_000, 1_000_000):
        parties = legs // 5
        graph = random_graph(legs, parties)
        peer = of_igraph(graph, parties)
        took_peer, _ = best(lambda peer=peer: peer.rewire(n=TRIALS), 3)
        took, head = best(partial(ours, graph, parties, TRIALS, rng), 3)
        left = check(graph, (graph[0], head), parties)
        check(graph, tuple(np.array(peer.get_edgelist()).T), parties)  # type: ignore[arg-type]
        print(
            f"{legs:>9,}  {TRIALS / took_peer / 1e6:>8.2f} M/s  {TRIALS / took / 1e6:>8.2f} M/s  "
            f"{took_peer / took:>5.2f}  {left:.2%}"
        )


def loop(name: str, ours: Callable[[Ends], int], peers: Callable[[igraph.Graph], int]) -> None:
    """Rewire and count again and again: what a p-value costs. Both count the same on each other's networks."""
    graph = random_graph(LEGS, PARTIES, alpha=HUBS)
    tail, head = graph
    walk = Walk(tail, head, PARTIES, np.random.default_rng(1))

    def sampled() -> list[int]:
        return [ours((tail, heads)) for heads in walk.draw(SAMPLES)]

    def by_igraph() -> list[int]:
        found = []
        for _ in range(SAMPLES):
            peer = of_igraph(graph, PARTIES)
            peer.rewire(n=10 * LEGS)
            found.append(peers(peer))
        return found

    assert ours(graph) == peers(of_igraph(graph, PARTIES))  # noqa: S101 - a benchmark of a wrong answer is none
    took, mean = best(sampled, 3)
    took_peer, mean_peer = best(by_igraph, 2)
    print(
        f"rewire and count {name}, {LEGS:,} legs: igraph {took_peer / SAMPLES * 1e3:.2f} ms, "
        f"ours {took / SAMPLES * 1e3:.2f} ms a sample, ratio {took_peer / took:.2f}; "
        f"means {np.mean(mean_peer):.2f} and {np.mean(mean):.2f}"
    )


def mutual_pairs(graph: Ends) -> int:
    """How many pairs of parties pay each other."""
    tail, head = graph
    return int(mutual([Draws(tail, head[None], head[None])], PARTIES)[0])


def mutual_pairs_of(peer: igraph.Graph) -> int:
    """The same of the peer's network, whose legs pass through Python objects."""
    return mutual_pairs(tuple(np.array(peer.get_edgelist()).T))  # type: ignore[arg-type]


def circles(longest: int, graph: Ends) -> int:
    """How many simple cycles of at most so many legs."""
    return int(count(prepare(PARTIES, *graph), longest)[0].sum())


def circles_of(longest: int, peer: igraph.Graph) -> int:
    """The same by the peer's own search."""
    return len(peer.simple_cycles(max=longest, output="epath"))


def small() -> None:
    """The plain twin and networkx."""
    legs, parties, trials = 300, 60, 20_000
    graph = random_graph(legs, parties)
    chosen = np.random.default_rng(2).integers(legs, size=(trials, 2)).tolist()
    took, _ = best(lambda: walked(graph[0].tolist(), graph[1].tolist(), chosen))
    peer = nx.DiGraph(list(zip(graph[0].tolist(), graph[1].tolist(), strict=True)))
    swaps = 2_000
    took_peer, _ = best(lambda: nx.directed_edge_swap(peer, nswap=swaps, max_tries=10**6, seed=1), 3)
    print(
        f"{legs} legs in plain Python: networkx {swaps / took_peer / 1e3:.0f} k swaps/s, "
        f"ours {trials / took / 1e3:.0f} k steps/s"
    )


def main() -> None:
    """Print the ratios."""
    ours(random_graph(100, 20), 20, 10, np.random.default_rng(0))  # compiled before it is timed
    rewiring()
    loop("pairs that pay each other", mutual_pairs, mutual_pairs_of)
    loop("circles of at most 5 legs", partial(circles, 5), partial(circles_of, 5))
    small()


if __name__ == "__main__":
    main()
