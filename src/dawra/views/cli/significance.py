"""`dawra significance`: whether more of the money goes back to its financiers than chance would have it."""

from typing import TYPE_CHECKING, Annotated, Final

import typer

from dawra.errors import UsageError
from dawra.views.cli import options
from dawra.views.cli.app import app
from dawra.views.cli.asked import Asked, asks

if TYPE_CHECKING:
    from dawra.analyses.chance.layered import Statistic

NullName = Annotated[str, typer.Option("--null", help="What is left to chance: topology (who pays whom) or amounts.")]
Draws = Annotated[int, typer.Option("--draws", help="Random networks, where there are too many to look at all.")]
Seed = Annotated[int, typer.Option("--seed", help="The same seed draws the same networks.")]

Names = Annotated[
    list[str] | None,
    typer.Option(
        "--statistic", help="pairs, overlap, circulation or joint; once for each. Else all but joint, which is slow."
    ),
]

_DRAWS: Final = 999
_SHOWN: Final = 10


@app.command(
    epilog="Example: dawra significance --legs legs.csv --json. "
    "Example: dawra significance --null amounts --draws 9999. Example: dawra significance --statistic joint."
)
@asks
def significance(
    *,
    asked: Asked,
    graph: options.Graph = "M",
    null: NullName = "topology",
    statistic: Names = None,
    draws: Draws = _DRAWS,
    seed: Seed = 0,
    top: options.Top = _SHOWN,
    as_json: options.Json = False,
    lang: options.Lang = None,
) -> None:
    """Whether financiers are paid by those they finance more than chance would have it."""
    from dawra.analyses import significance as measure  # noqa: PLC0415 - slow to import
    from dawra.views.cli.blocks import show  # noqa: PLC0415
    from dawra.views.cli.output import json_text, put  # noqa: PLC0415
    from dawra.views.cli.session import settled  # noqa: PLC0415
    from dawra.views.cli.significance_text import significance_blocks  # noqa: PLC0415
    from dawra.views.cli.source import source  # noqa: PLC0415
    from dawra.views.significance_result import significance_result  # noqa: PLC0415

    language = settled(lang=lang).lang
    given = source(asked)
    chosen = _chosen(statistic)
    found = measure(
        given.legs,
        null=null,
        statistics=chosen,
        draws=draws,
        seed=seed,
        graph=graph,
        view=given.view,
        window=given.window,
        currency=asked.currency,
    )
    result = significance_result(found, **given.beside)
    if as_json:
        put(json_text(result))
    else:
        show(significance_blocks(result, top, language, ledger=asked.of_ledger), language)


def _chosen(names: list[str] | None) -> "dict[str, Statistic] | None":
    """The statistics of these names, in their own order; None for the usual ones."""
    from dawra.analyses.chance.layered import STATISTICS  # noqa: PLC0415 - slow to import

    if not names:
        return None
    for name in names:
        if name not in STATISTICS:
            raise UsageError(f"--statistic {name!r}: write one of {', '.join(STATISTICS)}.")
    return {name: one for name, one in STATISTICS.items() if name in names}
