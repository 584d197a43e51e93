"""Gross, net and circulation: the examples of methods §2, its theorems, and a slow obvious twin."""

from dataclasses import replace
from itertools import combinations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linprog
from tests.strategies import MINI, PARTIES, amounts, leg, network_of, networks, relabelled

from dawra.analyses import Circles, canonical, circles
from dawra.analyses.circulation import Arcs, arcs_of, heaviest, strong
from dawra.errors import InputError
from dawra.flows import Leg, network


def flows(found: Circles) -> dict[str, float]:
    """The canonical flow by pair, to nine digits."""
    return {f"{p.from_party}{p.to_party}": round(p.flow, 9) for p in found.pairs}


def largest_circulation(legs: list[Leg]) -> float:
    """The twin: the definition as a linear program."""
    pairs = amounts(legs)
    if not pairs:
        return 0.0
    parties = sorted({party for ends in pairs for party in ends})
    balance = np.array([[(p == j) - (p == i) for i, j in pairs] for p in parties], dtype=float)
    bounds = [(0, amount) for amount in pairs.values()]
    answer = linprog([-1.0] * len(pairs), A_eq=balance, b_eq=np.zeros(len(parties)), bounds=bounds)
    return float(-answer.fun)


def circulation(legs: list[Leg]) -> int:
    """C by its definition on the network, without the shares and ranges that `circles` finds around it."""
    return int(heaviest(arcs_of(network(legs))).sum())


def without(legs: list[Leg], deal: str) -> list[Leg]:
    """The legs of all other deals."""
    return [one for one in legs if one.deal != deal]


def test_mini() -> None:
    """EX-2.1, every number of it."""
    found = circles(MINI)
    assert (found.gross, found.minimum_notional, found.excess) == (80, 18, 62)
    assert (found.bilateral, found.circulation, found.ratio) == (30, 60, 0.75)
    parties = {p.party: (p.net, p.circulation, p.range) for p in found.parties}
    assert parties == {
        "M": (7, 13, (13, 13)),
        "N": (11, 12, (12, 12)),
        "O": (-9, 23, (23, 23)),
        "R": (-3, 10, (10, 10)),
        "W": (-6, 2, (2, 2)),
    }
    assert flows(found) == {"NO": 10, "NW": 2, "MO": 13, "OR": 10, "OM": 13, "RN": 10, "WN": 2}
    assert {f"{p.from_party}{p.to_party}": p.slope for p in found.pairs if p.slope} == {
        "NO": 3,
        "NW": 2,
        "MO": 2,
    }
    deltas = {d.deal: d.delta for d in found.deals}
    assert [deltas[f"d{n}"] for n in range(1, 8)] == [30, 4, 26, 30, 26, 30, 4]
    assert found.ranges["circulation"] == (60, 60)


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("X>Y 10, Y>Z 10", {"excess": 10, "circulation": 0}),
        ("1>2 100, 2>3 100, 3>1 70", {"gross": 270, "minimum_notional": 30, "circulation": 210}),
        ("N>O 10, O>N 10, O>X 10, X>N 10", {"bilateral": 20, "circulation": 30}),
        ("N>O 10, O>X 10, O>Y 10, X>N 10, Y>N 10", {"circulation": 30}),
        ("X>Z 10, Y>X 5, Y>Z 10, Z>Y 10", {"circulation": 25}),
        ("A>B 1, B>A 1, A>C 1, C>A 1, B>C 1, C>B 1", {"circulation": 6}),
        ("A>B 5", {"gross": 5, "circulation": 0, "ratio": 0}),
    ],
)
def test_small_examples(text: str, figures: dict[str, int]) -> None:
    """EX-2.2, EX-2.3, EX-2.5, EX-4.1, EX-4.4, EX-4.3."""
    found = circles(network_of(text))
    assert {name: getattr(found, name) for name in figures} == figures


def test_a_chain_of_set_offs() -> None:
    """EX-2.3: 70 can be set off on each leg."""
    assert set(flows(circles(network_of("1>2 100, 2>3 100, 3>1 70"))).values()) == {70}


