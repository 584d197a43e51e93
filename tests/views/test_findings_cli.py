"""`dawra findings`: a page whose figures are those of the measures."""

import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dawra.views.findings_page import findings_page

Dawra = Callable[..., Any]
ROOT = Path(__file__).parents[2]
DAYS = ("--as-of", "2026-06-30", "--known", "2026-06-30")
DEALS = (
    "kind,status,parties,amount_low,amount_high,amount_currency,amount_qualifier,date,published,publisher,summary\n"
    "equity_investment,completed,investor:amazon|investee:openai,10000000000,10000000000,USD,exact,2025-03-01,"
    '2025-03-02,News,"Amazon invested $10 billion in OpenAI on 1 March 2025, an investment that is completed."\n'
    "compute_purchase,signed,customer:openai|provider:amazon,38000000000,38000000000,USD,exact,2025-11-03,"
    '2025-11-04,News,"OpenAI signed a deal on 3 November 2025 to buy computing power for $38 billion from Amazon."\n'
    "equity_investment,announced,investor:nvidia|investee:openai,,20000000000,USD,up_to,2025-09-22,"
    '2025-09-22,News,"Nvidia announced on 22 September 2025 that it invests up to $20 billion in OpenAI."\n'
    "compute_purchase,signed,customer:openai|provider:oracle,30000000000,30000000000,USD,exact,2025-09-10,"
    '2025-09-10,News,"OpenAI signed a deal on 10 September 2025 to buy computing power for $30 billion from Oracle."\n'
    "chip_purchase,planned,customer:oracle|supplier:nvidia,40000000000,40000000000,USD,exact,2025-05-23,"
    '2025-05-23,News,"Oracle planned on 23 May 2025 to buy chips for $40 billion from Nvidia."\n'
    "chip_purchase,announced,customer:openai|supplier:amd,,,,,2025-10-06,"
    '2025-10-06,News,"OpenAI announced on 6 October 2025 that it buys chips from AMD."\n'
)


@pytest.fixture
def book(dawra: Dawra, tmp_path: Path) -> Path:
    """A ledger of six deals: two circles, one deal without an amount."""
    table = tmp_path / "deals.csv"
    table.write_text(DEALS, encoding="utf-8")
    ran = dawra("import", table, "--book", tmp_path / "book.db")
    assert "refused: 0" in ran.out
    return tmp_path / "book.db"


@pytest.fixture
def result(dawra: Dawra, book: Path) -> dict[str, Any]:
    """The findings as JSON."""
    ran = dawra("findings", "--book", book, *DAYS, "--json")
    assert (ran.code, ran.err) == (0, "")
    found: dict[str, Any] = json.loads(ran.out)
    return found


def without(record: dict[str, Any], *keys: str) -> dict[str, Any]:
    """The record without what only the command itself adds."""
    return {key: value for key, value in record.items() if key not in keys}


def test_each_part_is_what_its_command_prints(dawra: Dawra, book: Path, result: dict[str, Any]) -> None:
    """No figure of the page has another origin than the measures."""

    def asked(*words: str) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(dawra(*words, "--book", book, *DAYS, "--currency", "USD", "--json").out)
        return found

    for view in ("paid", "committed", "announced"):
        assert result["circles"][view] == without(asked("circles", "--view", view), "returns", "undated", "due")
    for clock in ("quarter", "static"):
        assert result["trace"][clock] == asked("trace", "--all", "--clock", clock)
    assert result["years"] == {"amazon": asked("trace", "Amazon", "--by-year")["years"]}
    assert result["cycles"] == asked("cycles", "--longest", "6")
    for null in ("topology", "amounts"):
        assert result["significance"][null] == asked("significance", "--null", null)
    main = [found["parties"][0]["id"] for found in result["concentration"]]
    assert sorted(main) == ["amazon", "nvidia", "openai", "oracle"]
    for party, found in zip(main, result["concentration"], strict=True):
        assert without(found, "demand") == without(asked("concentration", party), "demand")


def test_figures_by_hand(result: dict[str, Any]) -> None:
    """Two circles: 10 between Amazon and OpenAI, 20 through Nvidia, OpenAI and Oracle."""
    announced = result["circles"]["announced"]
    assert (announced["gross"], announced["circulation"]) == (138e9, 80e9)
    assert announced["ranges"]["circulation"][0] == 20e9
    assert result["circles"]["committed"]["circulation"] == 20e9
    assert result["circles"]["paid"]["circulation"] == 0
    assert {one["vendor"]: one["upper"] for one in result["trace"]["quarter"]["vendors"]} == {
        "amazon": 10e9,
        "nvidia": 0,
    }
    assert {one["vendor"]: one["upper"] for one in result["trace"]["static"]["vendors"]} == {
        "amazon": 10e9,
        "nvidia": 20e9,
    }
    assert (result["query"], result["currency"]) == (
        {"as_of": "2026-06-30", "known": "2026-06-30", "level": "group"},
        "USD",
    )


