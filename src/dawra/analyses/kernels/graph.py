"""A simple directed graph made ready for cycle searches: cut to its strong parts, busiest parties first.

A search that takes each cycle at its first party and removes that party afterwards meets the busiest parties
while everything is still there and once only; what remains is sparse. Sorting is by counting, so that making
ready costs a few passes over the arcs: on sparse graphs it would otherwise cost more than the search.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from dawra.analyses.kernels.jit import compiled

Numbers = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph:
    """The arcs inside strongly connected parts, in both directions, each list in rising order.

    ``target[first[v] : first[v + 1]]`` are the parties that v pays, ``source[back[v] : back[v + 1]]`` those that
    pay it. ``party[v]`` is v's number in the graph that was given.
    """

    first: Numbers
    target: Numbers
    back: Numbers
    source: Numbers
    party: Numbers


def prepare(size: int, tail: npt.NDArray[np.integer[Any]], head: npt.NDArray[np.integer[Any]]) -> Graph:
    """The graph of arcs ``tail`` to ``head`` among ``size`` parties; arcs from a party to itself are cut.

    Raises:
        ValueError: two arcs from one party to the same other, or an arc of a party that there is not.
    """
    if tail.size and (min(tail.min(), head.min()) < 0 or max(tail.max(), head.max()) >= size):
        raise ValueError(f"arcs end at parties 0 to {size - 1}")
    first, target, back, source, party = _prepared(size, tail.astype(np.int32), head.astype(np.int32))
    again = target[1:] == target[:-1]
    again[(first[1:-1] - 1)[(first[1:-1] > 0) & (first[1:-1] < target.size)]] = False
    if again.any():
        raise ValueError("two arcs join the same parties in the same direction: sum them first")
    return Graph(first=first, target=target, back=back, source=source, party=party)


@compiled
def _prepared(size: int, tail: Numbers, head: Numbers) -> tuple[Numbers, Numbers, Numbers, Numbers, Numbers]:
    part = _components(size, tail, head)
    degree = np.zeros(size, dtype=np.int32)
    kept = 0
    for arc in range(tail.size):
        if tail[arc] != head[arc] and part[tail[arc]] == part[head[arc]]:
            degree[tail[arc]] += 1
            degree[head[arc]] += 1
            kept += 1
    label, party = _busiest_first(degree)
    tails, heads = np.empty(kept, dtype=np.int32), np.empty(kept, dtype=np.int32)
    kept = 0
    for arc in range(tail.size):
        if tail[arc] != head[arc] and part[tail[arc]] == part[head[arc]]:
            tails[kept], heads[kept] = label[tail[arc]], label[head[arc]]
            kept += 1
    # Listing by one end keeps the order that listing by the other has made.
    back, source = _listed(party.size, heads, tails)
    first, target = _turned(back, source)
    back, source = _turned(first, target)
    return first, target, back, source, party


@compiled
def _listed(size: int, end: Numbers, other: Numbers) -> tuple[Numbers, Numbers]:
    """For each party the other ends of its arcs, in the order of the arcs (a counting sort)."""
    first = np.zeros(size + 1, dtype=np.int32)
    for party in end:
        first[party + 1] += 1
    for party in range(size):
        first[party + 1] += first[party]
    place, listed = first[:-1].copy(), np.empty(end.size, dtype=np.int32)
    for arc in range(end.size):
        listed[place[end[arc]]] = other[arc]
        place[end[arc]] += 1
    return first, listed


@compiled
def _turned(first: Numbers, target: Numbers) -> tuple[Numbers, Numbers]:
    """The same arcs listed by their other ends, each list in rising order."""
    end = np.empty(target.size, dtype=np.int32)
    for party in range(first.size - 1):
        for place in range(first[party], first[party + 1]):
            end[place] = party
    return _listed(first.size - 1, target, end)


@compiled
def _busiest_first(degree: Numbers) -> tuple[Numbers, Numbers]:
    """New numbers by falling degree, parties without arcs left out (-1); and the old number of each."""
    most = 0
    for d in degree:
        most = max(most, d)
    place = np.zeros(most + 2, dtype=np.int64)
    for d in degree:
        place[most - d + 1] += 1
    for d in range(most + 1):
        place[d + 1] += place[d]
    # Those of degree 0 come last and start where all others end.
    party = np.empty(place[most], dtype=np.int32)
    label = np.full(degree.size, -1, dtype=np.int32)
    for old in range(degree.size):
        if degree[old]:
            label[old] = place[most - degree[old]]
            party[label[old]] = old
            place[most - degree[old]] += 1
    return label, party


@compiled
def _components(size: int, tail: Numbers, head: Numbers) -> Numbers:
    """The strongly connected part of every party.

    Graphs of payments have one large part: what the busiest party reaches and is reached from. Two searches in
    breadth find it several times as fast as one in depth, which is left for the rest.
    """
    part = np.full(size, -1, dtype=np.int32)
    if tail.size == 0:
        return np.arange(size, dtype=np.int32)
    first, target = _listed(size, tail, head)
    back, source = _listed(size, head, tail)
    busiest = most = 0
    for party in range(size):
        degree = min(first[party + 1] - first[party], back[party + 1] - back[party])
        if degree > most:
            busiest, most = party, degree
    ahead, behind = _reached(busiest, first, target), _reached(busiest, back, source)
    for party in range(size):
        if ahead[party] and behind[party]:
            part[party] = 0
    return _remaining(first, target, part)


@compiled
def _reached(start: int, first: Numbers, target: Numbers) -> npt.NDArray[np.bool_]:
    """Which parties money from ``start`` can come to."""
    seen = np.zeros(first.size - 1, dtype=np.bool_)
    queue = np.empty(first.size - 1, dtype=np.int32)
    seen[start], queue[0] = True, start
    done, waiting = 0, 1
    while done < waiting:
        party = queue[done]
        done += 1
        for other in target[first[party] : first[party + 1]]:
            if not seen[other]:
                seen[other], queue[waiting] = True, other
                waiting += 1
    return seen


@compiled
def _remaining(first: Numbers, target: Numbers, part: Numbers) -> Numbers:
    """The parts of the parties that have none yet (-1), after Tarjan 1972, without recursion."""
    size = part.size
    number, low = np.zeros(size, dtype=np.int32), np.zeros(size, dtype=np.int32)
    cursor = first[:-1].copy()
    open_, calls = np.empty(size, dtype=np.int32), np.empty(size, dtype=np.int32)
    count = waiting = 0
    parts = 1
    for root in range(size):
        if part[root] >= 0:
            continue
        depth = 0
        party = root
        while True:
            if number[party] == 0:
                count += 1
                number[party] = low[party] = count
                open_[waiting] = party
                waiting += 1
            deeper = -1
            while cursor[party] < first[party + 1]:
                other = target[cursor[party]]
                cursor[party] += 1
                if part[other] >= 0:
                    continue
                if number[other] == 0:
                    deeper = other
                    break
                low[party] = min(low[party], number[other])
            if deeper >= 0:
                calls[depth] = party
                depth += 1
                party = deeper
                continue
            if low[party] == number[party]:
                while part[party] < 0:
                    waiting -= 1
                    part[open_[waiting]] = parts
                parts += 1
            if depth == 0:
                break
            depth -= 1
            low[calls[depth]] = min(low[calls[depth]], low[party])
            party = calls[depth]
    return part
