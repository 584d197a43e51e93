"""`dawra trace`: how much of its own revenue a vendor pays for."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from dawra.errors import UsageError
from dawra.views.cli import options
from dawra.views.cli.app import app
from dawra.views.cli.asked import Asked, asks

if TYPE_CHECKING:
    from dawra.flows import Leg, Openings

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
    from dawra.views.cli.source import party_of, source  # noqa: PLC0415
    from dawra.views.cli.trace_text import joint_blocks, trace_blocks  # noqa: PLC0415
    from dawra.views.trace_result import joint_result, trace_result  # noqa: PLC0415

    language = settled(lang=lang).lang
    _checked(vendor, every=every, by_year=by_year)
    given = source(asked)
    who = None if vendor is None else party_of(vendor, asked, given.legs)
    chosen: dict[str, Any] = {
        "clock": clock or ("quarter" if asked.of_ledger else "event"),
        "openings": _opened(asked, given.legs, openings),
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


def _opened(asked: Asked, legs: "Sequence[Leg]", file: Path | None) -> "Openings":
    """The opening balances: of the file, else of the facts, else not known; a table without a file opens empty."""
    from dawra.flows import UNKNOWN, ZERO, Openings, cash_before, read_openings  # noqa: PLC0415 - slow to import
    from dawra.values import CURRENCIES  # noqa: PLC0415

    code = asked.currency or next((leg.currency for leg in legs), None)
    code = code if code in CURRENCIES else None  # the analysis refuses it
    others = UNKNOWN.others if asked.of_ledger else ZERO.others
    given = read_openings(file, code, others=others) if file is not None and code is not None else None
    if not asked.of_ledger:
        return given or ZERO
    from dawra.views.cli.session import known_rates, opened, settled, when  # noqa: PLC0415

    settings = settled(asked.book, asked.level, rates=asked.rates)
    moment = when(asked.as_of, asked.known, asked.recorded)
    with opened(settings) as book:
        identities, facts = book.identities(moment), book.facts(moment)
    ids = {fact.claim.party.id: identities.party(fact.claim.party.id) for fact in facts if fact.claim.party.id}
    proven = cash_before(facts, legs, ids, code, known_rates(settings)) if code else UNKNOWN
    return Openings(known={**proven.known, **(given.known if given else {})}, others=others)
