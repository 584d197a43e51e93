"""A stress as JSON: base beside shocked, in the shape and the units of the other results."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, Final

from dawra.analyses.contagion.obligations import Number
from dawra.analyses.liquidity.runway import Runway
from dawra.analyses.rights_of_use.answer import Answer, Query
from dawra.analyses.rights_of_use.conflicts import Conflict
from dawra.analyses.scenarios.apply import Struck
from dawra.analyses.scenarios.finding import Beside, DealLoss, PartyStress, SideChange, Stress
from dawra.analyses.scenarios.losses import Losses, Outcome
from dawra.analyses.scenarios.rights import RightsStress
from dawra.analyses.scenarios.scenario import Scenario, Shock, Which
from dawra.analyses.scenarios.values import ValueLoss
from dawra.claims.taxonomy import AXES
from dawra.flows import Leg, Notice
from dawra.views.results import listed, notice_records, number, range_, rates, window

_GRAPH: Final = "M"
_LISTS: Final = ("deals", "excepted", "kinds", "statuses", "layers", "payers", "payees", "parties", "modes")


def stress_result(
    found: Stress,
    legs: Sequence[Leg] = (),
    *,
    level: str | None = None,
    without_amount: Sequence[str] = (),
    notices: Sequence[Notice] = (),
) -> dict[str, Any]:
    """What ``dawra stress --json`` prints: the same figures under ``base``, ``shocked`` and ``change``.

    ``legs`` are those of the base, for the rates that converted them; ``without_amount`` are deals that name no
    amount and so have no leg; ``notices`` come before the finding's own. ``level`` is that of a ledger's parties,
    None for a table's.
    """
    code = found.currency
    return {
        "scenario": _scenario(found.scenario),
        "currency": code,
        "view": found.view,
        "level": level,
        "window": window(found.scenario.window),
        "graph": _GRAPH,
        "shocks": [_shock(one, code) for one in found.struck],
        **_figures(found),
        "parties": [_party(one, code) for one in found.parties],
        "sides": [_side(one) for one in found.sides],
        "losses": _losses(found.losses, code),
        "values": [_value(one, code) for one in found.values],
        "rights": _rights(found.rights),
        "deals": [_deal(one, code) for one in found.deals],
        "together": _deal(found.together, code),
        "without_amount": listed(found.without_amount, without_amount),
        "rates": rates(legs),
        "assumptions": notice_records(found.assumptions, code),
        "notices": notice_records([*notices, *found.notices], code),
    }


def _scenario(scenario: Scenario) -> dict[str, Any]:
    return {
        "name": dict(scenario.name),
        "description": dict(scenario.description),
        "as_of": scenario.as_of.isoformat(),
        "until": scenario.until.isoformat(),
        **{key: float(getattr(scenario, key)) for key in ("kappa", "alpha", "beta")},
    }


def _shock(one: Struck, code: str | None) -> dict[str, Any]:
    return {
        **_terms(one.shock),
        "legs": one.legs,
        "deals": list(one.deals),
        "amount": number(one.amount, code),
        "lost": number(one.lost, code),
        "range": range_(one.range, code),
        "untimed": list(one.untimed),
    }


def _terms(shock: Shock) -> dict[str, Any]:
    return {
        "do": shock.act,
        "which": _which(shock.which),
        "share": float(shock.share),
        "months": shock.months,
        "from": shock.start and shock.start.isoformat(),
        "until": shock.end and shock.end.isoformat(),
    }


def _which(which: Which) -> dict[str, list[str]]:
    """The lists that choose legs, those that are empty left out."""
    return {name: list(found) for name in _LISTS if (found := getattr(which, name))}


def _figures(found: Stress) -> dict[str, Any]:
    """Each headline figure before, after, and the change; ranges apart."""
    code = found.currency
    ever, within = found.rounds
    sums: Mapping[str, Beside] = {
        "money": found.money[0],
        "money_within": found.money[1],
        "gross": ever.gross,
        "circulation": ever.circulation,
        "circulation_within": within.circulation,
        "self_funded": found.self_funded,
    }
    ratios = ever.ratios
    return {
        "base": {**{key: number(one.base, code) for key, one in sums.items()}, "ratio": float(ratios[0])},
        "shocked": {**{key: number(one.shocked, code) for key, one in sums.items()}, "ratio": float(ratios[1])},
        "change": {
            **{key: number(one.change, code) for key, one in sums.items()},
            "ratio": float(ratios[1] - ratios[0]),
        },
        "ranges": {
            side: {"circulation": range_((getattr(ever.least, side), getattr(ever.most, side)), code)}
            for side in ("base", "shocked")
        },
    }


def _party(one: PartyStress, code: str | None) -> dict[str, Any]:
    opening = one.opening
    return {
        "id": one.party,
        **{
            key: _beside(getattr(one, key), code)
            for key in ("receipts", "payments", "receipts_ever", "payments_ever", "need")
        },
        **{side: _plan(getattr(one, side), code) for side in ("base", "shocked")},
        "cash": opening and {"range": range_((opening.low, opening.high), code), "period": one.told},
    }


def _plan(found: Runway, code: str | None) -> dict[str, Any]:
    """What is needed, and what is lacking of it where cash is known; null where it is not."""
    return {
        "needs": number(found.needs, code),
        "gap": number(found.gap, code),
        "runway": found.runway and found.runway.isoformat(),
        "mean": number(found.distribution.mean, code),
        "probability": found.distribution.probability,
        "ranges": {name: range_(ends, None if name == "probability" else code) for name, ends in found.ranges.items()},
    }


def _beside(one: Beside, code: str | None) -> dict[str, float | None]:
    return {key: number(getattr(one, key), code) for key in ("base", "shocked", "change")}


def _side(one: SideChange) -> dict[str, Any]:
    return {
        "id": one.party,
        "side": one.side,
        "effective_number": dict(zip(("base", "shocked"), map(_plain, one.numbers), strict=True)),
        "largest": {
            side: largest and {"id": largest[0], "share": float(largest[1])}
            for side, largest in zip(("base", "shocked"), one.largest, strict=True)
        },
    }


def _plain(value: Fraction | None) -> float | None:
    return None if value is None else float(value)


def _deal(one: DealLoss, code: str | None) -> dict[str, Any]:
    return {
        "id": one.deal,
        "lost": number(one.lost, code),
        "lost_within": number(one.in_horizon, code),
        "circulation": number(one.circulation, code),
        "need": number(one.need, code),
        "loss": number(_plain_number(one.loss), code),
    }


def _losses(found: Losses, code: str | None) -> dict[str, Any]:
    return {
        "most": dict(zip(("base", "shocked"), (number(_plain_number(one), code) for one in found.most), strict=True)),
        "parties": [
            {"id": one.party, "base": _outcome(one.base, code), "shocked": _outcome(one.shocked, code)}
            for one in found.parties
        ],
    }


def _outcome(one: Outcome, code: str | None) -> dict[str, Any]:
    """What a party owes and is owed, and what it may lose; ``defaults`` null is: it depends."""
    ranges = {"loss": one.loss, "first_round": one.first_round, "later_rounds": one.later_rounds}
    return {
        **{key: number(_plain_number(getattr(one, key)), code) for key in ("owes", "has", "needs", "promised")},
        "defaults": one.defaults,
        "round": one.round,
        "ranges": {
            key: range_((_plain_number(low) or 0, _plain_number(high)), code) for key, (low, high) in ranges.items()
        },
    }


def _plain_number(value: Number | None) -> float | None:
    """Whole where whole, so that it prints as money."""
    if value is None or isinstance(value, int):
        return value
    return int(value) if float(value).is_integer() else float(value)


def _value(one: ValueLoss, code: str | None) -> dict[str, Any]:
    return {
        "holder": one.holder,
        "issuer": one.issuer,
        "stake": float(one.stake),
        "fall": float(one.fall),
        "valuation": one.valued
        and {
            "range": range_((one.valued.low, one.valued.high), code),
            "deal": one.valued.deal,
            "date": one.valued.day,
        },
        "lost": range_(one.lost, code),
    }


def _rights(found: RightsStress) -> dict[str, Any]:
    """The rights that end, each question with its answer before and after, and the clashes that go or come."""
    before, after = ({_clash(one) for one in side} for side in found.conflicts)
    return {
        "ended": [
            {"id": one.id, "grantor": one.grantor, "holder": one.holder, "mode": one.mode, "deal": one.deal}
            for one in found.ended
        ],
        "answers": [
            {"question": _question(base.query), "base": _answer(base), "shocked": _answer(shocked)}
            for base, shocked in found.answers
        ],
        "conflicts": {"base": len(before), "shocked": len(after), "gone": sorted(before - after)},
    }


def _clash(one: Conflict) -> tuple[str, str]:
    return one.first.id, one.second.id


def _question(query: Query) -> dict[str, Any]:
    scopes = {axis: found and list(found) for axis in AXES if (found := getattr(query, axis)) is not None}
    return {"actor": query.actor, "on": query.on.isoformat(), **scopes}


def _answer(found: Answer) -> dict[str, Any]:
    return {
        "answer": found.answer,
        "breach": found.breach,
        "rights": [used.version.right.id for used in found.rights if used.role],
    }
