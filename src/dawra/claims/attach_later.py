"""What later sentences about "the deal" add to what its own sentence left open."""

from collections import defaultdict

from dawra.claims.attach_quantities import closes
from dawra.claims.candidate import Candidate, Scene
from dawra.claims.tokens import Sentence

_LATER_CONDITIONS = frozenset({"regulatory_approval", "shareholder_approval", "financing", "non_binding"})
_VALUED = frozenset({"equity_investment", "acquisition"})


def attach_from_later(scene: Scene, candidates: list[Candidate]) -> None:
    """Each sentence that speaks of "the deal" speaks of the latest before it that has a sum, else of the latest."""
    by_sentence: dict[int, list[int]] = defaultdict(list)
    for index, candidate in enumerate(candidates):
        by_sentence[candidate.sentence.number].append(index)
    placed = {id(candidate.money) for candidate in candidates if candidate.money is not None}
    latest = latest_with_money = -1
    for sentence in scene.page.sentences:
        here = [candidates[index] for index in by_sentence[sentence.number]]
        told = sum(1 for candidate in here if len(candidate.principals) > 1)
        if latest >= 0 and told <= 1 and _speaks_of_deal(scene, sentence):
            index = latest_with_money if latest_with_money >= 0 else latest
            _add_money(scene, candidates[index], sentence, placed)
            _add_rest(scene, candidates[index], sentence)
            if candidates[index].money is not None:
                latest_with_money = max(latest_with_money, index)
        for index in by_sentence[sentence.number]:
            if candidates[index].roles:
                latest = max(latest, index)
                if candidates[index].money is not None:
                    latest_with_money = max(latest_with_money, index)


def _speaks_of_deal(scene: Scene, sentence: Sentence) -> bool:
    if sentence.number in scene.clutter:
        return False
    return any(hit.key == "deal" for hit in scene.page.between("anaphors", sentence.first, sentence.last))


def _add_money(scene: Scene, deal: Candidate, sentence: Sentence, placed: set[int]) -> None:
    """A sum that no deal has yet, and a valuation."""
    for money in scene.money.inside(sentence):
        if money.converted:
            continue
        if money.cue is None and deal.money is None and not money.each and id(money) not in placed:
            deal.money = money
            placed.add(id(money))
        if money.cue == "valuation" and deal.valuation is None and deal.kind in _VALUED:
            deal.valuation = money


def _add_rest(scene: Scene, deal: Candidate, sentence: Sentence) -> None:
    """Conditions, and the day on which it closes."""
    conditions = scene.page.between("conditions", sentence.first, sentence.last)
    deal.conditions += [hit for hit in conditions if hit.key in _LATER_CONDITIONS]
    if deal.closing is None:
        deal.closing = next((date for date in scene.dated.inside(sentence) if closes(scene, date)), None)
