"""Whose money goes round: the parts of parties, pairs of parties and deals in the circulation (methods §2)."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from dawra.analyses.canonical import Canonical
from dawra.analyses.circulation import Arcs, Floats, Ints
from dawra.analyses.netting.bounds import Range
from dawra.analyses.netting.deal_ranges import deal_ranges
from dawra.analyses.netting.deltas import deal_deltas, deal_parts
from dawra.analyses.netting.leeway import Leeway
from dawra.flows import Leg, Network


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
class DealShare:
    """A deal's part: by how much the circulation would be smaller without it, and what of its own legs circulates.

    ``circulation`` is the canonical flow on its legs, which adds up over deals as ``delta`` does not; ``range``
    is what it could be in any largest circulation. ``delta`` and ``range`` are None where finding them was too
    much work.
    """

    deal: str
    delta: int | None
    circulation: float
    range: Range | None


def party_shares(net: Network, arcs: Arcs, spread: Canonical, room: Leeway) -> tuple[PartyShare, ...]:
    """Every party of the network, in its order."""
    inflow, outflow = sums(net)
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


def pair_shares(net: Network, slopes: Floats, spread: Canonical, room: Leeway) -> tuple[PairShare, ...]:
    """Every pair of the network, in its order."""
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


def deal_shares(net: Network, arcs: Arcs, flow: Ints, spread: Canonical) -> tuple[DealShare, ...]:
    """Every deal, the largest delta first."""
    parts = deal_parts(net)
    shares = {deal: deal_flow(amounts, arcs, spread.flow) for deal, amounts in parts.items()}
    order = sorted(parts, key=lambda deal: (-shares[deal], deal))
    deltas = deal_deltas(arcs, flow, parts, order)
    ranges = deal_ranges(arcs, flow, spread, parts, order)
    found = [DealShare(deal=deal, delta=deltas[deal], circulation=shares[deal], range=ranges[deal]) for deal in parts]
    return tuple(sorted(found, key=lambda share: (share.delta is None, -(share.delta or 0), share.deal)))


def deal_flow(amounts: Mapping[int, int], arcs: Arcs, flow: Floats) -> float:
    """What of the flow is on the legs of a deal: parallel legs share it in proportion (T2.5)."""
    return sum(float(flow[n]) * (amount / int(arcs.capacity[n])) for n, amount in amounts.items() if amount)


def sums(net: Network) -> tuple[dict[str, int], dict[str, int]]:
    """What each party gets and what it pays."""
    inflow: dict[str, int] = defaultdict(int)
    outflow: dict[str, int] = defaultdict(int)
    for pair in net.pairs:
        inflow[pair.to_party] += pair.point
        outflow[pair.from_party] += pair.point
    return inflow, outflow
