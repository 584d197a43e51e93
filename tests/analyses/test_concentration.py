"""Concentration of suppliers, customers and funders: published figures, exact changes, and promises that hold."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.strategies import DAY, PARTIES, leg, network_of, networks, relabelled, uncertain_networks

from dawra.analyses import Concentration, concentration
from dawra.errors import InputError
from dawra.flows import Leg

BILLION = 10**11  # in cents
NONE, ONE = Fraction(0), Fraction(1)


def commitments() -> list[Leg]:
    """EX-6.1: what one buyer has committed to four suppliers, in billions."""
    sums = {"W": 250 * BILLION, "R": 300 * BILLION, "A": 38 * BILLION, "C": 224 * BILLION // 10}
    return [leg("O", supplier, amount, deal=supplier.lower()) for supplier, amount in sums.items()]


def side(legs: Sequence[Leg], party: str = "O", name: str = "suppliers", *, yearly: bool = True) -> Concentration:
    """One side of one party."""
    (found,) = concentration(legs, party=party, sides=[name], yearly=yearly).parties
    return found


def twin(amounts: Sequence[int]) -> Fraction:
    """H as it is written: the sum of squared shares."""
    total = sum(amounts)
    return sum((Fraction(amount, total) ** 2 for amount in amounts), Fraction(0))


def test_four_commitments() -> None:
    """EX-6.1: index in points, effective number, and what the third adds."""
    found = side(commitments())
    assert found.total == 6104 * BILLION // 10
    assert found.hhi == twin([2500, 3000, 380, 224])
    assert found.effective_number is not None
    assert float(found.hhi * 10_000) == pytest.approx(4145.2138, abs=5e-5)
    assert float(found.effective_number) == pytest.approx(2.41242, abs=5e-6)
    (change,) = (one for one in found.deals if one.deal == "a")
    assert change.before == twin([2500, 3000, 224])
    assert change.change is not None
    assert float(change.before * 10_000) == pytest.approx(4669.7881, abs=5e-5)
    assert float(1 / change.before) == pytest.approx(2.14142, abs=5e-6)
    assert float(change.change * 10_000) == pytest.approx(-524.5743, abs=5e-5)


def test_four_unequal_quarters() -> None:
    """EX-6.2: 30, 30, 20, 20."""
    assert side(network_of("O>A 30, O>B 30, O>C 20, O>D 20")).hhi == Fraction(2600, 10_000)


def test_each_side_has_its_layer_and_direction() -> None:
    """A buyer's suppliers, a vendor's customers, a party's funders; other layers are on no side."""
    found = concentration(network_of("N>O 10 fin, M>O 30 fin, O>R 12, O>W 4, N>R 4, R>N 9 ret, R>N 9 oth"))
    shares = {(one.party, one.side): {s.party: s.amount for s in one.shares} for one in found.parties}
    assert shares == {
        ("N", "suppliers"): {"R": 4},
        ("O", "funders"): {"M": 30, "N": 10},
        ("O", "suppliers"): {"R": 12, "W": 4},
        ("R", "customers"): {"O": 12, "N": 4},
        ("W", "customers"): {"O": 4},
    }
    largest = {(one.party, one.side): one.largest for one in found.parties}
    funder, customer = largest["O", "funders"], largest["R", "customers"]
    assert funder is not None
    assert customer is not None
    assert (funder.party, funder.share, funder.deals) == ("M", Fraction(3, 4), ("d2",))
    assert (customer.party, customer.share, customer.deals) == ("O", Fraction(3, 4), ("d3",))


