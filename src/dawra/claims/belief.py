"""Which of the names that a text introduces are believed, and which of them are one party."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from dawra.claims.find_products import row_end
from dawra.claims.mention import PartyMention, mention_at
from dawra.claims.name_words import OPENING_BRACKETS
from dawra.claims.page import Page
from dawra.claims.tokens import tokenise

_SHORTEST_REPEATED = 3
_PERSON_WORDS = 2
_TITLE_REACH = 3
_MENTIONS_TO_COUNT = 2
_MENTIONS_TO_BELIEVE = 3
_LONGEST_ACRONYM = 3
_SIDES = frozenset({"to", "from", "by", "with"})
"""Prepositions behind which the other side of a deal stands."""


def settle_names(page: Page, mentions: list[PartyMention]) -> list[PartyMention]:
    """The parties among mentions by place: no people, no overlaps, no lone capitals, one key for one party."""
    parties = [m for m in mentions if m.kind != "publisher" and not _is_person(page, m)]
    return _believed(page, _short_forms(_in_brackets(page, _without_overlaps(parties))))


def repeated_names(page: Page, names: dict[str, PartyMention], taken: set[int]) -> Iterator[PartyMention]:
    """Later bare mentions of names that the text has introduced; their tokens become taken."""
    by_first: dict[str, list[tuple[tuple[str, ...], PartyMention]]] = {}
    for row, mention in _rows(names).items():
        if row and (len(row) > 1 or len(row[0]) >= _SHORTEST_REPEATED):
            by_first.setdefault(row[0], []).append((row, mention))
    for token in page.tokens:
        if token.index in taken or (token.kind == "latin" and not token.capital):
            continue
        for form, particles in token.forms.items():
            for row, mention in by_first.get(form, ()):
                last = row_end(page, token.index, row)
                if last is not None and taken.isdisjoint(range(token.index, last)):
                    taken.update(range(token.index, last))
                    yield mention_at(page, token.index, last, key=mention.key, particles=particles)


def _rows(names: dict[str, PartyMention]) -> dict[tuple[str, ...], PartyMention]:
    return {tuple(t.norm for t in tokenise(m.name) if t.is_word): m for m in names.values() if not m.weak}


def _is_person(page: Page, mention: PartyMention) -> bool:
    """Weak names beside a title, or with "said" or a comma and an office behind them, are people."""
    if not mention.weak:
        return False
    titles = page.words.words("not_names", "titles")
    before = page.tokens[max(0, mention.first - 2) : mention.first]
    if before and before[-1].norm in titles:
        return True
    if len(before) > 1 and before[1].text == "," and before[0].norm in titles:
        return True
    if mention.last - mention.first == _PERSON_WORDS and page.is_word("saying", mention.last):
        return True
    after = page.tokens[mention.last : mention.last + 1 + _TITLE_REACH]
    return bool(after) and after[0].text == "," and any(token.norm in titles for token in after[1:])


def _without_overlaps(mentions: list[PartyMention]) -> list[PartyMention]:
    kept: list[PartyMention] = []
    for mention in mentions:
        if not kept or mention.first >= kept[-1].last:
            kept.append(mention)
    return kept


def _in_brackets(page: Page, mentions: list[PartyMention]) -> list[PartyMention]:
    """A name in brackets right behind another is the same party: International Finance Corporation (IFC)."""
    settled: list[PartyMention] = []
    same: dict[str, PartyMention] = {}
    for mention in mentions:
        before = settled[-1] if settled else None
        bracket = mention.first > 0 and page.tokens[mention.first - 1].text in OPENING_BRACKETS
        if before is not None and mention.id is None and bracket and before.last == mention.first - 1:
            same[mention.key] = before
        other = same.get(mention.key)
        settled.append(mention if other is None else _as_same(mention, other))
    return settled


def _short_forms(mentions: list[PartyMention]) -> list[PartyMention]:
    """A shorter name that begins or ends an earlier full one is the same party: Goldman, then Goldman Sachs.

    Of several full names the one told first counts.
    """
    full: set[str] = set()
    ends: dict[tuple[str, ...], PartyMention] = {}
    settled: list[PartyMention] = []
    for mention in mentions:
        words = tuple(mention.key.split("-"))
        if mention.id is None and words in ends:
            settled.append(_as_same(mention, ends[words]))
            continue
        settled.append(mention)
        if mention.id is None and mention.key not in full:
            full.add(mention.key)
            for length in range(1, len(words)):
                ends.setdefault(words[:length], mention)
                ends.setdefault(words[-length:], mention)
    return settled


def _as_same(mention: PartyMention, other: PartyMention) -> PartyMention:
    return replace(mention, key=other.key, id=other.id, sector=other.sector, kind=other.kind, weak=other.weak)


def _takes_part(page: Page, mention: PartyMention) -> bool:
    """Whether a lone capitalised word stands where the other side of a deal does: "sold its stations to Catom"."""
    if page.at("places", mention.first) is None and _is_bought(page, mention):
        return True
    before = page.ending("prepositions", mention.first)
    sentence = page.sentence_of(mention.first)
    dealt = page.between("trigger", sentence.first, mention.first)
    ends = mention.last >= len(page.tokens) or page.tokens[mention.last].kind in {"mark", "possessive"}
    small = page.words.words("words", "closes_name")
    ends = ends or page.tokens[mention.last].norm in small
    return before is not None and before.key in _SIDES and bool(dealt) and ends


def _is_bought(page: Page, mention: PartyMention) -> bool:
    """Whether a verb of buying stands right before: "agreed to buy Alphawave"."""
    verb = page.ending("trigger", mention.first)
    return verb is not None and verb.entry["kind"] == "acquisition" and "target" in verb.entry["roles"]


def _believed(page: Page, mentions: list[PartyMention]) -> list[PartyMention]:
    """Names that only capitals speak for need more: two words, or a second mention."""
    counts = Counter(mention.key for mention in mentions)
    kept: list[PartyMention] = []
    for mention in mentions:
        count = counts[mention.key]
        if mention.weak and mention.last - mention.first == 1:
            text = page.tokens[mention.first].text
            acronym = text.isupper() and len(text) <= _LONGEST_ACRONYM
            lone = count < _MENTIONS_TO_COUNT and not _takes_part(page, mention)
            if lone or acronym or any(letter.isdigit() for letter in text):
                continue
        believed = mention.weak and count >= _MENTIONS_TO_BELIEVE
        kept.append(replace(mention, weak=False) if believed else mention)
    return kept
