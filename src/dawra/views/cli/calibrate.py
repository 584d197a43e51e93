"""The command that scores the probabilities on what came of the deals: ``calibrate``."""

from typing import Final

from dawra.views.cli import options
from dawra.views.cli.app import app

SCHEMA: Final = "dawra.calibrate/1"


@app.command(epilog="Example: dawra calibrate --known 2026-06-30")
def calibrate(
    *,
    book: options.Book = None,
    as_of: options.AsOf = None,
    known: options.Known = None,
    recorded: options.Recorded = None,
    level: options.Level = None,
    rates: options.Rates = None,
    lang: options.Lang = None,
    as_json: options.Json = False,
) -> None:
    """Score belief and status probabilities on deals that came about or did not, and suggest settings.

    The Brier score is the mean squared distance from the outcome: 0 is perfect, 0.25 is what "one half" earns.
    """
    from dawra.views.calibration_page import (  # noqa: PLC0415 - only once a command runs
        calibration_columns,
        calibration_rows,
        outcome_words,
        settings_lines,
    )
    from dawra.views.cli.output import json_text, put  # noqa: PLC0415 - likewise
    from dawra.views.cli.session import opened, put_table, query, settled, when  # noqa: PLC0415 - likewise

    settings = settled(book, level, lang, rates=rates)
    moment = when(as_of, known, recorded)
    with opened(settings) as ledger:
        found = ledger.calibrate(moment, level=settings.level).to_json()
    if as_json:
        put(json_text({"schema": SCHEMA, "query": query(moment, settings.level), **found}))
        return
    put(outcome_words(found["deals"], settings.lang))
    put_table(calibration_columns(settings.lang), calibration_rows(found, settings.lang))
    put("\n".join(settings_lines(found, settings.lang)))
