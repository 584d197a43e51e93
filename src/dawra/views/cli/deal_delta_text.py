"""The result of `deal-delta` as something to read, in English and Arabic."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from dawra.views.cli.blocks import Block
from dawra.views.cli.circles_text import Words
from dawra.views.ledger_words import told
from dawra.views.wording import deal_sentence, number, percent, plain, word

Record = Mapping[str, Any]

_PLACES: Final = 4
_FIGURES: Final = ("gross", "minimum_notional", "excess", "bilateral", "circulation")

LABELS: Final[dict[str, dict[str, str]]] = {
    "en": {
        "title": "What deal {deal} adds",
        "without": "Without it",
        "with": "With it",
        "adds": "Adds",
        "range": "Could be",
        "shares": "What goes round of its own money",
        "canonical": "By shares in proportion to size",
        "price": "By what the last unit of each payment is worth",
        "note": "These shares add up over deals; what deals add does not.",
        "legs": "Its payments",
        "leg": "Payment",
        "amount": "Amount",
        "flow": "Goes round",
        "slope": "One unit more adds",
        "points": "{number} points",
        "self_funded": "What it changes in the revenue that vendors fund themselves",
        "together": "All of them together, at most",
        "concentration": "What it changes in concentration (HHI)",
        "through": "The largest circles through it",
        "none": "No circle passes through it.",
    },
    "ar": {
        "title": "ما تضيفه الصفقة {deal}",
        "without": "من دونها",
        "with": "معها",
        "adds": "تضيف",
        "range": "المدى",
        "shares": "ما يدور من مالها هي",
        "canonical": "بحصص تتناسب مع المبالغ",
        "price": "بقيمة آخر وحدة من كل دفعة",
        "note": "هذه الحصص تُجمع عبر الصفقات، أما ما تضيفه الصفقات فلا يُجمع.",
        "legs": "دفعاتها",
        "leg": "الدفعة",
        "amount": "المبلغ",
        "flow": "يدور",
        "slope": "تضيف وحدة أخرى منها",
        "points": "{number} نقطة مئوية",
        "self_funded": "ما تغيره في ما يموله البائعون من إيراداتهم",
        "together": "كلهم معًا على الأكثر",
        "concentration": "ما تغيره في التركّز (HHI)",
        "through": "أكبر الحلقات التي تمر بها",
        "none": "لا تمر بها حلقة.",
    },
}


def deal_delta_blocks(result: Record, top: int, language: str, *, record: Record | None) -> list[Block]:
    """The figures without the deal and with it, its own part, its payments and circles, and the notices.

    ``record`` is the deal as the ledger has it, None for a table's.
    """
    text = _Text(result["currency"], language, ledger=record is not None)
    title = text.word("title", deal=text.deal(result["deal"]))
    blocks = [
        Block(
            title=title if record is None else f"{title}: {plain(deal_sentence(record, language))}",
            rows=[(text.scope(result),)],
        ),
        Block(
            title="",
            header=("", *(text.word(key) for key in ("without", "with", "adds", "range"))),
            rows=[*(text.figure(result, key) for key in _FIGURES), text.ratio(result)],
        ),
    ]
    if result["legs"]:
        rows = [
            (text.word("canonical"), text.money(result["canonical"]), text.ends(result["canonical_range"])),
            (text.word("price"), text.money(result["price"]), ""),
            (text.word("note"), "", ""),
        ]
        blocks.append(Block(title=text.word("shares"), rows=rows))
        blocks.append(
            Block(
                title=text.word("legs"),
                header=tuple(text.word(key) for key in ("leg", "amount", "flow", "slope")),
                rows=[text.leg(leg) for leg in result["legs"]],
            )
        )
        blocks += text.through(result["cycles"], top)
        blocks += text.self_funded(result["self_funded"]) + text.concentration(result["concentration"], top)
    return blocks + text.ending(result, top, complete=result["cycles_complete"])


class _Text(Words):
    """The words of circles, and those of one deal."""

    def word(self, key: str, **slots: str) -> str:
        """A word of this command."""
        return LABELS[self._language][key].format(**slots)

    def ends(self, ends: Sequence[float | str] | None) -> str:
        """A range, nothing where it is one value."""
        return self._ends(ends)

    def figure(self, result: Record, key: str) -> tuple[str, ...]:
        """A sum without the deal, with it, and what the deal adds."""
        return (
            word("page", f"figure_{key}", self._language),
            self.money(result["before"][key]),
            self.money(result["after"][key]),
            ("+" if result[key] > 0 else "") + self.money(result[key]),
            self._ends(result["ranges"].get(key)),
        )

    def ratio(self, result: Record) -> tuple[str, ...]:
        """The share that goes round; what the deal adds to it is in percentage points."""
        before, after = result["before"]["ratio"], result["after"]["ratio"]
        return (
            word("page", "figure_ratio", self._language),
            percent(100 * before, self._language),
            percent(100 * after, self._language),
            self.word("points", number=self.difference(100 * result["ratio"], 2)),
            "",
        )

    def leg(self, leg: Record) -> tuple[str, ...]:
        """One payment of the deal."""
        arrow = word("page", "arrow", self._language)
        return (
            f"{self.name(leg['from'])}{arrow}{self.name(leg['to'])}",
            self.money(leg["amount"]),
            self.money(leg["flow"]),
            number(leg["slope"]),
        )

    def self_funded(self, found: Record | None) -> list[Block]:
        """What vendors fund of their own revenue, pro rata and at most, where the deal changes it."""
        if not found or not found["vendors"]:
            return []
        rows = [
            (
                self.name(one["vendor"]),
                told(f"column_{key}", self._language, group="trace"),
                *self._change(one["before"][key], one["after"][key]),
            )
            for one in found["vendors"]
            for key in ("receipts", "point", "upper")
        ]
        joint = found["joint"]
        if None not in joint.values():
            rows.append((self.word("together"), "", *self._change(joint["before"], joint["after"])))
        header = (self.label("party"), "", *(self.word(key) for key in ("without", "with", "adds")))
        return [Block(title=self.word("self_funded"), header=header, rows=rows)]

    def concentration(self, changes: Sequence[Record], top: int) -> list[Block]:
        """The index of each side that the deal is on."""
        rows = [
            (
                self.name(one["party"]),
                told(one["side"], self._language, group="concentration"),
                *(self._index(one[key] and one[key]["hhi"]) for key in ("before", "after")),
                self._index(None) if one["change"] is None else self.difference(one["change"], _PLACES),
            )
            for one in changes[:top]
        ]
        header = (self.label("party"), "", *(self.word(key) for key in ("without", "with", "adds")))
        block = Block(title=self.word("concentration"), header=header, rows=rows)
        return [block, *self.more(len(changes), top)] if changes else []

    def _change(self, before: float, after: float) -> tuple[str, str, str]:
        """An amount without the deal, with it, and the difference with its sign."""
        more = after - before
        return self.money(before), self.money(after), ("+" if more > 0 else "") + self.money(more)

    def _index(self, value: float | None) -> str:
        return told("unknown", self._language, group="concentration") if value is None else number(value, _PLACES)

    def through(self, cycles: Sequence[Record], top: int) -> list[Block]:
        """The circles that pass through the deal."""
        if not cycles:
            return [Block(title=self.word("through"), rows=[(self.word("none"),)])]
        first, *others = self.circles(cycles, top)
        return [Block(title=self.word("through"), rows=first.rows), *others]
