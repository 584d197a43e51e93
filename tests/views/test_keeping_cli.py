"""``backup`` and ``restore``, as a user meets them."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.golden.make_ledger import load_dump

from dawra.ledger import Journal

Dawra = Callable[..., Any]
DIGESTS = ("content", "head")


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A ledger in the working folder, named by the environment."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DAWRA_BOOK", "book.db")
    load_dump(1, path := tmp_path / "book.db")
    Journal.open(path).close()  # brings it up to the present format
    return path


@pytest.mark.usefixtures("book")
def test_both_tell_the_digests(dawra: Dawra) -> None:
    """The copy's and the restored ledger's are those of the ledger."""
    whole = json.loads(dawra("verify", "--json").out)
    copied = json.loads(dawra("backup", "copy.db", "--json").out)
    restored = json.loads(dawra("restore", "copy.db", "--book", "again.db", "--json").out)
    assert copied == {"file": "copy.db", **whole}
    assert restored == {"book": "again.db", "kept": None, **whole}


@pytest.mark.usefixtures("book")
@pytest.mark.parametrize(("language", "words"), [("en", "7 documents, 11 claims"), ("ar", "7 وثائق، 11 قولا")])
def test_both_say_what_was_copied(dawra: Dawra, language: str, words: str) -> None:
    """For people: how much, both digests, and where the former ledger is."""
    copied = dawra("backup", "copy.db", "--lang", language)
    restored = dawra("restore", "copy.db", "--force", "--lang", language)
    for done in (copied, restored):
        assert done.code == 0
        assert words in done.out
        assert json.loads(dawra("verify", "--json").out)["head"] in done.out
    assert "book-before-restore-1.db" in restored.out


def test_what_is_there_stays(dawra: Dawra, book: Path) -> None:
    """Exit 1, and the way out is told."""
    before = book.read_bytes()
    dawra("backup", "copy.db")
    again, back = dawra("backup", "copy.db"), dawra("restore", "copy.db")
    assert (again.code, back.code) == (1, 1)
    assert "--force" in again.err
    assert "--force" in back.err
    assert book.read_bytes() == before


@pytest.mark.usefixtures("book")
def test_what_is_broken_ends_with_5(dawra: Dawra, tmp_path: Path) -> None:
    """And nothing is made of it."""
    dawra("backup", "copy.db")
    data = (tmp_path / "copy.db").read_bytes()
    (tmp_path / "copy.db").write_bytes(data.replace(b"$38 billion", b"$83 billion"))
    assert dawra("restore", "copy.db", "--book", "again.db").code == 5
    assert not (tmp_path / "again.db").exists()
    assert dawra("backup", "second.db", "--book", "copy.db").code == 5
    assert not (tmp_path / "second.db").exists()


def test_without_a_ledger_or_a_backup_it_ends_with_1(
    dawra: Dawra, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is made, and what is missing is named."""
    monkeypatch.chdir(tmp_path)
    for words in (("backup", "copy.db"), ("restore", "copy.db")):
        done = dawra(*words, "--book", "book.db")
        assert done.code == 1
        assert "db: no" in done.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ["backup", "restore"])
def test_help_has_an_example(dawra: Dawra, command: str) -> None:
    """Every command shows one."""
    assert f"Example: dawra {command}" in dawra(command, "--help").out
