"""What a party needs within a horizon by its deals alone: the runway of a plan that holds nothing else.

N = max(0, max over days of what it has paid by the end of the day less what it was paid by then). With an opening
balance b it lacks max(0, N - b): so where nobody knows b, the change of N between two plans is still known, and it is
the change of what is lacking for every b up to the lesser N.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from dawra.analyses.liquidity.ledger_plan import plan_of
from dawra.analyses.liquidity.paths import needs, paths
from dawra.analyses.liquidity.runway import Runway, runway
from dawra.analyses.scenarios.known import Known
from dawra.flows import OUTSIDE, Leg, Opening


def of_parties(legs: Iterable[Leg]) -> dict[str, list[Leg]]:
    """The cash legs of each party but the outside, those to itself left out."""
    found: dict[str, list[Leg]] = defaultdict(list)
    for leg in legs:
        if leg.money == "cash" and leg.from_party != leg.to_party:
            for party in (leg.from_party, leg.to_party):
                if party != OUTSIDE:
                    found[party].append(leg)
    return dict(found)


def runway_of(
    party: str, legs: Sequence[Leg], window: tuple[date, date], *, currency: str | None, known: Known
) -> Runway:
    """How long the money of ``party`` lasts in ``window`` by ``legs`` alone."""
    opening = known.cash.get(party)
    if opening is None and known.whole:
        opening = Opening(high=0)
    plan = plan_of(
        party,
        legs,
        start=window[0],
        end=window[1],
        opening=opening,
        currency=currency,
        probabilities=known.probabilities,
    )
    return runway(plan)


def need(party: str, legs: Sequence[Leg], window: tuple[date, date], currency: str | None) -> int:
    """What it needs in ``window`` if all comes about, in minor units."""
    return int(needs(paths(plan_of(party, legs, start=window[0], end=window[1], currency=currency)).all()))
