"""Where dated rates come from: the ECB's table, pegs, a user's own; and where there is none."""

from contextlib import suppress
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from currency_converter import (
    CurrencyConverter,
    RateNotFoundError,
)
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import soak

from dawra.errors import TableError
from dawra.flows.own_rates import DAYS, OwnRates, read_own_rates
from dawra.flows.pegs import Peg, pegs
from dawra.flows.rates import DatedRates, load_rates
from dawra.values import CURRENCIES, PartialDate, Rate

DAY = date(2025, 12, 17)
RATES = load_rates()
LISTED = ("AUD", "CAD", "CHF", "CNY", "EUR", "GBP", "HKD", "INR", "JPY", "KRW", "SEK", "SGD", "USD")
PEGGED = ("AED", "BHD", "JOD", "OMR", "QAR", "SAR", "XAF", "XOF")


def known(base: str, quote: str, day: date = DAY, rates: DatedRates = RATES) -> Rate:
    """A rate that must be there."""
    found = rates.rate(base, quote, day)
    assert found is not None
    assert (found.base, found.quote, found.day) == (base, quote, day)
    return found


def own(tmp_path: Path, *rows: str) -> DatedRates:
    """The package's rates with a user's table."""
    return load_rates(table(tmp_path, *rows))


def table(tmp_path: Path, *rows: str, header: str = "day,base,quote,rate") -> Path:
    """A table of rates."""
    path = tmp_path / "my-rates.csv"
    path.write_text("\n".join([header, *rows, ""]), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("quote", "day", "figure"),
    [
        ("USD", "1999-01-04", "1.1789"),  # the first that was published
        ("USD", "2025-12-17", "1.1722"),
        ("JPY", "2025-12-17", "182.38"),
        ("USD", "2026-10-30", "1.1172"),  # the last in the package
    ],
)
def test_published_figures(quote: str, day: str, figure: str) -> None:
    """As printed, without a float on the way."""
    found = known("EUR", quote, date.fromisoformat(day))
    assert (found.factor, found.source) == (Fraction(figure), f"ECB {day}")
    assert known(quote, "EUR", date.fromisoformat(day)).factor == 1 / Fraction(figure)


def test_every_figure_is_that_of_the_packages_own_converter() -> None:
    """On each day for which it has one, of each currency of today."""
    peer = CurrencyConverter(decimal=True)
    for code in sorted(peer.currencies & CURRENCIES - {"EUR"}):
        first, last = peer.bounds[code]
        for place in range(0, (last - first).days, soak(61, 1)):
            day = first + timedelta(place)
            with suppress(RateNotFoundError):
                factor = Fraction(peer.convert(1, "EUR", code, day))
                found = known("EUR", code, day)
                assert (found.factor, found.source) == (factor, f"ECB {day}")


def test_ten_billion_euros() -> None:
    """Worked by hand: 10,000,000,000.00 × 1.1722."""
    assert known("EUR", "USD").convert(10**12) == 1_172_200_000_000


def test_a_cross_rate_is_the_ratio_of_two_published_ones() -> None:
    """Dollars to yen over the euro, its one source named once."""
    found = known("USD", "JPY")
    assert found.factor == Fraction(Decimal("182.38")) / Fraction(Decimal("1.1722"))
    assert found.source == "ECB 2025-12-17"


@pytest.mark.parametrize(("day", "published"), [("2025-12-20", "2025-12-19"), ("2025-12-26", "2025-12-24")])
def test_no_rate_on_weekends_and_holidays_but_the_last_one(day: str, published: str) -> None:
    """And the source says of which day it is."""
    found = known("EUR", "USD", date.fromisoformat(day))
    assert found.source == f"ECB {published}"
    assert found.factor == known("EUR", "USD", date.fromisoformat(published)).factor


