"""`dawra concentration`: on how few suppliers, customers and funders a party depends."""

from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from dawra.errors import NotFoundError, UsageError
from dawra.views.cli import options
from dawra.views.cli.app import app

if TYPE_CHECKING:
    from dawra.flows import Leg
    from dawra.views.cli.source import Asked

Party = Annotated[
    str | None, typer.Argument(metavar="[PARTY]", help="A name or an id; of a table as written. Else everyone.")
]
Legs = Annotated[Path | None, typer.Option("--legs", metavar="FILE.csv", help="A table of legs instead of the ledger.")]
Layer = Annotated[str | None, typer.Option("--layer", help="pur (suppliers and customers) or fin (funders).")]
Side = Annotated[str | None, typer.Option("--side", help="suppliers, customers or funders.")]
Deal = Annotated[str | None, typer.Option("--deal", metavar="ID", help="Show each side without this deal and with it.")]
Whole = Annotated[bool, typer.Option("--whole", help="Compare whole amounts, not what is paid in a year of the term.")]
Top = Annotated[int, typer.Option("--top", min=0, help="How many rows of a table to show.")]

_SHOWN: Final = 10
_MOST: Final = 1000
"""Parties for which the demand behind everyone's receipts is worked out unasked."""


@app.command(
    epilog="Example: dawra concentration OpenAI --view committed. Example: dawra concentration --legs legs.csv "
    "--side customers --json."
)
def concentration(
    party: Party = None,
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
    layer: Layer = None,
    side: Side = None,
    deal: Deal = None,
    whole: Whole = False,
    top: Top = _SHOWN,
    as_json: options.Json = False,
    lang: options.Lang = None,
) -> None:
    """On how few suppliers, customers and funders a party depends, and what each deal changes in that."""
    from dawra.analyses import concentration as measure  # noqa: PLC0415 - slow to import
    from dawra.analyses import final_demand  # noqa: PLC0415
    from dawra.flows import Notice  # noqa: PLC0415
    from dawra.views.cli.blocks import show  # noqa: PLC0415
    from dawra.views.cli.concentration_text import concentration_blocks  # noqa: PLC0415
    from dawra.views.cli.output import json_text, put  # noqa: PLC0415
    from dawra.views.cli.session import settled  # noqa: PLC0415
    from dawra.views.cli.source import Asked, source  # noqa: PLC0415
    from dawra.views.concentration_result import concentration_result  # noqa: PLC0415

    language = settled(lang=lang).lang
    sides = _sides(layer, side)
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
    one = None if party is None else _named(party, question) if legs is None else _written(party, asked.legs)
    chosen = None if deal is None else _deal(deal, asked.legs)
    found = measure(
        asked.legs,
        party=one,
        sides=sides,
        view=asked.view,
        window=asked.window,
        currency=currency,
        yearly=not whole,
    )
    paid = len({leg.to_party for leg in asked.legs})
    wanted, few = "customers" in sides and chosen is None, one is not None or paid <= _MOST
    demand = None
    if wanted and few:
        demand = final_demand(
            asked.legs, party=one, view=asked.view, window=asked.window, currency=currency, yearly=not whole
        )
    left_out = (Notice(code="demand-left-out", count=paid),) if wanted and not few else ()
    result = concentration_result(
        found,
        demand,
        deal=chosen,
        level=asked.level,
        without_amount=asked.without_amount,
        notices=(*asked.notices, *left_out),
    )
    if as_json:
        put(json_text(result))
    else:
        show(concentration_blocks(result, top, language, ledger=legs is None, alone=one is not None), language)


def _sides(layer: str | None, side: str | None) -> tuple[str, ...]:
    """The sides that the options leave; ``UsageError`` where they name none."""
    from dawra.analyses.concentration import SIDES  # noqa: PLC0415 - slow to import

    layers = tuple(dict.fromkeys(SIDES.values()))
    if layer not in {None, *layers}:
        raise UsageError(f"--layer {layer!r}: write {' or '.join(layers)}.")
    if side not in {None, *SIDES}:
        raise UsageError(f"--side {side!r}: write one of {', '.join(SIDES)}.")
    found = tuple(name for name, its in SIDES.items() if side in {None, name} and layer in {None, its})
    if not found:
        raise UsageError(f"--side {side} has the layer {SIDES[side or '']}, not {layer}: leave --layer out.")
    return found


def _written(party: str, legs: "Sequence[Leg]") -> str:
    """A table's ids are taken as written."""
    ids = sorted({end for leg in legs for end in (leg.from_party, leg.to_party)})
    if party in ids:
        return party
    near = get_close_matches(party, ids, n=1, cutoff=0)
    hint = f" Did you mean {near[0]!r}?" if near else ""
    raise NotFoundError(f"no party {party!r} in the table.{hint}")


def _named(name: str, question: "Asked") -> str:
    """The party of a ledger that a name stands for, at the level of the result on the day asked for."""
    from dawra.values import PartialDate  # noqa: PLC0415 - only once a command runs
    from dawra.views.cli.session import opened, settled, when  # noqa: PLC0415
    from dawra.views.who import who  # noqa: PLC0415

    settings = settled(question.book, question.level)
    moment = when(question.as_of, question.known, question.recorded)
    with opened(settings) as book:
        party, _ = who(book, name, moment)
        day = PartialDate(moment.as_of).start if moment.as_of else None
        return book.identities(moment).at(settings.level, party, day)


def _deal(ref: str, legs: "Sequence[Leg]") -> str:
    """The id of the deal that is ``ref`` or starts so."""
    ids = dict.fromkeys(leg.deal for leg in legs if leg.deal)
    found = [ref] if ref in ids else [one for one in ids if ref and one.startswith(ref)]
    if len(found) == 1:
        return found[0]
    advice = "Write more of the id." if found else "A deal that moves no money here, or is off in this view, has none."
    raise NotFoundError(f"{ref!r} fits {len(found)} deals with legs. {advice}")
