"""What was learned between two states of the deals."""

import os
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dawra.claims import DealClaim, Reading
from dawra.claims.sourced import Sourced
from dawra.deals import consolidate, difference
from dawra.values import Amount

Tell = Callable[..., Reading]
Billions = Callable[..., Amount]
SourcedOf = Callable[..., list[Sourced[DealClaim]]]

EXAMPLES = 1000 if os.environ.get("DAWRA_SOAK") else 100


@pytest.fixture
def claims(tell: Tell, sourced: SourcedOf, billions: Billions) -> list[Sourced[DealClaim]]:
    """Two on one deal, one on another."""
    return sourced(
        tell(status="in_talks", amount=billions(10), date="2025-12-16"),
        tell(status="signed", amount=billions(12), date="2026-01-10", published="2026-01-10", publisher="Bloomberg"),
        tell("investor:nvidia investee:xai", amount=billions(2), published="2026-01-12"),
    )


def test_what_is_known_later_is_new_or_changes_what_was_known(claims: list[Sourced[DealClaim]]) -> None:
    """Each changed field names the claims that brought it."""
    found = difference(consolidate(claims[:1]), consolidate(claims))
    assert [deal.claims for deal in found.new] == [(claims[2],)]
    assert found.gone == ()
    learned = {one.change.field: one for one in found.changed}
    assert (learned["status"].change.old, learned["status"].change.new) == ("in_talks", "signed")
    assert learned["amount"].claims == (claims[1],)


def test_the_way_back_loses_what_was_learned(claims: list[Sourced[DealClaim]]) -> None:
    """Gone, and the old values again, which no claim brings."""
    found = difference(consolidate(claims), consolidate(claims[:1]))
    assert [deal.claims for deal in found.gone] == [(claims[2],)]
    assert {one.change.field: one.change.new for one in found.changed}["status"] == "in_talks"
    assert all(one.claims == () for one in found.changed)


def test_a_deal_is_the_same_by_its_claims_not_by_its_id(
    claims: list[Sourced[DealClaim]], tell: Tell, sourced: SourcedOf, billions: Billions
) -> None:
    """An older article gives a deal another id."""
    older = sourced(
        tell(status="rumoured", amount=billions(10), date="2025-12-10", published="2025-12-10", publisher="A")
    )
    before, after = consolidate(claims[:1]), consolidate([*older, *claims[:1]])
    assert before[0].id != after[0].id
    found = difference(before, after)
    assert (found.new, found.gone) == ((), ())
    assert {one.deal.id for one in found.changed} == {older[0].id}


def test_deals_merge_and_split(tell: Tell, sourced: SourcedOf, billions: Billions) -> None:
    """A claim that ties two together merges them; without it they are two again."""
    talks = tell(status="in_talks", amount=billions(10), date="2025-01-10", published="2025-01-10")
    signed = tell(status="signed", date="2025-12-20", published="2025-12-20", publisher="A")
    link = tell(amount=billions(10), date="2025-12-18", published="2025-12-30", publisher="B")
    claims = sourced(talks, signed, link)
    two, one = consolidate(claims[:2]), consolidate(claims)
    assert [joined.to_json() for joined in difference(two, one).merged] == [
        {"id": one[0].id, "parts": [deal.id for deal in two]}
    ]
    assert [joined.parts for joined in difference(one, two).split] == [tuple(deal.id for deal in two)]
    assert difference(two, one).new == difference(one, two).gone == ()


def test_the_claims_that_say_the_new_value_brought_it(tell: Tell, sourced: SourcedOf, billions: Billions) -> None:
    """Not another that came in at the same time and says something else."""
    talks = tell(status="in_talks", amount=billions(10), date="2025-12-16")
    other = tell(status="in_talks", amount=billions(40), date="2026-01-31", published="2026-01-31", publisher="A")
    signed = tell(amount=billions(50), date="2026-02-27", published="2026-02-27", publisher="B")
    claims = sourced(talks, other, signed)
    learned = {one.change.field: one.claims for one in difference(consolidate(claims[:1]), consolidate(claims)).changed}
    assert learned["amount"] == (claims[2],)
    assert learned["belief"] == (claims[1], claims[2])


@settings(max_examples=EXAMPLES, deadline=None)
@given(
    drawn=st.lists(
        st.tuples(
            st.sampled_from(("investor:amazon investee:openai", "investor:nvidia investee:openai")),
            st.sampled_from(("in_talks", "announced", "signed", "denied")),
            st.sampled_from((None, 10, 30)),
            st.sampled_from(("Reuters", "Some Blog")),
            st.sampled_from(("2025-12-17", "2026-02-20")),
        ),
        max_size=7,
    ),
    cut=st.integers(0, 7),
)
def test_every_deal_is_accounted_for(
    tell: Tell,
    sourced: SourcedOf,
    billions: Billions,
    drawn: list[tuple[str, str, int | None, str, str]],
    cut: int,
) -> None:
    """New, gone, or met again by its claims; nothing differs from itself; new and gone change places."""
    claims: dict[str, Sourced[DealClaim]] = {}
    for parties, status, figure, publisher, day in drawn:
        told = tell(parties, status, figure and billions(figure), publisher=publisher, published=day, date=day)
        claims |= {claim.id: claim for claim in sourced(told)}
    some, everything = consolidate(list(claims.values())[:cut]), consolidate(claims.values())
    there, back = difference(some, everything), difference(everything, some)
    assert (there.new, there.gone, there.merged, there.split) == (back.gone, back.new, back.split, back.merged)
    told_before = {claim.id for deal in some for claim in deal.claims}
    unheard = [deal for deal in everything if not told_before & {claim.id for claim in deal.claims}]
    assert list(there.new) == unheard
    same = difference(everything, everything)
    assert (same.new, same.gone, same.changed, same.merged, same.split) == ((), (), (), (), ())
