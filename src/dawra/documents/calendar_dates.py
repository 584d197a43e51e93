"""Dates that a text writes out, in either language, at the precision that they are written in.

Months in the names of the whole region (أغسطس, آب, أوت, غشت), paired names (أيلول/سبتمبر), Hijri dates, ISO and
slashed dates, quarters and halves. What depends on the day of reading ("yesterday", "next year") is left to
the reader of claims.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from dawra.values import PartialDate

_MONTHS = (
    "january jan يناير جانفي كانون_الثاني كانون_ثاني ",
    "february feb فبراير فيفري شباط",
    "march mar مارس آذار اذار",
    "april apr أبريل ابريل إبريل أفريل نيسان",
    "may مايو ماي أيار ايار",
    "june jun يونيو يونيه جوان حزيران",
    "july jul يوليو يوليه جويلية يوليوز تموز",
    "august aug أغسطس اغسطس أوت غشت آب",
    "september sept sep سبتمبر شتنبر أيلول ايلول",
    "october oct أكتوبر اكتوبر تشرين_الأول تشرين_الاول تشرين_أول",
    "november nov نوفمبر نونبر تشرين_الثاني تشرين_ثاني",
    "december dec ديسمبر دجنبر كانون_الأول كانون_الاول كانون_أول",
)
_HIJRI = (
    "محرم المحرم",
    "صفر",
    "ربيع_الأول ربيع_الاول",
    "ربيع_الآخر ربيع_الاخر ربيع_الثاني",
    "جمادى_الأولى جمادى_الاولى",
    "جمادى_الآخرة جمادى_الاخرة جمادى_الثانية",
    "رجب",
    "شعبان",
    "رمضان",
    "شوال",
    "ذو_القعدة ذي_القعدة",
    "ذو_الحجة ذي_الحجة",
)
_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4,
    "الأول": 1, "الاول": 1, "الثاني": 2, "الثالث": 3, "الرابع": 4,
}  # fmt: skip
_PARTS_OF_DECADE = {
    **dict.fromkeys(("early", "أوائل", "اوائل", "مطلع", "بداية"), (0, 3)),
    **dict.fromkeys(("mid", "منتصف", "أواسط", "اواسط"), (4, 6)),
    **dict.fromkeys(("late", "أواخر", "اواخر", "نهاية"), (7, 9)),
}
_DECADES = {"عشرينيات": 2020, "ثلاثينيات": 2030, "أربعينيات": 2040, "خمسينيات": 2050}
_FIGURES = re.compile(r"\d+")
_TO_ASCII = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenDate:
    """A date as written at ``[start, end)`` of a text; what the text leaves out is None.

    ``last`` is the last year of several: "early 2030s" are 2030 to 2033.
    """

    start: int
    end: int
    year: int | None = None
    last: int | None = None
    half: int | None = None
    quarter: int | None = None
    month: int | None = None
    day: int | None = None

    def at(self, year: int) -> PartialDate | None:
        """The date in its own year, else in ``year``; None for a day that the calendar does not have."""
        year = self.year or year
        tail = (
            f"/{self.last:04}"
            if self.last
            else f"-Q{self.quarter}"
            if self.quarter
            else f"-H{self.half}"
            if self.half
            else f"-{self.month:02}-{self.day:02}"
            if self.month and self.day
            else f"-{self.month:02}"
            if self.month
            else ""
        )
        try:
            return PartialDate(f"{year:04}{tail}")
        except ValueError:
            return None

    def near(self, anchor: date | None) -> PartialDate | None:
        """The date, its missing year being the one that brings it nearest to ``anchor``; None without either."""
        if self.year:
            return self.at(self.year)
        if anchor is None:
            return None
        near = [found for year in (-1, 0, 1) if (found := self.at(anchor.year + year))]
        return min(near, key=lambda found: abs((found.start - anchor).days), default=None)


def find_dates(text: str) -> list[WrittenDate]:
    """Every written date, in the order of the text, none inside another; the longest reading wins."""
    found: list[WrittenDate] = []
    for item in sorted(_candidates(text), key=lambda d: (d.start, -d.end)):
        if not found or item.start >= found[-1].end:
            found.append(item)
    return found


def _candidates(text: str) -> Iterator[WrittenDate]:
    starts = _starts(text)
    for where, pattern, build in _patterns():
        for match in _matches(pattern, text, starts[where]):
            if parts := build(match.groupdict()):
                yield WrittenDate(start=match.start(), end=match.end(), **parts)


_Where = Literal[
    "figure", "letter", "article", "month", "dated", "monthly", "arabic", "quarter", "half", "hijri", "decade", "any"
]
"""Where a form may begin; to try it there and nowhere else is ten times faster than to search the text for it."""


def _starts(text: str) -> dict[_Where, Sequence[int] | None]:
    """The places at which each form may begin, in order; None is anywhere."""
    figures = [match.start() for match in _FIGURES.finditer(text)]
    months = [match.start() for match in _month_starts().finditer(text)]
    lower = text.lower()
    arabic = any(name in text and pattern.search(text) for name, pattern in _arabic_months())
    hijri = any(text[place] in "1١" and text[place + 1 : place + 2] in {*"34٣٤"} for place in figures)
    nowhere: tuple[int, ...] = ()
    return {
        "figure": figures,
        "letter": [place - 1 for place in figures if place],
        "article": sorted({place - back for place in figures for back in (1, 2) if place >= back})
        if arabic
        else nowhere,
        "month": months,
        "dated": figures if months else nowhere,
        "monthly": figures if arabic else nowhere,
        "arabic": None if arabic else nowhere,
        "quarter": None if "quarter" in lower else nowhere,
        "half": None if "half" in lower else nowhere,
        "hijri": None if hijri else nowhere,
        "decade": None if "0s" in lower or "ينيات" in text else nowhere,
        "any": None,
    }


def _matches(pattern: re.Pattern[str], text: str, starts: Sequence[int] | None) -> Iterator[re.Match[str]]:
    """All matches, none inside another, as ``finditer`` has them."""
    if starts is None:
        yield from pattern.finditer(text)
        return
    reached = 0
    for start in starts:
        if start >= reached and (match := pattern.match(text, start)):
            yield match
            reached = match.end()


Parts = dict[str, int]
_Build = Callable[[dict[str, str | None]], Parts | None]


def _written(groups: dict[str, str | None]) -> Parts | None:
    parts: Parts = {}
    for name, value in groups.items():
        if value is None:
            continue
        key = name.rstrip("_")
        if key == "month":
            number = _month_numbers().get(_key(value))
            if number is None:  # aprıl: the same letters to a pattern, and no month
                return None
            parts[key] = number
        elif key in {"quarter", "half"}:
            parts[key] = _ORDINALS.get(value.lower()) or int(value.translate(_TO_ASCII))
        else:
            parts[key] = int(value.translate(_TO_ASCII))
    return parts if _possible(parts) else None


def _decade(groups: dict[str, str | None]) -> Parts | None:
    """Part of a decade: its first four years, the three after them, or its last three."""
    tens = _DECADES.get(groups["tens"] or "") or int((groups["year"] or "").translate(_TO_ASCII))
    first, last = _PARTS_OF_DECADE[(groups["part"] or "").lower()]
    parts = {"year": tens + first, "last": tens + last}
    return parts if tens % 10 == 0 and _possible(parts) else None


def _hijri(groups: dict[str, str | None]) -> Parts | None:
    from hijridate import Hijri  # noqa: PLC0415 - few texts have Hijri dates

    month = _hijri_numbers()[_key(groups["month"] or "")]
    year = int((groups["year"] or "").translate(_TO_ASCII))
    day = groups["day"]
    try:
        found = Hijri(year, month, int(day.translate(_TO_ASCII)) if day else 1).to_gregorian()
    except (ValueError, OverflowError):
        return None
    parts = {"year": found.year, "month": found.month}
    return {**parts, "day": found.day} if day else parts


def _possible(parts: Parts) -> bool:
    return (
        1900 <= parts.get("year", 2000) < 2200  # noqa: PLR2004 - years that news speaks of
        and 1 <= parts.get("month", 1) <= 12  # noqa: PLR2004 - months of a year
        and 1 <= parts.get("day", 1) <= 31  # noqa: PLR2004 - days of a month
    )


@cache
def _patterns() -> tuple[tuple[_Where, re.Pattern[str], _Build], ...]:
    digit = r"[\d٠-٩]"
    year = rf"(?P<year>(?:19|20|21|١٩|٢٠){digit}{{2}})(?!{digit})"
    day = rf"(?<!{digit})(?P<day>{digit}{{1,2}})(?:st|nd|rd|th)?"
    english = rf"(?P<month>{_names(_MONTHS, latin=True)})\.?"
    one = rf"(?:{_names(_MONTHS, latin=False)})"
    arabic = rf"(?:{one}\s?[/\\(]?\s?)?(?P<month>{one})\)?"
    ordinal_en = r"(?P<quarter>first|second|third|fourth|1st|2nd|3rd|4th)"
    ordinal_ar = r"(?P<quarter>الأول|الاول|الثاني|الثالث|الرابع)"
    half_ar = r"(?P<half>الأول|الاول|الثاني)"
    century = r"(?:\s+القرن)?(?!\w|\s+(?:القرن\s+)?(?:الماضي|العشرين|التاسع))"
    forms: tuple[tuple[_Where, str, _Build], ...] = (
        ("figure", r"(?<![\d-])(?P<year>\d{4})-(?P<month_>\d{2})-(?P<day>\d{2})(?!\d)", _numeric),
        ("figure", rf"(?<![\d/])(?P<day>{digit}{{1,2}})[/.](?P<month_>{digit}{{1,2}})[/.]{year}", _numeric),
        ("month", rf"\b{english}\s+{day},?\s+{year}", _written),
        ("dated", rf"\b{day}\s+(?:of\s+)?{english},?\s+{year}", _written),
        ("month", rf"\b{english},?\s+(?:of\s+)?{year}", _written),
        ("month", rf"\b{english}\s+{day}(?!{digit}|[.,]{digit})", _written),
        ("dated", rf"\b{day}\s+(?:of\s+)?{english}(?![\w])", _written),
        ("month", rf"\b{english}(?=[\s,.;)]|$)", _month_alone),
        (
            "monthly",
            rf"{day}\s+(?:من\s+)?(?:شهر\s+)?{arabic}(?:\s+|،\s*)(?:من\s+)?(?:عام\s+|العام\s+|سنة\s+)?{year}",
            _written,
        ),
        ("article", rf"(?<!\w)ال?{day}\s+من\s+{arabic}(?!\w)", _written),
        ("monthly", rf"{day}\s+(?:من\s+)?(?:شهر\s+)?{arabic}(?!\w)", _written),
        (
            "arabic",
            rf"(?<!\w)[وفبل]?(?:شهر\s+)?{arabic}(?:\s+|،\s*)(?:من\s+)?(?:عام\s+|العام\s+|سنة\s+)?{year}",
            _written,
        ),
        ("arabic", rf"(?<!\w)(?:شهر\s+|في\s+|بحلول\s+|منذ\s+){arabic}(?!\w)", _written),
        ("quarter", rf"\b{ordinal_en}[\s-]quarter(?:\s+of)?(?:\s+(?:fiscal\s+)?{year})?", _written),
        ("letter", rf"\b[qQ](?P<quarter>[1-4])(?:\s+(?:of\s+)?|[-/]){year}", _written),
        ("figure", rf"\b{year}[\s-]?[qQ](?P<quarter>[1-4])\b", _written),
        ("half", rf"\b(?P<half>first|second)[\s-]half(?:\s+of)?(?:\s+{year})?", _written),
        ("letter", rf"\b[hH](?P<half>[12])\s+{year}", _written),
        ("any", rf"الربع\s+{ordinal_ar}(?:\s+من)?(?:\s+(?:عام|العام|سنة))?(?:\s+{year})?", _written),
        ("any", rf"النصف\s+{half_ar}(?:\s+من)?(?:\s+(?:عام|العام|سنة))?(?:\s+{year})?", _written),
        ("decade", rf"\b(?P<part>early|mid|late)(?P<tens>)[\s-]+(?:the\s+)?{year}s(?!\w)", _decade),
        (
            "decade",
            rf"(?<!\w)[وفبل]?(?P<part>{'|'.join(_PARTS_OF_DECADE)})\s+(?P<year>)(?P<tens>{'|'.join(_DECADES)}){century}",
            _decade,
        ),
        ("figure", rf"(?<![\w$€£.,]){year}s(?!\w)", _written),
        (
            "figure",
            rf"(?<![\w$€£.,]){year}(?![\w%٪]|[.,]{digit}|\s*(?:[-–]\s*)?(?:million|billion|مليون|مليار))",
            _written,
        ),
    )
    hijri_day = rf"(?:{day}\s+(?:من\s+)?)?"
    hijri = rf"{hijri_day}(?P<month>{_names(_HIJRI, latin=False)})\s+(?P<year>[1١][34٣٤]{digit}{{2}})\s*(?:هـ|ه)?"
    compiled = [(where, re.compile(form, re.IGNORECASE), build) for where, form, build in forms]
    return (*compiled, ("hijri", re.compile(hijri), _hijri))


@cache
def _month_starts() -> re.Pattern[str]:
    return re.compile(rf"\b(?=[jfmasond])(?:{_names(_MONTHS, latin=True)})", re.IGNORECASE)


@cache
def _arabic_months() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Each Arabic name of a month, of two words the first, and the same where no letter follows."""
    names = {name.partition("_")[0] for line in _MONTHS for name in line.split() if not name.isascii()}
    return tuple((name, re.compile(rf"{name}(?!\w)")) for name in sorted(names))


