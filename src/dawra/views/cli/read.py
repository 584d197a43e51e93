"""``dawra read``: what articles say, without keeping it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal, TypeAlias, cast

import typer

from dawra.errors import InputError, UsageError
from dawra.views.cli.app import app
from dawra.views.cli.options import Jobs, Json, Jsonl, Lang, Progress, Quiet, ReaderName

if TYPE_CHECKING:
    from dawra.claims import Reading
    from dawra.documents import Document, Language
    from dawra.settings import Settings
    from dawra.views.cli.readers import Read
    from dawra.views.reading import Line

EXAMPLES: Final = """\b
Examples:
  dawra read article.txt
  dawra read https://example.org/deal.html --json
  dawra read news/ --jobs 4 --jsonl > readings.jsonl
  dawra read article.txt --html marked.html --lang ar
"""

Form: TypeAlias = Literal["json", "jsonl", "lines", "none"]


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
    sources: Annotated[list[str], typer.Argument(metavar="PATH|URL|-...", help="Texts, pages, folders; - is stdin.")],
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
    jobs: Jobs = 1,
    progress: Progress = False,
    reader: ReaderName = None,
    lang: Lang = None,
    quiet: Quiet = False,
) -> None:
    from dawra.settings import load_settings  # noqa: PLC0415 - keeps --help fast
    from dawra.views.cli.many import each  # noqa: PLC0415
    from dawra.views.cli.output import check_language, put, put_lines  # noqa: PLC0415
    from dawra.views.cli.readers import other_reader_of, reader_of  # noqa: PLC0415

    _check(sources, json=json, jsonl=jsonl, html=html)
    about = About(published=published, publisher=publisher, url=url, language=language)
    settings = load_settings(lang=lang, reader=reader)
    check_jobs(settings, jobs)
    shown = check_language(settings.lang)
    form: Form = "json" if json else "jsonl" if jsonl else "none" if html else "lines"
    readers = reader_of(settings), other_reader_of(settings)
    told = partial(_tell, readers=readers, about=about, form=form, language=shown, marked=html is not None)
    for place, (lines, page) in enumerate(each(sources, told, jobs=jobs, progress=progress, quiet=quiet)):
        if isinstance(lines, str):
            put(lines)
        elif lines:
            if place:
                put()
            put_lines(lines, shown)
        if html and page is not None:
            _write(html, page, quiet=quiet)


def check_jobs(settings: "Settings", jobs: int) -> None:
    """Refuse several processes for a language model, which is asked one article at a time, on one budget."""
    if jobs > 1 and settings.reader != "offline":
        raise UsageError("--jobs is for the offline reader: a model is asked one article at a time, on one budget.")


def _check(sources: Sequence[str], *, json: bool, jsonl: bool, html: Path | None) -> None:
    """Refuse what contradicts itself before any work."""
    from dawra.views.cli.folders import is_several  # noqa: PLC0415 - keeps --help fast

    several = is_several(sources)
    if json and jsonl:
        raise UsageError("--json and --jsonl exclude each other.")
    if several and json:
        raise UsageError("--json is for one document. For several use --jsonl: one object a line.")
    if several and html:
        raise UsageError("--html is for one document. Call it once for each.")


def _tell(
    source: str, *, readers: tuple["Read", "Read | None"], about: About, form: Form, language: str, marked: bool
) -> tuple["str | tuple[Line, ...]", str | None]:
    """One source read and put in words, and its page with the evidence marked if wanted; runs in any process."""
    from dawra.views.cli.output import json_text  # noqa: PLC0415 - keeps --help fast
    from dawra.views.comparison import comparison_lines  # noqa: PLC0415
    from dawra.views.reading import reading_lines  # noqa: PLC0415

    document = document_of(source, about)
    read, read_again = readers
    record = _record(read(document), read_again(document) if read_again else None)
    lines: str | tuple[Line, ...] = ()
    if form in {"json", "jsonl"}:
        lines = json_text(record, indent=2 if form == "json" else None)
    elif form == "lines":
        compared = comparison_lines(record, language) if read_again else ()
        lines = (*reading_lines(record, document.text, language), *compared)
    if not marked:
        return lines, None
    from dawra.views.marked import write_marked  # noqa: PLC0415

    return lines, write_marked(record, document.text, language)


def document_of(source: str, about: About) -> "Document":
    """The document behind a source, described as the user says."""
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


def _write(path: Path, page: str, *, quiet: bool) -> None:
    from dawra.views.cli.output import tell, write_whole  # noqa: PLC0415 - keeps --help fast

    try:
        write_whole(path, page)
    except OSError as error:
        raise InputError(f"{path}: cannot be written ({error.strerror}). Choose another place.") from error
    tell(f"{path}", quiet=quiet)
