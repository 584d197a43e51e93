"""The aligner: where a text says a given value, be it a name, a sum, a date or a quantity, in both languages.

It never asks what a text means, only whether it says so. None means that it does not.
"""

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from typing import Final

from dawra.claims.folded import Folded
from dawra.claims.written_numbers import written_numbers
from dawra.documents.calendar_dates import find_dates
from dawra.parties import fold, registry
from dawra.values import PartialDate, Span

_CURRENCIES: Final = {
    "USD": r"(?:us)?\$|\busd\b|dollars?|دولار",
    "EUR": r"€|\beur\b|euros?|يورو",
    "GBP": r"£|\bgbp\b|pounds?|استرليني",
    "JPY": r"¥|\bjpy\b|\byen\b|\bين\b",
    "CNY": r"¥|\bcny\b|\brmb\b|yuan|يوان",
    "SAR": r"\bsar\b|riyals?|ريال",
    "QAR": r"\bqar\b|riyals?|ريال",
    "AED": r"\baed\b|dirhams?|درهم|دراهم",
    "KWD": r"\bkwd\b|dinars?|دينار|دنانير",
    "EGP": r"\begp\b|pounds?|جنيه",
    "KRW": r"₩|\bkrw\b|\bwon\b|وون",
    "INR": r"₹|\binr\b|rupees?|روبيه",
}
_UNITS: Final = {
    "GW": r"gigawatts?|\bgw\b|[غج]ي[غج]ا ?واط",
    "MW": r"megawatts?|\bmw\b|مي[غج]ا ?واط",
    "chips": r"chips?|processors?|[gt]pus?|accelerators?|رقاقه|رقائق|رقاقات|شريحه|شرائح|معالج|وحد",
    "servers": r"servers?|خادم|خوادم",
    "sites": r"sites?|data cent(?:er|re)s?|campus(?:es)?|موقع|مواقع|مركز|مراكز",
    "years": r"years?|سنه|سنوات|سنين|عام|اعوام|سنتين|سنتان",
    "percent": r"%|٪|per cent|percent|في المئه|في المائه|بالمئه|بالمائه",
}
_MONTHS: Final = tuple(
    "|".join(re.escape(fold(name)) for name in names.split("|"))
    for names in (
        "january|jan|يناير|كانون الثاني|جانفي",
        "february|feb|فبراير|شباط|فيفري",
        "march|mar|مارس|آذار",
        "april|apr|أبريل|نيسان|أفريل",
        "may|مايو|أيار|ماي",
        "june|jun|يونيو|يونيه|حزيران|جوان",
        "july|jul|يوليو|يوليه|تموز|جويلية",
        "august|aug|أغسطس|آب|أوت",
        "september|sept|sep|سبتمبر|أيلول",
        "october|oct|أكتوبر|تشرين الأول",
        "november|nov|نوفمبر|تشرين الثاني",
        "december|dec|ديسمبر|كانون الأول",
    )
)
_PARTS: Final = {
    "H1": r"first half|النصف الاول",
    "H2": r"second half|النصف الثاني",
    "Q1": r"first quarter|الربع الاول",
    "Q2": r"second quarter|الربع الثاني",
    "Q3": r"third quarter|الربع الثالث",
    "Q4": r"(?:fourth|last|final) quarter|الربع (?:الرابع|الاخير)",
}
_SIGNS: Final = ".,٫٬%٪$€£¥₹₩-"
_TOKEN: Final = re.compile(r"\d[\d.,٫٬]*|[^\W\d_]+|[^\w\s]")
_BEFORE: Final = 2
_AFTER: Final = 3
"""How many words may stand between a number and its unit: "US $5", "one million TPU chips"."""


