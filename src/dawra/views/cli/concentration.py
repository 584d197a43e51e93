"""`dawra concentration`: on how few suppliers, customers and funders a party depends."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Final

import typer

from dawra.errors import NotFoundError, UsageError
from dawra.views.cli import options
from dawra.views.cli.app import app
from dawra.views.cli.asked import Asked, asks

if TYPE_CHECKING:
    from dawra.flows import Leg

Party = Annotated[
    str | None, typer.Argument(metavar="[PARTY]", help="A name or an id; of a table as written. Else everyone.")
]
Layer = Annotated[str | None, typer.Option("--layer", help="pur (suppliers and customers) or fin (funders).")]
Side = Annotated[str | None, typer.Option("--side", help="suppliers, customers or funders.")]
Deal = Annotated[str | None, typer.Option("--deal", metavar="ID", help="Show each side without this deal and with it.")]
Whole = Annotated[bool, typer.Option("--whole", help="Compare whole amounts, not what is paid in a year of the term.")]

_SHOWN: Final = 10
_MOST: Final = 1000
"""Parties for which the demand behind everyone's receipts is worked out unasked."""


@app.command(
    epilog="Example: dawra concentration OpenAI --view committed. Example: dawra concentration --legs legs.csv "
    "--side customers --json."
)
@asks
def concentration(
    party: Party = None,
    *,
    asked: Asked,
    layer: Layer = None,
    side: Side = None,
    deal: Deal = None,
    whole: Whole = False,
    top: options.Top = _SHOWN,
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
    from dawra.views.cli.source import party_of, source  # noqa: PLC0415
    from dawra.views.concentration_result import concentration_result  # noqa: PLC0415

    language = settled(lang=lang).lang
    sides = _sides(layer, side)
    given = source(asked)
    one = None if party is None else party_of(party, asked, given.legs)
    chosen = None if deal is None else _deal(deal, given.legs)
    found = measure(
        given.legs,
        party=one,
        sides=sides,
        view=given.view,
        window=given.window,
        currency=asked.currency,
        yearly=not whole,
    )
    paid = len({leg.to_party for leg in given.legs})
    wanted, few = "customers" in sides and chosen is None, one is not None or paid <= _MOST
    demand = None
    if wanted and few:
        demand = final_demand(
            given.legs, party=one, view=given.view, window=given.window, currency=asked.currency, yearly=not whole
        )
    left_out = (Notice(code="demand-left-out", count=paid),) if wanted and not few else ()
    result = concentration_result(
        found,
        demand,
        deal=chosen,
        **{**given.beside, "notices": (*given.notices, *left_out)},
    )
    if as_json:
        put(json_text(result))
    else:
        show(concentration_blocks(result, top, language, ledger=asked.of_ledger, alone=one is not None), language)


def _sides(layer: str | None, side: str | None) -> tuple[str, ...]:
    """The sides that the options leave; ``UsageError`` where they name none."""
    from dawra.analyses.dependence.concentration import SIDES  # noqa: PLC0415 - slow to import

    layers = tuple(dict.fromkeys(SIDES.values()))
    if layer not in {None, *layers}:
        raise UsageError(f"--layer {layer!r}: write {' or '.join(layers)}.")
    if side not in {None, *SIDES}:
        raise UsageError(f"--side {side!r}: write one of {', '.join(SIDES)}.")
    found = tuple(name for name, its in SIDES.items() if side in {None, name} and layer in {None, its})
    if not found:
        raise UsageError(f"--side {side} has the layer {SIDES[side or '']}, not {layer}: leave --layer out.")
    return found


def _deal(ref: str, legs: "Sequence[Leg]") -> str:
    """The id of the deal that is ``ref`` or starts so."""
    ids = dict.fromkeys(leg.deal for leg in legs if leg.deal)
    found = [ref] if ref in ids else [one for one in ids if ref and one.startswith(ref)]
    if len(found) == 1:
        return found[0]
    advice = "Write more of the id." if found else "A deal that moves no money here, or is off in this view, has none."
    raise NotFoundError(f"{ref!r} fits {len(found)} deals with legs. {advice}")
