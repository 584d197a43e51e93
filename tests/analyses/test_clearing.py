"""Clearing: published figures in exact fractions, and what is refused."""

from collections.abc import Mapping
from fractions import Fraction
from math import inf, nan
from typing import Any

import pytest
from tests.obligations import Table, fictitious_default, owing

from dawra.analyses import Clearing, Debt, Obligations, clear, contagion_bound, failures
from dawra.errors import ConvergenceError, InputError, NotFoundError

HALF = Fraction(1, 2)
F = Fraction


def exact(numbers: list[Any], most: int = 10**7) -> list[Any]:
    """The fractions with small denominators that floats stand for."""
    found = [Fraction(number).limit_denominator(most) for number in numbers]
    assert [float(one) for one in found] == pytest.approx([float(number) for number in numbers], abs=1e-12)
    return found


def paid(found: Clearing, most: int = 10**7) -> list[Any]:
    """What each pays, by name."""
    return exact([one.paid for one in found.parties], most)


def equities(found: Clearing) -> list[Any]:
    """Everyone's equity, by name."""
    return exact([one.equity for one in found.parties])


def defaulters(found: Clearing) -> str:
    """Who defaults."""
    return "".join(one.party for one in found.parties if one.defaults)


THREE: Table = ((10, 10, 10), [[0, 20, 10], [5, 0, 24], [10, 0, 0]], (0, 0, 0))
"""EX-7.1."""
SYSTEMIC: Table = ((HALF, F(5, 8), F(3, 4)), [[0, HALF, HALF], [HALF, 0, HALF], [HALF, HALF, 0]], (F(3, 2), HALF, HALF))
"""EX-7.2."""
CIRCLE: Table = ((5, 0, 0), [[0, 10, 0], [0, 0, 10], [10, 0, 0]], (10, 0, 0))
"""EX-7.8."""


def test_three_banks() -> None:
    """EX-7.1: p = (270/11, 290/11, 10), equities (-60/11, -29/11, 30); the first brings down the second."""
    found = clear(owing(*THREE))
    assert paid(found) == [F(270, 11), F(290, 11), 10]
    assert equities(found) == [F(-60, 11), F(-29, 11), 30]
    assert [one.round for one in found.parties] == [1, 2, None]
    # Before anything is cleared, at face: (-5, 1, 34).
    assert [(one.assets or 0) + one.promised - one.owed for one in found.parties] == [-5, 1, 34]
    assert fictitious_default(*THREE) == (paid(found), equities(found))


def test_without_default_costs() -> None:
    """EX-7.2: p = (165/112, 159/112, 3/2), the first two default."""
    found = clear(owing(*SYSTEMIC))
    assert paid(found) == [F(165, 112), F(159, 112), F(3, 2)]
    assert defaulters(found) == "12"
    assert fictitious_default(*SYSTEMIC)[0] == paid(found)


def test_with_default_costs() -> None:
    """EX-7.2: with alpha = .5 and beta = .7 all default."""
    found = clear(owing(*SYSTEMIC), alpha=0.5, beta=0.7)
    assert paid(found) == [F(4225, 8416), F(160275, 311392), F(176055, 311392)]
    assert defaulters(found) == "123"
    assert fictitious_default(*SYSTEMIC, HALF, F(7, 10))[0] == paid(found)


def test_least_and_greatest_differ_with_costs() -> None:
    """EX-7.3: each owes the other 1 and has .4; greatest (1, 1), least (.4, .4)."""
    found = clear(owing((F(2, 5), F(2, 5)), [[0, 1], [1, 0]]), alpha=0.5, beta=0.5)
    assert paid(found) == [1, 1]
    assert exact([one.paid for one in found.least]) == [F(2, 5), F(2, 5)]
    assert [(one.code, one.names) for one in found.notices] == [("not-unique", ("1", "2"))]


def test_a_closed_group_without_assets_is_not_unique() -> None:
    """EX-7.3: with e = 0 any (t, t) clears: 1 at most, 0 at least."""
    found = clear(owing((0, 0), [[0, 1], [1, 0]]))
    assert (paid(found), exact([one.paid for one in found.least])) == ([1, 1], [0, 0])
    assert [one.code for one in found.notices] == ["not-unique"]


