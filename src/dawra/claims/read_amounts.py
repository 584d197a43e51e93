"""Quantities as written: sums of money, percentages, capacities, terms, counts of shares.

In: a page. Out: quantities with their places, each money sum with its qualifier, period and, where the words
beside it say so, what it is a sum of (``cue``: valuation, revenue, share_price, ...).
"""

from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import pairwise

from dawra.claims.currencies import code_of, country_of, currency_at, currency_before
from dawra.claims.lexicon import Hit
from dawra.claims.money_cues import cue_of
from dawra.claims.numbers import Number, find_numbers, scale_of
from dawra.claims.page import Page
from dawra.values import Amount

_LEAST_NOTICED = 10**6
"""A smaller number without a currency is hardly a sum."""
_QUALIFIER_GAP = 2
_UNIT_BEHIND = 2
_CONVERSION_GAP = 5
_RESTATED_GAP = 6
_MONTHS = 12
_HYPHENS = frozenset("-–")


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """A sum at tokens ``[first, last)``, its qualifying words included; its number starts at ``core``.

    ``cue`` says what the words beside it call it; None is a sum that a deal may own. ``converted`` marks the
    same sum in another currency, in brackets. ``each`` marks a price per share or unit.
    """

    first: int
    last: int
    core: int
    amount: Amount
    cue: str | None = None
    cue_at: int | None = None
    converted: bool = False
    each: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number with a unit: percent, year, GW, MW, chips, servers, sites or shares."""

    first: int
    last: int
    value: Decimal
    unit: str
    qualifier: str = "exact"


@dataclass(slots=True)
class Amounts:
    """All quantities of a page, by place, and the sums whose currency nobody could tell."""

    money: list[Money] = field(default_factory=list)
    quantities: list[Quantity] = field(default_factory=list)
    without_currency: list[Number] = field(default_factory=list)


def read_amounts(page: Page) -> Amounts:
    """Find every quantity of a page."""
    found = Amounts()
    numbers = list(find_numbers(page))
    country = country_of(page)
    index = 0
    while index < len(numbers):
        number = numbers[index]
        second = _range_end(page, number, numbers[index + 1]) if index + 1 < len(numbers) else None
        if money := _money(page, number, second, country):
            found.money.append(money)
            index += 2 if second else 1
            continue
        if quantity := _quantity(page, number):
            found.quantities.append(quantity)
        elif number.scaled and number.value >= _LEAST_NOTICED and not _counts_things(page, number):
            found.without_currency.append(number)
        index += 1
    found.money = _with_conversions(page, found.money)
    return found


def _range_end(page: Page, first: Number, second: Number) -> Number | None:
    """The upper number of "between 5 and 7 billion", "5-7 billion", "من 5 إلى 7 مليارات"."""
    join = _join_between(page, first, second)
    if join is None or (join in page.words.words("words", "and") and not _opens_range(page, first)):
        return None
    low = first.value
    if second.scaled and not first.scaled:
        digits = len(str(int(second.value)))
        low *= scale_of(second.value, least=6) or Decimal(10) ** (digits - 1)
    return second if low < second.value else None


def _join_between(page: Page, first: Number, second: Number) -> str | None:
    """The word that makes a range of two numbers, a currency beside it passed over; None where none does."""
    start = first.last
    if second.first == start:
        return "و" if page.tokens[start].norm.startswith("و") else None
    join = page.at("range_joins", start)
    if second.first - start == 1 and join:
        return page.tokens[start].norm
    skip = currency_at(page, start)
    if skip and second.first - skip.last == 1 and page.at("range_joins", skip.last):
        return page.tokens[skip.last].norm
    if second.first - start == 2 and join and currency_at(page, start + 1):  # noqa: PLR2004 - "5 to $7"
        return page.tokens[start].norm
    return None


def _opens_range(page: Page, first: Number) -> bool:
    before = first.first - 1 if currency_at(page, first.first - 1) else first.first
    return page.ending("range_opens", before) is not None


def _money(page: Page, first: Number, second: Number | None, country: str) -> Money | None:
    """The sum that a number or a range makes with the currency beside it; None where there is none."""
    number = second or first
    start, last = first.first, number.last
    if hit := currency_before(page, start):
        start = hit.first
        if second is not None and (again := currency_at(page, last)):
            last = again.last
    elif hit := _currency_behind(page, last, ranged=second is not None):
        last = hit.last
    elif second is not None:
        hit = currency_at(page, first.last)
    if hit is None:
        cents = page.at("cents", number.last)
        return _sum(page, first, (start, cents.last), (first.value / 100, None), "USD") if cents else None
    code = code_of(page, hit, country)
    if code is None:
        return None
    low = first.value
    if second is not None and second.scaled and not first.scaled:
        low *= scale_of(second.value) or 1
    return _sum(page, first, (start, last), (low, second.value if second else None), code)


def _currency_behind(page: Page, last: int, *, ranged: bool) -> Hit | None:
    """A currency right behind a number, or behind the hyphen of "5-billion-dollar"."""
    hit = currency_at(page, last)
    if ranged:
        return hit
    if hit is not None and _opens_number(page, hit):
        hit = None
    if hit is None and last < len(page.tokens) and page.tokens[last].text in _HYPHENS:
        return currency_at(page, last + 1)
    return hit


def _opens_number(page: Page, hit: Hit) -> bool:
    """Whether a sign belongs to the figures behind it: "one $14 billion package"."""
    following = page.tokens[hit.last] if hit.last < len(page.tokens) else None
    return page.tokens[hit.first].kind == "mark" and following is not None and following.kind == "number"


def _sum(
    page: Page, number: Number, place: tuple[int, int], values: tuple[Decimal, Decimal | None], code: str
) -> Money | None:
    """The sum with the words around it that say how exact it is, for what period, and what it is."""
    start, last = place
    low, high = values
    qualifier, first = _qualifier(page, start) if high is None else ("range", start)
    if high is not None and (opening := page.ending("range_opens", start)):
        first = opening.first
    if qualifier == "exact" and (after := page.at("qualifiers_after", last)):
        qualifier, last = after.key, after.last
    per, end = _per(page, last)
    value = low if high is None else (low, high)
    try:
        amount = Amount.of(value, code, qualifier=qualifier, per=per, text=page.span(first, last).text)
    except ValueError:
        return None
    last = max(end, last)
    cue, cue_at = cue_of(page, first, number.first, last)
    each = _is_each(page.at("share_words", end)) or _is_each(page.ending("share_words", first))
    return Money(first=first, last=last, core=number.first, amount=amount, cue=cue, cue_at=cue_at, each=each)


def _is_each(hit: Hit | None) -> bool:
    return hit is not None and hit.key == "each"


def _qualifier(page: Page, start: int) -> tuple[str, int]:
    """The qualifying words before a number, across a glued ب or an article, and where they begin."""
    for index in range(start, max(0, start - _QUALIFIER_GAP - 1), -1):
        if index != start and not _thin(page, index):
            break
        if hit := page.ending("qualifiers", index):
            return hit.key, hit.first
    return "exact", start


def _thin(page: Page, index: int) -> bool:
    """Whether a word may stand between a qualifier and its number."""
    return page.tokens[index].kind == "mark" or page.is_word("between_qualifier_and_sum", index)


def _per(page: Page, last: int) -> tuple[str, int]:
    """The period that a sum is for, and where the words for it end."""
    hit = page.at("pers", last)
    if hit is None and last < len(page.tokens) and page.tokens[last].is_word:
        hit = page.at("pers", last + 1)
    return (hit.key, hit.last) if hit else ("total", last)


def _quantity(page: Page, number: Number) -> Quantity | None:
    """What a number without a currency counts; None where no unit stands behind it."""
    if counted_first := _counted_first(page, number):
        return counted_first
    last = number.last
    if last < len(page.tokens) and page.tokens[last].text in _HYPHENS:
        last += 1
    qualifier, first = _qualifier(page, number.first)

    def counted(hit: Hit, unit: str) -> Quantity:
        return Quantity(first=first, last=hit.last, value=number.value, unit=unit, qualifier=qualifier)

    if hit := page.at("percent", last):
        return counted(hit, "percent")
    for at in range(last, min(len(page.tokens), last + _UNIT_BEHIND + 1)):
        if at > last and not page.tokens[at - 1].is_word:
            break
        if hit := page.at("units", at):
            # Two words between a number and a gigawatt count something else.
            too_far = hit.key in {"GW", "MW"} and at - last == _UNIT_BEHIND
            return None if too_far else counted(hit, hit.key)
        if (hit := page.at("share_words", at)) and hit.key == "shares":
            return counted(hit, "shares")
        if hit := page.at("years", at):
            return _years(page, number, hit, last)
    return None


def _counted_first(page: Page, number: Number) -> Quantity | None:
    """السنوات السبع: with the article the counted word comes before its number."""
    years = page.ending("years", number.first)
    if years is None or years.key != "year" or page.tokens[number.first].kind != "arabic":
        return None
    return Quantity(first=years.first, last=number.last, value=number.value, unit="year")


def _years(page: Page, number: Number, hit: Hit, last: int) -> Quantity | None:
    """A term in years; between the number and the word only such as "full" may stand."""
    if hit.first > last and not page.is_word("before_years", last):
        return None
    years = number.value if hit.key == "year" else number.value / _MONTHS
    return Quantity(first=number.first, last=hit.last, value=years, unit="year")


def _counts_things(page: Page, number: Number) -> bool:
    """Whether the number counts things other than money: a noun follows it."""
    return number.last < len(page.tokens) and page.tokens[number.last].is_word


def _with_conversions(page: Page, sums: list[Money]) -> list[Money]:
    """Mark sums that restate the one before in another currency: "2.15 billion euros ($2.3 billion)"."""
    marked = sums[:1]
    for before, money in pairwise(sums):
        converts = before.amount.currency != money.amount.currency and _restates(page, before, money)
        marked.append(replace(money, converted=True, cue=marked[-1].cue) if converts else money)
    return marked


def _restates(page: Page, before: Money, money: Money) -> bool:
    """Whether only a bracket or a word such as equivalent stands between."""
    gap = page.tokens[before.last : money.first]
    if len(gap) <= _CONVERSION_GAP and any(token.text in {"(", "（", "["} for token in gap):
        return True
    return len(gap) <= _RESTATED_GAP and any(page.is_word("equal_to", token.index) for token in gap)
