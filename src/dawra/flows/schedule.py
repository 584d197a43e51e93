"""When a leg's money moves: the cumulative share F(t), and whole minor units for each period (methods §1)."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from itertools import accumulate, pairwise

from dawra.flows.leg import Leg


def share(leg: Leg, day: date) -> Fraction:
    """F(t): the share of the leg's money that has moved before ``day``, from 0 to 1.

    A step on day d counts from the day after, since [a, b) takes in the day a and leaves out the day b.

    Raises:
        ValueError: the leg has no date.
    """
    if leg.start is None:
        raise ValueError(f"the leg {leg.from_party} to {leg.to_party} has no date, hence no schedule")
    if leg.end is None:
        return Fraction(day > leg.start)
    days, term = (day - leg.start).days, (leg.end - leg.start).days
    return Fraction(min(max(days, 0), term), term)


def portion(leg: Leg, start: date | None, end: date | None) -> Fraction:
    """The share of the leg's money that moves in ``[start, end)``, from 0 to 1; None is no bound."""
    before = share(leg, start) if start else Fraction(0)
    until = share(leg, end) if end else Fraction(1)
    return max(until - before, Fraction(0))


def flow(leg: Leg, amount: int, start: date | None, end: date | None) -> int:
    """What moves of ``amount`` in ``[start, end)``, to the nearest minor unit; None is no bound."""
    return round(amount * portion(leg, start, end))


def callable_in(leg: Leg, start: date | None, end: date | None) -> bool:
    """Whether contingent money may be called on some day of ``[start, end)``; None is no bound."""
    begins = leg.start is None or end is None or leg.start < end
    return begins and (leg.end is None or start is None or start < leg.end)


def parts(leg: Leg, amount: int, cuts: Sequence[date]) -> list[int]:
    """Divide what moves of ``amount`` from the first to the last of ``cuts`` over the periods between them.

    Every period gets its share to the nearest minor unit and the last with any gets the residue, so that a
    partition of the whole term sums exactly to the amount (INV-1.1).
    """
    if len(cuts) < 2 or any(a >= b for a, b in pairwise(cuts)):  # noqa: PLR2004 - a period has two ends
        raise ValueError("periods need at least two days, each after the one before")
    shares = [share(leg, b) - share(leg, a) for a, b in pairwise(cuts)]
    return divided(amount, shares, flow(leg, amount, cuts[0], cuts[-1]))


def divided(amount: int, shares: Sequence[Fraction], total: int) -> list[int]:
    """Each share of ``amount`` in whole minor units, which sum to ``total``, the rounded sum of them all.

    Every share is to the nearest minor unit, and the last that is not 0 gets the residue.
    """
    exact = [amount * one for one in shares]
    last = max((i for i, part in enumerate(exact) if part), default=0)
    nearest = [round(part) for part in exact]
    residue = total - sum(nearest)
    if abs(residue) * 100 <= exact[last]:
        nearest[last] += residue
        return nearest
    # A few cents over many periods: each share rounds the same way, and the residue would swamp the last
    # period or drive it below zero. Rounding the running sum keeps every period within one minor unit of its
    # share.
    running = [0, *(round(amount * moved) for moved in accumulate(shares))]
    return [b - a for a, b in pairwise([*running[:-1], total])]
