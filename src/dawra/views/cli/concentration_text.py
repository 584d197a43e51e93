"""The result of `concentration` as something to read, in English and Arabic."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

from dawra.views.cli.blocks import Block
from dawra.views.cli.circles_text import Words
from dawra.views.ledger_words import told
from dawra.views.wording import amount_words, counted, number, percent, plain

Record = Mapping[str, Any]

_GROUP: Final = "concentration"
_PLACES: Final = 4
_DECIMALS: Final = 2


def concentration_blocks(result: Record, top: int, language: str, *, ledger: bool, alone: bool) -> list[Block]:
    """One party's sides in full, or everyone's in a table; with a deal, each side without it and with it."""
    text = _Words(result["currency"], language, ledger=ledger)
    blocks = [Block(title=text.scope(result), rows=[])]
    sides = sorted(result["parties"], key=lambda side: (-(side["total"] or 0), side["id"], side["side"]))
    if not sides:
        blocks.append(Block(title=text.say("title"), rows=[(text.say("nothing"),)]))
    elif result["deal"]:
        blocks.append(text.deal_changes(sides, result["deal"]))
    elif alone:
        for side in sides:
            blocks += text.side(side, top)
    else:
        blocks += text.table(sides, top)
    if alone and result["demand"]:
        blocks += text.demand(result["demand"], top)
    if any(side["above_reference"] for side in sides):
        blocks.append(Block(title=text.reference(result["reference"]), rows=[]))
    return blocks + text.ending(result, top)


class _Words(Words):
    """Sides of one result in the words of one language."""

    def say(self, key: str, **slots: str | None) -> str:
        return told(key, self._language, group=_GROUP, **slots)

    def table(self, sides: Sequence[Record], top: int) -> list[Block]:
        """Everyone's sides, the largest first."""
        header = ("party", "side", "total", "number", "largest", "share")
        rows = [
            (
                self.name(side["id"]),
                self.say(side["side"]),
                self.total(side),
                self._number(side["effective_number"]),
                *self._largest(side),
            )
            for side in sides[:top]
        ]
        return [Block(title=self.say("title"), header=self._header(header), rows=rows), *self.more(len(sides), top)]

    def side(self, side: Record, top: int) -> Iterator[Block]:
        """One side: its figures with their ranges, who is on it with the deals behind, and what each deal changes."""
        title = {"party": self.name(side["id"]), "side": self.say(side["side"])}
        amount = self.total(side)
        yield Block(title=self.say("side", amount=amount, **title), rows=self._figures(side))
        yield Block(
            title="",
            header=self._header(("party", "total", "share", "deals")),
            rows=[
                (
                    self.name(share["id"]),
                    self.amount(share["amount"], side["per"], ceiling=share["ceiling"]),
                    self._per_cent(share["share"]),
                    " ".join(map(self.deal, share["deals"])),
                )
                for share in side["shares"][:top]
            ],
        )
        yield from self.more(len(side["shares"]), top)
        if len(side["deals"]) > 1:
            rows = [(self.deal(one["id"]), *self._change(one)) for one in side["deals"][:top]]
            yield Block(
                title=self.say("changes"), header=self._header(("deal", "before", "after", "change")), rows=rows
            )
            yield from self.more(len(side["deals"]), top)

    def deal_changes(self, sides: Sequence[Record], deal: str) -> Block:
        """Each side of one deal without it and with it."""
        rows = [
            (self.name(side["id"]), self.say(side["side"]), *self._change(change))
            for side in sides
            for change in side["deals"]
        ]
        header = self._header(("party", "side", "before", "after", "change"))
        return Block(title=self.say("deal_changes", deal=self.deal(deal)), header=header, rows=rows)

    def demand(self, demand: Record, top: int) -> Iterator[Block]:
        """On whose purchases receipts rest in the end."""
        for party in demand["parties"]:
            yield Block(
                title=self.say("demand", party=self.name(party["id"])),
                header=self._header(("party", "total", "share")),
                rows=[
                    (
                        self.name(source["id"]),
                        self.amount(source["amount"], demand["per"], ceiling=party["ceiling"]),
                        self._per_cent(source["share"]),
                    )
                    for source in party["sources"][:top]
                ]
                or [(self.say("no_demand"), "", "")],
            )
            yield from self.more(len(party["sources"]), top)

    def reference(self, reference: Record) -> str:
        """What the lines are, and what they were drawn for."""
        lines = {name: number(reference[name], _PLACES) for name in ("hhi", "change")}
        return self.say("reference", source=reference["source"], **lines)

    def total(self, side: Record) -> str:
        """All of a side, as far as it is known."""
        return self.amount(side["total"], side["per"], ceiling=any(share["ceiling"] for share in side["shares"]))

    def amount(self, value: float, per: str, *, ceiling: bool = False) -> str:
        """An amount, of a year where it is; at most that where some of it has no known term."""
        if self._currency is None:
            return number(value)
        ends = {"low": None if ceiling else value, "high": value}
        qualifier = "up_to" if ceiling else "exact"
        return plain(
            amount_words({**ends, "currency": self._currency, "per": per, "qualifier": qualifier}, self._language)
        )

    def _figures(self, side: Record) -> list[tuple[str, ...]]:
        ranges = side["ranges"]
        hhi = self.say("unknown")
        if side["hhi"] is not None:
            points = counted(round(side["points"]), "point", self._language)
            hhi = self.say("index", hhi=number(side["hhi"], _PLACES), points=points)
        name, share = self._largest(side)
        return [
            (self.say("hhi"), hhi, self._spread(ranges["hhi"], self._index)),
            (
                self.say("effective_number"),
                self._number(side["effective_number"]),
                self._spread(ranges["effective_number"], self._number),
            ),
            (self.say("largest", party=name), share, self._spread(ranges["largest_share"], self._per_cent)),
        ]

    def _change(self, change: Record) -> tuple[str, str, str]:
        """The index without the deal and with it, and the difference with its sign."""
        before, after = (
            self.say("unknown") if one is None else self._index(one["hhi"])
            for one in (change["before"], change["after"])
        )
        difference = change["change"]
        if difference is None:
            return before, after, self.say("unknown")
        return before, after, self.difference(difference, _PLACES)

    def _largest(self, side: Record) -> tuple[str, str]:
        """Who has the largest share, and how much it is."""
        largest = side["largest"]
        if largest is None:
            return self.say("nobody"), ""
        return self.name(largest["id"]), self._per_cent(largest["share"])

    def _spread(self, ends: Sequence[float | str], shown: Callable[[float | None], str]) -> str:
        """A range, nothing where it is one value."""
        if ends[0] == ends[1]:
            return ""
        low, high = (self.label(end) if isinstance(end, str) else shown(end) for end in ends)
        return f"{low} … {high}"

    def _index(self, value: float | None) -> str:
        return self.say("unknown") if value is None else number(value, _PLACES)

    def _number(self, value: float | None) -> str:
        return self.say("unknown") if value is None else number(value, _DECIMALS)

    def _per_cent(self, share: float | None) -> str:
        return self.say("unknown") if share is None else percent(100 * share, self._language)

    def _header(self, keys: Sequence[str]) -> tuple[str, ...]:
        return tuple(self.say(f"column_{key}") for key in keys)
