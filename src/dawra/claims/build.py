"""From a candidate to a claim: every value with the words that prove it."""

from dataclasses import dataclass, field
from decimal import Decimal

from dawra.claims.candidate import Candidate
from dawra.claims.claim import Capacity, DealClaim, Evidence, RoleParty, Shares, Term
from dawra.claims.confidence import confidence
from dawra.claims.mention import particle_length
from dawra.claims.page import Page
from dawra.claims.read_amounts import Money
from dawra.claims.read_dates import DateMention
from dawra.claims.read_right import read_right
from dawra.values import KINDS, UNITS, Amount, PartialDate, Span


@dataclass
class _Proof:
    """The evidence of one claim as it grows; each value that is taken leaves its words here."""

    page: Page
    evidence: list[Evidence] = field(default_factory=list)

    def words(self, path: str, first: int, last: int) -> None:
        """Tokens ``[first, last)`` prove a value."""
        self.span(path, self.page.span(first, last))

    def span(self, path: str, span: Span) -> None:
        """A span proves a value."""
        self.evidence.append(Evidence(field=path, span=span))

    def amount(self, path: str, money: Money | None) -> Amount | None:
        """A sum."""
        if money is None:
            return None
        self.words(path, money.first, money.last)
        return money.amount

    def date(self, path: str, when: DateMention | None) -> PartialDate | None:
        """A date."""
        if when is None:
            return None
        self.span(path, self.page.cut(when.start, when.end))
        return when.date


@dataclass
class _Figures:
    """The quantities of a deal by what they say of it."""

    capacity: list[Capacity] = field(default_factory=list)
    stake: Decimal | None = None
    percent: Decimal | None = None
    count: int | None = None
    years: Decimal | None = None


def build_claim(page: Page, candidate: Candidate) -> DealClaim:
    """The record of one candidate."""
    proof = _Proof(page)
    proof.words("kind", candidate.trigger.first, candidate.trigger.last)
    parties = _parties(candidate, proof)
    amount = proof.amount("amount", candidate.money)
    increase = proof.amount("increase", candidate.increase)
    valuation = proof.amount("valuation", candidate.valuation)
    figures = _figures(candidate, proof)
    term_end = proof.date("term", candidate.term_end)
    products = _products(candidate, proof)
    date = proof.date("date", candidate.date)
    closing = proof.date("closing", candidate.closing)
    status = candidate.status_hit or candidate.trigger
    proof.words("status", status.first, status.last)
    for telling in candidate.tellings:
        _prove_again(candidate, telling, proof)
    conditions = _conditions(candidate, proof)
    if candidate.exclusive_hit is not None:
        proof.words("exclusive", candidate.exclusive_hit.first, candidate.exclusive_hit.last)
    if candidate.source_at is not None:
        proof.span("source", page.cut(*candidate.source_at))
    price = proof.amount("shares/price", candidate.price)
    right, of_right = read_right(page, candidate)
    proof.evidence += of_right
    known_term = figures.years is not None or term_end is not None
    return DealClaim(
        kind=candidate.kind,
        parties=parties,
        status=candidate.status,
        amount=amount,
        increase=increase,
        term=Term(years=figures.years, end=term_end) if known_term else None,
        capacity=tuple(figures.capacity),
        products=products,
        stake_percent=figures.stake,
        percent=figures.percent,
        shares=Shares(count=figures.count, price=price) if figures.count is not None or price else None,
        valuation=valuation,
        exclusive=candidate.exclusive,
        date=date,
        closing=closing,
        conditions=conditions,
        source=candidate.source,
        right=right,
        evidence=tuple(dict.fromkeys(proof.evidence)),
        confidence=confidence(candidate),
    )


def _prove_again(candidate: Candidate, telling: Candidate, proof: _Proof) -> None:
    """The words of another telling of the same deal, for the values that both have."""
    if candidate.money is not None:
        proof.amount("amount", telling.money)
    if telling.status_hit is not None and telling.status == candidate.status:
        proof.words("status", telling.status_hit.first, telling.status_hit.last)


def _parties(candidate: Candidate, proof: _Proof) -> tuple[RoleParty, ...]:
    found: list[RoleParty] = []
    for role in KINDS[candidate.kind].roles:
        for mention in candidate.roles.get(role.name, []):
            proof.span(f"parties/{len(found)}", proof.page.cut(mention.start, mention.end))
            party_id = None if mention.thing else mention.id or mention.key
            found.append(RoleParty(role=role.name, id=party_id, name=mention.name))
    return tuple(found)


def _figures(candidate: Candidate, proof: _Proof) -> _Figures:
    figures = _Figures()
    for quantity in candidate.quantities:
        value, path = quantity.value, ""
        if quantity.unit in UNITS:
            path = f"capacity/{len(figures.capacity)}"
            figures.capacity.append(Capacity(value=value, unit=quantity.unit))
        elif quantity.unit == "percent" and candidate.kind == "revenue_share":
            figures.percent, path = value, "percent"
        elif quantity.unit == "percent":
            figures.stake, path = value, "stake_percent"
        elif quantity.unit == "shares" and value == value.to_integral_value():
            figures.count, path = int(value), "shares/count"
        elif quantity.unit == "year":
            figures.years, path = value, "term"
        if path:
            proof.words(path, quantity.first, quantity.last)
    return figures


def _products(candidate: Candidate, proof: _Proof) -> tuple[str, ...]:
    found: list[str] = []
    for product in candidate.products:
        token = proof.page.tokens[product.first]
        start = token.start + particle_length(token, product.particles)
        span = proof.page.cut(start, proof.page.tokens[product.last - 1].end)
        if span.text not in found:
            proof.span(f"products/{len(found)}", span)
            found.append(span.text)
    return tuple(found)


def _conditions(candidate: Candidate, proof: _Proof) -> tuple[str, ...]:
    found: list[str] = []
    for hit in candidate.conditions:
        if hit.key not in found:
            proof.words(f"conditions/{len(found)}", hit.first, hit.last)
            found.append(hit.key)
    return tuple(found)
