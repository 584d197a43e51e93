"""Parents that come between two claims of one deal, or between two deals."""

from collections.abc import Callable, Sequence
from datetime import date

import pytest

from dawra.claims import DealClaim, Reading
from dawra.claims.sourced import Sourced
from dawra.deals import consolidate
from dawra.deals.candidate import Candidate
from dawra.deals.on_one_day import differ, match
from dawra.flows.cash import legs_of
from dawra.parties.judgement import Identities, Sameness
from dawra.values import Amount

Tell = Callable[..., Reading]
Source = Callable[..., Sequence[Sourced[DealClaim]]]
Billions = Callable[..., Amount]

BEFORE, AFTER = "2025-03-20", "2025-04-05"
"""Around the day on which xAI bought X, 28 March 2025."""


@pytest.fixture
def told(tell: Tell, sourced: Source, billions: Billions) -> Callable[..., list[Sourced[DealClaim]]]:
    """Papers that each tell of an investment of ten billion in somebody on a day."""

    def papers(*said: tuple[str, str]) -> list[Sourced[DealClaim]]:
        return list(
            sourced(
                *(
                    tell(f"investor:amazon investee:{party}", amount=billions(10), published=day, publisher=f"{place}")
                    for place, (party, day) in enumerate(said)
                )
            )
        )

    return papers


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("x-corp", BEFORE), ("x-corp", AFTER)),
        (("x-corp", BEFORE), ("xai", AFTER)),
        (("xai", BEFORE), ("x-corp", AFTER)),
    ],
)
def test_one_deal_told_on_both_sides_of_such_a_day_stays_one(
    told: Callable[..., list[Sourced[DealClaim]]], one: tuple[str, str], other: tuple[str, str]
) -> None:
    """Under either name; its parties stand in the groups of the day on which it was first told."""
    (deal,) = consolidate(told(one, other))
    assert len(deal.claims) == 2
    assert deal.in_role("investee")[0].id == one[0]


def test_matching_is_the_same_from_either_side(told: Callable[..., list[Sourced[DealClaim]]]) -> None:
    """Neither is the first of the two."""
    one, other = (Candidate.of(claim, Identities()) for claim in told(("x-corp", BEFORE), ("xai", AFTER)))
    assert match(one, other) == match(other, one) is not None
    assert not differ(one, other)
    assert not differ(other, one)


def test_two_companies_are_two_before_they_are_one_group(told: Callable[..., list[Sourced[DealClaim]]]) -> None:
    """What was paid into each of them before that day is two deals."""
    assert len(consolidate(told(("x-corp", BEFORE), ("xai", "2025-03-21")))) == 2
    assert len(consolidate(told(("x-corp", "2025-05-01"), ("xai", "2025-05-02")))) == 1


def test_money_between_a_unit_and_its_later_group_is_money(tell: Tell, sourced: Source, billions: Billions) -> None:
    """A leg before the purchase, and inside the group after it."""
    found = consolidate(
        sourced(
            *(
                tell("customer:x-corp provider:xai", "signed", billions(1), kind="compute_purchase", published=day)
                for day in ("2024-06-01", "2025-12-01")
            )
        )
    )
    legs, _ = legs_of(found)
    assert [(leg.from_party, leg.to_party) for leg in legs] == [("x-corp", "xai"), ("xai", "xai")]


def test_what_is_bought_stands_for_itself_on_any_day(tell: Tell, sourced: Source, billions: Billions) -> None:
    """Also in a paper from after the closing, and beside a seller that was its group."""
    (deal,) = consolidate(
        sourced(
            tell(
                "acquirer:saudi-aramco target:sabic seller:pif",
                "completed",
                billions(69),
                kind="acquisition",
                date="2020-06-17",
                published="2020-07-01",
            )
        )
    )
    assert [party.id for party in deal.parties] == ["saudi-aramco", "sabic", "pif"]


def test_a_ticket_on_the_other_side_of_such_a_day_is_part_of_its_round(
    tell: Tell, sourced: Source, billions: Billions
) -> None:
    """A backer that got a parent in between is one backer."""
    deals = consolidate(
        sourced(
            tell("investor:x-corp investor:amazon investee:openai", amount=billions(20), date=BEFORE),
            tell("investor:x-corp investee:openai", amount=billions(2), date=AFTER),
        )
    )
    assert [deal.part_of for deal in deals].count(None) == 1


def test_judgements_and_days_work_together(told: Callable[..., list[Sourced[DealClaim]]]) -> None:
    """A name judged to be X's is xAI's from the same day."""
    judged = Identities([Sameness.of("twittr", "x-corp", same=True)])
    (early,) = consolidate(told(("twittr", BEFORE)), judged)
    (late,) = consolidate(told(("twittr", AFTER)), judged)
    assert [deal.in_role("investee")[0].id for deal in (early, late)] == ["x-corp", "xai"]
    assert early.agreed.start == date(2025, 3, 20)
