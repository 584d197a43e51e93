"""Dates as written across the region."""

from datetime import date

import pytest

from dawra.documents.calendar_dates import find_dates

ANCHOR = date(2025, 12, 17)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Nov. 3, 2025", "2025-11-03"),
        ("3 November 2025", "2025-11-03"),
        ("3rd of November, 2025", "2025-11-03"),
        ("November 2025", "2025-11"),
        ("in 2027", "2027"),
        ("the 2030s", "2030"),
        ("until the early 2030s", "2030/2033"),
        ("mid-2030s", "2034/2036"),
        ("the late 2020s", "2027/2029"),
        ("حتى أوائل ثلاثينيات القرن الحالي", "2030/2033"),
        ("قبل مطلع ثلاثينيات القرن.", "2030/2033"),
        ("Q3 2025", "2025-Q3"),
        ("third quarter of 2026", "2026-Q3"),
        ("second half of 2026", "2026-H2"),
        ("2025-11-03", "2025-11-03"),
        ("03/11/2025", "2025-11-03"),
        ("on Dec 12", "2025-12-12"),
        ("on 5 January", "2026-01-05"),
        ("3 نوفمبر 2025", "2025-11-03"),
        ("3 تشرين الثاني 2025", "2025-11-03"),
        ("3 تشرين الثاني/نوفمبر 2025", "2025-11-03"),
        ("٣ نوفمبر ٢٠٢٥", "2025-11-03"),
        ("12 غشت 2024", "2024-08-12"),
        ("أيلول/سبتمبر 2025", "2025-09"),
        ("15 رمضان 1446هـ", "2025-03-15"),
        ("الربع الثالث من العام 2026", "2026-Q3"),
        ("بحلول 2030", "2030"),
    ],
)
def test_a_written_date_keeps_its_precision(text: str, iso: str) -> None:
    """A quarter stays a quarter; a missing year is the nearest one."""
    (found,) = find_dates(text)
    when = found.near(ANCHOR)
    assert when is not None
    assert when.iso == iso


@pytest.mark.parametrize("text", ["$2025 million", "2,025 people", "room 20255", "may help", "march on"])
def test_other_numbers_and_words_are_no_dates(text: str) -> None:
    """Sums, counts and verbs stay what they are."""
    assert find_dates(text) == []


@pytest.mark.parametrize("text", ["أوائل ثلاثينيات القرن الماضي", "مطلع عشرينيات القرن العشرين", "early 2035s"])
def test_a_decade_of_another_century_is_no_date_of_ours(text: str) -> None:
    """The thirties of the last century; and 2035 begins no decade."""
    assert [item for item in find_dates(text) if item.last] == []
