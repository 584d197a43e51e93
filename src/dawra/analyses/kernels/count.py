"""How many simple cycles of each length there are, without listing them.

Every cycle is counted at its first party r in the order of `Graph`, over parties behind r only, and is cut in
two: a path forward from r, and the last three steps back to r. The ways back are written once into lists by
the party at which they begin; each path forward then only has to look through the list at its end for ways
that do not cross it. So the last levels of the search are passes over short contiguous lists, and memory is
bounded by the ways back to one party.
"""

from concurrent.futures import ThreadPoolExecutor
from typing import Final

import numpy as np
import numpy.typing as npt

from dawra.analyses.kernels.graph import Graph, Numbers
from dawra.analyses.kernels.jit import compiled

Counts = npt.NDArray[np.int64]
Bytes = npt.NDArray[np.uint8]
Flags = npt.NDArray[np.bool_]

_UNLIMITED: Final = 2**62
_STEPS: Final = 3
"""Length of the ways back: 3 was faster than 2 for every length from 5 on."""
_MOST_WAYS: Final = 2**24
"""Ways back to one party that are written down, 128 MB; where there are more, they are cut one step shorter."""
_SHORT: Final = 3
"""Parties on a path forward that a comparison each is quicker for than a table."""


def count(graph: Graph, longest: int, *, threads: int = 1, budget: int | None = None) -> tuple[Counts, bool]:
    """The number of cycles of each length 0 to ``longest``, and whether all parties were reached.

    ``budget`` is in steps, some nanoseconds each, shared evenly among the threads; where it is spent the counts
    are lower bounds. Threads take one party of every so many, since the first ones have by far the most to do.

    Raises:
        ValueError: a length below 2, or fewer threads than one.
    """
    if longest < 2 or threads < 1:
        raise ValueError(f"a cycle has at least 2 legs, not {longest}, and a count at least 1 thread, not {threads}")
    arrays = graph.first, graph.target, graph.back, graph.source
    share = _UNLIMITED if budget is None else budget // threads

    def part(offset: int) -> tuple[Counts, bool]:
        return _count(*arrays, longest, offset, threads, share, _MOST_WAYS)

    if threads == 1:
        return part(0)
    with ThreadPoolExecutor(threads) as pool:
        parts = list(pool.map(part, range(threads)))
    return np.sum([counts for counts, _ in parts], axis=0), all(whole for _, whole in parts)


