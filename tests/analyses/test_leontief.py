"""The Leontief view: published figures, demand traced by hand, and what holds for every network."""

from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.strategies import PARTIES, amounts, leg, network_of, networks, relabelled

import dawra.analyses.dependence.leontief as module
from dawra.analyses.dependence.leontief import Leontief, final_demand
from dawra.errors import InputError
from dawra.flows import Leg

SALES = {("1", "1"): 150, ("2", "1"): 500, ("1", "2"): 200, ("2", "2"): 100}
"""EX-6.3 as payments: Z = [[150, 500], [200, 100]] is what 1 and 2 sell, so what 2 pays 1 is 500."""


def inverse(economy: Leontief) -> Any:  # noqa: ANN401 - an array
    """The dense twin."""
    return np.linalg.inv(np.eye(len(economy.parties)) - economy.coefficients.toarray())


def test_the_textbook() -> None:
    """EX-6.3: coefficients, inverse, and receipts of another demand."""
    economy = Leontief(SALES, {"1": 350, "2": 1700})
    assert economy.receipts == {"1": 1000, "2": 2000}
    assert economy.coefficients.toarray().tolist() == [[0.15, 0.25], [0.2, 0.05]]
    assert inverse(economy) == pytest.approx(np.array([[1.2541, 0.3300], [0.2640, 1.1221]]), abs=5e-5)
    assert economy.outputs({"1": 600, "2": 1500}) == pytest.approx({"1": 1247.5248, "2": 1841.5842}, abs=5e-5)
    assert economy.outputs({"1": 350, "2": 1700}) == pytest.approx({"1": 1000, "2": 2000})
    assert economy.spectral_radius < 1
    assert economy.groups == ()


def test_receipts_rest_on_those_who_are_paid_by_nobody() -> None:
    """Oracle passes on a sixth of what it gets, three quarters of which is OpenAI's."""
    found = final_demand(network_of("openai>oracle 300, other>oracle 100, oracle>nvidia 60, *>nvidia 20"))
    assert [(one.party, one.receipts) for one in found.parties] == [("nvidia", 80), ("oracle", 400)]
    nvidia, oracle = (dict(one.sources) for one in found.parties)
    assert nvidia == pytest.approx({"openai": 45, "*": 20, "other": 15})
    assert oracle == pytest.approx({"openai": 300, "other": 100})
    assert [list(one.sources) for one in found.parties] == [["openai", "*", "other"], ["openai", "other"]]


def test_money_that_goes_round_rests_on_what_enters_the_circle() -> None:
    """A and B pay each other more than enters: all of it rests on the 10 of C."""
    found = final_demand(network_of("A>B 100, B>A 90, C>A 10"))
    assert {one.party: dict(one.sources) for one in found.parties} == {
        "A": pytest.approx({"C": 100}),
        "B": pytest.approx({"C": 100}),
    }


