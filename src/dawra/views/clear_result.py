"""Clearing as the JSON of `interface.md`: figures keyed by party, plain unrounded numbers in currency units."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Any, Final

from dawra.analyses import Cleared, Clearing, Obligations
from dawra.analyses.contagion.obligations import Number
from dawra.flows import Notice
from dawra.views.results import notice_records, number, window

_MAIN: Final = {"equities": "equity", "payments": "paid", "losses": "loss"}
_BESIDE: Final = {
    "assets": "assets",
    "owed": "owed",
    "promised": "promised",
    "received": "received",
    "first_round": "first_round",
    "later_rounds": "later_rounds",
    "unpaid_purchases": "unpaid_purchases",
    "default_costs": "default_cost",
    "needs": "needs",
    "needs_if_paid": "needs_if_paid",
}


def clear_result(
    obligations: Obligations,
    found: Clearing,
    *,
    view: str | None = None,
    level: str | None = None,
    days: tuple[date | None, date | None] = (None, None),
    kappa: float | None = None,
    saved: float | None = None,
    without_amount: Sequence[str] = (),
    notices: Sequence[Notice] = (),
) -> dict[str, Any]:
    """What ``dawra clear --json`` prints.

    A figure that hangs on unknown assets is null and stands under ``ranges``. ``least`` is the least solution where
    there is another than the greatest, else null. ``kappa`` and ``days`` are those of a ledger, None for tables. With
    ``saved``, the part of a price that a vendor saves by not delivering, ``net_losses`` are those less what is saved.
    """
    code = found.currency
    return {
        "currency": code,
        "view": view,
        "level": level,
        "window": window(days),
        "alpha": found.alpha,
        "beta": found.beta,
        "kappa": kappa,
        "saved": saved,
        **_keyed(found.parties, code),
        **{key: _by_party(found.parties, name, code) for key, name in _BESIDE.items()},
        "net_losses": None if saved is None else _net_losses(found.parties, saved, code),
        "ranges": _ranges(found.parties, code, saved),
        "least": _keyed(found.least, code) if found.least else None,
        "inflation": found.inflation,
        "at_least": {party: amount(known, code) for party, known in sorted(obligations.at_least.items())},
        "obligations": [
            {
                "debtor": debt.debtor,
                "creditor": debt.creditor,
                "amount": amount(debt.amount, code),
                "rank": debt.rank,
                "purchase": debt.purchase,
            }
            for debt in sorted(obligations.debts, key=lambda debt: (debt.debtor, debt.rank, debt.creditor))
        ],
        "shares": [
            {"holder": holder, "issuer": issuer, "share": float(share)}
            for (holder, issuer), share in sorted(obligations.shares.items())
        ],
        "without_amount": sorted(without_amount),
        "notices": notice_records([*notices, *found.notices], code),
    }


def amount(value: Number | None, currency: str | None) -> float | None:
    """Minor units in currency units; without a currency the number itself, whole where whole."""
    if isinstance(value, Fraction):
        value = value.numerator if value.denominator == 1 else float(value)
    return number(value, currency)


def _keyed(parties: Sequence[Cleared], code: str | None) -> dict[str, Any]:
    return {
        **{key: _by_party(parties, name, code) for key, name in _MAIN.items()},
        "defaults": {one.party: one.defaults for one in parties},
        "rounds": {one.party: one.round for one in parties},
    }


def _by_party(parties: Sequence[Cleared], name: str, code: str | None) -> dict[str, Any]:
    return {one.party: amount(getattr(one, name), code) for one in parties}


def _net_losses(parties: Sequence[Cleared], saved: float, code: str | None) -> dict[str, Any]:
    """Null where a loss hangs on unknown assets."""
    return {
        one.party: None if one.loss is None else amount(_less(one.loss, one.unpaid_purchases, saved), code)
        for one in parties
    }


def _less(loss: Number, unpaid: Number | None, saved: float) -> Number:
    return float(loss) - saved * float(unpaid or 0) if unpaid and saved else loss


def _ranges(parties: Sequence[Cleared], code: str | None, saved: float | None) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, name in {**_MAIN, **_BESIDE}.items():
        ends = {one.party: one.ranges[name] for one in parties if name in one.ranges}
        if ends:
            found[key] = {
                party: [amount(low, code), "unbounded" if high is None else amount(high, code)]
                for party, (low, high) in ends.items()
            }
    if saved is not None and "losses" in found:
        # Both fall as assets rise, and so does what is left of a loss.
        found["net_losses"] = {
            one.party: [
                amount(_less(loss, unpaid, saved), code)
                for loss, unpaid in zip(
                    one.ranges["loss"], one.ranges.get("unpaid_purchases", (one.unpaid_purchases,) * 2), strict=True
                )
                if loss is not None
            ]
            for one in parties
            if "loss" in one.ranges
        }
    return found
