"""`dawra stress`, as a user meets it: on a small table, and the six scenarios of the reference ledger."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest

from dawra.analyses.scenarios.read import read_scenario
from dawra.book import Book
from dawra.views.wording.words import table

Dawra = Callable[..., Any]
ROOT: Final = Path(__file__).parents[2]
DATA: Final = ROOT / "data" / "ai-deals"
SCENARIOS: Final = sorted((DATA / "scenarios").glob("*.toml"))
EXAMPLES: Final = ROOT / "docs" / "examples"
TABLE: Final = ("--legs", EXAMPLES / "what-if.csv")
STOPS: Final = EXAMPLES / "what-if.toml"


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The reference ledger, imported once."""
    path = tmp_path_factory.mktemp("ai-deals") / "book.db"
    with Book.open(path, create=True) as opened:
        for name in ("deals", "facts"):
            opened.import_table(DATA / f"{name}.csv")
    return path


def found(dawra: Dawra, *words: object) -> Any:  # noqa: ANN401 - what JSON holds
    """The JSON of the command."""
    ran = dawra("stress", *words, "--json")
    assert (ran.code, ran.err) == (0, "")
    return json.loads(ran.out)


def lines(dawra: Dawra, *words: object) -> list[str]:
    """The text of the command, a space between columns."""
    ran = dawra("stress", *words)
    assert (ran.code, ran.err) == (0, "")
    return [" ".join(line.split()) for line in ran.out.splitlines()]


def test_a_table_as_json(dawra: Dawra) -> None:
    """In currency units: what is struck, before, after, and the change."""
    result = found(dawra, STOPS, *TABLE)
    assert (result["currency"], result["view"], result["level"]) == ("USD", None, None)
    assert result["window"] == ["2026-07-01", "2027-07-01"]
    (shock,) = result["shocks"]
    assert (shock["do"], shock["legs"], shock["deals"], shock["amount"], shock["lost"]) == (
        "stops_investing",
        1,
        ["invests"],
        20,
        20,
    )
    assert result["base"] == {
        "money": 83.1,
        "money_within": 83.1,
        "gross": 68.5,
        "circulation": 36,
        "circulation_within": 36,
        "self_funded": 12,
        "ratio": 36 / 68.5,
    }
    assert (result["shocked"]["circulation"], result["change"]["circulation"]) == (0, -36)
    lab = result["parties"][0]
    assert (lab["id"], lab["need"], lab["cash"]) == ("lab", {"base": 6, "shocked": 21.9, "change": 15.9}, None)
    assert (lab["base"]["gap"], lab["base"]["runway"]) == (None, None)
    assert result["deals"] == [
        {"id": "invests", "lost": 20, "lost_within": 20, "circulation": 36, "need": 15.9, "loss": 20}
    ]
    assert result["losses"]["most"] == {"base": 1.9, "shocked": 21.9}


def test_balances_make_single_figures(dawra: Dawra, tmp_path: Path) -> None:
    """What the table says is all there is: a default in its round, and days on which money runs out."""
    cash = tmp_path / "cash.csv"
    cash.write_text("party,amount\nlab,1.90\n", encoding="utf-8")
    result = found(dawra, STOPS, *TABLE, "--openings", cash)
    lab = next(one for one in result["losses"]["parties"] if one["id"] == "lab")
    assert (lab["base"]["defaults"], lab["shocked"]["defaults"], lab["shocked"]["round"]) == (False, True, 1)
    (plan,) = [one for one in result["parties"] if one["id"] == "lab"]
    assert (plan["base"]["gap"], plan["shocked"]["gap"]) == (4.1, 20)
    assert "cash-whole" in {one["code"] for one in result["assumptions"]}
    shown = lines(dawra, STOPS, *TABLE, "--openings", cash)
    assert "lab $36.5 $36.5 $36.5 $16.5 pays does not, round 1" in shown


def test_the_text_has_before_after_and_change(dawra: Dawra) -> None:
    """The figures of the table, in words."""
    shown = lines(dawra, STOPS, *TABLE)
    assert shown[0] == "The vendor stops investing"
    assert "1. invests nothing more: funding, paid by vendor 1 $20 $20" in shown
    assert "Circular flow $36 $0 -$36 $36 → $0" in shown or "Circular flow $36 $0 -$36" in shown
    assert "lab $34.6 $14.6 $36.5 $36.5 $6 $21.9 +$15.9" in shown
    assert "invests $20 $20 $36 $15.9 $20" in shown


def test_arabic_says_the_same(dawra: Dawra) -> None:
    """The same figures and its own words."""
    shown = lines(dawra, STOPS, *TABLE, "--lang", "ar")
    assert shown[0] == "البائع يتوقف عن الاستثمار"
    assert any(line.startswith("1. يتوقف عن الاستثمار: تمويل، يدفعه vendor") for line in shown)


def test_another_day_and_another_currency_may_be_asked(dawra: Dawra) -> None:
    """Options go before the file; a day after the horizon is refused."""
    result = found(dawra, STOPS, *TABLE, "--as-of", "2026-12-31", "--currency", "SAR")
    assert (result["window"], result["currency"]) == (["2027-01-01", "2027-07-01"], "SAR")
    ran = dawra("stress", STOPS, *TABLE, "--as-of", "2027-06-30")
    assert (ran.code, "is not before 2027-07-01" in ran.err) == (2, True)


