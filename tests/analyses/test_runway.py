"""Methods §8: gap and runway of a plan, exact and drawn."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import product
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.plans import END, EX_8_3, QUARTERS, SPENT, START, WHOLE, exactly, movement, plan, plans

from dawra.analyses import Movement, Plan, runway
from dawra.analyses.liquidity.outcomes import cases, levels_of
from dawra.analyses.liquidity.paths import paths
from dawra.flows import Opening
from dawra.values import period_edges

HALF = Fraction(1, 2)
Outcome = tuple[Fraction, list[Movement]]


def outcomes(plan_: Plan) -> Iterator[Outcome]:
    """The slow twin's cases: each deal's movements down to each probability, or none of them."""
    groups: dict[str, list[Movement]] = {}
    for place, one in enumerate(plan_.movements):
        groups.setdefault(one.deal or f"alone {place}", []).append(one)
    for floors in product(*([*sorted({one.probability for one in group}), Fraction(2)] for group in groups.values())):
        chance, there = Fraction(1), []
        for floor, group in zip(floors, groups.values(), strict=True):
            below = [one.probability for one in group if one.probability < floor]
            chance *= min(floor, Fraction(1)) - max(below, default=Fraction(0))
            there += [one for one in group if one.probability >= floor]
        yield chance, there


def daily(plan_: Plan, movements: Sequence[Movement], opening: int) -> list[Fraction]:
    """The slow twin's balance at the end of each day, a day's part of each movement at a time."""
    found, balance, day = [], Fraction(opening), plan_.start
    while day < plan_.end:
        for one in movements:
            last = one.end or one.start + timedelta(days=1)
            if one.start <= day < last:
                part = Fraction(one.point, (last - one.start).days)
                balance += -part if one.side == "obligation" else part
        found.append(balance)
        day += timedelta(days=1)
    return found


def gap_of(balances: Sequence[Fraction]) -> Fraction:
    """What would keep them at or above nothing."""
    return max(Fraction(0), -min(balances))


def test_example_8_3_without_draws() -> None:
    """B = 12, 2, -10, -25 at the ends of quarters; the runway ends in Q3."""
    found = runway(plan(*SPENT, opening=200))
    assert [one.balance for one in found.quarters] == [120, 20, -100, -250]
    assert found.runway == date(2026, 7, 16)
    assert (found.gap, found.needs) == (250, 450)


def test_example_8_3() -> None:
    """P(gap > 0) = .6, E = 9.5, 90 % quantile 15, variance 289/4; the expected plan lacks only 5.75."""
    found = runway(EX_8_3)
    assert found.gap == 0
    assert found.cases["without_draws"].gap == 250
    assert found.cases["without_draws"].runway == date(2026, 7, 16)
    assert found.cases["weighted"].gap == Fraction(115, 2)
    drawn = found.distribution
    assert (drawn.method, drawn.cases, drawn.uncertain, drawn.of) == ("exact", 4, 2, "gap")
    assert drawn.probability == pytest.approx(0.6)
    assert drawn.mean == pytest.approx(95)
    assert drawn.quantiles == {0.5: 100, 0.9: 150, 0.95: 250}
    assert drawn.variance == pytest.approx(7225)
    assert drawn.standard_errors == {"mean": 0, "probability": 0}
    assert drawn.runway is not None
    assert [(one.start, one.end, round(one.probability, 12)) for one in drawn.runway] == [
        (QUARTERS[2], QUARTERS[3], 0.2),
        (QUARTERS[3], END, 0.4),
    ]


def test_example_8_3_drivers() -> None:
    """S = 64/289 and 225/289, and no interaction; the swing of each is its gap with the other drawn in."""
    first, second = sorted(runway(EX_8_3).drivers, key=lambda one: one.deal)
    for one, effect in ((first, 64 / 289), (second, 225 / 289)):
        assert one.first == pytest.approx(effect)
        assert one.total == pytest.approx(effect)
    assert (first.low, first.high, first.probability) == (100, 0, Fraction(4, 5))
    assert (second.low, second.high, second.probability) == (150, 0, HALF)


def test_expected_shortfall_takes_part_of_a_case() -> None:
    """The worst twentieth of EX-8.3: no draw comes, with probability .1, so it is 25."""
    assert runway(EX_8_3).distribution.expected_shortfall == pytest.approx(250)
    rare = plan(movement("obligation", 100, probability=Fraction(1, 40)))
    assert runway(rare).distribution.expected_shortfall == pytest.approx(50)


@given(plans())
def test_gap_and_runway_agree_with_the_slow_twin(drawn: Plan) -> None:
    """Day by day over all cases: probability, mean, variance, the case of all, and its day."""
    found, opening = runway(drawn), drawn.opening.point if drawn.opening else 0
    there = [one for one in drawn.movements if one.probability]
    balances = daily(drawn, there, opening)
    assert found.gap == gap_of(balances)
    below = [place for place, balance in enumerate(balances) if balance < 0]
    assert found.runway == (drawn.start + timedelta(days=below[0]) if below else None)
    gaps = [(chance, gap_of(daily(drawn, those, opening))) for chance, those in outcomes(drawn)]
    assert sum(chance for chance, _ in gaps) == 1
    mean = sum((chance * gap for chance, gap in gaps), Fraction(0))
    assert found.distribution.mean == pytest.approx(float(mean))
    assert found.distribution.probability == pytest.approx(float(sum(chance for chance, gap in gaps if gap)))
    variance = sum((chance * (gap - mean) ** 2 for chance, gap in gaps), Fraction(0))
    assert found.distribution.variance == pytest.approx(float(variance), abs=1e-6)


@given(plans())
def test_runways_agree_with_the_slow_twin(drawn: Plan) -> None:
    """In which quarter money runs out, and how likely that is."""
    opening = drawn.opening.point if drawn.opening else 0
    chance = sum(
        (chance for chance, those in outcomes(drawn) if min(daily(drawn, those, opening)) < 0),
        Fraction(0),
    )
    spells = runway(drawn).distribution.runway
    assert spells is not None
    assert sum(one.probability for one in spells) == pytest.approx(float(chance))


@given(plans(most=8))
def test_a_weighted_plan_understates_the_need(drawn: Plan) -> None:
    """T8.1: E[gap] >= gap(E[flows])."""
    found = runway(drawn)
    weighted = found.cases["weighted"].gap
    assert weighted is not None
    assert found.distribution.mean >= float(weighted) - 1e-6


@given(plans())
def test_the_gap_is_the_least_opening_that_keeps_the_balance(drawn: Plan) -> None:
    """With it no day ends below nothing, with a unit less one does."""
    found = runway(drawn)
    assert found.gap is not None
    assert drawn.opening is not None
    held = drawn.opening.point + found.gap
    assert runway(replace(drawn, opening=exactly(held))).runway is None
    if found.gap:
        assert runway(replace(drawn, opening=exactly(held - 1))).gap == 1


@given(plans())
def test_effects_of_deals_keep_their_bounds(drawn: Plan) -> None:
    """INV-8.1: 0 <= S_i <= S_Ti and the S_i sum to 1 at most."""
    indices = [one for one in runway(drawn).drivers if one.first is not None and one.total is not None]
    for one in indices:
        assert -1e-9 <= (one.first or 0) <= (one.total or 0) + 1e-9
    assert sum(one.first or 0 for one in indices) <= 1 + 1e-9


@given(plans(exact=False), st.data())
def test_ranges_hold_all_that_the_amounts_allow(drawn: Plan, data: st.DataObject) -> None:
    """Whatever sums lie in the sets, the gap and its mean lie in the ranges."""
    inside = []
    for one in drawn.movements:
        most = one.low + 50 if one.high is None else one.high
        amount = data.draw(st.integers(one.low, most))
        inside.append(replace(one, low=amount, point=amount, high=amount))
    found, exact = runway(drawn), runway(replace(drawn, movements=tuple(inside)))
    told = {
        "gap": exact.gap,
        "needs": exact.needs,
        "mean": exact.distribution.mean,
        "probability": exact.distribution.probability,
    }
    for name, value in told.items():
        low, high = found.ranges[name]
        assert value is not None
        assert low - 1e-6 <= value
        assert high is None or value <= high + 1e-6


@given(plans())
def test_quarters_add_up(drawn: Plan) -> None:
    """The last balance is the opening with all that moved, and the lowest of all quarters decides the need."""
    assert drawn.opening is not None
    found = runway(drawn)
    moved = sum(one.inflow + one.draw - one.obligation for one in found.quarters)
    assert found.quarters[-1].balance == drawn.opening.point + moved
    assert found.quarters[-1].needs == found.needs


@given(plans(), st.randoms())
def test_the_order_of_movements_changes_nothing(drawn: Plan, order: Random) -> None:
    """Nor does splitting one into parallel ones of its deal."""
    parts = []
    for one in drawn.movements:
        less = one.point // 3 // WHOLE * WHOLE
        amounts = (less, one.point - less) if one.deal else (one.point,)
        parts += [replace(one, low=amount, point=amount, high=amount) for amount in amounts]
    order.shuffle(parts)
    found, again = runway(drawn), runway(replace(drawn, movements=tuple(parts)))
    assert (again.gap, again.runway, again.quarters) == (found.gap, found.runway, found.quarters)
    assert again.distribution.mean == pytest.approx(found.distribution.mean)
    assert again.distribution.expected_shortfall == pytest.approx(found.distribution.expected_shortfall)


@given(plans())
def test_twice_the_money_lacks_twice(drawn: Plan) -> None:
    """On the same days, and as likely."""
    assert drawn.opening is not None
    twice = replace(
        drawn,
        opening=exactly(2 * drawn.opening.point),
        movements=tuple(
            replace(one, low=2 * one.low, point=2 * one.point, high=2 * one.point) for one in drawn.movements
        ),
    )
    found, double = runway(drawn), runway(twice)
    assert (double.gap, double.runway) == (2 * (found.gap or 0), found.runway)
    assert double.distribution.mean == pytest.approx(2 * found.distribution.mean)
    assert double.distribution.probability == pytest.approx(found.distribution.probability)


@given(plans(most=8))
def test_the_cuts_that_may_be_lowest_are_enough(drawn: Plan) -> None:
    """In every case the need is the same with all cuts and with those alone."""
    found = paths(drawn)
    assert found.lows().days[0] == drawn.start
    assert cases(found, None).needs.tolist() == cases(found, 0).needs.tolist()


def test_draws_come_near_all_cases() -> None:
    """The drawn twin of EX-8.3, whose deals hang together by next to nothing."""
    found = paths(EX_8_3)
    drawn = cases(found, 200, correlation=1e-12, seed=7, samples=40_000)
    assert not drawn.exact
    gaps = np.maximum(drawn.needs - 200, 0)
    assert float(gaps.mean()) == pytest.approx(95, abs=5 * 85 / 200)
    assert float((gaps > 0).mean()) == pytest.approx(0.6, abs=5 * 0.49 / 200)
    assert drawn.below is not None
    assert float((drawn.below < 0).mean()) == pytest.approx(0.4, abs=5 * 0.49 / 200)


def test_a_deal_is_drawn_with_what_it_obliges_to() -> None:
    """A loan that does not come is not paid back: one draw for both legs."""
    loan = plan(
        movement("draw", 100, QUARTERS[1], deal="loan", probability=HALF),
        movement("obligation", 150, QUARTERS[2], deal="loan", probability=HALF),
    )
    found = runway(loan).distribution
    assert (found.cases, found.quantiles[0.9]) == (2, 50)
    assert found.mean == pytest.approx(25)
    assert runway(loan).cases["without_draws"].gap == 0


def test_a_firmer_part_of_a_deal_comes_whenever_a_less_firm_one_does() -> None:
    """Its parts stand at two probabilities, and the one draw decides on both."""
    drawn = plan(
        movement("obligation", 10, QUARTERS[1], deal="d", probability=Fraction(4, 5)),
        movement("obligation", 30, QUARTERS[2], deal="d", probability=HALF),
    )
    found = runway(drawn).distribution
    assert found.cases == 3
    assert found.mean == pytest.approx(0.3 * 10 + 0.5 * 40)


@given(st.integers(0, 10**20), st.integers(1, 400), st.integers(-3, 403))
def test_what_has_moved_is_the_rounded_share(amount: int, days: int, day: int) -> None:
    """In whole numbers as in fractions; all of it at the end."""
    one = movement("inflow", amount, end=START + timedelta(days=days))
    on = START + timedelta(days=day)
    assert one.moved(on) == round(amount * one.share(on))
    assert one.moved(one.until) == amount


def test_money_of_one_day_settles_together() -> None:
    """A payment is met by what comes in on its day."""
    assert runway(plan(movement("obligation", 5), movement("inflow", 5))).gap == 0
    assert runway(plan(movement("obligation", 5), movement("inflow", 5, START + timedelta(days=1)))).gap == 5


def test_only_what_falls_into_the_plan_counts() -> None:
    """Of a term that began before, the rest; nothing of what has ended or is yet to begin."""
    year = {"end": date(2026, 7, 2)}
    drawn = plan(
        movement("obligation", 364, date(2025, 7, 3), **year),
        movement("obligation", 50, date(2025, 12, 31)),
        movement("obligation", 70, END),
    )
    assert runway(drawn).gap == (date(2026, 7, 2) - START).days


def test_without_a_known_opening_it_is_said_what_is_needed() -> None:
    """Gap and runway are not known; the need is, with its distribution."""
    found = runway(replace(EX_8_3, opening=None))
    assert (found.gap, found.runway, found.needs) == (None, None, 200)
    assert "gap" not in found.ranges
    assert (found.distribution.of, found.distribution.runway) == ("needs", None)
    assert found.distribution.quantiles == {0.5: 300, 0.9: 350, 0.95: 450}
    assert [one.needs for one in found.quarters] == [80, 180, 200, 200]


def test_an_opening_that_may_be_anything_is_not_known() -> None:
    """At least nothing, without limit."""
    assert runway(replace(EX_8_3, opening=Opening())).gap is None


def test_an_opening_that_is_a_range() -> None:
    """Its middle counts, its ends make the range."""
    found = runway(replace(plan(*SPENT), opening=Opening(low=150, high=250)))
    assert found.gap == 250
    assert found.ranges["gap"] == (200, 300)
    assert [(one.kind, one.low, one.high) for one in found.drivers] == [("opening", 300, 200)]


def test_an_amount_that_nobody_stated_has_no_limit() -> None:
    """It counts 0 as a point, and without limit in the range; beside it stands the range of what is stated."""
    unsaid = movement("obligation", 0, high=None, mark="unknown", deal="d")
    found = runway(plan(unsaid, movement("obligation", 7)))
    assert found.gap == 7
    assert found.ranges["gap"] == (7, None)
    assert found.ranges["mean"] == (7, None)
    assert found.stated_ranges["gap"] == (7, 7)
    assert [(one.kind, one.low, one.high) for one in found.drivers] == [("amount", 7, None)]


def test_like_payments_are_drivers_each_for_itself() -> None:
    """Two equal lines without a deal are two."""
    drawn = plan(*(movement("obligation", 5, high=8) for _ in range(2)))
    assert [(one.low, one.high) for one in runway(drawn).drivers] == [(10, 13), (10, 13)]


def test_an_inflow_without_limit_covers_what_comes_after_it() -> None:
    """And nothing before."""
    unsaid = movement("draw", 0, QUARTERS[1], high=None, mark="unknown")
    found = runway(plan(movement("obligation", 7), movement("obligation", 90, QUARTERS[2]), unsaid))
    assert found.ranges["gap"] == (7, 97)


def test_amounts_of_one_deal_both_ways_make_loose_ranges() -> None:
    """A loan of between 10 and 20 is paid back as it was lent; the ends do not know that."""
    drawn = plan(
        movement("draw", 10, high=20, deal="loan"),
        movement("obligation", 10, QUARTERS[1], high=20, deal="loan"),
    )
    found = runway(drawn)
    assert (found.ranges["gap"], found.loose) == ((0, 10), ("loan",))


def test_all_certain() -> None:
    """One case, no variance, no drivers."""
    found = runway(plan(*SPENT))
    assert (found.distribution.cases, found.distribution.variance, found.drivers) == (1, 0, ())
    assert found.distribution.mean == found.gap == 450


def test_an_empty_plan() -> None:
    """Nothing moves, nothing is missing."""
    found = runway(plan())
    assert (found.gap, found.needs, found.runway, found.distribution.probability) == (0, 0, None, 0)


def uncertain(deals: int) -> Plan:
    """So many deals on days of their own, each as likely as not."""
    days = [START + timedelta(days=place) for place in range(deals)]
    return plan(
        *(movement("obligation", 1 + place, day, deal=f"d{place}", probability=HALF) for place, day in enumerate(days))
    )


def test_deals_that_are_many_are_drawn() -> None:
    """From the twenty-first on; the mean lies near the exact one, and it is said how near."""
    found = runway(uncertain(21), samples=20_000).distribution
    assert (found.method, found.cases, found.uncertain) == ("sampled", 20_000, 21)
    exact = sum(range(1, 22)) / 2
    assert found.mean == pytest.approx(exact, abs=5 * found.standard_errors["mean"])
    assert 0 < found.standard_errors["mean"] < 0.25
    assert found.variance == pytest.approx(sum(n * n for n in range(1, 22)) / 4, rel=0.05)


def test_deals_that_matter_not_are_not_counted() -> None:
    """What falls outside the plan leaves twenty that are looked at in every case."""
    late = [movement("draw", 5, END, deal=f"late {number}", probability=HALF) for number in range(5)]
    few = uncertain(8)
    found = runway(replace(few, movements=(*few.movements, *late))).distribution
    assert (found.method, found.cases, found.uncertain) == ("exact", 256, 8)


def test_the_same_seed_draws_the_same() -> None:
    """And another seed others."""
    many = uncertain(22)
    one, again, other = (runway(many, seed=seed, samples=500) for seed in (3, 3, 4))
    assert one == again
    assert one.distribution.mean != other.distribution.mean


def test_drawn_deals_have_their_drivers() -> None:
    """Estimates of effects that add up: S_i = i² / Σ i² for a sum of independent payments."""
    found = {one.deal: one for one in runway(uncertain(21), samples=1000).drivers}
    squares = sum(n * n for n in range(1, 22))
    for place in (0, 10, 20):
        assert found[f"d{place}"].first == pytest.approx((place + 1) ** 2 / squares, abs=0.01)
        assert found[f"d{place}"].total == pytest.approx((place + 1) ** 2 / squares, abs=0.01)


@pytest.mark.parametrize("chance", [Fraction(1, 5), HALF, Fraction(19, 20)])
def test_a_common_cause_leaves_each_chance_as_it_is(chance: Fraction) -> None:
    """The copula ties deals together and moves no marginal."""
    tied = plan(*(movement("obligation", 1, deal=f"d{n}", probability=chance) for n in range(3)), correlation=HALF)
    found = runway(tied, samples=40_000).distribution
    assert found.method == "sampled"
    assert found.mean == pytest.approx(3 * float(chance), abs=5 * found.standard_errors["mean"])


def test_deals_on_one_cause_alone_come_together() -> None:
    """With correlation 1 all of the same chance come or none does; with 0 the cases are exact."""
    deals = [movement("obligation", 1, deal=f"d{n}", probability=HALF) for n in range(4)]
    tied = runway(plan(*deals, correlation=Fraction(1)), samples=20_000)
    assert tied.distribution.variance == pytest.approx(4, rel=0.02)
    assert all(one.first is None for one in tied.drivers)
    assert runway(plan(*deals)).distribution.variance == pytest.approx(1)


def test_two_tied_deals_follow_the_bivariate_normal() -> None:
    """P(both) = 1/4 + arcsin(ρ) / 2π for two even chances (Sheppard 1899); ρ = 1/2 gives 1/3."""
    deals = [movement("obligation", 1, deal=f"d{n}", probability=HALF) for n in range(2)]
    found = cases(paths(plan(*deals)), 0, correlation=0.5, samples=40_000)
    assert float(found.chance[found.needs == 2].sum()) == pytest.approx(1 / 3, abs=0.012)


def test_levels_are_as_likely_as_told() -> None:
    """The lowest draws stand for the highest level."""
    lots = paths(
        plan(
            movement("obligation", 1, deal="d", probability=Fraction(4, 5)),
            movement("obligation", 2, deal="d", probability=HALF),
        )
    ).lots
    assert lots[0].chance == (Fraction(1, 5), Fraction(3, 10), HALF)
    uniform = np.array([[0.0], [0.49], [0.5], [0.79], [0.81], [0.999]])
    assert levels_of(lots, uniform)[:, 0].tolist() == [2, 2, 1, 1, 0, 0]


def test_sums_beyond_64_bit_are_exact() -> None:
    """Python integers take over, in all cases and on the day that money runs out."""
    huge = 10**20
    drawn = plan(
        movement("obligation", huge + 1, QUARTERS[1], end=QUARTERS[2], deal="d", probability=HALF),
        movement("draw", 7, deal="e", probability=HALF),
    )
    found = runway(drawn)
    assert found.gap == huge + 1 - 7
    assert found.quarters[1].needs == huge - 6
    assert found.runway == QUARTERS[1]
    assert found.distribution.quantiles[0.95] == huge + 1


def test_sums_beyond_exact_floats_are_exact() -> None:
    """One unit more than floats can tell."""
    drawn = plan(movement("obligation", 2**53 + 1, deal="d", probability=HALF))
    assert cases(paths(drawn), 0).needs.tolist() == [0, 2**53 + 1]


def test_a_plan_at_the_end_of_the_calendar() -> None:
    """No day lies beyond the last."""
    last = date.max
    drawn = plan(movement("obligation", 9, date(9999, 12, 30)), start=date(9999, 1, 1), end=last)
    assert runway(drawn).runway == date(9999, 12, 30)
    assert period_edges(date(9999, 11, 1), last, 3) == [date(9999, 11, 1), last]


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"end": START}, "cannot run"),
        ({"currency": "XXX"}, "unknown currency"),
        ({"correlation": Fraction(2)}, "correlation"),
    ],
)
def test_plans_that_cannot_be(fields: dict[str, object], message: str) -> None:
    """Each is an error that says what is wrong."""
    with pytest.raises(ValueError, match=message):
        plan(**fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"side": "income"}, "unknown side"),
        ({"origin": "guess"}, "unknown origin"),
        ({"mark": "odd"}, "unknown mark"),
        ({"low": 6}, "out of order"),
        ({"high": 4}, "out of order"),
        ({"end": START}, "cannot run"),
        ({"probability": Fraction(3, 2)}, "probability"),
    ],
)
def test_movements_that_cannot_be(fields: dict[str, object], message: str) -> None:
    """Likewise."""
    with pytest.raises(ValueError, match=message):
        movement(**{"side": "inflow", "amount": 5, **fields})  # type: ignore[arg-type]


def test_too_few_samples_are_refused() -> None:
    """A quantile of a handful of draws says nothing."""
    with pytest.raises(ValueError, match="at least 100"):
        runway(EX_8_3, samples=10)


def test_unknown_amounts_are_refused() -> None:
    """There are three."""
    with pytest.raises(ValueError, match="unknown amounts"):
        paths(EX_8_3, "middle")
