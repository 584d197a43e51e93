"""The ledger as one SQLite file: making it, opening it, and the guards that SQLite itself keeps.

Everything that only SQLite understands stands here. A kill at any moment leaves no ledger or a whole one.
"""

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, Table, create_engine, event
from sqlalchemy.exc import DatabaseError, OperationalError

from dawra.errors import InputError, IntegrityError
from dawra.ledger.entry import FORMAT, ledger, metadata

OTHER = "Name another file with --book, or restore a backup."

_WRITING = "dawra_writing"
"""The execution option of a connection that is going to write."""
_BUSY_SECONDS = 60
_PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "recursive_triggers=ON")
_MAGIC = b"SQLite format 3\0"


def make(path: Path) -> None:
    """Build an empty ledger beside ``path``, named only when it is whole; an existing one stays."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".new", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(_empty())
                file.flush()
                os.fsync(file.fileno())
            _give_name(Path(name), path)
        finally:
            Path(name).unlink(missing_ok=True)
    except OSError as error:
        advice = "Name another place with --book."
        raise InputError(f"{path}: cannot be made ({error.strerror}). {advice}") from error


def connect(path: Path) -> Engine:
    """Open the database at ``path``.

    Raises:
        InputError: there is none, or it cannot be read.
        IntegrityError: the file is no database.
    """
    _look_at(path)
    url = URL.create("sqlite", database=str(path))
    engine = create_engine(url, connect_args={"timeout": _BUSY_SECONDS})
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


@contextmanager
def writing(engine: Engine, path: Path) -> Iterator[Connection]:
    """A transaction that holds the write lock from its start: nobody comes between reading and writing."""
    with (
        plain_errors(path),
        engine.connect().execution_options(**{_WRITING: True}) as connection,
        connection.begin(),
    ):
        yield connection


@contextmanager
def plain_errors(path: Path) -> Iterator[None]:
    """Turn the database's errors into ours: what the disk or a lock refuses, and what is damaged."""
    try:
        yield
    except OperationalError as error:
        advice = "Nothing was added. Make room, wait for other writers, or check its permissions."
        raise InputError(f"{path}: cannot be used ({error.orig}). {advice}") from error
    except DatabaseError as error:
        raise IntegrityError(f"{path}: not a whole ledger of dawra ({error.orig}). {OTHER}") from error


def damage(connection: Connection) -> str | None:
    """What SQLite's own check of its pages finds, or None."""
    found = connection.exec_driver_sql("PRAGMA integrity_check").scalars().first()
    return None if found == "ok" else str(found)


def _empty() -> bytes:
    """A ledger without entries, as the bytes of its file."""
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        metadata.create_all(connection)
        connection.execute(ledger.insert().values(format=FORMAT))
        for table in metadata.sorted_tables:
            guard(connection, table)
    raw = engine.raw_connection()
    try:
        database: sqlite3.Connection = raw.driver_connection  # type: ignore[assignment]
        return database.serialize()
    finally:
        raw.close()
        engine.dispose()


def guard(connection: Connection, table: Table) -> None:
    """Triggers that keep ``table`` append-only; the third stops REPLACE, which fires no DELETE trigger."""
    refuse = "BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"
    name, key = table.name, " AND ".join(f"{column.name} = NEW.{column.name}" for column in table.primary_key)
    there = f"EXISTS (SELECT 1 FROM {name} WHERE {key})"  # noqa: S608 - our own names
    connection.exec_driver_sql(f"CREATE TRIGGER {name}_no_update BEFORE UPDATE ON {name} {refuse}")
    connection.exec_driver_sql(f"CREATE TRIGGER {name}_no_delete BEFORE DELETE ON {name} {refuse}")
    connection.exec_driver_sql(f"CREATE TRIGGER {name}_no_replace BEFORE INSERT ON {name} WHEN {there} {refuse}")


def _give_name(new: Path, path: Path) -> None:
    """Rename, without ever taking the place of a ledger that another process made meanwhile."""
    try:
        os.link(new, path)
    except FileExistsError:
        return
    except OSError:  # a file system without hard links
        if not path.exists():
            new.rename(path)


def _look_at(path: Path) -> None:
    if not path.exists():
        raise InputError(f"{path}: no ledger yet. Make one with `dawra add ARTICLE`, or name it with --book.")
    try:
        with path.open("rb") as file:
            start = file.read(len(_MAGIC))
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}). Name a ledger with --book.") from error
    if start != _MAGIC:
        raise IntegrityError(f"{path}: not a ledger of dawra. {OTHER}")


def _set_up(connection: Any, _record: object) -> None:  # noqa: ANN401 - the driver's own connection
    # SQLAlchemy's recipe: the driver must not open transactions by itself, `_begin` does.
    connection.isolation_level = None
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    writing = connection.get_execution_options().get(_WRITING)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
