"""The journal: made whole or not at all, appended to once, never changed."""

# ruff: noqa: S608 - the names of our own tables

import sqlite3
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dawra.claims import Evidence, Reader, Reading
from dawra.errors import InputError, IntegrityError, NotFoundError, RefusedError, UsageError
from dawra.ledger import Journal, content, deals_at, identities_at, sqlite, verify
from dawra.ledger.append import version_order
from dawra.ledger.entry import FORMAT, metadata
from dawra.values import Amount, Span

Tell = Callable[..., Reading]
Billions = Callable[..., Amount]

TABLES = [table.name for table in metadata.sorted_tables]


def test_a_missing_ledger_is_named(tmp_path: Path) -> None:
    """Opening what is not there says how to make it, and makes nothing."""
    with pytest.raises(InputError, match="dawra add"):
        Journal.open(tmp_path / "book.db")
    assert list(tmp_path.iterdir()) == []


def test_making_one_leaves_only_the_ledger(tmp_path: Path) -> None:
    """Nothing of the temporary file stays."""
    Journal.open(tmp_path / "deep" / "book.db", create=True).close()
    assert [path.name for path in (tmp_path / "deep").iterdir()] == ["book.db"]


@pytest.mark.parametrize("content", [b"", b"no database at all", b"SQLite format 3\0" + b"\xff" * 4096])
def test_what_is_no_ledger_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    """A file of another kind is an integrity error, never overwritten."""
    path = tmp_path / "book.db"
    path.write_bytes(content)
    with pytest.raises(IntegrityError, match=r"not a (whole )?ledger of dawra"):
        Journal.open(path, create=True)
    assert path.read_bytes() == content


def test_another_database_is_no_ledger(tmp_path: Path) -> None:
    """SQLite alone does not make a ledger."""
    with sqlite3.connect(tmp_path / "book.db") as database:
        database.execute("CREATE TABLE t (x)")
    database.close()
    with pytest.raises(IntegrityError, match="not a ledger"):
        Journal.open(tmp_path / "book.db")


def test_a_newer_ledger_is_refused_with_advice(tmp_path: Path) -> None:
    """A ledger of a later dawra is not touched."""
    path = tmp_path / "book.db"
    Journal.open(path, create=True).close()
    _alter(path, "UPDATE ledger SET format = ?", FORMAT + 1)
    with pytest.raises(IntegrityError, match="Upgrade dawra"):
        Journal.open(path)


def test_adding_twice_changes_nothing(journal: Journal, tell: Tell) -> None:
    """The second time leaves even the head where it was."""
    first = journal.append(tell())
    before = verify(journal)
    second = journal.append(tell())
    assert (first.new_document, first.deals) == (True, 1)
    assert not second.changed
    assert verify(journal) == before


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("change", ["update", "delete", "replace"])
def test_no_row_is_ever_changed(tmp_path: Path, tell: Tell, table: str, change: str) -> None:
    """UPDATE, DELETE and REPLACE abort on every table, for any program."""
    path = tmp_path / "book.db"
    with Journal.open(path, create=True) as journal:
        journal.append(tell(url="https://example.org/page"))
        journal.judge("acme", "acme-inc", same=True)
    database = sqlite3.connect(path)
    key = database.execute(f"SELECT name FROM pragma_table_info('{table}') WHERE pk = 1").fetchone()[0]
    statement = {
        "update": f"UPDATE {table} SET {key} = {key}",
        "delete": f"DELETE FROM {table}",
        "replace": f"REPLACE INTO {table} SELECT * FROM {table}",
    }[change]
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        database.execute(statement)
    database.close()


def test_the_ledger_has_no_float(tmp_path: Path) -> None:
    """Every column is a text or a whole number, and SQLite enforces it."""
    Journal.open(tmp_path / "book.db", create=True).close()
    database = sqlite3.connect(tmp_path / "book.db")
    for table in TABLES:
        types = {row[2] for row in database.execute(f"PRAGMA table_info({table})")}
        assert types <= {"TEXT", "INTEGER"}
        assert database.execute("SELECT strict FROM pragma_table_list WHERE name = ?", [table]).fetchone() == (1,)
    database.close()


def test_a_newer_reader_replaces_the_older(journal: Journal, tell: Tell, billions: Billions) -> None:
    """Only the newest reading of a document counts; `recorded` still shows the older one."""
    old = tell(amount=billions(10), text="one text", version="1.9")
    new = tell(amount=billions(12), text="one text", version="1.10")
    journal.append(old, recorded=datetime(2026, 1, 1, tzinfo=UTC))
    journal.append(new, recorded=datetime(2026, 1, 2, tzinfo=UTC))
    assert [claim.claim for claim in deals_at(journal)] == list(new.deals)
    assert [claim.claim for claim in deals_at(journal, recorded="2026-01-01")] == list(old.deals)


