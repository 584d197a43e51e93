"""What a reader of a stress has to know beside its figures: what is taken for granted, and what struck nothing."""

from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches

from dawra.analyses.scenarios.apply import Shocked
from dawra.analyses.scenarios.change import is_untimed
from dawra.analyses.scenarios.finding import PartyStress
from dawra.analyses.scenarios.known import Known
from dawra.analyses.scenarios.losses import Losses
from dawra.analyses.scenarios.rights import RightsStress
from dawra.analyses.scenarios.scenario import ON_LEGS, ON_RIGHTS, Scenario
from dawra.analyses.scenarios.values import ValueLoss
from dawra.errors import InputError
from dawra.flows import Leg, Notice


def check(scenario: Scenario, legs: Sequence[Leg], after: Shocked, kinds: Mapping[str, str] | None) -> None:
    """``InputError`` where nothing is struck, so that a mistaken scenario never looks harmless."""
    if kinds is None and any(shock.which.kinds for shock in scenario.shocks):
        raise InputError(
            "a table of legs does not tell the kinds of deals. Choose legs by layers, parties or statuses."
        )
    if any(one.legs for one in after.struck) or any(shock.act not in ON_LEGS for shock in scenario.shocks):
        return
    near = _near(scenario, legs)
    hint = f" Did you mean {', '.join(near)}?" if near else ""
    raise InputError(
        f"no shock of the scenario strikes any of the {len(legs)} legs of this view that have yet to move.{hint} "
        "Look at its parties, deals, statuses and days."
    )


def unmatched(
    scenario: Scenario, legs: Sequence[Leg], after: Shocked, rights: RightsStress, values: Sequence[ValueLoss]
) -> Iterator[Notice]:
    """Shocks that strike nothing, what they may have meant, and what they left alone."""
    on_legs = [number for number, shock in enumerate(scenario.shocks, start=1) if shock.act in ON_LEGS]
    idle = [str(number) for number, one in zip(on_legs, after.struck, strict=True) if not one.legs]
    if idle:
        yield Notice(code="shocks-idle", count=len(idle), names=tuple(idle))
    if rights.idle:
        yield Notice(code="rights-idle", count=len(rights.idle), names=tuple(map(str, rights.idle)))
    fallen = {issuer for shock in scenario.shocks if shock.act == "valuation_falls" for issuer in shock.which.parties}
    if unheld := sorted(fallen - {one.issuer for one in values}):
        yield Notice(code="stakes-untold", count=len(unheld), names=tuple(unheld))
    if any(shock.act in ON_RIGHTS for shock in scenario.shocks):
        yield Notice(code="rights-unpriced")
    if near := _near(scenario, legs):
        yield Notice(code="parties-near", names=tuple(near))
    if spared := {deal for one in after.struck for deal in one.untimed}:
        struck = [leg for leg in legs if leg.deal in spared and is_untimed(leg, scenario.start)]
        yield Notice(code="untimed-spared", count=len(struck), amount=sum(leg.point for leg in struck))


def _near(scenario: Scenario, legs: Sequence[Leg]) -> list[str]:
    """For each party that no leg names, the nearest that one does."""
    known = sorted({end for leg in legs for end in (leg.from_party, leg.to_party)})
    lost = [name for name in scenario.named if name not in known]
    return [near[0] for name in lost if (near := get_close_matches(name, known, n=1))]


def assumptions(
    scenario: Scenario, legs: Sequence[Leg], parties: Sequence[PartyStress], cleared: Losses, known: Known
) -> Iterator[Notice]:
    """What the figures take for granted, apart from the shocks themselves."""
    if not scenario.strikes_money:
        return
    yield Notice(code="stays", names=(scenario.as_of.isoformat(),))
    yield Notice(code="not-replaced")
    yield Notice(code="deals-alone")
    if untimed := [leg for leg in legs if leg.money == "cash" and is_untimed(leg, scenario.start)]:
        yield Notice(code="untimed", count=len(untimed), amount=sum(leg.point for leg in untimed))
    yield from cleared.assumed
    if known.whole:
        yield Notice(code="cash-whole")
        return
    if held := [one.party for one in parties if one.opening]:
        yield Notice(code="cash-known", count=len(held), names=tuple(held))
    if unknown := len(parties) - len(held):
        yield Notice(code="cash-unknown", count=unknown)
