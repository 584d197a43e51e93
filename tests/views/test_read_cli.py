"""``dawra read``: its streams, its forms and its exit codes."""

import io
import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dawra import claims
from dawra.claims import DealClaim, Evidence, FactClaim, Mention, Notice, Reader, Reading, RoleParty
from dawra.documents import Document
from dawra.values import Amount, Span
from dawra.views.cli import output
from dawra.views.reading import reading_lines

TEXT = (
    "Nvidia to back OpenAI\n\n"
    "Nvidia will invest up to $100 billion in OpenAI, Reuters said on 22 September 2025. It has 1.2."
)
Run = Callable[..., Any]


def told(document: Document) -> Reading:
    """A reader that finds one deal, one fact and one notice in `TEXT`, and nothing elsewhere."""
    reader = Reader(name="stand-in", version="1")
    words = "up to $100 billion"
    if words not in document.text:
        return Reading(document=document, reader=reader)

    def span(part: str) -> Span:
        start = document.text.index(part)
        return Span.cut(document.text, start, start + len(part))

    amount = Amount(low=None, high=10_000_000_000_000, currency="USD", qualifier="up_to", text=words)
    deal = DealClaim(
        kind="equity_investment",
        parties=(
            RoleParty(role="investor", id="nvidia", name="Nvidia"),
            RoleParty(role="investee", id="openai", name="OpenAI"),
        ),
        status="planned",
        amount=amount,
        evidence=(Evidence(field="amount", span=span(words)),),
    )
    fact = FactClaim(party=Mention(id="openai", name="OpenAI"), metric="revenue", status="announced", amount=amount)
    notice = Notice(code="amount-without-currency", span=span("1.2"))
    return Reading(document=document, reader=reader, deals=(deal,), facts=(fact,), notices=(notice,))


@pytest.fixture(autouse=True)
def _reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(claims, "read", told)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """An article with one deal for the stand-in reader."""
    path = tmp_path / "article.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_a_person_sees_deals_with_parties_amount_status_and_quote(dawra: Run, article: Path) -> None:
    """The whole output in a pipe, where nothing is coloured."""
    ran = dawra("read", article, "--publisher", "Example News", "--published", "2025-09-22")
    assert ran.code == 0
    assert ran.err == ""
    assert ran.out.splitlines() == [
        "Nvidia to back OpenAI",
        "Example News, 22 September 2025",
        "",
        "1. Investment · planned · up to $100 billion",
        "   investor: Nvidia; receives the investment: OpenAI",
        "   “Nvidia will invest up to $100 billion in OpenAI, Reuters said on 22 September 2025.”",
        "",
        "Figures of single parties:",
        "   OpenAI: revenue up to $100 billion",
        "",
        "Seen, but not placed:",
        "   1.2 (an amount without a currency)",
    ]


def test_the_output_speaks_arabic_too(dawra: Run, article: Path) -> None:
    """Names, kinds and amounts follow the language of the output."""
    out = dawra("read", article, "--lang", "ar").out
    assert "1. استثمار · مزمعة · ما يصل إلى 100 مليار دولار" in out
    assert "المستثمر: إنفيديا؛ متلقي الاستثمار: أوبن إيه آي" in out


def test_json_is_one_object_and_nothing_else(dawra: Run, article: Path) -> None:
    """What the user says of the source is in it."""
    ran = dawra("read", article, "--json", "--url", "https://example.org/a", "--language", "en")
    record = json.loads(ran.out)
    assert set(record) == {"document", "deals", "facts", "notices", "reader"}
    assert record["document"]["url"] == "https://example.org/a"


def test_jsonl_is_one_object_a_line_in_input_order(dawra: Run, article: Path, tmp_path: Path) -> None:
    """The same source twice gives two lines."""
    plain = tmp_path / "plain.txt"
    plain.write_text("No deal here.", encoding="utf-8")
    records = [json.loads(line) for line in dawra("read", plain, article, plain, "--jsonl").out.splitlines()]
    assert [len(record["deals"]) for record in records] == [0, 1, 0]