def test_shares_go_by_size_where_there_is_a_choice() -> None:
    """EX-2.4: f* lies strictly inside the face of optima, where a solver that stops at a vertex is not."""
    found = circles(network_of("N>O 10, O>X 10, O>Y 5, X>N 10, Y>N 10"))
    assert (found.gross, found.circulation) == (45, 30)
    assert flows(found) == {"NO": 10, "OX": 6, "OY": 4, "XN": 6, "YN": 4}
    ranges = {f"{p.from_party}{p.to_party}": p.flow_range for p in found.pairs}
    assert ranges == {"NO": (10, 10), "OX": (5, 10), "OY": (0, 5), "XN": (5, 10), "YN": (0, 5)}
    parties = {p.party: p.range for p in found.parties}
    assert parties == {"N": (10, 10), "O": (10, 10), "X": (5, 10), "Y": (0, 5)}


def test_splitting_a_leg_leaves_the_canonical_flow_as_plain_squares_do_not() -> None:
    """EX-2.4: 3 + 7 carry 1.8 + 4.2 and the rest stays; least sum f² moves from 5/5 to (2.857 + 2.857)/4.286."""
    split = network_of("N>O 10, O>X 3, O>X 7, O>Y 5, X>N 10, Y>N 10")
    found = circles(split)
    assert flows(found) == {"NO": 10, "OX": 6, "OY": 4, "XN": 6, "YN": 4}
    deals = {one.deal: one.circulation for one in found.deals}
    assert [deals["d2"], deals["d3"]] == pytest.approx([1.8, 4.2])
    # The rejected weight, by hand: x goes by X and 10 - x by Y, on one leg or two of it.
    assert least_square(1) == pytest.approx(5)
    assert [least_square(2) / 2, 10 - least_square(2)] == pytest.approx([20 / 7, 30 / 7])


def least_square(legs: int) -> float:
    """The x with the least x²/legs + x² + 2 (10 - x)², the sum f² of EX-2.4 where O>X is so many equal legs."""
    steps = np.linspace(5, 10, 5_000_001)
    return float(steps[np.argmin(steps**2 / legs + steps**2 + 2 * (10 - steps) ** 2)])


def test_shares_of_equal_middlemen() -> None:
    """EX-4.1."""
    found = circles(network_of("N>O 10, O>X 10, O>Y 10, X>N 10, Y>N 10"))
    assert list(flows(found).values()) == [10, 5, 5, 5, 5]


def test_a_slope_that_is_not_unique_has_a_range() -> None:
    """A dollar more one way adds nothing while the other way is full; a dollar less takes two away."""
    found = circles(network_of("A>B 10, B>A 10"))
    slopes = {f"{p.from_party}{p.to_party}": (p.slope, p.slope_range) for p in found.pairs}
    assert slopes == {"AB": (1, (0, 2)), "BA": (1, (0, 2))}


def test_nothing_and_one_party() -> None:
    """No legs, or one party paying itself or the outside: zeros, no error."""
    for legs in ([], [leg("A", "A", 5)], [leg("A", "*", 5), leg("*", "A", 5)]):
        found = circles(legs)
        assert (found.gross, found.circulation, found.ratio, found.parties, found.pairs) == (0, 0, 0, (), ())
        assert found.currency == ("USD" if legs else None)


def test_zero_amounts_are_no_money() -> None:
    """A leg of nothing takes part in nothing."""
    found = circles([leg("A", "B", 0), leg("B", "A", 10)])
    assert (found.gross, found.circulation) == (10, 0)


@pytest.mark.parametrize("unit", [1, 10**17, 10**20 + 39, 3 * 10**27])
def test_numbers_beyond_int64_stay_exact(unit: int) -> None:
    """Amounts whose sums pass 2^63 are solved in Python integers, to the last minor unit."""
    scaled = [replace(one, low=one.point * unit, point=one.point * unit, high=one.point * unit) for one in MINI]
    odd = [*scaled, leg("N", "O", 1), leg("O", "N", 3)]
    assert circles(scaled).circulation == 60 * unit
    assert circles(odd).circulation == 60 * unit + 3  # one more from N to O, at its slope
    assert circles(odd).gross == 80 * unit + 4


