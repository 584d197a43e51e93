"""How much of its revenue a vendor funds itself: the examples of methods §3, and what is done with odd input."""

from dataclasses import replace
from datetime import date

import pytest
from tests.histories import story, undated
from tests.strategies import MINI, leg

from dawra.analyses import Trace, trace, trace_all
from dawra.analyses.tracing.events import events_of
from dawra.errors import InputError, UsageError
from dawra.flows import UNKNOWN, Leg, Opening, Openings

EX_3_1 = story("F>j 100 fin, j>* 60, *>j 30, j>F 90 pur")
EX_3_2 = story("F>j 100 fin, j>* 80, *>j 70, j>F 60 pur")
EX_3_3 = story("F>O 10 fin, O>R 12, R>F 15 pur")
EX_3_4 = story("j>F 80 pur, F>j 80 fin")
EX_3_5 = story("F>j 100 fin, *>j 30, j>F 120 pur")
EX_3_6 = story("F>j 40 fin, j>F 30 pur, F>j 40 fin, j>* 20, j>F 40 pur")
EX_3_7 = story("N>O 10 fin, O>M 10 pur, M>P 10 fin, P>N 10 pur")
EX_3_9 = story("F>j 3 fin, *>j 7, j>F 5 pur, j>F 5 pur")
RULES = ("fifo", "lifo", "clean_first", "tagged_first", "poison")


def rules(found: Trace) -> tuple[float | None, ...]:
    """The values of all rules but pro rata, in the order of `RULES`."""
    return tuple(found.rules[rule] for rule in RULES)


def sources(found: Trace) -> dict[tuple[str, str], float]:
    """The ultimate-source table by party and kind."""
    return {(one.party, one.kind): one.amount for one in found.sources}


def codes(found: Trace) -> dict[str, tuple[int | None, int | None]]:
    """Count and amount of each notice."""
    return {notice.code: (notice.count, notice.amount) for notice in found.notices}


def test_an_account_with_money_of_its_own() -> None:
    """EX-3.1: what was spent is gone, and later deposits do not restore it."""
    found = trace(EX_3_1, "F", openings=Openings.exactly({"j": 50}))
    assert (found.receipts, found.finance, found.lower, found.upper) == (90, 100, 10, 90)
    assert rules(found) == (90, 40, 60, 40, 90)
    assert found.point == pytest.approx(45, rel=1e-12)
    assert trace(EX_3_1, "F", clock="static", openings=Openings.exactly({"j": 50})).point == pytest.approx(
        50, rel=1e-12
    )


def test_the_lowest_balance_between_limits_what_comes_back() -> None:
    """EX-3.2: the balance fell to 20; static pro-rata lies beyond the event clock's U (T3.5)."""
    found = trace(EX_3_2, "F")
    assert (found.lower, found.upper) == (0, 20)
    assert rules(found) == (20, 0, 0, 20, 60)
    assert found.point == pytest.approx(40 / 3, rel=1e-12)
    still = trace(EX_3_2, "F", clock="static")
    assert (still.lower, still.upper) == (0, 60)
    assert still.point == pytest.approx(600 / 17, rel=1e-12)
    assert still.point > found.upper


def test_lots_move_on_in_their_order() -> None:
    """EX-3.3: a way over two accounts."""
    found = trace(EX_3_3, "F", openings=Openings.exactly({"O": 5, "R": 20}))
    assert (found.lower, found.upper) == (0, 10)
    assert rules(found) == (0, 10, 0, 10, 15)
    assert found.point == pytest.approx(3.75, rel=1e-12)


def test_order_matters() -> None:
    """EX-3.4: a purchase before the finance cannot have been paid by it, unless the order is thrown away."""
    found = trace(EX_3_4, "F", openings=Openings.exactly({"j": 100}))
    assert (found.lower, found.point, found.upper) == (0, 0, 0)
    assert rules(found) == (0, 0, 0, 0, 0)
    still = trace(EX_3_4, "F", clock="static", openings=Openings.exactly({"j": 100}))
    assert (still.lower, still.upper) == (0, 80)
    assert still.point == pytest.approx(320 / 9, rel=1e-12)
    assert rules(still)[:4] == (None, None, None, None)


def test_what_could_not_have_been_paid_otherwise() -> None:
    """EX-3.5: L = 120 - 50."""
    found = trace(EX_3_5, "F", openings=Openings.exactly({"j": 20}))
    assert (found.lower, found.upper) == (70, 100)
    assert rules(found) == (100, 90, 70, 100, 120)
    assert found.point == pytest.approx(80, rel=1e-12)


