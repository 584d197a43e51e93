"""What the words beside a sum call it: a valuation, revenue, a share price."""

from dawra.claims.lexicon import Hit
from dawra.claims.page import Page

_REACH = 7
_NUMBER_BEHIND = 5
_DEAL_BEFORE = 5
_PLAIN_VALUE = 2
"""More words of "value the unit at" name what is valued."""


def cue_of(page: Page, first: int, core: int, last: int) -> tuple[str | None, int | None]:
    """The nearest name within the clause, and its token: before the sum first, then just after it."""
    sentence = page.sentence_of(core)
    best: tuple[int, str, int] | None = None
    for hit in page.between("money_cues", sentence.first, sentence.last):
        if hit.key == "valuation" and _of_a_deal(page, hit, sentence.first):
            continue
        distance = _distance(page, hit, (first, core, last), sentence.last)
        if distance is not None and distance <= _REACH and (best is None or distance < best[0]):
            best = (distance, hit.key, hit.first)
    return (best[1], best[2]) if best else (None, None)


def _distance(page: Page, hit: Hit, money: tuple[int, int, int], end: int) -> int | None:
    """How far a name stands from a sum, behind it counting double; None where it names another number."""
    first, core, last = money
    if hit.last <= core:
        return None if _number_between(page, hit.last, first) else first - hit.last
    if hit.first < last:
        return 0
    end = min(end, hit.last + _NUMBER_BEHIND)
    if _break_between(page, last, hit.first) or _number_between(page, hit.last, end):
        return None
    return 2 * (hit.first - last) + 1


def _of_a_deal(page: Page, hit: Hit, first: int) -> bool:
    """Whether it names the sum of a deal, not the worth of a company: "the purchase is valued at"."""
    if not page.is_word("valued_at", hit.last - 1):
        return False
    if hit.last - hit.first > _PLAIN_VALUE:
        valued = (*page.between("nouns", hit.first, hit.last), *page.between("anaphors", hit.first, hit.last))
        return any(thing.key in {"agreement", "deal"} for thing in valued)
    low = max(first, hit.first - _DEAL_BEFORE)
    pointing = {anaphor.key for anaphor in page.between("anaphors", low, hit.first)}
    nouns = {noun.key for noun in page.between("nouns", low, hit.first)}
    return "company" not in pointing and bool((pointing | nouns) & {"deal", "agreement"})


def _number_between(page: Page, first: int, last: int) -> bool:
    """Whether another number or a full break stands in between; percentages do not count."""
    for token in page.tokens[first:last]:
        if token.text in {";", "؛"}:
            return True
        if token.kind == "number" and page.at("percent", token.index + 1) is None:
            return True
    return False


def _break_between(page: Page, first: int, last: int) -> bool:
    return last - first > 1 or any(
        token.kind in {"number", "mark"} or page.at("joins", token.index) for token in page.tokens[first:last]
    )
