"""`dawra circles` and `dawra cycles`, as a user meets them."""

import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Dawra = Callable[..., Any]
HEADER = "from,to,amount,currency,layer,date,deal\n"
MINI = HEADER + (
    "N,O,10,USD,fin,2025-01-01,d1\n"
    "N,W,2,USD,fin,2025-01-02,d2\n"
    "M,O,13,USD,fin,2025-01-03,d3\n"
    "O,R,12,USD,pur,2025-01-04,d4\n"
    "O,M,20,USD,pur,2025-01-05,d5\n"
    "R,N,15,USD,pur,2025-01-06,d6\n"
    "W,N,8,USD,pur,2025-01-07,d7\n"
)


@pytest.fixture
def mini(tmp_path: Path) -> Path:
    """EX-2.1 as a table."""
    path = tmp_path / "mini.csv"
    path.write_text(MINI, encoding="utf-8")
    return path


def written(tmp_path: Path, text: str) -> Path:
    """A table with this content."""
    path = tmp_path / "legs.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_circles_as_json(dawra: Dawra, mini: Path) -> None:
    """EX-2.1 in currency units, in the shape of the interface."""
    ran = dawra("circles", "--legs", mini, "--json")
    found = json.loads(ran.out)
    assert (ran.code, ran.err) == (0, "")
    headline = ("gross", "minimum_notional", "excess", "bilateral", "circulation", "ratio")
    assert [found[key] for key in headline] == [80, 18, 62, 30, 60, 0.75]
    assert (found["currency"], found["view"], found["window"]) == ("USD", None, None)
    assert {p["id"]: p["circulation"] for p in found["parties"]} == {
        "M": 13,
        "N": 12,
        "O": 23,
        "R": 10,
        "W": 2,
    }
    assert found["parties"][1] == {
        "id": "N",
        "in": 23,
        "out": 12,
        "net": 11,
        "circulation": 12,
        "range": [12, 12],
    }
    (leg,) = (x for x in found["legs"] if (x["from"], x["to"]) == ("O", "M"))
    assert leg == {
        "from": "O",
        "to": "M",
        "amount": 20,
        "flow": 13,
        "range": [13, 13],
        "slope": 0,
        "slope_range": [0, 0],
        "deals": ["d5"],
    }
    assert found["deals"][0] == {"id": "d1", "delta": 30, "circulation": 10, "range": [10, 10]}
    assert found["expected"] == {
        "gross": 80,
        "circulation": 60,
        "ratio": pytest.approx(0.75, rel=1e-12),
        "method": "exact",
        "draws": 1,
        "uncertain": 0,
        "standard_error": {"circulation": 0, "ratio": 0},
        "quantiles": {"circulation": {"0.05": 60, "0.5": 60, "0.95": 60}},
    }
    assert found["ranges"]["circulation"] == [60, 60]
    assert found["without_amount"] == found["notices"] == []
    assert [(c["parties"], c["value"], c["deals"]) for c in found["cycles"]] == [
        (["M", "O"], 13, ["d3", "d5"]),
        (["N", "O", "R"], 10, ["d1", "d4", "d6"]),
        (["N", "W"], 2, ["d2", "d7"]),
    ]
    assert found["cycles_complete"] is True


def test_circles_to_read(dawra: Dawra, mini: Path) -> None:
    """Aligned text in a pipe: the figures, the parties and each circle down to its deals."""
    out = dawra("circles", "--legs", mini).out
    lines = [" ".join(line.split()) for line in out.splitlines()]
    assert "Circular flow $60" in lines
    assert "Share that goes round 75%" in lines
    assert "O $23 $32 -$9 $23" in lines
    assert "2. $10 N → O → R → N" in lines
    assert "O → R $12 d4" in lines
    assert "\x1b" not in out


def test_circles_in_arabic(dawra: Dawra, mini: Path) -> None:
    """The same figures, and no English sentence."""
    out = dawra("circles", "--legs", mini, "--lang", "ar").out
    assert "60 دولارًا" in out
    assert "75%" in out
    assert "Circular" not in out


UNCERTAIN = (
    "from,to,amount,currency,layer,date,deal,status\n"
    "A,B,10,USD,fin,2025-01-01,d1,announced\nB,A,10,USD,pur,2025-01-02,d2,planned\n"
)


