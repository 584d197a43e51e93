"""The article in a page and what the page says of itself, by trafilatura on a tree that has lost nothing."""

import html
import re
from typing import Any

from lxml.etree import ParserError
from lxml.html import HTMLParser, document_fromstring
from trafilatura import bare_extraction, html2txt

from dawra.documents.drop_hidden import drop_hidden

_MARKUP = re.compile(
    r"<!--(?:[^-]++|-(?!->))*+(?:-->)?|<(script|style)\b(?:[^<]++|<(?!/\1\b))*+|<[a-z/!?](?:[^\"'>]++|\"[^\"]*+\"|'[^']*+')*+>?",
    re.IGNORECASE,
)
_CONTROL = re.compile(
    # What XML cannot hold, written out or as a number, and numbers longer than any character has: trafilatura or
    # Python would break down on them.
    "[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]"
    r"|&#(?:\d{8,}+|x[0-9a-f]{7,}+);?"
    r"|&#(?:0*+(?:[0-8]|1[124-9]|2\d|3[01]|6553[45])|x0*+(?:[0-8bcef]|1[0-9a-f]|fff[ef]))(?:;|(?!\w))",
    re.IGNORECASE,
)
_BLANKS = re.compile(r"[\W_]+")
_LEAST_KEPT = 0.5
"""Broken markup makes two readers disagree by some words, not by half of the page."""
_ABOUT = ("title", "url", "source", "sitename", "date")


class LostTextError(Exception):
    """The parser dropped a part of the page."""


def find_article(page: str) -> dict[str, Any]:
    """The article's ``text`` and what trafilatura tells of it: title, url, source, sitename, date.

    Raises:
        LostTextError: the page has text that the tree has not.
    """
    page = _CONTROL.sub("\ufffd", page)
    # An own parser, for the one of trafilatura drops what stands 256 deep, and all that follows, without a word.
    parser = HTMLParser(encoding="utf-8", huge_tree=True, collect_ids=False, remove_comments=True, remove_pis=True)
    try:
        tree = document_fromstring(page.encode(), parser=parser, ensure_head_body=True)
    except ParserError:  # nothing in it at all
        return {"text": ""}
    fatal = parser.error_log.filter_from_fatals()
    if len(fatal):
        raise LostTextError(f"the parser stopped ({_plain(fatal[0].message)})")
    written, kept = _letters(html.unescape(_MARKUP.sub(" ", page))), _letters(tree.text_content())
    if kept < _LEAST_KEPT * written:
        raise LostTextError("the parser lost more than half of the text")
    drop_hidden(tree)
    found = bare_extraction(tree, with_metadata=True, include_comments=False, favor_precision=True)
    about: dict[str, Any] = found.as_dict() if found is not None and not isinstance(found, dict) else {}
    return {"text": about.get("text") or html2txt(tree), **{key: about.get(key) for key in _ABOUT}}


def _letters(text: str) -> int:
    return len(_BLANKS.sub("", text))


def _plain(message: str) -> str:
    return message.strip().rstrip(".").lower()
