"""Which deals carry a loss: the shocks on each alone, beside all of them at once.

What falls away of each deal's own money adds up. What one deal alone does to the circular flow, to needs and to losses
does not: deals on one circle share its fate, and what a party no longer gets it may no longer have to pay.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from dawra.analyses.circulation import arcs_of, heaviest
from dawra.analyses.scenarios.apply import Shocked
from dawra.analyses.scenarios.finding import DealLoss
from dawra.analyses.scenarios.losses import Clearer, worst
from dawra.analyses.scenarios.needs import need, of_parties
from dawra.analyses.scenarios.scenario import Scenario
from dawra.analyses.scenarios.sums import EVER, forth, money
from dawra.flows import Leg, Network, Notice, network

_WORK: Final = 2_000_000
"""Legs looked at for all struck deals, each alone looking at all of them: about a minute."""


def by_deal(
    sides: tuple[Sequence[Leg], Shocked], scenario: Scenario, net: Network, clearing: Clearer
) -> tuple[tuple[DealLoss, ...], DealLoss, tuple[Notice, ...]]:
    """Each struck deal alone, the largest loss first, all of them together, and how many were too many for it."""
    base, after = sides
    alone = _Alone((base, after.legs), scenario, net, clearing)
    order = sorted(after.deals, key=lambda deal: (*(-sum_ for sum_ in alone.own(deal)), deal))
    few = max(1, _WORK // max(1, len(base)))
    found = tuple(alone.loss(deal, whole=place < few) for place, deal in enumerate(order))
    left_out = (Notice(code="alone-left-out", count=len(order) - few),) if len(order) > few else ()
    return found, alone.together(order), left_out


class _Alone:
    """The legs as they are with the shocks of one deal alone, or of all."""

    def __init__(
        self, sides: tuple[Sequence[Leg], Sequence[Leg]], scenario: Scenario, net: Network, clearing: Clearer
    ) -> None:
        self._base, self._after = sides
        self._window, self._currency, self._clearing = scenario.window, net.currency, clearing
        self._before_of, self._after_of = (_by_deal(side) for side in sides)
        self._worst = worst(clearing(self._base)[1])
        self._circulation = int(heaviest(arcs_of(net)).sum())
        self._by_party = of_parties(self._base)
        self._needs: dict[str, int] = {}

    def own(self, deal: str) -> tuple[int, int]:
        """How much of the deal's own money falls away, in all and within the horizon.

        What goes back to its financiers counts only where its finance does not fall away with it.
        """
        legs = self._before_of[deal], self._after_of.get(deal, [])
        finance = [[leg for leg in side if leg.layer == "fin"] for side in legs]
        if finance[0] != finance[1]:
            legs = forth(legs[0]), forth(legs[1])
        return -(money(*legs, EVER).change or 0), -(money(*legs, self._window).change or 0)

    def loss(self, deal: str, *, whole: bool) -> DealLoss:
        """The figures of one deal; without ``whole`` those alone that cost nothing."""
        lost, within = self.own(deal)
        if not whole:
            return DealLoss(deal=deal, lost=lost, in_horizon=within, circulation=None, need=None, loss=None)
        others = [leg for leg in self._base if leg.deal != deal]
        return self._measured(deal, [*others, *self._after_of.get(deal, [])], (lost, within))

    def together(self, deals: Iterable[str]) -> DealLoss:
        """All deals at once."""
        own = [self.own(deal) for deal in deals]
        return self._measured("", list(self._after), (sum(one for one, _ in own), sum(other for _, other in own)))

    def _measured(self, deal: str, legs: Sequence[Leg], own: tuple[int, int]) -> DealLoss:
        left = int(heaviest(arcs_of(network(legs, currency=self._currency))).sum())
        after = of_parties(legs)
        more = sum(
            max(0, need(party, after.get(party, []), self._window, self._currency) - self._need(party))
            for party, own_legs in self._by_party.items()
            if own_legs != after.get(party, [])
        )
        return DealLoss(
            deal=deal,
            lost=own[0],
            in_horizon=own[1],
            circulation=self._circulation - left,
            need=more,
            loss=worst(self._clearing(legs)[1]) - self._worst,
        )

    def _need(self, party: str) -> int:
        if party not in self._needs:
            self._needs[party] = need(party, self._by_party[party], self._window, self._currency)
        return self._needs[party]


def _by_deal(legs: Sequence[Leg]) -> dict[str, list[Leg]]:
    found: dict[str, list[Leg]] = defaultdict(list)
    for leg in legs:
        found[leg.deal].append(leg)
    return dict(found)
