"""R7: no claim without its document, its words in their place, and who read it; SQLite itself refuses such a row."""

# ruff: noqa: S608 - the names of our own tables

import hashlib
import json
import random
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Final

import pytest
from sqlalchemy import Integer
from tests.golden.make_ledger import load_dump

from dawra.book import Book
from dawra.claims import Reading, read
from dawra.documents import Document
from dawra.ledger import Journal
from dawra.ledger.entry import PAYLOADS, metadata

DATA: Final = Path(__file__).parents[2] / "data" / "ai-deals"
PARTIES: Final = ("OpenAI", "Nvidia", "Oracle", "Amazon", "SoftBank", "أوبن إيه آي", "إنفيديا", "أوراكل")
FORMS: Final = (
    "{a} invested ${n} billion in {b} on {d} December 2025.",
    "{a} is in talks to buy computing capacity from {b} for about ${n} billion over seven years.",
    "{a} had revenue of ${n} billion in the third quarter of 2025.",
    "استثمرت {a} {n} مليار دولار في {b}.",
    "وقعت {a} عقدا مع {b} بقيمة {n} مليار دولار لمدة خمس سنوات.",
    "The weather was fine on {d} December 2025. 🌤️",
)
STORED: Final = """
    SELECT claims.record, documents.id, documents.text, readings.reader, readings.version FROM claims
    LEFT JOIN readings ON readings.id = claims.reading_id LEFT JOIN documents ON documents.id = readings.document_id
"""
TABLES: Final = {table.name: table for table in metadata.sorted_tables}
HASHES: Final = ("id", "payload_hash", "previous", "head")
UNTOLD: Final = "(SELECT min(seq) FROM {1} WHERE seq NOT IN (SELECT seq FROM {0}))"
FRESH: Final = {
    **{(name, "id"): "substr(id || id, 2, length(id))" for name in TABLES},
    ("entries", "seq"): "seq + 1000",
    ("ledger", "format"): "format + 1000",
    **{(table.name, "seq"): UNTOLD.format(table.name, "entries") for table in PAYLOADS.values()},
    ("sighting_pages", "seq"): UNTOLD.format("sighting_pages", "sightings"),
    ("claim_parties", "role"): "role || ' '",
}
"""Keys that are not there yet."""
KEYS: Final = [
    *((table.name, tuple(column.name for column in table.primary_key)) for table in TABLES.values()),
    *((table.name, ("id",)) for table in PAYLOADS.values()),
]
COLUMNS: Final = [(table.name, column.name) for table in TABLES.values() for column in table.columns]


def test_every_claim_of_the_reference_ledger_has_its_proof(tmp_path: Path) -> None:
    """Our own summaries, each with the words that say each value."""
    with Book.open(tmp_path / "book.db", create=True) as book:
        for name in ("deals.csv", "facts.csv"):
            book.import_table(DATA / name)
    assert _proved(tmp_path / "book.db") > 100


def test_every_claim_that_is_read_has_its_proof(tmp_path: Path, soak: Callable[[int, int], int]) -> None:
    """Articles drawn at random, in two scripts and both mixed."""
    chance = random.Random(8)  # noqa: S311 - no secret
    with Journal.open(tmp_path / "book.db", create=True) as journal:
        for _ in range(soak(40, 1000)):
            journal.append(_article(chance), known="2026-01-01")
    assert _proved(tmp_path / "book.db") > 10


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """A ledger without its guards, so that only its constraints stand in the way."""
    load_dump(1, path := tmp_path_factory.mktemp("proof") / "book.db")
    Journal.open(path).close()  # brings it up to the present format
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        yield connection


@pytest.mark.parametrize(("table", "column"), COLUMNS)
def test_a_value_of_another_kind_is_refused(database: sqlite3.Connection, table: str, column: str) -> None:
    """No float, no bytes, and nothing missing that must be there."""
    told = TABLES[table].columns[column]
    numbers = ["2.5", "'two'"] if isinstance(told.type, Integer) else []
    missing = [] if told.nullable or (told.primary_key and numbers) else ["NULL"]  # SQLite numbers a row itself
    for value in ("x'00ff'", *numbers, *missing):
        _refused(database, table, {column: value})


@pytest.mark.parametrize(("table", "key"), KEYS)
def test_a_row_that_is_there_is_refused(database: sqlite3.Connection, table: str, key: tuple[str, ...]) -> None:
    """No two rows share a key."""
    _refused(database, table, {column: column for column in key})


@pytest.mark.parametrize(("table", "column"), [one for one in COLUMNS if TABLES[one[0]].columns[one[1]].foreign_keys])
def test_a_row_about_nothing_is_refused(database: sqlite3.Connection, table: str, column: str) -> None:
    """What it refers to must be there."""
    nothing = "1000000" if isinstance(TABLES[table].columns[column].type, Integer) else "'nothing'"
    _refused(database, table, {column: nothing})


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        *((table, column, value) for table, column in COLUMNS if column in HASHES for value in ("''", "'short'")),
        ("readings", "reader", "''"),
        ("readings", "version", "''"),
        ("claims", "kind", "'rumour'"),
    ],
)
def test_a_value_that_means_nothing_is_refused(
    database: sqlite3.Connection, table: str, column: str, value: str
) -> None:
    """A hash has its length, a reader its name and version, a claim one of two kinds."""
    _refused(database, table, {column: value})


def _refused(database: sqlite3.Connection, table: str, wrong: Mapping[str, str]) -> None:
    """A copy of a row with another key is taken; with ``wrong`` in it, it is not."""
    columns = [column.name for column in TABLES[table].columns]
    right = {name: FRESH.get((table, name), name) for name in columns}
    insert = f"INSERT INTO {table} SELECT {{}} FROM {table} LIMIT 1"
    database.execute("SAVEPOINT control")
    database.execute(insert.format(", ".join(right.values())))
    database.execute("ROLLBACK TO control")
    with pytest.raises(sqlite3.IntegrityError):
        database.execute(insert.format(", ".join({**right, **wrong}.values())))
    database.execute("RELEASE control")


def _article(chance: random.Random) -> Reading:
    """A few sentences of random deals, facts and neither."""
    sentences = []
    for _ in range(chance.randrange(1, 6)):
        a, b = chance.sample(PARTIES, 2)
        n, d = chance.choice((2, 10, 38, "12.5", 300)), chance.randrange(1, 29)
        sentences.append(chance.choice(FORMS).format(a=a, b=b, n=n, d=d))
    return read(Document(text=chance.choice((" ", "\n\n")).join(sentences), language=chance.choice(("en", "ar"))))


def _proved(path: Path) -> int:
    """How many claims a ledger holds, when each has its document, its words in their place, and its reader."""
    with closing(sqlite3.connect(path)) as database:
        rows = database.execute(STORED).fetchall()
    for record, document, text, reader, version in rows:
        assert hashlib.sha256(text.encode()).hexdigest() == document
        assert reader
        assert version
        evidence = json.loads(record)["evidence"]
        assert evidence
        for item in evidence:
            assert item["text"]
            assert text[item["start"] : item["end"]] == item["text"]
    return len(rows)
