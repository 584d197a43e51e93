"""How likely is each default, and how large each loss, when deals may fail? (methods §7, and §8 for the draws).

A failed deal takes what hangs on it out of the outside assets of those who counted on it: one draw for a deal,
whomever it hits. Deals fail independently, or tied to one common cause (`common_shocks`). Independent deals whose
outcomes are no more than the draws asked for are told apart and weighted, not drawn: the figures are then exact. Like
outcomes are cleared once.

Where somebody's assets are unknown no figure is made up. Everything is worked out twice: with the least that each may
have, and with as much as it takes to pay in full. Defaults and losses fall as assets rise, so chances,
means and quantiles lie between the two.

What it does not show: deals that fail in part or late, failures that a default itself brings about, and where
probabilities and their correlation come from: they are the caller's.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from itertools import product
from math import isfinite, prod
from typing import Any, Final

import numpy as np

from dawra.analyses.circulation import Floats
from dawra.analyses.common_shocks import Flags, come_about
from dawra.analyses.contagion.many import clear_many, defaults, losses, owed
from dawra.analyses.contagion.obligations import Number, Obligations
from dawra.analyses.contagion.system import floats
from dawra.errors import InputError

DRAWS: Final = 10_000
SEED: Final = 1
QUANTILES: Final = (0.5, 0.9, 0.95, 0.99)

_HAIR: Final = 1e-12


@dataclass(frozen=True, slots=True, kw_only=True)
class DealFailure:
    """A deal that fails with probability ``chance``, and what each party then has less, in minor units.

    Raises:
        InputError: a chance outside [0, 1], or a loss below 0 or not finite.
    """

    deal: str
    chance: Fraction | float
    losses: Mapping[str, Number]

    def __post_init__(self) -> None:
        if not (isfinite(self.chance) and 0 <= self.chance <= 1):
            raise InputError(f"the chance that {self.deal!r} fails is {self.chance}: write a number from 0 to 1.")
        for party, amount in self.losses.items():
            if not (isfinite(amount) and amount >= 0):
                raise InputError(f"{party!r} loses {amount} where {self.deal!r} fails: write a number, not below 0.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """A sum of money over all outcomes: its mean, that mean's standard error (0 where exact), and quantiles.

    A quantile is an order statistic: the least value that is not exceeded with that probability.
    """

    mean: float
    standard_error: float
    quantiles: Mapping[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Struck:
    """One party: how likely it is to default, what its debtors leave it short of, and what it leaves unpaid itself.

    ``standard_error`` is that of ``default``, 0 where exact.
    """

    party: str
    default: float
    standard_error: float
    loss: Spread
    unpaid: Spread


@dataclass(frozen=True, slots=True, kw_only=True)
class Shocked:
    """Everyone by name, and ``unpaid``, all that is left unpaid in an outcome.

    ``method`` is ``exact`` or ``sampled``, ``draws`` how many outcomes were weighted or drawn, ``distinct`` how many
    of them differ. ``parties`` and ``unpaid`` hold with the least assets that each may have; where some are unknown,
    ``at_best`` and ``unpaid_at_best`` with as much as it takes to pay in full, else they are empty and None.
    """

    currency: str | None
    method: str
    draws: int
    distinct: int
    seed: int
    correlation: float
    parties: tuple[Struck, ...]
    unpaid: Spread
    at_best: tuple[Struck, ...]
    unpaid_at_best: Spread | None

    def __getitem__(self, party: str) -> Struck:
        return next(one for one in self.parties if one.party == party)


def shocked(
    obligations: Obligations,
    failures: Sequence[DealFailure],
    *,
    draws: int = DRAWS,
    correlation: Fraction | float = 0,
    seed: int = SEED,
    alpha: float = 1.0,
    beta: float = 1.0,
    threads: int = 2,
) -> Shocked:
    """Draw which deals fail, clear each outcome, and count.

    The same seed gives the same figures to the last bit, in whatever order the deals are given.

    Raises:
        InputError: fewer than two draws, a deal named twice, a loss of somebody who is not there, more losses than
            assets, or what `clear_many` refuses.
        ConvergenceError: an outcome that cannot be cleared.
    """
    failures = sorted(failures, key=lambda failure: failure.deal)
    lost = _lost(obligations, failures)
    if draws < 2:  # noqa: PLR2004 - one draw has no standard error
        raise InputError(f"{draws} draws: write 2 or more.")
    outcomes = _outcomes(failures, draws, correlation, seed)
    low = floats([obligations.least_assets(party) for party in obligations.parties])
    unknown = np.isin(obligations.parties, obligations.unknown)
    _covered(obligations, low, unknown, lost)
    clear = partial(clear_many, obligations, alpha=alpha, beta=beta, threads=threads)
    poor = np.maximum(low - outcomes.failed @ lost, 0)
    parties, unpaid = _counted(obligations, outcomes, clear(poor))
    best: tuple[Struck, ...] = ()
    unpaid_at_best = None
    if obligations.unknown:
        rich = np.where(unknown, low + owed(obligations), poor)
        best, unpaid_at_best = _counted(obligations, outcomes, clear(rich))
    return Shocked(
        currency=obligations.currency,
        method="sampled" if outcomes.drawn else "exact",
        draws=outcomes.drawn or len(outcomes.chance),
        distinct=len(outcomes.chance),
        seed=seed,
        correlation=float(correlation),
        parties=parties,
        unpaid=unpaid,
        at_best=best,
        unpaid_at_best=unpaid_at_best,
    )


@dataclass(frozen=True, slots=True)
class _Outcomes:
    """Which deals fail in each outcome, how likely it is, and how many were drawn: 0 where these are all."""

    failed: Flags
    chance: Floats
    drawn: int


def _outcomes(failures: Sequence[DealFailure], draws: int, correlation: Fraction | float, seed: int) -> _Outcomes:
    """All outcomes where deals are independent and outcomes no more than draws, else those that were drawn."""
    chances = [Fraction(failure.chance) for failure in failures]
    if not correlation and 2 ** len(failures) <= draws:
        every = list(product((False, True), repeat=len(failures)))
        weights = [
            prod((p if fails else 1 - p for p, fails in zip(chances, row, strict=True)), start=Fraction(1))
            for row in every
        ]
        kept = [number for number, weight in enumerate(weights) if weight]
        failed = np.array(every, dtype=np.bool_).reshape(len(every), len(failures))
        return _Outcomes(failed[kept], floats([weights[number] for number in kept]), 0)
    drawn = come_about(chances, draws, correlation=correlation, seed=seed)
    distinct, counts = np.unique(drawn, axis=0, return_counts=True)
    return _Outcomes(distinct, counts / draws, draws)


def _lost(obligations: Obligations, failures: Sequence[DealFailure]) -> Floats:
    """What each party (column) has less where a deal (row) fails."""
    place = {party: number for number, party in enumerate(obligations.parties)}
    table: list[list[Any]] = [[0] * len(place) for _ in failures]
    seen: set[str] = set()
    for row, failure in zip(table, failures, strict=True):
        if failure.deal in seen:
            raise InputError(f"the deal {failure.deal!r} fails twice: give all that hangs on it once.")
        seen.add(failure.deal)
        for party, amount in failure.losses.items():
            if party not in place:
                raise InputError(f"{party!r} loses where {failure.deal!r} fails, but has, owes and is owed nothing.")
            row[place[party]] = amount
    return floats([amount for row in table for amount in row]).reshape(len(failures), len(place))


def _covered(obligations: Obligations, low: Floats, unknown: Any, lost: Floats) -> None:  # noqa: ANN401 - a mask
    """Refuse to lose what nobody has: outside assets end at 0."""
    over = ~unknown & (lost.sum(axis=0) > low * (1 + _HAIR))
    for number in np.flatnonzero(over).tolist():
        raise InputError(
            f"if all deals fail, {obligations.parties[number]!r} loses {lost[:, number].sum():,.0f} of outside assets "
            f"of {low[number]:,.0f}: only what was counted among them can be lost."
        )


def _counted(obligations: Obligations, outcomes: _Outcomes, paid: Floats) -> tuple[tuple[Struck, ...], Spread]:
    fails, loss = defaults(obligations, paid), losses(obligations, paid)
    missing = owed(obligations) - paid
    struck = []
    for number, party in enumerate(obligations.parties):
        default, error = _mean(fails[:, number].astype(np.float64), outcomes)
        struck.append(
            Struck(
                party=party,
                default=default,
                standard_error=error,
                loss=_spread(loss[:, number], outcomes),
                unpaid=_spread(missing[:, number], outcomes),
            )
        )
    return tuple(struck), _spread(missing.sum(axis=1), outcomes)


def _spread(values: Floats, outcomes: _Outcomes) -> Spread:
    """Mean, its error, and order statistics; a hair of slack, since chances are summed in floats."""
    mean, error = _mean(values, outcomes)
    order = np.argsort(values, kind="stable")
    places = np.searchsorted(np.cumsum(outcomes.chance[order]), np.array(QUANTILES) - _HAIR)
    found = {q: float(values[order[place]]) for q, place in zip(QUANTILES, places.tolist(), strict=True)}
    return Spread(mean=mean, standard_error=error, quantiles=found)


def _mean(values: Floats, outcomes: _Outcomes) -> tuple[float, float]:
    """The weighted mean and its standard error, 0 where these are all outcomes."""
    mean = float(outcomes.chance @ values)
    if not outcomes.drawn:
        return mean, 0.0
    return mean, float(np.sqrt(outcomes.chance @ (values - mean) ** 2 / (outcomes.drawn - 1)))
