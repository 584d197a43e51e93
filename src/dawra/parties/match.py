"""Whom a name may mean, each answer with its reason, the surest first.

An identifier or a name decides. A former name, a like sound in the other script and a like spelling are only
suggestions for a person: scores put Tigran beside Iran, and nothing but a judgement may join those two.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from rapidfuzz import fuzz

from dawra.parties.names import bare, fold
from dawra.parties.registry import registry
from dawra.parties.transliterate import transliteration_key

HOW: Final = ("identifier", "name", "former_name", "transliteration", "similar")
"""The reasons for a match, the surest first."""

DECIDING: Final = frozenset({"identifier", "name"})

ALIKE: Final = 90
"""From this score on two spellings are alike. In the registry these are 2,295 pairs of one party and 157 of two;
from 86 on they would be 2,823 and 653, from 94 on 1,126 and 11."""

_SHORTEST: Final = 4
"""Names of three letters are like too many."""

_ARABIC = re.compile("[\u0621-\u064a]")
_DIGITS = re.compile(r"\d+")

Names = Mapping[str, Collection[str]]
"""The names under which a ledger tells of each party id, as written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A party that may be meant: ``how`` is one of `HOW`, ``name`` the one that met, ``score`` of 100."""

    party: str
    how: str
    name: str
    score: float | None = None

    @property
    def decides(self) -> bool:
        """Whether this alone says who is meant."""
        return self.how in DECIDING


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A name with all that is compared of it; ``party`` is its bearer."""

    party: str
    name: str
    former: bool
    folded: str
    bare: str
    key: str
    arabic: bool
    digits: tuple[str, ...]

    @classmethod
    def of(cls, party: str, name: str, *, former: bool = False) -> "Written":
        """Prepare a name for comparing."""
        plain = bare(name)
        return cls(
            party=party,
            name=name,
            former=former,
            folded=fold(name),
            bare=plain,
            key=transliteration_key(name),
            arabic=_ARABIC.search(name) is not None,
            digits=tuple(_DIGITS.findall(plain)),
        )

    @property
    def comparable(self) -> bool:
        """Whether its spelling says enough to be compared."""
        return len(self.bare) >= _SHORTEST

    def meets(self, other: "Written") -> tuple[str, float | None] | None:
        """How it meets a name of somebody, with a score where that is all; None where it does not."""
        if self.folded == other.folded:
            return "former_name" if other.former else "name", None
        if self.key and self.key == other.key and self.arabic != other.arabic:
            return "transliteration", None
        if self.comparable and other.comparable and self.digits == other.digits:
            score = fuzz.ratio(self.bare, other.bare, score_cutoff=ALIKE)
            return ("similar", score) if score else None
        return None


def matches(text: str, names: Names) -> tuple[Match, ...]:
    """The parties of the registry and of a ledger that ``text`` may mean, each once, the surest first.

    Args:
        text: a name, a party's id, or an identifier: ``NASDAQ:NVDA``, a CIK's ten digits, an LEI.
        names: what the ledger calls its parties, by id.
    """
    found = [*_identified(text, names), *_met(Written.of("", text), (*known_names(), *ledger_names(names)))]
    best: dict[str, Match] = {}
    for match in sorted(found, key=_order):
        best.setdefault(match.party, match)
    return tuple(best.values())


@cache
def known_names() -> tuple[Written, ...]:
    """Every name of the registry, prepared once."""
    return tuple(
        Written.of(party.id, name, former=name in party.former_names) for party in registry() for name in party.names
    )


def ledger_names(names: Names) -> tuple[Written, ...]:
    """The names of those whom the registry does not know."""
    return tuple(
        Written.of(party_id, name)
        for party_id in sorted(names)
        if registry().get(party_id) is None
        for name in sorted(names[party_id])
    )


def _identified(text: str, names: Names) -> Iterator[Match]:
    wanted = text.strip()
    for party in (registry().identified(wanted), registry().get(wanted.lower())):
        if party:
            yield Match(party=party.id, how="identifier", name=wanted)
    if wanted in names:
        yield Match(party=wanted, how="identifier", name=wanted)


def _met(wanted: Written, known: Iterable[Written]) -> Iterator[Match]:
    for one in known:
        if found := wanted.meets(one):
            how, score = found
            yield Match(party=one.party, how=how, name=one.name, score=score)


def _order(match: Match) -> tuple[int, float, str, str]:
    return HOW.index(match.how), -(match.score or 0), match.party, match.name
