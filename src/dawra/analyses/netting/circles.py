"""How much of the money goes round in a circle? Gross, net and circulation of one window (methods §2).

Gross G is all that moves. The minimum notional N = ½ sum |net position| is what would do if everyone netted
with everyone, the excess G - N what that saves: pass-through as well as circles, so it is never called
circular. Bilateral B is what pairs of parties owe each other. The circulation C is the most that can be
cancelled along existing legs with every net position kept, so B <= C <= G - N (T2.1), and the ratio is C / G.

Assumptions: all legs of the window may be set off against each other, whatever their day; an amount in a
range counts with its stated point, and the ranges beside the figures say what else it could be; an amount
that nobody stated counts 0, and is without limit in the upper bounds; contingent money is left out.

What it does not show: that anyone meant it, in which order the money moved (trace), or dollars that one party
got back. C counts a circle of k legs k times, and prefers long circles where they compete (EX-2.5).

Sources: D'Errico, Roukny 2021 (conservative compression); Fleischman, Dini, Littera 2020 (set-off).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from dawra.analyses.canonical import Canonical, canonical
from dawra.analyses.circulation import arcs_of, heaviest, prices
from dawra.analyses.netting.bounds import Range, amount_ranges
from dawra.analyses.netting.draws import Expected, expected
from dawra.analyses.netting.leeway import Leeway, leeway
from dawra.analyses.netting.shares import DealShare, PairShare, PartyShare, deal_shares, pair_shares, party_shares, sums
from dawra.flows import Leg, Network, Notice, network
from dawra.flows.cautions import amount_cautions
from dawra.values import StatusProbabilities

_DRAWN: Final = (None, "announced")
"""The views beside which means over draws stand: the others hold what is firm."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Circles:
    """The finding, in minor units of ``currency`` (None where there are no legs).

    ``ranges`` holds, for each headline figure, its least and greatest value over the amounts that the deals
    allow; None at the upper end means without limit. ``without_amount`` are the legs that count 0 because
    nobody stated an amount. ``expected`` are means over draws of the deals by their status, beside the view
    *announced* and a whole table; None beside other views, or where no probabilities were given.
    """

    currency: str | None
    view: str | None
    window: tuple[date | None, date | None]
    graph: str
    gross: int
    minimum_notional: int
    excess: int
    bilateral: int
    circulation: int
    ratio: float
    ranges: Mapping[str, Range]
    expected: Expected | None
    parties: tuple[PartyShare, ...]
    pairs: tuple[PairShare, ...]
    deals: tuple[DealShare, ...]
    without_amount: tuple[Leg, ...]
    notices: tuple[Notice, ...]


def circles(
    legs: Sequence[Leg],
    *,
    graph: str = "M",
    view: str | None = None,
    window: tuple[date | None, date | None] = (None, None),
    currency: str | None = None,
    probabilities: StatusProbabilities | None = None,
) -> Circles:
    """Measure what goes round among ``legs`` in ``window``; the caller has applied ``view``.

    ``probabilities`` that a deal of a status comes about give the means in ``expected``.

    Raises:
        InputError: the legs are in several currencies.
    """
    net = network(legs, graph=graph, start=window[0], end=window[1], currency=currency)
    return measure(net, view=view, probabilities=probabilities)


def measure(net: Network, *, view: str | None = None, probabilities: StatusProbabilities | None = None) -> Circles:
    """Measure what goes round in a network."""
    arcs = arcs_of(net)
    flow = heaviest(arcs)
    price = prices(arcs, flow)
    spread = canonical(arcs, flow, price)
    room = leeway(arcs, flow, spread.component, spread.free)
    deals = deal_shares(net, arcs, flow, spread)
    means = expected(net, probabilities) if probabilities and view in _DRAWN else None
    headline = headline_of(net, int(flow.sum()))
    ranges, loose = amount_ranges(net, headline)
    parties = party_shares(net, arcs, spread, room)
    return Circles(
        currency=net.currency,
        view=view,
        window=net.window,
        graph=net.graph,
        **headline,
        ratio=headline["circulation"] / headline["gross"] if headline["gross"] else 0.0,
        ranges=ranges,
        expected=means,
        parties=parties,
        pairs=pair_shares(net, price.slopes(arcs), spread, room),
        deals=deals,
        without_amount=net.without_amount,
        notices=(
            *net.notices,
            *amount_cautions(net.moves),
            *loose_notices(loose),
            *_left_out(spread, room, deals, means),
        ),
    )


def headline_of(net: Network, circulation: int) -> dict[str, int]:
    """Gross, minimum notional, excess and bilateral of the point amounts, and the circulation that was found."""
    amounts = {(pair.from_party, pair.to_party): pair.point for pair in net.pairs}
    gross = sum(amounts.values())
    inflow, outflow = sums(net)
    minimum = sum(abs(inflow[party] - outflow[party]) for party in net.parties) // 2
    return {
        "gross": gross,
        "minimum_notional": minimum,
        "excess": gross - minimum,
        "bilateral": sum(min(amount, amounts.get((j, i), 0)) for (i, j), amount in amounts.items()),
        "circulation": circulation,
    }


def loose_notices(loose: tuple[str, ...]) -> Iterator[Notice]:
    """Which ranges hold but may be wider than need be."""
    if loose:
        yield Notice(code="loose-bounds", names=loose)


def spread_notices(spread: Canonical) -> Iterator[Notice]:
    """Where the flow is not the canonical one, or only near it."""
    if not spread.exact:
        yield Notice(code="flow-approximate")
    if spread.unshared:
        yield Notice(code="flow-unshared", count=spread.unshared)


def _left_out(spread: Canonical, room: Leeway, deals: Sequence[DealShare], means: Expected | None) -> Iterator[Notice]:
    """What is only near, and what was left out because it was too much work."""
    yield from spread_notices(spread)
    if room.parties is None:
        yield Notice(code="ranges-left-out")
    if unsolved := sum(deal.delta is None for deal in deals):
        yield Notice(code="deltas-left-out", count=unsolved)
    if unsolved := sum(deal.range is None for deal in deals):
        yield Notice(code="deal-ranges-left-out", count=unsolved)
    if means and means.circulation is None:
        yield Notice(code="expected-left-out")
