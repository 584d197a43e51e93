r"""From bytes to text whose characters keep their places.

Only what no reader of the source would count as a character is changed: the byte-order mark is dropped, line
ends become ``\n`` and a stray control becomes U+FFFD. Nothing is reshaped, reversed or normalised; folding
happens on copies that know the way back.
"""

import re

from dawra.documents.detect_encoding import encoding_of
from dawra.errors import SourceError

_MAGIC = {
    b"%PDF": "a PDF file",
    b"PK\x03\x04": "a ZIP or Office file",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"\x1f\x8b": "a gzip file",
    b"SQLite format 3": "a database",
}
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SAMPLE = 100_000
_MOST_CONTROLS = 0.005
"""The share of controls above which bytes are no text: one that slipped into an article is not the end of it."""


def decode(name: str, data: bytes) -> tuple[str, str]:
    """The text and the encoding it was in, which the bytes decide; a label counts where they leave it open.

    Raises:
        SourceError: the bytes are empty or no text.
    """
    if not data.strip():
        raise SourceError(name, "it is empty", "Give a text or an HTML page of an article.")
    for magic, what in _MAGIC.items():
        if data.startswith(magic):
            raise SourceError(name, f"it is {what}", "Save the article as text or HTML first.")
    encoding = encoding_of(data)
    text = data.decode(encoding, errors="replace").removeprefix("\ufeff")
    sample = text[:_SAMPLE]
    if len(_CONTROLS.findall(sample)) > _MOST_CONTROLS * len(sample):
        raise SourceError(name, "it is a binary file", "Save the article as text or HTML first.")
    text = _CONTROLS.sub("\ufffd", text)
    return text.replace("\r\n", "\n").replace("\r", "\n"), encoding
