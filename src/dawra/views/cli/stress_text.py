"""The result of `stress` as something to read, in English and Arabic."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from dawra.views.cli.blocks import Block
from dawra.views.cli.circles_text import Words
from dawra.views.ledger_words import level_words, told
from dawra.views.wording import (
    counted,
    date_words,
    deal_sentence,
    join,
    money,
    notice_words,
    number,
    percent,
    period_words,
    plain,
    word,
)

Record = Mapping[str, Any]

_GROUP: Final = "stress"
_SIDES: Final = ("base", "shocked", "change")
_SUMS: Final = ("money", "money_within", "gross", "circulation")
_PARTIES_NAMED: Final = frozenset({"cash-known", "parties-near"})
_TIME: Final = "stays"


def stress_blocks(result: Record, top: int, language: str, *, records: Mapping[str, Record] | None) -> list[Block]:
    """What is struck, every figure before and after, the parties and the deals that carry it, and what is assumed.

    ``records`` are the ledger's deals by their ids, None for a table's.
    """
    text = _Text(result["currency"], language, records)
    return [
        text.head(result),
        *text.shocks(result["shocks"], top),
        text.before_after(result),
        *text.parties(result["parties"], top),
        *text.sides(result["sides"], top),
        *text.deals(result["deals"], result["together"], top),
        text.assumptions(result["assumptions"]),
        *text.ending(result, top),
        Block(title=text.say("limits"), rows=[]),
    ]


class _Text(Words):
    """Values of one stress in the words of one language."""

    def __init__(self, currency: str | None, language: str, records: Mapping[str, Record] | None) -> None:
        super().__init__(currency, language, ledger=records is not None)
        self._records = records

    def say(self, key: str, **slots: str | None) -> str:
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

    def head(self, result: Record) -> Block:
        """The name, what it says, and what it is asked of."""
        scenario, comma = result["scenario"], "، " if self._language == "ar" else ", "
        parts = [
            self.label("view", view=word("view", result["view"], self._language)) if result["view"] else "",
            self.say("question", day=self._day(result["window"][0]), until=self._day(result["window"][1])),
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
        header = self._header("shock", "legs", "amount", "lost", "range")
        return self._listed("struck", header, rows, max(top, len(rows)))

    def before_after(self, result: Record) -> Block:
        """The figures of the whole network."""
        rows = [self._figure(result, key) for key in (*_SUMS, "circulation_within")]
        rows.insert(len(_SUMS), self._ratio(result))
        if result["change"]["self_funded"] is not None:
            rows.append(self._figure(result, "self_funded"))
        header = ("", *self._header(*_SIDES, "range"))
        return Block(title=self.say("before_after"), header=header, rows=rows)

    def parties(self, parties: Sequence[Record], top: int) -> Iterator[Block]:
        """Needs within the horizon, what else is paid less, and what is lacking where cash is known."""
        if not parties:
            yield Block(title=self.say("needs"), rows=[(self.say("nothing"),)])
        within = [one for one in parties if any(one[key]["change"] for key in ("receipts", "payments", "need"))]
        header = self._header("party", "receipts", "shocked", "payments", "shocked", "need", "shocked", "more")
        yield from self._listed("needs", header, [self._needs(one) for one in within], top)
        ever = [one for one in parties if one["receipts_ever"]["change"] or one["payments_ever"]["change"]]
        ever.sort(key=lambda one: one["receipts_ever"]["change"])
        yield from self._listed(
            "ever",
            self._header("party", "receipts_less", "payments_less"),
            [
                (self.name(one["id"]), self._less(one["receipts_ever"]), self._less(one["payments_ever"]))
                for one in ever
            ],
            top,
        )
        header = self._header("party", "cash", "base", "shocked")
        lacking = [self._lacking(one) for one in within if one["gap"]]
        yield from self._listed("lacking", header, lacking, top)

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
        header = self._header("party", "side", "base", "shocked", "largest", "shocked")
        return self._listed("sides", header, rows, top)

    def deals(self, deals: Sequence[Record], together: Record, top: int) -> list[Block]:
        """Each deal alone, what the rest and the sum come to, and all at once."""
        told_of = [one for one in deals if one["lost"] or one["lost_within"] or one["circulation"] or one["need"]]
        if not told_of:
            return []
        shown, rest = told_of[: max(top, 1)], told_of[max(top, 1) :]
        rows = [(self._what(one["id"]), *self._loss(one)) for one in shown]
        if rest:
            rows.append((self.say("others", count=number(len(rest))), *self._loss(_summed(rest))))
        if len(told_of) > 1:
            rows.append((self.say("sum"), *self._loss(_summed(told_of))))
            rows.append((self.say("together"), *self._loss(together)))
        header = self._header("deal", "lost", "within", "circulation", "needs_more")
        blocks = [Block(title=self.say("deals"), header=header, rows=rows)]
        return [*blocks, Block(title=self.say("add_up"), rows=[])] if len(told_of) > 1 else blocks

    def assumptions(self, found: Sequence[Record]) -> Block:
        """What the figures take for granted."""
        return Block(title=self.say("assumed"), rows=[(self._notice(one),) for one in found])

    def notices(self, notices: Sequence[Record], *, complete: bool) -> list[Block]:
        """As elsewhere, parties by their names."""
        return super().notices([self._readable(one) for one in notices], complete=complete)

    def _notice(self, notice: Record) -> str:
        return plain(notice_words(self._readable(notice), self._currency, self._language))

    def _readable(self, notice: Record) -> Record:
        """Parties by their names, a day in words."""
        code = notice["code"]
        shown = self.name if code in _PARTIES_NAMED else self._day if code == _TIME else str
        return {**notice, "names": [shown(name) for name in notice["names"]]}

    def _shock(self, place: int, one: Record) -> str:
        return self.say(
            f"act_{one['do']}",
            number=str(place),
            share=percent(100 * one["share"], self._language),
            paid=percent(100 * (1 - one["share"]), self._language),
            months=counted(one["months"], "month", self._language),
            which=self._which(one),
        )

    def _which(self, one: Record) -> str:
        """The money that is meant: what kind, in which state, of whom, and when."""
        which, comma = one["which"], "، " if self._language == "ar" else ", "
        vocabularies = {"kinds": "kind", "layers": "layer", "statuses": "status"}
        parts = [
            self._join([word(group, found, self._language) for found in which[key]])
            for key, group in vocabularies.items()
            if key in which
        ]
        parts += [
            self.say(key, names=self._join([self.name(party) for party in which[name]]))
            for name, key in (("payers", "by"), ("payees", "to"), ("parties", "of"))
            if name in which
        ]
        if "deals" in which:
            parts.append(self._join([self.deal(deal) for deal in which["deals"]]))
        if "excepted" in which:
            parts.append(self.say("except", names=self._join([self.deal(deal) for deal in which["excepted"]])))
        parts += [self.say(f"time_{key}", day=self._day(one[key])) for key in ("from", "until") if one[key] is not None]
        return comma.join(parts)

    def _join(self, names: Sequence[str]) -> str:
        return plain(join(names, self._language))

    def _day(self, iso: str) -> str:
        return date_words(iso, self._language)

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
        period = period_words(one["opening"]["period"], self._language)
        name = self.name(one["id"])
        return (
            self.say("cash", name=name, period=period) if period else name,
            self._span(one["opening"]["range"]),
            *(self._span(one["gap"][side]) for side in ("base", "shocked")),
        )

    def _span(self, ends: Sequence[float | str]) -> str:
        return self.money(ends[0]) if ends[0] == ends[1] else self._ends(ends)

    def _number(self, value: float | None) -> str:
        return self.say("nobody") if value is None else number(value, 2)

    def _largest(self, largest: Record | None) -> str:
        if largest is None:
            return ""
        return f"{self.name(largest['id'])} {percent(100 * largest['share'], self._language)}"

    def _what(self, deal: str) -> str:
        """A deal in a sentence with the start of its id; of a table its id."""
        if not deal:
            return self.say("no_deal")
        if self._records is None:
            return deal
        return f"{plain(deal_sentence(self._records[deal], self._language))} ({self.deal(deal)})"

    def _loss(self, one: Record) -> tuple[str, ...]:
        return tuple(self.money(one[key]) for key in ("lost", "lost_within", "circulation", "need"))

    def _header(self, *keys: str) -> tuple[str, ...]:
        return tuple(self.say(f"column_{key}") for key in keys)

    def _listed(self, title: str, header: tuple[str, ...], rows: Sequence[tuple[str, ...]], top: int) -> list[Block]:
        """A table of the first rows, and how many more there are; nothing where there are none."""
        shown = max(top, 1)
        blocks = [Block(title=self.say(title), header=header, rows=rows[:shown]), *self.more(len(rows), shown)]
        return blocks if rows else []


def _summed(deals: Sequence[Record]) -> dict[str, float | None]:
    """Each figure over deals; None where one of them was not worked out."""
    sums: dict[str, float | None] = {}
    for key in ("lost", "lost_within", "circulation", "need"):
        found = [one[key] for one in deals]
        sums[key] = None if None in found else sum(found)
    return sums