def test_what_nobody_named_counts_as_one_more_and_ranges_over_all_it_could_be() -> None:
    """Known shares 50 % and 30 %, 20 % unnamed: [sum s², sum s² + u² + 2u max s]."""
    legs = network_of("A>O 50 fin, B>O 30 fin, *>O 20 fin")
    found = side(legs, name="funders")
    s, u = (Fraction(1, 2), Fraction(3, 10)), Fraction(1, 5)
    squares = sum((x * x for x in s), Fraction(0))
    assert found.hhi == squares + u * u
    assert found.ranges["hhi"] == (squares, squares + u * u + 2 * u * max(s))
    assert found.ranges["largest_share"] == (Fraction(1, 2), Fraction(7, 10))
    notices = {one.code: (one.count, one.amount) for one in concentration(legs).notices}
    assert notices == {"unnamed": (1, 20)}


def test_nobody_is_named() -> None:
    """The point counts one party; anything from infinitely many to one is possible, and nobody is the largest."""
    found = side([leg("*", "O", 5)], name="customers")
    assert (found.hhi, found.largest) == (ONE, None)
    assert found.ranges == {"hhi": (NONE, ONE), "effective_number": (ONE, None), "largest_share": (NONE, ONE)}


def test_what_runs_over_a_term_counts_per_year_of_it() -> None:
    """350 over seven years and 50 over one are 50 a year each; 2032 - 2025 are seven years, leap days and all."""
    legs = [
        leg("O", "A", 350, start=date(2025, 11, 3), end=date(2032, 11, 3), deal="long"),
        leg("O", "B", 50, start=date(2025, 1, 1), end=date(2026, 1, 1), deal="short"),
    ]
    found = side(legs)
    assert (found.yearly, found.total, found.hhi) == (True, 100, Fraction(1, 2))
    assert found.ranges["hhi"] == (Fraction(1, 2), Fraction(1, 2))
    whole = side(legs, yearly=False)
    assert (whole.yearly, whole.total, whole.hhi) == (False, 400, twin([350, 50]))


def test_a_leg_without_a_term_counts_whole_is_said_and_may_be_less() -> None:
    """Beside a contract of 10 a year, 30 of unknown length are between none and 30 a year."""
    legs = [
        leg("O", "A", 50, start=DAY, end=DAY.replace(year=2030), deal="long"),
        leg("O", "B", 30, deal="once"),
        leg("O", "B", 10, start=DAY, end=DAY.replace(year=2026), coarse=True, deal="some day that year"),
    ]
    found = side(legs)
    assert (found.yearly, found.total) == (True, 50)
    assert found.without_term == ("once", "some day that year")
    assert found.ranges["hhi"] == (Fraction(1, 2), ONE)
    assert {share.party: share.ceiling for share in found.shares} == {"A": False, "B": True}
    assert {n.code: n.count for n in concentration(legs, party="O").notices} == {"yearly": 1, "without-term": 1}


@pytest.mark.parametrize(("period", "times"), [("year", 1), ("quarter", 4), ("month", 12)])
def test_a_sum_per_period_without_a_term_is_a_rate(period: str, times: int) -> None:
    """It counts once, four or twelve times a year beside a contract of 60 a year, and is no ceiling."""
    legs = [
        leg("O", "A", 300, start=DAY, end=DAY.replace(year=2030), deal="long"),
        leg("O", "B", 5, low=5, high=6, period=period, deal="rate"),
    ]
    found = side(legs)
    assert (found.yearly, found.total, found.without_term) == (True, 60 + 5 * times, ())
    assert {share.party: (share.amount, share.ceiling) for share in found.shares} == {
        "A": (60, False),
        "B": (5 * times, False),
    }
    ends = [twin([60, amount * times]) for amount in (5, 6)]
    assert found.ranges["hhi"] == (min(ends), max(ends))
    assert {n.code for n in concentration(legs, party="O").notices} == {"yearly"}
    whole = concentration(legs, party="O", yearly=False)
    assert whole.parties[0].total == 305
    assert [(n.code, n.amount) for n in whole.notices] == [("one-period", 5)]


def test_a_rate_alone_is_of_a_year() -> None:
    """Also where nothing else has a term."""
    found = side([leg("O", "A", 5, period="quarter"), leg("O", "B", 15, period="month")])
    assert (found.yearly, found.total, found.hhi) == (True, 200, twin([20, 180]))


