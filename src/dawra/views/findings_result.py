"""All measures on one ledger and one day, as JSON: each part is what the command that is named for it prints."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from dawra.analyses import circles, concentration, cycles, dollars, significance, trace, trace_all
from dawra.deals import Deal
from dawra.flows import Openings
from dawra.values import StatusProbabilities
from dawra.views.cli.source import Source
from dawra.views.concentration_result import concentration_result
from dawra.views.cycles_result import cycles_result
from dawra.views.results import circles_result
from dawra.views.significance_result import significance_result
from dawra.views.trace_result import joint_result, trace_result

CLOCKS: Final = ("quarter", "static")
NULLS: Final = ("topology", "amounts")

_LONGEST: Final = 6
_MAIN: Final = 8
"""Parties whose dependence is told: those through whom most goes round."""
_LARGEST: Final = 20_000
"""Pairs of parties up to which the circulation is divided, as in `dawra cycles`."""
_OF_DEAL: Final = ("id", "kind", "parties", "amount", "percent", "shares", "status", "date", "known", "part_of")


def findings_result(
    sources: Mapping[str, Source],
    deals: Sequence[Deal],
    *,
    query: Mapping[str, Any],
    view: str,
    currency: str | None,
    openings: Openings,
    probabilities: StatusProbabilities,
) -> dict[str, Any]:
    """What ``dawra findings --json`` prints, from the legs of each view in one currency.

    ``circles`` and ``stated`` are by view, and ``stated`` leaves out deals that name no amount; ``trace`` is by
    clock, ``years`` by vendor, ``significance`` by what is left to chance. They and all else are of ``view``.
    """
    shown = sources[view]
    options: dict[str, Any] = {"view": view, "window": shown.window, "currency": currency}
    told: dict[str, Any] = {
        "level": shown.level,
        "without_amount": shown.without_amount,
        "notices": shown.notices,
    }
    rounds = {name: _circles(source, currency, probabilities) for name, source in sources.items()}
    traces = {
        clock: joint_result(
            trace_all(shown.legs, clock=clock, openings=openings, days_ordered=False, **options), **told
        )
        for clock in CLOCKS
    }
    main = sorted(
        (party for party in rounds[view]["parties"] if party["circulation"]),
        key=lambda party: (-party["circulation"], party["id"]),
    )[:_MAIN]
    return {
        "query": dict(query),
        "currency": currency,
        "view": view,
        "circles": rounds,
        "stated": {name: _stated(source, currency) for name, source in sources.items()},
        "trace": traces,
        "years": {
            vendor: trace_result(
                trace(shown.legs, vendor, clock=CLOCKS[0], openings=openings, days_ordered=False, by="year", **options)
            )["years"]
            for vendor in (one["vendor"] for one in traces[CLOCKS[0]]["vendors"] if one["upper"])
        },
        "cycles": _cycles(shown, currency),
        "significance": {
            null: significance_result(significance(shown.legs, null=null, **options), **told) for null in NULLS
        },
        "concentration": [
            concentration_result(concentration(shown.legs, party=party["id"], **options), **told) for party in main
        ],
        "deals": {deal.id: _deal(deal) for deal in _with_legs(deals, sources.values())},
    }


def _circles(source: Source, currency: str | None, probabilities: StatusProbabilities) -> dict[str, Any]:
    found = circles(source.legs, view=source.view, window=source.window, currency=currency, probabilities=probabilities)
    ways = cycles(source.legs, longest=_LONGEST, most=100, window=source.window, currency=currency)
    return circles_result(found, ways, level=source.level, without_amount=source.without_amount, notices=source.notices)


def _stated(source: Source, currency: str | None) -> dict[str, Any]:
    """The headline ranges of the deals that name an amount."""
    legs = [leg for leg in source.legs if leg.mark != "unknown"]
    found = circles(legs, view=source.view, window=source.window, currency=currency)
    ways = cycles([], currency=currency)
    return {"ranges": circles_result(found, ways)["ranges"]}


def _cycles(source: Source, currency: str | None) -> dict[str, Any]:
    chosen: dict[str, Any] = {"longest": _LONGEST, "window": source.window, "currency": currency}
    few = len({(leg.from_party, leg.to_party) for leg in source.legs}) <= _LARGEST
    divided = dollars(source.legs, **chosen) if few else None
    found = cycles(source.legs, view=source.view, **chosen)
    return cycles_result(
        found, divided, level=source.level, without_amount=source.without_amount, notices=source.notices
    )


def _with_legs(deals: Sequence[Deal], sources: Iterable[Source]) -> list[Deal]:
    moving = {leg.deal for source in sources for leg in source.legs}
    return [deal for deal in deals if deal.id in moving]


def _deal(deal: Deal) -> dict[str, Any]:
    record = deal.to_json()
    return {key: record[key] for key in _OF_DEAL}