@given(networks(largest=10**30))
def test_huge_random_amounts_agree_with_their_remainders(legs: list[Leg]) -> None:
    """C is homogeneous, also where the solver's integers end: compare with a network scaled into int64."""
    unit = 10**30
    small = [replace(one, low=one.point % 7, point=one.point % 7, high=one.point % 7) for one in legs]
    large = [
        replace(one, low=one.point % 7 * unit, point=one.point % 7 * unit, high=one.point % 7 * unit) for one in legs
    ]
    assert circulation(large) == circulation(small) * unit
    found = circles(legs)
    assert found.bilateral <= found.circulation <= found.excess


@given(networks())
def test_the_linear_program_finds_as_much(legs: list[Leg]) -> None:
    """An independent solver of the definition."""
    assert circles(legs).circulation == pytest.approx(largest_circulation(legs))


@given(networks())
def test_chain_of_bounds(legs: list[Leg]) -> None:
    """T2.1 and INV-2.1: B <= C <= excess = sum of min(in, out); 0 <= ratio <= 1."""
    found = circles(legs)
    assert found.bilateral <= found.circulation <= found.excess
    assert found.excess == sum(min(p.inflow, p.outflow) for p in found.parties)
    assert found.minimum_notional == sum(abs(p.net) for p in found.parties) // 2
    assert 0 <= found.ratio <= 1


@given(networks())
def test_ratio_is_0_without_circles_and_1_without_net_positions(legs: list[Leg]) -> None:
    """T2.2: ρ = 0 iff the network is acyclic (networkx says which is), ρ = 1 iff every net position is 0."""
    found = circles(legs)
    paid = [(p.from_party, p.to_party) for p in found.pairs if p.amount]
    assert (found.ratio == 0) == nx.is_directed_acyclic_graph(nx.DiGraph(paid))
    assert (found.ratio == 1) == bool(paid and not any(p.net for p in found.parties))


@given(networks())
def test_what_is_left_keeps_positions_and_has_no_circle(legs: list[Leg]) -> None:
    """INV-2.2 and T2.2: 0 <= f <= a, f balances at every party, and a - f circulates nothing."""
    found = circles(legs)
    balance = dict.fromkeys((p.party for p in found.parties), 0.0)
    for pair in found.pairs:
        assert -1e-9 <= pair.flow <= pair.amount + 1e-9
        balance[pair.from_party] -= pair.flow
        balance[pair.to_party] += pair.flow
    assert all(abs(value) < 1e-7 for value in balance.values())
    rest = [leg(p.from_party, p.to_party, round((p.amount - p.flow) * 10**6)) for p in found.pairs]
    assert largest_circulation(rest) / 10**6 < 1e-4
    if found.gross and found.circulation == found.gross:
        assert found.minimum_notional == 0


@given(networks(), st.permutations(PARTIES), st.randoms())
def test_names_order_and_the_outside_change_nothing(legs: list[Leg], names: list[str], random: object) -> None:
    """INV-2.3: relabelling, row order, legs touching the outside."""
    found = circles(legs)
    shuffled = [*legs, leg("A", "*", 9), leg("*", "B", 9)]
    random.shuffle(shuffled)  # type: ignore[attr-defined] # hypothesis' own Random
    other = circles(relabelled(shuffled, names))
    assert (other.gross, other.circulation, other.bilateral, other.excess) == (
        found.gross,
        found.circulation,
        found.bilateral,
        found.excess,
    )
    new = dict(zip(PARTIES, names, strict=True))
    shares = {p.party: p.circulation for p in other.parties}
    for party in found.parties:
        assert shares[new[party.party]] == pytest.approx(party.circulation, abs=1e-6)
    slopes = {(p.from_party, p.to_party): p.slope for p in other.pairs}
    for pair in found.pairs:
        assert slopes[new[pair.from_party], new[pair.to_party]] == pair.slope


