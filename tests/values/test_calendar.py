"""Calendar periods: their first days, also where the calendar ends."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from dawra.values import next_period, period_edges, period_start

LENGTHS = st.sampled_from([1, 3, 6, 12])


@given(st.dates(), LENGTHS)
def test_a_day_lies_in_its_period(day: date, months: int) -> None:
    """And the period after it is the first that begins later."""
    first, later = period_start(day, months), next_period(day, months)
    assert first <= day
    assert (first.day, (first.month - 1) % months) == (1, 0)
    if later is None:
        assert day.year == date.max.year
    else:
        assert day < later
        assert ((later.year - first.year) * 12 + later.month - first.month, later.day) == (months, 1)


@given(st.dates(max_value=date(9990, 1, 1)), st.integers(0, 2000), LENGTHS)
def test_edges_cut_at_every_first_day(start: date, days: int, months: int) -> None:
    """Those between the two ends, and no other."""
    end = date.fromordinal(start.toordinal() + days)
    inside = (date.fromordinal(one) for one in range(start.toordinal() + 1, end.toordinal()))
    firsts = [day for day in inside if day == period_start(day, months)]
    assert period_edges(start, end, months) == [start, *firsts, end]
