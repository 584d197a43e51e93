"""`dawra rights`: who may do what, on a day, as known on a day, and which rights clash."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from dawra.errors import UsageError
from dawra.views.cli import options
from dawra.views.cli.app import app
from dawra.views.cli.asked import asks

if TYPE_CHECKING:
    from dawra.analyses.rights_of_use import RightOfUse
    from dawra.book import Book, When
    from dawra.claims.taxonomy import Taxonomies

SCHEMA: Final = "dawra.rights/1"

rights = typer.Typer(help="Who may do what, until when, and which rights clash.", no_args_is_help=True)
app.add_typer(rights, name="rights")

Actor = Annotated[str, typer.Option("--actor", help="Who would do it: a name or an id.")]
Action = Annotated[str, typer.Option("--action", help="What: sell, host, use, buy … (`dawra rights words action`).")]
Object = Annotated[str, typer.Option("--object", help="With what: openai-models, … Several: one|another.")]
Channel = Annotated[str | None, typer.Option("--channel", help="By which way, such as cloud-api; else any.")]
Segment = Annotated[str | None, typer.Option("--segment", help="For whom; else commercial customers.")]
Territory = Annotated[str | None, typer.Option("--territory", help="Where; else the whole world.")]
On = Annotated[str | None, typer.Option("--on", metavar="DAY", help="On which day; else today.")]
Table = Annotated[
    Path | None, typer.Option("--rights", metavar="FILE.toml", help="Rights of your own instead of the ledger's.")
]
Words = Annotated[
    Path | None, typer.Option("--taxonomy", metavar="FILE.toml", help="Words of your own beside the package's.")
]
Axis = Annotated[
    str | None, typer.Argument(metavar="[SCOPE]", help="action, object, channel, segment, territory or event.")
]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Source:
    """Where rights come from: a table, else the ledger as known on a day; None is not given."""

    known: options.Known = None
    recorded: options.Recorded = None
    book: options.Book = None
    level: options.Level = None
    table: Table = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Given:
    """The rights that were asked for, with the texts that they rest on."""

    rights: "tuple[RightOfUse, ...]"
    actor: str
    known: date | None
    level: str | None
    texts: dict[str, str]


@rights.command(
    epilog="Example: dawra rights ask --actor amazon --action sell --object openai-models --channel cloud-api "
    "--on 2028-06-30 --known 2025-12-17"
)
@asks
def ask(
    *,
    actor: Actor,
    action: Action,
    what: Object,
    channel: Channel = None,
    segment: Segment = None,
    territory: Territory = None,
    on: On = None,
    source: _Source,
    taxonomy: Words = None,
    lang: options.Lang = None,
    as_json: options.Json = False,
) -> None:
    """May a party do this on a day: PROHIBITED, CONDITIONAL, PERMITTED or NO BAR KNOWN, and by which rights."""
    from dawra.analyses.rights_of_use import Query  # noqa: PLC0415 - slow to import
    from dawra.analyses.rights_of_use import ask as answer  # noqa: PLC0415
    from dawra.views.cli.output import json_text, put, put_lines  # noqa: PLC0415
    from dawra.views.cli.rights_text import ask_lines  # noqa: PLC0415
    from dawra.views.cli.session import settled  # noqa: PLC0415
    from dawra.views.rights_result import ask_result  # noqa: PLC0415

    language = settled(lang=lang).lang
    words = _words(taxonomy)
    query = {"action": action, "object": what, "channel": channel, "segment": segment, "territory": territory}
    scopes: dict[str, Any] = {axis: _items(axis, text) for axis, text in query.items()}
    for axis, items in scopes.items():
        for item in items or ():
            words[axis].find(item)
    day = _day(on, "--on") or _today()
    given = _given(source, words, actor)
    found = answer(given.rights, Query(actor=given.actor, on=day, **scopes), given.known, words=words)
    result = {
        "schema": SCHEMA,
        **ask_result(found, words, given.texts, known=source.known, level=given.level),
    }
    if as_json:
        put(json_text(result))
    else:
        put_lines(ask_lines(result, words, language), language)


@rights.command(epilog="Example: dawra rights conflicts --known 2026-03-31 --json")
@asks
def conflicts(
    *,
    source: _Source,
    taxonomy: Words = None,
    lang: options.Lang = None,
    as_json: options.Json = False,
) -> None:
    """Exclusive rights of two that meet, and licences that were granted inside another's exclusive right."""
    from dawra.analyses.rights_of_use import conflicts as clashes  # noqa: PLC0415 - slow to import
    from dawra.views.cli.output import json_text, put, put_lines  # noqa: PLC0415
    from dawra.views.cli.rights_text import conflict_lines  # noqa: PLC0415
    from dawra.views.cli.session import settled  # noqa: PLC0415
    from dawra.views.rights_result import conflicts_result  # noqa: PLC0415

    language = settled(lang=lang).lang
    words = _words(taxonomy)
    given = _given(source, words, None)
    found = clashes(given.rights, given.known, words=words)
    result = {
        "schema": SCHEMA,
        **conflicts_result(found, words, given.texts, rights=len(given.rights), known=source.known, level=given.level),
    }
    if as_json:
        put(json_text(result))
    else:
        put_lines(conflict_lines(result, words, language), language)


