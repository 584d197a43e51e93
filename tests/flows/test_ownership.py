"""S: who owns which share of whom."""

from collections import defaultdict
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dawra.claims import DealClaim, Reading
from dawra.claims.sourced import Sourced
from dawra.deals import Deal, consolidate
from dawra.errors import UsageError
from dawra.flows import Stake, ownership, stakes_of
from dawra.values import Amount

Tell = Callable[..., Reading]
DealsOf = Callable[..., tuple[Deal, ...]]
TENTH = Fraction(1, 10)


@pytest.fixture(name="deals")
def _deals(sourced: Callable[..., list[Sourced[DealClaim]]]) -> DealsOf:
    return lambda *readings: consolidate(sourced(*readings))


def test_an_investor_holds_its_stake(deals: DealsOf, tell: Tell) -> None:
    """S[holder, issuer], once the investment is completed."""
    stakes = stakes_of(deals(tell("investor:meta investee:scale-ai", "completed", stake_percent=Decimal(49))))
    found = ownership(stakes)
    assert found.shares == {("meta", "scale-ai"): Fraction(49, 100)}
    assert found.held("scale-ai") == Fraction(49, 100)
    assert found.held("meta") == 0
    assert not found.notices


def test_only_what_is_held_counts_as_paid(deals: DealsOf, tell: Tell) -> None:
    """A signed stake stands in the committed view."""
    stakes = stakes_of(deals(tell("investor:nvidia investee:intel", "signed", stake_percent=Decimal("4.4"))))
    assert ownership(stakes).shares == {}
    assert ownership(stakes, view="committed").shares == {("nvidia", "intel"): Fraction(44, 1000)}
    with pytest.raises(UsageError, match="unknown view 'all'"):
        ownership(stakes, view="all")


@pytest.mark.parametrize(
    ("status", "conditions", "vested"),
    [("completed", (), True), ("completed", ("milestones",), False), ("signed", (), False)],
)
def test_a_grant_counts_when_vested(
    deals: DealsOf, tell: Tell, status: str, conditions: tuple[str, ...], *, vested: bool
) -> None:
    """The holder's share of the issuer; what has not vested is told and left out."""
    told = tell(
        "issuer:amd holder:openai", status, kind="equity_grant", stake_percent=Decimal(10), conditions=conditions
    )
    found = ownership(stakes_of(deals(told)), view="announced")
    assert found.shares == ({("openai", "amd"): TENTH} if vested else {})
    assert [(n.code, n.count, n.names) for n in found.notices] == ([] if vested else [("stakes-unvested", 1, ("amd",))])


def test_several_investors_share_a_stake(deals: DealsOf, tell: Tell, billions: Callable[..., Amount]) -> None:
    """Equally; a ticket with its own stake is taken off; the outside is nobody in S."""
    parties = "investor:amazon investor:nvidia investor:mgx investor: investee:openai"
    whole = tell(parties, "completed", billions(20), stake_percent=Decimal(10), date="2026-02-27")
    assert ownership(stakes_of(deals(whole))).shares == {
        (holder, "openai"): Fraction(1, 40) for holder in ("amazon", "mgx", "nvidia")
    }
    ticket = tell(
        "investor:nvidia investee:openai", "completed", billions(2), stake_percent=Decimal(1), date="2026-02-27"
    )
    assert ownership(stakes_of(deals(whole, ticket))).shares == {
        ("amazon", "openai"): Fraction(3, 100),
        ("mgx", "openai"): Fraction(3, 100),
        ("nvidia", "openai"): Fraction(1, 100),
    }


def test_more_than_the_whole_is_a_contradiction() -> None:
    """None of an issuer's stakes counts then, all are listed; other issuers are as they were."""
    stakes = [
        Stake(holder="a", issuer="x", share=Fraction(3, 5)),
        Stake(holder="b", issuer="x", share=Fraction(1, 2)),
        Stake(holder="a", issuer="y", share=Fraction(1)),
        Stake(holder="y", issuer="y", share=TENTH),
    ]
    found = ownership(stakes)
    assert found.shares == {("a", "y"): 1}
    assert found.contradicted == tuple(stakes[:2])
    assert [(n.code, n.count, n.names) for n in found.notices] == [
        ("stakes-own", 1, ("y",)),
        ("stakes-over-whole", 2, ("x",)),
    ]


STAKES = st.lists(
    st.builds(
        Stake,
        holder=st.sampled_from("abc"),
        issuer=st.sampled_from("abcd"),
        share=st.fractions(0, 1, max_denominator=9),
    ),
    max_size=9,
)


@given(STAKES, st.randoms(use_true_random=False))
def test_no_column_comes_to_more_than_one(stakes: list[Stake], chance: Random) -> None:
    """Columns sum to at most 1; each is the sum of its stakes or contradicted; order changes nothing."""
    found = ownership(stakes)
    told: dict[tuple[str, str], Fraction] = defaultdict(Fraction)
    for stake in stakes:
        if stake.holder != stake.issuer:
            told[stake.holder, stake.issuer] += stake.share
    over = {stake.issuer for stake in found.contradicted}
    for issuer in "abcd":
        whole = sum((share for (_, owned), share in told.items() if owned == issuer), Fraction(0))
        assert (whole > 1) == (issuer in over)
        assert found.held(issuer) == (0 if whole > 1 else whole)
    assert found.shares == {pair: share for pair, share in told.items() if pair[1] not in over}
    chance.shuffle(stakes)
    assert list(ownership(stakes).shares.items()) == list(found.shares.items())


def test_a_stake_that_cannot_be_is_not_built() -> None:
    """A share beyond the whole, an unknown status."""
    with pytest.raises(ValueError, match="lies from 0 to 1"):
        Stake(holder="a", issuer="x", share=Fraction(11, 10))
    with pytest.raises(ValueError, match="unknown status 'owned'"):
        Stake(holder="a", issuer="x", share=TENTH, status="owned")
