"""What holds for each command, also for those that are yet to come."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from typer.core import TyperCommand, TyperGroup
from typer.main import get_group

from dawra.views.cli import app as cli


def commands(group: TyperGroup, path: str = "") -> Iterator[tuple[str, TyperCommand]]:
    """Each command of the group and of the groups inside it."""
    for name, command in group.commands.items():
        if isinstance(command, TyperGroup):
            yield from commands(command, f"{path}{name} ")
        elif isinstance(command, TyperCommand):
            yield f"{path}{name}", command


@pytest.fixture(name="told", scope="module")
def _told() -> dict[str, TyperCommand]:
    cli._register()
    return dict(commands(get_group(cli.app)))


def test_each_can_be_quiet(told: dict[str, TyperCommand]) -> None:
    """interface.md, common options."""
    assert len(told) > 20
    for name, command in told.items():
        assert sum("--quiet" in one.opts for one in command.params) == 1, name


def test_each_that_prints_json_prints_it_on_a_line_too(told: dict[str, TyperCommand]) -> None:
    """interface.md, common options."""
    for name, command in told.items():
        options = {option for one in command.params for option in one.opts}
        assert ("--jsonl" in options) == ("--json" in options), name


def test_one_result_is_one_line(dawra: Callable[..., Any]) -> None:
    """The same document; both forms at once are refused."""
    line, document = dawra("config", "show", "--jsonl"), dawra("config", "show", "--json")
    assert (line.code, len(line.out.splitlines())) == (0, 1)
    assert json.loads(line.out) == json.loads(document.out)
    assert len(document.out.splitlines()) > 1
    both = dawra("config", "show", "--json", "--jsonl")
    assert (both.code, both.out) == (2, "")


def test_each_shows_an_example(told: dict[str, TyperCommand]) -> None:
    """Conventions: every help has one, and it begins with the command itself."""
    for name, command in told.items():
        words = f"{command.help or ''} {command.epilog or ''}"
        assert f"dawra {name}" in words, name
