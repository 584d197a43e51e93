"""How one deal came to be: the steps that its documents took, and what of it counts no more."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dawra.book.when import When
from dawra.claims import DealClaim
from dawra.claims.sourced import Sourced
from dawra.deals import Deal, Reliability, Step, history, would_join
from dawra.ledger import Journal, Judged, judged, recorded_of, withdrawn
from dawra.parties.judgement import Identities
from dawra.values import Rates


@dataclass(frozen=True, slots=True, kw_only=True)
class DealHistory:
    """How one deal came to be: the steps, what counts no more, and why, each with its instant of entry.

    ``recorded`` holds the instant for each claim of the steps and of ``withdrawn``.
    """

    deal: Deal
    steps: tuple[Step, ...]
    withdrawn: tuple[Sourced[DealClaim], ...]
    judged: tuple[Judged, ...]
    recorded: Mapping[str, str]

    def to_json(self) -> dict[str, Any]:
        """``{id, steps, withdrawn, judged}``; nowhere else does a result say when a thing was recorded."""
        return {
            "id": self.deal.id,
            "steps": [{**step.to_json(), "recorded": self.recorded[step.claim.id]} for step in self.steps],
            "withdrawn": [
                {
                    "claim": claim.id,
                    "known": claim.known,
                    "document": claim.source.to_json(),
                    "reader": claim.reader.to_json(),
                    "recorded": self.recorded[claim.id],
                }
                for claim in self.withdrawn
            ],
            "judged": [one.to_json() for one in self.judged],
        }


def deal_history(
    journal: Journal,
    deal: Deal,
    claims: Sequence[Sourced[DealClaim]],
    when: When,
    identities: Identities,
    *,
    reliability: Reliability,
    rates: Rates,
) -> DealHistory:
    """The history of ``deal`` at ``when``; ``claims`` are all that may belong to it."""
    steps = history(claims, deal.id, identities, level=deal.level, reliability=reliability, rates=rates)
    members = {claim.id: claim for claim in (*(step.claim for step in steps), *deal.claims)}.values()
    gone = tuple(
        claim
        for claim in withdrawn(
            journal,
            deal.kind,
            {party.id for claim in members for party in claim.claim.parties if party.id},
            {claim.source.document for claim in members},
            known=when.known,
            recorded=when.recorded,
        )
        if would_join(claim, deal.claims, identities, rates)
    )
    ids = {claim.id for claim in (*members, *gone)}
    return DealHistory(
        deal=deal,
        steps=steps,
        withdrawn=gone,
        judged=judged(journal, ids, recorded=when.recorded),
        recorded=recorded_of(journal, ids),
    )
