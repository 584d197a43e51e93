"""What commands write: data on stdout, everything else on stderr, no control character raw."""

import json
import os
import re
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Final

from dawra.errors import UsageError
from dawra.views.reading import Line
from dawra.views.wording import LANGUAGES, visible

_CONTROLS: Final = re.compile(
    "[\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_STYLES: Final = {"title": "bold", "quiet": "dim", "deal": "bold cyan", "plain": "", "quote": "italic dim"}
_INDENT: Final = 3


_ONE_LINE: Final = ContextVar("one line", default=False)


@contextmanager
def one_line() -> Iterator[None]:
    """Inside, each JSON document is a line."""
    before = _ONE_LINE.set(True)
    try:
        yield
    finally:
        _ONE_LINE.reset(before)


def json_text(record: object, *, indent: int | None = 2) -> str:
    """JSON in UTF-8 that is safe to show: controls are escaped, which changes no value."""
    plain = json.dumps(record, ensure_ascii=False, allow_nan=False, indent=None if _ONE_LINE.get() else indent)
    return _CONTROLS.sub(lambda match: json.dumps(match[0])[1:-1], plain)


def put(text: str = "") -> None:
    """One line of data."""
    sys.stdout.write(f"{text}\n")


def tell(text: str, *, quiet: bool = False) -> None:
    """One line on the error stream, unless ``quiet``."""
    if not quiet:
        sys.stderr.write(f"{visible(text)}\n")
        sys.stderr.flush()


def write_whole(path: Path, text: str) -> None:
    """A file with this text, or what stood there before: an interrupt leaves no half of it."""
    if path.exists() and not path.is_file():  # /dev/stdout, a pipe: nothing that could be replaced
        path.write_text(text, encoding="utf-8")
        return
    place = path.resolve()  # behind a link the file is replaced, not the link
    part = place.with_name(f".dawra-{os.getpid()}")
    try:
        with part.open("x", encoding="utf-8") as file:
            file.write(text)
        if place.exists():
            shutil.copymode(place, part)
        part.replace(place)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def put_lines(lines: Iterable[Line], language: str) -> None:
    """Lines with colour on a terminal, plain in a pipe."""
    if not sys.stdout.isatty():
        for line in lines:
            put(" " * _INDENT * line.depth + line.text)
        return
    from rich.console import Console  # noqa: PLC0415 - slow to import
    from rich.padding import Padding  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    console = Console(highlight=False, markup=False, emoji=False)
    for line in lines:
        # Arabic has no italics.
        style = _STYLES[line.style].replace("italic ", "" if language == "ar" else "italic ")
        console.print(Padding(Text(line.text, style=style), (0, 0, 0, _INDENT * line.depth)))


def check_language(language: str) -> str:
    """The language of the output, if it is one of ours."""
    if language not in LANGUAGES:
        raise UsageError(f"--lang {language!r}: write {' or '.join(LANGUAGES)}.")
    return language
