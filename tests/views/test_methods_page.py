"""`docs/methods.md` says what the commands say."""

import doctest
import re
import shlex
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import pytest

Dawra = Callable[..., Any]
ROOT: Final = Path(__file__).parents[2]
PAGE: Final = (ROOT / "docs" / "methods.md").read_text(encoding="utf-8")
BLOCK: Final = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SECTIONS: Final = dict(re.findall(r"^## ([^\n]+)\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL))
LEFT_OUT: Final = "…"
FIGURE: Final = re.compile(r"\$\d+(?:\.\d+)?")
UNITS: Final = {"$0", "$1", "$3"}
"""Of rules rather than examples: a circle of three legs of $1 counts $3."""
DERIVED: Final = {"What may not come about": {"$20"}}
"""Worked out in the text from sums that are shown: both of two tens."""


def blocks(kind: str, text: str = PAGE) -> list[str]:
    """The fenced blocks of one kind."""
    return [body for found, body in BLOCK.findall(text) if found == kind]


def runs(text: str = PAGE) -> Iterator[tuple[str, list[list[str]]]]:
    """Each command of the page with the stretches of its output that the page shows."""
    for block in blocks("console", text):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, shown = part.partition("\n")
            stretches: list[list[str]] = [[]]
            for line in shown.splitlines():
                if line == LEFT_OUT:
                    stretches.append([])
                else:
                    stretches[-1].append(line)
            yield command, [stretch for stretch in stretches if stretch]


RUNS: Final = list(runs())


def missing(stretches: list[list[str]], lines: list[str]) -> list[str]:
    """The first stretch that does not stand in the lines after those before it; nothing where all do."""
    at = 0
    for stretch in stretches:
        size = len(stretch)
        places = [place for place in range(at, len(lines) - size + 1) if lines[place : place + size] == stretch]
        if not places:
            return stretch
        at = places[0] + size
    return []


@pytest.mark.parametrize(("command", "stretches"), RUNS, ids=[command for command, _ in RUNS])
def test_the_command_says_what_the_page_shows(
    dawra: Dawra, monkeypatch: pytest.MonkeyPatch, *, command: str, stretches: list[list[str]]
) -> None:
    """Line by line and in order; what the page leaves out it marks."""
    monkeypatch.chdir(ROOT)
    name, *words = shlex.split(command)
    assert name == "dawra"
    assert stretches
    ran = dawra(*words)
    assert (ran.code, ran.err) == (0, "")
    assert missing(stretches, ran.out.splitlines()) == []


def test_a_wrong_figure_would_be_found() -> None:
    """The comparison fails on a changed, a moved and an unmarked gap."""
    lines = ["a 1", "b 2", "c 3"]
    assert missing([["a 1"], ["c 3"]], lines) == []
    assert missing([["a 2"]], lines) == ["a 2"]
    assert missing([["c 3"], ["a 1"]], lines) == ["a 1"]
    assert missing([["a 1", "c 3"]], lines) == ["a 1", "c 3"]


def test_the_python_on_the_page_gives_what_it_shows() -> None:
    """As a reader would type it."""
    found = [doctest.DocTestParser().get_doctest(code, {}, "methods.md", None, 0) for code in blocks("pycon")]
    results = [doctest.DocTestRunner(verbose=False).run(one) for one in found]
    assert [one.failed for one in results] == [0, 0]
    assert all(one.attempted > 2 for one in results)


def test_the_table_on_the_page_is_the_one_that_is_measured() -> None:
    """Mini, to the letter."""
    assert blocks("csv") == [(ROOT / "docs" / "examples" / "mini.csv").read_text(encoding="utf-8")]


def test_the_plan_on_the_page_is_the_one_that_is_measured() -> None:
    """Likewise."""
    assert blocks("toml") == [(ROOT / "docs" / "examples" / "runway-plan.toml").read_text(encoding="utf-8")]


def test_every_example_is_used() -> None:
    """No table is kept that the page does not measure."""
    named = {word for command, _ in RUNS for word in command.split() if word.startswith("docs/examples/")}
    assert named == {f"docs/examples/{path.name}" for path in (ROOT / "docs" / "examples").iterdir()}


@pytest.mark.parametrize("title", SECTIONS)
def test_sums_in_the_text_stand_in_its_examples(title: str) -> None:
    """No sum of an explanation is unchecked: it is in a table or in the output beside it."""
    body = SECTIONS[title]
    tables = "".join((ROOT / name).read_text(encoding="utf-8") for name in re.findall(r"docs/examples/\S+\.csv", body))
    shown = {*re.findall(FIGURE, " ".join(line for _, parts in runs(body) for part in parts for line in part))}
    given = {f"${cell.removesuffix('0' * 9)}" for row in tables.splitlines() for cell in row.split(",")}
    assert set(re.findall(FIGURE, BLOCK.sub("", body))) <= shown | given | UNITS | DERIVED.get(title, set())


def test_every_measure_has_its_parts() -> None:
    """A question, a formula, an example and its limits."""
    for title, body in SECTIONS.items():
        if title != "Sources":
            for part in ("**Question.**", "**Limits.**"):
                assert part in body, (title, part)
            assert "**Formula.**" in body or "**Rule.**" in body, title
            assert "**Example" in body, title
