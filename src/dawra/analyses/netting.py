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

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dawra.analyses.bounds import Range, amount_ranges
from dawra.analyses.canonical import Canonical, canonical
from dawra.analyses.circulation import Arcs, Floats, arcs_of, heaviest, prices
from dawra.analyses.deltas import deal_deltas
from dawra.analyses.leeway import Leeway, leeway
from dawra.flows import Leg, Network, Notice, network


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyShare:
    """A party's part: what it gets and pays, and what of it circulates.

    ``circulation`` is its share of the canonical flow; ``range`` what it could be in any largest circulation,
    None where finding it was too much work.
    """

    party: str
    inflow: int
    outflow: int
    circulation: float
    range: Range | None

    @property
    def net(self) -> int:
        """What it gets less what it pays."""
        return self.inflow - self.outflow


@dataclass(frozen=True, slots=True, kw_only=True)
class PairShare:
    """All legs from one party to another: their amount, what of it circulates, the price of one more unit.

    ``slope`` is dC/da (T2.4). Where the next unit is worth less than the last one, ``slope_range`` holds
    both, and the slope is a value between them such that the sum of slope * amount over all pairs is C.
    ``flow_range`` is what the flow could be in any largest circulation. A range is None where finding it was
    too much work. ``converted`` are the legs that were in another currency.
    """

    from_party: str
    to_party: str
    amount: int
    flow: float
    flow_range: Range | None
    slope: float
    slope_range: Range | None
    deals: tuple[str, ...]
    converted: tuple[Leg, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DealDelta:
    """By how much the circulation would be smaller without the deal; None where that was too much work."""

    deal: str
    delta: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Circles:
    """The finding, in minor units of ``currency`` (None where there are no legs).

    ``ranges`` holds, for each headline figure, its least and greatest value over the amounts that the deals
    allow; None at the upper end means without limit. ``without_amount`` are the legs that count 0 because
    nobody stated an amount.
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
    parties: tuple[PartyShare, ...]
    pairs: tuple[PairShare, ...]
    deals: tuple[DealDelta, ...]
    without_amount: tuple[Leg, ...]
    notices: tuple[Notice, ...]


def circles(
    legs: Sequence[Leg],
    *,
    graph: str = "M",
    view: str | None = None,
    window: tuple[date | None, date | None] = (None, None),
    currency: str | None = None,
) -> Circles:
    """Measure what goes round among ``legs`` in ``window``; the caller has applied ``view``.

    Raises:
        InputError: the legs are in several currencies.
    """
    return measure(network(legs, graph=graph, start=window[0], end=window[1], currency=currency), view=view)


def measure(net: Network, *, view: str | None = None) -> Circles:
    """Measure what goes round in a network."""
    arcs = arcs_of(net)
    flow = heaviest(arcs)
    price = prices(arcs, flow)
    spread = canonical(arcs, flow, price)
    room = leeway(arcs, flow, spread.component, spread.free)
    deltas = deal_deltas(net, arcs, flow, spread.flow)
    headline = _headline(net, int(flow.sum()))
    ranges, loose = amount_ranges(net, headline)
    parties = _parties(net, arcs, spread, room)
    return Circles(
        currency=net.currency,
        view=view,
        window=net.window,
        graph=net.graph,
        **headline,
        ratio=headline["circulation"] / headline["gross"] if headline["gross"] else 0.0,
        ranges=ranges,
        parties=parties,
        pairs=_pairs(net, price.slopes(arcs), spread, room),
        deals=tuple(DealDelta(deal=deal, delta=delta) for deal, delta in deltas),
        without_amount=tuple(m.leg for pair in net.pairs for m in pair.legs if m.leg.mark == "unknown"),
        notices=net.notices + tuple(_notices(net, spread, room, deltas, loose)),
    )


def _headline(net: Network, circulation: int) -> dict[str, int]:
    amounts = {(pair.from_party, pair.to_party): pair.point for pair in net.pairs}
    gross = sum(amounts.values())
    inflow, outflow = _sums(net)
    minimum = sum(abs(inflow[party] - outflow[party]) for party in net.parties) // 2
    return {
        "gross": gross,
        "minimum_notional": minimum,
        "excess": gross - minimum,
        "bilateral": sum(min(amount, amounts.get((j, i), 0)) for (i, j), amount in amounts.items()),
        "circulation": circulation,
    }


def _sums(net: Network) -> tuple[dict[str, int], dict[str, int]]:
    """What each party gets and what it pays."""
    inflow: dict[str, int] = defaultdict(int)
    outflow: dict[str, int] = defaultdict(int)
    for pair in net.pairs:
        inflow[pair.to_party] += pair.point
        outflow[pair.from_party] += pair.point
    return inflow, outflow


def _parties(net: Network, arcs: Arcs, spread: Canonical, room: Leeway) -> tuple[PartyShare, ...]:
    inflow, outflow = _sums(net)
    shares = spread.into(arcs)
    return tuple(
        PartyShare(
            party=party,
            inflow=inflow[party],
            outflow=outflow[party],
            circulation=float(shares[i]),
            range=room.parties[i] if room.parties else None,
        )
        for i, party in enumerate(net.parties)
    )


def _pairs(net: Network, slopes: Floats, spread: Canonical, room: Leeway) -> tuple[PairShare, ...]:
    found = []
    for i, pair in enumerate(net.pairs):
        slope_range = room.slopes[i] if room.slopes else None
        # Nothing is there to lose on a leg without amount: only the next unit has a worth.
        slope = float(slope_range[0]) if slope_range and not pair.point else float(slopes[i])
        found.append(
            PairShare(
                from_party=pair.from_party,
                to_party=pair.to_party,
                amount=pair.point,
                flow=float(spread.flow[i]),
                flow_range=room.flows[i] if room.flows else None,
                slope=slope,
                slope_range=slope_range,
                deals=pair.deals,
                converted=pair.converted,
            )
        )
    return tuple(found)


def _notices(
    net: Network,
    spread: Canonical,
    room: Leeway,
    deltas: list[tuple[str, int | None]],
    loose: tuple[str, ...],
) -> Iterator[Notice]:
    """What the figures rest on beside the amounts, and what was left out for want of time."""
    legs = [moved.leg for pair in net.pairs for moved in pair.legs]
    for mark in ("ceiling", "floor", "unknown"):
        if count := sum(leg.mark == mark for leg in legs):
            yield Notice(code=f"amount-{mark}", count=count)
    off = [leg for leg in legs if leg.status in {"denied", "terminated"}]
    if off:
        yield Notice(code="off", count=len(off), amount=sum(leg.point for leg in off))
    if loose:
        yield Notice(code="loose-bounds", names=loose)
    if not spread.exact:
        yield Notice(code="flow-approximate")
    if room.parties is None:
        yield Notice(code="ranges-left-out")
    if unsolved := sum(delta is None for _, delta in deltas):
        yield Notice(code="deltas-left-out", count=unsolved)
