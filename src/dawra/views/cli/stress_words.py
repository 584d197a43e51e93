"""What the pages of a stress share: its words, amounts to three digits, and what a shock chooses."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from dawra.views.cli.blocks import Block
from dawra.views.cli.circles_text import Words
from dawra.views.ledger_words import told
from dawra.views.wording import (
    date_words,
    deal_sentence,
    join,
    money,
    notice_words,
    plain,
    word,
)

Record = Mapping[str, Any]

_GROUP: Final = "stress"
_PARTIES_NAMED: Final = frozenset({"cash-known", "parties-near", "stakes-untold"})
_TIME: Final = "stays"


class StressWords(Words):
    """Values of one stress in the words of one language."""

    def __init__(self, currency: str | None, language: str, records: Mapping[str, Record] | None) -> None:
        super().__init__(currency, language, ledger=records is not None)
        self._records = records

    def say(self, key: str, **slots: str | None) -> str:
        """A sentence of a stress."""
        return told(key, self._language, group=_GROUP, **slots)

    def money(self, value: float | str | None) -> str:
        """An amount to three digits: what is computed of plans is no exacter."""
        if self._currency is None or value is None or isinstance(value, str):
            return super().money(value)
        sign = "-" if value < 0 else ""
        return sign + money(abs(value), self._currency, self._language, rounded=True)

    def change(self, value: float | None) -> str:
        """An amount with its sign."""
        return ("+" if value and value > 0 else "") + self.money(value)

    def notices(self, notices: Sequence[Record], *, complete: bool) -> list[Block]:
        """As elsewhere, parties by their names."""
        return super().notices([self._readable(one) for one in notices], complete=complete)

    def notice(self, notice: Record) -> str:
        """A notice, or what is assumed, in a sentence."""
        return plain(notice_words(self._readable(notice), self._currency, self._language))

    def _readable(self, notice: Record) -> Record:
        """Parties by their names, a day in words."""
        code = notice["code"]
        shown = self.name if code in _PARTIES_NAMED else self.day if code == _TIME else str
        return {**notice, "names": [shown(name) for name in notice["names"]]}

    def which(self, one: Record) -> str:
        """The money that is meant: what kind, in which state, of whom, and when."""
        which, comma = one["which"], "، " if self._language == "ar" else ", "
        vocabularies = {"kinds": "kind", "layers": "layer", "statuses": "status"}
        parts = [
            self.join([word(group, found, self._language) for found in which[key]])
            for key, group in vocabularies.items()
            if key in which
        ]
        parts += [
            self.say(key, names=self.join([self.name(party) for party in which[name]]))
            for name, key in (("payers", "by"), ("payees", "to"), ("parties", "of"))
            if name in which
        ]
        if "deals" in which:
            parts.append(self.join([self.deal(deal) for deal in which["deals"]]))
        if "excepted" in which:
            parts.append(self.say("except", names=self.join([self.deal(deal) for deal in which["excepted"]])))
        parts += [self.say(f"time_{key}", day=self.day(one[key])) for key in ("from", "until") if one[key] is not None]
        return comma.join(parts)

    def join(self, names: Sequence[str]) -> str:
        """Several names."""
        return plain(join(names, self._language))

    def day(self, iso: str) -> str:
        """A day in words."""
        return date_words(iso, self._language)

    def span(self, ends: Sequence[float | str]) -> str:
        """A range, or the one amount that it is."""
        return self.money(ends[0]) if ends[0] == ends[1] else self._ends(ends)

    def what(self, deal: str) -> str:
        """A deal in a sentence with the start of its id; of a table its id."""
        if not deal:
            return self.say("no_deal")
        if self._records is None:
            return deal
        return f"{plain(deal_sentence(self._records[deal], self._language))} ({self.deal(deal)})"

    def header(self, *keys: str) -> tuple[str, ...]:
        """The titles of columns."""
        return tuple(self.say(f"column_{key}") for key in keys)

    def listed(self, title: str, header: tuple[str, ...], rows: Sequence[tuple[str, ...]], top: int) -> list[Block]:
        """A table of the first rows, and how many more there are; nothing where there are none."""
        shown = max(top, 1)
        blocks = [Block(title=self.say(title), header=header, rows=rows[:shown]), *self.more(len(rows), shown)]
        return blocks if rows else []
