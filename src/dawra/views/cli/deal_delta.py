"""`dawra deal-delta`: what one deal adds to the money that goes round."""

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Annotated, Any, Final

import typer

from dawra.errors import NotFoundError
from dawra.views.cli import options
from dawra.views.cli.app import app
from dawra.views.cli.asked import Asked, asks
from dawra.views.cli.session import opened, settled, when

Ref = Annotated[str, typer.Argument(metavar="ID", help="A deal's or a claim's id or its start; of a table, its deal.")]

_SHOWN: Final = 5
_LONGEST: Final = 6


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
    """What one deal adds: all that moves, the circular flow and its share, with the deal and without it."""
    from dawra.analyses import cycles as find  # noqa: PLC0415 - slow to import
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
    result = deal_delta_result(found, ways, **given.beside)
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
