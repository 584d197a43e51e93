"""Concentration and final demand as JSON, in the shape and the units of the other results."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any, Final

from dawra.analyses import Change, Concentration, Concentrations, FinalDemand
from dawra.analyses.dependence.concentration import GUIDELINES, POINTS, SIDES
from dawra.flows import Notice
from dawra.views.results import converted, listed, notice_records, number, rates, window

_GRAPH: Final = "M"
_SOURCE: Final = "US Merger Guidelines 2023"


def concentration_result(
    found: Concentrations,
    demand: FinalDemand | None = None,
    *,
    deal: str | None = None,
    level: str | None = None,
    without_amount: Sequence[str] = (),
    notices: Sequence[Notice] = (),
) -> dict[str, Any]:
    """What ``dawra concentration --json`` prints; with a ``deal`` only the sides that it is on, and its change.

    ``without_amount`` are deals that name no amount and so have no leg; ``notices`` come before the finding's
    own. ``level`` is that of a ledger's parties, None for a table's.
    """
    code = found.currency
    sides = [one for one in found.parties if deal is None or any(change.deal == deal for change in one.deals)]
    closed = [Notice(code="closed-group", count=len(group), names=group) for group in (demand.groups if demand else ())]
    return {
        "currency": code,
        "view": found.view,
        "level": level,
        "window": window(found.window),
        "graph": _GRAPH,
        "deal": deal,
        "parties": [_side(one, code, deal) for one in sides],
        "demand": None if demand is None else _demand(demand),
        "reference": {**{name: float(line) for name, line in GUIDELINES.items()}, "source": _SOURCE},
        "without_amount": listed(found.without_amount, without_amount),
        "rates": rates({id(leg): leg for one in sides for share in one.shares for leg in share.converted}.values()),
        "notices": notice_records([*notices, *found.notices, *closed], code),
    }


def _side(one: Concentration, code: str | None, deal: str | None) -> dict[str, Any]:
    largest = one.largest
    return {
        "id": one.party,
        "side": one.side,
        "layer": SIDES[one.side],
        "per": "year" if one.yearly else "total",
        "total": number(one.total, code),
        "hhi": _plain(one.hhi),
        "points": None if one.hhi is None else float(one.hhi * POINTS),
        "effective_number": _plain(one.effective_number),
        "largest": largest and {"id": largest.party, "share": float(largest.share)},
        "above_reference": one.hhi is not None and one.hhi > GUIDELINES["hhi"],
        "ranges": {
            name: [_plain(low), "unbounded" if high is None else _plain(high)]
            for name, (low, high) in one.ranges.items()
        },
        "loose": list(one.loose),
        "shares": [
            {
                "id": share.party,
                "share": float(share.share) if one.total else None,
                "amount": number(share.amount, code),
                "ceiling": share.ceiling,
                "deals": list(share.deals),
                **converted(share.converted),
            }
            for share in one.shares
        ],
        "without_term": list(one.without_term),
        "deals": [change_record(change) for change in one.deals if deal in {None, change.deal}],
    }


def change_record(one: Change) -> dict[str, Any]:
    """The index and the effective number without the deal and with it; the lines are passed by both or not."""
    after, change = one.after or 0, one.change or 0
    return {
        "id": one.deal,
        "before": _index(one.before),
        "after": _index(one.after),
        "change": _plain(one.change),
        "above_reference": after > GUIDELINES["hhi"] and change > GUIDELINES["change"],
    }


def _index(hhi: Fraction | None) -> dict[str, float] | None:
    return None if hhi is None else {"hhi": float(hhi), "effective_number": float(1 / hhi)}


def _demand(found: FinalDemand) -> dict[str, Any]:
    code = found.currency
    return {
        "per": "year" if found.yearly else "total",
        "parties": [
            {
                "id": one.party,
                "receipts": number(one.receipts, code),
                "ceiling": one.ceiling,
                "sources": [
                    {"id": source, "amount": number(amount, code), "share": amount / one.receipts}
                    for source, amount in one.sources.items()
                ],
            }
            for one in found.parties
        ],
        "groups": [list(group) for group in found.groups],
    }


def _plain(value: Fraction | None) -> float | None:
    return None if value is None else float(value)
