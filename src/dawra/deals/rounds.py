"""Tickets and rounds: a stated part of a deal is a deal of its own, and must not be counted twice.

A ticket has the round's kind and its receiver, a smaller amount, and backers who all stand among the round's.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from dawra.deals.comparable import SLACK
from dawra.deals.deal import Deal
from dawra.deals.ladder import ENDED
from dawra.parties.judgement import Identities
from dawra.values import NO_RATES, Rates

ROLES: Final = {"equity_investment": ("investor", "investee"), "debt_financing": ("lender", "borrower")}
"""The kinds that have rounds: who backs, who receives."""
_DAYS = 31
"""A ticket is told within a month of its round; by the same backers, between its day and closing."""
_REACH = timedelta(days=_DAYS)


def link_tickets(deals: Sequence[Deal], identities: Identities, rates: Rates = NO_RATES) -> list[Deal]:
    """The same deals in the same order, each ticket with its round in ``part_of``."""
    by_receiver: dict[tuple[str, str], list[Deal]] = defaultdict(list)
    for deal in deals:
        if deal.kind in ROLES and deal.amount and deal.status not in ENDED:
            begun, ended = _course(deal)
            for party in deal.in_role(ROLES[deal.kind][1]):
                for receiver in identities.groups(party.id, begun, ended + _REACH) if party.id else ():
                    by_receiver[deal.kind, receiver].append(deal)
    rounds: dict[str, list[Deal]] = defaultdict(list)
    for family in by_receiver.values():
        for ticket in family:
            rounds[ticket.id] += [deal for deal in family if _holds(deal, ticket, identities, rates)]
    return [
        replace(deal, part_of=min(rounds[deal.id], key=_nearest).id) if rounds.get(deal.id) else deal for deal in deals
    ]


def _holds(whole: Deal, ticket: Deal, identities: Identities, rates: Rates) -> bool:
    """Whether ``ticket`` is a stated part of ``whole``."""
    if not _smaller(ticket, whole, rates):
        return False
    (one, until), (other, end) = _course(whole), _course(ticket)
    on = max(one, other)
    if (on - min(until, end)).days > _DAYS:
        return False
    # Both on the later day: between them a backer or the receiver may have got a parent.
    backers, others = (_groups(deal, 0, identities, on) for deal in (ticket, whole))
    if not backers or not backers <= others:
        return False
    if _groups(ticket, 1, identities, on).isdisjoint(_groups(whole, 1, identities, on)):
        return False
    if backers == others:
        # The day of printing is no day of a deal: it may stand beside another such day, not beside a real
        # one.
        return (whole.date is None) == (ticket.date is None) and one < end and other < until
    return True


def _smaller(ticket: Deal, whole: Deal, rates: Rates) -> bool:
    """Whether the ticket's sum is below the round's, in another currency by more than the slack of a rate."""
    if not (whole.amount and ticket.amount):
        return False
    if whole.amount.currency == ticket.amount.currency:
        return ticket.amount.stated < whole.amount.stated
    rate = rates.rate(ticket.amount.currency, whole.amount.currency, ticket.agreed.start)
    return rate is not None and rate.convert(ticket.amount.stated) * (1 + SLACK) < whole.amount.stated


def _nearest(whole: Deal) -> tuple[int, str, str]:
    """The smallest round that holds a ticket: tickets may hold tickets."""
    return whole.amount.stated if whole.amount else 0, *whole.order


def _groups(deal: Deal, side: int, identities: Identities, on: date) -> frozenset[str]:
    """The groups on a day of those who back a deal, or of who receives."""
    role = ROLES[deal.kind][side]
    return frozenset(identities.group(party.id, on) for party in deal.in_role(role) if party.id)


def _course(deal: Deal) -> tuple[date, date]:
    """From the deal's day to its closing, as a half-open interval."""
    days = [day for day in (deal.date, deal.closing) if day] or [deal.agreed]
    return min(day.start for day in days), max(day.end for day in days)
