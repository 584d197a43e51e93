"""What all claims on one deal support together, field by field.

Belief comes from the origins, the status from the ladder, amounts from `figures`; every other field is the
value with the greatest support. Nothing is averaged, and what loses stays in sight as a conflict.
"""

from collections.abc import Callable, Sequence
from datetime import date
from operator import attrgetter
from typing import Any

from dawra.claims import Capacity, DealClaim, RoleParty
from dawra.claims.claim import number
from dawra.claims.sourced import Sourced
from dawra.deals.candidate import party_at
from dawra.deals.conflicts import Conflict, Stand
from dawra.deals.deal import Deal
from dawra.deals.figures import Voiced, settle_amount, settle_value, statements, voiced
from dawra.deals.ladder import agreed_on, settle_status, tier
from dawra.deals.odds import Odds
from dawra.deals.origins import last_words
from dawra.deals.reliability import STARTING, Reliability
from dawra.deals.settle_dates import settle_closing, settle_day, settle_term
from dawra.deals.settle_parties import settle_parties
from dawra.deals.settle_right import settle_right
from dawra.parties import fold
from dawra.parties.judgement import Identities
from dawra.values import CONDITIONS, NO_RATES, Rates

Claims = Sequence[Sourced[DealClaim]]


def settle(
    claims: Claims, identities: Identities, level: str, reliability: Reliability = STARTING, rates: Rates = NO_RATES
) -> Deal:
    """The deal that ``claims`` (at least one, in any order) tell of, parties at ``level``."""
    claims = sorted(claims, key=lambda claim: claim.order)
    told = voiced(claims, reliability)
    odds = Odds.of(last_words(one.origin for one in told), reliability)
    belief = odds.belief
    status, backward = settle_status(claims, belief)
    day, moved = settle_day(told)
    on = agreed_on(day, claims).start
    parties = settle_parties(claims, identities, level, on)
    term, conflicts = settle_term(told)
    conflicts = [*_disputed(status, claims, backward), *conflicts]
    values: dict[str, Any] = dict.fromkeys(_GET)
    for field in _spoken_of(claims):
        said = statements(told, _GET[field])
        if field in _AMOUNTS:
            values[field], found = settle_amount(field, said, term.years if term else None, rates)
        else:
            values[field], found = settle_value(field, said, _itself, _SINGLE[field])
        conflicts += found if field in _DISPUTED else []
    values["closing"], found = settle_closing(told, day, status)
    conflicts += [*moved, *found]
    return Deal(
        id=claims[0].id,
        level=level,
        kind=claims[0].claim.kind,
        parties=parties,
        status=status,
        term=term,
        right=settle_right(told),
        date=day,
        capacity=_capacity(told),
        products=tuple(dict.fromkeys(name for claim in claims for name in claim.claim.products)),
        conditions=_conditions(_telling(claims, status)),
        belief=belief,
        odds=odds,
        claims=tuple(claims),
        seats=_seats(claims, parties, identities, level, on),
        conflicts=tuple(conflicts),
        **values,
    )


def _spoken_of(claims: Claims) -> list[str]:
    """The fields, of those that are settled alike, of which some claim says something: few, of many."""
    columns = zip(*[_ALL(claim.claim) for claim in claims], strict=True)
    return [field for field, values in zip(_GET, columns, strict=True) if values.count(None) < len(values)]


def _itself(value: Any) -> Any:  # noqa: ANN401 - a value that is its own key, or its own JSON
    return value


_SINGLE: dict[str, Callable[[Any], Any]] = {
    "stake_percent": number,
    "percent": number,
    "exclusive": _itself,
    "source": _itself,
    "shares": lambda shares: shares.to_json(),
}
_AMOUNTS = ("amount", "increase", "valuation")
_GET = {field: attrgetter(field) for field in (*_AMOUNTS, *_SINGLE)}
_ALL = attrgetter(*_GET)
_DISPUTED = frozenset({*_AMOUNTS, "stake_percent", "percent", "exclusive"})
"""Fields whose values exclude each other; sources and share counts are told in many ways."""


def _telling(claims: Claims, status: str) -> Claims:
    """The claims that tell of the stage which the deal has reached; all where none does."""
    return [claim for claim in claims if tier(claim.claim.status) == tier(status)] or claims


def _capacity(told: Sequence[Voiced]) -> tuple[Capacity, ...]:
    """The capacity by the best supported claim that gives any."""
    if not any(one.claim.claim.capacity for one in told):
        return ()
    said = statements(told, _capacities)
    return settle_value("capacity", said, _itself, _itself)[0] or ()


def _capacities(claim: DealClaim) -> tuple[Capacity, ...] | None:
    return claim.capacity or None


def _conditions(claims: Claims) -> tuple[str, ...]:
    named = {condition for claim in claims for condition in claim.claim.conditions}
    return tuple(condition for condition in CONDITIONS if condition in named)


def _disputed(status: str, claims: Claims, backward: Claims) -> list[Conflict]:
    """Claims that would take the status back, and whether some deny what others say."""
    holding = tuple(claim.id for claim in claims if claim.claim.status == status)
    opposed = [claim for claim in claims if (claim.claim.status == "denied") != (status == "denied")]
    return [
        Conflict(
            field="status",
            kind=kind,
            kept=Stand(value=status, claims=holding),
            others=tuple(Stand(value=claim.claim.status, claims=(claim.id,)) for claim in others),
        )
        for kind, others in (("backward", backward), ("contradiction", opposed))
        if others
    ]


def _seats(
    claims: Claims, parties: Sequence[RoleParty], identities: Identities, level: str, on: date
) -> tuple[tuple[int | None, ...], ...]:
    """For each claim, where each of its parties stands among those of the deal."""
    kind, seats = claims[0].claim.kind, {_key(party): seat for seat, party in enumerate(parties)}

    def seat(party: RoleParty) -> int | None:
        own = party.id and party_at(level, kind, party.role, party.id, identities, on=on)
        return seats.get((party.role, own) if own else _key(party))

    return tuple(tuple([seat(party) for party in claim.claim.parties]) for claim in claims)


def _key(party: RoleParty) -> tuple[str, str]:
    return party.role, party.id or fold(party.name)
