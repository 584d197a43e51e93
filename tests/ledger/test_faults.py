"""R2: when the disk is full or fails, a ledger has the whole article or is what it was, and a person is told why.

``strace`` makes one call of the real command fail, or that call and all of its kind after it.
"""

import os
import random
import re
import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest
from tests.commands import Commands, Done

Soak = Callable[[int, int], int]
Words = Sequence[object]

OLD: Final = "SoftBank invested $30 billion in OpenAI on 26 December 2025, both companies said.\n"
NEW: Final = "Amazon invested $10 billion in OpenAI on 16 December 2025, both companies said.\n"
CALLS: Final = ("pwrite64", "fdatasync", "fsync", "ftruncate", "write", "link", "rename")
ADD: Final = ("add", "{folder}/new.txt", "--book", "{path}")
ERRORS: Final = ("ENOSPC", "EIO")
WHOLE: Final = """
    SELECT text FROM documents JOIN readings ON document_id = documents.id JOIN claims ON reading_id = readings.id
"""

pytestmark = pytest.mark.skipif(
    not shutil.which("strace") and not os.environ.get("CI"), reason="strace makes the disk fail, and is not installed"
)


@dataclass(frozen=True)
class Fault:
    """The ``number``-th ``call`` fails; ``for_good``: so do all that follow it, as on a disk that stays full."""

    call: str
    error: str
    number: int
    for_good: bool

    @property
    def options(self) -> list[str]:
        """What ``strace`` is told."""
        when = f"{self.number}+" if self.for_good else str(self.number)
        return ["-e", f"inject={self.call}:error={self.error}:when={when}"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two articles."""
    (tmp_path / "old.txt").write_text(OLD, encoding="utf-8")
    (tmp_path / "new.txt").write_text(NEW, encoding="utf-8")
    return tmp_path


def test_a_failing_disk_spoils_no_ledger(commands: Commands, folder: Path, soak: Soak) -> None:
    """An article into a ledger that is there."""
    book = folder / "book.db"
    assert commands.run("add", folder / "old.txt", "--book", book).code == 0
    shutil.copy(book, folder / "probe.db")
    for number, fault in enumerate(_faults(commands, folder, "probe.db", soak(10, 120), seed=1)):
        path = folder / f"{number}.db"
        shutil.copy(book, path)
        done = _struck(commands, folder, path, fault)
        held = _held(commands, path)
        assert held == {OLD, NEW} if done.code == 0 else held in ({OLD}, {OLD, NEW}), fault


def test_a_failing_disk_leaves_no_half_of_a_first_ledger(commands: Commands, folder: Path, soak: Soak) -> None:
    """The very first article: no ledger, an empty one, or one with the whole article; and nothing beside it."""
    for number, fault in enumerate(_faults(commands, folder, "probe.db", soak(10, 120), seed=2)):
        path = folder / f"{number}.db"
        done = _struck(commands, folder, path, fault)
        held = _held(commands, path) if path.exists() else set()
        assert held == {NEW} if done.code == 0 else held in (set(), {NEW}), fault
        assert not [*folder.glob(".*.new*")], fault


def test_a_failing_disk_leaves_no_half_of_a_copy(commands: Commands, folder: Path, soak: Soak) -> None:
    """`backup`: no file or a whole copy, nothing beside it, and the ledger as it was."""
    book = folder / "book.db"
    assert commands.run("add", folder / "old.txt", "--book", book).code == 0
    backup = ("backup", "{path}", "--book", book)
    for number, fault in enumerate(_faults(commands, folder, "probe.db", soak(6, 60), backup, seed=3)):
        path = folder / f"{number}.db"
        done = _struck(commands, folder, path, fault, backup)
        assert _held(commands, path) == {OLD} if path.exists() else done.code == 1, fault
        assert not [*folder.glob(".*.new*")], fault
    assert _held(commands, book) == {OLD}


def _faults(commands: Commands, folder: Path, name: str, most: int, words: Words = ADD, *, seed: int) -> list[Fault]:
    """Each kind of call with each error at its first place, then places drawn from all that a clean run has."""
    done, calls = _traced(commands, folder, folder / name, [], words)
    assert done.code == 0, done.err
    counts = Counter(re.match(r"\w+", call)[0] for call in calls if str(folder) in call)  # type: ignore[index]
    assert {"pwrite64", "fdatasync"} <= counts.keys()
    first = [Fault(call, error, 1, for_good=False) for call in counts for error in ERRORS]
    chance = random.Random(seed)  # noqa: S311 - no secret
    every = [
        Fault(call, error, number, for_good)
        for call, count in counts.items()
        for error in ERRORS
        for number in range(1, count + 1)
        for for_good in (False, True)
        if not (for_good and call == "write")  # it would silence the error stream too
    ]
    return [*first, *chance.sample(every, min(len(every), max(0, most - len(first))))]


def _struck(commands: Commands, folder: Path, path: Path, fault: Fault, words: Words = ADD) -> Done:
    """Run a command while the disk fails; it did fail, at a file of the ledger, and the words are plain."""
    done, calls = _traced(commands, folder, path, fault.options, words)
    struck = [call for call in calls if "(INJECTED)" in call]
    assert struck, fault
    assert all(str(folder) in call for call in struck), (fault, struck)
    if done.code:
        assert (done.code, done.out) == (1, ""), (fault, done)
        assert re.fullmatch(rf"dawra: {re.escape(str(folder))}/\S+: .+\. .+\.\n", done.err), (fault, done)
        assert not re.search(r"Traceback|Error|Errno|sqlite", done.err), (fault, done)
    return done


def _traced(commands: Commands, folder: Path, path: Path, options: list[str], words: Words) -> tuple[Done, list[str]]:
    """Run a command on ``path``; the calls that wrote, and which of them failed."""
    trace = folder / "trace"
    tracing = ["-y", "-s0", "-o", str(trace), "-e", f"trace={','.join(CALLS)}", *options]
    done = commands.run(*(str(word).format(path=path, folder=folder) for word in words), tracing=tracing)
    return done, [line for line in trace.read_text("utf-8", "replace").splitlines() if not line.startswith("---")]


def _held(commands: Commands, path: Path) -> set[str]:
    """The articles that are there with their claims, in a ledger that is whole in SQLite's eyes and in ours."""
    verified = commands.run("verify", "--book", path)
    assert verified.code == 0, verified.err
    with closing(sqlite3.connect(path)) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        held = {text for (text,) in database.execute(WHOLE)}
        assert database.execute("SELECT count(*) FROM documents").fetchone() == (len(held),)
    return held
