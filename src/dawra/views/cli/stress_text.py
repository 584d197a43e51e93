"""The result of `stress` as something to read, in English and Arabic."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, Final

from dawra.views.cli.blocks import Block
from dawra.views.cli.stress_hurt import HurtWords
from dawra.views.cli.stress_words import StressWords
from dawra.views.ledger_words import level_words, told
from dawra.views.wording import (
    counted,
    number,
    percent,
    period_words,
    word,
)

Record = Mapping[str, Any]

_SIDES: Final = ("base", "shocked", "change")
_SUMS: Final = ("money", "money_within", "gross", "circulation")
_LOSSES: Final = ("lost", "lost_within", "circulation", "need", "loss")


def stress_blocks(result: Record, top: int, language: str, *, records: Mapping[str, Record] | None) -> list[Block]:
    """What is struck, every figure before and after, the parties and the deals that carry it, and what is assumed.

    ``records`` are the ledger's deals by their ids, None for a table's.
    """
    text = _MoneyWords(result["currency"], language, records)
    hurt = HurtWords(result["currency"], language, records)
    return [
        text.head(result),
        *text.shocks(result["shocks"], top),
        *text.money_moves(result, top),
        *hurt.losses(result["losses"], top),
        *hurt.values(result["values"], top),
        *hurt.rights(result["rights"]),
        *text.sides(result["sides"], top),
        *text.deals(result["deals"], result["together"], top),
        *text.assumptions(result["assumptions"]),
        *text.ending(result, top),
        *text.limits(result),
    ]


class _MoneyWords(StressWords):
    """What moves, is needed and falls away in one stress, in the words of one language."""

    def head(self, result: Record) -> Block:
        """The name, what it says, and what it is asked of."""
        scenario, comma = result["scenario"], "، " if self._language == "ar" else ", "
        parts = [
            self.label("view", view=word("view", result["view"], self._language)) if result["view"] else "",
            self.say("question", day=self.day(result["window"][0]), until=self.day(result["window"][1])),
            level_words(result["level"], self._language) if result["level"] else "",
        ]
        rows = [
            (line,) for line in (scenario["description"].get(self._language), comma.join(filter(None, parts))) if line
        ]
        return Block(title=scenario["name"][self._language], rows=rows)

    def shocks(self, shocks: Sequence[Record], top: int) -> list[Block]:
        """Each shock with what it strikes."""
        rows = [
            (
                self._shock(place, one),
                number(one["legs"]),
                self.money(one["amount"]),
                self.money(one["lost"]),
                self._ends(one["range"]),
            )
            for place, one in enumerate(shocks, start=1)
        ]
        header = self.header("shock", "legs", "amount", "lost", "range")
        return self.listed("struck", header, rows, max(top, len(rows)))

    def money_moves(self, result: Record, top: int) -> list[Block]:
        """What changes of money; nothing where no shock strikes any."""
        if not result["shocks"]:
            return []
        return [self.before_after(result), *self.parties(result["parties"], top)]

    def before_after(self, result: Record) -> Block:
        """The figures of the whole network."""
        rows = [self._figure(result, key) for key in (*_SUMS, "circulation_within")]
        rows.insert(len(_SUMS), self._ratio(result))
        if result["change"]["self_funded"] is not None:
            rows.append(self._figure(result, "self_funded"))
        header = ("", *self.header(*_SIDES, "range"))
        return Block(title=self.say("before_after"), header=header, rows=rows)

    def parties(self, parties: Sequence[Record], top: int) -> Iterator[Block]:
        """Needs within the horizon, what else is paid less, and what is lacking where cash is known."""
        if not parties:
            yield Block(title=self.say("needs"), rows=[(self.say("nothing"),)])
        within = [one for one in parties if any(one[key]["change"] for key in ("receipts", "payments", "need"))]
        header = self.header("party", "receipts", "shocked", "payments", "shocked", "need", "shocked", "more")
        yield from self.listed("needs", header, [self._needs(one) for one in within], top)
        ever = [one for one in parties if one["receipts_ever"]["change"] or one["payments_ever"]["change"]]
        ever.sort(key=lambda one: one["receipts_ever"]["change"])
        yield from self.listed(
            "ever",
            self.header("party", "receipts_less", "payments_less"),
            [
                (self.name(one["id"]), self._less(one["receipts_ever"]), self._less(one["payments_ever"]))
                for one in ever
            ],
            top,
        )
        header = self.header("party", "cash", "base", "range", "shocked", "range")
        lacking = [self._lacking(one) for one in within if one["cash"]]
        yield from self.listed("lacking", header, lacking, top)
        header = self.header("party", "until", "shocked", "chance", "shocked", "mean", "shocked")
        lasting = [self._lasting(one) for one in within if one["cash"]]
        yield from self.listed("lasting", header, lasting, top)

    def sides(self, sides: Sequence[Record], top: int) -> list[Block]:
        """The effective number of partners, and the largest of them, before and after."""
        rows = [
            (
                self.name(one["id"]),
                told(one["side"], self._language, group="concentration"),
                *(self._number(one["effective_number"][side]) for side in ("base", "shocked")),
                *(self._largest(one["largest"][side]) for side in ("base", "shocked")),
            )
            for one in sides
        ]
        header = self.header("party", "side", "base", "shocked", "largest", "shocked")
        return self.listed("sides", header, rows, top)

    def deals(self, deals: Sequence[Record], together: Record, top: int) -> list[Block]:
        """Each deal alone, what the rest and the sum come to, and all at once."""
        told_of = [one for one in deals if any(one[key] for key in _LOSSES)]
        if not told_of:
            return []
        shown, rest = told_of[: max(top, 1)], told_of[max(top, 1) :]
        rows = [(self.what(one["id"]), *self._loss(one)) for one in shown]
        if rest:
            rows.append((self.say("others", count=number(len(rest))), *self._loss(_summed(rest))))
        if len(told_of) > 1:
            rows.append((self.say("sum"), *self._loss(_summed(told_of))))
            rows.append((self.say("together"), *self._loss(together)))
        header = self.header("deal", "lost", "within", "circulation", "needs_more", "loss")
        blocks = [Block(title=self.say("deals"), header=header, rows=rows)]
        return [*blocks, Block(title=self.say("add_up"), rows=[])] if len(told_of) > 1 else blocks

    def assumptions(self, found: Sequence[Record]) -> list[Block]:
        """What the figures of money take for granted."""
        return [Block(title=self.say("assumed"), rows=[(self.notice(one),) for one in found])] if found else []

    def limits(self, result: Record) -> list[Block]:
        """What each kind of figure is not."""
        shown = {
            "limits": result["shocks"],
            "limits_values": result["values"],
            "limits_rights": result["rights"]["ended"] or result["rights"]["answers"],
        }
        return [Block(title=self.say(key), rows=[]) for key, told_of in shown.items() if told_of]

    def _shock(self, place: int, one: Record) -> str:
        return self.say(
            f"act_{one['do']}",
            number=str(place),
            share=percent(100 * one["share"], self._language),
            paid=percent(100 * (1 - one["share"]), self._language),
            months=counted(one["months"], "month", self._language),
            which=self.which(one),
        )

    def _figure(self, result: Record, key: str) -> tuple[str, ...]:
        ends = [self._ends(result["ranges"][side].get(key)) for side in ("base", "shocked")]
        return (
            self.say(key),
            self.money(result["base"][key]),
            self.money(result["shocked"][key]),
            self.change(result["change"][key]),
            " → ".join(ends) if any(ends) else "",
        )

    def _ratio(self, result: Record) -> tuple[str, ...]:
        points = self.say("points", number=self.difference(100 * result["change"]["ratio"], 1))
        return (self.say("ratio"), *(self._share(result[side]["ratio"]) for side in ("base", "shocked")), points, "")

    def _needs(self, one: Record) -> tuple[str, ...]:
        cells = [self.money(one[key][side]) for key in ("receipts", "payments", "need") for side in ("base", "shocked")]
        return (self.name(one["id"]), *cells, self.change(one["need"]["change"]))

    def _less(self, one: Record) -> str:
        return self.money(-one["change"]) if one["change"] else ""

    def _lacking(self, one: Record) -> tuple[str, ...]:
        period = period_words(one["cash"]["period"], self._language)
        name = self.name(one["id"])
        cells = [(self.money(one[side]["gap"]), self._ends(one[side]["ranges"]["gap"])) for side in ("base", "shocked")]
        return (
            self.say("cash", name=name, period=period) if period else name,
            self.span(one["cash"]["range"]),
            *chain.from_iterable(cells),
        )

    def _lasting(self, one: Record) -> tuple[str, ...]:
        sides = [one[side] for side in ("base", "shocked")]
        return (
            self.name(one["id"]),
            *(self.day(side["runway"]) if side["runway"] else self.say("never") for side in sides),
            *(percent(100 * side["probability"], self._language) for side in sides),
            *(self.money(side["mean"]) for side in sides),
        )

    def _number(self, value: float | None) -> str:
        return self.say("nobody") if value is None else number(value, 2)

    def _largest(self, largest: Record | None) -> str:
        if largest is None:
            return ""
        return f"{self.name(largest['id'])} {percent(100 * largest['share'], self._language)}"

    def _loss(self, one: Record) -> tuple[str, ...]:
        return tuple(self.money(one[key]) for key in _LOSSES)


def _summed(deals: Sequence[Record]) -> dict[str, float | None]:
    """Each figure over deals; None where one of them was not worked out."""
    sums: dict[str, float | None] = {}
    for key in _LOSSES:
        found = [one[key] for one in deals]
        sums[key] = None if None in found else sum(found)
    return sums
