"""What one document says, each value with its span.

In: a ``Document`` and the registry of parties. Out: a ``Reading``: deal claims, fact claims and notices. This
room never uses what another document said.
"""

from dawra.claims.canonical import canonical_json
from dawra.claims.claim import (
    Capacity,
    DealClaim,
    Evidence,
    FactClaim,
    Mention,
    Notice,
    Reader,
    Reading,
    Right,
    RoleParty,
    Shares,
    Term,
    Tranche,
    claim_id,
    claim_id_of,
    deal_from_json,
    fact_from_json,
)
from dawra.claims.read import read

__all__ = [
    "Capacity",
    "DealClaim",
    "Evidence",
    "FactClaim",
    "Mention",
    "Notice",
    "Reader",
    "Reading",
    "Right",
    "RoleParty",
    "Shares",
    "Term",
    "Tranche",
    "canonical_json",
    "claim_id",
    "claim_id_of",
    "deal_from_json",
    "fact_from_json",
    "read",
]
