"""What goes round on average when deals may or may not come about: EX-2.7, T2.6, and every outcome one by one."""

from collections import defaultdict
from fractions import Fraction
from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.strategies import PARTIES, amounts, leg, networks

from dawra.analyses import circles
from dawra.analyses.circulation import arcs_of, heaviest
from dawra.analyses.netting.draws import Expected, expected
from dawra.flows import Leg, network
from dawra.values import STATUSES, StatusProbabilities

HALF = StatusProbabilities.of_table({"signed": 0.5})
PI = StatusProbabilities()


def expect(legs: list[Leg], probabilities: StatusProbabilities = PI, **options: int) -> Expected:
    """The means of a list of legs."""
    return expected(network(legs), probabilities, **options)


def gross(legs: list[Leg]) -> int:
    """All that moves between parties."""
    return sum(amounts(legs).values())


def every_outcome(legs: list[Leg], pi: StatusProbabilities) -> tuple[Fraction, Fraction, Fraction]:
    """The twin: all levels of all deals by the definition, each solved by itself, in fractions."""
    deals: dict[str, list[Leg]] = defaultdict(list)
    for number, one in enumerate(legs):
        deals[one.deal or f"alone {number}"].append(one)
    levels = []
    for rows in deals.values():
        steps = sorted({pi.of(one.status) for one in rows} | {Fraction(0), Fraction(1)})
        # A uniform draw between two steps brings the legs whose probability is no smaller than the upper one.
        levels.append(
            [(high - low, [one for one in rows if pi.of(one.status) >= high]) for low, high in pairwise(steps)]
        )
    means = [Fraction(0)] * 3
    for chosen in product(*levels):
        chance, there = Fraction(1), list[Leg]()
        for share, rows in chosen:
            chance, there = chance * share, there + rows
        total, round_ = gross(there), int(heaviest(arcs_of(network(there))).sum())
        for place, value in enumerate((total, round_, Fraction(round_, total) if total else 0)):
            means[place] += chance * value
    return means[0], means[1], means[2]


def uncertain_deals(most: int = 5) -> st.SearchStrategy[list[Leg]]:
    """Few legs of any status; some share a deal, also with another status, and some name none."""
    return st.tuples(
        networks(most=most, parties="ABCD"),
        st.lists(
            st.tuples(st.sampled_from(STATUSES), st.sampled_from(["", "x", "y", "own"])), min_size=20, max_size=20
        ),
    ).map(
        lambda drawn: [
            leg(one.from_party, one.to_party, one.point, status=status, deal=one.deal if deal == "own" else deal)
            for one, (status, deal) in zip(drawn[0], drawn[1], strict=False)
        ]
    )


def test_two_deals_apart() -> None:
    """EX-2.7: independent, each with probability one half: 5 on average, where the mean amounts would say 10."""
    apart = [leg("A", "B", 10, deal="a", status="signed"), leg("B", "A", 10, deal="b", status="signed")]
    found = expect(apart, HALF)
    assert (found.gross, found.circulation, found.method, found.uncertain) == (10, 5, "exact", 2)
    assert found.ratio == pytest.approx(1 / 4, rel=1e-12)
    assert found.quantiles == {0.05: 0, 0.5: 0, 0.95: 20}
    assert circles([leg("A", "B", 5), leg("B", "A", 5)]).circulation == 10


def test_two_legs_of_one_deal() -> None:
    """EX-2.7: together 10, since the draw is that of the deal."""
    together = [leg("A", "B", 10, deal="a", status="signed"), leg("B", "A", 10, deal="a", status="signed")]
    found = expect(together, HALF)
    assert (found.gross, found.circulation, found.uncertain) == (10, 10, 1)
    assert found.ratio == pytest.approx(1 / 2, rel=1e-12)


