"""A leg's money over time: every partition sums to the amount, to the minor unit."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.strategies import DAY, leg, scheduled_legs

from dawra.flows import Leg, flow, parts, share

CLOUD = leg("openai", "amazon", 38 * 10**11, start=date(2025, 11, 3), end=date(2032, 11, 3))
YEARS = [date(2025, 11, 3), *(date(year, 1, 1) for year in range(2026, 2033)), date(2032, 11, 3)]


def test_calendar_years_of_a_seven_year_contract() -> None:
    """EX-1.1: 38 billion over 2557 days, to the cent."""
    assert CLOUD.end is not None
    assert (CLOUD.end - YEARS[0]).days == 2557
    found = dict(zip((day.year for day in YEARS), parts(CLOUD, CLOUD.point, YEARS), strict=False))
    assert found[2025] == 87_680_876_027
    assert found[2026] == 542_432_538_131
    assert found[2028] == 543_918_654_673
    assert sum(found.values()) == 38 * 10**11
    assert flow(CLOUD, CLOUD.point, date(2026, 1, 1), date(2027, 1, 1)) == 542_432_538_131


@given(scheduled_legs(), st.sets(st.integers(-50, 1100), min_size=0, max_size=12))
def test_any_partition_sums_to_the_amount(one: Leg, inner: set[int]) -> None:
    """INV-1.1, and each period stays within a cent or the residue of its share."""
    cuts = [DAY - timedelta(60), *(DAY + timedelta(n) for n in sorted(inner)), DAY + timedelta(1200)]
    found = parts(one, one.point, cuts)
    assert sum(found) == one.point
    assert min(found) >= 0
    for part, start, end in zip(found, cuts, cuts[1:], strict=False):
        exact = one.point * (share(one, end) - share(one, start))
        assert abs(part - exact) <= max(Fraction(1), exact / 100)


@given(scheduled_legs(), st.sets(st.integers(-50, 1100), min_size=2, max_size=12), st.data())
def test_a_finer_clock_changes_no_total(one: Leg, days: set[int], data: st.DataObject) -> None:
    """INV-1.2."""
    fine = [DAY + timedelta(n) for n in sorted(days)]
    inner = data.draw(st.sets(st.sampled_from(fine)))
    coarse = sorted({fine[0], fine[-1], *inner})
    assert sum(parts(one, one.point, fine)) == sum(parts(one, one.point, coarse))


def test_a_few_cents_over_many_days_never_go_negative() -> None:
    """Rounding each day up would leave the last one below zero."""
    one = leg("A", "B", 1500, end=DAY + timedelta(2557))
    days = parts(one, one.point, [DAY + timedelta(n) for n in range(2558)])
    assert sum(days) == 1500
    assert set(days) == {0, 1}


def test_a_step_moves_on_its_day() -> None:
    """[a, b) has the day a and not the day b."""
    one = leg("A", "B", 100)
    assert share(one, DAY) == 0
    assert share(one, DAY + timedelta(1)) == 1
    assert flow(one, 100, DAY, DAY + timedelta(1)) == 100
    assert flow(one, 100, None, DAY) == 0
    assert flow(one, 100, DAY + timedelta(1), None) == 0


def test_a_linear_share_is_days_over_days() -> None:
    """F(t) is exact, from 0 to 1."""
    one = leg("A", "B", 100, end=DAY + timedelta(3))
    days = (-1, 0, 1, 2, 3, 9)
    assert [share(one, DAY + timedelta(n)) for n in days] == [0, 0, Fraction(1, 3), Fraction(2, 3), 1, 1]


def test_no_date_no_schedule() -> None:
    """A leg without a date cannot be put on a clock."""
    with pytest.raises(ValueError, match="no date"):
        share(leg("A", "B", 1, start=None), DAY)


@pytest.mark.parametrize("cuts", [[], [DAY], [DAY, DAY], [DAY, DAY - timedelta(1)]])
def test_periods_need_growing_days(cuts: list[date]) -> None:
    """Periods that do not follow one another are refused."""
    with pytest.raises(ValueError, match="periods"):
        parts(CLOUD, 1, cuts)
