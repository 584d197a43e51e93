"""The parts of tracing that have a fast and a slow way: both give the same."""

from collections.abc import Sequence

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dawra.analyses import joint_round_trips
from dawra.analyses.circulation import Arcs, whole
from dawra.analyses.tracing import lots, period_pro_rata
from dawra.analyses.tracing.max_flow import largest_flow
from dawra.analyses.tracing.payments import Payments


def arcs(largest: int) -> st.SearchStrategy[list[tuple[int, int, int]]]:
    """Arcs between six nodes."""
    ends = st.sampled_from([(a, b) for a in range(6) for b in range(6) if a != b])
    return st.lists(st.tuples(ends, st.integers(0, largest)).map(lambda one: (*one[0], one[1])), max_size=14)


def by_networkx(rows: Sequence[tuple[int, int, int]]) -> int:
    """The twin, in Python integers."""
    graph = nx.DiGraph()
    graph.add_nodes_from(range(6))
    for tail, head, capacity in rows:
        more = graph.get_edge_data(tail, head, {"capacity": 0})["capacity"]
        graph.add_edge(tail, head, capacity=capacity + more)
    return int(nx.maximum_flow_value(graph, 0, 5))


@pytest.mark.parametrize("largest", [9, 10**12, 2**61, 10**40])
def test_largest_flow_of_any_size(largest: int) -> None:
    """Capacities of int64 and far beyond."""

    @given(arcs(largest))
    def check(rows: list[tuple[int, int, int]]) -> None:
        inward = [row for row in rows if row[1] != 0]
        found = Arcs.of(6, [(tail, head) for tail, head, _ in inward], [capacity for *_, capacity in inward])
        assert largest_flow(found, 0, 5) == by_networkx(inward)

    check()


def test_nothing_flows_without_arcs() -> None:
    """No arcs, or no way."""
    assert largest_flow(Arcs.of(2, [], []), 0, 1) == 0
    assert largest_flow(Arcs.of(3, [(0, 2)], [5]), 0, 1) == 0


def random_payments(count: int, accounts: int, seed: int) -> Payments:
    """Payments of parts of what is there, some from outside, tagged or not, some out of the accounts."""
    rng = np.random.default_rng(seed)
    balance = rng.integers(0, 50, accounts)
    opening = balance.copy()
    rows = []
    for _ in range(count):
        payer, payee = rng.integers(-1, accounts, 2)
        amount = int(rng.integers(1, 30)) if payer < 0 else int(rng.integers(0, balance[payer] + 1))
        if payer == payee or not amount:
            continue
        balance[payer] -= amount if payer >= 0 else 0
        balance[payee] += amount if payee >= 0 else 0
        rows.append((payer, payee, amount, payer < 0 and rng.random() < 0.5))
    table = np.array(rows, dtype=np.int64)
    return Payments(table[:, 0], table[:, 1], table[:, 2], table[:, 3].astype(bool), opening)


@pytest.mark.parametrize("newest_first", [False, True])
def test_compiled_lots_are_the_plain_ones(monkeypatch: pytest.MonkeyPatch, *, newest_first: bool) -> None:
    """One loop, twice: with lists as it stands, and compiled for arrays."""
    payments = random_payments(3000, 12, seed=1)
    plain = lots.by_lots(payments, newest_first=newest_first)
    monkeypatch.setattr(lots, "_MANY", 0)
    assert lots.by_lots(payments, newest_first=newest_first) == plain
    assert 0 < sum(plain) < payments.amount.sum()


def test_lots_beyond_int64_are_never_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    """A unit that no machine word holds."""
    unit = 10**30
    small = random_payments(300, 5, seed=2)
    large = Payments(
        small.payer,
        small.payee,
        whole([int(amount) * unit for amount in small.amount]),
        small.tagged,
        whole([int(amount) * unit for amount in small.opening]),
    )
    expected = [part * unit for part in lots.by_lots(small, newest_first=True)]
    monkeypatch.setattr(lots, "_MANY", 0)
    assert lots.by_lots(large, newest_first=True) == expected


def test_sparse_periods_are_the_dense_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same equations by either solver, in one period of many accounts."""
    payments = random_payments(400, 60, seed=3)
    balance = payments.opening.tolist()
    pots = period_pro_rata._Pots.of(payments, 0, payments.amount.size, balance)
    stock = [0.0] * payments.opening.size
    dense = pots.trace(payments.tagged, list(stock))
    monkeypatch.setattr(period_pro_rata, "_DENSE", 0)
    assert pots.trace(payments.tagged, list(stock)) == pytest.approx(dense, rel=1e-9)


def test_joint_of_plain_pairs() -> None:
    """EX-3.7 and EX-3.8 without a history, a leg of a party to itself, and nothing at all."""
    ends = np.array([0, 1, 2, 3]), np.array([1, 2, 3, 0])
    assert joint_round_trips(4, *ends, np.array([10, 0, 10, 0]), np.array([0, 10, 0, 10])) == 10
    m, n, o, r, w = range(5)
    pairs = [(n, o, 10, 0), (n, w, 2, 0), (m, o, 13, 0), (o, r, 0, 12), (o, m, 0, 20), (r, n, 0, 15), (w, n, 0, 8)]
    payer, payee, fin, pur = np.array([*pairs, (m, m, 5, 5)]).T
    assert joint_round_trips(5, payer, payee, fin, pur) == 25
    none = np.array([], dtype=np.int64)
    assert joint_round_trips(0, none, none, none, none) == 0


def test_joint_of_two_parties_is_the_lesser_way() -> None:
    """A direct loan and a direct purchase."""
    assert joint_round_trips(2, np.array([0, 1]), np.array([1, 0]), np.array([7, 0]), np.array([0, 4])) == 4
