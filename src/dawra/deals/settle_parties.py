"""Who takes part in a deal, by all claims on it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import chain

from dawra.claims import DealClaim, RoleParty
from dawra.claims.sourced import Sourced
from dawra.deals.candidate import party_at
from dawra.parties import fold
from dawra.parties.judgement import Identities
from dawra.values import KINDS


def settle_parties(
    claims: Sequence[Sourced[DealClaim]], identities: Identities, level: str, on: date
) -> tuple[RoleParty, ...]:
    """Everyone whom some claim names, by role, as of the deal's day; unnamed ones only where every claim has them.

    At company level a parent gives way to its unit in the same role: "Amazon" and "AWS" sell one contract
    once.
    """
    parties: list[RoleParty] = []
    kind = claims[0].claim.kind
    by_role: dict[str, list[list[RoleParty]]] = {role: [] for role in KINDS[kind].names}
    for claim in claims:
        told: dict[str, list[RoleParty]] = {}
        for party in claim.claim.parties:
            told.setdefault(party.role, []).append(party)
        for role, found in told.items():
            by_role[role].append(found)
    for role, telling in by_role.items():
        named: dict[str, RoleParty] = {}
        unnamed: dict[str, RoleParty] = {}
        for party in chain.from_iterable(telling):
            if party.id:
                named.setdefault(party_at(level, kind, role, party.id, identities, on=on), party)
            else:
                unnamed.setdefault(fold(party.name), party)
        for party_id, party in named.items():
            if not any(_is_above(party_id, other, identities, on) for other in named if other != party_id):
                parties.append(party if party.id == party_id else replace(party, id=party_id))
        if unnamed and all(any(not party.id for party in found) for found in telling):
            parties += list(unnamed.values())[:1] if named else unnamed.values()
    return tuple(parties)


def _is_above(party_id: str, other: str, identities: Identities, on: date) -> bool:
    """Whether ``other`` belongs to ``party_id``."""
    return any(link.other == party_id for link in identities.why(other, on=on))
