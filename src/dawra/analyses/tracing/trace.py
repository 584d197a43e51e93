"""How much of what it sells does a vendor pay for itself (methods §3)?

A vendor F gives money to others as finance; they, or those whom they pay, buy from F. Of F's receipts P from
purchases, RT is the part that F's own finance paid. Money has no colour, so RT is not one number:

- at least **L**: what could not have been paid without F's finance, given the known funds;
- at most **U**: what could have come from it;
- between them the value of each rule by which accounts are told apart; *pro rata* is the point value.

All three are on one clock, from point amounts. Opening balances that are known as a range count with their most
in L and U (T3.4) and with their middle in the rules; where nobody knows the most, every payment could have been
made from it, and L falls to what is earmarked. A payment beyond the balance proves money that no leg tells of:
the least of it that will do comes from outside, as late as may be, and is listed as unexplained (§3.5).

The figures say where money could have come from. They show neither intent nor wrong accounting, nothing of deals
that nobody told, and nothing of gains on shares. A subsidiary that is kept apart from its parent hides what goes
through it.

Sources: the rules of tracing in equity (Clayton's Case 1816, Re Hallett's Estate 1880, Barlow Clowes v Vaughan
1992); temporal flows (Akrida and others 2019; Kosyfaki and others 2021); haircut and poison after Möser, Böhme,
Breuker 2014 and Anderson, Shumailov, Ahmed 2018.
"""

from collections.abc import Sequence
from difflib import get_close_matches
from typing import Final

from dawra.analyses.tracing.events import Window
from dawra.analyses.tracing.finding import JointTrace, Trace
from dawra.analyses.tracing.history import History
from dawra.analyses.tracing.measures import financiers, measured, reach, together, told_of, unexplained
from dawra.errors import InputError, UsageError
from dawra.flows import OUTSIDE, ZERO, Leg, Notice, Openings

_WORK: Final = 1_000_000
"""Payments looked at for all vendors together, each vendor looking at all of them: about a minute."""


def trace(
    legs: Sequence[Leg],
    vendor: str,
    *,
    clock: str = "event",
    openings: Openings = ZERO,
    view: str | None = None,
    window: Window = (None, None),
    currency: str | None = None,
    graph: str = "M",
    days_ordered: bool = True,
    by: str | None = None,
) -> Trace:
    """Trace the money of ``vendor`` through ``legs`` in ``window``; the caller has applied ``view``.

    ``graph`` M takes cash alone; K also takes earmarked credits in kind. ``days_ordered`` says that the order of
    the legs of one day means something. ``by="year"`` adds the figures of each year.

    Raises:
        InputError: no leg names the vendor, the legs are in several currencies, or terms fall into too many
            pieces.
        UsageError: an unknown clock, graph or division, or years on a clock that has none.
    """
    if by not in {None, "year"} or (by and clock == "static"):
        raise UsageError(f"no figures by {by!r} on the clock {clock}: by is 'year', and the clock event or quarter.")
    history = History.of(
        legs,
        clock=clock,
        openings=openings,
        window=window,
        currency=currency,
        graph=graph,
        days_ordered=days_ordered,
    )
    if vendor == OUTSIDE or vendor not in history.parties:
        near = get_close_matches(vendor, history.parties, n=3, cutoff=0.5)
        hint = f" Did you mean {', '.join(near)}?" if near else ""
        some = "" if near or not history.parties else f" There are {', '.join(history.parties[:10])}."
        raise InputError(f"no leg pays or is paid by {vendor!r}.{hint}{some}")
    return measured(history, vendor, view, years=by is not None)


def trace_all(
    legs: Sequence[Leg],
    *,
    clock: str = "event",
    openings: Openings = ZERO,
    view: str | None = None,
    window: Window = (None, None),
    currency: str | None = None,
    graph: str = "M",
    days_ordered: bool = True,
) -> JointTrace:
    """Trace every party that gives finance and is paid for purchases, the largest point value first; see `trace`.

    Where these are too many for the size of the history, those that can have funded most of their own receipts.
    """
    history = History.of(
        legs,
        clock=clock,
        openings=openings,
        window=window,
        currency=currency,
        graph=graph,
        days_ordered=days_ordered,
    )
    vendors = financiers(history)
    most = reach(history, vendors)
    order = sorted(vendors, key=lambda vendor: (-most[vendor], vendor))
    few = max(1, _WORK // max(1, history.events.amount.size))
    found = [measured(history, vendor, view, years=False) for vendor in order[:few]]
    left_out = sum(most[vendor] for vendor in order[few:])
    total = together(history, vendors)
    missing = unexplained(history)
    notices = [*history.notices(), *told_of(missing)]
    if total is None:
        notices.append(Notice(code="joint-left-out"))
    if order[few:]:
        notices.append(Notice(code="vendors-left-out", count=len(order[few:]), amount=left_out))
    return JointTrace(
        currency=history.currency,
        view=view,
        clock=clock,
        window=window,
        graph=graph,
        vendors=tuple(sorted(found, key=lambda one: (-one.point, -one.upper, one.vendor))),
        joint=total,
        left_out=left_out,
        unexplained=missing,
        without_amount=history.without_amount,
        notices=tuple(notices),
    )
