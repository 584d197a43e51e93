"""The command that says what was learned between two moments: ``diff``."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from dawra.errors import UsageError
from dawra.views.cli import options
from dawra.views.cli.app import app

if TYPE_CHECKING:
    from dawra.book import When

SCHEMA: Final = "dawra.diff/1"

_PAIR: Final = 2
_AXES: Final = ("as_of", "known", "recorded")

AsOf = Annotated[list[str] | None, typer.Option("--as-of", metavar="DAY", help="What held; twice: from, to.")]
Known = Annotated[
    list[str] | None, typer.Option("--known", metavar="DAY", help="What could be known; twice: from, to.")
]
Recorded = Annotated[
    list[str] | None, typer.Option("--recorded", metavar="INSTANT", help="What the ledger held; twice: from, to.")
]


@app.command(epilog="Example: dawra diff --known 2025-12-17 --known 2026-03-01")
def diff(
    *,
    book: options.Book = None,
    as_of: AsOf = None,
    known: Known = None,
    recorded: Recorded = None,
    level: options.Level = None,
    rates: options.Rates = None,
    lang: options.Lang = None,
    as_json: options.Json = False,
) -> None:
    """Say what was learned between two days: deals that are new or gone, and what changed of the others.

    Give exactly one of --as-of, --known and --recorded twice.
    """
    from dawra.views.cli.output import json_text, put, put_lines  # noqa: PLC0415 - only once a command runs
    from dawra.views.cli.session import opened, settled  # noqa: PLC0415 - likewise
    from dawra.views.difference_page import difference_lines  # noqa: PLC0415 - likewise

    settings = settled(book, level, lang, rates=rates)
    axis, before, after = _moments({"as_of": as_of or [], "known": known or [], "recorded": recorded or []})
    with opened(settings) as ledger:
        found = ledger.learned(before, after, level=settings.level)
    if as_json:
        ends = {name: {**asdict(end), "level": settings.level} for name, end in (("from", before), ("to", after))}
        put(json_text({"schema": SCHEMA, **ends, **found.to_json()}))
    else:
        days = {"from": getattr(before, axis), "to": getattr(after, axis)}
        put_lines(difference_lines(found, axis, days, settings.lang), settings.lang)


def _moments(given: dict[str, Sequence[str]]) -> tuple[str, "When", "When"]:
    """Which of the three times is compared, and the two moments."""
    from dawra.views.cli.session import when  # noqa: PLC0415 - only once a command runs

    twice = [name for name in _AXES if len(given[name]) == _PAIR]
    if len(twice) != 1 or any(len(days) > _PAIR for days in given.values()):
        raise UsageError(
            "diff compares two moments: give exactly one of --as-of, --known and --recorded twice, "
            "such as --known 2025-12-17 --known 2026-03-01."
        )
    ends: list[dict[str, Any]] = [
        {name: days[place if name in twice else 0] if days else None for name, days in given.items()}
        for place in range(_PAIR)
    ]
    before, after = (when(**end) for end in ends)
    return twice[0], before, after
