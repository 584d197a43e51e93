"""The ledger as one SQLite file: making it, opening it, and the guards that SQLite itself keeps.

Everything that only SQLite understands stands here. A kill at any moment leaves no ledger or a whole one.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, select
from sqlalchemy.exc import DatabaseError

from dawra.errors import InputError, IntegrityError
from dawra.ledger.entry import FORMAT, ledger, metadata
from dawra.ledger.whole_file import beside, give_name, leftovers, refuse_leftovers

WRITING = "dawra_writing"
"""The execution option of a connection that is going to write."""

_BUSY_SECONDS = 60
_PRAGMAS = ("synchronous=FULL", "foreign_keys=ON", "recursive_triggers=ON")
_MAGIC = b"SQLite format 3\0"
_OTHER = "Name another file, or restore a backup."

_REFUSALS: Final = {
    "SQLITE_FULL": ("the disk is full", "Make room and try again."),
    "SQLITE_BUSY": (f"another writer held it for {_BUSY_SECONDS} seconds", "Try again when that one has ended."),
    "SQLITE_READONLY": ("it cannot be written to", "Check the permissions of the file and of its folder."),
    "SQLITE_CANTOPEN": ("it cannot be opened", "Check the permissions of its folder and the room on the disk."),
    "SQLITE_IOERR": ("the disk reports an error", "Check it and its room; `dawra verify` says whether all is whole."),
}
"""What is told for the database's own codes: what was found, and what would help."""


def make(path: Path) -> None:
    """Build an empty ledger beside ``path``, named only when it is whole; an existing one stays."""
    refuse_leftovers(path)
    try:
        with beside(path) as new:
            new.write_bytes(_empty())
            give_name(new, path)
    except OSError as error:
        advice = "Make room, or name another place with --book."
        raise InputError(f"{path}: cannot be made ({error.strerror}). {advice}") from error


def connect(path: Path, *, read_only: bool = False) -> Engine:
    """Open the ledger at ``path``; ``read_only`` changes nothing, not even in its folder.

    Raises:
        InputError: there is none, or it cannot be read.
        IntegrityError: the file is no ledger of this program, or one of a newer version.
    """
    _look_at(path)
    engine = create_engine(_url(path, read_only=read_only), connect_args={"timeout": _BUSY_SECONDS})
    event.listen(engine, "connect", _set_up if read_only else _set_up_to_write)
    event.listen(engine, "begin", _begin)
    try:
        with plain_errors(path), engine.connect() as connection:
            _check_format(path, connection)
    except BaseException:
        engine.dispose()
        raise
    return engine


@contextmanager
def plain_errors(path: Path) -> Iterator[None]:
    """Turn the database's errors into ours: what the disk or a lock refuses, and what is damaged."""
    try:
        yield
    except (DatabaseError, sqlite3.DatabaseError) as error:
        said = error.orig if isinstance(error, DatabaseError) else error
        if refusal := _refusal(path, said):
            raise InputError(refusal) from error
        raise IntegrityError(f"{path}: not a whole ledger of dawra ({said}). {_OTHER}") from error


def copy(connection: Connection, new: Path) -> None:
    """Fill the file ``new`` with what ``connection`` sees, whoever writes meanwhile."""
    source: sqlite3.Connection = connection.connection.driver_connection  # type: ignore[assignment]
    with plain_errors(new), closing(sqlite3.connect(new)) as target:
        source.backup(target)


def settle(path: Path) -> None:
    """Have all that a ledger holds in its one file, so that it can be read where nothing can be written."""
    with plain_errors(path), closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA journal_mode=DELETE")


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Keep everybody else away from a ledger, settled, as long as its file is being exchanged.

    Raises:
        InputError: somebody has it open.
    """
    with closing(sqlite3.connect(path, timeout=1, isolation_level=None)) as database:
        try:
            database.execute("PRAGMA journal_mode=DELETE")
            database.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorname.startswith("SQLITE_BUSY"):
                raise InputError(
                    f"{path}: somebody has it open. Close every dawra that uses it, then again."
                ) from error
            raise InputError(_refusal(path, error)) from error
        except sqlite3.DatabaseError:
            pass  # what is no database any more, nobody can have open
        yield


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
            for guard in _guards(table.name, next(iter(table.primary_key)).name):
                connection.exec_driver_sql(guard)
    raw = engine.raw_connection()
    try:
        database: sqlite3.Connection = raw.driver_connection  # type: ignore[assignment]
        return database.serialize()
    finally:
        raw.close()
        engine.dispose()


def _guards(table: str, key: str) -> list[str]:
    """Triggers that keep ``table`` append-only; the third stops REPLACE, which fires no DELETE trigger."""
    refuse = "BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"
    there = f"EXISTS (SELECT 1 FROM {table} WHERE {key} = NEW.{key})"  # noqa: S608 - our own names
    return [
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} {refuse}",
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {refuse}",
        f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN {there} {refuse}",
    ]


def _look_at(path: Path) -> None:
    if not path.exists():
        raise InputError(f"{path}: no ledger yet. Make one with `dawra add ARTICLE`, or name it with --book.")
    try:
        with path.open("rb") as file:
            start = file.read(len(_MAGIC))
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}). Name a ledger with --book.") from error
    if start != _MAGIC:
        raise IntegrityError(f"{path}: not a ledger of dawra. {_OTHER}")


def _url(path: Path, *, read_only: bool) -> URL:
    if not read_only:
        return URL.create("sqlite", database=str(path))
    # With nothing beside it a ledger is open nowhere, and SQLite need not make its own files there.
    still = {} if leftovers(path) else {"immutable": "1"}
    return URL.create("sqlite", database=f"file:{quote(str(path))}", query={"uri": "true", "mode": "ro", **still})


def _refusal(path: Path, said: BaseException | None) -> str | None:
    """What a person is told where the disk or another program is in the way; None where the ledger is at fault."""
    name = getattr(said, "sqlite_errorname", "")
    for code, (found, advice) in _REFUSALS.items():
        if name.startswith(code):
            return f"{path}: {found}. What was added before stands. {advice}"
    return None


def _set_up_to_write(connection: Any, record: object) -> None:  # noqa: ANN401 - the driver's own connection
    _set_up(connection, record)
    connection.execute("PRAGMA journal_mode=WAL")


def _set_up(connection: Any, _record: object) -> None:  # noqa: ANN401 - likewise
    # SQLAlchemy's recipe: the driver must not open transactions by itself, `_begin` does.
    connection.isolation_level = None
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    writing = connection.get_execution_options().get(WRITING)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _check_format(path: Path, connection: Connection) -> None:
    if not inspect(connection).has_table(ledger.name):
        raise IntegrityError(f"{path}: not a ledger of dawra. {_OTHER}")
    form = connection.execute(select(ledger.c.format)).scalar()
    if form is None:
        raise IntegrityError(f"{path}: a ledger without a format. Restore a backup.")
    if form > FORMAT:
        raise IntegrityError(
            f"{path}: made by a newer dawra (format {form}, this one knows {FORMAT}). "
            "Upgrade dawra; the ledger is unharmed."
        )
