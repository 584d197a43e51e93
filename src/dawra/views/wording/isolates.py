"""Keeping a foreign value from turning the line around it, and from hiding anything in it."""

import re
from typing import Final
from urllib.parse import quote

OPEN: Final = "\u2068"
CLOSE: Final = "\u2069"

_BIDI: Final = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_NOTHING: Final = "\u00ad\u180e\u200b\u2060-\u2064\ufeff"
"""Places to break a line or not to, which show nothing and turn nothing."""
_DRIVING: Final = f"{_BIDI}\u2028\u2029\u206a-\u206f\ufff9-\ufffb\U000e0000-\U000e007f"
_EMPTY: Final = re.compile(f"[{_NOTHING}]")
_INVISIBLE: Final = re.compile(f"[{_DRIVING}{_NOTHING}\x00-\x1f\x7f-\x9f]")
_ESCAPED: Final = re.compile(f"[{_DRIVING}\x00-\x09\x0b-\x1f\x7f-\x9f]")


class Isolated(str):
    """Text whose values already stand between isolates, so that it is put into a sentence as it is."""

    __slots__ = ()


def clean(text: str) -> str:
    """The text without controls, visible or not: a name may not carry its own direction marks."""
    return " ".join(_INVISIBLE.sub(" ", _EMPTY.sub("", text)).split())


def isolate(text: str) -> Isolated:
    """The cleaned text between isolates; what is isolated already stays as it is."""
    return text if isinstance(text, Isolated) else Isolated(f"{OPEN}{clean(text)}{CLOSE}")


def plain(text: str) -> str:
    """A finished sentence without its isolates, for a terminal or a file."""
    return text.replace(OPEN, "").replace(CLOSE, "")


def visible(text: str) -> str:
    """Raw controls as their escapes, so that a title cannot drive the terminal; line ends stay."""
    return _ESCAPED.sub(_escape, _EMPTY.sub("", plain(text)))


def address(url: str) -> str:
    """A web address whose invisible characters are written out, which leaves it the same address."""
    return _INVISIBLE.sub(lambda match: quote(match[0]), url)


def _escape(match: re.Match[str]) -> str:
    return match[0].encode("unicode_escape").decode("ascii")
