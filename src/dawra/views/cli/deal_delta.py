"""`dawra deal-delta`: what one deal adds to the money that goes round."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from dawra.errors import NotFoundError
from dawra.views.cli import options
from dawra.views.cli.app import app
from dawra.views.cli.asked import Asked, asks
from dawra.views.cli.session import opened, settled, when

if TYPE_CHECKING:
    from dawra.analyses import JointTrace
    from dawra.flows import Leg
    from dawra.views.cli.source import Source

Ref = Annotated[str, typer.Argument(metavar="ID", help="A deal's or a claim's id or its start; of a table, its deal.")]

_SHOWN: Final = 5
_LONGEST: Final = 6
_TRACED: Final = 5_000
"""Legs among which every vendor is traced twice."""


@app.command(name="deal-delta", epilog="Example: dawra deal-delta d4 --legs legs.csv --json.")
@asks
def deal_delta(
    ref: Ref,
    *,
    asked: Asked,
    graph: options.Graph = "M",
    top: options.Top = _SHOWN,
    as_json: options.Json = False,
    lang: options.Lang = None,
) -> None:
    """What one deal adds: the circular flow, what vendors fund themselves and concentration, without it and with it."""
    from dawra.analyses import concentration  # noqa: PLC0415 - slow to import
    from dawra.analyses import cycles as find  # noqa: PLC0415
    from dawra.analyses import deal_delta as measure  # noqa: PLC0415
    from dawra.views.cli.blocks import show  # noqa: PLC0415
    from dawra.views.cli.deal_delta_text import deal_delta_blocks  # noqa: PLC0415
    from dawra.views.cli.output import json_text, put  # noqa: PLC0415
    from dawra.views.cli.source import source  # noqa: PLC0415
    from dawra.views.deal_delta_result import deal_delta_result  # noqa: PLC0415

    settings = settled(lang=lang)
    given = source(asked)
    record = _in_ledger(ref, asked) if asked.of_ledger else None
    deal = record["id"] if record else ref
    found = measure(
        given.legs,
        deal,
        known=given.deals if record is None else {deal},
        graph=graph,
        view=given.view,
        window=given.window,
        currency=asked.currency,
    )
    ways = find(given.legs, longest=_LONGEST, graph=graph, window=given.window, currency=asked.currency)
    near = _near(given.legs, deal)
    sides = concentration(near, view=given.view, window=given.window, currency=asked.currency)
    result = deal_delta_result(found, ways, sides, _traced(asked, given, deal, graph), **given.beside)
    if as_json:
        put(json_text(result))
    else:
        show(deal_delta_blocks(result, top, settings.lang, record=record), settings.lang)


def _in_ledger(ref: str, asked: Asked) -> Mapping[str, Any]:
    """The deal of the ledger that bears this id, bore it, or has a claim with it.

    Raises:
        NotFoundError: there is none, with the nearest ids; or what bore it was split into several.
    """
    settings = settled(asked.book, asked.level, rates=asked.rates)
    moment = when(asked.as_of, asked.known, asked.recorded)
    with opened(settings) as ledger:
        try:
            found = ledger.deal(ref, moment, level=settings.level)
        except NotFoundError as error:
            ids = {deal.id[: len(ref)]: deal.id for deal in ledger.deals(moment, level=settings.level)}
            near = get_close_matches(ref, ids, n=3)
            raise NotFoundError(f"{error} Near: {', '.join(near)}." if near else str(error)) from error
    if len(found) > 1:
        parts = ", ".join(deal.id for deal in found)
        raise NotFoundError(f"{ref!r} was split into several deals: {parts}. Ask for one of them.")
    return found[0].to_json()


def _near(legs: "Sequence[Leg]", deal: str) -> "list[Leg]":
    """The legs of the deal's parties: all that their own sides are made of."""
    from dawra.flows import OUTSIDE  # noqa: PLC0415 - slow to import

    ends = {end for leg in legs if leg.deal == deal for end in (leg.from_party, leg.to_party)} - {OUTSIDE}
    return [leg for leg in legs if not ends.isdisjoint((leg.from_party, leg.to_party))]


def _traced(asked: Asked, given: "Source", deal: str, graph: str) -> "tuple[JointTrace, JointTrace] | None":
    """What all vendors fund of their own revenue, without the deal and with it; None where that is too much work."""
    from dawra.analyses import trace, trace_all  # noqa: PLC0415 - slow to import
    from dawra.views.cli.source import openings_of  # noqa: PLC0415

    if len(given.legs) > _TRACED:
        return None
    chosen: dict[str, Any] = {
        "clock": "quarter" if asked.of_ledger else "event",
        "openings": openings_of(asked, given.legs),
        "graph": graph,
        "view": given.view,
        "window": given.window,
        "currency": asked.currency,
        "days_ordered": not asked.of_ledger,
    }
    rest = [leg for leg in given.legs if leg.deal != deal]
    before, after = trace_all(rest, **chosen), trace_all(given.legs, **chosen)
    # Who finances nobody without the deal still has receipts.
    traced = {one.vendor for one in before.vendors}
    paid = {leg.to_party for leg in rest if leg.money == "cash" or (graph == "K" and leg.money == "in_kind")}
    others = [one.vendor for one in after.vendors if one.vendor in paid - traced]
    more = [trace(rest, vendor, **chosen) for vendor in others]
    return replace(before, vendors=(*before.vendors, *more)), after
