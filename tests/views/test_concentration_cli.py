"""`dawra concentration`, as a user meets it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Dawra = Callable[..., Any]
HEADER = "from,to,amount,currency,layer,date,end,deal\n"
LEGS = HEADER + (
    "O,W,250,USD,pur,2025-10-28,,d1\n"
    "O,R,300,USD,pur,2025-07-21,,d2\n"
    "O,A,38,USD,pur,2025-11-03,,d3\n"
    "O,C,22.4,USD,pur,2025-09-25,,d4\n"
    "N,O,100,USD,fin,2025-09-22,,d5\n"
    "*,O,25,USD,fin,2025-03-31,,d6\n"
    "R,N,40,USD,pur,2025-05-23,,d7\n"
)
"""EX-6.1 with two funders, one of them unnamed, and a supplier's supplier."""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """The legs as a file."""
    return written(tmp_path, LEGS)


def written(tmp_path: Path, text: str) -> Path:
    """A table with this content."""
    path = tmp_path / "legs.csv"
    path.write_text(text, encoding="utf-8")
    return path


def found(dawra: Dawra, *words: object) -> Any:  # noqa: ANN401 - what JSON holds
    """The JSON of the command."""
    ran = dawra("concentration", *words, "--json")
    assert (ran.code, ran.err) == (0, "")
    return json.loads(ran.out)


def lines(dawra: Dawra, *words: object) -> list[str]:
    """The text of the command, a space between columns."""
    return [" ".join(line.split()) for line in dawra("concentration", *words).out.splitlines()]


def test_one_side_as_json(dawra: Dawra, table: Path) -> None:
    """EX-6.1 in currency units: shares down to deals, the index, and what each deal changes."""
    result = found(dawra, "O", "--legs", table, "--side", "suppliers")
    assert (result["currency"], result["view"], result["level"], result["window"]) == ("USD", None, None, None)
    assert result["graph"] == "M"
    assert result["reference"] == {"hhi": 0.18, "change": 0.01, "source": "US Merger Guidelines 2023"}
    (side,) = result["parties"]
    assert (side["id"], side["side"], side["layer"], side["per"], side["total"]) == (
        "O",
        "suppliers",
        "pur",
        "total",
        610.4,
    )
    assert side["points"] == pytest.approx(4145.2138, abs=5e-5)
    assert side["effective_number"] == pytest.approx(2.41242, abs=5e-6)
    assert side["largest"] == {"id": "R", "share": 300 / 610.4}
    assert side["above_reference"] is True
    assert side["ranges"]["hhi"] == [side["hhi"], side["hhi"]]
    assert (side["loose"], side["without_term"]) == ([], [])
    assert side["shares"][0] == {"id": "R", "share": 300 / 610.4, "amount": 300, "ceiling": False, "deals": ["d2"]}
    (change,) = (one for one in side["deals"] if one["id"] == "d3")
    assert change["before"]["hhi"] * 10_000 == pytest.approx(4669.7881, abs=5e-5)
    assert change["before"]["effective_number"] == pytest.approx(2.14142, abs=5e-6)
    assert change["after"]["hhi"] == side["hhi"]
    assert change["change"] * 10_000 == pytest.approx(-524.5743, abs=5e-5)
    assert change["above_reference"] is False
    assert (result["demand"], result["rates"], result["notices"]) == (None, [], [])


