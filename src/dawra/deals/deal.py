"""The record that leaves this room: one deal, as all claims on it together support it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from dawra.claims import Capacity, DealClaim, Evidence, Right, RoleParty, Shares, Term
from dawra.claims.claim import iso, number
from dawra.claims.sourced import Sourced
from dawra.deals.conflicts import Conflict
from dawra.deals.ladder import agreed_on
from dawra.deals.odds import Odds
from dawra.deals.origins import Origin, origin_of
from dawra.values import Amount, PartialDate


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """One claim's words that prove a value; ``field`` is the path in the *deal*, such as ``parties/0``."""

    field: str
    evidence: Evidence
    claim: Sourced[DealClaim]

    def to_json(self) -> dict[str, Any]:
        """``{field, start, end, text, claim, document}``."""
        return {
            **self.evidence.to_json(),
            "field": self.field,
            "claim": self.claim.id,
            "document": self.claim.source.document,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Deal:
    """A deal at (as_of, known). None means that no claim says.

    ``id`` is that of its earliest claim by (known, id). ``parties`` are named at ``level``. ``belief`` is the
    probability that there is such a deal, ``odds`` how it comes about. ``part_of`` is the id of the round of
    which this is a stated ticket. ``claims`` are all that count, by (known, id); ``conflicts`` says where they
    differ. ``seats`` says for each claim where each of its parties stands in ``parties``; None where it gave way.
    """

    id: str
    level: str
    kind: str
    parties: tuple[RoleParty, ...]
    status: str
    amount: Amount | None
    increase: Amount | None
    term: Term | None
    capacity: tuple[Capacity, ...]
    products: tuple[str, ...]
    stake_percent: Decimal | None
    percent: Decimal | None
    shares: Shares | None
    valuation: Amount | None
    exclusive: bool | None
    date: PartialDate | None
    closing: PartialDate | None
    conditions: tuple[str, ...]
    source: str | None
    right: Right | None
    belief: Fraction
    odds: Odds
    claims: tuple[Sourced[DealClaim], ...]
    seats: tuple[tuple[int | None, ...], ...]
    conflicts: tuple[Conflict, ...]
    part_of: str | None = None

    @property
    def known(self) -> str:
        """The first day on which one could know of it."""
        return self.claims[0].known

    @property
    def order(self) -> tuple[str, str]:
        """What sorts deals: the first known day, then the id."""
        return self.known, self.id

    @property
    def origins(self) -> tuple[Origin, ...]:
        """Each voice once, with what it said last, in the order of ids."""
        return tuple(factor.origin for factor in self.odds.factors)

    @property
    def agreed(self) -> PartialDate:
        """When it was made, on which day its parties stand in their groups; else when it was first told."""
        return agreed_on(self.date, self.claims)

    @property
    def evidence(self) -> tuple[Proof, ...]:
        """Every claim's proofs, the places of parties turned into the deal's own."""
        return tuple(
            Proof(field=_path(item.field, seats), evidence=item, claim=claim)
            for claim, seats in zip(self.claims, self.seats, strict=True)
            for item in claim.claim.evidence
        )

    def in_role(self, role: str) -> tuple[RoleParty, ...]:
        """The parties in one role."""
        return tuple(party for party in self.parties if party.role == role)

    def party_ids(self) -> frozenset[str]:
        """The ids of all named parties."""
        return frozenset(party.id for party in self.parties if party.id)

    def proofs(self, field: str) -> tuple[Proof, ...]:
        """The words that stand behind one field, such as ``amount`` or ``parties/0``, or all ``parties``."""
        return tuple(proof for proof in self.evidence if proof.field == field or proof.field.startswith(f"{field}/"))

    def to_json(self) -> dict[str, Any]:
        """The deal of ``dawra deals --json``: the fields of the schema, then what makes it a deal."""
        return {
            "id": self.id,
            "level": self.level,
            "known": self.known,
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
            "evidence": [proof.to_json() for proof in self.evidence],
            "confidence": max(claim.claim.confidence for claim in self.claims),
            "belief": float(self.belief),
            "prior": float(self.odds.prior),
            "odds": [factor.to_json() for factor in self.odds.factors],
            "origins": [origin.to_json() for origin in self.origins],
            "claims": [_claim_json(claim) for claim in self.claims],
            "conflicts": [conflict.to_json() for conflict in self.conflicts],
            "part_of": self.part_of,
        }


def _path(field: str, seats: Sequence[int | None]) -> str:
    """The path in a deal of what is ``parties/1`` in a claim."""
    head, _, rest = field.partition("/")
    if head != "parties" or not rest.isdecimal() or int(rest) >= len(seats):
        return field
    seat = seats[int(rest)]
    return head if seat is None else f"{head}/{seat}"


def _json(value: Amount | Term | Shares | Right | None) -> dict[str, Any] | None:
    return None if value is None else value.to_json()


def _claim_json(claim: Sourced[DealClaim]) -> dict[str, Any]:
    """A claim as a deal lists it: what it says of the things that change, and who says so."""
    return {
        "id": claim.id,
        "known": claim.known,
        "status": claim.claim.status,
        "date": iso(claim.claim.date),
        "amount": _json(claim.claim.amount),
        "origin": origin_of(claim).id,
        "document": claim.source.to_json(),
        "reader": claim.reader.to_json(),
    }
