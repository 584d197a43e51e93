"""The record that leaves this room: one document's clean text and what it says of itself."""

import hashlib
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

Language = Literal["ar", "en"]
DocumentKind = Literal["article", "retold"]


@dataclass(frozen=True, kw_only=True)
class Document:
    """Clean text with its language, and title, address, publisher and day where they are known.

    ``text`` is what every offset counts in. ``published`` is the calendar day (ISO) that the publisher printed,
    never shifted by a zone. ``kind`` is ``retold`` for our own summary of a source. None means that neither the
    document nor the user says.
    """

    text: str
    language: Language
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    published: str | None = None
    kind: DocumentKind = "article"

    @cached_property
    def id(self) -> str:
        """The SHA-256 of the clean text, in hex."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    def to_json(self) -> dict[str, Any]:
        """The ``document`` object of a document result."""
        return {
            "id": self.id,
            "language": self.language,
            "title": self.title,
            "url": self.url,
            "publisher": self.publisher,
            "published": self.published,
        }