def test_what_hangs_on_a_condition_is_said() -> None:
    """As circles says it; once it has come about it is not."""
    fields = {"conditions": ("milestones",)}
    legs = [leg("O", "A", 5, status="signed", **fields), leg("O", "B", 5, status="completed", **fields)]
    assert [(n.code, n.count, n.amount) for n in concentration(legs).notices] == [("open-condition", 1, 5)]


def test_without_any_term_whole_amounts_are_compared_and_nothing_is_said() -> None:
    """They are alike as they stand."""
    found = concentration(commitments())
    assert not any(one.yearly or one.without_term for one in found.parties)
    assert found.notices == ()


def test_a_term_below_a_year_makes_no_more_of_it() -> None:
    """In no year is more paid than all."""
    legs = [
        leg("O", "A", 40, start=DAY, end=date(2025, 4, 1)),
        leg("O", "B", 80, start=DAY, end=date(2027, 1, 1)),
    ]
    assert side(legs).total == 80


def test_in_a_window_what_moves_in_it_is_compared() -> None:
    """Half of the term lies in it; a leg without a date is left out and said."""
    legs = [
        leg("O", "A", 100, start=date(2025, 1, 1), end=date(2025, 1, 11)),
        leg("O", "B", 50),
        leg("O", "C", 7, start=None),
    ]
    found = concentration(legs, party="O", window=(None, date(2025, 1, 6)))
    (one,) = found.parties
    assert (one.yearly, one.total, one.hhi) == (False, 100, Fraction(1, 2))
    assert [(n.code, n.count, n.amount) for n in found.notices] == [("undated-left-out", 1, 7)]


def test_a_leg_without_an_amount_counts_nothing_and_may_be_all() -> None:
    """0 in the point value, without limit in the range, and listed."""
    legs = [leg("O", "A", 6), leg("O", "B", 2), leg("O", "C", 0, high=None, mark="unknown", deal="bare")]
    found = concentration(legs, party="O")
    (one,) = found.parties
    assert (one.hhi, one.ranges["hhi"][1], one.ranges["largest_share"][1]) == (twin([6, 2]), ONE, ONE)
    assert [leg.deal for leg in found.without_amount] == ["bare"]
    assert [(n.code, n.count) for n in found.notices] == [("amount-unknown", 1)]


def test_only_unknown_amounts_have_no_index() -> None:
    """Nothing is known to share; the range is all that two parties could have."""
    one = side([leg("O", x, 0, high=None, mark="unknown", deal=x) for x in "AB"])
    assert (one.hhi, one.effective_number, one.largest) == (None, None, None)
    assert one.ranges["hhi"] == (NONE, ONE)
    assert {(c.before, c.after, c.change) for c in one.deals} == {(None, None, None)}


def test_the_first_deal_of_a_side_changes_from_nothing() -> None:
    """There is no index before it."""
    (change,) = side([leg("O", "A", 5, deal="d")]).deals
    assert (change.before, change.after, change.change) == (None, ONE, None)


def test_a_round_shared_by_several_is_no_more_than_the_round() -> None:
    """Alone its bounds are tight; beside a floor, each leg alone gives bounds that hold and are said to be loose."""
    each = [leg(x, "O", 5, layer="fin", low=0, high=10, total=10, deal="round") for x in "AB"]
    alone = side(each, name="funders")
    assert (alone.ranges["hhi"], alone.loose) == ((Fraction(1, 2), ONE), ())
    floor = [*each, leg("C", "O", 20, layer="fin", deal="own")]
    found = side(floor, name="funders")
    assert found.ranges["hhi"][1] == twin([20, 0])
    assert found.loose == ("hhi", "effective_number", "largest_share")
    # The least over what is possible, 5 + 5 + 20, is above the bound of 10 + 10 + 20.
    assert found.ranges["hhi"][0] == twin([10, 10, 20]) < twin([5, 5, 20])