@compiled
def _count(
    first: Numbers,
    target: Numbers,
    back: Numbers,
    source: Numbers,
    longest: int,
    offset: int,
    stride: int,
    budget: int,
    most_ways: int,
) -> tuple[Counts, bool]:
    """The counts at one root of every ``stride``, from the front and from the back in turn.

    The first of each lot has the most to do, so that no thread may have it every time.
    """
    size = first.size - 1
    counts = np.zeros(longest + 1, dtype=np.int64)
    out, into = _ends(first), _ends(back)
    reach, on_path = np.zeros(size, dtype=np.uint8), np.zeros(size, dtype=np.bool_)
    found = np.empty(size, dtype=np.int32)
    length, end = np.zeros(size, dtype=np.int32), np.zeros(size, dtype=np.int32)
    ways = np.empty((2, 1024), dtype=np.int32)
    path, cursor = np.zeros(longest, dtype=np.int32), np.zeros(longest, dtype=np.int32)
    for turn in range((size + stride - 1) // stride):
        root = turn * stride + (stride - 1 - offset if turn % 2 else offset)
        if root >= size:
            continue
        if budget < 0:
            return counts, False
        _drop(root, root, out, target)
        _drop(root, root, into, source)
        if out[root, 0] == out[root, 1] or into[root, 0] == into[root, 1]:
            continue
        half = min(_STEPS, longest - 1)
        # Turned round a graph has as many cycles: the longer walk goes where there is less.
        if _width(root, out, target) < _width(root, into, source):
            ahead, forward, behind, backward = into, source, out, target
        else:
            ahead, forward, behind, backward = out, target, into, source
        marked = _reach(root, longest - half, ahead, forward, reach, found)
        two, three, total = _measure(root, half, behind, backward, reach, length)
        if total > most_ways and half > 2:
            for party in found[:marked]:
                length[party] = reach[party] = 0
            half = 2
            # A shorter way back begins a step farther out.
            marked = _reach(root, longest - half, ahead, forward, reach, found)
            two, three, total = _measure(root, half, behind, backward, reach, length)
        counts[2] += two
        if longest > 2:
            counts[3] += three
        budget -= total + marked
        for party in found[:marked]:
            reach[party] = 0
        if total == 0:
            continue
        if total > ways.shape[1]:
            ways = np.empty((2, 2 * total), dtype=np.int32)
        _write(root, half, behind, backward, length, end, found[:marked], ways)
        deepest = longest - half
        budget -= _join(root, half, deepest, ahead, forward, length, end, ways, path, cursor, on_path, counts)
        for party in found[:marked]:
            length[party] = 0
    return counts, True


@compiled
def _ends(first: Numbers) -> Numbers:
    """Begin and end of each list beside each other, for they are read together."""
    ends = np.empty((first.size - 1, 2), dtype=np.int32)
    for party in range(ends.shape[0]):
        ends[party, 0], ends[party, 1] = first[party], first[party + 1]
    return ends


@compiled
def _drop(party: int, root: int, ends: Numbers, listed: Numbers) -> None:
    """Let the list of ``party`` begin behind ``root``: lists rise and so do roots, so this is for good."""
    while ends[party, 0] < ends[party, 1] and listed[ends[party, 0]] <= root:
        ends[party, 0] += 1


@compiled
def _width(root: int, ends: Numbers, listed: Numbers) -> int:
    """How many two steps lead from ``root``, those to parties before it included."""
    width = 0
    for party in listed[ends[root, 0] : ends[root, 1]]:
        width += ends[party, 1] - ends[party, 0]
    return width


@compiled
def _reach(root: int, steps: int, out: Numbers, target: Numbers, reach: Bytes, found: Numbers) -> int:
    """Mark those whom at most ``steps`` steps from ``root`` lead to, 1 at the first step and 2 later."""
    marked = done = 0
    for other in target[out[root, 0] : out[root, 1]]:
        reach[other] = 1
        found[marked] = other
        marked += 1
    for _ in range(steps - 1):
        ring = marked
        while done < ring:
            party = found[done]
            done += 1
            _drop(party, root, out, target)
            for other in target[out[party, 0] : out[party, 1]]:
                if reach[other] == 0:
                    reach[other] = 2
                    found[marked] = other
                    marked += 1
    return marked


@compiled
def _measure(
    root: int, half: int, into: Numbers, source: Numbers, reach: Bytes, length: Numbers
) -> tuple[int, int, int]:
    """The ways of ``half`` steps back to ``root`` from parties in reach: how many from each, and in all.

    Before it the numbers of cycles that are shorter than one step and such a way: of 2 legs and of 3.
    """
    two = three = total = 0
    for last in source[into[root, 0] : into[root, 1]]:
        two += reach[last] == 1
        if half == 1:
            continue
        _drop(last, root, into, source)
        for inner in source[into[last, 0] : into[last, 1]]:
            if half == 2:
                if reach[inner]:
                    length[inner] += 1
                    total += 1
                continue
            three += reach[inner] == 1
            _drop(inner, root, into, source)
            for party in source[into[inner, 0] : into[inner, 1]]:
                if reach[party] and party != last:
                    length[party] += 1
                    total += 1
    return two, three, total


@compiled
def _write(
    root: int,
    half: int,
    into: Numbers,
    source: Numbers,
    length: Numbers,
    end: Numbers,
    found: Numbers,
    ways: Numbers,
) -> None:
    """Write the parties between begin and root of each way; those of one begin stand together, up to ``end``."""
    written = 0
    for party in found:
        end[party] = written
        written += length[party]
    for last in source[into[root, 0] : into[root, 1]]:
        for inner in source[into[last, 0] : into[last, 1]]:
            if half == 2:
                if length[inner]:
                    ways[0, end[inner]] = ways[1, end[inner]] = last
                    end[inner] += 1
                continue
            for party in source[into[inner, 0] : into[inner, 1]]:
                if length[party] and party != last:
                    ways[0, end[party]], ways[1, end[party]] = inner, last
                    end[party] += 1


@compiled
def _join(
    root: int,
    half: int,
    deepest: int,
    out: Numbers,
    target: Numbers,
    length: Numbers,
    end: Numbers,
    ways: Numbers,
    path: Numbers,
    cursor: Numbers,
    on_path: Flags,
    counts: Counts,
) -> int:
    """Count the ways back that no path of at most ``deepest`` steps from ``root`` crosses; the steps taken."""
    steps = depth = 0
    path[0], cursor[0] = root, out[root, 0]
    while depth >= 0:
        party = path[depth]
        if cursor[depth] == out[party, 1]:
            on_path[party] = False
            depth -= 1
            continue
        following = target[cursor[depth]]
        cursor[depth] += 1
        steps += 1
        if on_path[following]:
            continue
        if length[following]:
            steps += length[following]
            begin = end[following] - length[following]
            counts[depth + 1 + half] += _uncrossed(ways, begin, end[following], path, depth, on_path)
        if depth + 1 < deepest:
            depth += 1
            _drop(following, root, out, target)
            path[depth], cursor[depth] = following, out[following, 0]
            on_path[following] = True
    return steps


@compiled
def _uncrossed(ways: Numbers, begin: int, end: int, path: Numbers, depth: int, on_path: Flags) -> int:
    """How many of the ways touch none of the ``depth`` parties between the root and their begin."""
    if depth == 0:
        return end - begin
    inner, last = ways[0], ways[1]
    found = 0
    if depth < _SHORT:
        # Comparisons in a row become vector instructions; a table would be looked up one by one.
        one, other = path[1], path[depth]
        for way in range(begin, end):
            found += (inner[way] != one) & (last[way] != one) & (inner[way] != other) & (last[way] != other)
        return found
    for way in range(begin, end):
        found += not (on_path[inner[way]] or on_path[last[way]])
    return found
