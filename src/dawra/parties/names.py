"""How names compare: folding for both scripts, and the slug of a company that nobody knows."""

import re
import unicodedata
from typing import Final

INVISIBLE: Final = (
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u070f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U000e0000-\U000e0fff"
)
"""What takes no place on a page, as ranges for a character class: joiners, directions, tags, variants,
fillers, controls."""
_UNSEEN = re.compile(f"[{INVISIBLE}]")
_MARKS = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u08d3-\u08ff\u0640]")
_LETTERS = str.maketrans(
    {
        letter: plain
        for plain, letters in {
            "ا": "أإآٱٲٳ", "ه": "ةہھەۀۃۂ", "ي": "ىئیېيۍ", "و": "ؤۆۇۈ", "ك": "گکڪ", "ف": "ڤ", "ب": "پ", "ج": "چ",
        }.items()
        for letter in letters
    }
)  # fmt: skip
"""Letters that writers exchange, or that stand for sounds Arabic has no letter for."""
_COMPANY_WORDS: Final = frozenset({
    "inc", "corp", "corporation", "company", "companies", "co", "ltd", "limited", "plc", "llc", "ag", "sa", "nv", "se",
    "spa", "group", "holding", "holdings", "the", "and", "of", "al", "el", "شركه", "الشركه", "شركات", "مجموعه",
    "المجموعه", "القابضه", "قابضه", "هولدنغ", "هولدينغ", "هولدينج", "هولدنج", "كوربوريشن", "كورب", "انك", "المحدوده",
    "ليمتد", "غروب", "جروب", "كومباني", "اوف", "اند", "ذا",
})  # fmt: skip
"""Folded; with them the article, and what joins words."""
_JOINERS = re.compile(r"[\s\-‐-―_./·’'`«»\"“”„]+")


def fold(name: str) -> str:
    """A key under which mere differences of writing vanish.

    Case, alef and hamza forms, teh marbuta, alef maqsura, marks, tatweel, invisible controls, quotes and the
    choice between hyphen, dot and space are folded; words, their order and their letters are not.
    """
    if name.isascii():
        plain = _UNSEEN.sub("", name).lower()
    else:
        seen = unicodedata.normalize("NFKC", _UNSEEN.sub("", name)).casefold()
        # Folding the case may take a letter apart, and a presentation form may hold a mark.
        plain = _MARKS.sub("", unicodedata.normalize("NFKC", seen)).translate(_LETTERS)
    return " ".join(_JOINERS.sub(" ", plain).split())


def bare(name: str) -> str:
    """The folded name without the words that a company may go with or without; the name if it has no others."""
    folded = fold(name)
    return " ".join(word for word in folded.split() if word not in _COMPANY_WORDS) or folded


def slug(name: str) -> str:
    """The id of an unknown party: its folded name in its own script, words joined by hyphens."""
    return re.sub(r"[^\w]+", "-", fold(name)).strip("-")
