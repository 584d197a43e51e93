"""How far a deal has got: the ladder of statuses, its moves, and what is flagged (methods §10, "Status")."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Final

from dawra.claims import DealClaim
from dawra.claims.sourced import Sourced
from dawra.values import PartialDate

RUNGS: Final = {"rumoured": 0, "in_talks": 1, "planned": 2, "announced": 3, "signed": 4, "completed": 5}
TALKS: Final = frozenset({"rumoured", "in_talks", "planned"})
ENDED: Final = frozenset({"terminated", "denied"})
_HALF = Fraction(1, 2)
_TIERS = {**dict.fromkeys(TALKS, 0), **dict.fromkeys(ENDED, 0), "announced": 1, "amended": 3}


def tier(status: str) -> int:
    """Whose terms give way to whose: reported < announced < signed or completed < amended."""
    return _TIERS.get(status, 2)


def day_of(claim: Sourced[DealClaim]) -> PartialDate:
    """The day of the event that a claim tells: the deal's date, else the day printed, else known."""
    return claim.claim.date or claim.published or PartialDate(claim.known)


def agreed_on(date: PartialDate | None, claims: Sequence[Sourced[DealClaim]]) -> PartialDate:
    """When a deal was made: its date, else the day on which its first claim was printed or known."""
    return date or claims[0].published or PartialDate(claims[0].known)


def settle_status(claims: Iterable[Sourced[DealClaim]], belief: Fraction) -> tuple[str, tuple[Sourced[DealClaim], ...]]:
    """The status after all believable claims in the order of events, and the claims that go back.

    A claim of a deal counts when the belief in the deal is at least one half, a denial when it is at most
    that; all count where none would, so that a deal that nobody believes still says what is said of it.
    """
    told = sorted(claims, key=_event)
    counting = [c for c in told if (belief <= _HALF if c.claim.status == "denied" else belief >= _HALF)] or told
    last, backward = counting[0], []
    for claim in counting[1:]:
        if allowed(last.claim.status, claim.claim.status) and not _denied_already(last, claim):
            last = claim
        elif _steps_back(last, claim):
            backward.append(claim)
    return last.claim.status, tuple(backward)


def allowed(old: str, new: str) -> bool:
    """Whether a deal may move from one status to another."""
    if new in ENDED:
        return True
    if old == "terminated":
        return False
    if old == "denied":
        return True
    if new == "amended":
        return old == "amended" or RUNGS[old] >= RUNGS["announced"]
    return new == "completed" if old == "amended" else RUNGS[new] >= RUNGS[old]


def _event(claim: Sourced[DealClaim]) -> tuple[PartialDate, int, str, str]:
    """Events by day; on one day up the ladder, the end of a deal last."""
    rung = RUNGS.get(claim.claim.status, len(RUNGS))
    return day_of(claim), rung, claim.known, claim.id


def _denied_already(last: Sourced[DealClaim], claim: Sourced[DealClaim]) -> bool:
    """Whether the claim may be the very event that was denied: only a later one overtakes a denial."""
    denials = [one.claim.status == "denied" for one in (last, claim)]
    return denials == [True, False] and day_of(claim).meets(day_of(last))


def _steps_back(last: Sourced[DealClaim], claim: Sourced[DealClaim]) -> bool:
    """Whether a claim that may not move the status contradicts it, not merely tells an older event."""
    if claim.claim.date is None or day_of(claim).meets(day_of(last)):
        return False
    return not (last.claim.status == "amended" and claim.claim.status == "signed")
