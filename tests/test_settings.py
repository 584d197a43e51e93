"""Flag before environment before file before default, and where each value came from."""

from collections.abc import Callable
from pathlib import Path

import pytest

from dawra.errors import UsageError
from dawra.settings import load_settings, origin_of_setting

Write = Callable[[str], int]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Write the settings file of an otherwise empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DAWRA_LANG", raising=False)
    return lambda text: (tmp_path / "dawra.toml").write_text(text, encoding="utf-8")


def test_the_first_place_that_has_a_value_gives_it(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    """The table of precedence, from the last place to the first."""
    assert (load_settings().lang, origin_of_setting("lang")) == ("en", "default")
    write('lang = "ar"')
    assert (load_settings().lang, origin_of_setting("lang")) == ("ar", "file")
    monkeypatch.setenv("DAWRA_LANG", "en")
    assert (load_settings().lang, origin_of_setting("lang")) == ("en", "environment")
    assert (load_settings(lang="ar").lang, origin_of_setting("lang", lang="ar")) == ("ar", "flag")


def test_tables_have_origins_too(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment speaks for the model reader's table and for no other."""
    write("[llm]\ntokens = 5\n[reliability]\nprior = 0.4")
    monkeypatch.setenv("DAWRA_LLM_MODEL", "m")
    monkeypatch.setenv("DAWRA_PRIOR", "0.9")
    names = ("llm.tokens", "llm.model", "llm.url", "reliability.prior", "reliability.party", "status.signed")
    origins = [origin_of_setting(name) for name in names]
    assert origins == ["file", "environment", "default", "file", "default", "default"]


@pytest.mark.parametrize("text", ['lnag = "ar"', "[llm]\nmodle = 1", "status = 3", "= 1"])
def test_what_cannot_be_meant_is_a_wrong_use(write: Write, text: str) -> None:
    """With the nearest known name where there is one."""
    write(text)
    with pytest.raises(UsageError):
        load_settings()