@pytest.mark.parametrize("text", ["A>B 100, B>A 90, C>A 10, A>D 5, *>D 5", "A>B 1000000, B>A 999999, C>A 1, B>D 7"])
def test_large_networks_are_summed_and_come_to_the_same(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """Also where money goes round a million times, so that the terms end too slowly."""
    solved = final_demand(network_of(text))
    monkeypatch.setattr(module, "_LARGE", 0)
    for one, other in zip(solved.parties, final_demand(network_of(text)).parties, strict=True):
        assert dict(one.sources) == pytest.approx(dict(other.sources), rel=1e-9)
        assert sum(one.sources.values()) == pytest.approx(one.receipts, rel=1e-6)


def test_a_group_that_only_pays_itself_is_named_and_rests_on_nothing() -> None:
    """A and B have no outside demand; what they pay D is a source of D's."""
    found = final_demand(network_of("A>B 10, B>A 10, B>D 5, *>D 5"))
    assert found.groups == (("A", "B"),)
    assert {one.party: dict(one.sources) for one in found.parties} == {
        "A": {},
        "B": {},
        "D": pytest.approx({"B": 5, "*": 5}),
    }


def test_a_sector_paid_by_itself_alone_is_such_a_group() -> None:
    """It has receipts, and none from outside."""
    economy = Leontief({("1", "1"): 5, ("1", "2"): 5}, {})
    assert (economy.groups, economy.parties) == ((("1",),), ("2",))
    assert economy.rests_on("2") == pytest.approx({"1": 5})


def test_one_party_is_asked_for() -> None:
    """The others still count; one that is paid nothing has no row."""
    legs = network_of("A>B 10, B>C 5")
    assert [one.party for one in final_demand(legs, party="C").parties] == ["C"]
    assert final_demand(legs, party="A").parties == ()


def test_only_purchases_count_and_per_year() -> None:
    """Funding is no demand; 70 over seven years is 10 a year."""
    legs = [
        leg("A", "B", 70, start=date(2025, 1, 1), end=date(2032, 1, 1)),
        leg("C", "B", 10, start=date(2025, 1, 1), end=date(2026, 1, 1)),
        leg("D", "B", 99, layer="fin"),
    ]
    found = final_demand(legs)
    assert found.yearly
    (one,) = found.parties
    assert one.receipts == 20
    assert dict(one.sources) == pytest.approx({"A": 10, "C": 10})
    assert not one.ceiling
    assert [one.receipts for one in final_demand(legs, yearly=False).parties] == [80]
    (more,) = final_demand([*legs, leg("E", "B", 5)]).parties
    assert (more.receipts, more.ceiling) == (25, True)


def test_nothing_and_what_cannot_be() -> None:
    """No payments, no parties; impossible ones are named."""
    empty = Leontief({}, {})
    assert (empty.parties, empty.outputs({}), empty.rests_on("A"), empty.spectral_radius) == ((), {}, {}, 0)
    with pytest.raises(InputError, match="'A' pays 'B' -1"):
        Leontief({("A", "B"): -1}, {})
    with pytest.raises(InputError, match="what comes from the outside is demand"):
        Leontief({("*", "B"): 1}, {})
    with pytest.raises(InputError, match="the demand for 'B' is -2"):
        Leontief({}, {"B": -2})
    with pytest.raises(InputError, match="no proportions of 'A' are known"):
        Leontief({("A", "B"): 1}, {}).outputs({"A": 1})
    with pytest.raises(InputError, match="name the currency"):
        final_demand([leg("A", "B", 1), leg("A", "B", 1, currency="EUR")])


def test_amounts_beyond_64_bit() -> None:
    """Only proportions become floats."""
    unit = 10**30
    found = Leontief({("A", "B"): 3 * unit, ("B", "C"): unit}, {"B": unit})
    assert found.receipts == {"B": 4 * unit, "C": unit}
    assert found.rests_on("C") == pytest.approx({"A": 0.75e30, "*": 0.25e30})


@given(networks(), st.dictionaries(st.sampled_from(PARTIES), st.integers(0, 9), max_size=3))
def test_sources_add_up_to_receipts_and_the_series_comes_to_the_same(legs: list[Leg], outside: dict[str, int]) -> None:
    """The twin follows demand round by round: f + A f + A² f + ...; the radius is below 1 without closed groups."""
    economy = Leontief(amounts(legs), outside)
    closed = {party for group in economy.groups for party in group}
    assert economy.spectral_radius < 1
    for party, receipts in economy.receipts.items():
        rests = economy.rests_on(party)
        if party in closed:
            assert rests == {}
            continue
        assert sum(rests.values()) == pytest.approx(receipts)
        assert not set(rests) & set(economy.parties)
    given_in = {party: float(outside.get(party, 0)) for party in economy.parties}
    for (payer, payee), amount in amounts(legs).items():
        if payee in given_in and payer not in given_in:
            given_in[payee] += amount
    order = np.array([given_in[party] for party in economy.parties])
    total = np.zeros(len(order))
    if economy.spectral_radius < 0.9:
        for _ in range(400):
            total += order
            order = economy.coefficients @ order
        assert total == pytest.approx(np.array([float(economy.receipts[party]) for party in economy.parties]))


@given(networks(), st.permutations(PARTIES))
def test_names_change_nothing(legs: list[Leg], names: list[str]) -> None:
    """Nor does the order of the rows."""
    new = dict(zip(PARTIES, names, strict=True))
    before = {new[one.party]: {new[s]: x for s, x in one.sources.items()} for one in final_demand(legs).parties}
    after = {one.party: one.sources for one in final_demand(relabelled(legs, names)[::-1]).parties}
    assert before.keys() == after.keys()
    for party, sources in before.items():
        assert after[party] == pytest.approx(sources)
