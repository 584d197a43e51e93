"""Who may not pay, and who loses by it, before and after: clearing of what falls due within the horizon.

Nobody's whole purse is known: what a party earns and holds beside the deals here is not told. So its assets are what
is known of them at least, and each loss is a range: nothing where everyone has enough, and at most what is lost where
nobody has more than is known. Where the caller says that what is held is all there is, the figures are single ones.

A purchase that is cancelled or cut is no longer owed, so that nobody defaults on it: what vendors lose by that is
what falls away, not a loss of these.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from dawra.analyses.contagion.clear import Clearing, clear
from dawra.analyses.contagion.figures import Cleared
from dawra.analyses.contagion.from_legs import obligations
from dawra.analyses.contagion.obligations import Number, Obligations
from dawra.analyses.scenarios.known import Known
from dawra.analyses.scenarios.scenario import Scenario
from dawra.flows import OUTSIDE, Leg, Notice

Ends = tuple[Number, Number | None]
Clearer = Callable[[Sequence[Leg]], tuple[Obligations, Clearing]]
"""What clears the legs of one side of a scenario."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One party in one clearing, in minor units: ranges from the least to the most that may come about.

    ``has`` is what it has at least to pay with, beside what others here pay it. ``needs`` are the assets that avoid
    its default where the others pay in full. ``defaults`` and ``round`` are None where they hang on what nobody knows.
    """

    owes: Number
    has: Number
    needs: Number
    defaults: bool | None
    round: int | None
    promised: Number
    loss: Ends
    first_round: Ends
    later_rounds: Ends


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyLoss:
    """One party before and after."""

    party: str
    base: Outcome
    shocked: Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Losses:
    """Whom the shocks change, most first, and the most that all together may lose, before and after.

    ``assumed`` is what clearing takes for granted of what is left.
    """

    parties: tuple[PartyLoss, ...]
    most: tuple[Number, Number]
    assumed: tuple[Notice, ...]


_ASSUMED: Final = frozenset(
    {"purchases-due", "lines-drawn", "outside-inflow", "other-payments", "delivery-unknown", "not-unique"}
)
_NOTHING: Final = Outcome(
    owes=0,
    has=0,
    needs=0,
    defaults=False,
    round=None,
    promised=0,
    loss=(0, 0),
    first_round=(0, 0),
    later_rounds=(0, 0),
)


def cleared(
    legs: Sequence[Leg], *, scenario: Scenario, known: Known, currency: str | None
) -> tuple[Obligations, Clearing]:
    """What falls due of ``legs`` within the horizon, and what is paid of it; of cash known as a range the middle."""
    cash = {party: opening.point for party, opening in known.cash.items()}
    due = obligations(
        legs,
        window=scenario.window,
        cash={party: cash.get(party, 0) for party in _ends(legs)} if known.whole else {},
        inflow={} if known.whole else cash,
        kappa=float(scenario.kappa),
        currency=currency,
    )
    return due, clear(due, alpha=float(scenario.alpha), beta=float(scenario.beta))


def losses(base: tuple[Obligations, Clearing], after: tuple[Obligations, Clearing]) -> Losses:
    """Compare two clearings, party by party."""
    one, other = _outcomes(*base), _outcomes(*after)
    found = [
        PartyLoss(party=party, base=one.get(party, _NOTHING), shocked=other.get(party, _NOTHING))
        for party in sorted({*one, *other})
    ]
    changed = [pair for pair in found if pair.base != pair.shocked]
    return Losses(
        parties=tuple(sorted(changed, key=lambda pair: (-abs(float(_more(pair))), pair.party))),
        most=(worst(base[1]), worst(after[1])),
        assumed=tuple(notice for notice in after[1].notices if notice.code in _ASSUMED),
    )


def worst(found: Clearing) -> Number:
    """The most that all creditors together may lose."""
    return sum((_ends_of(one, "loss")[1] or 0 for one in found.parties), 0)


def _ends(legs: Sequence[Leg]) -> set[str]:
    return {end for leg in legs for end in (leg.from_party, leg.to_party) if end != OUTSIDE}


def _outcomes(due: Obligations, found: Clearing) -> dict[str, Outcome]:
    return {
        one.party: Outcome(
            owes=one.owed,
            has=due.least_assets(one.party),
            needs=one.needs_if_paid,
            defaults=one.defaults,
            round=one.round,
            promised=one.promised,
            loss=_ends_of(one, "loss"),
            first_round=_ends_of(one, "first_round"),
            later_rounds=_ends_of(one, "later_rounds"),
        )
        for one in found.parties
        if one.owed or one.promised
    }


def _ends_of(one: Cleared, figure: str) -> Ends:
    """A figure as a range, one value where it is known."""
    value = getattr(one, figure)
    ends: Ends = one.ranges.get(figure, (value or 0, value or 0))
    return ends


def _more(pair: PartyLoss) -> Number:
    return (pair.shocked.loss[1] or 0) - (pair.base.loss[1] or 0)
