"""The options that choose legs mean the same on every command that measures something."""

from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from dawra.views.cli.asked import Asked

Dawra = Callable[..., Any]
COMMANDS = {
    "circles": (),
    "trace": ("A",),
    "cycles": (),
    "significance": (),
    "concentration": (),
    "deal-delta": ("d1",),
}
LEGS = "from,to,amount,currency,layer,date,deal\nA,B,10,USD,fin,2025-01-01,d1\nB,A,9,USD,pur,2025-01-02,d2\n"


@pytest.fixture
def legs(tmp_path: Path) -> Path:
    """A circle of two."""
    path = tmp_path / "legs.csv"
    path.write_text(LEGS, encoding="utf-8")
    return path


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_the_options_in_one_order_with_the_same_words(dawra: Dawra, command: str) -> None:
    """And an example at the end."""
    told, circles = (dawra(name, "--help").out for name in (command, "circles"))
    shared = [f"--{field.name.replace('_', '-')}" for field in fields(Asked)]
    places = [told.index(f"  {option} ") for option in shared]
    assert places == sorted(places)
    assert [_help(told, option) for option in shared] == [_help(circles, option) for option in shared]
    assert _help(told, "--top") == _help(circles, "--top")
    assert f"Example: dawra {command} " in " ".join(told.split())


def _help(text: str, option: str) -> str:
    """What the help says of an option, its default apart."""
    own = text.split(f"  {option} ")[1].split("\n  -", maxsplit=1)[0].split("[default", maxsplit=1)[0]
    return " ".join(own.split())


@pytest.mark.parametrize("command", COMMANDS)
def test_wrong_options_have_the_same_words_everywhere(dawra: Dawra, legs: Path, command: str) -> None:
    """What cannot go together, what is no view, no day, no currency."""
    asked = (command, *COMMANDS[command], "--legs", legs)
    for words, code, message in (
        (("--book", "b.db"), 2, "--book asks a ledger, and --legs reads a table: give one of them."),
        (("--view", "all"), 2, "unknown view 'all': one of paid, committed, announced."),
        (("--level", "all"), 2, "unknown level 'all': one of group, company."),
        (("--as-of", "soon"), 2, "'soon' is no day: write it as 2026-01-31."),
        (("--currency", "XXX"), 1, "unknown currency 'XXX': write an ISO 4217 code such as USD or SAR."),
        (("--lang", "fr"), 2, "--lang 'fr': write en or ar."),
    ):
        ran = dawra(*asked, *words)
        assert (ran.code, ran.out) == (code, "")
        assert message in ran.err


@pytest.mark.parametrize("command", [name for name in COMMANDS if name != "concentration"])
def test_the_graph_is_one_of_money(dawra: Dawra, legs: Path, command: str) -> None:
    """K takes in what M has; X and S are refused with the reason."""
    asked = (command, *COMMANDS[command], "--legs", legs)
    assert '"graph": "K"' in dawra(*asked, "--graph", "K", "--json").out
    for graph, why in (("X", "a stress calls it"), ("S", "who owns whom is no money"), ("Z", "there is no such graph")):
        ran = dawra(*asked, "--graph", graph)
        assert (ran.code, ran.out) == (2, "")
        assert why in ran.err
