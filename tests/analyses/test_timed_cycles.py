"""Ways back to one financier in the order of time: EX-4.5, accounts, and every order of legs tried."""

from datetime import date, timedelta
from itertools import pairwise, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.strategies import DAY, leg

from dawra.analyses import TimedCycles, timed_cycles
from dawra.errors import InputError
from dawra.flows import Leg


def on(day: int) -> date:
    """Day 1 is 1 January."""
    return DAY + timedelta(day - 1)


def legs_of(text: str) -> list[Leg]:
    """Legs from a line such as ``N>O 10 fin 1, O>R 12 pur 2``, the last number being the day."""
    legs = []
    for number, part in enumerate(text.split(","), start=1):
        ends, amount, layer, day = part.split()
        from_party, to_party = ends.split(">")
        legs.append(leg(from_party, to_party, int(amount), layer=layer, start=on(int(day)), deal=f"d{number}"))
    return legs


def ways(found: TimedCycles) -> list[tuple[str, int]]:
    """Parties in a row, and the value."""
    return [("".join(cycle.parties), cycle.value) for cycle in found.cycles]


def test_order_of_time() -> None:
    """EX-4.5: a value of 10 in order; with the middle leg before the first there is no way."""
    found = timed_cycles(legs_of("N>O 10 fin 1, O>R 12 pur 2, R>N 15 pur 3"), "N")
    assert ways(found) == [("NOR", 10)]
    assert (found.cycles[0].span, found.cycles[0].deals, found.complete) == (2, ("d1", "d2", "d3"), True)
    assert ways(timed_cycles(legs_of("N>O 10 fin 1, O>R 12 pur 0, R>N 15 pur 3"), "N")) == []


def test_one_day_is_in_order() -> None:
    """Legs of one day may follow each other."""
    assert ways(timed_cycles(legs_of("N>O 10 fin 1, O>N 12 pur 1"), "N")) == [("NO", 10)]


def test_the_financier_funds_first_and_sells_last() -> None:
    """A purchase by the financier or a gift back to it closes nothing; what lies between may be either."""
    assert ways(timed_cycles(legs_of("N>O 10 pur 1, O>N 12 pur 2"), "N")) == []
    assert ways(timed_cycles(legs_of("N>O 10 fin 1, O>N 12 fin 2"), "N")) == []
    assert ways(timed_cycles(legs_of("N>O 10 fin 1, O>N 12 ret 2"), "N")) == []
    assert ways(timed_cycles(legs_of("N>O 10 fin 1, O>P 9 fin 2, P>N 12 pur 3"), "N")) == [("NOP", 9)]


def test_span() -> None:
    """At most so many days from the first leg to the last."""
    legs = legs_of("N>O 10 fin 1, O>N 12 pur 6, O>N 4 pur 3")
    assert ways(timed_cycles(legs, "N", span=5)) == [("NO", 10), ("NO", 4)]
    assert ways(timed_cycles(legs, "N", span=4)) == [("NO", 4)]
    assert ways(timed_cycles(legs, "N", span=1)) == []


def test_what_was_spent_is_gone() -> None:
    """EX-3.2 on its path: the balance fell to 20, and what came later did not restore it."""
    legs = legs_of("F>j 100 fin 1, j>* 80 oth 2, *>j 70 oth 3, j>F 60 pur 4")
    assert ways(timed_cycles(legs, "F", openings={})) == [("Fj", 20)]
    assert ways(timed_cycles(legs, "F", openings={"j": 30})) == [("Fj", 50)]
    assert ways(timed_cycles(legs, "F")) == [("Fj", 60)]


def test_an_account_spent_to_nothing_lets_nothing_through() -> None:
    """All of it went elsewhere first."""
    legs = legs_of("F>j 100 fin 1, j>* 100 oth 2, *>j 70 oth 3, j>F 60 pur 4")
    assert ways(timed_cycles(legs, "F", openings={})) == []


def test_repayments_empty_accounts_too() -> None:
    """Money paid back is no part of a way, and gone from the account all the same."""
    legs = legs_of("F>j 100 fin 1, j>F 95 ret 2, *>j 70 oth 3, j>F 60 pur 4")
    assert ways(timed_cycles(legs, "F", openings={})) == [("Fj", 5)]


def test_payments_above_the_balance_are_told() -> None:
    """The least that covers them is unexplained funding."""
    found = timed_cycles(legs_of("N>O 10 fin 1, O>R 12 pur 2, R>N 15 pur 3"), "N", openings={"N": 10})
    (notice,) = (notice for notice in found.notices if notice.code == "unexplained-funding")
    assert (notice.names, notice.amount) == (("O", "R"), 5)
    assert ways(found) == [("NOR", 10)]


def test_legs_over_a_term_may_move_on_any_day_of_it() -> None:
    """A term that has begun before the money arrives goes on after it; one that has ended does not."""
    fund = leg("N", "O", 10, layer="fin", start=on(10))
    assert ways(timed_cycles([fund, leg("O", "N", 8, start=on(1), end=on(11))], "N", openings={})) == [("NO", 8)]
    assert ways(timed_cycles([fund, leg("O", "N", 8, start=on(1), end=on(10))], "N", openings={})) == []
    found = timed_cycles([fund, leg("O", "N", 8, start=on(1), end=on(30))], "N", span=0)
    assert found.cycles[0].span == 0
    assert [(notice.code, notice.count) for notice in found.notices] == [
        ("term-any-day", 1),
        ("accounts-unknown", None),
    ]


def test_legs_without_a_date_have_no_place() -> None:
    """They are left out and counted."""
    found = timed_cycles([leg("N", "O", 10, layer="fin"), leg("O", "N", 8, start=None)], "N")
    assert (found.cycles, found.notices[0].code, found.notices[0].amount) == ((), "undated-no-way", 8)