def test_all_sides_and_the_demand_behind_them(dawra: Dawra, table: Path) -> None:
    """What nobody named is a range; what N gets from R rests on O in the end."""
    result = found(dawra, "--legs", table)
    sides = {(side["id"], side["side"]): side for side in result["parties"]}
    assert set(sides) == {
        *(("O", side) for side in ("suppliers", "funders")),
        *((vendor, "customers") for vendor in "WRACN"),
        ("R", "suppliers"),
    }
    funders = sides["O", "funders"]
    assert (funders["hhi"], funders["ranges"]["hhi"]) == (0.68, [0.64, 1])
    assert funders["ranges"]["effective_number"] == [1, 1 / 0.64]
    assert funders["ranges"]["largest_share"] == [0.8, 1]
    assert funders["largest"] == {"id": "N", "share": 0.8}
    assert [(n["code"], n["count"], n["amount"]) for n in result["notices"]] == [("unnamed", 1, 25)]
    (nvidia,) = (party for party in result["demand"]["parties"] if party["id"] == "N")
    assert nvidia["sources"] == [{"id": "O", "amount": pytest.approx(40), "share": pytest.approx(1)}]
    assert (nvidia["receipts"], nvidia["ceiling"], result["demand"]["groups"]) == (40, False, [])


def test_one_deal_without_it_and_with_it(dawra: Dawra, table: Path) -> None:
    """Only the sides that it is on, and its line in each."""
    result = found(dawra, "--legs", table, "--deal", "d2")
    assert result["deal"] == "d2"
    changes = {(side["id"], side["side"]): side["deals"] for side in result["parties"]}
    assert list(changes) == [("O", "suppliers"), ("R", "customers")]
    (first,) = changes["R", "customers"]
    assert (first["before"], first["after"], first["change"]) == (None, {"hhi": 1, "effective_number": 1}, None)
    (change,) = changes["O", "suppliers"]
    assert change["before"]["hhi"] == pytest.approx((250**2 + 38**2 + 22.4**2) / 310.4**2)
    text = lines(dawra, "--legs", table, "--deal", "d2")
    assert "The index without deal d2 and with it" in text
    assert "R customers not known 1 not known" in text
    assert "O suppliers 0.6689 0.4145 -0.2544" in text


def test_one_party_to_read(dawra: Dawra, table: Path) -> None:
    """Figures with ranges, shares down to deals, and what the lines of the guidelines are."""
    text = lines(dawra, "O", "--legs", table)
    assert "O: suppliers, $610.4" in text
    assert "Concentration (HHI) 0.4145 (4,145 points)" in text
    assert "Effective number 2.41" in text
    assert "Largest: R 49.1%" in text
    assert "A $38 6.2% d3" in text
    assert "d3 0.467 0.4145 -0.0525" in text
    assert "Concentration (HHI) 0.68 (6,800 points) 0.64 … 1" in text
    assert "others, not named $25 20% d6" not in text  # a table's ids are shown as written
    assert "* $25 20% d6" in text
    assert any("Suppliers, customers and funders are no market" in line for line in text)
    assert "On whose purchases the receipts of N rest in the end" in lines(dawra, "N", "--legs", table)


def test_everyone_to_read(dawra: Dawra, table: Path) -> None:
    """One line a side, the largest first, and how many more there are."""
    text = lines(dawra, "--legs", table, "--top", "1")
    assert "Party Side Amount Effective number Largest Share" in text
    assert "O suppliers $610.4 2.41 R 49.1%" in text
    assert "7 more with --top or --json" in text


def test_in_arabic(dawra: Dawra, table: Path) -> None:
    """The same figures, and no English sentence."""
    for words in (("O",), (), ("--deal", "d2"), ("N",)):
        out = dawra("concentration", *words, "--legs", table, "--lang", "ar").out
        assert "0.4145" in out or words in {(), ("N",)}
        for word in ("Concentration", "suppliers", "customers", "Largest", "Above", "Without", "known", "rest"):
            assert word not in out
    assert "الموردون" in dawra("concentration", "O", "--legs", table, "--lang", "ar").out


