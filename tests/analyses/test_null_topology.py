"""The chain through networks of the same degrees: exactly uniform on small spaces, and compiled alike."""

from collections import Counter
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dawra.analyses.chance.enumerate_graphs import count_graphs, degrees, list_graphs
from dawra.analyses.chance.null_topology import Walk, rewired, walked
from dawra.analyses.kernels.rewire import rewire

State = tuple[int, ...]
SPACES = {
    "a 3-cycle": ((1, 1),) * 3,
    "EX-5.1": ((1, 1),) * 4,
    "EX-5.2": ((2, 2), (2, 2), (1, 1), (1, 1)),
    "EX-5.3": ((2, 2), (2, 2), (2, 2), (1, 1), (1, 1)),
    "financiers only finance": ((2, 0), (1, 0), (1, 0), (0, 2), (0, 1), (0, 1)),
    "a hub": ((3, 1), (1, 2), (1, 1), (0, 1), (1, 1)),
}


def tails(wanted: tuple[tuple[int, int], ...]) -> list[int]:
    """The payers of the legs."""
    return [node for node, (out, _) in enumerate(wanted) for _ in range(out)]


def states(wanted: tuple[tuple[int, int], ...]) -> list[State]:
    """All networks, each with the legs of a payer in order of their payees."""
    return [tuple(heads) for heads in list_graphs(wanted).tolist()]


def network(tail: list[int], heads: list[int]) -> State:
    """The network whatever the order of a payer's legs."""
    return tuple(head for _, head in sorted(zip(tail, heads, strict=True)))


def transitions(wanted: tuple[tuple[int, int], ...]) -> dict[State, Counter[State]]:
    """From each network, how many of the equally likely steps lead to which: the chain itself, no sample."""
    tail = tails(wanted)
    steps = list(product(range(len(tail)), repeat=2))
    return {state: Counter(network(tail, walked(tail, state, [step])) for step in steps) for state in states(wanted)}


@pytest.mark.parametrize("name", SPACES)
def test_every_move_is_as_likely_as_its_way_back(name: str) -> None:
    """The transition matrix is symmetric, so the uniform law is stationary; what is rejected stays."""
    moves = transitions(SPACES[name])
    legs = len(tails(SPACES[name]))
    for state, found in moves.items():
        assert sum(found.values()) == legs**2
        assert found[state] > 0
        assert set(found) <= set(moves)
        for other, number in found.items():
            assert moves[other][state] == number


@pytest.mark.parametrize("name", SPACES)
def test_every_network_is_reached(name: str) -> None:
    """Irreducible: from the first network to all, among them the 3-cycle that exchanges alone cannot turn."""
    moves = transitions(SPACES[name])
    reached, fresh = set(), {next(iter(moves))}
    while fresh:
        reached |= fresh
        fresh = {other for state in fresh for other in moves[state]} - reached
    assert reached == set(moves)
    assert len(reached) == count_graphs(SPACES[name])


def test_a_cycle_of_three_turns_round() -> None:
    """Two networks; three of nine steps lead across: those of a leg and the one that follows it."""
    assert transitions(SPACES["a 3-cycle"]) == {
        (1, 2, 0): {(1, 2, 0): 6, (2, 0, 1): 3},
        (2, 0, 1): {(2, 0, 1): 6, (1, 2, 0): 3},
    }


@pytest.mark.parametrize("name", SPACES)
def test_the_order_of_legs_does_not_matter(name: str) -> None:
    """What a network turns into, and how likely, is the same however a payer's legs are numbered."""
    tail = tails(SPACES[name])
    steps = list(product(range(len(tail)), repeat=2))
    for state, found in transitions(SPACES[name]).items():
        turned = [head for node in sorted(set(tail)) for head in _row(tail, state, node)[::-1]]
        assert Counter(network(tail, walked(tail, turned, [step])) for step in steps) == found


def _row(tail: list[int], state: State, node: int) -> list[int]:
    return [head for payer, head in zip(tail, state, strict=True) if payer == node]


@pytest.mark.parametrize("name", SPACES)
def test_the_compiled_step_is_the_plain_step(name: str) -> None:
    """From every network by every pair of legs."""
    wanted = SPACES[name]
    tail = tails(wanted)
    steps = list(product(range(len(tail)), repeat=2))
    cases = [(state, step) for state in states(wanted) for step in steps]
    heads = np.array([state for state, _ in cases])
    chosen = np.array([[step] for _, step in cases], dtype=np.int32)
    found = rewire(np.array(tail), heads, chosen, len(wanted))
    assert found.tolist() == [walked(tail, state, [step]) for state, step in cases]


