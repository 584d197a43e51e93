"""`dawra party` as a user meets it: the page, the judgements, the pairs to judge, and the level on every result."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from dawra.errors import DawraError, JudgementError, NotFoundError, UsageError
from dawra.ledger import Journal
from dawra.ledger.entry import SAMENESS
from dawra.views.cli.app import _register, app

Run = Callable[..., Result]

HEAD = "kind,status,parties,amount_low,amount_high,amount_currency,date,published,publisher,summary\n"
ROWS = (
    ("acme-systems:Acme Systems", "2025-03-01", 1),
    ("acme-system:Acme System", "2025-06-01", 2),
    ("نخله-تك:نخلة تك", "2025-07-01", 3),
    ("nakhla-tech:Nakhla Tech", "2025-08-01", 4),
    ("merge:Merge", "2025-09-01", 5),
    ("x-corp:Twitter", "2024-02-01", 6),
)


def table() -> str:
    """OpenAI buys from each of the parties once."""
    lines = [HEAD]
    for named, day, billions in ROWS:
        party_id, _, name = named.partition(":")
        summary = f"On {day} OpenAI signed a contract with {name} for ${billions} billion."
        lines.append(
            f"compute_purchase,signed,customer:openai|provider:{party_id},{billions}000000000,{billions}000000000,USD,"
            f"{day},{day},Reuters,{summary}\n"
        )
    return "".join(lines)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command on a ledger that holds the table."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DAWRA_BOOK", str(tmp_path / "book.db"))
    monkeypatch.delenv("DAWRA_LANG", raising=False)
    monkeypatch.delenv("DAWRA_LEVEL", raising=False)
    _register()
    (tmp_path / "rows.csv").write_text(table(), encoding="utf-8")

    def invoke(*words: str) -> Result:
        return CliRunner().invoke(app, words)

    assert invoke("import", "rows.csv").exit_code == 0
    return invoke


def said(run: Run, *words: str) -> dict[str, object]:
    """The JSON of a command."""
    done = run(*words, "--json")
    assert done.exit_code == 0, done.exception
    found: dict[str, object] = json.loads(done.stdout)
    return found


def fails(run: Run, *words: str) -> DawraError:
    """The error with which a command ends."""
    error = run(*words).exception
    assert isinstance(error, DawraError)
    return error


def test_a_merge_joins_and_the_page_says_why(run: Run) -> None:
    """By names or ids; the page of either shows both deals and the reason."""
    done = run("party", "merge", "Acme Systems", "acme-system", "--because", "one register number")
    assert done.stdout == "acme-systems and acme-system are one party now: acme-system\n"
    page = run("party", "Acme Systems").stdout
    assert "acme-system is acme-systems, because: one register number" in page
    assert "Receives, signed: $3 billion (2 payments)" in page
    assert "Counted as: groups" in page


def test_undoing_parts_them_again(run: Run) -> None:
    """And says how they stand."""
    run("party", "merge", "acme-systems", "acme-system", "--because", "one register number")
    done = run("party", "undo", "acme-systems", "acme-system", "--because", "two after all")
    assert done.stdout == "Withdrawn. acme-systems and acme-system count as two parties\n"
    assert "Receives, signed: $1 billion" in run("party", "acme-systems").stdout


def test_a_split_forbids_the_merge_through_a_third(run: Run) -> None:
    """The refusal names what stands against what, and ends with 1."""
    run("party", "split", "acme-systems", "nakhla-tech", "--because", "two owners")
    run("party", "merge", "acme-systems", "acme-system", "--because", "one site")
    error = fails(run, "party", "merge", "acme-system", "nakhla-tech", "--because", "one logo")
    assert isinstance(error, JudgementError)
    assert error.exit_code == 1
    assert "two owners" in str(error)


@pytest.mark.parametrize(
    ("words", "kind", "told"),
    [
        (("party", "undo", "acme-system", "acme-systems", "--because", "x"), JudgementError, "none to undo"),
        (("party", "merge", "aws", "AWS", "--because", "x"), JudgementError, "one party already"),
        (("party", "merge", "acme-system", "Acme Sistem", "--because", "x"), NotFoundError, "Acme System"),
        (("party", "merge", "acme-system", "مبادله كابتل القديمه", "--because", "x"), NotFoundError, "no party"),
        (("party", "merge", "acme-system", "acme-systems", "--because", " "), UsageError, "--because"),
        (("party", "suggest", "--json", "--jsonl"), UsageError, "exclude"),
        (("party", "Acme Sistems"), NotFoundError, "Did you mean Acme Systems"),
        (("party", "openay"), NotFoundError, "Did you mean OpenAI?"),
    ],
)
def test_what_makes_no_sense_is_an_error_that_helps(
    run: Run, words: tuple[str, ...], kind: type[DawraError], told: str
) -> None:
    """A name that only looks like another is nobody, and the nearest is named."""
    error = fails(run, *words)
    assert isinstance(error, kind)
    assert told in str(error)


def test_a_reason_is_needed(run: Run) -> None:
    """Without one there is no judgement."""
    assert run("party", "merge", "acme-system", "acme-systems").exit_code == 2


def test_suggestions_join_nothing(run: Run) -> None:
    """INV: a score alone never merges; each pair has its reason, and what was judged is gone."""
    before = run("deals", "--json", "--as-of", "2026-01-01").stdout
    found = said(run, "party", "suggest")["suggestions"]
    assert isinstance(found, list)
    assert [(pair["one"], pair["other"], pair["how"]) for pair in found] == [
        ("nakhla-tech", "نخله-تك", "transliteration"),
        ("acme-system", "acme-systems", "similar"),
    ]
    assert run("deals", "--json", "--as-of", "2026-01-01").stdout == before
    run("party", "split", "acme-system", "acme-systems", "--because", "two owners")
    assert len(run("party", "suggest", "--jsonl").stdout.splitlines()) == 1
    assert "sounds like" in run("party", "suggest", "Nakhla Tech").stdout
    assert run("party", "suggest", "OpenAI", "--jsonl").stdout == ""


def test_a_name_like_a_command_is_shown_by_show(run: Run) -> None:
    """Any other first word is a name, also behind an option."""
    assert said(run, "party", "show", "merge")["party"] == said(run, "party", "show", "Merge")["party"]
    assert run("party", "merge").exit_code == 2
    assert json.loads(run("party", "--json", "OpenAI").stdout)["party"]["id"] == "openai"


def test_an_identifier_names_a_party(run: Run) -> None:
    """Its ticker, for one."""
    assert "NASDAQ:NVDA" in run("party", "NASDAQ:NVDA").stdout


def test_names_and_parents_have_their_days(run: Run) -> None:
    """On the page in both languages; as of a day the name and the group of that day."""
    now = said(run, "party", "X Corp")["party"]
    then = said(run, "party", "X Corp", "--as-of", "2023-01-01")["party"]
    assert isinstance(now, dict)
    assert isinstance(then, dict)
    assert (now["en"], now["at_level"], now["parent"]) == ("X Corp", "spacex", "xai")
    assert (then["en"], then["at_level"], then["parent"]) == ("Twitter", "x-corp", None)
    page = run("party", "X Corp").stdout
    assert "Part of xAI, since 28 March 2025" in page
    assert "Formerly Twitter, until 15 March 2023" in page
    assert "المجموعة الأم: إكس إيه آي، منذ 28 مارس 2025" in run("party", "X Corp", "--lang", "ar").stdout


def test_a_deal_is_its_partys_own_from_before_it_had_a_parent(run: Run) -> None:
    """What X sold in 2024 is on X's page, and not on its later group's."""
    assert "$6 billion" in run("party", "x-corp").stdout
    assert "$6 billion" not in run("party", "spacex").stdout


def test_money_of_what_was_bought_is_its_groups(run: Run, tmp_path: Path) -> None:
    """Since its purchase, on the page of either; what it sold before stays its own."""
    (tmp_path / "bought.csv").write_text(
        HEAD + "acquisition,completed,acquirer:oracle|target:acme-systems,"
        "1000000000,1000000000,USD,2025-10-01,2025-10-01,Reuters,"
        "On 2025-10-01 Oracle completed the acquisition of Acme Systems for $1 billion.\n"
        "compute_purchase,signed,customer:openai|provider:acme-systems,"
        "7000000000,7000000000,USD,2025-11-01,2025-11-01,Reuters,"
        "On 2025-11-01 OpenAI signed a contract with Acme Systems for $7 billion.\n",
        encoding="utf-8",
    )
    assert run("import", "bought.csv").exit_code == 0
    for party, received in (("acme-systems", [1e9, 7e9]), ("oracle", [7e9])):
        money = said(run, "party", party)["money"]
        assert isinstance(money, list)
        assert sum(one["amount"] for one in money if one["direction"] == "in") == sum(received)
    circles = said(run, "circles", "--as-of", "2026-01-01")
    paid = {(leg["from"], leg["to"]): leg["amount"] for leg in circles["legs"]}  # type: ignore[attr-defined] # a list
    assert (paid["openai", "acme-systems"], paid["openai", "oracle"]) == (1e9, 7e9)


@pytest.mark.parametrize("verb", ["show", "merge", "split", "undo", "suggest"])
def test_every_command_has_an_example(run: Run, verb: str) -> None:
    """In its help."""
    assert f"Example: dawra party {verb}" in " ".join(run("party", verb, "--help").stdout.split())


@pytest.mark.parametrize("level", ["group", "company"])
def test_every_result_says_its_level(run: Run, level: str) -> None:
    """As a value in JSON and in words for people."""
    deal = said(run, "deals", "--level", level)
    assert deal["query"]["level"] == level  # type: ignore[index] # an object
    first = deal["deals"][0]  # type: ignore[index] # likewise
    assert first["level"] == level
    assert said(run, "party", "OpenAI", "--level", level)["query"]["level"] == level  # type: ignore[index] # likewise
    assert said(run, "circles", "--level", level)["level"] == level
    assert said(run, "cycles", "--level", level)["level"] == level
    words = {"group": "Counted as: groups", "company": "Counted as: companies"}[level]
    assert words in run("deals", "--level", level).stderr
    for command in (("deal", first["id"]), ("party", "OpenAI"), ("circles",), ("cycles",)):
        assert words in run(*command, "--level", level).stdout


def test_a_table_of_legs_has_no_level(run: Run, tmp_path: Path) -> None:
    """Its ids are taken as written."""
    (tmp_path / "legs.csv").write_text(
        "from,to,amount,currency,layer,date\nA,B,1,USD,pur,2025-01-01\nB,A,1,USD,pur,2025-01-02\n", encoding="utf-8"
    )
    assert said(run, "circles", "--legs", "legs.csv")["level"] is None


def test_an_old_contradiction_is_told_on_the_page(run: Run, tmp_path: Path) -> None:
    """Ledgers of before could hold one; it is never passed over in silence."""
    old = (("acme-system", "acme-systems", True), ("acme-systems", "nakhla-tech", True))
    with Journal.open(tmp_path / "book.db") as journal, journal._writing(None) as writer:
        for left, right, same in (*old, ("acme-system", "nakhla-tech", False)):
            writer.judge(SAMENESS, {"left": left, "right": right, "same": same, "replaces": None})
        writer.flush()
    assert "contradict each other: acme-system is not nakhla-tech" in run("party", "acme-systems").stdout
    assert "أحكام متناقضة" in run("party", "nakhla-tech", "--lang", "ar").stdout
