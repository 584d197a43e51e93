"""Two readings of one document beside each other: what both found, what only one did, and where they differ."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from dawra.claims.claim import DealClaim, FactClaim, Reading

_FIELDS: Final = (
    "kind",
    "parties",
    "status",
    "amount",
    "increase",
    "term",
    "capacity",
    "stake_percent",
    "percent",
    "valuation",
    "exclusive",
    "date",
    "closing",
    "conditions",
)
_FACT_FIELDS: Final = ("amount", "percent", "of", "period")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One claim of each reading that tell the same thing, and the fields in which they differ."""

    one: str
    other: str
    differing: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """``{one, other, differing}``: two claim ids and names of fields."""
        return {"one": self.one, "other": self.other, "differing": list(self.differing)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Ids of claims: the pairs, and those without a partner in the other reading."""

    deals: tuple[Pair, ...]
    facts: tuple[Pair, ...]
    only_one: tuple[str, ...]
    only_other: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """``{deals, facts, only_one, only_other}``."""
        return {
            "deals": [pair.to_json() for pair in self.deals],
            "facts": [pair.to_json() for pair in self.facts],
            "only_one": list(self.only_one),
            "only_other": list(self.only_other),
        }


def compare(one: Reading, other: Reading) -> Comparison:
    """Pair the claims of two readings of one document, the most alike first.

    Two deals may pair where they share a party and are of one kind or of one amount; two facts where party and
    metric are one.
    """
    deals = _pairs(one, other, one.deals, other.deals, _FIELDS)
    facts = _pairs(one, other, one.facts, other.facts, _FACT_FIELDS)
    paired = (*deals, *facts)
    return Comparison(
        deals=deals,
        facts=facts,
        only_one=_alone(one, {pair.one for pair in paired}),
        only_other=_alone(other, {pair.other for pair in paired}),
    )


def _pairs(
    one: Reading,
    other: Reading,
    mine: Sequence[DealClaim | FactClaim],
    theirs: Sequence[DealClaim | FactClaim],
    fields: tuple[str, ...],
) -> tuple[Pair, ...]:
    scored = sorted(
        ((-score, i, j) for i, a in enumerate(mine) for j, b in enumerate(theirs) if (score := _alike(a, b))),
    )
    left, right, found = set(range(len(mine))), set(range(len(theirs))), []
    for _, i, j in scored:
        if i in left and j in right:
            left.remove(i)
            right.remove(j)
            found.append((i, j))
    return tuple(
        Pair(
            one=one.claim_id(mine[i]),
            other=other.claim_id(theirs[j]),
            differing=tuple(name for name in fields if _plain(mine[i], name) != _plain(theirs[j], name)),
        )
        for i, j in sorted(found)
    )


def _alike(a: DealClaim | FactClaim, b: DealClaim | FactClaim) -> int:
    """How much two claims have in common; 0 where they cannot be the same."""
    if isinstance(a, FactClaim) or isinstance(b, FactClaim):
        same = isinstance(a, FactClaim) and isinstance(b, FactClaim) and _plain(a, "party") == _plain(b, "party")
        if not same or _plain(a, "metric") != _plain(b, "metric"):
            return 0
        return 1 + (_plain(a, "amount") == _plain(b, "amount")) + (_plain(a, "period") == _plain(b, "period"))
    shared = len(_names(a) & _names(b))
    amount = a.amount is not None and _plain(a, "amount") == _plain(b, "amount")
    if not shared or not (a.kind == b.kind or amount):
        return 0
    return 2 * shared + 3 * (a.kind == b.kind) + 2 * amount + (a.status == b.status)


def _names(claim: DealClaim) -> set[str]:
    return {party.id or party.name for party in claim.parties}


def _plain(claim: DealClaim | FactClaim, name: str) -> object:
    """A field without the words it was told in."""
    value = claim.to_json()[name]
    if name == "parties":
        return sorted((party["role"], party["id"] or party["name"]) for party in value)
    if name in {"party", "of"}:
        return value and (value["id"] or value["name"])
    if isinstance(value, dict):
        return {key: item for key, item in value.items() if key != "text"}
    return value


def _alone(reading: Reading, paired: set[str]) -> tuple[str, ...]:
    claims: tuple[DealClaim | FactClaim, ...] = (*reading.deals, *reading.facts)
    return tuple(found for claim in claims if (found := reading.claim_id(claim)) not in paired)