class Aligner:
    """One text, folded and cut into words once, in which values are looked up."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._names = Folded.of(text)
        self._signs = Folded.of(text, keep=_SIGNS)
        self._words = list(_TOKEN.finditer(self._signs.text))
        self._numbers = list(written_numbers([word[0] for word in self._words]))

    def party(self, party_id: str) -> Span | None:
        """Where the party is named, by any name of the registry; the longest name wins."""
        known = registry().get(party_id)
        names = (*known.names, party_id) if known else (party_id.replace("-", " "),)
        return self.words(sorted(names, key=len, reverse=True))

    def words(self, names: Iterable[str]) -> Span | None:
        """Where the first of ``names`` stands that stands anywhere."""
        return next((span for name in names if (span := self._names.word(name))), None)

    def search(self, pattern: str) -> Span | None:
        """Where a regular expression over the folded text is met; its own letters are folded first."""
        return self._signs.search(_compiled(pattern))

    def amount(self, low: Decimal | None, high: Decimal | None, currency: str) -> Span | None:
        """Where the sum stands with its currency: from its first figure or sign to its last."""
        unit = _compiled(_CURRENCIES.get(currency, rf"\b{currency.lower()}\b"))
        spans = [self._with_unit(value, unit) for value in {low, high} - {None} if value is not None]
        found = [span for span in spans if span]
        if not found or len(found) < len(spans):
            return None
        return Span.cut(self._text, min(span.start for span in found), max(span.end for span in found))

    def quantity(self, value: Decimal, unit: str) -> Span | None:
        """Where a number stands with its unit: GW, MW, chips, servers, sites, years or percent."""
        return self._with_unit(value, _compiled(_UNITS[unit]))

    def date(self, day: PartialDate) -> list[Span]:
        """Where a date stands: one place, or those of its parts; empty where it does not."""
        if day.iso in self._signs.text and (written := self.search(rf"(?<![\d-]){re.escape(day.iso)}(?![\d-])")):
            return [written]
        if "/" in day.iso:  # part of a decade
            found = (item for item in find_dates(self._text) if item.last and item.near(None) == day)
            return [Span.cut(self._text, item.start, item.end) for item in found][:1]
        year, _, part = day.iso.partition("-")
        said = self.search(rf"(?<!\d){year}(?!\d)")
        if said is None or not part:
            return [said] if said else []
        if part in _PARTS:
            return self._together(self.search(_PARTS[part]), said)
        names = _MONTHS[day.start.month - 1]
        if day.is_day:
            digits = rf"0?{day.start.day}(?:st|nd|rd|th)?(?!\d)"
            written = self.search(rf"(?<!\d){digits}\.? (?:of |من )?(?:{names})(?!\w)|(?:{names})\.? {digits}")
            return self._together(written, said)
        month = rf"(?<![^\W\d_])[وفبل]?(?:{names})(?![^\W\d_])"
        written = self.search(rf"{month}[ ,]{{1,2}}{year}(?!\d)")
        return [written] if written else self._together(self.search(month), said)

    def _with_unit(self, value: Decimal, unit: re.Pattern[str]) -> Span | None:
        """Where a number of this value stands with a word of its unit beside it."""
        for number in self._numbers:
            if number.value != value:
                continue
            start, end = self._words[number.first].start(), self._words[number.last - 1].end()
            begin = self._words[max(number.first - _BEFORE, 0)].start()
            finish = self._words[min(number.last + _AFTER, len(self._words)) - 1].end()
            if match := unit.search(self._signs.text[begin:finish]):
                return self._signs.span(min(start, begin + match.start()), max(end, begin + match.end()))
        return None

    def _together(self, one: Span | None, other: Span) -> list[Span]:
        """One place where the two stand side by side, else both; empty where there is no first."""
        if one is None:
            return []
        first, second = sorted((one, other), key=lambda span: (span.start, span.end))
        if second.end <= first.end:
            return [first]
        if second.start - first.end <= len(" of "):
            return [Span.cut(self._text, first.start, second.end)]
        return [first, second]


@lru_cache(maxsize=4096)
def _compiled(pattern: str) -> re.Pattern[str]:
    """A regular expression with its Arabic letters folded as the text is; a table has thousands of days."""
    return re.compile("".join(char if char.isascii() else fold(char) or char for char in pattern))
