"""``dawra calibrate``: scores for people and programs, and settings that can be pasted."""

import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


@pytest.fixture(autouse=True)
def _book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, dawra: Run) -> None:
    """The reference ledger."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DAWRA_BOOK", str(tmp_path / "book.db"))
    for name in ("DAWRA_LANG", "DAWRA_LEVEL"):
        monkeypatch.delenv(name, raising=False)
    dawra("import", Path(__file__).parents[2] / "data" / "ai-deals" / "deals.csv")


def test_the_scores_as_json(dawra: Run) -> None:
    """With the count of each, overall and by class, and a mark where there are too few."""
    result = json.loads(dawra("calibrate", "--json", "--as-of", "2026-06-30").out)
    assert result["schema"] == "dawra.calibrate/1"
    assert result["query"] == {"as_of": "2026-06-30", "known": None, "level": "group"}
    assert set(result["deals"]) == {"happened", "failed", "open"}
    assert [one["kind"] for one in result["origins"]] == ["party", "agency", "other"]
    for one in (result["belief"], *result["origins"], result["status"], *result["statuses"]):
        assert one["few"] is (one["count"] < 30)
        assert one["brier"] is None if one["count"] == 0 else 0 <= one["brier"] <= 1
    assert sum(one["count"] for one in result["statuses"]) == result["status"]["count"] > 0


def test_the_suggestion_can_be_pasted(dawra: Run, tmp_path: Path) -> None:
    """What it prints is a settings file that dawra takes."""
    page = dawra("calibrate").out
    toml = page[page.index("# Suggested") :]
    assert set(tomllib.loads(toml)) == {"reliability", "status"}
    (tmp_path / "dawra.toml").write_text(toml, encoding="utf-8")
    assert dawra("deals", "--json").code == 0
    settings = json.loads(dawra("config", "show", "--json").out)["settings"]
    assert {one["name"] for one in settings if one["origin"] == "file"} >= {"reliability.agency", "status.in_talks"}


def test_few_cases_are_called_few(dawra: Run) -> None:
    """In both languages."""
    assert "too few to change anything by" in dawra("calibrate").out
    assert "أقل من أن يُبنى عليها تغيير" in dawra("calibrate", "--lang", "ar").out


def test_help_has_an_example(dawra: Run) -> None:
    """As every command."""
    assert "Example: dawra calibrate" in dawra("calibrate", "--help").out
