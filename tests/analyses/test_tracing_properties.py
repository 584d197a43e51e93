"""Tracing on random histories: the theorems of methods §3, and the slow, obvious twins."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.histories import (
    balances,
    by_rule,
    histories,
    joint,
    least_most,
    missing,
    poisoned,
    receipts,
    repaired,
    static_share,
)
from tests.strategies import leg

from dawra.analyses import Trace, circles, trace, trace_all
from dawra.flows import UNKNOWN, Leg, Opening, Openings

RULES = ("fifo", "lifo", "clean_first", "tagged_first")
CLOCKS = ("event", "quarter", "static")


def named(legs: Sequence[Leg]) -> list[Leg]:
    """The legs with one of the vendor, so that it can be asked for."""
    return [leg("F", "*", 1, layer="oth", start=date(2024, 1, 1)), *legs]


def found(legs: Sequence[Leg], opening: dict[str, int], clock: str = "event", **words: str) -> Trace:
    """The trace of F."""
    return trace(named(legs), "F", clock=clock, openings=Openings.exactly(opening), **words)  # type: ignore[arg-type]


def enough(legs: Sequence[Leg], opening: dict[str, int]) -> dict[str, int]:
    """Opening balances with which nothing is missing on the event clock, and so on none."""
    more = dict(opening)
    for one in found(legs, opening).unexplained:
        more[one.party] = more.get(one.party, 0) + one.amount
    return more


@given(histories(), balances())
def test_bounds_are_those_of_the_linear_program(legs: list[Leg], opening: dict[str, int]) -> None:
    """L and U by their definition, a variable for each payment and each stock; T3.2 with it."""
    periods, _ = repaired(legs, opening)
    ours = found(legs, opening)
    assert (ours.lower, ours.upper) == pytest.approx(least_most(periods, opening), abs=1e-6)


@given(histories(), balances())
def test_static_bounds_are_those_of_the_linear_program(legs: list[Leg], opening: dict[str, int]) -> None:
    """One period, money missing at its end coming from outside."""
    ours = found(legs, opening, "static")
    period = [*missing(legs, opening), *legs]
    assert (ours.lower, ours.upper) == pytest.approx(least_most([period], opening), abs=1e-6)


@given(histories(), balances())
def test_rules_are_those_of_lots_in_lists(legs: list[Leg], opening: dict[str, int]) -> None:
    """Each rule by taking lots out of lists, in fractions."""
    ours, counts = found(legs, opening), receipts(legs)
    for rule in RULES:
        assert ours.rules[rule] == sum(
            part for part, counted in zip(by_rule(legs, opening, rule), counts, strict=True) if counted
        )
    assert ours.rules["poison"] == sum(part for part, counted in zip(poisoned(legs), counts, strict=True) if counted)
    exact = sum(part for part, counted in zip(by_rule(legs, opening, "pro_rata"), counts, strict=True) if counted)
    assert ours.point == pytest.approx(float(exact), rel=1e-9, abs=1e-9)


@given(histories(), balances())
def test_chain_of_rules(legs: list[Leg], opening: dict[str, int]) -> None:
    """T3.1 and INV-3.1: L <= every rule but poison <= U <= poison; 0 <= L, U <= min(P, finance)."""
    ours = found(legs, opening)
    values = [ours.rules[rule] for rule in (*RULES, "pro_rata")]
    for value in values:
        assert value is not None
        assert ours.lower <= value <= ours.upper
    poison = ours.rules["poison"]
    assert poison is not None
    assert 0 <= ours.lower <= ours.upper <= min(ours.receipts, ours.finance, poison)


@given(histories(spread=True), balances())
def test_clocks_widen(legs: list[Leg], opening: dict[str, int]) -> None:
    """T3.3 and INV-3.3 on accounts that never go negative, with money that runs over terms."""
    whole = enough(legs, opening)
    event, quarter, static = (found(legs, whole, clock) for clock in CLOCKS)
    assert not event.unexplained
    assert static.lower <= quarter.lower <= event.lower <= event.upper <= quarter.upper <= static.upper
    assert static.receipts == quarter.receipts == event.receipts
    for one in (event, quarter, static):
        assert one.lower <= one.point <= one.upper


@given(histories(), balances(), st.sampled_from("Gjk"), st.integers(1, 20))
def test_more_funds_widen(legs: list[Leg], opening: dict[str, int], name: str, more: int) -> None:
    """T3.4: more opening money, same payments: L falls or stays, U rises or stays; not knowing is widest."""
    ours, richer = found(legs, opening), found(legs, {**opening, name: opening[name] + more})
    assert richer.lower <= ours.lower <= ours.upper <= richer.upper
    ranged = Openings(known={name: Opening(low=opening[name], high=opening[name] + more)}, others=Opening(high=0))
    unknown = trace(named(legs), "F", openings=UNKNOWN)
    between = trace(named(legs), "F", openings=ranged)
    assert unknown.lower == 0
    assert between.lower <= between.point <= between.upper
    assert richer.upper <= unknown.upper


@given(histories())
def test_unknown_openings_are_any_opening(legs: list[Leg]) -> None:
    """U without caps is U with more than anyone could need."""
    plenty = dict.fromkeys("Gjk", 10**6)
    unknown = trace(named(legs), "F", openings=UNKNOWN)
    assert (unknown.lower, unknown.upper) == (0, found(legs, plenty).upper)


@given(histories(spread=True), balances(), st.sampled_from(CLOCKS))
def test_sources_add_up_to_the_receipts(legs: list[Leg], opening: dict[str, int], clock: str) -> None:
    """INV-3.4 and INV-3.7, and the vendor's own row is the point value."""
    ours = found(legs, opening, clock)
    assert sum(one.amount for one in ours.sources) == pytest.approx(ours.receipts, rel=1e-9)
    own = sum(one.amount for one in ours.sources if (one.party, one.kind) == ("F", "finance"))
    assert own == pytest.approx(ours.point, rel=1e-9, abs=1e-9)
    assert sum(one.part for one in ours.purchases) == pytest.approx(ours.point, rel=1e-9, abs=1e-9)
    assert sum(one.part for one in ours.fundings) == pytest.approx(ours.point, rel=1e-9, abs=1e-9)
    assert sum(one.amount for one in ours.purchases) == ours.receipts
    assert sum(one.amount for one in ours.fundings) == ours.finance


