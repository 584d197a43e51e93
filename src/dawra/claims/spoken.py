"""Where a text speaks of a word of a taxonomy: by a name of it, or by one of the words that stand for it."""

import re
from collections.abc import Iterable
from typing import Final

from dawra.claims.find_values import Aligner
from dawra.claims.taxonomy import Word
from dawra.values import Span

_PARTICLES: Final = "(?:[وف]?(?:[بك]?ال|لل|[بلك])?)"
"""What an Arabic word may be glued to."""


def spoken(aligner: Aligner, word: Word) -> Span | None:
    """The first place that speaks of a word of a taxonomy; None where none does."""
    return said(aligner, (word.en, word.ar, *word.words))


def said(aligner: Aligner, phrases: Iterable[str]) -> Span | None:
    """The first place of one of the phrases; one that ends in ``*`` may go on."""
    phrases = list(phrases)
    if span := aligner.words([phrase for phrase in phrases if not phrase.endswith("*")]):
        return span
    stems = [re.escape(phrase[:-1]).replace(r"\-", "[- ]") for phrase in phrases if phrase.endswith("*")]
    return aligner.search(rf"(?<![^\W_]){_PARTICLES}(?:{'|'.join(stems)})\w*") if stems else None