def test_a_newer_reader_that_finds_nothing_silences_the_older(journal: Journal, tell: Tell) -> None:
    """A reading without claims is a reading."""
    old = tell(text="one text", version="1")
    journal.append(old)
    journal.append(Reading(document=old.document, reader=Reader(name="test", version="2")))
    assert deals_at(journal) == ()


def test_the_order_of_versions_leaves_no_trace(tmp_path: Path, tell: Tell, billions: Billions) -> None:
    """Readers entered in any order give the same content and the same answer."""
    readings = [tell(amount=billions(n), text="one text", version=f"1.{n}") for n in (2, 9, 10)]
    digests = set()
    for name, order in (("a", (0, 1, 2)), ("b", (2, 0, 1)), ("c", (1, 2, 0))):
        with Journal.open(tmp_path / name, create=True) as journal:
            for index in order:
                journal.append(readings[index])
            digests.add(content(journal))
            assert [claim.reader.version for claim in deals_at(journal)] == ["1.10"]
    assert len(digests) == 1


def test_versions_are_sorted_by_number() -> None:
    """1.10 comes after 1.9, and a release after its candidates."""
    assert sorted(["1.10", "1.9", "1.9rc1", "2"], key=version_order)[-2:] == ["1.10", "2"]


def test_a_page_shows_its_newest_text(journal: Journal, tell: Tell, billions: Billions) -> None:
    """The same address with another text is a newer version; the older one stays for earlier knowledge."""
    old = tell(amount=billions(10), published="2025-12-17", url="https://www.example.org/deal/?utm_source=x")
    new = tell(amount=billions(12), published="2025-12-19", url="http://example.org/deal#top")
    journal.append(new)
    journal.append(old)
    assert [claim.claim for claim in deals_at(journal)] == list(new.deals)
    assert [claim.claim for claim in deals_at(journal, known="2025-12-18")] == list(old.deals)


def test_summaries_of_one_address_all_count(journal: Journal, tell: Tell, billions: Billions) -> None:
    """A retold row is no version of the page that it retells."""
    for figure in (10, 12):
        journal.append(tell(amount=billions(figure), url="https://example.org/deal", retold=True))
    assert len(deals_at(journal)) == 2


def test_a_summary_with_other_values_is_refused(journal: Journal, tell: Tell, billions: Billions) -> None:
    """Nobody could tell which values hold; the same values in other words of proof change nothing."""
    journal.append(tell(amount=billions(10), text="one summary", retold=True))
    with pytest.raises(RefusedError, match="other values"):
        journal.append(tell(amount=billions(12), text="one summary", retold=True))
    assert not journal.append(tell(amount=billions(10), text="one summary", retold=True)).changed


def test_an_article_read_again_by_the_same_reader_stays_as_it_was(
    journal: Journal, tell: Tell, billions: Billions
) -> None:
    """A reader that changed its mind must change its version."""
    journal.append(tell(amount=billions(10), text="one text"))
    assert not journal.append(tell(amount=billions(12), text="one text")).changed
    assert len(deals_at(journal)) == 1


