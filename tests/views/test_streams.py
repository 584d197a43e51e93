"""Where the output cannot go: a disk that is full, and a reader who has left."""

import subprocess
import sys
from pathlib import Path

import pytest

COMMAND = [sys.executable, "-m", "dawra", "config", "show"]
FULL = Path("/dev/full")


@pytest.mark.skipif(not FULL.exists(), reason="no /dev/full here, which stands for a full disk")
def test_a_full_disk_is_told_in_plain_words() -> None:
    """Exit code 1, and no traceback."""
    with FULL.open("w") as full:
        done = subprocess.run(COMMAND, stdout=full, stderr=subprocess.PIPE, text=True, check=False)  # noqa: S603 - our own
    assert done.returncode == 1
    assert done.stderr.startswith("dawra: the output cannot be written (No space left on device).")
    assert len(done.stderr.splitlines()) == 1


def test_a_reader_who_leaves_is_no_error() -> None:
    """As with `| head`: not a word."""
    with subprocess.Popen(COMMAND, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:  # noqa: S603 - our own
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        assert running.stderr.read() == b""


def test_a_closed_stream_is_wanted_by_nobody() -> None:
    """As with `>&-`: done, and nothing said."""
    command = ["sh", "-c", '"$@" >&-', "sh", *COMMAND]
    done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 - our own
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
