"""The article in a page, and what the page says of itself."""

import re
from dataclasses import dataclass
from typing import Any

from dawra.documents.dateline import Dateline
from dawra.errors import SourceError
from dawra.values import PartialDate

_TAGS = re.compile(r"<(?:!doctype html|html|head|body|article|div|p|h1)\b", re.IGNORECASE)
_HEAD = 4096
_DEEPEST = 250
"""lxml drops what stands deeper, and all that follows, without a word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The text of an article, headline first, and its dateline."""

    text: str
    dateline: Dateline


def looks_like_html(name: str, text: str) -> bool:
    """Whether the text is a page, by its name or its first tags."""
    return bool(_TAGS.search(text[:_HEAD])) and (
        name.lower().endswith((".html", ".htm", ".xhtml")) or text.lstrip().startswith("<") or "</" in text
    )


def extract_html(name: str, data: bytes, encoding: str) -> Page:
    """The main text of a page, without menus and clutter.

    Raises:
        SourceError: no article can be found, or the page is nested so deep that text would be lost.
    """
    import trafilatura  # noqa: PLC0415 - a third of a second, only where a page is read

    page = data.decode(encoding, errors="replace")
    if _depth(page) > _DEEPEST:
        raise SourceError(name, f"its tags are nested more than {_DEEPEST} deep", "Save the article as text.")
    found = trafilatura.bare_extraction(page, with_metadata=True, include_comments=False, favor_precision=True)
    about: dict[str, Any] = found.as_dict() if found is not None and not isinstance(found, dict) else {}
    body = about.get("text") or trafilatura.html2txt(page)
    if not body.strip():
        raise SourceError(name, "no article text in the page", "Save the article as text and give that.")
    title = about.get("title") or None
    text = body if not title or title in body[: 2 * len(title) + 100] else f"{title}\n\n{body}"
    return Page(
        text=text.replace("\r\n", "\n").replace("\r", "\n"),
        dateline=Dateline(
            title=title,
            url=about.get("url") or about.get("source") or None,
            publisher=about.get("sitename") or None,
            published=_day(about.get("date")),
        ),
    )


def _day(text: str | None) -> str | None:
    try:
        found = PartialDate((text or "")[:10])
    except ValueError:
        return None
    return found.iso if found.is_day else None


def _depth(page: str) -> int:
    """How deep block tags nest, counted by their opening and closing."""
    depth = deepest = 0
    for match in re.finditer(r"<(/?)(?:div|span|section|article|ul|ol|li|table|tr|td|blockquote|b|i|font)\b", page):
        depth += -1 if match[1] else 1
        deepest = max(deepest, depth)
    return deepest
