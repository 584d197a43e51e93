"""Is it more than chance? The examples of methods §5, its properties, and all networks as the slow, obvious twin."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import combinations, permutations, product
from math import sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.strategies import DAY, amounts, leg, network_of, networks, relabelled

from dawra.analyses import Compared, Significance, circles, significance
from dawra.analyses.chance.compared import compare
from dawra.analyses.chance.layered import STATISTICS, Draws, Layer, Statistic, circulation, joint, mutual, overlap
from dawra.analyses.chance.nulls import Null, exact_values
from dawra.analyses.chance.significance import LAYERS, layer_of
from dawra.analyses.circulation import Ints
from dawra.errors import InputError, UsageError
from dawra.flows import Leg, network

EX_5_5 = network_of("N>O 1 fin, N>W 1 fin, M>O 1 fin, A>X 1 fin, O>N 1, O>M 1, X>A 1, W>N 1")
MUTUAL = {"mutual": Statistic(mutual, amounts=False)}
Pairs = dict[tuple[str, str], int]


def by_name(found: Significance) -> dict[str, Compared]:
    """The statistics by their names."""
    return {one.statistic: one for one in found.statistics}


def p_of(found: Significance) -> dict[str, Fraction]:
    """Their p-values."""
    return {one.statistic: one.p_value.p for one in found.statistics}


def one_layer(*both: str) -> Null:
    """``AB``: a leg from A to B and one back."""
    ends = [(ord(pair[0]) - 65, ord(pair[1]) - 65) for pair in both]
    arcs = [arc for i, j in ends for arc in ((i, j), (j, i))]
    size = 1 + max(map(max, arcs))
    return Null("topology", Layer.of(dict.fromkeys(arcs, 1)), size, np.random.default_rng(0))


@pytest.mark.parametrize(
    ("both", "size", "count", "p", "spread"),
    [
        (("AB", "CD"), 4, 9, Fraction(1, 3), {0: 6, 2: 3}),
        (("AB", "AC", "BD"), 4, 4, Fraction(1, 2), {1: 2, 3: 2}),
        (("AB", "AC", "BC", "DE"), 5, 61, Fraction(7, 61), {1: 24, 2: 30, 4: 7}),
    ],
)
def test_pairs_of_one_layer(both: tuple[str, ...], size: int, count: int, p: Fraction, spread: dict[int, int]) -> None:
    """EX-5.1, EX-5.2 and EX-5.3: the exact p over all networks of the same degrees."""
    null = one_layer(*both)
    (found,) = compare([null], size, MUTUAL, draws=99)
    assert (found.count, found.p_value.p, found.p_value.exact) == (count, p, True)
    assert Counter(exact_values([null], size, MUTUAL["mutual"]).tolist()) == spread
    assert found.p_value.mean == Fraction(sum(value * number for value, number in spread.items()), count)


def test_the_mean_of_61_networks() -> None:
    """EX-5.3: 112/61."""
    (found,) = compare([one_layer("AB", "AC", "BC", "DE")], 5, MUTUAL, draws=1)
    assert found.p_value.mean == Fraction(112, 61)


def test_role_like_layers() -> None:
    """EX-5.5: four pairs; each layer has five networks, and p is 1/5, which no data could make smaller."""
    found = significance(EX_5_5)
    pairs = by_name(found)["pairs"]
    assert pairs.p_value.observed == 4
    assert (pairs.p_value.p, pairs.p_value.resolution) == (Fraction(1, 5), Fraction(1, 5))
    assert (found.graphs, pairs.count) == ({"fin": 5, "pur": 5}, 25)
    assert (found.parties, found.legs) == (6, {"fin": 4, "pur": 4})
    assert [(met.financier, met.customer, met.deals) for met in found.met] == [
        ("A", "X", ("d4", "d7")),
        ("M", "O", ("d3", "d6")),
        ("N", "O", ("d1", "d5")),
        ("N", "W", ("d2", "d8")),
    ]


def test_five_networks_of_purchases() -> None:
    """EX-5.5, financing left as it is: pairs 1, 2, 4 in one, three, one of the five."""
    number = {party: place for place, party in enumerate("AMNOWX")}
    layers = [
        Layer.of({(number[one.from_party], number[one.to_party]): 1 for one in EX_5_5 if one.layer == name})
        for name in ("fin", "pur")
    ]
    rng = np.random.default_rng(0)
    nulls = [Null("amounts", layers[0], 6, rng), Null("topology", layers[1], 6, rng)]
    assert Counter(exact_values(nulls, 6, STATISTICS["pairs"]).tolist()) == {1: 1, 2: 3, 4: 1}


def graphs_like(pairs: Pairs, parties: str) -> list[tuple[tuple[str, str], ...]]:
    """The twin: every simple loopless digraph on the parties with as many legs out of and into each."""
    ends = [(i, j) for i in parties for j in parties if i != j]
    outs, ins = Counter(i for i, _ in pairs), Counter(j for _, j in pairs)
    return [
        chosen
        for chosen in combinations(ends, len(pairs))
        if Counter(i for i, _ in chosen) == outs and Counter(j for _, j in chosen) == ins
    ]


def worlds(pairs: Pairs, parties: str, null: str) -> list[Pairs]:
    """The twin: one layer in every way the null allows, equal amounts told apart, so each way equally often."""
    if null == "amounts":
        return [dict(zip(pairs, dealt, strict=True)) for dealt in permutations(pairs.values())]
    rows = {i: [amount for (k, _), amount in pairs.items() if k == i] for i in parties}
    return [
        {
            (i, j): amount
            for i, order in zip(parties, orders, strict=True)
            for j, amount in zip((j for k, j in graph if k == i), order, strict=True)
        }
        for graph in graphs_like(pairs, parties)
        for orders in product(*(permutations(rows[i]) for i in parties))
    ]


def met(fin: Pairs, pur: Pairs) -> int:
    """The twin of pairs."""
    return sum((j, i) in pur for i, j in fin)


def lesser(fin: Pairs, pur: Pairs) -> int:
    """The twin of overlap."""
    return sum(min(amount, pur.get((j, i), 0)) for (i, j), amount in fin.items())


COUNTED = {"pairs": met, "overlap": lesser}


def of_layer(legs: list[Leg], layer: str) -> Pairs:
    """The sums of one layer."""
    return amounts(one for one in legs if one.layer == layer)


@given(networks(parties="ABCD", most=6, largest=3), st.sampled_from(["topology", "amounts"]))
def test_exact_p_is_the_share_of_all_networks(legs: list[Leg], null: str) -> None:
    """Pairs and overlap over every network that the null allows, one by one."""
    legs = [one for one in legs if one.point]  # a leg of nothing is none
    found = significance(legs, null=null, statistics={name: STATISTICS[name] for name in COUNTED})
    first, second = (worlds(of_layer(legs, layer), "ABCD", null) for layer in ("fin", "pur"))
    if len(first) * len(second) > 3_000:
        return
    data = [of_layer(legs, layer) for layer in ("fin", "pur")]
    for name, one in by_name(found).items():
        values = [COUNTED[name](fin, pur) for fin in first for pur in second]
        observed = COUNTED[name](*data)
        assert one.p_value.observed == observed
        assert one.p_value.p == Fraction(sum(value >= observed for value in values), len(values))
        assert one.p_value.mean == Fraction(sum(values), len(values))
        assert one.count is not None
        assert len(values) % one.count == 0


@given(st.lists(networks(parties="ABCDE", most=9), min_size=1, max_size=4))
def test_circulations_are_solved_side_by_side(drawn: list[list[Leg]]) -> None:
    """Many networks at once give what each gives alone."""
    tables = []
    for legs in drawn:
        pairs = amounts(legs)
        tables.append([pairs.get((i, j), 0) for i in "ABCDE" for j in "ABCDE" if i != j])
    ends = [(i, j) for i in range(5) for j in range(5) if i != j]
    tail = np.array([i for i, _ in ends])
    head = np.tile([j for _, j in ends], (len(drawn), 1))
    # As draws of one null have it, all tables sum to the same.
    most = max(map(sum, tables)) + 1
    total = np.array([[*row, most - sum(row)] for row in tables])
    layer = Draws(np.append(tail, 5), np.column_stack([head, np.full(len(drawn), 6)]), total)
    assert circulation([layer], 7).tolist() == [circles(legs).circulation for legs in drawn]


@given(networks(parties="ABCD", most=6), st.permutations("ABCDEF"), st.sampled_from(["topology", "amounts"]))
def test_names_change_nothing(legs: list[Leg], names: list[str], null: str) -> None:
    """Relabelled parties have the same exact p-values and the same networks to be compared with."""
    found, other = significance(legs, null=null, draws=1), significance(relabelled(legs, names), null=null, draws=1)
    assert found.graphs == other.graphs
    for one, two in zip(found.statistics, other.statistics, strict=True):
        assert one.count == two.count
        if one.count is not None:
            assert one.p_value == two.p_value


@given(networks(parties="ABCD", most=5))
def test_p_and_q_are_shares(legs: list[Leg]) -> None:
    """In (0, 1], no p below its resolution, no q below its p."""
    for one in significance(legs, draws=5).statistics:
        assert 0 < one.p_value.resolution <= one.p_value.p <= one.q <= 1
        assert one.p_value.interval[0] <= float(one.p_value.p) <= one.p_value.interval[1]


@given(networks(parties="ABCDEF", most=14), st.integers(1, 9))
def test_equal_amounts_dealt_anew_are_no_news(legs: list[Leg], amount: int) -> None:
    """Under the null of amounts p is 1 where all legs of a layer are worth the same."""
    layers = [of_layer(legs, layer) for layer in ("fin", "pur")]
    equal = [
        leg(i, j, amount, layer=layer) for layer, pairs in zip(("fin", "pur"), layers, strict=True) for i, j in pairs
    ]
    found = significance(equal, null="amounts")
    assert p_of(found) == {"overlap": 1, "circulation": 1}
    assert [one.count for one in found.statistics] == [1, 1]
    assert found.stub_matching is None


def test_amounts_dealt_anew() -> None:
    """Two legs each way, 1 and 3: of four ways two have the larger ones meet, overlap 4 against 2."""
    found = significance(network_of("A>B 3 fin, C>D 1 fin, B>A 3, D>C 1"), null="amounts")
    overlap = by_name(found)["overlap"].p_value
    assert (overlap.observed, overlap.p, overlap.mean) == (4, Fraction(1, 2), Fraction(3))
    assert found.graphs == {"fin": 1, "pur": 1}


def test_the_statistics_a_null_cannot_change_are_left_out() -> None:
    """Pairs are no test of amounts; asked for, they have p = 1."""
    assert set(p_of(significance(EX_5_5, null="amounts"))) == {"overlap", "circulation"}
    asked = significance(EX_5_5, null="amounts", statistics={"pairs": STATISTICS["pairs"]})
    assert p_of(asked) == {"pairs": 1}


def test_a_statistic_of_ones_own() -> None:
    """A name and a function are enough; it sees all layers of all draws."""

    def to_o(draws: Sequence[Draws], size: int) -> Ints:
        assert size == 6
        found: Ints = np.sum([(layer.head == 3).sum(axis=1) for layer in draws], axis=0)
        return found

    found = significance(EX_5_5, statistics={"to O": Statistic(to_o, amounts=False)})
    assert p_of(found) == {"to O": 1}
    assert by_name(found)["to O"].p_value.observed == 2


def test_draws_agree_with_all_networks(monkeypatch: pytest.MonkeyPatch) -> None:
    """EX-5.5 by 2,000 draws instead of by all: each p within five standard errors of the exact one."""
    exact = p_of(significance(EX_5_5))
    monkeypatch.setattr("dawra.analyses.chance.nulls.LIMIT", 0)
    found = significance(EX_5_5, draws=2_000, seed=7)
    for name, one in by_name(found).items():
        assert (one.count, one.p_value.exact, one.p_value.compared) == (None, False, 2_000)
        p = float(exact[name])
        assert abs(float(one.p_value.p) - p) < 5 * sqrt(p * (1 - p) / 2_000) + 1 / 2_000
        assert one.p_value.interval[0] < float(one.p_value.p) <= one.p_value.interval[1]
        assert one.p_value.resolution == Fraction(1, 2_001)


def crowd(parties: int = 24) -> list[Leg]:
    """A network with far more than a million like it."""
    ends = [(i, (i + step) % parties) for i in range(parties) for step in (1, 5)]
    return [
        leg(f"p{a}", f"p{b}", 10 + i + j, layer=layer)
        for i, j in ends
        for layer, a, b in (("fin", i, j), ("pur", j, (i + 1) % parties))
        if a != b
    ]


def test_the_same_seed_draws_the_same() -> None:
    """Another seed draws others; a space that is listed needs none."""
    found = significance(crowd(), draws=50, seed=3)
    assert found == significance(crowd(), draws=50, seed=3)
    assert found.statistics != significance(crowd(), draws=50, seed=4).statistics
    assert found.graphs == {"fin": None, "pur": None}
    assert significance(EX_5_5, seed=1).statistics == significance(EX_5_5, seed=2).statistics


def test_long_walks_go_the_compiled_way(monkeypatch: pytest.MonkeyPatch) -> None:
    """Which changes no byte of the answer."""
    plain = significance(crowd(), draws=20)
    monkeypatch.setattr("dawra.analyses.chance.null_topology._WALKED", 0)
    assert significance(crowd(), draws=20) == plain


def test_nothing_and_one_party() -> None:
    """Without legs in a layer there is one network, p = 1 and a notice; nothing is an error."""
    for legs in ([], [leg("A", "A", 5)], [leg("A", "*", 5), leg("*", "A", 5, layer="fin")]):
        found = significance(legs)
        assert p_of(found) == {"pairs": 1, "overlap": 1, "circulation": 1}
        assert (found.parties, found.legs, found.met) == (0, {"fin": 0, "pur": 0}, ())
        assert {"no-fin", "no-pur"} <= {notice.code for notice in found.notices}
        assert (found.stub_matching is not None and found.stub_matching.z) is None
    (_, overlap, _) = significance(network_of("A>B 5 fin")).statistics
    assert (overlap.p_value.observed, overlap.count) == (0, 1)
    assert overlap.p_value.p == 1


def test_what_is_left_out_is_said() -> None:
    """The outside, legs to oneself, repayments and other layers, with their amounts."""
    legs = [
        *EX_5_5,
        leg("A", "*", 2),
        leg("A", "A", 3),
        leg("O", "N", 4, layer="ret"),
        leg("O", "N", 5, layer="oth"),
        leg("O", "N", 0, low=0, high=None, mark="unknown", deal="d9"),
        leg("O", "N", 1, status="denied"),
    ]
    found = significance(legs)
    notices = {notice.code: (notice.count, notice.amount) for notice in found.notices}
    assert notices == {
        "outside": (1, 2),
        "own-leg": (1, 3),
        "returns": (1, 4),
        "other-layers": (1, 5),
        "unstated-apart": (1, None),
        "off": (1, 1),
    }
    assert [one.deal for one in found.without_amount] == ["d9"]
    assert by_name(found)["pairs"].p_value.p == Fraction(1, 5)


def test_a_leg_without_an_amount_says_who_pays_whom_and_nothing_of_money() -> None:
    """It counts among the pairs; in the statistics of amounts it is neither in the data nor in the null."""
    unsaid = [
        leg("A", "X", 0, high=None, mark="unknown", layer="fin", deal="u1"),
        leg("R", "N", 0, high=None, mark="unknown", deal="u2"),
    ]
    for null in ("topology", "amounts"):
        with_them, without = (by_name(significance(legs, null=null)) for legs in ([*EX_5_5, *unsaid], EX_5_5))
        for name in ("overlap", "circulation"):
            assert with_them[name].p_value == without[name].p_value
            assert with_them[name].count == without[name].count
    found = significance([leg("A", "B", 0, high=None, mark="unknown", layer="fin"), leg("B", "A", 7)])
    assert {name: one.p_value.observed for name, one in by_name(found).items()} == {
        "pairs": 1,
        "overlap": 0,
        "circulation": 0,
    }
    assert (found.legs, found.stated) == ({"fin": 1, "pur": 1}, {"fin": 0, "pur": 1})


def layers_of(legs: list[Leg]) -> tuple[list[Draws], int]:
    """Both layers of a network as the data, and the number of parties."""
    net = network(legs)
    return [Draws.observed(layer_of(net, name)) for name in LAYERS], len(net.parties)


@pytest.mark.parametrize(
    ("text", "most"),
    [
        ("N>O 10 fin, O>M 10, M>P 10 fin, P>N 10", 10),  # EX-3.7: two financiers, one circle
        ("N>O 10 fin, N>W 2 fin, M>O 13 fin, O>R 12, O>M 20, R>N 15, W>N 8", 25),  # EX-3.8
        ("N>O 10 fin, O>X 10, O>Y 10, X>N 10, Y>N 10", 10),  # EX-4.1
        ("A>B 10 fin, B>A 10 fin", 0),
        ("A>B 10 fin, B>C 10", 0),
    ],
)
def test_joint_round_trips_are_a_statistic(text: str, most: int) -> None:
    """J of methods §3 without order in time."""
    assert joint(*layers_of(network_of(text))).tolist() == [most]


@given(networks(largest=9, most=10))
def test_joint_lies_between_the_overlap_and_half_of_the_circulation(legs: list[Leg]) -> None:
    """What comes straight back is a round trip, and a round trip has two legs or more."""
    draws, size = layers_of([one for one in legs if one.layer != "oth"])
    (least,), (found,), (most,) = (statistic(draws, size).tolist() for statistic in (overlap, joint, circulation))
    assert least <= found <= most / 2


def test_joint_is_looked_at_only_where_it_is_asked_for() -> None:
    """It takes a linear program a network; equal draws are alike, whatever the order of their parties."""
    assert "joint" not in by_name(significance(EX_5_5))
    (found,) = significance(EX_5_5, statistics={"joint": STATISTICS["joint"]}).statistics
    assert (found.statistic, found.amounts, found.p_value.exact) == ("joint", True, True)
    few = replace(STATISTICS["joint"], most=1)
    (drawn,) = significance(EX_5_5, statistics={"joint": few}, draws=19).statistics
    assert (drawn.p_value.exact, drawn.p_value.compared) == (False, 19)


def test_joint_beyond_int64() -> None:
    """Whole to nine digits."""
    (found,) = joint(*layers_of([leg("A", "B", 10**25, layer="fin"), leg("B", "A", 10**25 + 7)])).tolist()
    assert found == pytest.approx(10**25, rel=1e-8)


def test_parallel_legs_are_one() -> None:
    """Their amounts are summed, in each layer for itself."""
    found = significance(network_of("A>B 3 fin, A>B 4 fin, B>A 2, B>A 9, A>B 50"))
    assert by_name(found)["overlap"].p_value.observed == 7
    assert [(met.financed, met.paid, met.both, met.deals) for met in found.met] == [
        (7, 11, 7, ("d1", "d2", "d3", "d4"))
    ]
    assert found.legs == {"fin": 1, "pur": 2}


@pytest.mark.parametrize("unit", [10**17, 3 * 10**27])
@pytest.mark.parametrize("null", ["topology", "amounts"])
def test_numbers_beyond_int64_stay_exact(null: str, unit: int) -> None:
    """Scaled amounts have the same p and scaled figures, to the last minor unit."""
    legs = network_of("A>B 3 fin, C>D 1 fin, B>A 3, D>C 2, A>D 4 fin, D>A 4")
    large = [replace(one, low=one.point * unit, point=one.point * unit, high=one.point * unit) for one in legs]
    found, scaled = by_name(significance(legs, null=null)), by_name(significance(large, null=null))
    for name, one in found.items():
        factor = unit if one.amounts else 1
        assert scaled[name].p_value.p == one.p_value.p
        assert scaled[name].p_value.observed == one.p_value.observed * factor
        assert scaled[name].p_value.mean == one.p_value.mean * factor
        assert scaled[name].p_value.quantiles == tuple(value * factor for value in one.p_value.quantiles)


def test_a_window_takes_its_part() -> None:
    """Only what moves inside; a leg outside of it is no leg."""
    legs = [leg("A", "B", 5, layer="fin"), leg("B", "A", 5, start=DAY.replace(year=2030))]
    assert significance(legs).legs == {"fin": 1, "pur": 1}
    assert significance(legs, window=(None, DAY.replace(year=2026))).legs == {"fin": 1, "pur": 0}


@pytest.mark.parametrize(
    ("options", "error", "message"),
    [
        ({"null": "weights"}, UsageError, "unknown null 'weights': one of topology, amounts"),
        ({"draws": 0}, UsageError, "0 draws: at least 1"),
        ({"seed": -1}, UsageError, "seed -1"),
        ({"currency": "XXX"}, InputError, "unknown currency 'XXX'"),
        ({"currency": "EUR"}, InputError, "no exchange rate from USD to EUR"),
        ({"graph": "Z"}, ValueError, "unknown graph 'Z'"),
    ],
)
def test_wrong_questions(options: dict[str, object], error: type[Exception], message: str) -> None:
    """Each is refused with words."""
    with pytest.raises(error, match=message):
        significance(EX_5_5, **options)  # type: ignore[arg-type]


def test_several_currencies_are_refused() -> None:
    """As everywhere."""
    with pytest.raises(InputError, match="name the currency of the result"):
        significance([leg("A", "B", 1), leg("B", "A", 1, currency="EUR", layer="fin")])


def test_a_layer_knows_its_nulls() -> None:
    """An unknown name is no silent no-op."""
    with pytest.raises(ValueError, match="unknown null 'weights'"):
        Null("weights", Layer.of({}), 0, np.random.default_rng(0))
