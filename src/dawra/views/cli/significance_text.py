"""The result of `significance` as something to read, in English and Arabic."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from dawra.views.cli.blocks import Block
from dawra.views.cli.circles_text import Words
from dawra.views.ledger_words import told
from dawra.views.wording import number
from dawra.views.wording.counting import significant

Record = Mapping[str, Any]

_GROUP: Final = "significance"
_DIGITS: Final = 12
_LIMIT: Final = 10**6


def significance_blocks(result: Record, top: int, language: str, *, ledger: bool) -> list[Block]:
    """The null, each statistic beside it, what the common test would have claimed, the pairs, and the notices."""
    text = _Words(result["currency"], language, ledger=ledger)
    blocks = [
        Block(title=text.scope(result), rows=[(line,) for line in text.question(result)]),
        text.statistics(result),
        Block(title=text.say("reading"), rows=[(line,) for line in text.reading()]),
    ]
    if result["stub_matching"]:
        blocks.append(text.common(result["stub_matching"]))
    blocks += text.pairs(result["pairs"], top)
    return blocks + text.ending(result, top)


class _Words(Words):
    """Chances of one result in the words of one language."""

    def say(self, key: str, **slots: str | None) -> str:
        """A sentence of this measure."""
        return told(key, self._language, group=_GROUP, **slots)

    def question(self, result: Record) -> list[str]:
        """What is left to chance, and among how many networks."""
        null, legs, graphs = result["null"], result["legs"], result["graphs"]
        lines = [
            self.say("question"),
            self.say(f"null_{null}"),
            self.say("size", parties=number(result["parties"]), **{key: number(legs[key]) for key in legs}),
        ]
        if (stated := result["stated"]) != legs:
            lines.append(self.say("stated", **{key: number(stated[key]) for key in stated}))
        if null == "topology":
            lines.append(self.say("graphs", **{key: self._count(graphs[key]) for key in graphs}))
        return lines

    def statistics(self, result: Record) -> Block:
        """A row for each: the data, the null, p with its interval, q, and what it was compared with."""
        columns = ("statistic", "observed", "median", "usual", "p", "resolution", "interval", "q", "compared")
        return Block(
            title=self.say("title"),
            header=tuple(self.say(f"column_{column}") for column in columns),
            rows=[self._row(name, one) for name, one in result["statistics"].items()],
        )

    def reading(self) -> list[str]:
        """What p means, and what it does not."""
        return [self.say(key) for key in ("p", "resolution", "q", "caution")]

    def common(self, claim: Record) -> Block:
        """What the common test would have claimed."""
        lines = [
            self.say("common_how"),
            self.say(
                "common_lost",
                legs=number(claim["legs"]),
                kept=number(claim["kept"]),
                loops=number(claim["loops_lost"]),
            ),
        ]
        expected = self.say("common_mean", observed=number(claim["observed"]), mean=number(claim["mean"]))
        if claim["z"] is None:
            lines.append(f"{expected} {self.say('common_nothing')}")
        else:
            lines.append(f"{expected} {self.say('common_claim', z=number(claim['z']), p=self._chance(claim['p']))}")
        if claim["draws"]:
            lines.append(self.say("common_sampled", draws=number(claim["draws"])))
        return Block(title=self.say("common"), rows=[(line,) for line in lines])

    def pairs(self, pairs: list[Record], top: int) -> list[Block]:
        """The financiers that are paid by those they finance."""
        title = self.say("pairs_title")
        if not pairs:
            return [Block(title=title, rows=[(self.say("pairs_none"),)])]
        columns = ("financier", "customer", "financed", "paid", "both", "deals")
        rows = [
            (
                self.name(pair["financier"]),
                self.name(pair["customer"]),
                *(self.money(pair[key]) for key in ("financed", "paid", "both")),
                ", ".join(map(self.deal, pair["deals"])),
            )
            for pair in pairs[:top]
        ]
        header = tuple(self.say(f"column_{column}") for column in columns)
        return [Block(title=title, header=header, rows=rows), *self.more(len(pairs), top)]

    def _row(self, name: str, one: Record) -> tuple[str, ...]:
        show = self.money if one["currency"] else number
        low, middle, high = one["quantiles"].values()
        exact = one["method"] == "exact"
        ends = " … ".join(map(self._chance, one["interval"]))
        return (
            self.say(f"statistic_{name}"),
            show(one["observed"]),
            show(middle),
            f"{show(low)} … {show(high)}",
            self._chance(one["p"]),
            self._chance(one["resolution"]),
            self.say("exact") if exact else ends,
            self._chance(one["q"]),
            self.say("all" if exact else "drawn", count=number(one["compared"])),
        )

    def _count(self, graphs: int | None) -> str:
        return self.say("uncounted", limit=number(_LIMIT)) if graphs is None else number(graphs)

    def _chance(self, value: float) -> str:
        """A probability to three digits, however small."""
        return number(significant(Decimal(str(value))), _DIGITS)
