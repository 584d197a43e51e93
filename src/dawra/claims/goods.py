"""What a trigger is about: chips, computing, other goods, something to build, a stake, a company."""

import re
from typing import Final

from dawra.claims.candidate import Scene
from dawra.claims.lexicon import Hit
from dawra.claims.tokens import Sentence

KIND_OF_GOODS: Final = {"compute": "compute_purchase", "chips": "chip_purchase", "goods": "supply"}
"""The kinds of purchase by what is bought, the surest class first: a noun may belong to several."""

_MODEL = re.compile(r"[A-Z]{1,3}\d{2,4}[A-Za-z]{0,4}")
"""What makers call their machines: A350, GE9X, F16."""
# How many tokens away a word may stand and still be what the trigger is about.
_GOODS_BEHIND = 12
_GOODS_BEFORE = 5
_MODEL_BEHIND = 9
_OBJECT_BEHIND = 10
_PLAIN_GOODS_BEHIND = 4
_OTHER_GOODS_BEHIND = 8
_STAKE_BEHIND = 9
_PERCENT_BEHIND = 3
_PERCENT_AROUND = 14
_PARTY_BEHIND = 3
_AIM_BEFORE = 4
_HALF = 50
_LONGEST_THING = 8
_STAKE_ALONE = 3
_PASSIVE_BEFORE = 3
_INTO = frozenset({"in", "into"})


def goods_of(scene: Scene, hit: Hit, sentence: Sentence) -> str | None:
    """The class of goods that a trigger is about: first noun behind it, else right before it."""
    for noun in _nouns_behind(scene, hit, sentence, _GOODS_BEHIND):
        if noun.key in KIND_OF_GOODS:
            found = surest(scene, noun)
            generic = found == "goods" and scene.page.has_form("generic_goods", noun.first)
            return (trade_of(scene, sentence) or found) if generic else found
    first = max(sentence.first, hit.first - _GOODS_BEFORE)
    before = [n for n in scene.page.between("nouns", first, hit.first) if n.key in KIND_OF_GOODS]
    if before:
        return surest(scene, before[-1])
    behind = scene.page.tokens[hit.last : min(sentence.last, hit.last + _MODEL_BEHIND)]
    if any(_MODEL.fullmatch(token.text) for token in behind):
        return "goods"
    products = scene.products.starting(hit.last, min(sentence.last, hit.last + _GOODS_BEHIND))
    return "chips" if any(product.party.sector == "chips" for product in products) else None


def trade_of(scene: Scene, sentence: Sentence) -> str | None:
    """What the parties of a sentence trade in, where one of them rents out capacity or makes chips."""
    sectors = {stance.mention.sector for stance in scene.in_sentence(sentence)}
    if "cloud" in sectors:
        return "compute"
    return "chips" if "chips" in sectors else None


def surest(scene: Scene, noun: Hit) -> str:
    """Of the classes that a noun belongs to, the one that says most."""
    keys = {hit.key for hit in scene.page.all_at("nouns", noun.first)}
    return next((key for key in KIND_OF_GOODS if key in keys), noun.key)


def object_is(scene: Scene, hit: Hit, sentence: Sentence, noun: str) -> bool:
    """Whether the thing aimed at is of this class: the noun comes before any party does."""
    reach = _PLAIN_GOODS_BEHIND if noun == "goods" else _OBJECT_BEHIND
    nouns = [found for found in _nouns_behind(scene, hit, sentence, reach) if found.key == noun]
    if not nouns:
        return False
    if noun == "goods":
        others = {other.key for other in _nouns_behind(scene, hit, sentence, _OTHER_GOODS_BEHIND)}
        if others & {"compute", "chips"}:
            return False
    if noun == "build" and not (scene.own_money(sentence) and _aimed_at(scene, nouns[0])):
        return False
    return not any(
        hit.last <= s.mention.first < nouns[0].first and s.preposition in _INTO and s.mention.id
        for s in scene.in_sentence(sentence)
    )


def in_a_country(scene: Scene, hit: Hit, sentence: Sentence) -> bool:
    """Whether the money goes into a country and into no company: "invest $54 billion in Britain"."""
    page = scene.page
    if "object_kinds" not in hit.entry or not scene.own_money(sentence):
        return False
    if any(s.preposition in _INTO and s.mention.first > hit.first for s in scene.in_sentence(sentence)):
        return False
    return any(
        (before := page.ending("prepositions", place.first)) is not None and before.key in _INTO
        for place in page.between("places", hit.last, sentence.last)
    )


def stake_near(scene: Scene, hit: Hit, sentence: Sentence) -> bool:
    """Whether a share of a company is what is bought or sold."""
    keys = {noun.key for noun in _nouns_behind(scene, hit, sentence, _STAKE_BEHIND)}
    behind = scene.quantities.starting(hit.last, hit.last + _PERCENT_BEHIND + 1)
    return any(quantity.unit == "percent" for quantity in behind) or bool(keys & {"stake", "majority"})


