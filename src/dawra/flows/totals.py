"""What legs come to for one party: money in and out by status, never across currencies."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dawra.flows.leg import Leg


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """The point values of a party's cash legs of one direction, status and currency, in minor units."""

    direction: str
    status: str
    currency: str
    amount: int
    legs: int


def totals(legs: Iterable[Leg], ids: Mapping[str | None, str]) -> tuple[Total, ...]:
    """Totals of a party, ``in`` before ``out``, by status and currency.

    Legs to itself and legs whose amount nobody stated count in neither.
    ``ids`` holds the party's id in each deal: that of its group on the deal's day.
    """
    sums: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for leg in legs:
        if leg.money != "cash" or leg.from_party == leg.to_party or leg.mark == "unknown":
            continue
        for direction, end in (("in", leg.to_party), ("out", leg.from_party)):
            if end == ids.get(leg.deal):
                sums[direction, leg.status, leg.currency].append(leg.point)
    return tuple(
        Total(direction=way, status=status, currency=code, amount=sum(points), legs=len(points))
        for (way, status, code), points in sorted(sums.items())
    )
