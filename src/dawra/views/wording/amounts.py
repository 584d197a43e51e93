"""Sums of money in words: the right scale, currency and number form.

Two ways of rounding: what a document states keeps its digits; what an analysis computes is shown to three.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from dawra.views.wording.counting import number, plural, significant
from dawra.views.wording.words import table

_SCALES: Final = (
    ("trillion", Decimal(10) ** 12),
    ("billion", Decimal(10) ** 9),
    ("million", Decimal(10) ** 6),
)
_LARGE: Final = 1000
_PLACES: Final = 3


def money(value: Decimal | float, currency: str, language: str, *, rounded: bool = False, oblique: bool = False) -> str:
    """``$38 billion``, «38 مليار دولار».

    ``rounded`` is for computed figures. ``oblique`` is the Arabic form of two after a preposition or as an
    object: «ملياري دولار» where the bare figure is «مليارا دولار».
    """
    count, scale = _scaled(value, rounded=rounded)
    if language == "ar":
        return _arabic(count, scale, currency, oblique=oblique)
    sign = table(language)["signs"].get(currency, f"{currency} ")
    return f"{sign}{number(count, _PLACES)}" + (f" {scale}" if scale else "")


def short_money(value: Decimal | float, currency: str, language: str) -> str:
    """A label for tight places: ``$38bn``; in Arabic «38 مليار», the currency named beside it."""
    count, scale = _scaled(value, rounded=True)
    if language == "ar":
        return _arabic(count, scale, None, oblique=False)
    sign = table(language)["signs"].get(currency, f"{currency} ")
    return f"{sign}{number(count, _PLACES)}" + (table(language)["short"][scale] if scale else "")


def quantity(count: float, language: str) -> str:
    """A large plain number: ``160 million``, «160 مليونًا»."""
    shown, scale = _scaled(count, rounded=False)
    if language == "ar":
        return _arabic(shown, scale, None, oblique=False)
    return number(shown, _PLACES) + (f" {scale}" if scale else "")


def amount_words(amount: Mapping[str, Any], language: str, *, oblique: bool = False) -> str:
    """An amount record with its qualifier and period: ``up to $5 billion a year``."""
    low, high, currency = amount["low"], amount["high"], amount["currency"]
    qualifier = amount["qualifier"]
    template: str = table(language)["qualifier"][qualifier]
    # Every qualifier but "exact" governs its number.
    governed = oblique or qualifier != "exact"
    if qualifier == "range":
        whole = _between(template, (low, high), currency, language, rounded=False)
    else:
        stated = high if low is None else low
        whole = template.replace("{money}", money(stated, currency, language, oblique=governed))
    per: str = table(language)["per"][amount["per"]]
    return whole + per


def interval(low: float, high: float | str | None, currency: str, language: str) -> str:
    """A computed range: ``$10 billion to $20 billion``, ``at least $10 billion`` where it is unbounded."""
    if high is None or isinstance(high, str):
        template = table(language)["qualifier"]["at_least"]
        return str(template).replace("{money}", money(low, currency, language, rounded=True, oblique=True))
    if low == high:
        return money(low, currency, language, rounded=True)
    return _between(table(language)["text"]["interval"], (low, high), currency, language, rounded=True)


def _between(template: str, ends: tuple[float, float], currency: str, language: str, *, rounded: bool) -> str:
    low, high = (money(end, currency, language, rounded=rounded, oblique=True) for end in ends)
    return template.replace("{low}", low).replace("{high}", high)


def _scaled(value: Decimal | float, *, rounded: bool) -> tuple[Decimal, str | None]:
    """The count and its scale, so that 999.96 billion does not become ``1,000 billion``."""
    exact = Decimal(str(value))
    shown = significant(exact) if rounded else exact
    for scale, size in _SCALES:
        if abs(shown) >= size:
            return shown / size, scale
    return shown, None


def _arabic(count: Decimal, scale: str | None, currency: str | None, *, oblique: bool) -> str:
    """Number, scale and currency in construct: the scale's dual loses its nun, its tanween falls away."""
    units = table("ar")["currencies"].get(currency) if currency else None
    form = plural(count, "ar")
    if scale is None:
        return _counted_unit(count, form, units, currency, oblique=oblique)
    scales = table("ar")["scales"][scale]
    unit = units["other"] if units else currency
    if form == "two":
        state = "construct" if unit else "two"
        head = scales[f"{state}_oblique" if oblique else state]
    elif form == "one":
        head = scales["other"]
    else:
        noun = scales["few"] if form == "few" else scales["many" if form == "many" and not unit else "other"]
        head = f"{number(count, _PLACES)} {noun}"
    return f"{head} {unit}" if unit else str(head)


def _counted_unit(
    count: Decimal, form: str, units: Mapping[str, str] | None, currency: str | None, *, oblique: bool
) -> str:
    if units is None:
        return f"{number(count)} {currency}" if currency else number(count)
    if form == "two" and oblique:
        form = "two_oblique"
    shown = units.get(form, units["other"])
    return (
        shown.replace("#", number(count))
        if "#" in shown or form in {"one", "two", "two_oblique"}
        else f"{number(count)} {shown}"
    )