def test_unequal_probabilities() -> None:
    """EX-2.7: 0.8 and 0.5 give 8, the mean amounts 10."""
    pi = StatusProbabilities.of_table({"announced": 0.8, "planned": 0.5})
    found = expect([leg("A", "B", 10, deal="a", status="announced"), leg("B", "A", 10, deal="b", status="planned")], pi)
    assert found.circulation == pytest.approx(8, rel=1e-15)
    assert circles([leg("A", "B", 8), leg("B", "A", 5)]).circulation == 10


def test_what_is_certain_needs_no_draw() -> None:
    """Completed deals count in full, terminated ones not at all."""
    found = expect([leg("A", "B", 4), leg("B", "A", 7), leg("B", "A", 9, status="terminated")])
    assert (found.gross, found.circulation, found.uncertain, found.draws) == (11, 8, 0, 1)
    assert found.ratio == pytest.approx(8 / 11, rel=1e-12)
    assert expect([]) == Expected(
        gross=0,
        circulation=0,
        ratio=0,
        method="exact",
        draws=1,
        uncertain=0,
        standard_error={"circulation": 0, "ratio": 0},
        quantiles={0.05: 0, 0.5: 0, 0.95: 0},
    )


@given(uncertain_deals())
def test_every_outcome_one_by_one(legs: list[Leg]) -> None:
    """The exact means agree with the definition."""
    found = expect(legs)
    all_, round_, ratio = every_outcome(legs, PI)
    assert found.method == "exact"
    assert found.gross == pytest.approx(float(all_), rel=1e-12)
    assert found.circulation == pytest.approx(float(round_), rel=1e-9, abs=1e-12)
    assert found.ratio == pytest.approx(float(ratio), rel=1e-9, abs=1e-12)


@given(networks(most=10), st.lists(st.sampled_from(STATUSES), min_size=10, max_size=10))
def test_mean_amounts_overstate(legs: list[Leg], statuses: list[str]) -> None:
    """T2.6: E[C(A)] <= C(E[A]), here in hundredths."""
    drawn = [
        leg(o.from_party, o.to_party, o.point, deal=o.deal, status=s) for o, s in zip(legs, statuses, strict=False)
    ]
    means = [leg(o.from_party, o.to_party, int(o.point * 100 * PI.of(o.status))) for o in drawn]
    found = expect(drawn).circulation
    assert found is not None
    assert found <= circles(means).circulation / 100 + 1e-9


@given(uncertain_deals(most=8), st.permutations(PARTIES), st.randoms())
def test_names_and_order_change_nothing(legs: list[Leg], names: list[str], random: object) -> None:
    """Relabelled and shuffled, also where outcomes are drawn: the order of deals is their own."""
    new = {"*": "*", **dict(zip(PARTIES, names, strict=True))}
    other = [leg(new[o.from_party], new[o.to_party], o.point, deal=o.deal, status=o.status) for o in legs]
    random.shuffle(other)  # type: ignore[attr-defined] # hypothesis' own Random
    found, again = expect(legs), expect(other)
    assert again.circulation == pytest.approx(found.circulation, rel=1e-12, abs=1e-12)
    assert again.ratio == pytest.approx(found.ratio, rel=1e-9, abs=1e-12)
    assert again.quantiles == found.quantiles


def test_a_deal_at_two_statuses_has_one_draw() -> None:
    """The part that is signed is there whenever the part in talks is: 0.95 and 0.4 of 10 each way."""
    legs = [leg("A", "B", 10, deal="x", status="signed"), leg("B", "A", 10, deal="x", status="in_talks")]
    assert expect(legs).circulation == pytest.approx(0.4 * 20, rel=1e-12)


