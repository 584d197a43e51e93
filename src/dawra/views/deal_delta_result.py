"""What one deal adds, as the JSON of ``dawra deal-delta``: amounts as plain numbers in currency units."""

from collections.abc import Sequence
from typing import Any

from dawra.analyses import Cycles, DealDelta
from dawra.flows import Notice
from dawra.views.results import cycle_record, listed, notice_records, number, range_, rates, window

_MONEY = ("gross", "minimum_notional", "excess", "bilateral", "circulation")


def deal_delta_result(
    found: DealDelta,
    cycles: Cycles,
    *,
    level: str | None = None,
    without_amount: Sequence[str] = (),
    notices: Sequence[Notice] = (),
) -> dict[str, Any]:
    """What ``dawra deal-delta --json`` prints.

    The headline keys are what the deal adds; ``before`` and ``after`` hold the figures without it and with it.
    Of ``cycles`` those are listed that pass through the deal. The rest as in `circles_result`.
    """
    code = found.currency
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
        "cycles": [cycle_record(cycle, code) for cycle in through],
        "cycles_complete": cycles.complete,
        "without_amount": listed(found.without_amount, without_amount),
        "rates": rates(one.leg for one in found.legs if one.leg.rate),
        "notices": notice_records([*notices, *found.notices], code),
    }
