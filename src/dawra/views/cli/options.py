"""Options that mean the same on every command."""

from pathlib import Path
from typing import Annotated, Final

import typer

from dawra.errors import UsageError


def _of_money(graph: str) -> str:
    """The graph of money in which something can go round."""
    advice = {
        "X": "money that moves only if something happens goes round in no view; a stress calls it.",
        "S": "who owns whom is no money.",
    }
    if graph not in {"M", "K"}:
        raise UsageError(f"--graph {graph!r}: {advice.get(graph, 'there is no such graph.')} Write M or K.")
    return graph


def _there_and_back(longest: int) -> int:
    """The most legs of a circle, if it can have them."""
    if longest < 2:  # noqa: PLR2004 - a circle goes there and back
        raise UsageError(f"--longest {longest}: a circle has at least 2 legs.")
    return longest


Legs = Annotated[Path | None, typer.Option("--legs", metavar="FILE.csv", help="A table of legs instead of the ledger.")]
Book = Annotated[Path | None, typer.Option("--book", help="The ledger. Else $DAWRA_BOOK, else your data folder.")]
AsOf = Annotated[str | None, typer.Option("--as-of", metavar="DAY", help="What held on this day.")]
Known = Annotated[str | None, typer.Option("--known", metavar="DAY", help="What could be known on this day.")]
Recorded = Annotated[
    str | None,
    typer.Option("--recorded", metavar="INSTANT", help="What the ledger held at this instant (UTC)."),
]
Level = Annotated[str | None, typer.Option("--level", help="group (parents stand for units) or company.")]
View = Annotated[str | None, typer.Option("--view", help="paid, committed or announced.")]
Graph = Annotated[
    str,
    typer.Option("--graph", callback=_of_money, help="M (cash) or K (with credits in kind and shares at fair value)."),
]
CurrencyCode = Annotated[str | None, typer.Option("--currency", help="ISO 4217 code of the result.")]
Rates = Annotated[
    Path | None,
    typer.Option("--rates", metavar="FILE.csv", help="Your own exchange rates: day,base,quote,rate."),
]
Longest = Annotated[int, typer.Option("--longest", callback=_there_and_back, help="Most legs of a circle.")]
AtLeast = Annotated[
    str | None,
    typer.Option("--at-least", metavar="AMOUNT", help="Smallest leg of a circle, in currency units."),
]
Top = Annotated[int, typer.Option("--top", min=0, help="How many rows of each list to show.")]
Json = Annotated[bool, typer.Option("--json", help="One JSON document on stdout.")]
Jobs = Annotated[int, typer.Option("--jobs", min=1, metavar="N", help="Read files in N processes.")]
Jsonl = Annotated[bool, typer.Option("--jsonl", help="One JSON object a line.")]
Lang = Annotated[str | None, typer.Option("--lang", help="Language of the output: en or ar.")]
QUIET: Final = "No progress on stderr."
Progress = Annotated[bool, typer.Option("--progress", help="Progress on stderr, not only on a terminal.")]
Quiet = Annotated[bool, typer.Option("--quiet", help=QUIET)]
ReaderName = Annotated[
    str | None,
    typer.Option("--reader", metavar="READER", help="Who reads: offline, llm (a language model) or both."),
]
