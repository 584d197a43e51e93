"""The reference ledger: what must be in it, that every row bears itself out, and what it knew on which day."""

import csv
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from dawra.analyses.rights_of_use import Query, ask, conflicts, rights_in
from dawra.book import Book, When
from dawra.claims.retold import DEAL_COLUMNS, FACT_COLUMNS, read_table
from dawra.deals import Deal
from dawra.parties import registry
from dawra.values import PartialDate

Between = Callable[[str, str, str, str | None], list[Deal]]

BILLION = 10**11  # in cents
TALK = {"rumoured", "in_talks", "planned"}
FOLDER = Path(__file__).parents[2] / "data" / "ai-deals"
COLUMNS = {"deals": DEAL_COLUMNS, "facts": FACT_COLUMNS}
YEARS = {str(year) for year in range(2019, 2027)}
MAIN_PARTIES = (
    "alphabet", "amazon", "amd", "anthropic", "broadcom", "coreweave", "meta", "microsoft", "nvidia", "openai",
    "oracle", "softbank", "xai",
)  # fmt: skip


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a table as they are written."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def named(name: str) -> set[str]:
    """The ids of all parties of a table."""
    if name == "deals":
        return {item.partition(":")[2] for row in rows(name) for item in row["parties"].split("|")}
    return {row[column] for row in rows(name) for column in ("party", "of") if row[column]}


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    """The reference ledger as a book; deals and facts are imported once."""
    with Book.open(tmp_path_factory.mktemp("ai-deals") / "book.db", create=True) as opened:
        for name in COLUMNS:
            opened.import_table(FOLDER / f"{name}.csv")
        yield opened


@pytest.fixture(scope="module")
def between(book: Book) -> Between:
    """The deals of a kind in which both parties take part, as known on a day."""

    def find(kind: str, one: str, other: str, known: str | None = None) -> list[Deal]:
        deals = book.deals(When(known=known))
        return [d for d in deals if d.kind == kind and {one, other} == {party.id for party in d.parties}]

    return find


@pytest.mark.parametrize("name", COLUMNS)
def test_every_row_is_proved_by_its_summary(name: str) -> None:
    """The import refuses none."""
    done = read_table(FOLDER / f"{name}.csv")
    assert [str(refusal) for refusal in done.refusals] == []
    assert [wrong for item in done.readings for wrong in item.reading.ungrounded()] == []


@pytest.mark.parametrize("name", COLUMNS)
def test_every_row_has_all_cells_of_its_source(name: str) -> None:
    """A page, its publisher, a day that has come, and a summary that is more than a caption."""
    today = datetime.now(tz=UTC).date().isoformat()
    for row in rows(name):
        assert urlsplit(row["url"]).scheme in {"http", "https"}, row["summary"]
        assert urlsplit(row["url"]).hostname, row["summary"]
        assert row["publisher"] == row["publisher"].strip() != ""
        assert "2019-01-01" <= row["published"] <= today, row["summary"]
        assert len(row["published"]) == len("2019-01-01"), row["summary"]
        assert len(row["summary"].split()) >= 5, row["summary"]


def test_no_page_tells_what_had_not_happened() -> None:
    """A deal's day, and the end of a period that is over, do not lie behind the day of the page."""
    days = [(row["date"], row) for row in rows("deals")]
    days += [(row["period"].split("/")[-1], row) for row in rows("facts") if row["status"] == "completed"]
    late = [row for day, row in days if day and PartialDate(day).start.isoformat() > row["published"]]
    assert [row["summary"] for row in late] == []


@pytest.mark.parametrize("name", COLUMNS)
def test_no_row_is_told_twice(name: str) -> None:
    """Not even with the same words."""
    told = Counter(tuple(row.values()) for row in rows(name))
    assert [row for row, times in told.items() if times > 1] == []


@pytest.mark.parametrize("name", COLUMNS)
def test_columns_stand_in_the_order_of_the_schema(name: str) -> None:
    """So that a change to a row is easy to read."""
    assert tuple(rows(name)[0]) == COLUMNS[name]


@pytest.mark.parametrize("name", COLUMNS)
def test_every_party_is_known_in_both_scripts(name: str) -> None:
    """By its id in the registry."""
    known = {party_id: registry().get(party_id) for party_id in named(name)}
    assert [party_id for party_id, party in known.items() if party is None or not (party.en and party.ar)] == []


@pytest.mark.parametrize("name", COLUMNS)
def test_a_part_of_each_table_is_told_in_arabic(name: str) -> None:
    """One row in ten at least."""
    arabic = [item for item in read_table(FOLDER / f"{name}.csv").readings if item.reading.document.language == "ar"]
    assert len(arabic) * 10 >= len(rows(name))


def test_there_is_enough(book: Book) -> None:
    """Claims, deals, parties and facts."""
    deals = book.deals()
    assert len(rows("deals")) >= 300
    assert len(deals) >= 180
    assert len({party.id for deal in deals for party in deal.parties}) >= 100
    assert len(book.facts()) >= 160


def test_no_year_is_empty() -> None:
    """From 2019 to 2026."""
    assert {(row["date"] or row["published"])[:4] for row in rows("deals")} >= YEARS


def test_every_sort_of_deal_is_there() -> None:
    """Money, rights, promises and changes, and what was ruled out or fell through."""
    kinds = Counter(row["kind"] for row in rows("deals"))
    assert {kind for kind, times in kinds.items() if times >= 2} >= {
        "equity_investment", "debt_financing", "equity_grant", "compute_purchase", "chip_purchase", "capacity_build",
        "acquisition", "licence", "revenue_share", "commerce_partnership", "partnership", "guarantee", "amendment",
    }  # fmt: skip
    statuses = Counter(row["status"] for row in rows("deals"))
    assert min(statuses["denied"], statuses["terminated"], statuses["rumoured"]) >= 4
    assert any(row["kind"] == "licence" and row["exclusive"] == "true" for row in rows("deals"))


