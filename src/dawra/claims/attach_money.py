"""Which sum belongs to which deal."""

from collections import defaultdict
from dataclasses import replace
from itertools import pairwise

from dawra.claims.candidate import Candidate, Scene
from dawra.claims.read_amounts import Money

_PRICED = frozenset({"equity_grant", "equity_investment", "acquisition"})
"""Kinds that have a price per share or imply a valuation."""
_CUES_OF_DEALS = frozenset({None, "cost", "debt", "capex", "commitments", "market_size"})
"""What the words beside a sum may call it, if it can be the sum of a deal at all."""
_LOOSE_CUES = frozenset({"capex", "commitments", "market_size", "cost"})
_SELDOM_PAID = frozenset({"partnership", "amendment", "commerce_partnership", "equity_grant", "licence"})
_NEVER_CALLED = _SELDOM_PAID - {"licence"}
"""Kinds that own no sum which the text calls by another name."""
_REACH = 45
"""Tokens between a trigger and a sum; news sentences seldom hold more."""
_INCREASE_REACH = 5
_MOST_CROSSED = 3
_SEVERAL = 2
_ROW_GAP = 3
"""Tokens between two sums of one row: "$10 billion and up to $5 billion"."""
_AGENTS = {
    "equity_investment": "investor",
    "debt_financing": "lender",
    "acquisition": "acquirer",
    "compute_purchase": "customer",
    "chip_purchase": "customer",
    "supply": "customer",
}
"""Who pays in the kinds where a second payer may stand without a verb."""


def attach_money(scene: Scene, candidates: list[Candidate]) -> None:
    """Each sum goes to the trigger that fits it best, each trigger keeps its best sum."""
    increases = _increases(scene)
    steps = {step.first for step, _ in increases}
    step_of = {id(total): step for step, total in reversed(increases)}
    bids = [bid for bid in _bids(scene, candidates) if bid[2].first not in steps]
    given: set[int] = set()
    for _, _, money, candidate in sorted(bids, key=lambda bid: (-bid[0], bid[1])):
        if candidate.money is None and money.first not in given:
            candidate.money = money
            given.add(money.first)
            candidate.increase = step_of.get(id(money))
    _part_payers(scene, candidates)
    _add_silent_payers(scene, candidates)


def _bids(scene: Scene, candidates: list[Candidate]) -> list[tuple[float, int, Money, Candidate]]:
    """How well each sum fits each trigger of its sentence; prices and valuations are set at once."""
    by_sentence: dict[int, list[tuple[int, Candidate]]] = defaultdict(list)
    for number, candidate in enumerate(candidates):
        by_sentence[candidate.sentence.number].append((number, candidate))
    bids: list[tuple[float, int, Money, Candidate]] = []
    for money in scene.amounts.money:
        if money.converted or money.amount.stated == 0:
            continue
        for number, candidate in by_sentence[scene.page.sentence_of(money.core).number]:
            if money.each:
                if candidate.kind in _PRICED:
                    candidate.price = candidate.price or money
            elif money.cue == "valuation":
                if candidate.kind in _PRICED:
                    candidate.valuation = candidate.valuation or money
            elif money.cue in _CUES_OF_DEALS and (fit := _fit(scene, candidate, money)) > 0:
                bids.append((fit, number, money, candidate))
    return bids


def _fit(scene: Scene, candidate: Candidate, money: Money) -> float:
    """How well a sum fits a trigger: near, nothing else between, the money where that kind has it."""
    if money.cue is not None and candidate.kind in _NEVER_CALLED:
        return 0.0
    if money.cue == "debt" and candidate.kind != "debt_financing":
        return 0.0
    trigger = candidate.trigger
    after = money.first >= trigger.last
    low, high = (trigger.last, money.first) if after else (money.last, trigger.first)
    gap = max(0, high - low)
    if gap > _REACH:
        return 0.0
    between = scene.page.between("trigger", low, max(low, high))
    crossed = sum(1 for hit in between if hit.entry["kind"] not in {candidate.kind, "partnership", "amendment"})
    sums = sum(1 for m in scene.money.starting(low, high) if not m.converted and m is not money)
    fit = 1.0 - 0.015 * gap - 0.1 * min(crossed, _MOST_CROSSED) - 0.2 * sums
    if money.cue in _LOOSE_CUES:
        fit -= 0.35
    if candidate.kind in _SELDOM_PAID:
        fit -= 0.25
    if not candidate.roles:
        fit -= 0.3
    return fit + 0.05 * candidate.score