def test_the_page_says_the_figures_and_names_each_deal(dawra: Dawra, book: Path, result: dict[str, Any]) -> None:
    """With the id by which each opens."""
    ran = dawra("findings", "--book", book, *DAYS)
    assert (ran.code, ran.err) == (0, "")
    page = ran.out
    assert "As of 30 June 2026, as known on 30 June 2026. View: announced. Amounts in USD." in page
    assert "`dawra findings --as-of 2026-06-30 --known 2026-06-30 --currency USD`" in page
    assert "| **Circular flow** | $0 | $20 billion | $80 billion |" in page
    assert "| Amazon | $10 billion | $38 billion | $0 | $0 | $10 billion | 0% (0% … 26.3%) |" in page
    assert "Nvidia: nothing by quarters, but something without order." in page
    assert "1. $20 billion: Nvidia → OpenAI → Oracle → Nvidia" in page
    ids = set(re.findall(r"`([0-9a-f]{12})`", page))
    assert {deal[:12] for deal in result["deals"]} == ids
    one = min(ids)
    assert "our summary of News" in dawra("deal", one, "--book", book, *DAYS).out
    bare = next(deal for deal in result["deals"].values() if deal["amount"] is None)
    assert f"- OpenAI buys chips and servers from AMD, 6 October 2025 (`{bare['id'][:12]}`)" in page


def test_tables_have_as_many_cells_as_columns(result: dict[str, Any]) -> None:
    """In both languages, whatever stands in them."""
    for language in ("en", "ar"):
        width = 0
        for line in findings_page(result, language).splitlines():
            width = (width or line.count("|")) if line.startswith("|") else 0
            assert not line.startswith("|") or line.count("|") == width, line


def test_the_same_ledger_gives_the_same_page(dawra: Dawra, book: Path, tmp_path: Path) -> None:
    """To a file or to standard output, in whichever order the rows came."""
    first = dawra("findings", "--book", book, *DAYS).out
    ran = dawra("findings", "--book", book, *DAYS, "-o", tmp_path / "page.md", "--quiet")
    assert (ran.out, ran.err) == ("", "")
    assert (tmp_path / "page.md").read_text(encoding="utf-8") == first
    head, *rows = DEALS.splitlines()
    table = tmp_path / "other.csv"
    table.write_text("\n".join([head, *reversed(rows)]) + "\n", encoding="utf-8")
    dawra("import", table, "--book", tmp_path / "other.db")
    assert dawra("findings", "--book", tmp_path / "other.db", *DAYS).out == first


def test_what_is_known_later_changes_nothing(dawra: Dawra, book: Path) -> None:
    """On 1 June 2025 only two of the deals were known, and nothing goes round."""
    ran = dawra("findings", "--book", book, "--as-of", "2025-06-01", "--known", "2025-06-01")
    assert "| **Circular flow** | $0 | $0 | $0 |" in ran.out
    assert "Nothing goes round." in ran.out
    assert "No party finances somebody and is paid for sales." in ran.out


def test_a_ledger_before_its_first_deal_has_nothing_to_tell(dawra: Dawra, book: Path) -> None:
    """It says so, with its question."""
    ran = dawra("findings", "--book", book, "--as-of", "2024-01-01", "--known", "2024-01-01")
    assert ran.code == 0
    assert ran.out.splitlines()[-1] == "The ledger has no deal that moves money in this view."


def test_arabic_runs_from_right_to_left(dawra: Dawra, book: Path) -> None:
    """In a block of its own, every name and sum between isolates, no English word left but names of commands."""
    page = dawra("findings", "--book", book, *DAYS, "--lang", "ar").out
    assert page.startswith('<div dir="rtl" lang="ar">\n\n# النتائج\n')
    assert page.rstrip().endswith("</div>")
    assert page.count("\u2068") == page.count("\u2069") > 0
    told = re.sub(r"`[^`]*`|<[^>]*>|--json|dawra deal|docs/methods\.md|USD|\bp\b", "", page)
    assert re.findall(r"[A-Za-z]{2,}", told) == []


def test_names_cannot_break_the_page(result: dict[str, Any]) -> None:
    """A name from outside brings in neither a cell nor a tag."""
    name = "Evil | *Corp* <script> [x](y)"
    text = json.dumps(result).replace('"oracle"', '"no such party"').replace('"name": "Oracle"', f'"name": "{name}"')
    told = json.loads(text)
    for deal in told["deals"].values():
        for party in deal["parties"]:
            if party["id"] == "no such party":
                party["name"] = name
    page = findings_page(told, "en")
    assert r"Evil \| \*Corp\* \<script\> \[x\](y)" in page
    assert "<script>" not in page


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (("--as-of", "2026"), 2, "'2026' is no day"),
        (("--known", "soon"), 2, "'soon' is no day"),
        (("--view", "all"), 2, "unknown view 'all'"),
        (("--level", "street"), 2, "unknown level 'street'"),
        (("--currency", "XXX"), 1, "unknown currency 'XXX'"),
        (("-o", "no/such/folder/page.md"), 1, "cannot be written"),
    ],
)
def test_wrong_options(dawra: Dawra, book: Path, *, words: tuple[str, ...], code: int, message: str) -> None:
    """Each has its words and its exit code."""
    ran = dawra("findings", "--book", book, *words)
    assert (ran.code, ran.out) == (code, "")
    assert message in ran.err


@pytest.mark.skipif(not os.environ.get("DAWRA_SOAK"), reason="half a minute: with DAWRA_SOAK")
def test_the_page_of_the_repository_is_what_the_reference_ledger_says(dawra: Dawra, tmp_path: Path) -> None:
    """`make findings` was run after the last change."""
    for name in ("deals", "facts"):
        dawra("import", ROOT / "data" / "ai-deals" / f"{name}.csv", "--book", tmp_path / "book.db")
    page = dawra("findings", "--book", tmp_path / "book.db", *DAYS, "--currency", "USD").out
    assert page == (ROOT / "docs" / "findings.md").read_text(encoding="utf-8")
