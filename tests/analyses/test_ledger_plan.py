"""A party's plan out of its deals' legs and the figures that it stated."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import billions
from tests.plans import END, QUARTERS, START
from tests.strategies import leg

from dawra.analyses import Plan, Stated, plan_of, runway, stated
from dawra.analyses.liquidity.revenue import revenue
from dawra.analyses.liquidity.stated import latest_cash
from dawra.claims import Evidence, FactClaim, Mention, Reader
from dawra.claims.sourced import Source, Sourced
from dawra.documents import Document
from dawra.errors import InputError
from dawra.flows import Leg, Opening
from dawra.values import Amount, Span


def figure(metric: str, period: str, start: date, end: date, amount: int, **fields: object) -> Stated:
    """One stated sum."""
    told = {"low": amount, "point": amount, "high": amount, **fields}
    return Stated(metric=metric, period=period, start=start, end=end, **told)  # type: ignore[arg-type]


def planned(*legs: Leg, told: tuple[Stated, ...] | None = None, **fields: object) -> Plan:
    """The year 2026 of O."""
    return plan_of("O", legs, start=START, end=END, stated=told, **fields)  # type: ignore[arg-type]


def codes(plan: Plan) -> list[str]:
    """What was assumed."""
    return [one.code for one in plan.assumptions]


def test_payments_are_obligations_and_finance_is_drawn() -> None:
    """By who pays and why: its own investments are obligations too, loans paid back to it come in."""
    legs = [
        leg("O", "R", 12),
        leg("N", "O", 10, layer="fin", status="announced"),
        leg("O", "N", 3, layer="fin"),
        leg("N", "O", 2, layer="ret"),
        leg("R", "O", 5),
        leg("N", "R", 99),
    ]
    found = planned(*(replace(one, start=START) for one in legs))
    assert sorted((one.side, one.point, one.probability) for one in found.moving) == [
        ("draw", 10, Fraction(4, 5)),
        ("inflow", 2, 1),
        ("inflow", 5, 1),
        ("obligation", 3, 1),
        ("obligation", 12, 1),
    ]


def test_what_is_no_dated_cash_is_counted() -> None:
    """Guarantees, shares, payments to itself and those without a day are left out by name."""
    found = planned(
        leg("O", "R", 1, start=None),
        leg("O", "O", 2, start=START),
        leg("O", "R", 3, start=START, money="contingent"),
        leg("O", "R", 4, start=START, money="equity"),
        leg("O", "R", 5, start=date(2031, 1, 1)),
    )
    assert found.movements == ()
    assert {(one.code, one.count, one.amount) for one in found.notices} == {
        ("undated-left-out", 1, 1),
        ("own-leg", 1, 2),
        ("contingent", 1, 3),
        ("other-money", 1, 4),
    }


def test_a_round_of_an_exact_sum_is_that_sum() -> None:
    """However the backers share it, O gets all of it; what one of several payers owes is not known so well."""
    shares = [
        leg(backer, "O", 20, layer="fin", start=START, deal="round", low=0, high=40, total=40) for backer in ("A", "B")
    ]
    (got,) = planned(*shares).movements
    assert (got.low, got.point, got.high) == (40, 40, 40)
    owed = leg("O", "R", 20, start=START, deal="built", low=0, high=40, total=40)
    (mine,) = planned(owed, replace(owed, from_party="P")).movements
    assert (mine.low, mine.point, mine.high) == (0, 20, 40)
    assert "split-equally" in codes(planned(owed))


def test_a_round_of_at_most_a_sum_stays_a_range() -> None:
    """Up to 40 from two backers is anything to 40."""
    shares = [
        leg(backer, "O", 20, layer="fin", start=START, deal="d", low=0, high=40, total=40, mark="ceiling")
        for backer in ("A", "B")
    ]
    (got,) = planned(*shares).movements
    assert (got.low, got.point, got.high) == (0, 40, 40)


def test_the_latest_stated_cash_opens_the_plan() -> None:
    """What moved between its day and the first is said and in no sum."""
    told = (
        figure("cash", "2025-06", date(2025, 6, 1), date(2025, 7, 1), 5),
        figure("cash", "2025-09", date(2025, 9, 1), date(2025, 10, 1), 9),
        figure("cash", "2026-03", date(2026, 3, 1), date(2026, 4, 1), 11),
        figure("cash", "2025-12", date(2025, 12, 1), date(2026, 1, 1), 13, status="planned"),
    )
    found = planned(leg("O", "R", 4, start=date(2025, 11, 1)), leg("N", "O", 3, start=date(2025, 12, 1)), told=told)
    assert found.opening == Opening(low=9, high=9)
    assert codes(found)[0] == "opening-stated"
    assert [(one.code, one.amount) for one in found.notices] == [("between-in", 3), ("between-out", 4)]
    assert latest_cash(told, date(2025, 1, 1)) is None
    assert planned(told=told, opening=Opening(low=1, high=1)).opening == Opening(low=1, high=1)


def test_without_stated_cash_nobody_knows_the_opening() -> None:
    """Nothing is invented."""
    assert planned(told=()).opening is None
    assert runway(planned(leg("O", "R", 7, start=START), told=())).gap is None


def test_revenue_counts_in_its_own_period() -> None:
    """Evenly over its days, nothing after them."""
    told = (figure("revenue", "2026-Q1", START, QUARTERS[1], 90), figure("profit", "2026", START, END, 5))
    found = planned(told=told)
    assert [(one.side, one.point, one.start, one.end, one.origin) for one in found.movements] == [
        ("inflow", 90, START, QUARTERS[1], "fact")
    ]
    assert codes(found) == ["revenue-stated", "revenue-unstated", "costs-untold"]
    assert [(one.start, one.end) for one in found.assumptions if one.code == "revenue-unstated"] == [(QUARTERS[1], END)]


def test_a_quarter_says_more_than_its_year() -> None:
    """The year's other quarters share what the stated one leaves of it."""
    told = (
        figure("revenue", "2026", START, END, 400, status="planned"),
        figure("revenue", "2026-Q1", START, QUARTERS[1], 70),
        figure("revenue", "2026-H1", START, QUARTERS[2], 150),
    )
    pieces = [(one.start, one.end, one.point) for one in revenue(told, START, END).movements]
    assert pieces == [(START, QUARTERS[1], 70), (QUARTERS[1], QUARTERS[2], 80), (QUARTERS[2], END, 250)]


