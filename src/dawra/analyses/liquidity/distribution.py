"""How likely a gap is, and how large: mean, quantiles, expected shortfall, and when the money runs out."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import numpy as np

from dawra.analyses.liquidity.outcomes import NEVER, Cases, Floats, Numbers
from dawra.analyses.liquidity.quarters import quarter_of

QUANTILES: Final = (0.5, 0.9, 0.95)
TAIL: Final = 0.95
"""Expected shortfall is the mean of what is worse than this share of all cases."""

_HAIR: Final = 1e-12


@dataclass(frozen=True, slots=True, kw_only=True)
class Spell:
    """How likely money runs out in ``[start, end)``, part of one quarter."""

    start: date
    end: date
    probability: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Distribution:
    """The gap over all that may come about, in minor units; of the opening need where nobody knows the opening.

    ``of`` is ``gap`` or ``needs``. ``method`` is ``exact`` (all ``cases``) or ``sampled`` (so many draws);
    ``uncertain`` is how many deals may or may not come about and matter. ``probability`` is that of any gap at all,
    ``variance`` that of the gap. ``quantiles`` are order statistics: the least value that the gap does not exceed with
    that probability. ``expected_shortfall`` is the mean of the worst cases beyond `TAIL`. ``standard_errors`` are
    those of ``mean`` and ``probability``, 0 where exact. ``runway`` is when money runs out, by quarter, None where the
    opening is not known.
    """

    of: str
    method: str
    cases: int
    uncertain: int
    probability: float
    mean: float
    variance: float
    quantiles: Mapping[float, int]
    expected_shortfall: float
    standard_errors: Mapping[str, float]
    runway: tuple[Spell, ...] | None


def distribution(found: Cases, opening: int | None, start: date, end: date) -> Distribution:
    """Put ``found`` together; ``start`` and ``end`` are those of the plan."""
    gaps = gaps_of(found.needs, opening)
    mean = float((found.chance @ gaps) / found.chance.sum())
    variance = max(float(found.chance @ (gaps - mean) ** 2), 0.0)
    probability = float(found.chance[gaps > 0].sum())
    drawn = 0 if found.exact else found.chance.size
    errors = {
        "mean": _error(variance, drawn),
        "probability": _error(probability * (1 - probability), drawn),
    }
    return Distribution(
        of="needs" if opening is None else "gap",
        method="exact" if found.exact else "sampled",
        cases=found.chance.size,
        uncertain=len(found.shape),
        probability=min(probability, 1.0),
        mean=mean,
        variance=variance,
        quantiles=_quantiles(found, opening or 0),
        expected_shortfall=_expected_shortfall(gaps, found.chance),
        standard_errors=errors,
        runway=None if found.below is None else _spells(found, start, end),
    )


def gaps_of(needs: Numbers, opening: int | None) -> Floats:
    """What is missing in each case, with nothing at the start where nobody knows what there was."""
    gaps: Floats = np.maximum(needs - (opening or 0), 0).astype(np.float64)
    return gaps


def _error(variance: float, drawn: int) -> float:
    """The standard error of a mean of ``drawn`` draws; 0 where all cases were looked at."""
    return float(np.sqrt(max(variance, 0) / drawn)) if drawn else 0.0


def _quantiles(found: Cases, opening: int) -> dict[float, int]:
    """Order statistics, whole minor units; a hair of slack, since probabilities are summed in floats."""
    order = np.argsort(found.needs, kind="stable")
    places = np.searchsorted(np.cumsum(found.chance[order]), np.array(QUANTILES) - _HAIR)
    last = order.size - 1
    needed = [int(found.needs[order[min(place, last)]]) for place in places.tolist()]
    return {q: max(value - opening, 0) for q, value in zip(QUANTILES, needed, strict=True)}


def _expected_shortfall(gaps: Floats, chance: Floats) -> float:
    """The mean of the worst cases, the last of them only in part where they would be too many (Acerbi, Tasche 2002)."""
    order = np.argsort(-gaps, kind="stable")
    worst, tail = chance[order], 1 - TAIL
    part = np.clip(tail - (np.cumsum(worst) - worst), 0, worst)
    return float(part @ gaps[order] / part.sum())


def _spells(found: Cases, start: date, end: date) -> tuple[Spell, ...]:
    """When money runs out, by quarter; a quarter in which it never does is left out."""
    assert found.below is not None  # noqa: S101 - asked only where the opening is known
    days, place = np.unique(found.below, return_inverse=True)
    sums = np.bincount(place.reshape(-1), weights=found.chance)
    chances: dict[tuple[date, date], float] = defaultdict(float)
    for day, chance in zip(days.tolist(), sums.tolist(), strict=True):
        if day != NEVER:
            chances[quarter_of(start + timedelta(days=day), start, end)] += chance
    return tuple(Spell(start=days[0], end=days[1], probability=chances[days]) for days in sorted(chances))
