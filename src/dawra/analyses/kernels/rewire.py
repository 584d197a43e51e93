"""Many steps of the chain of `null_topology`, which are those of its plain `walked`.

The arcs that are there stand in a hash set with open addressing, as tail * size + head. Probing is linear, and
the gap of an arc that goes is closed from behind, so that the set never silts up. On large networks nearly all
time is waiting for memory; therefore what the next steps will read is read in one go before they are taken.
"""

from typing import Any, Final

import numpy as np
import numpy.typing as npt

from dawra.analyses.kernels.jit import compiled

Numbers = npt.NDArray[Any]
Number = int | np.int64
Table = tuple[Numbers, np.uint64, int]
"""The hash set: its places, 64 less the bits of a place, and the number of nodes."""

_FREE: Final = -1
_SPREAD: Final = np.uint64(0x9E3779B97F4A7C15)
"""2^64 divided by the golden ratio, odd: Knuth's multiplicative hashing."""
_WORD: Final = 64
_AHEAD: Final = 64
"""Steps that are looked at in one go."""


def rewire(tail: Numbers, heads: Numbers, chosen: Numbers, size: int) -> Numbers:
    """Each row of ``heads`` after the steps chosen for it: ``chosen`` holds for each two numbers of arcs.

    ``tail`` is sorted; the arcs are simple and without loops among nodes 0 to ``size`` - 1.
    """
    first = np.searchsorted(tail, np.arange(size + 1)).astype(np.int64)
    bits = max(2, (4 * tail.size).bit_length())  # at most a quarter full
    table = np.empty(2**bits, dtype=np.int64), np.uint64(_WORD - bits), size
    after = np.empty(heads.shape, dtype=np.int64)
    ends = np.empty((tail.size, 2), dtype=np.int32)
    for row, head in enumerate(heads):
        ends[:, 0], ends[:, 1] = tail, head
        _walk(ends, first, chosen[row], table)
        after[row] = ends[:, 1]
    return after


@compiled
def _walk(ends: Numbers, first: Numbers, chosen: Numbers, table: Table) -> int:
    """Take the steps in place; what is returned only keeps the compiler from leaving `_look` out."""
    table[0][:] = _FREE
    for arc in range(len(ends)):
        _add(table, _key(ends, arc, arc, table))
    seen = 0
    for begin in range(0, len(chosen), _AHEAD):
        steps = chosen[begin : begin + _AHEAD]
        seen ^= _look(ends, steps, table)
        for step in range(len(steps)):
            _step(ends, first, steps[step], table)
    return seen


@compiled
def _look(ends: Numbers, steps: Numbers, table: Table) -> int:
    """Read all that the steps will read; a step before them may have changed it, which costs only time."""
    seen = 0
    for step in range(len(steps)):
        seen ^= ends[steps[step, 0], 1] ^ ends[steps[step, 1], 1]
    for step in range(len(steps)):
        one, two = steps[step, 0], steps[step, 1]
        for tail, head in ((one, one), (one, two), (two, one), (two, two)):
            seen ^= table[0][_home(table, _key(ends, tail, head, table))]
    return seen


@compiled
def _step(ends: Numbers, first: Numbers, arcs: Numbers, table: Table) -> None:
    """Exchange the heads of two arcs, or turn the triangle that they begin, or stay."""
    one, two = np.int64(arcs[0]), np.int64(arcs[1])
    if ends[one, 1] == ends[two, 0]:
        _turn(ends, first, arcs, table)
        return
    if ends[one, 0] == ends[two, 1]:
        return
    new, other = _key(ends, one, two, table), _key(ends, two, one, table)
    place = _place(table, new)
    if table[0][place] == new or _has(table, other):
        return
    table[0][place] = new
    _add(table, other)
    _drop(table, _key(ends, one, one, table))
    _drop(table, _key(ends, two, two, table))
    ends[one, 1], ends[two, 1] = ends[two, 1], ends[one, 1]


@compiled
def _turn(ends: Numbers, first: Numbers, arcs: Numbers, table: Table) -> None:
    """Turn the triangle i to j to k round, if it is one and no arc stands in the way."""
    one, two, size = np.int64(arcs[0]), np.int64(arcs[1]), table[2]
    i, j, k = np.int64(ends[one, 0]), np.int64(ends[two, 0]), np.int64(ends[two, 1])
    if not _has(table, k * size + i):
        return
    if _has(table, i * size + k) or _has(table, j * size + i) or _has(table, k * size + j):
        return
    three = first[k]
    while ends[three, 1] != i:
        three += 1
    for arc, head in ((one, k), (two, i), (three, j)):
        _drop(table, _key(ends, arc, arc, table))
        ends[arc, 1] = head
        _add(table, _key(ends, arc, arc, table))


@compiled
def _key(ends: Numbers, tail: Number, head: Number, table: Table) -> Number:
    """The arc from the tail of one to the head of another."""
    key: Number = np.int64(ends[tail, 0]) * table[2] + ends[head, 1]
    return key


@compiled
def _home(table: Table, key: Number) -> np.int64:
    return np.int64((np.uint64(key) * _SPREAD) >> table[1])


@compiled
def _place(table: Table, key: Number) -> np.int64:
    """Where the key stands, or the free place where it would."""
    keys = table[0]
    place = _home(table, key)
    while keys[place] not in (key, _FREE):
        place = (place + 1) & (keys.size - 1)
    return place


@compiled
def _has(table: Table, key: Number) -> bool:
    return bool(table[0][_place(table, key)] == key)


@compiled
def _add(table: Table, key: Number) -> None:
    table[0][_place(table, key)] = key


@compiled
def _drop(table: Table, key: Number) -> None:
    keys = table[0]
    last = keys.size - 1
    gap = place = _place(table, key)
    while True:
        place = (place + 1) & last
        if keys[place] == _FREE:
            break
        # A key may move up as far as where it belongs, not before it.
        if (place - _home(table, keys[place])) & last >= (place - gap) & last:
            keys[gap] = keys[place]
            gap = place
    keys[gap] = _FREE
