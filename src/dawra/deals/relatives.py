"""All claims that could have a say in which deal one claim belongs to.

Two claims come together only along matches, so whatever no chain of matches ties to a claim can be left out:
matching the relatives alone groups them as matching the whole ledger does, on every day.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from dawra.claims import DealClaim
from dawra.claims.sourced import Sourced
from dawra.deals.candidate import Candidate
from dawra.parties.judgement import Identities


def relatives(
    claims: Iterable[Sourced[DealClaim]], claim_id: str, identities: Identities
) -> tuple[Sourced[DealClaim], ...]:
    """The claim with this id and all that a chain of matches ties to it, by (known, id); empty without it."""
    claims = list(claims)
    start = next((claim for claim in claims if claim.id == claim_id), None)
    if start is None:
        return ()
    members = [Candidate.of(claim, identities) for claim in claims if claim.claim.kind == start.claim.kind]
    naming: dict[str, set[int]] = defaultdict(set)
    for place, member in enumerate(members):
        for name in member.named:
            naming[name].add(place)
    reached = {place for place, member in enumerate(members) if member.claim.id == claim_id}
    waiting = list(reached)
    while waiting:
        member = members[waiting.pop()]
        near = set().union(*(naming[name] for name in member.named)) - reached
        found = [place for place in near if member.match(members[place]) is not None]
        reached.update(found)
        waiting += found
    return tuple(sorted((members[place].claim for place in reached), key=lambda claim: claim.order))


def would_join(claim: Sourced[DealClaim], members: Sequence[Sourced[DealClaim]], identities: Identities) -> bool:
    """Whether a claim that does not count would be of the deal that ``members`` make up.

    A wrong reading may differ firmly from the right one, so another reading of a member's own document is of
    the deal where they have a party in common.
    """
    one = Candidate.of(claim, identities)
    others = [Candidate.of(member, identities) for member in members]
    return any(
        one.claim.claim.kind == other.claim.claim.kind
        and (
            bool(one.named & other.named)
            if claim.source.document == other.claim.source.document
            else one.match(other) is not None
        )
        for other in others
    )
