"""What cash moves before and after, ever or within the horizon."""

from collections.abc import Iterable, Sequence
from typing import Final

from dawra.analyses.scenarios.finding import Beside, Window
from dawra.flows import Leg, flow

EVER: Final[Window] = (None, None)


def money(base: Sequence[Leg], after: Sequence[Leg], window: Window) -> Beside:
    """The point amounts of all cash legs that move in the window."""
    sums = [
        sum(leg.point if window == EVER else _moved(leg, window) for leg in legs if leg.money == "cash")
        for legs in (base, after)
    ]
    return Beside(base=sums[0], shocked=sums[1])


def forth(legs: Iterable[Leg]) -> list[Leg]:
    """The legs without what goes back to financiers, which would count the same money twice."""
    return [leg for leg in legs if leg.layer != "ret"]


def _moved(leg: Leg, window: Window) -> int:
    """What moves of the point amount in the window; nothing where no date is known."""
    return 0 if leg.start is None else flow(leg, leg.point, *window)
