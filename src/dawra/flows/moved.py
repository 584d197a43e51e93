"""What a leg moves inside a window."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from dawra.flows.leg import Leg
from dawra.flows.schedule import callable_in, portion


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """What one leg moves inside the window, in minor units; ``high`` None means without limit.

    ``total`` is the most that it moves together with the legs that share its sum, None where it stands alone.
    """

    leg: Leg
    low: int
    point: int
    high: int | None
    total: int | None

    @property
    def is_part(self) -> bool:
        """Whether the window holds less than the leg."""
        return (self.point, self.high) != (self.leg.point, self.leg.high)


def moved_in(leg: Leg, start: date | None, end: date | None) -> Moved:
    """What ``leg`` moves in ``[start, end)``, None being no bound; all of it where it has no date."""
    if leg.start is None or (start is None and end is None):
        return _all_of(leg)
    part = Fraction(callable_in(leg, start, end)) if leg.money == "contingent" else portion(leg, start, end)
    if part == 1:
        return _all_of(leg)
    if part == 0:
        return Moved(leg=leg, low=0, point=0, high=0, total=0)
    # Without limit in all is without limit in every window that the leg reaches into.
    return Moved(
        leg=leg,
        low=round(leg.low * part),
        point=round(leg.point * part),
        high=None if leg.high is None else round(leg.high * part),
        total=None if leg.total is None else round(leg.total * part),
    )


def _all_of(leg: Leg) -> Moved:
    return Moved(leg=leg, low=leg.low, point=leg.point, high=leg.high, total=leg.total)
