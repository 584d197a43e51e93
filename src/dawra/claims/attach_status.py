"""How firm a deal is: the word of its sentence that governs it."""

from collections.abc import Iterator

from dawra.claims.candidate import PURCHASES, Candidate, Scene
from dawra.claims.lexicon import Hit
from dawra.claims.page import Page

_REACH = 30
_MOST_CROSSED = 3
_AGREES_BEHIND = 3
_FUTURE = ("ست", "سي", "سن")
"""How an Arabic verb of the future begins."""
_OPEN = frozenset({"rumoured", "in_talks", "planned"})
_IN_FORCE = frozenset({"revenue_share", "licence", "partnership", "guarantee", "commerce_partnership"})
"""Kinds that go on once agreed: they are signed, and never completed."""
_CONTRACTS = PURCHASES | {"debt_financing", "guarantee"}
_WEIGHTS = {
    "denied": 0.35,
    "terminated": 0.3,
    "in_talks": 0.2,
    "signed": 0.08,
    "completed": 0.08,
    "announced": -0.1,
    "amended": -0.25,
}
"""How far a word outweighs distance: an explicit end or denial does, an announcement says little of the deal."""
_PER_TOKEN = 0.025
_BEHIND = 0.3
_CROSSED = 0.12
_IS_TRIGGER = 0.1
_NOT_AMENDED = 0.3
_LEAST = 0.1
_PLAIN = 0.5
_AMENDED = 0.45
_CHANGED_BEHIND = 6
_HOLDING_BEFORE = 6
_QUOTES = frozenset("\"'")


def attach_status(scene: Scene, candidate: Candidate) -> None:
    """The nearest governing status word, else what the kind and the day imply."""
    weight, hit = max(_weighed(scene.page, candidate), key=lambda pair: pair[0], default=(0.0, None))
    if hit is not None and weight > _LEAST:
        candidate.status, candidate.status_hit = hit.key, hit
        candidate.strength = 2 if weight > _PLAIN else 1
        if _agrees(scene.page, hit, candidate):
            candidate.status = "signed"
        elif hit.key == "signed" and _is_loose(scene.page, candidate):
            candidate.status = "announced"
    elif candidate.kind == "amendment":
        candidate.status = "amended"
    elif candidate.standing or (candidate.kind == "licence" and _is_held(scene.page, candidate)):
        candidate.status = "signed"
    elif scene.page.tokens[candidate.trigger.first].norm.startswith(_FUTURE):
        candidate.status = "announced"
    elif candidate.kind in _CONTRACTS:
        candidate.status = "signed"  # a contract that is spoken of plainly is one
    candidate.status = _as_of_kind(scene, candidate)


def _is_loose(page: Page, candidate: Candidate) -> bool:
    """Whether what was signed binds nobody: a memorandum of understanding, a letter of intent."""
    sentence = candidate.sentence
    hits = page.between("statuses", sentence.first, sentence.last)
    return any(hit.key == "announced" and page.is_word("loose", hit.first) for hit in hits)


def _agrees(page: Page, hit: Hit, candidate: Candidate) -> bool:
    """وافقت X: a party of the deal agrees to it, anybody else only approves."""
    if not page.is_word("agreeing", hit.first):
        return False
    behind = range(hit.last, hit.last + _AGREES_BEHIND)
    return any(m.first in behind for members in candidate.roles.values() for m in members)


