"""The mean of C / G over draws of deals, where the outcomes of C are known (`outcomes`).

G also depends on deals that no circle needs, and those are too many to enumerate. But 1/G is the integral of
exp(-s G) over s > 0, and the mean of exp(-s G) is a product over the deals, since they are independent. So the
mean of C / G is one integral, of a smooth function.
"""

from typing import Final

import numpy as np

from dawra.analyses.circulation import Floats
from dawra.analyses.netting.outcomes import Outcomes
from dawra.analyses.netting.uncertain import Core, Varying

_STEP: Final = 0.25
"""Of the trapezoid rule in t = log s. The integrand is analytic for |Im t| < pi/2, so that the rule is wrong by
about exp(-2 pi (pi/2) / step) = 7e-18 (Trefethen, Weideman 2014)."""
_LEAST: Final = 1e-17
_LAST: Final = 45.0
"""exp(-45) is 3e-20: what lies beyond adds nothing."""
_BLOCK: Final = 4096


def mean_ratio(found: Outcomes, core: Core) -> float:
    """E[C / G], an outcome without any money counting 0; to about twelve digits."""
    round_ = found.circulation > 0
    if not round_.any():
        return 0.0
    # All sums in units of the greatest gross; the gross is no smaller than the circulation.
    unit = float(core.greatest)
    circulation, low, high = found.circulation[round_] / unit, found.low[round_], found.high[round_]
    smallest = max(float(circulation.min()), core.certain / unit)
    s = np.exp(np.arange(np.log(_LEAST), np.log(_LAST / smallest) + _STEP, _STEP))
    tables = [_log_means(one, s / unit) for one in core.varying]
    weight = np.zeros(s.size)
    for start in range(0, low.shape[0], _BLOCK):
        block = slice(start, start + _BLOCK)
        logs = np.zeros((circulation[block].size, s.size))
        for number, table in enumerate(tables):
            logs += table[low[block, number], high[block, number]]
        weight += circulation[block] @ np.exp(logs)
    rest = -s * (core.certain / unit) + sum(_log_means(one, s / unit)[0, -1] for one in core.others)
    return float(_STEP * (s * weight * np.exp(rest)).sum())


def _log_means(one: Varying, s: Floats) -> Floats:
    """The logarithm of E[exp(-s * gross); its level from low to high], by low, high and s."""
    logs = [np.log(float(p)) - s * float(gross) for p, gross in zip(one.chance, one.gross, strict=True)]
    found = np.full((len(logs), len(logs), s.size), -np.inf)
    for low, alone in enumerate(logs):
        found[low, low] = alone
        for high in range(low + 1, len(logs)):
            found[low, high] = np.logaddexp(found[low, high - 1], logs[high])
    return found
