"""x = base + links x for links that pass on at most what they get: directly, or for many by sweeps."""

from collections import deque
from contextlib import suppress
from typing import Any, Final

import numpy as np

from dawra.analyses.circulation import Floats
from dawra.errors import ConvergenceError

_DENSE: Final = 150
_DIRECT: Final = 3000
"""Beyond this the factors of a sparse matrix fill up, and sweeps are faster."""
_SWEEPS: Final = 100_000
_FEW: Final = 1000
"""Sweeps that cost less than the factors of a matrix that is not small."""
_GOOD: Final = 1e-9
_LATE: Final = 4
"""Steps whose ratios are looked at: groups that pay one another in turn change by turns, too."""


class Rest:
    """How much may still come of a sequence that has changed by so much from step to step."""

    def __init__(self) -> None:
        self.change = np.inf
        self._ratios = deque([np.inf], maxlen=_LATE)

    def see(self, change: float) -> None:
        """One more step."""
        self._ratios.append(change / self.change if self.change else 0.0)
        self.change = change

    @property
    def to_come(self) -> float:
        """The sum of all further steps if none falls more slowly than the slowest of late."""
        ratio = max(self._ratios)
        if not self.change:
            return 0.0
        return self.change * ratio / (1 - ratio) if ratio < 1 else np.inf


def solved(links: Any, base: Floats) -> Floats:  # noqa: ANN401 - scipy brings no types
    """The solution, to a relative 1e-9 at least.

    Raises:
        ConvergenceError: it cannot be found so well.
    """
    if base.size > _DIRECT:
        return swept(links, base)
    if base.size > _DENSE:
        with suppress(ConvergenceError):
            return swept(links, base, sweeps=_FEW)
    found = _directly(links, base)
    off = np.abs(base + links @ found - found).max(initial=0)
    scale = max(np.abs(base).max(initial=0), np.abs(found).max(initial=0))
    if not np.isfinite(found).all() or off > _GOOD * scale:
        raise ConvergenceError(
            f"the payments of {base.size} parties that hang on one another cannot be told from rounding errors "
            f"(off by {off:.2g} of {scale:.2g}): nearly all they get goes back to the same group. "
            "Give the group's own assets or debts to the outside more exactly, or leave out amounts that are tiny."
        )
    return found


def dense(links: Any) -> Floats:  # noqa: ANN401 - as above
    """As an array."""
    return links if isinstance(links, np.ndarray) else np.asarray(links.toarray())


def _directly(links: Any, base: Floats) -> Floats:  # noqa: ANN401 - as above
    try:
        if base.size <= _DENSE:
            matrix = np.eye(base.size) - dense(links)
            found = np.linalg.solve(matrix, base)
            return np.asarray(found + np.linalg.solve(matrix, base + links @ found - found))
        from scipy.sparse import csc_array, eye_array  # noqa: PLC0415 - slow to import
        from scipy.sparse.linalg import splu  # noqa: PLC0415

        factors = splu(csc_array(eye_array(base.size) - links))
        found = factors.solve(base)
        return np.asarray(found + factors.solve(base + links @ found - found))
    except (np.linalg.LinAlgError, RuntimeError):  # singular
        return np.full(base.size, np.nan)


def swept(links: Any, base: Floats, *, tolerance: float = 1e-12, sweeps: int = _SWEEPS) -> Floats:  # noqa: ANN401
    """The solution by sweeps from ``base``, until what is still to come is below ``tolerance`` of each.

    What still comes is judged by the last change times r / (1 - r), r being the largest ratio of late changes.

    Raises:
        ConvergenceError: the sweeps were too few.
    """
    found, rest = base, Rest()
    for _ in range(sweeps):
        moved = base + links @ found
        with np.errstate(invalid="ignore", divide="ignore"):
            change = np.abs(moved - found) / np.abs(moved)
        rest.see(float(np.nanmax(change, initial=0)))
        found = moved
        if rest.to_come <= tolerance:
            return np.asarray(found)
    raise ConvergenceError(
        f"the payments of {base.size} parties were not found in {sweeps:,} sweeps: the last still changed one by "
        f"{rest.change:.2g} of itself, for nearly all that they get goes round among them. Clear a smaller part of "
        f"the network (up to {_DIRECT:,} defaulters are solved directly), or add debts to the outside that are missing."
    )