def test_terms_are_compared_per_year_unless_whole(dawra: Dawra, tmp_path: Path) -> None:
    """38 over seven years beside 6 over one, and one of unknown length that is at most all of it a year."""
    rows = (
        "O,A,38,USD,pur,2025-11-03,2032-11-03,long\n"
        "O,B,6,USD,pur,2025-01-01,2026-01-01,short\n"
        "O,C,5,USD,pur,2025-01-01,,once\n"
    )
    table = written(tmp_path, HEADER + rows)
    (side,) = found(dawra, "O", "--legs", table)["parties"]
    assert (side["per"], side["without_term"]) == ("year", ["once"])
    assert [(share["id"], share["amount"], share["ceiling"]) for share in side["shares"]] == [
        ("B", 6, False),
        ("A", 5.43, False),
        ("C", 5, True),
    ]
    (whole,) = found(dawra, "O", "--legs", table, "--whole")["parties"]
    assert (whole["per"], whole["total"], whole["without_term"]) == ("total", 49, [])
    text = lines(dawra, "O", "--legs", table)
    assert "O: suppliers, up to $16.43 a year" in text
    assert "C up to $5 a year 30.4% once" in text
    assert "A $5.43 a year 33% long" in text
    assert "ما يصل إلى 5 دولارات سنويًا" in dawra("concentration", "O", "--legs", table, "--lang", "ar").out


def test_nobody_and_nothing(dawra: Dawra, tmp_path: Path) -> None:
    """Only unnamed customers, then no purchases at all."""
    table = written(tmp_path, HEADER + "*,O,5,USD,pur,2025-01-01,,d\n")
    (side,) = found(dawra, "--legs", table)["parties"]
    assert (side["largest"], side["ranges"]["effective_number"]) == (None, [1, "unbounded"])
    assert "O customers $5 1 nobody named" in lines(dawra, "--legs", table)
    assert "Effective number 1 1 … no limit" in lines(dawra, "O", "--legs", table)
    other = written(tmp_path, HEADER + "A,B,5,USD,oth,2025-01-01,,d\n")
    assert found(dawra, "--legs", other)["parties"] == []
    assert "By this view nobody has suppliers, customers or funders." in lines(dawra, "--legs", other)


def test_a_closed_group_is_named(dawra: Dawra, tmp_path: Path) -> None:
    """In a notice, and in place of its sources."""
    table = written(tmp_path, HEADER + "A,B,5,USD,pur,2025-01-01,,d\nB,A,5,USD,pur,2025-01-02,,e\n")
    result = found(dawra, "A", "--legs", table)
    assert result["demand"]["groups"] == [["A", "B"]]
    assert [(n["code"], n["names"]) for n in result["notices"]] == [("closed-group", ["A", "B"])]
    text = lines(dawra, "A", "--legs", table)
    assert "on nobody's outside its own group" in text
    assert any("their receipts rest on nobody's demand: A and B." in line for line in text)


def test_the_demand_behind_very_many_parties_is_worked_out_one_at_a_time(dawra: Dawra, tmp_path: Path) -> None:
    """Left out unasked, and said; asked for, it is there."""
    rows = "".join(f"A,B{number},5,USD,pur,2025-01-01,,\n" for number in range(1001))
    table = written(tmp_path, HEADER + rows)
    result = found(dawra, "--legs", table)
    assert result["demand"] is None
    assert {n["code"]: n["count"] for n in result["notices"]}["demand-left-out"] == 1001
    (one,) = found(dawra, "B7", "--legs", table)["demand"]["parties"]
    assert one["sources"] == [{"id": "A", "amount": 5, "share": 1}]


def test_row_order_changes_no_byte(dawra: Dawra, table: Path, tmp_path: Path) -> None:
    """The same legs in another order give the same JSON."""
    before = dawra("concentration", "--legs", table, "--json").out
    rows = LEGS.splitlines()[1:]
    other = written(tmp_path, HEADER + "\n".join(rows[::-1]) + "\n")
    assert dawra("concentration", "--legs", other, "--json").out == before


