"""`dawra cycles`: by which ways money can come back to its payer."""

from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from dawra.errors import UsageError
from dawra.views.cli import options
from dawra.views.cli.app import app
from dawra.views.cli.circles import AtLeast, Legs, Longest, Top, length, minor

if TYPE_CHECKING:
    from dawra.views.cli.source import Asked, Source

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
def cycles(
    *,
    legs: Legs = None,
    book: options.Book = None,
    as_of: options.AsOf = None,
    known: options.Known = None,
    recorded: options.Recorded = None,
    level: options.Level = None,
    view: options.View = None,
    currency: options.CurrencyCode = None,
    rates: options.Rates = None,
    longest: Longest = 5,
    at_least: AtLeast = None,
    financing: Financing = False,
    party: From = None,
    span: Span = None,
    top: Top = _SHOWN,
    as_json: options.Json = False,
    lang: options.Lang = None,
) -> None:
    """The ways on which money can come back to its payer, the largest first."""
    from dawra.views.cli.blocks import show  # noqa: PLC0415 - slow to import
    from dawra.views.cli.cycles_text import cycles_blocks  # noqa: PLC0415
    from dawra.views.cli.output import json_text, put  # noqa: PLC0415
    from dawra.views.cli.session import settled  # noqa: PLC0415
    from dawra.views.cli.source import Asked, source  # noqa: PLC0415

    if span is not None and party is None:
        raise UsageError("--span counts days along the ways of one party: name it with --from.")
    if financing and party is not None:
        raise UsageError("--from lists financing circles only, so --financing adds nothing: give one of them.")
    language = settled(lang=lang).lang
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
    code = currency or next((leg.currency for leg in asked.legs), None)
    chosen = {
        "longest": length(longest),
        "at_least": minor(at_least, code),
        "window": asked.window,
        "currency": currency,
    }
    if party is None:
        result = _all(asked, chosen, financing=financing)
    else:
        result = _timed(asked, chosen, _party(question, party), span, table=legs is not None)
    if as_json:
        put(json_text(result))
    else:
        show(cycles_blocks(result, top, language, ledger=legs is None), language)


def _all(asked: "Source", chosen: dict[str, Any], *, financing: bool) -> dict[str, Any]:
    from dawra.analyses import cycles as find  # noqa: PLC0415 - slow to import
    from dawra.analyses import dollars  # noqa: PLC0415
    from dawra.views.cycles_result import cycles_result  # noqa: PLC0415

    found = find(asked.legs, financing=financing, **chosen)
    few = len({(leg.from_party, leg.to_party) for leg in asked.legs}) <= _LARGEST
    divided = dollars(asked.legs, **{key: chosen[key] for key in ("longest", "window", "currency")}) if few else None
    return cycles_result(found, divided, financing=financing, level=asked.level, notices=asked.notices)


def _timed(asked: "Source", chosen: dict[str, Any], party: str, span: int | None, *, table: bool) -> dict[str, Any]:
    """A table's accounts open empty; what a ledger's held is not known."""
    from dawra.analyses import timed_cycles  # noqa: PLC0415 - slow to import
    from dawra.views.cycles_result import timed_cycles_result  # noqa: PLC0415

    found = timed_cycles(asked.legs, party, span=span, openings={} if table else None, **chosen)
    return timed_cycles_result(found, span=span, level=asked.level, notices=asked.notices)


def _party(question: "Asked", name: str) -> str:
    """The id among the legs: a table's as written, a ledger's by any name of the party at the level asked."""
    if question.legs is not None:
        return name
    from dawra.views.cli.session import opened, settled, when  # noqa: PLC0415 - slow to import
    from dawra.views.who import who  # noqa: PLC0415

    settings = settled(question.book, question.level)
    moment = when(question.as_of, question.known, question.recorded)
    book = opened(settings)
    try:
        return book.identities(moment).at(settings.level, who(book, name, moment)[0])
    finally:
        book.close()
