"""The accounts of a history: their balances, money that must have come from somewhere, and where it could wait.

Money that waits in an account cannot be more than the account's lowest balance meanwhile: money spent is gone,
and later deposits do not restore it. So an account is a chain of places, one for each run of receipts and the
payments that follow them. The balance after the last of those payments limits what waits from one place to the
next; within a place it limits nothing, since a receipt only raises it and the later payments bind first. The
time-expanded network of methods §3.1 (one node a party and event) has the same largest flows.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dawra.analyses.circulation import Ints
from dawra.analyses.tracing.events import Events

Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class _Touches:
    """Every touch of an account by a payment, by account, period, and receipts before payments.

    ``balance`` is that after the touch, ``closes`` marks the last touch of an account in a period.
    """

    account: Ints
    pays: Bools
    event: Ints
    period: Ints
    balance: Ints
    closes: Bools

    @property
    def begins(self) -> Bools:
        """The first touch of every account."""
        first: Bools = np.diff(self.account, prepend=-1) != 0
        return first


def _touches(events: Events, opening: Ints) -> _Touches:
    count = events.amount.size
    account = np.concatenate([events.head, events.tail])
    pays = np.repeat([False, True], count)
    event = np.tile(np.arange(count), 2)
    kept = account < events.outside
    account, pays, event = account[kept], pays[kept], event[kept]
    period = events.period[event]
    order = np.lexsort((pays, period, account))
    account, pays, event, period = account[order], pays[order], event[order], period[order]
    change = np.where(pays, -events.amount[event], events.amount[event])
    if not account.size:
        return _Touches(account, pays, event, period, change, pays)
    running = np.cumsum(change)
    first = np.flatnonzero(np.diff(account, prepend=-1))
    before = opening[account[first]] - (running[first] - change[first])
    balance = running + np.repeat(before, np.diff(first, append=account.size))
    closes = np.append((np.diff(account) != 0) | (np.diff(period) != 0), True)
    return _Touches(account, pays, event, period, balance, closes)


def repaired(events: Events, opening: Ints) -> Events:
    """The history with the least money from the outside, as late as may be, that keeps every balance at 0 or more.

    A balance that would fall below 0 at the end of a period proves money of which no leg tells (methods §3.5); it
    comes in just before that period.
    """
    touches = _touches(events, opening)
    short = touches.closes & np.array(touches.balance < 0, dtype=bool)
    heads, amounts, periods = [], [], []
    for account in np.unique(touches.account[short]).tolist():
        begin, end = np.searchsorted(touches.account, [account, account + 1])
        ends = begin + np.flatnonzero(touches.closes[begin:end])
        missing = np.maximum.accumulate(np.maximum(-touches.balance[ends], 0))
        more = np.diff(missing, prepend=0)
        new = np.array(more > 0, dtype=bool)
        heads.append(np.full(int(new.sum()), account))
        amounts.append(more[new])
        periods.append(touches.period[ends][new])
    if not heads:
        return events
    return events.with_unexplained(np.concatenate(heads), np.concatenate(amounts), np.concatenate(periods))


@dataclass(frozen=True, slots=True)
class Places:
    """Where money can be: the places of all accounts, account by account and in order of time.

    ``payer`` and ``payee`` are the places that each payment leaves and reaches, -1 for the outside. ``account``
    is whose a place is, ``kept`` the balance that is left there for the account's next place. ``opening`` is
    what each account opens with.
    """

    payer: Ints
    payee: Ints
    account: Ints
    kept: Ints
    opening: Ints

    @property
    def size(self) -> int:
        """How many places there are."""
        return int(self.account.size)

    @property
    def first(self) -> Ints:
        """The first place of every account that has any."""
        return np.flatnonzero(np.diff(self.account, prepend=-1))

    @property
    def waiting(self) -> Ints:
        """The places from which money can wait for the next one of the account, which has the next number."""
        return np.flatnonzero(np.diff(self.account) == 0)


def places(events: Events, opening: Ints) -> Places:
    """The places of a history in which no balance is below 0 at the end of a period."""
    touches = _touches(events, opening)
    after_payment = np.concatenate([np.zeros(1, dtype=bool), touches.pays[:-1]])[: touches.pays.size]
    starts = touches.begins | (~touches.pays & after_payment)
    place = np.cumsum(starts) - 1
    last = np.append(np.flatnonzero(starts)[1:], touches.account.size) - 1 if place.size else place
    payer, payee = np.full((2, events.amount.size), -1)
    payer[touches.event[touches.pays]] = place[touches.pays]
    payee[touches.event[~touches.pays]] = place[~touches.pays]
    return Places(payer, payee, touches.account[last], touches.balance[last], opening)


def spent(events: Events) -> list[int]:
    """What each account pays in all.

    An account that opens with that much is one of which nothing is known: every payment could have been made
    from its own funds, and whatever comes in could have waited.
    """
    found = np.zeros(events.outside + 1, dtype=events.amount.dtype)
    np.add.at(found, events.tail, events.amount)
    return [int(value) for value in found[:-1]]
