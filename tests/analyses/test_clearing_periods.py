"""Clearing period after period: by hand, and money that is conserved."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.obligations import owing, structures

from dawra.analyses import Debt, Obligations, Period, clear, clear_periods
from dawra.errors import InputError

TINY = 1e-9


def period(assets: dict[str, int], *debts: tuple[str, str, int]) -> Obligations:
    """What comes in and falls due in one period."""
    return Obligations(
        currency="USD",
        assets=assets,
        debts=tuple(Debt(debtor=debtor, creditor=creditor, amount=amount) for debtor, creditor, amount in debts),
    )


YEARS = [
    period({"A": 6, "B": 0}, ("A", "B", 10), ("B", "*", 8)),
    period({"A": 5, "B": 3}, ("B", "*", 2)),
    period({}, ("A", "*", 4)),
]


def test_unpaid_debts_roll_over() -> None:
    """A pays 6 of 10 and B 6 of 8; a year later 4 and 2 are due as well, and A keeps 1 for the third year."""
    first, second, third = clear_periods(YEARS)
    assert (first.paid, first.rounds) == ({"A": 6, "B": 6}, {"A": 1, "B": 2})
    assert [(d.debtor, d.creditor, d.amount) for d in first.unpaid] == [("A", "B", 4), ("B", "*", 2)]
    assert (second.owed, second.paid, second.rounds) == ({"A": 4, "B": 4}, {"A": 4, "B": 4}, {})
    assert second.cash == {"A": 1, "B": 3}
    assert (third.paid, third.cash, third.unpaid[0].amount) == ({"A": 1, "B": 0}, {"A": 0, "B": 3}, 3)


def test_a_default_accelerates_what_falls_due_later() -> None:
    """A owes 10 and, since it defaults, the later 4 at once: B gets 10 of 14 of its 6, and defaults the deeper."""
    first, second, third = clear_periods(YEARS, carry="accelerate")
    assert (first.owed, first.paid["A"]) == ({"A": 14, "B": 10}, 6)
    assert first.paid["B"] == pytest.approx(60 / 14)
    assert second.owed["A"] == pytest.approx(8)
    assert third.owed["A"] == pytest.approx(8 - second.paid["A"])


def test_cash_is_carried_over() -> None:
    """Who is paid early can pay later."""
    first, second = clear_periods([period({"A": 5}, ("A", "B", 5)), period({}, ("B", "*", 4))])
    assert (first.cash, second.paid, second.cash) == ({"A": 0, "B": 5}, {"A": 0, "B": 4}, {"A": 0, "B": 1})


def test_one_period_is_clearing() -> None:
    """The same payments and rounds."""
    table = owing((10, 10, 10), [[0, 20, 10], [5, 0, 24], [10, 0, 0]])
    (only,) = clear_periods([table])
    found = clear(table)
    assert only.paid == pytest.approx({one.party: one.paid for one in found.parties})
    assert only.rounds == {one.party: one.round for one in found.parties if one.round}
    assert clear_periods([]) == ()


@pytest.mark.parametrize(
    ("periods", "carry", "message"),
    [
        ([], "forgive", "unknown way to carry debts 'forgive'"),
        ([period({}), owing((1,))], "roll", "several currencies"),
        ([owing((None,))], "roll", "assets of '1' are unknown"),
        ([owing((1, 1), shares={("1", "2"): Fraction(1, 2)})], "roll", "are no cash"),
    ],
)
def test_what_periods_do_not_take(periods: list[Obligations], carry: str, message: str) -> None:
    """Each is named."""
    with pytest.raises(InputError, match=message):
        clear_periods(periods, carry=carry)


@given(
    st.lists(structures(owners=False), min_size=1, max_size=4),
    st.sampled_from(["roll", "accelerate"]),
    st.sampled_from([1.0, 0.5]),
)
def test_money_and_debt_are_conserved(periods: list[Obligations], carry: str, part: float) -> None:
    """What came in is in cash, with the outside, or lost in defaults; what was owed was paid or stays."""
    found = clear_periods(periods, carry=carry, alpha=part, beta=part)
    came = sum(float(amount or 0) for one in periods for amount in one.assets.values())
    went = sum(one.paid_outside + one.lost for one in found)
    assert sum(found[-1].cash.values()) + went == pytest.approx(came, abs=TINY)
    assert part < 1 or sum(one.lost for one in found) == pytest.approx(0, abs=TINY)
    owed = sum(float(debt.amount) for one in periods for debt in one.debts)
    settled = sum(sum(one.paid.values()) for one in found) + sum(float(debt.amount) for debt in found[-1].unpaid)
    assert settled == pytest.approx(owed, abs=TINY)


@given(structures(owners=False), structures(owners=False))
def test_who_does_not_default_owes_nothing_more(first: Obligations, second: Obligations) -> None:
    """Only defaulters leave debts behind."""
    for one in clear_periods([first, replace(second)]):
        assert {debt.debtor for debt in one.unpaid if float(debt.amount) > TINY} <= set(one.rounds)
        assert isinstance(one, Period)
