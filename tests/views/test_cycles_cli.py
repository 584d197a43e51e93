"""`dawra cycles` with dollars, financing circles and ways in order of time, in both languages."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Dawra = Callable[..., Any]
HEADER = "from,to,amount,currency,layer,date,end,deal\n"
SHARED = HEADER + (
    "N,O,10,USD,fin,2025-01-01,,d1\n"
    "O,X,10,USD,pur,2025-01-02,,d2\n"
    "O,Y,10,USD,oth,2025-01-03,,d3\n"
    "X,N,10,USD,pur,2025-01-04,,d4\n"
    "Y,N,10,USD,oth,2025-01-05,,d5\n"
)
TIMED = HEADER + (
    "N,O,10,USD,fin,2025-01-01,,d1\n"
    "O,R,12,USD,pur,2025-01-02,,d2\n"
    "R,N,15,USD,pur,2025-01-03,,d3\n"
    "O,N,4,USD,pur,2025-03-01,2025-05-01,d4\n"
)


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    """EX-4.1 as a table; one of its two circles finances."""
    path = tmp_path / "shared.csv"
    path.write_text(SHARED, encoding="utf-8")
    return path


@pytest.fixture
def timed(tmp_path: Path) -> Path:
    """EX-4.5 as a table, with a purchase over a term beside it."""
    path = tmp_path / "timed.csv"
    path.write_text(TIMED, encoding="utf-8")
    return path


def test_dollars_beside_values(dawra: Dawra, shared: Path) -> None:
    """Values of 10 and 10 over one leg of 10, dollars of 5 and 5, which times three legs are C."""
    found = json.loads(dawra("cycles", "--legs", shared, "--json").out)
    assert [(c["value"], c["dollars"]) for c in found["cycles"]] == [(10, 5), (10, 5)]
    assert found["dollars"] == {"circulation": 30, "listed": 30, "elsewhere": 0}


def test_dollars_of_circles_that_are_not_listed(dawra: Dawra, shared: Path) -> None:
    """What is under the threshold or too long stands elsewhere."""
    found = json.loads(dawra("cycles", "--legs", shared, "--longest", "2", "--json").out)
    assert (found["cycles"], found["dollars"]) == ([], {"circulation": 30, "listed": 0, "elsewhere": 30})


def test_financing_alone(dawra: Dawra, shared: Path) -> None:
    """Only the circle that buys from its financier."""
    found = json.loads(dawra("cycles", "--legs", shared, "--financing", "--json").out)
    assert [(c["parties"], c["financing_value"]) for c in found["cycles"]] == [(["N", "O", "X"], 10)]
    assert (found["financing"], found["searched"]) == (True, 2)
    assert "only funding and another only purchases" in dawra("cycles", "--legs", shared, "--financing").out


def test_dollars_to_read(dawra: Dawra, shared: Path) -> None:
    """Beside each value, with the word on what may be added up, in both languages."""
    english = dawra("cycles", "--legs", shared).out
    assert "1. $10 (in the sum $5)  N → O → X → N" in english
    assert "the circles listed come to $30 of the circular flow of $30" in english
    assert "never add the amounts up" in english
    arabic = dawra("cycles", "--legs", shared, "--lang", "ar").out
    assert "(في المجموع 5 دولارات)" in arabic
    assert "sum" not in arabic


def test_ways_in_order_of_time(dawra: Dawra, timed: Path) -> None:
    """EX-4.5 in the table; the accounts of a table open empty."""
    found = json.loads(dawra("cycles", "--legs", timed, "--from", "N", "--json").out)
    assert [(c["parties"], c["value"], c["span"]) for c in found["cycles"]] == [
        (["N", "O", "R"], 10, 2),
        (["N", "O"], 4, 59),
    ]
    assert found["cycles"][0]["legs"][1] == {
        "from": "O",
        "to": "R",
        "amount": 12,
        "layers": ["pur"],
        "date": "2025-01-02",
        "end": None,
        "deals": ["d2"],
    }
    assert (found["from"], found["within"], found["complete"], found["searched"]) == ("N", None, True, 2)
    assert [notice["code"] for notice in found["notices"]] == ["term-any-day", "unexplained-funding"]
    near = json.loads(dawra("cycles", "--legs", timed, "--from", "N", "--span", "2", "--json").out)
    assert [c["value"] for c in near["cycles"]] == [10]


def test_ways_in_order_of_time_to_read(dawra: Dawra, timed: Path) -> None:
    """Each leg with its day and deal; the span in words of its own."""
    english = dawra("cycles", "--legs", timed, "--from", "N", "--span", "90").out
    lines = [" ".join(line.split()) for line in english.splitlines()]
    assert "1. $10 N → O → R → N" in lines
    assert "O → R $12 2 January 2025 d2" in lines
    assert "O → N $4 1 March 2025 until before 1 May 2025 d4" in lines
    assert "in the order of time, within 90 days" in english
    arabic = dawra("cycles", "--legs", timed, "--from", "N", "--span", "2", "--lang", "ar").out
    assert "في مدة أقصاها يومان" in arabic
    assert "2 يناير 2025" in arabic


def test_a_ledger_names_its_party_by_any_name(dawra: Dawra, tmp_path: Path) -> None:
    """The accounts of a ledger are unknown, and the result says so."""
    book, table = tmp_path / "book.db", tmp_path / "deals.csv"
    table.write_text(
        "kind,status,date,amount_low,amount_high,amount_currency,parties,published,publisher,summary\n"
        "equity_investment,completed,2025-03-03,10000000000,10000000000,USD,"
        "investor:amazon|investee:openai,2025-03-03,Reuters,"
        '"On 3 March 2025 Amazon invested $10 billion in OpenAI, completed."\n'
        "compute_purchase,completed,2025-04-04,8000000000,8000000000,USD,"
        "customer:openai|provider:amazon,2025-04-04,Reuters,"
        '"On 4 April 2025 OpenAI completed a purchase of $8 billion of compute from Amazon."\n',
        encoding="utf-8",
    )
    assert dawra("import", table, "--book", book).code == 0
    ran = dawra("cycles", "--book", book, "--from", "أمازون", "--as-of", "2025-12-31", "--json")
    found = json.loads(ran.out)
    assert (found["from"], [c["value"] for c in found["cycles"]]) == ("amazon", [8_000_000_000])
    assert [notice["code"] for notice in found["notices"]] == ["accounts-unknown"]


@pytest.mark.parametrize(
    ("options", "code", "message"),
    [
        (("--span", "5"), 2, "name it with --from"),
        (("--from", "N", "--financing"), 2, "give one of them"),
        (("--from", "Nn"), 1, "no party 'Nn' in the table. Did you mean N?"),
        (("--longest", "1"), 2, "at least 2 legs"),
    ],
)
def test_options_that_make_no_sense(
    dawra: Dawra, timed: Path, options: tuple[str, ...], code: int, message: str
) -> None:
    """Each with what would help."""
    ran = dawra("cycles", "--legs", timed, *options)
    assert (ran.code, ran.out) == (code, "")
    assert message in ran.err
