"""A party's plan out of a ledger: its deals' payments, and the figures that it stated of itself (ledger rules).

Opening cash is the latest stated balance, inflow the stated revenue of its own periods, and no longer unless asked. On
days with stated revenue what customers owe by their deals is part of it; on others it counts for itself. Obligations
are payments of the party's deals, draws what financiers are to pay in. What the party said that it burns, loses or
invests is a check beside the plan, never in a sum.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Final

from dawra.analyses.liquidity.plan import Assumption, Movement, Plan
from dawra.analyses.liquidity.revenue import Carried, revenue
from dawra.analyses.liquidity.stated import Stated, latest_cash
from dawra.flows import OUTSIDE, Leg, Notice, Opening
from dawra.flows.cautions import amount_cautions, counted, timing_cautions
from dawra.flows.moved import Moved, moved_in
from dawra.flows.network import one_currency
from dawra.values import StatusProbabilities

CHECKS: Final = ("capex", "cash_burn", "commitments", "debt", "funding_need", "loss", "profit")
"""Figures that are shown beside a plan; where none is of its days, the latest before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """A leg of the party with what of it falls into the plan's days, and its side."""

    moved: Moved
    side: str

    @property
    def leg(self) -> Leg:
        return self.moved.leg


def plan_of(
    party: str,
    legs: Sequence[Leg],
    *,
    start: date,
    end: date,
    opening: Opening | None = None,
    stated: Sequence[Stated] | None = None,
    carry: bool = False,
    currency: str | None = None,
    probabilities: StatusProbabilities | None = None,
) -> Plan:
    """The plan of ``party`` for ``[start, end)`` from ``legs`` of one view and what it ``stated``.

    ``stated`` None means that nobody asked, so that nothing is said of revenue that is missing. ``opening`` is the
    party's balance before ``start``, where somebody knows better than its own latest word. ``carry`` lets revenue go
    on at its last stated rate where none is stated. Each deal comes about with the probability of its status.

    Raises:
        InputError: an unknown currency, or legs in another currency than the plan's.
        ValueError: no day between start and end.
    """
    odds = probabilities or StatusProbabilities()
    legs = [leg for leg in legs if party in {leg.from_party, leg.to_party}]
    code = one_currency(legs, currency)
    parts, notices = _parts(party, legs, start, end)
    income = Carried() if stated is None else revenue(stated, start, end, carry=carry)
    figures = stated or ()
    kept, within = _beside_revenue(parts, income)
    shared = _shared(kept)
    cash = latest_cash(figures, start) if opening is None else None
    moved = [one.moved for one in kept]
    return Plan(
        party=party,
        currency=code,
        start=start,
        end=end,
        opening=opening or (Opening(low=cash.low, high=cash.high) if cash else None),
        movements=(*income.movements, *_movements(kept, shared, odds)),
        assumptions=(
            *_of_opening(cash, start),
            *income.assumptions,
            *_of_parts(kept, within, shared, odds),
            Assumption(code="costs-untold"),
        ),
        notices=(
            *notices,
            *_between(party, legs, cash, start),
            *timing_cautions(moved, windowed=True),
            *amount_cautions(moved),
        ),
        checks=_checks(figures, start, end),
        without_amount=tuple(one.leg for one in kept if one.leg.mark == "unknown"),
    )


def _parts(party: str, legs: Sequence[Leg], start: date, end: date) -> tuple[list[_Part], list[Notice]]:
    """The cash of ``party`` in the window, and how many of its legs are left out and why."""
    kept: list[_Part] = []
    dropped: dict[str, list[Moved]] = defaultdict(list)
    for leg in legs:
        moved = moved_in(leg, start, end)
        if moved.high == 0:
            continue
        if leg.from_party == leg.to_party:
            dropped["own-leg"].append(moved)
        elif leg.money == "contingent":
            dropped["contingent"].append(moved)
        elif leg.money != "cash":
            dropped["other-money"].append(moved)
        elif leg.start is None:
            dropped["undated-left-out"].append(moved)
        else:
            kept.append(_Part(moved=moved, side=_side(leg, party)))
    return kept, [counted(reason, dropped[reason]) for reason in sorted(dropped)]


def _side(leg: Leg, party: str) -> str:
    if leg.from_party == party:
        return "obligation"
    return "draw" if leg.layer == "fin" else "inflow"


def _beside_revenue(parts: Sequence[_Part], income: Carried) -> tuple[list[_Part], list[_Part]]:
    """What counts for itself, and what customers pay on days whose revenue is stated, hence in it already."""
    kept, within = [], []
    for one in parts:
        if one.leg.layer != "pur" or one.side != "inflow" or not income.days:
            kept.append(one)
            continue
        pieces = [_cut(one, *piece) for piece in income.outside(_days(one.leg))]
        kept += [piece for piece in pieces if piece.moved.high != 0]
        if sum(piece.moved.point for piece in pieces) != one.moved.point or not pieces:
            within.append(one)
    return kept, within


