"""`dawra cycles`: by which ways money can come back to its payer."""

from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from dawra.errors import UsageError
from dawra.views.cli import options
from dawra.views.cli.app import app
from dawra.views.cli.asked import Asked, asks

if TYPE_CHECKING:
    from dawra.views.cli.source import Source

From = Annotated[
    str | None,
    typer.Option("--from", metavar="PARTY", help="Only ways of this party's funding back to it, in order of time."),
]
Span = Annotated[
    int | None, typer.Option("--span", metavar="DAYS", min=0, help="With --from: most days from first to last leg.")
]
Financing = Annotated[
    bool, typer.Option("--financing", help="Only circles with a step that funds and another that buys.")
]

_SHOWN: Final = 10
_LARGEST: Final = 20_000
"""Pairs of parties up to which the circulation is divided: for 10^5 it takes about a minute."""


@app.command(
    epilog="Example: dawra cycles --legs legs.csv --longest 4 --at-least 1000000 --json, "
    "or: dawra cycles --legs legs.csv --from nvidia --span 365."
)
@asks
def cycles(
    *,
    asked: Asked,
    graph: options.Graph = "M",
    longest: options.Longest = 5,
    at_least: options.AtLeast = None,
    financing: Financing = False,
    party: From = None,
    span: Span = None,
    top: options.Top = _SHOWN,
    as_json: options.Json = False,
    lang: options.Lang = None,
) -> None:
    """The ways on which money can come back to its payer, the largest first."""
    from dawra.views.cli.blocks import show  # noqa: PLC0415 - slow to import
    from dawra.views.cli.cycles_text import cycles_blocks  # noqa: PLC0415
    from dawra.views.cli.output import json_text, put  # noqa: PLC0415
    from dawra.views.cli.session import settled  # noqa: PLC0415
    from dawra.views.cli.source import minor, party_of, source  # noqa: PLC0415

    if span is not None and party is None:
        raise UsageError("--span counts days along the ways of one party: name it with --from.")
    if financing and party is not None:
        raise UsageError("--from lists financing circles only, so --financing adds nothing: give one of them.")
    language = settled(lang=lang).lang
    given = source(asked)
    code = asked.currency or next((leg.currency for leg in given.legs), None)
    chosen = {
        "graph": graph,
        "longest": longest,
        "at_least": minor(at_least, code),
        "view": given.view,
        "window": given.window,
        "currency": asked.currency,
    }
    if party is None:
        result = _all(given, chosen, financing=financing)
    else:
        result = _timed(given, chosen, party_of(party, asked, given.legs), span, table=not asked.of_ledger)
    if as_json:
        put(json_text(result))
    else:
        show(cycles_blocks(result, top, language, ledger=asked.of_ledger), language)


def _all(given: "Source", chosen: dict[str, Any], *, financing: bool) -> dict[str, Any]:
    from dawra.analyses import cycles as find  # noqa: PLC0415 - slow to import
    from dawra.analyses import dollars  # noqa: PLC0415
    from dawra.views.cycles_result import cycles_result  # noqa: PLC0415

    found = find(given.legs, financing=financing, **chosen)
    few = len({(leg.from_party, leg.to_party) for leg in given.legs}) <= _LARGEST
    alike = {key: chosen[key] for key in ("graph", "longest", "window", "currency")}
    divided = dollars(given.legs, **alike) if few else None
    return cycles_result(found, divided, financing=financing, **given.beside)


def _timed(given: "Source", chosen: dict[str, Any], party: str, span: int | None, *, table: bool) -> dict[str, Any]:
    """A table's accounts open empty; what a ledger's held is not known."""
    from dawra.analyses import timed_cycles  # noqa: PLC0415 - slow to import
    from dawra.views.cycles_result import timed_cycles_result  # noqa: PLC0415

    found = timed_cycles(given.legs, party, span=span, openings={} if table else None, **chosen)
    return timed_cycles_result(found, span=span, **given.beside)
