"""``dawra read``: what articles say, without keeping it."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final, cast

import typer

from dawra.errors import BudgetError, DawraError, EndpointError, InputError, RefusedError, UsageError
from dawra.views.cli.app import app
from dawra.views.cli.options import Json, Jsonl, Lang, Quiet, ReaderName

if TYPE_CHECKING:
    from dawra.claims import Reading
    from dawra.documents import Document, Language
    from dawra.settings import Settings

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
    reader: ReaderName = None,
    lang: Lang = None,
    quiet: Quiet = False,
) -> None:
    from dawra.settings import load_settings  # noqa: PLC0415 - keeps --help fast
    from dawra.views.cli.output import check_language, json_text, put, put_lines  # noqa: PLC0415
    from dawra.views.comparison import comparison_lines  # noqa: PLC0415
    from dawra.views.reading import reading_lines  # noqa: PLC0415

    _check(sources, json=json, jsonl=jsonl, html=html)
    about = About(published=published, publisher=publisher, url=url, language=language)
    settings = load_settings(lang=lang, reader=reader)
    shown = check_language(settings.lang)
    refused: list[InputError] = []
    for place, (reading, other) in enumerate(_readings(sources, about, settings, refused, quiet=quiet)):
        record, text = _record(reading, other), reading.document.text
        if json or jsonl:
            put(json_text(record, indent=2 if json else None))
        elif not html:
            if place:
                put()
            put_lines(reading_lines(record, text, shown), shown)
            if other:
                put_lines(comparison_lines(record, shown), shown)
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


def _readings(
    sources: Sequence[str], about: About, settings: "Settings", refused: list[InputError], *, quiet: bool
) -> Iterator[tuple["Reading", "Reading | None"]]:
    """Each source read, in order, by one or by both readers; one that cannot be read goes to ``refused`` and is told.

    A model that cannot be asked, or may cost no more, ends it; what was yielded before stands.
    """
    from dawra.views.cli.output import tell  # noqa: PLC0415 - keeps --help fast
    from dawra.views.cli.readers import other_reader_of, reader_of  # noqa: PLC0415

    read, read_again = reader_of(settings), other_reader_of(settings)
    for place, source in enumerate(sources, start=1):
        if len(sources) > 1 and sys.stderr.isatty():
            tell(f"{place}/{len(sources)} {source}", quiet=quiet)
        try:
            document = _document(source, about)
        except InputError as error:
            refused.append(error)
            if len(sources) > 1:
                tell(f"dawra: {error}")
            continue
        try:
            readings = read(document), read_again(document) if read_again else None
        except (EndpointError, BudgetError) as error:
            if place == 1 or isinstance(error, BudgetError):
                raise
            raise RefusedError(f"{error} {place - 1} of {len(sources)} sources are done.") from error
        yield readings


def _document(source: str, about: About) -> "Document":
    from dawra.documents import load  # noqa: PLC0415 - keeps --help fast

    return load(
        source,
        language=cast("Language | None", about.language),
        url=about.url,
        publisher=about.publisher,
        published=about.published,
    )


def _record(reading: "Reading", other: "Reading | None") -> dict[str, Any]:
    """The document result; with a second reading also that, and how the two compare."""
    if other is None:
        return reading.to_json()
    from dawra.claims.compare import compare  # noqa: PLC0415 - only for two readers

    second = other.to_json()
    del second["document"]
    return {**reading.to_json(), "other": second, "comparison": compare(reading, other).to_json()}


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