def test_quarters_above_their_year_leave_nothing() -> None:
    """Not less than nothing."""
    told = (figure("revenue", "2026", START, END, 50), figure("revenue", "2026-Q1", START, QUARTERS[1], 70))
    assert [one.point for one in revenue(told, START, END).movements] == [70]


@given(st.lists(st.tuples(st.integers(0, 11), st.integers(1, 6), st.integers(0, 50)), max_size=5))
def test_stated_revenue_never_counts_a_day_twice(drawn: list[tuple[int, int, int]]) -> None:
    """The pieces lie apart, and come to no more than all that was stated."""
    told = [
        figure("revenue", f"{place}", date(2026, 1, 1 + first), date(2026, 1, 1 + first + days), amount)
        for place, (first, days, amount) in enumerate(drawn)
    ]
    pieces = sorted(revenue(told, START, END).movements, key=lambda one: one.start)
    for one, following in pairwise(pieces):
        assert one.until <= following.start
    assert sum(one.point for one in pieces) <= sum(amount for *_, amount in drawn) + len(pieces)


def test_revenue_is_carried_on_only_when_asked() -> None:
    """At the rate of the latest period, and the assumption says so."""
    told = (figure("revenue", "2026-Q1", START, QUARTERS[1], 90),)
    found = planned(told=told, carry=True)
    carried = found.movements[1]
    assert (carried.start, carried.end, carried.point) == (QUARTERS[1], END, 275)
    assert codes(found) == ["revenue-stated", "revenue-carried", "costs-untold"]


def test_what_customers_owe_is_part_of_stated_revenue() -> None:
    """On its days; afterwards it counts for itself."""
    told = (figure("revenue", "2026-H1", START, QUARTERS[2], 500),)
    sale = leg("C", "O", 365, start=START, end=END, deal="sale")
    found = planned(sale, leg("C", "O", 7, start=date(2026, 2, 1)), told=told)
    own = [(one.start, one.end, one.point) for one in found.movements if one.origin == "leg"]
    assert own == [(QUARTERS[2], END, 184)]
    (told_of,) = [one for one in found.assumptions if one.code == "receipts-in-revenue"]
    assert (told_of.count, told_of.amount, told_of.high) == (2, 372, 372)


