"""The figures of one vendor, and those of all together, from a history."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final

import numpy as np

from dawra.analyses.circulation import Floats
from dawra.analyses.tracing.accounts import Bools
from dawra.analyses.tracing.events import FIN, PUR, UNEXPLAINED, Window, between
from dawra.analyses.tracing.finding import DealPart, Source, Trace, Unexplained, YearPart
from dawra.analyses.tracing.history import History
from dawra.analyses.tracing.joint import joint
from dawra.analyses.tracing.lower_upper import Roles, lower_upper
from dawra.analyses.tracing.payments import Payments
from dawra.analyses.tracing.period_pro_rata import ProRata, pro_rata
from dawra.analyses.tracing.rules import RULES, clean_first, fifo, lifo, ordered, poison, tagged_first
from dawra.flows import LAYERS, OUTSIDE, Leg, Notice

_BY_ORDER: Final = {"fifo": fifo, "lifo": lifo, "clean_first": clean_first, "tagged_first": tagged_first}


def financiers(history: History) -> list[str]:
    """The parties that give finance and are paid for purchases, in order of their names."""
    events = history.events
    give, sell = (
        {events.parties[i] for i in np.unique(ends[events.layer == layer]).tolist() if i < events.outside}
        for ends, layer in ((events.tail, FIN), (events.head, PUR))
    )
    give.update(leg.from_party for leg in history.fundings)
    sell.update(leg.to_party for leg in history.purchases)
    return sorted(give & sell)


def reach(history: History, vendors: Iterable[str]) -> dict[str, int]:
    """The most of its receipts that each can have funded: no more than it was paid, nor than it gave (T3.1)."""
    events = history.events
    given: dict[str, int] = defaultdict(int)
    paid: dict[str, int] = defaultdict(int)
    for sums, ends, layer in ((given, events.tail, FIN), (paid, events.head, PUR)):
        which = events.layer == layer
        for party, amount in zip(ends[which].tolist(), events.amount[which].tolist(), strict=True):
            if party < events.outside:
                sums[events.parties[party]] += amount
    for leg in history.fundings:
        given[leg.from_party] += between(leg, *history.window)
    for leg in history.purchases:
        paid[leg.to_party] += between(leg, *history.window)
    return {vendor: min(given[vendor], paid[vendor]) for vendor in vendors}


def together(history: History, vendors: Iterable[str]) -> float | None:
    """J with what is earmarked, which only one vendor can claim."""
    numbers = {party: number for number, party in enumerate(history.events.parties)}
    found = joint(history.widest, history.places, [numbers.get(vendor, -2) for vendor in vendors])
    return None if found is None else found + sum(between(leg, *history.window) for leg in history.purchases)


def measured(history: History, vendor: str, view: str | None, *, years: bool) -> Trace:
    """All figures of one vendor; a party that neither gives nor sells has none above 0."""
    events, number, window = history.events, history.number(vendor), history.window
    roles, wide = Roles.of(events, number), Roles.of(history.widest, number)
    payments = Payments.of(events, roles, history.opening)
    traced = pro_rata(events, roles, payments)
    lower, upper = lower_upper(history.widest, history.places, wide)
    purchases = [leg for leg in history.purchases if leg.to_party == vendor]
    fundings = [leg for leg in history.fundings if leg.from_party == vendor]
    sure = sum(between(leg, *window) for leg in purchases)
    point = _within(float(traced.tagged[roles.receipt].sum()), lower, upper)
    rules = _rules(history, roles, payments, point)
    in_order = rules["fifo"] is not None
    missing = unexplained(history, vendor)
    notices = [*history.notices(vendor), *told_of(missing)]
    if history.clock == "event" and not in_order:
        notices.append(Notice(code="order-unknown"))
    if sure:
        notices.append(Notice(code="earmarked", count=len(purchases), amount=sure))
    return Trace(
        vendor=vendor,
        currency=history.currency,
        view=view,
        clock=history.clock,
        window=window,
        graph=history.graph,
        finance=int(events.amount[roles.tagged].sum()) + sum(between(leg, *window) for leg in fundings),
        receipts=int(events.amount[roles.receipt].sum()) + sure,
        lower=lower + sure,
        point=point + sure,
        upper=upper + sure,
        rules={rule: None if value is None else value + sure for rule, value in rules.items()},
        sources=_sources(history, vendor, roles, traced, sure),
        purchases=_deals(history, roles.receipt, traced.tagged, purchases),
        fundings=_deals(history, roles.tagged, traced.worth * events.amount.astype(np.float64), fundings),
        years=_years(history, roles, wide, traced, purchases) if years else (),
        unexplained=missing,
        without_amount=history.without_amount,
        converted=tuple(leg for leg in history.legs if leg.rate and vendor in {leg.from_party, leg.to_party}),
        notices=tuple(notices),
    )


def _within(point: float, lower: int, upper: int) -> float:
    """T3.1 says that it lies between them; the last digits of a float may not."""
    return min(max(point, float(lower)), float(upper))


def _rules(history: History, roles: Roles, payments: Payments, point: float) -> dict[str, float | None]:
    """What of the receipts is the vendor's own money by each rule; None where a rule needs an order."""
    events = history.events
    in_order = history.clock == "event" and ordered(events, roles)
    found: dict[str, float | None] = {
        rule: sum(_whole(trace_by(payments), roles.receipt)) if in_order else None
        for rule, trace_by in _BY_ORDER.items()
    }
    touched = poison(events, roles)
    found |= {"pro_rata": point, "poison": int(events.amount[roles.receipt & touched].sum())}
    return {rule: found[rule] for rule in RULES}


