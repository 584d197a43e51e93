"""Brings the ledger of an older release to the form of this one, in one transaction; no entry is touched.

The rows of the journal are copied as they are into the tables of this release, and what finds them is worked out
anew, so both digests stay what they were.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, MetaData, RowMapping, Table, func, inspect, select

from dawra.errors import IntegrityError
from dawra.ledger import sqlite
from dawra.ledger.entry import (
    FORMAT,
    PAYLOADS,
    entries,
    ledger,
    metadata,
)
from dawra.ledger.lookup import LOOKUPS, due_lookups
from dawra.ledger.many import insert_all

_ROWS: Final = 5000


def bring_up(engine: Engine, path: Path) -> None:
    """Leave the ledger in this release's format.

    Raises:
        InputError: it is of an older format and cannot be written.
        IntegrityError: it is no ledger, damaged, or of a newer format.
    """
    if check_format(engine, path) == FORMAT:
        return
    with sqlite.writing(engine, path) as connection:
        if _format(connection, path) < FORMAT:  # else another process has done it meanwhile
            _copy(connection)


def check_format(engine: Engine, path: Path) -> int:
    """The format of a ledger that this release knows; raises as `bring_up`."""
    with sqlite.plain_errors(path), engine.connect() as connection:
        return _format(connection, path)


def _format(connection: Connection, path: Path) -> int:
    if not inspect(connection).has_table(ledger.name):
        raise IntegrityError(f"{path}: not a ledger of dawra. {sqlite.OTHER}")
    form = connection.execute(select(ledger.c.format)).scalar()
    if form is None:
        raise IntegrityError(f"{path}: a ledger without a format. Restore a backup.")
    if form > FORMAT:
        raise IntegrityError(
            f"{path}: made by a newer dawra (format {form}, this one knows {FORMAT}). "
            "Upgrade dawra; the ledger is unharmed."
        )
    return int(form)


def _copy(connection: Connection) -> None:
    """From formats 1 and 2, whose rows did not stand under the numbers of their entries; 1 had no lookups.

    Raises:
        IntegrityError: a row has no entry, and would be lost.
    """
    old = {table: _set_aside(connection, table) for table in (*PAYLOADS.values(), entries)}
    for table in LOOKUPS.values():
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS {table.name}")
    metadata.create_all(connection)
    journal = old[entries].c
    connection.execute(entries.insert().from_select(list(entries.c.keys()), select(old[entries])))
    for kind, table in PAYLOADS.items():
        before = old[table]
        own_entry = (journal.payload_id == before.c.id) & (journal.kind == kind)
        placed = select(journal.seq, before).join(old[entries], own_entry)
        connection.execute(table.insert().from_select(["seq", *before.c.keys()], placed))
        if _size(connection, table) != _size(connection, before):
            raise IntegrityError(f"{table.name}: a row without an entry. The ledger was altered; restore a backup.")
    for kind, table in LOOKUPS.items():
        rows = connection.execute(select(PAYLOADS[kind])).mappings()
        for some in _in_batches(_lookups(kind, rows)):
            insert_all(connection, table, some)
    for table in reversed(old.values()):
        table.drop(connection)
    for guarded in metadata.sorted_tables:
        sqlite.guard(connection, guarded)
    _mark(connection)


def _set_aside(connection: Connection, table: Table) -> Table:
    """The older form of a table, under another name; its indexes go where the new one has them too."""
    name = f"{table.name}_before"
    connection.exec_driver_sql(f"ALTER TABLE {table.name} RENAME TO {name}")
    before = Table(name, MetaData(), autoload_with=connection)
    for index in {index.name for index in before.indexes} & {index.name for index in table.indexes}:
        connection.exec_driver_sql(f"DROP INDEX {index}")
    return before


def _size(connection: Connection, table: Table) -> int:
    return connection.execute(select(func.count()).select_from(table)).scalar_one()


def _lookups(kind: str, rows: Iterable[RowMapping]) -> Iterator[dict[str, Any]]:
    for row in rows:
        try:
            yield from due_lookups(kind, dict(row))
        except (ValueError, KeyError, TypeError) as error:
            raise IntegrityError(f"{kind} {row['id']}: cannot be read ({error}). Restore a backup.") from error


def _in_batches(rows: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    some: list[dict[str, Any]] = []
    for row in rows:
        some.append(row)
        if len(some) == _ROWS:
            yield some
            some = []
    if some:
        yield some


def _mark(connection: Connection) -> None:
    """Write the new format. The table is made anew, since its row may never change."""
    ledger.drop(connection)
    ledger.create(connection)
    connection.execute(ledger.insert().values(format=FORMAT))
    sqlite.guard(connection, ledger)
