"""From bytes on a disk to a document, and what is refused on the way."""

from pathlib import Path

import pytest

from dawra.documents import load
from dawra.errors import SourceError

ARABIC = "وقعت أرامكو اتفاقية لتوريد الغاز مع شركة محلية في الرياض أمس."


def test_utf8_text_keeps_every_character(tmp_path: Path) -> None:
    """Offsets count in the text as it is in the file."""
    file = tmp_path / "a.txt"
    file.write_text(f"  {ARABIC}\n\n\u200fنهاية", encoding="utf-8")
    assert load(file).text == f"  {ARABIC}\n\n\u200fنهاية"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "windows-1256", "iso-8859-6"])
def test_other_encodings_give_the_same_text(tmp_path: Path, encoding: str) -> None:
    """A byte-order mark or the letters themselves tell the encoding."""
    file = tmp_path / "a.txt"
    file.write_bytes(ARABIC.encode(encoding))
    assert load(file).text == ARABIC


def test_line_ends_become_one_kind(tmp_path: Path) -> None:
    """Windows and old Mac files read alike."""
    file = tmp_path / "a.txt"
    file.write_bytes(b"one two\r\nthree\rfour")
    assert load(file).text == "one two\nthree\nfour"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"  \n\t ", "empty"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04abc", "ZIP"),
        (b"\x89PNG\r\n", "PNG"),
        (b"abc\x00\x01\x02def", "binary"),
        (b"12345 ... 678", "no words"),
    ],
)
def test_what_is_no_text_is_refused_with_advice(tmp_path: Path, content: bytes, words: str) -> None:
    """The message says what was found and ends with what would help."""
    file = tmp_path / "a.txt"
    file.write_bytes(content)
    with pytest.raises(SourceError, match=words) as caught:
        load(file)
    assert str(file) in str(caught.value)
    assert str(caught.value).count(".") >= 1


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    """Two mistakes, two messages."""
    with pytest.raises(SourceError, match="no such file"):
        load(tmp_path / "nowhere.txt")
    with pytest.raises(SourceError, match="folder"):
        load(tmp_path)


def test_a_file_over_the_limit_is_refused(tmp_path: Path) -> None:
    """Nothing is cut off in silence."""
    file = tmp_path / "big.txt"
    file.write_bytes(b"word " * 1_000_001)
    with pytest.raises(SourceError, match="larger than 5 MB"):
        load(file)


def test_the_script_decides_the_language(tmp_path: Path) -> None:
    """Latin names do not make an Arabic article English."""
    file = tmp_path / "a.txt"
    file.write_text(f"{ARABIC} OpenAI AWS Trainium", encoding="utf-8")
    assert load(file).language == "ar"


def test_headline_publisher_and_day_are_found(tmp_path: Path) -> None:
    """What stands above the text."""
    file = tmp_path / "a.txt"
    file.write_text(
        "Amazon weighs a stake\n\nRIYADH, Nov 3, 2025 (Reuters) - Amazon is weighing a stake in a start-up.",
        encoding="utf-8",
    )
    document = load(file)
    assert (document.title, document.publisher, document.published) == (
        "Amazon weighs a stake",
        "Reuters",
        "2025-11-03",
    )


def test_what_the_user_says_outweighs_the_text(tmp_path: Path) -> None:
    """Options win."""
    file = tmp_path / "a.txt"
    file.write_text("Title here\n3 November 2025\nSome longer body of the text follows here.", encoding="utf-8")
    document = load(file, published="2026-01-01", publisher="Paper")
    assert (document.published, document.publisher) == ("2026-01-01", "Paper")


def test_a_page_gives_its_article(tmp_path: Path) -> None:
    """Menus go, the headline and the metadata stay."""
    file = tmp_path / "a.html"
    file.write_text(
        '<html><head><title>x</title><meta property="og:title" content="Chip maker buys start-up">'
        '<meta property="og:site_name" content="The Paper">'
        '<meta property="article:published_time" content="2025-12-17T23:30:00+03:00"></head><body>'
        "<nav><a href=/a>Home</a><a href=/b>Markets</a></nav><article><h1>Chip maker buys start-up</h1>"
        "<p>The chip maker said on Wednesday that it will buy the start-up for $2 billion in cash and shares.</p>"
        "<p>The sale needs the consent of the regulators, who have three months to answer the request.</p>"
        "</article></body></html>",
        encoding="utf-8",
    )
    document = load(file)
    assert "will buy the start-up for $2 billion" in document.text
    assert "Markets" not in document.text
    assert (document.publisher, document.published) == ("The Paper", "2025-12-17")


def test_a_page_nested_too_deep_is_refused(tmp_path: Path) -> None:
    """What the parser would lose without a word is not taken for an empty page."""
    file = tmp_path / "a.html"
    file.write_text("<html><body>" + "<div>" * 3000 + "deep" + "</div>" * 3000 + "</body></html>", encoding="utf-8")
    with pytest.raises(SourceError, match="nested"):
        load(file)
