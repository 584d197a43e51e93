"""`dawra clear`, as a user meets it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Dawra = Callable[..., Any]
ASSETS = "party,assets\nO,40\nR,5\nW,5\nM,0\nN,0\n"
DEBTS = "debtor,creditor,amount,rank\nO,R,30,1\nO,M,20,1\nO,W,4,1\nO,W,6,1\nR,N,25,1\nR,*,10,1\nW,N,8,1\nW,*,6,1\n"
"""EX-7.5, one debt in two rows."""
CROSSED = "holder,issuer,share\nA,B,0.5\nB,A,0.5\n"
LEGS = (
    "from,to,amount,currency,layer,date,end,deal,status\n"
    "O,V,200,USD,pur,2026-01-01,2028-01-01,d1,signed\n"
    "V,N,90,USD,ret,2026-06-01,,d2,signed\n"
    "I,V,10,USD,fin,2026-05-01,,d3,signed\n"
)


@pytest.fixture
def file(tmp_path: Path) -> Callable[[str, str], Path]:
    """Write a table."""

    def write(name: str, text: str) -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.fixture
def tables(file: Callable[[str, str], Path]) -> tuple[object, ...]:
    """The options that name the tables of EX-7.5."""
    return "--assets", file("assets.csv", ASSETS), "--liabilities", file("debts.csv", DEBTS)


def found(dawra: Dawra, *words: object) -> Any:  # noqa: ANN401 - what JSON holds
    """The JSON of the command."""
    ran = dawra("clear", *words, "--json")
    assert (ran.code, ran.err) == (0, "")
    return json.loads(ran.out)


def lines(dawra: Dawra, *words: object) -> list[str]:
    """The text of the command, a space between columns."""
    ran = dawra("clear", *words)
    assert (ran.code, ran.err) == (0, "")
    return [" ".join(line.split()) for line in ran.out.splitlines()]


def test_figures_are_keyed_by_party(dawra: Dawra, tables: tuple[object, ...]) -> None:
    """EX-7.5, unitless: plain numbers, unrounded."""
    result = found(dawra, *tables)
    assert result["currency"] is None
    assert result["payments"] == {"M": 0, "N": 0, "O": 40, "R": 25, "W": pytest.approx(35 / 3, rel=1e-12)}
    assert result["losses"]["N"] == pytest.approx(178 / 21, rel=1e-12)
    assert result["equities"] == {
        "M": pytest.approx(40 / 3),
        "N": pytest.approx(515 / 21),
        "O": -20,
        "R": -10,
        "W": pytest.approx(-7 / 3),
    }
    assert result["defaults"] == {"M": False, "N": False, "O": True, "R": True, "W": True}
    assert result["rounds"] == {"M": None, "N": None, "O": 1, "R": 2, "W": 2}
    assert (result["first_round"]["N"], result["later_rounds"]["N"]) == (0, pytest.approx(178 / 21))
    assert (result["needs"]["R"], result["needs_if_paid"]["R"]) == (15, 5)
    assert (result["least"], result["inflation"], result["ranges"], result["notices"]) == (None, None, {}, [])
    assert result["obligations"][1] == {"debtor": "O", "creditor": "R", "amount": 30, "rank": 1, "purchase": False}


def test_default_costs_stand_apart(dawra: Dawra, tables: tuple[object, ...]) -> None:
    """EX-7.5 with .9: N loses 879/70; equity has no cost taken off."""
    result = found(dawra, *tables, "--alpha", "0.9", "--beta", "0.9")
    assert result["losses"]["N"] == pytest.approx(879 / 70, rel=1e-12)
    assert (result["default_costs"]["O"], result["equities"]["O"]) == (pytest.approx(4), -20)
    text = lines(dawra, *tables, "--alpha", "0.9", "--currency", "USD")
    assert text[0] == "The tables' debts, A defaulter passes on 90% of its own assets and 100% of what it gets"
    assert "What default costs, beside the losses" in text


def test_a_table_to_read(dawra: Dawra, tables: tuple[object, ...]) -> None:
    """Who pays what, losses by round, and what each needs."""
    text = lines(dawra, *tables, "--currency", "USD")
    assert "O $40 $60 $40 $0 -$20 in round 1" in text
    assert "N $0 $0 $0 $8.48 $24.52 no" in text
    assert "N $8.48 $0 $8.48" in text
    assert "R $15 $5" in text
    assert any(line.startswith("A default here means") for line in text)
    assert "3 more with --top or --json" in lines(dawra, *tables, "--top", "2")


def test_in_arabic(dawra: Dawra, tables: tuple[object, ...], file: Callable[[str, str], Path]) -> None:
    """The same figures, and no English sentence."""
    unknown = file("unknown.csv", ASSETS.replace("O,40", "O,"))
    for words in (tables, ("--assets", unknown, *tables[2:], "--alpha", "0.5")):
        out = dawra("clear", *words, "--currency", "USD", "--lang", "ar").out
        assert "الخسائر بحسب الجولة" in out
        for word in ("Party", "round", "default", "Loses", "known", "needs", "Notices"):
            assert word not in out
    assert "في الجولة 1" in dawra("clear", *tables, "--lang", "ar").out


def test_unknown_assets_are_an_empty_cell(
    dawra: Dawra, tables: tuple[object, ...], file: Callable[[str, str], Path]
) -> None:
    """What hangs on them is null with a range; what O needs is a number."""
    words = ("--assets", file("unknown.csv", ASSETS.replace("O,40", "O,")), *tables[2:], "--currency", "USD")
    result = found(dawra, *words)
    assert (result["assets"]["O"], result["payments"]["O"], result["defaults"]["O"]) == (None, None, None)
    assert (result["ranges"]["payments"]["O"], result["ranges"]["equities"]["O"]) == ([0, 60], [-60, "unbounded"])
    assert (result["losses"]["N"], result["ranges"]["losses"]["N"][0], result["needs"]["O"]) == (None, 0, 60)
    assert [(n["code"], n["names"]) for n in result["notices"]] == [("assets-unknown", ["O"])]
    text = lines(dawra, *words)
    assert "O not known $60 $0 … $60 $0 -$60 … no limit depends on what is not known" in text
    assert "O $60 $60" in text


def test_cross_holdings(dawra: Dawra, file: Callable[[str, str], Path]) -> None:
    """EX-7.6: no debts; assets are counted twice."""
    words = ("--assets", file("a.csv", "party,assets\nA,60\nB,60\n"), "--shares", file("s.csv", CROSSED))
    result = found(dawra, *words)
    assert (result["equities"], result["inflation"]) == ({"A": 120, "B": 120}, 2)
    assert result["shares"][0] == {"holder": "A", "issuer": "B", "share": 0.5}
    assert "Through cross-holdings assets are counted 2 times." in lines(dawra, *words)


def test_two_solutions(dawra: Dawra, file: Callable[[str, str], Path]) -> None:
    """EX-7.3: a closed group with no assets; the greatest is shown, the least beside it, and who differs."""
    debts = file("d.csv", "debtor,creditor,amount\nA,B,1\nB,A,1\n")
    words = ("--assets", file("a.csv", "party,assets\nA,0\nB,0\n"), "--liabilities", debts)
    result = found(dawra, *words)
    assert (result["payments"], result["least"]["payments"]) == ({"A": 1, "B": 1}, {"A": 0, "B": 0})
    assert [(n["code"], n["names"]) for n in result["notices"]] == [("not-unique", ["A", "B"])]
    assert "The least solution, where payments wait for one another" in lines(dawra, *words)


def test_ranks_units_and_large_numbers(dawra: Dawra, file: Callable[[str, str], Path]) -> None:
    """Cents are rounded and told; numbers beyond 64 bit are printed whole; absent parties have nothing."""
    debts = file("d.csv", "debtor,creditor,amount,rank\nA,S,1e17,1\nA,J,5.005,2\n")
    words = ("--assets", file("a.csv", "party,assets\nA,1e18\n"), "--liabilities", debts, "--currency", "USD")
    result = found(dawra, *words)
    assert (result["payments"]["A"], result["equities"]["S"]) == (10**17 + 5, 10**17)
    assert [(n["code"], n["count"]) for n in result["notices"]] == [("assets-absent", 2), ("rounded", 1)]
    unitless = found(dawra, *words[:4])
    assert unitless["owed"]["A"] == pytest.approx(1e17 + 5.005)
    huge = file("h.csv", "debtor,creditor,amount\nA,S,1e30\n")
    assert found(dawra, *words[:3], huge)["losses"]["S"] == pytest.approx(1e30)


def test_nobody_owes(dawra: Dawra, file: Callable[[str, str], Path]) -> None:
    """Assets alone are no question, but an answer."""
    words = ("--assets", file("a.csv", "party,assets\nA,3\n"))
    assert found(dawra, *words)["equities"] == {"A": 3}
    assert "A 3 0 0 0 3 no" in lines(dawra, *words)


def test_legs_that_fall_due(dawra: Dawra, file: Callable[[str, str], Path]) -> None:
    """By day: half of a purchase over two years, a debt, promised finance; assets by a table, else unknown."""
    legs = file("legs.csv", LEGS)
    words = (
        "--legs",
        legs,
        "--as-of",
        "2025-12-31",
        "--until",
        "2026-12-31",
        "--assets",
        file("a.csv", "party,assets\nO,60\n"),
    )
    result = found(dawra, *words)
    assert (result["window"], result["kappa"], result["currency"]) == (["2026-01-01", "2027-01-01"], 1, "USD")
    assert (result["owed"], result["at_least"]) == ({"N": 0, "O": 100, "V": 90}, {"V": 10})
    assert (result["payments"]["O"], result["losses"]["V"], result["unpaid_purchases"]["V"]) == (60, 40, 40)
    assert (result["payments"]["V"], result["ranges"]["payments"]["V"], result["needs"]["V"]) == (None, [70, 90], 30)
    text = lines(dawra, *words, "--kappa", "0.5")
    assert text[0] == "What falls due from 2026-01-01 until before 2027-01-01, of purchases 50% cannot be avoided"
    assert "V at least $10 $90 $60 … $90 $0 -$30 … no limit depends on what is not known" in text
    assert any("of which the part 50% cannot be avoided" in line for line in text)


def test_what_a_vendor_saves_by_not_delivering(dawra: Dawra, file: Callable[[str, str], Path]) -> None:
    """A quarter of a price: it loses 40, 30 after that; without it a notice says that it is not known."""
    days = ("--legs", file("legs.csv", LEGS), "--as-of", "2025-12-31", "--until", "2026-12-31")
    words = (*days, "--assets", file("a.csv", "party,assets\nO,60\nX,1\n"))
    result = found(dawra, *words, "--saved", "0.25")
    assert (result["losses"]["V"], result["net_losses"]["V"], result["net_losses"]["N"]) == (40, 30, None)
    assert result["ranges"]["net_losses"]["N"] == result["ranges"]["losses"]["N"] == [0, 20]
    assert {n["code"]: n["names"] for n in result["notices"]}["assets-unused"] == ["X"]
    assert "V $40 $40 $0 $40 $30" in lines(dawra, *words, "--saved", "0.25")
    assert found(dawra, *words)["net_losses"] is None
    assert any("What their vendors save by not delivering is not known" in line for line in lines(dawra, *words))
    unknown = found(dawra, *days, "--assets", file("b.csv", "party,assets\nO,\n"), "--saved", "0.25")
    assert unknown["ranges"]["net_losses"]["V"] == [0, 75]


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        ((), 2, "until when? Write --until DAY"),
        (("--until", "2026"), 1, "no ledger yet"),
        (("--alpha", "2"), 2, "--alpha 2.0: write a part of the whole"),
        (("--legs", "legs.csv", "--until", "2026-12-31"), 2, "from when?"),
        (("--legs", "legs.csv", "--as-of", "2025-12-31", "--until", "soon"), 2, "'soon' is no day"),
        (("--legs", "legs.csv", "--as-of", "2026-12-31", "--until", "2026-12-31"), 1, "nothing falls due"),
        (("--liabilities", "debts.csv"), 2, "what does everyone have? Give --assets"),
        (("--liabilities", "debts.csv", "--assets", "a.csv", "--book", "b.db"), 2, "--book is for a ledger or legs"),
        (("--liabilities", "debts.csv", "--assets", "a.csv", "--kappa", "1"), 2, "--kappa is for a ledger or legs"),
        (("--liabilities", "debts.csv", "--assets", "a.csv", "--saved", "1"), 2, "--saved is for a ledger or legs"),
        (
            ("--legs", "legs.csv", "--as-of", "2025-12-31", "--until", "2026-12-31", "--stakes"),
            2,
            "--stakes is for a led",
        ),
        (("--liabilities", "debts.csv", "--assets", "a.csv", "--stakes"), 2, "--stakes is for a ledger or legs"),
        (("--legs", "legs.csv", "--as-of", "2025-12-31", "--until", "2026-12-31", "--by", "week"), 1, "unknown period"),
        (
            ("--legs", "legs.csv", "--as-of", "2025-12-31", "--until", "2026-12-31", "--carry", "roll"),
            2,
            "give --by too",
        ),
        (("--until", "2026-12-31", "--by", "year", "--stakes"), 2, "--by counts cash alone"),
        (("--liabilities", "debts.csv", "--assets", "a.csv", "--by", "year"), 2, "--by is for a ledger or legs"),
        (("--until", "2026-12-31", "--saved", "-1"), 2, "--saved -1.0: write a part of the whole"),
        (("--liabilities", "debts.csv", "--assets", "a.csv", "--currency", "XXX"), 1, "unknown currency 'XXX'"),
    ],
)
def test_wrong_options(
    dawra: Dawra,
    file: Callable[[str, str], Path],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    *,
    words: tuple[str, ...],
    code: int,
    message: str,
) -> None:
    """Each has its words and its exit code."""
    monkeypatch.setenv("DAWRA_BOOK", str(tmp_path / "none.db"))
    monkeypatch.chdir(tmp_path)
    for name, text in (("legs.csv", LEGS), ("debts.csv", DEBTS), ("a.csv", ASSETS)):
        file(name, text)
    ran = dawra("clear", *words)
    assert (ran.code, ran.out) == (code, "")
    assert message in ran.err


@pytest.mark.parametrize(
    ("assets", "debts", "shares", "message"),
    [
        ("party,assets\nA,-1\n", DEBTS, None, "assets.csv, line 2: column assets holds '-1'. Amounts are not negative"),
        ("party,assets\nA,nan\n", DEBTS, None, "column assets holds 'nan'"),
        ("party,assets\nA,1\nA,2\n", DEBTS, None, "line 3: column party holds 'A'. It has a row already"),
        ("party,assets\n*,1\n", DEBTS, None, "the outside (*) keeps no account"),
        ("party,assets\n", DEBTS, None, "no rows below the header"),
        ("party,assets,colour\nA,1,red\n", DEBTS, None, "unknown column 'colour'"),
        ("party,cash\nA,1\n", DEBTS, None, "column assets missing"),
        ("party,assets\nA,1e301\n", DEBTS, None, "write it in larger units"),
        (ASSETS, "debtor,creditor,amount,rank\nA,A,1,1\n", None, "debts.csv, line 2: 'A' owes itself 1"),
        (ASSETS, "debtor,creditor,amount,rank\n*,A,1,1\n", None, "the outside owes nothing here"),
        (ASSETS, "debtor,creditor,amount,rank\nA,B,1,0\n", None, "ranks start at 1"),
        (ASSETS, "debtor,creditor,amount,rank\nA,B,1,first\n", None, "column rank holds 'first'"),
        (ASSETS, "debtor,creditor,amount,rank\nA,B,-1,1\n", None, "column amount holds '-1'"),
        (ASSETS, "debtor,creditor,amount,due\nA,B,1,2026\n", None, "unknown column 'due'"),
        (ASSETS, DEBTS, "holder,issuer,share\nA,B,1.5\n", "column share holds '1.5'"),
        (ASSETS, DEBTS, "holder,issuer,share\nA,B,.5\n", "column share holds '.5'"),
        (ASSETS, DEBTS, "holder,issuer,share\nA,B,0.6\nC,B,0.6\n", "the shares of 'B' come to 1.2"),
        (ASSETS, DEBTS, "holder,issuer,share\nA,B,0.1\nA,B,0.1\n", "keep one of them"),
        (ASSETS, DEBTS, "holder,issuer,share\nA,B,1\nB,A,1\n", "hold all of each other's shares"),
    ],
)
def test_malformed_tables(
    dawra: Dawra, file: Callable[[str, str], Path], *, assets: str, debts: str, shares: str | None, message: str
) -> None:
    """Exit 1 with the line, the column and what would help."""
    words: tuple[object, ...] = ("--assets", file("assets.csv", assets), "--liabilities", file("debts.csv", debts))
    if shares:
        words += ("--shares", file("shares.csv", shares))
    ran = dawra("clear", *words)
    assert (ran.code, ran.out) == (1, "")
    assert message in ran.err


DEALS = (
    "kind,status,parties,amount_low,amount_high,amount_currency,date,term_years,published,publisher,summary\n"
    "compute_purchase,signed,customer:openai|provider:oracle,73000000000,73000000000,USD,2026-01-01,2,2026-01-01,"
    "Reuters,On 1 January 2026 OpenAI signed a purchase of computing from Oracle for $73 billion over 2 years.\n"
)
FACTS = (
    "party,metric,amount_low,amount_high,amount_currency,period,status,published,publisher,summary\n"
    "openai,cash,20000000000,20000000000,USD,2025-12-31,completed,2026-01-02,Reuters,"
    "At the end of 2025 (2025-12-31) OpenAI had cash of $20 billion.\n"
)


def test_a_ledger_gives_what_is_due_and_the_cash(
    dawra: Dawra, file: Callable[[str, str], Path], tmp_path: Path
) -> None:
    """The latest cash before the day, the part of the term in the window; both said in notices."""
    book = tmp_path / "book.db"
    for name, text in (("deals.csv", DEALS), ("facts.csv", FACTS)):
        ran = dawra("import", file(name, text), "--book", book)
        assert ran.code == 0, ran.err
    words = ("--book", book, "--as-of", "2026-01-31", "--until", "2026-12-31")
    result = found(dawra, *words)
    assert (result["level"], result["view"], result["window"]) == ("group", "committed", ["2026-02-01", "2027-01-01"])
    assert result["owed"]["openai"] == 73e9 * 334 / 730
    assert (result["assets"]["openai"], result["payments"]["openai"]) == (20e9, 20e9)
    assert result["losses"]["oracle"] == 33.4e9 - 20e9
    codes = {notice["code"]: notice["names"] for notice in result["notices"]}
    assert codes["cash-latest"] == ["openai"]
    assert codes["assets-unknown"] == ["oracle"]
    before = found(dawra, "--book", book, "--as-of", "2026-01-01", "--until", "2026-12-31")
    assert before["assets"]["openai"] is None
    out = dawra("clear", *words, "--lang", "ar").out
    assert "أوبن إيه آي" in out
    assert "openai" not in out


STAKE = (
    "kind,status,parties,amount_low,amount_high,amount_currency,stake_percent,date,published,publisher,summary\n"
    "equity_investment,completed,investor:softbank|investee:oracle,5000000000,5000000000,USD,10,2025-06-01,2025-06-01,"
    "Reuters,On 1 June 2025 SoftBank completed its purchase of 10% of Oracle for $5 billion.\n"
)


def test_stakes_count_where_they_are_asked_for(dawra: Dawra, file: Callable[[str, str], Path], tmp_path: Path) -> None:
    """Oracle is left with the 20bn that OpenAI can pay, of which a tenth is SoftBank's."""
    book = tmp_path / "book.db"
    for name, text in (("deals.csv", DEALS), ("facts.csv", FACTS), ("stake.csv", STAKE)):
        ran = dawra("import", file(name, text), "--book", book)
        assert (ran.code, "refused: 0" in ran.out) == (0, True), ran.out + ran.err
    nothing = file("assets.csv", "party,assets\noracle,0\nsoftbank,0\n")
    words = ("--book", book, "--as-of", "2026-01-31", "--until", "2026-12-31", "--assets", nothing)
    result = found(dawra, *words, "--stakes")
    assert result["equities"]["oracle"] == pytest.approx(20e9)
    assert result["equities"]["softbank"] == pytest.approx(2e9)
    assert [(one["count"]) for one in result["notices"] if one["code"] == "stakes-counted"] == [1]
    assert "softbank" not in found(dawra, *words)["equities"]


