"""`dawra runway`: how long a party's money lasts, and how much more it needs."""

from pathlib import Path
from typing import Annotated, Final

import typer

from dawra.errors import UsageError
from dawra.views.cli import options
from dawra.views.cli.app import app
from dawra.views.cli.asked import Asked, asks

Party = Annotated[str, typer.Argument(metavar="PARTY", help="A name or an id of the ledger; of a table as written.")]
Until = Annotated[
    str | None,
    typer.Option("--until", metavar="DAY", help="First day after the plan. Else a year; of a table all its days."),
]
PlanFile = Annotated[
    Path | None,
    typer.Option("--plan", metavar="FILE.toml", help="Your own opening, inflows, obligations and draws."),
]
OpeningsFile = Annotated[
    Path | None,
    typer.Option("--openings", metavar="FILE.csv", help="What accounts opened with: party,amount[,high]."),
]
Carry = Annotated[bool, typer.Option("--carry-revenue", help="Stated revenue goes on at its last rate.")]
Seed = Annotated[int, typer.Option("--seed", min=0, help="The same seed draws the same cases.")]
Samples = Annotated[int, typer.Option("--samples", help="How many cases to draw where they are too many.")]

_SHOWN: Final = 10
_SEED: Final = 0
_SAMPLES: Final = 100_000
_FEWEST: Final = 100
_MOST: Final = 10_000_000


@app.command(
    epilog="Example: dawra runway OpenAI --as-of 2026-07-01 --until 2028-01-01 --currency USD. "
    "Example: dawra runway O --legs legs.csv --openings cash.csv --plan plan.toml --json."
)
@asks
def runway(
    party: Party,
    *,
    asked: Asked,
    until: Until = None,
    plan: PlanFile = None,
    openings: OpeningsFile = None,
    carry: Carry = False,
    seed: Seed = _SEED,
    samples: Samples = _SAMPLES,
    top: options.Top = _SHOWN,
    as_json: options.Json = False,
    lang: options.Lang = None,
) -> None:
    """How long a party's money lasts from a day on (--as-of), what it lacks, and what that hangs on."""
    from dawra.analyses import runway as measure  # noqa: PLC0415 - slow to import
    from dawra.views.cli.blocks import show  # noqa: PLC0415
    from dawra.views.cli.output import json_text, put  # noqa: PLC0415
    from dawra.views.cli.planned import planned  # noqa: PLC0415
    from dawra.views.cli.runway_text import runway_blocks  # noqa: PLC0415
    from dawra.views.cli.session import settled  # noqa: PLC0415
    from dawra.views.runway_result import runway_result  # noqa: PLC0415

    language = settled(lang=lang).lang
    if not _FEWEST <= samples <= _MOST:
        raise UsageError(f"--samples {samples}: draw from {_FEWEST} to {_MOST} cases.")
    found = planned(party, asked, until=until, file=plan, openings=openings, carry=carry)
    result = runway_result(
        measure(found.plan, seed=seed, samples=samples),
        view=found.view,
        level=found.level,
        valuations=found.valuations,
        legs=found.legs,
        notices=found.notices,
    )
    if as_json:
        put(json_text(result))
    else:
        show(runway_blocks(result, top, language, ledger=asked.of_ledger), language)