@given(networks())
def test_reversing_every_leg_changes_nothing(legs: list[Leg]) -> None:
    """INV-2.3: the same flow, shares and slopes, backwards."""
    back = [replace(one, from_party=one.to_party, to_party=one.from_party) for one in legs]
    found, other = circles(legs), circles(back)
    assert other.circulation == found.circulation
    turned = {(p.to_party, p.from_party): (p.flow, p.slope) for p in other.pairs}
    for pair in found.pairs:
        flow, slope = turned[pair.from_party, pair.to_party]
        assert flow == pytest.approx(pair.flow, abs=1e-6)
        assert slope == pair.slope


@given(networks(), st.integers(0, 12))
def test_splitting_a_leg_changes_nothing(legs: list[Leg], cut: int) -> None:
    """INV-2.3 and T2.5: parallel legs count as one."""
    split = []
    for one in legs:
        first = min(cut, one.point)
        for part in (first, one.point - first):
            split.append(replace(one, low=part, point=part, high=part))  # noqa: PERF401 - two a leg
    assert circulation(split) == circulation(legs)
    assert flows(circles(split)) == flows(circles(legs))


@given(networks())
def test_doubling_doubles(legs: list[Leg]) -> None:
    """INV-2.4."""
    twice = [replace(one, low=2 * one.point, point=2 * one.point, high=2 * one.point) for one in legs]
    assert circulation(twice) == 2 * circulation(legs)


@given(networks(), networks())
def test_more_legs_never_lower_it(legs: list[Leg], more: list[Leg]) -> None:
    """INV-2.5 and T2.3: monotone and superadditive."""
    both = circulation([*legs, *more])
    assert both >= circulation(legs) + circulation(more)


@given(networks(), networks())
def test_concave_in_the_amounts(legs: list[Leg], more: list[Leg]) -> None:
    """T2.3: C of the mean is at least the mean of C; on doubled amounts, so that the mean is whole."""
    mean = circulation([*legs, *more])
    assert 2 * mean >= circulation([*legs, *legs]) + circulation([*more, *more])


@given(networks(), st.sampled_from(list(combinations(PARTIES, 2))))
def test_merging_two_parties(legs: list[Leg], pair: tuple[str, str]) -> None:
    """INV-2.6: C' >= C - (legs between them)."""
    keep, gone = pair
    between = sum(amount for ends, amount in amounts(legs).items() if set(ends) == {keep, gone})
    merged = [
        replace(
            one,
            from_party=keep if one.from_party == gone else one.from_party,
            to_party=keep if one.to_party == gone else one.to_party,
        )
        for one in legs
    ]
    assert circulation(merged) >= circulation(legs) - between


@given(networks(), st.data())
def test_prices_add_up_and_are_in_the_core(legs: list[Leg], data: st.DataObject) -> None:
    """INV-2.7 and T2.4: sum a*y = C, and no set of legs alone has more than its prices come to."""
    found = circles(legs)
    assert sum(p.amount * p.slope for p in found.pairs) == pytest.approx(found.circulation)
    chosen = data.draw(st.sets(st.sampled_from(found.pairs))) if found.pairs else set()
    alone = circulation([leg(p.from_party, p.to_party, p.amount) for p in chosen])
    assert alone <= sum(p.amount * p.slope for p in chosen) + 1e-9


@given(networks(), st.data())
def test_slope_ranges_are_one_unit_more_and_one_less(legs: list[Leg], data: st.DataObject) -> None:
    """dC/da to the right and to the left, by doing it; amounts times 100, as C is linear near by."""
    coarse = [replace(one, low=100 * one.point, point=100 * one.point, high=100 * one.point) for one in legs]
    found = circles(coarse)
    if not found.pairs:
        return
    pair = data.draw(st.sampled_from(found.pairs))
    assert pair.slope_range is not None
    least, most = pair.slope_range
    more = circulation([*coarse, leg(pair.from_party, pair.to_party, 1)])
    assert more - found.circulation == least
    if pair.amount:
        rest = [leg(p.from_party, p.to_party, p.amount - (p is pair)) for p in found.pairs]
        assert found.circulation - circulation(rest) == most
        assert most is not None
        assert least <= pair.slope <= most
    else:
        assert most is None


