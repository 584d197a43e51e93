"""Sums as the press writes them, in both languages."""

import pytest

from dawra.claims.lay_out import lay_out
from dawra.claims.numbers import parse_figures
from dawra.claims.read_amounts import Amounts, read_amounts
from dawra.documents import Document
from dawra.documents.detect_language import detect_language

BN = 10**9


def amounts_in(text: str) -> Amounts:
    """All quantities of a line."""
    return read_amounts(lay_out(Document(text=text, language=detect_language(text))))


@pytest.mark.parametrize(
    ("text", "units", "currency"),
    [
        ("It paid $10 billion.", 10 * BN, "USD"),
        ("It paid US$1.5bn.", 1.5 * BN, "USD"),
        ("It paid $2B.", 2 * BN, "USD"),
        ("It paid 300 million euros.", 0.3 * BN, "EUR"),
        ("It paid €2.15bn.", 2.15 * BN, "EUR"),
        ("It paid C$1.2 billion.", 1.2 * BN, "CAD"),
        ("It paid Rs 5,000 crore.", 50 * BN, "INR"),
        ("It paid SR1 billion.", BN, "SAR"),
        ("It paid two billion euros.", 2 * BN, "EUR"),
        ("It paid twenty-five million dollars.", 0.025 * BN, "USD"),
        ("It paid half a trillion dollars.", 500 * BN, "USD"),
        ("دفعت 10 مليارات دولار.", 10 * BN, "USD"),
        ("دفعت ملياري دولار.", 2 * BN, "USD"),
        ("دفعت ١٠٫٥ مليون دولار.", 0.0105 * BN, "USD"),
        ("دفعت نصف تريليون دولار.", 500 * BN, "USD"),
        ("دفعت مليار دولار.", BN, "USD"),
        ("دفعت مليار ونصف المليار دولار.", 1.5 * BN, "USD"),
        ("دفعت مليار و200 مليون دولار.", 1.2 * BN, "USD"),
        ("دفعت ثلاثة وعشرين مليون دولار.", 0.023 * BN, "USD"),
        ("دفعت خمسمئة مليون دولار.", 0.5 * BN, "USD"),
        ("دفعت بـ3 مليارات دولار.", 3 * BN, "USD"),
        ("دفعت 5 مليارات ريال سعودي.", 5 * BN, "SAR"),
        ("دفعت 5 مليارات ريال قطري.", 5 * BN, "QAR"),
        ("دفعت 180 مليون أورو.", 0.18 * BN, "EUR"),
        ("دفعت 2,5 مليار دولار.", 2.5 * BN, "USD"),
    ],
)
def test_a_sum_is_read_at_its_value(text: str, units: float, currency: str) -> None:
    """Figures, words, duals, scales and currencies of both scripts give the same exact number."""
    (money,) = amounts_in(text).money
    assert (money.amount.to_json()["high"], money.amount.currency) == (units, currency)


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("about $5 billion", "about"),
        ("nearly $5 billion", "about"),
        ("up to $5 billion", "up_to"),
        ("as much as $5 billion", "up_to"),
        ("at least $5 billion", "at_least"),
        ("more than $5 billion", "more_than"),
        ("less than $5 billion", "less_than"),
        ("between $5 billion and $7 billion", "range"),
        ("$5-7 billion", "range"),
        ("نحو 5 مليارات دولار", "about"),
        ("ما يقارب 5 مليارات دولار", "about"),
        ("ما يصل إلى 5 مليارات دولار", "up_to"),
        ("ما لا يقل عن 5 مليارات دولار", "at_least"),
        ("أكثر من 5 مليارات دولار", "more_than"),
        ("ما يزيد على 5 مليارات دولار", "more_than"),
        ("أقل من 5 مليارات دولار", "less_than"),
        ("تتراوح بين 5 و7 مليارات دولار", "range"),
        ("5 مليارات دولار على الأقل", "at_least"),
    ],
)
def test_the_words_beside_a_sum_qualify_it(text: str, qualifier: str) -> None:
    """Every qualifier is known in both languages."""
    (money,) = amounts_in(text).money
    assert money.amount.qualifier == qualifier


def test_what_stands_in_brackets_is_the_same_sum() -> None:
    """A conversion is no second amount."""
    first, second = amounts_in("at 2.15 billion euros ($2.3 billion)").money
    assert (first.converted, second.converted) == (False, True)


def test_a_bare_riyal_takes_the_country_of_the_text() -> None:
    """Where no adjective stands by, the country that the text speaks of decides."""
    (money,) = amounts_in("في الدوحة أعلنت قطر صفقة بقيمة 3 مليارات ريال").money
    assert money.amount.currency == "QAR"


def test_a_bare_dinar_without_a_country_is_no_amount() -> None:
    """Nothing is guessed."""
    assert not amounts_in("صفقة بقيمة 3 مليارات دينار").money


@pytest.mark.parametrize("text", ["عشرات المليارات من الدولارات", "مليارات الدولارات", "مئات الملايين"])
def test_vague_counts_are_no_amounts(text: str) -> None:
    """Tens of billions is not a number."""
    assert not amounts_in(text).money


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("10 gigawatts", "GW", 10),
        ("six gigawatts", "GW", 6),
        ("500 MW", "MW", 500),
        ("160 million shares", "shares", 160_000_000),
        ("over seven years", "year", 7),
        ("27 percent", "percent", 27),
        ("10 غيغاواط", "GW", 10),
        ("خلال سبع سنوات", "year", 7),
        ("٢٧ في المئة", "percent", 27),
        ("1.5%", "percent", 1.5),
    ],
)
def test_quantities_carry_their_unit(text: str, unit: str, value: float) -> None:
    """Capacities, terms, shares and percentages."""
    (quantity,) = amounts_in(text).quantities
    assert (quantity.unit, float(quantity.value)) == (unit, value)


@pytest.mark.parametrize("text", ["10.5.3", "1" * 40, "1e999999", "1,2,3"])
def test_figures_that_make_no_number_are_none(text: str) -> None:
    """Nasty figures neither hang nor become infinite."""
    assert parse_figures(text) is None


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("at a valuation of $500 billion", "valuation"),
        ("reported revenue of $13 billion", "revenue"),
        ("تقييم الشركة 500 مليار دولار", "valuation"),
        ("إيرادات بقيمة 13 مليار دولار", "revenue"),
    ],
)
def test_the_word_beside_a_sum_says_what_it_is(text: str, cue: str) -> None:
    """A valuation or a revenue is not the sum of a deal."""
    (money,) = amounts_in(text).money
    assert money.cue == cue
