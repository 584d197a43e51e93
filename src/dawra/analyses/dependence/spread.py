"""How concentrated could a sum be, given that its parts are ranges? Exact bounds of sum x² / (sum x)².

Over a box of parts the index H is quasi-convex. So its least value is where no move helps: with t = sum x² /
sum x, every part is as near to t as its range lets it be, and t is the root of a falling, piecewise linear
function. Its greatest value is at a corner. Instead of all 2^n corners, branch and bound: with the square
replaced by its chord over each range, which is never below it, the best corner with one part in between is found
by going down the parts in order of low + high; that bounds the corners from above.

``rest`` is what belongs to parties that nobody named. It may be spread over any number of new ones, which
leaves it out of sum x² (least), or sit with one of the known (greatest): methods §6.
"""

import heapq
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import count
from typing import Final

WORK: Final = 200_000
"""Parts looked at in the search for the greatest value; work, not time, so that every machine answers alike."""


@dataclass(frozen=True, slots=True)
class Part:
    """The least and the greatest amount of one party, in whole units; ``high`` None is without limit."""

    low: int
    high: int | None


NOTHING: Final = Part(0, 0)


@dataclass(frozen=True, slots=True)
class Bound:
    """A bound of the index, the amounts that reach it, and whether any do: else it is valid, not tight.

    ``amounts`` is None where the bound is a limit that no amounts reach.
    """

    value: Fraction
    amounts: tuple[Fraction, ...] | None
    tight: bool = True


def index(amounts: Sequence[int]) -> Fraction:
    """Herfindahl-Hirschman index: the sum of squared shares, from 1 / n to 1.

    Raises:
        ValueError: nothing to share.
    """
    total = sum(amounts)
    if not total:
        raise ValueError("the shares of nothing are not known")
    return Fraction(sum(amount * amount for amount in amounts), total * total)


def least(parts: Sequence[Part], rest: Part = NOTHING) -> Bound:
    """The least index, ``rest`` spread ever thinner over new parties."""
    if rest.high is None:
        return Bound(Fraction(0), None)
    if (known := _certain(parts, rest)) is not None:
        return known
    level = _level(parts, rest.high)
    amounts = tuple(_clamp(part, level) for part in parts)
    total = sum(amounts, Fraction(rest.high))
    if not total:
        return Bound(Fraction(0), None)
    return Bound(sum((x * x for x in amounts), Fraction(0)) / total**2, amounts)


def _certain(parts: Sequence[Part], rest: Part) -> Bound | None:
    """The index where no amount is a range and all is named."""
    if rest.high != 0 or not any(part.low for part in parts) or any(part.low != part.high for part in parts):
        return None
    amounts = [part.low for part in parts]
    return Bound(index(amounts), tuple(map(Fraction, amounts)))


def _level(parts: Sequence[Part], rest: int) -> Fraction:
    """The root of sum x (x - t) = rest * t over x, each the nearest to t in its range; the greatest if several."""
    ends = sorted({end for part in parts for end in (part.low, part.high) if end is not None})

    def excess(level: int) -> int:
        # Apart from `_clamp`, since whole numbers are ten times as fast as fractions.
        near = (max(p.low, level if p.high is None else min(level, p.high)) for p in parts)
        return sum(x * (x - level) for x in near) - rest * level

    below, above = 0, len(ends)
    while below < above:
        middle = (below + above) // 2
        if excess(ends[middle]) >= 0:
            below = middle + 1
        else:
            above = middle
    start = ends[below - 1] if below else 0
    low = [part.low for part in parts if part.low > start]
    high = [part.high for part in parts if part.high is not None and part.high <= start]
    fixed = low + high
    weight = sum(fixed) + rest
    return Fraction(sum(x * x for x in fixed), weight) if excess(start) > 0 and weight else Fraction(start)


def _clamp(part: Part, level: Fraction) -> Fraction:
    return max(Fraction(part.low), level if part.high is None else min(level, Fraction(part.high)))


