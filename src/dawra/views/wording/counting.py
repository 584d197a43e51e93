"""Plural forms and plain numbers."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from dawra.views.wording.words import table

_HUNDRED: Final = 100
_FEW: Final = range(3, 11)
_MANY: Final = range(11, _HUNDRED)


def plural(count: Decimal | float, language: str) -> str:
    """The plural form that a count takes (Unicode CLDR): two in English, six in Arabic."""
    if count != int(count):
        return "other"
    if language != "ar":
        return "one" if count == 1 else "other"
    if count in (0, 1, 2):
        return ("zero", "one", "two")[int(count)]
    rest = int(count) % _HUNDRED
    if rest in _FEW:
        return "few"
    return "many" if rest in _MANY else "other"


def counted(count: int, noun: str, language: str) -> str:
    """A count with its noun: ``3 deals``, «3 صفقات», «صفقتان»."""
    forms = table(language)["nouns"][noun]
    return str(forms[plural(count, language)]).replace("#", number(count))


def number(value: Decimal | float, places: int = 3) -> str:
    """A plain number in Latin digits with thousands separated, at most ``places`` decimals, none idle."""
    rounded = Decimal(str(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    text = f"{rounded:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def significant(value: Decimal, digits: int = 3) -> Decimal:
    """The value to so many significant digits, half away from zero."""
    if not value:
        return Decimal(0)
    return value.quantize(Decimal(1).scaleb(value.adjusted() - digits + 1), ROUND_HALF_UP)
