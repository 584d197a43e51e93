"""Findings as the JSON of `interface.md`: amounts as plain numbers in currency units, unrounded.

The command line, the report and the app show the same figures because they all start here.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from dawra.analyses import Circles, Cycle, Cycles
from dawra.flows import Leg, Notice
from dawra.values import minor_units, to_number

_HEADLINE = ("gross", "minimum_notional", "excess", "bilateral", "circulation")


def circles_result(
    found: Circles,
    cycles: Cycles,
    *,
    level: str | None = None,
    without_amount: Sequence[str] = (),
    notices: Sequence[Notice] = (),
) -> dict[str, Any]:
    """What ``dawra circles --json`` prints.

    ``without_amount`` are deals that name no amount and so have no leg; ``notices`` come before the finding's
    own. ``level`` is that of a ledger's parties, None for a table's.
    """
    code = found.currency
    return {
        "currency": code,
        "view": found.view,
        "level": level,
        "window": window(found.window),
        "graph": found.graph,
        **{key: number(getattr(found, key), code) for key in _HEADLINE},
        "ratio": found.ratio,
        "ranges": {key: range_(ends, None if key == "ratio" else code) for key, ends in found.ranges.items()},
        "expected": _expected(found),
        "parties": [
            {
                "id": share.party,
                "in": number(share.inflow, code),
                "out": number(share.outflow, code),
                "net": number(share.net, code),
                "circulation": number(share.circulation, code),
                "range": range_(share.range, code),
            }
            for share in found.parties
        ],
        "legs": [
            {
                "from": pair.from_party,
                "to": pair.to_party,
                "amount": number(pair.amount, code),
                "flow": number(pair.flow, code),
                "range": range_(pair.flow_range, code),
                "slope": number(pair.slope, None),
                "slope_range": range_(pair.slope_range, None),
                "deals": list(pair.deals),
                **converted(pair.converted),
            }
            for pair in found.pairs
        ],
        "deals": [
            {
                "id": deal.deal,
                "delta": number(deal.delta, code),
                "circulation": number(deal.circulation, code),
                "range": range_(deal.range, code),
            }
            for deal in found.deals
        ],
        "without_amount": listed(found.without_amount, without_amount),
        "cycles": [cycle_record(cycle, code) for cycle in cycles.cycles],
        "cycles_complete": cycles.complete,
        "rates": rates(leg for pair in found.pairs for leg in pair.converted),
        "notices": notice_records([*notices, *found.notices], code),
    }


def _expected(found: Circles) -> dict[str, Any] | None:
    """The means over draws of deals; quantiles by their probability as text, since JSON keys are text."""
    means, code = found.expected, found.currency
    if means is None:
        return None
    errors = means.standard_error
    return {
        "gross": number(means.gross, code),
        "circulation": number(means.circulation, code),
        "ratio": means.ratio,
        "method": means.method,
        "draws": means.draws,
        "uncertain": means.uncertain,
        "standard_error": errors and {"circulation": number(errors["circulation"], code), "ratio": errors["ratio"]},
        "quantiles": means.quantiles
        and {"circulation": {str(q): number(value, code) for q, value in means.quantiles.items()}},
    }


def listed(legs: Iterable[Leg], deals: Iterable[str]) -> list[str]:
    """The deals of legs without an amount, and those that have no leg for want of one, each once."""
    return sorted({leg.deal for leg in legs if leg.deal}.union(deals))


def notice_records(notices: Iterable[Notice], currency: str | None) -> list[dict[str, Any]]:
    """Notices with what they say of themselves; a view puts them into words by their code."""
    return [
        {
            "code": notice.code,
            "count": notice.count,
            "amount": number(notice.amount, currency),
            "names": list(notice.names),
        }
        for notice in notices
    ]


def cycle_record(cycle: Cycle, currency: str | None) -> dict[str, Any]:
    """A cycle down to its legs and deals."""
    return {
        "parties": list(cycle.parties),
        "value": number(cycle.value, currency),
        "legs": [
            {
                "from": pair.from_party,
                "to": pair.to_party,
                "amount": number(pair.point, currency),
                "layers": sorted(pair.layers),
                "deals": list(pair.deals),
                **converted(pair.converted),
            }
            for pair in cycle.pairs
        ],
        "deals": list(cycle.deals),
        "financing": cycle.financing,
        "financing_value": number(cycle.financing_value, currency),
    }


def rates(legs: Iterable[Leg]) -> list[dict[str, Any]]:
    """Each rate that converted something, and how many legs it did, by pair, day and source."""
    counts = Counter(leg.rate for leg in legs if leg.rate)
    ordered = sorted(counts, key=lambda rate: (rate.base, rate.quote, rate.day, rate.source))
    return [{**rate.to_json(), "legs": counts[rate]} for rate in ordered]


def converted(legs: Sequence[Leg]) -> dict[str, list[dict[str, Any]]]:
    """What legs that were converted came to in their own currency, whole, whatever the window."""
    told = [
        {
            "deal": leg.deal,
            "amount": number(leg.original.point, leg.original.currency),
            "currency": leg.original.currency,
            "converted": number(leg.point, leg.currency),
            "rate": leg.rate.to_json(),
        }
        for leg in legs
        if leg.original and leg.rate
    ]
    return {"converted": told} if told else {}


def window(days: tuple[date | None, date | None]) -> list[str | None] | None:
    """The half-open interval of days, None where it is everything."""
    if days == (None, None):
        return None
    return [day.isoformat() if day else None for day in days]


def range_(ends: tuple[float, float | None] | None, currency: str | None) -> list[float | str | None] | None:
    """The two ends as numbers, "unbounded" for None; nothing where there is no range."""
    if ends is None:
        return None
    low, high = ends
    return [number(low, currency), "unbounded" if high is None else number(high, currency)]


def number(value: float | None, currency: str | None) -> float | None:
    """Minor units in currency units, whole wherever whole; without a currency the value as it is."""
    if value is None:
        return None
    if isinstance(value, int):
        return value if currency is None else to_number(value, currency)
    units = value if currency is None else value / minor_units(currency)
    return int(units) if units.is_integer() else units