def test_nothing_beyond_the_table() -> None:
    """A week after the last day, no more; nothing before the first."""
    assert known("EUR", "USD", date(2026, 11, 6)).source == "ECB 2026-10-30"
    assert RATES.rate("EUR", "USD", date(2026, 11, 7)) is None
    assert RATES.rate("EUR", "USD", date(1999, 1, 3)) is None
    assert RATES.rate("EUR", "RUB", date(2023, 1, 2)) is None


@pytest.mark.parametrize(
    ("currency", "units"),
    [("SAR", "3.75"), ("AED", "3.6725"), ("QAR", "3.64"), ("BHD", "0.376"), ("OMR", "0.3845"), ("JOD", "0.709")],
)
def test_pegs_to_the_dollar(currency: str, units: str) -> None:
    """Exact both ways, and the source says what is fixed and since when."""
    assert known("USD", currency).factor == Fraction(units)
    assert known(currency, "USD").factor == 1 / Fraction(units)
    assert known(currency, "USD").source.startswith(f"peg {currency} {units} since ")


def test_a_peg_and_the_ecb_are_both_named() -> None:
    """Riyals to euros go over the dollar."""
    found = known("SAR", "EUR")
    assert found.factor == 1 / (Fraction("3.75") * Fraction("1.1722"))
    assert found.source == "peg SAR 3.75 since 1986-06 × ECB 2025-12-17"


def test_a_peg_of_a_coarse_start_holds_only_after_it() -> None:
    """In which days of the month it began is not known."""
    peg = Peg(currency="AED", anchor="USD", units="3.6725", since=PartialDate("1997-11"), until=date(2030, 1, 1))
    assert [peg.holds(day) for day in (date(1997, 11, 30), date(1997, 12, 1))] == [False, True]
    assert [peg.holds(day) for day in (date(2029, 12, 31), date(2030, 1, 1))] == [True, False]
    assert RATES.rate("AED", "USD", date(1997, 11, 30)) is None


def test_each_peg_is_whole() -> None:
    """One for each currency and time, none for what follows a basket, keeps in a band or floats."""
    currencies = [peg.currency for peg in pegs()]
    assert sorted(currencies) == sorted(PEGGED)
    assert not {"KWD", "HKD", "EGP", "MAD", "LBP"} & set(currencies)


@pytest.mark.parametrize("currency", ["KWD", "EGP", "MAD", "IQD", "XXX"])
def test_what_nobody_knows_has_no_rate(currency: str) -> None:
    """Never a guess."""
    assert RATES.rate(currency, "USD", DAY) is None
    assert RATES.rate("USD", currency, DAY) is None


@given(
    st.sampled_from([*LISTED, *PEGGED]),
    st.sampled_from([*LISTED, *PEGGED]),
    st.sampled_from([*LISTED, *PEGGED]),
    st.integers(0, 5000).map(lambda days: date(2012, 1, 2) + timedelta(days)),
)
def test_rates_agree_with_each_other(one: str, two: str, three: str, day: date) -> None:
    """Over a third currency or straight, and back: the same exact factor."""
    straight = known(one, three, day).factor
    assert known(one, two, day).factor * known(two, three, day).factor == straight
    assert known(three, one, day).factor == 1 / straight


def test_a_rate_of_ones_own_fills_in(tmp_path: Path) -> None:
    """Pounds to dollars as the table says, and on to euros over the ECB."""
    rates = own(tmp_path, "2025-12-01,EGP,USD,0.021", "2025-12-15,USD,EGP,47.6")
    assert known("EGP", "USD", date(2025, 12, 1), rates).source == "my-rates.csv line 2, 2025-12-01"
    found = known("EGP", "EUR", DAY, rates)
    assert found.factor == 1 / (Fraction("47.6") * Fraction("1.1722"))
    assert found.source == "my-rates.csv line 3, 2025-12-15 × ECB 2025-12-17"


