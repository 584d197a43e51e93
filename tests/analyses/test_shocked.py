"""How likely defaults and losses are when deals may fail: worked by hand, outcome by outcome, and by seeded draws."""

from dataclasses import replace
from fractions import Fraction
from itertools import product
from math import inf, nan, sqrt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.obligations import SIZE, Table, fictitious_default, owing, tables

from dawra.analyses.contagion.obligations import Debt, Obligations
from dawra.analyses.contagion.shocked import DealFailure, Shocked, shocked
from dawra.errors import InputError

CHAIN = Obligations(
    currency="USD",
    assets={"A": 30, "B": 5, "C": 2},
    debts=(
        Debt(debtor="A", creditor="B", amount=20),
        Debt(debtor="B", creditor="C", amount=16),
        Debt(debtor="C", creditor="*", amount=10),
    ),
)
"""A pays B, B pays C. Without 15 of its assets A lacks 5, and B can bear 9 of loss; without 25 A lacks 15."""
ROUND = DealFailure(deal="round", chance=Fraction(1, 4), losses={"A": 15})
SALE = DealFailure(deal="sale", chance=Fraction(1, 2), losses={"A": 10, "B": 1})


def test_two_deals_by_hand() -> None:
    """A lacks 0, 5, 0 and 15 with chances 3/8, 1/8, 3/8 and 1/8; in the last case B loses 15 and 1 and lacks 7."""
    found = shocked(CHAIN, [ROUND, SALE])
    assert (found.method, found.draws, found.distinct, found.currency) == ("exact", 4, 4, "USD")
    a, b, c = found.parties
    assert (a.default, b.default, c.default) == (0.25, 0.125, 0)
    assert (a.unpaid.mean, b.loss.mean, c.loss.mean) == pytest.approx((20 / 8, 20 / 8, 7 / 8), rel=1e-9)
    assert b.loss.quantiles == {0.5: 0, 0.9: pytest.approx(15), 0.95: pytest.approx(15), 0.99: pytest.approx(15)}
    assert found["C"].loss.quantiles[0.9] == pytest.approx(7)
    assert found.unpaid.mean == pytest.approx((5 + 15 + 7) / 8, rel=1e-9)
    assert found.unpaid.standard_error == a.standard_error == 0


hits = st.fixed_dictionaries({}, optional={name: st.integers(0, 3) for name in "1234"})
deals = st.lists(st.tuples(st.fractions(0, 1, max_denominator=8), hits), max_size=3)


@given(tables, deals)
def test_every_outcome_one_by_one(table: Table, rows: list[tuple[Fraction, dict[str, int]]]) -> None:
    """Chances of default and mean shortfalls agree with all outcomes in fractions."""
    _, owed, outside = table
    before = [9 + Fraction(amount) for amount in table[0]]
    face = [Fraction(sum(row) + more) for row, more in zip(owed, outside, strict=True)]
    default, unpaid = [Fraction(0)] * SIZE, [Fraction(0)] * SIZE
    for fails in product((False, True), repeat=len(rows)):
        chance, assets = Fraction(1), list(before)
        for failed, (likely, hit) in zip(fails, rows, strict=True):
            chance *= likely if failed else 1 - likely
            for name, amount in hit.items() if failed else ():
                assets[int(name) - 1] -= amount
        for number, paid in enumerate(fictitious_default(assets, owed, outside)[0]):
            default[number] += chance * (paid < face[number])
            unpaid[number] += chance * (face[number] - paid)
    failures = [DealFailure(deal=str(n), chance=likely, losses=hit) for n, (likely, hit) in enumerate(rows)]
    found = shocked(owing(before, owed, outside), failures)
    assert [one.default for one in found.parties] == pytest.approx([float(x) for x in default], abs=1e-12)
    assert [one.unpaid.mean for one in found.parties] == pytest.approx([float(x) for x in unpaid], abs=1e-7)


def many(deals: int) -> list[DealFailure]:
    """So many deals of one unit each, which A has counted on."""
    return [DealFailure(deal=f"d{number:02d}", chance=0.4, losses={"A": 1}) for number in range(deals)]


