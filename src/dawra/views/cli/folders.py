"""From what the user names to single sources: a folder stands for the texts and pages in it."""

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

TEXTS: Final = frozenset({".txt", ".text", ".md", ".htm", ".html", ".xhtml"})
_MOST_NAMED: Final = 5


@dataclass(frozen=True, slots=True)
class Refused:
    """A source that could not be read, and why; stands where its reading would."""

    why: str


def every_source(named: Iterable[str], note: Callable[[str], None]) -> Iterator[str | Refused]:
    """The named sources in their order, each folder replaced by its files, sorted by name, folders in it included.

    In a folder only what ends like a text or a page is taken, nothing hidden, no folder behind a link; how many
    other files there are goes to ``note``. A folder without a text is refused. Folders are walked as the sources
    are asked for.
    """
    for source in named:
        if os.path.isdir(source):  # noqa: PTH112 - an address or - is no path
            yield from _in_folder(source, note)
        else:
            yield source


def is_several(named: Iterable[str]) -> bool:
    """Whether these may be more than one document."""
    sources = list(named)
    return len(sources) > 1 or any(map(os.path.isdir, sources))


def _in_folder(folder: str, note: Callable[[str], None]) -> Iterator[str | Refused]:
    others: Counter[str] = Counter()
    broken: list[OSError] = []
    empty = True
    for path in _files(folder, broken):
        ending = Path(path).suffix.lower()
        if ending in TEXTS:
            empty = False
            yield path
        else:
            others[ending or "no ending"] += 1
    if others:
        named = ", ".join(f"{ending} {count}" for ending, count in others.most_common(_MOST_NAMED))
        note(f"{folder}: {others.total()} files left out, for they do not end like texts or pages ({named}).")
    yield from (Refused(f"{error.filename}: cannot be read ({error.strerror}).") for error in broken)
    if empty and not broken:
        yield Refused(f"{folder}: no text or page in this folder. It may hold {', '.join(sorted(TEXTS))}.")


def _files(folder: str, broken: list[OSError]) -> Iterator[str]:
    """All plain files under a folder, by name, those of a folder within where its name stands."""
    try:
        with os.scandir(folder) as entries:
            here = sorted((entry for entry in entries if not entry.name.startswith(".")), key=lambda entry: entry.name)
    except OSError as error:
        broken.append(error)
        return
    for entry in here:
        if entry.is_dir(follow_symlinks=False):
            yield from _files(entry.path, broken)
        elif entry.is_file():  # no pipe, which might never end
            yield entry.path
