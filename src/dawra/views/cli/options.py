"""Options that mean the same on every command."""

from pathlib import Path
from typing import Annotated

import typer

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
    typer.Option("--graph", help="M (cash) or K (with credits in kind and shares at fair value)."),
]
CurrencyCode = Annotated[str | None, typer.Option("--currency", help="ISO 4217 code of the result.")]
Rates = Annotated[
    Path | None,
    typer.Option("--rates", metavar="FILE.csv", help="Your own exchange rates: day,base,quote,rate."),
]
Json = Annotated[bool, typer.Option("--json", help="One JSON document on stdout.")]
Jsonl = Annotated[bool, typer.Option("--jsonl", help="One JSON object a line.")]
Lang = Annotated[str | None, typer.Option("--lang", help="Language of the output: en or ar.")]
Quiet = Annotated[bool, typer.Option("--quiet", help="No progress on stderr.")]
ReaderName = Annotated[
    str | None,
    typer.Option("--reader", metavar="READER", help="Who reads: offline, llm (a language model) or both."),
]