def test_means_over_draws_stand_beside_the_point(dawra: Dawra, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """EX-2.7 with 0.8 and 0.5: 8 where the point is 20; beside *announced* too, but not beside firm views."""
    monkeypatch.chdir(tmp_path)
    path = written(tmp_path, UNCERTAIN)
    found = json.loads(dawra("circles", "--legs", path, "--json").out)
    means = found["expected"]
    assert (found["circulation"], means["circulation"], means["method"], means["uncertain"]) == (20, 8, "exact", 2)
    assert means["gross"] == 13
    announced = json.loads(dawra("circles", "--legs", path, "--view", "announced", "--json").out)
    assert announced["expected"] == means
    assert json.loads(dawra("circles", "--legs", path, "--view", "paid", "--json").out)["expected"] is None
    lines = [" ".join(line.split()) for line in dawra("circles", "--legs", path).out.splitlines()]
    assert "On average, since 2 deals may not come about" in lines
    assert "Circular flow $8" in lines
    assert "Circular flow in nine cases of ten $0 … $20" in lines
    arabic = dawra("circles", "--legs", path, "--lang", "ar").out
    assert "في المتوسط، إذ قد لا تتم صفقتان" in arabic
    (tmp_path / "dawra.toml").write_text("[status]\nannounced = 0.5\n", encoding="utf-8")
    assert json.loads(dawra("circles", "--legs", path, "--json").out)["expected"]["circulation"] == 5


def test_without_uncertain_deals_no_mean_is_told(dawra: Dawra, mini: Path) -> None:
    """It would repeat the point."""
    assert "On average" not in dawra("circles", "--legs", mini).out


def test_circles_on_a_terminal(mini: Path) -> None:
    """Tables with lines; nothing is cut off that a pipe would show."""
    reader, writer = pty.openpty()
    command = [sys.executable, "-m", "dawra", "circles", "--legs", str(mini)]
    subprocess.run(command, stdout=writer, check=True, env={**os.environ, "COLUMNS": "100"})  # noqa: S603 - ours
    os.close(writer)
    shown = b""
    try:
        while part := os.read(reader, 65536):
            shown += part
    except OSError:  # Linux ends a terminal without writers so
        pass
    text = shown.decode()
    assert "─" in text
    assert "$60" in text


def test_cycles_as_json(dawra: Dawra, mini: Path) -> None:
    """The largest first; a threshold in currency units; a length bound."""
    found = json.loads(dawra("cycles", "--legs", mini, "--at-least", "10", "--json").out)
    assert [c["value"] for c in found["cycles"]] == [13, 10]
    assert (found["complete"], found["searched"], found["currency"]) == (True, 2, "USD")
    assert found["cycles"][0]["legs"][0] == {
        "from": "M",
        "to": "O",
        "amount": 13,
        "layers": ["fin"],
        "deals": ["d3"],
    }
    short = json.loads(dawra("cycles", "--legs", mini, "--longest", "2", "--json").out)
    assert [c["value"] for c in short["cycles"]] == [13, 2]


def test_cycles_to_read(dawra: Dawra, mini: Path) -> None:
    """The first of them, and how many more there are."""
    out = dawra("cycles", "--legs", mini, "--top", "1").out
    assert "1. $13 (in the sum $13)  M → O → M" in out
    assert "2 more with --top or --json" in out
    assert "By this view there is no circle" in dawra("cycles", "--legs", mini, "--at-least", "99").out


def test_row_order_changes_no_byte(dawra: Dawra, mini: Path, tmp_path: Path) -> None:
    """The same legs in another order give the same JSON."""
    rows = MINI.splitlines()[1:]
    other = written(tmp_path, HEADER + "\n".join(rows[::-1]) + "\n")
    assert dawra("circles", "--legs", other, "--json").out == dawra("circles", "--legs", mini, "--json").out


def test_a_view_narrows_a_table_only_where_given(dawra: Dawra, tmp_path: Path) -> None:
    """Without --view every row counts; with it, rows by status; --as-of cuts the window."""
    rows = "A,B,10,USD,fin,2025-01-01,,signed\nB,A,4,USD,pur,2025-06-01,,\nB,A,3,USD,pur,2025-06-01,,denied\n"
    path = written(tmp_path, "from,to,amount,currency,layer,date,deal,status\n" + rows)

    def gross(*words: str) -> int:
        found = json.loads(dawra("circles", "--legs", path, "--json", *words).out)
        assert found["view"] == (words[1] if words and words[0] == "--view" else None)
        return int(found["gross"])

    assert gross() == 17
    assert gross("--view", "announced") == 14
    assert gross("--view", "paid") == 4
    assert gross("--as-of", "2025-05-31") == 10
    assert gross("--as-of", "2025-06-01") == 17


def test_amounts_beyond_int64_are_printed_whole(dawra: Dawra, tmp_path: Path) -> None:
    """10^18 dollars and a cent are more cents than int64 holds."""
    path = written(tmp_path, HEADER + "A,B,1e18,USD,fin,2025-01-01,\nB,A,999999999999999999,USD,pur,2025-01-02,\n")
    found = json.loads(dawra("circles", "--legs", path, "--json").out)
    assert found["circulation"] == 2 * 999_999_999_999_999_999
    assert found["gross"] == 1_999_999_999_999_999_999


@pytest.mark.parametrize(
    ("rows", "notice"),
    [
        ("A,A,5,USD,fin,2025-01-01,\n", "own-leg"),
        ("A,*,5,USD,fin,2025-01-01,\n*,A,5,USD,pur,2025-01-02,\n", "outside"),
        ("A,B,0,USD,fin,2025-01-01,\nB,A,0,USD,pur,2025-01-02,\n", None),
    ],
)
def test_a_table_in_which_nothing_moves(dawra: Dawra, tmp_path: Path, rows: str, notice: str | None) -> None:
    """One party alone, only the outside, only zeros: zeros and, where legs were left out, why; in both languages."""
    path = written(tmp_path, HEADER + rows)
    found = json.loads(dawra("circles", "--legs", path, "--json").out)
    assert [found[key] for key in ("gross", "circulation", "ratio", "parties", "legs", "deals", "cycles")] == [
        0,
        0,
        0,
        [],
        [],
        [],
        [],
    ]
    assert [one["code"] for one in found["notices"]] == ([notice] if notice else [])
    assert "By this view there is no circle." in dawra("circles", "--legs", path).out
    assert "لا حلقات بحسب هذه النظرة." in dawra("circles", "--legs", path, "--lang", "ar").out


def test_a_range_without_limit_is_told(dawra: Dawra, tmp_path: Path) -> None:
    """A ledger's "at least" both ways: the circulation has no upper end, as JSON and to read."""
    table, book = tmp_path / "deals.csv", tmp_path / "book.db"
    head, rows = TABLE.split("\n", 1)
    head += ",amount_qualifier"
    rows = rows.replace("for $38", "for at least $38").replace("of $10", "of at least $10")
    rows = rows.replace("38000000000,38000000000", "38000000000,").replace("10000000000,10000000000", "10000000000,")
    table.write_text("\n".join([head, *(f"{row},at_least" for row in rows.splitlines())]), encoding="utf-8")
    assert dawra("import", table, "--book", book).code == 0
    found = json.loads(dawra("circles", "--book", book, "--json").out)
    assert found["circulation"] == 20e9
    assert found["ranges"]["circulation"] == [20e9, "unbounded"]
    assert "$20 billion … no limit" in dawra("circles", "--book", book).out


def test_notices_reach_both_forms(dawra: Dawra, tmp_path: Path) -> None:
    """Ties, returns and the outside are said."""
    rows = "A,B,10,USD,fin,2025-01-01,\nB,A,4,USD,ret,2025-01-01,\n*,A,3,USD,pur,2025-06-01,\n"
    path = written(tmp_path, HEADER + rows)
    notices = {n["code"]: n for n in json.loads(dawra("circles", "--legs", path, "--json").out)["notices"]}
    assert notices["same-day"]["count"] == 2
    assert (notices["returns"]["count"], notices["returns"]["amount"]) == (1, 4)
    assert notices["outside"]["amount"] == 3
    out = dawra("circles", "--legs", path).out
    assert "Repayments, interest and dividends" in out
    assert "Legs to or from the outside" in out


def test_a_name_cannot_drive_the_terminal(dawra: Dawra, tmp_path: Path) -> None:
    """Controls in an id are shown as escapes, in text, in JSON and in errors."""
    path = written(tmp_path, HEADER + "\x1b[31mA,B,10,USD,fin,2025-01-01,\nB,\x1b[31mA,9,USD,pur,2025-01-02,\n")
    for words in ((), ("--json",)):
        assert "\x1b" not in dawra("circles", "--legs", path, *words).out
    path = written(tmp_path, HEADER + "A,B,\x1b[31m,USD,fin,2025-01-01,\n")
    assert "\x1b" not in dawra("circles", "--legs", path).err


@pytest.mark.parametrize("command", ["circles", "cycles"])
@pytest.mark.parametrize(
    ("text", "code", "message"),
    [
        ("", 1, "the file is empty"),
        ("from,to\nA,B\n", 1, "line 1: column amount, currency, layer, date missing"),
        (HEADER + "A,B,x,USD,fin,2025-01-01,\n", 1, "line 2: column amount holds 'x'"),
        (HEADER + "A,B,1e999999,USD,fin,2025-01-01,\n", 1, "above 10^18"),
        (HEADER + "A,B,1,XXX,fin,2025-01-01,\n", 1, "column currency holds 'XXX'"),
        (
            HEADER + "A,B,1,USD,fin,2025-01-01,\nB,A,1,SAR,fin,2025-01-01,\n",
            1,
            "the legs are in SAR, USD: name the currency of the result with --currency",
        ),
    ],
)
def test_a_wrong_table_is_an_input_error(
    dawra: Dawra, tmp_path: Path, *, command: str, text: str, code: int, message: str
) -> None:
    """Exit 1, nothing on stdout, and a message that says where."""
    ran = dawra(command, "--legs", written(tmp_path, text), "--json")
    assert (ran.code, ran.out) == (code, "")
    assert message in ran.err


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (("--book", "b.db"), 2, "--book asks a ledger, and --legs reads a table"),
        (("--known", "2025-01-01"), 2, "--known asks a ledger"),
        (("--recorded", "2025-01-01T00:00:00Z"), 2, "--recorded asks a ledger"),
        (("--level", "group"), 2, "--level asks a ledger"),
        (("--level", "planet"), 2, "unknown level 'planet': one of group, company"),
        (("--view", "all"), 2, "unknown view 'all': one of paid, committed, announced"),
        (("--as-of", "soon"), 2, "'soon' is no day"),
        (("--as-of", "2025"), 2, "'2025' is no day"),
        (("--lang", "fr"), 2, "--lang 'fr'"),
        (("--longest", "1"), 2, "a circle has at least 2 legs"),
        (("--longest", "x"), 2, "valid integer"),
        (("--at-least", "many"), 2, "--at-least 'many': write a plain amount"),
        (("--at-least", "-1"), 2, "--at-least '-1'"),
        (("--at-least", "1e999999"), 2, "--at-least"),
        (("--at-least", "nan"), 2, "--at-least"),
        (("--currency", "KWD"), 1, "no exchange rate from USD to KWD"),
        (("--currency", "XXX"), 1, "unknown currency 'XXX'"),
        (("--bogus",), 2, "No such option"),
    ],
)
@pytest.mark.parametrize("command", ["circles", "cycles"])
def test_wrong_options(
    dawra: Dawra, mini: Path, *, command: str, words: tuple[str, ...], code: int, message: str
) -> None:
    """Each has its words and its exit code."""
    ran = dawra(command, "--legs", mini, *words)
    assert (ran.code, ran.out) == (code, "")
    assert message in ran.err