def test_two_rounds() -> None:
    """EX-3.6: pro-rata 24 + 112/3."""
    found = trace(EX_3_6, "F", openings=Openings.exactly({"j": 10}))
    assert (found.receipts, found.lower, found.upper) == (70, 60, 70)
    assert rules(found)[:2] == (60, 60)
    assert found.point == pytest.approx(24 + 112 / 3, rel=1e-12)


def test_joint_round_trips_count_a_dollar_once() -> None:
    """EX-3.7: both vendors could have funded 10, but it is the same 10."""
    found = trace_all(undated(EX_3_7), clock="static")
    assert {one.vendor: one.upper for one in found.vendors} == {"N": 10, "M": 10}
    assert found.joint == 10


def test_who_ultimately_pays() -> None:
    """EX-3.8 on the static clock: bounds, the point value, all sources, and both vendors jointly."""
    openings = Openings.exactly({"O": 9, "R": 3, "W": 6})
    found = trace(undated(MINI), "N", clock="static", openings=openings)
    assert (found.receipts, found.lower, found.upper) == (23, 5, 12)
    assert found.point == pytest.approx(158 / 19, rel=1e-12)
    assert sources(found) == pytest.approx(
        {("N", "finance"): 158 / 19, ("W", "opening"): 6, ("O", "opening"): 108 / 19, ("R", "opening"): 3}
    )
    assert [round(100 * x / 23, 1) for x in (found.lower, found.point, found.upper)] == [21.7, 36.2, 52.2]
    other = trace(undated(MINI), "M", clock="static", openings=openings)
    assert (other.receipts, other.lower, other.upper) == (20, 2, 13)
    together = trace_all(undated(MINI), clock="static", openings=openings)
    assert together.joint == 25
    assert [one.vendor for one in together.vendors] == ["M", "N"]


def test_an_empty_address() -> None:
    """EX-3.9, after Anderson and others: all conserving rules agree once everything has left."""
    found = trace(EX_3_9, "F")
    assert rules(found) == (3, 3, 3, 3, 10)
    assert found.point == pytest.approx(3, rel=1e-12)
    first = trace(EX_3_9[:3], "F")
    assert (first.rules["fifo"], first.rules["clean_first"], first.rules["poison"]) == (3, 0, 5)
    assert first.point == pytest.approx(1.5, rel=1e-12)


def test_finance_to_nobody_funds_nothing() -> None:
    """INV-3.5."""
    found = trace(story("*>j 30, j>F 20 pur"), "F")
    assert (found.lower, found.point, found.upper, found.receipts) == (0, 0, 0, 20)
    assert sources(found) == {("*", "outside"): 20}


def test_sources_tell_the_kinds_apart() -> None:
    """A vendor's purchases are not its finance; the outside is told by what it paid for."""
    legs = story("F>j 10 fin, F>j 20 pur, *>j 30 pur, *>j 40 fin, j>F 100 pur, *>F 7 pur")
    found = trace(legs, "F")
    assert [(one.party, one.kind, one.layer, round(one.amount, 9)) for one in found.sources] == [
        ("*", "outside", "fin", 40),
        ("*", "outside", "pur", 37),
        ("F", "payments", None, 20),
        ("F", "finance", None, 10),
    ]


def test_sources_reach_back_over_quarters() -> None:
    """What is left of one period's pot pays in the next."""
    legs = [leg("*", "j", 10, layer="fin"), leg("j", "k", 4, layer="oth"), leg("j", "F", 7, start=date(2025, 5, 1))]
    found = trace(legs, "F", clock="quarter", openings=Openings.exactly({"j": 4}))
    assert sources(found) == pytest.approx({("*", "outside"): 5, ("j", "opening"): 2})


def test_money_that_no_leg_tells_of_is_listed() -> None:
    """§3.5: the least that keeps the balance at 0 or more, with its day, and it is clean."""
    found = trace(story("F>j 10 fin, j>F 25 pur, j>F 5 pur"), "F")
    assert [(one.party, one.day, one.amount) for one in found.unexplained] == [
        ("j", date(2025, 1, 2), 15),
        ("j", date(2025, 1, 3), 5),
    ]
    assert (found.lower, round(found.point, 9), found.upper) == (10, 10, 10)
    assert codes(found)["unexplained-funding"] == (2, 20)
    assert sources(found)["j", "unexplained"] == pytest.approx(20)


