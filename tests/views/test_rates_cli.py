"""Several currencies, as a user meets them: flags, JSON, text in both languages, and the report."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Dawra = Callable[..., Any]
LEGS = (
    "from,to,amount,currency,layer,date,deal\n"
    "A,B,1000000000,EUR,fin,2025-12-17,euros\n"
    "B,A,3750000000,SAR,pur,2025-12-20,riyals\n"
    "B,C,5,USD,pur,2025-12-20,dollars\n"
)
POUNDS = LEGS + "C,B,476,EGP,pur,2025-12-20,pounds\n"
HEAD = "kind,status,parties,amount_low,amount_high,amount_currency,stake_percent,date,published,publisher,summary\n"
DEALS = HEAD + (
    "equity_investment,announced,investor:amazon|investee:openai,9000000000,9000000000,EUR,10,2025-12-16,"
    "2025-12-17,Paper A,On 16 December 2025 Amazon announced an investment of €9.0 billion in OpenAI for 10%.\n"
    "equity_investment,announced,investor:amazon|investee:openai,12000000000,12000000000,USD,10,2025-12-16,"
    "2025-12-18,Paper B,On 16 December 2025 Amazon announced an investment of $12.0 billion in OpenAI for 10%.\n"
    "compute_purchase,announced,customer:openai|provider:aws,3000000000,3000000000,KWD,,2025-12-16,"
    "2025-12-18,Paper C,On 16 December 2025 OpenAI announced to buy computing from AWS for KWD 3 billion.\n"
    "compute_purchase,announced,customer:openai|provider:aws,4000000000,4000000000,EUR,,2025-11-03,"
    "2025-11-04,Paper D,On 3 November 2025 OpenAI announced to buy computing from AWS for €4 billion.\n"
)


def written(path: Path, text: str) -> Path:
    """A file with this content."""
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def legs(tmp_path: Path) -> Path:
    """Euros out, riyals back."""
    return written(tmp_path / "legs.csv", LEGS)


@pytest.fixture
def book(dawra: Dawra, tmp_path: Path) -> Path:
    """A deal whose sum is disputed across currencies, one in dinars and one in euros."""
    path = tmp_path / "book.db"
    assert dawra("import", written(tmp_path / "deals.csv", DEALS), "--book", path).code == 0
    return path


def test_a_table_is_converted_to_the_currency_asked_for(dawra: Dawra, legs: Path) -> None:
    """1.1722 billion dollars out, 1 billion back, with each rate and what stood before it."""
    ran = dawra("circles", "--legs", legs, "--currency", "USD", "--json")
    found = json.loads(ran.out)
    assert (ran.code, found["gross"], found["circulation"]) == (0, 2_172_200_005, 2e9)
    rates = [(r["from"], r["to"], r["day"], r["rate"], r["source"], r["legs"]) for r in found["rates"]]
    assert rates == [
        ("EUR", "USD", "2025-12-17", 1.1722, "ECB 2025-12-17", 1),
        ("SAR", "USD", "2025-12-20", 4 / 15, "peg SAR 3.75 since 1986-06", 1),
    ]
    (out,) = (leg for leg in found["legs"] if (leg["from"], leg["to"]) == ("A", "B"))
    (told,) = out["converted"]
    assert (told["deal"], told["amount"], told["currency"], told["converted"]) == ("euros", 1e9, "EUR", 1_172_200_000)
    assert told["rate"]["sources"] == [{"kind": "ecb", "name": "", "line": None, "day": "2025-12-17"}]
    assert "converted" not in next(leg for leg in found["legs"] if leg["deals"] == ["dollars"])
    assert [(n["code"], n["count"], n["names"]) for n in found["notices"]][-1:] == [("converted", 2, ["EUR", "SAR"])]


def test_cycles_show_their_rates_too(dawra: Dawra, legs: Path) -> None:
    """Only those behind the circles listed."""
    found = json.loads(dawra("cycles", "--legs", legs, "--currency", "EUR", "--json").out)
    assert [(r["from"], r["source"]) for r in found["rates"]] == [
        ("SAR", "peg SAR 3.75 since 1986-06 × ECB 2025-12-19")
    ]
    (cycle,) = found["cycles"]
    assert [leg.get("converted", [{}])[0].get("currency") for leg in cycle["legs"]] == [None, "SAR"]


def test_the_text_names_rates_and_sources_in_both_languages(dawra: Dawra, legs: Path) -> None:
    """What was agreed or paid on which day, and who says so."""
    for command in ("circles", "cycles"):
        english = dawra(command, "--legs", legs, "--currency", "USD").out
        assert "1 EUR = 1.1722 USD on 17 December 2025 (ECB, 17 December 2025): 1 payment" in english
        assert "1 SAR = 0.266667 USD on 20 December 2025 (peg at SAR 3.75 since June 1986): 1 payment" in english
        arabic = dawra(command, "--legs", legs, "--currency", "USD", "--lang", "ar").out
        assert "أسعار الصرف" in arabic
        assert "1 EUR = 1.1722 USD في 17 ديسمبر 2025 (البنك المركزي الأوروبي، 17 ديسمبر 2025): دفعة واحدة" in arabic


def test_several_currencies_need_one_to_be_named(dawra: Dawra, legs: Path) -> None:
    """The tool does not choose."""
    ran = dawra("circles", "--legs", legs)
    assert (ran.code, ran.out) == (1, "")
    assert "the legs are in EUR, SAR, USD: name the currency of the result with --currency" in ran.err


def test_a_table_without_a_rate_is_refused_until_one_is_given(
    dawra: Dawra, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By flag, by environment or by file, in this order."""
    monkeypatch.chdir(tmp_path)
    legs = written(tmp_path / "legs.csv", POUNDS)
    asked = ("circles", "--legs", legs, "--currency", "USD", "--json")
    ran = dawra(*asked)
    assert (ran.code, ran.out) == (1, "")
    assert "no exchange rate from EGP to USD for 1 of the rows. Give one with --rates FILE.csv" in ran.err

    def gross(*words: object) -> float:
        return float(json.loads(dawra(*asked, *words).out)["gross"])

    for name, factor in (("flag", "47.6"), ("environment", "23.8"), ("file", "11.9")):
        written(tmp_path / f"{name}.csv", f"day,base,quote,rate\n2025-12-01,USD,EGP,{factor}\n")
    written(tmp_path / "dawra.toml", 'rates = "file.csv"\n')
    assert gross() == 2_172_200_045
    monkeypatch.setenv("DAWRA_RATES", "environment.csv")
    assert gross() == 2_172_200_025
    assert gross("--rates", "flag.csv") == 2_172_200_015