def test_a_missing_table(dawra: Dawra, tmp_path: Path) -> None:
    """Not found is an input error, not a wrong option."""
    ran = dawra("circles", "--legs", tmp_path / "none.csv")
    assert ran.code == 1
    assert "none.csv: cannot be read (No such file or directory). Name a CSV file of legs." in ran.err


def test_help_has_an_example(dawra: Dawra) -> None:
    """One that a reader can copy."""
    for command in ("circles", "cycles"):
        assert f"Example: dawra {command} --legs legs.csv" in " ".join(dawra(command, "--help").out.split())


STATED = (
    "from,to,amount,currency,layer,date,end,deal,status\n"
    "A,B,10,USD,fin,2025-01-01,,d1,completed\n"
    "B,A,100,USD,pur,2025-01-01,2025-04-11,d2,signed\n"
    "B,A,7,USD,pur,2025-01-05,,d3,announced\n"
    "B,A,4,USD,ret,2025-01-05,,d4,completed\n"
    "A,B,3,USD,oth,,,d5,completed\n"
)


def test_what_is_due_stands_beside_what_is_paid(dawra: Dawra, tmp_path: Path) -> None:
    """By the day of the question and in no figure of the view; so do returns and what has no date."""
    path = written(tmp_path, STATED)
    asked = ("circles", "--legs", path, "--as-of", "2025-01-20", "--view", "paid")
    found = json.loads(dawra(*asked, "--json").out)
    assert (found["gross"], found["circulation"]) == (10, 0)
    assert found["due"] == {
        "until": "2025-01-21",
        "currency": "USD",
        "amount": 20,
        "legs": [{"from": "B", "to": "A", "amount": 20, "deals": ["d2"]}],
        "notices": [],
    }
    assert found["returns"] == [{"from": "B", "to": "A", "amount": 4, "deals": ["d4"]}]
    assert found["undated"] == [{"from": "A", "to": "B", "amount": 3, "deal": "d5"}]
    lines = [" ".join(line.split()) for line in dawra(*asked).out.splitlines()]
    assert "Due until before 2025-01-21 under contracts in force; nobody has said that it is paid" in lines
    assert "Due in all $20" in lines
    assert "B → A $20 d2" in lines
    assert "Without a date, so outside the window" in lines
    arabic = dawra(*asked, "--lang", "ar").out
    assert "مجموع المستحق" in arabic
    assert "يعود إلى المموّلين" in arabic
    assert not {"Due", "Goes", "Without"} & set(arabic.split())