def test_period_after_period(dawra: Dawra, file: Callable[[str, str], Path]) -> None:
    """O's cash ends in the third quarter; what V is paid meanwhile goes to N, and what is late is owed on."""
    words = ("--legs", file("legs.csv", LEGS), "--as-of", "2025-12-31", "--until", "2026-12-31", "--by", "quarter")
    known = (*words, "--assets", file("cash.csv", "party,assets\nO,60\nV,0\n"))
    result = found(dawra, *known)
    assert (result["by"], result["carry"], result["unknown"]) == ("quarter", "roll", [])
    assert result["cases"]["enough"] == result["cases"]["nothing"]
    quarters = result["cases"]["nothing"]
    assert [one["window"][0] for one in quarters] == ["2026-01-01", "2026-04-01", "2026-07-01", "2026-10-01"]
    assert [one["rounds"]["O"] for one in quarters] == [None, None, 1, 1]
    assert sum(one["payments"]["O"] for one in quarters) == pytest.approx(60)
    assert quarters[2]["owed"]["V"] == pytest.approx(quarters[1]["unpaid"]["V"])
    told = lines(dawra, *known)
    assert "Who does not pay in full, period after period" in told
    assert "2026-07-01 until before 2026-10-01 V $30.41 $10.41 $20 $0 in round 1" in told
    unknown = dawra("clear", *words, "--carry", "accelerate", "--lang", "ar").out
    assert "إذا كان لدى مجهولي الأصول ما يكفي لكل ما عليهم هنا" in unknown
    assert found(dawra, *words)["cases"]["enough"][0]["cash"]["O"] is None
