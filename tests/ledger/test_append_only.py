"""R5: no program changes, removes or replaces a row of a ledger, whatever SQL it says."""

# ruff: noqa: S608 - the names of our own tables

import random
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Final

import pytest
from tests.golden.make_ledger import load_dump

from dawra.ledger import Journal
from dawra.ledger.entry import metadata
from dawra.ledger.lookup import LOOKUPS

TABLES: Final = [table.name for table in metadata.sorted_tables]
VALUES: Final = (
    "NULL",
    "'x'",
    "0",
    "2.5",
    "x'00'",
    "{column}",
    "{column} || ' '",
    "(SELECT max({column}) FROM {table})",
)
FIRST: Final = "WHERE rowid = (SELECT min(rowid) FROM {table})"
WHERE: Final = ("", FIRST, "WHERE {column} = {column}", "WHERE rowid = (SELECT max(rowid) FROM {table})")
EVERYWHERE: Final = (
    "UPDATE {table} SET {column} = {value} {where}",
    "UPDATE OR REPLACE {table} SET {column} = {value} {where}",
    "DELETE FROM {table} {where}",
    "REPLACE INTO {table} SELECT * FROM {table} {where}",
    "INSERT INTO {table} SELECT * FROM {table} WHERE true ON CONFLICT DO UPDATE SET {column} = {value}",
)
BY_NUMBER: Final = "REPLACE INTO {table} ({columns}) SELECT {others} FROM {table} {where}"
"""Another row under a number that is taken; ``others`` are values that are not there yet, but for the number."""
LOOKED_UP: Final = frozenset(table.name for table in LOOKUPS.values())
CHANGES: Final = [
    (change, table)
    for table in TABLES
    for change in (*EVERYWHERE, *((BY_NUMBER,) if table != "ledger" else ()))
    if table not in LOOKED_UP or "REPLACE INTO" not in change
]
"""Each would change any table that lets it. A row of a lookup may be replaced: it is no record; `verify` sees it."""


@pytest.fixture
def database(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """A connection of another program to a ledger with rows in every table."""
    load_dump(1, path := tmp_path / "book.db")
    Journal.open(path).close()  # brings it up to the present format
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        yield connection


def test_nothing_is_ever_changed(database: sqlite3.Connection, soak: Callable[[int, int], int]) -> None:
    """All forms of UPDATE, DELETE and REPLACE over all tables: not one succeeds."""
    chance = random.Random(7)  # noqa: S311 - no secret
    before = _rows(database)
    for number in range(soak(100, 1000)):
        change, table = CHANGES[number % len(CHANGES)]
        value, where = chance.choice(VALUES), chance.choice(WHERE)
        statement = _filled(database, change, table, value=value, where=where, place=chance.random())
        with pytest.raises(sqlite3.IntegrityError):
            database.execute(statement)
        assert _rows(database) == before, statement


@pytest.mark.parametrize(("change", "table"), CHANGES)
def test_the_reason_is_told(database: sqlite3.Connection, change: str, table: str) -> None:
    """To whoever tries."""
    with pytest.raises(sqlite3.IntegrityError, match="the ledger is append-only"):
        database.execute(_filled(database, change, table, value="{column}", where=FIRST))


def _filled(database: sqlite3.Connection, change: str, table: str, *, value: str, where: str, place: float = 0) -> str:
    columns = [name for (name,) in database.execute(f"SELECT name FROM pragma_table_info('{table}')")]
    others = [name if name == "seq" else f"substr({name} || {name}, 2, length({name}))" for name in columns]
    names = {"table": table, "column": columns[int(place * len(columns))]}
    names |= {"columns": ", ".join(columns), "others": ", ".join(others)}
    return change.format(**names, value=value.format(**names), where=where.format(**names))


def _rows(database: sqlite3.Connection) -> list[list[tuple[object, ...]]]:
    return [database.execute(f"SELECT rowid, * FROM {table}").fetchall() for table in TABLES]
