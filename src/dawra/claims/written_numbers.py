"""Numbers as they are written, in figures or words of both languages, each with the scale words after it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Final

from dawra.parties import fold

_ENGLISH: Final = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
_TENS: Final = ("thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ARABIC: Final = {
    1: "واحد واحدة",
    2: "اثنان اثنين اثنتان اثنتين عامين عامان سنتين سنتان",
    3: "ثلاث ثلاثة",
    4: "أربع أربعة",
    5: "خمس خمسة",
    6: "ست ستة",
    7: "سبع سبعة",
    8: "ثمان ثماني ثمانية",
    9: "تسع تسعة",
    10: "عشر عشرة",
    20: "عشرون عشرين",
    30: "ثلاثون ثلاثين",
    40: "أربعون أربعين",
    50: "خمسون خمسين",
    60: "ستون ستين",
    70: "سبعون سبعين",
    80: "ثمانون ثمانين",
    90: "تسعون تسعين",
    100: "مئة مائة",
}
_TWO_OF: Final = {
    3: "ألفان ألفين ألفي",
    6: "مليونان مليونين مليوني",
    9: "ملياران مليارين ملياري",
    12: "تريليونان تريليونين",
}
_SCALE_WORDS: Final = {
    2: "hundred",
    3: "thousand k ألف آلاف ألفا",
    6: "million millions m mn مليون ملايين مليونا",
    9: "billion billions bn b مليار مليارات مليارا بليون",
    12: "trillion trillions tn t تريليون تريليونات ترليون",
}
_SMALL: Final = {
    "a": Decimal(1),
    "an": Decimal(1),
    **{word: Decimal(value) for value, word in enumerate(_ENGLISH)},
    **{word: Decimal(10 * ten) for ten, word in enumerate(_TENS, 3)},
    **{fold(word): Decimal(value) for value, words in _ARABIC.items() for word in words.split()},
}
_DUALS: Final = {fold(word): Decimal(2).scaleb(power) for power, words in _TWO_OF.items() for word in words.split()}
_SCALES: Final = {
    fold(word): Decimal(1).scaleb(power) for power, words in _SCALE_WORDS.items() for word in words.split()
}
_PARTICLES: Final = ("وال", "بال", "لل", "ال", "و", "ب", "ل", "ف")
_SEPARATORS: Final = str.maketrans("٫٬", ".,")
_GROUPED: Final = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?")
_JOINS: Final = frozenset({"to", "and", "-", "الي", "و"})
_FIRST_TENS: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A number at the words ``[first, last)`` of a text."""

    first: int
    last: int
    value: Decimal


def written_numbers(words: Sequence[str]) -> Iterator[Written]:
    """Every number among folded words; "66 to 72 billion" also gives 66 the scale of 72."""
    index = 0
    while index < len(words):
        if (found := _number(words, index)) is None:
            index += 1
            continue
        yield found
        if scaled := _scaled_by_next(words, found):
            yield scaled
        index = found.last


def _number(words: Sequence[str], index: int) -> Written | None:
    word = _bare(words[index])
    if word in _DUALS:
        return Written(first=index, last=index + 1, value=_DUALS[word])
    plain = _plain(words, index)
    if plain is None and (word not in _SCALES or word.isascii()):
        return None
    # An Arabic scale word alone is one of them: مليار دولار.
    value, last = plain or (Decimal(1), index)
    while last < len(words) and (scale := _SCALES.get(words[last])):
        value, last = value * scale, last + 1
    return Written(first=index, last=last, value=value)


def _plain(words: Sequence[str], index: int) -> tuple[Decimal, int] | None:
    """Figures, or a row of number words, and where it ends."""
    word = _bare(words[index])
    value = figures(word) if word[0].isdigit() else _SMALL.get(word)
    if value is None or word[0].isdigit():
        return None if value is None else (value, index + 1)
    last = index + 1
    while last < len(words):
        step = last + 1 if words[last] == "-" and last + 1 < len(words) else last
        further = _SMALL.get(words[step].removeprefix("و"))
        joined = words[step].startswith("و") or (value >= _FIRST_TENS and word.isascii())
        if further is None or not joined or (word.isascii() and further >= 10):  # noqa: PLR2004 - a digit
            break
        value, last = value + further, step + 1
    return value, last


def _scaled_by_next(words: Sequence[str], number: Written) -> Written | None:
    if number.last + 1 >= len(words) or words[number.last] not in _JOINS:
        return None
    second = _number(words, number.last + 1)
    scale = second and next((_SCALES[w] for w in words[number.last + 1 : second.last] if w in _SCALES), None)
    if not (second and scale):
        return None
    return Written(first=number.first, last=second.last, value=number.value * scale)


def _bare(word: str) -> str:
    """A number word without the particles glued before it."""
    if word.isascii() or word in _SMALL or word in _DUALS or word in _SCALES:
        return word
    rests = (word.removeprefix(particle) for particle in _PARTICLES)
    return next((rest for rest in rests if rest in _SMALL or rest in _DUALS or rest in _SCALES), word)


def figures(token: str) -> Decimal | None:
    """Figures with separators as a number; None where they make none, as in ``10.5.3``."""
    plain = token.translate(_SEPARATORS).rstrip(".,")
    grouped = _GROUPED.fullmatch(plain)
    try:
        return Decimal(plain.replace(",", "" if grouped else "."))
    except InvalidOperation:
        return None
