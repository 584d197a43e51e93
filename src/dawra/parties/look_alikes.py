"""Names that are made to be taken for others: letters of two scripts in one word, or all from the wrong one.

A flag, never a merge: the name keeps its own key, whatever it looks like.
"""

import re
import unicodedata
from functools import cache, lru_cache
from typing import Final

from dawra.parties.names import INVISIBLE, fold
from dawra.parties.party import Party
from dawra.parties.registry import registry

_UNSEEN = re.compile(f"[{INVISIBLE}]")
_WORD = re.compile(r"[^\W\d_]+")
_GLUED: Final = re.compile("[وفبلكاـ]{1,4}(?=[^\u0600-\u06ff])")
"""Arabic particles stand right before a Latin name: بOpenAI."""
_EASTERN: Final = frozenset({"CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO", "KATAKANA-HIRAGANA"})
"""Scripts that are written in one row with each other and with Latin, and look like neither."""
_LIKE: Final = str.maketrans(
    "АВЕКМНОРСТУХІЈЅԌԚԜавекмнорстухіјѕԁԛԝһьгпиӏΑΒΕΖΗΙΚΜΝΟΡΤΥΧαβεηικνορτυχγωօոսհցզյᴀʙᴄᴅᴇɪᴊᴋʟᴍɴᴏᴘʀᴛᴜᴠᴡʏᴢɑɡı",
    "ABEKMHOPCTYXIJSGQWabekmhopctyxijsdqwhbrnulABEZHIKMNOPTYXabenikvoptuxywonuhgqjabcdeijklmnoprtuvwyzagi",
)  # fmt: skip
_SHAPE: Final = str.maketrans("0i1|", "olll")
"""Lower case; ``i``, ``l`` and ``1`` are one shape, on both sides of a comparison."""
_SHORTEST: Final = 4
"""Names of three letters look like too much."""


def mixed_words(name: str) -> tuple[str, ...]:
    """The words of a name whose letters are of scripts that no honest word mixes, such as Latin and Cyrillic."""
    plain = unicodedata.normalize("NFKC", _UNSEEN.sub("", name))
    return tuple(word for word in _WORD.findall(plain) if _is_mixed(word))


def imitated(name: str) -> Party | None:
    """The known party that a name looks like without being one of its names; None where it looks like nobody."""
    if registry().find(name) is not None:
        return None
    shape = _skeleton(name)
    return registry().get(_skeletons().get(shape)) if shape else None


def _is_mixed(word: str) -> bool:
    scripts = {_script(letter) for letter in _GLUED.sub("", word, count=1) if letter.isalpha()}
    if "LATIN" in scripts and scripts & _EASTERN:
        scripts.discard("LATIN")
    return len(scripts - _EASTERN) + bool(scripts & _EASTERN) > 1


@lru_cache(maxsize=4096)
def _script(letter: str) -> str:
    """The script of a letter, which is how its name in Unicode begins."""
    return unicodedata.name(letter, "UNKNOWN").partition(" ")[0]


def _skeleton(name: str) -> str | None:
    plain = unicodedata.normalize("NFKC", _UNSEEN.sub("", name))
    shape = fold(plain.translate(_LIKE)).translate(_SHAPE).replace(" ", "")
    return shape if len(shape) >= _SHORTEST else None


@cache
def _skeletons() -> dict[str, str]:
    return {shape: party.id for party in registry() for name in party.names if (shape := _skeleton(name))}
