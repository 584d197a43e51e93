"""One party's own figures: valuation, revenue, losses, cash, stakes, each with its period."""

from dawra.claims.candidate import Candidate, Scene
from dawra.claims.claim import Evidence, FactClaim, Mention
from dawra.claims.lexicon import Hit
from dawra.claims.mention import PartyMention
from dawra.claims.page import Page
from dawra.claims.read_amounts import Money, Quantity
from dawra.claims.tokens import Sentence
from dawra.values import METRICS

_AFTER_CUE = 5
_PERIOD_REACH = 14
_EXPECTED_BEFORE = 10
_INCURRED_BEFORE = 3
_OWNING_BEFORE, _OWNING_BEHIND = 6, 4
_HELD_BEHIND = 8


def read_facts(scene: Scene, deals: list[Candidate]) -> list[FactClaim]:
    """Facts of a page; a sum that a deal owns is no fact, its valuation may be both."""
    owned = {telling.money.first for deal in deals for telling in (deal, *deal.tellings) if telling.money is not None}
    valued = {
        deal.valuation.first: mention
        for deal in deals
        if deal.valuation is not None
        for role in ("investee", "target", "issuer")
        for mention in deal.roles.get(role, ())[:1]
        if not mention.thing
    }
    facts: list[FactClaim] = []
    for money in scene.amounts.money:
        if money.cue not in METRICS or money.converted or money.each or money.first in owned:
            continue
        if fact := _money_fact(scene, money, valued):
            facts.append(fact)
    facts += _losses_without_sum(scene, facts)
    used = {id(q) for deal in deals for q in deal.quantities}
    for quantity in scene.amounts.quantities:
        if quantity.unit == "percent" and id(quantity) not in used and (fact := _stake(scene, quantity)):
            facts.append(fact)
    return _once(facts)


def _money_fact(scene: Scene, money: Money, valued: dict[int, PartyMention]) -> FactClaim | None:
    page = scene.page
    sentence = page.sentence_of(money.core)
    if sentence.number in scene.clutter or money.cue is None:
        return None
    owner = valued.get(money.first) or _owner(scene, sentence, money)
    if owner is None:
        return None
    evidence = [
        Evidence(field="party", span=page.cut(owner.start, owner.end)),
        Evidence(field="amount", span=page.span(money.first, money.last)),
    ]
    if money.cue_at is not None:
        evidence.append(Evidence(field="metric", span=page.span(money.cue_at, money.cue_at + 1)))
    period = _period(scene, sentence, money, evidence)
    status, proof = _status(page, sentence, money)
    evidence.append(Evidence(field="status", span=page.span(*proof)))
    return FactClaim(
        party=Mention(name=owner.name, id=owner.id or owner.key),
        metric=money.cue,
        amount=money.amount,
        period=period,
        status=status,
        evidence=tuple(evidence),
    )


def _owner(scene: Scene, sentence: Sentence, money: Money) -> PartyMention | None:
    """Whose figure it is: the nearest party before the word that names it, else after it, else the topic."""
    at = money.cue_at if money.cue_at is not None else money.first
    here = [s for s in scene.in_sentence(sentence) if not s.mention.weak]
    after = [s.mention for s in here if 0 <= s.mention.first - at <= _AFTER_CUE and s.preposition in {None, "of", "to"}]
    if after and scene.page.tokens[at].kind == "arabic":
        return after[0]
    if money.cue == "valuation":
        valued = [s.mention for s in here if at <= s.mention.first <= money.first]
        if valued:
            return valued[0]
    before = [s for s in here if s.mention.last <= max(at, money.first)]
    bare = [s.mention for s in before if s.preposition in {None, "to"} or s.possessive]
    if bare:
        return bare[-1]
    if before:
        return before[-1].mention
    return scene.topic(sentence)


