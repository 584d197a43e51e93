"""One value of one field of a deal, in words."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from dawra.claims.taxonomy import AXES, EVENT
from dawra.views.ledger_words import told
from dawra.views.right_words import exception_words, scope_words
from dawra.views.wording import (
    amount_words,
    belief_words,
    caption,
    clean,
    date_words,
    join,
    number,
    percent,
    plain,
    quantity,
    term_words,
    word,
)

SHORT: Final = 8
"""How much of an id a person needs to see."""

_AMOUNTS: Final = frozenset({"amount", "increase", "valuation"})
_DATES: Final = frozenset({"date", "closing"})


def labelled(label: str, value: str, language: str) -> str:
    """``amount: $10 billion``."""
    return f"{label}{word('list', 'colon', language)} {value}"


def value_words(field: str, value: Any, language: str) -> str:  # noqa: ANN401 - any value of a deal's JSON
    """A value as the page of a deal and its history show it; ``field`` may be a path such as ``term/end``."""
    head = field.split("/", maxsplit=1)[0]
    if head in _AMOUNTS:
        return amount_words(value, language)
    if head == "belief":
        return plain(belief_words(value, language))
    if head == "status":
        return word("status", value, language)
    if head in {"stake_percent", "percent"}:
        return percent(value, language)
    if isinstance(value, bool):
        return told("yes" if value else "no", language)
    if isinstance(value, Mapping):
        return _record(head, value, language)
    if isinstance(value, str):
        return _text(head, value, language)
    if isinstance(value, Sequence):
        return plain(join([_item(head, item, language) for item in value], language))
    return number(value)


def _record(field: str, value: Mapping[str, Any], language: str) -> str:
    if field == "term":
        return term_words(value, language)
    if field == "shares":
        return quantity(value["count"], language) if value["count"] else told("yes", language)
    mode = [word("right_mode", value["mode"], language)] if value["mode"] else []
    scopes = [scope_words(axis, value[axis], language) for axis in AXES if value[axis]]
    if value["exceptions"]:
        scopes.append(told("except", language, group="rights", what=exception_words(value["exceptions"], language)))
    if value["until_event"]:
        event = scope_words(EVENT, [value["until_event"]], language)
        scopes.append(told("until_event", language, group="rights", event=event))
    return " · ".join([*mode, *scopes])


def _text(field: str, value: str, language: str) -> str:
    if field == "part_of":
        return value[:SHORT]
    # A year, a start and an end of a term are dates too.
    return date_words(value, language) if field in _DATES or field == "term" else clean(value)


def _item(field: str, item: Any, language: str) -> str:  # noqa: ANN401 - any item of a deal's lists
    if field == "parties":
        role = word("role", item["role"], language)
        return f"{caption(item['id'], item['name'], language)} ({role})"
    if field == "capacity":
        return f"{number(item['value'])} {word('unit', item['unit'], language)}"
    return word("condition_of_deal", item, language) if field == "conditions" else str(item)