def test_who_is_in_no_leg_is_named() -> None:
    """With those that are written much alike."""
    legs = legs_of("nvidia>openai 10 fin 1, openai>nvidia 10 pur 2")
    with pytest.raises(InputError, match=r"no leg names the party 'nvida'\. Is it one of nvidia"):
        timed_cycles(legs, "nvida")
    with pytest.raises(InputError, match="no leg names the party"):
        timed_cycles([], "nvidia")


def test_lengths_and_spans_that_cannot_be() -> None:
    """A cycle goes there and back, and takes no negative time."""
    legs = legs_of("N>O 10 fin 1, O>N 12 pur 1")
    with pytest.raises(ValueError, match="at least 2 legs"):
        timed_cycles(legs, "N", longest=1)
    with pytest.raises(ValueError, match="no negative span"):
        timed_cycles(legs, "N", span=-1)


def histories(most: int = 8) -> st.SearchStrategy[list[Leg]]:
    """Dated legs among four parties and the outside; some over a term."""
    one = st.tuples(
        st.permutations("ABCD*"),
        st.integers(0, 9),
        st.sampled_from(["fin", "pur", "oth", "ret"]),
        st.integers(1, 6),
        st.sampled_from([0, 0, 0, 2]),
    )
    return st.lists(one, max_size=most).map(
        lambda drawn: [
            leg(
                ends[0],
                ends[1],
                amount,
                layer=layer,
                start=on(day),
                end=on(day + term) if term else None,
                deal=f"d{number}",
            )
            for number, (ends, amount, layer, day, term) in enumerate(drawn)
        ]
    )


def lowest(legs: list[Leg], openings: dict[str, int], arriving: Leg, leaving: Leg) -> int | None:
    """The lowest balance in between, told event by event; None where it is not known or nothing waits."""
    party = arriving.to_party
    mine = [one for one in legs if party in {one.from_party, one.to_party}]
    if any(one.end for one in mine) or arriving.start == leaving.start:
        return None
    balance, seen, least = openings.get(party, 0), False, None
    for one in sorted(mine, key=lambda one: one.start or DAY):
        if one is leaving:
            break
        balance = max(0, balance + (one.point if one.to_party == party else -one.point))
        seen = seen or one is arriving
        if seen:
            least = balance if least is None else min(least, balance)
    return least


def twin(legs: list[Leg], openings: dict[str, int] | None, longest: int, span: int) -> set[tuple[tuple[str, ...], int]]:
    """Every row of legs that is a way of A's, with its value."""
    found = set()
    inner = [one for one in legs if "*" not in {one.from_party, one.to_party} and one.layer != "ret"]
    for length in range(2, longest + 1):
        for row in permutations(inner, length):
            joined = all(one.to_party == after.from_party for one, after in pairwise([*row, row[0]]))
            simple = len({one.from_party for one in row}) == length
            funded = row[0].from_party == "A" and row[0].layer == "fin" and row[-1].layer == "pur"
            if not (joined and simple and funded and _in_time(row, span)):
                continue
            held = [] if openings is None else [lowest(legs, openings, *both) for both in pairwise(row)]
            value = min([one.point for one in row] + [least for least in held if least is not None])
            if value:
                found.add((tuple(one.deal for one in row), value))
    return found


def _in_time(row: tuple[Leg, ...], span: int) -> bool:
    """Whether days can be chosen for the legs, trying each day of the first and going on as early as possible."""
    for day in range(1, 10):
        now = on(day)
        if not row[0].start <= now < (row[0].end or row[0].start + timedelta(1)):  # type: ignore[operator]
            continue
        begun, possible = now, True
        for one in row[1:]:
            now = max(now, one.start or now)
            possible = possible and now < (one.end or one.start + timedelta(1))  # type: ignore[operator]
        if possible and (now - begun).days <= span:
            return True
    return False


@given(
    histories(),
    st.none() | st.dictionaries(st.sampled_from("ABCD"), st.integers(0, 9)),
    st.integers(2, 4),
    st.integers(0, 6),
)
def test_every_way_and_no_other(legs: list[Leg], openings: dict[str, int] | None, longest: int, span: int) -> None:
    """All rows of legs in order of time, each once, with its value."""
    if not any("A" in {one.from_party, one.to_party} for one in legs):
        return
    found = timed_cycles(legs, "A", longest=longest, span=span, openings=openings)
    told = [(tuple(moved.leg.deal for moved in cycle.legs), cycle.value) for cycle in found.cycles]
    assert len(told) == len(set(told))
    assert set(told) == twin(legs, openings, longest, span)
    assert all(cycle.span <= span for cycle in found.cycles)
    values = [value for _, value in told]
    assert values == sorted(values, reverse=True)
    assert found.complete


@given(histories(14), st.integers(0, 60), st.integers(0, 3))
def test_a_search_cut_short_has_the_largest(legs: list[Leg], budget: int, most: int) -> None:
    """Whatever the budget, nothing left out is larger; a list cut short is the start of the whole one."""
    legs = [leg("A", "B", 5, layer="fin", start=on(1), deal="fund"), *legs]
    every = timed_cycles(legs, "A")
    assert timed_cycles(legs, "A", most=most).cycles == every.cycles[:most]
    found = timed_cycles(legs, "A", budget=budget)
    left_out = {cycle.value for cycle in every.cycles if cycle not in found.cycles}
    if left_out and found.cycles:
        assert max(left_out) <= min(cycle.value for cycle in found.cycles)
    assert found.complete is False or not left_out