def party_object(scene: Scene, hit: Hit, sentence: Sentence) -> bool:
    """Whether a party itself is what is bought or sold: it follows at once, or stands behind of."""
    return any(
        0 <= stance.mention.first - hit.last <= _PARTY_BEHIND
        and stance.preposition in {None, "of"}
        and not stance.maker
        and not _of_things(scene, stance.mention.first)
        for stance in scene.in_sentence(sentence)
    )


def _of_things(scene: Scene, first: int) -> bool:
    """Whether the party only says whose the thing is: بيع نماذج أوبن إيه آي."""
    before = scene.page.ending("nouns", first)
    return before is not None and before.key == "rights" and scene.page.tokens[before.first].kind == "arabic"


def passive_object(scene: Scene, hit: Hit, sentence: Sentence) -> bool:
    """Whether a party before a passive verb is what was bought: "Arm was bought"."""
    page = scene.page
    near = range(max(sentence.first, hit.first - _PASSIVE_BEFORE), hit.first)
    if not any(page.is_word("passive", index) for index in near):
        return False
    return any(s.mention.last <= hit.first and s.preposition is None for s in scene.in_sentence(sentence))


def thing_sold(scene: Scene, hit: Hit, sentence: Sentence) -> tuple[int, int] | None:
    """The tokens of a thing that is bought or sold, "Italian branch", without the words that only point at it.

    It ends before the first preposition, verb, mark or sum behind the trigger, and names something that firms sell.
    """
    page = scene.page
    first = hit.last
    while first < sentence.last and page.is_word("before_things", first):
        first += 1
    last = first
    while last < min(sentence.last, first + _LONGEST_THING) and _in_thing(scene, last):
        last += 1
    things = any(page.at("things_sold", index) for index in range(first, last))
    return (first, last) if things else None


def _in_thing(scene: Scene, index: int) -> bool:
    page, token = scene.page, scene.page.tokens[index]
    if token.kind == "mark" and token.text not in {"-", "&", "'", "’"}:
        return False
    if page.at("prepositions", index) or page.at("statuses", index) or index in scene.name_tokens:
        return False
    return not scene.money.starting(index, index + 1)


def minority(scene: Scene, hit: Hit, sentence: Sentence) -> bool:
    """A stated stake below one half, bought from nobody who is named, is an investment."""
    page = scene.page
    shares = [
        quantity.value
        for quantity in scene.quantities.inside(sentence)
        if quantity.unit == "percent" and abs(quantity.first - hit.first) <= _PERCENT_AROUND
    ]
    taken = "stake_deal" in hit.entry.get("needs", ()) and bool(page.between("stake_verbs", sentence.first, hit.first))
    taken = taken or _stake_alone(scene, hit)
    if (not shares and not taken) or max(shares, default=0) >= _HALF:
        return False
    if any(page.is_word("takeovers", index) for index in range(hit.first, hit.last)):
        return False
    if any(noun.key == "majority" for noun in page.between("nouns", sentence.first, sentence.last)):
        return False
    return not _has_seller(scene, sentence)


def _stake_alone(scene: Scene, hit: Hit) -> bool:
    """ "Buy a stake in", شراء حصة في: a part whose size nobody tells."""
    nouns = scene.page.between("nouns", hit.last, hit.last + _STAKE_ALONE)
    one = any(noun.key == "stake" and scene.page.is_word("one_stake", noun.first) for noun in nouns)
    return one and not any(noun.key == "majority" for noun in nouns)


def _has_seller(scene: Scene, sentence: Sentence) -> bool:
    """Whether the seller is no mere "from": a verb of selling or merging, or a party behind that word."""
    triggers = scene.page.between("trigger", sentence.first, sentence.last)
    sold = any(
        trigger.entry["kind"] == "acquisition" and trigger.entry["roles"].get("seller", [""])[0] != "from"
        for trigger in triggers
    )
    return sold or any(stance.preposition == "from" for stance in scene.in_sentence(sentence))


def _aimed_at(scene: Scene, noun: Hit) -> bool:
    """Whether the noun stands behind in, into or on: money goes there."""
    before = scene.page.between("prepositions", max(0, noun.first - _AIM_BEFORE), noun.first)
    return any(hit.key in {"in", "into", "on"} for hit in before) or noun.particles.startswith("ب")


def _nouns_behind(scene: Scene, hit: Hit, sentence: Sentence, reach: int) -> list[Hit]:
    """The classed nouns behind a trigger, by place, names left out."""
    nouns = scene.page.between("nouns", hit.last, min(sentence.last, hit.last + reach))
    return [noun for noun in nouns if noun.first not in scene.name_tokens]