@given(histories(), balances())
def test_sources_are_those_of_tags_for_each(legs: list[Leg], opening: dict[str, int]) -> None:
    """The twin: trace each opening balance by itself, as if the vendor had just given it."""
    ours = found(legs, opening)
    counts = receipts(legs)
    for name in "Gjk":
        alone = _worth_of_opening(legs, opening, name)
        exact = sum(part for part, counted in zip(alone, counts, strict=True) if counted)
        row = sum(one.amount for one in ours.sources if (one.party, one.kind) == (name, "opening"))
        assert row == pytest.approx(float(exact), rel=1e-9, abs=1e-9)


def _worth_of_opening(legs: Sequence[Leg], opening: dict[str, int], name: str) -> list[Fraction]:
    """The part of each payment that the opening balance of ``name`` pays, pro rata."""
    stock: dict[str, Fraction] = {name: Fraction(opening[name])}
    balance = {party: Fraction(amount) for party, amount in opening.items()}
    found_parts = []
    for one in legs:
        part = Fraction(0)
        if one.from_party not in "F*":
            before = max(balance.get(one.from_party, Fraction(0)), Fraction(one.point))
            part = one.point * stock.get(one.from_party, Fraction(0)) / before
            stock[one.from_party] = stock.get(one.from_party, Fraction(0)) - part
            balance[one.from_party] = before - one.point
        if one.to_party not in "F*":
            stock[one.to_party] = stock.get(one.to_party, Fraction(0)) + part
            balance[one.to_party] = balance.get(one.to_party, Fraction(0)) + one.point
        found_parts.append(part)
    return found_parts


@given(histories(), balances())
def test_static_pro_rata_is_the_exact_solution(legs: list[Leg], opening: dict[str, int]) -> None:
    """(diag(I) - X') phi = s + z in fractions, closed groups without money dropped."""
    assert found(legs, opening, "static").point == pytest.approx(float(static_share(legs, opening)), rel=1e-9, abs=1e-9)


@given(histories(), balances(), st.integers(1, 4000))
def test_shifting_all_dates_changes_nothing(legs: list[Leg], opening: dict[str, int], days: int) -> None:
    """INV-3.6, on the event clock."""
    later = [replace(one, start=one.start + timedelta(days)) for one in legs if one.start]
    ours, moved = found(legs, opening), found(later, opening)
    assert (ours.lower, ours.point, ours.upper, dict(ours.rules)) == (
        moved.lower,
        moved.point,
        moved.upper,
        dict(moved.rules),
    )


