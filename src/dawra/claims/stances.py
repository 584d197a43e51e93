"""How each mention stands in its sentence: behind which preposition, beside whom, owning what.

Out: stances, with words that point back ("the chipmaker", الأخيرة) resolved to the party that they point to.
"""

from dataclasses import dataclass

from dawra.claims.antecedents import find_anaphors
from dawra.claims.lexicon import Hit
from dawra.claims.mention import PartyMention
from dawra.claims.page import Page

_GLUED = {"ل": "to", "ب": "in", "ك": "as"}
"""The prepositions that Arabic glues to the name; part of how the script is written, as in `tokens`."""
_LONGEST_GLUED = 2
_GOODS = frozenset({"chips", "compute", "goods"})
_JOINING_GAP = 4
"""More tokens between two names hold more than commas and describing words."""
_MAKER_REACH = 5
_LONGEST_TRADE = 5
_OPENING_QUOTES = frozenset("«\"“„‘'")
_CLOSED_MARKS = frozenset("()[]:;؛")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """A mention with its preposition (None is bare), its group of coordinated mentions, and its neighbours.

    ``order`` is its place in the group; ``possessive`` that the text marks it as owner of what follows;
    ``maker`` that it stands beside chips or capacity of its own.
    """

    mention: PartyMention
    preposition: str | None
    group: int
    order: int
    possessive: bool = False
    maker: bool = False


def take_stances(page: Page, mentions: list[PartyMention]) -> list[Stance]:
    """The stance of each mention, and of each word that points back to one, by place."""
    everyone = sorted([*mentions, *find_anaphors(page, mentions)], key=lambda mention: mention.first)
    stances: list[Stance] = []
    for mention in everyone:
        before = stances[-1] if stances else None
        start = _described_from(page, mention)
        preposition = _preposition(page, mention, start)
        if before is not None and preposition is None and _joins(page, before.mention, start, mention):
            preposition, group, order = before.preposition, before.group, before.order + 1
        else:
            group, order = (before.group + 1 if before else 0), 0
        stances.append(
            Stance(
                mention=mention,
                preposition=preposition,
                group=group,
                order=order,
                possessive=_possessive(page, mention),
                maker=_maker(page, mention),
            )
        )
    return stances


def _described_from(page: Page, mention: PartyMention) -> int:
    """The first token of the words that only describe the mention: "the Swedish manufacturer X", شركة X."""
    start = mention.first
    while start > 0:
        hit = page.ending("company_words", start)
        if _plainly_describes(page, start - 1):
            start -= 1
        elif hit and hit.key in {"before", "plain_adjectives", "names_include"}:
            start = hit.first
            if hit.particles:
                break
        elif page.is_word("such_as", start - 1):
            start -= 1
        elif (place := page.ending("places", start)) and _latin_place(page, place):
            start = place.first
        elif _kin(page, start - 1):
            start -= 1
        elif start != mention.first and (further := _trade_before(page, start)) < start:
            return further
        elif (seat := _seat_before(page, start)) < start:
            start = seat
        else:
            break
    return start


def _trade_before(page: Page, start: int) -> int:
    """Where the small words begin that say what trade a company is in, if a preposition stands before them."""
    first = start
    while first > 0 and start - first < _LONGEST_TRADE:
        token = page.tokens[first - 1]
        small = token.kind == "latin" and not token.capital and not page.is_word("function_words", token.index)
        if page.ending("prepositions", first) is not None:
            return first
        if not (small or token.text == "-") or page.at("statuses", token.index) or page.at("joins", token.index):
            return start
        first -= 1
    return start


def _seat_before(page: Page, start: int) -> int:
    """Where "Singapore's state-owned" begins; ``start`` where no such words stand before it."""
    first = start
    while first > 0 and (page.is_word("inside_anaphor", first - 1) or page.tokens[first - 1].kind == "possessive"):
        first -= 1
    place = page.ending("places", first)
    return place.first if first < start and place is not None and _latin_place(page, place) else start


def _plainly_describes(page: Page, index: int) -> bool:
    """An opening quote or an article."""
    token = page.tokens[index]
    return (token.kind == "mark" and token.text in _OPENING_QUOTES) or page.is_word("described_by", index)


