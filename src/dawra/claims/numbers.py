"""Numbers as written: figures, words and scales of both languages."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from dawra.claims.page import Page
from dawra.parties.names import INVISIBLE
from dawra.values.money import LARGEST

_TO_ASCII = str.maketrans(
    {**{str(chr(0x660 + digit)): str(digit) for digit in range(10)}, "٫": ".", "٬": ",", "،": ","}
)
_GROUPED = re.compile(r"(?<![\d,])\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?")
_GROUPED_BY_DOTS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?")
_BETWEEN = re.compile(rf"[{INVISIBLE}\s]")
"""What may stand between figures and says nothing: spaces of a group, marks of direction."""
_SIGNS = "\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u2089\u2150-\u218b\u2460-\u249b_^"
"""Fractions, powers, circled and Roman figures, and what joins figures to more than a number."""
_GOES_ON = re.compile(rf"[{_SIGNS}]|[/:'’·]{{1,4}}\d|\.{{2,4}}\d|[.,][\u00a0\u2009\u202f]\d")
_WENT_ON = re.compile(rf"(?:[{_SIGNS}]|\d(?:[/:'’·]{{1,4}}|\.{{2,4}}|[eE][+-])|(?<!\d)\u2212)\Z")
_TOO_LARGE = 10 * LARGEST
"""What is larger need not be told apart: it is no amount."""
_LONGEST_JOINT = 4
_UNIT_SECTIONS = (
    "scales",
    "currencies",
    "open_currencies",
    "percent",
    "units",
    "years",
    "share_words",
    "cents",
    "pers",
)
_MOST_DIGITS = 24
_LONGEST_FIGURES = 100
_SCALES = (12, 9, 6, 3)
_SECTIONS = ("dual_scales", "numbers", "scales")
"""Words of these can begin a number."""
_LEAST_BARE_SCALE = 3
"""A hundred by itself is no number to speak of."""
_TEN, _TWENTY = 10, 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number at tokens ``[first, last)``; ``scaled`` says that a word such as million took part."""

    first: int
    last: int
    value: Decimal
    scaled: bool = False


def find_numbers(page: Page) -> Iterator[Number]:
    """All numbers of a page, by place, none inside another and none beyond what an amount can be."""
    places = {token.index for token in page.tokens if token.kind == "number"}
    places.update(hit.first for section in _SECTIONS for hit in page.by_section[section])
    reached = 0
    for index in sorted(places):
        if index >= reached and (number := _number_at(page, index)):
            if number.value <= LARGEST:
                yield number
            reached = number.last


def parse_figures(text: str) -> Decimal | None:
    """Figures with separators as a number; None where they make none, as in ``10.5.3`` or ``1٢3``."""
    if len(text) > _LONGEST_FIGURES:
        return None
    plain = _BETWEEN.sub("", text.translate(_TO_ASCII))
    if len(plain) > _MOST_DIGITS or len({ord(char) - int(char) for char in text if char.isdecimal()}) > 1:
        return None
    if _GROUPED.fullmatch(plain):
        plain = plain.replace(",", "")
    elif _GROUPED_BY_DOTS.fullmatch(plain) and (plain.count(".") > 1 or "," in plain):  # 1.200.000, 1.234,56
        plain = plain.replace(".", "").replace(",", ".")
    elif plain.count(",") == 1 and "." not in plain:
        plain = plain.replace(",", ".")
    try:
        value = Decimal(plain)
    except InvalidOperation:
        return None
    return value if value <= LARGEST else None


def scale_of(value: Decimal, *, least: int = _SCALES[-1]) -> Decimal | None:
    """The largest scale word that a number reaches, as a factor, down to ten to the power ``least``."""
    return next((Decimal(10) ** power for power in _SCALES if power >= least and value >= 10**power), None)


def _number_at(page: Page, index: int) -> Number | None:
    """A number that starts here: figures or words, with the scale words that follow."""
    dual = page.at("dual_scales", index)
    if dual and not (index and page.tokens[index - 1].kind == "number"):
        value = 2 * Decimal(10) ** int(dual.key)
        return _with_half(page, _scaled(page, index, value, dual.last, scaled=True))
    plain = _plain(page, index)
    number = _bare_scale(page, index) if plain is None else _scaled(page, index, *plain)
    if number is None or not number.scaled:
        return number
    return _with_half(page, _with_lesser(page, number))


