"""The results of `cycles` as something to read, in English and Arabic."""

from collections.abc import Mapping
from typing import Any

from dawra.views.cli.blocks import Block
from dawra.views.cli.circles_text import Words
from dawra.views.ledger_words import told
from dawra.views.wording import counted, date_words

Record = Mapping[str, Any]


def cycles_blocks(result: Record, top: int, language: str, *, ledger: bool) -> list[Block]:
    """The largest circles down to their deals, what may be added up of them, and the notices."""
    text = (_Timed if result["from"] else _Circles)(result, language, ledger=ledger)
    scope = Block(title=text.scope(result), rows=[])
    return [scope, *text.circles(result["cycles"], top), *text.ending(result, top, complete=result["complete"])]


class _Of(Words):
    """Values of one result of `cycles`."""

    def __init__(self, result: Record, language: str, *, ledger: bool) -> None:
        super().__init__(result["currency"], language, ledger=ledger)
        self._result = result

    def say(self, key: str, **slots: str | None) -> str:
        """A sentence on circles."""
        return told(key, self._language, group="cycles", **slots)


class _Circles(_Of):
    """All circles of a network."""

    def about(self) -> list[str]:
        """What the amounts mean, and which of them may be added up."""
        lines = [self.say("financing")] if self._result["financing"] else super().about()
        if sums := self._result["dollars"]:
            slots = {key: self.money(sums[key]) for key in ("listed", "circulation")}
            lines.append(self.say("dollars", **slots))
        return lines

    def worth(self, cycle: Record) -> str:
        """The value, and the dollars of it that may be added up."""
        value = self.money(cycle["financing_value" if self._result["financing"] else "value"])
        if cycle["dollars"] is None:
            return value
        return self.say("worth", value=value, dollars=self.money(cycle["dollars"]))


class _Timed(_Of):
    """The ways back to one party in order of time."""

    def about(self) -> list[str]:
        """What the amounts mean."""
        within = self._result["within"]
        days = None if within is None else counted(within, "day", self._language)
        return [self.say("timed", party=self.name(self._result["from"]), days=days), self.label("circles")]

    def behind(self, leg: Record) -> str:
        """When the leg moves, and its deal."""
        start, end = (date_words(leg[key], self._language) if leg[key] else None for key in ("date", "end"))
        when = self.say("term", start=start, end=end) if end else start
        return f"{when}  {super().behind(leg)}"
