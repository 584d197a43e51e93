"""Parties that the registry knows, found in any of their spellings."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TypeAlias

from dawra.claims.find_products import NameRow, next_word, row_end, row_of
from dawra.claims.latin_names import explained
from dawra.claims.mention import PartyMention, mention_at
from dawra.claims.name_words import OPENING_QUOTES, not_a_name
from dawra.claims.page import Page
from dawra.parties import registry

_Names: TypeAlias = dict[str, dict[str, list[NameRow]]]
"""Every known name by its first word and its second, if any, longest first."""
_Fit: TypeAlias = tuple[int, NameRow, str]
"""Where a name ends, its row and the particles before it."""
_SHORTEST_STEM = 3
"""Fewer letters behind glued particles are as likely a common word."""
_SHORT_ARABIC = 2
_LONGEST_ACRONYM = 4
_LONGEST_TAIL = 4


def known_names(page: Page) -> Iterator[PartyMention]:
    """The known parties of a page, by place."""
    names = _names()
    reached = 0
    nothing = names.keys().isdisjoint
    for token in page.tokens:
        if nothing(token.forms) or token.index < reached:
            continue
        if mention := _known_at(page, token.index, names):
            yield mention
            reached = mention.last


def _known_at(page: Page, index: int, names: _Names) -> PartyMention | None:
    """The longest known name that starts here; of equal ones that with the fewest particles."""
    token = page.tokens[index]
    if not (token.is_word or token.kind == "number"):
        return None
    if not token.space_before and index and page.tokens[index - 1].kind == "number":
        return None  # the X of 777X
    best: _Fit | None = None
    following = next_word(page, index)
    for form, particles in token.forms.items():
        # الطاقة is energy, not TAQA: the article belongs to a name or the word is no name.
        if form in names and "ال" not in particles and "لل" not in particles:
            rows = names[form]
            best = _better(page, index, [*rows.get(following, ()), *rows.get("", ())], particles, best)
    if best is None:
        return None
    last, row, particles = best
    legal_forms = page.words.written("words", "legal_forms")
    while last < len(page.tokens) and token.kind == "latin" and page.tokens[last].text in legal_forms:
        last += 1
    if token.kind == "latin" and _goes_on(page, last):
        return None
    party = row.party
    return mention_at(
        page,
        index,
        last,
        party_id=party.id,
        key=party.id,
        particles=particles,
        sector=party.sector,
        kind=party.kind,
    )


def _goes_on(page: Page, index: int) -> bool:
    """Whether the known name is only the beginning of another's: Telefonica Deutschland Holding AG."""
    last = index
    while last < len(page.tokens) and last - index < _LONGEST_TAIL and page.tokens[last].capital:
        if not page.tokens[last].space_before or not_a_name(page, page.tokens[last]) or page.at("places", last):
            break
        last += 1
    ends = last - index > 1 and page.tokens[last - 1].norm in page.words.words("company_words", "after")
    return ends and page.tokens[last - 1].text in page.words.written("words", "legal_forms")


def _better(page: Page, index: int, rows: Iterable[NameRow], particles: str, best: _Fit | None) -> _Fit | None:
    """The first row that fits and is longer than the best so far or has fewer particles, else that."""
    for row in rows:
        last = row_end(page, index, row.words)
        if last is None or (best and last <= best[0] and len(particles) >= len(best[2])):
            continue
        if not _inside_place(page, index, last, particles) and _fits(page, index, last, row, particles):
            return last, row, particles
    return best


def _inside_place(page: Page, first: int, last: int, particles: str) -> bool:
    """Whether the words are part of a place: باريس is no Ares, nor are the United States an airline."""
    place = page.at("places", first)
    return place is not None and (place.last > last or (place.last == last and len(place.particles) < len(particles)))


@cache
def _names() -> _Names:
    found: _Names = {}
    for party in registry():
        for name in party.names:
            if words := row_of(name):
                second = words[1] if len(words) > 1 else ""
                found.setdefault(words[0], {}).setdefault(second, []).append(NameRow(words, party, name))
    for rows in [rows for by_second in found.values() for rows in by_second.values()]:
        rows.sort(key=lambda row: -len(row.words))
    return found


def _fits(page: Page, first: int, last: int, row: NameRow, particles: str) -> bool:
    """Whether the words are the name here and not common words that look like it."""
    token = page.tokens[first]
    if token.kind == "latin" and not _written_alike(page, first, last, row.name):
        return False
    alone = last - first == 1
    stem = len(token.norm) - len(particles)
    if particles and alone and stem < _SHORTEST_STEM:
        return False
    if row.name in row.party.ambiguous or (token.kind == "arabic" and alone and stem <= _SHORT_ARABIC):
        return _supported(page, first, last)
    return True


def _written_alike(page: Page, first: int, last: int, name: str) -> bool:
    """Whether the capitals agree: meta is no company, nor is Sap an acronym."""
    written = page.span(first, last).text
    if not any(letter.isupper() or letter.isdigit() for letter in written) and written != name:
        return False
    if page.tokens[first].text[0].islower() and name[0].isupper():
        return False
    return not (name.isupper() and len(name) <= _LONGEST_ACRONYM and not written.isupper())


def _supported(page: Page, first: int, last: int) -> bool:
    """Whether the text treats a common word as a name: in quotes, behind شركة, as one who acts."""
    before = page.tokens[first - 1] if first else None
    if before is not None and (before.text in OPENING_QUOTES or page.ending("company_words", first)):
        return True
    token = page.tokens[first]
    if token.kind == "arabic":
        if page.is_word("speakers", first):
            said = page.ending("source_verbs", first) or page.is_word("behind_speakers", last)
            return not said and page.ending("statuses", first) is not None
        if page.ending("trigger", first) is not None and page.at("nouns", first) is None:
            return True
        if page.is_word("acting", first - 1):
            return True
        beside = page.ending("prepositions", first)
        return (beside is not None and beside.key == "with") or any(
            page.ending(section, first) for section in ("statuses", "source_verbs")
        )
    if not token.capital:
        return False
    if explained(page, last):
        return True
    return page.sentence_of(first).first != first or _acts(page, last)


def _acts(page: Page, index: int) -> bool:
    """Whether a verb or a possessive follows: "Meta plans", "Target's"."""
    if index >= len(page.tokens):
        return False
    token = page.tokens[index]
    verb = page.at("statuses", index) or page.at("trigger", index) or page.at("source_verbs", index)
    return token.kind == "possessive" or page.is_word("acting", index) or (verb is not None and not token.capital)
