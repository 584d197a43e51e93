"""One deal of a ledger, line by line: what holds, who said it in which words, and what contradicts it."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from dawra.views.field_words import SHORT, labelled, value_words
from dawra.views.implied_valuation import implied_words
from dawra.views.ledger_words import level_words, told
from dawra.views.marking import around
from dawra.views.reading import Line
from dawra.views.voices import voices_words
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
    plain,
    sentence_case,
    visible,
    word,
)

_LONGEST_QUOTE: Final = 400


def deal_lines(deal: Mapping[str, Any], texts: Mapping[str, str], language: str) -> Iterator[Line]:
    """The page of a deal; ``texts`` holds the documents of its claims."""
    sentence = sentence_case(plain(deal_sentence({**deal, "amount": None}, language)))
    status = word("status", deal["status"], language)
    yield Line(visible(f"{sentence} · {status}"), "title")
    since = told("known_since", language, date=date_words(deal["known"], language))
    yield Line(f"{deal['id']} · {since} · {level_words(deal['level'], language)}", "quiet")
    for field, value in _values(deal, language):
        yield Line(visible(labelled(field, value, language)), depth=1)
    believed = f"{plain(say_belief(deal['belief'], language))} · {voices_words(deal['origins'], language)}"
    yield Line(believed, depth=1)
    yield Line(visible(told("origins", language, origins=_origins(deal, language))), depth=1)
    if deal["part_of"]:
        yield Line(told("part_of", language, deal=deal["part_of"][:SHORT]), depth=1)
    for conflict in deal["conflicts"]:
        yield Line(visible(conflict_words(conflict, language)), "deal", 1)
    if worth := deal.get("implied_valuation"):
        yield Line(visible(implied_words(worth, language)), "deal" if worth["contradicts"] else "plain", 1)
    for claim in deal["claims"]:
        yield from _claim(claim, deal, texts, language)
    yield Line("")


def _values(deal: Mapping[str, Any], language: str) -> Iterator[tuple[str, str]]:
    """Every field that has a value, in words."""
    for party in deal["parties"]:
        yield word("role", party["role"], language), full_caption(party["id"], party["name"], language)
    for field in ("amount", "increase", "valuation", "term", "stake_percent", "percent", "exclusive", "right"):
        if deal[field] is not None:
            yield word("field", field, language), value_words(field, deal[field], language)
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


def conflict_words(conflict: Mapping[str, Any], language: str) -> str:
    """What claims differ on, with the value that is taken."""
    field = conflict["field"]
    others = [_other(field, stand, language) for stand in conflict["others"]]
    return told(
        f"conflict_{conflict['kind']}",
        language,
        field=word("field", field.split("/")[0], language),
        kept=value_words(field, conflict["kept"]["value"], language),
        others=join(list(dict.fromkeys(others)), language),
    )


def _other(field: str, stand: Mapping[str, Any], language: str) -> str:
    """What else is said, with what it comes to where a rate converted it."""
    value, converted = value_words(field, stand["value"], language), stand.get("converted")
    return converted_words(value, converted, language) if converted else value


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
