"""Who is hurt, as something to read: what creditors may lose, what holders lose on paper, and what may be done."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from dawra.claims.taxonomy import AXES
from dawra.views.cli.blocks import Block
from dawra.views.cli.stress_words import StressWords
from dawra.views.ledger_words import told
from dawra.views.right_words import scope_words
from dawra.views.wording import (
    number,
    percent,
    word,
)

Record = Mapping[str, Any]

_DEBTOR: Final = ("owes", "has", "defaults", "round")


class HurtWords(StressWords):
    """Losses, values and rights of one stress in the words of one language."""

    def losses(self, found: Record, top: int) -> Iterator[Block]:
        """What creditors may lose, by round, and who may not pay."""
        hit = [one for one in found["parties"] if any(one[side]["ranges"]["loss"][1] for side in ("base", "shocked"))]
        rows: list[tuple[str, ...]] = [self._loss_of(one) for one in hit]
        if hit:
            most = tuple(self.money(found["most"][side]) for side in ("base", "shocked"))
            rows = [*rows[: max(top, 1)], (self.say("all_creditors"), "", "", *most, "", "", "", "")]
            keys = ("party", "promised", "shocked", "loses", "shocked", "first", "shocked", "later", "shocked")
            yield Block(title=self.say("losses"), header=self.header(*keys), rows=rows)
            yield from self.more(len(hit), max(top, 1))
        debtors = [one for one in found["parties"] if any(one["base"][key] != one["shocked"][key] for key in _DEBTOR)]
        header = self.header("party", "owes", "shocked", "has", "shocked", "pays", "shocked")
        yield from self.listed("debtors", header, [self._debtor(one) for one in debtors], top)

    def values(self, found: Sequence[Record], top: int) -> list[Block]:
        """What holders of stakes lose on paper."""
        rows = [
            (
                self.say(
                    "stake",
                    holder=self.name(one["holder"]),
                    issuer=self.name(one["issuer"]),
                    share=percent(100 * one["stake"], self._language),
                ),
                self.span(one["valuation"]["range"]) if one["valuation"] else self.say("unknown"),
                self.span(one["lost"]) if one["lost"] else self.say("unknown"),
            )
            for one in found
        ]
        return self.listed("values", self.header("stake", "valuation", "value_lost"), rows, top)

    def rights(self, found: Record) -> Iterator[Block]:
        """Which rights end, what is answered before and after, and how many clash."""
        if found["ended"]:
            names = [
                self.say(
                    "right",
                    holder=self.name(one["holder"]),
                    grantor=self.name(one["grantor"]),
                    deal=self.deal(one["deal"] or one["id"]),
                )
                for one in found["ended"]
            ]
            clashes = self.say("clashes", **{side: number(found["conflicts"][side]) for side in ("base", "shocked")})
            yield Block(title=self.say("ended", names=self.join(names)), rows=[(clashes,)])
        rows = [
            (self._question(one["question"]), *(self._answer(one[side]) for side in ("base", "shocked")))
            for one in found["answers"]
        ]
        yield from self.listed("answers", self.header("question", "base", "shocked"), rows, len(rows))

    def _loss_of(self, one: Record) -> tuple[str, ...]:
        sides = [one[side] for side in ("base", "shocked")]
        return (
            self.name(one["id"]),
            *(self.money(side["promised"]) for side in sides),
            *(self.money(side["ranges"][key][1]) for key in ("loss", "first_round", "later_rounds") for side in sides),
        )

    def _debtor(self, one: Record) -> tuple[str, ...]:
        sides = [one[side] for side in ("base", "shocked")]
        return (
            self.name(one["id"]),
            *(self.money(side[key]) for key in ("owes", "has") for side in sides),
            *map(self._pays, sides),
        )

    def _pays(self, side: Record) -> str:
        if side["defaults"] is None:
            return self.say("may")
        if not side["defaults"]:
            return self.say("pays")
        return self.say("surely_round", round=str(side["round"])) if side["round"] else self.say("surely")

    def _question(self, asked: Record) -> str:
        slots = {axis: scope_words(axis, asked[axis], self._language) for axis in AXES if axis in asked}
        slots |= {"actor": self.name(asked["actor"]), "on": self.day(asked["on"])}
        return told("question", self._language, group="rights", **slots)

    def _answer(self, one: Record) -> str:
        answer = word("rights_answer", one["answer"].lower().replace(" ", "_"), self._language)
        return f"{answer}, {told('breach', self._language, group='rights')}" if one["breach"] else answer
