"""The commands of the ledger, as a user meets them."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from dawra.errors import DawraError
from dawra.views.cli.app import _register, app

Run = Callable[..., Result]

ARTICLE = """Amazon in talks to invest about $10 billion in OpenAI

Amazon is in talks to invest about $10 billion in OpenAI, Reuters reported on 16 December 2025.
"""
SUMMARY = "On 3 November 2025 OpenAI signed with AWS for $38 billion over seven years."
TABLE = (
    "kind,status,parties,amount_low,amount_high,amount_currency,term_years,date,published,publisher,summary\n"
    "compute_purchase,signed,customer:openai|provider:aws,38000000000,38000000000,USD,{years},2025-11-03,"
    f"2025-11-04,Reuters,{SUMMARY}\n"
)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command on a ledger of its own; the exit code is what the shell would see."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DAWRA_BOOK", str(tmp_path / "book.db"))
    monkeypatch.delenv("DAWRA_LANG", raising=False)
    monkeypatch.delenv("DAWRA_LEVEL", raising=False)
    _register()
    (tmp_path / "article.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "good.csv").write_text(TABLE.format(years=7), encoding="utf-8")
    (tmp_path / "bad.csv").write_text(TABLE.format(years=7) + TABLE.format(years=8).split("\n", 1)[1], encoding="utf-8")

    def invoke(*words: str) -> Result:
        done = CliRunner().invoke(app, words)
        if isinstance(done.exception, DawraError):
            done.exit_code = done.exception.exit_code
        elif done.exception and not isinstance(done.exception, SystemExit):
            raise done.exception
        return done

    return invoke


def test_add_says_what_was_new(run: Run) -> None:
    """One line a document; again changes nothing, and both are success."""
    first = run("add", "article.txt", "--published", "2025-12-17", "--publisher", "Example")
    again = run("add", "article.txt", "--published", "2025-12-17", "--publisher", "Example")
    assert (first.exit_code, again.exit_code) == (0, 0)
    assert first.stdout.startswith("new: Amazon in talks")
    assert again.stdout.startswith("known already: ")


def test_add_as_json(run: Run) -> None:
    """One object for one input; for several, one a line."""
    one = json.loads(run("add", "article.txt", "--json").stdout)
    assert one["new"]["document"] is True
    lines = run("add", "article.txt", "article.txt", "--jsonl").stdout.splitlines()
    assert [json.loads(line)["new"]["document"] for line in lines] == [False, False]
    assert run("add", "article.txt", "article.txt", "--json").exit_code == 2


def test_add_ends_by_how_much_could_be_done(run: Run, tmp_path: Path) -> None:
    """1 for nothing, 3 for a part; nothing leaves no ledger behind."""
    assert run("add", "missing.txt").exit_code == 1
    assert run("add", "missing.txt", "missing too.txt").exit_code == 1
    assert not (tmp_path / "book.db").exists()
    part = run("add", "missing.txt", "article.txt")
    assert part.exit_code == 3
    assert "missing.txt" in part.stderr
    assert part.stdout.startswith("new: ")


@pytest.mark.parametrize(
    "words",
    [
        ("add", "article.txt", "--json", "--jsonl"),
        ("add", "article.txt", "article.txt", "--url", "https://example.org"),
        ("add", "article.txt", "--language", "fr"),
        ("add", "article.txt", "--published", "yesterday"),
        ("add", "article.txt", "--known", "yesterday"),
        ("deals", "--level", "groups"),
        ("deals", "--as-of", "soon"),
        ("deals", "--known", "soon"),
        ("deals", "--recorded", "soon"),
        ("deals", "--lang", "fr"),
        ("deals", "--json", "--jsonl"),
    ],
)
def test_wrong_options_end_with_2(run: Run, words: tuple[str, ...]) -> None:
    """Before any work where possible."""
    run("import", "good.csv")
    assert run(*words).exit_code == 2


def test_import_refuses_what_is_not_proved(run: Run) -> None:
    """The rest is done, and the message names line, column and value."""
    done = run("import", "bad.csv")
    assert done.exit_code == 3
    assert "line 3, term_years '8': not found in the summary" in done.stderr
    assert "1 deal" in done.stdout
    (row,) = json.loads(run("import", "bad.csv", "--json").stdout)["refused"]
    assert (row["line"], row["column"], row["value"]) == (3, "term_years", "8")


def test_a_malformed_table_leaves_no_ledger(run: Run, tmp_path: Path) -> None:
    """Exit 1: nothing could be done."""
    (tmp_path / "odd.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    assert run("import", "odd.csv").exit_code == 1
    assert not (tmp_path / "book.db").exists()


def test_deals_as_json(run: Run) -> None:
    """The contract's shape; the same ledger gives the same bytes, in any order of entry."""
    run("import", "good.csv")
    run("add", "article.txt", "--published", "2025-12-17", "--publisher", "Example")
    result = json.loads(run("deals", "--json", "--as-of", "2025-12-31").stdout)
    assert result["schema"] == "dawra.deals/1"
    assert result["query"] == {"as_of": "2025-12-31", "known": None, "level": "group"}
    first = result["deals"][0]
    assert (first["status"], first["amount"]["low"], first["term"]["years"]) == ("signed", 38000000000, 7)
    assert {"id", "belief", "origins", "claims", "conflicts", "part_of", "evidence"} <= first.keys()
    assert [deal["known"] for deal in result["deals"]] == sorted(deal["known"] for deal in result["deals"])


