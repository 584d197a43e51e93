"""What was learned between two states of the deals: new, gone, changed, merged and split.

A deal's id is its earliest claim's and may change when an older article comes in, so two deals are the same
where they share a claim, not where they share an id. Claims that are in neither state leave no trace.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dawra.claims import DealClaim
from dawra.claims.sourced import Sourced
from dawra.deals.changes import Change, bringing, changes
from dawra.deals.deal import Deal


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """One field of one deal that changed, and the claims that came in and brought it."""

    deal: Deal
    change: Change
    claims: tuple[Sourced[DealClaim], ...]

    def to_json(self) -> dict[str, Any]:
        """``{id, field, from, to, claims}``."""
        return {"id": self.deal.id, **self.change.to_json(), "claims": [claim.id for claim in self.claims]}


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """Deals that turned out to be one, or one that turned out to be several."""

    whole: str
    parts: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """``{id, parts}``."""
        return {"id": self.whole, "parts": list(self.parts)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """The way from one state to another.

    ``new`` and ``gone`` are deals without a claim in common with any of the other side. ``merged`` names the
    later deal with the earlier ones, ``split`` the earlier one with the later. A deal that merged or split is
    compared with the counterpart that shares its earliest claim.
    """

    new: tuple[Deal, ...]
    gone: tuple[Deal, ...]
    changed: tuple[Learned, ...]
    merged: tuple[Joined, ...]
    split: tuple[Joined, ...]

    def to_json(self) -> dict[str, Any]:
        """``{new, gone, changed, merged, split, documents}``; the last holds the document of each claim named."""
        named = {claim.id: claim.source.to_json() for learned in self.changed for claim in learned.claims}
        return {
            "new": [deal.to_json() for deal in self.new],
            "gone": [deal.to_json() for deal in self.gone],
            "changed": [learned.to_json() for learned in self.changed],
            "merged": [joined.to_json() for joined in self.merged],
            "split": [joined.to_json() for joined in self.split],
            "documents": named,
        }


def difference(before: Sequence[Deal], after: Sequence[Deal]) -> Difference:
    """What ``after`` says that ``before`` did not, and the other way round; each in its order."""
    older, newer = _touching(after, before), _touching(before, after)
    changed = [
        learned for deal in after if older[deal.id] for learned in _learned(_counterpart(deal, older[deal.id]), deal)
    ]
    return Difference(
        new=tuple(deal for deal in after if not older[deal.id]),
        gone=tuple(deal for deal in before if not newer[deal.id]),
        changed=tuple(changed),
        merged=_joined(after, older),
        split=_joined(before, newer),
    )


def _touching(deals: Iterable[Deal], others: Iterable[Deal]) -> Mapping[str, list[Deal]]:
    """For each deal, those of ``others`` with which it shares a claim, in their order."""
    holder = {claim.id: other for other in others for claim in other.claims}
    found: dict[str, list[Deal]] = defaultdict(list)
    for deal in deals:
        shared = {holder[claim.id].id: holder[claim.id] for claim in deal.claims if claim.id in holder}
        found[deal.id] = sorted(shared.values(), key=lambda other: other.order)
    return found


def _counterpart(deal: Deal, touching: Sequence[Deal]) -> Deal:
    """The one that holds the earliest of the claims that the deal shares with any."""
    holders = {claim.id: other for other in touching for claim in other.claims}
    return next(holders[claim.id] for claim in deal.claims if claim.id in holders)


def _learned(before: Deal, after: Deal) -> list[Learned]:
    held = {claim.id for claim in before.claims}
    came = [claim for claim in after.claims if claim.id not in held]
    return [Learned(deal=after, change=change, claims=bringing(change, came)) for change in changes(before, after)]


def _joined(deals: Iterable[Deal], touching: Mapping[str, Sequence[Deal]]) -> tuple[Joined, ...]:
    return tuple(
        Joined(whole=deal.id, parts=tuple(other.id for other in touching[deal.id]))
        for deal in deals
        if len(touching[deal.id]) > 1
    )
