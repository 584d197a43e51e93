"""What claims on one deal do not agree on: kept in sight, never averaged away."""

from dataclasses import dataclass
from typing import Any, Final

KINDS: Final = ("contradiction", "not_comparable", "backward")
"""Values that exclude each other; sums in other currencies or per other periods; a status going back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """One value and the claims that say so."""

    value: Any
    claims: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """``{value, claims}``."""
        return {"value": self.value, "claims": list(self.claims)}


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