def _bare_scale(page: Page, index: int) -> Number | None:
    """A bare Arabic scale word is one of them: مليار دولار; مليارات or عشرات المليارات count nothing."""
    scale = page.at("scales", index)
    if scale is None or int(scale.key) < _LEAST_BARE_SCALE or page.tokens[index].kind != "arabic":
        return None
    before = page.tokens[index - 1] if index else None
    if before is not None and (before.kind == "number" or (before.text[-1].isdecimal() and not scale.particles)):
        return None
    if page.at("vague_numbers", index) or page.at("vague_numbers", index - 1):
        return None
    return _scaled(page, index, Decimal(10) ** int(scale.key), scale.last, scaled=True)


def _scaled(page: Page, first: int, value: Decimal, last: int, *, scaled: bool = False) -> Number:
    """A number with the scale words right behind it; ألف مليار is a trillion."""
    while last < len(page.tokens) and (scale := page.at("scales", last)):
        token = page.tokens[last]
        # "5 M" may be a size or a name; 5M is five million.
        if scale.particles.startswith("و") or (token.text in {"M", "T"} and token.space_before):
            break
        value = min(value * Decimal(10) ** int(scale.key), Decimal(_TOO_LARGE))
        last, scaled = scale.last, True
    return Number(first=first, last=last, value=value, scaled=scaled)


def _plain(page: Page, index: int) -> tuple[Decimal, int] | None:
    """Figures, or a row of number words (twenty three, ثلاثة وعشرون), without a scale."""
    token = page.tokens[index]
    if token.kind == "number":
        value = None if _is_part(page, index) else parse_figures(token.text)
        return None if value is None else (value, index + 1)
    word = page.at("numbers", index)
    if word is None:
        return None
    value, last = Decimal(word.key), word.last
    if page.is_word("one", index) and word.key == "1" and not page.at("scales", last):
        return None
    if page.is_word("half", index) and page.is_word("one", last):
        last += 1
    while last < len(page.tokens):
        longer = _with_hundred(page, value, last) or _with_next(page, token.kind, value, last)
        if longer is None:
            break
        value, last = longer
    return value, last


def _is_part(page: Page, index: int) -> bool:
    """Whether figures are a piece of something else: 1e9, 0x10, 5/7, 2½, 10..5, −5, 3D."""
    token, text = page.tokens[index], page.document.text
    if _GOES_ON.match(text, token.end) or _WENT_ON.search(text[max(0, token.start - _LONGEST_JOINT) : token.start]):
        return True
    if index + 1 == len(page.tokens) or page.tokens[index + 1].start != token.end:
        return False
    glued = page.tokens[index + 1].kind == "latin"
    return glued and not any(page.at(section, index + 1) for section in _UNIT_SECTIONS)


def _with_hundred(page: Page, value: Decimal, last: int) -> tuple[Decimal, int] | None:
    """Three hundred."""
    hundred = page.at("scales", _behind_hyphen(page, last))
    if hundred and hundred.key == "2" and not hundred.particles and value < _TEN:
        return value * 100, hundred.last
    return None


def _with_next(page: Page, kind: str, value: Decimal, last: int) -> tuple[Decimal, int] | None:
    """Twenty-three, ثلاثة وعشرون: the next word is added."""
    following = page.at("numbers", _behind_hyphen(page, last))
    if following is None or Decimal(following.key) < 1:
        return None
    tens = kind == "latin" and value >= _TWENTY and value % _TEN == 0
    if not (tens or following.particles.startswith("و")):
        return None
    return value + Decimal(following.key), following.last


def _behind_hyphen(page: Page, index: int) -> int:
    return index + 1 if page.tokens[index].text == "-" else index


def _with_half(page: Page, number: Number) -> Number:
    """مليار ونصف, two and a half: half of the scale is added."""
    half = page.at("numbers", number.last)
    if half is None or half.key not in {"0.5", "0.25"} or not half.particles.startswith("و"):
        return number
    unit = scale_of(number.value) or Decimal(10) ** (len(str(int(number.value))) - 1)
    last = half.last + 1 if page.at("scales", half.last) else half.last
    return replace(number, last=last, value=number.value + unit * Decimal(half.key))


def _with_lesser(page: Page, number: Number) -> Number:
    """مليار و200 مليون: a lesser scale joined by و is added."""
    if number.last >= len(page.tokens) or not page.tokens[number.last].norm.startswith("و"):
        return number
    start = number.last + 1 if page.tokens[number.last].norm == "و" else number.last
    plain = _plain(page, start) if start < len(page.tokens) else None
    if plain is None:
        return number
    value, end = plain
    scale = page.at("scales", end)
    if scale is None or Decimal(10) ** int(scale.key) * value >= number.value:
        return number
    return replace(number, last=scale.last, value=number.value + value * Decimal(10) ** int(scale.key))
