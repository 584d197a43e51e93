"""Clearing of what falls due by the calendar: by hand, and what must hold of the periods together."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.strategies import leg

from dawra.analyses import clear, clear_by_period, obligations
from dawra.errors import InputError
from dawra.flows import Leg
from dawra.values import period_edges

YEAR = (date(2026, 1, 1), date(2027, 1, 1))


def purchase(amount: int) -> Leg:
    """O buys of V, evenly over the year."""
    return leg("O", "V", amount, layer="pur", start=YEAR[0], end=YEAR[1])


DEBT = leg("V", "N", 90, layer="ret", start=date(2026, 6, 1))
LEGS = [purchase(365), DEBT]
"""One a day from O to V."""


def test_cash_and_debts_go_from_quarter_to_quarter() -> None:
    """O pays V 90, then 91 of which V pays N its 90; in the third quarter O's 200 are spent."""
    found = clear_by_period(LEGS, window=YEAR, by="quarter", cash={"O": 200, "V": 0})
    assert [start for start, _ in found.windows] == [date(2026, month, 1) for month in (1, 4, 7, 10)]
    assert [one.owed["O"] for one in found.nothing] == [90, 91, 92, 92 + 73]
    assert [one.paid["O"] for one in found.nothing] == [90, 91, 19, 0]
    assert [one.cash["V"] for one in found.nothing] == [90, 91, 110, 110]
    assert [one.rounds for one in found.nothing] == [{}, {}, {"O": 1}, {"O": 1}]
    assert (found.enough, found.unknown) == (found.nothing, ())


def test_unknown_assets_are_nothing_or_enough() -> None:
    """Either O pays nothing and V, in the second round, neither; or both pay all."""
    found = clear_by_period(LEGS, window=YEAR, by="quarter", cash={"V": 0})
    assert found.unknown == ("O",)
    assert [one.rounds for one in found.nothing] == [{"O": 1}, {"O": 1, "V": 2}, {"O": 1, "V": 2}, {"O": 1, "V": 2}]
    assert all(one.rounds == {} for one in found.enough)
    assert sum(one.paid["O"] for one in found.enough) == 365


def test_a_default_brings_later_quarters_forward() -> None:
    """O cannot pay the first 90, so all 365 are due at once."""
    found = clear_by_period(LEGS, window=YEAR, by="quarter", cash={"O": 50, "V": 0}, carry="accelerate")
    assert [one.owed["O"] for one in found.nothing] == [365, 315, 315, 315]


@pytest.mark.parametrize(("by", "carry"), [("week", "roll"), ("month", "forgive")])
def test_unknown_words_are_refused(by: str, carry: str) -> None:
    """Neither a period nor a way to carry debts that nobody knows is passed over."""
    with pytest.raises(InputError, match=r"week|forgive"):
        clear_by_period(LEGS, window=YEAR, by=by, carry=carry, cash={"O": 1, "V": 0})


def test_the_last_day_there_is_ends_the_last_period() -> None:
    """No first day of a later one is asked for."""
    assert period_edges(date(9999, 11, 5), date(9999, 12, 31), 3) == [date(9999, 11, 5), date(9999, 12, 31)]


@given(
    st.lists(st.tuples(st.sampled_from("ABC"), st.sampled_from("ABC"), st.integers(1, 99), st.integers(0, 360))),
    st.fixed_dictionaries(dict.fromkeys("ABC", st.integers(0, 200))),
    st.sampled_from(["month", "quarter", "year"]),
)
def test_periods_hold_all_that_is_due(owed: list[tuple[str, str, int, int]], cash: dict[str, int], by: str) -> None:
    """With enough at the start all is paid; a year in one period is one clearing; the periods meet without a gap."""
    legs = [
        leg(debtor, creditor, amount, layer="ret", start=YEAR[0] + timedelta(days=day), end=YEAR[1])
        for debtor, creditor, amount, day in owed
    ]
    whole = obligations(legs, window=YEAR, cash=cash)
    ours = clear_by_period(legs, window=YEAR, by=by, cash=cash)
    assert [end for _, end in ours.windows[:-1]] == [start for start, _ in ours.windows[1:]]
    assert (ours.windows[0][0], ours.windows[-1][1]) == YEAR
    rich = clear_by_period(legs, window=YEAR, by=by, cash=dict.fromkeys("ABC", 10_000))
    for party in whole.parties:
        due = sum(debt.amount for debt in whole.debts if debt.debtor == party)
        assert sum(one.paid[party] for one in rich.nothing) == pytest.approx(due)
    if by == "year":
        at_once = {one.party: one.paid for one in clear(whole).parties}
        assert ours.nothing[0].paid == pytest.approx(at_once)
