"""Which words of a text are evidence, and for what: spans that nest and overlap, cut at every boundary."""

import re
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Generic, TypeVar

Owner = TypeVar("Owner", bound=Hashable)

_SENTENCE_END: Final = re.compile(r"(?<=[.!?؟])[\"»”’)\]]*\s+(?=\S)|\n+")
_ABBREVIATION: Final = re.compile(
    r"\b(?:[A-Z]|Inc|Corp|Ltd|Co|vs|Mr|Ms|Mrs|Dr|St|No|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\.$"
)


@dataclass(frozen=True, slots=True)
class Piece(Generic[Owner]):
    """A stretch of text with all that it is evidence for, in the order of the spans; plain text has none."""

    text: str
    owners: tuple[Owner, ...] = ()


def pieces(
    text: str, spans: Sequence[tuple[int, int, Owner]], start: int = 0, end: int | None = None
) -> list[Piece[Owner]]:
    """``text[start:end]``, cut where a span ``(start, end, owner)`` begins or ends; nothing is lost."""
    end = len(text) if end is None else end
    inside = [(max(low, start), min(high, end), owner) for low, high, owner in spans if low < end and high > start]
    edges = sorted({start, end, *(edge for low, high, _ in inside for edge in (low, high))})
    return [
        Piece(text[low:high], tuple(dict.fromkeys(owner for a, b, owner in inside if a <= low and high <= b)))
        for low, high in pairwise(edges)
    ]


def sentences(text: str) -> list[tuple[int, int]]:
    """The sentences of a text as ``[start, end)``, without the white space between them."""
    found, start = [], 0
    for match in _SENTENCE_END.finditer(text):
        if "\n" not in match[0] and _ABBREVIATION.search(text, start, match.start()):
            continue
        found.append((start, match.end()))
        start = match.end()
    found.append((start, len(text)))
    return [_trimmed(text, low, high) for low, high in found if text[low:high].strip()]


def around(text: str, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The sentences that hold any of the spans, neighbours joined into one stretch."""
    spans = list(spans)
    stretches: list[tuple[int, int]] = []
    last = -2
    for place, (low, high) in enumerate(sentences(text)):
        if any(start < high and end > low for start, end in spans):
            if place == last + 1:
                stretches[-1] = (stretches[-1][0], high)
            else:
                stretches.append((low, high))
            last = place
    return stretches


def _trimmed(text: str, low: int, high: int) -> tuple[int, int]:
    part = text[low:high]
    return low + len(part) - len(part.lstrip()), high - len(part) + len(part.rstrip())
