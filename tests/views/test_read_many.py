"""``dawra read FOLDER --jobs N``, and ``add`` likewise: order, refusals, interrupts."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from dawra import claims
from dawra.views.cli.pool import Lost, in_order

TEXT = "Nvidia will invest $100 billion in OpenAI."
Run = Callable[..., Any]


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """A folder with twelve articles, each of its own sum, two of them a folder deeper, and what is no article."""
    folder = tmp_path / "news"
    (folder / "b").mkdir(parents=True)
    for number in range(10):
        (folder / f"a{number}.txt").write_text(f"Nvidia will invest ${number + 1} billion in OpenAI.", "utf-8")
    for number in (11, 12):
        (folder / "b" / f"{number}.txt").write_text(f"Nvidia will invest ${number} billion in OpenAI.", "utf-8")
    (folder / ".hidden.txt").write_text(TEXT, "utf-8")
    return folder


def sums(out: str) -> list[int]:
    """The sum of the one deal of each line, in billions; 0 where a line has no deal."""
    deals = [json.loads(line)["deals"] for line in out.splitlines()]
    return [round(found[0]["amount"]["high"] / 10**9) if found else 0 for found in deals]


@pytest.mark.parametrize("jobs", [1, 2, 4])
def test_a_folder_is_read_in_the_order_of_its_files(dawra: Run, news: Path, jobs: int) -> None:
    """Whatever the number of processes; folders in it are read too, hidden files are not."""
    ran = dawra("read", news, "--jsonl", "--jobs", jobs)
    assert (ran.code, ran.err) == (0, "")
    assert sums(ran.out) == list(range(1, 13))


def test_the_words_for_people_are_the_same_with_several_jobs(dawra: Run, news: Path) -> None:
    """Not only the JSON."""
    assert dawra("read", news, "--jobs", 3).out == dawra("read", news).out


@pytest.mark.parametrize("jobs", [1, 3])
def test_a_bad_file_does_not_stop_the_others(dawra: Run, news: Path, jobs: int) -> None:
    """It is told with its name, and the end is 3."""
    (news / "a3.txt").write_bytes(b"")
    (news / "a5.txt").write_bytes(b"%PDF-1.7 and so on")
    ran = dawra("read", news, "--jsonl", "--jobs", jobs)
    assert ran.code == 3
    assert sums(ran.out) == [1, 2, 3, 5, 7, 8, 9, 10, 11, 12]
    assert [line.split(": ")[1].rpartition("/")[2] for line in ran.err.splitlines()[:2]] == ["a3.txt", "a5.txt"]
    assert "2 of 12" in ran.err


def test_a_folder_added_by_several_processes_makes_the_same_ledger(dawra: Run, news: Path) -> None:
    """The rows of a reading are prepared where it is read; only the instants of entry differ."""
    (news / "a3.txt").write_bytes(b"")
    told = {jobs: dawra("add", news, "--jsonl", "--jobs", jobs, "--book", f"{jobs}.db") for jobs in (1, 3)}
    assert told[1].out == told[3].out
    assert (told[3].code, len(told[3].out.splitlines())) == (3, 11)
    assert "a3.txt" in told[3].err
    digests = [json.loads(dawra("verify", "--json", "--book", f"{jobs}.db").out)["content"] for jobs in (1, 3)]
    assert digests[0] == digests[1]


def test_several_processes_are_not_for_a_model(dawra: Run, news: Path) -> None:
    """It has one budget; and before any work."""
    ran = dawra("add", news, "--jobs", "2", "--reader", "llm", "--book", "book.db")
    assert ran.code == 2
    assert "--jobs is for the offline reader" in ran.err


def test_a_bug_costs_one_file(dawra: Run, news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Among several, a failure that nobody foresaw is told and counted."""
    read = claims.read
    monkeypatch.setattr(claims, "read", lambda document: 1 // 0 if "$4 b" in document.text else read(document))
    ran = dawra("read", news, "--jsonl")
    assert ran.code == 3
    assert "a3.txt: reading it failed (ZeroDivisionError" in ran.err


def test_an_empty_folder_ends_with_1(dawra: Run, tmp_path: Path) -> None:
    """Nothing could be done, and the message says what would help."""
    ran = dawra("read", tmp_path, "--jsonl")
    assert (ran.code, ran.out) == (1, "")
    assert ".txt" in ran.err


def test_unknown_kinds_of_file_are_left_out_and_counted(dawra: Run, news: Path) -> None:
    """They are no failure; a file that is named itself is read all the same."""
    (news / "sheet.xlsx").write_bytes(b"PK\x03\x04")
    (news / "notes.TXT").write_text(TEXT, "utf-8")
    (news / "raw.log").write_text(TEXT, "utf-8")
    ran = dawra("read", news, news / "raw.log", "--jsonl")
    assert ran.code == 0
    assert sums(ran.out)[-2:] == [100, 100]
    assert "2 files left out" in ran.err
    assert dawra("read", news, "--jsonl", "--quiet").err == ""


def test_a_folder_behind_a_link_is_not_entered(dawra: Run, news: Path) -> None:
    """A link to the folder above would never end."""
    (news / "again").symlink_to(news, target_is_directory=True)
    assert len(dawra("read", news, "--jsonl").out.splitlines()) == 12


@pytest.mark.parametrize("words", [("--json",), ("--html", "x.html"), ("--jsonl", "--jobs", "0")])
def test_wrong_use_with_a_folder_ends_with_2(dawra: Run, news: Path, words: tuple[str, ...]) -> None:
    """A folder is several documents, even with one file in it."""
    assert dawra("read", news, *words).code == 2


def test_progress_is_told_where_it_is_asked_for(dawra: Run, news: Path) -> None:
    """In a pipe not unasked; with the count and the speed."""
    assert dawra("read", news, "--jsonl").err == ""
    assert "12 of 12 documents in" in dawra("read", news, "--jsonl", "--progress").err
    assert dawra("read", news, "--jsonl", "--progress", "--quiet").err == ""


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_ends_at_once_and_leaves_whole_lines(tmp_path: Path, jobs: int) -> None:
    """Exit 130, no traceback, no process left; what stands in the output are whole objects."""
    for number in range(3000):
        (tmp_path / f"{number:04}.txt").write_text(f"{TEXT} {number}\n" * 20, "utf-8")
    command = [sys.executable, "-m", "dawra", "read", str(tmp_path), "--jsonl", "--jobs", str(jobs)]
    with (tmp_path / "out.jsonl").open("wb") as out:
        running = subprocess.Popen(command, stdout=out, stderr=subprocess.PIPE, start_new_session=True)  # noqa: S603
    deadline = time.monotonic() + 60
    while not (tmp_path / "out.jsonl").stat().st_size and time.monotonic() < deadline:
        time.sleep(0.02)
    os.killpg(running.pid, signal.SIGINT)
    started = time.monotonic()
    _, told = running.communicate(timeout=60)
    assert running.returncode == 130
    assert time.monotonic() - started < 5
    assert b"Traceback" not in told
    lines = (tmp_path / "out.jsonl").read_text("utf-8").splitlines()
    assert 0 < len([json.loads(line) for line in lines]) < 3000
    assert ended(running.pid)


def ended(group: int) -> bool:
    """Whether all processes of a group are gone, soon: helpers end when they see that nobody is left."""
    for _ in range(200):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


def test_ctrl_c_while_processes_start_is_as_quiet(tmp_path: Path) -> None:
    """The moment at which Python itself would complain."""
    for number in range(50):
        (tmp_path / f"{number}.txt").write_text(TEXT, "utf-8")
    command = [sys.executable, "-m", "dawra", "read", str(tmp_path), "--jsonl", "--jobs", "4"]
    running = subprocess.Popen(  # noqa: S603
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    )
    time.sleep(0.6)
    os.killpg(running.pid, signal.SIGINT)
    out, told = running.communicate(timeout=60)
    # On a slow machine it may not have come as far as to hear the signal itself.
    assert running.returncode in {0, 130, -signal.SIGINT}
    assert b"Traceback" not in told
    assert all(json.loads(line) for line in out.splitlines())


def test_a_process_that_dies_costs_its_item_only() -> None:
    """The item that waited behind it is done by another."""
    sums = [f"{number} + 1" for number in range(30)]
    sums[13] = "__import__('os')._exit(1)"
    answers = list(in_order(eval, sums, 2))
    assert [item for item, _ in answers] == sums
    assert [answer for _, answer in answers[:13] + answers[14:]] == [*range(1, 14), *range(15, 31)]
    assert answers[13][1] == Lost(sums[13])


def test_no_more_is_taken_than_there_is_room_for() -> None:
    """Memory does not grow with the number of items: they are asked for as the answers are taken away."""
    taken = 0

    def endless() -> Iterator[str]:
        nonlocal taken
        while True:
            taken += 1
            yield "2"

    answers = in_order(eval, endless(), 2)
    for _ in range(5):
        next(answers)
    assert taken <= 5 + 2 * 32
    del answers
