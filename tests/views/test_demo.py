"""``dawra demo`` and ``dawra report``: the main job from end to end, offline."""

import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import pytest

from dawra.views.cli.demo import reference_table

Run = Callable[..., Any]


@pytest.fixture(autouse=True)
def _offline(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object) -> NoReturn:
        raise AssertionError("the demo needs no network")

    monkeypatch.setattr(socket.socket, "connect", refuse)


def test_it_runs_twice_and_ends_with_what_to_open(dawra: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second run builds everything anew, to the same words."""
    monkeypatch.chdir(tmp_path)
    first, second = dawra("demo"), dawra("demo")
    assert (first.code, second.code) == (0, 0)
    assert first.out == second.out
    assert first.out.splitlines()[-1].strip() == "demo/report-en.html"
    assert "goes round in a circle, if all that is announced is paid." in first.out
    assert "1. $" in first.out
    assert "Measuring what goes round" in first.err
    for name in ("book.db", "report-en.html", "report-ar.html", "article-ar.html", "article-en.html"):
        assert (tmp_path / "demo" / name).stat().st_size > 0
    assert '<html lang="ar" dir="rtl">' in (tmp_path / "demo" / "report-ar.html").read_text(encoding="utf-8")


def test_it_speaks_arabic_and_keeps_quiet(dawra: Run, tmp_path: Path) -> None:
    """Its ledger then serves `dawra report` in any view and at any day."""
    ran = dawra("demo", "--out", tmp_path / "here", "--lang", "ar", "--quiet")
    assert (ran.code, ran.err) == (0, "")
    assert "إذا دُفع كل ما أُعلن عنه." in ran.out
    page = tmp_path / "report.html"
    book = tmp_path / "here" / "book.db"
    assert dawra("report", "--book", book, "-o", page, "--view", "committed", "--known", "2025-12-31").code == 0
    assert "if all that is committed is paid." in page.read_text(encoding="utf-8")
    assert dawra("report", "--book", book, "-o", "-").out.startswith("<!doctype html>")
    assert dawra("report", "--book", book, "-o", tmp_path / "no" / "x.html").code == 1


def test_a_place_that_cannot_be_written_ends_with_1(dawra: Run, tmp_path: Path) -> None:
    """The message says which option names another."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    ran = dawra("demo", "--out", tmp_path / "file" / "demo")
    assert ran.code == 1
    assert "--out" in ran.err


def test_the_reference_tables_are_found() -> None:
    """In a checkout they lie beside the sources, in a wheel inside the package."""
    assert reference_table("deals.csv").is_file()
    assert reference_table("facts.csv").is_file()
