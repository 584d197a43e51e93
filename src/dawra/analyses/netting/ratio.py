"""The least circularity C / G over a box of amounts (methods §2, "Range").

The ratio is concave over linear, so its least value lies at a corner. Instead of all 2^n corners, branch and
bound: a part of the box is worth no less than C(its least amounts) / G(its greatest amounts), and parts worth
no less than a corner already found are dropped. Stopped early, the least bound of the parts left is still
valid.
"""

import heapq
from fractions import Fraction
from typing import Final

from dawra.analyses.circulation import heaviest, prices, strong
from dawra.analyses.netting.box import Box

_WORK: Final = 2_000_000
_PER_SOLVE: Final = 500


def least_ratio(box: Box) -> tuple[float, bool]:
    """The least ratio over the box, and whether it is tight; else it is a valid lower bound."""
    if box.unlimited.any():
        # One leg grows without limit and the rest do not: the circulation stays, the gross does not.
        return 0.0, True
    inside = strong(box.greatest())[0]
    high = [h or 0 for h in box.high]
    # What lies on no circle adds to the gross alone, so the least ratio has all of it.
    low = [a if on else b for a, b, on in zip(box.low, high, inside, strict=True)]
    return _Search(box).run(low, high)


class _Search:
    """Branch and bound over the corners; a part of the box is its least and its greatest amounts."""

    def __init__(self, box: Box) -> None:
        self._box = box
        self._left = _WORK // (_PER_SOLVE + len(box.low))

    def run(self, low: list[int], high: list[int]) -> tuple[float, bool]:
        """The least ratio, or when the work is used up the least bound of what is left."""
        best = min(self._ratio(low, low), self._ratio(high, high))
        parts = [(self._ratio(low, high), 0, low, high)]
        number = 0
        while parts and parts[0][0] < best:
            if self._left <= 0:
                return float(parts[0][0]), False
            _, _, low, high = heapq.heappop(parts)
            widest = max(range(len(low)), key=lambda i: high[i] - low[i])
            for end in (low[widest], high[widest]):
                below, above = list(low), list(high)
                below[widest] = above[widest] = end
                corner = self._likely_corner(below, above, best)
                best = min(best, self._ratio(corner, corner))
                number += 1
                heapq.heappush(parts, (self._ratio(below, above), number, below, above))
        return float(best), True

    def _ratio(self, low: list[int], high: list[int]) -> Fraction:
        """C(low) / G(high), exactly; no part of the box between them has a smaller ratio."""
        self._left -= 1
        gross = sum(high)
        return Fraction(int(heaviest(self._box.at(low)).sum()), gross) if gross else Fraction(0)

    def _likely_corner(self, low: list[int], high: list[int], best: Fraction) -> list[int]:
        """From the least amounts, raise those whose slope is under the best ratio: that lowers the ratio."""
        self._left -= 1
        arcs = self._box.at(low)
        slopes = prices(arcs, heaviest(arcs)).slopes(arcs)
        return [b if slope < best else a for a, b, slope in zip(low, high, slopes, strict=True)]
