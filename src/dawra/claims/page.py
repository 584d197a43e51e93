"""One document laid out for reading: its tokens, its sentences, and every phrase of the lexicon in it."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter

from dawra.claims.lexicon import Hit, Lexicon
from dawra.claims.tokens import Sentence, Token
from dawra.documents import Document
from dawra.values import Span

_first = attrgetter("first")
_last = attrgetter("last")


@dataclass
class Page:
    """What all finders share; indices count tokens, spans count characters of the document."""

    document: Document
    words: Lexicon
    tokens: list[Token]
    sentences: list[Sentence]
    hits: list[Hit]

    def at(self, section: str, index: int) -> Hit | None:
        """The longest hit of a section that starts at a token."""
        hits = self._starting[section].get(index)
        if not hits:
            return None
        return hits[0] if len(hits) == 1 else max(hits, key=_last)

    def all_at(self, section: str, index: int) -> list[Hit]:
        """Every hit of a section that starts at a token."""
        return self._starting[section].get(index, [])

    def ending(self, section: str, index: int) -> Hit | None:
        """The longest hit of a section that ends just before a token."""
        hits = self._stopping[section].get(index)
        if not hits:
            return None
        return hits[0] if len(hits) == 1 else min(hits, key=_first)

    def between(self, section: str, first: int, last: int) -> list[Hit]:
        """Hits of a section inside tokens ``[first, last)``, by place."""
        hits, firsts = self.by_section[section], self._firsts[section]
        low = bisect_left(firsts, first)
        return [hit for hit in hits[low : bisect_left(firsts, last, low)] if hit.last <= last]

    def any_word(self, key: str, first: int, last: int) -> bool:
        """Whether a word of a list stands at tokens ``[first, last)``, in any of its forms."""
        words = self.words.words("words", key)
        return any(form in words for token in self.tokens[max(0, first) : last] for form in token.forms)

    def is_word(self, key: str, index: int) -> bool:
        """Whether the token itself, as written but for folding, is a word of a list."""
        return 0 <= index < len(self.tokens) and self.tokens[index].norm in self.words.words("words", key)

    def has_form(self, key: str, index: int) -> bool:
        """Whether the token, with or without glued particles, is a word of a list."""
        words = self.words.words("words", key)
        return any(form in words for form in self.tokens[index].forms)

    def sentence_of(self, index: int) -> Sentence:
        """The sentence that holds a token."""
        return self.sentences[self._sentence_numbers[index]]

    def span(self, first: int, last: int) -> Span:
        """The characters of tokens ``[first, last)``."""
        return Span.cut(self.document.text, self.tokens[first].start, self.tokens[last - 1].end)

    def cut(self, start: int, end: int) -> Span:
        """The characters ``[start, end)``."""
        return Span.cut(self.document.text, start, end)

    @cached_property
    def by_section(self) -> dict[str, list[Hit]]:
        """Hits of each section in the order of the text."""
        grouped: dict[str, list[Hit]] = defaultdict(list)
        for hit in self.hits:
            grouped[hit.section].append(hit)
        return grouped

    @cached_property
    def place_tokens(self) -> frozenset[int]:
        """The tokens that name a country, a city or a people."""
        return frozenset(i for hit in self.by_section["places"] for i in range(hit.first, hit.last))

    @cached_property
    def _firsts(self) -> dict[str, list[int]]:
        grouped: dict[str, list[int]] = defaultdict(list)
        for section, hits in self.by_section.items():
            grouped[section] = [hit.first for hit in hits]
        return grouped

    @cached_property
    def _starting(self) -> "_Grouped":
        return _Grouped(self.by_section, _first)

    @cached_property
    def _stopping(self) -> "_Grouped":
        return _Grouped(self.by_section, _last)

    @cached_property
    def _sentence_numbers(self) -> list[int]:
        numbers = [0] * len(self.tokens)
        for sentence in self.sentences:
            for index in range(sentence.first, sentence.last):
                numbers[index] = sentence.number
        return numbers


class _Grouped(dict[str, dict[int, list[Hit]]]):
    """The hits of each section by the place that a key tells; a section is put in order when it is asked for."""

    def __init__(self, hits: dict[str, list[Hit]], place: Callable[[Hit], int]) -> None:
        super().__init__()
        self._hits = hits
        self._place = place

    def __missing__(self, section: str) -> dict[int, list[Hit]]:
        grouped: dict[int, list[Hit]] = {}
        for hit in self._hits.get(section, ()):
            grouped.setdefault(self._place(hit), []).append(hit)
        self[section] = grouped
        return grouped
