"""One party of a ledger: its names and ids, its money in and out, its deals and its own figures."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Final

from dawra.errors import NotFoundError
from dawra.parties import registry
from dawra.values import to_number
from dawra.views.deal_page import deal_lines
from dawra.views.ledger_words import told
from dawra.views.reading import Line
from dawra.views.wording import (
    caption,
    counted,
    fact_sentence,
    full_caption,
    join,
    money,
    plain,
    visible,
    word,
)

if TYPE_CHECKING:
    from dawra.book import Book, When

_IDENTIFIERS: Final = ("ticker", "cik", "lei")


def party_result(book: "Book", name: str, when: "When", level: str) -> dict[str, Any]:
    """All that a ledger holds of one party.

    Raises:
        NotFoundError: neither the registry nor the ledger knows the name.
    """
    from dawra.flows.totals import totals  # noqa: PLC0415 - flows takes numpy along

    party_id, known = book.party(name)
    identities = book.identities(when)
    shown_id = identities.at(level, party_id)
    deals = [deal for deal in book.deals(when, level=level) if shown_id in deal.party_ids()]
    facts = [
        fact
        for fact in book.facts(when)
        if fact.claim.party.id and identities.at(level, fact.claim.party.id) == shown_id
    ]
    if not (known or deals or facts):
        raise NotFoundError(f"no party {name!r}.{_hint(book, name, when)}")
    legs, _ = book.legs(when, level=level)
    fields = ("kind", "sector", "country", "parent", *_IDENTIFIERS)
    return {
        "party": {
            "id": party_id,
            "at_level": shown_id,
            "en": known.en if known else None,
            "ar": known.ar if known else None,
            "names": list(known.names) if known else [name],
            **{field: getattr(known, field) if known else None for field in fields},
        },
        "money": [
            {
                "direction": total.direction,
                "status": total.status,
                "currency": total.currency,
                "amount": to_number(total.amount, total.currency),
                "legs": total.legs,
            }
            for total in totals(legs, shown_id)
        ],
        "deals": [deal.to_json() for deal in deals],
        "facts": [
            {"id": fact.id, "known": fact.known, **fact.claim.to_json(), "document": fact.source.to_json()}
            for fact in facts
        ],
    }


def party_lines(page: Mapping[str, Any], texts: Mapping[str, str], language: str) -> Iterator[Line]:
    """The page of a party; ``texts`` holds the documents of its deals."""
    party = page["party"]
    yield Line(visible(full_caption(party["id"], party["names"][0], language)), "title")
    yield Line(visible(told("names", language, names=join(party["names"], language))), depth=1)
    ids = [party["id"], *(_identifier(key, party[key]) for key in _IDENTIFIERS if party[key])]
    yield Line(visible(told("identifiers", language, identifiers=join(ids, language))), depth=1)
    if party["parent"]:
        parent = caption(party["parent"], None, language)
        yield Line(visible(told("parent", language, parent=parent)), depth=1)
    for total in page["money"]:
        yield Line(
            told(
                f"money_{total['direction']}",
                language,
                status=word("status", total["status"], language),
                amount=money(total["amount"], total["currency"], language),
                deals=counted(total["legs"], "leg", language),
            ),
            depth=1,
        )
    if not (page["deals"] or page["facts"]):
        name = caption(party["id"], party["names"][0], language)
        yield Line(visible(told("nothing_known", language, name=name)), depth=1)
    yield Line("")
    for deal in page["deals"]:
        yield from deal_lines(deal, texts, language)
    for fact in page["facts"]:
        yield from _fact(fact, language)


def _identifier(key: str, value: str) -> str:
    return value if key == "ticker" else f"{key.upper()} {value}"


def _fact(fact: Mapping[str, Any], language: str) -> Iterator[Line]:
    document = fact["document"]
    status = word("status", fact["status"], language)
    yield Line(visible(f"{plain(fact_sentence(fact, language))} · {status}"), "deal")
    publisher = document["publisher"] or document["url"] or word("page", "unknown_publisher", language)
    longest = max((item["text"] for item in fact["evidence"]), key=len, default="")
    quote = f"{publisher}{word('list', 'colon', language)} {' '.join(longest.split())}"
    yield Line(visible(quote), "quote", 1)


def _hint(book: "Book", name: str, when: "When") -> str:
    """The nearest name that the ledger or the registry knows."""
    named = {party.name for deal in book.deals(when) for party in deal.parties}
    names = sorted({*named, *(known for party in registry() for known in (party.en, party.ar))})
    near = get_close_matches(name, names, n=1)
    return f" Did you mean {near[0]}?" if near else " Give a name in either script, or an id."
