"""The results of `cycles` as JSON: all circles of a network, or the ways back to one party in order of time."""

from collections.abc import Sequence
from typing import Any

from dawra.analyses import Cycles, Dollars, TimedCycle, TimedCycles
from dawra.flows import Notice
from dawra.views.results import converted, cycle_record, listed, notice_records, number, rates, window


def cycles_result(
    found: Cycles,
    divided: Dollars | None,
    *,
    financing: bool = False,
    level: str | None = None,
    without_amount: Sequence[str] = (),
    notices: Sequence[Notice] = (),
) -> dict[str, Any]:
    """What ``dawra cycles --json`` prints; ``searched`` is how many cycles the search saw.

    ``dollars`` of a cycle may be added up, its ``value`` never. Times their legs the dollars listed are ``listed``
    of the ``circulation``. Both are null where ``divided`` is None, since the network was too large.
    """
    code = found.currency
    dollars = [divided.circles.get(cycle.parties, 0) if divided else None for cycle in found.cycles]
    covered = sum(len(cycle.pairs) * (amount or 0) for cycle, amount in zip(found.cycles, dollars, strict=True))
    pairs = {(pair.from_party, pair.to_party): pair for cycle in found.cycles for pair in cycle.pairs}
    left_out = [] if divided else [Notice(code="dollars-left-out")]
    return {
        "currency": code,
        "view": found.view,
        "level": level,
        "window": window(found.window),
        "graph": found.graph,
        "from": None,
        "financing": financing,
        "cycles": [
            {**cycle_record(cycle, code), "span": cycle.span, "dollars": number(amount, code)}
            for cycle, amount in zip(found.cycles, dollars, strict=True)
        ],
        "complete": found.complete,
        "searched": found.searched,
        "dollars": {
            "circulation": number(divided.circulation, code),
            "listed": number(covered, code),
            "elsewhere": number(divided.circulation - covered, code),
        }
        if divided
        else None,
        "without_amount": listed(found.without_amount, without_amount),
        "rates": rates(leg for pair in pairs.values() for leg in pair.converted),
        "notices": notice_records([*notices, *found.notices, *left_out], code),
    }


def timed_cycles_result(
    found: TimedCycles,
    *,
    span: int | None = None,
    level: str | None = None,
    without_amount: Sequence[str] = (),
    notices: Sequence[Notice] = (),
) -> dict[str, Any]:
    """What ``dawra cycles --from PARTY --json`` prints: each leg one payment with its days, in their order."""
    legs = {id(moved): moved.leg for cycle in found.cycles for moved in cycle.legs}
    return {
        "currency": found.currency,
        "view": found.view,
        "level": level,
        "window": window(found.window),
        "graph": found.graph,
        "from": found.party,
        "within": span,
        "cycles": [_timed(cycle, found.currency) for cycle in found.cycles],
        "complete": found.complete,
        "searched": found.searched,
        "without_amount": listed(found.without_amount, without_amount),
        "rates": rates(leg for leg in legs.values() if leg.rate),
        "notices": notice_records([*notices, *found.notices], found.currency),
    }


def _timed(cycle: TimedCycle, currency: str | None) -> dict[str, Any]:
    return {
        "parties": list(cycle.parties),
        "value": number(cycle.value, currency),
        "legs": [
            {
                "from": moved.leg.from_party,
                "to": moved.leg.to_party,
                "amount": number(moved.point, currency),
                "layers": [moved.leg.layer],
                "date": moved.leg.start.isoformat() if moved.leg.start else None,
                "end": moved.leg.end.isoformat() if moved.leg.end else None,
                "deals": [moved.leg.deal] if moved.leg.deal else [],
                **converted([moved.leg]),
            }
            for moved in cycle.legs
        ],
        "deals": list(cycle.deals),
        "span": cycle.span,
    }
