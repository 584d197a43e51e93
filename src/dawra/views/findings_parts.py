"""The rows and sentences of the page of findings, each figure as the measures gave it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from dawra.views.findings_words import FindingsWords, Row, chance_words
from dawra.views.markdown import code, escaped
from dawra.views.wording import counted, date_words, join, notice_words, number, word
from dawra.views.wording.isolates import Isolated

Record = Mapping[str, Any]

_SHORT: Final = 12
_THIN: Final = 0.01
_QUARTER: Final = "quarter"
_STATIC: Final = "static"
_SHOWN: Final = {"gross": "money", "circulation": "money", "ratio": "percent"}
_PARTS: Final = (("purchases", "self_funded", "part_purchase"), ("fundings", "returned", "part_funding"))


class Findings(FindingsWords):
    """One result in the words of one language."""

    def scope(self) -> str:
        """What all figures are about."""
        query = self._result["query"]
        known = query["known"]
        return self.say(
            "scope",
            as_of=date_words(query["as_of"], self._language),
            known=date_words(known, self._language) if known else self.say("anything"),
            view=word("view", self._result["view"], self._language),
            currency=self._currency or self.say("unknown"),
            level=word("level", query["level"], self._language),
        )

    def written(self) -> str:
        """The command that gives the page again, from the same ledger."""
        query = self._result["query"]
        given = {
            "--as-of": query["as_of"],
            "--known": query["known"],
            "--view": self._result["view"] if self._result["view"] != "announced" else None,
            "--level": query["level"] if query["level"] != "group" else None,
            "--currency": self._result["currency"],
            "--lang": self._language if self._language != "en" else None,
        }
        options = " ".join(f"{option} {value}" for option, value in given.items() if value)
        return self.say("written", command=Isolated(code(f"dawra findings {options}")))

    def views(self) -> Row:
        """The header of `rounds`."""
        return ("", *(word("view", view, self._language) for view in self._result["circles"]))

    def rounds(self) -> Iterator[Row]:
        """All that moves, what goes round, its share, and their means; a column for each view."""
        found, stated = self._result["circles"], self._result["stated"]
        for key, show in _SHOWN.items():
            shown = getattr(self, show)
            yield (f"**{word('page', f'figure_{key}', self._language)}**", *(shown(one[key]) for one in found.values()))
            for title, figures in (("range", found), ("stated", stated)):
                ends = (self.ends(one["ranges"].get(key), shown) for one in figures.values())
                yield (self.say(f"column_{title}"), *ends)
            means = (shown(one["expected"][key]) if one["expected"] else "—" for one in found.values())
            yield (self.say("column_mean"), *means)

    def mean(self) -> str:
        """What the averages are, where there are any."""
        means = self.shown["expected"]
        if not means or not means["uncertain"] or not means["quantiles"]:
            return ""
        low, _, high = means["quantiles"]["circulation"].values()
        return self.say(
            "mean",
            deals=counted(means["uncertain"], "deal", self._language),
            low=self.money(low),
            high=self.money(high),
        )

    def unbounded(self) -> str:
        """Why some range has no upper end."""
        ends = [one for found in self._result["circles"].values() for one in found["ranges"].values()]
        if not any("unbounded" in one for one in ends):
            return ""
        return self.say("unbounded", count=str(_noticed(self.shown["notices"], "amount-unknown")["count"] or 0))

    def paid_thin(self) -> str:
        """Why next to nothing goes round of what is paid."""
        paid, announced = (self._result["circles"][view]["ratio"] for view in ("paid", "announced"))
        return self.say("paid_thin") if paid < _THIN < announced else ""

    def vendors(self, found: Record) -> Iterator[Row]:
        """What each vendor paid for itself on one clock, those that finance and nothing can come back to last."""
        for one in found["vendors"]:
            figures = (self.money(one[key]) for key in ("finance", "receipts", "lower", "point", "upper"))
            share = f"{self.percent(one['share'])} ({self.ends(one['ranges']['share'], self.percent)})"
            yield (self.name(one["vendor"]), *figures, share if one["upper"] else self.percent(0))

    def joint(self, found: Record) -> str:
        """All vendors together."""
        ends = found["ranges"].get("joint")
        amount = self.money(found["joint"]) if ends is None else self.ends(ends, self.money)
        return self.say("joint", amount=amount)

    def lower_zero(self) -> str:
        """Why no least amount is known."""
        found = self._result["trace"][_QUARTER]
        unknown = _noticed(found["notices"], "openings-unknown")["count"]
        if not unknown or not found["vendors"] or any(one["lower"] for one in found["vendors"]):
            return ""
        return self.say("lower_zero", count=number(unknown))

    def order_matters(self) -> str:
        """Which vendors have something to show only where order does not count."""
        ordered = {one["vendor"]: one["upper"] for one in self._result["trace"][_QUARTER]["vendors"]}
        only = [
            one["vendor"]
            for one in self._result["trace"][_STATIC]["vendors"]
            if one["upper"] and not ordered.get(one["vendor"])
        ]
        return self.say("order_matters", vendors=self.parties(only)) if only else ""

    def years(self) -> Iterator[Row]:
        """Each year of each vendor to which something can come back."""
        for vendor, years in self._result["years"].items():
            for one in years:
                figures = (self.money(one[key]) for key in ("receipts", "lower", "point", "upper"))
                yield (self.name(vendor), str(one["year"]), *figures)

    def deltas(self, top: int) -> list[Row]:
        """The deals without which most would be lost."""
        deals = [deal for deal in self.shown["deals"] if deal["delta"]]
        deals.sort(key=lambda deal: (-deal["delta"], deal["id"]))
        return [
            (
                self.deal(deal["id"]),
                self.status(deal["id"]),
                self.money(deal["delta"]),
                self.money(deal["circulation"]),
                self.ends(deal["range"], self.money),
            )
            for deal in deals[:top]
        ]

    def parts(self, top: int) -> list[Row]:
        """The deals of which most is self-funded or came back, on both clocks."""
        amounts: dict[tuple[str, str, str], float] = {}
        parts: dict[tuple[str, str, str], dict[str, float]] = {}
        for clock, found in self._result["trace"].items():
            for vendor in found["vendors"]:
                for kind, part, phrase in _PARTS:
                    for one in vendor[kind]:
                        key = (one["deal"], vendor["vendor"], phrase)
                        amounts[key] = max(amounts.get(key, 0), one["amount"])
                        parts.setdefault(key, {})[clock] = one[part]
        ranked = sorted((key for key in parts if any(parts[key].values())), key=lambda k: (-max(parts[k].values()), k))
        return [
            (
                self.deal(key[0]),
                self.say(key[2], vendor=self.name(key[1])),
                self.money(amounts[key]),
                *(self.money(parts[key].get(clock, 0)) for clock in (_QUARTER, _STATIC)),
            )
            for key in ranked[:top]
        ]

    def circles_intro(self, dollars: Record) -> str:
        """What the circles come to."""
        return self.say("circles_intro", **{key: self.money(dollars[key]) for key in ("listed", "circulation")})

    def circle(self, cycle: Record) -> str:
        """A circle with the dollars of it that may be added up."""
        return self.say("circle", amount=self.money(cycle["dollars"]), way=self.way(cycle["parties"]))

    def steps(self, cycle: Record) -> Iterator[str]:
        """Each step with all that it moves, and the deals behind it that name an amount."""
        for leg in cycle["legs"]:
            deals = [deal for deal in leg["deals"] if deal not in self.shown["without_amount"]]
            yield self.say(
                "step",
                way=self.way([leg["from"], leg["to"]], closed=False),
                amount=self.money(leg["amount"]),
                deals=join([Isolated(code(deal[:_SHORT])) for deal in deals], self._language),
            )

    def chance(self, null: str, found: Record) -> str:
        """What the data have beside what chance gives."""
        measured = found["statistics"]
        lines = [self.say(f"chance_{null}", networks=self._networks(measured["circulation"]))]
        for key, show in (("pairs", number), ("circulation", self.money)):
            if one := measured.get(key):
                low, middle, high = map(show, one["quantiles"].values())
                slots = {"low": low, "middle": middle, "high": high, "p": chance_words(one["p"])}
                lines.append(self.say(f"chance_{key}", observed=show(one["observed"]), **slots))
        return " ".join(lines)

    def chance_notes(self, found: Record) -> str:
        """What p is, and what another test would have said."""
        lines = [self.say("chance_least", p=chance_words(found["statistics"]["circulation"]["resolution"]))]
        if (claim := found["stub_matching"]) and claim["p"] is not None:
            lost, legs = number(claim["legs"] - claim["kept"], 1), number(claim["legs"])
            lines.append(self.say("chance_common", p=chance_words(claim["p"]), lost=lost, legs=legs))
        return " ".join([*lines, self.say("chance_caution")])

    def dependence(self) -> list[Row]:
        """The sides of the main parties."""
        return [
            (
                self.name(side["id"]),
                word("concentration", side["side"], self._language),
                self.total(side),
                self.number(side["effective_number"]),
                self.ends(side["ranges"]["effective_number"], self.number),
                self.name(side["largest"]["id"])
                if side["largest"]
                else word("concentration", "nobody", self._language),
                self.percent(side["largest"]["share"]) if side["largest"] else "",
            )
            for found in self._result["concentration"]
            for side in found["parties"]
        ]

    def missing(self) -> list[Row]:
        """What each party must have had beside the deals, the most first."""
        sums: dict[str, float] = {}
        for one in self._result["trace"][_QUARTER]["unexplained"]:
            sums[one["party"]] = sums.get(one["party"], 0) + one["amount"]
        return [(self.name(party), self.money(sums[party])) for party in sorted(sums, key=lambda p: (-sums[p], p))]

    def unexplained(self) -> str:
        """How much of what was paid the ledger does not explain."""
        notice = _noticed(self._result["trace"][_QUARTER]["notices"], "unexplained-funding")
        return self.say("unexplained", amount=self.money(notice["amount"]))

    def notices(self, notices: Sequence[Record]) -> list[str]:
        """What a reader has to know beside the figures."""
        return [escaped(notice_words(notice, self._currency or None, self._language)) for notice in notices]

    def _networks(self, one: Record) -> Isolated:
        key = "compared_all" if one["method"] == "exact" else "compared_drawn"
        return self.say(key, networks=counted(one["compared"], "network", self._language))


def _noticed(notices: Sequence[Record], key: str) -> Record:
    """The notice of that code; one of nothing where there is none."""
    return next((notice for notice in notices if notice["code"] == key), {"count": 0, "amount": 0})
