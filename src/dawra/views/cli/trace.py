"""`dawra trace`: how much of its own revenue a vendor pays for."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from dawra.errors import UsageError
from dawra.views.cli import options
from dawra.views.cli.app import app

if TYPE_CHECKING:
    from dawra.flows import Openings
    from dawra.views.cli.source import Asked, Source

Vendor = Annotated[
    str | None, typer.Argument(metavar="[VENDOR]", help="A name or an id of the ledger; of a table as written.")
]
Legs = Annotated[Path | None, typer.Option("--legs", metavar="FILE.csv", help="A table of legs instead of the ledger.")]
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
Top = Annotated[int, typer.Option("--top", min=0, help="How many rows of a table to show.")]

_SHOWN: Final = 10


@app.command(
    epilog="Example: dawra trace Nvidia --currency USD. Example: dawra trace F --legs legs.csv --openings cash.csv "
    "--json. Example: dawra trace --all --clock static --currency USD."
)
def trace(
    vendor: Vendor = None,
    *,
    every: All = False,
    clock: Clock = None,
    openings: OpeningsFile = None,
    by_year: ByYear = False,
    legs: Legs = None,
    book: options.Book = None,
    as_of: options.AsOf = None,
    known: options.Known = None,
    recorded: options.Recorded = None,
    level: options.Level = None,
    view: options.View = None,
    currency: options.CurrencyCode = None,
    rates: options.Rates = None,
    top: Top = _SHOWN,
    as_json: options.Json = False,
    lang: options.Lang = None,
) -> None:
    """How much of its revenue a vendor pays for itself: at least, pro rata and at most."""
    from dawra.analyses import trace as follow  # noqa: PLC0415 - slow to import
    from dawra.analyses import trace_all  # noqa: PLC0415
    from dawra.views.cli.blocks import show  # noqa: PLC0415
    from dawra.views.cli.output import json_text, put  # noqa: PLC0415
    from dawra.views.cli.session import settled  # noqa: PLC0415
    from dawra.views.cli.source import Asked, source  # noqa: PLC0415
    from dawra.views.cli.trace_text import joint_blocks, trace_blocks  # noqa: PLC0415
    from dawra.views.trace_result import joint_result, trace_result  # noqa: PLC0415

    language = settled(lang=lang).lang
    _checked(vendor, every=every, by_year=by_year)
    question = Asked(
        legs=legs,
        book=book,
        as_of=as_of,
        known=known,
        recorded=recorded,
        level=level,
        view=view,
        currency=currency,
        rates=rates,
    )
    asked = source(question)
    who, opening = _who_with_what(question, asked, vendor, openings)
    chosen: dict[str, Any] = {
        "clock": clock or ("quarter" if legs is None else "event"),
        "openings": opening,
        "view": asked.view,
        "window": asked.window,
        "currency": currency,
        "days_ordered": legs is not None,
    }
    beside: dict[str, Any] = {
        "level": asked.level,
        "without_amount": asked.without_amount,
        "notices": asked.notices,
    }
    if who is None:
        result = joint_result(trace_all(asked.legs, **chosen), **beside)
    else:
        result = trace_result(follow(asked.legs, who, by="year" if by_year else None, **chosen), **beside)
    if as_json:
        put(json_text(result))
    else:
        blocks = joint_blocks if who is None else trace_blocks
        show(blocks(result, top, language, ledger=legs is None), language)


def _checked(vendor: str | None, *, every: bool, by_year: bool) -> None:
    """One vendor, or all of them."""
    if vendor is None and not every:
        raise UsageError("whose revenue? Name a vendor, or write --all for everyone who finances somebody and sells.")
    if vendor is not None and every:
        raise UsageError(f"--all traces every vendor and {vendor!r} is one: give one of them.")
    if every and by_year:
        raise UsageError("--by-year is for one vendor: name it instead of --all.")


def _who_with_what(
    question: "Asked", asked: "Source", vendor: str | None, file: Path | None
) -> "tuple[str | None, Openings]":
    """The vendor's id among the legs, and the opening balances: of the file, else of the facts, else not known.

    A table without a file opens empty.
    """
    from dawra.flows import UNKNOWN, ZERO, Openings, cash_before, read_openings  # noqa: PLC0415 - slow to import
    from dawra.values import CURRENCIES  # noqa: PLC0415

    code = question.currency or next((leg.currency for leg in asked.legs), None)
    code = code if code in CURRENCIES else None  # the analysis refuses it
    others = ZERO.others if question.legs is not None else UNKNOWN.others
    given = read_openings(file, code, others=others) if file is not None and code is not None else None
    if question.legs is not None:
        return vendor, given or ZERO
    from dawra.views.cli.session import known_rates, opened, settled, when  # noqa: PLC0415
    from dawra.views.who import who  # noqa: PLC0415

    settings = settled(question.book, question.level, rates=question.rates)
    moment = when(question.as_of, question.known, question.recorded)
    with opened(settings) as book:
        identities, facts = book.identities(moment), book.facts(moment)
        party = None if vendor is None else identities.at(settings.level, who(book, vendor, moment)[0])
    ids = {fact.claim.party.id: identities.party(fact.claim.party.id) for fact in facts if fact.claim.party.id}
    proven = cash_before(facts, asked.legs, ids, code, known_rates(settings)) if code else UNKNOWN
    return party, Openings(known={**proven.known, **(given.known if given else {})}, others=others)
