"""`dawra trace`: how much of its own revenue a vendor pays for."""

from pathlib import Path
from typing import Annotated, Any, Final

import typer

from dawra.errors import UsageError
from dawra.views.cli import options
from dawra.views.cli.app import app
from dawra.views.cli.asked import Asked, asks

Vendor = Annotated[
    str | None, typer.Argument(metavar="[VENDOR]", help="A name or an id of the ledger; of a table as written.")
]
Clock = Annotated[
    str | None,
    typer.Option("--clock", help="event (else for a table), quarter (else for a ledger) or static (no order in time)."),
]
OpeningsFile = Annotated[
    Path | None,
    typer.Option("--openings", metavar="FILE.csv", help="What the accounts opened with: party,amount[,high]."),
]
All = Annotated[
    bool, typer.Option("--all", help="Every vendor that finances somebody, and what they come to together.")
]
ByYear = Annotated[bool, typer.Option("--by-year", help="The figures of each year's receipts too.")]

_SHOWN: Final = 10


@app.command(
    epilog="Example: dawra trace Nvidia --currency USD. Example: dawra trace F --legs legs.csv --openings cash.csv "
    "--json. Example: dawra trace --all --clock static --currency USD."
)
@asks
def trace(
    vendor: Vendor = None,
    *,
    asked: Asked,
    graph: options.Graph = "M",
    every: All = False,
    clock: Clock = None,
    openings: OpeningsFile = None,
    by_year: ByYear = False,
    top: options.Top = _SHOWN,
    as_json: options.Json = False,
    lang: options.Lang = None,
) -> None:
    """How much of its revenue a vendor pays for itself: at least, pro rata and at most."""
    from dawra.analyses import trace as follow  # noqa: PLC0415 - slow to import
    from dawra.analyses import trace_all  # noqa: PLC0415
    from dawra.views.cli.blocks import show  # noqa: PLC0415
    from dawra.views.cli.output import json_text, put  # noqa: PLC0415
    from dawra.views.cli.session import settled  # noqa: PLC0415
    from dawra.views.cli.source import openings_of, party_of, source  # noqa: PLC0415
    from dawra.views.cli.trace_text import joint_blocks, trace_blocks  # noqa: PLC0415
    from dawra.views.trace_result import joint_result, trace_result  # noqa: PLC0415

    language = settled(lang=lang).lang
    _checked(vendor, every=every, by_year=by_year)
    given = source(asked)
    who = None if vendor is None else party_of(vendor, asked, given.legs)
    chosen: dict[str, Any] = {
        "clock": clock or ("quarter" if asked.of_ledger else "event"),
        "openings": openings_of(asked, given.legs, openings),
        "graph": graph,
        "view": given.view,
        "window": given.window,
        "currency": asked.currency,
        "days_ordered": not asked.of_ledger,
    }
    if who is None:
        result = joint_result(trace_all(given.legs, **chosen), **given.beside)
    else:
        result = trace_result(follow(given.legs, who, by="year" if by_year else None, **chosen), **given.beside)
    if as_json:
        put(json_text(result))
    else:
        blocks = joint_blocks if who is None else trace_blocks
        show(blocks(result, top, language, ledger=asked.of_ledger), language)


def _checked(vendor: str | None, *, every: bool, by_year: bool) -> None:
    """One vendor, or all of them."""
    if vendor is None and not every:
        raise UsageError("whose revenue? Name a vendor, or write --all for everyone who finances somebody and sells.")
    if vendor is not None and every:
        raise UsageError(f"--all traces every vendor and {vendor!r} is one: give one of them.")
    if every and by_year:
        raise UsageError("--by-year is for one vendor: name it instead of --all.")
