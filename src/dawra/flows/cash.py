"""From deals to legs: who pays whom how much and when, by the table of methods §1.

A deal is not a flow. Goods, compute, chips and shares received for money are never legs back, and a party
without an id is the outside. A deal that moves money but names no amount counts 0 and could be anything: its
legs run from 0 without limit, and it is listed. Partners name no payer, so nothing that they say moves money.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final

from dawra.deals import Deal
from dawra.flows.leg import OUTSIDE, Leg
from dawra.flows.mergers import Mergers
from dawra.flows.sums import Sum, sum_of
from dawra.flows.timing import Time, term_of, time_of
from dawra.flows.view import without_amount
from dawra.values import KINDS, NO_RATES, Rates

_ENDED: Final = ("terminated", "denied")
_ORDER: Final = ("rumoured", "in_talks", "planned", "announced", "signed", "amended", "completed")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Way:
    """Who pays whom, in what class and layer."""

    payers: tuple[str, ...]
    payees: tuple[str, ...]
    money: str
    layer: str


def legs_of(deals: Iterable[Deal], rates: Rates = NO_RATES) -> tuple[list[Leg], list[str]]:
    """The legs of all deals that are not off, in their order, and the ids of those whose cash has no amount.

    A ticket and its round count once: the round's own legs carry what the tickets leave, split among the
    backers without one, else from the outside; a ticket in another currency is taken off by the rate of its
    day. An extension adds its increase where the earlier deal is there too. At group level an acquirer stands
    for what it bought in every deal made since (see `Mergers`).

    The currency of a leg without an amount is the commonest of the others and means nothing.
    """
    standing = [deal for deal in deals if deal.status not in _ENDED]
    by_id = {deal.id: deal for deal in standing}
    tickets: dict[str, list[Deal]] = defaultdict(list)
    for deal in standing:
        if deal.part_of in by_id:
            tickets[deal.part_of].append(deal)
    sums = {deal.id: sum_of(deal, standing) for deal in standing}
    unsaid = _unsaid(filter(None, sums.values()))
    legs: list[Leg] = []
    for deal in standing:
        way = _way(deal, tickets[deal.id])
        if way is None:
            continue
        amount = sums[deal.id] or unsaid
        told = (_told(ticket, sums[ticket.id], amount.currency, rates) for ticket in tickets[deal.id])
        left = amount.less(ticket for ticket in told if ticket)
        if left.point or left.high != 0:
            legs += _legs(deal, left, way, _status(deal, by_id))
    mergers = Mergers.of(standing)
    return [mergers.stand_in(leg) for leg in legs], without_amount(legs)


def _unsaid(sums: Iterable[Sum]) -> Sum:
    """Any amount whatever, 0 until somebody states it."""
    codes = Counter(one.currency for one in sums)
    commonest = min(codes, key=lambda code: (-codes[code], code), default="USD")
    return Sum(low=0, point=0, high=None, currency=commonest, mark="unknown")


def _told(ticket: Deal, found: Sum | None, currency: str, rates: Rates) -> Sum | None:
    """What a ticket comes to in the currency of its round; as it is where no rate is known."""
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
    legs = _split(deal, amount, way, time_of(deal), status)
    back = term_of(deal) if deal.kind == "debt_financing" else None
    if back:
        home = _Way(payers=way.payees, payees=way.payers, money="cash", layer="ret")
        # A loan that was paid out is not one that was paid back: what falls due is owed until someone says more.
        legs += _split(deal, amount, home, back, "signed" if status == "completed" else status)
    return legs


def _split(deal: Deal, amount: Sum, way: _Way, time: Time, status: str) -> list[Leg]:
    """The sum in equal points; each leg alone may be anything that the others leave of it."""
    pairs = list(product(way.payers, way.payees))
    each, residue = divmod(amount.point, len(pairs))
    shared, contingent = len(pairs) > 1, way.money == "contingent"
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
            agreed=deal.agreed.start,
            period=amount.period,
            conditions=deal.conditions,
            beneficiary=next((party.id or "" for party in deal.in_role("beneficiary")), "") if contingent else "",
        )
        for place, (payer, payee) in enumerate(pairs)
    ]


def _status(deal: Deal, by_id: dict[str, Deal]) -> str:
    """A ticket has got at least as far as its round."""
    whole = by_id.get(deal.part_of or "")
    return deal.status if whole is None else max(deal.status, whole.status, key=_ORDER.index)


def _ids(deal: Deal, role: str) -> tuple[str, ...]:
    """The parties in a role, those without an id as the outside, each once."""
    return tuple(dict.fromkeys(party.id or OUTSIDE for party in deal.in_role(role))) or (OUTSIDE,)
