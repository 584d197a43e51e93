"""The index over a box of amounts, beside every corner and a grid."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dawra.analyses.dependence.spread import NOTHING, Part, greatest, index, largest, least

parts_of = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)).map(lambda ends: Part(*sorted(ends))), max_size=4)
rest_of = st.tuples(st.integers(0, 4), st.integers(0, 4)).map(lambda ends: Part(*sorted(ends)))


def value(amounts: list[Fraction], rest: Fraction = Fraction(0)) -> Fraction:
    """The index where ``rest`` is spread too thin to have a square."""
    return sum((x * x for x in amounts), Fraction(0)) / (sum(amounts, Fraction(0)) + rest) ** 2


def grid(part: Part, steps: int) -> list[Fraction]:
    """Amounts from the least to the greatest."""
    assert part.high is not None
    return [part.low + Fraction(step * (part.high - part.low), steps) for step in range(steps + 1)]


@given(parts_of, rest_of)
def test_the_greatest_is_the_best_of_all_corners(parts: list[Part], rest: Part) -> None:
    """The slow twin: all 2^n corners, and the rest with each party in turn or with a new one."""
    assume(rest.high or any(part.high for part in parts))
    found = [Fraction(0)]
    for corner in product(*({part.low, part.high} for part in parts)):
        for more in {rest.low, rest.high}:
            amounts = [Fraction(x or 0) for x in (*corner, 0)]
            for place in range(len(amounts)):
                given_to = [x + (more or 0) * (place == k) for k, x in enumerate(amounts)]
                if any(given_to):
                    found.append(value(given_to))
    bound = greatest(parts, rest)
    assert bound.tight
    assert bound.value == max(found)


@given(parts_of, rest_of)
def test_the_least_is_reached_and_nothing_on_a_grid_is_below(parts: list[Part], rest: Part) -> None:
    """The amounts that it names give it, and no others give less."""
    assume(rest.high or any(part.high for part in parts))
    bound = least(parts, rest)
    assert rest.high is not None
    if bound.amounts is not None:
        assert all(part.low <= x <= (part.high or 0) for part, x in zip(parts, bound.amounts, strict=True))
        assert value(list(bound.amounts), Fraction(rest.high)) == bound.value
    steps = 4 if len(parts) < 3 else 2
    for amounts in product(*(grid(part, steps) for part in parts)):
        for more in grid(rest, 2):
            if any(amounts) or more:
                assert value(list(amounts), more) >= bound.value


@given(parts_of, rest_of)
def test_the_largest_share_stays_between_its_ends_and_comes_near_both(parts: list[Part], rest: Part) -> None:
    """On the grid, the rest thin or all with one; the ends are met there, or approached by ever smaller amounts."""
    assume(any(part.high for part in parts))
    low, high = largest(parts, rest)
    assert rest.high is not None
    seen = []
    for amounts in product(*(grid(part, 2) for part in parts)):
        for more in {rest.low, rest.high}:
            if total := sum(amounts) + more:
                seen += [max(amounts) / total, (max(amounts) + more) / total]
    assert low <= min(seen)
    assert max(seen) == high
    if not any(part.low for part in parts):
        return
    peak = max(part.low for part in parts)
    assert low == peak / (sum(min(peak, part.high or 0) for part in parts) + Fraction(rest.high))


def test_an_example_by_hand() -> None:
    """Between 10 and 20 beside 10 and 30 beside 10: all alike at least, 30 / 10 / 10 at most."""
    parts = [Part(10, 20), Part(10, 30), Part(10, 10)]
    assert (least(parts).value, greatest(parts).value) == (Fraction(1, 3), Fraction(11, 25))
    assert largest(parts) == (Fraction(1, 3), Fraction(3, 5))
    assert least([Part(8, 9), Part(1, 2), Part(1, 3)]).amounts == tuple(map(Fraction, (8, 2, 3)))


@pytest.mark.parametrize(
    ("parts", "rest", "ends"),
    [
        ([Part(5, None), Part(5, 5)], NOTHING, (Fraction(1, 2), 1)),
        ([Part(0, None), Part(0, 3)], NOTHING, (Fraction(1, 2), 1)),
        ([Part(5, 5)], Part(0, None), (0, 1)),
        ([], Part(2, 3), (0, 1)),
        ([Part(0, 4), Part(0, 0)], NOTHING, (1, 1)),
        ([Part(0, 4), Part(0, 4)], Part(1, 1), (0, 1)),
        ([Part(7, 7)], NOTHING, (1, 1)),
    ],
)
def test_without_limits_and_without_floors(parts: list[Part], rest: Part, ends: tuple[Fraction, Fraction]) -> None:
    """Limits count as ends."""
    assert (least(parts, rest).value, greatest(parts, rest).value) == ends


def test_a_search_cut_short_is_still_a_bound() -> None:
    """60 parts have 2^60 corners; with next to no work the bound holds and says that it may not be tight."""
    parts = [Part(1000 + 37 * k % 101, 1200 + 53 * k % 997 * (k % 7)) for k in range(60)]
    solved, cut = greatest(parts), greatest(parts, work=1)
    assert (solved.tight, cut.tight, cut.amounts) == (True, False, None)
    assert solved.amounts is not None
    assert index([int(x) for x in solved.amounts]) == solved.value
    assert solved.value <= cut.value < solved.value * Fraction(101, 100)


def test_amounts_of_any_size() -> None:
    """Nothing is rounded."""
    unit = 3 * 10**40 + 1
    parts = [Part(10 * unit, 20 * unit), Part(10 * unit, 30 * unit), Part(10 * unit, 10 * unit)]
    assert (least(parts).value, greatest(parts).value) == (Fraction(1, 3), Fraction(11, 25))


def test_nothing_has_no_index() -> None:
    """There are no shares of nothing."""
    with pytest.raises(ValueError, match="shares of nothing"):
        index([0, 0])