def _increases(scene: Scene) -> list[tuple[Money, Money]]:
    """Pairs of an addition and a new total: "by $6.5bn, to $22.4bn"; the other way round too."""
    page = scene.page
    pairs: list[tuple[Money, Money]] = []
    for pair in pairwise(money for money in scene.amounts.money if not money.converted):
        one, other = pair
        if other.first - one.last > _INCREASE_REACH or one.amount.currency != other.amount.currency:
            continue
        by = [money for money in pair if page.is_word("by_how_much", money.first - 1)]
        to = [money for money in pair if page.is_word("to_how_much", money.first - 1)]
        if len(by) == 1 and len(to) == 1 and by[0].amount.stated < to[0].amount.stated:
            pairs.append((by[0], to[0]))
    return pairs


def _part_payers(scene: Scene, candidates: list[Candidate]) -> None:
    """ "A and B invest 10 and 5 in C": as many sums in a row as payers are a deal of each, in their order."""
    for candidate in list(candidates):
        agent = _AGENTS.get(candidate.kind)
        payers = candidate.roles.get(agent, []) if agent else []
        if agent is None or candidate.money is None or len(payers) < _SEVERAL:
            continue
        sums = _row_of_sums(scene, candidate, candidate.money)
        if len(sums) != len(payers):
            continue
        candidate.roles = {**candidate.roles, agent: payers[:1]}
        for payer, money in zip(payers[1:], sums[1:], strict=True):
            roles = {**candidate.roles, agent: [payer]}
            candidates.append(replace(candidate, roles=roles, money=money, quantities=[], conditions=[]))


def _row_of_sums(scene: Scene, candidate: Candidate, money: Money) -> list[Money]:
    """The sum and those that follow it at once, with nobody and no other verb between."""
    row = [money]
    for further in scene.money.starting(money.last, candidate.sentence.last):
        last = row[-1]
        if further.converted or further.each or further.cue is not None or further.first - last.last > _ROW_GAP:
            break
        if further.amount.currency != last.amount.currency or scene.page.between("trigger", last.last, further.first):
            break
        if any(last.last <= s.mention.first < further.first for s in scene.in_sentence(candidate.sentence)):
            break
        row.append(further)
    return row


def _add_silent_payers(scene: Scene, candidates: list[Candidate]) -> None:
    """ "A will invest 10 in C, and B up to 5": the verb is said once, the second payer and sum stand alone."""
    placed = {candidate.money.first for candidate in candidates if candidate.money is not None}
    for candidate in list(candidates):
        agent = _AGENTS.get(candidate.kind)
        if agent is None or candidate.money is None or agent not in candidate.roles:
            continue
        low = max(candidate.money.last, candidate.trigger.last)
        for money in scene.money.starting(candidate.money.last, candidate.sentence.last):
            if money.first in placed or money.converted or money.each or money.cue is not None:
                continue
            if scene.page.between("trigger", low, money.first):
                continue
            payers = [
                s.mention
                for s in scene.in_sentence(candidate.sentence)
                if low <= s.mention.first < money.first
                and s.preposition is None
                and not s.mention.anaphor
                and s.mention.key not in candidate.principals
            ]
            if payers:
                placed.add(money.first)
                roles = {**candidate.roles, agent: [payers[-1]]}
                candidates.append(replace(candidate, roles=roles, money=money, quantities=[], conditions=[]))
