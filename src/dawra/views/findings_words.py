"""The values of the findings in the words of one language, for a page of Markdown."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from dawra.views.markdown import code, escaped
from dawra.views.wording import (
    amount_words,
    caption,
    date_words,
    deal_sentence,
    fill,
    isolate,
    join,
    money,
    number,
    sentence_case,
    word,
)
from dawra.views.wording import percent as per_cent
from dawra.views.wording.counting import significant
from dawra.views.wording.isolates import Isolated
from dawra.views.wording.words import table

Record = Mapping[str, Any]
Row = tuple[str, ...]

_SHORT: Final = 12
_DIGITS: Final = 12
_DECIMALS: Final = 2
_HEADERS: Final = (("findings", "column_"), ("trace", "column_"), ("page", "figure_"), ("page", "column_"))


class FindingsWords:
    """Parties, deals, sums and shares of one result, safe in Markdown."""

    def __init__(self, result: Record, language: str) -> None:
        self._result = result
        self._language = language
        self._currency = result["currency"] or ""
        self._names = {
            party["id"]: party["name"] for deal in result["deals"].values() for party in deal["parties"] if party["id"]
        }

    def say(self, key: str, **slots: str | None) -> Isolated:
        """A sentence of the page."""
        return fill(word("findings", key, self._language), slots)

    def header(self, *keys: str) -> Row:
        """Titles of columns, from the first group of words that has one."""
        words = table(self._language)
        return tuple(
            sentence_case(
                next(words[group][prefix + key] for group, prefix in _HEADERS if prefix + key in words[group])
            )
            for key in keys
        )

    def money(self, value: float | str | None) -> str:
        """An amount to three digits; "unbounded" and None have words of their own."""
        if value is None:
            return self.say("unknown")
        if isinstance(value, str):
            return self.say("no_limit")
        return money(value, self._currency, self._language, rounded=True)

    def percent(self, share: float | None) -> str:
        """A share in per cent."""
        return self.say("unknown") if share is None else per_cent(100 * share, self._language)

    def name(self, party: str) -> Isolated:
        """A party by the registry, else as the deals write it."""
        return Isolated(isolate(escaped(caption(party, self._names.get(party), self._language))))

    def deal(self, deal: str) -> Isolated:
        """A deal as a sentence with its day and the id by which it opens."""
        record = self._result["deals"].get(deal)
        if record is None:
            return Isolated(code(deal[:_SHORT]) if deal else escaped(word("trace", "no_deal", self._language)))
        return self.say(
            "listed_id",
            deal=Isolated(escaped(deal_sentence(record, self._language))),
            date=date_words(record["date"], self._language) if record["date"] else None,
            id=Isolated(code(deal[:_SHORT])),
        )

    @property
    def shown(self) -> Record:
        """The circles of the view that the page is about."""
        found: Record = self._result["circles"][self._result["view"]]
        return found

    def status(self, deal: str) -> str:
        """The status of a deal."""
        record = self._result["deals"].get(deal)
        return word("status", record["status"], self._language) if record else ""

    def total(self, side: Record) -> str:
        """All of a side; at most that a year where a term is not known."""
        if side["total"] is None:
            return self.say("unknown")
        ceiling = any(share["ceiling"] for share in side["shares"])
        amount = {"low": None if ceiling else side["total"], "high": side["total"], "currency": self._currency}
        return amount_words(
            {**amount, "per": side["per"], "qualifier": "up_to" if ceiling else "exact"}, self._language
        )

    def way(self, parties: Sequence[str], *, closed: bool = True) -> Isolated:
        """The way of money from party to party, back to the first where it is ``closed``."""
        way = [*parties, parties[0]] if closed else parties
        return Isolated(word("page", "arrow", self._language).join(map(self.name, way)))

    def parties(self, parties: Sequence[str]) -> Isolated:
        """Several parties in a row."""
        return join([self.name(party) for party in parties], self._language)

    def ends(self, ends: Sequence[Any] | None, show: Callable[[Any], str]) -> str:
        """A range, one value where both ends are the same, nothing where there is none."""
        if ends is None:
            return ""
        shown = [self.say("no_limit") if isinstance(end, str) else show(end) for end in ends]
        return shown[0] if ends[0] == ends[1] else f"{shown[0]} … {shown[1]}"

    def number(self, value: float | None) -> str:
        """A number with two decimals at most."""
        return self.say("unknown") if value is None else number(value, _DECIMALS)


def chance_words(value: float) -> str:
    """A probability to three digits, however small."""
    return number(significant(Decimal(str(value))), _DIGITS)
