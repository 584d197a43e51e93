"""`verify` finds whatever was altered behind the ledger's back."""

# ruff: noqa: S608 - the names of our own tables

import random
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dawra.claims import Reading
from dawra.errors import IntegrityError
from dawra.ledger import Journal, Verified, verify
from dawra.values import Amount

Tell = Callable[..., Reading]
Billions = Callable[..., Amount]

COLUMNS = (
    ("documents", "text"),
    ("sightings", "publisher"),
    ("sightings", "known"),
    ("readings", "version"),
    ("claims", "record"),
    ("claims", "kind"),
    ("judgements", "record"),
    ("entries", "recorded"),
    ("entries", "payload_hash"),
)


@pytest.fixture
def book(tmp_path: Path, tell: Tell, billions: Billions) -> Iterator[tuple[Path, sqlite3.Connection]]:
    """A small ledger whose guards have been taken off."""
    path = tmp_path / "book.db"
    with Journal.open(path, create=True) as journal:
        for figure in range(5):
            journal.append(tell(amount=billions(10 + figure)))
        journal.judge("acme", "acme-inc", same=True)
    database = sqlite3.connect(path)
    database.execute("PRAGMA foreign_keys = OFF")
    for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        database.execute(f"DROP TRIGGER {name}")
    database.execute("PRAGMA ignore_check_constraints = ON")
    database.commit()
    yield path, database
    database.close()


def test_a_whole_ledger_is_whole(book: tuple[Path, sqlite3.Connection]) -> None:
    """Counts and digests are told."""
    path, _ = book
    found = _verify(path)
    assert (found.documents, found.claims, found.judgements, found.entries) == (5, 5, 1, 21)


@pytest.mark.parametrize(("table", "column"), COLUMNS)
def test_any_flipped_byte_is_found(
    book: tuple[Path, sqlite3.Connection], soak: Callable[[int, int], int], table: str, column: str
) -> None:
    """One changed character anywhere in a row is an integrity error that names a row."""
    path, database = book
    chance = random.Random(f"{table}.{column}")  # noqa: S311 - no secret
    rows = database.execute(f"SELECT rowid, {column} FROM {table}").fetchall()
    for _ in range(soak(12, 1200)):
        rowid, text = chance.choice(rows)
        place = chance.randrange(len(text))
        other = chr((ord(text[place]) ^ (1 << chance.randrange(7))) or 1)
        _set(database, table, column, rowid, text[:place] + other + text[place + 1 :])
        with pytest.raises(IntegrityError, match=r"altered|damaged"):
            _verify(path)
        _set(database, table, column, rowid, text)
    _verify(path)


@pytest.mark.parametrize("table", ["documents", "sightings", "readings", "claims", "judgements"])
def test_a_missing_row_is_found(book: tuple[Path, sqlite3.Connection], table: str) -> None:
    """An entry without its row says which."""
    path, database = book
    database.execute(f"DELETE FROM {table} WHERE rowid = 1")
    database.commit()
    with pytest.raises(IntegrityError, match="not there"):
        _verify(path)


def test_a_row_without_an_entry_is_found(book: tuple[Path, sqlite3.Connection]) -> None:
    """What was slipped in beside the journal is found."""
    path, database = book
    database.execute("INSERT INTO documents VALUES (?, 'slipped in')", ["a" * 64])
    database.commit()
    with pytest.raises(IntegrityError, match="no entry names it"):
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


def _set(database: sqlite3.Connection, table: str, column: str, rowid: int, text: str) -> None:
    database.execute(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", (text, rowid))
    database.commit()