def test_a_rate_of_ones_own_wins_for_its_pair_while_it_lasts(tmp_path: Path) -> None:
    """A month after its day the package speaks again."""
    rates = own(tmp_path, "2025-12-01,SAR,USD,0.27", "2025-12-01,EUR,USD,1.2")
    assert known("SAR", "USD", DAY, rates).factor == Fraction("0.27")
    assert known("USD", "EUR", DAY, rates).factor == 1 / Fraction("1.2")
    assert known("SAR", "EUR", DAY, rates).factor == Fraction("0.27") / Fraction("1.2")
    last = date(2025, 12, 1) + timedelta(DAYS)
    assert known("SAR", "USD", last, rates).factor == Fraction("0.27")
    assert known("SAR", "USD", last + timedelta(1), rates).factor == 1 / Fraction("3.75")
    assert known("SAR", "USD", date(2025, 11, 30), rates).factor == 1 / Fraction("3.75")


def test_one_floating_currency_in_another(tmp_path: Path) -> None:
    """Two rows of ones own meet in the dollar."""
    rates = own(tmp_path, "2025-12-15,USD,EGP,47.6", "2025-12-15,KWD,USD,3.25")
    assert known("KWD", "EGP", DAY, rates).factor == Fraction("3.25") * Fraction("47.6")


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("2025-12,EGP,USD,0.021", "line 2: column day holds '2025-12'. Write one day, such as 2025-12-17."),
        ("2025-13-01,EGP,USD,0.021", "line 2: column day holds '2025-13-01'."),
        ("9999-12-31,EGP,USD,0.021", "line 2: column day holds '9999-12-31'."),
        (",EGP,USD,0.021", "line 2: column day holds ''."),
        ("2025-12-17,EGPP,USD,0.021", "line 2: column base holds 'EGPP'. Write an ISO 4217 code such as EGP."),
        ("2025-12-17,EGP,usd,0.021", "line 2: column quote holds 'usd'. Write an ISO 4217 code such as USD."),
        ("2025-12-17,EGP,EGP,1", "line 2: column quote holds 'EGP'. Name another currency"),
        ("2025-12-17,EGP,USD,0", "line 2: column rate holds '0'. Write what one unit of the base is worth"),
        ("2025-12-17,EGP,USD,-2", "line 2: column rate holds '-2'."),
        ("2025-12-17,EGP,USD,2e5", "line 2: column rate holds '2e5'."),
        ("2025-12-17,EGP,USD,nan", "line 2: column rate holds 'nan'."),
        ("2025-12-17,EGP,USD,٤٧", "line 2: column rate holds '٤٧'."),
        (f"2025-12-17,EGP,USD,{'9' * 60}", f"holds '{'9' * 40}'… (60 characters)"),
        ("2025-12-17,EGP,USD", "line 2: 3 cells under 4 columns"),
        (
            "2025-12-17,EGP,USD,0.021\n2025-12-17,USD,EGP,47",
            "line 3: a second rate of USD and EGP on 2025-12-17, the first in line 2. Keep one of them.",
        ),
    ],
)
def test_a_table_that_breaks_its_form(tmp_path: Path, row: str, message: str) -> None:
    """Line, column, value and what would help."""
    with pytest.raises(TableError) as refused:
        read_own_rates(table(tmp_path, row))
    assert message in str(refused.value)


def test_columns_are_as_named(tmp_path: Path) -> None:
    """One that is missing or unknown is refused."""
    with pytest.raises(TableError, match="column rate missing"):
        read_own_rates(table(tmp_path, "2025-12-17,EGP,USD", header="day,base,quote"))
    with pytest.raises(TableError, match="unknown column 'note'"):
        read_own_rates(table(tmp_path, "2025-12-17,EGP,USD,1,x", header="day,base,quote,rate,note"))
    with pytest.raises(TableError, match="cannot be read"):
        read_own_rates(tmp_path / "none.csv")


def test_without_pegs_and_rows_only_the_ecb_speaks() -> None:
    """Each source stands alone."""
    bare = DatedRates(OwnRates(by_pair={}), ())
    assert bare.rate("SAR", "USD", DAY) is None
    assert known("GBP", "USD", DAY, bare).source == "ECB 2025-12-17"