@rights.command("words", epilog="Example: dawra rights words object")
def list_words(
    axis: Axis = None, *, taxonomy: Words = None, lang: options.Lang = None, as_json: options.Json = False
) -> None:
    """The words that rights are told in, and in what each lies."""
    from dawra.views.cli.output import json_text, put  # noqa: PLC0415 - only once a command runs
    from dawra.views.cli.session import put_table, settled  # noqa: PLC0415
    from dawra.views.ledger_words import told  # noqa: PLC0415
    from dawra.views.rights_result import words_result  # noqa: PLC0415

    language = settled(lang=lang).lang
    words = _words(taxonomy)
    if axis not in {None, *words}:
        raise UsageError(f"unknown scope {axis!r}: one of {', '.join(words)}.")
    result = {"schema": SCHEMA, **words_result(words, [axis] if axis else words)}
    if as_json:
        put(json_text(result))
        return
    columns = [told(f"column_{name}", language, group="rights") for name in ("scope", "word", "name", "in")]
    put_table(
        columns,
        [
            (name, one["id"], one[language], ", ".join(one["in"]))
            for name, listed in result.items()
            if name != "schema"
            for one in listed
        ],
    )


def _words(path: Path | None) -> "Taxonomies":
    from dawra.claims.taxonomy import extended, taxonomies  # noqa: PLC0415 - only once a command runs

    return taxonomies() if path is None else extended(path)


def _given(source: _Source, words: "Taxonomies", actor: str | None) -> _Given:
    """The rights of a table, or of the ledger as known on a day."""
    from dawra.analyses.rights_of_use import read_rights  # noqa: PLC0415 - slow to import
    from dawra.parties import registry  # noqa: PLC0415

    known = _day(source.known, "--known")
    if source.table is None:
        return _of_ledger(source, known or _today(), words, actor)
    for name in ("book", "level", "recorded"):
        if getattr(source, name) is not None:
            raise UsageError(f"--{name} asks a ledger, and --rights reads a table: give one of them.")
    found = read_rights(source.table, words=words)
    party = registry().find(actor) if actor else None
    return _Given(rights=found, actor=party.id if party else actor or "", known=known, level=None, texts={})


def _of_ledger(source: _Source, known: date, words: "Taxonomies", actor: str | None) -> _Given:
    """Every deal counts that was known of by the day; when a right begins and ends, the question's day decides."""
    from dawra.analyses.rights_of_use import rights_in  # noqa: PLC0415 - slow to import
    from dawra.book import When  # noqa: PLC0415
    from dawra.views.cli.session import opened, settled  # noqa: PLC0415
    from dawra.views.cli.source import check_level  # noqa: PLC0415

    check_level(source.level)
    settings = settled(source.book, source.level)
    moment = When(known=source.known, recorded=source.recorded)
    with opened(settings) as ledger:
        found = rights_in(ledger.deals(moment, level=settings.level), words=words)
        texts = {document: ledger.text(document) for document in sorted(_documents(found))}
        who = "" if actor is None else _party(ledger, actor, moment, settings.level)
    return _Given(rights=found, actor=who, known=known, level=settings.level, texts=texts)


def _documents(found: "Sequence[RightOfUse]") -> set[str]:
    """All that the rights and their amendments rest on."""
    own = [quote for right in found for quote in right.evidence]
    changes = [quote for right in found for change in right.amendments for quote in change.evidence]
    return {quote.document for quote in (*own, *changes) if quote.document}


def _party(ledger: "Book", name: str, moment: "When", level: str) -> str:
    from dawra.views.who import who  # noqa: PLC0415 - only once a command runs

    party, _ = who(ledger, name, moment)
    return ledger.identities(moment).at(level, party, None)


def _items(axis: str, text: str | None) -> Sequence[str] | None:
    if text is None:
        return None
    items = tuple(item.strip() for item in text.split("|") if item.strip())
    if not items:
        raise UsageError(f"--{axis} {text!r}: write a word; `dawra rights words {axis}` lists them.")
    return items


def _day(text: str | None, option: str) -> date | None:
    """One day; ``UsageError`` for anything else."""
    from dawra.values import PartialDate  # noqa: PLC0415 - only once a command runs

    if text is None:
        return None
    try:
        day = PartialDate(text)
    except ValueError:
        day = None
    if day is None or not day.is_day:
        raise UsageError(f"{option} {text!r} is no day: write it as 2026-01-31.")
    return day.start


def _today() -> date:
    from datetime import UTC, datetime  # noqa: PLC0415 - as above

    return datetime.now(UTC).date()