def test_mistakes_are_told_in_words(dawra: Dawra, tmp_path: Path) -> None:
    """A file that is none, a shock that strikes nothing, kinds of a table, options of a ledger with a table."""
    kinds = tmp_path / "kinds.toml"
    head = 'name = "x"\nas_of = 2026-06-30\nuntil = 2027-07-01\n[[shocks]]\n'
    kinds.write_text(f'{head}do = "cancel"\nkinds = ["supply"]\n', encoding="utf-8")
    nobody = tmp_path / "nobody.toml"
    nobody.write_text(f'{head}do = "no_funding"\nparties = ["labs"]\n', encoding="utf-8")
    for words, code, message in (
        ((tmp_path / "none.toml", *TABLE), 1, "cannot be read"),
        ((kinds, *TABLE), 1, "does not tell the kinds"),
        ((nobody, *TABLE), 1, "Did you mean lab?"),
        ((STOPS, *TABLE, "--known", "2026-06-30"), 2, "--known asks a ledger"),
        ((STOPS, *TABLE, "--currency", "XXX"), 1, "unknown currency"),
    ):
        ran = dawra("stress", *words)
        assert (ran.code, ran.out) == (code, "")
        assert message in ran.err


def test_a_scenario_finds_a_party_by_any_of_its_names(dawra: Dawra, book: Path, tmp_path: Path) -> None:
    """In either script."""
    text = (DATA / "scenarios" / "vendor-stops.toml").read_text(encoding="utf-8")
    other = tmp_path / "other.toml"
    other.write_text(text.replace('["nvidia"]', '["إنفيديا"]'), encoding="utf-8")
    asked = ("--book", book, "--known", "2026-06-30")
    assert found(dawra, other, *asked) == found(dawra, DATA / "scenarios" / "vendor-stops.toml", *asked)


@pytest.fixture(scope="module")
def base() -> dict[str, Any]:
    """The first scenario's base, with which that of every other is compared."""
    return {}


@pytest.mark.parametrize("path", SCENARIOS, ids=[path.stem for path in SCENARIOS])
def test_the_scenarios_of_the_reference_ledger_hold_together(
    dawra: Dawra, book: Path, base: dict[str, Any], *, path: Path
) -> None:
    """Each strikes something, makes no money, and adds up; all start from the same ledger."""
    result = found(dawra, path, "--book", book, "--known", "2026-06-30")
    base.setdefault("base", result["base"])
    assert result["base"] == base["base"]
    for key, before in result["base"].items():
        assert result["change"][key] == pytest.approx(result["shocked"][key] - before)
        assert key == "ratio" or result["shocked"][key] <= before
    assert result["shocks"] or result["rights"]["ended"]
    assert all(shock["legs"] and shock["lost"] <= shock["amount"] for shock in result["shocks"])
    for key in ("lost", "lost_within"):
        assert sum(deal[key] for deal in result["deals"]) == pytest.approx(result["together"][key])
    assert result["together"]["lost"] == pytest.approx(sum(shock["lost"] for shock in result["shocks"]))
    assert result["together"]["circulation"] == pytest.approx(-result["change"]["circulation"])
    for party in result["parties"]:
        assert party["need"]["change"] == pytest.approx(party["shocked"]["needs"] - party["base"]["needs"])
        assert party["receipts_ever"]["change"] <= 0
    for loss in result["losses"]["parties"]:
        for side in ("base", "shocked"):
            first, later = (loss[side]["ranges"][key][1] for key in ("first_round", "later_rounds"))
            assert max(first, later) <= loss[side]["ranges"]["loss"][1] + 1 <= loss[side]["promised"] + 2
    for language in ("en", "ar"):
        assert {one["code"] for one in (*result["notices"], *result["assumptions"])} <= set(table(language)["notice"])


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_scenario_of_the_ledger_reads_in_both_languages(dawra: Dawra, book: Path, language: str) -> None:
    """Its own name first, parties by the names of the language, deals as sentences."""
    path = DATA / "scenarios" / "no-funding.toml"
    text = "\n".join(lines(dawra, path, "--book", book, "--known", "2026-06-30", "--lang", language))
    assert text.startswith({"en": "OpenAI raises nothing for a year", "ar": "أوبن إيه آي لا تجمع تمويلًا"}[language])
    assert {"en": "SoftBank invests", "ar": "استثمار سوفت بنك"}[language] in text


def test_who_may_sell_what_changes_when_exclusivity_ends(dawra: Dawra, book: Path) -> None:
    """Frontier hangs on Amazon's right before; afterwards nothing bars Alphabet from it."""
    result = found(dawra, DATA / "scenarios" / "exclusivity-ends.toml", "--book", book, "--known", "2026-06-30")
    answers = {
        one["question"]["actor"]: (one["base"]["answer"], one["shocked"]["answer"])
        for one in result["rights"]["answers"]
    }
    assert answers["alphabet"] == ("CONDITIONAL", "NO BAR KNOWN")
    assert (result["shocks"], result["assumptions"]) == ([], [])


def test_there_are_six_scenarios_named_in_both_languages() -> None:
    """The talks fail, the lab raises nothing, commitments are cut, the vendor stops, capacity is late, rights end."""
    assert [path.stem for path in SCENARIOS] == [
        "capacity-late", "commitments-halved", "exclusivity-ends", "no-funding", "talks-fail", "vendor-stops",
    ]  # fmt: skip
    for path in SCENARIOS:
        scenario = read_scenario(path)
        assert scenario.name["en"] != scenario.name["ar"]
        assert scenario.description["en"] != scenario.description["ar"]
