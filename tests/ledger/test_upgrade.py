"""R9: a ledger of every released format opens, with the same content and the same answers."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from tests.golden.make_ledger import HERE, answers, load_dump

from dawra.errors import IntegrityError
from dawra.ledger import Journal, restore, verify

FORMATS = sorted(int(path.stem.removeprefix("ledger-")) for path in HERE.glob("ledger-*.sql"))
MORE = "Where deals are rightly settled otherwise: python -m tests.golden.make_ledger {} --answers"


@pytest.fixture(params=FORMATS)
def number(request: pytest.FixtureRequest) -> int:
    """A format of which there is a golden ledger."""
    return int(request.param)


@pytest.fixture
def golden(number: int, tmp_path: Path) -> Path:
    """That ledger as a file."""
    load_dump(number, tmp_path / "book.db")
    return tmp_path / "book.db"


def test_there_are_golden_ledgers() -> None:
    """From the first format on."""
    assert FORMATS[0] == 1


def test_it_opens_whole_with_the_same_digests(number: int, golden: Path) -> None:
    """Every hash, quotation and link holds, and both digests are those of the day it was made."""
    told = _told(number)
    with Journal.open(golden) as journal:
        found = verify(journal)
    assert (found.content, found.head) == (told["content"], told["head"])


def test_a_backup_of_it_can_be_restored(number: int, golden: Path, tmp_path: Path) -> None:
    """Straight into this release's format; the backup stays as it is."""
    before, told = golden.read_bytes(), _told(number)
    found = restore(golden, tmp_path / "again.db").found
    assert (found.content, found.head) == (told["content"], told["head"])
    assert golden.read_bytes() == before
    assert answers(tmp_path / "again.db") == answers(golden)


def test_it_answers_as_it_did(number: int, golden: Path) -> None:
    """Which claims count at which times, word for word, and the deals that they come to."""
    then, now = _told(number), json.loads(json.dumps(answers(golden)))
    deals = then.pop("deals"), now.pop("deals")
    assert now == then
    assert deals[1] == deals[0], MORE.format(number)


def _told(number: int) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((HERE / f"ledger-{number}.json").read_text(encoding="utf-8"))
    return told


def test_a_row_that_would_be_lost_stops_the_upgrade(number: int, golden: Path) -> None:
    """Nothing is dropped without a word, and the ledger stays in its format."""
    with closing(sqlite3.connect(golden)) as database:
        database.execute("INSERT INTO documents VALUES (?, 'slipped in')", ["a" * 64])
        database.commit()
    with pytest.raises(IntegrityError, match="documents: a row without an entry"):
        Journal.open(golden)
    with closing(sqlite3.connect(golden)) as database:
        assert database.execute("SELECT format FROM ledger").fetchall() == [(number,)]
