"""The history of a deal, line by line: what each document changed, and what counts no more."""

from collections.abc import Iterator, Mapping
from typing import Any

from dawra.views.deal_page import conflict_words
from dawra.views.field_words import SHORT, labelled, value_words
from dawra.views.reading import Line
from dawra.views.wording import date_words, deal_sentence, fill, join, plain, sentence_case, visible, word


def history_lines(deal: Mapping[str, Any], history: Mapping[str, Any], language: str) -> Iterator[Line]:
    """The history (its JSON) of ``deal`` (its JSON)."""
    yield Line(visible(sentence_case(plain(deal_sentence({**deal, "amount": None}, language)))), "title")
    yield Line(history["id"], "quiet")
    for step in history["steps"]:
        yield from _step(step, language)
    for claim in history["withdrawn"]:
        slots = {"claim": claim["claim"][:SHORT], **_told(claim["document"], claim["known"], language)}
        yield Line(_say("withdrawn", language, slots), "deal")
    for one in history["judged"]:
        slots = {"claim": one["claim"][:SHORT], "instant": one["recorded"], "because": one["because"]}
        yield Line(_say(f"judged_{one['kind']}", language, slots), "plain")
    yield Line("")


def change_words(change: Mapping[str, Any], language: str) -> str:
    """``status: announced → signed``; a first value stands alone."""
    field = change["field"]
    old, new = (
        value_words(field, value, language) if value not in (None, []) else None
        for value in (change["from"], change["to"])
    )
    if old and new:
        shown = _say("change", language, {"old": old, "new": new})
    else:
        shown = new or _say("gone", language, {"old": old})
    return visible(labelled(word("field", field, language), shown, language))


def _step(step: Mapping[str, Any], language: str) -> Iterator[Line]:
    slots = _told(step["document"], step["known"], language)
    yield Line(_say(step["outcome"], language, slots), "quiet" if step["outcome"] == "repeated" else "plain")
    for change in step["changes"]:
        yield Line(change_words(change, language), depth=1)
    for conflict in step["conflicts"]:
        yield Line(visible(conflict_words(conflict, language)), "deal", 1)
    for key in ("joined", "left"):
        if step[key]:
            claims = [_say("claim", language, _told(one["document"], one["known"], language)) for one in step[key]]
            yield Line(_say(key, language, {"claims": join(claims, language)}), depth=1)
    entered = {"claim": step["claim"][:SHORT], "instant": step["recorded"]}
    yield Line(_say("entered", language, entered), "quiet", 1)


def _told(document: Mapping[str, Any], known: str, language: str) -> dict[str, str | None]:
    """Who said it, and when."""
    publisher = document["publisher"] or document["url"] or word("page", "unknown_publisher", language)
    return {"publisher": publisher, "date": date_words(known, language)}


def _say(key: str, language: str, slots: Mapping[str, str | None]) -> str:
    return visible(fill(word("history", key, language), slots))
