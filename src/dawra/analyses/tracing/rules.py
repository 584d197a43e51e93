"""The rules by which money in one account is told apart (methods §3.2), payment by payment.

Each but *poison* is one feasible tracing, so each can be defended and none is the truth:

- *fifo*: what came in first leaves first (Clayton's Case, Devaynes v Noble 1816);
- *lifo*: what came in last leaves first; in both, money that moves on keeps its order;
- *pro_rata*: every payment takes its share of all that is there (Barlow Clowes v Vaughan 1992; the rolling charge
  of Lowrie, Todd 1997): see `period_pro_rata`, which does it on every clock;
- *clean_first*: an account pays with its own money as long as it can (Re Hallett's Estate 1880);
- *tagged_first*: it pays with the vendor's money as long as it can;
- *poison*: all that ever leaves a touched account. It makes money, so it says what was reached, not how much.

All but the last two need an order. Whole minor units in, whole minor units out, of any size.
"""

from collections.abc import Callable
from itertools import pairwise
from typing import Final

import numpy as np

from dawra.analyses.tracing.accounts import Bools
from dawra.analyses.tracing.events import Events
from dawra.analyses.tracing.lots import by_lots
from dawra.analyses.tracing.lower_upper import Roles
from dawra.analyses.tracing.payments import Payments

RULES: Final = ("fifo", "lifo", "pro_rata", "clean_first", "tagged_first", "poison")


def ordered(events: Events, roles: Roles) -> bool:
    """Whether the order of the payments is known as far as a rule can tell.

    Payments of one period have no order. That is no matter where no account is touched twice in it.
    """
    both = np.concatenate([events.tail, events.head])
    period = np.tile(events.period, 2)
    inside = (both != roles.vendor) & (both != events.outside)
    touched = period[inside] * (events.outside + 1) + both[inside]
    return bool(np.unique(touched).size == touched.size)


def clean_first(payments: Payments) -> list[int]:
    """The tagged part of each payment if clean money leaves first."""
    return _running(payments, lambda amount, tagged, balance: max(0, amount - (balance - tagged)))


def tagged_first(payments: Payments) -> list[int]:
    """The tagged part of each payment if tagged money leaves first."""
    return _running(payments, lambda amount, tagged, _: min(amount, tagged))


def _running(payments: Payments, part: Callable[[int, int, int], int]) -> list[int]:
    """The tagged part of each payment, given what it is of an amount, the tagged stock and the balance."""
    stock, balance = [0] * payments.opening.size, payments.opening.tolist()
    found = []
    columns = (payments.payer, payments.payee, payments.amount, payments.tagged)
    for payer, payee, amount, tagged in zip(*(column.tolist() for column in columns), strict=True):
        if payer < 0:
            taken = amount if tagged else 0
        else:
            taken = part(amount, stock[payer], balance[payer])
            stock[payer] -= taken
            balance[payer] -= amount
        if payee >= 0:
            stock[payee] += taken
            balance[payee] += amount
        found.append(taken)
    return found


def poison(events: Events, roles: Roles) -> Bools:
    """Which payments leave an account that the vendor's money has touched, or are that money.

    Within a period money may take any way, so that every account within reach counts as touched.
    """
    touched = np.zeros(events.outside + 1, dtype=bool)
    found = np.zeros(events.amount.size, dtype=bool)
    bounds = np.append(np.flatnonzero(np.diff(events.period, prepend=-1)), events.amount.size).tolist()
    tail, head, first = events.tail.tolist(), events.head.tolist(), roles.tagged
    spreads = ~np.isin(np.arange(events.outside + 1), [roles.vendor, events.outside])
    for begin, end in pairwise(bounds):
        if end - begin == 1:
            if first[begin] or touched[tail[begin]]:
                found[begin] = True
                touched[head[begin]] |= spreads[head[begin]]
            continue
        here = slice(begin, end)
        while True:
            reached = first[here] | touched[events.tail[here]]
            new = np.unique(events.head[here][reached])
            new = new[spreads[new] & ~touched[new]]
            if not new.size:
                break
            touched[new] = True
        found[here] = reached
    return found


def fifo(payments: Payments) -> list[int]:
    """The tagged part of each payment if money leaves in the order in which it came."""
    return by_lots(payments, newest_first=False)


def lifo(payments: Payments) -> list[int]:
    """The tagged part of each payment if the newest money leaves first."""
    return by_lots(payments, newest_first=True)
