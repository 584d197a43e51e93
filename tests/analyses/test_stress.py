"""A stress by hand, figure by figure, and what must hold of any."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.strategies import leg

from dawra.analyses import circles
from dawra.analyses.rights_of_use import Amendment, Query, RightOfUse
from dawra.analyses.scenarios.alone import by_deal
from dawra.analyses.scenarios.apply import shocked
from dawra.analyses.scenarios.finding import Beside, Stress
from dawra.analyses.scenarios.known import Known
from dawra.analyses.scenarios.losses import cleared
from dawra.analyses.scenarios.needs import need, of_parties
from dawra.analyses.scenarios.read import read_scenario
from dawra.analyses.scenarios.scenario import Scenario, Shock, Which
from dawra.analyses.scenarios.stress import stress
from dawra.analyses.scenarios.values import Valued
from dawra.errors import InputError
from dawra.flows import Leg, Opening, flow, network, read_legs

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"
NEXT = date(2026, 7, 1)
UNTIL = date(2027, 7, 1)
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
    assert [one.need.change for one in found.parties] == [1590, -2000]
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
    known = Known(cash={"lab": Opening(low=100, high=400)}, told={"lab": "2026-05"})
    (lab, _) = stress(scenario(STOPS), example(), known=known).parties
    assert lab.opening
    assert (lab.told, lab.opening.high) == ("2026-05", 400)
    assert (lab.base.ranges["gap"], lab.shocked.ranges["gap"]) == ((200, 500), (1790, 2090))
    assert (lab.base.gap, lab.shocked.gap, lab.need.change) == (350, 1940, 1590)
    # From the day on which it has paid 250 on balance, at 6 a day.
    assert (lab.base.runway, lab.shocked.runway) == (NEXT + timedelta(41), NEXT + timedelta(41))


def test_needs_are_drawn_by_the_status_of_deals() -> None:
    """The vendor's money comes with 0.95 if the deal is signed; the lab sells and buys with 0.95 too."""
    one, other = (found for found in stress(scenario(STOPS), example()).parties)
    assert (one.party, one.base.distribution.method, one.base.distribution.uncertain) == ("lab", "exact", 3)
    assert one.shocked.distribution.uncertain == 2
    assert other.base.distribution.mean == pytest.approx(0.95 * 2000)


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
    assert stress(scenario(late), example(), known=Known(kinds={"chips": "supply"})).together.lost == 1200


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


@given(timed_legs(), st.integers(0, 10**6), st.integers(0, 10**6))
def test_the_change_of_a_need_does_not_depend_on_what_is_held(legs: list[Leg], held: int, more: int) -> None:
    """As long as what is held is less than either need, the change of what is lacking is that of the need."""
    cut = Shock(act="cut", which=Which(parties=tuple("ABC*")), share=Fraction(1, 3))
    left = of_parties(shocked(legs, scenario(cut), {}).legs)
    for party, own in of_parties(legs).items():
        base, after = (need(party, side, (NEXT, UNTIL), None) for side in (own, left[party]))
        for opening in (min(base, after, held), held, held + more):
            gaps = [max(0, one - opening) for one in (base, after)]
            if opening <= min(base, after):
                assert gaps[1] - gaps[0] == after - base
            assert abs(gaps[1] - gaps[0]) <= abs(after - base)


@given(timed_legs(), st.integers(0, 5))
def test_losses_of_deals_add_up_to_what_falls_away(legs: list[Leg], number: int) -> None:
    """In all and within the horizon; of one deal alone they are all there is."""
    cancelled = scenario(Shock(act="cancel", which=Which(deals=(f"d{number}",))))
    after = shocked(legs, cancelled, {})
    clearing = partial(cleared, scenario=cancelled, known=Known(), currency="USD")
    deals, together, _ = by_deal((legs, after), cancelled, network(legs), clearing)
    assert [replace(one, deal="") for one in deals] in ([], [together])
    own = [one for one in legs if one.deal == f"d{number}"]
    if deals and not any(one.layer == "fin" for one in own):
        assert together.in_horizon == sum(flow(one, one.point, NEXT, UNTIL) for one in own)


def test_creditors_lose_at_most_what_nobody_can_pay() -> None:
    """The lab owes 3,650 and has at least its customers' 1,460 and the vendor's 2,000; nobody knows what else.

    Without the vendor's it has 1,460: the cloud may lose 190 before and 2,190 after, nothing where the lab has enough.
    The cloud's own debt of 1,200 is covered by the 1,460 that it gets in any case.
    """
    found = stress(scenario(STOPS), example())
    cloud, lab = sorted(found.losses.parties, key=lambda one: one.party)
    assert (cloud.base.promised, cloud.base.loss, cloud.shocked.loss) == (3650, (0, 190), (0, 2190))
    assert (cloud.shocked.first_round, cloud.shocked.later_rounds) == ((0, 2190), (0, 0))
    assert (lab.base.owes, lab.base.has, lab.shocked.has) == (3650, 3460, 1460)
    assert (lab.base.defaults, lab.shocked.defaults) == (None, None)
    assert (found.losses.most, found.together.loss) == ((190, 2190), 2000)


def test_where_all_purses_are_known_defaults_and_rounds_are_too() -> None:
    """The lab holds 190 and nobody else anything: it pays in full, until the vendor's money does not come.

    Then it pays 1,650, the cloud has enough for the vendor all the same.
    """
    found = stress(scenario(STOPS), example(), known=Known(cash={"lab": Opening(low=190, high=190)}, whole=True))
    of_party = {one.party: one for one in found.losses.parties}
    assert (of_party["lab"].base.defaults, of_party["lab"].shocked.defaults, of_party["lab"].shocked.round) == (
        False,
        True,
        1,
    )
    assert (of_party["cloud"].base.loss, of_party["cloud"].shocked.loss) == ((0, 0), (2000, 2000))
    assert found.parties[0].shocked.gap == 2000


