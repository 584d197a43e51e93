"""`dawra rights`, as a user meets it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Dawra = Callable[..., Any]

TABLE = """
[[right]]
id = "R1"
grantor = "openai"
holder = "microsoft"
mode = "exclusive"
action = ["sell"]
object = ["openai-models"]
channel = ["cloud-api"]
segment = ["commercial"]
territory = ["world"]
start = "2025-10-28"
end = "2030/2033"
exceptions = ["open-weight-models", "us-national-security"]
known = "2025-12-17"
quote = "exclusive rights to these models into the 2030s"
publisher = "Gulf"

[[right]]
id = "R3"
grantor = "openai"
holder = "amazon"
mode = "non_exclusive"
action = ["sell"]
object = ["openai-models"]
channel = ["cloud-api"]
segment = ["commercial"]
territory = ["world"]
start = "2026-04-28"
end = "2036-01-01"

[[amendment]]
right = "R1"
effective = "2026-04-27"
known = "2026-04-28"
mode = "non_exclusive"
"""
"""EX-9.1, with R2 as the amendment."""

ROWS = (
    "kind,status,parties,exclusive,date,right_mode,right_action,right_object,right_channel,right_segment,"
    "right_territory,published,url,publisher,summary\n"
    "licence,signed,licensor:openai|licensee:microsoft,true,2025-10-28,exclusive,sell,openai-models,cloud-api,"
    "commercial,world,2025-10-29,https://example.org/1,Example News,"
    '"On 28 October 2025 OpenAI gave Microsoft the exclusive right to sell its models to companies through an API '
    'everywhere."\n'
    "amendment,amended,partner:openai|partner:microsoft,,2026-04-27,non_exclusive,sell,openai-models,,,,2026-04-28,"
    "https://example.org/2,Example News,"
    '"On 27 April 2026 OpenAI and Microsoft changed their contract: others too may sell the models, on every cloud."\n'
)
AMAZON = ("--actor", "amazon", "--action", "sell", "--object", "openai-models", "--channel", "cloud-api")


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """The rights as a file."""
    path = tmp_path / "rights.toml"
    path.write_text(TABLE, encoding="utf-8")
    return path


@pytest.fixture
def book(tmp_path: Path, dawra: Dawra) -> Path:
    """The rows in a ledger."""
    rows = tmp_path / "deals.csv"
    rows.write_text(ROWS, encoding="utf-8")
    assert dawra("import", rows, "--book", tmp_path / "book.db").code == 0
    return tmp_path / "book.db"


def asked(dawra: Dawra, *words: object) -> Any:  # noqa: ANN401 - what JSON holds
    """The JSON of an answer."""
    ran = dawra("rights", "ask", *words, "--json")
    assert (ran.code, ran.err) == (0, "")
    return json.loads(ran.out)


@pytest.mark.parametrize(
    ("on", "known", "answer"),
    [
        ("2028-06-30", "2025-12-17", "PROHIBITED"),
        ("2031-01-01", "2025-12-17", "CONDITIONAL"),
        ("2034-01-01", "2025-12-17", "NO BAR KNOWN"),
        ("2028-06-30", "2026-04-28", "PERMITTED"),
        ("2026-04-26", "2026-04-28", "PROHIBITED"),
    ],
)
def test_an_answer_from_a_table(dawra: Dawra, table: Path, on: str, known: str, answer: str) -> None:
    """EX-9.1 by the command."""
    assert asked(dawra, *AMAZON, "--on", on, "--known", known, "--rights", table)["answer"] == answer


def test_an_answer_as_json(dawra: Dawra, table: Path) -> None:
    """What was asked, what was taken for granted, and the right with its words."""
    result = asked(dawra, *AMAZON, "--on", "2028-06-30", "--known", "2025-12-17", "--rights", table)
    assert (result["schema"], result["answer"], result["breach"]) == ("dawra.rights/1", "PROHIBITED", False)
    assert result["query"] == {
        "actor": "amazon",
        "action": ["sell"],
        "object": ["openai-models"],
        "channel": ["cloud-api"],
        "segment": ["commercial"],
        "territory": ["world"],
        "on": "2028-06-30",
        "known": "2025-12-17",
        "level": None,
        "assumed": ["segment", "territory"],
    }
    (part,) = result["parts"]
    assert (part["bars"], part["grants"], part["conditions"]) == (["R1"], [], [])
    assert part["scopes"][0]["object"] == {"all": False, "in": ["openai-models"], "except": []}
    (right,) = result["rights"]
    assert (right["id"], right["role"], right["certain"], right["end"]) == (
        "R1",
        "bar",
        True,
        ["2030-01-01", "2034-01-01"],
    )
    assert right["evidence"][0]["text"] == "exclusive rights to these models into the 2030s"


def test_an_uncertain_end_is_told_in_both_languages(dawra: Dawra, table: Path) -> None:
    """The answer, the condition and the quote; no isolate reaches the terminal."""
    words = (*AMAZON, "--on", "2031-01-01", "--known", "2025-12-17", "--rights", table)
    english = dawra("rights", "ask", *words).out.splitlines()
    assert "CONDITIONAL" in english
    assert (
        "   It ends between 1 January 2030 and 1 January 2034: right of Microsoft (exclusive), granted by OpenAI"
        in (english)
    )
    assert "         exclusive rights to these models into the 2030s" in english
    arabic = dawra("rights", "ask", *words, "--lang", "ar").out.splitlines()
    assert "مشروط" in arabic
    assert "   ينتهي بين 1 يناير 2030 و1 يناير 2034: حق مايكروسوفت (حصري)، والمانح أوبن إيه آي" in arabic


def test_a_question_in_parts_shows_each(dawra: Dawra, table: Path) -> None:
    """All models through an API: OpenAI's are barred, the others are not."""
    words = ("--actor", "amazon", "--action", "sell", "--object", "models", "--channel", "cloud-api")
    ran = dawra("rights", "ask", *words, "--on", "2028-06-30", "--known", "2025-12-17", "--rights", table)
    lines = ran.out.splitlines()
    assert "   It depends on the part that is asked" in lines
    assert "   PROHIBITED: sell · OpenAI's models · an interface (API) on a cloud · commercial customers" in lines
    assert any(line.startswith("   NO BAR KNOWN: sell · AI models except OpenAI's models") for line in lines)


