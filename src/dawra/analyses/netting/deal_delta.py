"""What does one deal add? Every figure of `netting` with the deal and without it (methods §2, "Deal delta").

Delta C = C(a) - C(a without the deal's legs) is never negative, and deltas of deals do not add up. Beside it stand
two attributions that do: the canonical flow on the deal's legs, and slope * amount, its price (T2.4, T2.5).

Assumptions: those of `netting`; the other deals stay as they are, whether this one is made or not.

What it does not show: what the parties would have done instead, and whose the money was.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from fractions import Fraction

import numpy as np

from dawra.analyses.canonical import canonical
from dawra.analyses.circulation import arcs_of, heaviest, prices, strong
from dawra.analyses.netting.bounds import Range, circulation_range, greatest_gross
from dawra.analyses.netting.box import Box
from dawra.analyses.netting.circles import headline_of, loose_notices, spread_notices
from dawra.analyses.netting.deal_ranges import deal_ranges
from dawra.analyses.netting.deltas import deal_parts
from dawra.analyses.netting.shares import deal_flow
from dawra.errors import NotFoundError
from dawra.flows import Leg, Network, Notice, network
from dawra.flows.cautions import amount_cautions


@dataclass(frozen=True, slots=True, kw_only=True)
class DealLeg:
    """One leg of the deal: what it moves, what of that goes round in the canonical flow, and the price of a unit."""

    leg: Leg
    amount: int
    flow: float
    slope: float


@dataclass(frozen=True, slots=True, kw_only=True)
class DealDelta:
    """What a deal adds to each headline figure, in minor units of ``currency``, and to the ratio.

    ``before`` and ``after`` are the figures without the deal and with it. ``ranges`` are those of what it adds to
    gross and circulation over the amounts that the deals allow. ``canonical`` is the canonical flow on its legs with
    ``canonical_range``, what it could be in any largest circulation (None where that was too much work);
    ``price`` is slope * amount over its legs. ``legs`` are those of its legs that are in the network.
    """

    deal: str
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
    before: Mapping[str, float]
    after: Mapping[str, float]
    ranges: Mapping[str, Range]
    canonical: float
    canonical_range: Range | None
    price: float
    legs: tuple[DealLeg, ...]
    without_amount: tuple[Leg, ...]
    notices: tuple[Notice, ...]


def deal_delta(
    legs: Sequence[Leg],
    deal: str,
    *,
    known: Collection[str] = (),
    graph: str = "M",
    view: str | None = None,
    window: tuple[date | None, date | None] = (None, None),
    currency: str | None = None,
) -> DealDelta:
    """Measure what the deal with this id adds to ``legs``; the caller has applied ``view``.

    ``known`` are deals that have no leg here, for want of an amount or in another view: they add nothing, and a
    notice says so.

    Raises:
        NotFoundError: no leg names the deal, with the nearest ids that are named.
        InputError: the legs are in several currencies.
    """
    named = {leg.deal for leg in legs if leg.deal}
    if deal not in named and deal not in known:
        raise NotFoundError(_unknown(deal, named.union(known)))
    whole, rest, own = (
        network(chosen, graph=graph, start=window[0], end=window[1], currency=currency)
        for chosen in (legs, [leg for leg in legs if leg.deal != deal], [leg for leg in legs if leg.deal == deal])
    )
    arcs = arcs_of(whole)
    flow = heaviest(arcs)
    price = prices(arcs, flow)
    spread, slopes = canonical(arcs, flow, price), price.slopes(arcs)
    after = headline_of(whole, int(flow.sum()))
    before = headline_of(rest, int(heaviest(arcs_of(rest)).sum()))
    parts = deal_parts(whole)
    amounts = parts.get(deal, {})
    ranges, loose = _ranges(whole, rest, own)
    return DealDelta(
        deal=deal,
        currency=whole.currency,
        view=view,
        window=window,
        graph=graph,
        **{key: after[key] - before[key] for key in after},
        ratio=float(_ratio(after) - _ratio(before)),
        before={**before, "ratio": float(_ratio(before))},
        after={**after, "ratio": float(_ratio(after))},
        ranges=ranges,
        canonical=deal_flow(amounts, arcs, spread.flow),
        canonical_range=deal_ranges(arcs, flow, spread, {deal: amounts}, [deal])[deal],
        price=sum(amount * float(slopes[number]) for number, amount in amounts.items()),
        legs=tuple(
            DealLeg(
                leg=moved.leg,
                amount=moved.point,
                flow=float(spread.flow[number]) * (moved.point / pair.point) if pair.point else 0.0,
                slope=float(slopes[number]),
            )
            for number, pair in enumerate(whole.pairs)
            for moved in pair.legs
            if moved.leg.deal == deal
        ),
        without_amount=whole.without_amount,
        notices=(
            *([] if own.pairs else [Notice(code="deal-not-in-network", names=(deal,))]),
            *whole.notices,
            *amount_cautions(whole.moves),
            *loose_notices(loose),
            *spread_notices(spread),
        ),
    )


def _ratio(headline: Mapping[str, int]) -> Fraction:
    return Fraction(headline["circulation"], headline["gross"]) if headline["gross"] else Fraction(0)


def _ranges(whole: Network, rest: Network, own: Network) -> tuple[dict[str, Range], tuple[str, ...]]:
    """What the deal may add to gross and circulation, and which of the two may be less.

    With the other amounts known, C grows with the deal's, so that its ends are exact. Where others are uncertain,
    the least is no less than C of the deal alone (C is superadditive, T2.3), and the most is no more than its
    amounts on circles times the number of parties there: no price is higher, since no circle is longer.
    """
    box, box_rest, box_own = (Box.of(net) for net in (whole, rest, own))
    (low, high), (rest_low, rest_high) = circulation_range(box), circulation_range(box_rest)
    gross = sum(pair.low for pair in own.pairs), greatest_gross(box_own)
    most: float | None = None if high is None else high - rest_low
    if all(pair.low == pair.point == pair.high for pair in rest.pairs):
        return {"gross": gross, "circulation": (low - rest_low, most)}, ()
    least = max(circulation_range(box_own)[0], 0 if rest_high is None else low - rest_high)
    bound = _most_by_price(box, whole, own)
    most = min((end for end in (most, bound) if end is not None), default=None)
    return {"gross": gross, "circulation": (least, most)}, ("circulation",) if least != most else ()


def _most_by_price(box: Box, whole: Network, own: Network) -> int | None:
    """The deal's amounts that may be on a circle, each times the parties of the largest strongly connected part."""
    inside, part = strong(box.greatest())
    on_circles = set(zip(box.arcs.tail[inside].tolist(), box.arcs.head[inside].tolist(), strict=True))
    number = {party: i for i, party in enumerate(whole.parties)}
    highs = [pair.high for pair in own.pairs if (number[pair.from_party], number[pair.to_party]) in on_circles]
    largest = int(np.bincount(part).max()) if part.size else 0
    return None if None in highs else largest * sum(high or 0 for high in highs)


def _unknown(deal: str, named: Collection[str]) -> str:
    near = get_close_matches(deal, sorted(named), n=3, cutoff=0.5)
    hint = f"Near: {', '.join(near)}." if near else "The ids stand in the column deal."
    return f"no deal {deal!r} among the legs. {hint if named else 'None of them names its deal.'}"
