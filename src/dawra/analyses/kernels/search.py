"""Simple cycles in falling order of their smallest arc, a batch at a time.

Arcs are numbered by falling amount and join the graph in that order; each brings the cycles of which it is the
smallest arc. As lists of arcs are in the same order, what has joined is the beginning of each list, and
nothing has to be built on the way. A search in breadth, backwards from the arc's tail and half as deep as a
cycle may be long, says which parties are near enough to close one (after Gupta, Suzumura 2021); a search in
depth from its head then finds the cycles.

`advance` is written for lists and for arrays alike. The interpreter runs it on lists at once, which is best for
a few thousand steps; compiled it is dozens of times as fast, and loading it takes as long as half a million
steps. So a caller starts with the one, and goes on in the same place with the other.
"""

from typing import Any, Final

ARC, DEPTH, STEPS, QUEUED = range(4)
"""What `advance` remembers: the arc whose cycles are sought, the parties on the path beyond its tail, the steps
taken so far, and how many parties the search in breadth has marked."""

CYCLE_STEPS: Final = 10
"""What keeping and ranking a cycle costs, in steps."""

Lists = tuple[Any, Any, Any]
"""For all parties where their lists begin, the other end of each arc, and its number; lists in falling order."""


def advance(  # noqa: PLR0915 - one loop, since a compiled function can call no interpreted one
    ends: tuple[Any, Any],
    onward: Lists,
    backward: Lists,
    longest: int,
    budget: int,
    state: Any,  # noqa: ANN401 - a list or an array of whole numbers, as are all below
    near: Any,  # noqa: ANN401
    queue: Any,  # noqa: ANN401
    path: Any,  # noqa: ANN401
    cursor: Any,  # noqa: ANN401
    found: Any,  # noqa: ANN401
) -> int:
    """Search until ``found`` has no more rows, ``budget`` steps are taken or all arcs have joined.

    A row is a cycle: its number of arcs, then their numbers, beginning with the largest number (the smallest
    arc). Returns how many rows were written; ``state[ARC]`` is then the number of arcs, if all have joined.
    """
    tail, head = ends
    first, target, number = onward
    before, source, arrival = backward
    arc, depth, steps, queued = state[ARC], state[DEPTH], state[STEPS], state[QUEUED]
    rows = 0
    while arc < len(tail) and rows < len(found) and steps < budget:
        goal = tail[arc]
        if depth == 0:
            queue[0] = goal
            queued = 1
            done = 0
            for distance in range(1, (longest - 1) // 2 + 1):
                ring = queued
                while done < ring:
                    place = before[queue[done]]
                    while place < before[queue[done] + 1] and arrival[place] < arc:
                        steps += 1
                        party = source[place]
                        if near[party] == 0 and party != goal:
                            near[party] = distance
                            queue[queued] = party
                            queued += 1
                        place += 1
                    done += 1
            depth = 1
            path[1] = head[arc]
            cursor[1] = first[head[arc]]
        while depth > 0 and rows < len(found) and steps < budget:
            place = cursor[depth]
            if place == first[path[depth] + 1] or number[place] >= arc:
                depth -= 1
                continue
            cursor[depth] += 1
            steps += 1
            party = target[place]
            if party == goal:
                row = found[rows]
                row[0] = depth + 1
                row[1] = arc
                for i in range(1, depth + 1):
                    row[i + 1] = number[cursor[i] - 1]
                rows += 1
                steps += CYCLE_STEPS
                continue
            # A party that is not near takes more steps than were looked back.
            left = near[party] if near[party] > 0 else (longest - 1) // 2 + 1
            if depth + 1 + left > longest:
                continue
            crossed = False
            for i in range(1, depth + 1):
                if path[i] == party:
                    crossed = True
            if not crossed:
                depth += 1
                path[depth] = party
                cursor[depth] = first[party]
        if depth == 0:
            for i in range(1, queued):
                near[queue[i]] = 0
            arc += 1
    state[ARC], state[DEPTH], state[STEPS], state[QUEUED] = arc, depth, steps, queued
    return rows
