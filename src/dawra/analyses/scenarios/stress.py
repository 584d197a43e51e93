"""What if? Every measure on the deals as they are, and beside it on the deals as the shocks leave them.

The figures answer: how much money falls away or comes later; what still goes round; which parties then need how much
more cash from elsewhere; on how few they come to depend; and which deals carry the loss.

Assumptions, each told on the result: what moved before the day of the scenario stays; nobody replaces what falls
away, renegotiates or stops paying for another reason; what nobody said was made, and has no time of its own, is struck
but is in no figure of the horizon. Parties earn and spend outside of these deals too, so a need is that of the deals
alone, not a forecast of anyone's cash.

What it does not show: how likely a scenario is, or what else would happen in it.
"""

from collections.abc import Sequence
from functools import partial

from dawra.analyses.scenarios.alone import by_deal
from dawra.analyses.scenarios.apply import shocked
from dawra.analyses.scenarios.circling import going_round, self_funded
from dawra.analyses.scenarios.finding import Stress
from dawra.analyses.scenarios.known import Known
from dawra.analyses.scenarios.losses import cleared, losses
from dawra.analyses.scenarios.parties import by_party, by_side
from dawra.analyses.scenarios.rights import rights_stress
from dawra.analyses.scenarios.scenario import Scenario
from dawra.analyses.scenarios.sums import EVER, forth, money
from dawra.analyses.scenarios.telling import assumptions, check, unmatched
from dawra.analyses.scenarios.values import value_losses
from dawra.flows import Leg, network
from dawra.flows.cautions import amount_cautions

_KNOWN = Known()


def stress(
    scenario: Scenario,
    legs: Sequence[Leg],
    *,
    known: Known = _KNOWN,
    view: str | None = None,
    currency: str | None = None,
) -> Stress:
    """Strike ``legs`` with the shocks of ``scenario``; the caller has applied ``view`` and the currency.

    Raises:
        InputError: no shock strikes anything, an unknown currency, or legs in several.
        NotFoundError: a question uses a word that no taxonomy has.
    """
    after = shocked(legs, scenario, known.kinds or {})
    check(scenario, legs, after, known.kinds)
    ever, within = (
        tuple(network(side, start=window[0], end=window[1], currency=currency) for side in (legs, after.legs))
        for window in (EVER, scenario.window)
    )
    base, code = ever[0], ever[0].currency
    forward = forth(legs), forth(after.legs)
    clearing = partial(cleared, scenario=scenario, known=known, currency=code)
    lost = losses(clearing(legs), clearing(after.legs))
    parties = by_party((legs, after.legs), scenario, code, known)
    deals, together, left_out = by_deal((legs, after), scenario, base, clearing)
    rights = rights_stress(known.rights, scenario, known.day)
    values = value_losses(scenario, known.shares, known.valuations)
    return Stress(
        scenario=scenario,
        currency=code,
        view=view,
        struck=after.struck,
        money=(money(*forward, EVER), money(*forward, scenario.window)),
        rounds=(going_round(*ever), going_round(*within)),
        self_funded=self_funded(legs, after.legs, currency),
        parties=parties,
        sides=by_side((legs, after.whole), {one.party for one in parties}, currency),
        losses=lost,
        values=values,
        rights=rights,
        deals=deals,
        together=together,
        without_amount=base.without_amount if scenario.strikes_money else (),
        assumptions=tuple(assumptions(scenario, legs, parties, lost, known)),
        notices=(
            *unmatched(scenario, legs, after, rights, values),
            *left_out,
            *((*base.notices, *amount_cautions(base.moves)) if scenario.strikes_money else ()),
        ),
    )
