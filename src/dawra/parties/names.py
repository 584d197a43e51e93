"""How names compare: folding for both scripts, and the slug of a company that nobody knows."""

import re
import unicodedata

_MARKS = re.compile(
    "[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640\u200b-\u200f\u202a-\u202e\u2066-\u2069\u061c]"
)
_LETTERS = str.maketrans("أإآٱةىئؤگکیڤپچ", "ااااهييوككيفبج")
"""Letters that writers exchange, or that stand for sounds Arabic has no letter for."""
_JOINERS = re.compile(r"[\s\-‐-―_./·’'`«»\"“”„]+")


def fold(name: str) -> str:
    """A key under which mere differences of writing vanish.

    Case, alef and hamza forms, teh marbuta, alef maqsura, marks, tatweel, invisible controls, quotes and the
    choice between hyphen, dot and space are folded; words, their order and their letters are not.
    """
    plain = unicodedata.normalize("NFKC", _MARKS.sub("", name)).casefold().translate(_LETTERS)
    return " ".join(_JOINERS.sub(" ", plain).split())


def slug(name: str) -> str:
    """The id of an unknown party: its folded name in its own script, words joined by hyphens."""
    return re.sub(r"[^\w]+", "-", fold(name)).strip("-")
