"""When a deal was made, closes and runs, by all claims on it."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from dawra.claims import DealClaim, Term
from dawra.claims.claim import number
from dawra.deals.conflicts import Conflict, Stand
from dawra.deals.figures import Statement, Voiced, settle_value, standing, statements, support
from dawra.deals.ladder import TALKS
from dawra.values import PartialDate

Settled = tuple[PartialDate | None, list[Conflict]]

_STAGES = ({"signed"}, {"announced"}, {"completed"}, {"amended"}, TALKS)
"""At which stage a deal is made, the best first: its date is not that of its talks or of its end."""


def settle_day(told: Sequence[Voiced]) -> Settled:
    """The day on which the deal was made."""
    for statuses in _STAGES:
        stage = [one for one in told if one.claim.claim.status in statuses and one.claim.claim.date]
        if stage:
            return _settle("date", statements(stage, _date))
    return _settle("date", statements(told, _date))


def settle_closing(told: Sequence[Voiced], day: PartialDate | None, status: str) -> Settled:
    """The day on which it closed or is to close; of a completed deal, that of its completion if another."""
    stated = statements(told, lambda claim: claim.closing)
    if stated or status != "completed":
        return _settle("closing", stated)
    completed = [one for one in told if one.claim.claim.status == "completed"]
    done, _ = _settle("closing", statements(completed, _date))
    return (None if done is None or day is None or done.meets(day) else done), []


def settle_term(told: Sequence[Voiced]) -> tuple[Term | None, list[Conflict]]:
    """Years, start and end, each settled by itself."""
    if not any(one.claim.claim.term for one in told):
        return None, []
    years, conflicts = settle_value("term/years", statements(told, _years), _itself, number)
    start, found = _settle("term/start", statements(told, _start))
    conflicts += found
    end, found = _settle("term/end", statements(told, _end))
    conflicts += found
    known = years is not None or start is not None or end is not None
    return Term(years=years, start=start, end=end) if known else None, conflicts


def _itself(years: Decimal | None) -> Decimal | None:
    return years


def _date(claim: DealClaim) -> PartialDate | None:
    return claim.date


def _years(claim: DealClaim) -> Decimal | None:
    return claim.term.years if claim.term else None


def _start(claim: DealClaim) -> PartialDate | None:
    return claim.term.start if claim.term else None


def _end(claim: DealClaim) -> PartialDate | None:
    return claim.term.end if claim.term else None


def _settle(field: str, said: Sequence[Statement[PartialDate]]) -> Settled:
    """The finest day among those that agree with the best supported: "November 2025" supports the third."""
    said = standing(said, lambda one, other: one.value.meets(other.value))

    def rank(one: Statement[PartialDate]) -> tuple[Fraction, Fraction, int, PartialDate, tuple[str, str]]:
        filed, weight, *_ = support([other for other in said if other.value.meets(one.value)])
        return -filed, -weight, (one.value.end - one.value.start).days, one.value, one.claim.order

    if len({one.value for one in said}) <= 1:
        return (said[0].value if said else None), []
    best = min(said, key=rank).value
    agreeing = tuple(one.claim.id for one in said if one.value.meets(best))
    others = tuple(Stand(value=one.value.iso, claims=(one.claim.id,)) for one in said if not one.value.meets(best))
    kept = Stand(value=best.iso, claims=agreeing)
    found = Conflict(field=field, kind="contradiction", kept=kept, others=others)
    return best, [found] if others else []