@given(networks(parties="ABC"), networks(parties="DEF"))
def test_separate_parts_add_up(left: list[Leg], right: list[Leg]) -> None:
    """INV-2.8, also with a one-way bridge between them."""
    bridge = [leg("A", "D", 7)]
    whole = circulation([*left, *right, *bridge])
    assert whole == circulation(left) + circulation(right)


@given(networks())
def test_deltas_by_leaving_deals_out(legs: list[Leg]) -> None:
    """The twin: compute it again without the deal; the largest delta stands first."""
    found = circles(legs)
    for one in found.deals:
        assert one.delta == found.circulation - circulation(without(legs, one.deal))
    deltas = [one.delta or 0 for one in found.deals]
    assert deltas == sorted(deltas, reverse=True)


@given(networks(), st.data())
def test_party_shares_sum_and_stay_in_range(legs: list[Leg], data: st.DataObject) -> None:
    """Sum of c_i = C, each inside its range; that of any party, two linear programs confirm."""
    found = circles(legs)
    assert sum(p.circulation for p in found.parties) == pytest.approx(found.circulation)
    for one in found.parties:
        assert one.range is not None
        assert one.range[1] is not None
        assert one.range[0] - 1e-6 <= one.circulation <= one.range[1] + 1e-6
    if not found.parties:
        return
    party = data.draw(st.sampled_from(found.parties))
    pairs = {(p.from_party, p.to_party): p.amount for p in found.pairs}
    parties = [p.party for p in found.parties]
    balance = [[float((q == j) - (q == i)) for i, j in pairs] for q in parties] + [[1.0] * len(pairs)]
    target = [0.0] * len(parties) + [float(found.circulation)]
    into = np.array([float(j == party.party) for _, j in pairs])
    ends = [
        sign * linprog(sign * into, A_eq=balance, b_eq=target, bounds=[(0, a) for a in pairs.values()]).fun
        for sign in (1, -1)
    ]
    assert ends == pytest.approx(party.range, abs=1e-6)


def shared(legs: list[Leg]) -> list[Leg]:
    """The same with two or three legs to a deal."""
    return [replace(one, deal=f"s{number // 3}") for number, one in enumerate(legs)]


@given(networks(parties="ABCD").map(shared), st.data())
def test_deal_shares_sum_and_stay_in_range(legs: list[Leg], data: st.DataObject) -> None:
    """Sum over deals = C; the ends of any by linear programs on single legs, where parallel ones stand in."""
    found = circles(legs)
    assert sum(deal.circulation for deal in found.deals) == pytest.approx(found.circulation)
    for one in found.deals:
        assert one.range is not None
        assert one.range[1] is not None
        assert one.range[0] - 1e-6 <= one.circulation <= one.range[1] + 1e-6
    if not found.deals:
        return
    deal = data.draw(st.sampled_from(found.deals))
    parties = sorted({party for one in legs for party in (one.from_party, one.to_party)})
    balance = [[float((q == one.to_party) - (q == one.from_party)) for one in legs] for q in parties]
    mine = np.array([float(one.deal == deal.deal) for one in legs])
    ends = [
        sign
        * linprog(
            sign * mine,
            A_eq=[*balance, [1.0] * len(legs)],
            b_eq=[0.0] * len(parties) + [float(found.circulation)],
            bounds=[(0, one.point) for one in legs],
        ).fun
        for sign in (1, -1)
    ]
    assert ends == pytest.approx(deal.range, abs=1e-6)


