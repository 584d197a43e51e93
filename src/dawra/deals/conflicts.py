"""What claims on one deal do not agree on: kept in sight, never averaged away."""

from dataclasses import dataclass
from typing import Any, Final

from dawra.values import Amount, Rate

KINDS: Final = ("contradiction", "not_comparable", "backward")
"""Values that exclude each other; sums in other currencies or per other periods; a status going back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Converted:
    """A sum in another currency than its own, and the rate that made it so."""

    amount: Amount
    rate: Rate

    def to_json(self) -> dict[str, Any]:
        """``{amount, rate}``."""
        return {"amount": self.amount.to_json(), "rate": self.rate.to_json()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """One value and the claims that say so.

    ``converted`` is a sum in the currency of the one that is taken; None where it is in that already, where no
    rate is known, and of all that is no sum.
    """

    value: Any
    claims: tuple[str, ...]
    converted: Converted | None = None

    def to_json(self) -> dict[str, Any]:
        """``{value, claims}``, and ``converted`` where there is any."""
        told = {"value": self.value, "claims": list(self.claims)}
        return {**told, "converted": self.converted.to_json()} if self.converted else told


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A field on which claims differ: the value that the deal takes, and the others."""

    field: str
    kind: str
    kept: Stand
    others: tuple[Stand, ...]

    def to_json(self) -> dict[str, Any]:
        """``{field, kind, kept, others}``."""
        return {
            "field": self.field,
            "kind": self.kind,
            "kept": self.kept.to_json(),
            "others": [stand.to_json() for stand in self.others],
        }
