"""A key under which a name in Arabic letters meets the same name in Latin letters, where the two sound alike.

It holds the consonants, in classes that no writer keeps apart on the way over (b and p; k, g, j and q). Names that
are translated rather than transliterated do not meet, and strangers may: a key is a reason to ask a person, never
to merge.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Final

from dawra.parties.names import bare

_ARTICLE = re.compile("^(ال|[ae]l)(?=..)")
"""Cut on both sides, for nobody can tell it from the beginning of a name: Alstom, ألستوم."""

_LONGEST_ABBREVIATION: Final = 4
_LETTER_NAMES: Final = {"c": "s", "g": "k", "h": "š", "j": "k", "q": "k", "w": "dbl", "x": "ks", "y": ""}
"""How the letters of an abbreviation are called, where it is not what they sound like: HSBC is إتش إس بي سي."""

_SPELLINGS: Final = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in {
        "(?<=[aeiou])sion": "jn",
        "[ts]ion": "šn",
        "tur(?=[ei])": "šr",
        "te?ch(?=n|$)": "tk",
        "ch(?=[rs])": "k",
        "t?sch|tch|ch|sh|تش": "š",
        "dg(?=[ei])|dj|دج": "j",
        "kh": "خ",
        "igh(?=t)": "i",
        "gh": "غ",
        "ph": "f",
        "th": "t",
        "dh": "d",
        "wh": "w",
        "rh": "r",
        "ck|qu": "k",
        "c(?=[eiy])": "s",
        "^x": "z",
        "x|كس": "ks",
        "(?<=.)[hه]$": "",
        r"(\w)\1+": r"\1",
    }.items()
)
"""Several letters that are one sound, or one letter that is two; in this order."""

_SOUNDS: Final = str.maketrans(
    {
        letter: sound
        for sound, letters in {
            "b": "bpب", "f": "fvف", "t": "tتطث", "d": "dدضذ", "s": "sسصzزظ", "š": "šش", "k": "kcgjqكقجغ",
            "x": "خ", "h": "hحه", "m": "mم", "n": "nن", "l": "lل", "r": "rر", "": "aeiouywıøæœاويعءئ",
        }.items()
        for letter in letters
    }
)  # fmt: skip
_VOWELS: Final = frozenset("aeiouy")
_KEY = re.compile(r"[bftdsškxhmnlr0-9]{3,}")
"""Keys of fewer letters are shared by too many names; other letters are of another script."""


@lru_cache(maxsize=1 << 16)
def transliteration_key(name: str) -> str:
    """The key of a name in either script; empty where it says too little, or is of another script."""
    key = "".join(_sounds(_ARTICLE.sub("", word)) for word in _plain(name).split())
    return key if _KEY.fullmatch(key) else ""


def _plain(name: str) -> str:
    """The bare name without accents and without what is neither a letter nor a digit."""
    letters = unicodedata.normalize("NFD", bare(name))
    return re.sub(r"[^\w\s]|_", " ", "".join(c for c in letters if unicodedata.category(c) != "Mn"))


def _sounds(word: str) -> str:
    if word.isascii() and _VOWELS.isdisjoint(word[:-1]) and len(word) <= _LONGEST_ABBREVIATION:
        word = "".join(_LETTER_NAMES.get(letter, letter) for letter in word)
    for spelling, sound in _SPELLINGS:
        word = spelling.sub(sound, word)
    return word.translate(_SOUNDS)
