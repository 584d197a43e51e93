"""What was read in one document, line by line, for a terminal or a pipe."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from dawra.views.marking import around
from dawra.views.wording import (
    amount_words,
    caption,
    date_words,
    fact_sentence,
    fill,
    join,
    reading_notice_words,
    visible,
    word,
)

Style = Literal["title", "quiet", "deal", "plain", "quote"]
_LONGEST_QUOTE: Final = 280


@dataclass(frozen=True, slots=True)
class Line:
    """One line with its style and how deep it stands; the text holds no control characters."""

    text: str = ""
    style: Style = "plain"
    depth: int = 0


def reading_lines(reading: Mapping[str, Any], text: str, language: str) -> Iterator[Line]:
    """Title, publisher and day; the deals with parties, amount, status and quote; facts; notices."""
    document = reading["document"]
    comma, colon = word("dates", "comma", language), word("list", "colon", language)
    yield Line(visible(document["title"] or word("text", "untitled", language)), "title")
    day = date_words(document["published"], language) if document["published"] else None
    about = [part for part in (document["publisher"], day, document["url"]) if part]
    if about:
        yield Line(visible(comma.join(about)), "quiet")
    if not reading["deals"]:
        yield Line(word("page", "marked_none", language))
    for number, deal in enumerate(reading["deals"], start=1):
        yield from _deal(number, deal, text, language)
    if reading["facts"]:
        yield Line()
        yield Line(f"{word('page', 'marked_facts', language)}{colon}", "deal")
        yield from (Line(visible(fact_sentence(fact, language)), depth=1) for fact in reading["facts"])
    if reading["notices"]:
        yield Line()
        yield Line(f"{word('page', 'marked_notices', language)}{colon}", "quiet")
        yield from (Line(visible(_notice(item, language)), "quiet", 1) for item in reading["notices"])


def _notice(notice: Mapping[str, Any], language: str) -> str:
    words = reading_notice_words(notice["code"], language)
    return f"{notice['text']} ({words})" if notice["text"] else words


def _deal(number: int, deal: Mapping[str, Any], text: str, language: str) -> Iterator[Line]:
    about = [word("kind", deal["kind"], language), word("status", deal["status"], language)]
    if deal["amount"]:
        about.append(amount_words(deal["amount"], language))
    yield Line()
    yield Line(visible(f"{number}. {' · '.join(about)}"), "deal")
    yield Line(visible(_roles(deal["parties"], language)), depth=1)
    if quote := _quote(deal, text):
        yield Line(visible(fill(word("list", "quoted", language), {"quote": quote})), "quote", 1)


def _roles(parties: Sequence[Mapping[str, Any]], language: str) -> str:
    """Who is what: ``investor: Nvidia; receives the investment: OpenAI``."""
    names: dict[str, list[str]] = {}
    for party in parties:
        names.setdefault(party["role"], []).append(caption(party["id"], party["name"], language))
    colon, stop = word("list", "colon", language), word("list", "semicolon", language)
    return stop.join(f"{word('role', role, language)}{colon} {join(held, language)}" for role, held in names.items())


def _quote(deal: Mapping[str, Any], text: str) -> str:
    """The sentences that prove the deal, from the text itself, shortened in the middle of a long one."""
    stretches = around(text, [(item["start"], item["end"]) for item in deal["evidence"]])
    quote = " … ".join(" ".join(text[low:high].split()) for low, high in stretches)
    return quote if len(quote) <= _LONGEST_QUOTE else f"{quote[: _LONGEST_QUOTE - 1].rstrip()}…"