def test_parallel_legs_of_two_deals_stand_in_for_each_other() -> None:
    """Of 12 and 8 one way only 10 come back: either deal may carry most of it, and they share it by size."""
    found = circles(network_of("A>B 12, A>B 8, B>A 10"))
    assert {d.deal: (d.delta, d.circulation, d.range) for d in found.deals} == {
        "d1": (4, pytest.approx(6), (2, 10)),
        "d2": (0, pytest.approx(4), (0, 8)),
        "d3": (20, 10, (10, 10)),
    }


@given(networks())
def test_the_canonical_flow_is_the_least_weighted_square(legs: list[Leg]) -> None:
    """T2.5: no other optimum has a smaller sum f²/a; a move along any circle of choices makes it larger."""
    found = circles(legs)
    pairs = [p for p in found.pairs if p.amount]
    if not pairs:
        return
    parties = [p.party for p in found.parties]
    balance = [[float((q == p.to_party) - (q == p.from_party)) for p in pairs] for q in parties]
    slope = np.array([2 * p.flow / p.amount for p in pairs])
    # Optimal for a convex program iff no feasible point lies downhill of its gradient.
    answer = linprog(
        slope,
        A_eq=[*balance, [1.0] * len(pairs)],
        b_eq=[0.0] * len(parties) + [float(found.circulation)],
        bounds=[(0, p.amount) for p in pairs],
    )
    assert answer.fun >= float(slope @ np.array([p.flow for p in pairs])) - 1e-6
    assert "flow-approximate" not in {n.code for n in found.notices}


def test_a_choice_among_too_many_legs_is_left_as_it_was_found() -> None:
    """The total holds, the flow is that of one largest circulation, and a notice says so."""
    legs = network_of("N>O 10, O>X 10, O>Y 10, X>N 10, Y>N 10, A>B 4, B>A 4")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(canonical, "_LARGEST", 3)
        found = circles(legs)
    assert found.circulation == circles(legs).circulation == 38
    assert [(n.code, n.count) for n in found.notices] == [("flow-unshared", 4)]
    shared = flows(found)
    assert (shared["OX"] + shared["OY"], shared["OX"], shared["OY"]) == (10, shared["XN"], shared["YN"])
    assert shared["AB"] == 4


def test_several_currencies_are_refused() -> None:
    """The error says what is missing."""
    with pytest.raises(InputError, match="name the currency of the result"):
        circles([leg("A", "B", 1), leg("B", "A", 1, currency="EUR")])


def test_an_unknown_currency_is_refused() -> None:
    """Of the result; a leg in one cannot be built at all."""
    with pytest.raises(InputError, match="unknown currency 'XYZ'"):
        circles([leg("A", "B", 1)], currency="XYZ")
    with pytest.raises(ValueError, match="XYZ"):
        leg("A", "B", 1, currency="XYZ")


def test_returns_are_told_apart() -> None:
    """A loan repaid is no circle, and a notice says how much was left out."""
    found = circles([leg("A", "B", 10, layer="fin"), leg("B", "A", 10, layer="ret")])
    assert found.circulation == 0
    assert [(n.code, n.count, n.amount) for n in found.notices] == [("returns", 1, 10)]


def test_denied_deals_in_a_table_are_counted_and_said() -> None:
    """Without a view the whole table counts."""
    found = circles([leg("A", "B", 10), leg("B", "A", 10, status="denied")])
    assert found.circulation == 20
    assert [(n.code, n.count) for n in found.notices] == [("off", 1)]


@given(networks(most=25))
def test_a_pair_that_stands_twice_is_cut_as_if_it_stood_once(legs: list[Leg]) -> None:
    """Residual networks have such pairs, on which scipy's search for strong parts may never end."""
    arcs = arcs_of(network(legs))
    twice = Arcs(arcs.size, *(np.tile(part, 2) for part in (arcs.tail, arcs.head, arcs.capacity)))
    inside, part = strong(arcs)
    again, same = strong(twice)
    assert again.tolist() == [*inside, *inside]
    assert [(part[i] == part[j]) for i in range(arcs.size) for j in range(arcs.size)] == [
        (same[i] == same[j]) for i in range(arcs.size) for j in range(arcs.size)
    ]
