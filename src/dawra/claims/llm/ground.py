"""From a model's reply to claims: a value stands only where the text says it, by our own reading of the words.

The model points, this module looks. A quote is searched for in the text; numbers, dates and names at that place are
read by the same readers as everywhere in this room; what is not there, or reads otherwise, is dropped with a notice.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Final

from dawra.claims.claim import Capacity, DealClaim, Evidence, FactClaim, Mention, Notice, RoleParty, Shares, Term
from dawra.claims.find_parties import find_parties
from dawra.claims.find_values import Aligner
from dawra.claims.folded import Folded
from dawra.claims.lay_out import lay_out
from dawra.claims.llm import reply
from dawra.claims.mention import PartyMention
from dawra.claims.page import Page
from dawra.claims.read_amounts import Amounts, read_amounts
from dawra.claims.read_dates import DateMention, read_dates
from dawra.documents import Document
from dawra.parties import registry, slug
from dawra.values import KINDS, Amount, PartialDate, Span

NOT_IN_TEXT: Final = "llm-not-in-text"
DIFFERS: Final = "llm-value-differs"
NOT_PROVEN: Final = "llm-status-not-proven"
NO_PARTIES: Final = "deal-without-parties"

_FIRM: Final = frozenset({"signed", "completed"})
"""What nobody may take a model's word for."""
_SUREST: Final = 0.9
_LONGEST_PARTICLES: Final = 3


@dataclass
class _Claim:
    """One claim while it is proved: its place, its evidence, and how many of the model's values held."""

    place: Span
    evidence: list[Evidence] = field(default_factory=list)
    held: int = 0
    dropped: int = 0

    def prove(self, path: str, *spans: Span) -> None:
        """Words that bear a value out."""
        self.evidence += [Evidence(field=path, span=span) for span in spans]
        self.held += 1


