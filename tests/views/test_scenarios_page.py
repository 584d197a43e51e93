"""`docs/scenarios.md` says what the reader of scenarios takes, and what the command prints."""

import re
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest
from tests.views.test_methods_page import blocks, missing, runs

from dawra.analyses.scenarios import read
from dawra.analyses.scenarios.scenario import ACTS

ROOT: Final = Path(__file__).parents[2]
PAGE: Final = (ROOT / "docs" / "scenarios.md").read_text(encoding="utf-8")
NAMED: Final = set(re.findall(r"`([a-z_]+)`", PAGE))


def test_every_key_and_every_shock_is_on_the_page() -> None:
    """Nothing that a file may say is left to be found out."""
    keys = {*read._TOP, *read._LISTS, *ACTS, *(key for form in read._FORMS.values() for key in (*form.may, *form.must))}
    assert keys - NAMED == set()


def test_every_scenario_of_the_ledger_is_on_the_page() -> None:
    """By its file."""
    files = {path.name for path in (ROOT / "data" / "ai-deals" / "scenarios").iterdir()}
    assert set(re.findall(r"^\| `([a-z-]+\.toml)`", PAGE, re.MULTILINE)) == files


def test_the_example_is_the_file_that_is_run() -> None:
    """To the letter."""
    assert blocks("toml", PAGE) == [(ROOT / "docs" / "examples" / "what-if.toml").read_text(encoding="utf-8")]


def test_the_command_says_what_the_page_shows(dawra: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """Line by line and in order."""
    monkeypatch.chdir(ROOT)
    ((command, stretches),) = runs(PAGE)
    ran = dawra(*shlex.split(command)[1:])
    assert (ran.code, ran.err, missing(stretches, ran.out.splitlines())) == (0, "", [])