def test_unknown_openings_leave_only_what_is_earmarked_for_sure() -> None:
    """T3.4: L falls to 0 and U is what time allows, whatever the balance was between."""
    found = trace(EX_3_2, "F", openings=UNKNOWN)
    assert (found.lower, found.upper) == (0, 60)
    assert found.point == trace(EX_3_2, "F").point
    assert codes(found)["openings-unknown"][0] == 1
    lease = [
        leg("F", "j", 30, layer="fin", earmarked=True, deal="lease"),
        leg("j", "F", 30, layer="pur", earmarked=True, deal="lease"),
    ]
    found = trace([*EX_3_2, *lease], "F", openings=UNKNOWN)
    assert (found.lower, found.upper, found.receipts, found.finance) == (30, 90, 90, 130)
    assert codes(found)["earmarked"] == (1, 30)


def test_an_opening_known_as_a_range_counts_with_its_most_in_the_bounds() -> None:
    """T3.4; the rules take its middle."""
    openings = Openings(known={"j": Opening(low=0, high=40)}, others=Opening(high=0))
    found = trace(EX_3_5, "F", openings=openings)
    assert (found.lower, found.upper) == (120 - 70, 100)
    assert found.point == trace(EX_3_5, "F", openings=Openings.exactly({"j": 20})).point
    assert codes(found)["openings-range"][0] == 1


def test_credits_in_kind_count_on_graph_k_alone() -> None:
    """EX-1.3: V = 10 each way is no cash, and on K an earmarked round trip of 10."""
    in_kind = [
        leg("F", "j", 10, layer="fin", money="in_kind", earmarked=True, deal="c"),
        leg("j", "F", 10, layer="pur", money="in_kind", earmarked=True, deal="c"),
    ]
    cash = trace([*EX_3_4, *in_kind], "F", openings=Openings.exactly({"j": 100}))
    assert (cash.receipts, cash.lower, cash.upper) == (80, 0, 0)
    assert codes(cash)["other-money"] == (2, 20)
    found = trace([*EX_3_4, *in_kind], "F", openings=Openings.exactly({"j": 100}), graph="K")
    assert (found.receipts, found.lower, found.point, found.upper) == (90, 10, 10, 10)
    alone = trace(in_kind, "F", graph="K")
    assert (alone.lower, alone.upper, alone.graph) == (10, 10, "K")
    assert trace_all(in_kind, graph="K").joint == 10


def test_a_credit_used_in_part_leaves_the_rest_to_the_account() -> None:
    """What finance and purchase have in common is sure; the rest is cash like any other."""
    legs = [
        leg("F", "j", 30, layer="fin", earmarked=True, deal="x"),
        leg("j", "F", 20, layer="pur", earmarked=True, deal="x"),
        leg("j", "F", 4, layer="pur", deal="y"),
    ]
    found = trace(legs, "F")
    assert (found.receipts, found.finance, found.lower, found.upper) == (24, 30, 24, 24)


def test_figures_lead_to_their_deals() -> None:
    """The deals whose money went out, with what came back; those paid for, with what was paid for them so."""
    found = trace(EX_3_6, "F", openings=Openings.exactly({"j": 10}))
    assert [(one.deal, one.amount, round(one.part, 9)) for one in found.purchases] == [
        ("d5", 40, round(112 / 3, 9)),
        ("d2", 30, 24),
    ]
    assert sum(one.part for one in found.fundings) == pytest.approx(found.point)
    assert [one.deal for one in found.fundings] == ["d1", "d3"]


def test_by_year() -> None:
    """Money of one year may pay for purchases of the next; each year's bounds hold for itself."""
    legs = [
        leg("F", "j", 100, layer="fin", start=date(2024, 6, 1)),
        leg("j", "F", 30, start=date(2024, 9, 1)),
        leg("*", "j", 30, layer="oth", start=date(2025, 1, 1)),
        leg("j", "F", 90, start=date(2025, 6, 1)),
    ]
    for clock in ("event", "quarter"):
        found = trace(legs, "F", by="year", clock=clock)
        assert [(y.year, y.receipts, y.lower, y.upper) for y in found.years] == [(2024, 30, 30, 30), (2025, 90, 60, 70)]
        assert [y.point for y in found.years] == pytest.approx([30, 63])
    with pytest.raises(UsageError, match="and the clock event or quarter"):
        trace(legs, "F", by="year", clock="static")


