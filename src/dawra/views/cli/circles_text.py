"""The result of `circles` as something to read, in English and Arabic."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from dawra.views.cli.blocks import Block
from dawra.views.ledger_words import level_words
from dawra.views.wording import caption, counted, money, notice_words, number, percent, rate_lines, word

Record = Mapping[str, Any]

_FIGURES: Final = ("gross", "minimum_notional", "excess", "bilateral", "circulation")
_SHORT: Final = 12
"""Letters of a long deal id: `dawra deal` finds it by its start."""

LABELS: Final[dict[str, dict[str, str]]] = {
    "en": {
        "table": "All rows of the table",
        "view": "View: {view}",
        "window": "From {start} until before {end}",
        "always": "the beginning",
        "open": "the end",
        "unbounded": "no limit",
        "party": "Party",
        "in": "Gets",
        "out": "Pays",
        "net": "Net",
        "circulation": "Goes round",
        "range": "Could be",
        "parties": "Parties",
        "deals": "What the circulation would lose without each deal",
        "deal": "Deal",
        "delta": "Less by",
        "untold": "not computed",
        "expected": "On average, since {deals} may not come about",
        "give_or_take": "give or take {error}",
        "nine_in_ten": "Circular flow in nine cases of ten",
        "drawn": "By {count} random draws; give or take is the standard error",
        "without_amount": "Deals that name no amount and count 0",
        "notices": "Notices",
        "circles": "A circle's amount is its smallest leg. Circles share legs, so never add the amounts up.",
        "more": "{count} more with --top or --json",
        "incomplete": "Not all circles were searched for; none that is missing is larger.",
    },
    "ar": {
        "table": "كل صفوف الجدول",
        "view": "النظرة: {view}",
        "window": "من {start} إلى ما قبل {end}",
        "always": "البداية",
        "open": "النهاية",
        "unbounded": "بلا حد",
        "party": "الطرف",
        "in": "يتلقى",
        "out": "يدفع",
        "net": "الصافي",
        "circulation": "يدور",
        "range": "المدى",
        "parties": "الأطراف",
        "deals": "ما ينقص من التدفق الدائري من دون كل صفقة",
        "deal": "الصفقة",
        "delta": "النقص",
        "untold": "لم يُحسب",
        "expected": "في المتوسط، إذ قد لا تتم {deals}",
        "give_or_take": "بزيادة أو نقص {error}",
        "nine_in_ten": "التدفق الدائري في تسع حالات من عشر",
        "drawn": "بسحب عشوائي تكرر {count} مرة، والزيادة أو النقص هو الخطأ المعياري",
        "without_amount": "صفقات لا تذكر مبلغًا فتُحسب صفرًا",
        "notices": "ملاحظات",
        "circles": "مبلغ الحلقة أصغر خطواتها. وقد تشترك الحلقات في خطوات، فلا يجوز جمع مبالغها.",
        "more": "{count} أخرى مع --top أو --json",
        "incomplete": "لم يشمل البحث كل الحلقات، وليس فيما تُرك ما هو أكبر.",
    },
}


def circles_blocks(result: Record, top: int, language: str, *, ledger: bool) -> list[Block]:
    """The headline figures, the parties, the largest circles down to their deals, and the notices."""
    text = Words(result["currency"], language, ledger=ledger)
    blocks = [Block(title=text.scope(result), rows=text.figures(result))]
    blocks += text.expected(result["expected"])
    if result["parties"]:
        blocks.append(
            Block(
                title=text.label("parties"),
                header=tuple(text.label(key) for key in ("party", "in", "out", "net", "circulation", "range")),
                rows=[text.party(party) for party in result["parties"]],
            )
        )
    blocks += text.circles(result["cycles"], top)
    if result["deals"]:
        shown = result["deals"][: max(top, 1)]
        blocks.append(
            Block(
                title=text.label("deals"),
                header=tuple(text.label(key) for key in ("deal", "delta", "circulation", "range")),
                rows=[text.share(deal) for deal in shown],
            )
        )
    return blocks + text.ending(result, top, complete=result["cycles_complete"])


class Words:
    """Values of one result in the words of one language."""

    def __init__(self, currency: str | None, language: str, *, ledger: bool) -> None:
        self._currency = currency
        self._language = language
        self._ledger = ledger

    def label(self, key: str, **slots: str) -> str:
        """A word of this table in the language of the result."""
        return LABELS[self._language][key].format(**slots)

    def money(self, value: float | str | None) -> str:
        """An amount; "unbounded" and None have words of their own."""
        if value is None:
            return self.label("untold")
        if isinstance(value, str):
            return self.label(value)
        if self._currency is None:
            return number(value)
        sign = "-" if value < 0 else ""
        return sign + money(round(abs(value), 2), self._currency, self._language)

    def name(self, party: str) -> str:
        """A table's ids are shown as written, a ledger's by the registry."""
        return caption(party, None, self._language) if self._ledger else party

    def deal(self, deal: str) -> str:
        """A deal's id, of a ledger its start."""
        return deal[:_SHORT] if self._ledger else deal

    def scope(self, result: Record) -> str:
        """What the figures are about: view, window and level."""
        view, window = result["view"], result["window"]
        parts = [self.label("view", view=word("view", view, self._language)) if view else self.label("table")]
        parts.append(word("graph", result["graph"], self._language))
        if window:
            start, end = window[0] or self.label("always"), window[1] or self.label("open")
            parts.append(self.label("window", start=start, end=end))
        if result["level"]:
            parts.append(level_words(result["level"], self._language))
        return "، ".join(parts) if self._language == "ar" else ", ".join(parts)

    def figures(self, result: Record) -> list[tuple[str, ...]]:
        """The headline figures with their ranges."""
        rows: list[tuple[str, ...]] = [
            (
                word("page", f"figure_{key}", self._language),
                self.money(result[key]),
                self._ends(result["ranges"].get(key)),
            )
            for key in _FIGURES
        ]
        ends = result["ranges"].get("ratio")
        spread = f"{self._share(ends[0])} … {self._share(ends[1])}" if ends and ends[0] != ends[1] else ""
        rows.append((word("page", "figure_ratio", self._language), self._share(result["ratio"]), spread))
        return rows

    def expected(self, means: Record | None) -> list[Block]:
        """What goes round on average, where some deals may not come about."""
        if not means or not means["uncertain"]:
            return []
        title = self.label("expected", deals=counted(means["uncertain"], "deal", self._language))
        errors = means["standard_error"] or {}
        off = {key: error for key, error in errors.items() if error}
        rows: list[tuple[str, ...]] = [
            (
                word("page", f"figure_{key}", self._language),
                self.money(means[key]),
                self.label("give_or_take", error=self.money(off[key])) if key in off else "",
            )
            for key in ("gross", "circulation")
        ]
        if means["ratio"] is not None:
            error = self.label("give_or_take", error=self._share(off["ratio"])) if "ratio" in off else ""
            rows.append((word("page", "figure_ratio", self._language), self._share(means["ratio"]), error))
        if means["quantiles"]:
            low, _, high = means["quantiles"]["circulation"].values()
            rows.append((self.label("nine_in_ten"), f"{self.money(low)} … {self.money(high)}", ""))
        if means["method"] == "sampled" and means["draws"]:
            rows.append((self.label("drawn", count=number(means["draws"])), "", ""))
        return [Block(title=title, rows=rows)]

    def share(self, deal: Record) -> tuple[str, ...]:
        """A deal with what the circulation would lose without it, and what of its own legs goes round."""
        amounts = [self.money(deal[key]) for key in ("delta", "circulation")]
        return (self.deal(deal["id"]), *amounts, self._ends(deal["range"]))

    def party(self, party: Record) -> tuple[str, ...]:
        """What a party gets and pays, and what of it circulates."""
        amounts = [self.money(party[key]) for key in ("in", "out", "net", "circulation")]
        return (self.name(party["id"]), *amounts, self._ends(party["range"]))

    def circles(self, cycles: Sequence[Record], top: int) -> list[Block]:
        """Each circle as a table of its legs with the deals behind them."""
        title = word("page", "circles_title", self._language)
        if not cycles:
            return [Block(title=title, rows=[(word("page", "circles_none", self._language),)])]
        arrow = word("page", "arrow", self._language)
        blocks = [Block(title=title, rows=[(line,) for line in self.about()])]
        for place, cycle in enumerate(cycles[:top], start=1):
            way = arrow.join(map(self.name, [*cycle["parties"], cycle["parties"][0]]))
            blocks.append(
                Block(
                    title=f"{place}. {self.worth(cycle)}  {way}",
                    rows=[
                        (
                            f"{self.name(leg['from'])}{arrow}{self.name(leg['to'])}",
                            self.money(leg["amount"]),
                            f" {self.behind(leg)}".rstrip(),
                        )
                        for leg in cycle["legs"]
                    ],
                    words=True,
                )
            )
        return blocks + self.more(len(cycles), top)

    def about(self) -> list[str]:
        """What the amounts of circles mean."""
        return [self.label("circles")]

    def worth(self, cycle: Record) -> str:
        """What can go round a circle."""
        return self.money(cycle["value"])

    def behind(self, leg: Record) -> str:
        """The deals of a leg."""
        return ", ".join(map(self.deal, leg["deals"]))

    def rates(self, rates: Sequence[Record], top: int) -> list[Block]:
        """By which rates sums in other currencies were converted."""
        if not rates:
            return []
        told = rate_lines(rates, self._language)
        lines = [word("rates", "about", self._language), *told[:top]]
        if (more := len(told) - top) > 0:
            lines.append(self.label("more", count=str(more)))
        return [Block(title=word("rates", "title", self._language), rows=[(line,) for line in lines])]

    def ending(self, result: Record, top: int, *, complete: bool = True) -> list[Block]:
        """What stands below every figure: deals without an amount, rates, and notices."""
        bare = result["without_amount"]
        blocks = [Block(title=self.label("without_amount"), rows=[(self.deal(deal),) for deal in bare[:top]])]
        told = [*blocks, *self.more(len(bare), top)] if bare else []
        return told + self.rates(result.get("rates", ()), top) + self.notices(result["notices"], complete=complete)

    def more(self, count: int, top: int) -> list[Block]:
        """How many rows are not shown."""
        return [Block(title=self.label("more", count=str(count - top)), rows=[])] if count > top else []

    def notices(self, notices: Sequence[Record], *, complete: bool) -> list[Block]:
        """What a reader has to know beside the figures."""
        lines = [(notice_words(notice, self._currency, self._language),) for notice in notices]
        if not complete:
            lines.append((self.label("incomplete"),))
        return [Block(title=self.label("notices"), rows=lines)] if lines else []

    def difference(self, value: float, places: int) -> str:
        """A number with its sign; none where it is nothing to so many places."""
        shown = round(value, places) or 0
        return ("+" if shown > 0 else "") + number(shown, places)

    def _ends(self, ends: Sequence[float | str] | None) -> str:
        """A range, nothing where it is one value."""
        if ends is None or ends[0] == ends[1]:
            return ""
        return f"{self.money(ends[0])} … {self.money(ends[1])}"

    def _share(self, ratio: float) -> str:
        return percent(100 * ratio, self._language)
