"""How a deal came to be: one step a claim, worked out from nothing that was known later."""

import os
from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.deals.test_around import Held

from dawra.claims import DealClaim, Reading
from dawra.claims.sourced import Sourced
from dawra.deals import Step, consolidate, history, relatives, would_join
from dawra.parties.judgement import Identities
from dawra.values import Amount

Tell = Callable[..., Reading]
Billions = Callable[..., Amount]
SourcedOf = Callable[..., list[Sourced[DealClaim]]]
Story = tuple[str, str, int | None, str, str]

EXAMPLES = 1000 if os.environ.get("DAWRA_SOAK") else 100

stories: st.SearchStrategy[list[Story]] = st.lists(
    st.tuples(
        st.sampled_from(
            (
                "investor:amazon investee:openai",
                "investor:nvidia investee:openai",
                "investor:amazon investor:nvidia investee:openai",
            )
        ),
        st.sampled_from(("in_talks", "announced", "signed", "completed", "denied", "terminated")),
        st.sampled_from((None, 10, 11, 30)),
        st.sampled_from(("Reuters", "Some Blog", "Bloomberg")),
        st.sampled_from(("2025-12-17", "2025-12-18", "2026-02-20", "2026-08-01")),
    ),
    min_size=1,
    max_size=8,
)


def fields(step: Step) -> dict[str, object]:
    """The new value of each field that a step changed."""
    return {change.field: change.new for change in step.changes}


@pytest.fixture
def told(tell: Tell, sourced: SourcedOf, billions: Billions) -> list[Sourced[DealClaim]]:
    """Talks, the same again, the signing, and a paper that goes back behind it."""
    return sourced(
        tell(status="in_talks", amount=billions(10, "about"), date="2025-12-16", published="2025-12-17"),
        tell(status="in_talks", amount=billions(10, "about"), date="2025-12-16", published="2025-12-18"),
        tell(status="signed", amount=billions(10), date="2026-02-01", published="2026-02-01", publisher="Bloomberg"),
        tell(status="in_talks", date="2026-02-20", published="2026-02-20", publisher="Some Blog"),
    )


def test_each_claim_is_one_step_with_what_it_changed(told: list[Sourced[DealClaim]]) -> None:
    """The first has no old values, a repetition changes nothing, the signing moves status and amount."""
    first, again, signed, _ = history(told, told[0].id)
    assert (first.outcome, again.outcome, signed.outcome) == ("first", "repeated", "changed")
    assert {change.old for change in first.changes} == {None}
    assert again.changes == ()
    assert {"status": "signed", "date": "2026-02-01"}.items() <= fields(signed).items()
    assert [step.claim for step in (first, again, signed)] == told[:3]


def test_what_is_flagged_stands_with_the_claim_that_raised_it(told: list[Sourced[DealClaim]]) -> None:
    """A backward move is no change of the status, and appears once."""
    steps = history(told, told[0].id)
    assert [[conflict.kind for conflict in step.flagged] for step in steps] == [[], [], [], ["backward"]]
    assert "status" not in fields(steps[-1])


def test_two_words_for_one_sum_are_no_change(tell: Tell, sourced: SourcedOf) -> None:
    """Only the value counts, not how it was written."""
    papers = [
        tell(amount=Amount.of(Decimal(38 * 10**9), "USD", text=text), publisher=name, published=day)
        for text, name, day in (("$38 billion", "Some Blog", "2025-12-17"), ("$38bn", "Reuters", "2025-12-18"))
    ]
    claims = sourced(*papers)
    assert [change.field for change in history(claims, claims[0].id)[1].changes] == ["belief"]


def test_a_claim_may_tie_two_deals_together(tell: Tell, sourced: SourcedOf, billions: Billions) -> None:
    """What was told before of the one is then told of the other."""
    talks = tell(status="in_talks", amount=billions(10), date="2025-01-10", published="2025-01-10")
    later = tell(status="signed", date="2025-12-20", published="2025-12-20", publisher="A")
    link = tell(status="announced", amount=billions(10), date="2025-12-18", published="2025-12-30", publisher="B")
    claims = sourced(talks, later, link)
    step = history(claims, claims[0].id)[-1]
    assert (step.claim, step.joined) == (claims[2], (claims[1],))


def test_a_claim_that_does_not_count_has_no_history(told: list[Sourced[DealClaim]]) -> None:
    """An id that is not there is followed nowhere."""
    assert history(told, "0" * 32) == ()


@settings(max_examples=EXAMPLES, deadline=None)
@given(drawn=stories, data=st.data())
def test_a_history_up_to_a_day_begins_every_longer_one(
    tell: Tell, sourced: SourcedOf, billions: Billions, drawn: list[Story], data: st.DataObject
) -> None:
    """INV-10.1: no step looks ahead."""
    claims = _claims(tell, sourced, billions, drawn)
    day = data.draw(st.sampled_from(sorted({claim.known for claim in claims})))
    seen = [claim for claim in claims if claim.known <= day]
    followed = data.draw(st.sampled_from(seen)).id
    whole = history(claims, followed)
    assert history(seen, followed) == tuple(step for step in whole if step.known <= day)


@settings(max_examples=EXAMPLES, deadline=None)
@given(drawn=stories, data=st.data())
def test_the_steps_add_up_to_the_deal(
    tell: Tell, sourced: SourcedOf, billions: Billions, drawn: list[Story], data: st.DataObject
) -> None:
    """Whatever `consolidate` says of the deal in the end, the last change of each field said it."""
    claims = _claims(tell, sourced, billions, drawn)
    followed = data.draw(st.sampled_from(claims)).id
    (deal,) = [one for one in consolidate(claims) if any(claim.id == followed for claim in one.claims)]
    said: dict[str, object] = {}
    for step in history(claims, followed):
        said |= fields(step)
    record = deal.to_json()
    for field in ("status", "belief", "date"):
        assert said.get(field) == record[field]


@settings(max_examples=EXAMPLES, deadline=None)
@given(drawn=stories, data=st.data())
def test_only_relatives_have_a_say(
    tell: Tell, sourced: SourcedOf, billions: Billions, drawn: list[Story], data: st.DataObject
) -> None:
    """The history by the claims that a chain of matches reaches is that by all claims."""
    claims = _claims(tell, sourced, billions, drawn)
    followed = data.draw(st.sampled_from(claims)).id
    near = relatives([followed], Held(claims), Identities())
    assert history(near, followed) == history(claims, followed)


def test_what_would_join(tell: Tell, sourced: SourcedOf, billions: Billions) -> None:
    """A match, or another reading of the same text with a party in common, however wrong."""
    (right,) = sourced(tell(amount=billions(10), text="one text", version="2"))
    (wrong,) = sourced(tell("investor:amazon investee:nvidia", amount=billions(99), text="one text", version="1"))
    (apart,) = sourced(tell(amount=billions(99), publisher="A"))
    (other,) = sourced(tell("investor:xai investee:oracle", text="one text", version="1"))
    found = [would_join(claim, [right], Identities()) for claim in (right, wrong, apart, other)]
    assert found == [True, True, False, False]


def _claims(tell: Tell, sourced: SourcedOf, billions: Billions, drawn: list[Story]) -> list[Sourced[DealClaim]]:
    found: dict[str, Sourced[DealClaim]] = {}
    for parties, status, figure, publisher, day in drawn:
        told = tell(parties, status, figure and billions(figure), publisher=publisher, published=day, date=day)
        found |= {claim.id: claim for claim in sourced(told)}
    return list(found.values())
