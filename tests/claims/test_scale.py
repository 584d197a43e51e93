"""The reader at length: time linear in the text, memory flat over many texts."""

import gc
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from dawra.claims import read
from dawra.documents import Document

TEXTS = sorted((Path(__file__).parents[2] / "evaluation" / "corpus" / "en").glob("*.txt"))

MEMORY = """
import itertools, os, sys
from pathlib import Path
from dawra.claims import read
from dawra.documents import Document

def resident():
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") // 1024

few, many = map(int, sys.argv[1:3])
told = itertools.cycle(" ".join(Path(path).read_text("utf-8").split()[:40]) for path in sys.argv[3:])
for number in range(1, many + 1):
    word = "".join(chr(97 + int(digit)) for digit in str(number)) + "ly"
    read(Document(text=f"{next(told)} {word} {number} Firm{word}, a startup, raised ${number} million.", language="en"))
    if number in (few, many):
        print(resident())
"""


def seconds(text: str) -> float:
    """How long a reading takes at best: other work on the machine only ever adds."""
    times = []
    gc.collect()
    gc.disable()  # what other tests left in memory is looked through at every collection
    try:
        for _ in range(3):
            start = time.process_time()
            read(Document(text=text, language="en", published="2025-11-05"))
            times.append(time.process_time() - start)
    finally:
        gc.enable()
    return min(times)


def test_time_is_linear_in_the_length(soak: Callable[[int, int], int]) -> None:
    """Twice the text takes at most two and a half times as long; a second try forgives a busy machine."""
    size = soak(80_000, 2_500_000)
    # One stretch, told again and again: the halves of a row of different articles are not equally hard.
    text = "\n\n".join(path.read_text(encoding="utf-8") for path in TEXTS[:: len(TEXTS) // 30])
    text = "\n\n".join([text] * (2 * size // len(text) + 1))
    ratios = []
    for _ in range(3):
        ratios.append(seconds(text[: 2 * size]) / seconds(text[:size]))
        if ratios[-1] <= 2.5:
            break
    assert min(ratios) <= 2.5


@pytest.mark.parametrize(
    "piece",
    ["a", "1", "$", "و", "(", ". ", "A b ", "Ab ", "5 million ", "شركة ", "invest in Zorb, ", '"', "2025 ", "\n"],
)
def test_no_text_of_one_piece_takes_longer_than_in_proportion(piece: str) -> None:
    """Without words, without spaces, without sentences: what a table or a broken page may hold."""
    size = 6_000
    ratios = []
    for _ in range(3):
        few, many = seconds(piece * (size // len(piece))), seconds(piece * (4 * size // len(piece)))
        ratios.append(many / max(few, 0.004))
        if ratios[-1] <= 6.25:
            break
    assert min(ratios) <= 6.25


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="the size of a process is read from /proc")
def test_memory_is_flat_over_many_documents(soak: Callable[[int, int], int]) -> None:
    """No two documents are the same and each has words that no other has; the tables of words stop growing."""
    few, many = soak(600, 10_000), soak(3_000, 100_000)
    command = [sys.executable, "-c", MEMORY, str(few), str(many), *map(str, TEXTS)]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - our own interpreter
    before, after = map(int, ran.stdout.split())
    assert after - before < 32 * 1024, f"{before} kB after {few} documents, {after} kB after {many}"