@given(histories(), balances(), st.sampled_from(CLOCKS))
def test_no_finance_no_round_trip(legs: list[Leg], opening: dict[str, int], clock: str) -> None:
    """INV-3.5."""
    clean = [replace(one, layer="oth") if one.from_party == "F" else one for one in legs]
    ours = found(clean, opening, clock)
    assert (ours.lower, ours.point, ours.upper) == (0, 0, 0)
    assert ours.rules["poison"] == 0


@given(histories(), balances(), st.permutations("jk"), st.sampled_from(CLOCKS))
def test_names_change_nothing(legs: list[Leg], opening: dict[str, int], names: list[str], clock: str) -> None:
    """Relabelled accounts give the same figures."""
    new = {name: name for name in "FG*"} | dict(zip("jk", names, strict=True))
    other = [replace(one, from_party=new[one.from_party], to_party=new[one.to_party]) for one in legs]
    ours = found(legs, opening, clock)
    theirs = found(other, {new[name]: amount for name, amount in opening.items()}, clock)
    assert (ours.lower, ours.upper) == (theirs.lower, theirs.upper)
    assert theirs.point == pytest.approx(ours.point, rel=1e-9, abs=1e-9)


@given(histories(), balances(), st.sampled_from(["event", "static"]))
def test_joint_lies_between_the_greatest_and_the_sum(legs: list[Leg], opening: dict[str, int], clock: str) -> None:
    """§3.4: max U_k <= J <= sum U_k, and without order J <= C / 2."""
    both = trace_all(legs, clock=clock, openings=Openings.exactly(opening))
    uppers = [one.upper for one in both.vendors]
    assert both.joint is not None
    assert max(uppers, default=0) - 1e-6 <= both.joint <= sum(uppers) + 1e-6
    if clock == "static":
        whole = [replace(one, layer="oth") if one.layer == "ret" else one for one in legs]
        assert both.joint <= circles(whole).circulation / 2 + 1e-6


@given(histories(), balances(), st.sampled_from(["event", "static"]))
def test_joint_is_the_linear_program_on_all_ways(legs: list[Leg], opening: dict[str, int], clock: str) -> None:
    """The twin keeps every payment and every stock of every financier."""
    both = trace_all(legs, clock=clock, openings=Openings.exactly(opening))
    periods = repaired(legs, opening)[0] if clock == "event" else [legs]
    if clock == "static":
        periods = [[*missing(legs, opening), *legs]]
    assert both.joint == pytest.approx(joint(periods, opening, [one.vendor for one in both.vendors]), abs=1e-6)


@given(histories(), balances())
def test_vendors_left_out_reach_no_further_than_is_said(legs: list[Leg], opening: dict[str, int]) -> None:
    """Those traced are traced as ever, and the rest together have at most what the notice says."""
    whole = trace_all(legs, openings=Openings.exactly(opening))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(import_module("dawra.analyses.tracing.trace"), "_WORK", 0)
        short = trace_all(legs, openings=Openings.exactly(opening))
    assert len(short.vendors) == min(1, len(whole.vendors))
    assert all(one in whole.vendors for one in short.vendors)
    rest = [one for one in whole.vendors if one not in short.vendors]
    assert sum(one.upper for one in rest) <= short.left_out
    assert (short.joint, whole.left_out) == (whole.joint, 0)
    told = [(one.count, one.amount) for one in short.notices if one.code == "vendors-left-out"]
    assert told == ([(len(rest), short.left_out)] if rest else [])


@given(histories(spread=True), balances())
def test_years_add_up(legs: list[Leg], opening: dict[str, int]) -> None:
    """Receipts and points add up; the bounds of the whole lie inside the sums of the years'."""
    ours = found(legs, opening, by="year")
    assert sum(one.receipts for one in ours.years) == ours.receipts
    assert sum(one.point for one in ours.years) == pytest.approx(ours.point, rel=1e-9, abs=1e-9)
    assert sum(one.lower for one in ours.years) <= ours.lower
    assert ours.upper <= sum(one.upper for one in ours.years)
    for one in ours.years:
        assert 0 <= one.lower <= one.point <= one.upper <= one.receipts


@given(histories(spread=True), st.sampled_from(CLOCKS))
def test_no_cent_is_lost_on_any_clock(legs: list[Leg], clock: str) -> None:
    """INV-1.2: what is paid to a vendor is the same whatever the clock."""
    assert found(legs, {}, clock).receipts == sum(
        one.point for one, counts in zip(legs, receipts(legs), strict=True) if counts
    )