def test_an_avoidable_purchase_is_no_debt() -> None:
    """With kappa 0 nobody owes anything; with a half, half of it."""
    for kappa, owes in ((Fraction(0), 0), (Fraction(1, 2), 1825)):
        found = stress(replace(scenario(STOPS), kappa=kappa), example())
        debts = {one.party: one.base.owes for one in found.losses.parties}
        assert debts.get("lab", 0) == owes


def test_a_fall_in_value_is_lost_by_those_who_hold() -> None:
    """A tenth of a company worth 1,000 to 2,000 that loses half, and then half of the rest."""
    half = Shock(act="valuation_falls", which=Which(parties=("lab",)), share=Fraction(1, 2))
    known = Known(shares={("vendor", "lab"): Fraction(1, 10)}, valuations={"lab": Valued(low=1000, high=2000)})
    (once,) = stress(scenario(half), example(), known=known).values
    (twice,) = stress(scenario(half, half), example(), known=known).values
    assert (once.fall, once.lost, twice.fall, twice.lost) == (Fraction(1, 2), (50, 100), Fraction(3, 4), (75, 150))
    (untold,) = stress(scenario(half), example(), known=replace(known, valuations={})).values
    assert untold.lost is None
    assert "stakes-untold" in {notice.code for notice in stress(scenario(half), example()).notices}


def right(holder: str, mode: str, **fields: Any) -> RightOfUse:  # noqa: ANN401 - any field
    """A right to sell OpenAI's models by an interface on a cloud."""
    return RightOfUse(
        **{
            "id": f"{holder}-{mode}",
            "grantor": "openai",
            "holder": holder,
            "known": date(2025, 1, 1),
            "mode": mode,
            "action": ("sell",),
            "object": ("openai-models",),
            "channel": ("cloud-api",),
            "segment": ("commercial",),
            "territory": ("world",),
            "start": (date(2025, 1, 1), date(2025, 1, 1)),
            "end": (date(2032, 1, 1), date(2032, 1, 1)),
            **fields,
        }
    )


ENDS = Shock(act="right_ends", which=Which(parties=("openai",), modes=("exclusive", "sole")))
MAY = Query(actor="amazon", action=("sell",), object=("openai-models",), channel=("cloud-api",), on=date(2028, 6, 30))


def test_a_right_that_ends_bars_no_more() -> None:
    """What was prohibited is permitted where a licence exists, and the two clash no longer."""
    rights = (right("microsoft", "exclusive"), right("amazon", "non_exclusive"))
    asked = replace(scenario(ENDS), questions=(MAY,))
    found = stress(asked, example(), known=Known(rights=rights)).rights
    assert [one.id for one in found.ended] == ["microsoft-exclusive"]
    assert [(base.answer, after.answer) for base, after in found.answers] == [("PROHIBITED", "PERMITTED")]
    assert [len(side) for side in found.conflicts] == [1, 0]


def test_no_amendment_and_no_event_keeps_an_ended_right_alive() -> None:
    """An amendment had put its end off; the shock is the later word."""
    later = Amendment(
        id="a", effective=date(2026, 1, 1), known=date(2026, 1, 1), changes={"end": (date(2040, 1, 1),) * 2}
    )
    lasting = right("microsoft", "exclusive", until_event="agi", amendments=(later,))
    asked = replace(
        scenario(replace(ENDS, start=date(2027, 1, 1))), questions=(MAY, replace(MAY, on=date(2026, 12, 31)))
    )
    found = stress(asked, example(), known=Known(rights=(lasting,))).rights
    (_, later_on), (_, before) = found.answers
    assert later_on.answer == "NO BAR KNOWN"
    assert before.answer != "NO BAR KNOWN"


def test_exclusivity_that_ends_leaves_the_right_itself() -> None:
    """The holder still may, and so may the other; a right that bars nobody is left alone."""
    rights = (right("microsoft", "exclusive"), right("amazon", "non_exclusive"))
    ends = Shock(act="exclusivity_ends", which=Which(parties=("openai",)))
    asked = replace(scenario(ends), questions=(MAY, replace(MAY, actor="microsoft")))
    found = stress(asked, example(), known=Known(rights=rights)).rights
    assert [one.id for one in found.ended] == ["microsoft-exclusive"]
    assert [(base.answer, after.answer) for base, after in found.answers] == [
        ("PROHIBITED", "PERMITTED"),
        ("PERMITTED", "PERMITTED"),
    ]
    assert [len(side) for side in found.conflicts] == [1, 0]
    (again, *_) = (replace(one, mode="non_exclusive") for one in rights)
    assert not stress(asked, example(), known=Known(rights=(again,))).rights.ended


def test_a_right_that_is_over_or_of_another_mode_does_not_end_again() -> None:
    """And a shock that ends none is told."""
    rights = (
        right("microsoft", "exclusive", end=(date(2026, 1, 1), date(2026, 1, 1))),
        right("amazon", "non_exclusive"),
    )
    found = stress(scenario(ENDS), example(), known=Known(rights=rights))
    assert (found.rights.ended, found.rights.idle) == ((), (1,))
    assert "rights-idle" in {notice.code for notice in found.notices}


def test_rights_alone_change_no_figure() -> None:
    """And nothing is assumed of money."""
    found = stress(scenario(ENDS), example(), known=Known(rights=(right("microsoft", "exclusive"),)))
    assert (found.struck, found.deals, found.parties, found.assumptions) == ((), (), (), ())
    assert {found.money[0].change, found.rounds[0].circulation.change} == {0}
