"""DebtRank: published figures in exact fractions, the rule round by round, and promises that hold."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.strategies import leg

from dawra.analyses.dependence.debtrank import DebtRank, debtrank, exposures
from dawra.errors import InputError

HALF = Fraction(1, 2)
RING = {("A", "B"): 0.5, ("B", "C"): 0.5, ("C", "A"): 0.5}
"""EX-6.4: A lends B, B lends C, C lends A, a half each; every equity is 1."""
ONES = {"A": 1.0, "B": 1.0, "C": 1.0}

Exposed = Mapping[tuple[str, str], float]


def exact(number: float) -> Fraction:
    """The fraction with a small denominator that a float stands for."""
    found = Fraction(number).limit_denominator(1000)
    assert float(found) == pytest.approx(number, abs=1e-12)
    return found


def rule(
    exposed: Exposed, equities: Mapping[str, float], shock: Mapping[str, float], rounds: int
) -> dict[str, Fraction]:
    """The slow twin: h_i <- min(1, h_i + sum_j L_ij * dh_j), to the letter, in fractions."""
    equity = {party: Fraction(value) for party, value in equities.items()}
    h = {party: min(Fraction(1), Fraction(shock.get(party, 0)) / equity[party]) for party in equity}
    risen = dict(h)
    for _ in range(rounds):
        before = dict(h)
        for i, own in equity.items():
            given_on = sum(
                (Fraction(x) / own * risen[j] for (creditor, j), x in exposed.items() if creditor == i),
                Fraction(0),
            )
            h[i] = min(Fraction(1), before[i] + given_on)
        risen = {party: h[party] - before[party] for party in h}
    return h


def stress(found: DebtRank) -> dict[str, float]:
    """Everyone's stress in the end."""
    return {one.party: one.stress for one in found.parties}


def test_a_half_of_the_equity_of_one() -> None:
    """EX-6.4: h = (4/7, 1/7, 2/7), impact 1/6, equities (3/7, 6/7, 5/7)."""
    found = debtrank(RING, ONES, {"A": 0.5})
    assert {party: exact(h) for party, h in stress(found).items()} == {
        "A": Fraction(4, 7),
        "B": Fraction(1, 7),
        "C": Fraction(2, 7),
    }
    assert exact(found.impact) == Fraction(1, 6)
    assert [exact(one.after) for one in found.parties] == [Fraction(3, 7), Fraction(6, 7), Fraction(5, 7)]
    assert (found.left_out, found.settled) == ((), True)


def test_more_than_the_equity_of_one() -> None:
    """EX-6.4: stress stops at 1, the loss does not: equities (-0.325, 0.75, 0.5)."""
    found = debtrank(RING, ONES, {"A": 1.2})
    assert stress(found) == {"A": 1, "B": 0.25, "C": 0.5}
    assert [exact(one.after) for one in found.parties] == [Fraction(-325, 1000), Fraction(3, 4), HALF]


def test_clearing_the_same_shock_spares_more() -> None:
    """EX-6.4: by Eisenberg and Noe A pays 93/95 of its 9.5, and the equities are (-0.2, 1, 94/95)."""
    outside = dict(zip("ABC", (Fraction(44, 5), Fraction(5), Fraction(3)), strict=True))  # 10 - 1.2, 5, 3
    owed = {debtor: {creditor: HALF} for creditor, debtor in RING}
    debts = dict(zip("ABC", (9 + HALF, 4 + HALF, 2 + HALF), strict=True))
    paid = dict.fromkeys("ABC", Fraction(1))
    for _ in range(3):  # the fictitious defaults: three parties, so at most three rounds
        assets = {
            i: outside[i] + sum((x[i] * paid[j] for j, x in owed.items() if i in x), Fraction(0)) for i in outside
        }
        paid = {i: min(Fraction(1), assets[i] / debts[i]) for i in outside}
    assert paid == {"A": Fraction(93, 95), "B": 1, "C": 1}
    assert [assets[i] - debts[i] for i in "ABC"] == [Fraction(-1, 5), 1, Fraction(94, 95)]
    ranked = debtrank(RING, ONES, {"A": 1.2})
    assert all(one.after <= float(assets[one.party] - debts[one.party]) for one in ranked.parties)


def test_who_has_no_equity_above_0_is_left_out_and_listed() -> None:
    """It feels no stress and passes none on, whether it is unknown, negative or not named at all."""
    exposed = {("B", "A"): 1.0, ("C", "B"): 1.0, ("D", "A"): 1.0, ("E", "A"): 1.0}
    found = debtrank(exposed, {"A": 4, "B": None, "C": 4, "D": -1, "F": 0}, {"A": 4})
    assert stress(found) == {"A": 1, "C": 0}
    assert found.left_out == ("B", "D", "E", "F")
    assert found.impact == 0


def test_nothing_to_spread() -> None:
    """No parties, no exposures, no shock."""
    empty = debtrank({}, {}, {})
    assert (empty.parties, empty.impact, empty.settled) == ((), 0, True)
    assert stress(debtrank({}, {"A": 1}, {"A": 1})) == {"A": 1}


@pytest.mark.parametrize("small", [1e-6, 1e-3])
def test_stress_that_grows_by_itself_ends_at_1(small: float) -> None:
    """Where the links are worth more than what they come from, every shock takes all that it reaches."""
    found = debtrank({("A", "B"): 1.5, ("B", "A"): 1.5, ("C", "B"): 0.5}, {"A": 1, "B": 1, "C": 1}, {"A": small})
    assert stress(found) == {"A": 1, "B": 1, "C": 0.5}
    assert found.settled


