"""The door of this room: claims in, deals out."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from dawra.claims import DealClaim
from dawra.claims.sourced import Sourced
from dawra.deals.deal import Deal
from dawra.deals.ladder import day_of
from dawra.deals.match_claims import match_claims
from dawra.deals.reliability import STARTING, Reliability
from dawra.deals.rounds import link_tickets
from dawra.deals.settle import settle
from dawra.errors import UsageError
from dawra.parties.judgement import Identities
from dawra.values import NO_RATES, PartialDate, Rates

LEVELS: Final = ("group", "company")


def consolidate(
    claims: Iterable[Sourced[DealClaim]],
    identities: Identities | None = None,
    *,
    as_of: str | None = None,
    level: str = "group",
    reliability: Reliability = STARTING,
    rates: Rates = NO_RATES,
) -> tuple[Deal, ...]:
    """The deals that ``claims`` tell of as of a day, by first known day and id.

    Args:
        claims: those that count at the wanted ``known`` and ``recorded``, in any order.
        identities: who is who by judgement; else by the registry alone.
        as_of: the last day (ISO) of events that count; None counts all.
        level: ``group`` has parents stand for their units, ``company`` keeps them apart. Matching is always
            at group level.
        reliability: how often each class of origin is right.
        rates: by which sums in several currencies are compared; without them they are not.

    Raises:
        UsageError: an unknown level, or a day that is no date.
    """
    check_level(level)
    identities = identities or Identities()
    deals = settled(counting(claims, as_of), identities, level, reliability, rates)
    return tuple(link_tickets(sorted(deals, key=lambda deal: deal.order), identities, rates))


def settled(
    claims: Iterable[Sourced[DealClaim]], identities: Identities, level: str, reliability: Reliability, rates: Rates
) -> list[Deal]:
    """The deals of claims that all count, not yet linked to their rounds."""
    # Claims of two kinds never match; taken kind by kind, less is in memory at a time and more of it at hand.
    by_kind: dict[str, list[Sourced[DealClaim]]] = defaultdict(list)
    for claim in claims:
        by_kind[claim.claim.kind].append(claim)
    return [
        settle(group, identities, level, reliability, rates)
        for alike in by_kind.values()
        for group in match_claims(alike, identities, rates)
    ]


def counting(claims: Iterable[Sourced[DealClaim]], as_of: str | None) -> list[Sourced[DealClaim]]:
    """The claims of events until the day ``as_of``; None counts all.

    Raises:
        UsageError: a day that is no date.
    """
    try:
        last = None if as_of is None else PartialDate(as_of)
    except ValueError as error:
        raise UsageError(f"--as-of: {error}.") from error
    return [claim for claim in claims if last is None or day_of(claim).start < last.end]


def check_level(level: str) -> None:
    """``UsageError`` for a level that there is not."""
    if level not in LEVELS:
        raise UsageError(f"unknown level {level!r}: one of {', '.join(LEVELS)}.")
