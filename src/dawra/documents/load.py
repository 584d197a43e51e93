"""The door of this room: a path, an address or ``-`` becomes a ``Document``."""

import sys
from pathlib import Path

from dawra.documents.clean_text import decode
from dawra.documents.dateline import find_dateline
from dawra.documents.detect_language import detect_language
from dawra.documents.document import Document, Language
from dawra.documents.extract_html import extract_html, looks_like_html
from dawra.documents.fetch import fetch
from dawra.errors import SourceError

LARGEST_BYTES = 5_000_000
STDIN = "-"


def load(
    source: str | Path,
    *,
    language: Language | None = None,
    title: str | None = None,
    url: str | None = None,
    publisher: str | None = None,
    published: str | None = None,
) -> Document:
    """Read one source into a document; what the caller says outweighs what the text says of itself.

    Args:
        source: a file, an ``http`` or ``https`` address, or ``-`` for standard input.
        language: ``ar`` or ``en``; else by script.
        title: the headline, where the source has none.
        url: the address that the text came from.
        publisher: who printed it.
        published: the day it was printed, ISO.

    Raises:
        SourceError: the source is missing, empty, binary, too large or holds no words.
    """
    name = str(source)
    data, address = _bytes_of(name)
    text, _ = decode(name, data)
    if looks_like_html(name, text):
        page = extract_html(name, text)
        text, found = page.text, page.dateline
    else:
        found = find_dateline(text)
    if not any(letter.isalpha() for letter in text):
        raise SourceError(name, "there are no words in it", "Give a text or an HTML page of an article.")
    return Document(
        text=text,
        language=language or detect_language(text),
        title=title or found.title,
        url=url or address or found.url,
        publisher=publisher or found.publisher,
        published=published or found.published,
    )


def _bytes_of(name: str) -> tuple[bytes, str | None]:
    """The raw bytes and, for an address, where they came from in the end."""
    if name.startswith(("http://", "https://")):
        return fetch(name, LARGEST_BYTES)
    if name == STDIN:
        data = sys.stdin.buffer.read(LARGEST_BYTES + 1)
    else:
        path = Path(name)
        if path.is_dir():
            raise SourceError(name, "it is a folder", "Name the files in it.")
        try:
            with path.open("rb") as file:
                data = file.read(LARGEST_BYTES + 1)
        except FileNotFoundError as error:
            raise SourceError(name, "no such file", "Check the path; an address starts with https://.") from error
        except OSError as error:
            raise SourceError(name, f"cannot be read ({error.strerror})", "Check its permissions.") from error
    if len(data) > LARGEST_BYTES:
        raise SourceError(name, f"larger than {LARGEST_BYTES // 1_000_000} MB", "Give one article at a time.")
    return data, None
