"""Text of a page that no reader of it sees: hidden by an attribute, by its style, or by a rule of the page's own."""

import re
from typing import Any, Final

_HIDES: Final = re.compile(
    r"(?:^|[;{\s])(?:display\s*+:\s*+none|visibility\s*+:\s*+(?:hidden|collapse)"
    r"|opacity\s*+:\s*+(?:0++(?:\.0*+)?|\.0++)(?=\s*+(?:[;!}]|$))|font-size\s*+:\s*+0(?![\d.]))",
    re.IGNORECASE,
)
_RULE: Final = re.compile(r"(?<![^{}])([^{}]++)\{([^{}]*+)\}")
_SIMPLE: Final = re.compile(r"(?<![\w-])([a-z][a-z0-9]*+)?([.#])([\w-]++)", re.IGNORECASE)
_COMMENT: Final = re.compile(r"/\*(?:[^*]++|\*(?!/))*+(?:\*/)?")
_SHOWN_LATER: Final = frozenset({"html", "body", "main", "article"})
"""What scripts fade in: hidden as it is written, it is still the page."""


def drop_hidden(tree: Any) -> None:  # noqa: ANN401 - lxml has no types
    """Take hidden elements out of a tree; what stands behind them stays."""
    classes, ids = _hiding_rules(tree)
    for element in list(tree.iter()):
        if not isinstance(element.tag, str) or element.tag in _SHOWN_LATER or element.getparent() is None:
            continue
        if (
            element.get("hidden") is not None
            or element.tag == "template"
            or element.get("id") in ids
            or not classes.isdisjoint((element.get("class") or "").split())
            or _HIDES.search(element.get("style") or "")
        ):
            element.drop_tree()


def _hiding_rules(tree: Any) -> tuple[set[str], set[str]]:  # noqa: ANN401 - likewise
    """Classes and ids that a style sheet inside the page hides by a rule for them alone."""
    names: dict[str, set[str]] = {".": set(), "#": set()}
    for sheet in tree.iter("style"):
        rules = _COMMENT.sub("", sheet.text or "")
        for selectors, declarations in _RULE.findall(rules[: rules.find("@media")] if "@media" in rules else rules):
            if _HIDES.search(declarations):
                for selector in selectors.split(","):
                    if found := _SIMPLE.fullmatch(selector.strip()):
                        names[found[2]].add(found[3])
    return names["."], names["#"]
