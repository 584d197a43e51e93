"""What differs between two states of one deal, field by field, as the values of its JSON."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from dawra.claims import DealClaim
from dawra.claims.sourced import Sourced
from dawra.deals.deal import Deal
from dawra.parties import fold

FIELDS: Final = (
    "status",
    "belief",
    "parties",
    "amount",
    "increase",
    "valuation",
    "term",
    "capacity",
    "products",
    "stake_percent",
    "percent",
    "shares",
    "exclusive",
    "right",
    "date",
    "closing",
    "conditions",
    "source",
    "part_of",
)
"""All that may change; the kind never does, since claims of two kinds are two deals."""

_NOTHING: Final[tuple[Any, ...]] = (None, [])


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One field's old and new value; None and the empty list are "nobody says"."""

    field: str
    old: Any
    new: Any

    def to_json(self) -> dict[str, Any]:
        """``{field, from, to}``."""
        return {"field": self.field, "from": self.old, "to": self.new}


def changes(before: Deal | None, after: Deal) -> tuple[Change, ...]:
    """The fields that differ; from nothing, all that have a value."""
    old: Mapping[str, Any] = before.to_json() if before else dict.fromkeys(FIELDS)
    new = after.to_json()
    return tuple(
        Change(field=field, old=old[field], new=new[field])
        for field in FIELDS
        if _essence(old[field]) != _essence(new[field]) and not (old[field] in _NOTHING and new[field] in _NOTHING)
    )


def bringing(change: Change, claims: Iterable[Sourced[DealClaim]]) -> tuple[Sourced[DealClaim], ...]:
    """Those of the claims that say the new value; where none says just that, all that speak of the field."""
    speaking = tuple(claim for claim in claims if _speaks_of(claim.claim, change.field))
    wanted = _essence(change.new)
    return tuple(one for one in speaking if _essence(one.claim.to_json().get(change.field)) == wanted) or speaking


def _speaks_of(claim: DealClaim, field: str) -> bool:
    """Every claim has a say in what follows from all of them."""
    return field in {"belief", "parties", "part_of"} or getattr(claim, field) not in (None, ())


def _essence(value: Any) -> Any:  # noqa: ANN401 - any value of a deal's JSON
    """A value without its wording: "$38bn" and "38 billion dollars" are one sum, "AWS" and "أمازون" one party."""
    if isinstance(value, list):
        return [_essence(item) for item in value]
    if not isinstance(value, Mapping):
        return value
    if "role" in value:
        return value["role"], value["id"] or fold(value["name"])
    return {name: _essence(item) for name, item in value.items() if name != "text"}