def test_a_closed_group_with_any_assets_is_unique() -> None:
    """A thousandth is enough, however long it goes round."""
    found = clear(owing((F(1, 1000), 0), [[0, 1], [1, 0]]))
    assert (paid(found), found.least, found.notices) == ([1, 1], (), ())


def centre(shock: int) -> Obligations:
    """EX-7.4: a centre that owes four others, after it has lost ``shock``."""
    return owing((150 - shock, 50, 50, 50, 50), [[0, 10, 10, 10, 10]], (100, 55, 55, 55, 55))


@pytest.mark.parametrize(
    ("shock", "pays", "left", "down"), [(79, 71, F(1, 14), "1"), (80, 70, 0, "1"), (81, 69, F(-1, 14), "12345")]
)
def test_a_centre_and_four(shock: int, pays: int, left: Fraction, down: str) -> None:
    """EX-7.4: at 80 the four end at exactly 0, which is no default."""
    found = clear(centre(shock))
    assert exact([found["1"].paid]) == [pays]
    assert equities(found)[1:] == [left] * 4
    assert defaulters(found) == down


def test_the_bound_of_a_centre() -> None:
    """EX-7.4: (2/7) * 140 = 40 >= 20, so contagion is possible."""
    bound = contagion_bound(centre(0), "1", "2345")
    assert [bound.index, bound.cushion, bound.possible] == [40, 20, True]
    safe = contagion_bound(owing((150, 60, 60, 60, 60), [[0, 10, 10, 10, 10]], (100, 55, 55, 55, 55)), "1", "2345")
    assert [safe.index, safe.cushion, safe.possible] == [40, 60, False]


@pytest.mark.parametrize(
    ("source", "group", "obligations", "error", "message"),
    [
        ("9", "2", owing((1, 1), [[0, 1]]), NotFoundError, "no party '9'"),
        ("1", "12", owing((1, 1), [[0, 1]]), InputError, "a group of others than the source"),
        ("1", "", owing((1, 1), [[0, 1]]), InputError, "a group of others"),
        ("1", "2", owing((0, 1), [[0, 1]]), InputError, "'1' owes more than it has before anything happens"),
        ("1", "2", owing((None, 1), [[0, 1]]), InputError, "assets of '1' are unknown"),
    ],
)
def test_where_the_bound_says_nothing(
    source: str, group: str, obligations: Obligations, error: type[Exception], message: str
) -> None:
    """It is refused, with the reason."""
    with pytest.raises(error, match=message):
        contagion_bound(obligations, source, group)


LAB = Obligations(
    currency=None,
    assets={"O": 40, "R": 5, "W": 5},
    debts=tuple(
        Debt(debtor=debtor, creditor=creditor, amount=amount)
        for debtor, creditor, amount in (
            ("O", "R", 30),
            ("O", "M", 20),
            ("O", "W", 10),
            ("R", "N", 25),
            ("R", "*", 10),
            ("W", "N", 8),
            ("W", "*", 6),
        )
    ),
)
"""EX-7.5: a lab, its clouds, and the maker N behind them."""


def test_a_maker_loses_without_a_claim_on_the_lab() -> None:
    """EX-7.5: p of O, R, W = (40, 25, 35/3); N gets 515/21 and loses 178/21, all of it in later rounds."""
    found = clear(LAB)
    assert exact([found[name].paid for name in "ORW"]) == [40, 25, F(35, 3)]
    assert exact([found["N"].received, found["N"].loss]) == [F(515, 21), F(178, 21)]
    assert exact([found["N"].first_round, found["N"].later_rounds]) == [0, F(178, 21)]
    assert exact([found["R"].first_round, found["R"].later_rounds]) == [10, 0]
    assert [found[name].round for name in "ORWN"] == [1, 2, 2, None]


