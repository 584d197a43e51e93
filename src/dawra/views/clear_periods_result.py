"""Clearing period after period as JSON: figures keyed by party, plain unrounded numbers in currency units."""

from collections.abc import Mapping, Sequence
from typing import Any

from dawra.analyses import ByPeriod, Period
from dawra.flows import Notice
from dawra.views.clear_result import amount
from dawra.views.results import notice_records, window


def clear_periods_result(
    found: ByPeriod,
    *,
    view: str | None,
    level: str | None,
    kappa: float,
    by: str,
    carry: str,
    alpha: float,
    beta: float,
    without_amount: Sequence[str] = (),
    notices: Sequence[Notice] = (),
) -> dict[str, Any]:
    """What ``dawra clear --by --json`` prints.

    ``cases`` are two lists of periods: where ``unknown`` parties have ``nothing`` beyond what is known, and where they
    have ``enough`` for all that they owe here, so that their own cash says nothing and is null.
    """
    code = found.currency
    unknown = frozenset(found.unknown)
    return {
        "currency": code,
        "view": view,
        "level": level,
        "window": window((found.windows[0][0], found.windows[-1][1])),
        "by": by,
        "carry": carry,
        "alpha": alpha,
        "beta": beta,
        "kappa": kappa,
        "unknown": list(found.unknown),
        "cases": {
            "nothing": _periods(found, found.nothing, frozenset(), code),
            "enough": _periods(found, found.enough, unknown, code),
        },
        "without_amount": sorted(without_amount),
        "notices": notice_records([*notices, *found.notices], code),
    }


def _periods(
    found: ByPeriod, periods: Sequence[Period], untold: frozenset[str], code: str | None
) -> list[dict[str, Any]]:
    return [
        {
            "window": window(days),
            "owed": _money(one.owed, code),
            "payments": _money(one.paid, code),
            "unpaid": _money({party: owed - one.paid[party] for party, owed in one.owed.items()}, code),
            "cash": {party: None if party in untold else amount(left, code) for party, left in one.cash.items()},
            "rounds": {party: one.rounds.get(party) for party in one.owed},
        }
        for days, one in zip(found.windows, periods, strict=True)
    ]


def _money(figures: Mapping[str, float], code: str | None) -> dict[str, float | None]:
    return {party: amount(figure, code) for party, figure in figures.items()}
