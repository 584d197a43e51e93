"""`verify` finds whatever was altered behind the ledger's back."""

# ruff: noqa: S608 - the names of our own tables

import random
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Text
from tests.commands import Commands
from tests.golden.make_ledger import load_dump

from dawra.claims import Reading
from dawra.errors import IntegrityError
from dawra.ledger import Journal, Verified, verify
from dawra.ledger.entry import PAYLOADS, entries
from dawra.ledger.lookup import LOOKUPS
from dawra.values import Amount

Tell = Callable[..., Reading]
Billions = Callable[..., Amount]

COLUMNS = (
    *[("claims", "record"), ("documents", "text"), ("judgements", "record")] * 8,
    *(
        (table.name, column.name)
        for table in (*PAYLOADS.values(), *LOOKUPS.values(), entries)
        for column in table.columns
        if isinstance(column.type, Text)
    ),
)
"""What is altered: mostly the words, and every other column now and then."""


@pytest.fixture
def book(tmp_path: Path, tell: Tell, billions: Billions) -> Iterator[tuple[Path, sqlite3.Connection]]:
    """A small ledger whose guards have been taken off."""
    path = tmp_path / "book.db"
    with Journal.open(path, create=True) as journal:
        for figure in range(5):
            journal.append(tell(amount=billions(10 + figure)))
        journal.judge("acme", "acme-inc", same=True)
    with closing(_unguarded(path)) as database:
        yield path, database


def test_a_whole_ledger_is_whole(book: tuple[Path, sqlite3.Connection]) -> None:
    """Counts and digests are told."""
    path, _ = book
    found = _verify(path)
    assert (found.documents, found.claims, found.judgements, found.entries) == (5, 5, 1, 21)


def test_every_flipped_bit_is_found(tmp_path: Path, soak: Callable[[int, int], int]) -> None:
    """One bit anywhere in what a ledger holds, and `verify` says that it was altered, also where no text is left."""
    load_dump(1, path := tmp_path / "book.db")
    chance = random.Random(5)  # noqa: S311 - no secret
    with Journal.open(path) as journal, closing(_unguarded(path)) as database:
        for number in range(soak(500, 10_000)):
            table, column = COLUMNS[number % len(COLUMNS)]
            query = f"SELECT rowid, CAST({column} AS BLOB) FROM {table} WHERE {column} IS NOT NULL"
            rowid, data = chance.choice(database.execute(query).fetchall())
            _set(database, table, column, rowid, _flipped(data, chance.randrange(len(data)), chance))
            with pytest.raises(IntegrityError, match=r"altered|damaged|not a whole ledger"):
                verify(journal)
            _set(database, table, column, rowid, data)
            journal.close()  # a cursor that failed half-way would go on seeing the ledger as it was
        verify(journal)


def test_a_bit_flipped_in_the_file_ends_the_command_with_5(
    commands: Commands, tmp_path: Path, soak: Callable[[int, int], int]
) -> None:
    """Under the database, as a failing disk does it."""
    load_dump(1, path := tmp_path / "book.db")
    Journal.open(path).close()  # brings it up to the present format
    chance = random.Random(6)  # noqa: S311 - no secret
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        query = "SELECT record FROM claims UNION ALL SELECT record FROM judgements UNION ALL SELECT text FROM documents"
        payloads = [text.encode() for (text,) in database.execute(query)]
    whole = path.read_bytes()
    for _ in range(soak(10, 200)):
        payload = chance.choice(payloads)
        start = chance.randrange(len(payload) - 16)
        place = whole.index(payload[start : start + 16])
        path.write_bytes(_flipped(whole, place, chance))
        done = commands.run("verify", "--book", path)
        assert done.code == 5, (place, done)
        assert "restore a backup" in done.err.lower(), done
    path.write_bytes(whole)
    assert commands.run("verify", "--book", path).code == 0


@pytest.mark.parametrize("table", ["documents", "sightings", "readings", "claims", "judgements"])
def test_a_missing_row_is_found(book: tuple[Path, sqlite3.Connection], table: str) -> None:
    """An entry without its row says which."""
    path, database = book
    database.execute(f"DELETE FROM {table} WHERE seq = (SELECT min(seq) FROM {table})")
    database.commit()
    with pytest.raises(IntegrityError, match="not there"):
        _verify(path)


def test_a_row_without_an_entry_is_found(book: tuple[Path, sqlite3.Connection]) -> None:
    """What was slipped in beside the journal is found."""
    path, database = book
    database.execute("INSERT INTO documents VALUES (1000, ?, 'slipped in')", ["a" * 64])
    database.commit()
    with pytest.raises(IntegrityError, match="no entry names it"):
        _verify(path)


def test_a_row_under_another_number_is_found(book: tuple[Path, sqlite3.Connection]) -> None:
    """Two rows that changed places are as good as lost: the order of entry tells which reading came first."""
    path, database = book
    first, second = (seq for (seq,) in database.execute("SELECT seq FROM claims ORDER BY seq LIMIT 2"))
    for old, new in ((first, 1000), (second, first), (1000, second)):
        database.execute("UPDATE claims SET seq = ? WHERE seq = ?", [new, old])
    database.commit()
    with pytest.raises(IntegrityError, match="not there"):
        _verify(path)


def test_an_entry_cut_out_of_the_middle_is_found(book: tuple[Path, sqlite3.Connection]) -> None:
    """The chain breaks where it was cut."""
    path, database = book
    database.execute("DELETE FROM entries WHERE seq = 7")
    database.commit()
    with pytest.raises(IntegrityError, match="entry 8"):
        _verify(path)


def test_a_cut_end_shows_in_the_head(book: tuple[Path, sqlite3.Connection]) -> None:
    """The ledger cut short is whole in itself; its head is another."""
    path, database = book
    before = _verify(path).head
    database.execute("DELETE FROM entries WHERE seq = 21")
    database.execute("DELETE FROM judgements")
    database.commit()
    assert _verify(path).head != before


def test_a_damaged_page_is_an_integrity_error(book: tuple[Path, sqlite3.Connection]) -> None:
    """Bytes overwritten in the file end in words, not in a stack of the database's own."""
    path, database = book
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    data = bytearray(path.read_bytes())
    data[8192:12288] = b"\xa5" * 4096
    path.write_bytes(data)
    with pytest.raises(IntegrityError):
        _verify(path)


def _verify(path: Path) -> Verified:
    with Journal.open(path) as journal:
        return verify(journal)


def _unguarded(path: Path) -> sqlite3.Connection:
    """A connection to a ledger whose guards it has taken off."""
    database = sqlite3.connect(path)
    database.execute("PRAGMA foreign_keys = OFF")
    database.execute("PRAGMA synchronous = OFF")
    for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        database.execute(f"DROP TRIGGER {name}")
    database.execute("PRAGMA ignore_check_constraints = ON")
    database.commit()
    return database


def _set(database: sqlite3.Connection, table: str, column: str, rowid: int, data: bytes) -> None:
    database.execute(f"UPDATE {table} SET {column} = CAST(? AS TEXT) WHERE rowid = ?", (data, rowid))
    database.commit()


def _flipped(data: bytes, place: int, chance: random.Random) -> bytes:
    return data[:place] + bytes([data[place] ^ (1 << chance.randrange(8))]) + data[place + 1 :]