def test_nothing_is_due_where_nothing_was_asked_to_be_paid(dawra: Dawra, tmp_path: Path) -> None:
    """Only the paid view as of a day has anything beside it."""
    path = written(tmp_path, STATED)
    for words in ((), ("--view", "paid"), ("--view", "committed", "--as-of", "2025-01-20")):
        assert json.loads(dawra("circles", "--legs", path, "--json", *words).out)["due"] is None
    early = json.loads(dawra("circles", "--legs", path, "--view", "paid", "--as-of", "2024-12-31", "--json").out)
    assert (early["due"]["amount"], early["due"]["legs"], early["gross"]) == (0, [], 0)


def test_what_is_due_in_another_currency_is_converted(dawra: Dawra, tmp_path: Path) -> None:
    """To that of what is paid, by the rate of its day; without one it is left out and said to be."""
    rows = (
        "A,B,10,USD,fin,2025-01-02,,d1,completed\n"
        "B,A,375,SAR,pur,2025-01-02,,d2,signed\n"
        "B,A,5,AFN,pur,2025-01-02,,d3,signed\n"
    )
    path = written(tmp_path, STATED.splitlines()[0] + "\n" + rows)
    due = json.loads(dawra("circles", "--legs", path, "--view", "paid", "--as-of", "2025-02-01", "--json").out)["due"]
    assert (due["amount"], due["currency"]) == (100, "USD")
    assert [(n["code"], n["count"]) for n in due["notices"]] == [("converted", 1), ("no-rate", 1), ("one-step", 1)]
    told = dawra("circles", "--legs", path, "--view", "paid", "--as-of", "2025-02-01").out
    assert "counted in one step on their day" in told


