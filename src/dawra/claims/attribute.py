"""Who says so: the company, people familiar with the matter, a named paper or agency, reports."""

from collections import defaultdict
from typing import Final

from dawra.claims.candidate import Candidate
from dawra.claims.mention import PartyMention
from dawra.claims.page import Page
from dawra.claims.tokens import Sentence
from dawra.parties import registry
from dawra.values import Span

_BY_WEIGHT: Final = ("people familiar", "company statement", "media report")
"""The kinds of source, the one that says most first."""
_VERB_BEFORE, _VERB_BEHIND = 4, 5


def attribute(page: Page, candidates: list[Candidate], publishers: list[PartyMention]) -> None:
    """Note with each candidate to whom its sentence attributes what it says; a named outlet comes first."""
    outlets: dict[int, list[PartyMention]] = defaultdict(list)
    for mention in publishers:
        outlets[page.sentence_of(mention.first).number].append(mention)
    for candidate in candidates:
        found = _outlet(page, outlets[candidate.sentence.number]) or _kind_of_source(page, candidate.sentence)
        if found:
            candidate.source, span = found
            candidate.source_at = (span.start, span.end)


def _outlet(page: Page, mentions: list[PartyMention]) -> tuple[str, Span] | None:
    for mention in mentions:
        party = registry().get(mention.id)
        if party is not None and _speaks(page, mention):
            return party.en, page.cut(mention.start, mention.end)
    return None


def _kind_of_source(page: Page, sentence: Sentence) -> tuple[str, Span] | None:
    hits = page.between("sources", sentence.first, sentence.last)
    best = min(hits, key=lambda hit: (_BY_WEIGHT.index(hit.key), hit.first), default=None)
    return (best.key, page.span(best.first, best.last)) if best else None


def _speaks(page: Page, mention: PartyMention) -> bool:
    """Whether the outlet is the one who says it, and not one that is spoken of."""
    near = page.between("source_verbs", max(0, mention.first - _VERB_BEFORE), mention.last + _VERB_BEHIND)
    return bool(near) or (mention.first > 0 and page.tokens[mention.first - 1].text in "(/")
