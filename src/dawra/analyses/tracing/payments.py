"""A history as the rules of one vendor see it: payments in order, and what each account opens with."""

from dataclasses import dataclass

import numpy as np

from dawra.analyses.circulation import Ints
from dawra.analyses.tracing.accounts import Bools
from dawra.analyses.tracing.events import Events
from dawra.analyses.tracing.lower_upper import Roles


@dataclass(frozen=True, slots=True)
class Payments:
    """A history as one vendor's rules see it, in order.

    ``payer`` and ``payee`` number accounts; -1 stands for who keeps none, the outside and the vendor. ``tagged``
    is the vendor's finance, ``opening`` what each account opens with, all of it clean.
    """

    payer: Ints
    payee: Ints
    amount: Ints
    tagged: Bools
    opening: Ints

    @classmethod
    def of(cls, events: Events, roles: Roles, opening: Ints) -> "Payments":
        """The payments of a history in which no balance falls below 0."""

        def account(ends: Ints) -> Ints:
            return np.where((ends == events.outside) | (ends == roles.vendor), -1, ends)

        return cls(account(events.tail), account(events.head), events.amount, roles.tagged, opening)