def test_a_ledger_answers_as_known_on_a_day(dawra: Dawra, book: Path) -> None:
    """Prohibited before the change was known; after it, no bar, and the change stands with its summary."""
    before = asked(dawra, *AMAZON, "--on", "2026-06-30", "--known", "2026-04-27", "--book", book)
    assert before["answer"] == "CONDITIONAL"
    assert [why["code"] for why in before["conditions"]] == ["end-unstated"]
    now = asked(dawra, *AMAZON, "--on", "2026-04-26", "--known", "2026-04-28", "--book", book)
    assert now["answer"] == "PROHIBITED"
    after = asked(dawra, *AMAZON, "--on", "2026-04-28", "--known", "2026-04-28", "--book", book)
    assert (after["answer"], after["query"]["level"]) == ("NO BAR KNOWN", "group")
    (right,) = after["rights"]
    assert (right["role"], right["idle"]) == (None, "not-exclusive")
    (change,) = right["amendments"]
    assert (change["effective"], change["changes"]) == ("2026-04-27", {"mode": "non_exclusive"})
    assert change["evidence"][0]["text"].startswith("On 27 April 2026 OpenAI and Microsoft changed")
    text = dawra("rights", "ask", *AMAZON, "--on", "2026-04-28", "--known", "2026-04-28", "--book", book).out
    assert "our summary of Example News, 28 April 2026" in text
    assert "changed from 27 April 2026 on: not exclusive (known since 28 April 2026)" in text


def test_a_party_is_known_by_any_name(dawra: Dawra, book: Path) -> None:
    """In Arabic, and a unit stands for its group."""
    for name in ("أمازون", "AWS"):
        words = ("--actor", name, *AMAZON[2:], "--on", "2026-01-01", "--known", "2026-01-01", "--book", book)
        assert asked(dawra, *words)["query"]["actor"] == "amazon"
    assert asked(dawra, *words, "--level", "company")["query"]["actor"] == "aws"