def test_standard_input_is_a_source(dawra: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A dash stands for it."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    assert json.loads(dawra("read", "-", "--json").out)["deals"]


def test_a_document_without_deals_is_no_failure(dawra: Run, tmp_path: Path) -> None:
    """It says so and ends with 0."""
    path = tmp_path / "plain.txt"
    path.write_text("No deal here.", encoding="utf-8")
    ran = dawra("read", path)
    assert ran.code == 0
    assert "No deal was found in this text." in ran.out


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("--json",), "--jsonl"),
        (("--html", "x.html"), "--html"),
        (("--json", "--jsonl"), "exclude"),
        (("--jsonl", "--published", "soon"), "2025-12-17"),
        (("--jsonl", "--language", "fr"), "ar or en"),
        (("--lang", "fr"), "en"),
    ],
)
def test_wrong_use_ends_with_2_before_any_work(dawra: Run, article: Path, words: tuple[str, ...], named: str) -> None:
    """The message names what would be right."""
    ran = dawra("read", article, article, *words)
    assert (ran.code, ran.out) == (2, "")
    assert named in ran.err


def test_what_cannot_be_read_ends_with_1(dawra: Run, tmp_path: Path) -> None:
    """One source or several, nothing on stdout."""
    ran = dawra("read", tmp_path / "nothing.txt")
    assert (ran.code, ran.out) == (1, "")
    assert "no such file" in ran.err
    assert dawra("read", tmp_path / "a", tmp_path / "b", "--jsonl").code == 1


def test_a_part_refused_ends_with_3_and_the_rest_is_done(dawra: Run, article: Path, tmp_path: Path) -> None:
    """The message counts what was refused."""
    ran = dawra("read", tmp_path / "nothing.txt", article, "--jsonl")
    assert ran.code == 3
    assert len(ran.out.splitlines()) == 1
    assert "1 of 2" in ran.err


def test_no_control_character_reaches_the_terminal(dawra: Run, tmp_path: Path) -> None:
    """Neither from a text, nor from an option, nor in a message."""
    path = tmp_path / "evil.txt"
    path.write_text(f"\u202eTitle\n\n{TEXT}", encoding="utf-8")
    for form in ((), ("--json",), ("--jsonl",)):
        ran = dawra("read", path, *form, "--publisher", "Evil\x1b[31m\x9b\u202e")
        assert ran.code == 0
        assert not set(ran.out + ran.err) & set(map(chr, [*range(9), *range(11, 32), *range(127, 160), 0x202E]))
    assert "\x1b" not in dawra("read", tmp_path / "no\x1b[31mfile").err


def test_html_is_written_where_wanted(dawra: Run, article: Path, tmp_path: Path) -> None:
    """Stdout stays empty; a place that is not there ends with 1."""
    out = tmp_path / "marked.html"
    ran = dawra("read", article, "--html", out, "--lang", "ar")
    assert (ran.code, ran.out) == (0, "")
    assert "<mark" in out.read_text(encoding="utf-8")
    assert dawra("read", article, "--html", tmp_path / "no" / "such" / "folder.html").code == 1


def test_on_a_terminal_the_words_are_the_same(article: Path, monkeypatch: pytest.MonkeyPatch, dawra: Run) -> None:
    """Colour is all that a terminal adds."""
    piped = dawra("read", article).out

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    screen = Terminal()
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setattr(sys, "stdout", screen)
    reading = told(Document(text=TEXT, language="en", title="Nvidia to back OpenAI"))
    output.put_lines(reading_lines(reading.to_json(), TEXT, "en"), "en")
    shown = [line.rstrip() for line in re.sub(r"\x1b\[[0-9;]*m", "", screen.getvalue()).splitlines()]
    assert [line for line in shown if line] == [line for line in piped.splitlines() if line]


def test_help_shows_examples(dawra: Run) -> None:
    """The examples come with the help."""
    assert "dawra read article.txt" in dawra("read", "--help").out