def _weighed(page: Page, candidate: Candidate) -> Iterator[tuple[float, Hit]]:
    """Each status word that may speak of the deal, with its weight."""
    trigger, sentence = candidate.trigger, candidate.sentence
    hits = page.between("statuses", sentence.first, sentence.last)
    for hit in hits:
        if any(o.first <= hit.first and hit.last <= o.last and o.last - o.first > hit.last - hit.first for o in hits):
            continue  # "would" in "said it would"
        gap = candidate.distance(hit.first, hit.last)
        if gap > _REACH or _says_nothing(page, hit, candidate):
            continue
        before = hit.last <= trigger.first
        inside = hit.first < trigger.last and hit.last > trigger.first
        low, high = (hit.last, trigger.first) if before else (trigger.last, hit.first)
        if page.between("breaks", low, max(low, high)):
            continue
        weight = 1.0 - _PER_TOKEN * gap - (0.0 if before or inside else _BEHIND)
        weight -= _CROSSED * min(_crossed(page, trigger, low, high), _MOST_CROSSED)
        weight += _WEIGHTS.get(hit.key, 0.0)
        if hit.key == "denied" and before:
            weight = 1.0 + _WEIGHTS["denied"]  # a denial reaches over all that it denies
        if inside and hit.key == "completed":
            weight += _IS_TRIGGER
        if hit.key == "amended" and candidate.kind != "amendment":
            weight += _AMENDED if candidate.kind in PURCHASES and _changes(page, hit) else -_NOT_AMENDED
        yield weight, hit


def _changes(page: Page, hit: Hit) -> bool:
    """Whether an agreement follows: "expanded its contract"."""
    return any(noun.key == "agreement" for noun in page.between("nouns", hit.last, hit.last + _CHANGED_BEHIND))


def _crossed(page: Page, trigger: Hit, low: int, high: int) -> int:
    """How many other deals stand between; partnerships are spoken of beside any deal."""
    return sum(
        1
        for other in page.between("trigger", low, max(low, high))
        if other.entry["kind"] != "partnership" and not (other.first < trigger.last and other.last > trigger.first)
    )


def _says_nothing(page: Page, hit: Hit, candidate: Candidate) -> bool:
    """Words that say nothing of this deal: قد before a perfect verb, "May" as a month, a mark in quotes."""
    token = page.tokens[hit.first]
    if "قد" in token.forms and hit.last - hit.first == 1:
        following = page.tokens[hit.last].norm if hit.last < len(page.tokens) else ""
        return not following.startswith(("ي", "ت")) or following == "تم"
    if token.norm == "may" and token.capital:
        return True
    if token.text in _QUOTES:
        return True
    if hit.key == "completed" and (_is_planned(page, hit) or _is_verbal_noun(page, hit)):
        return True
    behind = hit.first > candidate.trigger.last
    return hit.key == "denied" and behind and page.is_word("refusing", hit.first)


def _is_planned(page: Page, hit: Hit) -> bool:
    """Whether a word right before says that it is yet to be: تستهدف جمع, "plans to acquire"."""
    before = page.ending("statuses", hit.first)
    return before is not None and before.key in _OPEN


def _is_verbal_noun(page: Page, hit: Hit) -> bool:
    """Whether an Arabic word is no verb, since it stands behind a preposition: جمع in تسعى إلى جمع."""
    arabic = page.tokens[hit.first].kind == "arabic" and hit.last - hit.first == 1
    return arabic and page.ending("prepositions", hit.first) is not None


def _is_held(page: Page, candidate: Candidate) -> bool:
    """Whether a right is one that somebody has."""
    first = max(candidate.sentence.first, candidate.trigger.first - _HOLDING_BEFORE)
    return bool(page.between("holding", first, candidate.trigger.first))


def _as_of_kind(scene: Scene, candidate: Candidate) -> str:
    """The status in the words of the kind: what goes on is signed, history is done, an amendment amends."""
    kind, status = candidate.kind, candidate.status
    if (kind == "revenue_share" and candidate.status_hit is None) or (kind in _IN_FORCE and status == "completed"):
        status = "signed"
    elif status == "announced" and _long_past(scene, candidate):
        status = "signed" if kind in _IN_FORCE | PURCHASES else "completed"
    if kind == "amendment" and status in {"announced", "signed", "completed"}:
        return "amended"
    return status


def _long_past(scene: Scene, candidate: Candidate) -> bool:
    """Whether the deal is dated well before the day of printing: history is done."""
    printed = scene.page.document.published
    if printed is None or candidate.date is None:
        return False
    month = len("2025-12")
    return candidate.date.date.end.isoformat()[:month] < printed[:month]
