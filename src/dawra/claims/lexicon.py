"""The words of a language as data: tables such as ``lexicons/{ar,en}.toml`` compiled to one matcher.

A phrase is a row of words; ``invest*`` matches every word that begins so; ``...`` allows up to five tokens in
between. Arabic words match with or without their glued particles. What a section means is said in the files.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from dawra.claims.tokens import Token, tokenise

UNMATCHED: Final = frozenset({"words", "not_names", "pronouns", "sector_words"})
"""Sections that are asked about one word at a time: no text is searched for them."""

_GAP = "..."
_STOPS = frozenset(".;!?؛؟\n")
_LONGEST_GAP = 5
_SHORTEST_PREFIX = 2
_STARTS_KEPT = 1 << 15
_LONGEST_KEPT = 64
"""A longer word is hardly met again."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase of the lexicon at tokens ``[first, last)``: its section, its key and the entry behind it."""

    first: int
    last: int
    section: str
    key: str
    entry: Any = None
    particles: str = ""


@dataclass(slots=True)
class _Node:
    exact: dict[str, "_Node"]
    stems: dict[str, "_Node"]
    gap: "_Node | None"
    ends: list[tuple[str, str, Any]]
    longest_stem: int = 0
    """How long the longest of ``stems`` is: no more of a word needs to be compared with them."""


_Ways: TypeAlias = tuple[tuple[_Node, str], ...]


class Lexicon:
    """All phrases of one or more tables of words."""

    def __init__(self, *tables: dict[str, Any]) -> None:
        self.tables = tables
        self._words: dict[tuple[str, str], frozenset[str]] = {}
        self._written: dict[tuple[str, str], frozenset[str]] = {}
        self._keys: dict[str, dict[str, str]] = {}
        self._root = _Node({}, {}, None, [])
        self._known_starts: dict[tuple[str, str], _Ways] = {}
        for table in tables:
            for section, key, phrase, entry in _phrases(table):
                self._add(section, key, phrase, entry)

    def words(self, section: str, key: str) -> frozenset[str]:
        """The folded phrases under one key, as single strings."""
        known = self._words.get((section, key))
        if known is None:
            known = frozenset(_folded(phrase) for phrase in self.written(section, key))
            self._words[section, key] = known
        return known

    def written(self, section: str, key: str) -> frozenset[str]:
        """The phrases under one key as the tables write them, capitals and spaces included."""
        known = self._written.get((section, key))
        if known is None:
            known = frozenset(phrase for table in self.tables for phrase in table.get(section, {}).get(key, ()))
            self._written[section, key] = known
        return known

    def keys(self, section: str) -> dict[str, str]:
        """The key of each folded phrase of a section."""
        known = self._keys.get(section)
        if known is None:
            known = {word: key for key in self.names(section) for word in self.words(section, key)}
            self._keys[section] = known
        return known

    def names(self, section: str) -> tuple[str, ...]:
        """The keys of a section, in the order of the tables."""
        return tuple({key: None for table in self.tables for key in table.get(section, {})})

    def hits(self, tokens: list[Token]) -> list[Hit]:
        """Every longest match of every section and key, by place; matches of different keys may overlap."""
        found: list[Hit] = []
        for token in tokens:
            if not (starts := self._starts(token)):
                continue
            index = token.index
            best: dict[tuple[str, str], tuple[int, Any, str]] = {}
            for last, (section, key, entry), particles in self._walk(tokens, index, starts):
                known = best.get((section, key))
                if known is None or known[0] < last:
                    best[section, key] = last, entry, particles
            for (section, key), (last, entry, particles) in best.items():
                found.append(Hit(index, last, section, key, entry, particles))
        return found

    def _add(self, section: str, key: str, phrase: str, entry: object) -> None:
        node = self._root
        for part in phrase.split():
            if part == _GAP:
                node.gap = node.gap or _Node({}, {}, None, [])
                node = node.gap
                continue
            stem = part.endswith("*")
            for token in tokenise(part.rstrip("*")):
                branch = node.stems if stem else node.exact
                if stem:
                    node.longest_stem = max(node.longest_stem, len(token.norm))
                node = branch.setdefault(token.norm, _Node({}, {}, None, []))
        node.ends.append((section, key, entry))

    def _starts(self, token: Token) -> _Ways:
        """Where a token leads from the root; kept, for most words lead nowhere."""
        key = token.kind, token.norm
        known = self._known_starts.get(key)
        if known is None:
            known = tuple(_branches(self._root, token))
            if len(token.norm) <= _LONGEST_KEPT:
                if len(self._known_starts) >= _STARTS_KEPT:
                    self._known_starts.clear()
                self._known_starts[key] = known
        return known

    def _walk(self, tokens: list[Token], start: int, starts: _Ways) -> Iterator[tuple[int, tuple[str, str, Any], str]]:
        heap = [(node, start + 1, taken, 0) for node, taken in starts]
        while heap:
            node, index, particles, skipped = heap.pop()
            for end in node.ends:
                yield index, end, particles
            if index >= len(tokens):
                continue
            token = tokens[index]
            if node.gap is not None:
                heap.append((node.gap, index, particles, _LONGEST_GAP))
            if skipped and token.text not in _STOPS:
                heap.append((node, index + 1, particles, skipped - 1))
            if node.exact or node.stems:
                heap += [(following, index + 1, particles, 0) for following, _ in _branches(node, token)]


def _branches(node: _Node, token: Token) -> Iterator[tuple[_Node, str]]:
    """Where a token leads from a node, under each of its forms, with the particles taken off."""
    for form, taken in token.forms.items():
        if following := node.exact.get(form):
            yield following, taken
        if node.stems and token.is_word:
            for length in range(_SHORTEST_PREFIX, min(len(form), node.longest_stem) + 1):
                if following := node.stems.get(form[:length]):
                    yield following, taken


def _phrases(table: dict[str, Any]) -> Iterator[tuple[str, str, str, Any]]:
    for section, content in table.items():
        if section in UNMATCHED:
            continue
        if isinstance(content, list):
            for entry in content:
                for phrase in entry["words"]:
                    yield section, entry.get("kind", section), phrase, entry
            continue
        for key, phrases in content.items():
            for phrase in phrases:
                yield section, key, phrase, None


def _folded(phrase: str) -> str:
    return " ".join(token.norm for token in tokenise(phrase))
