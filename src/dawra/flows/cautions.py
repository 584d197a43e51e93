"""What is in a figure and not quite certain: every measure says it of its legs with the same notices."""

from collections.abc import Collection, Iterator

from dawra.flows.leg import Leg
from dawra.flows.moved import Moved
from dawra.flows.notice import Notice

_OFF = frozenset({"denied", "terminated"})


def counted(code: str, moves: Collection[Moved]) -> Notice:
    """How many legs it is about, and what they move."""
    return Notice(code=code, count=len(moves), amount=sum(moved.point for moved in moves))


def timing_cautions(moves: Collection[Moved], *, windowed: bool, ordered: bool = False) -> Iterator[Notice]:
    """Legs on coarse dates, purchases in one step, sums of one period, and legs that hang on something.

    In a window a coarse date matters to the legs that it cuts, and a missing term to every purchase; where money
    has an order in time (``ordered``) both matter to all.
    """
    found = {
        "coarse-date": [moved for moved in moves if moved.leg.coarse and (ordered or moved.is_part)],
        "one-step": [moved for moved in moves if (windowed or ordered) and _is_bare_step(moved.leg)],
        "one-period": [moved for moved in moves if moved.leg.period],
        "open-condition": [moved for moved in moves if moved.leg.is_open],
    }
    yield from (counted(code, those) for code, those in found.items() if those)


def amount_cautions(moves: Collection[Moved]) -> Iterator[Notice]:
    """Amounts that are no stated sums, and legs of deals that are off."""
    for mark in ("ceiling", "floor", "unknown"):
        if count := sum(moved.leg.mark == mark for moved in moves):
            yield Notice(code=f"amount-{mark}", count=count)
    if off := [moved for moved in moves if moved.leg.status in _OFF]:
        yield counted("off", off)


def _is_bare_step(leg: Leg) -> bool:
    """Whether a purchase counts on one day only because nobody has told its term."""
    return leg.layer == "pur" and leg.money == "cash" and leg.status != "completed" and leg.end is None
