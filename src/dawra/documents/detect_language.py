"""Which of the two languages a text is in, by its script."""

import re

from dawra.documents.document import Language

_ARABIC = re.compile("[\u0620-\u064a\u0671-\u06d3]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")


def detect_language(text: str) -> Language:
    """``ar`` where Arabic letters are at least two fifths of all letters, else ``en``.

    Arabic articles carry many Latin names; English ones hardly any Arabic. Hence not one half.
    """
    arabic, latin = len(_ARABIC.findall(text)), len(_LATIN.findall(text))
    return "ar" if arabic * 3 >= latin * 2 and arabic > 0 else "en"