@pytest.mark.parametrize(("part", "loss"), [(0.9, F(879, 70)), (0.5, F(1061, 42))])
def test_a_maker_loses_more_with_default_costs(part: float, loss: Fraction) -> None:
    """EX-7.5: alpha = beta = .9, and .5; what defaults cost stands apart from equity."""
    found = clear(LAB, alpha=part, beta=part)
    assert exact([found["N"].loss]) == [loss]
    assert exact([found["O"].default_cost, found["O"].equity]) == [F(40) * (1 - exact([part])[0]), -20]


def test_what_each_needs() -> None:
    """EX-7.5: O needs 60 in any case; R and W need less if O pays in full, more as things are."""
    found = clear(LAB)
    assert exact([found[name].needs for name in "ORWN"]) == [60, 15, F(22, 3), 0]
    assert exact([found[name].needs_if_paid for name in "ORWN"]) == [60, 5, 4, 0]


def test_unknown_assets_give_functions_of_them() -> None:
    """Nobody knows what O has: N loses between nothing and what it loses if O has nothing; O needs 60."""
    found = clear(Obligations(currency=None, assets={**LAB.assets, "O": None}, debts=LAB.debts))
    nothing = clear(Obligations(currency=None, assets={**LAB.assets, "O": 0}, debts=LAB.debts))
    lab, maker = found["O"], found["N"]
    assert (lab.paid, lab.defaults, lab.round, lab.needs) == (None, None, None, 60)
    assert lab.ranges == {"paid": (0, 60), "equity": (-60, None)}
    assert (maker.loss, maker.ranges["loss"]) == (None, (0, nothing["N"].loss))
    assert (maker.defaults, maker.needs) == (False, 0)
    assert found["R"].ranges["needs"] == (5, 35)
    assert [(one.code, one.names) for one in found.notices] == [("assets-unknown", ("O",))]


def test_a_part_of_unknown_assets_may_be_known() -> None:
    """O has 40 at least: then N loses at most what it loses at 40."""
    known = Obligations(currency=None, assets={**LAB.assets, "O": None}, debts=LAB.debts, at_least={"O": 40})
    assert clear(known)["N"].ranges["loss"] == (0, clear(LAB)["N"].loss)


def test_who_owns_a_party_of_unknown_worth_may_be_worth_anything() -> None:
    """Its payments have ends, its equity has no upper one."""
    found = clear(owing((None, 1), [[0, 0], [0, 0]], (3, 5), {("2", "1"): HALF}))
    assert found["2"].ranges["equity"] == (-4, None)
    assert found["2"].ranges["paid"] == (1, 5)


def test_ownership_with_all_solvent() -> None:
    """EX-7.7: assets (100, 100): V = (1100/47, 800/47)."""
    shares = {("1", "2"): F(1, 5), ("2", "1"): F(3, 10)}
    assert equities(clear(owing((100, 100), (), (80, 90), shares))) == [F(1100, 47), F(800, 47)]


def test_ownership_with_a_default() -> None:
    """EX-7.7: assets (60, 100): V = (-18, 10), firm 1 pays 62: its 60 and a fifth of the other's 10."""
    shares = {("1", "2"): F(1, 5), ("2", "1"): F(3, 10)}
    found = clear(owing((60, 100), (), (80, 90), shares))
    assert equities(found) == [-18, 10]
    assert paid(found) == [62, 90]
    assert exact([found["1"].needs, found["1"].needs_if_paid]) == [78, 78]


def test_cross_holdings_count_assets_again() -> None:
    """EX-7.6: v0 = (60, 60): book (120, 120), inflation 2, market (60, 60)."""
    shares = {("1", "2"): HALF, ("2", "1"): HALF}
    found = clear(owing((60, 60), (), (), shares))
    assert found.inflation == pytest.approx(2, abs=1e-12)
    assert equities(found) == [120, 120]
    best, worst = failures({"1": 60, "2": 60}, shares, thresholds={"1": 50, "2": 50}, costs={"1": 50, "2": 50})
    assert (best.failed, exact(list(best.market.values()))) == ((), [60, 60])
    assert (worst.failed, exact(list(worst.market.values()))) == (("1", "2"), [10, 10])


