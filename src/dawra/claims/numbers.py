"""Numbers as written: figures, words and scales of both languages."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from dawra.claims.page import Page
from dawra.values.money import LARGEST

_TO_ASCII = str.maketrans("٠١٢٣٤٥٦٧٨٩٫٬", "0123456789.,")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{2,3})+(?:\.\d+)?")
_GROUP = 3
_MOST_DIGITS = 24
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
    """All numbers of a page, by place, none inside another."""
    places = {token.index for token in page.tokens if token.kind == "number"}
    places.update(hit.first for section in _SECTIONS for hit in page.by_section[section])
    reached = 0
    for index in sorted(places):
        if index >= reached and (number := _number_at(page, index)):
            yield number
            reached = number.last


def parse_figures(text: str) -> Decimal | None:
    """Figures with separators as a number; None where they make none, as in ``10.5.3``."""
    plain = text.translate(_TO_ASCII)
    if len(plain) > _MOST_DIGITS:
        return None
    if _GROUPED.fullmatch(plain):
        plain = plain.replace(",", "")
    elif plain.count(".") > 1 and all(len(part) == _GROUP for part in plain.split(".")[1:]):  # 1.200.000
        plain = plain.replace(".", "")
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
        return _with_half(page, Number(first=index, last=dual.last, value=value, scaled=True))
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
    if index and page.tokens[index - 1].kind == "number":
        return None
    if page.at("vague_numbers", index) or page.at("vague_numbers", index - 1):
        return None
    return Number(first=index, last=scale.last, value=Decimal(10) ** int(scale.key), scaled=True)


def _scaled(page: Page, first: int, value: Decimal, last: int) -> Number:
    """A plain number with the scale words right behind it."""
    scaled = False
    while last < len(page.tokens) and (scale := page.at("scales", last)):
        token = page.tokens[last]
        # "5 M" may be a size or a name; 5M is five million.
        if scale.particles.startswith("و") or (token.text in {"M", "T"} and token.space_before):
            break
        value *= Decimal(10) ** int(scale.key)
        last, scaled = scale.last, True
    return Number(first=first, last=last, value=value, scaled=scaled)


def _plain(page: Page, index: int) -> tuple[Decimal, int] | None:
    """Figures, or a row of number words (twenty three, ثلاثة وعشرون), without a scale."""
    token = page.tokens[index]
    if token.kind == "number":
        value = parse_figures(token.text)
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
