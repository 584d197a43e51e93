"""``dawra config show``: every setting, its value and where it came from."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with a settings file of its own."""
    monkeypatch.chdir(tmp_path)
    for name in ("DAWRA_LANG", "DAWRA_LEVEL", "DAWRA_LLM_KEY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DAWRA_BOOK", str(tmp_path / "book.db"))
    (tmp_path / "dawra.toml").write_text(
        'level = "company"\n[llm]\nkey = "hidden-word"\n[reliability]\nparty = [0.9, 0.05]\n', encoding="utf-8"
    )


def test_every_setting_has_its_origin(dawra: Run, tmp_path: Path) -> None:
    """As JSON: flag, environment, file and default."""
    result = json.loads(dawra("config", "show", "--lang", "en", "--json").out)
    found = {one["name"]: (one["value"], one["origin"]) for one in result["settings"]}
    assert result["schema"] == "dawra.config/1"
    assert found["lang"] == ("en", "flag")
    assert found["book"] == (str(tmp_path / "book.db"), "environment")
    assert found["level"] == ("company", "file")
    assert found["reliability.party"] == ([0.9, 0.05], "file")
    assert found["status.rumoured"] == (0.2, "default")


def test_a_secret_is_never_shown(dawra: Run) -> None:
    """Only that there is one."""
    for words in ((), ("--json",), ("--origin",)):
        shown = dawra("config", "show", *words).out
        assert "hidden-word" not in shown
        assert "(hidden)" in shown


def test_origins_in_both_languages(dawra: Run) -> None:
    """A third column, when asked for."""
    assert "level\tcompany\n" in dawra("config", "show").out
    assert "lang\ten\tdefault\n" in dawra("config", "show", "--origin").out
    assert "lang\tar\tخيار في الأمر\n" in dawra("config", "show", "--origin", "--lang", "ar").out


def test_a_table_that_cannot_be_meant_ends_with_2(dawra: Run, tmp_path: Path) -> None:
    """Before any ledger is opened, and on the ledger's commands too."""
    (tmp_path / "dawra.toml").write_text("[status]\nsigned = 2\n", encoding="utf-8")
    for words in (("config", "show"), ("deals",)):
        ended = dawra(*words)
        assert (ended.code, ended.out) == (2, "")
        assert "dawra.toml, [status] signed '2': write a number from 0 to 1" in ended.err