class Grounds:
    """One document, laid out once, in which the values of replies are looked up."""

    def __init__(self, document: Document) -> None:
        self._text = document.text
        self._page: Page = lay_out(document)
        self._parties, self._publishers = find_parties(self._page)
        self._amounts: Amounts = read_amounts(self._page)
        self._dates: list[DateMention] = read_dates(self._page)
        self._folded = Folded.of(document.text)
        self._starts = [token.start for token in self._page.tokens]
        self._ends = [token.end for token in self._page.tokens]
        self.notices: list[Notice] = []

    def deal(self, said: reply.Deal) -> DealClaim | None:
        """The claim that the text bears out; None where it does not tell the deal or its parties."""
        place = self.find(said.quote) or self.find(said.status_quote)
        if place is None:
            self._notice(NOT_IN_TEXT, None)
            return None
        claim = _Claim(place)
        claim.prove("kind", place)
        parties = self._roles(claim, said.parties)
        roles = {party.role for party in parties}
        if not parties or any(role.least and role.name not in roles for role in KINDS[said.kind].roles):
            self._notice(NO_PARTIES, place)
            return None
        status = self._status(claim, said)
        amount = self._amount(claim, "amount", said.amount)
        increase = self._amount(claim, "increase", said.increase)
        valuation = self._amount(claim, "valuation", said.valuation)
        years = self._figure(claim, "term", said.years, "year")
        start, end = self._day(claim, "term", said.start), self._day(claim, "term", said.end)
        shares = self._figure(claim, "shares/count", said.shares, "shares")
        built = DealClaim(
            kind=said.kind,
            parties=tuple(parties),
            status=status,
            amount=amount,
            increase=increase,
            valuation=valuation,
            term=Term(years=years, start=start, end=end) if years or start or end else None,
            capacity=tuple(self._capacity(claim, said.capacity)),
            products=tuple(self._words(claim, "products", said.products)),
            stake_percent=self._figure(claim, "stake_percent", said.stake_percent, "percent"),
            percent=self._figure(claim, "percent", said.percent, "percent"),
            shares=Shares(count=int(shares)) if shares and shares == shares.to_integral_value() else None,
            exclusive=self._exclusive(claim, said.exclusive),
            date=self._day(claim, "date", said.date),
            closing=self._day(claim, "closing", said.closing),
            conditions=tuple(self._conditions(claim, said.conditions)),
            source=next(iter(self._words(claim, "source", [said.source] if said.source else [])), None),
        )
        sure = round(_SUREST * claim.held / (claim.held + claim.dropped), 2)
        return replace(built, evidence=tuple(dict.fromkeys(claim.evidence)), confidence=sure)

    def fact(self, said: reply.Fact) -> FactClaim | None:
        """The fact that the text bears out; None where its party or its figure is not there."""
        place = self.find(said.quote)
        if place is None:
            self._notice(NOT_IN_TEXT, None)
            return None
        claim = _Claim(place)
        claim.prove("metric", place)
        claim.prove("status", place)
        party = self._mention(claim, "party", said.party)
        amount = self._amount(claim, "amount", said.amount)
        percent = self._figure(claim, "percent", said.percent, "percent")
        if party is None or (amount is None and percent is None):
            return None
        return FactClaim(
            party=party,
            metric=said.metric,
            status=said.status,
            amount=amount,
            percent=percent,
            of=self._mention(claim, "of", said.of) if said.of else None,
            period=self._period(claim, said.period),
            evidence=tuple(dict.fromkeys(claim.evidence)),
        )

    def find(self, quote: str, near: Span | None = None) -> Span | None:
        """Where the text says these words: inside ``near``, else closest to it, else first."""
        found = list(self._folded.words(quote))
        if near is None or not found:
            return found[0] if found else None
        return min(found, key=lambda span: (max(near.start - span.end, span.start - near.end, 0), span.start))

    def _look(self, claim: _Claim, quote: str) -> Span | None:
        """Where a value's words stand; their absence is a notice."""
        span = self.find(quote, claim.place)
        if span is None:
            self._miss(claim, NOT_IN_TEXT, claim.place)
        return span

    def _miss(self, claim: _Claim, code: str, span: Span) -> None:
        claim.dropped += 1
        self._notice(code, span)

    def _notice(self, code: str, span: Span | None) -> None:
        self.notices.append(Notice(code=code, span=span or Span.cut(self._text, 0, 0)))

    def _roles(self, claim: _Claim, parties: Sequence[reply.Party]) -> list[RoleParty]:
        found: list[RoleParty] = []
        for said in parties:
            mention = self._mention(claim, f"parties/{len(found)}", said)
            if mention is None:
                continue
            party = RoleParty(role=said.role, id=mention.id, name=mention.name)
            if any((other.role, other.id or other.name) == (party.role, party.id or party.name) for other in found):
                claim.evidence.pop()
            else:
                found.append(party)
        return found

    def _mention(self, claim: _Claim, path: str, said: reply.Party | reply.Who) -> Mention | None:
        """A party as the text names it. Its id comes from the name, never from the model."""
        span = self._look(claim, said.name)
        if span is None:
            return None
        seen = self._seen(span)
        if seen is not None:
            span = Span.cut(self._text, seen.start, seen.end)
        claim.prove(path, span)
        if not said.named:
            return Mention(name=span.text)
        known = registry().find(span.text)
        party_id = seen.id if seen and seen.id else known.id if known else None
        return Mention(name=span.text, id=party_id or (seen.key if seen else slug(span.text)) or None)

    def _seen(self, span: Span) -> PartyMention | None:
        """The mention that the words are, or that holds them: a longer name is another party."""
        around = [m for m in self._parties if m.start < span.end and span.start < m.end]
        for mention in around:
            if mention.end >= span.end and (mention.start <= span.start or mention.particles):
                return mention
            if (
                mention.start >= span.start
                and mention.end == span.end
                and mention.start - span.start <= _LONGEST_PARTICLES
            ):
                return mention
        return None

    def _status(self, claim: _Claim, said: reply.Deal) -> str:
        """The model's status, unless it is firmer than any word there is for it."""
        span = self.find(said.status_quote, claim.place)
        if span is None:
            self._miss(claim, NOT_IN_TEXT, claim.place)
        else:
            claim.prove("status", span)
        where = [place for place in (span, claim.place) if place is not None]
        if span is None:
            claim.evidence.append(Evidence(field="status", span=claim.place))
        if said.status in _FIRM and not any(
            self._says("statuses", said.status, *self._tokens(place)) for place in where
        ):
            self._miss(claim, NOT_PROVEN, where[0])
            return "announced"
        status: str = said.status
        return status

    def _says(self, section: str, key: str, first: int, last: int) -> bool:
        """Whether a phrase of the lexicon for this key stands at tokens ``[first, last)``."""
        return any(hit.key == key for hit in self._page.between(section, first, last))

    def _amount(self, claim: _Claim, path: str, said: reply.Sum | None) -> Amount | None:
        """The sum as we read it at that place, where it is the model's sum too."""
        span = self._look(claim, said.quote) if said else None
        if said is None or span is None:
            return None
        first, last = self._tokens(span)
        wanted = {Decimal(str(value)) for value in (said.low, said.high) if value is not None}
        for money in self._amounts.money:
            if money.first >= last or money.last <= first or money.amount.currency != said.currency:
                continue
            record = money.amount.to_json()
            read = {Decimal(str(record[end])) for end in ("low", "high") if record[end] is not None}
            if read == wanted:
                at = self._page.span(min(first, money.first), max(last, money.last))
                claim.prove(path, at)
                return self._qualified(money.amount, said, first, last)
        self._miss(claim, DIFFERS, span)
        return None

    def _qualified(self, amount: Amount, said: reply.Sum, first: int, last: int) -> Amount:
        """Our sum, with the model's qualifier and period where we have none and a word of the quote says them."""
        qualifier, per = amount.qualifier, amount.per
        if qualifier == "exact" and self._says("qualifiers", said.qualifier, first, last):
            qualifier = said.qualifier
        if per == "total" and self._says("pers", said.per, first, last):
            per = said.per
        if (qualifier, per) == (amount.qualifier, amount.per) or amount.low is None:
            return amount
        low = None if qualifier in {"up_to", "less_than"} else amount.low
        high = None if qualifier in {"at_least", "more_than"} else amount.high
        return replace(amount, low=low, high=high, qualifier=qualifier, per=per)

    def _figure(self, claim: _Claim, path: str, said: reply.Figure | None, unit: str) -> Decimal | None:
        """A number with its unit, as we read it at that place."""
        span = self._look(claim, said.quote) if said else None
        if said is None or span is None:
            return None
        first, last = self._tokens(span)
        for quantity in self._amounts.quantities:
            if quantity.unit != unit or quantity.first >= last or quantity.last <= first:
                continue
            if quantity.value == Decimal(str(said.value)):
                claim.prove(path, self._page.span(quantity.first, quantity.last))
                return quantity.value
        self._miss(claim, DIFFERS, span)
        return None

    def _capacity(self, claim: _Claim, quantities: Sequence[reply.Quantity]) -> Iterable[Capacity]:
        count = 0
        for said in quantities:
            value = self._figure(claim, f"capacity/{count}", said, said.unit)
            if value is not None:
                count += 1
                yield Capacity(value=value, unit=said.unit)

    def _words(self, claim: _Claim, path: str, quotes: Sequence[str]) -> list[str]:
        """Words that stand for themselves, as the text writes them, each once."""
        found: list[str] = []
        for quote in quotes:
            span = self._look(claim, quote)
            if span is not None and span.text not in found:
                claim.prove(f"{path}/{len(found)}" if path == "products" else path, span)
                found.append(span.text)
        return found

    def _exclusive(self, claim: _Claim, said: reply.Exclusive | None) -> bool | None:
        span = self._look(claim, said.quote) if said else None
        if said is None or span is None:
            return None
        claim.prove("exclusive", span)
        return said.value

    def _conditions(self, claim: _Claim, conditions: Sequence[reply.Condition]) -> Iterable[str]:
        found: list[str] = []
        for said in conditions:
            span = None if said.value in found else self._look(claim, said.quote)
            if span is not None:
                claim.prove(f"conditions/{len(found)}", span)
                found.append(said.value)
        return found

    def _day(self, claim: _Claim, path: str, said: reply.Day | None) -> PartialDate | None:
        span = self._look(claim, said.quote) if said else None
        if said is None or span is None:
            return None
        proof = self._says_day(span, said.value)
        if not proof:
            self._miss(claim, DIFFERS, span)
            return None
        claim.prove(path, *proof)
        return PartialDate(said.value)

    def _period(self, claim: _Claim, said: reply.Period | None) -> str | None:
        span = self._look(claim, said.quote) if said else None
        if said is None or span is None:
            return None
        proof = [self._says_day(span, part) for part in said.value.split("/")]
        if not all(proof):
            self._miss(claim, DIFFERS, span)
            return None
        claim.prove("period", *(place for places in proof for place in places))
        return said.value

    def _says_day(self, span: Span, iso: str) -> list[Span]:
        """Where these words give a date at least as fine as this one, counted from the day of printing if need be."""
        try:
            day = PartialDate(iso)
        except ValueError:
            return []
        for mention in self._dates:
            if mention.start < span.end and span.start < mention.end and f"{mention.date.iso}-".startswith(f"{iso}-"):
                return [Span.cut(self._text, mention.start, mention.end)]
        found = Aligner(span.text).date(day)
        return [Span.cut(self._text, span.start + part.start, span.start + part.end) for part in found]

    def _tokens(self, span: Span) -> tuple[int, int]:
        """The tokens ``[first, last)`` that a span touches."""
        return bisect_right(self._ends, span.start), bisect_left(self._starts, span.end)