def test_deals_as_of_and_known(run: Run) -> None:
    """What had not happened or was not known is not shown."""
    run("import", "good.csv")
    assert json.loads(run("deals", "--json", "--as-of", "2025-11-02").stdout)["deals"] == []
    assert json.loads(run("deals", "--json", "--known", "2025-11-03").stdout)["deals"] == []
    assert len(json.loads(run("deals", "--json", "--known", "2025-11-04").stdout)["deals"]) == 1


def test_deals_as_a_table(run: Run) -> None:
    """Amount with its words, status as a word, in the language asked for."""
    run("import", "good.csv")
    assert "$38 billion\tsigned" in run("deals").stdout
    assert "38 مليار دولار\tموقعة" in run("deals", "--lang", "ar").stdout


def test_deal_shows_every_source(run: Run) -> None:
    """By the start of its id, and our own summary is called one."""
    run("import", "good.csv")
    deal = json.loads(run("deals", "--json").stdout)["deals"][0]
    page = run("deal", deal["id"][:6]).stdout
    assert "our summary of Reuters, 4 November 2025" in page
    assert SUMMARY in page
    assert json.loads(run("deal", deal["claims"][0]["id"], "--json").stdout)["deals"] == [deal]


def test_an_unknown_deal_or_party_ends_with_1(run: Run) -> None:
    """With a word on what would help."""
    run("import", "good.csv")
    assert run("deal", "ffff").exit_code == 1
    missing = run("party", "OpenAl Incorporated")
    assert missing.exit_code == 1


def test_party_in_either_script(run: Run) -> None:
    """Names, money in and out by status, deals with their quotes."""
    run("import", "good.csv")
    page = run("party", "أوبن إيه آي").stdout
    assert "أوبن إيه آي" in page
    assert "Pays, signed: $38 billion" in page
    assert SUMMARY in page
    result = json.loads(run("party", "openai", "--json").stdout)
    assert result["party"]["id"] == "openai"
    assert result["money"] == [
        {"direction": "out", "status": "signed", "currency": "USD", "amount": 38000000000, "legs": 1}
    ]
    assert len(result["deals"]) == 1


def test_verify_tells_both_digests(run: Run, tmp_path: Path) -> None:
    """And ends with 5 on a file that is no ledger."""
    run("import", "good.csv")
    found = json.loads(run("verify", "--json").stdout)
    assert (found["claims"], len(found["content"]), len(found["head"])) == (1, 64, 64)
    assert found["content"] in run("verify").stdout
    (tmp_path / "odd.db").write_text("no ledger")
    assert run("verify", "--book", "odd.db").exit_code == 5


def test_without_a_ledger_the_way_to_one_is_told(run: Run) -> None:
    """Exit 1."""
    done = run("deals")
    assert done.exit_code == 1
    assert "dawra add" in str(done.exception)


@pytest.mark.parametrize("command", ["add", "import", "verify", "deals", "deal", "party"])
def test_help_has_an_example(run: Run, command: str) -> None:
    """Every command shows one."""
    assert f"Example: dawra {command}" in run(command, "--help").stdout


def test_help_imports_no_ledger() -> None:
    """The commands register without SQLAlchemy, numpy or the reader."""
    code = (
        "import sys; from dawra.views.cli.app import _register; _register();"
        "heavy = ('sqlalchemy', 'numpy', 'trafilatura', 'rich', 'dawra.ledger');"
        "print([name for name in heavy if name in sys.modules])"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - our own
    assert done.stdout.strip() == "[]"


def test_the_example_ledger_is_whole(run: Run) -> None:
    """The reference data go in, and verify."""
    data = Path(__file__).parents[2] / "data" / "ai-deals"
    assert run("import", str(data / "deals.csv"), str(data / "facts.csv")).exit_code in {0, 3}
    assert run("verify").exit_code == 0
