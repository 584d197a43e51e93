"""A text folded for comparing, with the way back to the places of its characters."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from dawra.parties import fold
from dawra.values import Span

_DIGITS: Final = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "0123456789" * 2)
_ARTICLE: Final = "ال"
_LETTER: Final = re.compile(r"[^\W_]")
_CLITICS: Final = re.compile(rf"(?<!{_LETTER.pattern})(?:[وف]?(?:[بك]?ال|لل|[بلك])?)\Z")
_CLITICS_OF_ARTICLE: Final = re.compile(rf"(?<!{_LETTER.pattern})[وف]?ل\Z")
_LONGEST_CLITICS: Final = len("وبال")


@dataclass(frozen=True, slots=True)
class Folded:
    """``text`` is the folded form of ``original``; its character i comes from place ``places[i]``."""

    original: str
    text: str
    places: tuple[int, ...]

    @classmethod
    def of(cls, original: str, *, keep: str = "") -> "Folded":
        """Fold as names are folded; the characters of ``keep`` stay what they are."""
        letters: list[str] = []
        places: list[int] = []
        for place, char in enumerate(original):
            for letter in char.translate(_DIGITS) if char in keep else _folded_char(char):
                if letter != " " or (letters and letters[-1] != " "):
                    letters.append(letter)
                    places.append(place)
        return cls(original, "".join(letters), tuple(places))

    def span(self, start: int, end: int) -> Span:
        """The original's slice behind the folded one, which is not empty, with the marks on its last letter."""
        last = self.places[end - 1] + 1
        while last < len(self.original) and unicodedata.combining(self.original[last]):
            last += 1
        return Span.cut(self.original, self.places[start], last)

    def search(self, pattern: re.Pattern[str]) -> Span | None:
        """The first place of a regular expression in the folded text."""
        match = pattern.search(self.text)
        return self.span(*match.span()) if match else None

    def word(self, name: str) -> Span | None:
        """The first place of a name as whole words; Arabic particles may be glued before it."""
        return next(self.words(name), None)

    def words(self, name: str) -> Iterator[Span]:
        """Every place of a name as whole words, what is glued before it left out; of الشركة in للشركة the rest."""
        if not (folded := _folded_name(name)):
            return
        forms = [(folded, _CLITICS)]
        if folded.startswith(_ARTICLE):
            forms.append((folded.removeprefix(_ARTICLE[0]), _CLITICS_OF_ARTICLE))
        last = 0
        for start, end in sorted(place for form in forms for place in self._whole(*form)):
            if start >= last:
                yield self.span(start, end)
                last = end

    def _whole(self, folded: str, clitics: re.Pattern[str]) -> Iterator[tuple[int, int]]:
        """Where ``folded`` stands with nothing but ``clitics`` glued before it and nothing behind it."""
        start = self.text.find(folded)
        while start >= 0:
            end = start + len(folded)
            glued = clitics.search(self.text, max(start - _LONGEST_CLITICS, 0), start)
            if glued and not _LETTER.match(self.text, end):
                yield start, end
            start = self.text.find(folded, start + 1)


@lru_cache(maxsize=4096)
def _folded_char(char: str) -> str:
    """A character as it is folded, a space where it parts words."""
    return (fold(char) or (" " if _separates(char) else "")).translate(_DIGITS)


@lru_cache(maxsize=65536)
def _folded_name(name: str) -> str:
    return fold(name).translate(_DIGITS)


def _separates(char: str) -> bool:
    return fold(f"a{char}b") == "a b"
