"""From deals to legs: who pays whom how much and when, by the table of methods §1.

A deal is not a flow. Goods, compute, chips and shares received for money are never legs back, a party without
an id is the outside, and a deal that moves money but names no amount gives no leg and is listed.
"""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import Final

from dawra.deals import Deal
from dawra.flows.leg import OUTSIDE, Leg
from dawra.flows.sums import Sum, sum_of
from dawra.values import KINDS, NO_RATES, PartialDate, Rates

_ENDED: Final = ("terminated", "denied")
_ORDER: Final = ("rumoured", "in_talks", "planned", "announced", "signed", "amended", "completed")
_AT_ONCE: Final = ("equity_investment", "debt_financing", "acquisition", "equity_grant")
"""Kinds whose money moves in one step; a term says how long a loan runs, not how long it takes to pay out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Way:
    """Who pays whom, in what class and layer."""

    payers: tuple[str, ...]
    payees: tuple[str, ...]
    money: str
    layer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Time:
    """When: a step on ``start``, or evenly over ``[start, end)``; ``coarse`` if only the date is coarse."""

    start: date | None = None
    end: date | None = None
    coarse: bool = False


def legs_of(deals: Iterable[Deal], rates: Rates = NO_RATES) -> tuple[list[Leg], list[str]]:
    """The legs of all deals that are not off, in their order, and the ids of those that name no amount.

    A ticket and its round count once: the round's own legs carry what the tickets leave, split among the
    backers without one, else from the outside; a ticket in another currency is taken off by the rate of its
    day. An extension adds its increase where the earlier deal is there too.
    """
    standing = [deal for deal in deals if deal.status not in _ENDED]
    by_id = {deal.id: deal for deal in standing}
    tickets: dict[str, list[Deal]] = defaultdict(list)
    for deal in standing:
        if deal.part_of in by_id:
            tickets[deal.part_of].append(deal)
    legs: list[Leg] = []
    bare: list[str] = []
    for deal in standing:
        way = _way(deal, tickets[deal.id])
        amount = sum_of(deal, standing)
        if way is None or (amount is None and way.money == "equity"):
            continue
        if amount is None:
            bare.append(deal.id)
            continue
        told = (_told(ticket, standing, amount.currency, rates) for ticket in tickets[deal.id])
        left = amount.less(ticket for ticket in told if ticket)
        if left.point or left.high != 0:
            legs += _legs(deal, left, way, _status(deal, by_id))
    return legs, bare


def _told(ticket: Deal, deals: Sequence[Deal], currency: str, rates: Rates) -> Sum | None:
    """What a ticket comes to in the currency of its round; as it is where no rate is known."""
    found = sum_of(ticket, deals)
    if found is None or found.currency == currency:
        return found
    rate = rates.rate(found.currency, currency, ticket.agreed.start)
    return found.by(rate) if rate else found


def _way(deal: Deal, tickets: Sequence[Deal]) -> _Way | None:
    """None where no money moves."""
    spec = KINDS[deal.kind]
    if deal.kind == "guarantee":
        return _Way(payers=_ids(deal, "guarantor"), payees=_ids(deal, "creditor"), money="contingent", layer="oth")
    if deal.kind == "equity_grant":
        return _Way(payers=_ids(deal, "issuer"), payees=_ids(deal, "holder"), money="equity", layer="fin")
    if spec.payer is None or spec.payee is None or (deal.kind == "licence" and not deal.amount):
        return None
    payers = _ids(deal, spec.payer)
    if tickets:
        told = [set(_ids(ticket, spec.payer)) for ticket in tickets]
        rest = tuple(party for party in payers if party not in set().union(*told))
        # A part told of the very same backers leaves the rest with them; else someone unnamed gave it.
        payers = payers if any(set(payers) == names for names in told) else rest or (OUTSIDE,)
    payees = (OUTSIDE,) if spec.payee == OUTSIDE else _ids(deal, spec.payee)
    return _Way(payers=payers, payees=payees, money="cash", layer=spec.layer or "oth")


def _legs(deal: Deal, amount: Sum, way: _Way, status: str) -> list[Leg]:
    """One leg for each payer and payee, and for a loan with a term the way back."""
    legs = _split(deal, amount, way, _time(deal), status)
    back = _term(deal) if deal.kind == "debt_financing" else _Time()
    if back.end is not None:
        home = _Way(payers=way.payees, payees=way.payers, money="cash", layer="ret")
        legs += _split(deal, amount, home, back, status)
    return legs


def _split(deal: Deal, amount: Sum, way: _Way, time: _Time, status: str) -> list[Leg]:
    """The sum in equal points; each leg alone may be anything that the others leave of it."""
    pairs = list(product(way.payers, way.payees))
    each, residue = divmod(amount.point, len(pairs))
    shared = len(pairs) > 1
    return [
        Leg(
            deal=deal.id,
            from_party=payer,
            to_party=payee,
            money=way.money,
            layer=way.layer,
            low=0 if shared else amount.low,
            point=each + (place < residue),
            high=amount.high,
            total=amount.high if shared else None,
            currency=amount.currency,
            start=time.start,
            end=time.end,
            coarse=time.coarse,
            status=status,
            mark=amount.mark,
            note=amount.note,
            agreed=deal.agreed.start,
        )
        for place, (payer, payee) in enumerate(pairs)
    ]


def _time(deal: Deal) -> _Time:
    """Over the term where there is one, else at closing, else on the deal's day."""
    term = _term(deal)
    if term.end is not None and deal.kind not in _AT_ONCE:
        return term
    day = deal.closing or deal.date or (deal.term.start if deal.term else None)
    return _Time() if day is None else _on(day)


def _on(day: PartialDate) -> _Time:
    return _Time(start=day.start) if day.is_day else _Time(start=day.start, end=day.end, coarse=True)


def _term(deal: Deal) -> _Time:
    """The term as an interval; without an end where it is not known or lies before the start."""
    begun = (deal.term and deal.term.start) or deal.closing or deal.date
    if deal.term is None or begun is None:
        return _Time()
    if deal.term.years is not None and deal.term.end is None:
        end = _months_later(begun.start, round(deal.term.years * 12))
    else:
        end = deal.term.end.end if deal.term.end else begun.start
    return _Time(start=begun.start, end=end) if end > begun.start else _Time()


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _status(deal: Deal, by_id: dict[str, Deal]) -> str:
    """A ticket has got at least as far as its round."""
    whole = by_id.get(deal.part_of or "")
    return deal.status if whole is None else max(deal.status, whole.status, key=_ORDER.index)


def _ids(deal: Deal, role: str) -> tuple[str, ...]:
    """The parties in a role, those without an id as the outside, each once."""
    return tuple(dict.fromkeys(party.id or OUTSIDE for party in deal.in_role(role))) or (OUTSIDE,)
