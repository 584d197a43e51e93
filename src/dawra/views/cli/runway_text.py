"""The result of `runway` as something to read, in English and Arabic."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final

from dawra.views.cli.blocks import Block
from dawra.views.cli.circles_text import Words
from dawra.views.implied_valuation import valuation_words
from dawra.views.ledger_words import level_words, told
from dawra.views.wording import counted, date_words, number, percent, period_words, word

Record = Mapping[str, Any]

_CASES: Final = ("all", "without_draws", "weighted")
_MOVED: Final = ("inflow", "draw", "obligation")
_MONTHS: Final = 3
_RARE: Final = 0.0005
_HAIR: Final = 1e-12
"""Probabilities are summed in floats."""


def runway_blocks(result: Record, top: int, language: str, *, ledger: bool) -> list[Block]:
    """The headline, the quarters, what may come about, what drives it, what was assumed, and what is beside it."""
    text = _RunwayWords(result["currency"], language, ledger=ledger)
    blocks = [Block(title=text.title(result), rows=text.figures(result)), *text.first(result)]
    blocks.append(text.quarters(result))
    blocks += text.drawn(result["distribution"])
    blocks += text.drivers(result, top)
    blocks += text.checks(result["checks"])
    blocks += text.valuations(result["valuations"], top)
    blocks += text.assumptions(result["assumptions"])
    return [*blocks, *text.ending(result, top), Block(title=text.say("limits"), rows=[])]


class _RunwayWords(Words):
    """Values of one runway in the words of one language."""

    def say(self, key: str, **slots: str | None) -> str:
        return told(key, self._language, group="runway", **slots)

    def title(self, result: Record) -> str:
        """Whose money, from when until when, and of what view."""
        view = result["view"]
        parts = [
            self.name(result["party"]),
            self.label("window", start=result["window"][0], end=result["window"][1]),
            self.label("view", view=word("view", view, self._language)) if view else self.label("table"),
        ]
        if result["level"]:
            parts.append(level_words(result["level"], self._language))
        return word("dates", "comma", self._language).join(parts)

    def figures(self, result: Record) -> list[tuple[str, ...]]:
        """The opening, and each case with what it lacks and the day on which money runs out."""
        opening = self.say("unknown") if result["opening"] is None else self.money(result["opening"])
        kind = "needs" if result["opening"] is None else "gap"
        rows: list[tuple[str, ...]] = [(self.say("opening"), opening, self._ends(result["ranges"].get("opening")), "")]
        for name in _CASES:
            case = result["cases"][name]
            ends = self._ends(result["ranges"].get(kind)) if name == "all" else ""
            rows.append((self.say(f"{kind}_{name}"), self.money(case[kind]), ends, self.lasts(case, kind)))
        if ends := self._ends(result["stated_ranges"].get(kind)):
            rows.append((self.say("stated"), "", ends, ""))
        return rows

    def first(self, result: Record) -> list[Block]:
        """What decides most of all, next to the figures: revenue that nobody stated, spending that no deal tells."""
        unstated = [one for one in result["assumptions"] if one["code"] == "revenue-unstated"]
        lines = [self.assumption(one) for one in unstated]
        lines += [self.spent(one) for one in result["beside"] if one["exceeds"]]
        return [Block(title=self.say("first"), rows=[(line,) for line in lines])] if lines else []

    def spent(self, one: Record) -> str:
        """By its own word the party spends more than is counted here."""
        start, after = one["window"]
        last = (date.fromisoformat(after) - timedelta(days=1)).isoformat()
        return self.say(
            f"spends_{one['metric']}",
            days=period_words(f"{start}/{last}", self._language),
            amount=self.money(one["amount"]),
            counted=self.money(one["counted"]),
        )

    def lasts(self, case: Record, kind: str) -> str:
        """The day on which money runs out; nothing where the opening is not known."""
        if kind == "needs":
            return ""
        if case["runway"] is None:
            return self.say("lasts")
        return self.say("runs_out", day=date_words(case["runway"], self._language))

    def quarters(self, result: Record) -> Block:
        """What comes in and goes out in each quarter if everything comes about, and what is left."""
        kept = "moved" if result["opening"] is None else "balance"
        columns = ("quarter", *_MOVED, kept, "lowest", "needs")
        keys = (*_MOVED, "balance", "lowest", "needs")
        return Block(
            title=self.say("quarters"),
            header=tuple(self.say(f"column_{key}") for key in columns),
            rows=[
                (self.quarter(one["start"], one["end"]), *(self.money(one[key]) for key in keys))
                for one in result["quarters"]
            ],
        )

    def quarter(self, start: str, end: str) -> str:
        """``Third quarter of 2026``, or the days of what is no whole quarter."""
        first, after = date.fromisoformat(start), date.fromisoformat(end)
        month = first.month + _MONTHS
        whole = first.day == after.day == 1 and (after.year - first.year) * 12 + after.month == month
        if whole and (first.month - 1) % _MONTHS == 0:
            return date_words(f"{first.year}-Q{(first.month + _MONTHS - 1) // _MONTHS}", self._language)
        return period_words(f"{start}/{after - timedelta(days=1)}", self._language)

    def drawn(self, found: Record) -> list[Block]:
        """How likely a gap is and how large, where anything is uncertain."""
        if not found["uncertain"]:
            return []
        what, errors = found["of"], found["standard_errors"]
        rows: list[tuple[str, ...]] = [
            (self.say(f"probability_{what}"), self.part(found["probability"]), self.error(errors["probability"])),
            (self.say(f"mean_{what}"), self.money(found["mean"]), self.error(errors["mean"], money=True)),
        ]
        for quantile, value in found["quantiles"].items():
            level = percent(100 * float(quantile), self._language)
            rows.append((self.say(f"quantile_{what}", level=level), self.money(value), ""))
        rows.append((self.say("shortfall"), self.money(found["expected_shortfall"]), ""))
        rows += [
            (
                self.say("runs_out_in", quarter=self.quarter(one["start"], one["end"])),
                self.part(one["probability"]),
                "",
            )
            for one in found["runway"] or ()
        ]
        deals = counted(found["uncertain"], "deal", self._language)
        title = self.say(found["method"], deals=deals, cases=number(found["cases"]))
        return [Block(title=title, rows=rows)]

    def drivers(self, result: Record, top: int) -> list[Block]:
        """The widest swings, each input at its two ends, and what it explains of all that may come about."""
        rows = [self.driver(one) for one in result["drivers"]]
        if not rows:
            return []
        kind = "needs" if result["opening"] is None else "gap"
        header = tuple(self.say(f"column_{key}") for key in ("input", f"{kind}_low", f"{kind}_high", "first", "total"))
        shown = max(top, 1)
        return [Block(title=self.say("drivers"), header=header, rows=rows[:shown]), *self.more(len(rows), shown)]

    def driver(self, one: Record) -> tuple[str, ...]:
        label = self.name(one["label"]) if one["label"] else ""
        named = word("dates", "comma", self._language).join(filter(None, (label, self.deal(one["deal"]))))
        chance = None if one["probability"] is None else self.part(one["probability"])
        what = self.say(f"input_{one['kind']}", name=named or self.say("unnamed"), probability=chance)
        effects = ("" if one[key] is None else self.part(one[key]) for key in ("first", "total"))
        return (what, self.money(one["low"]), self.money(one["high"]), *effects)

    def checks(self, found: Sequence[Record]) -> list[Block]:
        """What the party stated of itself, which is in no sum."""
        rows: list[tuple[str, ...]] = [
            (
                word("metric", one["metric"], self._language),
                period_words(one["period"], self._language),
                self.money(one["amount"]),
                self._ends(one["range"]),
                word("status", one["status"], self._language),
            )
            for one in found
        ]
        return [Block(title=self.say("checks"), rows=rows, words=True)] if rows else []

    def valuations(self, found: Sequence[Record], top: int) -> list[Block]:
        """What rounds imply of the party's worth beside what is stated; contradictions first."""
        ordered = sorted(found, key=lambda one: not one["contradicts"])
        rows: list[tuple[str, ...]] = [
            (
                self.deal(one["deal"]),
                self.interval(one["post"], one["currency"]),
                self.interval(one["pre"], one["currency"]),
                self.interval(one["stated"], one["currency"]) if one["stated"] else self.say("unstated"),
                self.say("contradicts") if one["contradicts"] else "",
            )
            for one in ordered
        ]
        if not rows:
            return []
        header = tuple(self.say(f"column_{key}") for key in ("deal", "post", "pre", "stated", "fits"))
        return [
            Block(title=self.say("valuations"), header=header, rows=rows[: max(top, 1)]),
            *self.more(len(rows), max(top, 1)),
        ]

    def interval(self, found: Record, currency: str) -> str:
        """Two ends of a valuation in its deal's currency, rounded as computed figures are."""
        return valuation_words(found, currency, self._language)

    def assumptions(self, found: Sequence[Record]) -> list[Block]:
        """All that the result rests on beside the deals' own words."""
        rows = [(self.assumption(one),) for one in found]
        return [Block(title=self.say("assumptions"), rows=rows)] if rows else []

    def assumption(self, one: Record) -> str:
        amount = None
        if one["amount"] is not None:
            exact = one["high"] == one["amount"]
            amount = self.money(one["amount"]) if exact else f"{self.money(one['amount'])} … {self.money(one['high'])}"
        label = one["label"]
        if one["code"] == "status":
            label = word("status", label, self._language)
        elif one["code"].startswith(("opening-stated", "revenue")) and label:
            label = period_words(label, self._language)
        last = one["end"] and (date.fromisoformat(one["end"]) - timedelta(days=1)).isoformat()
        days = None
        if one["start"]:
            span = one["start"] if last in {None, one["start"]} else f"{one['start']}/{last}"
            days = period_words(span, self._language)
        chance = one["probability"]
        return self.say(
            f"assume_{one['code'].replace('-', '_')}",
            label=label or None,
            amount=amount,
            days=days,
            start=one["start"] and date_words(one["start"], self._language),
            end=one["end"] and date_words(one["end"], self._language),
            deals=None if one["count"] is None else counted(one["count"], "deal", self._language),
            legs=None if one["count"] is None else counted(one["count"], "leg", self._language),
            probability=None if chance is None else self.part(chance),
            unsure=None if chance in {None, 1} else self.part(chance),
        )

    def part(self, ratio: float) -> str:
        """A share in per cent; what is rarer than shown is not nothing, and what is nearly all is not all."""
        if 0 < ratio < _RARE:
            return f"<{percent(200 * _RARE, self._language)}"
        if 1 - _RARE < ratio < 1 - _HAIR:
            return f">{percent(100 - 200 * _RARE, self._language)}"
        return percent(100 * ratio, self._language)

    def error(self, value: float, *, money: bool = False) -> str:
        """Give or take the standard error, nothing where it is exact."""
        if not value:
            return ""
        return self.label("give_or_take", error=self.money(value) if money else self.part(value))
