"""A look at a page before any parser sees it: what would cost a parser minutes, or cost us text, is refused.

One pass of a regular expression that never goes back over what it has read, so that no page makes the look
itself slow. It is a rough look: the parser's own word on what it dropped comes later.
"""

import re
from collections import Counter

MOST_TAGS = 250_000
"""An article of 5 MB has a tenth of them."""
DEEPEST = 2_000
"""libxml2 stops at 2,048 even when told to expect much, and drops what stands deeper and all that follows."""
MOST_ATTRIBUTES = 1_000
"""libxml2 compares each attribute of a tag with all before it: 40,000 of them cost twelve seconds."""

_RAW = "script|style|textarea|title|xmp|iframe|noembed|noframes"
_TAG = re.compile(
    r"<!--(?:[^-]++|-(?!->))*+"
    rf"|<(?P<raw>{_RAW})\b(?P<raw_rest>(?:[^\"'>]++|\"[^\"]*+\"|'[^']*+')*+)(?:[^<]++|<(?!/(?P=raw)\b))*+"
    r"|<(?P<close>/?)(?P<name>[a-z][^\s/>]{0,40})(?P<rest>(?:[^\"'>]++|\"[^\"]*+\"|'[^']*+')*+)",
    re.IGNORECASE,
)
_VALUE = re.compile(r"\"[^\"]*+\"|'[^']*+'")
_SEPARATOR = re.compile(r"[\s/]++")
_NEST_NOTHING = frozenset(
    # Without an end tag by rule, or ended by the next of their kind.
    [
        *(
            "area",
            "base",
            "br",
            "col",
            "embed",
            "hr",
            "img",
            "input",
            "link",
            "meta",
            "param",
            "source",
            "track",
            "wbr",
        ),
        *("!doctype", "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "optgroup"),
        *("colgroup", "html", "head", "body"),
    ]
)


def refusal(page: str) -> str | None:
    """Why a page is not to be parsed; None where nothing speaks against it."""
    if page.count("<") > MOST_TAGS:
        return f"more than {MOST_TAGS:,} tags"
    depth = _Depth()
    for match in _TAG.finditer(page):
        rest = match["rest"] or match["raw_rest"] or ""
        # Two characters an attribute is the least that it takes.
        if len(rest) > 2 * MOST_ATTRIBUTES and _attributes(rest) > MOST_ATTRIBUTES:
            return f"a tag with more than {MOST_ATTRIBUTES:,} attributes"
        if name := match["name"]:
            depth.see(name.lower(), closing=bool(match["close"]))
            if len(depth.open) > DEEPEST:
                return f"tags nested more than {DEEPEST:,} deep"
    return None


def _attributes(rest: str) -> int:
    return len(_SEPARATOR.split(_VALUE.sub(" ", rest)))


class _Depth:
    """The tags that are open; an end tag ends what stands open inside its own."""

    def __init__(self) -> None:
        self.open: list[str] = []
        self._counts: Counter[str] = Counter()

    def see(self, name: str, *, closing: bool) -> None:
        if name in _NEST_NOTHING:
            return
        if not closing:
            self.open.append(name)
            self._counts[name] += 1
        # An end tag without a beginning ends nothing; asking first keeps the whole look linear.
        elif self._counts[name]:
            while True:
                last = self.open.pop()
                self._counts[last] -= 1
                if last == name:
                    break