@pytest.mark.parametrize(
    ("graph", "english", "arabic"),
    [
        ("M", "cash (M)", "النقد (M)"),
        (
            "K",
            "cash, credits in kind and shares at fair value (K)",
            "النقد مع الأرصدة العينية والأسهم بقيمتها العادلة (K)",
        ),
    ],
)
def test_the_result_says_its_graph(dawra: Dawra, mini: Path, graph: str, english: str, arabic: str) -> None:
    """In JSON and in words."""
    asked = ("circles", "--legs", mini, "--graph", graph)
    assert json.loads(dawra(*asked, "--json").out)["graph"] == graph
    assert english in dawra(*asked).out
    assert arabic in dawra(*asked, "--lang", "ar").out


@pytest.mark.parametrize(
    ("graph", "advice"),
    [("X", "a stress calls it"), ("S", "who owns whom is no money"), ("k", "there is no such graph")],
)
def test_no_money_goes_round_in_other_graphs(dawra: Dawra, mini: Path, graph: str, advice: str) -> None:
    """Refused before anything is read, with the reason and what to write."""
    ran = dawra("circles", "--legs", mini, "--graph", graph)
    assert (ran.code, ran.out) == (2, "")
    assert advice in ran.err
    assert "Write M or K." in ran.err


TABLE = (
    "kind,status,parties,amount_low,amount_high,amount_currency,date,published,publisher,summary\n"
    "compute_purchase,completed,customer:openai|provider:aws,38000000000,38000000000,USD,2025-11-03,2025-11-04,"
    "Reuters,On 3 November 2025 OpenAI completed a purchase of cloud computing from AWS for $38 billion.\n"
    "equity_investment,completed,investor:amazon|investee:openai,10000000000,10000000000,USD,2025-12-01,"
    "2025-12-02,Reuters,On 1 December 2025 Amazon completed an investment of $10 billion in OpenAI.\n"
)