def test_own_legs_and_other_money_are_left_out_and_said() -> None:
    """A party is no supplier of its own; credits in kind are no cash."""
    legs = [leg("O", "O", 5), leg("O", "A", 3, money="in_kind"), leg("O", "A", 2)]
    found = concentration(legs)
    assert {(one.party, one.side, one.total) for one in found.parties} == {("O", "suppliers", 2), ("A", "customers", 2)}
    assert [(n.code, n.count, n.amount) for n in found.notices] == [("other-money", 1, 3), ("own-leg", 1, 5)]


def test_doubtful_amounts_and_denied_deals_are_said() -> None:
    """As beside every figure."""
    legs = [
        leg("O", "A", 9, low=0, mark="ceiling"),
        leg("O", "B", 9, high=None, mark="floor"),
        leg("O", "C", 1, status="denied"),
    ]
    assert [(n.code, n.count) for n in concentration(legs).notices] == [
        ("amount-ceiling", 1),
        ("amount-floor", 1),
        ("off", 1),
    ]


def test_nothing_and_nobody() -> None:
    """No legs: no sides, no error, unless a party was asked for."""
    found = concentration([])
    assert (found.parties, found.currency, found.notices) == ((), None, ())
    with pytest.raises(InputError, match="no leg of 'X' with suppliers, customers, funders among the legs"):
        concentration(commitments(), party="X")


def test_unknown_currencies_and_sides() -> None:
    """Each is named."""
    with pytest.raises(InputError, match="name the currency of the result"):
        concentration([leg("O", "A", 1), leg("O", "B", 1, currency="EUR")])
    with pytest.raises(InputError, match="unknown currency 'XXX'"):
        concentration(commitments(), currency="XXX")
    with pytest.raises(ValueError, match="unknown side lenders: one of suppliers, customers, funders"):
        concentration(commitments(), sides=["lenders"])


@pytest.mark.parametrize("unit", [1, 10**17, 3 * 10**30 + 7])
def test_numbers_of_any_size_stay_exact(unit: int) -> None:
    """Shares are fractions of Python integers."""
    legs = [
        replace(one, low=one.point * unit, point=one.point * unit, high=one.point * unit)
        for one in network_of("O>A 2500, O>B 3000, O>C 380, O>D 224")
    ]
    assert side(legs).hhi == twin([2500, 3000, 380, 224])


@given(networks())
def test_the_index_is_the_sum_of_squared_shares_from_1_over_n_to_1(legs: list[Leg]) -> None:
    """The twin, for every side of everyone; shares add up to one, the largest first."""
    for one in concentration(legs).parties:
        amounts = [share.amount for share in one.shares]
        assert sum(amounts) == one.total
        assert amounts == sorted(amounts, reverse=True)
        if one.hhi is None:
            assert not one.total
            continue
        assert one.hhi == twin(amounts)
        assert Fraction(1, len(amounts)) <= one.hhi <= 1
        assert sum(share.share for share in one.shares) == 1
        assert one.ranges["hhi"] == (one.hhi, one.hhi)
        assert one.largest is not None
        assert one.ranges["largest_share"] == (one.largest.share, one.largest.share)


@given(networks())
def test_a_deal_changes_it_as_leaving_the_deal_out_does(legs: list[Leg]) -> None:
    """The twin computes everything again; the formula (T²H + 2dx + d²) / (T + d)² leads back."""
    for one in concentration(legs).parties:
        for deal in one.deals:
            rest = [other for other in legs if other.deal != deal.deal]
            without = {(c.party, c.side): c for c in concentration(rest).parties}.get((one.party, one.side))
            assert deal.before == (without.hhi if without else None)
            assert deal.after == one.hhi
            (share,) = (s for s in one.shares if deal.deal in s.deals)
            d = sum(x.point for x in legs if x.deal == deal.deal)
            if without and without.hhi is not None:
                x, total = share.amount - d, without.total
                assert deal.after == (total**2 * without.hhi + 2 * d * x + d * d) / (total + d) ** 2
                assert deal.after is not None
                assert deal.change == deal.after - without.hhi


