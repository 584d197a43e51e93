"""What if? Every measure on the deals as they are, and beside it on the deals as the shocks leave them.

The figures answer: how much money falls away or comes later; what still goes round; which parties then need how much
more cash from elsewhere; on how few they come to depend; and which deals carry the loss.

Assumptions, each told on the result: what moved before the day of the scenario stays; nobody replaces what falls
away, renegotiates or stops paying for another reason; what nobody said was made, and has no time of its own, is struck
but is in no figure of the horizon. Parties earn and spend outside of these deals too, so a need is that of the deals
alone, not a forecast of anyone's cash.

What it does not show: how likely a scenario is, or what else would happen in it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from fractions import Fraction
from typing import Final

from dawra.analyses.circulation import arcs_of, heaviest
from dawra.analyses.dependence.concentration import Concentration, concentration
from dawra.analyses.netting.bounds import circulation_range
from dawra.analyses.netting.box import Box
from dawra.analyses.netting.circles import headline_of
from dawra.analyses.scenarios.apply import Shocked, shocked
from dawra.analyses.scenarios.change import is_untimed
from dawra.analyses.scenarios.finding import Beside, DealLoss, PartyStress, Round, SideChange, Stress, Window
from dawra.analyses.scenarios.needs import need, of_parties
from dawra.analyses.scenarios.scenario import ON_LEGS, Scenario
from dawra.analyses.tracing.history import History
from dawra.analyses.tracing.measures import financiers, together
from dawra.errors import InputError
from dawra.flows import UNKNOWN, Leg, Network, Notice, Openings, flow, network
from dawra.flows.cautions import amount_cautions

EVER: Final[Window] = (None, None)
_TRACED: Final = 10_000
"""Legs up to which what vendors fund themselves is traced, twice."""
_WORK: Final = 2_000_000
"""Legs looked at for all struck deals, each alone looking at all of them: about a minute."""


def stress(
    scenario: Scenario,
    legs: Sequence[Leg],
    *,
    kinds: Mapping[str, str] | None = None,
    openings: Openings = UNKNOWN,
    told: Mapping[str, str] | None = None,
    view: str | None = None,
    currency: str | None = None,
) -> Stress:
    """Strike ``legs`` with the shocks of ``scenario``; the caller has applied ``view`` and the currency.

    ``kinds`` holds the kind of each deal by its id, where they are known. ``openings`` is what parties held on the
    day of the scenario, ``told`` the period of which that was said.

    Raises:
        InputError: no shock strikes anything, an unknown currency, or legs in several.
    """
    after = shocked(legs, scenario, kinds or {})
    _check(scenario, legs, after, kinds)
    nets = {
        window: tuple(network(side, start=window[0], end=window[1], currency=currency) for side in (legs, after.legs))
        for window in (EVER, scenario.window)
    }
    base = nets[EVER][0]
    forth = _forth(legs), _forth(after.legs)
    parties = _parties(legs, after.legs, scenario, openings, told or {})
    deals, together, left_out = _deals(legs, after, scenario, base)
    return Stress(
        scenario=scenario,
        currency=base.currency,
        view=view,
        struck=after.struck,
        money=(_money(*forth, EVER), _money(*forth, scenario.window)),
        rounds=(_round(*nets[EVER]), _round(*nets[scenario.window])),
        self_funded=_self_funded(legs, after.legs, currency),
        parties=parties,
        sides=_sides(legs, after.whole, {one.party for one in parties}, currency),
        deals=deals,
        together=together,
        without_amount=base.without_amount,
        assumptions=tuple(_assumptions(scenario, legs, parties)),
        notices=(*_unmatched(scenario, legs, after), *left_out, *base.notices, *amount_cautions(base.moves)),
    )


def _check(scenario: Scenario, legs: Sequence[Leg], after: Shocked, kinds: Mapping[str, str] | None) -> None:
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


def _near(scenario: Scenario, legs: Sequence[Leg]) -> list[str]:
    """For each party that no leg names, the nearest that one does."""
    known = sorted({end for leg in legs for end in (leg.from_party, leg.to_party)})
    lost = [name for name in scenario.named if name not in known]
    return [near[0] for name in lost if (near := get_close_matches(name, known, n=1))]


def _unmatched(scenario: Scenario, legs: Sequence[Leg], after: Shocked) -> Iterator[Notice]:
    """Shocks that strike nothing, what they may have meant, and what they left alone."""
    on_legs = [number for number, shock in enumerate(scenario.shocks, start=1) if shock.act in ON_LEGS]
    idle = [str(number) for number, one in zip(on_legs, after.struck, strict=True) if not one.legs]
    if idle:
        yield Notice(code="shocks-idle", count=len(idle), names=tuple(idle))
    if near := _near(scenario, legs):
        yield Notice(code="parties-near", names=tuple(near))
    if spared := {deal for one in after.struck for deal in one.untimed}:
        struck = [leg for leg in legs if leg.deal in spared and is_untimed(leg, scenario.start)]
        yield Notice(code="untimed-spared", count=len(struck), amount=sum(leg.point for leg in struck))


def _money(base: Sequence[Leg], after: Sequence[Leg], window: Window) -> Beside:
    """The point amounts of all cash legs that move in the window."""
    sums = [
        sum(leg.point if window == EVER else _moved(leg, window) for leg in legs if leg.money == "cash")
        for legs in (base, after)
    ]
    return Beside(base=sums[0], shocked=sums[1])


def _forth(legs: Iterable[Leg]) -> list[Leg]:
    """The legs without what goes back to financiers, which would count the same money twice."""
    return [leg for leg in legs if leg.layer != "ret"]


def _moved(leg: Leg, window: Window) -> int:
    """What moves of the point amount in the window; nothing where no date is known."""
    return 0 if leg.start is None else flow(leg, leg.point, *window)


def _round(base: Network, after: Network) -> Round:
    one, other = _figures(base), _figures(after)
    gross, circulation, least, most = (Beside(base=one[place], shocked=other[place]) for place in range(len(one)))
    return Round(window=base.window, gross=gross, circulation=circulation, least=least, most=most)


def _figures(net: Network) -> tuple[int | None, ...]:
    """Gross and circulation, and the ends of what circulation could be."""
    headline = headline_of(net, int(heaviest(arcs_of(net)).sum()))
    low, high = circulation_range(Box.of(net))
    return headline["gross"], headline["circulation"], int(low), None if high is None else int(high)


def _self_funded(base: Sequence[Leg], after: Sequence[Leg], currency: str | None) -> Beside:
    if len(base) > _TRACED:
        return Beside(base=None, shocked=None)
    one, other = (_joint(legs, currency) for legs in (base, after))
    return Beside(base=one, shocked=other)


def _joint(legs: Sequence[Leg], currency: str | None) -> int | None:
    history = History.of(
        legs, clock="static", openings=UNKNOWN, window=EVER, currency=currency, graph="M", days_ordered=False
    )
    most = together(history, financiers(history))
    return None if most is None else int(most)


def _parties(
    base: Sequence[Leg], after: Sequence[Leg], scenario: Scenario, openings: Openings, told: Mapping[str, str]
) -> tuple[PartyStress, ...]:
    """Those whose legs change, the hardest hit first."""
    before, left = of_parties(base), of_parties(after)
    found = []
    for party, own in before.items():
        rest = left.get(party, [])
        if own != rest:
            opening = openings.known.get(party)
            found.append(
                PartyStress(
                    party=party,
                    receipts=_paid(party, own, rest, scenario.window, inward=True),
                    payments=_paid(party, own, rest, scenario.window, inward=False),
                    receipts_ever=_paid(party, own, rest, EVER, inward=True),
                    payments_ever=_paid(party, own, rest, EVER, inward=False),
                    base=need(party, own, *scenario.window),
                    shocked=need(party, rest, *scenario.window),
                    opening=opening,
                    told=told.get(party, "") if opening else "",
                )
            )
    return tuple(sorted(found, key=_hardest))


def _hardest(one: PartyStress) -> tuple[int, int, int, str]:
    return -(one.need.change or 0), one.receipts.change or 0, one.receipts_ever.change or 0, one.party


def _paid(party: str, base: Sequence[Leg], after: Sequence[Leg], window: Window, *, inward: bool) -> Beside:
    one, other = (
        [leg for leg in legs if party == (leg.to_party if inward else leg.from_party)] for legs in (base, after)
    )
    return _money(one, other, window)


def _sides(
    base: Sequence[Leg], after: Sequence[Leg], parties: set[str], currency: str | None
) -> tuple[SideChange, ...]:
    """The sides of the parties that are hit whose index changes, by party and side."""
    one, other = (
        {(side.party, side.side): side for side in concentration(legs, currency=currency).parties}
        for legs in (base, after)
    )
    sides = [
        SideChange(
            party=party,
            side=side,
            numbers=(_number(one.get((party, side))), _number(other.get((party, side)))),
            largest=(_largest(one.get((party, side))), _largest(other.get((party, side)))),
        )
        for party, side in sorted({*one, *other})
        if party in parties
    ]
    return tuple(side for side in sides if side.numbers[0] != side.numbers[1])


def _number(side: Concentration | None) -> Fraction | None:
    return None if side is None else side.effective_number


def _largest(side: Concentration | None) -> tuple[str, Fraction] | None:
    largest = side and side.largest
    return (largest.party, largest.share) if largest else None


def _deals(
    base: Sequence[Leg], after: Shocked, scenario: Scenario, net: Network
) -> tuple[tuple[DealLoss, ...], DealLoss, tuple[Notice, ...]]:
    """Each struck deal alone, the largest loss first, all of them together, and how many were too many for it."""
    alone = _Alone(base, after.legs, scenario, net)
    order = sorted(after.deals, key=lambda deal: (*(-sum_ for sum_ in alone.own(deal)), deal))
    few = max(1, _WORK // max(1, len(base)))
    found = tuple(alone.loss(deal, whole=place < few) for place, deal in enumerate(order))
    left_out = (Notice(code="alone-left-out", count=len(order) - few),) if len(order) > few else ()
    return found, alone.together(order), left_out


class _Alone:
    """The legs as they are with the shocks of one deal alone, or of all."""

    def __init__(self, base: Sequence[Leg], after: Sequence[Leg], scenario: Scenario, net: Network) -> None:
        self._base, self._after, self._window, self._currency = base, after, scenario.window, net.currency
        self._before_of, self._after_of = _by_deal(base), _by_deal(after)
        self._circulation = int(heaviest(arcs_of(net)).sum())
        self._by_party = of_parties(base)
        self._needs: dict[str, int] = {}

    def own(self, deal: str) -> tuple[int, int]:
        """How much of the deal's own money falls away, in all and within the horizon.

        What goes back to its financiers counts only where its finance does not fall away with it.
        """
        legs = self._before_of[deal], self._after_of.get(deal, [])
        finance = [[leg for leg in side if leg.layer == "fin"] for side in legs]
        if finance[0] != finance[1]:
            legs = _forth(legs[0]), _forth(legs[1])
        return -(_money(*legs, EVER).change or 0), -(_money(*legs, self._window).change or 0)

    def loss(self, deal: str, *, whole: bool) -> DealLoss:
        """The figures of one deal; without ``whole`` those alone that cost nothing."""
        lost, within = self.own(deal)
        if not whole:
            return DealLoss(deal=deal, lost=lost, in_horizon=within, circulation=None, need=None)
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
            max(0, need(party, after.get(party, []), *self._window).point - self._need(party))
            for party, own_legs in self._by_party.items()
            if own_legs != after.get(party, [])
        )
        return DealLoss(deal=deal, lost=own[0], in_horizon=own[1], circulation=self._circulation - left, need=more)

    def _need(self, party: str) -> int:
        if party not in self._needs:
            self._needs[party] = need(party, self._by_party[party], *self._window).point
        return self._needs[party]


def _by_deal(legs: Sequence[Leg]) -> dict[str, list[Leg]]:
    found: dict[str, list[Leg]] = defaultdict(list)
    for leg in legs:
        found[leg.deal].append(leg)
    return dict(found)


def _assumptions(scenario: Scenario, legs: Sequence[Leg], parties: Sequence[PartyStress]) -> Iterator[Notice]:
    """What the figures take for granted, apart from the shocks themselves."""
    yield Notice(code="stays", names=(scenario.as_of.isoformat(),))
    yield Notice(code="not-replaced")
    yield Notice(code="deals-alone")
    if untimed := [leg for leg in legs if leg.money == "cash" and is_untimed(leg, scenario.start)]:
        yield Notice(code="untimed", count=len(untimed), amount=sum(leg.point for leg in untimed))
    known = [one for one in parties if one.opening]
    if known:
        yield Notice(code="cash-known", count=len(known), names=tuple(one.party for one in known))
    if unknown := len(parties) - len(known):
        yield Notice(code="cash-unknown", count=unknown)