def _numeric(groups: dict[str, str | None]) -> Parts | None:
    """A date in numbers; where only one order of day and month is possible, that one."""
    parts = {name.rstrip("_"): int((value or "").translate(_TO_ASCII)) for name, value in groups.items()}
    if parts["month"] > 12 >= parts["day"]:  # noqa: PLR2004 - months of a year
        parts["month"], parts["day"] = parts["day"], parts["month"]
    return parts if _possible(parts) else None


def _month_alone(groups: dict[str, str | None]) -> Parts | None:
    """A bare English month needs its capital, and "may" and "march" say too little by themselves."""
    name = groups["month"] or ""
    return _written(groups) if name[:1].isupper() and name.lower() not in {"may", "march", "mar"} else None


def _names(months: tuple[str, ...], *, latin: bool) -> str:
    words = [word for line in months for word in line.split() if word.isascii() == latin]
    return "|".join(word.replace("_", r"\s+") for word in sorted(words, key=len, reverse=True))


def _key(name: str) -> str:
    return re.sub(r"\s+", "_", name.strip().lower().rstrip("."))


@cache
def _month_numbers() -> dict[str, int]:
    return {word: number for number, line in enumerate(_MONTHS, start=1) for word in line.split()}


@cache
def _hijri_numbers() -> dict[str, int]:
    return {word: number for number, line in enumerate(_HIJRI, start=1) for word in line.split()}
