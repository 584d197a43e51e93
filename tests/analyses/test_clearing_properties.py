"""Clearing: promises that hold on random obligations, and slow, obvious twins that agree."""

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.obligations import NAMES, SIZE, Table, fictitious_default, owing, parts, structures, tables

from dawra.analyses import Clearing, Debt, Obligations, clear, contagion_bound, cross_holdings
from dawra.analyses.contagion.fixed_point import payments
from dawra.analyses.contagion.linear import dense
from dawra.analyses.contagion.solutions import greatest, least
from dawra.analyses.contagion.system import System, system_of
from dawra.errors import ConvergenceError, InputError

TINY = 1e-9
Vector = np.ndarray[Any, np.dtype[np.float64]]


def approx(number: Any) -> Any:  # noqa: ANN401 - as pytest's
    """Equal but for rounding."""
    return pytest.approx(number, rel=1e-9, abs=1e-9)


def by_party(found: Clearing, name: str) -> dict[str, Any]:
    """One figure of everyone."""
    return {one.party: getattr(one, name) for one in found.parties}


def rule(obligations: Obligations, alpha: float, beta: float) -> tuple[System, Callable[[Vector], Vector]]:
    """The system, and what it says that everyone has if everyone has so much: methods §7.2 and 7.4 to the letter."""
    assets = [obligations.assets.get(party, 0) for party in obligations.parties]
    system = system_of(obligations, assets, alpha=alpha, beta=beta)
    own = system.assets

    def once(has: Vector) -> Vector:
        failed = has < system.owed * (1 - 1e-12)
        left = np.where(failed, alpha * own + beta * (has - own), has)
        paid = np.minimum(system.cap, np.maximum(0, left[system.owner] - system.senior))
        paid = np.where(failed[system.owner], paid, system.cap)
        worth = np.maximum(0, has - system.owed)
        return np.asarray(own + system.claims @ paid + system.shares @ worth)

    return system, once


def top(system: System) -> Vector:
    """More than anyone can have: all paid in full, and debts forgotten where shares are valued."""
    size = system.assets.size
    return np.asarray(np.linalg.solve(np.eye(size) - dense(system.shares), system.assets + system.claims @ system.cap))


def iterated(once: Callable[[Vector], Vector], start: Vector) -> tuple[Vector, bool]:
    """From ``start`` until nothing changes, and whether that was reached."""
    has = start
    for _ in range(3000):
        after = once(has)
        if np.abs(after - has).max() < 1e-13:
            return after, True
        has = after
    return has, False


@given(tables, parts, parts)
def test_the_exact_twin_pays_the_same(table: Table, alpha: Fraction, beta: Fraction) -> None:
    """Greatest payments and equities in fractions, with default costs."""
    paid, equity = fictitious_default(*table, alpha, beta)
    found = clear(owing(*table), alpha=float(alpha), beta=float(beta))
    assert [one.paid for one in found.parties] == approx([float(x) for x in paid])
    assert [one.equity for one in found.parties] == approx([float(x) for x in equity])


@given(structures(), parts, parts)
def test_the_rule_from_above_comes_to_the_greatest(obligations: Obligations, alpha: Fraction, beta: Fraction) -> None:
    """With ranks, ownership and default costs: what is found clears, and is where the rule ends from above."""
    system, once = rule(obligations, float(alpha), float(beta))
    found = greatest(system).assets
    assert once(found) == approx(found)
    slow, ended = iterated(once, top(system))
    assert np.all(slow >= found - TINY)
    if ended:
        assert slow == approx(found)


@given(structures(), parts, parts)
def test_the_rule_from_below_comes_to_the_least(obligations: Obligations, alpha: Fraction, beta: Fraction) -> None:
    """From nothing at all upwards."""
    system, once = rule(obligations, float(alpha), float(beta))
    found = least(system).assets
    assert once(found) == approx(found)
    assert np.all(found <= greatest(system).assets + TINY)
    slow, ended = iterated(once, np.zeros(SIZE))
    assert np.all(slow <= found + TINY)
    if ended:
        assert slow == approx(found)


