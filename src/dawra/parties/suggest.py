"""Which parties of a ledger may be one, each pair with its reason, for a person to judge.

Only pairs with a party that the registry does not know: its own are told apart by hand. Every name is compared
with those that share a key or begin with the same letter, which is what keeps 10,000 names a matter of seconds.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any, Final

import numpy as np
from rapidfuzz import fuzz, process

from dawra.parties.judgement import Identities
from dawra.parties.match import ALIKE, HOW, Names, Written, known_names, ledger_names

_ROWS: Final = 512
"""Names compared at a time: the table of scores stays small."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """Two ids that may be one party: ``how`` their names meet, the names, and for similar ones the score."""

    one: str
    other: str
    how: str
    names: tuple[str, str]
    score: float | None = None

    def to_json(self) -> dict[str, Any]:
        """``{one, other, how, names, score}``."""
        return {
            "one": self.one,
            "other": self.other,
            "how": self.how,
            "names": list(self.names),
            "score": None if self.score is None else round(self.score, 1),
        }


def suggest(names: Names, identities: Identities) -> tuple[Suggestion, ...]:
    """The pairs that nobody has judged yet, the surest first."""
    best: dict[tuple[str, str], Suggestion] = {}
    for mine, theirs in _pairs(ledger_names(names), known_names()):
        if (found := _met(mine, theirs)) and _open(found, identities):
            pair = (found.one, found.other)
            best[pair] = min(best.get(pair, found), found, key=_order)
    return tuple(sorted(best.values(), key=_order))


def _met(mine: Written, theirs: Written) -> Suggestion | None:
    met = mine.meets(theirs) if mine.party != theirs.party else None
    if met is None:
        return None
    how, score = met
    return Suggestion(one=mine.party, other=theirs.party, how=how, names=(mine.name, theirs.name), score=score)


def _open(found: Suggestion, identities: Identities) -> bool:
    """Whether the two are neither joined nor split, directly or through others."""
    mine, theirs = identities.members(found.one), identities.members(found.other)
    if mine == theirs:
        return False
    return not any(mine & set(said.pair) and theirs & set(said.pair) for said in identities.judged(found.one))


def _order(found: Suggestion) -> tuple[Any, ...]:
    return HOW.index(found.how), -(found.score or 0), found.one, found.other, found.names


def _pairs(strangers: Sequence[Written], known: Sequence[Written]) -> Iterator[tuple[Written, Written]]:
    """Pairs of names that may meet, a stranger first; two strangers in the order of their ids."""
    for of in (_folded, _key, _initial):
        mine, theirs = _blocks(strangers, of), _blocks(known, of)
        compare = _alike if of is _initial else product
        for shared, block in mine.items():
            yield from compare(block, theirs.get(shared, []))
            yield from ((one, other) for one, other in compare(block, block) if one.party < other.party)


def _blocks(names: Sequence[Written], of: Callable[[Written], str]) -> dict[str, list[Written]]:
    """The names by what they share, those without it left out."""
    blocks: dict[str, list[Written]] = defaultdict(list)
    for name in names:
        if shared := of(name):
            blocks[shared].append(name)
    return blocks


def _folded(name: Written) -> str:
    return name.folded


def _key(name: Written) -> str:
    return name.key


def _initial(name: Written) -> str:
    return name.bare[0] if name.comparable else ""


def _alike(mine: Sequence[Written], theirs: Sequence[Written]) -> Iterator[tuple[Written, Written]]:
    """The pairs whose spellings are alike."""
    others = [one.bare for one in theirs]
    for start in range(0, len(mine), _ROWS):
        rows = mine[start : start + _ROWS]
        spelled = [one.bare for one in rows]
        scores = process.cdist(spelled, others, scorer=fuzz.ratio, score_cutoff=ALIKE, dtype=np.uint8)
        for row, column in np.argwhere(scores):
            yield rows[row], theirs[column]
