"""Opening balances: from a table, from a ledger's facts, or unknown."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from tests.strategies import leg

from dawra.claims import Evidence, FactClaim, Mention, Reader
from dawra.claims.sourced import Source, Sourced
from dawra.documents import Document
from dawra.errors import TableError
from dawra.flows import UNKNOWN, ZERO, Opening, Openings, cash_before, read_openings
from dawra.values import Amount, Span


@pytest.fixture
def table(tmp_path: Path) -> Callable[[str], Path]:
    """A table with this content."""

    def write(text: str) -> Path:
        path = tmp_path / "cash.csv"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_a_table_gives_balances_and_ranges(table: Callable[[str], Path]) -> None:
    """Without high the balance is exact; what it does not name opens empty, or with what was said of others."""
    path = table("party,amount,high\nA,12.50,\nB,1,3\nC,0,unbounded\n")
    found = read_openings(path, "USD")
    assert found.of("A") == Opening(low=1250, high=1250)
    assert (found.of("B").low, found.of("B").point, found.of("B").high) == (100, 200, 300)
    assert (found.of("C").point, found.of("C").high) == (0, None)
    assert found.of("D") == Opening(low=0, high=0)
    assert read_openings(path, "USD", others=UNKNOWN.others).of("D").high is None
    assert read_openings(table("amount,party\n5,A\n"), "JPY").of("A").low == 5


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("party,amount\nA,1\nA,2\n", r"line 3: a second balance of 'A'"),
        ("party,amount\n*,1\n", r"line 2: column party holds '\*'.*keeps no account"),
        ("party,amount\n,1\n", r"column party holds ''"),
        ("party,amount\nA,-1\n", r"column amount holds '-1'.*not below 0"),
        ("party,amount\nA,1e9\n", r"column amount holds '1e9'"),
        ("party,amount\nA,1000000000000000000\n", r"column amount holds"),
        ("party,amount,high\nA,3,2\n", r"amount 3 is above high 2"),
        ("party,amount,high\nA,3,much\n", r"column high holds 'much'"),
        ("party,balance\nA,3\n", r"column amount missing"),
        ("party,amount,note\nA,3,x\n", r"unknown column 'note'"),
        ("", r"the file is empty"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(table: Callable[[str], Path], text: str, message: str) -> None:
    """Nothing is guessed."""
    with pytest.raises(TableError, match=message):
        read_openings(table(text), "USD")


def test_ends_must_be_in_order() -> None:
    """A balance is not negative."""
    for low, high in ((-1, 0), (2, 1)):
        with pytest.raises(ValueError, match="cannot lie between"):
            Opening(low=low, high=high)
    assert ZERO.of("anyone").high == 0
    assert Openings.exactly({"A": 7}).of("A").point == 7


def fact(party: str, units: int, period: str | None, metric: str = "cash", currency: str = "USD") -> Sourced[FactClaim]:
    """One figure as a ledger gives it."""
    text = f"{party} {units} {period} {metric}"
    document = Document(text=text, language="en", publisher="Reuters", published="2025-01-01")
    claim = FactClaim(
        party=Mention(id=party, name=party),
        metric=metric,
        status="completed",
        amount=Amount.of(Decimal(units), currency),
        period=period,
        evidence=(Evidence(field="amount", span=Span.cut(text, 0, len(text))),),
    )
    reader = Reader(name="test", version="1")
    return Sourced(id=text, claim=claim, source=Source.of(document), reader=reader, known="2025-01-01")


def test_the_latest_cash_before_the_first_payment_counts() -> None:
    """What is told of a day after money moved would count that money twice."""
    legs = [
        leg("A", "B", 1, start=date(2025, 4, 1)),
        leg("B", "A", 1, start=date(2026, 1, 1)),
        leg("A", "C", 1, start=None),
    ]
    facts = [
        fact("A", 5, "2024"),
        fact("A", 7, "2025-Q1"),
        fact("A", 9, "2025-Q2"),
        fact("a-inc", 8, "2024-Q1"),
        fact("B", 3, "2025-03-01", metric="debt"),
        fact("C", 4, "2024"),
        fact("B", 2, None),
        fact("B", 6, "2024", currency="EUR"),
    ]
    found = cash_before(facts, legs, {"a-inc": "A"}, "USD")
    assert found.of("A") == Opening(low=700, high=700)
    assert found.of("B") == found.of("C") == Opening()
