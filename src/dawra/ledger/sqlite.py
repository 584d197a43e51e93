"""The ledger as one SQLite file: making it, opening it, and the guards that SQLite itself keeps.

Everything that only SQLite understands stands here. A kill at any moment leaves no ledger or a whole one.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, Table, create_engine, event
from sqlalchemy.exc import DatabaseError

from dawra.errors import InputError, IntegrityError
from dawra.ledger.entry import FORMAT, ledger, metadata
from dawra.ledger.lookup import LOOKUPS
from dawra.ledger.whole_file import beside, give_name, leftovers, refuse_leftovers

OTHER = "Name another file, or restore a backup."

_WRITING = "dawra_writing"
"""The execution option of a connection that is going to write."""
_BUSY_SECONDS = 60
_PRAGMAS = (
    "synchronous=FULL",
    "foreign_keys=ON",
    "recursive_triggers=ON",
    "cache_size=-131072",  # kB: ids are hashes, so a batch touches pages all over the file
    "wal_autocheckpoint=32768",  # pages, as much as that: fewer of them are written twice
)
_MAGIC = b"SQLite format 3\0"
_LOG_MARK = slice(18, 20)
"""The bytes of the file that tell a write-ahead log (SQLite's file format, 1.3.3)."""
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
    """Open the database at ``path``; ``read_only`` changes nothing, not even in its folder.

    Raises:
        InputError: there is none, or it cannot be read.
        IntegrityError: the file is no database.
    """
    _look_at(path)
    engine = create_engine(_url(path, read_only=read_only), connect_args={"timeout": _BUSY_SECONDS})
    event.listen(engine, "connect", _set_up if read_only else _set_up_to_write)
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
    except (DatabaseError, sqlite3.DatabaseError) as error:
        said = error.orig if isinstance(error, DatabaseError) else error
        if refusal := _refusal(path, said):
            raise InputError(refusal) from error
        raise IntegrityError(f"{path}: not a whole ledger of dawra ({said}). {OTHER}") from error


def copy(connection: Connection, new: Path) -> None:
    """Fill the file ``new`` with what ``connection`` sees, whoever writes meanwhile."""
    source: sqlite3.Connection = connection.connection.driver_connection  # type: ignore[assignment]
    with plain_errors(new), closing(sqlite3.connect(new)) as target:
        source.backup(target)


def settle(path: Path) -> None:
    """Turn the write-ahead log off, so that a ledger can be read where nothing can be written."""
    with plain_errors(path), closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA journal_mode=DELETE")


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Keep everybody else away from a ledger, settled, as long as its file is being exchanged.

    Raises:
        InputError: somebody has it open.
    """
    with plain_errors(path), closing(sqlite3.connect(path, timeout=1, isolation_level=None)) as database:
        try:
            database.execute("PRAGMA journal_mode=DELETE")
            database.execute("BEGIN EXCLUSIVE")
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorname.startswith("SQLITE_BUSY"):
                advice = "Close every dawra that uses it, then try again."
                raise InputError(f"{path}: somebody has it open. {advice}") from error
            if _refusal(path, error):
                raise
            # What is no database any more, nobody can have open.
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
            guard(connection, table)
    raw = engine.raw_connection()
    try:
        database: sqlite3.Connection = raw.driver_connection  # type: ignore[assignment]
        # With a write-ahead log from the start: of several programs that open a new ledger at once and all turn
        # that on, SQLite refuses some without waiting.
        data = bytearray(database.serialize())
        data[_LOG_MARK] = b"\x02\x02"
        return bytes(data)
    finally:
        raw.close()
        engine.dispose()


def guard(connection: Connection, table: Table) -> None:
    """Triggers that keep ``table`` append-only, in place of those it may have had.

    The third stops REPLACE, which fires no DELETE trigger and takes away the row that shares a key with the new
    one. Lookups do without: what replaces a row of theirs changes no record, and `check` finds it.
    """
    occasions = {"no_update": "UPDATE ON {0}", "no_delete": "DELETE ON {0}"}
    if table not in LOOKUPS.values():
        occasions["no_replace"] = f"INSERT ON {{0}} WHEN {_taken(table)}"
    for trigger, occasion in occasions.items():
        connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {table.name}_{trigger}")
        connection.exec_driver_sql(
            f"CREATE TRIGGER {table.name}_{trigger} BEFORE {occasion.format(table.name)} "
            "BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"
        )


def _taken(table: Table) -> str:
    """The condition that a row has one of the new one's keys already."""
    keys = [column.name for column in table.columns if column.primary_key or column.unique]
    there = "EXISTS (SELECT 1 FROM {0} WHERE {1} = NEW.{1})"
    return " OR ".join(there.format(table.name, key) for key in keys)


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
    writing = connection.get_execution_options().get(_WRITING)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
