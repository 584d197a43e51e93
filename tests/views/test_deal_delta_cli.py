"""`dawra deal-delta`, as a user meets it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Dawra = Callable[..., Any]
HEADER = "from,to,amount,currency,layer,date,deal,status\n"
MINI = HEADER + (
    "N,O,10,USD,fin,2025-01-01,d1,\n"
    "N,W,2,USD,fin,2025-01-02,d2,\n"
    "M,O,13,USD,fin,2025-01-03,d3,\n"
    "O,R,12,USD,pur,2025-01-04,d4,\n"
    "O,M,20,USD,pur,2025-01-05,d5,signed\n"
    "R,N,15,USD,pur,2025-01-06,d6,\n"
    "W,N,8,USD,pur,2025-01-07,d7,\n"
)
DEALS = (
    "kind,status,parties,amount_low,amount_high,amount_currency,date,published,publisher,summary\n"
    "compute_purchase,signed,customer:openai|provider:aws,38000000000,38000000000,USD,2025-11-03,2025-11-04,"
    "Reuters,On 3 November 2025 OpenAI signed a purchase of cloud computing from AWS for $38 billion.\n"
    "equity_investment,announced,investor:amazon|investee:openai,10000000000,10000000000,USD,2025-12-01,"
    "2025-12-02,Reuters,On 1 December 2025 Amazon announced an investment of $10 billion in OpenAI.\n"
    "partnership,announced,partner:openai|partner:arm,,,,2025-12-03,2025-12-04,"
    "Reuters,On 3 December 2025 OpenAI announced a partnership with Arm.\n"
)


@pytest.fixture
def mini(tmp_path: Path) -> Path:
    """EX-2.1 as a table."""
    path = tmp_path / "mini.csv"
    path.write_text(MINI, encoding="utf-8")
    return path


@pytest.fixture
def book(dawra: Dawra, tmp_path: Path) -> Path:
    """A ledger of three deals, two of which close a circle."""
    table, path = tmp_path / "deals.csv", tmp_path / "book.db"
    table.write_text(DEALS, encoding="utf-8")
    assert dawra("import", table, "--book", path).code == 0
    return path


def ids(dawra: Dawra, book: Path) -> dict[str, str]:
    """The id of each deal by its kind."""
    found = json.loads(dawra("deals", "--book", book, "--json").out)["deals"]
    return {deal["kind"]: deal["id"] for deal in found}


def test_as_json(dawra: Dawra, mini: Path) -> None:
    """EX-2.1: the first deal carries half of the circulation."""
    ran = dawra("deal-delta", "d1", "--legs", mini, "--json")
    assert (ran.code, ran.err) == (0, "")
    found = json.loads(ran.out)
    cycles = found.pop("cycles")
    assert found.pop("self_funded")
    assert found.pop("concentration")
    assert [(c["parties"], c["value"], c["deals"]) for c in cycles] == [(["N", "O", "R"], 10, ["d1", "d4", "d6"])]
    assert found == {
        "deal": "d1",
        "currency": "USD",
        "view": None,
        "level": None,
        "window": None,
        "graph": "M",
        "gross": 10,
        "minimum_notional": -10,
        "excess": 20,
        "bilateral": 0,
        "circulation": 30,
        "ratio": pytest.approx(0.75 - 3 / 7),
        "ranges": {"gross": [10, 10], "circulation": [30, 30]},
        "before": {
            "gross": 70,
            "minimum_notional": 28,
            "excess": 42,
            "bilateral": 30,
            "circulation": 30,
            "ratio": pytest.approx(3 / 7),
        },
        "after": {
            "gross": 80,
            "minimum_notional": 18,
            "excess": 62,
            "bilateral": 30,
            "circulation": 60,
            "ratio": 0.75,
        },
        "canonical": 10,
        "canonical_range": [10, 10],
        "price": 30,
        "legs": [{"from": "N", "to": "O", "layer": "fin", "status": "completed", "amount": 10, "flow": 10, "slope": 3}],
        "cycles_complete": True,
        "without_amount": [],
        "rates": [],
        "notices": [],
    }


def test_what_it_changes_in_self_funded_revenue_and_in_concentration(dawra: Dawra, mini: Path) -> None:
    """EX-2.1 in the order of its days.

    N's 10 reach O beside M's 13, so that 12 to R carry 120 / 23 of N's pro rata, and O keeps up to 11 of M's; without
    them O keeps 1. O has two funders instead of one.
    """
    found = json.loads(dawra("deal-delta", "d1", "--legs", mini, "--json").out)
    funded = found["self_funded"]
    assert (funded["clock"], funded["joint"]) == ("event", {"before": 3, "after": 23})
    assert {one["vendor"]: [one[when]["upper"] for when in ("before", "after")] for one in funded["vendors"]} == {
        "N": [2, 12],
        "M": [1, 11],
    }
    n = next(one for one in funded["vendors"] if one["vendor"] == "N")
    assert (n["before"]["point"], n["after"]["point"]) == (2, pytest.approx(2 + 120 / 23))
    assert (n["before"]["receipts"], n["after"]["receipts"]) == (23, 23)
    (side,) = found["concentration"]
    assert (side["party"], side["side"], side["before"]["hhi"]) == ("O", "funders", 1)
    assert (side["after"]["hhi"], side["change"]) == (pytest.approx(269 / 529), pytest.approx(-260 / 529))
    lines = [" ".join(line.split()) for line in dawra("deal-delta", "d1", "--legs", mini).out.splitlines()]
    assert "N At most $2 $12 +$10" in lines
    assert "All of them together, at most $3 $23 +$20" in lines
    assert "O funders 1 0.5085 -0.4915" in lines
    arabic = dawra("deal-delta", "d1", "--legs", mini, "--lang", "ar").out
    assert "ما تغيره في ما يموله البائعون من إيراداتهم" in arabic
    assert "ما تغيره في التركّز" in arabic


def test_without_its_only_purchase_a_vendor_funds_nothing(dawra: Dawra, tmp_path: Path) -> None:
    """It is no vendor then; its figures are 0, not missing. Without its only finance it still has receipts."""
    path = tmp_path / "legs.csv"
    path.write_text(HEADER + "A,B,10,USD,fin,2025-01-01,d1,\nB,A,8,USD,pur,2025-01-02,d2,\n", encoding="utf-8")
    unfunded = json.loads(dawra("deal-delta", "d1", "--legs", path, "--json").out)["self_funded"]["vendors"][0]
    assert unfunded["before"] == {"receipts": 8, "lower": 0, "point": 0, "upper": 0}
    found = json.loads(dawra("deal-delta", "d2", "--legs", path, "--json").out)
    assert found["self_funded"]["vendors"] == [
        {
            "vendor": "A",
            "before": {"receipts": 0, "lower": 0, "point": 0, "upper": 0},
            "after": {"receipts": 8, "lower": 8, "point": 8, "upper": 8},
        }
    ]


def test_to_read(dawra: Dawra, mini: Path) -> None:
    """Without it, with it, and the difference with its sign."""
    lines = [" ".join(line.split()) for line in dawra("deal-delta", "d1", "--legs", mini).out.splitlines()]
    assert "What deal d1 adds" in lines
    assert "Circular flow $30 $60 +$30" in lines
    assert "Least that must move $28 $18 -$10" in lines
    assert "Share that goes round 42.9% 75% +32.14 points" in lines
    assert "N → O $10 $10 3" in lines
    assert "1. $10 N → O → R → N" in lines


def test_in_arabic(dawra: Dawra, mini: Path) -> None:
    """The same figures, and no English word."""
    out = dawra("deal-delta", "d1", "--legs", mini, "--lang", "ar").out
    assert "ما تضيفه الصفقة d1" in out
    assert "+30 دولارًا" in out
    assert not any(word in out for word in ("Circular", "Without", "Payment"))


def test_a_view_may_leave_the_deal_out(dawra: Dawra, mini: Path) -> None:
    """It is known, adds nothing to what was paid, and a notice says why."""
    found = json.loads(dawra("deal-delta", "d5", "--legs", mini, "--view", "paid", "--json").out)
    assert (found["view"], found["circulation"], found["gross"], found["legs"]) == ("paid", 0, 0, [])
    assert found["notices"][0] == {"code": "deal-not-in-network", "count": None, "amount": None, "names": ["d5"]}
    out = dawra("deal-delta", "d5", "--legs", mini, "--view", "paid").out
    assert "The deal has no leg among those counted here, so it adds nothing: d5." in out


def test_an_unknown_deal(dawra: Dawra, mini: Path, book: Path) -> None:
    """Exit 1, with the nearest ids of the table or the ledger."""
    ran = dawra("deal-delta", "d9", "--legs", mini)
    assert (ran.code, ran.out) == (1, "")
    assert "no deal 'd9' among the legs. Near: d" in ran.err
    right = ids(dawra, book)["equity_investment"][:8]
    wrong = right[:-1] + ("0" if right[-1] != "0" else "1")
    ran = dawra("deal-delta", wrong, "--book", book)
    assert (ran.code, ran.out) == (1, "")
    assert f"Near: {right}" in ran.err


def test_a_deal_of_a_ledger(dawra: Dawra, book: Path) -> None:
    """By the start of its id or of a claim's; said in words; the deal's own legs only."""
    known = ids(dawra, book)
    found = json.loads(dawra("deal-delta", known["equity_investment"][:10], "--book", book, "--json").out)
    assert found["deal"] == known["equity_investment"]
    assert (found["view"], found["level"]) == ("announced", "group")
    assert (found["gross"], found["circulation"], found["canonical"]) == (10e9, 20e9, 10e9)
    assert found["cycles"][0]["parties"] == ["amazon", "openai"]
    out = dawra("deal-delta", known["equity_investment"][:10], "--book", book).out
    assert "adds: Amazon invests $10 billion in OpenAI" in out
    assert "أمازون" in dawra("deal-delta", known["equity_investment"], "--book", book, "--lang", "ar").out


def test_a_deal_without_money_adds_nothing(dawra: Dawra, book: Path) -> None:
    """A partnership has no leg."""
    found = json.loads(dawra("deal-delta", ids(dawra, book)["partnership"], "--book", book, "--json").out)
    assert (found["gross"], found["circulation"], found["after"]["circulation"]) == (0, 0, 20e9)
    assert found["notices"][0]["code"] == "deal-not-in-network"


def test_a_claim_of_the_deal_and_its_former_id(dawra: Dawra, book: Path, tmp_path: Path) -> None:
    """An earlier claim gives the deal another id; the old one still finds it."""
    before = ids(dawra, book)["equity_investment"]
    earlier = tmp_path / "earlier.csv"
    head = DEALS.splitlines()[0]
    earlier.write_text(
        f"{head}\nequity_investment,in_talks,investor:amazon|investee:openai,10000000000,10000000000,USD,2025-11-20,"
        "2025-11-20,Bloomberg,On 20 November 2025 Amazon was in talks to invest $10 billion in OpenAI.\n",
        encoding="utf-8",
    )
    assert dawra("import", earlier, "--book", book).code == 0
    now = ids(dawra, book)["equity_investment"]
    assert now != before
    found = json.loads(dawra("deal-delta", before, "--book", book, "--json").out)
    assert (found["deal"], found["circulation"]) == (now, 20e9)


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (("--book", "b.db"), 2, "--book asks a ledger, and --legs reads a table"),
        (("--view", "all"), 2, "unknown view 'all'"),
        (("--lang", "fr"), 2, "--lang 'fr'"),
        (("--currency", "XXX"), 1, "unknown currency 'XXX'"),
        (("--currency", "KWD"), 1, "no exchange rate from USD to KWD"),
        (("--top", "-1"), 2, "--top"),
    ],
)
def test_wrong_options(dawra: Dawra, mini: Path, words: tuple[str, ...], code: int, message: str) -> None:
    """Each has its words and its exit code."""
    ran = dawra("deal-delta", "d1", "--legs", mini, *words)
    assert (ran.code, ran.out) == (code, "")
    assert message in ran.err


def test_help_has_an_example(dawra: Dawra) -> None:
    """One that a reader can copy."""
    assert "Example: dawra deal-delta d4 --legs legs.csv" in " ".join(dawra("deal-delta", "--help").out.split())
