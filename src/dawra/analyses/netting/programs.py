"""The two figures of `bounds` that need a linear program: HiGHS, in floats, to about nine digits.

Both look at single legs, not at pairs, since several legs may share one sum.
"""

from typing import Any, Final

import numpy as np

from dawra.analyses.netting.box import Box

_LARGEST: Final = 20_000
"""Legs of the largest program solved; HiGHS needs some ten seconds for 10^5 (`speed.md`)."""


def most_circulation(box: Box) -> float:
    """The largest circulation at the greatest amounts, in minor units, when legs that share a sum keep to it.

    Only for a box in which it is not without limit.
    """
    parts = _Parts(box)
    found = _greatest(
        np.ones(parts.legs),
        A_ub=parts.joint,
        b_ub=parts.totals,
        A_eq=parts.balance,
        b_eq=np.zeros(parts.parties),
        bounds=[(0, high if np.isfinite(high) else None) for high in parts.high],
    )
    return round(found * parts.unit)


def most_ratio(box: Box) -> tuple[float, bool]:
    """The greatest ratio C / G, and whether it is tight; else it is a valid upper bound.

    A linear-fractional program: with everything scaled by s = 1 / sum a it is the LP max sum f' with sum a' =
    1, s * low <= a' <= s * high, 0 <= f' <= a', f' a circulation (Charnes, Cooper 1962). Amounts without
    limit are met in the closure, at s = 0.
    """
    from scipy import sparse  # noqa: PLC0415 - slow to import

    if all(moved.high == 0 for _, moved in box.legs):
        return 0.0, True
    if len(box.legs) > _LARGEST:
        return 1.0, False
    parts = _Parts(box)
    one, limited = sparse.identity(parts.legs, format="csr"), np.isfinite(parts.high)
    row = np.ones((1, parts.legs))
    # Columns: flows f', amounts a', the scale s.
    at_most_zero = sparse.bmat(
        [
            [one, -one, None],
            [None, -one, parts.low[:, None]],
            [None, one[limited], -parts.high[limited][:, None]],
            [None, parts.joint, -parts.totals[:, None]],
        ]
    )
    equal = sparse.bmat([[parts.balance, None, None], [None, row, np.zeros((1, 1))]])
    found = _greatest(
        np.concatenate([row[0], np.zeros(parts.legs + 1)]),
        A_ub=at_most_zero,
        b_ub=np.zeros(at_most_zero.shape[0]),
        A_eq=equal,
        b_eq=np.concatenate([np.zeros(parts.parties), [1.0]]),
        bounds=(0, None),
    )
    return min(1.0, max(0.0, found)), True


class _Parts:
    """The matrices of a box: parties by legs, shared sums by legs; amounts in units of the largest."""

    def __init__(self, box: Box) -> None:
        from scipy import sparse  # noqa: PLC0415 - slow to import

        self.legs, self.parties = len(box.legs), box.arcs.size
        self.unit = float(max(moved.high or moved.low for _, moved in box.legs) or 1)
        self.low = np.array([moved.low / self.unit for _, moved in box.legs])
        self.high = np.array([np.inf if moved.high is None else moved.high / self.unit for _, moved in box.legs])
        self.totals = np.array([total / self.unit for total, _ in box.joint])
        pair, leg = np.array([number for number, _ in box.legs]), np.arange(self.legs)
        self.balance = sparse.csr_matrix(
            (
                np.repeat([1.0, -1.0], self.legs),
                (np.concatenate([box.arcs.tail[pair], box.arcs.head[pair]]), np.tile(leg, 2)),
            ),
            (self.parties, self.legs),
        )
        shared = [(group, place) for group, (_, places) in enumerate(box.joint) for place in places]
        groups, places = np.array(shared, dtype=np.int64).reshape(-1, 2).T
        self.joint = sparse.csr_matrix((np.ones(groups.size), (groups, places)), (len(box.joint), self.legs))


def _greatest(gain: Any, **constraints: Any) -> float:  # noqa: ANN401 - scipy has no types
    from scipy.optimize import linprog  # noqa: PLC0415 - slow to import

    answer = linprog(-gain, method="highs", **constraints)
    if answer.status != 0:
        raise ArithmeticError(f"the linear program was not solved: {answer.message}")
    return float(-answer.fun)
