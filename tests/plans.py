"""Small plans of one party, written out or drawn at random."""

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from dawra.analyses import Movement, Plan
from dawra.flows import Opening

START = date(2026, 1, 1)
END = date(2027, 1, 1)
QUARTERS = (START, date(2026, 4, 1), date(2026, 7, 1), date(2026, 10, 1), END)
HORIZON = 12
"""Days of a random plan."""
WHOLE = 60
"""Random amounts are multiples of it, so that every day of a term of up to six days has a whole share."""


def movement(side: str, amount: int, start: date = START, **fields: Any) -> Movement:  # noqa: ANN401 - any field
    """One sum on one day, unless said otherwise."""
    return Movement(**{"side": side, "low": amount, "point": amount, "high": amount, "start": start, **fields})


def exactly(amount: int) -> Opening:
    """A known balance."""
    return Opening(low=amount, high=amount)


def plan(*movements: Movement, opening: int | None = 0, **fields: Any) -> Plan:  # noqa: ANN401 - any field
    """The year 2026 of O in dollars."""
    return Plan(
        **{
            "party": "O",
            "currency": "USD",
            "start": START,
            "end": END,
            "opening": None if opening is None else exactly(opening),
            "movements": movements,
            **fields,
        }
    )


SPENT = tuple(
    movement("obligation", amount, first, end=last)
    for amount, first, last in zip((80, 100, 120, 150), QUARTERS, QUARTERS[1:], strict=False)
)
EX_8_3 = plan(
    *SPENT,
    movement("draw", 100, QUARTERS[2], deal="first", probability=Fraction(4, 5)),
    movement("draw", 225, QUARTERS[3], deal="second", probability=Fraction(1, 2)),
    opening=200,
)
"""EX-8.3 in tenths."""


@st.composite
def plans(draw: st.DrawFn, *, most: int = 5, exact: bool = True) -> Plan:
    """A plan of a few days with up to ``most`` movements among three deals and none, before, in and after it."""
    return plan(
        *draw(st.lists(_movements(exact=exact), max_size=most)),
        opening=draw(st.integers(0, 30)) * WHOLE,
        end=START + timedelta(days=HORIZON),
    )


@st.composite
def _movements(draw: st.DrawFn, *, exact: bool) -> Movement:
    first = START + timedelta(days=draw(st.integers(-4, HORIZON + 2)))
    days = draw(st.integers(0, 6))
    low = draw(st.integers(0, 40)) * WHOLE
    point = low if exact else low + draw(st.integers(0, 9)) * WHOLE
    high = low if exact else draw(st.none() | st.just(low + 9 * WHOLE))
    return Movement(
        side=draw(st.sampled_from(["inflow", "obligation", "draw"])),
        low=low,
        point=point,
        high=high,
        start=first,
        end=first + timedelta(days=days) if days else None,
        deal=draw(st.sampled_from(["", "a", "b", "c"])),
        probability=draw(st.sampled_from([Fraction(1), Fraction(4, 5), Fraction(1, 2), Fraction(0)])),
    )
