"""How much of a vendor's receipts its own money could, and must, have paid (methods §3.1, T3.2).

Both ends are one largest flow through the accounts: U from the money that the vendor gave as finance to its
receipts; L is what of the receipts cannot have come from anywhere else.
"""

from dataclasses import dataclass

import numpy as np

from dawra.analyses.circulation import Arcs
from dawra.analyses.tracing.accounts import Bools, Places
from dawra.analyses.tracing.events import FIN, PUR, Events
from dawra.analyses.tracing.max_flow import largest_flow


@dataclass(frozen=True, slots=True)
class Roles:
    """What each payment is to one vendor.

    ``tagged``: the vendor's finance. ``receipt``: a purchase from the vendor. ``inner``: a payment between the
    accounts of others. ``clean``: money that reaches an account from outside or, not as finance, from the vendor.
    """

    vendor: int
    tagged: Bools
    receipt: Bools
    inner: Bools
    clean: Bools

    @classmethod
    def of(cls, events: Events, vendor: int) -> "Roles":
        """The roles in a history for the party of that number."""
        sourced = (events.tail == vendor) | (events.tail == events.outside)
        into_account = (events.head != vendor) & (events.head != events.outside)
        tagged = (events.tail == vendor) & (events.layer == FIN)
        return cls(
            vendor=vendor,
            tagged=tagged,
            receipt=(events.head == vendor) & (events.layer == PUR),
            inner=~sourced & into_account,
            clean=sourced & into_account & ~tagged,
        )


def lower_upper(events: Events, at: Places, roles: Roles, counted: Bools | None = None) -> tuple[int, int]:
    """L and U over the receipts, or over those ``counted``, while all others may also take money in."""
    receipt = roles.receipt if counted is None else roles.receipt & counted
    through = _through(events, at, roles, receipt)
    upper = _largest(_into(events, at, roles.tagged), through)
    own = at.first[at.account[at.first] != roles.vendor]
    openings = Arcs(at.size + 2, np.full(own.size, at.size + 1), own, at.opening[at.account[own]])
    clean = _largest(_into(events, at, roles.clean), openings, through)
    direct = receipt & (events.tail == events.outside)
    return int(events.amount[receipt & ~direct].sum()) - clean, upper


def _into(events: Events, at: Places, which: Bools) -> Arcs:
    """From the source, numbered after the sink, to the places that payments reach."""
    inside = which & (at.payee >= 0)
    return Arcs(at.size + 2, np.full(int(inside.sum()), at.size + 1), at.payee[inside], events.amount[inside])


def _through(events: Events, at: Places, roles: Roles, receipt: Bools) -> Arcs:
    """Payments between accounts, waiting in one, and receipts, which lead to the sink, numbered after the places."""
    paid = receipt & (at.payer >= 0)
    wait = at.waiting
    return Arcs(
        at.size + 2,
        np.concatenate([at.payer[roles.inner], wait, at.payer[paid]]),
        np.concatenate([at.payee[roles.inner], wait + 1, np.full(int(paid.sum()), at.size)]),
        np.concatenate([events.amount[roles.inner], at.kept[wait], events.amount[paid]]),
    )


def _largest(*parts: Arcs) -> int:
    """The largest flow from source to sink over all the arcs."""
    arcs = Arcs(
        parts[0].size,
        np.concatenate([part.tail for part in parts]),
        np.concatenate([part.head for part in parts]),
        np.concatenate([part.capacity for part in parts]),
    )
    return largest_flow(arcs, source=arcs.size - 1, sink=arcs.size - 2)