def test_draws_come_near_the_exact_chances() -> None:
    """Twelve deals of 4096 outcomes, told apart and drawn: within four standard errors, A failing from 11 of 12 on."""
    exact, drawn = shocked(CHAIN, many(12)), shocked(CHAIN, many(12), draws=4_000)
    assert (exact.method, drawn.method, drawn.draws) == ("exact", "sampled", 4_000)
    assert exact["A"].default == pytest.approx(12 * 0.4**11 * 0.6 + 0.4**12, rel=1e-9)
    few = replace(CHAIN, assets={"A": 24, "B": 5, "C": 2})
    exact, drawn = shocked(few, many(12)), shocked(few, many(12), draws=4_000)
    spare = drawn["A"].standard_error
    assert spare == pytest.approx(sqrt(exact["A"].default * (1 - exact["A"].default) / 4_000), rel=0.1)
    assert abs(drawn["A"].default - exact["A"].default) < 4 * spare
    assert abs(drawn["B"].loss.mean - exact["B"].loss.mean) < 4 * drawn["B"].loss.standard_error
    assert drawn["B"].loss.quantiles[0.9] == pytest.approx(exact["B"].loss.quantiles[0.9])


def test_a_common_cause_leaves_each_chance_and_thickens_the_tail() -> None:
    """Deals that fail together rarely hurt, but then much."""
    apart, tied = (shocked(CHAIN, many(20), correlation=rho) for rho in (0, 0.8))
    assert tied["A"].default > 2 * apart["A"].default
    assert tied["C"].loss.quantiles[0.99] >= apart["C"].loss.quantiles[0.99]
    assert (tied.method, tied.correlation) == ("sampled", 0.8)


def test_one_seed_gives_the_same_figures_on_any_number_of_threads() -> None:
    """Deals may stand in any order; another seed gives other figures."""
    options: dict[str, Any] = {"correlation": 0.3, "draws": 2_000}
    found = shocked(CHAIN, many(25), **options)
    for threads in (1, 2, 3):
        assert shocked(CHAIN, many(25), threads=threads, **options) == found
    assert shocked(CHAIN, many(25)[::-1], **options) == found
    assert shocked(CHAIN, many(25), seed=2, **options).parties != found.parties


def test_unknown_assets_give_two_ends() -> None:
    """B may have nothing or enough: what A leaves unpaid is certain, what reaches C is not."""
    unknown = replace(CHAIN, assets={"A": 30, "B": None, "C": 2}, at_least={"B": 5})
    found = shocked(unknown, [ROUND, SALE])
    assert found.parties == shocked(CHAIN, [ROUND, SALE]).parties
    assert [one.default for one in found.at_best] == [0.25, 0, 0]
    assert found.at_best[1].loss == found["B"].loss
    assert found.unpaid_at_best is not None
    assert found.unpaid_at_best.mean == pytest.approx(20 / 8, rel=1e-9)
    nothing = replace(unknown, at_least={})
    assert shocked(nothing, [ROUND, SALE])["B"].default == pytest.approx(0.25)


def test_no_deals_is_what_is() -> None:
    """One outcome, which is certain."""
    found = shocked(CHAIN, [])
    assert (found.draws, found.unpaid.mean, found.at_best, found.unpaid_at_best) == (1, 0, (), None)
    assert isinstance(found, Shocked)
    assert shocked(Obligations(currency=None, assets={}, debts=()), []).parties == ()


@pytest.mark.parametrize(
    ("failures", "options", "words"),
    [
        ([ROUND, ROUND], {}, "the deal 'round' fails twice"),
        ([replace(ROUND, losses={"Z": 1})], {}, "'Z' loses where 'round' fails, but has, owes and is owed nothing"),
        ([replace(ROUND, losses={"B": 6})], {}, "'B' loses 6 of outside assets of 5"),
        ([ROUND], {"draws": 1}, "1 draws: write 2 or more"),
        ([ROUND], {"alpha": 2}, "alpha is 2"),
        (many(14), {"correlation": 2}, "correlation is 2"),
    ],
)
def test_what_is_refused(failures: list[DealFailure], options: dict[str, Any], words: str) -> None:
    """With what was found and what would help."""
    with pytest.raises(InputError, match=words):
        shocked(CHAIN, failures, **options)


@pytest.mark.parametrize("wrong", [-0.5, 1.5, nan, inf])
def test_a_failure_needs_a_probability_and_losses(wrong: float) -> None:
    """At its making."""
    with pytest.raises(InputError, match=f"'x' fails is {wrong}"):
        DealFailure(deal="x", chance=wrong, losses={})
    if not wrong > 0 or wrong == inf:
        with pytest.raises(InputError, match=f"'A' loses {wrong}"):
            DealFailure(deal="x", chance=0.5, losses={"A": wrong})
