"""`dawra significance`: whether more of the money goes back to its financiers than chance would have it."""

from pathlib import Path
from typing import Annotated, Final

import typer

from dawra.views.cli import options
from dawra.views.cli.app import app

Legs = Annotated[Path | None, typer.Option("--legs", metavar="FILE.csv", help="A table of legs instead of the ledger.")]
NullName = Annotated[str, typer.Option("--null", help="What is left to chance: topology (who pays whom) or amounts.")]
Draws = Annotated[int, typer.Option("--draws", help="Random networks, where there are too many to look at all.")]
Seed = Annotated[int, typer.Option("--seed", help="The same seed draws the same networks.")]
Top = Annotated[int, typer.Option("--top", min=0, help="How many pairs to show.")]

_DRAWS: Final = 999
_SHOWN: Final = 10


@app.command(
    epilog="Example: dawra significance --legs legs.csv --json. "
    "Example: dawra significance --null amounts --draws 9999."
)
def significance(
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
    null: NullName = "topology",
    draws: Draws = _DRAWS,
    seed: Seed = 0,
    top: Top = _SHOWN,
    as_json: options.Json = False,
    lang: options.Lang = None,
) -> None:
    """Whether financiers are paid by those they finance more than chance would have it."""
    from dawra.analyses import significance as measure  # noqa: PLC0415 - slow to import
    from dawra.views.cli.blocks import show  # noqa: PLC0415
    from dawra.views.cli.output import json_text, put  # noqa: PLC0415
    from dawra.views.cli.session import settled  # noqa: PLC0415
    from dawra.views.cli.significance_text import significance_blocks  # noqa: PLC0415
    from dawra.views.cli.source import Asked, source  # noqa: PLC0415
    from dawra.views.significance_result import significance_result  # noqa: PLC0415

    language = settled(lang=lang).lang
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
    found = measure(
        asked.legs, null=null, draws=draws, seed=seed, view=asked.view, window=asked.window, currency=currency
    )
    result = significance_result(found, level=asked.level, without_amount=asked.without_amount, notices=asked.notices)
    if as_json:
        put(json_text(result))
    else:
        show(significance_blocks(result, top, language, ledger=legs is None), language)
