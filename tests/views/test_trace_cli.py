"""`dawra trace`, as a user meets it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dawra.analyses.tracing import trace as tracing

Dawra = Callable[..., Any]
HEADER = "from,to,amount,currency,layer,date,deal\n"
EX_3_1 = HEADER + (
    "F,j,100,USD,fin,2025-01-01,d1\n"
    "j,*,60,USD,oth,2025-01-02,d2\n"
    "*,j,30,USD,pur,2025-01-03,d3\n"
    "j,F,90,USD,pur,2025-01-04,d4\n"
)
MINI = HEADER + (
    "N,O,10,USD,fin,,d1\nN,W,2,USD,fin,,d2\nM,O,13,USD,fin,,d3\nO,R,12,USD,pur,,d4\n"
    "O,M,20,USD,pur,,d5\nR,N,15,USD,pur,,d6\nW,N,8,USD,pur,,d7\n"
)


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """A file with this content."""

    def to(text: str, name: str = "legs.csv") -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return to


@pytest.fixture
def first(write: Callable[..., Path]) -> tuple[object, ...]:
    """EX-3.1 as tables."""
    cash = write("party,amount\nj,50\n", "cash.csv")
    return ("trace", "F", "--legs", write(EX_3_1), "--openings", cash)


def test_trace_as_json(dawra: Dawra, first: tuple[object, ...]) -> None:
    """EX-3.1 in currency units, in the shape of the interface."""
    ran = dawra(*first, "--json")
    assert (ran.code, ran.err) == (0, "")
    found = json.loads(ran.out)
    assert (found["vendor"], found["currency"], found["clock"], found["view"]) == ("F", "USD", "event", None)
    assert [found[key] for key in ("receipts", "finance", "lower", "upper")] == [90, 100, 10, 90]
    assert found["point"] == pytest.approx(45)
    assert found["share"] == pytest.approx(0.5)
    assert found["net_revenue"] == pytest.approx(45)
    assert found["ranges"] == {"point": [10, 90], "share": [10 / 90, 1], "net_revenue": [0, 80]}
    assert found["rules"] == {
        "fifo": 90,
        "lifo": 40,
        "pro_rata": found["point"],
        "clean_first": 60,
        "tagged_first": 40,
        "poison": 90,
    }
    assert [(one["id"], one["kind"], one.get("layer")) for one in found["sources"]] == [
        ("F", "finance", None),
        ("*", "outside", "pur"),
        ("j", "opening", None),
    ]
    assert sum(one["amount"] for one in found["sources"]) == pytest.approx(90)
    assert [(one["deal"], one["amount"]) for one in found["purchases"]] == [("d4", 90)]
    assert [(one["deal"], one["amount"]) for one in found["fundings"]] == [("d1", 100)]
    assert found["unexplained"] == found["without_amount"] == found["notices"] == []


def test_a_table_without_openings_opens_empty(dawra: Dawra, write: Callable[..., Path]) -> None:
    """interface.md's default; what is then missing is listed."""
    legs = write(HEADER + "F,j,5,USD,fin,2025-01-01,\nj,F,9,USD,pur,2025-01-02,\n")
    found = json.loads(dawra("trace", "F", "--legs", legs, "--json").out)
    assert (found["lower"], found["upper"]) == (5, 5)
    assert found["unexplained"] == [{"party": "j", "date": "2025-01-02", "amount": 4}]
    assert found["notices"][0]["code"] == "unexplained-funding"