def test_circles_of_a_ledger(dawra: Dawra, tmp_path: Path) -> None:
    """Without --legs the ledger is asked, at group level; paid is what had moved by the day."""
    book, table = tmp_path / "book.db", tmp_path / "deals.csv"
    table.write_text(TABLE, encoding="utf-8")
    assert dawra("import", table, "--book", book).code == 0
    found = json.loads(dawra("circles", "--book", book, "--as-of", "2026-01-01", "--json").out)
    assert (found["view"], found["circulation"], found["gross"]) == ("announced", 20e9, 48e9)
    assert found["cycles"][0]["parties"] == ["amazon", "openai"]
    assert len(found["cycles"][0]["deals"]) == 2
    early = json.loads(dawra("circles", "--book", book, "--as-of", "2025-11-30", "--view", "paid", "--json").out)
    assert (early["gross"], early["circulation"]) == (38e9, 0)
    assert early["window"] == [None, "2025-12-01"]
    company = json.loads(dawra("circles", "--book", book, "--level", "company", "--json").out)
    assert company["circulation"] == 0
    assert "Amazon → OpenAI" in dawra("circles", "--book", book).out
    assert "أمازون" in dawra("circles", "--book", book, "--lang", "ar").out


GRANT = TABLE + (
    "equity_grant,completed,issuer:amd|holder:openai,2000000000,2000000000,USD,2025-10-06,2025-10-07,Reuters,"
    "On 6 October 2025 AMD completed a grant of shares worth $2 billion to OpenAI.\n"
    "chip_purchase,signed,customer:openai|supplier:amd,5000000000,5000000000,USD,2025-10-06,2025-10-07,Reuters,"
    "On 6 October 2025 OpenAI signed a purchase of chips from AMD for $5 billion.\n"
)


def test_a_grant_goes_round_in_k_alone(dawra: Dawra, tmp_path: Path) -> None:
    """Shares for a purchase: no circle of cash, one at fair value."""
    book, table = tmp_path / "book.db", tmp_path / "deals.csv"
    table.write_text(GRANT, encoding="utf-8")
    assert dawra("import", table, "--book", book).code == 0
    asked = ("circles", "--book", book, "--as-of", "2026-01-01", "--json")
    m, k = (json.loads(dawra(*asked, "--graph", graph).out) for graph in "MK")
    assert (m["circulation"], k["circulation"]) == (20e9, 24e9)
    assert (m["gross"], k["gross"]) == (53e9, 55e9)
    assert ["amd", "openai"] in [cycle["parties"] for cycle in k["cycles"]]
    paid = json.loads(dawra(*asked, "--view", "paid").out)
    assert [(leg["from"], leg["to"], leg["amount"]) for leg in paid["due"]["legs"]] == [("openai", "amd", 5e9)]
