"""Markdown that means what its values say: a name can neither break a table nor bring in a tag."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from dawra.views.wording import plain

_MEANING: Final = re.compile(r"([\\`*_\[\]<>|~#])")


def escaped(text: str) -> str:
    """The text with every character that Markdown would read escaped, on one line."""
    return _MEANING.sub(r"\\\1", " ".join(text.split()))


def code(text: str) -> str:
    """Text to be typed as it is, such as an id; backticks have no place in it."""
    return f"`{' '.join(text.replace('`', '').replace('|', '').split())}`"


def table(header: Sequence[str], rows: Iterable[Sequence[str]], *, words: int = 1) -> Iterator[str]:
    """The lines of a table; the first ``words`` columns are text, the others figures."""
    yield f"| {' | '.join(header)} |"
    yield f"|{'|'.join('---' if place < words else '---:' for place in range(len(header)))}|"
    for row in rows:
        yield f"| {' | '.join(row)} |"


def page(lines: Iterable[str], language: str) -> str:
    """The whole text. Arabic stands in a block from right to left, with its isolates; English needs none."""
    text = "\n".join(lines)
    if language == "ar":
        return f'<div dir="rtl" lang="ar">\n\n{text}\n\n</div>\n'
    return f"{plain(text)}\n"
