"""Which deal is meant: by its id, by the id of a claim of it, or by an id that it once had."""

import json
from collections.abc import Callable, Sequence

from dawra.claims import DealClaim, deal_from_json
from dawra.deals import Deal
from dawra.errors import NotFoundError
from dawra.ledger import Journal, Moment, document_of

Around = Callable[..., tuple[Deal, ...]]
"""The deals that the claims with some ids belong to, under other ``identities`` if they are given."""


def find_deal(ref: str, journal: Journal, now: Moment, around: Around) -> tuple[Deal, ...]:
    """The deal with this id, the start of it, or a claim's id; several where what bore that id was split.

    Raises:
        NotFoundError: there is none, or the start fits several.
    """
    if found := _by_id(ref, around(now.starting(ref))):
        return _with_parted(ref, found, now, around)
    return _by_former_claim(ref, journal, now, around)


def _by_id(ref: str, deals: Sequence[Deal]) -> tuple[Deal, ...]:
    """The deal whose own id, or one of whose claims' ids, is ``ref`` or starts so."""
    exact = [deal for deal in deals if any(claim.id == ref for claim in deal.claims)]
    own = exact or [deal for deal in deals if deal.id.startswith(ref)]
    found = own or [deal for deal in deals if any(claim.id.startswith(ref) for claim in deal.claims)]
    if len(found) > 1:
        ids = ", ".join(deal.id[:12] for deal in found[:5])
        raise NotFoundError(f"{ref!r} fits {len(found)} deals: {ids}. Write more of the id.")
    return tuple(found)


def _with_parted(ref: str, deals: tuple[Deal, ...], now: Moment, around: Around) -> tuple[Deal, ...]:
    """These deals, and those that a judgement has parted from the one that bore the id ``ref``."""
    parties = {party_id for deal in deals for party_id in deal.party_ids()}
    members = {claim.id for deal in deals for claim in deal.claims}
    former = [
        claim.id
        for identities in now.past_identities(parties)
        for deal in around([one.id for one in deals], identities=identities)
        if deal.id.startswith(ref)
        for claim in deal.claims
    ]
    return deals if members.issuperset(former) else around(members.union(former))


def _by_former_claim(ref: str, journal: Journal, now: Moment, around: Around) -> tuple[Deal, ...]:
    """The deals of the document and kind of a claim that no longer counts: its reading was replaced."""
    former = document_of(journal, ref)
    if former is None:
        raise NotFoundError(f"no deal {ref!r}. `dawra deals` lists them.")
    _, document, record = former
    claim: DealClaim = deal_from_json(json.loads(record))
    found = tuple(
        deal
        for deal in around(now.told_by(document))
        if deal.kind == claim.kind and any(c.source.document == document for c in deal.claims)
    )
    if not found:
        raise NotFoundError(
            f"{ref!r} is a claim that no longer counts, and no deal has taken its place. "
            "With --recorded you see what the ledger said before."
        )
    return found
