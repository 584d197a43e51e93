"""Money that moves only if something happens: guarantees, backstops, promises to buy what nobody else buys.

A contingent leg stands in X alone, with its amount, the party whose shortfall calls it, and the days between which
it may be called. Called, it pays the lesser of the shortfall and what is left of it, and that is cash of its own,
which joins M (methods §1).
"""

from dataclasses import replace
from datetime import date, timedelta

from dawra.flows.leg import Leg
from dawra.flows.schedule import callable_in


def called(leg: Leg, shortfall: int, on: date, *, drawn: int = 0) -> Leg | None:
    """The cash that a contingent leg pays its creditor on a day; None where it pays nothing.

    ``shortfall`` and ``drawn``, what was called before, are minor units of the leg's currency. An amount that is
    a range pays a range; one without limit, or that nobody stated, pays up to the whole shortfall.

    Raises:
        ValueError: the leg is not contingent, or a sum is below 0.
    """
    if leg.money != "contingent":
        raise ValueError(f"a {leg.money} leg cannot be called: only contingent money waits for a shortfall")
    if min(shortfall, drawn) < 0:
        raise ValueError(f"a shortfall of {shortfall} with {drawn} drawn: neither can be below 0")
    if not callable_in(leg, on, on + timedelta(1)):
        return None
    low, point = (min(shortfall, max(amount - drawn, 0)) for amount in (leg.low, leg.point))
    high = shortfall if leg.high is None else min(shortfall, max(leg.high - drawn, 0))
    if not high:
        return None
    return replace(leg, money="cash", low=low, point=point, high=high, total=None, start=on, end=None, coarse=False)