def _latin_place(page: Page, place: Hit) -> bool:
    """Whether a country or a people describes the name: in English it stands before it; XX are regions."""
    return page.tokens[place.first].kind == "latin" and place.key != "XX"


def _kin(page: Page, index: int) -> bool:
    """ذراعها, منافستها: a word that points back and describes the name behind it."""
    token = page.tokens[index]
    return (
        token.kind == "arabic"
        and page.ending("anaphors", index + 1) is not None
        and any(token.norm.startswith(stem) for stem in page.words.words("words", "kin"))
    )


def _preposition(page: Page, mention: PartyMention, start: int) -> str | None:
    """The preposition before the words that describe the mention, be it a word or a glued particle."""
    if mention.anaphor and (found := page.words.keys("pronouns").get(page.tokens[mention.first].norm)):
        return found
    if found := _glued(mention.particles):
        owned = any(
            (hit := page.ending("prepositions", at)) is not None and hit.key == "owner" for at in (start, mention.first)
        )
        return "owner" if owned else found
    if _is_kin(page, start) or (mention.anaphor and _possessive(page, mention)):
        return "kin"  # "to the group's tower arm": the group itself takes no part by that
    if start != mention.first:
        for hit in page.all_at("company_words", start):
            if found := _glued(hit.particles):
                return found
    if _is_led(page, mention.last):
        return "led"
    # لـ« stands apart from the name only by its quote.
    alone = page.tokens[start - 1].norm if start and page.tokens[start - 1].kind == "arabic" else ""
    if len(alone) <= _LONGEST_GLUED and (found := _glued(alone)):
        return found
    before = page.ending("prepositions", start)
    if before is None and page.is_word("either", start - 1):
        before = page.ending("prepositions", start - 1)
    return before.key if before else None


def _is_kin(page: Page, start: int) -> bool:
    """ "X, an arm of Y", X، ذراع Y: an apposition that names the owner of X, who takes no part by that."""
    if start and page.tokens[start - 1].norm in page.words.words("words", "kin_of"):
        return True
    of = page.ending("prepositions", start)
    if of is None or of.key != "of" or not page.is_word("units_of", of.first - 1):
        return False
    before = page.tokens[max(0, of.first - _LONGEST_TRADE - 1) : of.first - 1]
    return any(token.text == "," for token in before)


def _is_led(page: Page, index: int) -> bool:
    """Whether "-led" is glued behind the name."""
    return index < len(page.tokens) and page.tokens[index].text == "-" and page.is_word("led_suffix", index + 1)


def _glued(particles: str) -> str | None:
    return _GLUED.get(particles.lstrip("وف")[:1])


def _joins(page: Page, before: PartyMention, start: int, mention: PartyMention) -> bool:
    """Whether only commas, "and" and describing words stand between the two."""
    if page.sentence_of(before.first) is not page.sentence_of(mention.first):
        return False
    gap = range(before.last, start)
    if len(gap) > _JOINING_GAP:
        return False
    joined = (
        any(_is_join(page, index) for index in gap)
        or mention.particles.startswith("و")
        or (start != mention.first and page.tokens[start].norm.startswith("و"))
    )
    return joined and all(
        _is_join(page, index)
        or (page.tokens[index].kind == "mark" and page.tokens[index].text not in _CLOSED_MARKS)
        or page.is_word("beside_joins", index)
        for index in gap
    )


def _is_join(page: Page, index: int) -> bool:
    return page.at("joins", index) is not None or page.tokens[index].norm == "و"


def _possessive(page: Page, mention: PartyMention) -> bool:
    return mention.last < len(page.tokens) and page.tokens[mention.last].kind == "possessive"


def _maker(page: Page, mention: PartyMention) -> bool:
    """Whether goods of its own stand by the name: behind it in English, before it in Arabic."""
    for token in page.tokens[mention.last : mention.last + _MAKER_REACH]:
        if token.kind == "latin" and any(hit.key in _GOODS for hit in page.all_at("nouns", token.index)):
            return True
        describes = token.kind in {"latin", "possessive", "number"} or token.text == "-"
        if not describes or page.at("statuses", token.index):
            break
    before = page.tokens[mention.first - 1] if mention.first else None
    if before is None or before.kind != "arabic" or mention.particles:
        return False
    return any(hit.last == mention.first and hit.key in _GOODS for hit in page.all_at("nouns", before.index))
