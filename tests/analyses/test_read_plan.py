"""A user's own plan in TOML."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from tests.plans import EX_8_3, QUARTERS, START, movement, plan

from dawra.analyses import GivenPlan, read_plan, runway
from dawra.errors import TableError
from dawra.flows import Opening

Read = Callable[[str], GivenPlan]
USD = 'currency = "USD"\n'
LINE = f'{USD}[[draw]]\namount = 5\ndate = "2026-Q3"\n'


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """The plan that a file says."""

    def of(text: str) -> GivenPlan:
        path = tmp_path / "plan.toml"
        path.write_text(text, encoding="utf-8")
        return read_plan(path)

    return of


def test_a_whole_plan(read: Read) -> None:
    """Every key, in currency units."""
    found = read(
        'currency = "USD"\nstart = 2026-01-01\nuntil = "2027-01-01"\nopening = { low = 1.5, high = "unbounded" }\n'
        "correlation = 0.25\ncarry_revenue = true\nledger = false\n"
        '[[inflow]]\nlabel = "Sales"\namount = 12.34\ndate = 2026\n'
        '[[obligation]]\nlow = 1\nhigh = "unbounded"\ndate = 2026-05-06\n'
        '[[draw]]\nhigh = 3\nstart = 2026-02-01\nend = "2026-03-01"\nprobability = 0.1\ndeal = "d"\n'
    )
    assert (found.currency, found.start, found.end) == ("USD", date(2026, 1, 1), date(2027, 1, 1))
    assert (found.opening, found.correlation) == (Opening(low=150, high=None), Fraction(1, 4))
    assert (found.carry, found.ledger) == (True, False)
    sales, owed, draw = (line.movement for line in found.lines)
    assert sales == movement("inflow", 1234, end=date(2027, 1, 1), label="Sales", origin="plan")
    assert (owed.low, owed.point, owed.high, owed.start, owed.end) == (100, 100, None, date(2026, 5, 6), None)
    assert (draw.low, draw.point, draw.high, draw.probability) == (0, 150, 300, Fraction(1, 10))
    assert (draw.start, draw.end, draw.deal) == (date(2026, 2, 1), date(2026, 3, 1), "d")


@pytest.mark.parametrize("text", ['"2026-Q3"', '"2026-07"', '"2026-H2"', "2026", '"2026"', "2026-07-01"])
def test_dates_are_as_coarse_as_written(read: Read, text: str) -> None:
    """A day is a step, all else is spread over what it names."""
    (line,) = read(f"{USD}[[draw]]\namount = 5\ndate = {text}\n").lines
    assert line.movement.start in {date(2026, 7, 1), date(2026, 1, 1)}
    assert (line.movement.end is None) == ("-01" in text)


def test_a_line_comes_about_with_the_deal_that_it_names(read: Read) -> None:
    """The conditional obligation is drawn with its funding, and has its probability unless it names its own."""
    given = read(f'{USD}[[obligation]]\namount = 0.9\ndate = 2026-12-01\ndeal = "second"\n')
    joined = given.joined(EX_8_3)
    assert joined.movements[-1].probability == Fraction(1, 2)
    assert runway(joined).distribution.cases == 4
    certain = read(f'{USD}[[obligation]]\namount = 1\ndate = 2026-12-01\ndeal = "other"\n').joined(EX_8_3)
    assert certain.movements[-1].probability == 1


def test_a_plan_joins_what_the_ledger_tells(read: Read) -> None:
    """Its opening counts; its lines are assumptions; those on no day of the plan are counted and left out."""
    given = read(
        f'{USD}opening = 3\ncorrelation = 0.5\n[[inflow]]\namount = 1\ndate = 2026-02-01\nlabel = "Sale"\n'
        "[[draw]]\namount = 7\ndate = 2031-01-01\n"
    )
    joined = given.joined(plan(movement("obligation", 900, QUARTERS[1])))
    assert (joined.opening, joined.correlation) == (Opening(low=300, high=300), Fraction(1, 2))
    assert [one.code for one in joined.assumptions] == ["plan-opening", "plan-correlation", "plan-inflow", "plan-draw"]
    assert [(one.code, one.count, one.amount) for one in joined.notices] == [("plan-outside", 1, 700)]
    assert runway(joined).gap == 500


def test_a_plan_in_another_currency_does_not_join(read: Read) -> None:
    """Nothing is added across currencies."""
    with pytest.raises(ValueError, match="does not join"):
        read('currency = "EUR"\n').joined(plan())


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "currency is missing. Write the ISO 4217 code"),
        ('currency = "dollars"\n', "currency is 'dollars'"),
        (f"{USD}opning = 5\n", "unknown key 'opning'. Did you mean 'opening'?"),
        (f"{USD}zzz = 5\n", "unknown key 'zzz'. Known: currency"),
        (f"{USD}opening = {{ lo = 5 }}\n", "opening: unknown key 'lo'. Did you mean 'low'?"),
        (f"{USD}opening = {{ low = 5, high = 4 }}\n", "high is '4'. It is the most"),
        (f"{USD}opening = -1\n", "opening is '-1'. Amounts are not negative"),
        (f'{USD}opening = "20"\n', "opening is '20'. Write a plain number."),
        (f"{USD}opening = 1e30\n", "No amount of money is above 10^18"),
        (f"{USD}opening = inf\n", "Write a plain number."),
        (f"{USD}start = 2026-03-01\nuntil = 2026-02-01\n", "until is '2026-02-01'. It is the first day after"),
        (f'{USD}start = "2026-Q1"\n', "start is '2026-Q1'. Write one day"),
        (f"{USD}correlation = 2\n", "correlation is '2'. Write a number from 0"),
        (f"{USD}carry_revenue = 1\n", "Write true or false."),
        (f"{USD}draw = 5\n", "Write [[draw]] and its keys below it."),
        (f"{USD}[[draw]]\namount = 5\nlow = 3\nhigh = 4\ndate = 2026\n", "[[draw]] 1: amount is '5'. Write either"),
        (f"{USD}[[draw]]\ndate = 2026\n", "amount is missing. Write either amount, or low and high."),
        (f"{USD}[[draw]]\nlow = 5\ndate = 2026\n", "high is missing"),
        (f"{USD}[[draw]]\namount = 5\n", "date is missing. Write either date, or start and end."),
        (f"{LINE}start = 2026-01-01\n", "Write either date, or start and end."),
        (f"{USD}[[draw]]\namount = 5\nstart = 2026-01-01\n", "end is missing. Write both"),
        (f"{USD}[[draw]]\namount = 5\nstart = 2026-01-02\nend = 2026-01-02\n", "end is '2026-01-02'. Write both"),
        (f'{USD}[[draw]]\namount = 5\ndate = "soon"\n', "date is 'soon'. Write"),
        (f"{USD}[[draw]]\namount = 5\ndate = 2026-01-01T00:00:00Z\n", "date is '2026-01-01 00:00:00+00:00'"),
        (f"{USD}[[draw]]\namount = 5\ndate = 99999\n", "date is '99999'"),
        (f"{LINE}probability = 1.5\n", "probability is '1.5'. Write a number from 0 to 1."),
        (f"{LINE}propability = 1\n", "[[draw]] 1: unknown key 'propability'. Did you mean 'probability'?"),
        (f"{LINE}label = 5\n", "label is '5'. Write text in quotes."),
        ("currency = USD\n", "no TOML"),
        (f"{USD}[[draw]]\namount = true\ndate = 2026\n", "amount is 'True'. Write a plain number."),
    ],
)
def test_plans_that_break_their_form(read: Read, text: str, message: str) -> None:
    """What was found, where, and what would help."""
    with pytest.raises(TableError) as raised:
        read(text)
    assert message in str(raised.value)
    assert "plan.toml" in str(raised.value)


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    """Missing, or no text."""
    with pytest.raises(TableError, match="cannot be read"):
        read_plan(tmp_path / "none.toml")
    path = tmp_path / "bytes.toml"
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(TableError, match="not UTF-8"):
        read_plan(path)


def test_a_plan_without_lines_changes_nothing(read: Read) -> None:
    """Only its currency is told."""
    assert read(USD).joined(EX_8_3) == EX_8_3
    assert EX_8_3.start == START
