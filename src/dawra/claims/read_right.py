"""What a licence in a text allows: mode, action, object and channel, where words of the taxonomies stand beside it.

Only the words around the one that tells of the licence are looked at, and of each scope only the narrowest that is
named. Of whose things it speaks, the licensor decides: "its models" of OpenAI are OpenAI's models. For whom and
where a licence holds is seldom said in its own sentence, and is left open.
"""

from typing import Final

from dawra.claims.candidate import Candidate
from dawra.claims.claim import Evidence, Right
from dawra.claims.find_values import Aligner
from dawra.claims.page import Page
from dawra.claims.spoken import said
from dawra.claims.taxonomy import Taxonomy, taxonomies
from dawra.parties import registry
from dawra.values import Span

_BEFORE: Final = 2
_AFTER: Final = 14
"""How many tokens around the licence's own word speak of what it allows."""

_AXES: Final = ("action", "object", "channel")
_OF_PURCHASES: Final = frozenset({"buy", "supply", "compute"})
"""What no licence is about: "cloud" beside one is its channel."""


def read_right(page: Page, candidate: Candidate) -> tuple[Right | None, list[Evidence]]:
    """The right of a candidate and the words that prove it; None where it is no licence or says nothing of one."""
    if candidate.kind != "licence":
        return None, []
    first = max(candidate.sentence.first, candidate.trigger.first - _BEFORE)
    around = page.span(first, min(candidate.sentence.last, candidate.trigger.last + _AFTER))
    aligner, owner = Aligner(around.text), _owner(candidate)
    evidence: list[Evidence] = []
    scopes: dict[str, tuple[str, ...] | None] = {}
    for axis in _AXES:
        found = _narrowest(aligner, taxonomies()[axis], owner)
        scopes[axis] = tuple(found) or None
        evidence += [
            Evidence(field=f"right/{axis}", span=page.cut(around.start + span.start, around.start + span.end))
            for span in found.values()
        ]
    mode = None if candidate.exclusive is None else "exclusive" if candidate.exclusive else "non_exclusive"
    if mode is not None and candidate.exclusive_hit is not None:
        evidence.append(
            Evidence(field="right/mode", span=page.span(candidate.exclusive_hit.first, candidate.exclusive_hit.last))
        )
    if mode is None and not any(scopes.values()):
        return None, []
    right = Right(mode=mode, action=scopes["action"], object=scopes["object"], channel=scopes["channel"])
    return right, evidence


def _narrowest(aligner: Aligner, taxonomy: Taxonomy, owner: str | None) -> dict[str, Span]:
    """The words that are named, without those in which another of them lies, each with its place.

    What only its wider word would be named by, such as "cloud", is the wider one's.
    """
    found: dict[str, Span] = {}
    for word in taxonomy:
        if taxonomy.owner(word.id) not in {None, owner} or _OF_PURCHASES & {word.id, *word.parents}:
            continue
        mine = taxonomy.owner(word.id) is not None
        wider = {
            phrase for parent in word.parents if not mine or taxonomy.owner(parent) for phrase in taxonomy[parent].words
        }
        if span := said(aligner, [phrase for phrase in (word.en, word.ar, *word.words) if phrase not in wider]):
            found[word.id] = span
    if owned := {name: span for name, span in found.items() if taxonomy.owner(name) is not None}:
        found = owned
    return {
        name: span
        for name, span in found.items()
        if not any(
            other != name and (other in taxonomy.below([name]) or _qualifies(place, span))
            for other, place in found.items()
        )
    }


def _qualifies(one: Span, other: Span) -> bool:
    """Whether ``one`` stands beside ``other`` and narrows it: "open-weight models", «نماذج مفتوحة الأوزان»."""
    if one.text.isascii():
        return one.end + 1 == other.start
    return other.end + 1 == one.start


def _owner(candidate: Candidate) -> str | None:
    """The group of the one licensor who is named."""
    named = [mention.id for mention in candidate.roles.get("licensor", []) if mention.id]
    return registry().group(named[0]) if len(named) == 1 else None
