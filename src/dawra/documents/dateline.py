"""What a plain text says of itself: its headline, its publisher, its day.

The headline is a short first line above the body. The day is the first full date in a line that is only a
dateline ("الرياض - 3 نوفمبر 2025", "Published: 17 December 2025") or that opens the body before a dash.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from dawra.documents.calendar_dates import find_dates

_HEAD_LINES = 6
_LONGEST_TITLE = 200
_LONGEST_DATELINE = 110
_OPENING = re.compile(r"^(?P<line>[^\n]{3,90}?)\s{0,9}(?:[-–—:]{1,2}|\.\.)\s{1,9}\S")
_AGENCY = re.compile(
    r"[(（]\s*(?P<name>رويترز|أ\s?ف\s?ب|د\s?ب\s?أ|واس|وام|قنا|كونا|بلومبرغ|الشرق|العربية|Reuters|AFP|AP|Bloomberg|CNBC|WAM|SPA|"
    r"Business Wire|PR Newswire|PRNewswire|BUSINESS WIRE|GLOBE NEWSWIRE)\s*[)）]",
    re.IGNORECASE,
)
_CREDIT = re.compile(r"[(/]\s*(?P<name>[^\W\d_][^()/\n]{1,18})\s*[)/]\s*(?:[-–—:]|\w)")
_LABEL = re.compile(
    r"^\s*(?:published(?:\s+(?:on|at))?|publisher|date|updated|posted(?:\s+on)?|source|by|نُ?شر(?:\s+في)?|تاريخ(?:\s+النشر)?|"
    r"المصدر|الناشر|آخر\s+تحديث|تحديث|كتب)\s*[:：]?\s*",
    re.IGNORECASE,
)
_PUBLISHER = re.compile(r"^\s*(?:publisher|source|المصدر|الناشر)\s*[:：]\s*(?P<name>[^\n|,،]{2,60})", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """What stands above or beside the text; None where nothing does."""

    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    published: str | None = None


def find_dateline(text: str) -> Dateline:
    """The headline, publisher and day that a plain text carries."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    head = lines[:_HEAD_LINES]
    return Dateline(title=_title(lines), publisher=_publisher(head), published=_published(head, lines[-2:]))


def _title(lines: list[str]) -> str | None:
    first = lines[0] if lines else ""
    longer_follows = any(len(line) > len(first) for line in lines[1:4])
    if longer_follows and len(first) <= _LONGEST_TITLE and not first.endswith((".", "؛", "…")):
        return first
    return None


def _publisher(head: list[str]) -> str | None:
    for line in head:
        opening = line[:_LONGEST_DATELINE]
        if match := _PUBLISHER.match(line) or _AGENCY.search(opening) or _CREDIT.search(opening):
            return match["name"].strip()
    # "Gulf Business | 3 November 2025": a short line of a name and a day.
    for line in head[1:4]:
        dates = [item for item in find_dates(line) if item.day and item.year]
        parts = [part.strip() for part in re.split(r"[|•·–—]| - ", line) if part.strip()]
        if len(line) <= _LONGEST_DATELINE and dates and len(parts) > 1:
            names = [part for part in parts if not find_dates(part) and not re.search(r"\d", part)]
            if names and len(names[0].split()) <= 4:  # noqa: PLR2004 - names of papers are short
                return _LABEL.sub("", names[0]).strip() or None
    return None


def _published(head: list[str], tail: list[str]) -> str | None:
    for place in _places(*head, *tail):
        rest = _LABEL.sub("", place)
        for written in find_dates(rest):
            words_left = len(re.findall(r"\w+", rest)) - len(re.findall(r"\w+", rest[written.start : written.end]))
            if written.day and written.year and words_left <= 8:  # noqa: PLR2004 - a dateline has few words
                found = written.at(written.year)
                if found and found.start <= date(2199, 1, 1):
                    return found.iso
    return None


def _places(*lines: str) -> Iterator[str]:
    """Where a dateline may stand: before the dash that opens a paragraph, or in a short line of its own."""
    for line in lines:
        if match := _OPENING.match(line):
            yield match["line"]
        if len(line) <= _LONGEST_DATELINE:
            yield line
