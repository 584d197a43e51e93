"""What changes for each party: what it is paid and pays, how its money lasts, and on how few it depends."""

from collections.abc import Sequence
from fractions import Fraction

from dawra.analyses.dependence.concentration import Concentration, concentration
from dawra.analyses.scenarios.finding import Beside, PartyStress, SideChange, Window
from dawra.analyses.scenarios.known import Known
from dawra.analyses.scenarios.needs import of_parties, runway_of
from dawra.analyses.scenarios.scenario import Scenario
from dawra.analyses.scenarios.sums import EVER, money
from dawra.flows import Leg


def by_party(
    sides: tuple[Sequence[Leg], Sequence[Leg]], scenario: Scenario, currency: str | None, known: Known
) -> tuple[PartyStress, ...]:
    """Those whose legs change, the hardest hit first; ``sides`` are the legs before and after."""
    base, after = sides
    before, left = of_parties(base), of_parties(after)
    found = []
    for party, own in before.items():
        rest = left.get(party, [])
        if own != rest:
            one, other = (
                runway_of(party, legs, scenario.window, currency=currency, known=known) for legs in (own, rest)
            )
            found.append(
                PartyStress(
                    party=party,
                    receipts=_paid(party, own, rest, scenario.window, inward=True),
                    payments=_paid(party, own, rest, scenario.window, inward=False),
                    receipts_ever=_paid(party, own, rest, EVER, inward=True),
                    payments_ever=_paid(party, own, rest, EVER, inward=False),
                    base=one,
                    shocked=other,
                    told=known.told.get(party, ""),
                )
            )
    return tuple(sorted(found, key=_hardest))


def _hardest(one: PartyStress) -> tuple[int, int, int, str]:
    return -(one.need.change or 0), one.receipts.change or 0, one.receipts_ever.change or 0, one.party


def _paid(party: str, base: Sequence[Leg], after: Sequence[Leg], window: Window, *, inward: bool) -> Beside:
    one, other = (
        [leg for leg in legs if party == (leg.to_party if inward else leg.from_party)] for legs in (base, after)
    )
    return money(one, other, window)


def by_side(
    sides: tuple[Sequence[Leg], Sequence[Leg]], parties: set[str], currency: str | None
) -> tuple[SideChange, ...]:
    """The sides of ``parties`` whose index changes, by party and side."""
    one, other = (
        {(side.party, side.side): side for side in concentration(legs, currency=currency).parties} for legs in sides
    )
    found = [
        SideChange(
            party=party,
            side=side,
            numbers=(_number(one.get((party, side))), _number(other.get((party, side)))),
            largest=(_largest(one.get((party, side))), _largest(other.get((party, side)))),
        )
        for party, side in sorted({*one, *other})
        if party in parties
    ]
    return tuple(side for side in found if side.numbers[0] != side.numbers[1])


def _number(side: Concentration | None) -> Fraction | None:
    return None if side is None else side.effective_number


def _largest(side: Concentration | None) -> tuple[str, Fraction] | None:
    largest = side and side.largest
    return (largest.party, largest.share) if largest else None
