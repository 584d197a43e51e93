"""Which words of a page stand for a deal, and of what kind each is here."""

from collections.abc import Iterator

from dawra.claims.candidate import Scene
from dawra.claims.goods import (
    KIND_OF_GOODS,
    goods_of,
    in_a_country,
    minority,
    object_is,
    party_object,
    passive_object,
    stake_near,
    thing_sold,
    trade_of,
)
from dawra.claims.lexicon import Hit
from dawra.claims.needs import needs_met
from dawra.claims.page import Page
from dawra.claims.tokens import Sentence

_RIGHT_BEFORE = 8
_LOAN_BEHIND = 2
"""Who provides a loan supplies nothing: the loan is the deal."""


def find_triggers(scene: Scene) -> list[Hit]:
    """All triggers outside names and page clutter, by place; none that stands inside a longer one."""
    page = scene.page
    hits = [
        hit
        for hit in page.by_section["trigger"]
        if hit.first not in scene.name_tokens
        and page.sentence_of(hit.first).number not in scene.clutter
        and not _describes_company(page, hit)
    ]
    return list(_longest(hits))


def kind_of(scene: Scene, hit: Hit, sentence: Sentence) -> str | None:
    """The kind of deal that a trigger stands for here, by the words beside it; None where it stands for none."""
    kind: str = hit.entry["kind"]
    if not needs_met(scene, hit, sentence) or _only_if_asked(scene, hit, sentence):
        return None
    if hit.entry.get("inherits"):
        return _kind_of_commitment(scene, hit, sentence)
    if kind == "capacity_build" and _serves_purchase(scene, hit):
        return None
    if kind == "partnership":
        return _kind_of_partnership(scene, hit, sentence)
    if other := _kind_of_money(scene, hit, sentence):
        return other
    for noun, instead in hit.entry.get("object_kinds", {}).items():
        if object_is(scene, hit, sentence, noun):
            return str(instead)
    if _awaits_verb(scene, hit, sentence):
        return None
    if "goods_kinds" in hit.entry:
        return _kind_of_trade(scene, hit, sentence)
    return _kind_of_stake(scene, hit, sentence)


def _kind_of_money(scene: Scene, hit: Hit, sentence: Sentence) -> str | None:
    """What money comes to beside its trigger's own kind: building in a country, or a round."""
    kind = hit.entry["kind"]
    if kind == "equity_investment" and in_a_country(scene, hit, sentence):
        return "capacity_build"
    return "equity_investment" if kind == "debt_financing" and _is_round(scene, hit, sentence) else None


def _is_round(scene: Scene, hit: Hit, sentence: Sentence) -> bool:
    """Financing that a fund leads, and no bank, is a round."""
    page = scene.page
    if not page.is_word("any_financing", hit.first):
        return False
    led = [s.mention.sector for s in scene.in_sentence(sentence) if s.preposition == "led"]
    return bool(led) and "banks" not in led


def _kind_of_commitment(scene: Scene, hit: Hit, sentence: Sentence) -> str:
    """What spending comes to: building, or the goods that it is for."""
    if object_is(scene, hit, sentence, "build"):
        return "capacity_build"
    noun = goods_of(scene, hit, sentence)
    return KIND_OF_GOODS[noun] if noun else str(hit.entry["kind"])


def _describes_company(page: Page, hit: Hit) -> bool:
    """ "An investment firm", "the acquisition vehicle": the word only says what somebody is."""
    return page.tokens[hit.first].kind == "latin" and page.is_word("doing_what", hit.last)


def _longest(hits: list[Hit]) -> Iterator[Hit]:
    """Those of a row by place that no other reaches over: each is held against the furthest end so far."""
    longest: dict[int, int] = {}
    for hit in hits:
        longest[hit.first] = max(hit.last, longest.get(hit.first, 0))
    reached, first, furthest = (
        0,
        -1,
        0,
    )  # the furthest end of all triggers before this place, and of those here
    for hit in hits:
        if hit.first != first:
            reached, first = max(reached, furthest), hit.first
        furthest = longest[hit.first]
        if hit.last > reached and hit.last == furthest:
            yield hit


def _only_if_asked(scene: Scene, hit: Hit, sentence: Sentence) -> bool:
    """ "A right of first refusal to provide computing": nobody has bought anything by that."""
    first = max(sentence.first, hit.first - _RIGHT_BEFORE)
    return bool(scene.page.between("first_refusals", first, hit.first))


def _serves_purchase(scene: Scene, hit: Hit) -> bool:
    """ "building computing capacity": the words behind it name the deal."""
    behind = [*scene.page.all_at("trigger", hit.last), *scene.page.all_at("trigger", hit.last + 1)]
    return any(other.entry["kind"] == "compute_purchase" for other in behind)


def _kind_of_partnership(scene: Scene, hit: Hit, sentence: Sentence) -> str | None:
    if scene.page.is_word("this", hit.first - 1):
        return None
    return "commerce_partnership" if _sells(scene, sentence) else "partnership"


def _sells(scene: Scene, sentence: Sentence) -> bool:
    """Whether the partnership is about selling: trade words stand by, or a trader and trade words nearby."""
    if _speaks_of_trade(scene, sentence):
        return True
    if not any(stance.mention.sector == "commerce" for stance in scene.in_sentence(sentence)):
        return False
    near = scene.page.sentences[max(0, sentence.number - 1) : sentence.number + 2]
    return any(_speaks_of_trade(scene, part) for part in near)


def _speaks_of_trade(scene: Scene, sentence: Sentence) -> bool:
    triggers = scene.page.between("trigger", sentence.first, sentence.last)
    return any(hit.entry["kind"] == "commerce_partnership" for hit in triggers)


def _awaits_verb(scene: Scene, hit: Hit, sentence: Sentence) -> bool:
    """A contract whose goods a later verb of the sentence names leaves the deal to that verb."""
    if "subj_winner" not in hit.entry["roles"].get("supplier", ())[:1]:
        return False
    behind = scene.page.between("trigger", hit.last, sentence.last)
    return any("goods_kinds" in other.entry and other.first > hit.first for other in behind)


def _kind_of_trade(scene: Scene, hit: Hit, sentence: Sentence) -> str | None:
    """What a verb of buying, selling or delivering comes to: a stake, goods, a whole company, or nothing."""
    behind = scene.page.between("nouns", hit.last, hit.last + _LOAN_BEHIND)
    if hit.entry["kind"] == "supply" and any(noun.key == "debt" for noun in behind):
        return None
    if not (hit.entry.get("stakes") and stake_near(scene, hit, sentence)):
        noun = goods_of(scene, hit, sentence) or (trade_of(scene, sentence) if hit.entry.get("pays") else None)
        if noun:
            return str(hit.entry["goods_kinds"][noun])
        things = tuple(scene.page.words.words("words", "ordering"))
        ordered = scene.page.tokens[hit.first].norm.startswith(things)
        about = (
            party_object(scene, hit, sentence)
            or passive_object(scene, hit, sentence)
            or thing_sold(scene, hit, sentence) is not None
        )
        if hit.entry["kind"] == "supply" or ordered or not about:
            return None
    return _kind_of_stake(scene, hit, sentence)


def _kind_of_stake(scene: Scene, hit: Hit, sentence: Sentence) -> str:
    kind: str = hit.entry["kind"]
    if kind == "acquisition" and hit.entry.get("stakes") and minority(scene, hit, sentence):
        return "equity_investment"
    return kind