def test_a_full_disk_changes_nothing(journal: Journal, tell: Tell, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the disk refuses is told in plain words, and the ledger is what it was."""
    journal.append(tell())
    before = verify(journal)
    with journal.reading() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
    monkeypatch.setattr(sqlite, "_PRAGMAS", (*sqlite._PRAGMAS, f"max_page_count={pages}"))
    with Journal.open(journal.path) as full, pytest.raises(InputError, match="full"):
        full.append(tell(text="x" * 100_000))
    assert verify(journal) == before


def test_a_text_seen_twice_is_known_from_the_first(journal: Journal, tell: Tell) -> None:
    """The earliest sighting of a text gives its day and publisher, whatever the order of entry."""
    late = tell(text="one text", published="2025-12-20", publisher="B")
    early = tell(text="one text", published="2025-12-17", publisher="A")
    journal.append(late)
    journal.append(early)
    (claim,) = deals_at(journal)
    assert (claim.known, claim.source.publisher) == ("2025-12-17", "A")


def test_known_is_told_else_printed_else_entered(journal: Journal, tell: Tell) -> None:
    """The three sources of the first known day."""
    journal.append(tell(text="a", published="2025-12-17"), known="2025-12-18")
    journal.append(tell(text="b", published="2025-12-17"))
    journal.append(tell(text="c", published=None), recorded=datetime(2026, 1, 5, 23, tzinfo=UTC))
    assert [claim.known for claim in deals_at(journal)] == ["2025-12-17", "2025-12-18", "2026-01-05"]


def test_a_retracted_claim_is_silent_at_every_known_day(journal: Journal, tell: Tell) -> None:
    """Retraction takes a claim out, and `holds` puts it back; only `recorded` goes behind it."""
    journal.append(tell(), recorded=datetime(2026, 1, 1, tzinfo=UTC))
    before = deals_at(journal)
    journal.retract(before[0].id, recorded=datetime(2026, 1, 2, tzinfo=UTC))
    assert deals_at(journal) == deals_at(journal, known="2025-12-17") == ()
    assert deals_at(journal, recorded="2026-01-01T12:00:00Z") == before
    journal.retract(before[0].id, holds=True)
    assert deals_at(journal) == before


def test_a_reason_stands_beside_a_retraction(journal: Journal, tell: Tell) -> None:
    """One without a reason, as older ledgers have them, is another judgement; said twice, each is one."""
    reading = tell()
    journal.append(reading)
    claim_id = reading.claim_id(reading.deals[0])
    bare, reasoned = journal.retract(claim_id), journal.retract(claim_id, because="a reason")
    assert bare != reasoned == journal.retract(claim_id, because="a reason")
    assert verify(journal).judgements == 2


def test_the_last_correction_of_a_claim_holds(journal: Journal, tell: Tell) -> None:
    """And none, where the last one takes it back; only `recorded` goes behind it."""
    reading = tell()
    journal.append(reading, recorded=datetime(2026, 1, 1, tzinfo=UTC))
    claim_id, record = reading.claim_id(reading.deals[0]), reading.deals[0].to_json()
    for day, status in ((2, "signed"), (3, "completed")):
        told = {**record, "status": status}
        journal.correct(claim_id, told, because="x", recorded=datetime(2026, 1, day, tzinfo=UTC))
    journal.correct(claim_id, None, because="x", recorded=datetime(2026, 1, 4, tzinfo=UTC))
    instants = ("2026-01-01", "2026-01-02", "2026-01-03", None)
    found = [deals_at(journal, recorded=instant)[0].claim.status for instant in instants]
    assert found == ["announced", "signed", "completed", "announced"]
    assert verify(journal).judgements == 3


def test_a_claim_that_is_not_there_cannot_be_retracted(journal: Journal) -> None:
    """A typing error is no judgement."""
    with pytest.raises(NotFoundError):
        journal.retract("0" * 32)


def test_the_last_judgement_on_two_parties_holds(journal: Journal) -> None:
    """Same, not same, same again: three judgements; said twice, one."""
    ids = [journal.judge("b", "a", same=same) for same in (True, True, False, True)]
    assert len(set(ids)) == 3
    assert identities_at(journal).party("b") == "a"


def test_a_value_that_its_text_does_not_say_is_refused(journal: Journal, tell: Tell) -> None:
    """Nothing of such a reading is kept."""
    good = tell()
    claim = good.deals[0]
    bad = Evidence(field="amount", span=Span(0, 5, "lying"))
    reading = Reading(
        document=good.document,
        reader=good.reader,
        deals=(type(claim)(kind=claim.kind, parties=claim.parties, status=claim.status, evidence=(bad,)),),
    )
    with pytest.raises(RefusedError, match="lying"):
        journal.append(reading)
    assert verify(journal).entries == 0


def test_a_claim_without_evidence_is_refused(journal: Journal, tell: Tell) -> None:
    """Every claim has a source."""
    good = tell()
    claim = type(good.deals[0])(kind="partnership", parties=(), status="announced")
    with pytest.raises(RefusedError, match="without evidence"):
        journal.append(Reading(document=good.document, reader=good.reader, deals=(claim,)))


def test_a_day_that_is_none_is_a_wrong_use(journal: Journal, tell: Tell) -> None:
    """`--known` takes a date."""
    with pytest.raises(UsageError):
        journal.append(tell(), known="soon")


def test_writers_wait_for_each_other(tmp_path: Path, tell: Tell, billions: Billions) -> None:
    """Four writers at once lose nothing, and the chain stays whole."""
    path = tmp_path / "book.db"
    Journal.open(path, create=True).close()

    def write(first: int) -> None:
        with Journal.open(path) as journal:
            for figure in range(first, first + 5):
                journal.append(tell(amount=billions(figure)))

    threads = [threading.Thread(target=write, args=(10 * n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with Journal.open(path) as journal:
        assert verify(journal).claims == 20


def _alter(path: Path, statement: str, *values: object) -> None:
    """Change a ledger behind its back."""
    database = sqlite3.connect(path)
    for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        database.execute(f"DROP TRIGGER {name}")
    database.execute(statement, values)
    database.commit()
    database.close()