@st.composite
def walks(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray, np.ndarray, int]:
    """A network of up to nine parties and a few hundred steps on it."""
    size = draw(st.integers(2, 9))
    ends = [(i, j) for i in range(size) for j in range(size) if i != j]
    arcs = sorted(draw(st.sets(st.sampled_from(ends), min_size=2, max_size=40)))
    steps = np.random.default_rng(draw(st.integers(0, 10**9))).integers(len(arcs), size=(2, 300, 2), dtype=np.int32)
    table = np.array(arcs)
    return table[:, 0], np.tile(table[:, 1], (2, 1)), steps, size


@given(walks())
def test_long_compiled_walks_are_the_plain_walks(walk: tuple[np.ndarray, np.ndarray, np.ndarray, int]) -> None:
    """Step for step, the hash set never losing a leg; degrees and simplicity are kept all the way."""
    tail, heads, steps, size = walk
    found = rewire(tail, heads, steps, size)
    assert found.tolist() == rewired(tail, heads, steps, size).tolist()
    for row in found:
        assert degrees(tail, row, size) == degrees(tail, heads[0], size)
        assert len(set(zip(tail.tolist(), row.tolist(), strict=True))) == tail.size
        assert (row != tail).all()


def test_long_walks_are_left_to_the_compiled_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond a limit of steps, with the same answer."""
    rng = np.random.default_rng(3)
    table = np.unique(rng.integers(0, 40, (200, 2)), axis=0)
    table = table[table[:, 0] != table[:, 1]]
    heads = table[None, :, 1]
    steps = rng.integers(len(table), size=(1, 5_000, 2), dtype=np.int32)
    plain = rewired(table[:, 0], heads, steps, 40)
    monkeypatch.setattr("dawra.analyses.chance.null_topology._WALKED", 100)
    assert rewired(table[:, 0], heads, steps, 40).tolist() == plain.tolist()
    assert not np.array_equal(plain, heads)


def test_draws_are_spread_over_the_whole_space() -> None:
    """EX-5.1, 4,500 draws: each of nine networks 500 times, within five standard errors."""
    (start, *_) = states(SPACES["EX-5.1"])
    walk = Walk(np.arange(4), np.array(start), 4, np.random.default_rng(1))
    counts = Counter(map(tuple, walk.draw(4_500).tolist()))
    assert len(counts) == 9
    assert all(abs(count - 500) < 5 * (4_500 * 1 / 9 * 8 / 9) ** 0.5 for count in counts.values())


def test_draws_start_at_a_hub_and_not_at_the_data(monkeypatch: pytest.MonkeyPatch) -> None:
    """Besag and Clifford: the data walk to a hub; every draw walks as far from there, on steps of its own."""
    starts: list[list[list[int]]] = []
    lengths: list[int] = []

    def watched(tail: np.ndarray, heads: np.ndarray, chosen: np.ndarray, size: int) -> np.ndarray:
        starts.append(heads.tolist())
        lengths.append(chosen.shape[1])
        return rewired(tail, heads, chosen, size)

    monkeypatch.setattr("dawra.analyses.chance.null_topology.rewired", watched)
    data = np.array([1, 0, 3, 2])
    drawn = Walk(np.arange(4), data, 4, np.random.default_rng(5)).draw(3)
    hub = rewired(np.arange(4), data[None], np.random.default_rng(5).integers(4, size=(1, 40, 2), dtype=np.int32), 4)
    assert starts == [[data.tolist()], hub.tolist() * 3]
    assert lengths == [40, 40]
    assert drawn.shape == (3, 4)


@pytest.mark.parametrize("legs", [[], [(0, 1)]])
def test_layers_without_a_choice(legs: list[tuple[int, int]]) -> None:
    """Nothing, or a single leg, stays as it is."""
    table = np.array(legs, dtype=np.int64).reshape(-1, 2)
    walk = Walk(table[:, 0], table[:, 1], 2, np.random.default_rng(0))
    assert walk.draw(3).tolist() == [table[:, 1].tolist()] * 3


def test_steps_that_cannot_be_taken_stay_and_count() -> None:
    """0>1, 1>0, 0>2: every pair of legs makes a loop, or a second leg, or is one leg twice."""
    tail, state = [0, 0, 1], (1, 2, 0)
    assert [walked(tail, state, [step]) for step in product(range(3), repeat=2)] == [list(state)] * 9
