"""A text folded for comparing, with the way back to the places of its characters."""

import re
from dataclasses import dataclass

from dawra.parties import fold
from dawra.values import Span

_CLITICS = "(?:[وف]?(?:[بك]?ال|لل|[بلك])?)"
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "0123456789" * 2)
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
        """The original's slice behind the folded one, which is not empty."""
        return Span.cut(self.original, self.places[start], self.places[end - 1] + 1)

    def search(self, pattern: str) -> Span | None:
        """The first place of a regular expression in the folded text."""
        match = re.search(pattern, self.text)
        return self.span(*match.span()) if match else None

    def word(self, name: str) -> Span | None:
        """The first place of a name as whole words; Arabic particles may be glued before it."""
        if not (folded := fold(name)):
            return None
        match = re.search(rf"(?<!{_WORD}){_CLITICS}({re.escape(folded)})(?!{_WORD})", self.text)
        return self.span(*match.span(1)) if match else None


def _separates(char: str) -> bool:
    return fold(f"a{char}b") == "a b"
