"""The deals of a report, each with the words that prove it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from dawra.views.marking import Piece, around, pieces
from dawra.views.wording import amount_words, belief_words, date_words, deal_sentence, join, term_words, word

OFF: Final = frozenset({"terminated", "denied"})
"""Deals that no view counts; they are listed apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """What one document says of a deal: stretches of its text, the proving words marked.

    ``retold`` is our own summary of a source and never shown as its words.
    """

    publisher: str
    published: str
    title: str
    url: str | None
    language: str
    direction: str
    retold: bool
    says: str
    stretches: Sequence[Sequence[Piece[str]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class DealRow:
    """A deal in words; ``amount`` is empty where no source gives one."""

    id: str
    sentence: str
    kind: str
    amount: str
    status: str
    status_word: str
    date: str
    iso_date: str
    details: Sequence[str]
    belief: str
    publishers: str
    quotes: Sequence[Quote]
    conflict: bool
    off: bool


def deal_rows(deals: Sequence[Mapping[str, Any]], texts: Mapping[str, str], language: str) -> list[DealRow]:
    """A row for each deal, the newest first."""
    ordered = sorted(deals, key=lambda deal: (deal.get("date") or deal["known"], deal["id"]), reverse=True)
    return [deal_row(deal, texts, language) for deal in ordered]


def deal_row(deal: Mapping[str, Any], texts: Mapping[str, str], language: str) -> DealRow:
    """One deal in the words of a language."""
    amount, day = deal.get("amount"), deal.get("date") or ""
    quotes = [_quote(claim, deal, texts, language) for claim in deal["claims"]]
    return DealRow(
        id=deal["id"],
        sentence=deal_sentence({**deal, "amount": None}, language),
        kind=word("kind", deal["kind"], language),
        amount=amount_words(amount, language) if amount else "",
        status=deal["status"],
        status_word=word("status", deal["status"], language),
        date=date_words(day, language),
        iso_date=day,
        details=_details(deal, language),
        belief=belief_words(deal["belief"], language),
        publishers=join(list(dict.fromkeys(quote.publisher for quote in quotes)), language),
        quotes=quotes,
        conflict=bool(deal.get("conflicts")),
        off=deal["status"] in OFF,
    )


def _details(deal: Mapping[str, Any], language: str) -> list[str]:
    """Term, products and conditions, where the sources give them."""
    found = []
    if deal.get("term"):
        found.append(term_words(deal["term"], language))
    found.extend(word("condition_of_deal", name, language) for name in deal.get("conditions") or ())
    if deal.get("products"):
        found.append(join(deal["products"], language))
    return found


def _quote(claim: Mapping[str, Any], deal: Mapping[str, Any], texts: Mapping[str, str], language: str) -> Quote:
    document = claim["document"]
    spans = [
        (item["start"], item["end"], item["field"])
        for item in deal.get("evidence") or ()
        if item["claim"] == claim["id"]
    ]
    text = texts.get(document["id"])
    stretches = _words_alone(deal, claim) if text is None else _sentences(text, spans, document["kind"])
    said = [word("status", claim["status"], language)]
    if claim.get("amount"):
        said.append(amount_words(claim["amount"], language))
    return Quote(
        publisher=document["publisher"] or word("page", "unknown_publisher", language),
        published=date_words(document["published"], language) if document["published"] else "",
        title=document["title"] or "",
        url=document["url"],
        language=document["language"],
        direction="rtl" if document["language"] == "ar" else "ltr",
        retold=document["kind"] == "retold",
        says=word("dates", "comma", language).join(said),
        stretches=stretches,
    )


def _sentences(text: str, spans: Sequence[tuple[int, int, str]], kind: str) -> list[list[Piece[str]]]:
    """The sentences that hold the proof; of our own summary the whole, whatever proves it.

    A span over a whole stretch tells no word from another and is not marked.
    """
    stretches = around(text, ((low, high) for low, high, _ in spans))
    if not stretches and kind == "retold":
        stretches = [(0, len(text))]
    return [
        pieces(text, [span for span in spans if span[0] > low or span[1] < high], low, high) for low, high in stretches
    ]


def _words_alone(deal: Mapping[str, Any], claim: Mapping[str, Any]) -> list[list[Piece[str]]]:
    """Without the document's text: each proving stretch once, those inside a longer one left out."""
    spans = sorted(
        {(i["start"], i["end"], i["text"]) for i in deal.get("evidence") or () if i["claim"] == claim["id"]},
        key=lambda span: (span[0], -span[1]),
    )
    kept: list[tuple[int, int, str]] = []
    for span in spans:
        if not kept or span[1] > kept[-1][1]:
            kept.append(span)
    return [[Piece(text, ("evidence",))] for _, _, text in kept]
