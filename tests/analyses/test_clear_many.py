"""Clearing many scenarios at the door: published figures as rows of a table, what always holds, what is refused."""

import subprocess
import sys
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.obligations import SIZE, Table, fictitious_default, owing, parts, tables

from dawra.analyses.circulation import Floats
from dawra.analyses.contagion import many
from dawra.analyses.contagion.many import clear_many, defaults, losses, owed
from dawra.analyses.contagion.obligations import Debt, Obligations
from dawra.analyses.contagion.solutions import greatest
from dawra.analyses.contagion.system import system_of
from dawra.errors import ConvergenceError, InputError

Case = tuple[Obligations, list[list[int]]]


def obligations(*debts: tuple[str, str, int], parties: str = "", **fields: Any) -> Obligations:  # noqa: ANN401 - any field
    """Rows of debtor, creditor and amount, in no unit."""
    rows = tuple(Debt(debtor=debtor, creditor=creditor, amount=amount) for debtor, creditor, amount in debts)
    return Obligations(currency=None, assets=dict.fromkeys(parties, 0), debts=rows, **fields)


rows_of_assets = st.lists(st.lists(st.integers(0, 12), min_size=SIZE, max_size=SIZE), min_size=1, max_size=4)
floats = parts.map(float)
cases = st.tuples(tables.map(lambda table: owing(*table)), rows_of_assets)


THREE = obligations(("A", "B", 20), ("A", "C", 10), ("B", "A", 5), ("B", "C", 24), ("C", "A", 10))
R_PACKAGE = obligations(
    *((i, j, 4) for i in "ABC" for j in "ABC" if i != j), ("A", "*", 12), ("B", "*", 4), ("C", "*", 4)
)
CENTRE = obligations(*(("A", j, 10) for j in "BCDE"), ("A", "*", 100), *((j, "*", 55) for j in "BCDE"))
LAB = obligations(
    ("O", "R", 30), ("O", "M", 20), ("O", "W", 10), ("R", "N", 25), ("R", "*", 10), ("W", "N", 8), ("W", "*", 6)
)
"""Of the parties M, N, O, R, W."""


def test_published_example_of_three_banks() -> None:
    """EX-7.1: two default, the third gets what they have."""
    paid = clear_many(THREE, [[10, 10, 10]])
    assert paid[0].tolist() == [pytest.approx(270 / 11, rel=1e-9), pytest.approx(290 / 11, rel=1e-9), 10]
    assert defaults(THREE, paid).tolist() == [[True, True, False]]


def test_published_example_with_default_costs() -> None:
    """EX-7.2 in eighths: without costs two default, with them all three."""
    assets = [[4, 5, 6]]
    assert clear_many(R_PACKAGE, assets)[0] / 8 == pytest.approx([165 / 112, 159 / 112, 3 / 2], rel=1e-9)
    costly = clear_many(R_PACKAGE, assets, alpha=0.5, beta=0.7)[0] / 8
    assert costly == pytest.approx([4225 / 8416, 160275 / 311392, 176055 / 311392], rel=1e-9)


def test_the_greatest_of_several_solutions() -> None:
    """EX-7.3: with costs, and for a closed pair without anything; full payment is exact."""
    pair = obligations(("A", "B", 10), ("B", "A", 10))
    assert clear_many(pair, [[4, 4]], alpha=0.5, beta=0.5).tolist() == [[10, 10]]
    assert clear_many(pair, [[0, 0]]).tolist() == [[10, 10]]


def test_a_shock_to_the_centre_in_three_sizes() -> None:
    """EX-7.4: at 80 the four end with nothing and pay; at 79 they keep 1/14 each; at 81 all default."""
    paid = clear_many(CENTRE, [[150 - shock, 50, 50, 50, 50] for shock in (80, 79, 81)])
    assert defaults(CENTRE, paid).tolist() == [[True, *[late] * 4] for late in (False, False, True)]
    assert paid[0].tolist() == pytest.approx([70, 55, 55, 55, 55], rel=1e-12)
    assert (5 - losses(CENTRE, paid))[1, 1:] == pytest.approx([1 / 14] * 4, rel=1e-9)


@pytest.mark.parametrize(("kept", "lost"), [(1, 178 / 21), (0.9, 879 / 70), (0.5, 1061 / 42)])
def test_a_supplier_loses_without_a_claim_on_the_lab(kept: float, lost: float) -> None:
    """EX-7.5, with and without default costs."""
    paid = clear_many(LAB, [[0, 0, 40, 5, 5]], alpha=kept, beta=kept)
    assert losses(LAB, paid)[0, 1] == pytest.approx(lost, rel=1e-9)
    if kept == 1:
        assert paid[0].tolist() == pytest.approx([0, 0, 40, 25, 35 / 3], rel=1e-9)


