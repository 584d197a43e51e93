"""``--reader``: who reads, how two readings are shown beside each other, and what a spent budget leaves."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.endpoint import Endpoint

Run = Callable[..., Any]


@pytest.fixture
def article(tmp_path: Path, told_document: Any) -> Path:  # noqa: ANN401 - a document
    """The text that the endpoint is asked about."""
    path = tmp_path / "article.txt"
    path.write_text(told_document.text, encoding="utf-8")
    return path


@pytest.fixture(autouse=True)
def configured(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, endpoint: "Endpoint", deal_said: Callable[..., dict[str, Any]]
) -> None:
    """Settings as a user gives them, and a model that knows one deal."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DAWRA_LLM_KEY", "hidden-word")
    Path("dawra.toml").write_text(
        f'[llm]\nurl = "{endpoint.url}"\nmodel = "played"\ncache = "cache"\nprice_in = 2.5\nprice_out = 10\n',
        encoding="utf-8",
    )
    endpoint.play({"deals": [deal_said()], "facts": []})


def test_offline_is_the_default(dawra: Run, article: Path, endpoint: "Endpoint") -> None:
    """Nobody is asked."""
    assert json.loads(dawra("read", article, "--json").out)["reader"]["name"] == "grammar"
    assert endpoint.asked == []


def test_a_model_reads(dawra: Run, article: Path) -> None:
    """The same record, by another reader."""
    record = json.loads(dawra("read", article, "--json", "--reader", "llm").out)
    assert set(record) == {"document", "deals", "facts", "notices", "reader"}
    assert record["reader"] == {"name": "llm", "version": "1 played"}
    assert [deal["amount"]["high"] for deal in record["deals"]] == [10_000_000_000]


def test_both_beside_each_other(dawra: Run, article: Path) -> None:
    """The offline record, the other one, and the claims paired by id."""
    record = json.loads(dawra("read", article, "--json", "--reader", "both").out)
    pairs = record["comparison"]["deals"]
    mine, theirs = ({deal["id"] for deal in reading["deals"]} for reading in (record, record["other"]))
    assert [pair["other"] for pair in pairs] == [deal["id"] for deal in record["other"]["deals"]]
    assert {pair["one"] for pair in pairs} | {i for i in record["comparison"]["only_one"] if i in mine} == mine
    assert {pair["other"] for pair in pairs} | set(record["comparison"]["only_other"]) == theirs


@pytest.mark.parametrize(("lang", "words"), [("en", "only grammar"), ("ar", "وحده")])
def test_both_in_words(dawra: Run, article: Path, lang: str, words: str) -> None:
    """What only one of them found is said, in both languages."""
    ran = dawra("read", article, "--reader", "both", "--lang", lang)
    assert ran.code == 0
    assert "llm 1 played" in ran.out
    assert words in ran.out


def test_a_model_fills_a_ledger(dawra: Run, article: Path) -> None:
    """Added, verified, and again without a question."""
    assert dawra("add", article, "--book", "book.db", "--reader", "llm").code == 0
    assert dawra("verify", "--book", "book.db").code == 0


def test_a_ledger_takes_one_reading(dawra: Run, article: Path) -> None:
    """Not two."""
    ran = dawra("add", article, "--book", "book.db", "--reader", "both")
    assert (ran.code, Path("book.db").exists()) == (2, False)
    assert "offline or llm" in ran.err


def test_a_spent_budget(dawra: Run, article: Path, endpoint: "Endpoint", monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit 3; what was read before stands; what is kept costs nothing."""
    monkeypatch.setenv("DAWRA_LLM_TOKENS", "16000")
    endpoint.plays[0] = (200, {}, endpoint.plays[0][2].replace(b"1000", b"9000"))
    second = article.with_name("second.txt")
    second.write_text(article.read_text(encoding="utf-8") + " More.", encoding="utf-8")
    ran = dawra("read", article, second, "--jsonl", "--reader", "llm")
    assert (ran.code, len(ran.out.splitlines()), len(endpoint.asked)) == (3, 1, 1)
    assert "budget is spent" in ran.err
    assert "hidden-word" not in ran.err
    assert dawra("read", article, "--jsonl", "--reader", "llm").code == 0


def test_an_endpoint_that_refuses(dawra: Run, article: Path, endpoint: "Endpoint") -> None:
    """Exit 1 with what would help."""
    endpoint.plays.clear()
    endpoint.fail(401)
    ran = dawra("read", article, "--reader", "llm")
    assert ran.code == 1
    assert "DAWRA_LLM_KEY" in ran.err
    assert "hidden-word" not in ran.err


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("--reader", "gpt"), "offline, llm, both"),
        (("--reader", "llm", "--toml", '[llm]\nurll = "x"'), "Did you mean 'url'"),
        (("--reader", "llm", "--toml", '[llm]\nmoney = "much"'), "plain number"),
        (("--reader", "llm", "--toml", ""), "llm.url"),
    ],
)
def test_settings_that_cannot_be_meant(dawra: Run, article: Path, words: tuple[str, ...], hint: str) -> None:
    """Exit 2, with what is known."""
    if "--toml" in words:
        Path("dawra.toml").write_text(words[-1], encoding="utf-8")
        words = words[:2]
    ran = dawra("read", article, *words)
    assert ran.code == 2
    assert hint in ran.err