def test_all_vendors_together(dawra: Dawra, write: Callable[..., Path]) -> None:
    """EX-3.8 on the static clock: joint counts each dollar once."""
    legs, cash = write(MINI), write("party,amount\nO,9\nR,3\nW,6\n", "cash.csv")
    words = ("trace", "--all", "--legs", legs, "--openings", cash, "--clock", "static")
    found = json.loads(dawra(*words, "--json").out)
    assert (found["joint"], found["ranges"], found["clock"]) == (25, {}, "static")
    assert {one["vendor"]: (one["lower"], one["upper"]) for one in found["vendors"]} == {"N": (5, 12), "M": (2, 13)}
    n = next(one for one in found["vendors"] if one["vendor"] == "N")
    assert n["point"] == pytest.approx(158 / 19)
    assert n["rules"]["fifo"] is None
    assert {one["id"]: one["amount"] for one in n["sources"]} == pytest.approx(
        {"N": 158 / 19, "O": 108 / 19, "R": 3, "W": 6}
    )
    out = " ".join(dawra(*words).out.split())
    assert "Self-funded by all of them together at most, each sum counted once $25" in out
    assert "N $23 $5 $8.32 $12 36.2%" in out


def test_vendors_that_are_too_many_are_counted(
    dawra: Dawra, write: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those that can have funded most come first; of the rest it is said how much it can be."""
    monkeypatch.setattr(tracing, "_WORK", 0)
    words = ("trace", "--all", "--legs", write(MINI), "--clock", "static")
    found = json.loads(dawra(*words, "--json").out)
    assert [one["vendor"] for one in found["vendors"]] == ["M"]
    told = {"code": "vendors-left-out", "count": 1, "amount": 12, "names": []}
    assert told in found["notices"]
    assert "are too many: 1, which funded of their own receipts at most $12." in " ".join(dawra(*words).out.split())


def test_trace_to_read(dawra: Dawra, first: tuple[object, ...]) -> None:
    """The figures with their shares, each rule, the sources, the deals, and what it does not show."""
    lines = [" ".join(line.split()) for line in dawra(*first).out.splitlines()]
    assert "Of that self-funded, at least $10 11.1%" in lines
    assert "Of that self-funded, at most $90 100%" in lines
    assert "What came first (Clayton's Case) $90" in lines
    assert "Outside: purchases $22.5" in lines
    assert "d4 $90 $45" in lines
    assert "They show neither intent nor wrong accounting." in " ".join(lines)


def test_trace_in_arabic(dawra: Dawra, first: tuple[object, ...], write: Callable[..., Path]) -> None:
    """The same figures, and no English sentence."""
    out = dawra(*first, "--lang", "ar", "--by-year").out
    assert "45 دولارًا" in out
    assert "بالتناسب" in out
    for english in ("Self", "Outside", "Year", "order"):
        assert english not in out
    both = dawra("trace", "--all", "--legs", write(MINI), "--clock", "static", "--lang", "ar").out
    assert "مرة واحدة" in both
    assert "vendor" not in both.lower()


def test_by_year(dawra: Dawra, first: tuple[object, ...]) -> None:
    """One row a year in which the vendor was paid."""
    found = json.loads(dawra(*first, "--by-year", "--json").out)
    (year,) = found["years"]
    assert (year["year"], year["receipts"], year["lower"], year["upper"]) == (2025, 90, 10, 90)
    assert "2025 $90 $10 $45 $90" in " ".join(dawra(*first, "--by-year").out.split())


def test_the_order_of_rows_of_one_day_counts(dawra: Dawra, write: Callable[..., Path]) -> None:
    """Same-day rows keep the file's order, and a notice counts them."""
    rows = ["F,j,10,USD,fin,2025-01-01,\n", "j,F,10,USD,pur,2025-01-01,\n"]
    uppers = []
    for order in (rows, rows[::-1]):
        found = json.loads(dawra("trace", "F", "--legs", write(HEADER + "".join(order)), "--json").out)
        uppers.append(found["upper"])
        assert found["notices"][0] == {"code": "same-day", "count": 2, "amount": None, "names": []}
    assert uppers == [10, 0]


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (("F", "--clock", "year"), 2, "unknown clock 'year': one of event, quarter, static"),
        (("F", "--clock", "static", "--by-year"), 2, "and the clock event or quarter"),
        ((), 2, "whose revenue? Name a vendor, or write --all"),
        (("F", "--all"), 2, "--all traces every vendor and 'F' is one"),
        (("--all", "--by-year"), 2, "--by-year is for one vendor"),
        (("f",), 1, "no party 'f' in the table. Did you mean F?"),
        (("nobody",), 1, "no party 'nobody' in the table. There are F, j."),
        (("F", "--openings", "none.csv"), 1, "none.csv: cannot be read"),
        (("F", "--book", "b.db"), 2, "--book asks a ledger, and --legs reads a table"),
        (("F", "--currency", "XXX"), 1, "unknown currency 'XXX'"),
        (("F", "--currency", "KWD"), 1, "no exchange rate from USD to KWD"),
        (("F", "--view", "all"), 2, "unknown view 'all'"),
    ],
)
def test_wrong_options(
    dawra: Dawra, write: Callable[..., Path], *, words: tuple[str, ...], code: int, message: str
) -> None:
    """Each has its words and its exit code."""
    ran = dawra("trace", *words, "--legs", write(EX_3_1))
    assert (ran.code, ran.out) == (code, "")
    assert message in ran.err