@given(structures(), parts, parts)
def test_payments_stay_within_debts(obligations: Obligations, alpha: Fraction, beta: Fraction) -> None:
    """INV-7.1: 0 <= p <= p_bar; solvent ones pay all; a loss is of what was promised, in its rounds."""
    for one in clear(obligations, alpha=float(alpha), beta=float(beta)).parties:
        assert one.paid is not None
        assert one.loss is not None
        assert 0 <= one.paid <= one.owed + TINY
        assert one.defaults or one.paid == one.owed
        assert one.defaults == (one.round is not None)
        assert -TINY <= one.loss <= one.promised + TINY
        assert one.received == approx(one.promised - one.loss)
        assert (one.first_round or 0) + (one.later_rounds or 0) == approx(one.loss)
        assert (one.equity or 0) < 0 if one.defaults else (one.equity or 0) >= 0


@given(structures(owners=False))
def test_defaulters_pay_out_everything_and_value_is_conserved(obligations: Obligations) -> None:
    """INV-7.1, INV-7.3: without default costs the equities above 0 and what the outside gets are all that there was."""
    found = clear(obligations)
    for one in found.parties:
        if one.defaults:
            assert one.paid == approx(float((one.assets or 0) + (one.received or 0)))
            assert one.default_cost == approx(0)
    paid, received = (sum(by_party(found, name).values()) for name in ("paid", "received"))
    kept = sum(max(0, equity) for equity in by_party(found, "equity").values())
    assert kept + paid - received == approx(float(sum(amount or 0 for amount in obligations.assets.values())))


@given(structures(), parts, parts, st.sampled_from(NAMES[:SIZE]), st.integers(1, 9))
def test_more_assets_or_less_cost_never_hurt(
    obligations: Obligations, alpha: Fraction, beta: Fraction, party: str, more: int
) -> None:
    """INV-7.2: payments and equities rise with e, alpha and beta."""
    base = clear(obligations, alpha=float(alpha), beta=float(beta))
    richer = replace(obligations, assets={**obligations.assets, party: (obligations.assets[party] or 0) + more})
    for better in (
        clear(richer, alpha=float(alpha), beta=float(beta)),
        clear(obligations, alpha=1, beta=float(beta)),
        clear(obligations, alpha=float(alpha), beta=1),
    ):
        for name in ("paid", "equity"):
            before, after = by_party(base, name), by_party(better, name)
            assert all(after[one] >= before[one] - TINY for one in before)


@given(structures(), parts, parts, st.sampled_from([3, 1000, 10**15]))
def test_the_unit_of_money_changes_nothing(
    obligations: Obligations, alpha: Fraction, beta: Fraction, times: int
) -> None:
    """INV-7.4: all money so many times larger, so are all payments; the same default."""
    larger = replace(
        obligations,
        assets={party: (amount or 0) * times for party, amount in obligations.assets.items()},
        debts=tuple(replace(debt, amount=debt.amount * times) for debt in obligations.debts),
    )
    base, scaled = (clear(one, alpha=float(alpha), beta=float(beta)) for one in (obligations, larger))
    assert by_party(scaled, "defaults") == by_party(base, "defaults")
    for name in ("paid", "loss", "needs"):
        assert by_party(scaled, name) == approx({party: x * times for party, x in by_party(base, name).items()})


@given(tables, st.lists(st.integers(0, 12), min_size=SIZE, max_size=SIZE))
def test_only_default_costs_or_closed_groups_leave_a_choice(table: Table, own: list[int]) -> None:
    """Where everyone has something and nothing is lost in default, there is one solution."""
    assets = [amount + 1 for amount in own]
    assert clear(owing(assets, *table[1:])).least == ()


