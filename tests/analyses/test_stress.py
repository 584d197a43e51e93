"""A stress by hand, figure by figure, and what must hold of any."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.strategies import leg

from dawra.analyses import circles
from dawra.analyses.scenarios.apply import shocked
from dawra.analyses.scenarios.finding import Beside, Need, Stress
from dawra.analyses.scenarios.needs import need, of_parties
from dawra.analyses.scenarios.read import read_scenario
from dawra.analyses.scenarios.scenario import Scenario, Shock, Which
from dawra.analyses.scenarios.stress import stress
from dawra.errors import InputError
from dawra.flows import UNKNOWN, Leg, Opening, Openings, flow, read_legs

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"
NEXT = date(2026, 7, 1)
UNTIL = date(2027, 7, 1)
SOON = NEXT + timedelta(90)
STOPS = Shock(act="stops_investing", which=Which(payers=("vendor",), layers=("fin",)))


def scenario(*shocks: Shock, until: date = UNTIL) -> Scenario:
    """Shocks as of the end of June 2026, over a year."""
    return Scenario(name={"en": "x", "ar": "x"}, as_of=date(2026, 6, 30), until=until, shocks=shocks)


def example() -> list[Leg]:
    """A vendor funds a lab, which buys computing from a cloud, which plans to buy chips from the vendor."""
    return list(read_legs(EXAMPLES / "what-if.csv").legs)


def of(found: Stress, party: str) -> tuple[Beside, ...]:
    """What a party is paid, pays and needs."""
    one = next(one for one in found.parties if one.party == party)
    return one.receipts, one.payments, one.need


def beside(base: int, after: int) -> Beside:
    """Cents before and after."""
    return Beside(base=base, shocked=after)


def test_the_vendor_stops_investing() -> None:
    """Worked by hand, in cents.

    The lab pays 10 a day and earns 4, so after 100 days, when the vendor's 2,000 come, it has paid 600 on balance;
    without them 2,190 by the end of the year. The cloud earns 10 a day and pays 1,200 after 184 days: it needs nothing.
    """
    found = stress(read_scenario(EXAMPLES / "what-if.toml"), example())
    assert of(found, "lab") == (beside(3460, 1460), beside(3650, 3650), beside(600, 2190))
    assert of(found, "vendor") == (beside(1200, 1200), beside(2000, 0), beside(2000, 0))
    assert [one.party for one in found.parties] == ["lab", "vendor"]
    lab = found.parties[0]
    assert (lab.base.day, lab.shocked.day) == (date(2026, 10, 8), date(2027, 6, 30))
    assert (lab.need.change, found.parties[1].need.change) == (1590, -2000)
    assert found.money == (beside(8310, 6310), beside(8310, 6310))
    ever, within = found.rounds
    assert (ever.gross, ever.circulation) == (beside(6850, 4850), beside(3600, 0))
    assert (within.gross, within.circulation) == (beside(6850, 4850), beside(3600, 0))
    assert ever.ratios == (Fraction(3600, 6850), Fraction(0))
    assert found.self_funded == beside(1200, 0)
    assert [(side.party, side.side, side.numbers) for side in found.sides] == [("lab", "funders", (Fraction(1), None))]
    (loss,) = found.deals
    assert (loss.deal, loss.lost, loss.in_horizon, loss.circulation, loss.need) == ("invests", 2000, 2000, 3600, 1590)


def test_figures_of_the_base_are_those_of_the_other_measures() -> None:
    """Whoever asks `dawra circles` sees the same circular flow."""
    ever = stress(scenario(STOPS), example()).rounds[0]
    other = circles(example())
    assert (ever.gross.base, ever.circulation.base) == (other.gross, other.circulation)
    assert (ever.least.base, ever.most.base) == other.ranges["circulation"]


def test_deals_on_one_circle_share_its_fate() -> None:
    """Each of two alone takes the whole circle, and both together no more: the sum of the deals says too much."""
    both = scenario(STOPS, Shock(act="cancel", which=Which(statuses=("planned",))))
    found = stress(both, example())
    assert [(one.deal, one.lost, one.circulation, one.need) for one in found.deals] == [
        ("invests", 2000, 3600, 1590),
        ("chips", 1200, 3600, 0),
    ]
    assert (found.together.lost, found.together.circulation, found.together.need) == (3200, 3600, 1590)


def test_two_shocks_can_cancel_out() -> None:
    """The lab that is not funded buys half: what it then needs is less than the first deal alone would say."""
    half = Shock(act="cut", which=Which(deals=("computes",)), share=Fraction(1, 2))
    found = stress(scenario(STOPS, half), example())
    # 1,825 less 1,460 over the year; the cloud still earns 5 a day, 920 by the 184th day, and pays 1,200 on it.
    assert of(found, "lab")[2] == beside(600, 365)
    assert of(found, "cloud") == (beside(3650, 1825), beside(1200, 1200), beside(0, 275))
    assert found.together.need == 275


def test_capacity_comes_late() -> None:
    """Nothing falls away; half a year later only half of it is within the horizon."""
    late = Shock(act="delay", which=Which(deals=("computes",)), months=6)
    found = stress(scenario(late), example())
    assert found.money[0] == beside(8310, 8310)
    assert found.money[1] == beside(8310, 8310 - 1840)
    assert of(found, "lab")[1] == beside(3650, 1810)
    assert found.rounds[0].circulation == beside(3600, 3600)
    assert (found.together.lost, found.together.in_horizon) == (0, 1840)
    # The chips on the first day of 2027 come before a day's computing is paid.
    assert of(found, "cloud")[2] == beside(0, 1190)


def test_a_known_balance_is_taken_off_the_need() -> None:
    """A range of it leaves a range; what more is needed does not depend on it as long as it is too small."""
    known = Openings(known={"lab": Opening(low=100, high=400)}, others=UNKNOWN.others)
    (lab, _) = stress(scenario(STOPS), example(), openings=known, told={"lab": "2026-05"}).parties
    assert lab.opening
    assert (lab.told, lab.base.gap(lab.opening), lab.shocked.gap(lab.opening)) == ("2026-05", (200, 500), (1790, 2090))


def test_amounts_in_ranges_give_needs_in_ranges() -> None:
    """Least with the least paid and the most received; without limit where a payment has none."""
    legs = [
        leg("A", "B", 100, low=50, high=None, start=NEXT),
        leg("C", "A", 60, low=10, high=80, start=NEXT),
    ]
    assert need("A", legs, NEXT, UNTIL) == Need(low=0, point=40, high=None, day=NEXT)
    assert need("B", legs[:1], NEXT, UNTIL) == Need(low=0, point=0, high=0, day=None)


def test_receipts_without_limit_end_the_least_need() -> None:
    """Until they come the need stands; from then on nobody knows that anything is needed."""
    late = leg("C", "A", 0, high=None, start=NEXT + timedelta(10), mark="unknown")
    legs = [leg("A", "B", 30, start=NEXT), leg("A", "B", 50, start=NEXT + timedelta(20)), late]
    assert need("A", legs, NEXT, UNTIL) == Need(low=30, point=80, high=80, day=NEXT + timedelta(20))


def test_untimed_money_is_struck_but_in_no_figure_of_the_horizon() -> None:
    """A purchase on the day of a deal long past: the vendor loses it, nobody knows when."""
    old = leg("lab", "cloud", 500, start=date(2025, 1, 1), status="signed", deal="old")
    found = stress(scenario(Shock(act="cancel", which=Which(deals=("old",)))), [*example(), old])
    (cloud, lab) = found.parties
    assert (cloud.receipts.change, cloud.receipts_ever.change, lab.payments_ever.change) == (0, -500, -500)
    assert (found.together.lost, found.together.in_horizon) == (500, 0)
    assert {"untimed"} <= {notice.code for notice in found.assumptions}


def test_repayments_count_in_needs_and_once_in_what_falls_away() -> None:
    """A loan that does not come: the borrower lacks it, and need not pay it back."""
    loan = leg("bank", "lab", 100, layer="fin", deal="loan", start=NEXT, status="signed")
    back = leg("lab", "bank", 110, layer="ret", deal="loan", start=NEXT + timedelta(30), status="signed")
    found = stress(scenario(Shock(act="cancel", which=Which(layers=("fin",)))), [loan, back])
    assert of(found, "lab") == (beside(100, 0), beside(110, 0), beside(10, 0))
    assert [(one.deal, one.lost) for one in found.deals] == [("loan", 100)]
    assert found.money[0] == beside(100, 0)


def test_a_shock_that_strikes_nothing_is_told_beside_others() -> None:
    """With the nearest name where it names nobody."""
    wrong = Shock(act="no_funding", which=Which(payees=("labb",), layers=("fin",)))
    notices = {notice.code: notice.names for notice in stress(scenario(STOPS, wrong), example()).notices}
    assert (notices["shocks-idle"], notices["parties-near"]) == (("2",), ("lab",))


def test_a_scenario_that_strikes_nothing_at_all_is_an_error() -> None:
    """It would look harmless."""
    wrong = Shock(act="no_funding", which=Which(payees=("labb",), layers=("fin",)))
    with pytest.raises(InputError, match=r"strikes any of the 4 legs.*Did you mean lab\?"):
        stress(scenario(wrong), example())
    with pytest.raises(InputError, match="any of the 0 legs"):
        stress(scenario(STOPS), [])


def test_kinds_are_those_of_a_ledger() -> None:
    """A table does not tell them, and says so."""
    late = Shock(act="cancel", which=Which(kinds=("supply",)))
    with pytest.raises(InputError, match="kinds"):
        stress(scenario(late), example())
    assert stress(scenario(late), example(), kinds={"chips": "supply"}).together.lost == 1200


def test_sums_beyond_64_bit_stay_exact() -> None:
    """Money is whole numbers of any size."""
    huge = 10**30
    legs = [leg("vendor", "lab", huge + 1, layer="fin", start=NEXT), leg("lab", "vendor", huge, start=NEXT)]
    found = stress(scenario(STOPS), legs)
    assert found.rounds[0].circulation == beside(2 * huge, 0)
    assert of(found, "lab")[2] == beside(0, huge)


def test_legs_of_a_party_to_itself_need_nothing() -> None:
    """Nor do they circle."""
    legs = [*example(), leg("lab", "lab", 10**6, start=NEXT, deal="own")]
    found = stress(scenario(STOPS, Shock(act="cancel", which=Which(deals=("own",)))), legs)
    assert of(found, "lab")[2] == beside(600, 2190)


def timed_legs() -> st.SearchStrategy[list[Leg]]:
    """Signed legs among a few parties around a year, deals of one or two legs."""
    one = st.builds(
        lambda ends, amount, layer, day, days, number: leg(
            ends[0],
            ends[1],
            amount,
            layer=layer,
            start=NEXT + timedelta(day),
            end=NEXT + timedelta(day + days) if days else None,
            status="signed",
            deal=f"d{number}",
        ),
        st.permutations("ABC*"),
        st.integers(0, 10**6),
        st.sampled_from(["fin", "pur", "ret", "oth"]),
        st.integers(-50, 120),
        st.integers(0, 200),
        st.integers(0, 5),
    )
    return st.lists(one, min_size=1, max_size=7)


def balances(party: str, legs: Sequence[Leg]) -> list[Fraction]:
    """What a party has paid on balance by the end of each day of the horizon: the slow, obvious twin of `need`."""
    days = [NEXT + timedelta(days) for days in range(1, (SOON - NEXT).days + 1)]
    found = []
    for day in days:
        paid = Fraction(0)
        for one in legs:
            sign = (one.from_party == party) - (one.to_party == party)
            if one.start is None or not sign:
                continue
            if one.end is None:
                paid += sign * one.point * (NEXT <= one.start < day)
            else:
                inside = max(0, (min(one.end, day) - max(one.start, NEXT)).days)
                paid += sign * Fraction(one.point * inside, (one.end - one.start).days)
        found.append(paid)
    return found


@given(timed_legs())
def test_a_need_is_the_largest_balance_of_any_day(legs: list[Leg]) -> None:
    """Looked at day by day."""
    for party, own in of_parties(legs).items():
        most = max([Fraction(0), *balances(party, own)])
        found = need(party, own, NEXT, SOON)
        assert found.point == -(-most // 1)
        if found.day:
            assert balances(party, own)[(found.day - NEXT).days] == most


@given(timed_legs(), st.integers(0, 10**6), st.integers(0, 10**6))
def test_the_change_of_a_need_does_not_depend_on_what_is_held(legs: list[Leg], held: int, more: int) -> None:
    """As long as what is held is less than either need, the change of what is lacking is that of the need."""
    cut = Shock(act="cut", which=Which(parties=tuple("ABC*")), share=Fraction(1, 3))
    left = of_parties(shocked(legs, scenario(cut), {}).legs)
    for party, own in of_parties(legs).items():
        base, after = (need(party, side, NEXT, UNTIL).point for side in (own, left[party]))
        for opening in (min(base, after, held), held, held + more):
            gaps = [max(0, one - opening) for one in (base, after)]
            if opening <= min(base, after):
                assert gaps[1] - gaps[0] == after - base
            assert abs(gaps[1] - gaps[0]) <= abs(after - base)


@given(timed_legs(), st.integers(0, 5))
def test_losses_of_deals_add_up_to_what_falls_away(legs: list[Leg], number: int) -> None:
    """In all and within the horizon, to a minor unit a leg; one deal alone is all where there is no other."""
    which = Which(deals=(f"d{number}",))
    try:
        found = stress(scenario(Shock(act="cancel", which=which), Shock(act="cancel", which=which)), legs)
    except InputError:
        return
    (one,) = found.deals
    assert replace(one, deal="") == found.together
    financed = any(leg_.deal == one.deal and leg_.layer == "fin" for leg_ in legs)
    if not financed:
        own = [leg_ for leg_ in legs if leg_.deal == one.deal]
        assert one.in_horizon == sum(flow(leg_, leg_.point, NEXT, UNTIL) for leg_ in own)