def _period(scene: Scene, sentence: Sentence, money: Money, evidence: list[Evidence]) -> str | None:
    near = [date for date in scene.dated.inside(sentence) if abs(date.first - money.first) <= _PERIOD_REACH]
    if not near:
        return None
    best = min(near, key=lambda date: (abs(date.first - money.first), -date.first))
    if best.date.is_day:
        return None
    evidence.append(Evidence(field="period", span=scene.page.cut(best.start, best.end)))
    return best.date.iso


def _status(page: Page, sentence: Sentence, money: Money) -> tuple[str, tuple[int, int]]:
    hits: list[Hit] = [
        hit
        for hit in page.between("fact_status", sentence.first, sentence.last)
        if hit.last <= money.first and money.first - hit.last <= _EXPECTED_BEFORE
    ]
    if hits:
        return "planned", (hits[-1].first, hits[-1].last)
    return "completed", (money.core, money.last)


def _losses_without_sum(scene: Scene, facts: list[FactClaim]) -> list[FactClaim]:
    """A party that has made losses, without a figure: "تكبدت خسائر" says something by itself."""
    page = scene.page
    found: list[FactClaim] = []
    lossy = {fact.party.id for fact in facts if fact.metric == "loss"}
    for hit in page.by_section["money_cues"]:
        sentence = page.sentence_of(hit.first)
        if hit.key != "loss" or sentence.number in scene.clutter or page.between("units", hit.first, hit.last):
            continue
        if not _incurred(page, hit):
            continue
        before = [s for s in scene.in_sentence(sentence) if s.mention.first < hit.first and s.preposition is None]
        if not before:
            continue
        owner = before[-1].mention
        if (party := Mention(name=owner.name, id=owner.id or owner.key)).id in lossy:
            continue
        lossy.add(party.id)
        evidence = (
            Evidence(field="party", span=page.cut(owner.start, owner.end)),
            Evidence(field="metric", span=page.span(hit.first, hit.last)),
            Evidence(field="status", span=page.span(hit.first, hit.last)),
        )
        found.append(
            FactClaim(
                party=party,
                metric="loss",
                status="completed",
                evidence=evidence,
            )
        )
    return found


def _incurred(page: Page, hit: Hit) -> bool:
    """Whether a word says that the loss was made, and not only spoken of."""
    return page.any_word("incurring", hit.first - _INCURRED_BEFORE, hit.last)


def _stake(scene: Scene, quantity: Quantity) -> FactClaim | None:
    """A standing stake: "X owns 27% of Y"."""
    page = scene.page
    sentence = page.sentence_of(quantity.first)
    first = max(sentence.first, quantity.first - _OWNING_BEFORE)
    last = min(sentence.last, quantity.last + _OWNING_BEHIND)
    if sentence.number in scene.clutter or not page.any_word("owning", first, last):
        return None
    here = [s.mention for s in scene.in_sentence(sentence)]
    before = [m for m in here if m.last <= quantity.first]
    after = [m for m in here if m.first >= quantity.last and m.first - quantity.last <= _HELD_BEHIND]
    holder = before[-1] if before else scene.topic(sentence)
    if holder is None or not after or holder.key == after[0].key:
        return None
    held = after[0]
    return FactClaim(
        party=Mention(name=holder.name, id=holder.id or holder.key),
        metric="stake",
        percent=quantity.value,
        of=Mention(name=held.name, id=held.id or held.key),
        status="completed",
        evidence=(
            Evidence(field="party", span=page.cut(holder.start, holder.end)),
            Evidence(field="percent", span=page.span(quantity.first, quantity.last)),
            Evidence(field="of", span=page.cut(held.start, held.end)),
        ),
    )


def _once(facts: list[FactClaim]) -> list[FactClaim]:
    seen: set[tuple[object, ...]] = set()
    kept: list[FactClaim] = []
    for fact in facts:
        stated = fact.amount and (fact.amount.stated, fact.amount.currency)
        key = (fact.party.id, fact.metric, stated, fact.percent, fact.of and fact.of.id)
        if key not in seen:
            seen.add(key)
            kept.append(fact)
    return kept