def test_a_day_whose_order_means_nothing_is_one_period() -> None:
    """The money may have come before it went."""
    legs = [leg("j", "F", 80), leg("F", "j", 80, layer="fin")]
    first = trace(legs, "F", openings=Openings.exactly({"j": 100}))
    assert (first.lower, first.upper, first.rules["fifo"]) == (0, 0, 0)
    found = trace(legs, "F", openings=Openings.exactly({"j": 100}), days_ordered=False)
    assert (found.lower, found.upper, found.rules["fifo"]) == (0, 80, None)
    assert "order-unknown" in codes(found)


def test_periods_that_touch_no_account_twice_need_no_order() -> None:
    """Two payments of one day between four accounts have one order as good as the other."""
    legs = [leg("F", "j", 8, layer="fin"), leg("*", "k", 8, layer="oth"), leg("j", "F", 5, start=date(2025, 2, 1))]
    assert trace(legs, "F", days_ordered=False).rules["fifo"] == 5


def test_money_over_a_term_is_cut_where_something_happens() -> None:
    """A loan paid out over four days; what was bought after two of them cannot have used the rest."""
    legs = [
        leg("F", "j", 100, layer="fin", end=date(2025, 1, 5)),
        leg("j", "F", 50, start=date(2025, 1, 3)),
        leg("j", "F", 50, start=date(2025, 1, 5)),
    ]
    found = trace(legs, "F")
    assert (found.lower, found.upper) == (100, 100)
    early = trace([legs[0], replace(legs[2], start=date(2025, 1, 2))], "F")
    assert (early.upper, early.unexplained[0].amount) == (25, 25)


def test_a_coarse_date_is_spread_and_said() -> None:
    """A payment of "2025" moves evenly over the year on the clocks that need a day."""
    legs = [
        leg("F", "j", 365, layer="fin", end=date(2026, 1, 1), coarse=True),
        leg("j", "F", 31, start=date(2025, 2, 1)),
    ]
    assert codes(trace(legs, "F"))["coarse-date"] == (1, 365)
    assert "coarse-date" not in codes(trace(legs, "F", clock="static"))


def test_what_is_not_certain_is_said_as_circles_says_it() -> None:
    """Conditions and sums of one period on every clock, a missing term where money has an order in time."""
    legs = [
        leg("F", "j", 9, layer="fin", status="signed", conditions=("option",)),
        leg("j", "F", 5, status="signed"),
        leg("j", "F", 2, period="month", mark="floor", high=None),
        leg("j", "F", 0, high=None, mark="unknown"),
    ]
    told = {"open-condition": (1, 9), "one-period": (1, 2), "amount-floor": (1, None), "amount-unknown": (1, None)}
    assert codes(trace(legs, "F")) == {**told, "one-step": (1, 5)}
    assert codes(trace(legs, "F", clock="static")) == told


def test_what_moves_outside_the_window_is_not_spoken_of() -> None:
    """A caution is about the figures beside which it stands."""
    legs = [
        leg("F", "j", 9, layer="fin"),
        leg("j", "F", 5, start=date(2027, 1, 1), mark="ceiling", low=0),
    ]
    assert codes(trace(legs, "F", window=(None, date(2026, 1, 1)))) == {}


def test_every_period_of_one_clock_lies_inside_one_of_the_next() -> None:
    """What runs over a term is cut at quarters on the event clock too, and to the cent alike."""
    term = [leg("F", "j", 100, start=date(2025, 2, 1), end=date(2025, 8, 1))]
    event, _ = events_of(term, "event")
    quarter, _ = events_of(term, "quarter")
    assert event.days == (date(2025, 2, 1), date(2025, 4, 1), date(2025, 7, 1))
    assert event.amount.tolist() == quarter.amount.tolist()
    assert sum(event.amount.tolist()) == 100


def test_a_circle_that_no_money_enters_pays_nobody() -> None:
    """§3.3: a closed group without money is left out of the equations, which have no single answer there."""
    legs = [leg("a", "b", 5), leg("b", "a", 5), *undated(EX_3_2)]
    found = trace([replace(one, start=None) for one in legs], "F", clock="static")
    assert found.point == pytest.approx(600 / 17, rel=1e-12)
    assert sum(one.amount for one in found.sources) == pytest.approx(60)


def test_a_window_cuts_payments_and_leaves_out_the_undated() -> None:
    """Without a window the static clock takes in what has no date."""
    legs = [*EX_3_5, leg("j", "F", 9, start=None), leg("j", "F", 3, start=date(2026, 5, 1))]
    found = trace(legs, "F", openings=Openings.exactly({"j": 20}), window=(None, date(2026, 1, 1)))
    assert found.receipts == 120
    assert codes(found)["undated-left-out"] == (1, 9)
    assert trace(legs, "F", clock="static").receipts == 132


def test_quarters_have_no_order_within() -> None:
    """EX-3.4 in one quarter is as on no clock; in two it is as in the order of events."""
    openings = Openings.exactly({"j": 100})
    assert trace(EX_3_4, "F", clock="quarter", openings=openings).upper == 80
    apart = [EX_3_4[0], replace(EX_3_4[1], start=date(2025, 4, 1))]
    found = trace(apart, "F", clock="quarter", openings=openings)
    assert (found.lower, found.upper, found.rules["lifo"], found.rules["poison"]) == (0, 0, None, 0)


def test_amounts_beyond_int64() -> None:
    """EX-3.1 and EX-3.8 in units of 10^18 dollars and a cent."""
    unit = 10**20 + 1

    def large(legs: list[Leg]) -> list[Leg]:
        return [replace(one, low=one.low * unit, point=one.point * unit, high=one.point * unit) for one in legs]

    found = trace(large(EX_3_1), "F", openings=Openings.exactly({"j": 50 * unit}))
    assert (found.lower, found.upper, found.rules["fifo"], found.rules["lifo"]) == (
        10 * unit,
        90 * unit,
        90 * unit,
        40 * unit,
    )
    assert found.point == pytest.approx(45 * unit, rel=1e-12)
    openings = Openings.exactly({"O": 9 * unit, "R": 3 * unit, "W": 6 * unit})
    still = trace(large(undated(MINI)), "N", clock="static", openings=openings)
    assert (still.lower, still.upper) == (5 * unit, 12 * unit)
    joint = trace_all(large(undated(MINI)), clock="static", openings=openings).joint
    assert joint == pytest.approx(25 * unit, rel=1e-9)


def test_a_payment_to_oneself_moves_nothing() -> None:
    """It is left out and counted."""
    found = trace([*EX_3_1, leg("j", "j", 99), leg("F", "F", 5)], "F", openings=Openings.exactly({"j": 50}))
    assert (found.receipts, found.lower, found.upper) == (90, 10, 90)
    assert codes(found)["own-leg"] == (2, 104)


def test_a_vendor_that_nobody_names_is_an_error_with_the_nearest() -> None:
    """The outside is no vendor, and there is none where there are no legs."""
    legs = [leg("Nvidia", "OpenAI", 1, layer="fin")]
    with pytest.raises(InputError, match=r"'Nvidai'\. Did you mean Nvidia\?"):
        trace(legs, "Nvidai")
    with pytest.raises(InputError, match="There are Nvidia, OpenAI"):
        trace(legs, "*")
    with pytest.raises(InputError, match="no leg pays or is paid by 'F'"):
        trace([], "F")


def test_no_legs_have_no_vendors() -> None:
    """All together they fund nothing."""
    found = trace_all([])
    assert (found.vendors, found.joint, found.currency) == ((), 0, None)


def test_two_parties_alone() -> None:
    """A vendor and its customer."""
    found = trace(story("F>j 10 fin, j>F 10 pur"), "F")
    assert (found.lower, found.point, found.upper) == (10, 10, 10)
    assert trace(story("F>j 10 fin"), "j").receipts == 0


@pytest.mark.parametrize(
    ("words", "error", "message"),
    [
        ({"clock": "year"}, UsageError, "unknown clock 'year': one of event, quarter, static"),
        ({"graph": "X"}, UsageError, "unknown graph 'X'"),
        ({"currency": "XXX"}, InputError, "unknown currency 'XXX'"),
        ({"by": "month"}, UsageError, "by is 'year'"),
    ],
)
def test_unknown_options_are_errors(words: dict[str, str], error: type[Exception], message: str) -> None:
    """Never a silent default."""
    with pytest.raises(error, match=message):
        trace(EX_3_1, "F", **words)  # type: ignore[arg-type]


def test_several_currencies_are_refused() -> None:
    """The error says what would help."""
    with pytest.raises(InputError, match="name the currency of the result"):
        trace([*EX_3_1, leg("j", "F", 1, currency="EUR")], "F")


def test_legs_without_amount_are_listed() -> None:
    """They count 0."""
    legs = [*EX_3_1, leg("F", "j", 0, layer="fin", high=None, mark="unknown", deal="u")]
    found = trace(legs, "F", openings=Openings.exactly({"j": 50}))
    assert [one.deal for one in found.without_amount] == ["u"]
    assert codes(found)["amount-unknown"] == (1, None)
