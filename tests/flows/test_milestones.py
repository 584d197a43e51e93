"""Money in steps: each milestone its share, drawn and not assumed."""

from datetime import timedelta
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.strategies import DAY, leg

from dawra.flows import Milestone, expected_amount, flow, instalments

THIRDS = [
    Milestone(day=DAY + timedelta(30 * n), share=Fraction(1, 3), probability=Fraction(1, n + 1)) for n in (0, 1, 2)
]


def test_a_sum_in_three_steps() -> None:
    """A hundred dollars in thirds: the last gets the cent that is left."""
    found = instalments(leg("A", "B", 10_000, end=DAY + timedelta(9)), THIRDS[::-1])
    assert [(one.start, one.end, one.point) for one in found] == [
        (DAY, None, 3333),
        (DAY + timedelta(30), None, 3333),
        (DAY + timedelta(60), None, 3334),
    ]


def test_what_was_not_reached_does_not_move() -> None:
    """Each answer belongs to its milestone, in the order in which they were given."""
    assert [one.point for one in instalments(leg("A", "B", 10_000), THIRDS, [True, False, True])] == [3333, 3334]
    assert [one.start for one in instalments(leg("A", "B", 99), THIRDS[::-1], [False, False, True])] == [DAY]
    assert instalments(leg("A", "B", 100), THIRDS, [False] * 3) == []


def test_the_mean_weighs_each_milestone() -> None:
    """A third for sure, a third by half, a third by a third."""
    assert expected_amount(leg("A", "B", 180), THIRDS) == 110


AMOUNTS = st.tuples(*[st.integers(0, 10**20)] * 3)


@given(AMOUNTS, st.booleans(), st.lists(st.integers(1, 50), min_size=1, max_size=8))
def test_steps_sum_exactly(ends: tuple[int, int, int], endless: bool, weights: list[int]) -> None:  # noqa: FBT001 - drawn
    """INV-1.1 for every end of the amount, beyond 64 bit too; no step has its ends crossed."""
    low, more, most = ends
    point, high = low + more, low + more + most
    one = leg("A", "B", point, low=low, high=None if endless else high, total=high)
    steps = [
        Milestone(day=DAY + timedelta(n), share=Fraction(weight, sum(weights))) for n, weight in enumerate(weights)
    ]
    found = instalments(one, steps)
    assert sum(step.low for step in found) == low
    assert sum(step.point for step in found) == point
    assert sum(step.total or 0 for step in found) == high
    assert [step.high for step in found if step.high is None] == ([None] * len(steps) if endless else [])
    assert endless or sum(step.high or 0 for step in found) == high
    for step, milestone in zip(found, steps, strict=True):
        assert abs(step.low - low * milestone.share) <= max(Fraction(len(steps)), low * milestone.share / 100)


@given(st.integers(0, 10**12), st.sets(st.integers(0, 90), max_size=5))
def test_a_finer_clock_changes_no_total_of_steps(amount: int, cuts: set[int]) -> None:
    """INV-1.2: steps are whole in the period of their day."""
    days = [DAY, *(DAY + timedelta(n) for n in sorted(cuts - {0})), DAY + timedelta(100)]
    steps = instalments(leg("A", "B", amount), THIRDS)
    moved = [flow(step, step.point, a, b) for step in steps for a, b in pairwise(days)]
    assert sum(moved) == amount


def test_shares_make_a_whole() -> None:
    """From 0 to 1, one answer for each."""
    with pytest.raises(ValueError, match="sum to 2/3"):
        instalments(leg("A", "B", 1), THIRDS[:2])
    with pytest.raises(ValueError, match="sum to 0"):
        expected_amount(leg("A", "B", 1), [])
    with pytest.raises(ValueError, match="2 answers for 3 milestones"):
        instalments(leg("A", "B", 1), THIRDS, [True, True])
    with pytest.raises(ValueError, match="the share of a milestone"):
        Milestone(day=DAY, share=Fraction(4, 3))
    with pytest.raises(ValueError, match="the probability of a milestone"):
        Milestone(day=DAY, share=Fraction(1), probability=Fraction(-1))
