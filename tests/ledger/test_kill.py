"""R1: a kill at any moment loses nothing that was acknowledged, doubles nothing, and leaves nothing half done."""

import json
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Final

import pytest
from tests.commands import KILLED, Commands
from tests.golden.make_ledger import load_dump

from dawra.ledger import Journal, Verified, verify

Soak = Callable[[int, int], int]
Holdings = Mapping[str, frozenset[str]]

HEADER: Final = "kind,status,parties,amount_low,amount_high,amount_currency,term_years,date,published,summary\n"
ROW: Final = (
    "compute_purchase,signed,customer:openai|provider:aws,{n}000000000,{n}000000000,USD,7,2025-11-03,2025-11-04,"
    "On 3 November 2025 OpenAI signed with AWS for ${n} billion over seven years.\n"
)
FIGURES: Final = range(11, 19)
ROWS: Final = """
    SELECT document_id, 'sighting ' || id FROM sightings UNION ALL
    SELECT document_id, 'reading ' || id FROM readings UNION ALL
    SELECT document_id, 'claim ' || claims.id FROM claims JOIN readings ON readings.id = reading_id UNION ALL
    SELECT id, 'text ' || text FROM documents
"""


@dataclass(frozen=True)
class Bench:
    """Articles and a table in a folder, what a ledger holds once they are all in, and how long that takes."""

    folder: Path
    articles: tuple[str, ...]
    added: Holdings
    add_seconds: float
    imported: Holdings
    import_seconds: float