def test_help_has_an_example(dawra: Dawra) -> None:
    """One that a reader can copy."""
    assert "Example: dawra trace F --legs legs.csv" in " ".join(dawra("trace", "--help").out.split())


DEALS = (
    "kind,status,parties,amount_low,amount_high,amount_currency,date,published,publisher,summary\n"
    "equity_investment,completed,investor:amazon|investee:openai,10000000000,10000000000,USD,2025-03-01,"
    "2025-03-02,Reuters,On 1 March 2025 Amazon completed an investment of $10 billion in OpenAI.\n"
    "compute_purchase,completed,customer:openai|provider:aws,38000000000,38000000000,USD,2025-11-03,2025-11-04,"
    "Reuters,On 3 November 2025 OpenAI completed a purchase of cloud computing from AWS for $38 billion.\n"
)
CASH = (
    "party,metric,status,amount_low,amount_high,amount_currency,period,published,publisher,summary\n"
    "openai,cash,completed,4000000000,4000000000,USD,2024-12-31,2025-02-01,Reuters,"
    "On 31 December 2024 OpenAI held cash of $4 billion.\n"
)


def test_trace_of_a_ledger(dawra: Dawra, write: Callable[..., Path], tmp_path: Path) -> None:
    """By quarter and at group level; openings are unknown until a fact or a file tells them."""
    book = tmp_path / "book.db"
    assert dawra("import", write(DEALS, "deals.csv"), "--book", book).code == 0
    asked = ("trace", "Amazon", "--book", book, "--as-of", "2026-01-01")
    found = json.loads(dawra(*asked, "--json").out)
    assert (found["vendor"], found["clock"], found["view"]) == ("amazon", "quarter", "announced")
    assert (found["receipts"], found["lower"], found["upper"]) == (38e9, 0, 10e9)
    assert {one["code"] for one in found["notices"]} == {"openings-unknown", "unexplained-funding"}
    assert dawra("import", write(CASH, "facts.csv"), "--book", book).code == 0
    known = json.loads(dawra(*asked, "--json").out)
    assert (known["lower"], known["upper"]) == (10e9, 10e9)
    assert [(one["id"], one["kind"], one["amount"]) for one in known["sources"]] == [
        ("openai", "unexplained", pytest.approx(24e9)),
        ("amazon", "finance", pytest.approx(10e9)),
        ("openai", "opening", pytest.approx(4e9)),
    ]
    cash = write("party,amount\nopenai,38000000000\n", "cash.csv")
    given = json.loads(dawra(*asked, "--openings", cash, "--json").out)
    assert (given["lower"], given["upper"], given["unexplained"]) == (0, 10e9, [])
    assert "أمازون" in dawra(*asked, "--lang", "ar").out
    missing = dawra("trace", "Nobody At All", "--book", book)
    assert (missing.code, missing.out) == (1, "")
    assert "no party 'Nobody At All'" in missing.err
