"""Belief and status probabilities scored on what came of the deals, and a second, obvious way to the same scores."""

import os
from collections import Counter
from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dawra.claims import DealClaim, Reading
from dawra.claims.sourced import Sourced
from dawra.deals import Calibration, Deal, Reliability, calibrate, consolidate
from dawra.deals.calibrate import Score
from dawra.deals.settle import settle
from dawra.parties.judgement import Identities
from dawra.values import StatusProbabilities

Tell = Callable[..., Reading]
SourcedOf = Callable[..., list[Sourced[DealClaim]]]

EXAMPLES = 1000 if os.environ.get("DAWRA_SOAK") else 100


def scored(*claims: Sourced[DealClaim]) -> Calibration:
    """The calibration of the deals that these tell of, with the starting values."""
    return calibrate(consolidate(claims), Reliability(), StatusProbabilities())


def of_status(found: Calibration, status: str) -> Score:
    """The score of one status."""
    return next(one.score for one in found.statuses if one.status == status)


@pytest.fixture
def talks(tell: Tell, sourced: SourcedOf) -> list[Sourced[DealClaim]]:
    """An agency tells of talks, and a filing of the signing."""
    return sourced(
        tell(status="in_talks", date="2025-12-01", published="2025-12-01"),
        tell(status="signed", date="2026-01-10", published="2026-01-10", source="filing", publisher="A"),
    )


@pytest.fixture
def failed(tell: Tell, sourced: SourcedOf) -> list[Sourced[DealClaim]]:
    """An agency announces what is called off later."""
    parties = "investor:nvidia investee:xai"
    return sourced(
        tell(parties, "announced", date="2025-12-01", published="2025-12-01"),
        tell(parties, "terminated", date="2026-01-10", published="2026-01-10", publisher="Bloomberg"),
    )


def test_a_forecast_is_scored_by_what_later_claims_show(
    talks: list[Sourced[DealClaim]], failed: list[Sourced[DealClaim]]
) -> None:
    """Four in five for one that came about and one that did not: (.04 + .64) / 2."""
    found = scored(*talks, *failed)
    assert (found.happened, found.failed, found.open) == (1, 1, 0)
    assert found.belief == Score(count=2, brier=Fraction(34, 100), forecast=Fraction(4, 5), observed=Fraction(1, 2))
    assert of_status(found, "in_talks").brier == Fraction(36, 100)
    assert of_status(found, "announced").brier == Fraction(64, 100)
    assert found.status.brier == Fraction(50, 100)


def test_an_open_deal_is_not_scored(talks: list[Sourced[DealClaim]]) -> None:
    """Nor is the claim that shows the outcome, or a status that nothing has taken the place of."""
    found = scored(talks[0])
    assert (found.open, found.belief.count, found.status.count) == (1, 0, 0)
    assert found.belief == Score(count=0)
    alone = scored(talks[1])
    assert (alone.happened, alone.belief.count, alone.status.count) == (1, 0, 0)


def test_a_repetition_is_no_further_forecast(talks: list[Sourced[DealClaim]], tell: Tell, sourced: SourcedOf) -> None:
    """A reprint of the agency changes neither belief nor status."""
    reprint = sourced(tell(status="in_talks", published="2025-12-05", source="Reuters", publisher="A"))
    assert scored(*talks, *reprint) == scored(*talks)


def test_what_is_known_the_same_day_is_no_forecast(tell: Tell, sourced: SourcedOf) -> None:
    """Nobody was told anything before the outcome."""
    claims = sourced(tell(status="in_talks", publisher="A"), tell(status="signed", publisher="B"))
    assert scored(*claims).belief.count == 0


def test_each_origin_is_scored_by_its_word_alone(
    talks: list[Sourced[DealClaim]], failed: list[Sourced[DealClaim]]
) -> None:
    """Two first words of agencies, one right; the suggested rates lean on the present ones."""
    by_kind = {one.kind: one for one in scored(*talks, *failed).origins}
    assert (by_kind["agency"].score.count, by_kind["party"].score.count) == (2, 0)
    agency = by_kind["agency"].suggested
    assert agency is not None
    assert (agency.tpr, agency.fpr) == (Fraction(9, 11), Fraction(3, 11))


def test_a_class_whose_word_proves_nothing_gets_no_suggestion(tell: Tell, sourced: SourcedOf) -> None:
    """Said of thirty deals that failed and of none that came about."""
    claims = [
        claim
        for number in range(30)
        for claim in sourced(
            tell(f"investor:i{number} investee:e{number}", published="2025-12-01", publisher="Some Blog"),
            tell(f"investor:i{number} investee:e{number}", "terminated", published="2026-01-01", publisher="B"),
        )
    ]
    by_kind = {one.kind: one for one in scored(*claims).origins}
    assert by_kind["other"].suggested is None
    assert not by_kind["other"].score.few
    assert by_kind["agency"].score.few


def test_the_score_of_always_one_half() -> None:
    """A quarter, whatever comes."""
    half = Fraction(1, 2)
    assert Score.of(Counter({(half, True): 2, (half, False): 5})).brier == Fraction(1, 4)


@settings(max_examples=EXAMPLES, deadline=None)
@given(
    told=st.lists(
        st.tuples(
            st.sampled_from(("investor:amazon investee:openai", "investor:nvidia investee:xai")),
            st.sampled_from(("rumoured", "in_talks", "announced", "signed", "completed", "denied", "terminated")),
            st.sampled_from(("Reuters", "Some Blog", "Bloomberg")),
            st.sampled_from(("2025-12-17", "2025-12-20", "2026-01-05", "2026-02-01")),
        ),
        max_size=8,
    )
)
def test_the_scores_are_those_of_the_obvious_way(
    tell: Tell, sourced: SourcedOf, told: list[tuple[str, str, str, str]]
) -> None:
    """Day by day, settle what was known and note belief and status; the mean of the squares is the score."""
    claims: dict[str, Sourced[DealClaim]] = {}
    for parties, status, publisher, day in told:
        one = tell(parties, status, publisher=publisher, published=day, date=day)
        claims |= {claim.id: claim for claim in sourced(one)}
    deals = consolidate(claims.values())
    found = calibrate(deals, Reliability(), StatusProbabilities())
    beliefs, statuses = _obvious(deals)
    for score, squares in ((found.belief, beliefs), (found.status, statuses)):
        assert score.count == len(squares)
        if squares:
            assert float(score.brier or 0) == pytest.approx(sum(squares) / len(squares), rel=1e-12)


def _obvious(deals: tuple[Deal, ...]) -> tuple[list[float], list[float]]:
    """The squared distances of every forecast of belief and of status."""
    beliefs, statuses = [], []
    for deal in deals:
        outcome = {"signed": 1, "completed": 1, "amended": 1, "terminated": 0, "denied": 0}.get(deal.status)
        if outcome is None:
            continue
        showing = ("signed", "completed", "amended") if outcome else ("terminated", "denied")
        last = [claim.known for claim in deal.claims if claim.claim.status in showing][-1]
        belief_before = status_before = None
        for day in dict.fromkeys(claim.known for claim in deal.claims):
            # As one deal, however the claims known by then would be grouped alone.
            state = settle([claim for claim in deal.claims if claim.known <= day], Identities(), "group")
            if day < last and state.belief != belief_before:
                beliefs.append((float(state.belief) - outcome) ** 2)
            if state.status not in (status_before, deal.status):
                statuses.append((float(StatusProbabilities().of(state.status)) - outcome) ** 2)
            belief_before, status_before = state.belief, state.status
    return beliefs, statuses
