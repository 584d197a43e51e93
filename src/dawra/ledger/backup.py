"""Copies of a ledger that are whole: made beside writers, computed again from the first row, then named.

Backup and restore are one movement in two directions. Whenever they are killed, the place that they copy to
holds what it held before, or the whole copy.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from dawra.errors import InputError, IntegrityError
from dawra.ledger import sqlite
from dawra.ledger.check import Verified, digests, verify
from dawra.ledger.journal import Journal
from dawra.ledger.whole_file import beside, give_name, leftovers, refuse_leftovers, take_place


@dataclass(frozen=True, slots=True, kw_only=True)
class Copied:
    """A copy that is whole, and where the ledger is that stood in its place; None: there was none to keep."""

    path: Path
    kept: Path | None
    found: Verified


def back_up(journal: Journal, file: Path, *, force: bool = False) -> Copied:
    """Copy a ledger as it is at this moment into ``file``; with ``force`` also over another file.

    Raises:
        InputError: ``file`` is there already, or cannot be written.
        IntegrityError: the ledger is not whole; ``file`` stays as it was.
    """
    file = file.resolve()
    if file.exists() and file.samefile(journal.path):
        raise InputError(f"{file}: the ledger itself. Name another file for its copy.")
    if file.exists() and not force:
        raise InputError(f"{file}: there already. Name another file, or replace it with --force.")
    with _told(file), beside(file) as new:
        found = _copy(journal, new)
        sqlite.settle(new)
        if file.exists():
            _replace(new, file)
        else:
            _name(new, file)
    return Copied(path=file, kept=None, found=found)


def restore(file: Path, path: Path, *, force: bool = False) -> Copied:
    """Put a copy of the backup ``file`` at ``path``; with ``force`` a ledger there is kept under another name.

    Raises:
        InputError: there is no backup, or a ledger that is to stay or that somebody has open.
        IntegrityError: the backup is not whole, or of a newer dawra; ``path`` stays as it was.
    """
    path = path.resolve()
    if not file.is_file():
        raise InputError(f"{file}: no such file. Name a backup that `dawra backup` made.")
    if path.exists() and path.samefile(file):
        raise InputError(f"{file}: the ledger itself. Name its backup, or the ledger's new place with --book.")
    if path.exists() and not force:
        raise InputError(f"{path}: a ledger is there. Name another place with --book, or use --force: it is kept.")
    with _told(path), beside(path) as new:
        with Journal.open(file, read_only=True) as backup:
            found = _copy(backup, new)
        kept = _free_name(path) if path.exists() else None
        if kept:
            with sqlite.alone(path):
                take_place(new, path, kept=kept)
        else:
            _name(new, path)
    return Copied(path=path, kept=kept, found=found)


def _copy(source: Journal, new: Path) -> Verified:
    """Copy one moment of ``source``, and check the copy from its first row to its last."""
    with source.reading() as connection:
        then = digests(connection)
        sqlite.copy(connection, new)
    try:
        with Journal.open(new) as copy:
            found = verify(copy)
    except IntegrityError as error:
        raise IntegrityError(f"{source.path}: not whole, and not copied. {error}") from error
    if (found.content, found.head) != then:
        raise IntegrityError(f"{source.path}: its copy came out otherwise. Check the disk, then try again.")
    return found


def _name(new: Path, path: Path) -> None:
    refuse_leftovers(path)
    if not give_name(new, path):
        raise InputError(f"{path}: somebody else made it meanwhile. Nothing was copied.")


def _replace(new: Path, file: Path) -> None:
    with sqlite.alone(file):
        if left := leftovers(file):
            raise InputError(f"{left[0]}: beside a file that is no whole ledger. Name another file for the copy.")
        take_place(new, file)


def _free_name(path: Path) -> Path:
    names = (path.with_name(f"{path.stem}-before-restore-{number}{path.suffix}") for number in count(1))
    return next(name for name in names if not name.exists() and not leftovers(name))


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """What the file system refuses, in our words."""
    try:
        yield
    except OSError as error:
        raise InputError(f"{path}: cannot be written ({error.strerror}). Make room, or name another place.") from error