def _days(leg: Leg) -> tuple[date, date]:
    assert leg.start is not None  # noqa: S101 - legs without a day were left out
    return leg.start, leg.end or date.fromordinal(leg.start.toordinal() + 1)


def _cut(one: _Part, start: date, end: date) -> _Part:
    """What of a leg falls into some of its days, as a leg of these days."""
    moved = moved_in(one.leg, start, end)
    leg = replace(
        one.leg,
        low=moved.low,
        point=moved.point,
        high=moved.high,
        total=moved.total,
        start=start,
        end=None if one.leg.end is None else end,
        original=None,
        rate=None,
    )
    return _Part(moved=moved_in(leg, start, end), side=one.side)


def _shared(parts: Sequence[_Part]) -> dict[tuple[str, str, str], list[_Part]]:
    """Legs of one deal and layer that share one sum, all with the party on the same side."""
    found: dict[tuple[str, str, str], list[_Part]] = defaultdict(list)
    for one in parts:
        if one.leg.total is not None and one.leg.deal:
            found[one.leg.deal, one.leg.layer, one.side].append(one)
    return found


def _movements(
    parts: Sequence[_Part], shared: dict[tuple[str, str, str], list[_Part]], odds: StatusProbabilities
) -> Iterator[Movement]:
    """A movement for each leg; those that share one sum on the same days are one, with the sum as its limit."""
    joined: set[int] = set()
    for group in shared.values():
        if len({(one.leg.start, one.leg.end, one.leg.status) for one in group}) > 1:
            continue
        joined |= {id(one) for one in group}
        leg, point = group[0].leg, sum(one.leg.point for one in group)
        total = max(leg.total or 0, point)
        # All of an exact sum, split among those who share it, is again that sum.
        whole = point == total and not leg.mark
        yield _movement(replace(leg, low=total if whole else 0, point=point, high=total), group[0].side, odds)
    for one in parts:
        if id(one) not in joined:
            yield _movement(one.leg, one.side, odds)


def _movement(leg: Leg, side: str, odds: StatusProbabilities) -> Movement:
    assert leg.start is not None  # noqa: S101 - legs without a day were left out
    return Movement(
        side=side,
        low=leg.low,
        point=leg.point,
        high=leg.high,
        start=leg.start,
        end=leg.end,
        deal=leg.deal,
        probability=odds.of(leg.status),
        label=leg.note or _other(leg, side),
        mark=leg.mark,
    )


def _other(leg: Leg, side: str) -> str:
    """Who is at the other end, "" for the outside."""
    other = leg.to_party if side == "obligation" else leg.from_party
    return "" if other == OUTSIDE else other


def _of_opening(cash: Stated | None, start: date) -> Iterator[Assumption]:
    if cash:
        yield Assumption(
            code="opening-stated", label=cash.period, amount=cash.low, high=cash.high, start=cash.end, end=start
        )


def _of_parts(
    parts: Sequence[_Part],
    within: Sequence[_Part],
    shared: dict[tuple[str, str, str], list[_Part]],
    odds: StatusProbabilities,
) -> Iterator[Assumption]:
    if within:
        yield _about("receipts-in-revenue", within)
    split = [one for group in shared.values() for one in group]
    if split:
        yield Assumption(code="split-equally", count=len(split))
    if lent := [one for one in parts if one.leg.layer == "ret"]:
        yield _about("principal-alone", lent)
    by_status: dict[tuple[Fraction, str], set[str | int]] = defaultdict(set)
    for place, one in enumerate(parts):
        by_status[odds.of(one.leg.status), one.leg.status].add(one.leg.deal or place)
    for chance, status in sorted(by_status, reverse=True):
        if chance < 1:
            count = len(by_status[chance, status])
            yield Assumption(code="status", label=status, count=count, probability=chance)


def _about(code: str, parts: Sequence[_Part]) -> Assumption:
    """How many legs it is about, and what they move."""
    moved = sum(one.moved.point for one in parts)
    return Assumption(code=code, count=len(parts), amount=moved, high=moved)


def _between(party: str, legs: Sequence[Leg], cash: Stated | None, start: date) -> Iterator[Notice]:
    """What moves between the day of the stated cash and the plan's first, which no figure takes in."""
    if cash is None or cash.end >= start:
        return
    parts, _ = _parts(party, legs, cash.end, start)
    for code, obliged in (("between-in", False), ("between-out", True)):
        if moves := [one.moved for one in parts if (one.side == "obligation") == obliged]:
            yield counted(code, moves)


def _checks(stated: Sequence[Stated], start: date, end: date) -> tuple[Stated, ...]:
    """The figures of the plan's days, else the latest known before, metric by metric."""
    found: list[Stated] = []
    for metric in CHECKS:
        every = [one for one in stated if one.metric == metric]
        inside = [one for one in every if one.start < end and start < one.end]
        before = sorted((one for one in every if one.end <= start), key=lambda one: (one.end, one.known))
        found += inside or before[-1:]
    return tuple(found)
