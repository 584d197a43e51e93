"""The tables of words, and how a sentence is made of them."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import takewhile
from typing import Any, Final

from dawra.views.wording.isolates import Isolated, isolate

LANGUAGES: Final = ("en", "ar")
_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
_SLOT = re.compile(r"\{(\w+)\}")


@cache
def table(language: str) -> dict[str, Any]:
    """The whole table of one language."""
    text = files("dawra.views.wording").joinpath(f"{language}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def word(group: str, key: str, language: str) -> str:
    """One word of a closed vocabulary: ``word("status", "signed", "ar")``; ``KeyError`` for others."""
    found: str = table(language)[group][key]
    return found


def say(key: str, language: str, **slots: str | None) -> Isolated:
    """A sentence of the ``text`` table with its slots filled."""
    return fill(word("text", key, language), slots)


def fill(template: str, slots: Mapping[str, str | None]) -> Isolated:
    """Put isolated values into ``{slots}``; a part in ``[brackets]`` vanishes where it lacks a value."""

    def part(match: re.Match[str]) -> str:
        return match[1] if all(slots.get(name) for name in _SLOT.findall(match[1])) else ""

    def slot(match: re.Match[str]) -> str:
        return isolate(slots[match[1]] or "")

    return Isolated(_SLOT.sub(slot, _OPTIONAL.sub(part, template)))


def join(items: Sequence[str], language: str) -> Isolated:
    """``A, B and C``, or «أ وب وج», each item between isolates."""
    shown = [isolate(item) for item in items]
    if len(shown) <= 1:
        return Isolated("".join(shown))
    between, last = table(language)["list"]["between"], table(language)["list"]["last"]
    return Isolated(f"{between.join(shown[:-1])}{last}{shown[-1]}")


def sentence_case(text: str) -> str:
    """The first letter large where the script has large letters, wherever isolates stand before it.

    A name that has its large letters elsewhere, such as xAI, stays as it is written.
    """
    for place, letter in enumerate(text):
        if letter.isalnum():
            inside = takewhile(str.isalnum, text[place + 1 :])
            return text if any(map(str.isupper, inside)) else text[:place] + letter.upper() + text[place + 1 :]
    return text