def test_without_stated_revenue_what_customers_owe_counts() -> None:
    """All of it."""
    assert runway(planned(leg("C", "O", 365, start=START, end=END))).quarters[0].inflow == 90


def test_figures_of_the_plan_stand_beside_it() -> None:
    """Those of its days, else the latest before; never in a sum."""
    told = (
        figure("cash_burn", "2025-Q3", date(2025, 7, 1), date(2025, 10, 1), 3),
        figure("cash_burn", "2025-Q4", date(2025, 10, 1), START, 4),
        figure("capex", "2026", START, END, 30),
        figure("loss", "2027", END, date(2028, 1, 1), 9),
    )
    found = planned(told=told)
    assert [(one.metric, one.period) for one in found.checks] == [("capex", "2026"), ("cash_burn", "2025-Q4")]
    assert found.movements == ()


def test_a_plan_that_counts_less_than_the_party_says_is_a_floor() -> None:
    """Its stated part of the plan's days beside all obligations, of cash burnt less what comes in."""
    told = (
        figure("capex", "2025-07/2026-06", date(2025, 7, 1), QUARTERS[2], 365),
        figure("cash_burn", "2026-Q1", START, QUARTERS[1], 9),
        figure("cash_burn", "2025-Q4", date(2025, 10, 1), START, 99),
        figure("loss", "2026-Q1", START, QUARTERS[1], 99),
    )
    legs = [
        leg("O", "R", 100, start=START),
        leg("C", "O", 91, start=START),
        leg("N", "O", 70, start=START, layer="fin"),
    ]
    found = runway(planned(*legs, told=told)).beside
    assert [(one.stated.metric, one.start, one.end, one.amount, one.counted, one.exceeds) for one in found] == [
        ("capex", START, QUARTERS[2], 181, 100, True),
        ("cash_burn", START, QUARTERS[1], 9, 9, False),
    ]


def test_legs_in_two_currencies_are_refused() -> None:
    """Of the party; those of others do not matter."""
    euros = leg("O", "R", 1, start=START, currency="EUR")
    with pytest.raises(InputError, match="--currency"):
        planned(euros, leg("O", "R", 1, start=START))
    assert planned(euros, leg("N", "R", 1, start=START)).currency == "EUR"


def told_fact(metric: str, amount: Amount | None, period: str | None, **fields: object) -> Sourced[FactClaim]:
    """One figure as a ledger gives it."""
    fact = FactClaim(
        **{  # type: ignore[arg-type]
            "party": Mention(id="openai", name="OpenAI"),
            "metric": metric,
            "status": "completed",
            "amount": amount,
            "period": period,
            "evidence": (Evidence(field="status", span=Span.cut("x", 0, 1)),),
            **fields,
        }
    )
    document = Document(text=f"{fact}", language="en", published="2026-01-01")
    return Sourced(
        id=f"{metric} {period}",
        claim=fact,
        source=Source.of(document),
        reader=Reader(name="test", version="1"),
        known="2026-01-01",
    )


def test_facts_become_sums_in_one_currency() -> None:
    """About is a tenth more or less; what has no amount, no period or another's share is left out."""
    found = stated(
        [
            told_fact("cash", billions(10, "about"), "2025-06"),
            told_fact("revenue", billions(1), "2025-07/2026-06"),
            told_fact("revenue", billions(5), "2025", status="planned"),
            told_fact("revenue", billions(6), "2025"),
            told_fact("loss", billions(1), None),
            told_fact("loss", None, "2025"),
            told_fact("loss", billions(1), "soon"),
            told_fact("stake", billions(1), "2025", of=Mention(id="x", name="x")),
            told_fact("debt", billions(1, currency="EUR"), "2025"),
            told_fact("debt", billions(1), "2025", party=Mention(id="oracle", name="Oracle")),
        ],
        "openai",
        {},
        "USD",
    )
    assert [(one.metric, one.period, one.low, one.high) for one in found] == [
        ("cash", "2025-06", 9 * 10**11, 11 * 10**11),
        ("revenue", "2025", 6 * 10**11, 6 * 10**11),
        ("revenue", "2025-07/2026-06", 10**11, 10**11),
    ]
    assert (found[2].start, found[2].end, found[2].days) == (date(2025, 7, 1), date(2026, 7, 1), 365)
