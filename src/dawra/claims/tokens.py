"""Words with their places, and the shapes under which a lexicon may know them.

Arabic glues particles to the word (ول+ل+استثمار); each token therefore carries every form that is left when
particles are taken off, and which ones they were. The text itself is never changed.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeAlias

from dawra.parties import fold

_UNSEEN = "[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
"""Characters that turn the direction, allow a break or forbid it; inside a word or a number they change nothing, and
by themselves they are none."""
_FIGURES = rf"\d(?:{_UNSEEN}*+(?:(?:[.,٫٬]|،(?=\d{{1,2}}(?!\d))){_UNSEEN}*+)?\d)*+"
_LATIN = "A-Za-z\u00c0-\u024f"
_ARABIC = "[\u0620-\u065f\u0670-\u06d3\u0640]"
_TOKEN = re.compile(
    r"(?P<currency>(?:US|CA|AU|HK|NZ|NT|MX|[ACSR])\$)"
    r"|(?P<latin>(?:SR|SAR|AED|Dhs?|Rs|QR|QAR|KD|KWD|BD|RM|JD|OMR|EGP|CHF|EUR|USD|GBP|INR|LE|NOK|SEK)(?=\d)"
    r"|(?<!\w)\d{1,2}[A-Z]{1,2}[a-z]{2,}\w*"
    rf"|[{_LATIN}](?:[\w&]|{_UNSEEN}++(?=[{_LATIN}\d])|\.(?=[A-Za-z]\.)|(?<=\.[A-Za-z])\.|['’](?!s?\b))*)"
    # 5 000 000 with spaces that do not break a line, or with plain ones before nothing but noughts.
    rf"|(?P<number>(?<!\w)\d{{1,3}}(?:[\u00a0\u2009\u202f]\d{{3}})+(?!\w)|(?<!\w)[1-9]\d{{0,2}}(?: 000)+(?!\w|[.,]\d)"
    rf"|(?<!\w){_FIGURES}|{_FIGURES})"
    r"|(?P<possessive>['’]s?(?![\w]))"
    rf"|(?P<arabic>{_ARABIC}++(?:{_UNSEEN}++{_ARABIC}++)*+)"
    rf"|(?P<mark>(?P<same>(?!{_UNSEEN})[^\w\s])(?:(?P=same){(19,)}+)?+)"  # a rule across the page is one mark
)
_PIECE = re.compile(r"\S+(?:(?<=\d)[ \u00a0\u2009\u202f](?=\d{3}(?!\d))\S+)*")
"""What stands between white space, groups of figures kept together."""
_Shape: TypeAlias = tuple[str, str, dict[str, str], bool, bool]
_ENDS = frozenset(".!?؟۔…")
_CLOSING = frozenset('"”’»)')
"""What may follow a full stop without a space."""
_SHORTEST_STEM = 2
_SHORTEST_VERB_OF_MANY = 5
_SHAPES_KEPT = 1 << 15
_LONGEST_KEPT = 64
"""The shapes of longer words are not kept in memory."""
_LONGEST_SENTENCE = 300
"""Tokens; the longest of the scored articles has 68. What is read in a sentence is compared with all else in it."""


@dataclass(slots=True, eq=False)
class Token:
    """One word, number or mark at ``[start, end)`` of the text; ``index`` is its place among all tokens."""

    index: int
    start: int
    end: int
    text: str
    kind: str
    norm: str
    forms: dict[str, str] = field(repr=False)
    """Every reading of the word, each with the particles taken off to reach it."""
    capital: bool
    """Whether a Latin word starts with a capital."""
    is_word: bool
    """Whether it is a word in either script."""
    space_before: bool = True


@dataclass(slots=True, eq=False)
class Sentence:
    """A run of tokens ``[first, last)``; ``paragraph`` counts the lines of the text."""

    number: int
    first: int
    last: int
    paragraph: int


def tokenise(text: str) -> list[Token]:
    """All tokens of a text, in order."""
    tokens: list[Token] = []
    for piece in _PIECE.finditer(text):
        at, end = piece.span()
        for first, last, word, shape, space in (_cut if end - at <= _LONGEST_KEPT else _cut_of)(piece.group()):
            tokens.append(Token(len(tokens), at + first, at + last, word, *shape, space))
    return tokens


def _cut_of(piece: str) -> tuple[tuple[int, int, str, _Shape, bool], ...]:
    """The tokens of a piece without white space; none reaches or looks over its ends.

    The last of each says whether nothing, or nothing that anybody sees, stands between the token and a space.
    """
    found = []
    seen = 0
    for match in _TOKEN.finditer(piece):
        word = match.group()
        known = _shape if len(word) <= _LONGEST_KEPT else _shape_of
        gap = piece[seen : match.start()]
        space = not seen or any(char.isspace() for char in gap)
        found.append((match.start(), match.end(), word, known(str(match.lastgroup), word), space))
        seen = match.end()
    return tuple(found)


def _shape_of(kind: str, word: str) -> _Shape:
    """What a token is by its letters alone: kind, norm, forms, capital, is_word."""
    if kind == "latin":
        norm = fold(word).replace(" ", "")
        first = word.lstrip("0123456789")[:1] if word[0].isdigit() else word[0]
        return kind, norm, {norm: ""}, first.isupper(), True
    if kind == "arabic":
        norm = fold(word)
        return kind, norm, arabic_forms(norm), False, True
    return "mark" if kind == "currency" else kind, word, {word: ""}, False, False


_cut = lru_cache(maxsize=_SHAPES_KEPT)(_cut_of)
_shape = lru_cache(maxsize=_SHAPES_KEPT)(_shape_of)


@lru_cache(maxsize=_SHAPES_KEPT)
def arabic_forms(norm: str) -> dict[str, str]:
    """The folded word and what it is without its leading particles or as a verb of one, each with those particles."""
    forms = {norm: ""}
    for joiner in ("و", "ف"):
        if norm.startswith(joiner) and len(norm) > _SHORTEST_STEM:
            forms.setdefault(norm[1:], joiner)
    for form, taken in list(forms.items()):
        if form.startswith("لل") and len(form) > _SHORTEST_STEM + 1:
            forms.setdefault(form[2:], taken + "لل")
            forms.setdefault("ال" + form[2:], taken + "ل")
        if form[:1] in {"ب", "ل", "ك"} and len(form) > _SHORTEST_STEM:
            forms.setdefault(form[1:], taken + form[0])
        if form[:1] == "س" and form[1:2] in {"ي", "ت", "ن", "ا"}:
            forms.setdefault(form[1:], taken + "س")
    for form, taken in list(forms.items()):
        if form.startswith("ال") and len(form) > _SHORTEST_STEM + 1:
            forms.setdefault(form[2:], taken + "ال")
        # A verb of two or many is the verb of one with an ending: تستثمران, يستثمرون.
        if form[:1] in {"ي", "ت"} and form.endswith(("ان", "ون")) and len(form) > _SHORTEST_VERB_OF_MANY:
            forms.setdefault(form[:-2], taken)
    return forms


def sentences(text: str, tokens: list[Token], abbreviations: Collection[str]) -> list[Sentence]:
    """Split at line ends and at full stops that end a sentence; behind an abbreviation none does.

    A row of words without either, such as a table run together, is cut at a length that no sentence has.
    """
    found: list[Sentence] = []
    first = 0
    paragraph = 0
    for token in tokens:
        index = token.index
        if index + 1 < len(tokens):
            end, start = token.end, tokens[index + 1].start
            gap = text[end:start] if start > end else ""
        else:
            gap = "\n"
        new_line = "\n" in gap
        stops = new_line or (token.text in _ENDS and _ends_sentence(tokens, token, gap, abbreviations))
        if stops or index + 1 - first >= _LONGEST_SENTENCE:
            found.append(Sentence(len(found), first, index + 1, paragraph))
            first = index + 1
        paragraph += new_line
    return found


def _ends_sentence(tokens: list[Token], token: Token, gap: str, abbreviations: Collection[str]) -> bool:
    if token.index + 1 == len(tokens):
        return True
    before, following = tokens[token.index - 1] if token.index else None, tokens[token.index + 1]
    glued = token.text == "." and before is not None and before.end == token.start and before.kind == "latin"
    if glued and before is not None and (before.norm in abbreviations or len(before.text) == 1):
        return False
    if not gap and following.text not in _CLOSING:
        return False
    return following.kind != "latin" or following.capital
