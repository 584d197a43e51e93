"""Short ways to read a few lines of text."""

from collections.abc import Callable

import pytest

from dawra.claims import DealClaim, Reading, read
from dawra.documents import Document
from dawra.documents.detect_language import detect_language

ReadText = Callable[..., Reading]
DealOf = Callable[..., DealClaim]


@pytest.fixture
def read_text() -> ReadText:
    """Read a text as a document printed on a day."""

    def reader(text: str, published: str | None = None) -> Reading:
        return read(Document(text=text, language=detect_language(text), published=published))

    return reader


@pytest.fixture
def deal_of(read_text: ReadText) -> DealOf:
    """The one deal of a kind in a text; fails where there is none or several."""

    def finder(kind: str, text: str, published: str | None = None) -> DealClaim:
        found = [deal for deal in read_text(text, published=published).deals if deal.kind == kind]
        assert len(found) == 1, f"{len(found)} deals of kind {kind}"
        return found[0]

    return finder
