"""Which deals a page tells: one candidate for each word that stands for a deal, and the cases that are not so plain.

A trigger is a word of the lexicon that names a kind of deal ("invest", استحواذ). One may tell several deals ("deals
with X, Y and Z"), none (it belongs to the round just told), or a deal whose parties and kind stand before it; and
some deals have no trigger but "contract" and a sum.
"""

from collections.abc import Iterator
from dataclasses import replace

from dawra.claims.candidate import ALIKE, PURCHASES, Candidate, Scene
from dawra.claims.goods import KIND_OF_GOODS, surest, trade_of
from dawra.claims.lexicon import Hit
from dawra.claims.mention import PartyMention
from dawra.claims.roles import fill_roles
from dawra.claims.tokens import Sentence
from dawra.claims.triggers import find_triggers, kind_of
from dawra.values import KINDS

_GRANT_REACH = 3
"""Tokens between "warrants" and "to buy shares"."""
_OBJECT_REACH, _PAID_REACH = 8, 25
"""How far behind its verb what is bought may stand, and what is paid for."""
_ROUND_SENTENCES = 2
_COMMITMENT_SENTENCES = 1
_COMMITMENT_SCORE = 0.8
_SUM_BEFORE, _SUM_BEHIND = 12, 8
"""A standing commitment has its sum this close: "the $38 billion it has committed"."""
_PLURAL_BEFORE, _PLURAL_BEHIND = 16, 2
_SPLIT_SIDES = {
    "partnership": "partner",
    "commerce_partnership": "partner",
    "compute_purchase": "provider",
    "chip_purchase": "supplier",
    "supply": "supplier",
}
"""The role whose members a plural parts into deals."""
_LEAST_PARTNERS = 3
_SEVERAL = 2
_SIZES = frozenset({"GW", "MW", "chips", "year"})
_CONTRACT_REACH = 14
_CONTRACT_SENTENCES = 2
"""How many sentences behind a contract may say what it is for; the one before may too."""


def find_candidates(scene: Scene) -> list[Candidate]:
    """One candidate for each trigger whose needs are met, with its roles filled as far as they can be."""
    found: list[Candidate] = []
    grants: set[int] = set()  # where each "warrants" ends
    for hit in find_triggers(scene):
        sentence = scene.page.sentence_of(hit.first)
        kind = kind_of(scene, hit, sentence)
        if kind is None or (kind != "equity_grant" and _exercises_grant(hit, grants)):
            continue
        if (kind == "compute_purchase" and _is_object(hit, found)) or _is_stake_sold(hit, found, sentence):
            continue
        candidate = Candidate(kind, hit, sentence, standing=bool(hit.entry.get("inherits")))
        fill_roles(scene, candidate)
        if candidate.standing or hit.entry.get("pays"):
            _inherit(candidate, found)
        if candidate.standing and candidate.guessed:
            continue  # two sides of a commitment that nobody told of are too much to guess
        if not _joins_round(scene, candidate, found) and (not candidate.standing or _has_sum(scene, candidate)):
            found += _split(scene, candidate)
            if candidate.kind == "equity_grant":
                grants.add(hit.last)
    return [*found, *_contracts(scene, found)]


def _is_stake_sold(hit: Hit, found: list[Candidate], sentence: Sentence) -> bool:
    """ "Sold its 3% stake": the verb has told the deal, and the stake is what it is about."""
    before = found[-1] if found and "stake_deal" in hit.entry.get("needs", ()) else None
    return (
        before is not None
        and before.sentence is sentence
        and before.kind in {"acquisition", "equity_investment"}
        and bool(before.trigger.entry.get("stakes"))
        and bool(before.roles)
        and 0 <= hit.first - before.trigger.last <= _OBJECT_REACH
    )


def _is_object(hit: Hit, found: list[Candidate]) -> bool:
    """ "Provide Meta with computing capacity": the verb has told the deal, and the capacity is what it is about."""
    before = found[-1] if found else None
    return (
        before is not None
        and before.kind == "compute_purchase"
        and "goods_kinds" in before.trigger.entry
        and len(before.roles) > 1
        and not before.guessed
        and 0 <= hit.first - before.trigger.last <= (_PAID_REACH if before.trigger.entry.get("pays") else _OBJECT_REACH)
    )


def _exercises_grant(hit: Hit, grants: set[int]) -> bool:
    """The buying in "warrants to buy shares" is the warrant's own."""
    return any(hit.first - gap in grants for gap in range(_GRANT_REACH + 1))


def _inherit(candidate: Candidate, found: list[Candidate]) -> None:
    """ "On top of the $38 billion it has committed": the kind and the other side come from what was just told."""
    near = [other for other in _told_lately(found, candidate, _COMMITMENT_SENTENCES) if other.kind in PURCHASES]
    if not near or len(candidate.principals) > 1:
        return
    model = next((other for other in near if other.kind == "compute_purchase"), near[0])
    candidate.kind = model.kind
    names = {role.name for role in KINDS[model.kind].roles}
    candidate.roles = {role: members for role, members in candidate.roles.items() if role in names}
    used = candidate.principals
    for role, mentions in model.roles.items():
        if role not in candidate.roles:
            candidate.roles[role] = [mention for mention in mentions if mention.key not in used]
    candidate.score = max(candidate.score, model.score * _COMMITMENT_SCORE)


def _has_sum(scene: Scene, candidate: Candidate) -> bool:
    """A commitment that is spoken of in passing counts only with its sum."""
    first, last = candidate.trigger.first - _SUM_BEFORE, candidate.trigger.last + _SUM_BEHIND
    return any(first <= money.first <= last for money in scene.own_money(candidate.sentence))