def test_a_cancelled_circle_changes_who_defaults() -> None:
    """EX-7.8: never compress before clearing."""
    ring = obligations(("A", "B", 10), ("B", "C", 10), ("C", "A", 10), ("A", "*", 10))
    paid = clear_many(ring, [[5, 0, 0]])
    assert paid[0].tolist() == pytest.approx([10, 5, 5], rel=1e-9)
    assert defaults(ring, paid).all()
    cut = obligations(("A", "*", 10), parties="ABC")
    assert clear_many(cut, [[5, 0, 0]]).tolist() == [[5, 0, 0]]


@given(tables, rows_of_assets, parts, parts)
def test_fictitious_default_in_fractions_finds_the_same(
    table: Table, rows: list[list[int]], alpha: Fraction, beta: Fraction
) -> None:
    """Every row, whatever defaulters keep."""
    found = clear_many(owing(*table), rows, alpha=float(alpha), beta=float(beta))
    for paid, assets in zip(found, rows, strict=True):
        exact, _ = fictitious_default(assets, *table[1:], alpha, beta)
        assert paid.tolist() == pytest.approx([float(amount) for amount in exact], abs=1e-8)


@given(cases, floats, floats)
def test_nobody_pays_more_than_it_owes_or_has(case: Case, alpha: float, beta: float) -> None:
    """INV-7.1: 0 <= p <= owed; who has enough pays all, and without default costs who has not pays out everything."""
    given_, rows = case
    paid, whole, kept = clear_many(given_, rows, alpha=alpha, beta=beta), owed(given_), clear_many(given_, rows)
    assert np.all((paid >= 0) & (paid <= whole))
    has = np.array(rows) + received(given_, paid)
    assert np.all((has >= whole - 1e-8) == (paid == whole))
    has = np.array(rows) + received(given_, kept)
    assert kept == pytest.approx(np.minimum(has, whole), abs=1e-8)


def received(given: Obligations, paid: Floats) -> Floats:
    """What each party gets."""
    full = np.tile(owed(given), (len(paid), 1))
    return losses(given, np.zeros_like(full)) - losses(given, paid)


@given(cases, floats, floats, st.integers(0, SIZE - 1), st.integers(1, 9))
def test_more_assets_and_smaller_costs_never_lower_a_payment(
    case: Case, alpha: float, beta: float, party: int, more: int
) -> None:
    """INV-7.2: monotone in e, alpha and beta."""
    given_, rows = case
    paid = clear_many(given_, rows, alpha=alpha, beta=beta)
    richer = np.array(rows)
    richer[:, party] += more
    for other in (
        clear_many(given_, richer, alpha=alpha, beta=beta),
        clear_many(given_, rows, alpha=min(1, alpha + 0.1), beta=beta),
        clear_many(given_, rows, alpha=alpha, beta=min(1, beta + 0.1)),
    ):
        assert np.all(other >= paid - 1e-8)


@given(cases)
def test_no_value_is_lost_without_default_costs(case: Case) -> None:
    """INV-7.3: what is left over and what the outside gets come to the outside assets."""
    given_, rows = case
    paid = clear_many(given_, rows)
    left = np.array(rows) + received(given_, paid) - paid
    outside = paid.sum(axis=1) - received(given_, paid).sum(axis=1)
    assert left.min() >= -1e-8
    assert left.sum(axis=1) + outside == pytest.approx(np.array(rows).sum(axis=1), abs=1e-7)


@given(cases, st.sampled_from([3, 1000, 10**12]), floats)
def test_another_unit_of_money_changes_nothing(case: Case, times: int, kept: float) -> None:
    """INV-7.4: scaling all money scales the payments."""
    given_, rows = case
    scaled = replace(given_, debts=tuple(replace(debt, amount=debt.amount * times) for debt in given_.debts))
    paid = clear_many(given_, rows, alpha=kept, beta=kept)
    again = clear_many(scaled, np.array(rows) * times, alpha=kept, beta=kept)
    assert again / times == pytest.approx(paid, abs=1e-8)


def test_a_group_that_hardly_leaks_is_solved_alone() -> None:
    """A billionth leaves each round, so all of it does: the sweeps would not see that, a linear system does."""
    slow = obligations(("A", "B", 10**9), ("B", "A", 10**9), ("A", "*", 1))
    paid = clear_many(slow, [[0, 0], [1, 0]])
    assert paid[0] == pytest.approx([0, 0], abs=1)
    assert paid[1].tolist() == [10**9 + 1, 10**9]


def test_what_cannot_be_solved_is_an_error_with_its_scenario(monkeypatch: pytest.MonkeyPatch) -> None:
    """And never a figure."""

    def unsolved(_: object) -> None:
        raise ConvergenceError("it cannot be told from rounding errors")

    monkeypatch.setattr(many, "greatest", unsolved)
    monkeypatch.setattr(many, "_SWEEPS", 1)
    with pytest.raises(ConvergenceError, match="scenario 1: it cannot be told"):
        clear_many(THREE, [[100, 100, 100], [10, 10, 10]])


