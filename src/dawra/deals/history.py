"""How a deal came to be what it is: what each claim on it changed, in the order in which one could know.

Every step is worked out from the claims known by then and from nothing later (methods §10, INV-10.1): the
history up to a day is the beginning of the history up to any later one. Claims of one day follow in the order
of their ids, as everywhere. Which round a deal is a ticket of is no part of its own history.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from dawra.claims import DealClaim
from dawra.claims.sourced import Sourced
from dawra.deals.changes import Change, changes
from dawra.deals.conflicts import Conflict
from dawra.deals.deal import Deal
from dawra.deals.match_claims import match_claims
from dawra.deals.reliability import STARTING, Reliability
from dawra.deals.settle import settle
from dawra.parties.judgement import Identities
from dawra.values import NO_RATES, Rates


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One claim coming to be known.

    ``outcome`` says what it did: ``first``, ``changed``, or ``repeated`` what was known already. ``flagged``
    are the conflicts that are new with it, ``joined`` the claims known before that it tied to the deal, ``left``
    those that it drew away to another.
    """

    claim: Sourced[DealClaim]
    outcome: str
    changes: tuple[Change, ...] = ()
    flagged: tuple[Conflict, ...] = ()
    joined: tuple[Sourced[DealClaim], ...] = ()
    left: tuple[Sourced[DealClaim], ...] = ()

    @property
    def known(self) -> str:
        """The day on which the step was taken."""
        return self.claim.known

    def to_json(self) -> dict[str, Any]:
        """``{known, claim, document, outcome, changes, conflicts, joined, left}``."""
        return {
            **_told(self.claim),
            "outcome": self.outcome,
            "changes": [change.to_json() for change in self.changes],
            "conflicts": [conflict.to_json() for conflict in self.flagged],
            "joined": [_told(claim) for claim in self.joined],
            "left": [_told(claim) for claim in self.left],
        }


def history(
    claims: Iterable[Sourced[DealClaim]],
    claim_id: str,
    identities: Identities | None = None,
    *,
    level: str = "group",
    reliability: Reliability = STARTING,
    rates: Rates = NO_RATES,
) -> tuple[Step, ...]:
    """The steps of the deal to which the claim with this id belongs; empty where that claim is not there.

    ``claims`` are all that count, or at least its `relatives`: others take no step and cost time. The other
    arguments are those of `consolidate`.
    """
    identities = identities or Identities()
    family = sorted(claims, key=lambda claim: claim.order)
    steps: list[Step] = []
    before: Deal | None = None
    for count, claim in enumerate(family, start=1):
        members = _members(family[:count], claim_id, identities, rates)
        if not members or (before and members == before.claims):
            continue
        after = settle(members, identities, level, reliability, rates)
        steps.append(_step(claim, before, after))
        before = after
    return tuple(steps)


def _members(
    known: Sequence[Sourced[DealClaim]], claim_id: str, identities: Identities, rates: Rates
) -> tuple[Sourced[DealClaim], ...]:
    """The claims of the deal as the claims known by then make it up; empty before it is heard of."""
    groups = match_claims(known, identities, rates)
    return next((group for group in groups if any(claim.id == claim_id for claim in group)), ())


def _step(claim: Sourced[DealClaim], before: Deal | None, after: Deal) -> Step:
    old = before.claims if before else ()
    changed = changes(before, after)
    seen = [(conflict.field, conflict.kind, conflict.others) for conflict in before.conflicts] if before else []
    return Step(
        claim=claim,
        outcome=("changed" if changed else "repeated") if before else "first",
        changes=changed,
        flagged=tuple(one for one in after.conflicts if (one.field, one.kind, one.others) not in seen),
        joined=tuple(one for one in after.claims if one not in old and one != claim),
        left=tuple(one for one in old if one not in after.claims),
    )


def _told(claim: Sourced[DealClaim]) -> dict[str, Any]:
    return {"known": claim.known, "claim": claim.id, "document": claim.source.to_json()}