def test_a_failure_that_spreads() -> None:
    """EX-7.6: v0 = (60, 25): both fail in every equilibrium, market values (-5/3, -40/3)."""
    shares = {("1", "2"): HALF, ("2", "1"): HALF}
    for found in failures({"1": 60, "2": 25}, shares, thresholds={"1": 50, "2": 50}, costs={"1": 50, "2": 50}):
        assert (found.failed, exact(list(found.market.values()))) == (("1", "2"), [F(-5, 3), F(-40, 3)])


def test_cancelling_a_circle_changes_who_defaults() -> None:
    """EX-7.8, INV-7.5: p = (10, 5, 5) and all default; with the circle cancelled only 1 does, and still pays 5."""
    found = clear(owing(*CIRCLE))
    assert (paid(found), defaulters(found)) == ([10, 5, 5], "123")
    assert [one.round for one in found.parties] == [1, 2, 3]
    cancelled = clear(owing((5, 0, 0), (), (10, 0, 0)))
    assert (paid(cancelled), defaulters(cancelled)) == ([5, 0, 0], "1")


def test_a_shock_beyond_the_equity_of_one() -> None:
    """EX-6.4: A has 10 - 1.2; it pays 93/95 of its 9.5, equities (-0.2, 1, 94/95)."""
    found = clear(owing((F(44, 5), 5, 3), [[0, 0, HALF], [HALF, 0, 0], [0, HALF, 0]], (9, 4, 2)))
    assert paid(found) == [F(93, 95) * F(19, 2), F(9, 2), F(5, 2)]
    assert equities(found) == [F(-1, 5), 1, F(94, 95)]


def test_senior_debts_are_paid_first() -> None:
    """12 for 10 of rank 1 and 8 of rank 2: the second gets 2, of which its creditors have equal parts."""
    debts = (
        Debt(debtor="A", creditor="S", amount=10),
        Debt(debtor="A", creditor="J", amount=4, rank=2),
        Debt(debtor="A", creditor="K", amount=4, rank=2),
        Debt(debtor="A", creditor="L", amount=5, rank=7),
    )
    found = clear(Obligations(currency=None, assets={"A": 12}, debts=debts))
    assert {name: found[name].received for name in "SJKL"} == {"S": 10, "J": 1, "K": 1, "L": 0}
    assert {name: found[name].loss for name in "SJKL"} == {"S": 0, "J": 3, "K": 3, "L": 5}
    lost = clear(Obligations(currency=None, assets={"A": 12}, debts=debts), alpha=0.5)
    assert {name: lost[name].received for name in "SJKL"} == {"S": 6, "J": 0, "K": 0, "L": 0}


def test_a_purchase_not_paid_need_not_be_delivered() -> None:
    """Of a loss of 6 on 12 half is on a purchase: that part comes with goods kept."""
    debts = (
        Debt(debtor="A", creditor="V", amount=6, purchase=True),
        Debt(debtor="A", creditor="V", amount=6),
    )
    found = clear(Obligations(currency=None, assets={"A": 6}, debts=debts))["V"]
    assert (found.loss, found.unpaid_purchases) == (6, 3)


def test_nobody_and_one() -> None:
    """No parties, one without a debt, one that owes the outside."""
    assert clear(Obligations(currency=None, assets={}, debts=())).parties == ()
    one = clear(Obligations(currency=None, assets={"A": 3}, debts=()))["A"]
    assert (one.paid, one.equity, one.defaults, one.needs) == (0, 3, False, 0)
    other = clear(owing((3,), (), (5,)))["1"]
    assert (other.paid, other.equity, other.defaults, other.needs) == (3, -2, True, 5)


def test_a_party_that_nobody_gave_assets_has_none() -> None:
    """A mere creditor is worth what it gets."""
    found = clear(Obligations(currency=None, assets={"A": 3}, debts=(Debt(debtor="A", creditor="B", amount=5),)))
    assert (found["B"].assets, found["B"].equity, found["B"].loss) == (0, 3, 2)


