"""The deals that a few claims belong to, without settling all others.

Who could match a claim stands in a lookup by party; only those are read, and those that could match them, until
nobody new matches. Between what is then read and the rest no claim matches another, so the answer is the one
that `consolidate` gives over all claims.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Protocol

from dawra.claims import DealClaim
from dawra.claims.sourced import Sourced
from dawra.deals.candidate import Candidate
from dawra.deals.consolidate import check_level, counting, settled
from dawra.deals.deal import Deal
from dawra.deals.on_one_day import match
from dawra.deals.reliability import STARTING, Reliability
from dawra.deals.rounds import ROLES, link_tickets
from dawra.parties.judgement import Identities
from dawra.values import KINDS, NO_RATES, Rates

Claims = Iterable[Sourced[DealClaim]]


class Named(Protocol):
    """That a claim names a party in a role; ``principals`` is how many parties its principal roles name."""

    @property
    def claim_id(self) -> str: ...  # noqa: D102 - said above
    @property
    def role(self) -> str: ...  # noqa: D102
    @property
    def party_id(self) -> str: ...  # noqa: D102
    @property
    def principals(self) -> int: ...  # noqa: D102


class Claimed(Protocol):
    """Where claims are read from: those that count, by id, and who is named where."""

    def deals(self, ids: Collection[str]) -> Sequence[Sourced[DealClaim]]:
        """The claims that count among ``ids``."""
        ...

    def naming(self, kind: str, party_ids: Collection[str]) -> Sequence[Named]:
        """Where claims of ``kind`` name one of the parties."""
        ...

    def named_in(self, ids: Collection[str]) -> Sequence[Named]:
        """Everyone whom these claims name."""
        ...


def consolidate_around(
    ids: Collection[str],
    claimed: Claimed,
    identities: Identities,
    *,
    as_of: str | None = None,
    level: str = "group",
    reliability: Reliability = STARTING,
    rates: Rates = NO_RATES,
) -> tuple[Deal, ...]:
    """The deals of the claims with these ids, as `consolidate` gives them, by first known day and id."""
    check_level(level)
    around = _Around(claimed, identities, as_of, rates)
    deals = settled(around.closed(claimed.deals(ids)), identities, level, reliability, rates)
    own = {deal.id for deal in deals if any(claim.id in ids for claim in deal.claims)}
    rounds = around.closed(claimed.deals(around.told_with(deals)))
    known = {deal.id: deal for deal in (*deals, *settled(rounds, identities, level, reliability, rates))}
    linked = link_tickets(sorted(known.values(), key=lambda deal: deal.order), identities, rates)
    return tuple(deal for deal in linked if deal.id in own)


def relatives(
    ids: Collection[str],
    claimed: Claimed,
    identities: Identities,
    *,
    as_of: str | None = None,
    rates: Rates = NO_RATES,
) -> tuple[Sourced[DealClaim], ...]:
    """The claims with these ids and all that a chain of matches ties to them, by (known, id).

    No other has a say in which deals they belong to, on any day.
    """
    found = _Around(claimed, identities, as_of, rates).closed(claimed.deals(ids))
    return tuple(sorted(found, key=lambda claim: claim.order))


def would_join(claim: Sourced[DealClaim], members: Claims, identities: Identities, rates: Rates = NO_RATES) -> bool:
    """Whether a claim that does not count would be of the deal that ``members`` make up.

    A wrong reading may differ firmly from the right one, so another reading of a member's own document is of
    the deal where they have a party in common.
    """
    one = Candidate.of(claim, identities, rates)
    others = [Candidate.of(member, identities, rates) for member in members]
    return any(
        bool(one.named & other.named) and one.claim.claim.kind == other.claim.claim.kind
        if claim.source.document == other.claim.source.document
        else _match(one, other)
        for other in others
    )


class _Around:
    """Reads from one claim to the next; each is read once."""

    def __init__(self, claimed: Claimed, identities: Identities, as_of: str | None, rates: Rates) -> None:
        self._claimed, self._identities, self._as_of, self._rates = claimed, identities, as_of, rates
        self._read: dict[str, Candidate | None] = {}
        self._named: dict[tuple[str, str], list[Named]] = {}

    def closed(self, claims: Claims) -> list[Sourced[DealClaim]]:
        """These claims and all that are linked to them by matches."""
        new = self._candidates(claims)
        found = {one.claim.id: one for one in new}
        while new:
            near = {claim_id for one in new for claim_id in self._near(one)}
            others = [one for one in self._look_up(near) if one.claim.id not in found]
            new = [other for other in others if any(_match(one, other) for one in new)]
            found.update({one.claim.id: one for one in new})
        return [one.claim for one in found.values()]

    def told_with(self, deals: Iterable[Deal]) -> set[str]:
        """The claims that may tell of a round of which one of the deals is a ticket: a backer and the receiver."""
        found: set[str] = set()
        for deal in deals:
            if deal.kind in ROLES and deal.amount:
                backers, receivers = (self._kin(deal, role) for role in ROLES[deal.kind])
                told = [row.claim_id for row in self._naming(deal.kind, backers)]
                receiving: dict[str, set[str]] = {claim_id: set() for claim_id in told}
                for row in self._claimed.named_in(told):
                    if row.role == ROLES[deal.kind][1]:
                        receiving[row.claim_id].add(row.party_id)
                found |= {claim_id for claim_id, named in receiving.items() if not named or named & receivers}
        return found

    def _near(self, one: Candidate) -> set[str]:
        """Claims of the kind that share two parties with this one, or one where either names no other."""
        kind = one.claim.claim.kind
        kin = frozenset().union(*(self._identities.kin(party_id) for party_id in one.named))
        shared: dict[str, set[str]] = defaultdict(set)
        principals: dict[str, int] = {}
        for row in self._naming(kind, kin):
            if row.role in KINDS[kind].principals:
                shared[row.claim_id].add(row.party_id)
                principals[row.claim_id] = row.principals
        return {
            claim_id
            for claim_id, named in shared.items()
            if len(one.named) == 1 or len(named) == principals[claim_id] or len(named) > 1
        }

    def _naming(self, kind: str, party_ids: Iterable[str]) -> Iterator[Named]:
        """Where claims of ``kind`` name one of the parties; each is asked for once."""
        wanted = [(kind, party_id) for party_id in party_ids]
        unread: dict[tuple[str, str], list[Named]] = {key: [] for key in wanted if key not in self._named}
        self._named.update(unread)
        for row in self._claimed.naming(kind, [party_id for _, party_id in unread]):
            self._named[kind, row.party_id].append(row)
        return (row for key in wanted for row in self._named[key])

    def _kin(self, deal: Deal, role: str) -> set[str]:
        named = {party.id for party in deal.in_role(role) if party.id}
        return {other for party_id in named for other in self._identities.kin(party_id)}

    def _look_up(self, ids: Collection[str]) -> list[Candidate]:
        """The claims among ``ids`` that count; what was read before is not read again."""
        unread = [claim_id for claim_id in ids if claim_id not in self._read]
        self._read.update(dict.fromkeys(unread))
        self._candidates(self._claimed.deals(unread))
        return [one for claim_id in ids if (one := self._read[claim_id]) is not None]

    def _candidates(self, claims: Claims) -> list[Candidate]:
        found = [Candidate.of(claim, self._identities, self._rates) for claim in counting(claims, self._as_of)]
        self._read.update({one.claim.id: one for one in found})
        return found


def _match(one: Candidate, other: Candidate) -> bool:
    return one.claim.claim.kind == other.claim.claim.kind and match(one, other) is not None
