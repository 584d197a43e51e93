"""How good the probabilities are: belief and status probabilities scored on deals whose outcome is known.

Question: of the deals of which we said "four in five", did four in five come about? A deal came about where its
status is signed, completed or amended, and did not where it is terminated or denied; any other is open and not
scored. Each forecast is what the claims known by that day gave, compared with the outcome (1 or 0) that later
ones show. The Brier score is the mean of (forecast - outcome) squared: 0 is perfect, 1/4 is what "one half"
always earns (Brier 1950, Verification of forecasts expressed in terms of probability).

- *Belief*: one forecast each day on which it changed, before the last claim that shows the outcome.
- *Classes of origins*: one forecast for each origin's first word for or against the deal, by that word alone.
- *Statuses*: one forecast for each status that the deal has left behind.

Assumptions: which claims tell of one deal is taken from all of them; everything else uses the claims known by
the day. The suggested rates are posterior means under a Beta prior worth `WEIGHT` cases of the present value:
tpr = (WEIGHT x tpr + said so of deals that came about) / (WEIGHT + spoke of deals that came about), likewise fpr
of those that did not, among origins that spoke: silence counts for nothing.

It does not show how reliable a class is on deals that nobody followed up: those that become known as failed are
few, and a deal agreed and called off later counts against whoever reported it truly. Below `ENOUGH` cases a score
says little, and is marked.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from dawra.claims import DealClaim
from dawra.claims.sourced import Sourced
from dawra.deals.deal import Deal
from dawra.deals.ladder import ENDED, settle_status
from dawra.deals.odds import LEAST, MOST, Odds
from dawra.deals.origins import Origin, origin_of, voices
from dawra.deals.reliability import CLASSES, Accuracy, Reliability
from dawra.values import STATUSES, StatusProbabilities

HAPPENED: Final = frozenset({"signed", "completed", "amended"})
ENOUGH: Final = 30
"""Fewer cases than this are too few to change anything by."""

WEIGHT: Final = 10
"""As many cases is the present value worth."""

Forecasts = Counter[tuple[Fraction, bool]]
"""How often each probability was given to what came about (True) and to what did not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """``count`` forecasts with their Brier score, their mean, and the share that came about; None without any."""

    count: int
    brier: Fraction | None = None
    forecast: Fraction | None = None
    observed: Fraction | None = None

    @classmethod
    def of(cls, forecasts: Forecasts) -> "Score":
        """The score, exactly."""
        count = forecasts.total()
        if not count:
            return cls(count=0)
        given = forecasts.items()
        return cls(
            count=count,
            brier=sum((times * (p - came) ** 2 for (p, came), times in given), Fraction(0)) / count,
            forecast=sum((times * p for (p, _), times in given), Fraction(0)) / count,
            observed=Fraction(sum(times for (_, came), times in given if came), count),
        )

    @property
    def few(self) -> bool:
        """Whether there are too few cases to go by."""
        return self.count < ENOUGH

    def to_json(self) -> dict[str, Any]:
        """``{count, brier, forecast, observed, few}``."""
        figures = {name: getattr(self, name) for name in ("brier", "forecast", "observed")}
        rounded = {name: None if value is None else float(value) for name, value in figures.items()}
        return {"count": self.count, **rounded, "few": self.few}


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassScore:
    """One class of origins; ``suggested`` is None where its word would prove nothing by these deals."""

    kind: str
    score: Score
    suggested: Accuracy | None

    def to_json(self) -> dict[str, Any]:
        """``{kind, count, brier, forecast, observed, few, suggested: [tpr, fpr]}``."""
        rates = self.suggested
        pair = None if rates is None else [round(float(rates.tpr), 3), round(float(rates.fpr), 3)]
        return {"kind": self.kind, **self.score.to_json(), "suggested": pair}


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusScore:
    """One status."""

    status: str
    score: Score
    suggested: Fraction

    def to_json(self) -> dict[str, Any]:
        """``{status, count, brier, forecast, observed, few, suggested}``."""
        return {"status": self.status, **self.score.to_json(), "suggested": round(float(self.suggested), 3)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """The scores, and how many deals came about, did not, and are open."""

    happened: int
    failed: int
    open: int
    belief: Score
    origins: tuple[ClassScore, ...]
    status: Score
    statuses: tuple[StatusScore, ...]

    def to_json(self) -> dict[str, Any]:
        """``{deals, belief, origins, status, statuses}``."""
        return {
            "deals": {"happened": self.happened, "failed": self.failed, "open": self.open},
            "belief": self.belief.to_json(),
            "origins": [one.to_json() for one in self.origins],
            "status": self.status.to_json(),
            "statuses": [one.to_json() for one in self.statuses],
        }


def calibrate(deals: Iterable[Deal], reliability: Reliability, probabilities: StatusProbabilities) -> Calibration:
    """Score belief and status probabilities on the resolved ones of ``deals``."""
    outcomes = [(deal, _outcome(deal)) for deal in deals]
    resolved = [(deal, came) for deal, came in outcomes if came is not None]
    beliefs: Forecasts = Counter(
        (belief, came) for deal, came in resolved for belief in _beliefs(_before(deal, came=came), reliability)
    )
    words = Counter(
        (origin.kind, origin.denies, came) for deal, came in resolved for origin in _words(_before(deal, came=came))
    )
    left = Counter((status, came) for deal, came in resolved for status in _left(deal, reliability))
    statuses = [_status_score(status, left, probabilities) for status in STATUSES]
    given: Forecasts = Counter()
    for (status, came), times in left.items():
        given[probabilities.of(status), came] += times
    return Calibration(
        happened=sum(came for _, came in resolved),
        failed=sum(not came for _, came in resolved),
        open=len(outcomes) - len(resolved),
        belief=Score.of(beliefs),
        origins=tuple(_class_score(kind, words, reliability) for kind in CLASSES),
        status=Score.of(given),
        statuses=tuple(statuses),
    )


def _outcome(deal: Deal) -> bool | None:
    """Whether the deal came about; None while it is open."""
    return None if deal.status not in HAPPENED | ENDED else deal.status in HAPPENED


def _before(deal: Deal, *, came: bool) -> list[Sourced[DealClaim]]:
    """The claims known before the last one that shows the outcome."""
    showing = HAPPENED if came else ENDED
    last = max(claim.known for claim in deal.claims if claim.claim.status in showing)
    return [claim for claim in deal.claims if claim.known < last]


def _known_by_day(claims: Sequence[Sourced[DealClaim]]) -> Iterator[list[Sourced[DealClaim]]]:
    """For each day on which a claim came to be known, all that were known by then."""
    for day in sorted({claim.known for claim in claims}):
        yield [claim for claim in claims if claim.known <= day]


def _beliefs(claims: Sequence[Sourced[DealClaim]], reliability: Reliability) -> Iterator[Fraction]:
    """Belief on each day on which it changed."""
    before = None
    for known in _known_by_day(claims):
        belief = Odds.of(voices(known), reliability).belief
        if belief != before:
            yield belief
        before = belief


def _left(deal: Deal, reliability: Reliability) -> Iterator[str]:
    """Each status that the deal came to and has left behind, in the order in which one knew of it."""
    before = None
    for known in _known_by_day(deal.claims):
        status, _ = settle_status(known, Odds.of(voices(known), reliability).belief)
        if status not in {before, deal.status}:
            yield status
        before = status


def _words(claims: Sequence[Sourced[DealClaim]]) -> Iterator[Origin]:
    """Each origin's first word for the deal, and its first against it."""
    seen: set[tuple[str, bool]] = set()
    for origin in map(origin_of, claims):
        if (origin.id, origin.denies) not in seen:
            seen.add((origin.id, origin.denies))
            yield origin


def _class_score(kind: str, words: Mapping[tuple[str, bool, bool], int], reliability: Reliability) -> ClassScore:
    forecasts: Forecasts = Counter()
    for denies in (False, True):
        alone = Odds.of([Origin(id=kind, name=kind, kind=kind, denies=denies)], reliability).belief
        for came in (False, True):
            forecasts[alone, came] += words.get((kind, denies, came), 0)
    rates = reliability.of(kind)
    tpr, fpr = (
        min(max(_smoothed(present, words.get((kind, False, came), 0), words.get((kind, True, came), 0)), LEAST), MOST)
        for present, came in ((rates.tpr, True), (rates.fpr, False))
    )
    return ClassScore(kind=kind, score=Score.of(forecasts), suggested=Accuracy(tpr=tpr, fpr=fpr) if tpr > fpr else None)


def _status_score(status: str, left: Mapping[tuple[str, bool], int], probabilities: StatusProbabilities) -> StatusScore:
    present = probabilities.of(status)
    came, failed = left.get((status, True), 0), left.get((status, False), 0)
    return StatusScore(
        status=status,
        score=Score.of(Counter({(present, True): came, (present, False): failed})),
        suggested=_smoothed(present, came, failed),
    )


def _smoothed(present: Fraction, hits: int, misses: int) -> Fraction:
    """The mean of the Beta posterior."""
    return (WEIGHT * present + hits) / (WEIGHT + hits + misses)
