"""A place in a document: half-open, counted in Unicode code points of the document's clean text."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """``text`` stands at ``[start, end)`` of its document; only `Span.cut` should make one from a document."""

    start: int
    end: int
    text: str

    def __post_init__(self) -> None:
        if self.start < 0 or self.end - self.start != len(self.text):
            raise ValueError(f"span [{self.start}, {self.end}) does not hold {len(self.text)} characters")

    @classmethod
    def cut(cls, document_text: str, start: int, end: int) -> "Span":
        """The slice itself, so that ``span.text == document_text[span.start:span.end]`` by construction."""
        if not 0 <= start <= end <= len(document_text):
            raise ValueError(f"span [{start}, {end}) lies outside a text of {len(document_text)} characters")
        return cls(start, end, document_text[start:end])
