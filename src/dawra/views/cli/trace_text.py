"""The results of `trace` as something to read, in English and Arabic."""

from collections.abc import Mapping, Sequence
from typing import Any

from dawra.views.cli.blocks import Block
from dawra.views.cli.circles_text import Words
from dawra.views.ledger_words import level_words, told
from dawra.views.wording import percent, word

Record = Mapping[str, Any]


def trace_blocks(result: Record, top: int, language: str, *, ledger: bool) -> list[Block]:
    """One vendor: its figures, every rule, who ultimately pays, the deals behind it all, and the notices."""
    text = _TraceWords(result["currency"], language, ledger=ledger)
    title = f"{text.name(result['vendor'])}{text.comma}{text.scope(result)}"
    blocks = [Block(title=title, rows=text.figures(result))]
    blocks.append(Block(title=text.say("rules"), rows=text.rules(result["rules"])))
    blocks += text.listed("sources", ("source", "amount"), [text.source(one) for one in result["sources"]], top)
    blocks += text.listed(
        "years", ("year", *_FIGURES), [text.year(one) for one in result["years"]], len(result["years"])
    )
    for kind, part in (("purchases", "self_funded"), ("fundings", "returned")):
        rows = [
            (text.deal(one["deal"]) or text.say("no_deal"), *map(text.money, (one["amount"], one[part])))
            for one in result[kind]
        ]
        blocks += text.listed(kind, ("deal", "amount", part), rows, top)
    blocks += text.ending(result, top)
    return [*blocks, Block(title=text.say("limits"), rows=[])]


def joint_blocks(result: Record, top: int, language: str, *, ledger: bool) -> list[Block]:
    """All vendors, the largest first, what they come to together, and the notices."""
    text = _TraceWords(result["currency"], language, ledger=ledger)
    rows = [text.vendor(one) for one in result["vendors"]]
    blocks = [Block(title=text.scope(result), rows=[(text.say("joint"), text.joint(result))])]
    blocks += text.listed("vendors", ("party", *_FIGURES, "share"), rows, top)
    blocks += text.ending(result, top)
    return [*blocks, Block(title=text.say("limits"), rows=[])]


_FIGURES = ("receipts", "lower", "point", "upper")


class _TraceWords(Words):
    """Values of one trace in the words of one language."""

    @property
    def comma(self) -> str:
        return "، " if self._language == "ar" else ", "

    def say(self, key: str, **slots: str) -> str:
        return told(key, self._language, group="trace", **slots)

    def scope(self, result: Record) -> str:
        """What the figures are about: view, clock, window, graph and level."""
        clock = self.say("clock", clock=self.say(f"clock_{result['clock']}"))
        parts = [super().scope({**result, "level": None}), clock]
        if result["graph"] == "K":
            parts.append(self.say("graph_k"))
        if result["level"]:
            parts.append(level_words(result["level"], self._language))
        return self.comma.join(parts)

    def figures(self, result: Record) -> list[tuple[str, ...]]:
        shares = {
            "lower": result["ranges"]["share"][0],
            "point": result["share"],
            "upper": result["ranges"]["share"][1],
        }
        rows: list[tuple[str, ...]] = [
            (self.say(key), self.money(result[key]), self.part(shares.get(key))) for key in ("finance", *_FIGURES)
        ]
        return rows

    def rules(self, rules: Record) -> list[tuple[str, ...]]:
        return [
            (self.say(f"rule_{rule}"), self.say("no_order") if value is None else self.money(value))
            for rule, value in rules.items()
        ]

    def source(self, one: Record) -> tuple[str, ...]:
        slots = {
            "party": self.name(one["id"]),
            "layer": word("layer", one["layer"], self._language) if "layer" in one else "",
        }
        return self.say(f"source_{one['kind']}", **slots), self.money(one["amount"])

    def year(self, one: Record) -> tuple[str, ...]:
        return (str(one["year"]), *(self.money(one[key]) for key in _FIGURES))

    def vendor(self, one: Record) -> tuple[str, ...]:
        return (self.name(one["vendor"]), *(self.money(one[key]) for key in _FIGURES), self.part(one["share"]))

    def missing(self, found: Sequence[Record]) -> list[tuple[str, ...]]:
        """What each party must have had beside the legs, the largest first."""
        sums: dict[str, float] = {}
        for one in found:
            sums[one["party"]] = sums.get(one["party"], 0) + one["amount"]
        return [(self.name(party), self.money(sums[party])) for party in sorted(sums, key=lambda p: (-sums[p], p))]

    def joint(self, result: Record) -> str:
        if result["joint"] is not None:
            return self.money(result["joint"])
        low, high = result["ranges"]["joint"]
        return f"{self.money(low)} … {self.money(high)}"

    def listed(self, title: str, header: Sequence[str], rows: Sequence[tuple[str, ...]], top: int) -> list[Block]:
        """A table of the first rows, and how many more there are; nothing where there are none."""
        titles = tuple(self.say(f"column_{key}") for key in header)
        shown = max(top, 1)
        blocks = [Block(title=self.say(title), header=titles, rows=rows[:shown]), *self.more(len(rows), shown)]
        return blocks if rows else []

    def ending(self, result: Record, top: int, *, complete: bool = True) -> list[Block]:
        """Money without a leg before what stands below every figure."""
        missing = self.listed("unexplained", ("party", "amount"), self.missing(result["unexplained"]), top)
        return missing + super().ending(result, top, complete=complete)

    def part(self, ratio: float | None) -> str:
        return "" if ratio is None else percent(100 * ratio, self._language)
