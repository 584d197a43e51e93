"""Clearing many scenarios at once: fractions and the plain fixed point are the slow twins."""

from collections.abc import Sequence
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_array
from tests.obligations import SIZE, Table, fictitious_default, parts, tables

from dawra.analyses.contagion.obligations import Number
from dawra.analyses.kernels.lanes import LANES, Debts, Floats, unpaid

PAIR = (0, 0), ((0, 10**9), (10**9, 0)), (1, 0)
"""Two parties that owe each other nearly all."""


def debts(owed: Sequence[Sequence[Number]], outside: Sequence[Number]) -> Debts:
    """What each owes each, and others, as arrays."""
    rows = [(i, j, x) for i, row in enumerate(owed) for j, x in enumerate(row) if x]
    debtor, creditor, amount = zip(*rows, strict=True) if rows else ((), (), ())
    ends = np.array([debtor, creditor], dtype=np.int64)
    return Debts.of(ends[0], ends[1], np.array(amount, dtype=np.float64), np.array(outside, dtype=np.float64))


def large(size: int = 90, each: int = 8, scenarios: int = 70) -> tuple[Debts, csr_array, Floats]:
    """A network with some debts outside, the matrix of who gets which share of whose payments, and outside assets."""
    rng = np.random.default_rng(7)
    debtor = np.repeat(np.arange(size), each)
    creditor = (debtor + rng.integers(1, size, debtor.size)) % size
    amount = np.exp(rng.normal(8, 1, debtor.size)).round()
    built = Debts.of(debtor, creditor, amount, amount.reshape(size, each).sum(axis=1) // 4)
    shares = csr_array((amount / built.owed[debtor], (creditor, debtor)), shape=(size, size))
    assets = built.owed * rng.random((scenarios, size)) * rng.random((scenarios, 1))
    return built, shares, assets


@given(tables, st.lists(st.lists(st.integers(0, 12), min_size=SIZE, max_size=SIZE), max_size=4), parts, parts)
def test_fictitious_default_in_fractions_finds_the_same(
    table: Table, others: list[list[int]], alpha: Fraction, beta: Fraction
) -> None:
    """The greatest payments, whatever defaulters keep; and who pays in full leaves exactly nothing unpaid."""
    first, owed, outside = table
    scenarios = [first, *others]
    built = debts(owed, outside)
    found, proved = unpaid(built, np.array(scenarios, dtype=float), alpha=float(alpha), beta=float(beta))
    assert proved.all()
    for row, assets in zip(found, scenarios, strict=True):
        paid, _ = fictitious_default(assets, owed, outside, alpha, beta)
        exact = [1 - float(p) / whole if whole else 0.0 for p, whole in zip(paid, built.owed.tolist(), strict=True)]
        assert row.tolist() == pytest.approx(exact, abs=1e-9)
        assert [share > 0 for share in row] == [p < int(whole) for p, whole in zip(paid, built.owed, strict=True)]


@pytest.mark.parametrize(("alpha", "beta"), [(1.0, 1.0), (0.7, 0.4)])
def test_the_plain_fixed_point_finds_the_same(alpha: float, beta: float) -> None:
    """Payments from the top, all parties at once, until nothing moves."""
    built, shares, assets = large()
    paid = np.tile(built.owed, (len(assets), 1))
    for _ in range(500):
        received = (shares @ paid.T).T
        paid = np.where(assets + received >= built.owed, built.owed, alpha * assets + beta * received)
    found, proved = unpaid(built, assets, alpha=alpha, beta=beta)
    assert proved.all()
    assert 0.1 < (found > 0).mean() < 0.95
    np.testing.assert_allclose(built.owed * (1 - found), paid, rtol=1e-9)


@pytest.mark.parametrize(("alpha", "beta"), [(1.0, 1.0), (0.7, 0.4)])
def test_no_scenario_knows_of_another(alpha: float, beta: float) -> None:
    """Alone, in reverse order, on one thread or on three: the same to the last bit."""
    built, _, assets = large(scenarios=3 * LANES + 7)
    found, _ = unpaid(built, assets, alpha=alpha, beta=beta)
    assert unpaid(built, assets[::-1], alpha=alpha, beta=beta)[0][::-1].tobytes() == found.tobytes()
    alone = np.concatenate([unpaid(built, row[None], alpha=alpha, beta=beta)[0] for row in assets])
    assert alone.tobytes() == found.tobytes()
    for threads in (2, 3):
        assert unpaid(built, assets, alpha=alpha, beta=beta, threads=threads)[0].tobytes() == found.tobytes()


def test_the_answer_is_within_the_tolerance_and_never_above() -> None:
    """Also a coarse one: from below, and no further off than was asked."""
    built, _, assets = large()
    exact, _ = unpaid(built, assets, tolerance=1e-15)
    for tolerance in (1e-2, 1e-4, 1e-8):
        found, proved = unpaid(built, assets, tolerance=tolerance)
        assert proved.all()
        assert np.all(found <= exact + 1e-15)
        assert 0 < (exact - found).max() <= tolerance


def test_money_that_goes_round_and_hardly_leaves_is_not_taken_for_settled() -> None:
    """Each round a billionth leaves, so payments fall by next to nothing, but to nothing in the end."""
    assert fictitious_default(*PAIR)[0] == [0, 0]
    shares, proved = unpaid(debts(*PAIR[1:]), np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 0.0]]), sweeps=1_000)
    assert proved.tolist() == [False, True, False]
    assert shares[1].tolist() == [0, 0]
    assert 0 < shares[0, 0] < 1e-3


@pytest.mark.parametrize(("cushion", "defaults"), [(Fraction(10), False), (Fraction(9999, 1000), True)])
def test_a_default_that_comes_late_is_waited_for(cushion: Fraction, defaults: bool) -> None:  # noqa: FBT001
    """0 and 1 pay each other less and less, down to nothing; 2, which loses 10, bears that or a little less."""
    owed, outside = ((0, 100, 0), (90, 0, 10), (0, 0, 0)), (1, 0, 1000)
    assets = [Fraction(0), Fraction(0), 990 + cushion]
    paid, _ = fictitious_default(assets, owed, outside, Fraction(1, 2))
    row = np.array([[float(amount) for amount in assets]])
    shares, proved = unpaid(debts(owed, outside), row, alpha=0.5, tolerance=1e-3)
    assert proved.all()
    assert (shares[0, 2] > 0) == (paid[2] < 1000) == defaults
    assert shares[0, 2] == pytest.approx(1 - float(paid[2]) / 1000, abs=1e-3)


def test_nobody_owes_anything() -> None:
    """Nothing is left unpaid, also without parties and without scenarios."""
    assert unpaid(debts((), (0, 0)), np.array([[0.0, 5.0]]))[0].tolist() == [[0, 0]]
    assert unpaid(debts((), ()), np.zeros((3, 0)))[1].all()
    assert unpaid(debts(((0, 4), (0, 0)), (0, 0)), np.zeros((0, 2)))[0].shape == (0, 2)