def test_amounts_beyond_int64_are_printed_whole(dawra: Dawra, tmp_path: Path) -> None:
    """10^18 dollars and as many again are more cents than int64 holds."""
    table = written(tmp_path, HEADER + "A,B,1e18,USD,pur,2025-01-01,,d\nA,C,1e18,USD,pur,2025-01-01,,e\n")
    (side,) = found(dawra, "A", "--legs", table)["parties"]
    assert (side["total"], side["hhi"]) == (2 * 10**18, 0.5)


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (("--side", "lenders"), 2, "--side 'lenders': write one of suppliers, customers, funders"),
        (("--layer", "ret"), 2, "--layer 'ret': write pur or fin"),
        (("--layer", "fin", "--side", "customers"), 2, "--side customers has the layer pur, not fin"),
        (("--deal", "d"), 1, "'d' fits 7 deals with legs. Write more of the id"),
        (("--deal", "x"), 1, "'x' fits 0 deals with legs"),
        (("--deal", ""), 1, "'' fits 0 deals with legs"),
        (("Q",), 1, "no party 'Q' in the table. There are"),
        (("W", "--side", "suppliers"), 1, "no leg of 'W' with suppliers"),
        (("--currency", "XXX"), 1, "unknown currency 'XXX'"),
        (("--book", "b.db"), 2, "--book asks a ledger, and --legs reads a table"),
        (("--lang", "fr"), 2, "--lang 'fr'"),
        (("--bogus",), 2, "No such option"),
    ],
)
def test_wrong_options(dawra: Dawra, table: Path, *, words: tuple[str, ...], code: int, message: str) -> None:
    """Each has its words and its exit code."""
    ran = dawra("concentration", *words, "--legs", table)
    assert (ran.code, ran.out) == (code, "")
    assert message in ran.err


def test_help_has_an_example(dawra: Dawra) -> None:
    """One that a reader can copy."""
    shown = " ".join(dawra("concentration", "--help").out.split())
    assert "Example: dawra concentration OpenAI --view committed." in shown


TABLE = (
    "kind,status,parties,amount_low,amount_high,amount_currency,date,published,publisher,summary\n"
    "compute_purchase,completed,customer:openai|provider:aws,38000000000,38000000000,USD,2025-11-03,2025-11-04,"
    "Reuters,On 3 November 2025 OpenAI completed a purchase of cloud computing from AWS for $38 billion.\n"
    "compute_purchase,completed,customer:openai|provider:coreweave,12000000000,12000000000,USD,2025-03-10,2025-03-11,"
    "Reuters,On 10 March 2025 OpenAI completed a purchase of cloud computing from CoreWeave for $12 billion.\n"
    "compute_purchase,announced,customer:openai|provider:cerebras,,,,2025-03-10,2025-03-11,"
    "Reuters,On 10 March 2025 OpenAI announced a purchase of cloud computing from Cerebras.\n"
)


def test_a_ledger_knows_names_and_levels(dawra: Dawra, tmp_path: Path) -> None:
    """In either script; a unit counts with its group unless companies are asked for; deals open by their start."""
    book, rows = tmp_path / "book.db", tmp_path / "deals.csv"
    rows.write_text(TABLE, encoding="utf-8")
    assert dawra("import", rows, "--book", book).code == 0
    result = found(dawra, "أوبن إيه آي", "--book", book)
    (side,) = result["parties"]
    assert (result["level"], result["view"], side["id"], side["total"]) == ("group", "announced", "openai", 50e9)
    named = {share["id"] for share in side["shares"] if share["amount"]}
    assert named == {"amazon", "coreweave"}
    assert len(result["without_amount"]) == 1
    company = found(dawra, "AWS", "--book", book, "--level", "company")
    assert [(one["id"], one["side"]) for one in company["parties"]] == [("aws", "customers")]
    group = found(dawra, "AWS", "--book", book)
    assert [(one["id"], one["side"]) for one in group["parties"]] == [("amazon", "customers")]
    (deal,) = side["shares"][0]["deals"]
    assert found(dawra, "--book", book, "--deal", deal[:9])["deal"] == deal
    assert "أمازون" in dawra("concentration", "OpenAI", "--book", book, "--lang", "ar").out
    ran = dawra("concentration", "Opn AI", "--book", book)
    assert ran.code == 1
    assert "Did you mean Open AI (openai)?" in ran.err
