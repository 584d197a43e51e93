r"""From bytes to text whose characters keep their places.

Only what no reader of the source would count as a character is changed: the byte-order mark is dropped and line
ends become ``\n``. Nothing is reshaped, reversed or normalised; folding happens on copies that know the way back.
"""

import codecs
import re

from dawra.errors import SourceError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{3,30})""")
_MAGIC = {
    b"%PDF": "a PDF file",
    b"PK\x03\x04": "a ZIP or Office file",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"\x1f\x8b": "a gzip file",
    b"SQLite format 3": "a database",
}
_ARABIC = re.compile("[\u0620-\u064a]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def decode(name: str, data: bytes) -> tuple[str, str]:
    """The text and the encoding it was in: UTF-8, else as declared, else windows-1256 or windows-1252.

    Raises:
        SourceError: the bytes are empty or no text.
    """
    if not data.strip():
        raise SourceError(name, "it is empty", "Give a text or an HTML page of an article.")
    for magic, what in _MAGIC.items():
        if data.startswith(magic):
            raise SourceError(name, f"it is {what}", "Save the article as text or HTML first.")
    encoding = _encoding(data)
    text = data.decode(encoding, errors="replace").removeprefix("\ufeff")
    if _CONTROLS.search(text[:100_000]):
        raise SourceError(name, "it is a binary file", "Save the article as text or HTML first.")
    return text.replace("\r\n", "\n").replace("\r", "\n"), encoding


def _encoding(data: bytes) -> str:
    for mark, named in _BOMS:
        if data.startswith(mark):
            return named
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start > len(data) - 4 or _mostly_utf8(data):
            return "utf-8"
    else:
        return "utf-8"
    declared = _DECLARED.search(data[:4096])
    if declared and (encoding := _known(declared[1].decode("ascii"))):
        return encoding
    return _by_letters(data)


def _mostly_utf8(data: bytes) -> bool:
    """Whether a few bad bytes stand in a text that is otherwise UTF-8."""
    text = data.decode("utf-8", errors="replace")
    high = sum(1 for letter in text if letter > "\x7f")
    return high > 0 and text.count("\ufffd") * 20 <= high


def _known(label: str) -> str | None:
    try:
        encoding = codecs.lookup(label).name
    except LookupError:
        return None
    return None if encoding == "utf-8" else encoding


def _by_letters(data: bytes) -> str:
    """The Arabic code page whose letters the high bytes are, else the Western one."""
    high = bytes(byte for byte in data if byte > 0x7F)  # noqa: PLR2004 - the end of ASCII
    counts = {
        encoding: len(_ARABIC.findall(high.decode(encoding, errors="ignore"))) for encoding in ("cp1256", "iso8859_6")
    }
    best = max(counts, key=lambda encoding: counts[encoding])
    return best if counts[best] * 2 >= len(high) else "cp1252"