def test_shares_and_ranks_are_cleared_one_by_one() -> None:
    """EX-7.7 in two rows; and a junior creditor gets what the senior one leaves."""
    owned = obligations(
        ("A", "*", 80), ("B", "*", 90), shares={("A", "B"): Fraction(1, 5), ("B", "A"): Fraction(3, 10)}
    )
    assert clear_many(owned, [[100, 100], [60, 100]]).tolist() == [[80, 90], [pytest.approx(62, rel=1e-9), 90]]
    ranked = Obligations(
        currency=None,
        assets={},
        debts=(
            Debt(debtor="A", creditor="B", amount=10),
            Debt(debtor="A", creditor="C", amount=10, rank=2),
            Debt(debtor="B", creditor="*", amount=8),
        ),
    )
    paid = clear_many(ranked, [[13, 0, 0], [5, 1, 0]], threads=1)
    assert paid.tolist() == [[13, 8, 0], [5, 6, 0]]
    assert losses(ranked, paid).tolist() == [[0, 0, 7], [0, 5, 10]]


def wide(parties: int = 40, scenarios: int = 300) -> tuple[Obligations, Floats]:
    """A network of some size and many scenarios, of which about half of the parties default."""
    rng = np.random.default_rng(5)
    rows = [
        (f"p{i:02d}", f"p{j:02d}", int(amount))
        for i in range(parties)
        for j, amount in zip(rng.integers(parties, size=6), np.exp(rng.normal(12, 1, 6)), strict=True)
        if i != j
    ]
    given_ = obligations(*rows, *((debtor, "*", amount // 3) for debtor, _, amount in rows))
    return given_, owed(given_) * rng.random((scenarios, parties)) * rng.random((scenarios, 1))


def test_one_scenario_is_the_same_as_alone_and_in_company() -> None:
    """On one, two and three threads, twice: the same bytes; and one by one in linear systems the same payments."""
    given_, assets = wide()
    found = clear_many(given_, assets)
    for threads in (1, 2, 3):
        assert clear_many(given_, assets, threads=threads).tobytes() == found.tobytes()
    assert clear_many(given_, assets[7:8]).tobytes() == found[7:8].tobytes()
    for scenario in range(0, 300, 30):
        system = system_of(given_, assets[scenario].tolist(), alpha=1, beta=1)
        exact = greatest(system)
        assert found[scenario] == pytest.approx(system.of_party(exact.paid), rel=1e-9)
        assert defaults(given_, found[[scenario]])[0].tolist() == exact.defaults.tolist()


def test_amounts_beyond_64_bit() -> None:
    """Python integers become floats; full payment is what is owed as a float."""
    huge = obligations(("A", "B", 3 * 10**30), ("B", "*", 10**30))
    paid = clear_many(huge, np.array([[10**30, 0], [3 * 10**30, 0]], dtype=object))
    assert paid.tolist() == [[pytest.approx(1e30), 1e30], [3e30, 1e30]]


def test_debts_beyond_what_a_float_holds_are_refused() -> None:
    """One by one they are fine, together they are not."""
    with pytest.raises(InputError, match="more than 10\\^308"):
        clear_many(obligations(("A", "B", 10**308), ("B", "A", 10**308)), [[0, 0]])


@pytest.mark.parametrize(
    ("assets", "options", "words"),
    [
        ([[1, 2]], {}, "a row for each scenario, with 3 columns"),
        ([1, 2, 3], {}, "have the shape \\(3,\\)"),
        ([[1, 2, -3]], {}, "the assets of 'C' in scenario 0 are -3.0"),
        ([[1, 2, 3], [1, float("nan"), 3]], {}, "the assets of 'B' in scenario 1 are nan"),
        ([[1, 2, float("inf")]], {}, "write a finite number"),
        ([[1, 2, "much"]], {}, "no table of numbers"),
        ([[1, 2, 10**400]], {}, "no table of numbers"),
        ([[1, 2, 3]], {"alpha": 1.1}, "alpha is 1.1"),
        ([[1, 2, 3]], {"beta": float("nan")}, "beta is nan"),
        ([[1, 2, 3]], {"tolerance": 0}, "tolerance of 0"),
        ([[1, 2, 3]], {"threads": 0}, "on 0 threads"),
    ],
)
def test_what_is_refused(assets: Any, options: dict[str, Any], words: str) -> None:  # noqa: ANN401 - wrong on purpose
    """With what was found, where, and what would help."""
    with pytest.raises(InputError, match=words):
        clear_many(THREE, assets, **options)


def test_nobody_and_nothing() -> None:
    """No parties, no scenarios, no debts."""
    assert clear_many(obligations(), np.zeros((2, 0))).shape == (2, 0)
    assert clear_many(THREE, np.zeros((0, 3))).shape == (0, 3)
    assert clear_many(obligations(parties="AB"), [[1, 2]]).tolist() == [[0, 0]]


def test_the_compiler_is_loaded_by_a_batch_alone() -> None:
    """Importing the door takes no compiler."""
    script = (
        "import sys\n"
        "import dawra.analyses.contagion.many, dawra.analyses.contagion.shocked\n"
        "print('numba' in sys.modules)"
    )
    run = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2]
    )
    assert run.stdout.strip() == "False"
