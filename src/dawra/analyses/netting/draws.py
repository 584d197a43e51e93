"""What goes round on average, when each deal may or may not come about (methods §1 and §2, "Uncertain status").

A deal comes about with the probability of its status, independently of the others, and brings all its legs or
none: one draw for a deal, not for a leg. Where the legs of one deal stand at several statuses, its one draw
decides on all of them, and a firmer leg is there whenever a less firm one is. Weighting the amounts instead
would overstate what goes round: E[C(A)] <= C(E[A]) (T2.6).

The mean gross is linear, hence exact. The mean circulation and ratio are exact where the outcomes can be told
apart (`outcomes`): always with up to `FEW` uncertain deals on the circles of a small network, and often with
more. Else they are means of seeded draws, with their standard errors.

What it does not show: deals that hang on one another, and amounts that are ranges, which count with their
points.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

import numpy as np

from dawra.analyses.circulation import Arcs, Floats, arcs_of, effort, whole
from dawra.analyses.netting.mean_ratio import mean_ratio
from dawra.analyses.netting.outcomes import outcomes
from dawra.analyses.netting.uncertain import Core, Varying
from dawra.flows import Network
from dawra.values import StatusProbabilities

DRAWS: Final = 10_000
FEWEST: Final = 200
"""Fewer draws than these say little: the means are left out."""
FEW: Final = 20
SEED: Final = 1
QUANTILES: Final = (0.05, 0.5, 0.95)

_SMALL: Final = 64
_EVERY: Final = 2 ** (FEW + 1)
_WORK: Final = 3_000_000
"""Steps (`effort`) for drawing: seconds. A third of them goes first into telling outcomes apart."""
_CHUNK: Final = 1000
_HAIR: Final = 1e-12


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """Means over draws of the deals, in minor units, and how they were found.

    ``method`` is ``exact`` or ``sampled``, ``draws`` how many outcomes were told apart or drawn, ``uncertain``
    how many deals may or may not come about. ``standard_error`` is that of the means of circulation and ratio, 0
    where exact. ``quantiles`` are those of the circulation: the least value that it does not exceed with that
    probability. All but the gross are None where finding them was too much work.
    """

    gross: float
    circulation: float | None
    ratio: float | None
    method: str
    draws: int
    uncertain: int
    standard_error: Mapping[str, float] | None
    quantiles: Mapping[float, float] | None


def expected(net: Network, probabilities: StatusProbabilities, *, draws: int = DRAWS, seed: int = SEED) -> Expected:
    """Mean gross, circulation and ratio of ``net`` over draws of its deals by their status.

    Where outcomes are too many to be told apart, they are drawn by ``seed``, at most ``draws`` times.
    """
    certain, deals = _deals(net, probabilities)
    core = Core.of(certain, deals)
    gross = float(core.certain + sum(deal.mean for deal in deals))
    affordable = _WORK // effort(core.arcs.tail.size)
    few = core.matter <= FEW and core.arcs.tail.size <= _SMALL
    if found := outcomes(core, most=_EVERY if few else affordable // 3):
        return Expected(
            gross=gross,
            circulation=float(found.chance @ found.circulation),
            ratio=mean_ratio(found, core),
            method="exact",
            draws=found.chance.size,
            uncertain=len(deals),
            standard_error={"circulation": 0.0, "ratio": 0.0},
            quantiles=_quantiles(found.circulation, found.chance),
        )
    draws = min(draws, affordable)
    if draws < FEWEST:
        return Expected(
            gross=gross,
            circulation=None,
            ratio=None,
            method="sampled",
            draws=0,
            uncertain=len(deals),
            standard_error=None,
            quantiles=None,
        )
    circulation, ratio = _sampled(core, draws, seed)
    return Expected(
        gross=gross,
        circulation=float(circulation.mean()),
        ratio=float(ratio.mean()),
        method="sampled",
        draws=draws,
        uncertain=len(deals),
        standard_error={"circulation": _error(circulation), "ratio": _error(ratio)},
        quantiles=_quantiles(circulation, np.full(draws, 1 / draws)),
    )


def _deals(net: Network, probabilities: StatusProbabilities) -> tuple[Arcs, list[Varying]]:
    """The arcs with what is certain on them, and the uncertain deals, in an order that no row's place changes."""
    arcs = arcs_of(net)
    certain = [0] * len(net.pairs)
    legs: dict[tuple[str, int, int], list[tuple[Fraction, int, int]]] = defaultdict(list)
    for number, pair in enumerate(net.pairs):
        for place, moved in enumerate(sorted(pair.legs, key=lambda moved: (moved.leg.status, moved.point))):
            chance = probabilities.of(moved.leg.status)
            if chance == 1:
                certain[number] += moved.point
            elif chance and moved.point:
                # A leg that names no deal is a deal of its own.
                key = (moved.leg.deal, 0, 0) if moved.leg.deal else ("", number, place)
                legs[key].append((chance, number, moved.point))
    sure = Arcs(arcs.size, arcs.tail, arcs.head, whole(certain))
    return sure, [Varying.of_deal(legs[key]) for key in sorted(legs)]


def _sampled(core: Core, draws: int, seed: int) -> tuple[Floats, Floats]:
    """Circulation and ratio of each draw; like outcomes are solved once."""
    rng = np.random.default_rng(seed)
    gross = np.full(draws, core.certain, dtype=whole([core.greatest]).dtype)
    levels = np.empty((draws, len(core.varying)), dtype=np.int64)
    for number, one in enumerate((*core.varying, *core.others)):
        reached = one.levels(rng.random(draws))
        gross += np.array(one.gross, dtype=gross.dtype)[reached]
        if number < len(core.varying):
            levels[:, number] = reached
    kinds, place = np.unique(levels, axis=0, return_inverse=True)
    chunks = (core.capacities(kinds[start : start + _CHUNK]) for start in range(0, len(kinds), _CHUNK))
    solved = [float(core.solver.total(capacity)) for chunk in chunks for capacity in chunk]
    circulation = np.array(solved)[place.reshape(-1)]
    return circulation, np.divide(circulation, gross.astype(float), out=np.zeros(draws), where=circulation > 0)


def _error(values: Floats) -> float:
    """The standard error of the mean."""
    return float(values.std(ddof=1) / np.sqrt(values.size))


def _quantiles(values: Floats, chance: Floats) -> dict[float, float]:
    """Order statistics; a hair of slack, since probabilities are summed in floats."""
    order = np.argsort(values, kind="stable")
    reached = np.cumsum(chance[order])
    places = np.searchsorted(reached, np.array(QUANTILES) - _HAIR)
    return {q: float(values[order[place]]) for q, place in zip(QUANTILES, places.tolist(), strict=True)}