@pytest.fixture(scope="module")
def bench(commands: Commands, tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """Both ways of filling a ledger, undisturbed."""
    folder = tmp_path_factory.mktemp("bench")
    articles = []
    for figure in FIGURES:
        article = folder / f"{figure}.txt"
        text = f"Amazon invested ${figure} billion in OpenAI on {figure} December 2025, both companies said.\n"
        article.write_text(text, encoding="utf-8")
        articles.append(str(article))
    (folder / "deals.csv").write_text(HEADER + "".join(ROW.format(n=n) for n in FIGURES), encoding="utf-8")
    adding = _timed(commands, "add", *articles, "--jsonl", "--book", folder / "added.db")
    importing = _timed(commands, "import", folder / "deals.csv", "--book", folder / "imported.db")
    return Bench(
        folder=folder,
        articles=tuple(articles),
        added=_held(folder / "added.db")[0],
        add_seconds=adding,
        imported=_held(folder / "imported.db")[0],
        import_seconds=importing,
    )


def test_a_kill_loses_and_doubles_nothing(bench: Bench, commands: Commands, tmp_path: Path, soak: Soak) -> None:
    """`add`, killed again and again on one ledger: what it told of is there, once and whole."""
    chance = random.Random(1)  # noqa: S311 - no secret
    kills, names, acknowledged = 0, count(), set[str]()
    path = tmp_path / f"{next(names)}.db"
    while kills < soak(16, 500):
        order = chance.sample(bench.articles, len(bench.articles))
        seconds = chance.uniform(0, 1.2 * bench.add_seconds)
        done = commands.run("add", *order, "--jsonl", "--book", path, kill_after=seconds)
        kills += done.code == KILLED
        acknowledged |= _told(done.out)
        if path.exists():
            held, _ = _held(path)
            assert held.items() <= bench.added.items()
            assert acknowledged <= held.keys()
        assert path.exists() or not acknowledged
        if done.code != KILLED:
            assert held == bench.added
            path, acknowledged = tmp_path / f"{next(names)}.db", set()


def test_a_kill_during_the_first_add_leaves_nothing_half_made(
    bench: Bench, commands: Commands, tmp_path: Path, soak: Soak
) -> None:
    """There is no ledger, an empty one, or one with the whole article; and the next `add` finds nothing in its way."""
    chance = random.Random(2)  # noqa: S311 - no secret
    article, kills = bench.articles[0], 0
    seconds = _timed(commands, "add", article, "--book", tmp_path / "book.db")
    for number in count():
        path = tmp_path / f"{number}.db"
        kills += commands.run("add", article, "--book", path, kill_after=chance.uniform(0, seconds)).code == KILLED
        _check_first(path, bench)
        assert commands.run("add", article, "--book", path).code == 0
        assert len(_held(path)[0]) == 1
        if kills >= soak(10, 260):
            return


def test_a_kill_of_a_fresh_process_leaves_nothing_half_made(bench: Bench, tmp_path: Path, soak: Soak) -> None:
    """The same, for the command as a shell starts it."""
    chance = random.Random(3)  # noqa: S311 - no secret
    began = time.monotonic()
    _started(bench.articles[0], tmp_path / "book.db").wait()
    seconds = time.monotonic() - began
    for number in range(soak(1, 50)):
        process = _started(bench.articles[0], tmp_path / f"{number}.db")
        with suppress(subprocess.TimeoutExpired):
            process.wait(chance.uniform(0, seconds))
        process.kill()
        process.wait()
        _check_first(tmp_path / f"{number}.db", bench)


def test_a_kill_during_an_import_leaves_whole_rows(
    bench: Bench, commands: Commands, tmp_path: Path, soak: Soak
) -> None:
    """Every row that is there is there with all it says, and importing again adds the rest, once."""
    chance = random.Random(4)  # noqa: S311 - no secret
    table, kills = bench.folder / "deals.csv", 0
    for number in count():
        path = tmp_path / f"{number}.db"
        seconds = chance.uniform(0, bench.import_seconds)
        kills += commands.run("import", table, "--book", path, kill_after=seconds).code == KILLED
        if path.exists():
            assert _held(path)[0].items() <= bench.imported.items()
        assert commands.run("import", table, "--book", path).code == 0
        assert _held(path)[0] == bench.imported
        if kills >= soak(5, 120):
            return


def test_a_kill_during_a_backup_leaves_no_file_or_a_whole_one(
    bench: Bench, commands: Commands, tmp_path: Path, soak: Soak
) -> None:
    """And the ledger is what it was."""
    chance = random.Random(5)  # noqa: S311 - no secret
    book, kills = bench.folder / "added.db", 0
    before = _held(book)
    seconds = _timed(commands, "backup", tmp_path / "copy.db", "--book", book)
    for number in count():
        copy = tmp_path / f"{number}.db"
        kills += commands.run("backup", copy, "--book", book, kill_after=chance.uniform(0, seconds)).code == KILLED
        assert not copy.exists() or _held(copy) == before
        if kills >= soak(5, 120):
            break
    assert _held(book) == before


def test_a_kill_during_a_restore_leaves_the_old_ledger_or_the_new(
    bench: Bench, commands: Commands, tmp_path: Path, soak: Soak
) -> None:
    """One of them, whole; and once the new one is there, the old one is beside it."""
    chance = random.Random(6)  # noqa: S311 - no secret
    old, new = _held(bench.folder / "imported.db"), _held(bench.folder / "added.db")
    commands.run("backup", tmp_path / "copy.db", "--book", bench.folder / "added.db")
    restore = ("restore", tmp_path / "copy.db", "--force", "--book")
    seconds, kills = None, 0
    for number in count():
        path = tmp_path / f"{number}.db"
        shutil.copy(bench.folder / "imported.db", path)
        if seconds is None:
            seconds = _timed(commands, *restore, path)
            continue
        kills += commands.run(*restore, path, kill_after=chance.uniform(0, seconds)).code == KILLED
        held, kept = _held(path), path.with_name(f"{path.stem}-before-restore-1.db")
        assert held in (old, new)
        if held == new:
            assert _held(kept) == old
        if kills >= soak(5, 120):
            return


def test_a_kill_while_an_older_ledger_is_brought_up_keeps_all_of_it(
    commands: Commands, tmp_path: Path, soak: Soak
) -> None:
    """It is in the older format or in this one, with all that it held."""
    chance = random.Random(7)  # noqa: S311 - no secret
    load_dump(1, tmp_path / "book.db")
    seconds = _timed(commands, "verify", "--book", tmp_path / "book.db")
    before, kills = _held(tmp_path / "book.db"), 0
    for number in count():
        load_dump(1, path := tmp_path / f"{number}.db")
        kills += commands.run("verify", "--book", path, kill_after=chance.uniform(0, seconds)).code == KILLED
        assert _held(path) == before
        if kills >= soak(4, 50):
            return


def _timed(commands: Commands, *words: object) -> float:
    """How long a command takes that nobody kills."""
    began = time.monotonic()
    done = commands.run(*words)
    assert done.code == 0, done.err
    return time.monotonic() - began


def _started(article: str, book: Path) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "dawra", "add", article, "--book", str(book)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603 - our own


def _told(out: str) -> set[str]:
    """The documents that were acknowledged; a line that the kill cut short acknowledges nothing."""
    lines = (line for line in out.splitlines(keepends=True) if line.endswith("\n"))
    return {json.loads(line)["document"]["id"] for line in lines}


def _check_first(path: Path, bench: Bench) -> None:
    if path.exists():
        held, _ = _held(path)
        assert len(held) <= 1
        assert held.items() <= bench.added.items()


def _held(path: Path) -> tuple[Holdings, Verified]:
    """All rows of each document of a whole ledger, which opens at once."""
    began = time.monotonic()
    with Journal.open(path) as journal:
        with journal.reading() as connection:
            rows = connection.exec_driver_sql(ROWS).all()
        assert time.monotonic() - began <= 2
        found = verify(journal)
    held: dict[str, set[str]] = {document: set() for document, _ in rows}
    for document, row in rows:
        assert row not in held[document]
        held[document].add(row)
    assert sum(map(len, held.values())) == found.entries - found.judgements
    return {document: frozenset(those) for document, those in held.items()}, found
