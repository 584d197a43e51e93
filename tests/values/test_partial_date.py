"""Dates keep their precision."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dawra.values import PartialDate


@pytest.mark.parametrize(
    ("iso", "start", "end"),
    [
        ("2027", "2027-01-01", "2028-01-01"),
        ("2027-H2", "2027-07-01", "2028-01-01"),
        ("2027-Q3", "2027-07-01", "2027-10-01"),
        ("2027-12", "2027-12-01", "2028-01-01"),
        ("2028-02-29", "2028-02-29", "2028-03-01"),
        ("2030/2033", "2030-01-01", "2034-01-01"),
    ],
)
def test_a_coarse_date_is_the_interval_it_names(iso: str, start: str, end: str) -> None:
    """Half-open, in days."""
    when = PartialDate(iso)
    assert (when.start.isoformat(), when.end.isoformat()) == (start, end)


@pytest.mark.parametrize(
    "iso", ["", "27", "2027-13", "2027-02-30", "2027-Q5", "2027-6", "2033/2030", "2030/2030", "2030/9999", "next year"]
)
def test_what_is_no_date_is_refused(iso: str) -> None:
    """Nothing is invented."""
    with pytest.raises(ValueError, match=r".+"):
        PartialDate(iso)


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_a_day_is_one_day(day: date) -> None:
    """Its interval is the day itself."""
    when = PartialDate.of_day(day)
    assert when.is_day
    assert when.end - when.start == timedelta(days=1)
