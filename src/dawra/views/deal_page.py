"""One deal of a ledger, line by line: what holds, who said it in which words, and what contradicts it."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from dawra.views.ledger_words import level_words, told
from dawra.views.marking import around
from dawra.views.reading import Line
from dawra.views.wording import (
    amount_words,
    belief_words,
    caption,
    converted_words,
    date_words,
    deal_sentence,
    fill,
    full_caption,
    join,
    number,
    percent,
    plain,
    sentence_case,
    term_words,
    visible,
    word,
)

SHORT: Final = 8
"""How much of an id a person needs to see."""

_AMOUNTS: Final = ("amount", "increase", "valuation")
_LONGEST_QUOTE: Final = 400


def deal_lines(deal: Mapping[str, Any], texts: Mapping[str, str], language: str) -> Iterator[Line]:
    """The page of a deal; ``texts`` holds the documents of its claims."""
    sentence = sentence_case(plain(deal_sentence({**deal, "amount": None}, language)))
    status = word("status", deal["status"], language)
    yield Line(visible(f"{sentence} · {status}"), "title")
    since = told("known_since", language, date=date_words(deal["known"], language))
    yield Line(f"{deal['id']} · {since} · {level_words(deal['level'], language)}", "quiet")
    for field, value in _values(deal, language):
        yield Line(visible(_labelled(field, value, language)), depth=1)
    yield Line(plain(say_belief(deal["belief"], language)), depth=1)
    yield Line(visible(told("origins", language, origins=_origins(deal, language))), depth=1)
    if deal["part_of"]:
        yield Line(told("part_of", language, deal=deal["part_of"][:SHORT]), depth=1)
    for conflict in deal["conflicts"]:
        yield Line(visible(_conflict(conflict, language)), "deal", 1)
    for claim in deal["claims"]:
        yield from _claim(claim, deal, texts, language)
    yield Line("")


def _values(deal: Mapping[str, Any], language: str) -> Iterator[tuple[str, str]]:
    """Every field that has a value, in words."""
    for party in deal["parties"]:
        yield word("role", party["role"], language), full_caption(party["id"], party["name"], language)
    for field in ("amount", "increase", "valuation", "term", "stake_percent", "percent", "exclusive"):
        if deal[field] is not None:
            yield word("field", field, language), _value(field, deal[field], language)
    for item in deal["capacity"]:
        size = f"{number(item['value'])} {word('unit', item['unit'], language)}"
        yield word("field", "capacity", language), size
    if deal["products"]:
        yield word("field", "products", language), plain(join(deal["products"], language))
    for field in ("date", "closing"):
        if deal[field]:
            yield word("field", field, language), date_words(deal[field], language)
    for condition in deal["conditions"]:
        yield word("field", "conditions", language), word("condition_of_deal", condition, language)


def _labelled(label: str, value: str, language: str) -> str:
    return f"{label}{word('list', 'colon', language)} {value}"


def say_belief(belief: float, language: str) -> str:
    """How likely the deal is, as a sentence."""
    return fill(word("page", "belief", language), {"belief": belief_words(belief, language)})


def _origins(deal: Mapping[str, Any], language: str) -> str:
    names = []
    for origin in deal["origins"]:
        name = caption(origin["id"], origin["name"], language)
        shown = told(f"origin_{origin['kind']}", language, name=name)
        names.append(told("origin_denies", language, name=shown) if origin["denies"] else shown)
    return join(names, language)


def _conflict(conflict: Mapping[str, Any], language: str) -> str:
    field = conflict["field"].split("/")[0]
    others = [_other(field, stand, language) for stand in conflict["others"]]
    return told(
        f"conflict_{conflict['kind']}",
        language,
        field=word("field", field, language),
        kept=_value(field, conflict["kept"]["value"], language),
        others=join(list(dict.fromkeys(others)), language),
    )


def _other(field: str, stand: Mapping[str, Any], language: str) -> str:
    """What else is said, with what it comes to where a rate converted it."""
    value, converted = _value(field, stand["value"], language), stand.get("converted")
    return converted_words(value, converted, language) if converted else value


def _value(field: str, value: Any, language: str) -> str:  # noqa: ANN401 - any value of a JSON record
    """A value of one field in words."""
    if field in _AMOUNTS:
        return amount_words(value, language)
    if isinstance(value, Mapping):
        return term_words(value, language)
    if field == "status":
        return word("status", value, language)
    if isinstance(value, bool):
        return told("yes" if value else "no", language)
    if field in {"stake_percent", "percent"}:
        return percent(value, language)
    return date_words(value, language) if isinstance(value, str) else number(value)


def _claim(
    claim: Mapping[str, Any], deal: Mapping[str, Any], texts: Mapping[str, str], language: str
) -> Iterator[Line]:
    """Who said what, and the sentences that prove it."""
    document = claim["document"]
    said = [word("status", claim["status"], language)]
    if claim["amount"]:
        said.append(amount_words(claim["amount"], language))
    day = document["published"] or claim["known"]
    publisher = document["publisher"] or document["url"] or word("page", "unknown_publisher", language)
    line = told(
        "retold" if document["kind"] == "retold" else "claim",
        language,
        publisher=publisher,
        date=date_words(day, language),
        says=word("dates", "comma", language).join(said),
    )
    yield Line(visible(line), "plain", 1)
    spans = [(item["start"], item["end"]) for item in deal["evidence"] if item["claim"] == claim["id"]]
    text = texts[document["id"]]
    quote = " … ".join(" ".join(text[low:high].split()) for low, high in around(text, spans))
    shown = quote if len(quote) <= _LONGEST_QUOTE else f"{quote[: _LONGEST_QUOTE - 1].rstrip()}…"
    yield Line(visible(shown), "quote", 2)
    if document["url"]:
        yield Line(visible(document["url"]), "quiet", 2)
