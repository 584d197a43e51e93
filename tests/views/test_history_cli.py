"""``deal --history``, ``deal --odds``, ``diff``, ``retract`` and ``correct``, as a user meets them."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]

ARTICLES = {
    "talks.txt": ("2025-12-17", "Reuters", "Amazon is in talks to invest about $10 billion in OpenAI."),
    "again.txt": ("2025-12-18", "Bloomberg", "Amazon is in talks to invest about $10 billion in OpenAI, sources said."),
    "done.txt": ("2026-02-27", "Bloomberg", "Amazon announced that it will invest $50 billion in OpenAI."),
}


@pytest.fixture(autouse=True)
def _book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, dawra: Run) -> None:
    """A ledger with three articles on one deal."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DAWRA_BOOK", str(tmp_path / "book.db"))
    for name in ("DAWRA_LANG", "DAWRA_LEVEL"):
        monkeypatch.delenv(name, raising=False)
    for name, (day, publisher, text) in ARTICLES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
        assert dawra("add", name, "--published", day, "--publisher", publisher).code == 0


@pytest.fixture
def deal(dawra: Run) -> dict[str, Any]:
    """The one deal."""
    (found,) = json.loads(dawra("deals", "--json").out)["deals"]
    assert isinstance(found, dict)
    return found


def history(dawra: Run, ref: str, *words: str) -> dict[str, Any]:
    """The history of one deal."""
    result = json.loads(dawra("deal", ref, "--history", "--json", *words).out)
    assert result["schema"] == "dawra.history/1"
    (found,) = result["histories"]
    assert isinstance(found, dict)
    return found


def test_history_names_the_document_of_each_change(dawra: Run, deal: dict[str, Any]) -> None:
    """With the day, the claim and the instant of entry, which nothing else shows."""
    steps = history(dawra, deal["id"][:8])["steps"]
    assert [step["outcome"] for step in steps] == ["first", "changed", "changed"]
    assert [step["document"]["publisher"] for step in steps] == ["Reuters", "Bloomberg", "Bloomberg"]
    assert {"field": "status", "from": "in_talks", "to": deal["status"]} in steps[2]["changes"]
    assert all(step["recorded"].endswith("Z") for step in steps)
    assert steps[0]["recorded"] not in dawra("deal", deal["id"], "--json").out


def test_history_up_to_a_day_begins_the_whole(dawra: Run, deal: dict[str, Any]) -> None:
    """INV-10.1 at the command line."""
    whole = history(dawra, deal["id"])
    early = history(dawra, deal["id"], "--known", "2025-12-18")
    assert early["steps"] == whole["steps"][:2]


def test_history_as_a_page(dawra: Run, deal: dict[str, Any]) -> None:
    """In both languages."""
    page = dawra("deal", deal["id"], "--history").out
    assert "17 December 2025, Reuters: the first word of it" in page
    assert "status: in talks → " in page
    arabic = dawra("deal", deal["id"], "--history", "--lang", "ar").out
    assert "أول ما قيل فيها" in arabic
    assert "الحالة: قيد المحادثات ← " in arabic


def test_odds_multiply_to_the_belief(dawra: Run, deal: dict[str, Any]) -> None:
    """Prior odds times one factor for each origin; the JSON has the factors always."""
    odds = deal["prior"] / (1 - deal["prior"])
    for factor in deal["odds"]:
        odds *= factor["factor"]
    assert deal["belief"] == pytest.approx(odds / (1 + odds), rel=1e-12)
    assert [factor.keys() for factor in deal["odds"]] == [{"origin", "kind", "denies", "factor"}] * len(deal["origins"])
    lines = dawra("deal", deal["id"], "--odds").out.splitlines()
    assert lines[1] == "before any word\t\t\t1"
    assert lines[-1] == f"belief\t\t\t{deal['belief']:.3f}"


def test_history_and_odds_exclude_each_other(dawra: Run, deal: dict[str, Any]) -> None:
    """Wrong use ends with 2."""
    assert dawra("deal", deal["id"], "--history", "--odds").code == 2


def test_belief_in_words_with_its_origins(dawra: Run, deal: dict[str, Any]) -> None:
    """On the page and in the table, in both languages."""
    assert "Belief: " in dawra("deal", deal["id"]).out
    assert "2 agencies" in dawra("deal", deal["id"]).out
    assert "2 agencies" in dawra("deals").out
    assert "وكالتان" in dawra("deals", "--lang", "ar").out


def test_diff_says_what_was_learned(dawra: Run, deal: dict[str, Any]) -> None:
    """New before and after, with the claims and their documents."""
    result = json.loads(dawra("diff", "--known", "2025-12-17", "--known", "2026-02-27", "--json").out)
    assert result["schema"] == "dawra.diff/1"
    assert (result["from"]["known"], result["to"]["known"]) == ("2025-12-17", "2026-02-27")
    status = next(one for one in result["changed"] if one["field"] == "status")
    assert (status["id"], status["from"], status["to"]) == (deal["id"], "in_talks", deal["status"])
    assert [result["documents"][claim]["publisher"] for claim in status["claims"]] == ["Bloomberg"]
    start = json.loads(dawra("diff", "--known", "2025-12-01", "--known", "2026-02-27", "--json").out)
    assert [one["id"] for one in start["new"]] == [deal["id"]]
    assert (start["gone"], start["changed"]) == ([], [])


