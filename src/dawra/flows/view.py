"""Which legs a figure takes in: those of one view, never mixed (`ledger-rules`), in one currency."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from dawra.errors import UsageError
from dawra.flows.leg import Leg
from dawra.flows.notice import Notice
from dawra.values import NO_RATES, Rates

VIEWS: Final = {
    "paid": frozenset({"completed"}),
    "committed": frozenset({"signed", "amended", "completed"}),
    "announced": frozenset({"rumoured", "in_talks", "planned", "announced", "signed", "amended", "completed"}),
}
"""The statuses of each view: what is terminated or denied is in none."""

_IN_FORCE: Final = VIEWS["committed"] - VIEWS["paid"]


def in_view(legs: Iterable[Leg], view: str) -> list[Leg]:
    """The legs whose status belongs to ``view``.

    Raises:
        UsageError: an unknown view.
    """
    if view not in VIEWS:
        raise UsageError(f"unknown view {view!r}: one of {', '.join(VIEWS)}.")
    return [leg for leg in legs if leg.status in VIEWS[view]]


def due(legs: Iterable[Leg]) -> list[Leg]:
    """The cash of contracts in force: what of it falls due until a day is owed, and nobody has said that it is paid.

    Beside *paid* it says how much more may have moved; ``network`` in the window until that day takes the part.
    """
    return [leg for leg in legs if leg.status in _IN_FORCE and leg.money == "cash"]


def without_amount(legs: Iterable[Leg]) -> list[str]:
    """The deals whose cash counts 0 because nobody stated an amount, each once, in the order of their legs."""
    return list(dict.fromkeys(leg.deal for leg in legs if leg.mark == "unknown" and leg.money == "cash"))


def in_currency(legs: Iterable[Leg], currency: str, rates: Rates = NO_RATES) -> tuple[list[Leg], tuple[Notice, ...]]:
    """The legs in ``currency``, in their order, others converted by the rate of their day.

    A notice counts those that were converted, another those left out because no rate is known. An amount that
    nobody stated needs no rate: 0 is 0 in every currency, and without limit is without limit.
    """
    told = [(leg, leg if leg.currency == currency else converted(leg, currency, rates)) for leg in legs]
    kept = [found for _, found in told if found is not None]
    notices = (
        _notice("converted", [leg.original for leg in kept if leg.original]),
        _notice("no-rate", [leg for leg, found in told if found is None]),
    )
    return kept, tuple(notice for notice in notices if notice.count)


def converted(leg: Leg, currency: str, rates: Rates) -> Leg | None:
    """The leg in another currency, with its original and the rate; None where no rate of its day is known."""
    if leg.mark == "unknown":
        return replace(leg, currency=currency)
    rate = rates.rate(leg.currency, currency, leg.priced) if leg.priced else None
    if rate is None:
        return None
    return replace(
        leg,
        low=rate.convert(leg.low),
        point=rate.convert(leg.point),
        high=None if leg.high is None else rate.convert(leg.high),
        total=None if leg.total is None else rate.convert(leg.total),
        currency=currency,
        original=leg,
        rate=rate,
    )


def _notice(code: str, legs: Sequence[Leg]) -> Notice:
    return Notice(code=code, count=len(legs), names=tuple(sorted({leg.currency for leg in legs})))
