"""Clearing many scenarios at once: fractions and the plain fixed point are the slow twins."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_array
from tests.fictitious_default import greatest_payments

from dawra.analyses.kernels import lanes
from dawra.analyses.kernels.lanes import Debts, Floats, unpaid

PARTS = (Fraction(0), Fraction(3, 10), Fraction(1, 2), Fraction(9, 10), Fraction(1))
Owed = dict[tuple[int, int], int]
Network = tuple[int, Owed, list[list[int]]]


@st.composite
def networks(draw: st.DrawFn) -> Network:
    """A few parties, what they owe each other and the outside (-1), and outside assets in a few scenarios."""
    size = draw(st.integers(1, 6))
    pair = st.tuples(st.integers(0, size - 1), st.integers(-1, size - 1)).filter(lambda ends: ends[0] != ends[1])
    owed = draw(st.dictionaries(pair, st.integers(1, 40), max_size=20))
    rows = st.lists(st.integers(0, 30), min_size=size, max_size=size)
    return size, owed, draw(st.lists(rows, min_size=1, max_size=5))


def debts(size: int, owed: Owed) -> Debts:
    """The same as arrays."""
    inside = [(i, j, x) for (i, j), x in owed.items() if j >= 0]
    table = np.array(inside, dtype=np.int64).reshape(-1, 3)
    outside = np.array([owed.get((party, -1), 0) for party in range(size)], dtype=np.float64)
    return Debts.of(table[:, 0], table[:, 1], table[:, 2].astype(np.float64), outside)


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


@given(networks(), st.sampled_from(PARTS), st.sampled_from(PARTS))
def test_fictitious_default_in_fractions_finds_the_same(net: Network, alpha: Fraction, beta: Fraction) -> None:
    """The greatest payments, whatever defaulters keep; and who pays in full leaves exactly nothing unpaid."""
    size, owed, scenarios = net
    built = debts(size, owed)
    shares, proved = unpaid(built, np.array(scenarios, dtype=float), alpha=float(alpha), beta=float(beta))
    assert proved.all()
    for row, assets in zip(shares, scenarios, strict=True):
        paid = greatest_payments(owed, assets, alpha, beta)
        exact = [1 - float(paid[i] / int(built.owed[i])) if built.owed[i] else 0.0 for i in range(size)]
        assert row.tolist() == pytest.approx(exact, abs=1e-9)
        assert [share > 0 for share in row] == [paid[i] < int(built.owed[i]) for i in range(size)]


def test_the_plain_fixed_point_finds_the_same() -> None:
    """Payments from the top, all parties at once, until nothing moves."""
    built, shares, assets = large()
    paid = np.tile(built.owed, (len(assets), 1))
    for _ in range(2_000):
        paid = np.minimum(built.owed, assets + (shares @ paid.T).T)
    found, proved = unpaid(built, assets)
    assert proved.all()
    assert 0.1 < (found > 0).mean() < 0.9
    np.testing.assert_allclose(built.owed * (1 - found), paid, rtol=1e-9)


@pytest.mark.parametrize(("alpha", "beta"), [(1.0, 1.0), (0.7, 0.4)])
def test_no_scenario_knows_of_another(alpha: float, beta: float) -> None:
    """Alone, in reverse order, on one thread or on three: the same to the last bit."""
    built, _, assets = large(scenarios=2 * lanes.LANES + 7)
    found, _ = unpaid(built, assets, alpha=alpha, beta=beta)
    assert unpaid(built, assets[::-1], alpha=alpha, beta=beta)[0][::-1].tobytes() == found.tobytes()
    alone = np.concatenate([unpaid(built, row[None], alpha=alpha, beta=beta)[0] for row in assets])
    assert alone.tobytes() == found.tobytes()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lanes, "_PIECE", 5)
        for threads in (1, 3):
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
    owed = {(0, 1): 10**9, (1, 0): 10**9, (0, -1): 1}
    assert greatest_payments(owed, [0, 0]) == [0, 0]
    shares, proved = unpaid(debts(2, owed), np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 0.0]]), sweeps=1_000)
    assert proved.tolist() == [False, True, False]
    assert shares[1].tolist() == [0, 0]
    assert 0 < shares[0, 0] < 1e-3


@pytest.mark.parametrize(("cushion", "defaults"), [(Fraction(10), False), (Fraction(9999, 1000), True)])
def test_a_default_that_comes_late_is_waited_for(cushion: Fraction, defaults: bool) -> None:  # noqa: FBT001
    """0 and 1 pay each other less and less, down to nothing; 2, which loses 10, bears that or a little less."""
    owed = {(0, 1): 100, (1, 0): 90, (1, 2): 10, (0, -1): 1, (2, -1): 1000}
    assets = [Fraction(0), Fraction(0), 990 + cushion]
    paid = greatest_payments(owed, assets, Fraction(1, 2), 1)
    row = np.array([[float(amount) for amount in assets]])
    shares, proved = unpaid(debts(3, owed), row, alpha=0.5, tolerance=1e-3)
    assert proved.all()
    assert (shares[0, 2] > 0) == (paid[2] < 1000) == defaults
    assert shares[0, 2] == pytest.approx(1 - float(paid[2]) / 1000, abs=1e-3)


def test_nobody_owes_anything() -> None:
    """Nothing is left unpaid, also without parties and without scenarios."""
    assert unpaid(debts(2, {}), np.array([[0.0, 5.0]]))[0].tolist() == [[0, 0]]
    assert unpaid(debts(0, {}), np.zeros((3, 0)))[1].all()
    assert unpaid(debts(2, {(0, 1): 4}), np.zeros((0, 2)))[0].shape == (0, 2)