@given(networks())
def test_merging_two_on_a_side_adds_2ab(legs: list[Leg]) -> None:
    """Shares a and b become one."""
    legs = [one for one in legs if "F" not in {one.from_party, one.to_party}]
    for one in concentration(legs, sides=["suppliers"]).parties:
        if one.hhi is None or len(one.shares) < 2:
            continue
        a, b = one.shares[:2]
        merged = [replace(x, to_party="F") if x.to_party in {a.party, b.party} else x for x in legs]
        assert side(merged, one.party).hhi == one.hhi + 2 * a.share * b.share


@given(networks(), st.permutations(PARTIES), st.integers(2, 10**20))
def test_names_order_and_scale_change_nothing(legs: list[Leg], names: list[str], factor: int) -> None:
    """Relabelling, row order, and another unit of money."""
    new = dict(zip(PARTIES, names, strict=True))
    scaled = [
        replace(x, low=factor * x.point, point=factor * x.point, high=factor * x.point)
        for x in reversed(relabelled(legs, names))
    ]
    before = {(new[one.party], one.side): (one.hhi, one.ranges) for one in concentration(legs).parties}
    after = {(one.party, one.side): (one.hhi, one.ranges) for one in concentration(scaled).parties}
    assert before == after


@given(networks(), st.integers(0, 12))
def test_splitting_a_leg_changes_nothing(legs: list[Leg], cut: int) -> None:
    """Parallel legs are summed first."""
    split = []
    for x in legs:
        first = min(cut, x.point)
        split += [replace(x, low=part, point=part, high=part) for part in (first, x.point - first)]
    before = {(one.party, one.side): (one.hhi, one.deals) for one in concentration(legs).parties if one.total}
    assert {(one.party, one.side): (one.hhi, one.deals) for one in concentration(split).parties if one.total} == before


@given(uncertain_networks(), st.data())
def test_ranges_hold_for_every_sample(legs: list[Leg], data: st.DataObject) -> None:
    """Amounts drawn from what the deals allow give figures inside, the point among them."""
    ends = {(one.party, one.side): one.ranges for one in concentration(legs).parties}
    drawn = []
    for x in legs:
        amount = data.draw(st.integers(x.low, x.low + 40 if x.high is None else x.high))
        drawn.append(replace(x, low=amount, point=amount, high=amount, mark=""))
    for sample in (legs, drawn):
        for one in concentration(sample).parties:
            if one.hhi is None or (one.party, one.side) not in ends:
                continue
            assert one.largest is not None
            assert one.effective_number is not None
            figures = {
                "hhi": one.hhi,
                "effective_number": one.effective_number,
                "largest_share": one.largest.share,
            }
            for name, value in figures.items():
                low, high = ends[one.party, one.side][name]
                assert low <= value
                assert high is None or value <= high


@given(st.lists(st.integers(0, 9), min_size=1, max_size=5), st.integers(0, 9), st.data())
def test_the_unnamed_may_be_anyone(known: list[int], unnamed: int, data: st.DataObject) -> None:
    """However the remainder is dealt out to known and new parties, the index stays in its range."""
    assume(sum(known) + unnamed)
    names = "ABCDE"[: len(known)]
    legs = [leg("O", name, amount) for name, amount in zip(names, known, strict=True)]
    low, high = side([*legs, leg("O", "*", unnamed)] if unnamed else legs).ranges["hhi"]
    dealt = list(legs)
    while unnamed:
        part = data.draw(st.integers(1, unnamed))
        dealt.append(leg("O", data.draw(st.sampled_from([*names, "X", "Y", "Z"])), part))
        unnamed -= part
    found = side(dealt).hhi
    assert found is not None
    assert high is not None
    assert low <= found <= high
