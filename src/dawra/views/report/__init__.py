"""The report: one page that opens anywhere, offline and without scripts.

In: the JSON results of ``circles`` and ``deals``. Out: one HTML text. Every figure stands as the
analyses gave it; each deal carries the words that prove it.
"""

from collections.abc import Mapping
from typing import Any

from dawra.views.report.content import report_content
from dawra.views.report.render import render


def write_report(
    circles: Mapping[str, Any],
    deals: Mapping[str, Any],
    language: str,
    *,
    texts: Mapping[str, str] | None = None,
) -> str:
    """The whole page as HTML.

    Args:
        circles: the result of ``dawra circles --json``, its cycles ranked.
        deals: the result of ``dawra deals --json``.
        language: ``en`` or ``ar``.
        texts: clean texts by document id, so that a quote is a whole sentence; else only the proving words.
    """
    content = report_content(circles, deals, texts or {}, language)
    return render("report.html.j2", language, page=content)


__all__ = ["render", "write_report"]
