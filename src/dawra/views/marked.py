"""An article with the words marked that prove each deal: what was read, and from where."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from dawra.views.marking import pieces
from dawra.views.report import render
from dawra.views.wording import counted, date_words, deal_sentence, fact_sentence, reading_notice_words, word

_HUES: Final = 8
"""Colours repeat after this many deals; the number beside each mark tells them apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A stretch of the article: the numbers of the deals that it proves, and which fields of them.

    ``opens`` are the deals to be named here: those that the mark before it did not prove.
    """

    text: str
    numbers: Sequence[int]
    hue: int | None
    title: str
    opens: Sequence[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A deal in the legend."""

    number: int
    hue: int
    sentence: str
    status: str
    status_word: str


def write_marked(reading: Mapping[str, Any], text: str, language: str) -> str:
    """One reading (the document result) and its clean text as a page in ``language``."""
    document = reading["document"]
    meta = [
        document["publisher"] or "",
        date_words(document["published"], language) if document["published"] else "",
    ]
    lines = paragraphs(reading["deals"], text, language)
    # Most texts begin with their own title, which is marked too.
    titled = bool(lines) and "".join(mark.text for mark in lines[0]).strip() == document["title"]
    return render(
        "marked.html.j2",
        language,
        document=document,
        direction_of_text="rtl" if document["language"] == "ar" else "ltr",
        meta=[item for item in meta if item],
        paragraphs=lines[1:] if titled else lines,
        title=lines[0] if titled else None,
        entries=[_entry(number, deal, language) for number, deal in enumerate(reading["deals"], start=1)],
        facts=[fact_sentence(fact, language) for fact in reading["facts"]],
        notices=[(reading_notice_words(item["code"], language), item["text"]) for item in reading["notices"]],
        count=counted(len(reading["deals"]), "deal", language),
    )


def paragraphs(deals: Sequence[Mapping[str, Any]], text: str, language: str) -> list[list[Marked]]:
    """The text by lines, each cut where a mark begins or ends; marks may nest and overlap."""
    spans = [
        (item["start"], item["end"], (number, item["field"]))
        for number, deal in enumerate(deals, start=1)
        for item in deal["evidence"]
    ]
    found, place = [], 0
    for line in text.split("\n"):
        end = place + len(line)
        if line.strip():
            found.append(_line(text, spans, place, end, language))
        place = end + 1
    return found


def _line(
    text: str, spans: Sequence[tuple[int, int, tuple[int, str]]], start: int, end: int, language: str
) -> list[Marked]:
    marks, before = [], frozenset[int]()
    for piece in pieces(text, spans, start, end):
        numbers = sorted({number for number, _ in piece.owners})
        fields = [f"{number}: {word('field', field.partition('/')[0], language)}" for number, field in piece.owners]
        marks.append(
            Marked(
                text=piece.text,
                numbers=numbers,
                hue=(numbers[0] - 1) % _HUES + 1 if numbers else None,
                title=word("dates", "comma", language).join(dict.fromkeys(fields)),
                opens=[number for number in numbers if number not in before],
            )
        )
        before = frozenset(numbers) or before
    return marks


def _entry(number: int, deal: Mapping[str, Any], language: str) -> Entry:
    return Entry(
        number=number,
        hue=(number - 1) % _HUES + 1,
        sentence=deal_sentence(deal, language),
        status=deal["status"],
        status_word=word("status", deal["status"], language),
    )
