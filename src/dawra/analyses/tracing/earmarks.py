"""Money that can go nowhere but back: a vendor's credit or loan for its own goods, and the purchase that uses it.

Such a pair never passes through the customer's account, so every tracing counts it in full (methods §1,
"Instruments that are not plain cash"; T3.4). It is taken out of the history and added to every figure.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from dawra.flows import Leg

_Pair = tuple[str, str, str]


def earmarked(legs: Sequence[Leg]) -> tuple[list[Leg], list[Leg], list[Leg]]:
    """The purchases that earmarked finance of the same deal pays for, that finance, and all that is left of the legs.

    A leg that is matched in part stands in two of the lists, each with its part. The amounts are the points.
    """
    given: dict[_Pair, int] = defaultdict(int)
    spent: dict[_Pair, int] = defaultdict(int)
    for leg in legs:
        if leg.earmarked and leg.layer == "fin":
            given[leg.deal, leg.from_party, leg.to_party] += leg.point
        elif leg.earmarked and leg.layer == "pur":
            spent[leg.deal, leg.to_party, leg.from_party] += leg.point
    met = {pair: min(amount, spent[pair]) for pair, amount in given.items() if spent[pair]}
    left = {"fin": dict(met), "pur": dict(met)}
    parts: dict[str, list[Leg]] = {"fin": [], "pur": []}
    rest = []
    for leg in legs:
        ends = (leg.from_party, leg.to_party) if leg.layer == "fin" else (leg.to_party, leg.from_party)
        pair = (leg.deal, *ends)
        part = min(leg.point, left[leg.layer].get(pair, 0)) if leg.earmarked and leg.layer in left else 0
        if part:
            left[leg.layer][pair] -= part
            parts[leg.layer].append(_of(leg, part))
        if not part or leg.point > part:
            rest.append(_of(leg, leg.point - part) if part else leg)
    return parts["pur"], parts["fin"], rest


def _of(leg: Leg, point: int) -> Leg:
    return leg if point == leg.point else replace(leg, low=min(leg.low, point), point=point)
