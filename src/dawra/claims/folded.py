"""A text folded for comparing, with the way back to the places of its characters."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from dawra.parties import fold
from dawra.values import Span

_CLITICS = "(?:[وف]?(?:[بك]?ال|لل|[بلك])?)"
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "0123456789" * 2)
_ARTICLE = "ال"
_WORD = r"[^\W_]"


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
            folded = char if char in keep else fold(char) or (" " if _separates(char) else "")
            for letter in folded.translate(_DIGITS):
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

    def search(self, pattern: str) -> Span | None:
        """The first place of a regular expression in the folded text."""
        match = re.search(pattern, self.text)
        return self.span(*match.span()) if match else None

    def word(self, name: str) -> Span | None:
        """The first place of a name as whole words; Arabic particles may be glued before it."""
        return next(self.words(name), None)

    def words(self, name: str) -> Iterator[Span]:
        """Every place of a name as whole words, what is glued before it left out; of الشركة in للشركة the rest."""
        if not (folded := fold(name).translate(_DIGITS)):
            return
        forms = f"{_CLITICS}({re.escape(folded)})"
        if folded.startswith(_ARTICLE):
            forms += f"|[وف]?ل({re.escape(folded.removeprefix(_ARTICLE[0]))})"
        for match in re.finditer(rf"(?<!{_WORD})(?:{forms})(?!{_WORD})", self.text):
            yield self.span(*match.span(match.lastindex or 0))


def _separates(char: str) -> bool:
    return fold(f"a{char}b") == "a b"
