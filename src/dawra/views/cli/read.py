"""``dawra read``: what articles say, without keeping it."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, cast

import typer

from dawra.errors import DawraError, InputError, RefusedError, UsageError
from dawra.views.cli.app import app
from dawra.views.cli.options import Json, Jsonl, Lang, Quiet

if TYPE_CHECKING:
    from dawra.claims import Reading
    from dawra.documents import Language

EXAMPLES: Final = """\b
Examples:
  dawra read article.txt
  dawra read https://example.org/deal.html --json
  dawra read news/*.html --jsonl > readings.jsonl
  dawra read article.txt --html marked.html --lang ar
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What the user says of the sources, where they do not say it themselves."""

    published: str | None
    publisher: str | None
    url: str | None
    language: str | None

    def __post_init__(self) -> None:
        if self.language not in {None, "ar", "en"}:
            raise UsageError(f"--language {self.language!r}: write ar or en.")
        try:
            date.fromisoformat(self.published or "2000-01-01")
        except ValueError as error:
            raise UsageError(f"--published {self.published!r} is no day: write 2025-12-17.") from error


@app.command("read", help=f"Read articles and show the deals in them.\n\n{EXAMPLES}")
def read_command(  # noqa: D103 - the help above says it
    sources: Annotated[list[str], typer.Argument(metavar="PATH|URL|-...", help="Texts or pages; - is stdin.")],
    *,
    json: Json = False,
    jsonl: Jsonl = False,
    html: Annotated[
        Path | None, typer.Option("--html", metavar="OUT", help="Write the text with its evidence marked.")
    ] = None,
    published: Annotated[str | None, typer.Option("--published", metavar="DAY", help="The day it was printed.")] = None,
    publisher: Annotated[str | None, typer.Option("--publisher", help="Who printed it.")] = None,
    url: Annotated[str | None, typer.Option("--url", help="Where it came from.")] = None,
    language: Annotated[
        str | None, typer.Option("--language", help="Language of the text: ar or en. Else by script.")
    ] = None,
    lang: Lang = None,
    quiet: Quiet = False,
) -> None:
    from dawra.settings import load_settings  # noqa: PLC0415 - keeps --help fast
    from dawra.views.cli.output import check_language, json_text, put, put_lines  # noqa: PLC0415
    from dawra.views.reading import reading_lines  # noqa: PLC0415

    _check(sources, json=json, jsonl=jsonl, html=html)
    about = About(published=published, publisher=publisher, url=url, language=language)
    shown = check_language(load_settings(lang=lang).lang)
    refused: list[InputError] = []
    for place, reading in enumerate(_readings(sources, about, refused, quiet=quiet)):
        record, text = reading.to_json(), reading.document.text
        if json or jsonl:
            put(json_text(record, indent=2 if json else None))
        elif not html:
            if place:
                put()
            put_lines(reading_lines(record, text, shown), shown)
        if html:
            _write_marked(html, record, text, shown, quiet=quiet)
    _settle(refused, len(sources))


def _check(sources: Sequence[str], *, json: bool, jsonl: bool, html: Path | None) -> None:
    """Refuse what contradicts itself before any work."""
    if json and jsonl:
        raise UsageError("--json and --jsonl exclude each other.")
    if len(sources) > 1 and json:
        raise UsageError("--json is for one document. For several use --jsonl: one object a line.")
    if len(sources) > 1 and html:
        raise UsageError("--html is for one document. Call it once for each.")


def _readings(sources: Sequence[str], about: About, refused: list[InputError], *, quiet: bool) -> Iterator["Reading"]:
    """Each source read, in order; one that cannot be read goes to ``refused`` and is told at once."""
    from dawra.claims import read  # noqa: PLC0415 - keeps --help fast
    from dawra.documents import load  # noqa: PLC0415
    from dawra.views.cli.output import tell  # noqa: PLC0415

    for place, source in enumerate(sources, start=1):
        if len(sources) > 1 and sys.stderr.isatty():
            tell(f"{place}/{len(sources)} {source}", quiet=quiet)
        try:
            document = load(
                source,
                language=cast("Language | None", about.language),
                url=about.url,
                publisher=about.publisher,
                published=about.published,
            )
        except InputError as error:
            refused.append(error)
            if len(sources) > 1:
                tell(f"dawra: {error}")
            continue
        yield read(document)


def _write_marked(path: Path, record: dict[str, object], text: str, language: str, *, quiet: bool) -> None:
    from dawra.views.cli.output import tell  # noqa: PLC0415 - keeps --help fast
    from dawra.views.marked import write_marked  # noqa: PLC0415

    try:
        path.write_text(write_marked(record, text, language), encoding="utf-8")
    except OSError as error:
        raise InputError(f"{path}: cannot be written ({error.strerror}). Choose another place.") from error
    tell(f"{path}", quiet=quiet)


def _settle(refused: Sequence[DawraError], sources: int) -> None:
    """End with 1 where nothing could be read, with 3 where a part of it could not."""
    if not refused:
        return
    if sources == 1:
        raise refused[0]
    if len(refused) == sources:
        raise InputError(f"none of {sources} sources could be read.")
    raise RefusedError(f"{len(refused)} of {sources} sources could not be read; the others are done.")
