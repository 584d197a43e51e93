"""`dawra circles`: how much money goes round, and by which ways."""

from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Annotated, Final

import typer

from dawra.errors import UsageError
from dawra.views.cli import options
from dawra.views.cli.app import app

Legs = Annotated[Path | None, typer.Option("--legs", metavar="FILE.csv", help="A table of legs instead of the ledger.")]
Longest = Annotated[int, typer.Option("--longest", help="Most legs of a circle.")]
AtLeast = Annotated[
    str | None,
    typer.Option("--at-least", metavar="AMOUNT", help="Smallest leg of a circle, in currency units."),
]
Top = Annotated[int, typer.Option("--top", min=0, help="How many circles to show.")]

_SHOWN: Final = 10
_LISTED: Final = 100
"""Circles in the JSON of `circles`; `cycles` lists them all."""


@app.command(
    epilog="Example: dawra circles --legs legs.csv --json. The table's columns are "
    "from,to,amount,currency,layer,date and, if wanted, end,deal,status,note."
)
def circles(
    *,
    legs: Legs = None,
    book: options.Book = None,
    as_of: options.AsOf = None,
    known: options.Known = None,
    recorded: options.Recorded = None,
    level: options.Level = None,
    view: options.View = None,
    graph: options.Graph = "M",
    currency: options.CurrencyCode = None,
    rates: options.Rates = None,
    longest: Longest = 6,
    at_least: AtLeast = None,
    top: Top = _SHOWN,
    as_json: options.Json = False,
    lang: options.Lang = None,
) -> None:
    """How much of the money goes round in a circle, whose it is, and by which ways."""
    from dawra.analyses.cycles import find_cycles  # noqa: PLC0415 - slow to import
    from dawra.analyses.netting import measure  # noqa: PLC0415
    from dawra.flows import network  # noqa: PLC0415
    from dawra.values import no_collecting  # noqa: PLC0415
    from dawra.views.beside import beside_result  # noqa: PLC0415
    from dawra.views.cli.beside_text import beside_blocks  # noqa: PLC0415
    from dawra.views.cli.blocks import show  # noqa: PLC0415
    from dawra.views.cli.circles_text import circles_blocks  # noqa: PLC0415
    from dawra.views.cli.output import json_text, put  # noqa: PLC0415
    from dawra.views.cli.session import known_rates, settled, status_probabilities  # noqa: PLC0415
    from dawra.views.cli.source import Asked, source  # noqa: PLC0415
    from dawra.views.results import circles_result  # noqa: PLC0415

    graph = _graph(graph)
    settings = settled(lang=lang)
    language = settings.lang
    asked = source(
        Asked(
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
    )
    with no_collecting():
        # Made once: in a large table that takes longer than some of the measures.
        net = network(asked.legs, graph=graph, start=asked.window[0], end=asked.window[1], currency=currency)
        found = measure(net, view=asked.view, probabilities=status_probabilities(settings))
        ways = find_cycles(net, longest=length(longest), at_least=minor(at_least, net.currency), most=max(_LISTED, top))
        result = circles_result(
            found, ways, level=asked.level, without_amount=asked.without_amount, notices=asked.notices
        )
        apart = beside_result(net, asked.due, rates=known_rates(settled(rates=rates)))
    if as_json:
        put(json_text({**result, **apart}))
        return
    headline, *rest = circles_blocks(result, top, language, ledger=legs is None)
    show(
        [headline, *beside_blocks(apart, top, language, ledger=legs is None, currency=found.currency), *rest], language
    )


def _graph(graph: str) -> str:
    """The graph of money in which something can go round."""
    advice = {
        "X": "money that moves only if something happens goes round in no view; a stress calls it.",
        "S": "who owns whom is no money.",
    }
    if graph not in {"M", "K"}:
        raise UsageError(f"--graph {graph!r}: {advice.get(graph, 'there is no such graph.')} Write M or K.")
    return graph


def length(longest: int) -> int:
    """The most legs of a circle, if it can have them."""
    if longest < 2:  # noqa: PLR2004 - a circle goes there and back
        raise UsageError(f"--longest {longest}: a circle has at least 2 legs.")
    return longest


def minor(text: str | None, currency: str | None) -> int:
    """An amount of the command line in minor units; 0 where none is given or nothing has a currency."""
    from dawra.values import CURRENCIES, to_minor  # noqa: PLC0415 - only once a command runs

    if text is None or currency not in CURRENCIES:
        return 0
    try:
        amount = Decimal(text)
        if amount >= 0:
            return to_minor(amount, currency)
    except (InvalidOperation, ValueError):
        pass
    raise UsageError(f"--at-least {text!r}: write a plain amount in currency units such as 1000000.")
