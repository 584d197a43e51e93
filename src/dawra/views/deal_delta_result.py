"""What one deal adds, as the JSON of ``dawra deal-delta``: amounts as plain numbers in currency units."""

from collections.abc import Sequence
from typing import Any

from dawra.analyses import Concentrations, Cycles, DealDelta, JointTrace, Trace
from dawra.flows import Notice
from dawra.views.concentration_result import change_record
from dawra.views.results import cycle_record, listed, notice_records, number, range_, rates, window

_FUNDED = ("receipts", "lower", "point", "upper")
_MONEY = ("gross", "minimum_notional", "excess", "bilateral", "circulation")


def deal_delta_result(
    found: DealDelta,
    cycles: Cycles,
    sides: Concentrations,
    traced: tuple[JointTrace, JointTrace] | None,
    *,
    level: str | None = None,
    without_amount: Sequence[str] = (),
    notices: Sequence[Notice] = (),
) -> dict[str, Any]:
    """What ``dawra deal-delta --json`` prints.

    The headline keys are what the deal adds; ``before`` and ``after`` hold the figures without it and with it.
    Of ``cycles`` those are listed that pass through the deal, of ``sides`` those that it is on. ``traced`` is
    without it and with it; of the vendors those are listed whose self-funded revenue it changes. The rest as in
    `circles_result`.
    """
    code = found.currency
    left_out = [Notice(code="self-funded-left-out")] if traced is None else []
    through = tuple(cycle for cycle in cycles.cycles if found.deal in cycle.deals)
    return {
        "deal": found.deal,
        "currency": code,
        "view": found.view,
        "level": level,
        "window": window(found.window),
        "graph": found.graph,
        **{key: number(getattr(found, key), code) for key in _MONEY},
        "ratio": found.ratio,
        "ranges": {key: range_(ends, code) for key, ends in found.ranges.items()},
        **{
            side: {key: number(value, None if key == "ratio" else code) for key, value in figures.items()}
            for side, figures in (("before", found.before), ("after", found.after))
        },
        "canonical": number(found.canonical, code),
        "canonical_range": range_(found.canonical_range, code),
        "price": number(found.price, code),
        "legs": [
            {
                "from": one.leg.from_party,
                "to": one.leg.to_party,
                "layer": one.leg.layer,
                "status": one.leg.status,
                "amount": number(one.amount, code),
                "flow": number(one.flow, code),
                "slope": number(one.slope, None),
            }
            for one in found.legs
        ],
        "concentration": [
            {"party": side.party, "side": side.side, **_without_id(change_record(change))}
            for side in sides.parties
            for change in side.deals
            if change.deal == found.deal
        ],
        "self_funded": None if traced is None else _self_funded(*traced),
        "cycles": [cycle_record(cycle, code) for cycle in through],
        "cycles_complete": cycles.complete,
        "without_amount": listed(found.without_amount, without_amount),
        "rates": rates(one.leg for one in found.legs if one.leg.rate),
        "notices": notice_records([*notices, *found.notices, *left_out], code),
    }


def _without_id(record: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in record.items() if key != "id"}


def _self_funded(before: JointTrace, after: JointTrace) -> dict[str, Any]:
    """The joint figure and those of the vendors that differ; who finances nobody or sells nothing funds nothing."""
    code = after.currency
    without = {one.vendor: one for one in before.vendors}
    vendors = [
        {
            "vendor": one.vendor,
            "before": _funded(without.get(one.vendor), code),
            "after": _funded(one, code),
        }
        for one in after.vendors
    ]
    return {
        "clock": after.clock,
        "joint": {side: number(found.joint, code) for side, found in (("before", before), ("after", after))},
        "vendors": [one for one in vendors if one["before"] != one["after"]],
    }


def _funded(found: Trace | None, code: str | None) -> dict[str, float | None]:
    return {key: number(getattr(found, key) if found else 0, code) for key in _FUNDED}
