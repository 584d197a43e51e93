"""S5: files in the encodings of the region, labelled rightly, wrongly or not at all."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.hostile import told

from dawra.claims.lay_out import lay_out
from dawra.documents import load

_ARABIC = ("windows-1256", "iso-8859-6", "utf-16", "utf-16-le", "utf-16-be", "utf-8", "utf-8-sig")
_LABELS = (
    None,
    "windows-1256",
    "iso-8859-6",
    "utf-8",
    "iso-8859-1",
    "windows-1252",
    "us-ascii",
    "hex",
    "idna",
    "x-none",
)
_EUROPEAN = "À la mer, le prêt a été signé près du café; l'hôtel où l'on négociait fût cédé."


def _file(chance: random.Random, path: Path) -> tuple[Path, str]:
    """A file and the text that was put into it."""
    text = (told.arabic if chance.random() < 0.8 else told.english)(chance, chance.choice((1, 2, 5, 30)))
    encoding = chance.choice(_ARABIC)
    label = chance.choice(_LABELS)
    if chance.random() < 0.5:
        path = path.with_suffix(".html")
        meta = f'<meta charset="{label}">' if label else ""
        data = f"<html><head>{meta}</head><body><article><p>{text}</p></article></body></html>".encode(encoding)
    else:
        data = text.encode(encoding)
    path.write_bytes(data)
    return path, text


def test_the_bytes_tell_the_encoding_whatever_the_label_says(tmp_path: Path, soak: Callable[[int, int], int]) -> None:
    """At least 99 of 100 files read as they were written; every token is the slice that it says it is."""
    chance = random.Random(5)  # noqa: S311 - no secret
    count = soak(60, 500)
    wrong = []
    for number in range(count):
        path, text = _file(chance, tmp_path / f"{number}.txt")
        document = load(path)
        if text not in document.text:
            wrong.append((path.name, text[:60], document.text[:60]))
        for token in lay_out(document).tokens:
            assert document.text[token.start : token.end] == token.text
    assert len(wrong) <= count // 100, wrong


@pytest.mark.parametrize("encoding", ["cp1252", "iso-8859-15", "utf-8"])
def test_western_letters_are_no_arabic(tmp_path: Path, encoding: str) -> None:
    """A letter with an accent stands alone between ASCII ones."""
    path = tmp_path / "a.txt"
    path.write_bytes(_EUROPEAN.encode(encoding))
    assert load(path).text == _EUROPEAN


@pytest.mark.parametrize(
    "label", ["hex", "idna", "undefined", "rot13", "utf-16", "utf-7", "unicode_escape", "zip", "x"]
)
def test_a_label_that_is_no_encoding_of_text_harms_nothing(tmp_path: Path, label: str) -> None:
    """Python knows codecs that raise, or run without end."""
    path = tmp_path / "a.html"
    text = "اشترت شركة النخيل مصنعًا في الميناء بعد مفاوضات."
    path.write_bytes(f'<html><head><meta charset="{label}"></head><body><p>{text}</p></body></html>'.encode("cp1256"))
    assert text in load(path).text


def test_one_stray_control_does_not_make_a_text_binary(tmp_path: Path) -> None:
    """It becomes U+FFFD in its place, so that no offset moves."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"Coast Bank sold\x00 two dairy lines " + b"after months of talks. " * 20)
    assert load(path).text.startswith("Coast Bank sold\ufffd two")
