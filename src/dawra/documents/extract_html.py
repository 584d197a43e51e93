"""The article in a page, and what the page says of itself; or why the page is refused."""

import re
from dataclasses import dataclass
from typing import Any

from dawra.documents.dateline import Dateline
from dawra.documents.guard import RefusedPageError, ask
from dawra.documents.scan_html import refusal
from dawra.errors import SourceError
from dawra.values import PartialDate

_TAGS = re.compile(r"<(?:!doctype html|html|head|body|article|div|p|h1)\b", re.IGNORECASE)
_HEAD = 4096


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


def extract_html(name: str, page: str) -> Page:
    """The main text of a page, without menus and clutter.

    Raises:
        SourceError: no article can be found, or the page cannot be parsed whole within its limits.
    """
    if found := refusal(page):
        raise SourceError(name, f"the page has {found}", "Save the article as text.")
    try:
        about = ask(page)
    except RefusedPageError as error:
        raise SourceError(name, f"the page cannot be read: {error}", "Save the article as text.") from error
    body, title = _text(about["text"]), _text(about.get("title"))
    if not body.strip():
        raise SourceError(name, "no article text in the page", "Save the article as text and give that.")
    text = body if not title or title in body[: 2 * len(title) + 100] else f"{title}\n\n{body}"
    return Page(
        text=text,
        dateline=Dateline(
            title=title or None,
            url=_text(about.get("url") or about.get("source")) or None,
            publisher=_text(about.get("sitename")) or None,
            published=_day(about.get("date")),
        ),
    )


def _text(found: Any) -> str:  # noqa: ANN401 - what a page says may be of any kind
    """Text without halves of characters, which no file can hold, and with one kind of line end."""
    text = found if isinstance(found, str) else ""
    whole = text.encode("utf-8", errors="replace").decode("utf-8")
    return whole.replace("\r\n", "\n").replace("\r", "\n")


def _day(text: str | None) -> str | None:
    try:
        found = PartialDate((text or "")[:10])
    except ValueError:
        return None
    return found.iso if found.is_day else None