def test_a_broken_table_of_rates(dawra: Dawra, legs: Path, book: Path, tmp_path: Path) -> None:
    """It is refused by every command that would use it."""
    broken = written(tmp_path / "rates.csv", "day,base,quote,rate\n2025-12,USD,EGP,47\n")
    for words in (
        ("circles", "--legs", legs, "--currency", "USD"),
        ("circles", "--book", book, "--currency", "USD"),
        ("deals", "--book", book),
        ("party", "openai", "--book", book),
        ("report", "--book", book, "-o", "-"),
    ):
        ran = dawra(*words, "--rates", broken)
        assert (ran.code, ran.out) == (1, "")
        assert "rates.csv, line 2: column day holds '2025-12'" in ran.err


def test_a_ledger_converts_what_it_can_and_counts_the_rest(dawra: Dawra, book: Path, tmp_path: Path) -> None:
    """Dinars follow a basket: without a rate of one's own they are left out."""
    asked = ("circles", "--book", book, "--as-of", "2026-01-01", "--currency", "USD", "--json")
    found = json.loads(dawra(*asked).out)
    notices = {n["code"]: (n["count"], n["names"]) for n in found["notices"]}
    assert (notices["converted"][1], notices["no-rate"]) == (["EUR"], (1, ["KWD"]))
    rates = written(tmp_path / "rates.csv", "day,base,quote,rate\n2025-12-15,KWD,USD,3.25\n")
    found = json.loads(dawra(*asked, "--rates", rates).out)
    assert "no-rate" not in {n["code"] for n in found["notices"]}
    assert "rates.csv line 2, 2025-12-15" in {r["source"] for r in found["rates"]}


def test_a_deal_shows_what_another_currency_comes_to(dawra: Dawra, book: Path) -> None:
    """One is taken, the other stays in sight, as said and as converted."""
    (deal,) = (d for d in json.loads(dawra("deals", "--book", book, "--json").out)["deals"] if len(d["claims"]) == 2)
    (conflict,) = deal["conflicts"]
    assert (conflict["field"], conflict["kind"]) == ("amount", "contradiction")
    (other,) = conflict["others"]
    assert other["converted"]["rate"]["to"] == conflict["kept"]["value"]["currency"] != other["value"]["currency"]
    assert other["converted"]["rate"]["day"] == "2025-12-16"
    page = dawra("deal", deal["id"], "--book", book).out
    assert "Sources differ on the amount" in page
    assert "ECB, 16 December 2025)" in page
    assert "البنك المركزي الأوروبي، 16 ديسمبر 2025)" in dawra("deal", deal["id"], "--book", book, "--lang", "ar").out


def test_the_report_lists_its_rates(dawra: Dawra, book: Path) -> None:
    """In the method, each value isolated."""
    for language, title in (("en", "Exchange rates"), ("ar", "أسعار الصرف")):
        page = dawra("report", "--book", book, "--currency", "USD", "--lang", language, "-o", "-").out
        assert f"<h3>{title}</h3>" in page
        assert "<bdi>1 EUR = 1.1" in page


@pytest.mark.parametrize(("currency", "loaded"), [("USD", "False"), ("EUR", "True")])
def test_the_table_of_rates_is_read_only_where_it_is_needed(tmp_path: Path, currency: str, loaded: str) -> None:
    """Legs in dollars measured in dollars take no time over it."""
    legs = written(tmp_path / "legs.csv", "from,to,amount,currency,layer,date\nA,B,1,USD,fin,2025-12-17\n")
    words = ["dawra", "circles", "--legs", str(legs), "--currency", currency, "--json"]
    script = (
        f"import sys; sys.argv = {words!r}\n"
        "from dawra.views.cli import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print('currency_converter' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)  # noqa: S603 - our own interpreter
    assert run.stdout.strip().splitlines()[-1] == loaded