def test_links_worth_exactly_what_they_come_from() -> None:
    """The linear system is singular; the rounds still end."""
    found = debtrank({("A", "B"): 1.0, ("B", "A"): 1.0}, {"A": 1, "B": 1}, {"A": 0.01})
    assert stress(found) == {"A": 1, "B": 1}


@pytest.mark.parametrize(
    ("exposed", "equities", "shock", "message"),
    [
        ({("A", "A"): 1}, {"A": 1}, {}, "'A' is exposed to itself"),
        ({("A", "B"): -1}, {"A": 1}, {}, "exposure of 'A' to 'B' is -1"),
        ({("A", "B"): nan}, {"A": 1}, {}, "is nan"),
        ({("A", "B"): 1}, {"A": inf}, {}, "equity of 'A' is inf"),
        ({("A", "B"): 1}, {"A": 1}, {"A": -0.1}, "shock to 'A' is -0.1"),
        ({("A", "B"): 1}, {"A": 1}, {"B": 1}, "a shock to 'B', whose equity is None: give one above 0"),
        ({("A", "B"): 1}, {"A": 1, "B": 0}, {"B": 1}, "a shock to 'B', whose equity is 0"),
    ],
)
def test_wrong_numbers_are_named(
    exposed: Exposed, equities: Mapping[str, float | None], shock: Mapping[str, float], message: str
) -> None:
    """What, of whom, and what would help."""
    with pytest.raises(InputError, match=message):
        debtrank(exposed, equities, shock)


def test_exposures_are_what_is_still_to_be_paid() -> None:
    """Half of a loan's way back lies ahead; a purchase counts only where asked for; the outside is said."""
    legs = [
        leg("B", "L", 100, layer="ret", start=date(2025, 1, 1), end=date(2025, 1, 11)),
        leg("L", "B", 90, layer="fin", start=date(2025, 1, 1)),
        leg("B", "V", 30, start=date(2025, 1, 8)),
        leg("B", "*", 7, layer="ret", start=date(2025, 2, 1)),
    ]
    found = exposures(legs, on=date(2025, 1, 6))
    assert (found.currency, found.amounts) == ("USD", {("L", "B"): 50})
    assert [(one.code, one.count, one.amount) for one in found.notices] == [("outside", 1, 7)]
    both = exposures(legs, on=date(2025, 1, 6), layers=("ret", "pur"))
    assert both.amounts == {("L", "B"): 50, ("V", "B"): 30}


numbers = st.integers(0, 16).map(lambda n: n / 8)
pairs = st.tuples(st.sampled_from("ABCDE"), st.sampled_from("ABCDE")).filter(lambda pair: pair[0] != pair[1])
exposed_of = st.dictionaries(pairs, numbers, max_size=9)
shock_of = st.dictionaries(st.sampled_from("ABCDE"), numbers, max_size=3)
equities_of = st.fixed_dictionaries(dict.fromkeys("ABCDE", st.integers(1, 16).map(lambda n: n / 8)))


@given(exposed_of, equities_of, shock_of)
def test_the_rule_comes_to_the_same(
    exposed: Exposed, equities: Mapping[str, float], shock: Mapping[str, float]
) -> None:
    """The rounds never pass the end and come near it; a stress from 0 to 1 that gives itself back."""
    found = debtrank(exposed, equities, shock)
    assert found.settled
    near = rule(exposed, equities, shock, 40)
    for one in found.parties:
        assert 0 <= one.first <= one.stress <= 1
        assert float(near[one.party]) <= one.stress + 1e-9
        links = sum(x / one.equity * stress(found)[j] for (i, j), x in exposed.items() if i == one.party)
        assert one.stress == pytest.approx(min(1, one.first + links), abs=1e-9)
        lost = shock.get(one.party, 0) + links * one.equity
        assert one.after == pytest.approx(one.equity - lost, abs=1e-9)
    far = {party: float(h) for party, h in rule(exposed, equities, shock, 40).items()}
    if max((abs(far[p] - float(h)) for p, h in rule(exposed, equities, shock, 39).items()), default=0) < 1e-13:
        assert stress(found) == pytest.approx(far, abs=1e-9)


@given(exposed_of, equities_of, shock_of, shock_of)
def test_more_shock_is_never_less_stress(
    exposed: Exposed, equities: Mapping[str, float], shock: Mapping[str, float], more: Mapping[str, float]
) -> None:
    """Monotone; and no shock is no stress."""
    larger = {party: shock.get(party, 0) + more.get(party, 0) for party in {*shock, *more}}
    less, greater = stress(debtrank(exposed, equities, shock)), stress(debtrank(exposed, equities, larger))
    assert all(less[party] <= greater[party] + 1e-9 for party in less)
    assert set(stress(debtrank(exposed, equities, {})).values()) == {0}


@given(exposed_of, equities_of, shock_of, st.permutations("ABCDE"))
def test_names_and_the_unit_of_money_change_nothing(
    exposed: Exposed, equities: Mapping[str, float], shock: Mapping[str, float], names: list[str]
) -> None:
    """Stress is a share of equity."""
    new = dict(zip("ABCDE", names, strict=True))
    other = debtrank(
        {(new[i], new[j]): 4 * x for (i, j), x in exposed.items()},
        {new[party]: 4 * x for party, x in equities.items()},
        {new[party]: 4 * x for party, x in shock.items()},
    )
    found = debtrank(exposed, equities, shock)
    assert {new[party]: h for party, h in stress(found).items()} == pytest.approx(stress(other), abs=1e-9)
    assert other.impact == pytest.approx(found.impact, abs=1e-9)
