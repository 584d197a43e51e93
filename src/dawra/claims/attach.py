"""What hangs on a deal: its sums, dates, quantities, status, conditions."""

from dawra.claims.attach_later import attach_from_later
from dawra.claims.attach_money import attach_money
from dawra.claims.attach_quantities import attach_dates, attach_products, attach_quantities
from dawra.claims.attach_status import attach_status
from dawra.claims.candidate import Candidate, Scene
from dawra.claims.lexicon import Hit

_EXCLUSIVE_AROUND = 4
_CONDITION_REACH = 30


def attach(scene: Scene, candidates: list[Candidate]) -> None:
    """Fill in everything but the parties; a sum with a payer of its own makes one more candidate."""
    attach_money(scene, candidates)
    for candidate in candidates:
        attach_quantities(scene, candidate)
        attach_products(scene, candidate)
        attach_dates(scene, candidate)
        attach_status(scene, candidate)
        _attach_exclusivity(scene, candidate)
        _attach_conditions(scene, candidate)
    attach_from_later(scene, candidates)


def _attach_exclusivity(scene: Scene, candidate: Candidate) -> None:
    if candidate.kind != "licence":
        return
    trigger, sentence = candidate.trigger, candidate.sentence
    first = max(sentence.first, trigger.first - _EXCLUSIVE_AROUND)
    hits = scene.page.between("exclusive", first, min(sentence.last, trigger.last + _EXCLUSIVE_AROUND))
    # "Non-exclusive" and "not exclusive" hold the word that they deny.
    for hit in [hit for hit in hits if hit.key == "no"] or hits:
        candidate.exclusive, candidate.exclusive_hit = hit.key == "yes", hit


def _attach_conditions(scene: Scene, candidate: Candidate) -> None:
    sentence = candidate.sentence
    conditions = scene.page.between("conditions", sentence.first, sentence.last)
    candidate.conditions = [hit for hit in conditions if _condition_fits(candidate, hit)]


def _condition_fits(candidate: Candidate, hit: Hit) -> bool:
    """Near enough; a grant is itself an option, and not on the condition of one."""
    if hit.key == "option" and candidate.kind == "equity_grant":
        return False
    return candidate.distance(hit.first, hit.last) <= _CONDITION_REACH
