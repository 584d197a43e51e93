"""A kill at any moment loses nothing that was acknowledged and doubles nothing."""

import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from dawra.ledger import Journal, verify

WRITER = """
import sys
from pathlib import Path
from dawra.claims import DealClaim, Evidence, Reader, Reading
from dawra.documents import Document
from dawra.ledger import Journal
from dawra.values import Span

print("ready", flush=True)
with Journal.open(Path(sys.argv[1]), create=True) as journal:
    for number in range(int(sys.argv[2]), 10**6):
        text = f"Article {number} tells of a partnership."
        claim = DealClaim(
            kind="partnership", parties=(), status="announced",
            evidence=(Evidence(field="status", span=Span.cut(text, 0, len(text))),),
        )
        document = Document(text=text, language="en", published="2025-12-17")
        journal.append(Reading(document=document, reader=Reader(name="t", version="1"), deals=(claim,)))
        print(number, flush=True)
"""


def test_a_kill_loses_and_doubles_nothing(tmp_path: Path, soak: Callable[[int, int], int]) -> None:
    """After each kill the ledger opens at once and holds every acknowledged article once, whole."""
    chance = random.Random(1)  # noqa: S311 - no secret
    for round_ in range(soak(1, 20)):
        path = tmp_path / f"{round_}.db"
        acknowledged: set[int] = set()
        for _ in range(soak(8, 50)):
            acknowledged |= _killed(path, max(acknowledged, default=-1) + 1, chance.uniform(0, 0.15))
            if path.exists():
                acknowledged = _kept(path, acknowledged)
            assert path.exists() or not acknowledged


def test_a_kill_while_the_first_ledger_is_made_leaves_none_or_a_whole_one(
    tmp_path: Path, soak: Callable[[int, int], int]
) -> None:
    """There is no ledger half made."""
    chance = random.Random(2)  # noqa: S311 - no secret
    for round_ in range(soak(6, 200)):
        path = tmp_path / f"{round_}.db"
        _killed(path, 0, chance.uniform(0, 0.03))
        if path.exists():
            with Journal.open(path) as journal:
                verify(journal)


def _killed(path: Path, first: int, seconds: float) -> set[int]:
    """Write until killed ``seconds`` after being ready; the numbers that were acknowledged."""
    writer = subprocess.Popen(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", WRITER, str(path), str(first)], stdout=subprocess.PIPE, text=True
    )
    assert writer.stdout
    assert writer.stdout.readline() == "ready\n"
    time.sleep(seconds)
    writer.send_signal(signal.SIGKILL)
    rest = writer.stdout.read()
    writer.stdout.close()
    writer.wait()
    # A line that the kill cut short acknowledges nothing.
    return {int(line) for line in rest.splitlines(keepends=True) if line.endswith("\n")}


def _kept(path: Path, acknowledged: set[int]) -> set[int]:
    """What a ledger holds after a kill, when it is whole and has lost and doubled nothing."""
    began = time.monotonic()
    with Journal.open(path) as journal:
        texts = _texts(journal)
        assert time.monotonic() - began <= 2
        found = verify(journal)
    kept = {int(text.split()[1]) for text in texts}
    assert acknowledged <= kept
    assert len(texts) == len(kept) == found.documents == found.claims
    return kept


def _texts(journal: Journal) -> list[str]:
    with journal.reading() as connection:
        return list(connection.exec_driver_sql("SELECT text FROM documents").scalars())
