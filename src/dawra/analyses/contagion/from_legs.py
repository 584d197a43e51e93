"""What falls due in a window, and what there is to pay it with, as far as a ledger knows (methods §7.1).

Due are the debts of the window (`ret` legs) in full, and of its purchases (`pur`) the part ``kappa`` that the customer
cannot avoid: 1 where it pays whether it takes or not, 0 where it may cancel. Money from the outside, and what
financiers have promised to give in the window (`fin`), counts among the assets of whoever gets it, and is not taken
off the financiers': they are assumed to keep their word. Each assumption is a notice.

What it does not show: running costs, taxes, debts that no deal tells of, set-off between two parties.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from math import isfinite

from dawra.analyses.contagion.obligations import Debt, Obligations
from dawra.errors import InputError
from dawra.flows import OUTSIDE, Leg, Notice
from dawra.flows.cautions import amount_cautions, counted, timing_cautions
from dawra.flows.moved import Moved, moved_in
from dawra.flows.network import one_currency


def obligations(
    legs: Iterable[Leg],
    *,
    window: tuple[date, date],
    cash: Mapping[str, int],
    inflow: Mapping[str, int] | None = None,
    kappa: float = 1.0,
    currency: str | None = None,
    shares: Mapping[tuple[str, str], Fraction] | None = None,
    parties: Collection[str] = (),
) -> Obligations:
    """What is due in ``window``, a half-open interval of days, by the point values of ``legs``.

    ``cash`` is what parties have, in minor units of ``currency``; whoever is not there is unknown. ``inflow`` is
    what else comes to them from outside in the window, beside what legs from ``*`` tell. ``parties`` are in, even where
    nothing of theirs falls due.

    Raises:
        InputError: an unknown currency, legs in another than that of the result, an empty window, or a ``kappa``
            outside [0, 1].
    """
    if not (isfinite(kappa) and 0 <= kappa <= 1):
        raise InputError(f"kappa is {kappa}: the part of purchases that cannot be avoided lies from 0 to 1.")
    start, end = window
    if start >= end:
        raise InputError(f"nothing falls due from {start} until before {end}: the window needs a later end.")
    legs = list(legs)
    code = one_currency(legs, currency)
    placed: dict[str, list[Moved]] = defaultdict(list)
    for leg in legs:
        moved = moved_in(leg, start, end)
        if moved.high != 0:
            placed[_place(leg)].append(moved)
    part = Fraction(str(kappa))
    debts = tuple(
        Debt(debtor=i, creditor=j, amount=round(part * amount) if purchase else amount, purchase=purchase)
        for (i, j, purchase), amount in sorted(_summed([*placed["ret"], *placed["pur"]]).items())
    )
    gets: dict[str, int] = defaultdict(int, inflow or {})
    for moved in (*placed["lines"], *placed["inflow"]):
        gets[moved.leg.to_party] += moved.point
    named = {party for debt in debts for party in (debt.debtor, debt.creditor)}
    inside = sorted(named.union(parties, *(shares or {})) - {OUTSIDE})
    known = {party: amount + gets[party] for party, amount in cash.items()}
    counts = [moved for name in ("ret", "pur", "lines", "inflow") for moved in placed[name]]
    return Obligations(
        currency=code,
        assets={party: known.get(party) for party in inside},
        debts=debts,
        shares=shares or {},
        at_least={party: gets[party] for party in inside if party not in cash and gets[party]},
        notices=(
            *_assumptions(placed, kappa),
            *(
                counted(why, placed[why])
                for why in ("other-money", "own-leg", "other-payments", "undated-left-out")
                if placed[why]
            ),
            *timing_cautions(counts, windowed=True),
            *amount_cautions(counts),
        ),
    )


def _place(leg: Leg) -> str:
    """What a leg is here."""
    if leg.money != "cash":
        return "other-money"
    if leg.from_party == leg.to_party:
        return "own-leg"
    if leg.start is None:
        return "undated-left-out"
    if leg.layer == "fin":
        return "outside-gets" if leg.to_party == OUTSIDE else "lines"
    if leg.from_party == OUTSIDE:
        return "outside-gets" if leg.to_party == OUTSIDE else "inflow"
    return leg.layer if leg.layer in {"ret", "pur"} else "other-payments"


def _summed(moves: Sequence[Moved]) -> dict[tuple[str, str, bool], int]:
    found: dict[tuple[str, str, bool], int] = defaultdict(int)
    for moved in moves:
        if moved.point:
            found[moved.leg.from_party, moved.leg.to_party, moved.leg.layer == "pur"] += moved.point
    return found


def _assumptions(placed: Mapping[str, Sequence[Moved]], kappa: float) -> Iterable[Notice]:
    """What the figures take for granted."""
    if placed.get("pur"):
        yield Notice(
            code="purchases-due",
            count=len(placed["pur"]),
            amount=sum(m.point for m in placed["pur"]),
            names=(str(kappa),),
        )
    for code, name in (("lines-drawn", "lines"), ("outside-inflow", "inflow")):
        if placed.get(name):
            yield counted(code, placed[name])
