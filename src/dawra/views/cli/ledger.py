"""Commands that fill a ledger and check it: ``add``, ``import``, ``verify``."""

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dawra.errors import InputError, RefusedError, UsageError
from dawra.views.cli import options
from dawra.views.cli.app import app

if TYPE_CHECKING:
    from dawra.book import Book, Imported
    from dawra.ledger import Appended, Prepared
    from dawra.views.cli.read import About
    from dawra.views.cli.readers import Read

Sources = Annotated[list[str], typer.Argument(metavar="PATH|URL|-...", help="Texts, pages, folders; - is stdin.")]
Tables = Annotated[list[Path], typer.Argument(metavar="TABLE...", help="CSV tables of deals or of facts.")]
Published = Annotated[str | None, typer.Option("--published", metavar="DAY", help="The day it was printed.")]
Publisher = Annotated[str | None, typer.Option("--publisher", help="Who printed it.")]
Url = Annotated[str | None, typer.Option("--url", help="Where it came from.")]
TextLanguage = Annotated[str | None, typer.Option("--language", help="Language of the text: ar or en. Else by script.")]
FirstKnown = Annotated[
    str | None, typer.Option("--known", metavar="DAY", help="The first day on which one could know it.")
]


@app.command(epilog="Example: dawra add news/ --jobs 2 --book deals.db")
def add(
    sources: Sources,
    *,
    book: options.Book = None,
    published: Published = None,
    publisher: Publisher = None,
    url: Url = None,
    language: TextLanguage = None,
    known: FirstKnown = None,
    jobs: options.Jobs = 1,
    progress: options.Progress = False,
    reader: options.ReaderName = None,
    as_json: options.Json = False,
    as_jsonl: options.Jsonl = False,
    lang: options.Lang = None,
    quiet: options.Quiet = False,
) -> None:
    """Read articles and add what they say to the ledger. Adding one again changes nothing."""
    from dawra.views.cli.many import each  # noqa: PLC0415 - only once a command runs
    from dawra.views.cli.output import json_text, put  # noqa: PLC0415 - likewise
    from dawra.views.cli.read import About, check_jobs  # noqa: PLC0415 - likewise
    from dawra.views.cli.readers import reader_of  # noqa: PLC0415 - likewise
    from dawra.views.cli.session import opened, settled  # noqa: PLC0415 - likewise

    _check_add(sources, url=url, known=known, as_json=as_json, as_jsonl=as_jsonl)
    about = About(published=published, publisher=publisher, url=url, language=language)
    settings = settled(book, lang=lang, reader=reader)
    if settings.reader == "both":
        raise UsageError("--reader both compares two readings, and a ledger takes one: use offline or llm here.")
    check_jobs(settings, jobs)
    prepared = partial(_prepared, read=reader_of(settings), about=about, known=known)
    with ExitStack() as stack:
        ledger: Book | None = None
        for one in each(sources, prepared, jobs=jobs, progress=progress, quiet=quiet):
            # Not before the first text that can be read: a mistyped path leaves no ledger behind.
            ledger = ledger or stack.enter_context(opened(settings, create=True))
            appended = ledger.add_prepared(one.prepared)
            if as_json or as_jsonl:
                put(json_text(_added_json(one, appended), indent=2 if as_json else None))
            else:
                put(_added_line(one, appended, settings.lang))


@app.command("import", epilog="Example: dawra import data/ai-deals/deals.csv --book deals.db")
def import_(
    tables: Tables,
    *,
    book: options.Book = None,
    as_json: options.Json = False,
    as_jsonl: options.Jsonl = False,
    lang: options.Lang = None,
) -> None:
    """Add tables of deals or facts, each row proved by a summary of its own.

    A row with a value that its summary does not say is refused, and the rest is done.
    """
    from dawra.claims.retold import read_table  # noqa: PLC0415 - slow to import
    from dawra.views.cli.output import json_text, put, tell  # noqa: PLC0415 - only once a command runs
    from dawra.views.cli.session import opened, settled  # noqa: PLC0415 - likewise

    _check_form(as_json=as_json, as_jsonl=as_jsonl, several=len(tables) > 1)
    settings = settled(book, lang=lang)
    refused: list[InputError | RefusedError] = []
    without_proof = rows = 0
    with ExitStack() as stack:
        ledger: Book | None = None
        for path in tables:
            try:
                table = read_table(path)
                ledger = ledger or stack.enter_context(opened(settings, create=True))
                done = ledger.import_rows(table)
            except InputError as error:
                _refuse(error, refused, tables)
                continue
            without_proof, rows = without_proof + len(done.refusals), rows + done.rows
            for refusal in done.refusals:
                tell(f"dawra: {refusal}")
            if as_json or as_jsonl:
                put(json_text(_imported_json(path, done), indent=2 if as_json else None))
            else:
                put(_imported_line(path, done, settings.lang))
    _end(len(refused), len(tables), "tables")
    _end(without_proof, rows, "rows")


