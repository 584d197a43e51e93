"""How long a party's money lasts, and how much more it needs (methods §8).

Balance B(t) = opening + inflows - obligations + draws that come about. The *gap* is max(0, -min B(t)), the least extra
opening cash that keeps B at or above 0, since x more at the start shifts B by x. The *runway* ends on the first day
with B(t) < 0. A plan weighted by probabilities understates the need: the gap is convex in the flows, so that
E[gap] >= gap(E[flows]) (T8.1). So deals are drawn, each with all its movements, its funding and what it obliges to.

Where nobody knows the opening balance, there is no gap, but what the party *needs* at the start.

What it does not show: costs of which no deal tells, credit lines that could be opened, payments that could be put off.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Final

from dawra.analyses.liquidity.beside import Beside, beside
from dawra.analyses.liquidity.distribution import Distribution, distribution, gaps_of
from dawra.analyses.liquidity.drivers import Driver, drivers
from dawra.analyses.liquidity.outcomes import SAMPLES, Cases, cases
from dawra.analyses.liquidity.paths import Paths, Whole, first_below, needs, paths
from dawra.analyses.liquidity.plan import Plan
from dawra.analyses.liquidity.quarters import Quarter, quarters
from dawra.flows import Opening

SEED: Final = 0
FEWEST: Final = 100
"""Fewer draws than these say nothing of a quantile of 95 per cent."""

Ends = tuple[float, float | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A plan in one case, in minor units; the mean of all flows is a fraction.

    ``needs`` is the opening balance that would do, ``gap`` what the party's own lacks of it, None where nobody knows
    the opening; ``runway`` is the first day that ends below nothing, None where none does or nobody knows.
    """

    needs: int | Fraction
    gap: int | Fraction | None
    runway: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Runway:
    """How a plan holds.

    ``cases`` are ``all`` (every deal comes about), ``without_draws`` (none does that might bring money in) and
    ``weighted`` (every movement times its probability: less than the mean of ``distribution``). ``ranges`` hold for
    amounts that are no single sums, the upper end None without limit: of ``gap`` and ``needs`` if all comes
    about, of ``probability`` and ``mean`` over what may; ``stated_ranges`` take amounts without limit as their
    stated number at most, and are empty where there are none. ``loose`` are deals with such amounts both in and out,
    so that the ranges hold but may be wider than need be. ``beside`` is what the party says that it spends.
    """

    plan: Plan
    cases: Mapping[str, Case]
    ranges: Mapping[str, Ends]
    stated_ranges: Mapping[str, Ends]
    distribution: Distribution
    quarters: tuple[Quarter, ...]
    drivers: tuple[Driver, ...]
    loose: tuple[str, ...]
    beside: tuple[Beside, ...]

    @property
    def gap(self) -> int | None:
        """What is missing if every deal comes about, in minor units; None where nobody knows the opening."""
        gap = self.cases["all"].gap
        return None if gap is None else int(gap)

    @property
    def needs(self) -> int:
        """The opening balance that would do if every deal comes about, in minor units."""
        return int(self.cases["all"].needs)

    @property
    def runway(self) -> date | None:
        """The first day that ends below nothing if every deal comes about."""
        return self.cases["all"].runway


def runway(plan: Plan, *, seed: int = SEED, samples: int = SAMPLES) -> Runway:
    """The gap and the runway of ``plan``, and what drives them.

    Up to twenty uncertain deals that are independent every case is looked at; else ``samples`` are drawn by ``seed``.

    Raises:
        ValueError: fewer than `FEWEST` samples.
    """
    if samples < FEWEST:
        raise ValueError(f"{samples} samples say too little: draw at least {FEWEST}")
    if plan.opening == Opening():
        # At least nothing and without limit: nobody knows.
        plan = replace(plan, opening=None)
    opening = plan.opening.point if plan.opening else None
    found = paths(plan)
    seen = cases(found, opening, correlation=float(plan.correlation), seed=seed, samples=samples)
    whole, boundless = found.all(), any(one.high is None for one in plan.moving)
    return Runway(
        plan=plan,
        cases={
            "all": _case(found, whole, opening),
            "without_draws": _case(found, found.without_draws(), opening),
            "weighted": _case(found, found.weighted(), opening),
        },
        ranges=_ranges(plan, seen, seed, samples),
        stated_ranges=_ranges(plan.limited(), seen, seed, samples) if boundless else {},
        distribution=distribution(seen, opening, plan.start, plan.end),
        quarters=quarters(plan, found, whole),
        drivers=drivers(plan, found, seen, seed=seed),
        loose=_loose(plan),
        beside=beside(plan),
    )


def _case(found: Paths, path: Sequence[Whole], opening: int | None) -> Case:
    needed = needs(path)
    if opening is None:
        return Case(needs=needed, gap=None, runway=None)
    missing: int | Fraction = needed - opening
    return Case(needs=needed, gap=max(missing, 0), runway=first_below(found.days, path, opening))


def _ranges(plan: Plan, seen: Cases, seed: int, samples: int) -> dict[str, Ends]:
    """Least and greatest of each figure: the gap never falls when less comes in or more goes out."""
    ends = {at: _end(plan, at, seen, seed, samples) for at in ("most", "least")}
    return {name: (ends["most"][name] or 0, ends["least"][name]) for name in ends["most"]}


def _end(plan: Plan, at: str, seen: Cases, seed: int, samples: int) -> dict[str, float | None]:
    """The figures at one end of all amounts; None without limit."""
    found = paths(plan, at)
    opening = None
    if plan.opening is not None:
        opening = plan.opening.low if at == "least" else plan.opening.high
    needed, endless = needs(found.all()), found.boundless
    if all(one.is_exact for one in plan.moving):
        needs_of = seen
    else:
        needs_of = cases(found, None, correlation=float(plan.correlation), seed=seed, samples=samples)
    told: dict[str, float | None] = {}
    if plan.opening is not None:
        told["gap"] = 0 if opening is None else None if endless else max(needed - opening, 0)
    told["needs"] = None if endless else needed
    gaps = gaps_of(needs_of.needs, opening)
    none = plan.opening is not None and opening is None
    told["probability"] = 0.0 if none else min(float(needs_of.chance[gaps > 0].sum()), 1.0)
    told["mean"] = 0.0 if none else None if endless else float(needs_of.chance @ gaps)
    return told


def _loose(plan: Plan) -> tuple[str, ...]:
    """Deals whose uncertain amounts come in and go out: both ends at once cannot be."""
    sides: dict[str, set[bool]] = {}
    for one in plan.moving:
        if one.deal and not one.is_exact:
            sides.setdefault(one.deal, set()).add(one.comes_in)
    return tuple(sorted(deal for deal, ways in sides.items() if len(ways) > 1))
