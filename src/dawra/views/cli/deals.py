"""Commands that show deals: ``deals`` and ``deal``."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from dawra.errors import UsageError
from dawra.views.cli import options
from dawra.views.cli.app import app
from dawra.views.cli.session import query

if TYPE_CHECKING:
    from dawra.book import When

SCHEMA: Final = "dawra.deals/1"

Ref = Annotated[str, typer.Argument(metavar="ID", help="A deal's or a claim's id, or its start.")]
History = Annotated[bool, typer.Option("--history", help="What changed when, and which document changed it.")]
Odds = Annotated[bool, typer.Option("--odds", help="How belief comes about: one factor for each origin.")]


@app.command(epilog="Example: dawra deals --as-of 2025-12-17 --known 2025-12-17")
def deals(
    *,
    book: options.Book = None,
    as_of: options.AsOf = None,
    known: options.Known = None,
    recorded: options.Recorded = None,
    level: options.Level = None,
    rates: options.Rates = None,
    lang: options.Lang = None,
    as_json: options.Json = False,
    as_jsonl: options.Jsonl = False,
) -> None:
    """List the deals: who, how much, how firm."""
    from dawra.views.cli.output import json_text, put, tell  # noqa: PLC0415 - only once a command runs
    from dawra.views.cli.session import opened, settled, when  # noqa: PLC0415 - likewise
    from dawra.views.ledger_words import level_words  # noqa: PLC0415 - likewise

    if as_json and as_jsonl:
        raise UsageError("--json and --jsonl exclude each other.")
    settings = settled(book, level, lang, rates=rates)
    moment = when(as_of, known, recorded)
    with opened(settings) as ledger:
        found = [one.to_json() for one in ledger.deals(moment, level=settings.level)]
    if as_json:
        put(json_text(_result(found, moment, settings.level)))
    elif as_jsonl:
        for one in found:
            put(json_text(one, indent=None))
    else:
        _put_deals(found, settings.lang)
        tell(level_words(settings.level, settings.lang))


@app.command(epilog="Example: dawra deal 51080f")
def deal(
    ref: Ref,
    *,
    book: options.Book = None,
    as_of: options.AsOf = None,
    known: options.Known = None,
    recorded: options.Recorded = None,
    level: options.Level = None,
    history: History = False,
    odds: Odds = False,
    rates: options.Rates = None,
    lang: options.Lang = None,
    as_json: options.Json = False,
) -> None:
    """Show one deal: what holds, who said it in which words, and what contradicts it."""
    from dawra.deals import valued  # noqa: PLC0415 - slow to import
    from dawra.views.cli.history import put_history, put_odds  # noqa: PLC0415 - only once a command runs
    from dawra.views.cli.output import json_text, put, put_lines  # noqa: PLC0415 - likewise
    from dawra.views.cli.session import known_rates, opened, settled, when  # noqa: PLC0415 - likewise
    from dawra.views.deal_page import deal_lines  # noqa: PLC0415 - likewise
    from dawra.views.implied_valuation import valued_record  # noqa: PLC0415 - likewise

    if history and odds:
        raise UsageError("--history and --odds exclude each other.")
    settings = settled(book, level, lang, rates=rates)
    moment = when(as_of, known, recorded)
    if history:
        put_history(settings, ref, moment, as_json=as_json)
        return
    with opened(settings) as ledger:
        found = ledger.deal(ref, moment, level=settings.level)
        texts = ledger.texts(found)
    worth = [valued(one, known_rates(settings)) for one in found]
    records = [
        {**one.to_json(), **({"implied_valuation": valued_record(what)} if what else {})}
        for one, what in zip(found, worth, strict=True)
    ]
    if as_json:
        put(json_text(_result(records, moment, settings.level)))
    elif odds:
        put_odds(records, settings.lang)
    else:
        for record in records:
            put_lines(deal_lines(record, texts, settings.lang), settings.lang)


def _result(deals: Sequence[dict[str, Any]], moment: "When", level: str) -> dict[str, Any]:
    return {"schema": SCHEMA, "query": query(moment, level), "deals": list(deals)}


def _put_deals(deals: Sequence[dict[str, Any]], language: str) -> None:
    """One row a deal: what, how much, how firm."""
    from dawra.views.cli.session import put_table  # noqa: PLC0415 - only for people
    from dawra.views.field_words import SHORT  # noqa: PLC0415 - likewise
    from dawra.views.ledger_words import told  # noqa: PLC0415 - likewise
    from dawra.views.voices import voices_words  # noqa: PLC0415 - likewise
    from dawra.views.wording import amount_words, deal_sentence, plain, word  # noqa: PLC0415 - likewise

    def row(deal: dict[str, Any]) -> tuple[str, ...]:
        return (
            deal["id"][:SHORT],
            deal["date"] or "",
            plain(deal_sentence({**deal, "amount": None}, language)),
            amount_words(deal["amount"], language) if deal["amount"] else "",
            word("status", deal["status"], language),
            f"{deal['belief']:.3f}",
            voices_words(deal["origins"], language),
        )

    shared = [word("page", f"column_{name}", language) for name in ("date", "deal", "amount", "status")]
    columns = [
        told("column_id", language),
        *shared,
        told("column_belief", language),
        word("voices", "column", language),
    ]
    put_table(columns, [row(deal) for deal in deals])
