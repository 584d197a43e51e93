"""The door of this room: a document becomes a reading."""

from dawra.claims.attach import attach
from dawra.claims.attribute import attribute
from dawra.claims.build import build_claim
from dawra.claims.candidate import Candidate, Scene
from dawra.claims.claim import Notice, Reader, Reading
from dawra.claims.find_parties import find_parties
from dawra.claims.gate import may_tell
from dawra.claims.lay_out import lay_out
from dawra.claims.merge import merge
from dawra.claims.page import Page
from dawra.claims.read_amounts import read_amounts
from dawra.claims.read_dates import read_dates
from dawra.claims.read_deals import find_candidates
from dawra.claims.read_facts import read_facts
from dawra.claims.stances import take_stances
from dawra.documents import Document

READER = Reader(name="grammar", version="5")

_CLUTTER_OPENS = 2
_CLUTTER_LENGTH = 40
"""A longer sentence that begins with "Related" is part of the article."""
_BARS = frozenset("|>•#@")
"""What stands between the links of a menu."""


def read(document: Document) -> Reading:
    """All deals, facts and notices that the grammar finds in one document.

    It needs no network and no model. What it saw and could not place becomes a notice; an odd text never raises.
    """
    if not may_tell(document):
        return Reading(document=document, reader=READER)
    scene, candidates, deals = tell(document)
    return Reading(
        document=document,
        reader=READER,
        deals=tuple(build_claim(scene.page, deal) for deal in deals),
        facts=tuple(read_facts(scene, deals)),
        notices=tuple(_notices(scene, candidates, deals)),
    )


def tell(document: Document) -> tuple[Scene, list[Candidate], list[Candidate]]:
    """What stands on the page, each telling of a deal, and the deals that these come to."""
    page = lay_out(document)
    parties, publishers = find_parties(page)
    scene = Scene(page, take_stances(page, parties), read_amounts(page), read_dates(page), _clutter(page))
    candidates = find_candidates(scene)
    attach(scene, candidates)
    attribute(page, candidates, publishers)
    return scene, candidates, merge(candidates)


def _clutter(page: Page) -> set[int]:
    """Sentences that belong to the page and not to the article: "read also", share lines, captions."""
    found: set[int] = set()
    for sentence in page.sentences:
        short = sentence.last - sentence.first <= _CLUTTER_LENGTH
        hits = page.between("clutter", sentence.first, sentence.last) if short else []
        bars = sum(1 for token in page.tokens[sentence.first : sentence.last] if token.text in _BARS)
        if bars > 1 or any(hit.first - sentence.first <= _CLUTTER_OPENS for hit in hits):
            found.add(sentence.number)
    return found


def _notices(scene: Scene, candidates: list[Candidate], deals: list[Candidate]) -> list[Notice]:
    """What was seen and not placed, by place."""
    page = scene.page
    notices = [
        Notice(code="amount-without-currency", span=page.span(number.first, number.last))
        for number in scene.amounts.without_currency
    ]
    told = [telling for deal in deals for telling in (deal, *deal.tellings)]
    sums = [money for telling in told for money in (telling.money, telling.valuation, telling.increase)]
    placed = {money.first for money in sums if money is not None}
    notices += [
        Notice(code="amount-not-placed", span=page.span(money.first, money.last))
        for money in scene.amounts.money
        if money.first not in placed and money.cue is None and not money.converted and not money.each
    ]
    sentences = {telling.sentence.number for telling in told}
    notices += [
        Notice(code="deal-without-parties", span=page.span(candidate.trigger.first, candidate.trigger.last))
        for candidate in candidates
        if candidate.money is not None and candidate.sentence.number not in sentences
    ]
    return sorted(notices, key=lambda notice: notice.span.start)
