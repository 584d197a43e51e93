"""Terms, stakes, capacities, products and dates of a deal: the nearest of each kind that it can have."""

from dawra.claims.candidate import Candidate, Scene
from dawra.claims.page import Page
from dawra.claims.read_amounts import Quantity
from dawra.claims.read_dates import DateMention

_WITH_TERM = frozenset(
    [
        "compute_purchase",
        "chip_purchase",
        "supply",
        "licence",
        "partnership",
        "debt_financing",
        "commerce_partnership",
        "revenue_share",
        "capacity_build",
        "guarantee",
        "amendment",
        "equity_grant",
        "equity_investment",
    ]
)
_WITH_CAPACITY = frozenset(
    ["compute_purchase", "chip_purchase", "capacity_build", "supply", "partnership", "equity_investment"]
)
_WITH_SITES = frozenset({"capacity_build", "compute_purchase"})
_WITH_SHARES = frozenset({"acquisition", "equity_investment", "equity_grant"})
_WITH_PRODUCTS = frozenset({"chip_purchase", "compute_purchase", "licence", "supply"})
# How many tokens may lie between a trigger and what is said of its deal.
_QUANTITY_REACH = 40
_SHARES_REACH = 25
_PERCENT_REACH = 15
_DATE_REACH = 22
_DAY_REACH = 45  # "said on Monday" stands where the sentence begins or ends
# How many tokens around a number or a date the words stand that say what it is.
_STAKE_BEFORE, _STAKE_BEHIND = 5, 7
_TERM_BEFORE, _TERM_BEHIND = 4, 2
_DATE_WORDS_BEFORE = 3
_CLOSING_BEFORE = 8


def attach_quantities(scene: Scene, candidate: Candidate) -> None:
    """Of each unit the quantity of the sentence that is nearest to the trigger, where the kind has such."""
    best: dict[str, Quantity] = {}
    for quantity in scene.quantities.inside(candidate.sentence):
        if _wants(scene.page, candidate, quantity):
            known = best.get(quantity.unit)
            if known is None or _distance(candidate, quantity) < _distance(candidate, known):
                best[quantity.unit] = quantity
    candidate.quantities = list(best.values())


def attach_products(scene: Scene, candidate: Candidate) -> None:
    """The known products of the sentence, where the kind is about things."""
    if candidate.kind in _WITH_PRODUCTS:
        found = scene.products.inside(candidate.sentence)
        candidate.products = list(found)


def attach_dates(scene: Scene, candidate: Candidate) -> None:
    """A closing date follows closing words; a date of agreement stands by the trigger or its status word."""
    for date in scene.dated.inside(candidate.sentence):
        if closes(scene, date):
            candidate.closing = candidate.closing or date
        elif scene.page.any_word("until", date.first - _DATE_WORDS_BEFORE, date.first):
            if not _of_another(scene.page, candidate, date):
                candidate.term_end = candidate.term_end or date
        elif _past(scene, date) and not _begins_something(scene.page, date):
            near = _distance(candidate, date)
            if near <= (_DAY_REACH if date.relative else _DATE_REACH) and (
                candidate.date is None or near < _distance(candidate, candidate.date)
            ):
                candidate.date = date


def closes(scene: Scene, date: DateMention) -> bool:
    """Whether a date stands behind words of closing in its sentence."""
    sentence = scene.page.sentence_of(date.first)
    hits = scene.page.between("closing", sentence.first, date.first)
    return any(date.first - hit.last <= _CLOSING_BEFORE for hit in hits)


def _wants(page: Page, candidate: Candidate, quantity: Quantity) -> bool:
    """Whether the deal can have such a quantity, this far from its trigger."""
    kind, distance = candidate.kind, _distance(candidate, quantity)
    match quantity.unit:
        case "year":
            return kind in _WITH_TERM and distance <= _QUANTITY_REACH and _is_term(page, quantity)
        case "percent":
            if kind == "revenue_share":
                return distance <= _PERCENT_REACH
            return kind in _WITH_SHARES and distance <= _SHARES_REACH and _is_stake(page, quantity)
        case "shares":
            return kind in _WITH_SHARES and distance <= _SHARES_REACH
        case "sites":
            return kind in _WITH_SITES and distance <= _QUANTITY_REACH
        case _:
            return kind in _WITH_CAPACITY and distance <= _QUANTITY_REACH


def _is_stake(page: Page, quantity: Quantity) -> bool:
    first, last = max(0, quantity.first - _STAKE_BEFORE), min(len(page.tokens), quantity.last + _STAKE_BEHIND)
    return any(noun.key in {"stake", "majority"} for noun in page.between("nouns", first, last))


def _is_term(page: Page, quantity: Quantity) -> bool:
    """Whether the years are a duration ahead: "over seven years", "seven-year", خلال السنوات السبع المقبلة."""
    behind = range(quantity.last, min(len(page.tokens), quantity.last + _TERM_BEHIND))
    before = quantity.first - _TERM_BEFORE, quantity.first + 1
    if any(page.is_word("not_terms_after", index) for index in behind):
        return False
    if page.any_word("not_terms_before", *before):
        return False
    hyphen = quantity.last > 1 and page.tokens[quantity.last - 2].text == "-"
    return (
        hyphen
        or page.tokens[quantity.first].kind == "arabic"
        or page.any_word("terms_before", *before)
        or page.is_word("terms_alone", quantity.last - 1)
    )


def _of_another(page: Page, candidate: Candidate, date: DateMention) -> bool:
    """Whether another deal of this kind stands between, whose term then ends."""
    between = page.between("trigger", candidate.trigger.last, date.first)
    return any(hit.entry["kind"] == candidate.kind for hit in between)


def _begins_something(page: Page, date: DateMention) -> bool:
    """Whether the date is that of something else: founded in, since, fiscal."""
    return page.any_word("not_agreed_on", date.first - _DATE_WORDS_BEFORE, date.first)


def _past(scene: Scene, date: DateMention) -> bool:
    printed = scene.page.document.published
    return date.relative or printed is None or date.date.start.isoformat() <= printed


def _distance(candidate: Candidate, item: Quantity | DateMention) -> int:
    return candidate.distance(item.first, item.last)
