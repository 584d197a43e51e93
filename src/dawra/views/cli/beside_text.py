"""What stands beside the figures of `circles`, to read: what is due, goes back, or has no date."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from dawra.views.cli.blocks import Block
from dawra.views.wording import caption, fill, money, notice_words, word

Record = Mapping[str, Any]

_SHORT: Final = 12
"""Letters of a long deal id: `dawra deal` finds it by its start."""


def beside_blocks(apart: Record, top: int, language: str, *, ledger: bool, currency: str | None) -> list[Block]:
    """A table for each that has anything; what is due is told even where it is nothing."""
    text = _Steps(top, language, ledger=ledger)
    blocks = []
    if due := apart["due"]:
        total = (word("beside", "due_total", language), text.money(due["amount"], due["currency"]), "")
        title = fill(word("beside", "due", language), {"day": due["until"]})
        blocks.append(Block(title=title, rows=[total, *text.rows(due["legs"], due["currency"])], words=True))
        if notes := [(notice_words(notice, due["currency"], language),) for notice in due["notices"]]:
            blocks.append(Block(title=word("beside", "due_notices", language), rows=notes))
    for key in ("returns", "undated"):
        if apart[key]:
            rows = text.rows(apart[key], currency)
            blocks.append(Block(title=word("beside", key, language), rows=rows, words=True))
    return blocks


class _Steps:
    """Rows of payments in the words of one language, the largest first, at most ``top`` of them."""

    def __init__(self, top: int, language: str, *, ledger: bool) -> None:
        self._top = top
        self._language = language
        self._ledger = ledger

    def rows(self, steps: Sequence[Record], currency: str | None) -> list[tuple[str, ...]]:
        largest = sorted(steps, key=lambda step: (-step["amount"], step["from"], step["to"]))
        rows = [self._row(step, currency) for step in largest[: self._top]]
        if (more := len(steps) - self._top) > 0:
            rows.append((fill(word("beside", "more", self._language), {"count": str(more)}), "", ""))
        return rows

    def money(self, amount: float, currency: str | None) -> str:
        return money(round(amount, 2), currency, self._language) if currency else str(amount)

    def _row(self, step: Record, currency: str | None) -> tuple[str, ...]:
        arrow = word("page", "arrow", self._language)
        deals = step["deals"] if "deals" in step else filter(None, [step["deal"]])
        return (
            f"{self._name(step['from'])}{arrow}{self._name(step['to'])}",
            self.money(step["amount"], currency),
            ", ".join(deal[:_SHORT] if self._ledger else deal for deal in deals),
        )

    def _name(self, party: str) -> str:
        return caption(party, None, self._language) if self._ledger else party