def test_talk_and_outcome_meet_in_one_deal(book: Book) -> None:
    """At least 25 deals have a ladder to show: what was said first, and what came of it."""
    ladders = [{claim.claim.status for claim in deal.claims} for deal in book.deals()]
    assert sum(bool(steps & TALK and steps - TALK) for steps in ladders) >= 25


@pytest.mark.parametrize("party", MAIN_PARTIES)
def test_the_accounts_of_the_main_parties(party: str) -> None:
    """At least three figures of each; of the listed ones also revenue of two years."""
    told = [row for row in rows("facts") if row["party"] == party]
    assert len(told) >= 3
    years = {row["period"] for row in told if row["metric"] == "revenue" and row["status"] == "completed"}
    assert party in {"anthropic", "xai"} or len(years) >= 2


@pytest.mark.parametrize(
    ("known", "told"),
    [
        ("2025-12-15", []),
        ("2025-12-17", [("in_talks", 10 * BILLION)]),
        ("2026-01-30", [("in_talks", 10 * BILLION)]),
        ("2026-02-28", [("announced", 50 * BILLION)]),
        (None, [("announced", 50 * BILLION)]),
    ],
)
def test_what_was_known_of_amazon_and_openai(between: Between, known: str | None, told: list[tuple[str, int]]) -> None:
    """Nothing before the talks, ten billion while they lasted, fifty once it was announced."""
    deals = between("equity_investment", "amazon", "openai", known)
    assert [(deal.status, deal.amount and deal.amount.stated) for deal in deals] == told


def test_the_talks_did_not_touch_the_contract_before_them(between: Between) -> None:
    """On 17 December 2025 the cloud contract of November stood as signed, beside the talks."""
    (contract,) = between("compute_purchase", "amazon", "openai", "2025-12-17")
    assert (contract.status, contract.amount and contract.amount.stated) == ("signed", 38 * BILLION)


def test_a_plan_that_ended_was_alive_until_then(between: Between) -> None:
    """CoreWeave and Core Scientific: refused in 2024, signed in July 2025, off in October."""
    told = [
        sorted(deal.status for deal in between("acquisition", "coreweave", "core-scientific", known))
        for known in ("2024-06-30", "2025-06-30", "2025-09-30", None)
    ]
    assert told == [["denied"], ["denied", "in_talks"], ["denied", "signed"], ["denied", "terminated"]]


def test_a_letter_of_intent_and_the_ticket_that_took_its_place_are_two(between: Between) -> None:
    """Nvidia and OpenAI: a hundred billion were called off, thirty came; nothing counts twice."""
    told = sorted(
        (deal.status, deal.amount and deal.amount.stated)
        for deal in between("equity_investment", "nvidia", "openai", None)
        if deal.amount and deal.amount.stated >= BILLION
    )
    assert told == [("announced", 30 * BILLION), ("terminated", 100 * BILLION)]


@pytest.mark.parametrize(
    ("known", "on", "answer"),
    [
        ("2025-12-17", "2028-06-30", "PROHIBITED"),
        ("2025-12-17", "2032-06-30", "CONDITIONAL"),
        ("2026-06-30", "2028-06-30", "NO BAR KNOWN"),
        ("2026-06-30", "2026-04-26", "PROHIBITED"),
    ],
)
def test_may_amazon_sell_the_models_of_openai(book: Book, known: str, on: str, answer: str) -> None:
    """Not as known at the end of 2025; since the change of April 2026 nothing bars it, and it only may be licensed."""
    rights = rights_in(book.deals(When(known=known)))
    query = Query(
        actor="amazon",
        action=("sell",),
        object=("openai-models",),
        channel=("cloud-api",),
        on=date.fromisoformat(on),
    )
    found = ask(rights, query, date.fromisoformat(known))
    assert found.answer == answer
    if answer == "NO BAR KNOWN":
        roles = {one.version.right.holder: (one.role, one.certain, one.idle) for one in found.rights}
        assert roles == {"microsoft": (None, True, "not-exclusive"), "amazon": ("grant", False, None)}


@pytest.mark.parametrize(
    ("on", "answer", "obliged"),
    [("2024-06-30", "PROHIBITED", False), ("2025-06-30", "NO BAR KNOWN", True), ("2028-06-30", "PERMITTED", False)],
)
def test_may_openai_buy_computing_of_amazon(book: Book, on: str, answer: str, obliged: bool) -> None:  # noqa: FBT001 - a case
    """Azure alone until January 2025, then whoever Microsoft leaves it to, since November 2025 by contract."""
    known = date(2026, 6, 30)
    query = Query(actor="openai", action=("buy",), object=("amazon-compute",), on=date.fromisoformat(on))
    found = ask(rights_in(book.deals(When(known=known.isoformat()))), query, known)
    assert (found.answer, [bool(part.obligations) for part in found.parts]) == (answer, [obliged])


def test_the_dispute_over_frontier_is_a_possible_conflict(book: Book) -> None:
    """Two exclusive rights to sell it met, perhaps, for the two months until one was given up."""
    known = date(2026, 6, 30)
    first, *_ = [
        one for one in conflicts(rights_in(book.deals(When(known=known.isoformat()))), known) if one.kind == "exclusive"
    ]
    assert (first.first.holder, first.second.holder, first.certain) == ("microsoft", "amazon", False)
    assert (first.since, first.until) == (date(2026, 2, 27), date(2026, 4, 27))
