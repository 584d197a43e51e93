"""Copies of a ledger: whole, checked, named in the end, and never in the place of what is still wanted."""

# ruff: noqa: S608 - the names of our own tables

import os
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from tests.golden.make_ledger import answers, load_dump

from dawra.claims import Reading
from dawra.errors import InputError, IntegrityError
from dawra.ledger import Journal, back_up, restore, sqlite, verify
from dawra.ledger.entry import FORMAT
from dawra.values import Amount

Tell = Callable[..., Reading]
Billions = Callable[..., Amount]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A ledger with everything in it."""
    load_dump(1, path := tmp_path / "book.db")
    Journal.open(path).close()  # brings it up to the present format
    return path


def test_a_copy_is_the_same_ledger(book: Path, tmp_path: Path) -> None:
    """Both digests and all answers are equal, there and back."""
    with Journal.open(book) as journal:
        before = verify(journal)
        assert back_up(journal, tmp_path / "copy.db").found == before
    assert restore(tmp_path / "copy.db", tmp_path / "again.db").found == before
    assert answers(tmp_path / "again.db") == answers(tmp_path / "copy.db") == answers(book)


def test_a_copy_is_one_file_that_needs_no_room_beside_it(book: Path, tmp_path: Path) -> None:
    """It can be restored from a medium that nobody can write to, and nothing else is left."""
    shelf = tmp_path / "shelf"
    with Journal.open(book) as journal:
        back_up(journal, shelf / "copy.db")
    assert [path.name for path in shelf.iterdir()] == ["copy.db"]
    (shelf / "copy.db").chmod(0o444)
    shelf.chmod(0o555)
    try:
        restore(shelf / "copy.db", tmp_path / "again.db")
        assert [path.name for path in shelf.iterdir()] == ["copy.db"]
    finally:
        shelf.chmod(0o755)


def test_a_ledger_has_its_log_on_before_anybody_opens_it(book: Path, tmp_path: Path) -> None:
    """New or restored: of several programs that turn it on at once, SQLite would refuse some."""
    sqlite.make(tmp_path / "new.db")
    restore(book, tmp_path / "again.db")
    for name in ("new.db", "again.db"):
        assert (tmp_path / name).read_bytes()[18:20] == b"\x02\x02"


def test_a_copy_is_made_beside_a_writer(tmp_path: Path, tell: Tell, billions: Billions) -> None:
    """Each copy is whole, holds what was acknowledged before it, and keeps no writer waiting in vain."""
    path, done = tmp_path / "book.db", threading.Event()
    Journal.open(path, create=True).close()
    acknowledged = [0]

    def write() -> None:
        with Journal.open(path) as journal:
            for figure in range(1, 61):
                journal.append(tell(amount=billions(figure)))
                acknowledged[0] = figure
        done.set()

    writer = threading.Thread(target=write)
    writer.start()
    copies = 0
    while not done.is_set():
        with Journal.open(path) as journal:
            least = acknowledged[0]
            assert back_up(journal, tmp_path / f"{copies}.db").found.claims >= least
        copies += 1
    writer.join()
    assert copies > 1
    assert acknowledged == [60]


def test_what_a_kill_has_left_is_swept_away_once_it_is_old(book: Path, tmp_path: Path) -> None:
    """A file that somebody may still be filling stays, and so does one for another name."""
    old, young, other = (tmp_path / name for name in (".copy.db.a.new", ".copy.db.b.new", ".copy.dbx.a.new"))
    for file in (old, young, other):
        file.write_bytes(b"")
    companion = tmp_path / ".copy.db.a.new-journal"
    companion.write_bytes(b"")
    for file in (old, other):
        os.utime(file, (0, 0))
    with Journal.open(book) as journal:
        back_up(journal, tmp_path / "copy.db")
    assert [file.exists() for file in (old, companion, young, other)] == [False, False, True, True]


def test_a_file_that_is_there_stays(book: Path, tmp_path: Path) -> None:
    """Only ``force`` replaces it."""
    (tmp_path / "copy.db").write_text("my notes")
    with Journal.open(book) as journal:
        with pytest.raises(InputError, match="--force"):
            back_up(journal, tmp_path / "copy.db")
        assert (tmp_path / "copy.db").read_text() == "my notes"
        back_up(journal, tmp_path / "copy.db", force=True)
    with Journal.open(tmp_path / "copy.db") as copy:
        verify(copy)


def test_a_folder_is_no_place_for_a_copy(book: Path, tmp_path: Path) -> None:
    """Forced or not, and it stays."""
    (tmp_path / "copies").mkdir()
    with Journal.open(book) as journal:
        for force in (False, True):
            with pytest.raises(InputError, match="copies"):
                back_up(journal, tmp_path / "copies", force=force)
    with pytest.raises(InputError, match="copies"):
        restore(book, tmp_path / "copies", force=True)
    assert (tmp_path / "copies").is_dir()


@pytest.mark.parametrize("name", ["book.db", "link.db"])
def test_a_ledger_is_no_copy_of_itself(book: Path, tmp_path: Path, name: str) -> None:
    """Under any name, in either direction, forced or not."""
    (tmp_path / "link.db").symlink_to(book)
    before = book.read_bytes()
    with Journal.open(book) as journal, pytest.raises(InputError, match="the ledger itself"):
        back_up(journal, tmp_path / name, force=True)
    with pytest.raises(InputError, match="the ledger itself"):
        restore(tmp_path / name, book, force=True)
    assert book.read_bytes() == before


def test_a_broken_ledger_gives_no_copy(book: Path, tmp_path: Path) -> None:
    """The copy is computed again, so it cannot hide what was altered."""
    _alter(book, "UPDATE claims SET record = replace(record, '38', '39')")
    with Journal.open(book) as journal, pytest.raises(IntegrityError, match=r"book\.db: not whole"):
        back_up(journal, tmp_path / "copy.db")
    assert [path.name for path in tmp_path.iterdir()] == ["book.db"]


def test_a_broken_backup_restores_nothing(book: Path, tmp_path: Path) -> None:
    """The ledger that is there stays, even when forced."""
    load_dump(1, tmp_path / "copy.db")
    _alter(tmp_path / "copy.db", "UPDATE documents SET text = text || ' '")
    before = book.read_bytes()
    with pytest.raises(IntegrityError, match=r"copy\.db: not whole"):
        restore(tmp_path / "copy.db", book, force=True)
    assert book.read_bytes() == before
    assert {path.name for path in tmp_path.iterdir()} == {"book.db", "copy.db"}


@pytest.mark.parametrize("data", [b"", b"no database", b"SQLite format 3\0" + b"\xff" * 4096])
def test_what_is_no_backup_restores_nothing(tmp_path: Path, data: bytes) -> None:
    """It is named, and left alone."""
    (tmp_path / "copy.db").write_bytes(data)
    with pytest.raises(IntegrityError, match=r"copy\.db: not a (whole )?ledger"):
        restore(tmp_path / "copy.db", tmp_path / "book.db")
    assert [path.name for path in tmp_path.iterdir()] == ["copy.db"]


def test_a_missing_backup_is_named(tmp_path: Path) -> None:
    """With what makes one."""
    with pytest.raises(InputError, match="dawra backup"):
        restore(tmp_path / "copy.db", tmp_path / "book.db")


def test_a_backup_of_a_newer_dawra_is_refused_with_advice(book: Path, tmp_path: Path) -> None:
    """It is not read by guessing."""
    _alter(book, f"UPDATE ledger SET format = {FORMAT + 1}")
    with pytest.raises(IntegrityError, match=r"book\.db: made by a newer dawra .* Upgrade dawra"):
        restore(book, tmp_path / "again.db")
    assert not (tmp_path / "again.db").exists()


def test_a_ledger_that_is_there_stays_or_is_kept(book: Path, tmp_path: Path, tell: Tell) -> None:
    """Only ``force`` takes its place, and then it stands beside, as whole as it was."""
    with Journal.open(tmp_path / "other.db", create=True) as journal:
        journal.append(tell())
        before = verify(journal)
        back_up(journal, tmp_path / "copy.db")
    with pytest.raises(InputError, match="--force"):
        restore(tmp_path / "copy.db", book)
    there = answers(book)
    for number in (1, 2):
        done = restore(tmp_path / "copy.db", book, force=True)
        assert done.kept == tmp_path / f"book-before-restore-{number}.db"
    assert answers(tmp_path / "book-before-restore-1.db") == there
    with Journal.open(book) as journal:
        assert verify(journal) == before


def test_what_was_not_yet_in_the_file_is_kept_too(tmp_path: Path, tell: Tell) -> None:
    """A ledger whose writer was killed has its last entries in a file beside it; they are not lost."""
    path, crashed = tmp_path / "book.db", tmp_path / "crashed.db"
    with Journal.open(path, create=True) as journal:
        back_up(journal, tmp_path / "copy.db")
        journal.append(tell())
        for name in ("book.db", "book.db-wal"):  # as a kill would leave them
            (tmp_path / name.replace("book", "crashed")).write_bytes((tmp_path / name).read_bytes())
    done = restore(tmp_path / "copy.db", crashed, force=True)
    assert done.kept
    with Journal.open(done.kept) as kept, Journal.open(crashed) as restored:
        assert (verify(kept).claims, verify(restored).claims) == (1, 0)


def test_a_ledger_beyond_repair_is_replaced_and_kept(book: Path, tmp_path: Path) -> None:
    """A restore must not need what it is to save from."""
    with Journal.open(book) as journal:
        back_up(journal, tmp_path / "copy.db")
    book.write_bytes(b"\xff" * 8192)
    (tmp_path / "book.db-wal").write_bytes(b"rest")
    done = restore(tmp_path / "copy.db", book, force=True)
    assert done.kept
    assert done.kept.read_bytes() == b"\xff" * 8192
    assert done.kept.with_name(f"{done.kept.name}-wal").read_bytes() == b"rest"
    with Journal.open(book) as journal:
        verify(journal)


def test_a_ledger_that_somebody_has_open_is_not_replaced(book: Path, tmp_path: Path) -> None:
    """What they would add would be lost."""
    with Journal.open(book) as journal, journal.reading() as connection:
        back_up(journal, tmp_path / "copy.db")
        connection.exec_driver_sql("SELECT 1 FROM ledger").all()
        with pytest.raises(InputError, match="somebody has it open"):
            restore(tmp_path / "copy.db", book, force=True)
    assert {path.name for path in tmp_path.iterdir()} == {"book.db", "copy.db"}


def test_nothing_is_put_beside_what_another_ledger_left(book: Path, tmp_path: Path) -> None:
    """SQLite would mend the new ledger with it."""
    (tmp_path / "again.db-wal").write_bytes(b"rest")
    with pytest.raises(InputError, match=r"again\.db-wal: left behind"):
        restore(book, tmp_path / "again.db")
    with pytest.raises(InputError, match=r"again\.db-wal: left behind"):
        Journal.open(tmp_path / "again.db", create=True)
    assert not (tmp_path / "again.db").exists()


def test_who_may_read_a_ledger_stays(book: Path, tmp_path: Path) -> None:
    """A restore takes no shared ledger away from its group."""
    with Journal.open(book) as journal:
        back_up(journal, tmp_path / "copy.db")
    book.chmod(0o664)
    restore(tmp_path / "copy.db", book, force=True)
    assert book.stat().st_mode & 0o777 == 0o664


def test_a_copy_without_hard_links(book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some file systems have none; copies come out the same."""

    def refuse(*_names: Path) -> None:
        raise PermissionError(1, "no hard links here")

    monkeypatch.setattr(os, "link", refuse)
    with Journal.open(book) as journal:
        before = verify(journal)
        back_up(journal, tmp_path / "copy.db")
    done = restore(tmp_path / "copy.db", book, force=True)
    assert done.found == before
    assert done.kept
    assert done.kept.exists()


def _alter(path: Path, statement: str) -> None:
    """Change a ledger behind its back."""
    with closing(sqlite3.connect(path)) as database:
        for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            database.execute(f"DROP TRIGGER {name}")
        database.execute(statement)
        database.commit()
