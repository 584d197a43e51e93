"""The result of `clear` as something to read, in English and Arabic."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from dawra.views.cli.blocks import Block
from dawra.views.cli.circles_text import Words
from dawra.views.ledger_words import level_words, told
from dawra.views.wording import number, word

Record = Mapping[str, Any]

_GROUP: Final = "clear"
_DECIMALS: Final = 3
_OF_PARTIES: Final = ("assets-unknown", "assets-absent", "assets-unused", "not-unique", "cash-latest")
"""Notices whose names are parties."""


def clear_blocks(result: Record, top: int, language: str, *, ledger: bool) -> list[Block]:
    """Who pays and loses what, the losses by round, what each needs, another solution, and the notices."""
    text = ClearWords(result["currency"], language, ledger=ledger)
    parties = sorted(result["owed"], key=lambda one: (-_most(result, "losses", one), -result["owed"][one], one))
    blocks = [Block(title=text.question(result), rows=[])]
    if not parties:
        blocks.append(Block(title=text.say("title"), rows=[(text.say("nobody"),)]))
    else:
        blocks += text.table("title", ("assets", "owed", "paid", "loss", "equity", "defaults"), parties, result, top)
    losers = [one for one in parties if _most(result, "losses", one) > 0]
    goods = ("unpaid_purchases",) if any(_most(result, "unpaid_purchases", one) for one in losers) else ()
    net = ("net_losses",) if goods and result["saved"] is not None else ()
    blocks += text.table("first", ("loss", "first_round", "later_rounds", *goods, *net), losers, result, top)
    short = [one for one in parties if result["defaults"][one] is not False]
    blocks += text.table("needs", ("needs", "needs_if_paid"), short, result, top)
    dear = [one for one in parties if result["default_costs"][one] != 0]
    blocks += text.table("costs_title", ("cost",), dear, result, top)
    if result["least"]:
        other = {**result, **result["least"], "ranges": {}}
        blocks += text.table("least", ("paid", "loss", "equity"), parties, other, top)
    if result["inflation"] is not None:
        blocks.append(Block(title=text.say("inflation", times=number(result["inflation"], _DECIMALS)), rows=[]))
    return [*blocks, *text.ending(result, top), Block(title=text.say("limits"), rows=[])]


_KEYS: Final = {"paid": "payments", "loss": "losses", "equity": "equities", "cost": "default_costs"}


def _most(result: Record, key: str, party: str) -> float:
    """The figure, or the upper end of its range."""
    value = result[key][party]
    high = result["ranges"][key][party][1] if value is None else value
    return float("inf") if isinstance(high, str) else float(high)


class ClearWords(Words):
    """Figures of one clearing in the words of one language."""

    def say(self, key: str, **slots: str | None) -> str:
        """A sentence or heading of clearing."""
        return told(key, self._language, group=_GROUP, **slots)

    def question(self, result: Record) -> str:
        """What is due when, by which view, and what is supposed of defaults."""
        days = result["window"]
        parts = [self.say("due", start=days[0], end=days[1]) if days else self.say("table")]
        if result["view"]:
            parts.append(self.label("view", view=word("view", result["view"], self._language)))
        if result["kappa"] is not None and result["kappa"] != 1:
            parts.append(self.say("kappa", kappa=self.part(result["kappa"])))
        if (result["alpha"], result["beta"]) != (1, 1):
            parts.append(self.say("costs", alpha=self.part(result["alpha"]), beta=self.part(result["beta"])))
        if result["level"]:
            parts.append(level_words(result["level"], self._language))
        return ("، " if self._language == "ar" else ", ").join(parts)

    def days(self, window: Sequence[str]) -> str:
        """A period by its first day and the first day after it."""
        return self.say("period", start=window[0], end=window[1])

    def table(
        self, title: str, columns: Sequence[str], parties: Sequence[str], result: Record, top: int
    ) -> list[Block]:
        """The figures of these parties; nothing where there are none."""
        if not parties:
            return []
        header = tuple(self.say(f"column_{key}") for key in ("party", *columns))
        rows = [(self.name(one), *(self.cell(key, one, result) for key in columns)) for one in parties[:top]]
        return [Block(title=self.say(title), header=header, rows=rows), *self.more(len(parties), top)]

    def cell(self, column: str, party: str, result: Record) -> str:
        """One figure, or its range."""
        if column == "defaults":
            return self.default(result["defaults"][party], result["rounds"][party])
        key = _KEYS.get(column, column)
        value = result[key][party]
        if value is not None:
            return self.money(value)
        if column == "assets":
            known = result["at_least"].get(party)
            return self.say("at_least", amount=self.money(known)) if known else self.say("unknown")
        ends = result["ranges"].get(key, {}).get(party)
        return self.say("untold") if ends is None else f"{self.money(ends[0])} … {self.money(ends[1])}"

    def default(self, defaults: bool | None, number_of_round: int | None) -> str:  # noqa: FBT001 - a value of a table
        """Whether a party defaults, and in which round."""
        if defaults is None:
            return self.say("maybe")
        if not defaults:
            return self.say("no")
        return self.say("some") if number_of_round is None else self.say("yes", round=str(number_of_round))

    def ending(self, result: Record, top: int, *, complete: bool = True) -> list[Block]:
        """What vendors save is no notice where it was given."""
        told_ = [one for one in result["notices"] if one["code"] != "delivery-unknown" or result["saved"] is None]
        return super().ending({**result, "notices": told_}, top, complete=complete)

    def notices(self, notices: Sequence[Record], *, complete: bool) -> list[Block]:
        """Parties by their names, and the part of purchases in per cent."""
        shown = {
            **dict.fromkeys(_OF_PARTIES, self.name),
            "purchases-due": lambda part: self.part(float(part)),
        }
        worded = [
            {**one, "names": list(map(shown[one["code"]], one["names"]))} if one["code"] in shown else one
            for one in notices
        ]
        return super().notices(worded, complete=complete)

    def part(self, part: float) -> str:
        """A part of the whole in per cent."""
        return self._share(part)
