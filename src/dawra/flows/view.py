"""Which legs a figure takes in: those of one view, never mixed (`ledger-rules`), in one currency."""

from collections.abc import Iterable
from typing import Final

from dawra.errors import UsageError
from dawra.flows.leg import Leg
from dawra.flows.notice import Notice

VIEWS: Final = {
    "paid": frozenset({"completed"}),
    "committed": frozenset({"signed", "amended", "completed"}),
    "announced": frozenset({"rumoured", "in_talks", "planned", "announced", "signed", "amended", "completed"}),
}
"""The statuses of each view: what is terminated or denied is in none."""


def in_view(legs: Iterable[Leg], view: str) -> list[Leg]:
    """The legs whose status belongs to ``view``.

    Raises:
        UsageError: an unknown view.
    """
    if view not in VIEWS:
        raise UsageError(f"unknown view {view!r}: one of {', '.join(VIEWS)}.")
    return [leg for leg in legs if leg.status in VIEWS[view]]


def in_currency(legs: Iterable[Leg], currency: str) -> tuple[list[Leg], tuple[Notice, ...]]:
    """The legs in ``currency``, and a notice of those that would need an exchange rate to be counted."""
    legs = list(legs)
    foreign = [leg for leg in legs if leg.currency != currency]
    if not foreign:
        return legs, ()
    names = tuple(sorted({leg.currency for leg in foreign}))
    return [leg for leg in legs if leg.currency == currency], (Notice(code="no-rate", count=len(foreign), names=names),)