def greatest(parts: Sequence[Part], rest: Part = NOTHING, *, work: int = WORK) -> Bound:
    """The greatest index, ``rest`` with whichever of the parties makes it so, or with one new party.

    ``work`` is how many parts the search may look at; used up, the bound is valid and not tight.
    """
    if rest.high is None or any(part.high is None for part in parts):
        return Bound(Fraction(1), None)
    if (known := _certain(parts, rest)) is not None:
        return known
    if rest.high == 0:
        return _Search(parts, work).run()
    if not parts:
        return _Search([rest], work).run()
    # It makes most of the largest; who cannot be the largest need not be tried.
    least_of_most = max(part.low for part in parts)
    tried = [place for place, part in enumerate(parts) if (part.high or 0) >= least_of_most]
    found = [_Search(_with(parts, place, rest), work // len(tried)).run() for place in tried]
    best = max(found, key=lambda bound: bound.value)
    return Bound(best.value, None, tight=best.tight)


def _with(parts: Sequence[Part], place: int, rest: Part) -> list[Part]:
    joined = list(parts)
    joined[place] = Part(parts[place].low + rest.low, (parts[place].high or 0) + (rest.high or 0))
    return joined


@dataclass(order=True, slots=True)
class _Node:
    """Corners in which the parts before ``place`` are decided: ``up`` at the greatest, the others at the least."""

    key: tuple[Fraction, int]
    place: int = field(compare=False)
    squares: int = field(compare=False)
    total: int = field(compare=False)
    up: tuple[int, ...] = field(compare=False)


class _Search:
    """Branch and bound over the corners of a box with finite ends."""

    def __init__(self, parts: Sequence[Part], work: int) -> None:
        self._parts = [(part.low, part.high or 0) for part in parts]
        open_ = (place for place, (low, high) in enumerate(self._parts) if low < high)
        self._order = sorted(open_, key=lambda place: -sum(self._parts[place]))
        self._left = work
        self._number = count()
        self._best = Fraction(-1)
        self._corner: frozenset[int] = frozenset()

    def run(self) -> Bound:
        """The greatest index, or when the work is used up the greatest bound of what is left."""
        lows = [low for low, _ in self._parts]
        if not any(lows):
            if not self._order:
                return Bound(Fraction(0), None)
            return self._bound_at(Fraction(1), frozenset(self._order[:1]))
        nodes = [self._node(0, sum(low * low for low in lows), sum(lows), ())]
        while nodes and -nodes[0].key[0] > self._best:
            if self._left <= 0:
                return Bound(-nodes[0].key[0], None, tight=False)
            node = heapq.heappop(nodes)
            place = self._order[node.place]
            low, high = self._parts[place]
            nodes_of = (
                self._node(node.place + 1, node.squares, node.total, node.up),
                self._node(node.place + 1, node.squares + high**2 - low**2, node.total + high - low, (*node.up, place)),
            )
            for child in nodes_of:
                heapq.heappush(nodes, child)
        return self._bound_at(self._best, self._corner)

    def _bound_at(self, value: Fraction, up: frozenset[int]) -> Bound:
        amounts = (high if place in up else low for place, (low, high) in enumerate(self._parts))
        return Bound(value, tuple(map(Fraction, amounts)))

    def _node(self, place: int, squares: int, total: int, up: tuple[int, ...]) -> _Node:
        """Go down the undecided parts while raising the next one helps; the last may stop in between."""
        node = (place, squares, total, up)
        taken = list(up)
        for number in self._order[place:]:
            self._left -= 1
            self._try(squares, total, taken)
            low, high = self._parts[number]
            slope, width = low + high, high - low
            if slope * total <= 2 * squares:
                break
            # Where raising it stops to help: at b with slope * (total + b) = 2 * (squares + slope * b).
            until = total - Fraction(2 * squares, slope)
            if until < width:
                self._try(squares + slope * width, total + width, [*taken, number])
                return self._made(Fraction(slope**2, 4 * (slope * total - squares)), node)
            squares, total = squares + slope * width, total + width
            taken.append(number)
        self._try(squares, total, taken)
        return self._made(Fraction(squares, total**2), node)

    def _try(self, squares: int, total: int, up: list[int]) -> None:
        if (value := Fraction(squares, total**2)) > self._best:
            self._best, self._corner = value, frozenset(up)

    def _made(self, bound: Fraction, node: tuple[int, int, int, tuple[int, ...]]) -> _Node:
        place, squares, total, up = node
        if place == len(self._order):
            bound = Fraction(squares, total**2)
        return _Node((-bound, next(self._number)), place, squares, total, up)


def largest(parts: Sequence[Part], rest: Part = NOTHING) -> tuple[Fraction, Fraction]:
    """The least and the greatest share that the largest of the parties could have.

    Least: all at least what the largest must have, the rest spread over new ones. Greatest: one at its most with
    the rest on top, all others at their least. Where nothing is sure, the least is a limit.
    """
    if not parts:
        return Fraction(0), Fraction(1) if rest.high != 0 else Fraction(0)
    return _least_share(parts, rest), _greatest_share(parts, rest)


def _least_share(parts: Sequence[Part], rest: Part) -> Fraction:
    peak = max(part.low for part in parts)
    if rest.high is None or (not peak and rest.high):
        return Fraction(0)
    if not peak:
        open_ = sum(part.high != 0 for part in parts)
        return Fraction(1, open_) if open_ else Fraction(0)
    return Fraction(peak, sum(peak if part.high is None else min(peak, part.high) for part in parts) + rest.high)


def _greatest_share(parts: Sequence[Part], rest: Part) -> Fraction:
    floor = sum(part.low for part in parts)
    if rest.high is None or any(part.high is None for part in parts):
        return Fraction(1)
    tops = [(part.high + rest.high, floor - part.low) for part in parts if part.high is not None]
    return max((Fraction(top, top + others) for top, others in tops if top), default=Fraction(0))
