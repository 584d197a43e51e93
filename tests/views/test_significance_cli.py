"""`dawra significance`, as a user meets it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Dawra = Callable[..., Any]
HEADER = "from,to,amount,currency,layer,date,deal\n"
ROLES = HEADER + (
    "N,O,10,USD,fin,2025-01-01,d1\n"
    "N,W,2,USD,fin,2025-01-02,d2\n"
    "M,O,13,USD,fin,2025-01-03,d3\n"
    "A,X,1,USD,fin,2025-01-04,d4\n"
    "O,N,12,USD,pur,2025-01-05,d5\n"
    "O,M,20,USD,pur,2025-01-06,d6\n"
    "X,A,1.5,USD,pur,2025-01-07,d7\n"
    "W,N,8,USD,pur,2025-01-08,d8\n"
)


@pytest.fixture
def roles(tmp_path: Path) -> Path:
    """EX-5.5 as a table, with amounts."""
    return written(tmp_path, ROLES)


@pytest.fixture
def ring(tmp_path: Path) -> Path:
    """Twelve parties in a ring of financing and purchases: more networks than can be listed."""
    rows = [
        f"p{i},p{(i + step) % 12},{step}{i},USD,fin,2025-01-01,f{i}{step}\n"
        f"p{(i + step) % 12},p{i},{step}{i},USD,pur,2025-01-02,q{i}{step}\n"
        for i in range(12)
        for step in (1, 2)
    ]
    return written(tmp_path, HEADER + "".join(rows))


def written(tmp_path: Path, text: str) -> Path:
    """A table with this content."""
    path = tmp_path / "legs.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_as_json(dawra: Dawra, roles: Path) -> None:
    """EX-5.5 in the shape of the interface: exact shares, how many networks, and the common test beside them."""
    ran = dawra("significance", "--legs", roles, "--json")
    found = json.loads(ran.out)
    assert (ran.code, ran.err) == (0, "")
    assert {key: found[key] for key in ("currency", "view", "level", "window", "graph", "null", "draws", "seed")} == {
        "currency": "USD",
        "view": None,
        "level": None,
        "window": None,
        "graph": "M",
        "null": "topology",
        "draws": 999,
        "seed": 0,
    }
    assert (found["parties"], found["legs"], found["graphs"]) == (6, {"fin": 4, "pur": 4}, {"fin": 5, "pur": 5})
    assert found["statistics"]["pairs"] == {
        "observed": 4,
        "p": 0.2,
        "interval": [0.2, 0.2],
        "q": 0.2,
        "resolution": 0.2,
        "mean": 2.24,
        "quantiles": {"0.05": 1, "0.5": 2, "0.95": 4},
        "method": "exact",
        "count": 25,
        "compared": 25,
        "as_large": 5,
        "currency": None,
    }
    overlap = found["statistics"]["overlap"]
    assert (overlap["observed"], overlap["p"], overlap["q"], overlap["currency"]) == (26, 0.01, 0.015, "USD")
    assert found["statistics"]["circulation"]["observed"] == 52
    assert found["pairs"][1] == {
        "financier": "N",
        "customer": "O",
        "financed": 10,
        "paid": 12,
        "both": 10,
        "deals": ["d1", "d5"],
    }
    claim = found["stub_matching"]
    assert (claim["statistic"], claim["observed"], claim["legs"], claim["loops_lost"]) == ("pairs", 4, 8, 0)
    assert claim["kept"] == pytest.approx(23 / 3)
    assert (claim["method"], claim["draws"]) == ("exact", None)
    assert claim["p"] < 0.05 < found["statistics"]["pairs"]["p"]
    assert found["without_amount"] == found["rates"] == found["notices"] == []


def test_random_networks_are_said_to_be_random(dawra: Dawra, ring: Path) -> None:
    """Their number, an interval, the p that is never 0; the same bytes for the same seed."""
    words = ("significance", "--legs", ring, "--draws", "99", "--seed", "5", "--json")
    ran = dawra(*words)
    found = json.loads(ran.out)
    pairs = found["statistics"]["pairs"]
    assert (pairs["observed"], pairs["method"], pairs["count"], pairs["compared"]) == (24, "sampled", None, 99)
    assert (pairs["p"], pairs["as_large"], pairs["resolution"]) == (0.01, 0, 0.01)
    assert pairs["interval"][0] == 0 < pairs["p"] < pairs["interval"][1]
    assert found["graphs"] == {"fin": None, "pur": None}
    assert found["stub_matching"]["method"] == "sampled"
    assert dawra(*words).out == ran.out
    assert dawra(*words[:-2], "6", "--json").out != ran.out


def test_the_null_of_amounts(dawra: Dawra, roles: Path) -> None:
    """Other networks, another answer; nothing that the null cannot change, and no common test."""
    found = json.loads(dawra("significance", "--legs", roles, "--null", "amounts", "--json").out)
    assert found["null"] == "amounts"
    assert set(found["statistics"]) == {"overlap", "circulation"}
    assert found["statistics"]["overlap"]["count"] == 576
    assert found["stub_matching"] is None


def test_to_read(dawra: Dawra, roles: Path) -> None:
    """The null, the table, what p means and does not, the common test, the pairs with their deals."""
    lines = [" ".join(line.split()) for line in dawra("significance", "--legs", roles).out.splitlines()]
    assert "Networks with the same numbers of legs: of financing 5; of purchases 5." in lines
    assert "Financiers paid by those they finance 4 2 1 … 4 0.2 0.2 exact 0.2 all networks: 25" in lines
    assert any(line.startswith("A large p does not mean that nothing goes round") for line in lines)
    assert any("It would have claimed z = 2.031 and “p = 0.0423”." in line for line in lines)
    assert "N O $10 $12 $10 d1, d5" in lines


def test_to_read_with_draws(dawra: Dawra, ring: Path) -> None:
    """An interval in place of exactness; the first pairs and how many there are more."""
    out = dawra("significance", "--legs", ring, "--draws", "99", "--top", "2").out
    lines = [" ".join(line.split()) for line in out.splitlines()]
    assert "Financiers paid by those they finance 24" in " ".join(lines)
    assert any("0.01 0.01 0 … 0.0366 0.01 random networks: 99" in line for line in lines)
    assert any("more than 1,000,000, or too many to count" in line for line in lines)
    assert any("22 more with --top or --json" in line for line in lines)


@pytest.mark.parametrize("null", ["topology", "amounts"])
def test_in_arabic(dawra: Dawra, roles: Path, null: str) -> None:
    """The same figures, and not one English word beside the ids."""
    out = dawra("significance", "--legs", roles, "--null", null, "--lang", "ar").out
    assert "26 دولارًا" in out
    assert "كل الشبكات" in out
    words = {word.strip("«».:،()=") for word in out.split() if word.isascii() and word.strip("«».:،()=").isalpha()}
    assert words <= {"p", "q", "z", *"NOMAWX"}


def test_nothing_to_compare(dawra: Dawra, tmp_path: Path) -> None:
    """A layer without legs: p = 1, no claim, and it is said in both languages."""
    path = written(tmp_path, HEADER + "A,B,5,USD,fin,2025-01-01,d1\nA,C,1,USD,oth,2025-01-01,d2\n")
    found = json.loads(dawra("significance", "--legs", path, "--json").out)
    assert [one["p"] for one in found["statistics"].values()] == [1, 1, 1]
    assert {"no-pur", "other-layers"} <= {notice["code"] for notice in found["notices"]}
    english = dawra("significance", "--legs", path).out
    assert "No leg of purchases is left to compare." in english
    assert "By this view nobody is." in english
    assert "It has nothing to claim" in english
    assert "لا تدفق شراء يمكن أن يُقارن" in dawra("significance", "--legs", path, "--lang", "ar").out


def test_row_order_changes_no_byte(dawra: Dawra, ring: Path, tmp_path: Path) -> None:
    """Random networks are drawn from the network, not from the file."""
    rows = ring.read_text(encoding="utf-8").splitlines()
    words = ("--draws", "20", "--json")
    told = dawra("significance", "--legs", ring, *words).out
    other = written(tmp_path, "\n".join([rows[0], *rows[:0:-1]]) + "\n")
    assert dawra("significance", "--legs", other, *words).out == told


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (("--null", "weights"), 2, "unknown null 'weights': one of topology, amounts"),
        (("--draws", "0"), 2, "0 draws: at least 1"),
        (("--draws", "many"), 2, "valid integer"),
        (("--seed", "-1"), 2, "seed -1: write a whole number from 0"),
        (("--view", "all"), 2, "unknown view 'all'"),
        (("--book", "b.db"), 2, "--book asks a ledger, and --legs reads a table"),
        (("--lang", "fr"), 2, "--lang 'fr'"),
        (("--currency", "XXX"), 1, "unknown currency 'XXX'"),
        (("--currency", "KWD"), 1, "no exchange rate from USD to KWD"),
    ],
)
def test_wrong_options(dawra: Dawra, roles: Path, *, words: tuple[str, ...], code: int, message: str) -> None:
    """Each has its words and its exit code."""
    ran = dawra("significance", "--legs", roles, *words)
    assert (ran.code, ran.out) == (code, "")
    assert message in ran.err


def test_help_has_an_example(dawra: Dawra) -> None:
    """One that a reader can copy."""
    assert "Example: dawra significance --legs legs.csv" in " ".join(dawra("significance", "--help").out.split())


TABLE = (
    "kind,status,parties,amount_low,amount_high,amount_currency,date,published,publisher,summary\n"
    "compute_purchase,completed,customer:openai|provider:aws,38000000000,38000000000,USD,2025-11-03,2025-11-04,"
    "Reuters,On 3 November 2025 OpenAI completed a purchase of cloud computing from AWS for $38 billion.\n"
    "equity_investment,completed,investor:amazon|investee:openai,10000000000,10000000000,USD,2025-12-01,"
    "2025-12-02,Reuters,On 1 December 2025 Amazon completed an investment of $10 billion in OpenAI.\n"
)


def test_of_a_ledger(dawra: Dawra, tmp_path: Path) -> None:
    """At group level Amazon is paid by whom it finances; the only network there could be says nothing."""
    book, table = tmp_path / "book.db", tmp_path / "deals.csv"
    table.write_text(TABLE, encoding="utf-8")
    assert dawra("import", table, "--book", book).code == 0
    found = json.loads(dawra("significance", "--book", book, "--as-of", "2026-01-01", "--json").out)
    assert (found["view"], found["level"], found["graphs"]) == ("announced", "group", {"fin": 1, "pur": 1})
    assert found["statistics"]["overlap"]["observed"] == 10e9
    assert found["statistics"]["overlap"]["p"] == 1
    (pair,) = found["pairs"]
    assert (pair["financier"], pair["customer"], len(pair["deals"])) == ("amazon", "openai", 2)
    assert "Amazon" in dawra("significance", "--book", book, "--as-of", "2026-01-01").out


def test_a_statistic_by_its_name(dawra: Dawra, tmp_path: Path) -> None:
    """The joint round trips only where they are asked for, in their own words; an unknown name is refused."""
    path = tmp_path / "own.csv"
    path.write_text(
        "from,to,amount,currency,layer,date\nA,B,10,USD,fin,2025-01-01\nB,A,8,USD,pur,2025-01-02\n", encoding="utf-8"
    )
    asked = ("significance", "--legs", path)
    assert set(json.loads(dawra(*asked, "--json").out)["statistics"]) == {"pairs", "overlap", "circulation"}
    chosen = (*asked, "--statistic", "joint", "--statistic", "pairs")
    found = json.loads(dawra(*chosen, "--json").out)["statistics"]
    assert (list(found), found["joint"]["observed"]) == (["pairs", "joint"], 8)
    assert "Round trips of all financiers, each sum once" in dawra(*chosen).out
    assert "ما يعود إلى الممولين جميعًا" in dawra(*chosen, "--lang", "ar").out
    wrong = dawra(*asked, "--statistic", "J")
    assert (wrong.code, wrong.out) == (2, "")
    assert "--statistic 'J': write one of pairs, overlap, circulation, joint." in wrong.err


def test_legs_without_an_amount_stand_apart(dawra: Dawra, tmp_path: Path) -> None:
    """The numbers of both kinds of legs are told, in both languages."""
    table, book = tmp_path / "deals.csv", tmp_path / "book.db"
    table.write_text(
        "kind,status,parties,amount_low,amount_high,amount_currency,date,published,publisher,summary\n"
        "compute_purchase,signed,customer:openai|provider:aws,38000000000,38000000000,USD,2025-11-03,2025-11-04,"
        "Reuters,On 3 November 2025 OpenAI signed a purchase of cloud computing from AWS for $38 billion.\n"
        "equity_investment,announced,investor:amazon|investee:openai,,,,2025-12-01,"
        "2025-12-02,Reuters,On 1 December 2025 Amazon announced an investment in OpenAI.\n",
        encoding="utf-8",
    )
    assert dawra("import", table, "--book", book).code == 0
    asked = ("significance", "--book", book, "--as-of", "2026-01-01")
    found = json.loads(dawra(*asked, "--json").out)
    assert (found["legs"], found["stated"]) == ({"fin": 1, "pur": 1}, {"fin": 0, "pur": 1})
    assert len(found["without_amount"]) == 1
    out = dawra(*asked).out
    assert "Measures of amounts compare the legs whose amount is known: of financing 0; of purchases 1." in out
    assert "counted only where it matters who pays whom: 1." in out
    assert "المعلوم مبلغها" in dawra(*asked, "--lang", "ar").out
