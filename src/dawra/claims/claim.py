"""What one document says: deal claims and fact claims, each value with the words that prove it.

The shapes, field names and vocabularies are those of the deal record; a value outside them cannot be built.
"""

import hashlib
from collections.abc import Container
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

from dawra.claims.canonical import canonical_json
from dawra.documents import Document
from dawra.values import CONDITIONS, KINDS, METRICS, STATUSES, UNITS, Amount, PartialDate, Span

ID_LENGTH = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A party as written (``name``), with its canonical ``id`` or None where nobody could name it."""

    name: str
    id: str | None = None

    def to_json(self) -> dict[str, Any]:
        """``{id, name}``."""
        return {"id": self.id, "name": self.name}


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleParty(Mention):
    """A mention in a role of a deal."""

    role: str

    def to_json(self) -> dict[str, Any]:
        """``{role, id, name}``."""
        return {"role": self.role, "id": self.id, "name": self.name}


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What proves one value: ``field`` is a path such as ``amount`` or ``parties/0``."""

    field: str
    span: Span

    def to_json(self) -> dict[str, Any]:
        """``{field, start, end, text}``."""
        return {"field": self.field, "start": self.span.start, "end": self.span.end, "text": self.span.text}


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """How long a deal runs; at least one of the three is known."""

    years: Decimal | None = None
    start: PartialDate | None = None
    end: PartialDate | None = None

    def to_json(self) -> dict[str, Any]:
        """``{years, start, end}``, dates as ISO."""
        return {"years": number(self.years), "start": iso(self.start), "end": iso(self.end)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Capacity:
    """A physical quantity: ``unit`` is GW, MW, chips, servers or sites."""

    value: Decimal
    unit: str

    def __post_init__(self) -> None:
        _known(self.unit, UNITS, "unit")

    def to_json(self) -> dict[str, Any]:
        """``{value, unit}``."""
        return {"value": number(self.value), "unit": self.unit}


@dataclass(frozen=True, slots=True, kw_only=True)
class Tranche:
    """A part of a grant that vests on its own conditions; prices are amounts each."""

    count: int | None = None
    strike: Amount | None = None
    purchases: Amount | None = None
    hurdle: Amount | None = None

    def to_json(self) -> dict[str, Any]:
        """``{count, strike, purchases, hurdle}``."""
        return {
            "count": self.count,
            "strike": _json(self.strike),
            "purchases": _json(self.purchases),
            "hurdle": _json(self.hurdle),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """Shares, warrants or options: how many, at what price each."""

    count: int | None = None
    price: Amount | None = None
    tranches: tuple[Tranche, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """``{count, price, tranches}``."""
        return {
            "count": self.count,
            "price": _json(self.price),
            "tranches": [tranche.to_json() for tranche in self.tranches],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Right:
    """What a licence or an amendment allows; None is unknown, never "all"."""

    mode: str | None = None
    action: tuple[str, ...] | None = None
    object: tuple[str, ...] | None = None
    channel: tuple[str, ...] | None = None
    segment: tuple[str, ...] | None = None
    territory: tuple[str, ...] | None = None
    exceptions: tuple[str, ...] | None = None
    until_event: str | None = None

    def __post_init__(self) -> None:
        if self.mode is not None:
            _known(self.mode, ("exclusive", "sole", "non_exclusive", "first_refusal"), "mode")

    def to_json(self) -> dict[str, Any]:
        """All eight fields, sets as lists."""
        sets = ("action", "object", "channel", "segment", "territory", "exceptions")
        return {
            "mode": self.mode,
            **{name: None if (value := getattr(self, name)) is None else list(value) for name in sets},
            "until_event": self.until_event,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class DealClaim:
    """One deal, as one document tells it. None means that the document does not say.

    ``stake_percent`` and ``percent`` are in percent (10 is ten per cent); ``confidence`` is the reader's own.
    """

    kind: str
    parties: tuple[RoleParty, ...]
    status: str
    amount: Amount | None = None
    increase: Amount | None = None
    term: Term | None = None
    capacity: tuple[Capacity, ...] = ()
    products: tuple[str, ...] = ()
    stake_percent: Decimal | None = None
    percent: Decimal | None = None
    shares: Shares | None = None
    valuation: Amount | None = None
    exclusive: bool | None = None
    date: PartialDate | None = None
    closing: PartialDate | None = None
    conditions: tuple[str, ...] = ()
    source: str | None = None
    right: Right | None = None
    evidence: tuple[Evidence, ...] = ()
    confidence: float = 0.5

    def __post_init__(self) -> None:
        _known(self.kind, KINDS, "kind")
        _known(self.status, STATUSES, "status")
        for party in self.parties:
            if party.role not in KINDS[self.kind].names:
                raise ValueError(f"unknown role of {self.kind} {party.role!r}")
        for condition in self.conditions:
            _known(condition, CONDITIONS, "condition")
        if not 0 <= self.confidence <= 1:
            raise ValueError(f"confidence {self.confidence} lies outside 0..1")

    def in_role(self, role: str) -> tuple[RoleParty, ...]:
        """The parties in one role, in the order of the text."""
        return tuple(party for party in self.parties if party.role == role)

    def to_json(self) -> dict[str, Any]:
        """The record of ``deal-schema`` without its id."""
        return {
            "kind": self.kind,
            "parties": [party.to_json() for party in self.parties],
            "amount": _json(self.amount),
            "increase": _json(self.increase),
            "term": _json(self.term),
            "capacity": [item.to_json() for item in self.capacity],
            "products": list(self.products),
            "stake_percent": number(self.stake_percent),
            "percent": number(self.percent),
            "shares": _json(self.shares),
            "valuation": _json(self.valuation),
            "exclusive": self.exclusive,
            "status": self.status,
            "date": iso(self.date),
            "closing": iso(self.closing),
            "conditions": list(self.conditions),
            "source": self.source,
            "right": _json(self.right),
            "evidence": [item.to_json() for item in self.evidence],
            "confidence": self.confidence,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class FactClaim:
    """One party's own figure, as one document gives it."""

    party: Mention
    metric: str
    status: str
    amount: Amount | None = None
    percent: Decimal | None = None
    of: Mention | None = None
    period: str | None = None
    evidence: tuple[Evidence, ...] = ()

    def __post_init__(self) -> None:
        _known(self.metric, METRICS, "metric")
        _known(self.status, STATUSES, "status")

    def to_json(self) -> dict[str, Any]:
        """The fact record without its id."""
        return {
            "party": self.party.to_json(),
            "metric": self.metric,
            "amount": _json(self.amount),
            "percent": number(self.percent),
            "of": _json(self.of),
            "period": self.period,
            "status": self.status,
            "evidence": [item.to_json() for item in self.evidence],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something that the reader saw and could not place: ``code`` says why, the span where."""

    code: str
    span: Span

    def to_json(self) -> dict[str, Any]:
        """``{start, end, code, text}``."""
        return {"start": self.span.start, "end": self.span.end, "code": self.code, "text": self.span.text}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Who read: the name and version that stand on each claim."""

    name: str
    version: str

    def to_json(self) -> dict[str, Any]:
        """``{name, version}``."""
        return {"name": self.name, "version": self.version}


@dataclass(frozen=True, kw_only=True)
class Reading:
    """All that one reader found in one document."""

    document: Document
    reader: Reader
    deals: tuple[DealClaim, ...] = ()
    facts: tuple[FactClaim, ...] = ()
    notices: tuple[Notice, ...] = ()

    def _claims(self) -> tuple[DealClaim | FactClaim, ...]:
        return (*self.deals, *self.facts)

    def claim_id(self, claim: DealClaim | FactClaim) -> str:
        """A hash of (document id, reader name and version, canonical JSON): the same reading, the same id."""
        return claim_id(self.document.id, self.reader, claim.to_json())

    def ungrounded(self) -> list[str]:
        """Evidence that is not the document's own slice, as messages; empty for every honest reading."""
        text = self.document.text
        return [
            f"{item.field}: {item.span.text!r} does not stand at {item.span.start}"
            for claim in self._claims()
            for item in claim.evidence
            if text[item.span.start : item.span.end] != item.span.text
        ]

    def to_json(self) -> dict[str, Any]:
        """The document result of ``deal-schema``."""
        return {
            "document": self.document.to_json(),
            "deals": [{"id": self.claim_id(claim), **claim.to_json()} for claim in self.deals],
            "facts": [{"id": self.claim_id(claim), **claim.to_json()} for claim in self.facts],
            "notices": [notice.to_json() for notice in self.notices],
            "reader": self.reader.to_json(),
        }


def claim_id(document_id: str, reader: Reader, record: dict[str, Any]) -> str:
    """The id of a claim from its parts; ``record`` is the claim's JSON without an id."""
    return claim_id_of(document_id, reader, canonical_json(record))


def claim_id_of(document_id: str, reader: Reader, canonical: str) -> str:
    """`claim_id` of a record that is canonical JSON already."""
    whole = f"{document_id}\n{reader.name}\n{reader.version}\n{canonical}"
    return hashlib.sha256(whole.encode()).hexdigest()[:ID_LENGTH]


def deal_from_json(record: dict[str, Any]) -> DealClaim:
    """The inverse of `DealClaim.to_json`; ``ValueError`` or ``KeyError`` for what is no such record."""
    return DealClaim(
        kind=record["kind"],
        parties=tuple([_role_party(party["role"], party["id"], party["name"]) for party in record["parties"]]),
        status=record["status"],
        amount=_amount(record["amount"]),
        increase=_amount(record["increase"]),
        term=_term(record["term"]),
        capacity=tuple(Capacity(value=_decimal(item["value"]), unit=item["unit"]) for item in record["capacity"]),
        products=tuple(record["products"]),
        stake_percent=_maybe_decimal(record["stake_percent"]),
        percent=_maybe_decimal(record["percent"]),
        shares=_shares(record["shares"]),
        valuation=_amount(record["valuation"]),
        exclusive=record["exclusive"],
        date=_date(record["date"]),
        closing=_date(record["closing"]),
        conditions=tuple(record["conditions"]),
        source=record["source"],
        right=_right(record["right"]),
        evidence=_evidence(record["evidence"]),
        confidence=record["confidence"],
    )


def fact_from_json(record: dict[str, Any]) -> FactClaim:
    """The inverse of `FactClaim.to_json`."""
    return FactClaim(
        party=Mention(**record["party"]),
        metric=record["metric"],
        status=record["status"],
        amount=_amount(record["amount"]),
        percent=_maybe_decimal(record["percent"]),
        of=None if record["of"] is None else Mention(**record["of"]),
        period=record["period"],
        evidence=_evidence(record["evidence"]),
    )


def number(value: Decimal | None) -> int | float | None:
    """A decimal as the plain number of JSON, whole wherever it is whole."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def iso(value: PartialDate | None) -> str | None:
    """A partial date as ISO text."""
    return None if value is None else value.iso


def _known(word: str, words: Container[str], what: str) -> None:
    if word not in words:
        raise ValueError(f"unknown {what} {word!r}")


def _json(value: Any) -> dict[str, Any] | None:  # noqa: ANN401 - any record with a to_json
    return None if value is None else value.to_json()


def _decimal(value: float | str) -> Decimal:
    return Decimal(str(value))


def _maybe_decimal(value: float | None) -> Decimal | None:
    return None if value is None else _decimal(value)


def _amount(record: dict[str, Any] | None) -> Amount | None:
    return None if record is None else _same_amount(**record)


@lru_cache(maxsize=65536)
def _same_amount(**record: Any) -> Amount:  # noqa: ANN401 - what JSON gives
    """The same sums are named again and again: one record for each is enough."""
    return Amount.from_json(record)


@lru_cache(maxsize=65536)
def _role_party(role: str, party_id: str | None, name: str) -> RoleParty:
    """The same parties are named again and again: one record for each is enough."""
    return RoleParty(role=role, id=party_id, name=name)


@lru_cache(maxsize=16384)
def _date(text: str | None) -> PartialDate | None:
    return None if text is None else PartialDate(text)


def _term(record: dict[str, Any] | None) -> Term | None:
    if record is None:
        return None
    return Term(years=_maybe_decimal(record["years"]), start=_date(record["start"]), end=_date(record["end"]))


def _shares(record: dict[str, Any] | None) -> Shares | None:
    if record is None:
        return None
    return Shares(
        count=record["count"],
        price=_amount(record["price"]),
        tranches=tuple(
            Tranche(
                count=item["count"],
                strike=_amount(item["strike"]),
                purchases=_amount(item["purchases"]),
                hurdle=_amount(item["hurdle"]),
            )
            for item in record["tranches"]
        ),
    )


def _right(record: dict[str, Any] | None) -> Right | None:
    if record is None:
        return None
    fields: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in record.items()}
    return Right(**fields)


def _evidence(records: list[dict[str, Any]]) -> tuple[Evidence, ...]:
    return tuple(
        [Evidence(field=item["field"], span=Span(item["start"], item["end"], item["text"])) for item in records]
    )