def _whole(parts: Sequence[int], which: Bools) -> Iterable[int]:
    return (parts[event] for event in np.flatnonzero(which).tolist())


def unexplained(history: History, vendor: str | None = None) -> tuple[Unexplained, ...]:
    """Money without a leg; the vendor's own account plays no part in its trace."""
    events = history.events
    return tuple(
        Unexplained(
            party=events.parties[events.head[event]],
            day=events.days[events.period[event]],
            amount=int(events.amount[event]),
        )
        for event in np.flatnonzero(events.leg == UNEXPLAINED).tolist()
        if events.parties[events.head[event]] != vendor
    )


def told_of(missing: Sequence[Unexplained]) -> Iterator[Notice]:
    """Money without a leg, as a notice."""
    if missing:
        yield Notice(code="unexplained-funding", count=len(missing), amount=sum(one.amount for one in missing))


def _sources(history: History, vendor: str, roles: Roles, traced: ProRata, sure: int) -> tuple[Source, ...]:
    """The ultimate-source table, the largest first; what pays nothing is left out."""
    events = history.events
    found: dict[tuple[str, str, str | None], float] = defaultdict(float)
    found[vendor, "finance", None] += sure
    for event in np.flatnonzero(traced.worth > 0).tolist():
        tail, leg = events.tail[event], events.leg[event]
        if roles.tagged[event]:
            key: tuple[str, str, str | None] = (vendor, "finance", None)
        elif tail == roles.vendor:
            key = (vendor, "payments", None)
        elif leg == UNEXPLAINED:
            key = (events.parties[events.head[event]], "unexplained", None)
        else:
            key = (OUTSIDE, "outside", LAYERS[events.layer[event]])
        found[key] += float(traced.worth[event]) * int(events.amount[event])
    for account, worth in enumerate(traced.opening_worth.tolist()):
        if account != roles.vendor:
            found[events.parties[account], "opening", None] += worth * int(history.opening[account])
    rows = [Source(party=key[0], kind=key[1], layer=key[2], amount=amount) for key, amount in found.items() if amount]
    return tuple(sorted(rows, key=lambda row: (-row.amount, row.party, row.kind, row.layer or "")))


def _deals(history: History, which: Bools, parts: Floats, more: Iterable[Leg]) -> tuple[DealPart, ...]:
    """Amounts and parts by deal, the largest part first; all of what is earmarked goes round."""
    amount: dict[str, int] = defaultdict(int)
    part: dict[str, float] = defaultdict(float)
    for event in np.flatnonzero(which).tolist():
        deal = history.legs[history.events.leg[event]].deal
        amount[deal] += int(history.events.amount[event])
        part[deal] += float(parts[event])
    for leg in more:
        moved = between(leg, *history.window)
        amount[leg.deal] += moved
        part[leg.deal] += moved
    found = [DealPart(deal=deal, amount=moved, part=part[deal]) for deal, moved in amount.items() if moved]
    return tuple(sorted(found, key=lambda one: (-one.part, -one.amount, one.deal)))


def _years(
    history: History, roles: Roles, wide: Roles, traced: ProRata, purchases: Sequence[Leg]
) -> tuple[YearPart, ...]:
    """The figures of each calendar year in which the vendor is paid for purchases."""
    events, widest = history.events, history.widest
    year, wide_year = (
        np.array([day.year if day else 0 for day in one.days], dtype=np.int64)[one.period] for one in (events, widest)
    )
    sold = {year_ for leg in purchases if leg.start for year_ in range(leg.start.year, (leg.end or leg.start).year + 1)}
    found = []
    for one in sorted(sold.union(np.unique(year[roles.receipt]).tolist())):
        inside = roles.receipt & (year == one)
        lower, upper = lower_upper(widest, history.places, wide, wide_year == one)
        sure = sum(_in_year(leg, one, history.window) for leg in purchases)
        receipts = int(events.amount[inside].sum()) + sure
        if receipts:
            found.append(
                YearPart(
                    year=one,
                    receipts=receipts,
                    lower=lower + sure,
                    point=_within(float(traced.tagged[inside].sum()), lower, upper) + sure,
                    upper=upper + sure,
                )
            )
    return tuple(found)


def _in_year(leg: Leg, year: int, window: Window) -> int:
    """What a leg moves in the year, inside the window."""
    start, end = date(year, 1, 1), date(year + 1, 1, 1)
    first = start if window[0] is None else min(max(start, window[0]), end)
    last = end if window[1] is None else max(min(end, window[1]), first)
    return between(leg, first, last)