def test_amounts_beyond_64_bit() -> None:
    """10^30 minor units; what is paid in full is told to the last of them."""
    huge = 10**30 + 1
    found = clear(owing((huge, 0), [[0, huge], [0, 0]], (0, 2 * huge)))
    assert (found["1"].paid, found["2"].received) == (huge, huge)
    assert found["2"].paid == pytest.approx(huge)
    with pytest.raises(InputError, match="write a finite number"):
        clear(owing((10**400,)))


def test_a_group_with_almost_no_way_out_is_solved() -> None:
    """A billion goes round two parties, of which one unit a round leaks out: in the end nothing is left."""
    found = clear(owing((0, 0), [[0, 10**9], [10**9, 0]], (1, 0)))
    assert paid(found) == [0, 0]


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Debt(debtor="*", creditor="A", amount=1), "the outside owes nothing here"),
        (lambda: Debt(debtor="A", creditor="A", amount=1), "'A' owes itself 1"),
        (lambda: Debt(debtor="A", creditor="B", amount=-1), "what 'A' owes 'B' is -1"),
        (lambda: Debt(debtor="A", creditor="B", amount=nan), "is nan"),
        (lambda: Debt(debtor="A", creditor="B", amount=1, rank=0), "rank 0 of what 'A' owes 'B'"),
        (lambda: Debt(debtor="", creditor="B", amount=1), "needs a debtor and a creditor"),
        (lambda: owing((-1,)), "the assets of '1' is -1"),
        (lambda: owing((inf,)), "the assets of '1' is inf"),
        (lambda: Obligations(currency="XXX", assets={}, debts=()), "unknown currency 'XXX'"),
        (lambda: Obligations(currency=None, assets={"*": 1}, debts=()), "the outside keeps no account"),
        (lambda: Obligations(currency=None, assets={"A": 1}, debts=(), at_least={"A": 1}), "assets of 'A' are known"),
        (lambda: owing((1, 1), shares={("1", "1"): HALF}), "'1' holds shares of itself"),
        (lambda: owing((1, 1), shares={("1", "2"): F(3, 2)}), "a share lies from 0 to 1"),
        (lambda: owing((1, 1, 1), shares={("1", "2"): F(2, 3), ("3", "2"): HALF}), "the shares of '2' come to 1.16667"),
        (lambda: owing((1, 1), shares={("1", "2"): F(1), ("2", "1"): F(1)}), "1 and 2 hold all of each other's shares"),
        (lambda: clear(owing((1,)), alpha=1.5), "alpha is 1.5"),
        (lambda: clear(owing((1,)), beta=nan), "beta is nan"),
        (
            lambda: failures({"A": 1}, {}, thresholds={}, costs={"A": -1}),
            "the cost of failing of 'A' is -1",
        ),
    ],
)
def test_wrong_numbers_are_named(make: Any, message: str) -> None:  # noqa: ANN401 - what raises
    """What, of whom, and what would help."""
    with pytest.raises(InputError, match=message):
        make()


def test_what_cannot_be_told_from_rounding_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sweeps that end too early, as with very many parties that only pay one another, name what would help."""
    monkeypatch.setattr("dawra.analyses.contagion.linear._DIRECT", 0)
    monkeypatch.setattr("dawra.analyses.contagion.linear.swept.__kwdefaults__", {"tolerance": 1e-12, "sweeps": 10})
    with pytest.raises(ConvergenceError, match=r"were not found in 10 sweeps.*Clear a smaller part"):
        clear(owing((HALF, 0), [[0, 10**9], [10**9, 0]], (1, 0)))


def test_parties_that_need_a_solution_each_are_searched_up_to_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """The rest has no figure, and a notice counts them."""
    monkeypatch.setattr("dawra.analyses.contagion.needs._SEARCHED", 1)
    found = clear(owing(*THREE))
    needs: Mapping[str, Any] = {one.party: one.needs for one in found.parties}
    assert needs == {"1": 15, "2": None, "3": 0}
    assert [(one.code, one.count) for one in found.notices] == [("needs-left-out", 1)]