def _joins_round(scene: Scene, candidate: Candidate, found: list[Candidate]) -> bool:
    """Whoever leads or takes part belongs to the round last told of, and makes no deal of its own."""
    if candidate.kind != "equity_investment" or candidate.trigger.entry.get("needs") != ["equity"]:
        return False
    for other in _told_lately(found, candidate, _ROUND_SENTENCES):
        if other.kind == "equity_investment" and "investee" in other.roles:
            known = other.principals
            investors = _row_of(scene, candidate, "investor")
            fresh = [mention for mention in investors if mention.key not in known]
            other.roles.setdefault("investor", []).extend(fresh)
            return True
    return False


def _row_of(scene: Scene, candidate: Candidate, role: str) -> list[PartyMention]:
    """Who plays a role, and whoever stands in one row with them, whatever else they were taken for."""
    members = candidate.roles.get(role, [])
    rows = {scene.stance_of[id(member)].group for member in members if id(member) in scene.stance_of}
    beside = [s.mention for s in scene.in_sentence(candidate.sentence) if s.group in rows]
    return list({mention.key: mention for mention in (*members, *beside)}.values())


def _told_lately(found: list[Candidate], candidate: Candidate, sentences: int) -> Iterator[Candidate]:
    """What was told in this sentence and the few before it, the last first."""
    for other in reversed(found):
        if candidate.sentence.number - other.sentence.number > sentences:
            return
        yield other


def _split(scene: Scene, candidate: Candidate) -> list[Candidate]:
    """Plural deals with several counterparts are as many: "partnerships with Etsy, Shopify and Instacart"."""
    side = _SPLIT_SIDES.get(candidate.kind)
    if side is None or not _plural(scene, candidate):
        return [candidate]
    members = candidate.roles.get(side, [])
    if side != "partner":
        if len(members) < _SEVERAL:
            return [candidate]
        return [replace(candidate, roles={**candidate.roles, side: [member]}) for member in members]
    if candidate.kind == "partnership" and len(members) < _LEAST_PARTNERS:
        return [candidate]
    listed = [member for member in members if _is_listed(scene, member)]
    alone = [member for member in members if member not in listed]
    if len(listed) < _SEVERAL or len(alone) != 1:
        return [candidate]
    return [replace(candidate, roles={side: [alone[0], member]}) for member in listed]


def _plural(scene: Scene, candidate: Candidate) -> bool:
    """Whether "deals", شراكات or the like stand by the trigger."""
    trigger, sentence = candidate.trigger, candidate.sentence
    first = max(sentence.first, trigger.first - _PLURAL_BEFORE)
    last = min(sentence.last, trigger.last + _PLURAL_BEHIND)
    return bool(scene.page.between("plurals", first, last))


def _is_listed(scene: Scene, member: PartyMention) -> bool:
    """Whether a partner stands behind with or between, or in a list."""
    stance = scene.stance_of[id(member)]
    return stance.preposition in {"with", "both"} or stance.order > 0


def _contracts(scene: Scene, found: list[Candidate]) -> Iterator[Candidate]:
    """Agreements that only the text around them says the object of: "signed a deal with X worth ..."."""
    served = {c.sentence.number for c in found if len(c.principals) > 1 and c.kind not in ALIKE}
    for sentence in scene.page.sentences:
        if sentence.number in served or sentence.number in scene.clutter:
            continue
        noun = _agreement_with_size(scene, sentence)
        parties = {s.mention.key for s in scene.in_sentence(sentence) if not s.mention.weak}
        if noun is None or len(parties) < _SEVERAL:
            continue
        if kind := _kind_around(scene, sentence):
            candidate = Candidate(kind, _as_trigger(noun, kind), sentence)
            fill_roles(scene, candidate)
            yield candidate


def _agreement_with_size(scene: Scene, sentence: Sentence) -> Hit | None:
    """The first word for a contract that has a sum, a size or a term near it."""
    sizes = [q for q in scene.quantities.inside(sentence) if q.unit in _SIZES]
    places = [*(money.first for money in scene.own_money(sentence)), *(size.first for size in sizes)]
    for noun in scene.page.between("nouns", sentence.first, sentence.last) if places else ():
        near = any(abs(place - noun.first) <= _CONTRACT_REACH for place in places)
        if near and noun.key == "agreement" and not _is_cooperation(scene, noun):
            return noun
    return None


def _is_cooperation(scene: Scene, noun: Hit) -> bool:
    """Whether the noun speaks of working together rather than of a contract."""
    return any(hit.entry["kind"] in ALIKE for hit in scene.page.all_at("trigger", noun.first))


def _kind_around(scene: Scene, sentence: Sentence) -> str | None:
    """The kind of purchase by the trade of the parties, else by the goods that the sentences around speak of."""
    here = {surest(scene, noun) for noun in scene.page.between("nouns", sentence.first, sentence.last)}
    if surely := next((key for key in ("compute", "chips") if key in here), None) or trade_of(scene, sentence):
        return KIND_OF_GOODS[surely]
    near = scene.page.sentences[max(0, sentence.number - 1) : sentence.number + 1 + _CONTRACT_SENTENCES]
    goods = {surest(scene, n) for part in near for n in scene.page.between("nouns", part.first, part.last)}
    return next((kind for key, kind in KIND_OF_GOODS.items() if key in goods), None)


def _as_trigger(noun: Hit, kind: str) -> Hit:
    side = "provider" if kind == "compute_purchase" else "supplier"
    roles = {
        "customer": ["from", "with_served", "subj_buyer", "vso_customer", "by", "with_server", "both"],
        side: ["subj_serves", "subj_winner", "with_server", "to", "subj", "both_second"],
    }
    return replace(noun, section="trigger", key=kind, entry={"kind": kind, "roles": roles})
