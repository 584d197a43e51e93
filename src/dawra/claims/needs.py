"""What must stand beside a trigger before it counts: "contract" alone is no supply, nor is "stake" a purchase.

A trigger of the lexicon lists its needs; one that is met suffices.
"""

from collections.abc import Callable
from typing import Final

from dawra.claims.candidate import Scene
from dawra.claims.lexicon import Hit
from dawra.claims.tokens import Sentence

_BEFORE, _BEHIND = 8, 12
"""How far around a trigger a noun still speaks of it."""
_MONEY_BEHIND = {"arabic": 12, "latin": 6}
"""Arabic puts the subject between the verb and the sum: جمعت شركة ... الناشئة 5 ملايين."""
_BUILT_BEFORE, _BUILT_BEHIND = 4, 9
_AGREEMENT_AROUND = 6
_STAKE_BEHIND = 8
_EARNING_BEHIND = 6
_SHARES_BEHIND = 8
_HELD_BEFORE = 7
_PAID_FOR = frozenset({"goods", "chips", "compute", "agreement"})
_FIRM = frozenset({"signed", "announced", "in_talks", "planned", "completed"})


def needs_met(scene: Scene, hit: Hit, sentence: Sentence) -> bool:
    """Whether a trigger finds beside it what it needs, if it needs anything."""
    needs: list[str] = hit.entry.get("needs", [])
    return not needs or any(NEEDS[need](scene, hit, sentence) for need in needs)


def _money(scene: Scene, hit: Hit, sentence: Sentence) -> bool:
    """A sum of its own behind it; "raised by 5" adds to a sum, and debts and stakes are other kinds."""
    page = scene.page
    if hit.last < sentence.last and page.is_word("raised_by", hit.last):
        return False
    reach = _MONEY_BEHIND["arabic" if page.tokens[hit.first].kind == "arabic" else "latin"]
    sums = scene.money.starting(hit.first, hit.last + reach)
    return any(money.cue is None for money in sums) and not _around(scene, hit, sentence) & {"debt", "stake"}


def _equity(scene: Scene, hit: Hit, sentence: Sentence) -> bool:
    return "equity" in _nouns(scene, sentence.first, sentence.last) and ("debt" not in _around(scene, hit, sentence))


def _goods(scene: Scene, hit: Hit, sentence: Sentence) -> bool:
    return bool(_around(scene, hit, sentence) & {"goods", "chips", "compute"})


def _build(scene: Scene, hit: Hit, sentence: Sentence) -> bool:
    return "build" in (
        _nouns(scene, hit.first, min(sentence.last, hit.last + _BUILT_BEHIND))
        | _nouns(scene, max(sentence.first, hit.first - _BUILT_BEFORE), hit.first)
    )


def _stake_deal(scene: Scene, hit: Hit, sentence: Sentence) -> bool:
    """A stake changes hands: another trigger says so, or a percentage beside a word that moves it."""
    page, last = scene.page, sentence.last
    if "revenue" in _nouns(scene, hit.first, min(last, hit.last + _STAKE_BEHIND)):
        return False
    stems = tuple(page.words.words("words", "earning"))
    if any(t.norm.startswith(stems) for t in page.tokens[hit.first : min(last, hit.last + _EARNING_BEHIND)]):
        return False
    if _is_held(scene, hit, sentence) or any(page.is_word("moving", hit.first - step) for step in (1, 2)):
        return False
    if any(
        other.entry.get("stakes") and other.first != hit.first
        for other in page.between("trigger", sentence.first, last)
    ):
        return True
    near = _near(hit, sentence)
    moved = page.between("stake_verbs", *near) or any(
        status.key in _FIRM | {"rumoured"} for status in page.between("statuses", *near)
    )
    sized = any(q.unit == "percent" for q in scene.quantities.starting(*near)) or bool(scene.money.starting(*near))
    return bool(moved) and sized


def _is_held(scene: Scene, hit: Hit, sentence: Sentence) -> bool:
    """ "Holds a 12% stake", "Microsoft's $135 billion stake": what somebody has changes no hands by that."""
    page = scene.page
    for index in range(hit.first - 1, max(sentence.first, hit.first - _HELD_BEFORE) - 1, -1):
        if page.is_word("holding_now", index):
            return True
        if page.tokens[index].kind == "possessive":
            return bool(scene.money.starting(index, hit.first))
        if page.at("statuses", index) or page.at("trigger", index):
            return False
    return False


def _purchase(scene: Scene, _: Hit, sentence: Sentence) -> bool:
    """An agreement, a sum or a word of a firm step: capacity by itself is only a product."""
    if "agreement" in _nouns(scene, sentence.first, sentence.last) or scene.own_money(sentence):
        return True
    statuses = scene.page.between("statuses", sentence.first, sentence.last)
    return any(status.key in _FIRM for status in statuses)


def _agreement(scene: Scene, hit: Hit, sentence: Sentence) -> bool:
    first = max(sentence.first, hit.first - _AGREEMENT_AROUND)
    return "agreement" in _nouns(scene, first, min(sentence.last, hit.last + _AGREEMENT_AROUND))


def _payment(scene: Scene, _: Hit, sentence: Sentence) -> bool:
    """A sum, and what it is paid for, or the agreement by which it is."""
    return bool(scene.own_money(sentence)) and bool(_nouns(scene, sentence.first, sentence.last) & _PAID_FOR)


def _agreement_or_partner(scene: Scene, hit: Hit, sentence: Sentence) -> bool:
    triggers = scene.page.between("trigger", sentence.first, sentence.last)
    return _agreement(scene, hit, sentence) or any(other.key == "partnership" for other in triggers)


def _guaranteed(scene: Scene, hit: Hit, sentence: Sentence) -> bool:
    """A debt or a sum is what is guaranteed; لضمان is "in order to ensure"."""
    if hit.particles.endswith("ل"):
        return False
    return "debt" in _around(scene, hit, sentence) or bool(scene.own_money(sentence))


def _shares(scene: Scene, hit: Hit, sentence: Sentence) -> bool:
    behind = scene.page.between("share_words", hit.last, min(sentence.last, hit.last + _SHARES_BEHIND))
    return bool(behind) or any(q.unit == "shares" for q in scene.quantities.inside(sentence))


def _near(hit: Hit, sentence: Sentence) -> tuple[int, int]:
    return max(sentence.first, hit.first - _BEFORE), min(sentence.last, hit.last + _BEHIND)


def _around(scene: Scene, hit: Hit, sentence: Sentence) -> set[str]:
    """The classes of the nouns around a trigger."""
    return _nouns(scene, *_near(hit, sentence))


def _nouns(scene: Scene, first: int, last: int) -> set[str]:
    return {noun.key for noun in scene.page.between("nouns", first, last)}


NEEDS: Final[dict[str, Callable[[Scene, Hit, Sentence], bool]]] = {
    "money": _money,
    "equity": _equity,
    "goods": _goods,
    "build": _build,
    "stake_deal": _stake_deal,
    "purchase": _purchase,
    "agreement": _agreement,
    "payment": _payment,
    "agreement_or_partner": _agreement_or_partner,
    "guaranteed": _guaranteed,
    "shares": _shares,
}
"""What each name in the lexicon's ``needs`` asks for."""