def test_rights_that_clash(dawra: Dawra, table: Path) -> None:
    """A licence inside an exclusive right, until that was amended; in both languages."""
    ran = dawra("rights", "conflicts", "--rights", table, "--known", "2026-04-27", "--json")
    assert json.loads(ran.out)["conflicts"] == []
    early = table.read_text(encoding="utf-8").replace('start = "2026-04-28"', 'start = "2026-01-01"')
    table.write_text(early, encoding="utf-8")
    ran = dawra("rights", "conflicts", "--rights", table, "--json")
    (conflict,) = json.loads(ran.out)["conflicts"]
    assert (conflict["kind"], conflict["certain"], conflict["since"], conflict["until"]) == (
        "licence",
        True,
        "2026-01-01",
        "2026-04-27",
    )
    assert (conflict["first"]["id"], conflict["second"]["id"]) == ("R1", "R3")
    english = dawra("rights", "conflicts", "--rights", table).out
    assert english.startswith(
        "Microsoft and Amazon: a licence inside an exclusive right, from 1 January 2026, until 27 April 2026\n"
    )
    arabic = dawra("rights", "conflicts", "--rights", table, "--lang", "ar").out
    assert arabic.startswith("مايكروسوفت وأمازون: ترخيص داخل حق حصري، من 1 يناير 2026، حتى 27 أبريل 2026\n")


def test_no_clash_is_said(dawra: Dawra, book: Path) -> None:
    """With how many rights there are."""
    assert "None clash, of 1 right." in dawra("rights", "conflicts", "--book", book).out


def test_the_words_are_listed(dawra: Dawra) -> None:
    """One scope as a table, all of them as JSON."""
    lines = dawra("rights", "words", "segment", "--lang", "ar").out.splitlines()
    assert lines[0] == "النطاق\tالكلمة\tالاسم\tيندرج في"
    assert "segment\tus-national-security\tجهات الأمن القومي الأمريكي\tgovernment" in lines
    found = json.loads(dawra("rights", "words", "--json").out)
    assert set(found) == {"schema", "action", "object", "channel", "segment", "territory", "event"}
    assert {"id": "gpt-3", "en": "GPT-3", "ar": "GPT-3", "in": ["openai-models"], "owner": "openai"} in found["object"]


def test_a_users_own_words_are_understood(dawra: Dawra, table: Path, tmp_path: Path) -> None:
    """A model that the package does not know lies in one that it does."""
    words = tmp_path / "words.toml"
    words.write_text('[object.gpt-9]\nen = "GPT-9"\nar = "GPT-9"\nin = ["openai-models"]\n', encoding="utf-8")
    question = ("--actor", "amazon", "--action", "sell", "--object", "gpt-9", "--channel", "cloud-api")
    day = ("--on", "2028-06-30", "--known", "2025-12-17", "--rights", table)
    assert asked(dawra, *question, *day, "--taxonomy", words)["answer"] == "PROHIBITED"
    assert "no object 'gpt-9'" in dawra("rights", "ask", *question, *day).err


@pytest.mark.parametrize(
    ("more", "code", "message"),
    [
        (("--object", "openai-model"), 1, "Did you mean openai-models"),
        (("--channel", "clod"), 1, "`dawra rights words channel` lists them all"),
        (("--segment", "|"), 2, "--segment '|'"),
        (("--on", "2028"), 2, "--on '2028' is no day"),
        (("--known", "yesterday"), 2, "--known 'yesterday' is no day"),
        (("--level", "group"), 2, "--level asks a ledger"),
        (("--rights", "none.toml"), 1, "no table of rights"),
        (("--taxonomy", "none.toml"), 1, "no taxonomy"),
    ],
)
def test_a_wrong_question_is_refused(dawra: Dawra, table: Path, more: tuple[str, str], code: int, message: str) -> None:
    """With what would help; nothing on standard output."""
    ran = dawra("rights", "ask", *AMAZON, "--rights", table, *more)
    assert (ran.code, ran.out) == (code, "")
    assert message in ran.err


def test_an_unknown_scope_is_refused(dawra: Dawra) -> None:
    """With those that there are."""
    ran = dawra("rights", "words", "place")
    assert (ran.code, ran.out) == (2, "")
    assert "action, object, channel, segment, territory, event" in ran.err


def test_an_unknown_party_is_refused(dawra: Dawra, book: Path) -> None:
    """By the ledger, with the nearest; a table takes names as they are written."""
    ran = dawra("rights", "ask", "--actor", "amazonn", *AMAZON[2:], "--book", book)
    assert ran.code == 1
    assert "amazon" in ran.err.lower()
