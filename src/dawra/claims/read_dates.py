"""When things happen: written dates, and those counted from the day of printing ("on Monday", أمس)."""

from dataclasses import dataclass
from datetime import date, timedelta

from dawra.claims.page import Page
from dawra.documents.calendar_dates import find_dates
from dawra.values import PartialDate

_WEEK = 7
_YEAR_MONTHS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention:
    """A date at tokens ``[first, last)``; ``relative`` where it hangs on the day of printing."""

    first: int
    last: int
    date: PartialDate
    start: int
    end: int
    relative: bool = False


def read_dates(page: Page) -> list[DateMention]:
    """All dates of a page, by place; what hangs on an unknown day of printing is left out."""
    printed = page.document.published
    anchor = date.fromisoformat(printed) if printed and len(printed) == len("2025-01-01") else None
    found = list(_written(page, anchor))
    if anchor is not None:
        taken = {index for item in found for index in range(item.first, item.last)}
        for hit in page.by_section["days"]:
            if hit.first not in taken and (day := _counted(hit.key, anchor)):
                span = page.span(hit.first, hit.last)
                found.append(
                    DateMention(
                        first=hit.first,
                        last=hit.last,
                        date=day,
                        start=span.start,
                        end=span.end,
                        relative=True,
                    )
                )
    return sorted(found, key=lambda item: item.first)


def _written(page: Page, anchor: date | None) -> list[DateMention]:
    found: list[DateMention] = []
    token = 0
    for written in find_dates(page.document.text):
        while token < len(page.tokens) and page.tokens[token].end <= written.start:
            token += 1
        last = token
        while last < len(page.tokens) and page.tokens[last].start < written.end:
            last += 1
        when = written.near(anchor)
        if when is not None and last > token:
            found.append(DateMention(first=token, last=last, date=when, start=written.start, end=written.end))
    return found


def _counted(key: str, anchor: date) -> PartialDate | None:
    unit, count = key[0], int(key[1:])
    if unit == "d":
        return PartialDate.of_day(anchor - timedelta(days=count))
    if unit == "w":
        return PartialDate.of_day(anchor - timedelta(days=(anchor.weekday() - count) % _WEEK))
    if unit == "m":
        months = anchor.year * _YEAR_MONTHS + anchor.month - 1 - count
        return PartialDate(f"{months // _YEAR_MONTHS:04}-{months % _YEAR_MONTHS + 1:02}")
    return PartialDate(f"{anchor.year - count:04}")
