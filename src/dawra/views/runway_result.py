"""A runway as the JSON of `interface.md`: amounts as plain numbers in currency units, unrounded."""

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from math import sqrt
from typing import Any, Final

from dawra.analyses import Assumption, Driver, Movement, Runway, Stated
from dawra.deals import Valued
from dawra.flows import Leg, Notice
from dawra.views.implied_valuation import valued_record
from dawra.views.results import listed, notice_records, number, range_, rates, window

_GRAPH: Final = "M"
_SHARES: Final = ("probability",)


def runway_result(
    found: Runway,
    *,
    view: str | None = None,
    level: str | None = None,
    valuations: Sequence[Valued] = (),
    legs: Sequence[Leg] = (),
    notices: Sequence[Notice] = (),
) -> dict[str, Any]:
    """What ``dawra runway PARTY --json`` prints.

    ``gap`` and ``runway`` are null where nobody knows the opening, and ``needs`` says what it would have to be.
    ``legs`` are those of the party, some of which were converted; ``notices`` come before the finding's own. ``level``
    is that of a ledger's parties, None for a table's.
    """
    plan, code = found.plan, found.plan.currency
    loose = [Notice(code="loose-bounds-deals", count=len(found.loose), names=found.loose)] if found.loose else []
    return {
        "party": plan.party,
        "currency": code,
        "view": view,
        "level": level,
        "window": window((plan.start, plan.end)),
        "graph": _GRAPH,
        "opening": plan.opening and number(plan.opening.point, code),
        "gap": number(found.gap, code),
        "needs": number(found.needs, code),
        "runway": _day(found.runway),
        "ranges": {
            **({"opening": range_((plan.opening.low, plan.opening.high), code)} if plan.opening else {}),
            **_ranges(found.ranges, code),
        },
        "stated_ranges": _ranges(found.stated_ranges, code),
        "cases": {
            name: {
                "gap": _money(case.gap, code),
                "needs": _money(case.needs, code),
                "runway": _day(case.runway),
            }
            for name, case in found.cases.items()
        },
        "distribution": _distribution(found, code),
        "quarters": [
            {
                "start": one.start.isoformat(),
                "end": one.end.isoformat(),
                **{
                    key: number(getattr(one, key), code)
                    for key in ("inflow", "obligation", "draw", "balance", "lowest", "needs")
                },
            }
            for one in found.quarters
        ],
        "drivers": [_driver(one, code) for one in found.drivers],
        "movements": [_movement(one, code) for one in sorted(plan.moving, key=lambda one: (one.start, one.deal))],
        "checks": [_check(one, code) for one in plan.checks],
        "beside": [
            {
                "metric": one.stated.metric,
                "window": window((one.start, one.end)),
                "amount": number(one.amount, code),
                "counted": number(one.counted, code),
                "exceeds": one.exceeds,
            }
            for one in found.beside
        ],
        "valuations": [valued_record(one) for one in valuations],
        "without_amount": listed(plan.without_amount, ()),
        "rates": rates(legs),
        "assumptions": [_assumption(one, code) for one in plan.assumptions],
        "notices": notice_records([*notices, *plan.notices, *loose], code),
    }


def _distribution(found: Runway, code: str | None) -> dict[str, Any]:
    drawn = found.distribution
    errors = drawn.standard_errors
    return {
        "of": drawn.of,
        "method": drawn.method,
        "cases": drawn.cases,
        "uncertain": drawn.uncertain,
        "probability": drawn.probability,
        "mean": number(drawn.mean, code),
        "deviation": number(sqrt(drawn.variance), code),
        "quantiles": {str(q): number(value, code) for q, value in drawn.quantiles.items()},
        "expected_shortfall": number(drawn.expected_shortfall, code),
        "standard_errors": {"mean": number(errors["mean"], code), "probability": errors["probability"]},
        "runway": drawn.runway
        if drawn.runway is None
        else [
            {"start": one.start.isoformat(), "end": one.end.isoformat(), "probability": one.probability}
            for one in drawn.runway
        ],
    }


def _driver(one: Driver, code: str | None) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "deal": one.deal,
        "label": one.label,
        "low": number(one.low, code) if one.low is not None else "unbounded",
        "high": number(one.high, code) if one.high is not None else "unbounded",
        "probability": _share(one.probability),
        "first": one.first,
        "total": one.total,
    }


def _movement(one: Movement, code: str | None) -> dict[str, Any]:
    return {
        "side": one.side,
        "deal": one.deal,
        "label": one.label,
        "start": one.start.isoformat(),
        "end": _day(one.end),
        "amount": number(one.point, code),
        "range": range_((one.low, one.high), code),
        "probability": _share(one.probability),
        "origin": one.origin,
    }


def _check(one: Stated, code: str | None) -> dict[str, Any]:
    return {
        "metric": one.metric,
        "period": one.period,
        "status": one.status,
        "amount": number(one.point, code),
        "range": range_((one.low, one.high), code),
    }


def _assumption(one: Assumption, code: str | None) -> dict[str, Any]:
    return {
        "code": one.code,
        "label": one.label,
        "count": one.count,
        "amount": number(one.amount, code),
        "high": None if one.amount is None else "unbounded" if one.high is None else number(one.high, code),
        "start": _day(one.start),
        "end": _day(one.end),
        "probability": _share(one.probability),
    }


def _ranges(found: Mapping[str, tuple[float, float | None]], code: str | None) -> dict[str, Any]:
    return {name: range_(ends, None if name in _SHARES else code) for name, ends in found.items()}


def _money(value: int | Fraction | None, code: str | None) -> float | None:
    """Minor units in currency units; a mean need not be whole."""
    if value is None:
        return None
    return number(float(value) if value.denominator > 1 else int(value), code)


def _share(value: Fraction | None) -> float | None:
    return None if value is None else float(value)


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
