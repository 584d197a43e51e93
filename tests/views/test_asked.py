"""The options that choose legs mean the same on every command that measures something."""

import json
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from dawra.book import Book
from dawra.views.cli.asked import Asked

Dawra = Callable[..., Any]
HOSTILE = {
    "one row": "A,B,5,USD,fin,2025-01-01,d1\n",
    "legs to oneself": "A,A,5,USD,fin,2025-01-01,d1\nA,A,5,USD,pur,2025-01-02,d2\n",
    "the outside alone": "A,*,5,USD,fin,2025-01-01,d1\n*,A,5,USD,pur,2025-01-01,d2\n",
    "nobody": "*,*,5,USD,fin,2025-01-01,d1\n",
    "no dates": "A,B,5,USD,fin,,d1\nB,A,5,USD,pur,,d2\n",
    "nothing moves": "A,B,0,USD,fin,2025-01-01,d1\nB,A,0,USD,pur,2025-01-02,d2\n",
    "beyond 64 bit": f"A,B,{10**18},USD,fin,2025-01-01,d1\nB,A,{10**18},USD,pur,2025-01-02,d2\n",
}
COMMANDS = {
    "circles": (),
    "trace": ("A",),
    "cycles": (),
    "significance": (),
    "concentration": (),
    "deal-delta": ("d1",),
    "runway": ("A",),
}
HEADER = "from,to,amount,currency,layer,date,deal\n"
LEGS = HEADER + "A,B,10,USD,fin,2025-01-01,d1\nB,A,9,USD,pur,2025-01-02,d2\n"


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


@pytest.mark.parametrize("command", [name for name in COMMANDS if name not in {"concentration", "runway"}])
def test_the_graph_is_one_of_money(dawra: Dawra, legs: Path, command: str) -> None:
    """K takes in what M has; X and S are refused with the reason."""
    asked = (command, *COMMANDS[command], "--legs", legs)
    assert '"graph": "K"' in dawra(*asked, "--graph", "K", "--json").out
    for graph, why in (("X", "a stress calls it"), ("S", "who owns whom is no money"), ("Z", "there is no such graph")):
        ran = dawra(*asked, "--graph", graph)
        assert (ran.code, ran.out) == (2, "")
        assert why in ran.err


@pytest.mark.parametrize("rows", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("command", COMMANDS)
def test_every_table_has_its_answer(dawra: Dawra, tmp_path: Path, command: str, rows: str) -> None:
    """JSON that parses and text in both languages; or one message that names what is missing, the same each time."""
    path = tmp_path / "legs.csv"
    path.write_text(HEADER + rows, encoding="utf-8")
    asked = (command, *COMMANDS[command], "--legs", path)
    told, *texts = (dawra(*asked, *more) for more in (("--json",), (), ("--lang", "ar")))
    if told.code:
        assert told.code == 1
        assert "no party 'A'" in told.err or ("nothing has a date" in told.err and command == "runway")
        assert {(ran.code, ran.err) for ran in texts} == {(1, told.err)}
        return
    found = json.loads(told.out)
    assert {"currency", "view", "level", "window", "graph", "without_amount", "notices"} <= set(found)
    assert all(ran.code == 0 and ran.out.strip() for ran in texts)
    assert "{" not in texts[0].out + texts[1].out


@pytest.mark.parametrize("command", COMMANDS)
def test_an_empty_ledger_has_its_answer(dawra: Dawra, tmp_path: Path, command: str) -> None:
    """Nothing goes round in it; whoever or whatever is asked for by name is not there."""
    book = tmp_path / "book.db"
    Book.open(book, create=True).close()
    ran = dawra(command, *COMMANDS[command], "--book", book, "--json")
    if COMMANDS[command]:
        assert (ran.code, ran.out) == (1, "")
        assert ran.err.startswith(f"dawra: no {'deal' if command == 'deal-delta' else 'party'} ")
    else:
        assert (ran.code, ran.err) == (0, "")
        assert json.loads(ran.out)["currency"] is None


def test_what_a_deal_does_not_change_has_no_sign(dawra: Dawra, legs: Path) -> None:
    """A funder joined by one that is next to nothing."""
    legs.write_text(f"{HEADER}A,B,{10**15},USD,fin,2025-01-01,d1\nC,B,1,USD,fin,2025-01-02,d2\n", encoding="utf-8")
    for words in (("deal-delta", "d2"), ("concentration", "--deal", "d2")):
        lines = [" ".join(line.split()) for line in dawra(*words, "--legs", legs).out.splitlines()]
        assert "B funders 1 1 0" in lines