@given(structures(owners=False), parts, parts, st.sampled_from(NAMES[:SIZE]))
def test_what_a_party_needs_is_the_least_that_saves_it(
    obligations: Obligations, alpha: Fraction, beta: Fraction, party: str
) -> None:
    """With that much it pays in full, with a little less it does not."""
    needs = clear(obligations, alpha=float(alpha), beta=float(beta))[party].needs
    assert needs is not None
    enough, short = (
        clear(replace(obligations, assets={**obligations.assets, party: amount}), alpha=float(alpha), beta=float(beta))
        for amount in (needs + 1e-9, max(0, needs - 1e-6))
    )
    assert not enough[party].defaults
    assert short[party].defaults == (needs > 0)


@given(structures(), st.sampled_from([1.0, 0.5]), st.sets(st.sampled_from(NAMES[:SIZE]), min_size=1), st.data())
def test_ranges_hold_whatever_the_unknown_assets_are(
    obligations: Obligations, part: float, unknown: set[str], data: st.DataObject
) -> None:
    """Any assets of those that are unknown give figures inside the ranges, and those without a range exactly."""
    costs = {"alpha": part, "beta": part}
    without = replace(obligations, assets={**obligations.assets, **dict.fromkeys(sorted(unknown), None)})
    amounts = {party: data.draw(st.integers(0, 40)) for party in sorted(unknown)}
    told = clear(without, **costs)
    actual = clear(replace(obligations, assets={**obligations.assets, **amounts}), **costs)
    names = ("paid", "received", "loss", "first_round", "later_rounds", "equity", "default_cost", "needs")
    for one in told.parties:
        for name in names:
            value = getattr(actual[one.party], name)
            low, high = one.ranges.get(name, (getattr(one, name),) * 2)
            assert low - TINY <= value, name
            assert high is None or value <= high + TINY, name
        assert one.round in {None, actual[one.party].round}
        assert one.defaults in {None, actual[one.party].defaults}


@given(structures())
def test_names_and_the_order_of_rows_change_nothing(obligations: Obligations) -> None:
    """Everyone has the same figures under another name."""
    new = dict(zip(NAMES[:SIZE], reversed(NAMES[:SIZE]), strict=True)) | {"*": "*"}
    renamed = Obligations(
        currency=None,
        assets={new[party]: amount for party, amount in obligations.assets.items()},
        debts=tuple(
            replace(debt, debtor=new[debt.debtor], creditor=new[debt.creditor]) for debt in reversed(obligations.debts)
        ),
        shares={(new[holder], new[issuer]): share for (holder, issuer), share in obligations.shares.items()},
    )
    base, other = clear(obligations), clear(renamed)
    for name in ("paid", "equity", "loss", "defaults", "round", "needs"):
        values = by_party(other, name)
        for party, value in by_party(base, name).items():
            assert values[new[party]] == (value if value is None else approx(value))


@given(tables, st.integers(0, 3), st.integers(0, 12))
def test_a_group_that_the_bound_calls_safe_is_safe(table: Table, source: int, shock: int) -> None:
    """Glasserman and Young: no shock to one party alone makes all of such a group default."""
    assets, owed, outside = table
    party = NAMES[source]
    group = [name for name in NAMES[:SIZE] if name != party]
    # Everyone is solvent to begin with.
    assets = [
        amount + max(0, sum(owed[i]) + outside[i] - amount - sum(row[i] for row in owed))
        for i, amount in enumerate(assets)
    ]
    bound = contagion_bound(owing(assets, owed, outside), party, group)
    left = [max(0, amount - shock) if i == source else amount for i, amount in enumerate(assets)]
    found = clear(owing(left, owed, outside))
    assert bound.possible or not all(found[name].defaults for name in group)


@given(structures())
def test_market_values_add_up_and_book_values_count_again(obligations: Obligations) -> None:
    """The columns of A sum to one; the inflation factor is 1 at least."""
    known = {party: amount for party, amount in obligations.assets.items() if amount is not None}
    found = cross_holdings(known, obligations.shares)
    assert sum(found.market.values()) == approx(sum(known.values()))
    assert found.inflation is None or found.inflation >= 1 - TINY
    assert clear(replace(obligations, debts=())).inflation == (found.inflation if obligations.shares else None)


