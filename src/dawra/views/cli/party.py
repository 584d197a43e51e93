"""`dawra party`: one party of a ledger, and the judgements on who is who."""

from typing import Annotated, Any, Final

import typer
from typer.core import TyperGroup

from dawra.errors import UsageError
from dawra.settings import Settings
from dawra.views.cli import options
from dawra.views.cli.app import app
from dawra.views.cli.session import opened, query, settled, when

SCHEMA: Final = "dawra.party/1"
JUDGEMENT_SCHEMA: Final = "dawra.judgement/1"
SUGGESTIONS_SCHEMA: Final = "dawra.suggestions/1"

Name = Annotated[str, typer.Argument(metavar="NAME", help="A name in either script, an id, or an identifier.")]
One = Annotated[str, typer.Argument(metavar="A", help="A party: its name, id or identifier.")]
Other = Annotated[str, typer.Argument(metavar="B", help="The other party.")]
OnlyOf = Annotated[str | None, typer.Argument(metavar="[NAME]", help="Only pairs with this party.")]
Because = Annotated[str, typer.Option("--because", metavar="REASON", help="Why, in your own words. It is kept.")]


class _NameOrVerb(TyperGroup):
    """A group whose first word is one of its verbs, or else the name of a party to show."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 - the context that Typer passes
        helping = args[:1] in (["--help"], ["-h"])
        if args and args[0] not in self.commands and not helping:
            args = ["show", *args]
        return super().parse_args(ctx, args)


party = typer.Typer(
    cls=_NameOrVerb,
    no_args_is_help=True,
    rich_markup_mode=None,
    help=(
        "Show a party (dawra party NAME), or judge who is who. A first word that is none of the commands below is a "
        "name; show a party that is called like one of them with dawra party show NAME."
    ),
    epilog='Example: dawra party OpenAI. Example: dawra party merge acme "Acme Inc" --because "one tax number".',
)
app.add_typer(party, name="party")


@party.command(epilog="Example: dawra party show OpenAI --as-of 2025-12-17")
def show(
    name: Name,
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
    """Show one party: its names and ids, its money in and out, its deals and its own figures."""
    from dawra.views.cli.output import json_text, put, put_lines  # noqa: PLC0415 - only once a command runs
    from dawra.views.party_page import party_lines, party_result  # noqa: PLC0415 - likewise

    settings = settled(book, level, lang, rates=rates)
    moment = when(as_of, known, recorded)
    with opened(settings) as ledger:
        found = party_result(ledger, name, moment, settings.level)
        documents = {claim["document"]["id"] for deal in found["deals"] for claim in deal["claims"]}
        texts = {document: ledger.text(document) for document in documents}
    page = {"schema": SCHEMA, "query": query(moment, settings.level), **found}
    if as_json:
        put(json_text(page))
    else:
        put_lines(party_lines(page, texts, settings.lang), settings.lang)


@party.command(epilog='Example: dawra party merge acme "Acme Inc" --because "one commercial register number"')
def merge(
    one: One,
    other: Other,
    *,
    because: Because,
    book: options.Book = None,
    lang: options.Lang = None,
    as_json: options.Json = False,
) -> None:
    """Judge that two names are one party. It holds at every known day, until it is undone."""
    _judge("merge", (one, other, because), settled(book, lang=lang), as_json=as_json)


@party.command(epilog='Example: dawra party split tigran iran --because "a company and a state"')
def split(
    one: One,
    other: Other,
    *,
    because: Because,
    book: options.Book = None,
    lang: options.Lang = None,
    as_json: options.Json = False,
) -> None:
    """Judge that two names are two parties. What would join them through others is refused."""
    _judge("split", (one, other, because), settled(book, lang=lang), as_json=as_json)


@party.command(epilog='Example: dawra party undo acme "Acme Inc" --because "two registers after all"')
def undo(
    one: One,
    other: Other,
    *,
    because: Because,
    book: options.Book = None,
    lang: options.Lang = None,
    as_json: options.Json = False,
) -> None:
    """Withdraw the judgement that holds on two names; what was judged of them before holds again."""
    _judge("undo", (one, other, because), settled(book, lang=lang), as_json=as_json)


@party.command(epilog="Example: dawra party suggest --jsonl")
def suggest(
    name: OnlyOf = None,
    *,
    book: options.Book = None,
    known: options.Known = None,
    recorded: options.Recorded = None,
    lang: options.Lang = None,
    as_json: options.Json = False,
    as_jsonl: options.Jsonl = False,
) -> None:
    """List pairs that may be one party and that nobody has judged, each with the reason. It joins nothing."""
    from dawra.views.cli.output import json_text, put  # noqa: PLC0415 - only once a command runs
    from dawra.views.cli.session import put_table  # noqa: PLC0415 - likewise
    from dawra.views.judging import suggested, suggestion_rows  # noqa: PLC0415 - likewise

    if as_json and as_jsonl:
        raise UsageError("--json and --jsonl exclude each other.")
    settings = settled(book, lang=lang)
    moment = when(None, known, recorded)
    with opened(settings) as ledger:
        pairs = suggested(ledger, name, moment)
    if as_json:
        asked = {"known": known, "name": name}
        put(json_text({"schema": SUGGESTIONS_SCHEMA, "query": asked, "suggestions": pairs}))
    elif as_jsonl:
        for pair in pairs:
            put(json_text(pair, indent=None))
    else:
        columns, rows = suggestion_rows(pairs, settings.lang)
        put_table(columns, rows)


def _judge(verb: str, said: tuple[str, str, str], settings: Settings, *, as_json: bool) -> None:
    from dawra.views.cli.output import json_text, put  # noqa: PLC0415 - only once a command runs
    from dawra.views.judging import judged, judged_words  # noqa: PLC0415 - likewise

    one, other, because = said
    with opened(settings) as ledger:
        record = judged(ledger, verb, (one, other), because, when(None, None, None))
    put(json_text({"schema": JUDGEMENT_SCHEMA, **record}) if as_json else judged_words(record, settings.lang))
