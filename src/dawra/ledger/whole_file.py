"""Files that are there whole or not at all, whenever a kill or a power cut comes."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from glob import escape
from pathlib import Path
from time import time
from typing import Final

from dawra.errors import InputError

_COMPANIONS: Final = ("-wal", "-shm", "-journal")
"""What SQLite keeps beside a ledger that is open, and what a crash leaves there for it to mend with."""


_ABANDONED: Final = 86_400
"""Seconds after which nobody is filling a file any more that was not written to meanwhile."""


@contextmanager
def beside(path: Path) -> Iterator[Path]:
    """An empty file in the folder of ``path``, to be filled and then given that name; gone if it never was."""
    path.parent.mkdir(parents=True, exist_ok=True)
    _sweep(path)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".new", dir=path.parent)
    os.close(handle)
    try:
        yield Path(name)
    finally:
        _remove(Path(name))


def give_name(new: Path, path: Path) -> bool:
    """Name a file that is filled; False where there is a file of that name, which stays."""
    _sync(new)
    try:
        os.link(new, path)
    except FileExistsError:
        return False
    except OSError:  # a file system without hard links
        if path.exists():
            return False
        new.rename(path)
    _sync(path.parent)
    return True


def take_place(new: Path, path: Path, *, kept: Path | None = None) -> None:
    """Put a file that is filled in the place of another, at once, and keep that one under the name ``kept``."""
    shutil.copymode(path, new)
    _sync(new)
    if kept is not None:
        for left in leftovers(path):
            left.rename(_companion(kept, left.name.removeprefix(path.name)))
        _also_name(path, kept)
    new.replace(path)
    _sync(path.parent)


def leftovers(path: Path) -> list[Path]:
    """The files that SQLite keeps beside a ledger, as far as they are there."""
    files = (_companion(path, ending) for ending in _COMPANIONS)
    return [file for file in files if file.exists()]


def refuse_leftovers(path: Path) -> None:
    """Refuse to put a ledger beside what an earlier one left: SQLite would mend the new one with it.

    Raises:
        InputError: there are such files, and no ledger that they belong to.
    """
    found = leftovers(path)
    if found and not path.exists():  # in this order: another process may be making the ledger just now
        raise InputError(f"{found[0]}: left behind by a ledger that is gone. Move it away, or name another place.")


def _sweep(path: Path) -> None:
    """Remove what a kill has left of earlier files for the same name."""
    for left in path.parent.glob(f".{escape(path.name)}.*.new"):
        with suppress(FileNotFoundError):  # another process sweeps too
            if time() - left.stat().st_mtime > _ABANDONED:
                _remove(left)


def _remove(file: Path) -> None:
    for one in (file, *leftovers(file)):
        one.unlink(missing_ok=True)


def _companion(path: Path, ending: str) -> Path:
    return path.with_name(path.name + ending)


def _also_name(path: Path, kept: Path) -> None:
    try:
        os.link(path, kept)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        path.rename(kept)


def _sync(path: Path) -> None:
    """Have the disk hold what was written to a file, or the names in a folder, before anything is built on it."""
    if path.is_dir() and os.name == "nt":
        return  # Windows opens no folder, and writes names by itself
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
