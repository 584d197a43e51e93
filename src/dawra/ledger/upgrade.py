"""Brings the ledger of an older release to the form of this one, in one transaction; no entry is touched.

Each step goes from one format to the next and only makes or fills what the journal does not speak of, so both
digests stay what they were.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, MetaData, RowMapping, inspect, select

from dawra.errors import IntegrityError
from dawra.ledger import sqlite
from dawra.ledger.entry import (
    FORMAT,
    claim_parties,
    claims,
    entries,
    judgements,
    ledger,
    metadata,
    sighting_pages,
    sightings,
)
from dawra.ledger.lookup import LOOKUPS, lookup_rows
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
        # Another process may have done it meanwhile.
        for form in range(_format(connection, path), FORMAT):
            _STEPS[form](connection)


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


def _to_2(connection: Connection) -> None:
    """Lookup tables, an index and guards of every key, which format 1 had not; the index of heads, which it had."""
    old = entries.to_metadata(MetaData(), name="entries_1")
    connection.exec_driver_sql(f"ALTER TABLE {entries.name} RENAME TO {old.name}")
    for index in entries.indexes:
        connection.exec_driver_sql(f"DROP INDEX {index.name}")
    entries.create(connection)
    connection.execute(entries.insert().from_select(list(entries.c.keys()), select(old)))
    old.drop(connection)
    metadata.create_all(connection, tables=[claim_parties, sighting_pages])
    for kind, table in (("sighting", sightings), ("claim", claims)):
        own_entry = (entries.c.payload_id == table.c.id) & (entries.c.kind == kind)
        rows = connection.execute(select(table, entries.c.seq).join(entries, own_entry)).mappings()
        for some in _in_batches(_lookups(kind, rows)):
            insert_all(connection, LOOKUPS[kind], some)
    for index in judgements.indexes:
        index.create(connection)
    for guarded in metadata.sorted_tables:
        sqlite.guard(connection, guarded)
    _mark(connection, 2)


def _lookups(kind: str, rows: Iterable[RowMapping]) -> Iterator[dict[str, Any]]:
    for row in rows:
        try:
            record = json.loads(row["record"]) if kind == "claim" else None
            yield from ({"seq": row["seq"], **found} for found in lookup_rows(kind, dict(row), record))
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


def _mark(connection: Connection, form: int) -> None:
    """Write the new format. The table is made anew, since its row may never change."""
    ledger.drop(connection)
    ledger.create(connection)
    connection.execute(ledger.insert().values(format=form))
    sqlite.guard(connection, ledger)


_STEPS: Final[Mapping[int, Callable[[Connection], None]]] = {1: _to_2}