@app.command(epilog="Example: dawra verify --book deals.db")
def verify(*, book: options.Book = None, as_json: options.Json = False, lang: options.Lang = None) -> None:
    """Check every hash, quotation and link of the ledger.

    Note the head somewhere else: it alone can show that the ledger's end was cut off.
    """
    from dawra.views.cli.output import json_text, put  # noqa: PLC0415 - only once a command runs
    from dawra.views.cli.session import opened, settled  # noqa: PLC0415 - likewise
    from dawra.views.ledger_words import digests, held, told  # noqa: PLC0415 - likewise

    settings = settled(book, lang=lang)
    with opened(settings) as ledger:
        found = ledger.verify().to_json()
    if as_json:
        put(json_text(found))
        return
    put(told("whole", settings.lang, **held(found, settings.lang)))
    for line in digests(found, settings.lang):
        put(line)


def _check_form(*, as_json: bool, as_jsonl: bool, several: bool) -> None:
    """Refuse what contradicts itself before any work."""
    if as_json and as_jsonl:
        raise UsageError("--json and --jsonl exclude each other.")
    if as_json and several:
        raise UsageError("--json prints one object, and there are several inputs. Use --jsonl: one a line.")


def _check_add(sources: Sequence[str], *, url: str | None, known: str | None, as_json: bool, as_jsonl: bool) -> None:
    from dawra.ledger import check_day  # noqa: PLC0415 - slow to import
    from dawra.views.cli.folders import is_several  # noqa: PLC0415 - likewise

    several = is_several(sources)
    _check_form(as_json=as_json, as_jsonl=as_jsonl, several=several)
    if url and several:
        raise UsageError("--url is the address of one article. Call it once for each.")
    check_day(known)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """An article that was read, in the words that are told of it, and ready for the ledger."""

    source: str
    document: dict[str, Any]
    deals: tuple[str, ...]
    facts: tuple[str, ...]
    notices: tuple[dict[str, Any], ...]
    prepared: "Prepared"


def _prepared(source: str, *, read: "Read", about: "About", known: str | None) -> _Read:
    """One source read and prepared; runs in any process."""
    from dawra.ledger import prepare  # noqa: PLC0415 - slow to import
    from dawra.views.cli.read import document_of  # noqa: PLC0415 - likewise

    reading = read(document_of(source, about))
    prepared = prepare(reading, known)
    return _Read(
        source=source,
        document=reading.document.to_json(),
        deals=tuple(row.id for row in prepared.deals),
        facts=tuple(row.id for row in prepared.facts),
        notices=tuple(notice.to_json() for notice in reading.notices),
        prepared=prepared,
    )


def _refuse(
    error: InputError | RefusedError, refused: list[InputError | RefusedError], inputs: Sequence[object]
) -> None:
    """Tell one refusal among several inputs; a single input's is the command's own."""
    from dawra.views.cli.output import tell  # noqa: PLC0415 - only once a command runs

    if len(inputs) == 1:
        raise error
    refused.append(error)
    tell(f"dawra: {error}")


def _end(refused: int, inputs: int, what: str) -> None:
    """End with 1 where nothing could be done, with 3 where a part was refused."""
    if refused and refused == inputs:
        raise InputError(f"none of {inputs} {what} could be added.")
    if refused:
        raise RefusedError(f"{refused} of {inputs} {what} were refused; the others are done.")


def _added_line(one: _Read, appended: "Appended", language: str) -> str:
    from dawra.views.ledger_words import told  # noqa: PLC0415 - only for people
    from dawra.views.wording import counted  # noqa: PLC0415 - likewise

    state = "new" if appended.new_document else "again" if appended.changed else "known"
    return told(
        "added",
        language,
        state=told(f"state_{state}", language),
        title=one.document["title"] or one.source,
        deals=counted(len(one.deals), "deal", language),
        facts=counted(len(one.facts), "fact", language),
        notices=counted(len(one.notices), "notice", language),
    )


def _added_json(one: _Read, appended: "Appended") -> dict[str, Any]:
    return {
        "source": one.source,
        "document": one.document,
        "new": {"document": appended.new_document, "deals": appended.deals, "facts": appended.facts},
        "deals": list(one.deals),
        "facts": list(one.facts),
        "notices": list(one.notices),
    }


def _imported_line(path: Path, done: "Imported", language: str) -> str:
    from dawra.views.ledger_words import told  # noqa: PLC0415 - only for people
    from dawra.views.wording import counted, number  # noqa: PLC0415 - likewise

    return told(
        "imported",
        language,
        table=str(path),
        rows=counted(done.rows, "row", language),
        deals=counted(done.deals, "deal", language),
        facts=counted(done.facts, "fact", language),
        refused=number(len(done.refusals)),
    )


def _imported_json(path: Path, done: "Imported") -> dict[str, Any]:
    return {
        "table": str(path),
        "rows": done.rows,
        "new": {"deals": done.deals, "facts": done.facts},
        "refused": [
            {"line": row.line, "column": row.column, "value": row.value, "summary": row.summary}
            for row in done.refusals
        ],
    }