def many(deals: int) -> list[Leg]:
    """Deals of all sizes back and forth between five parties, so that hardly two outcomes are alike."""
    return [
        leg(PARTIES[n % 5], PARTIES[(n + 1 + n // 5 % 4) % 5], 2**n % 1009 + 1, deal=f"d{n:03d}", status="planned")
        for n in range(deals)
    ]


def test_sampled_means_are_near_the_exact_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    """Within four standard errors, the same for one seed, another for another."""
    legs = many(12)
    exact = expect(legs)
    monkeypatch.setattr("dawra.analyses.netting.draws.FEW", 0)
    monkeypatch.setattr("dawra.analyses.netting.draws.outcomes", lambda *_, **__: None)
    sampled, again, other = expect(legs), expect(legs), expect(legs, seed=2)
    assert (exact.method, sampled.method, sampled.draws) == ("exact", "sampled", 10_000)
    assert sampled == again != other
    assert sampled.gross == exact.gross
    for name in ("circulation", "ratio"):
        assert sampled.standard_error is not None
        error = sampled.standard_error[name]
        assert 0 < error < 0.02 * getattr(exact, name)
        assert abs(getattr(sampled, name) - getattr(exact, name)) < 4 * error


def test_twenty_deals_on_circles_are_exact() -> None:
    """As promised; deals on one pair count by their sum, so that a million outcomes are few."""
    legs = [
        leg(PARTIES[n % 4], PARTIES[(n + 1) % 4], 1 + n % 3, deal=f"d{n}", status=STATUSES[n % 5]) for n in range(20)
    ]
    found = expect([one for one in legs if one.status != "completed"])
    assert (found.method, found.standard_error) == ("exact", {"circulation": 0, "ratio": 0})


def test_where_far_more_deals_matter_it_says_how_far_off_it_may_be() -> None:
    """Sixty deals of all sizes: drawn, with an error."""
    large = expect(many(60), draws=400)
    assert (large.method, large.draws, large.uncertain) == ("sampled", 400, 60)
    assert large.standard_error is not None
    assert large.standard_error["circulation"] > 0


def test_deals_on_no_circle_do_not_count_against_exactness() -> None:
    """Three hundred payments that lead nowhere change the ratio, by one integral, and not the circulation."""
    aside = [leg("Z", f"p{n}", 3, deal=f"z{n}", status="planned") for n in range(300)]
    found = expect([leg("A", "B", 100, deal="a", status="signed"), leg("B", "A", 100), *aside])
    assert (found.method, found.uncertain) == ("exact", 301)
    assert found.circulation == pytest.approx(0.95 * 200, rel=1e-12)
    # 3 * Binomial(300, 1/2) on top of 200: the mean of 1/G by its own sum.
    chance = [Fraction(1, 2**300)]
    for n in range(300):
        chance.append(chance[-1] * (300 - n) / (n + 1))
    ratio = Fraction(95, 100) * sum(p * Fraction(200, 200 + 3 * n) for n, p in enumerate(chance))
    assert found.ratio == pytest.approx(float(ratio), rel=1e-12)


def test_beyond_int64() -> None:
    """Amounts whose sums pass 2^63 keep their means."""
    unit = 10**25
    found = expect([leg("A", "B", 10 * unit, deal="a", status="signed"), leg("B", "A", 7 * unit)])
    assert found.circulation == pytest.approx(0.95 * 14 * unit)
    assert found.ratio == pytest.approx(0.95 * 14 / 17)


def test_a_network_too_large_to_draw_leaves_the_means_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fewer draws than say anything are not made; the mean gross is linear, hence still there."""
    monkeypatch.setattr("dawra.analyses.netting.draws._WORK", 10_000)
    found = expect(many(30))
    assert found.gross == pytest.approx(sum(one.point for one in many(30)) / 2)
    assert (found.circulation, found.ratio, found.draws) == (None, None, 0)
    assert (found.standard_error, found.quantiles) == (None, None)


def test_a_long_ring_of_uncertain_deals_is_exact() -> None:
    """Forty deals in a row: it goes round if all come about, and forty-one sets of outcomes say so."""
    ring = [leg(f"p{n}", f"p{(n + 1) % 40}", 10, deal=f"d{n}", status="signed") for n in range(40)]
    found = expect(ring)
    assert (found.method, found.draws) == ("exact", 41)
    assert found.circulation == pytest.approx(400 * 0.95**40, rel=1e-12)
