"""R4: one ledger gives the same bytes whatever Python's hash seed, the time zone and the locale."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from itertools import product
from pathlib import Path
from typing import Final

from tests.golden.make_ledger import AS_OF, load_dump

SCRIPT: Final = """
import os, sys, time
from dawra.views.cli import main

zones, commands = sys.argv[1].split(), sys.argv[2:]
for zone in zones:
    os.environ["TZ"] = zone
    time.tzset()
    for words in commands:
        sys.argv = ["dawra", *words.split()]
        try:
            main()
        except SystemExit as end:
            assert not end.code, words
"""
COMMANDS: Final = (
    f"deals --json --as-of {AS_OF} --book book.db",
    f"circles --json --as-of {AS_OF} --currency USD --book book.db",
    f"report -o - --lang ar --as-of {AS_OF} --currency USD --book book.db",
    "backup copy.db --force --json --book book.db",
)
SEEDS: Final = range(20)
ZONES: Final = ("UTC0", "EAST-14", "WEST11")
"""Written out, so that no list of zones need be there: at any hour two of them have not the same day."""
LOCALES: Final = (
    {"LC_ALL": "C.UTF-8"},
    {"LC_ALL": "C"},
    {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
)
"""Those that every system has; in the last one Python is not told to write UTF-8 all the same."""


def test_the_same_bytes_everywhere(tmp_path: Path, soak: Callable[[int, int], int]) -> None:
    """Deals, circles, a report in Arabic and both digests of a copy, in all zones for each seed and locale."""
    load_dump(1, tmp_path / "book.db")
    environments = [*product(SEEDS, LOCALES)][:: soak(17, 1)]
    printed = {_printed(tmp_path, seed, ZONES[seed % 3 :] + ZONES[: seed % 3], locale) for seed, locale in environments}
    once = min(printed)[: len(min(printed)) // len(ZONES)]
    assert printed == {once * len(ZONES)}
    assert "أوبن".encode() in once


def _printed(folder: Path, seed: int, zones: Sequence[str], locale: Mapping[str, str]) -> bytes:
    """All that the commands print, in one zone after the other."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "PYTHONUTF8"))}
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", SCRIPT, " ".join(zones), *COMMANDS],
        cwd=folder,
        env={**plain, "PYTHONHASHSEED": str(seed), **locale},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout
