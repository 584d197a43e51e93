"""Shocks change money as they say, never make any, and leave alone what has moved."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.strategies import leg

from dawra.analyses.scenarios.apply import Shocked, shocked
from dawra.analyses.scenarios.change import cut, delay, divide, is_untimed, join
from dawra.analyses.scenarios.scenario import Scenario, Shock, Which
from dawra.errors import InputError
from dawra.flows import Leg, flow

AS_OF = date(2026, 6, 30)
NEXT = date(2026, 7, 1)
UNTIL = date(2030, 1, 1)
ALL = Which(layers=("fin", "pur", "ret", "oth"))


def scenario(*shocks: Shock, as_of: date = AS_OF) -> Scenario:
    """Shocks as of the end of a day, until 2030."""
    return Scenario(name={"en": "x", "ar": "x"}, as_of=as_of, until=UNTIL, shocks=shocks)


def struck(legs: Iterable[Leg], *shocks: Shock, **kinds: str) -> Shocked:
    """What shocks leave of legs."""
    return shocked(list(legs), scenario(*shocks), kinds)


def ends(leg: Leg) -> tuple[int, int, int | None, int | None]:
    """The amounts of a leg."""
    return leg.low, leg.point, leg.high, leg.total


def signed(payer: str, payee: str, amount: int, start: date, end: date | None = None, **fields: object) -> Leg:
    """A leg of a contract in force."""
    return leg(payer, payee, amount, start=start, end=end, status="signed", **fields)


def legs_at_random() -> st.SearchStrategy[Leg]:
    """Legs of any status, amount and time around the day of the scenario, ends without limit among them."""
    days = st.integers(-700, 700).map(lambda days: NEXT + timedelta(days))

    def built(
        *, ends: list[int], endless: bool, start: date | None, days: int, coarse: bool, status: str, shared: bool
    ) -> Leg:
        low, point, high = sorted(ends)
        return leg(
            "A",
            "B",
            point,
            low=low,
            high=None if endless else high,
            total=high if shared else None,
            start=start,
            end=start + timedelta(days) if start and days else None,
            coarse=bool(start and days and coarse),
            status=status,
            deal="d",
        )

    return st.builds(
        built,
        ends=st.lists(st.integers(0, 10**20), min_size=3, max_size=3),
        endless=st.booleans(),
        start=st.none() | days,
        days=st.integers(0, 2000),
        coarse=st.booleans(),
        status=st.sampled_from(["completed", "signed", "announced", "in_talks"]),
        shared=st.booleans(),
    )


def shocks_at_random(acts: tuple[str, ...] = ("cancel", "cut", "delay")) -> st.SearchStrategy[Shock]:
    """Shocks on everything, in any time."""
    start = st.none() | st.integers(-100, 800).map(lambda days: NEXT + timedelta(days))
    return st.builds(
        lambda act, share, months, begin, days, untimed: Shock(
            act=act,
            which=ALL,
            share=Fraction(1) if act == "cancel" else share,
            months=months if act == "delay" else 0,
            start=begin,
            end=begin + timedelta(days) if begin and days else None,
            untimed=untimed,
        ),
        st.sampled_from(acts),
        st.fractions(0, 1, max_denominator=12),
        st.integers(0, 40),
        start,
        st.integers(0, 500),
        st.booleans(),
    )


def test_a_part_of_a_term_is_cut_and_the_rest_stays() -> None:
    """365 over a year, a day's worth each: half of what moves from the 101st day until before the 201st goes."""
    year = signed("A", "B", 365, NEXT, NEXT + timedelta(365))
    shock = Shock(act="cut", which=ALL, share=Fraction(1, 2), start=NEXT + timedelta(100), end=NEXT + timedelta(200))
    found = struck([year], shock)
    assert [(one.start, one.end, one.point) for one in found.legs] == [
        (NEXT, NEXT + timedelta(100), 100),
        (NEXT + timedelta(100), NEXT + timedelta(200), 50),
        (NEXT + timedelta(200), NEXT + timedelta(365), 165),
    ]
    assert [(one.start, one.end, one.point) for one in found.whole] == [(NEXT, NEXT + timedelta(365), 315)]
    (told,) = found.struck
    assert (told.legs, told.deals, told.amount, told.lost, told.range) == (1, ("",), 100, 50, (50, 50))


def test_what_moved_before_the_day_stays() -> None:
    """A completed payment and the part of a contract that fell due are not undone."""
    paid = leg("A", "B", 100, start=AS_OF)
    running = signed("A", "B", 100, NEXT - timedelta(50), NEXT + timedelta(50))
    found = struck([paid, running], Shock(act="cancel", which=ALL))
    assert [(one.point, one.start, one.end) for one in found.legs] == [
        (100, AS_OF, None),
        (50, NEXT - timedelta(50), NEXT),
    ]


def test_a_payment_of_the_next_day_has_yet_to_move() -> None:
    """The day of the scenario is over; the next is struck, also where its deal is completed."""
    assert not struck([leg("A", "B", 100, start=NEXT)], Shock(act="cancel", which=ALL)).legs


def test_of_a_deal_that_is_not_made_nothing_has_moved() -> None:
    """A planned contract whose term has begun falls through whole; announced, its past stays."""
    running = signed("A", "B", 100, NEXT - timedelta(50), NEXT + timedelta(50))
    for status, left in (("planned", 0), ("in_talks", 0), ("announced", 50), ("signed", 50)):
        found = struck([replace(running, status=status)], Shock(act="cancel", which=ALL))
        assert sum(one.point for one in found.legs) == left


@pytest.mark.parametrize(
    ("fields", "untimed"),
    [
        ({"start": None}, True),
        ({"start": AS_OF, "status": "signed"}, True),
        ({"start": AS_OF, "status": "completed"}, False),
        ({"start": NEXT, "status": "signed"}, False),
        ({"start": date(2026, 6, 1), "end": NEXT, "coarse": True, "status": "announced"}, True),
        ({"start": date(2026, 1, 1), "end": date(2027, 1, 1), "coarse": True, "status": "announced"}, False),
        ({"start": date(2025, 1, 1), "end": date(2026, 1, 1), "status": "signed"}, False),
    ],
)
def test_a_step_in_the_past_that_nobody_called_paid_has_no_time(*, fields: dict[str, object], untimed: bool) -> None:
    """Its day is that of the deal."""
    assert is_untimed(leg("A", "B", 1, **fields), NEXT) is untimed


def test_untimed_money_is_struck_or_left_alone_as_the_shock_says() -> None:
    """And what is left alone is told."""
    old = signed("A", "B", 100, date(2025, 1, 1), deal="d")
    assert not struck([old], Shock(act="cancel", which=ALL)).legs
    spared = struck([old], Shock(act="cancel", which=ALL, untimed=False))
    assert spared.legs == (old,)
    assert spared.struck[0].untimed == ("d",)


def test_a_delay_leaves_alone_what_has_no_time() -> None:
    """A later time than none says nothing."""
    old = signed("A", "B", 100, date(2025, 1, 1), deal="d")
    found = struck([old], Shock(act="delay", which=ALL, months=12))
    assert found.legs == (old,)
    assert found.struck[0].untimed == ("d",)


def test_a_delay_keeps_the_length_of_a_term_and_its_money() -> None:
    """Also over the ends of short months."""
    term = signed("A", "B", 7, date(2027, 1, 30), date(2027, 1, 31))
    (later,) = struck([term], Shock(act="delay", which=ALL, months=1)).legs
    assert (later.start, later.end, later.point) == (date(2027, 2, 28), date(2027, 3, 1), 7)


def test_a_delay_beyond_the_calendar_is_refused() -> None:
    """In words."""
    with pytest.raises(InputError, match="the calendar ends"):
        delay(signed("A", "B", 1, NEXT), 10**30)


def test_a_loan_that_is_not_paid_out_is_not_paid_back() -> None:
    """Half of the loan, half of what goes back; and it counts once as what falls away."""
    loan = signed("A", "B", 100, date(2027, 1, 1), layer="fin", deal="d")
    back = signed("B", "A", 110, date(2027, 1, 1), date(2028, 1, 1), layer="ret", deal="d")
    other = signed("B", "A", 30, date(2027, 1, 1), layer="ret", deal="e")
    found = struck([loan, back, other], Shock(act="cut", which=Which(layers=("fin",)), share=Fraction(1, 2)))
    assert [one.point for one in found.legs] == [50, 55, 30]
    assert (found.struck[0].legs, found.struck[0].amount, found.struck[0].lost) == (2, 100, 50)


def test_a_loan_that_is_half_paid_out_is_paid_back_by_what_was_lent() -> None:
    """Of 100 over 100 days 40 were lent; the rest is cancelled, and so is three fifths of what is still to go back."""
    begun = NEXT - timedelta(40)
    loan = signed("A", "B", 100, begun, begun + timedelta(100), layer="fin", deal="d")
    back = signed("B", "A", 100, date(2027, 1, 1), date(2028, 1, 1), layer="ret", deal="d")
    found = struck([loan, back], Shock(act="cancel", which=Which(layers=("fin",))))
    assert [one.point for one in found.legs] == [40, 40]


def test_repayments_alone_count_where_they_alone_are_struck() -> None:
    """A borrower that does not pay back."""
    back = signed("B", "A", 100, date(2027, 1, 1), layer="ret", deal="d")
    found = struck([back], Shock(act="cancel", which=Which(layers=("ret",), payers=("B",))))
    assert (found.legs, found.struck[0].lost) == ((), 100)


def test_a_credit_that_is_not_given_buys_nothing() -> None:
    """An earmarked purchase goes with the credit, one that is not stays."""
    credit = signed("V", "L", 10, date(2027, 1, 1), layer="fin", deal="d", money="in_kind", earmarked=True)
    bought = replace(credit, from_party="L", to_party="V", layer="pur")
    own = signed("L", "V", 5, date(2027, 1, 1), deal="d")
    found = struck([credit, bought, own], Shock(act="stops_investing", which=Which(payers=("V",), layers=("fin",))))
    assert found.legs == (own,)


def test_shocks_act_one_after_the_other() -> None:
    """A purchase that is first put off escapes a bad year, one that is put off afterwards does not."""
    due = signed("A", "B", 100, date(2027, 3, 1))
    late = Shock(act="delay", which=ALL, months=12)
    year = Shock(act="cut", which=ALL, share=Fraction(1, 2), start=date(2027, 1, 1), end=date(2028, 1, 1))
    assert [one.point for one in struck([due], late, year).legs] == [100]
    assert [(one.point, one.start) for one in struck([due], year, late).legs] == [(50, date(2028, 3, 1))]


def test_contingent_money_is_struck_whole_where_it_may_be_called() -> None:
    """A guarantee that has ended is left alone."""
    promise = signed("G", "C", 10, date(2025, 1, 1), date(2030, 1, 1), money="contingent", layer="oth")
    ended = replace(promise, end=NEXT)
    found = struck([promise, ended], Shock(act="cancel", which=ALL))
    assert found.legs == (ended,)
    assert found.struck[0].amount == 0


def test_legs_are_chosen_by_what_they_are() -> None:
    """All lists that are given have to fit; a deal is named by the start of its id."""
    one = signed("A", "B", 1, NEXT, deal="abc123")
    for which, takes in (
        (Which(deals=("abc",)), True),
        (Which(deals=("abd",)), False),
        (Which(parties=("B",)), True),
        (Which(payers=("B",)), False),
        (Which(payees=("B",), statuses=("signed",)), True),
        (Which(payees=("B",), statuses=("planned",)), False),
        (Which(kinds=("supply",)), True),
        (Which(kinds=("licence",)), False),
        (Which(layers=("pur",), excepted=("abc",)), False),
    ):
        assert which.takes(one, {"abc123": "supply"}) is takes


@given(legs_at_random(), shocks_at_random())
def test_money_never_grows(one: Leg, shock: Shock) -> None:
    """By the least, the point and the greatest amount; what falls away and what is left are the leg."""
    found = struck([one], shock)
    (told,) = found.struck
    assert sum(part.point for part in found.legs) + told.lost == one.point
    assert sum(part.low for part in found.legs) + told.range[0] == one.low
    if one.high is not None:
        assert sum(part.high or 0 for part in found.legs) + (told.range[1] or 0) == one.high
    assert 0 <= told.lost <= told.amount


@given(legs_at_random(), shocks_at_random(("cut", "delay")))
def test_a_shock_of_nothing_changes_nothing(one: Leg, shock: Shock) -> None:
    """Cut by 0, put off by 0 months: the very same leg."""
    assert struck([one], replace(shock, share=Fraction(0), months=0)).legs == (one,)


@given(legs_at_random(), shocks_at_random(("cut",)))
def test_a_cut_of_everything_is_a_cancellation(one: Leg, shock: Shock) -> None:
    """Whatever the time."""
    whole = replace(shock, share=Fraction(1))
    assert struck([one], whole).legs == struck([one], replace(whole, act="cancel")).legs


@given(legs_at_random(), shocks_at_random(("delay",)))
def test_a_delay_keeps_all_money(one: Leg, shock: Shock) -> None:
    """Nothing falls away, and nothing moves before its time."""
    found = struck([one], shock)
    assert sum(part.point for part in found.legs) == one.point
    assert found.struck[0].lost == 0
    for days in range(-400, 1200, 200):
        day = NEXT + timedelta(days)
        before = [flow(part, part.point, None, day) for part in found.legs if part.start]
        whole = flow(one, one.point, None, day) if one.start else 0
        assert sum(before) <= whole + len(before)


@given(legs_at_random(), st.integers(-800, 800), st.integers(1, 900))
def test_parts_of_a_leg_are_the_leg(one: Leg, days: int, length: int) -> None:
    """They sum to it exactly, and move as it does to a minor unit each."""
    start = NEXT + timedelta(days)
    if one.start is None:
        return
    rest, inside = divide(one, start, start + timedelta(length))
    parts = sorted([*rest, *([inside] if inside else [])], key=lambda part: part.start or date.min)
    assert ends(join(parts)) == ends(one)
    assert [part.start for part in parts if part.start and inside and part is inside] <= [max(start, one.start)]
    for late in range(-900, 2900, 190):
        day = NEXT + timedelta(late)
        assert abs(sum(flow(part, part.point, None, day) for part in parts) - flow(one, one.point, None, day)) <= 3


@given(legs_at_random(), st.lists(shocks_at_random(("cut", "cancel")), min_size=2, max_size=3))
def test_the_order_of_cuts_does_not_matter_but_for_rounding(one: Leg, shocks: list[Shock]) -> None:
    """To a few minor units, however many parts the leg falls into."""
    forth, back = struck([one], *shocks), struck([one], *reversed(shocks))
    assert abs(sum(part.point for part in forth.legs) - sum(part.point for part in back.legs)) <= 30


@given(legs_at_random(), st.fractions(0, 1, max_denominator=50))
def test_a_cut_is_a_slow_sum_of_what_every_day_loses(one: Leg, lost: Fraction) -> None:
    """The twin looks at each day apart."""
    if one.start is None or one.money != "cash" or is_untimed(one, NEXT) or one.status == "in_talks":
        return
    found = struck([one], Shock(act="cut", which=ALL, share=lost, start=NEXT))
    last = max(one.end or one.start, NEXT) + timedelta(1)
    expected = Fraction(0)
    if one.end is None:
        expected = one.point * lost if one.start >= NEXT else expected
    else:
        days = sum(1 for place in range((last - one.start).days) if NEXT <= one.start + timedelta(place) < one.end)
        expected = Fraction(one.point * days, (one.end - one.start).days) * lost
    assert abs(found.struck[0].lost - expected) <= 2


def test_a_converted_leg_keeps_its_original_in_step() -> None:
    """What is cut of the leg is cut of the sum in its own currency."""
    euros = signed("A", "B", 1000, NEXT, NEXT + timedelta(100))
    dollars = replace(euros, low=1200, point=1200, high=1200, original=replace(euros, currency="EUR"))
    half = cut(dollars, Fraction(1, 2))
    assert half
    assert half.original
    assert (half.point, half.original.point) == (600, 500)
    rest, inside = divide(dollars, NEXT + timedelta(25), None)
    assert inside
    assert inside.original
    assert rest[0].original
    assert (inside.original.point, rest[0].original.point, inside.original.start) == (750, 250, inside.start)
