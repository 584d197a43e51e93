"""Money that moves in steps, each when a milestone is reached: a leg becomes one leg for each (methods §1).

A milestone is drawn, not assumed: which were reached is for the caller to say, and what hangs on the others does
not move. In a figure at face value all of them count.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from dawra.flows.leg import Leg
from dawra.flows.schedule import divided

_ALL = Fraction(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """A step of a schedule: on ``day`` the ``share`` of the money moves, with ``probability``."""

    day: date
    share: Fraction
    probability: Fraction = _ALL

    def __post_init__(self) -> None:
        for name, value in (("share", self.share), ("probability", self.probability)):
            if not 0 <= value <= 1:
                raise ValueError(f"the {name} of a milestone is {value}: it lies from 0 to 1")


def instalments(leg: Leg, milestones: Sequence[Milestone], reached: Sequence[bool] | None = None) -> list[Leg]:
    """The steps of ``leg`` in the order of their days; ``reached`` says which came about, None that all did.

    The amounts of all steps sum exactly to those of the leg, the residue of rounding in the last (INV-1.1).

    Raises:
        ValueError: the shares do not sum to 1, or ``reached`` is not one answer for each milestone.
    """
    _check(milestones)
    told = [True] * len(milestones) if reached is None else list(reached)
    if len(told) != len(milestones):
        raise ValueError(f"{len(told)} answers for {len(milestones)} milestones: say of each whether it was reached")
    order = sorted(range(len(milestones)), key=lambda place: milestones[place].day)
    shares = [milestones[place].share for place in order]
    # The least amount and what each further end adds are divided one by one, so that no step has its ends crossed.
    low = divided(leg.low, shares, leg.low)
    point = _summed(low, divided(leg.point - leg.low, shares, leg.point - leg.low))
    high = None if leg.high is None else _summed(point, divided(leg.high - leg.point, shares, leg.high - leg.point))
    total = None if leg.total is None else divided(leg.total, shares, leg.total)
    return [
        replace(
            leg,
            low=low[step],
            point=point[step],
            high=None if high is None else high[step],
            total=None if total is None else total[step],
            start=milestones[place].day,
            end=None,
            coarse=False,
        )
        for step, place in enumerate(order)
        if told[place]
    ]


def expected_amount(leg: Leg, milestones: Sequence[Milestone]) -> Fraction:
    """The mean of what moves, in minor units, each milestone reached with its own probability.

    Raises:
        ValueError: the shares do not sum to 1.
    """
    _check(milestones)
    return leg.point * sum((one.share * one.probability for one in milestones), Fraction(0))


def _check(milestones: Sequence[Milestone]) -> None:
    if (total := sum((one.share for one in milestones), Fraction(0))) != 1:
        raise ValueError(f"the shares of the milestones sum to {total}: a schedule runs from 0 to 1")


def _summed(ones: Sequence[int], others: Sequence[int]) -> list[int]:
    return [one + other for one, other in zip(ones, others, strict=True)]