def arrays(table: Table) -> tuple[Any, ...]:
    """A table as the arrays of the fixed point."""
    assets, owed, outside = table
    rows = [(i, j, x) for i, row in enumerate(owed) for j, x in enumerate(row) if x]
    debtor, creditor, amount = zip(*rows, strict=True) if rows else ((), (), ())
    numbers = np.array(debtor, dtype=np.int64), np.array(creditor, dtype=np.int64), np.array(amount, dtype=np.float64)
    return np.array(assets, dtype=np.float64), *numbers, np.array(outside, dtype=np.float64)


@given(tables, parts, parts)
def test_the_fixed_point_over_arrays_pays_the_same(table: Table, alpha: Fraction, beta: Fraction) -> None:
    """As near as its tolerance, and default by default, where no party stands on the edge."""
    *given_, outside = arrays(table)
    paid, equity = fictitious_default(*table, alpha, beta)
    assume(all(abs(x) > Fraction(1, 10**6) for x in equity))
    found = payments(*given_, outside=outside, alpha=float(alpha), beta=float(beta), tolerance=1e-13)
    assert found == pytest.approx([float(x) for x in paid], rel=1e-6, abs=1e-6)


def test_large_systems_are_swept_and_come_to_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """500 parties: swept, solved sparsely and solved densely."""
    rng = np.random.default_rng(7)
    size, count = 500, 5000
    debtor, creditor = rng.integers(0, size, (2, count))
    other = debtor != creditor
    debtor, creditor = debtor[other], creditor[other]
    amount = rng.integers(1, 100, debtor.size).astype(np.float64)
    outside = rng.integers(0, 300, size).astype(np.float64)
    assets = rng.integers(0, 400, size).astype(np.float64)
    expected = payments(assets, debtor, creditor, amount, outside=outside)
    names = [f"p{number:03}" for number in range(size)]
    table = Obligations(
        currency=None,
        assets=dict(zip(names, assets.tolist(), strict=True)),
        debts=tuple(
            Debt(debtor=names[i], creditor=names[j], amount=x)
            for i, j, x in zip(debtor.tolist(), creditor.tolist(), amount.tolist(), strict=True)
        )
        + tuple(Debt(debtor=names[i], creditor="*", amount=x) for i, x in enumerate(outside.tolist())),
    )
    system = system_of(table, assets.tolist(), alpha=1, beta=1)
    for small, direct in ((10**6, 10**6), (0, 10**6), (0, 0)):
        monkeypatch.setattr("dawra.analyses.contagion.linear._DENSE", small)
        monkeypatch.setattr("dawra.analyses.contagion.linear._DIRECT", direct)
        found = greatest(system)
        assert 50 < found.defaults.sum() < 450
        assert system.of_party(found.paid) == pytest.approx(expected, rel=1e-8)


def test_what_the_arrays_may_not_hold() -> None:
    """Each is named; too few sweeps are an error, not a figure."""
    assets, debtor, creditor = np.ones(2), np.array([0, 1]), np.array([1, 0])
    amount = np.array([1e9, 1e9])
    with pytest.raises(InputError, match="one array each"):
        payments(assets, debtor, creditor, amount[:1])
    with pytest.raises(InputError, match="amounts hold a number that is negative"):
        payments(assets, debtor, creditor, -amount)
    with pytest.raises(InputError, match="a party owes itself"):
        payments(assets, debtor, debtor, amount)
    with pytest.raises(InputError, match="a party with a higher number"):
        payments(assets, debtor, creditor + 2, amount)
    with pytest.raises(ConvergenceError, match="not found in 50 sweeps"):
        payments(np.zeros(2), debtor, creditor, amount, outside=np.array([1.0, 0]), sweeps=50)
    assert payments(np.zeros(0), debtor[:0], creditor[:0], amount[:0]).size == 0
