"""Traces as the JSON of `interface.md`: amounts as plain numbers in currency units, unrounded."""

from collections.abc import Sequence
from typing import Any

from dawra.analyses import JointTrace, Trace, Unexplained
from dawra.flows import Notice
from dawra.views.results import listed, notice_records, number, rates, window

_SHARED = ("currency", "view", "level", "clock", "window", "graph", "years", "unexplained", "without_amount")


def trace_result(
    found: Trace,
    *,
    level: str | None = None,
    without_amount: Sequence[str] = (),
    notices: Sequence[Notice] = (),
) -> dict[str, Any]:
    """What ``dawra trace VENDOR --json`` prints.

    ``share`` is the self-funded part of the receipts, None where there are none, ``net_revenue`` the rest of
    them; both and ``point`` have ``ranges``. ``without_amount`` are deals that name no amount and so have no leg;
    ``notices`` come before the finding's own.
    """
    code = found.currency
    ends = (found.lower, found.upper)
    left = found.receipts - found.upper, found.receipts - found.lower
    return {
        "vendor": found.vendor,
        "currency": code,
        "view": found.view,
        "level": level,
        "clock": found.clock,
        "window": window(found.window),
        "graph": found.graph,
        "finance": number(found.finance, code),
        "receipts": number(found.receipts, code),
        "lower": number(found.lower, code),
        "point": number(found.point, code),
        "upper": number(found.upper, code),
        "share": _share(found.point, found.receipts),
        "net_revenue": number(found.receipts - found.point, code),
        "ranges": {
            "point": [number(end, code) for end in ends],
            "share": [_share(end, found.receipts) for end in ends],
            "net_revenue": [number(end, code) for end in left],
        },
        "rules": {rule: number(value, code) for rule, value in found.rules.items()},
        "sources": [
            {
                "id": one.party,
                "kind": one.kind,
                **({"layer": one.layer} if one.layer else {}),
                "amount": number(one.amount, code),
            }
            for one in found.sources
        ],
        "purchases": [
            {"deal": one.deal, "amount": number(one.amount, code), "self_funded": number(one.part, code)}
            for one in found.purchases
        ],
        "fundings": [
            {"deal": one.deal, "amount": number(one.amount, code), "returned": number(one.part, code)}
            for one in found.fundings
        ],
        "years": [
            {
                "year": one.year,
                **{key: number(getattr(one, key), code) for key in ("receipts", "lower", "point", "upper")},
            }
            for one in found.years
        ],
        "unexplained": _unexplained(found.unexplained, code),
        "without_amount": listed(found.without_amount, without_amount),
        "rates": rates(found.converted),
        "notices": notice_records([*notices, *found.notices], code),
    }


def joint_result(
    found: JointTrace,
    *,
    level: str | None = None,
    without_amount: Sequence[str] = (),
    notices: Sequence[Notice] = (),
) -> dict[str, Any]:
    """What ``dawra trace --all --json`` prints: ``joint``, and each vendor as `trace_result` gives it.

    What is the same for all vendors, and the notices on the legs, stand once at the top. Where ``joint`` is not
    known it has ``ranges``.
    """
    shared = {notice.code for notice in found.notices}
    vendors = [trace_result(one) for one in found.vendors]
    for record in vendors:
        record["notices"] = [notice for notice in record["notices"] if notice["code"] not in shared]
        for key in _SHARED:
            del record[key]
    uppers = [one.upper for one in found.vendors]
    ends = max(uppers, default=0), sum(uppers) + found.left_out
    return {
        "currency": found.currency,
        "view": found.view,
        "level": level,
        "clock": found.clock,
        "window": window(found.window),
        "graph": found.graph,
        "joint": number(found.joint, found.currency),
        "ranges": {"joint": [number(end, found.currency) for end in ends]} if found.joint is None else {},
        "vendors": vendors,
        "unexplained": _unexplained(found.unexplained, found.currency),
        "without_amount": listed(found.without_amount, without_amount),
        "notices": notice_records([*notices, *found.notices], found.currency),
    }


def _share(part: float, whole: int) -> float | None:
    return part / whole if whole else None


def _unexplained(missing: Sequence[Unexplained], currency: str | None) -> list[dict[str, Any]]:
    return [
        {
            "party": one.party,
            "date": one.day.isoformat() if one.day else None,
            "amount": number(one.amount, currency),
        }
        for one in missing
    ]
