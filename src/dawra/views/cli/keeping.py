"""Commands that keep a ledger safe: ``backup``, ``restore``."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dawra.views.cli import options
from dawra.views.cli.app import app

if TYPE_CHECKING:
    from dawra.ledger import Copied, Verified

Target = Annotated[Path, typer.Argument(metavar="FILE", help="Where the copy goes.")]
Backup = Annotated[Path, typer.Argument(metavar="FILE", help="A copy that `dawra backup` made.")]
Over = Annotated[bool, typer.Option("--force", help="Replace FILE if it is there.")]
Instead = Annotated[bool, typer.Option("--force", help="Take the place of a ledger, which is kept beside it.")]


@app.command(epilog="Example: dawra backup book-2025-12-31.db --book deals.db")
def backup(
    file: Target,
    *,
    force: Over = False,
    book: options.Book = None,
    as_json: options.Json = False,
    lang: options.Lang = None,
) -> None:
    """Copy the whole ledger into FILE, even while others write to it, and check the copy.

    Where the ledger is broken, this ends with 5 and FILE stays as it was.
    """
    from dawra.views.cli.output import json_text, put  # noqa: PLC0415 - only once a command runs
    from dawra.views.cli.session import opened, settled  # noqa: PLC0415 - likewise

    settings = settled(book, lang=lang)
    with opened(settings) as ledger:
        done = ledger.back_up(file, force=force)
    if as_json:
        put(json_text({"file": str(file), **done.found.to_json()}))
    else:
        _put_copied("backed_up", settings.book, file, done.found, settings.lang)


@app.command(epilog="Example: dawra restore book-2025-12-31.db --book deals.db")
def restore(
    file: Backup,
    *,
    force: Instead = False,
    book: options.Book = None,
    as_json: options.Json = False,
    lang: options.Lang = None,
) -> None:
    """Check FILE, and put a copy of it where the ledger is.

    A ledger that is there stays, unless --force: then it is kept beside the new one under the name told. Where
    FILE is broken, this ends with 5 and nothing is changed.
    """
    from dawra.book import Book  # noqa: PLC0415 - slow to import
    from dawra.views.cli.output import json_text, put  # noqa: PLC0415 - only once a command runs
    from dawra.views.cli.session import settled  # noqa: PLC0415 - likewise
    from dawra.views.ledger_words import told  # noqa: PLC0415 - likewise

    settings = settled(book, lang=lang)
    done = Book.restore(file, settings.book, force=force)
    if as_json:
        put(json_text({"book": str(settings.book), "kept": _kept(done), **done.found.to_json()}))
        return
    _put_copied("restored", settings.book, file, done.found, settings.lang)
    if done.kept:
        put(told("kept", settings.lang, group="keeping", kept=_kept(done)))


def _put_copied(key: str, book: Path, file: Path, found: "Verified", language: str) -> None:
    """What was copied where, and both digests."""
    from dawra.views.cli.output import put  # noqa: PLC0415 - only for people
    from dawra.views.ledger_words import digests, held, told  # noqa: PLC0415 - likewise

    put(told(key, language, group="keeping", book=str(book), file=str(file), **held(found.to_json(), language)))
    for line in digests(found.to_json(), language):
        put(line)


def _kept(done: "Copied") -> str | None:
    return None if done.kept is None else str(done.kept)