def test_diff_along_each_time(dawra: Run) -> None:
    """As of two days, as recorded at two instants, and as a page."""
    assert json.loads(dawra("diff", "--as-of", "2025-01-01", "--as-of", "2026-03-01", "--json").out)["new"]
    assert json.loads(dawra("diff", "--recorded", "2025-01-01", "--recorded", "2099-01-01", "--json").out)["new"]
    page = dawra("diff", "--known", "2025-12-17", "--known", "2026-02-27").out
    assert "From known by 17 December 2025 to known by 27 February 2026" in page
    assert "amount: about $10 billion → $50 billion (Bloomberg)" in page
    assert "Nothing was learned." in dawra("diff", "--known", "2026-03-01", "--known", "2026-03-02").out
    assert "ما تغير" in dawra("diff", "--known", "2025-12-17", "--known", "2026-02-27", "--lang", "ar").out


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("--known", "2025-12-17"),
        ("--known", "2025-12-17", "--as-of", "2025-12-18"),
        ("--known", "2025-12-17", "--known", "2025-12-18", "--as-of", "2025-01-01", "--as-of", "2025-01-02"),
        ("--known", "2025-12-17", "--known", "2025-12-18", "--known", "2025-12-19"),
        ("--known", "2025-12-17", "--known", "soon"),
    ],
)
def test_diff_compares_two_moments(dawra: Run, words: tuple[str, ...]) -> None:
    """Exactly one of the three times is given twice."""
    assert dawra("diff", *words).code == 2


def test_a_retracted_claim_is_shown_as_such(dawra: Run, deal: dict[str, Any]) -> None:
    """Out of the answers, in the history with its reason; undone, it counts again."""
    last = deal["claims"][-1]["id"]
    assert dawra("retract", last[:10], "--because", "the paper withdrew it").code == 0
    (now,) = json.loads(dawra("deals", "--json").out)["deals"]
    assert now["status"] == "in_talks"
    told = history(dawra, deal["id"])
    assert [claim["claim"] for claim in told["withdrawn"]] == [last]
    assert [(one["kind"], one["because"]) for one in told["judged"]] == [("retracted", "the paper withdrew it")]
    assert "the paper withdrew it" in dawra("deal", deal["id"], "--history").out
    assert dawra("retract", last, "--undo", "--because", "it did not").code == 0
    assert json.loads(dawra("deals", "--json").out)["deals"] == [deal]
    assert [one["kind"] for one in history(dawra, deal["id"])["judged"]] == ["retracted", "restored"]
    assert dawra("verify").code == 0


def test_a_correction_holds_at_every_known_day(dawra: Run, deal: dict[str, Any]) -> None:
    """It concerns the reading, not the world; undone, what was read holds again."""
    last = deal["claims"][-1]["id"]
    words = (
        "correct",
        last,
        "--set",
        "status=signed",
        "--quote",
        "Amazon announced that it will invest",
        "--because",
        "it is binding",
    )
    result = json.loads(dawra(*words, "--json").out)
    assert result["changed"] == [{"field": "status", "from": deal["status"], "to": "signed"}]
    for known in ((), ("--known", "2026-02-27")):
        (now,) = json.loads(dawra("deals", "--json", *known).out)["deals"]
        assert now["status"] == "signed"
    assert [(one["kind"], one["because"]) for one in history(dawra, deal["id"])["judged"]] == [
        ("corrected", "it is binding")
    ]
    assert dawra("verify").code == 0
    assert dawra("correct", last, "--undo", "--because", "it is not").code == 0
    assert json.loads(dawra("deals", "--json").out)["deals"] == [deal]


def test_a_correction_builds_on_the_one_before(dawra: Run, deal: dict[str, Any]) -> None:
    """The last one holds whole."""
    last = deal["claims"][-1]["id"]
    quote = ("--quote", "Amazon announced that it will invest $50 billion in OpenAI", "--because", "x")
    assert dawra("correct", last, "--set", "status=signed", *quote).code == 0
    assert dawra("correct", last, "--set", "amount=", *quote).code == 0
    (claim,) = [one for one in json.loads(dawra("deals", "--json").out)["deals"][-1]["claims"] if one["id"] == last]
    assert (claim["status"], claim["amount"]) == ("signed", None)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--set", "status=signed"), 2),
        (("--quote", "announced"), 2),
        (("--set", "status", "--quote", "announced"), 2),
        (("--undo", "--set", "status=signed"), 2),
        (("--set", "status=signed", "--quote", "signed in blood"), 3),
        (("--set", "date=2026-02-26", "--quote", "announced that it will"), 3),
    ],
)
def test_a_correction_that_proves_nothing_changes_nothing(
    dawra: Run, deal: dict[str, Any], words: tuple[str, ...], code: int
) -> None:
    """2 for wrong use, 3 for what the document does not say."""
    assert dawra("correct", deal["claims"][-1]["id"], *words, "--because", "x").code == code
    assert json.loads(dawra("deals", "--json").out)["deals"] == [deal]


def test_an_unknown_claim_ends_with_1(dawra: Run) -> None:
    """With a word on where claims are listed."""
    ended = dawra("retract", "ffffff", "--because", "x")
    assert ended.code == 1
    assert "fits 0 claims" in ended.err


@pytest.mark.parametrize("command", ["diff", "retract", "correct", "config show"])
def test_help_has_an_example(dawra: Run, command: str) -> None:
    """Every command shows one."""
    assert f"Example: dawra {command}" in dawra(*command.split(), "--help").out
