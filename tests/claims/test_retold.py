"""Imported rows: every value of a row must stand in its own summary."""

import csv
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from dawra.claims.find_values import Aligner
from dawra.claims.retold import DEAL_COLUMNS, FACT_COLUMNS, Retold, read_table
from dawra.errors import TableError
from dawra.values import PartialDate

Read = Callable[..., Retold]

DATA = Path(__file__).parents[2] / "data" / "ai-deals"

ROW = {
    "kind": "compute_purchase",
    "status": "signed",
    "parties": "customer:openai|provider:aws",
    "amount_low": "38000000000",
    "amount_high": "38000000000",
    "amount_currency": "USD",
    "term_years": "7",
    "products": "GB200|GB300",
    "date": "2025-11-03",
    "published": "2025-11-04",
    "url": "https://example.org/deal",
    "publisher": "Reuters",
    "summary": "On 3 November 2025 OpenAI signed with AWS for $38 billion over seven years (GB200, GB300).",
}
ARABIC = (
    "وقّعت أوبن إيه آي في ٣ نوفمبر 2025 اتفاقا مع أمازون ويب سيرفيسز قيمته 38 مليار دولار مدته سبع سنوات "
    "لاستخدام GB200 وGB300."
)


@pytest.fixture
def table(tmp_path: Path) -> Read:
    """Write rows as a table and read it."""

    def read(*rows: dict[str, str], columns: tuple[str, ...] = DEAL_COLUMNS) -> Retold:
        path = tmp_path / "rows.csv"
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, columns, restval="")
            writer.writeheader()
            writer.writerows(rows)
        return read_table(path)

    return read


@pytest.mark.parametrize("summary", [ROW["summary"], ARABIC])
def test_a_row_becomes_a_reading_of_its_summary(table: Read, summary: str) -> None:
    """In both languages, each value with the words that say it."""
    (row,) = table({**ROW, "summary": summary, "known": "2025-11-05"}).readings
    reading, known = row.reading, row.known
    (claim,) = reading.deals
    assert (reading.document.kind, reading.document.text, known) == ("retold", summary, "2025-11-05")
    assert reading.ungrounded() == []
    assert {item.field for item in claim.evidence} >= {
        *(
            "kind",
            "status",
            "parties/0",
            "parties/1",
            "amount",
            "term/years",
            "products/0",
            "products/1",
            "date",
        )
    }
    assert claim.amount
    assert "38" in claim.amount.text
    assert claim.amount.stated == 38 * 10**11


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("amount_low", "39000000000"),
        ("term_years", "8"),
        ("parties", "customer:openai|provider:oracle"),
        ("products", "GB200|TPU"),
        ("date", "2025-11-04"),
        ("amount_currency", "EUR"),
        ("capacity", "6 GW"),
        ("source", "Bloomberg"),
        ("exclusive", "true"),
    ],
)
def test_a_value_that_is_not_said_refuses_its_row(table: Read, column: str, value: str) -> None:
    """The refusal names line, column, value and summary; the other rows are read."""
    bad = {**ROW, column: value}
    if column == "amount_low":
        bad["amount_high"] = value
    done = table(ROW, bad)
    (refusal,) = done.refusals
    assert refusal.line == 3
    assert refusal.column == ("amount_low" if column.startswith("amount") else column)
    assert refusal.summary == ROW["summary"]
    assert ROW["summary"] in str(refusal)
    assert len(done.readings) == 1


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        ("kind", "equity_investmnt", "Did you mean equity_investment"),
        ("status", "done", "rumoured"),
        ("parties", "buyer:openai", "customer, provider"),
        ("parties", "openai", "role:id"),
        ("amount_low", "38 billion", "plain number"),
        ("amount_low", "NaN", "plain number"),
        ("amount_low", "1e30", "no amount of money"),
        ("amount_qualifier", "up_to", "does not fit"),
        ("amount_currency", "dollars", "currency"),
        ("date", "3 November", "no date"),
        ("capacity", "6 gigawatt", "GW"),
        ("conditions", "later", "milestones"),
        ("exclusive", "yes", "true"),
        ("summary", "", "summary"),
    ],
)
def test_a_malformed_cell_stops_the_import(table: Read, column: str, value: str, message: str) -> None:
    """The error names the line and the column."""
    with pytest.raises(TableError, match=message) as error:
        table(ROW, {**ROW, column: value})
    assert error.value.line == 3
    assert column in str(error.value)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "empty"),
        (b"kind,status\nx,y\n", "column parties, summary missing"),
        (b"kind,status,parties,summary,amout_low\na,b,c,d,e\n", "Did you mean amount_low"),
        (b"kind,status,parties,summary,kind\na,b,c,d,e\n", "stands 2 times"),
        (b"kind,status,parties,summary\na,b,c\n", "line 2: 3 cells under 4 columns"),
        (b"kind,status,parties,summary\n", "no rows"),
        (b'kind,status,parties,summary\na,b,c,"d\n', "no CSV"),
        (b"kind,status,parties,summary\na,b,c,\xff\n", "line 2: byte 0xff is not UTF-8"),
        (b"kind,status,parties,summary\na,b,c,\0\n", "zero byte"),
    ],
)
def test_a_malformed_table_is_refused_with_its_place(tmp_path: Path, content: bytes, message: str) -> None:
    """Found, where, and what would help."""
    path = tmp_path / "rows.csv"
    path.write_bytes(content)
    with pytest.raises(TableError, match=message):
        read_table(path)


def test_a_missing_table_is_an_error(tmp_path: Path) -> None:
    """As is a folder."""
    with pytest.raises(TableError, match="cannot be read"):
        read_table(tmp_path)


def test_rows_of_one_summary_are_one_reading(table: Read) -> None:
    """Two deals may share a summary."""
    other = {**ROW, "amount_low": "", "amount_high": "", "amount_currency": "", "kind": "partnership"}
    done = table(ROW, {**other, "parties": "partner:openai|partner:aws"})
    assert [len(row.reading.deals) for row in done.readings] == [2]


def test_a_fact(table: Read) -> None:
    """A party's own figure, its period told in parts."""
    row = {
        "party": "openai",
        "metric": "revenue",
        "amount_low": "4300000000",
        "amount_high": "4300000000",
        "amount_currency": "USD",
        "period": "2025-01/2025-06",
        "status": "completed",
        "summary": "OpenAI had revenue of $4.3 billion from January to June 2025.",
    }
    (found,) = table(row, columns=FACT_COLUMNS).readings
    (fact,) = found.reading.facts
    assert (fact.metric, fact.period, fact.party.id) == ("revenue", "2025-01/2025-06", "openai")
    assert table({**row, "period": "2024"}, columns=FACT_COLUMNS).refusals[0].column == "period"


@pytest.mark.parametrize(
    ("text", "value", "unit", "words"),
    [
        ("It spends $38 billion on it", "38e9", "USD", "$38 billion"),
        ("قيمته 38 مليار دولار", "38e9", "USD", "38 مليار دولار"),
        ("بقيمة ٣٨ مليار دولار", "38e9", "USD", "٣٨ مليار دولار"),
        ("between $66 and 72 billion", "66e9", "USD", "$66 and 72 billion"),
        ("نحو ملياري دولار", "2e9", "USD", "ملياري دولار"),
        ("مليار دولار", "1e9", "USD", "مليار دولار"),
        ("worth €1.7bn", "1.7e9", "EUR", "€1.7bn"),
        ("500 million pounds (GBP)", "500e6", "GBP", "500 million pounds"),
        ("US $5 million", "5e6", "USD", "$5 million"),
    ],
)
def test_sums_are_found_as_written(text: str, value: str, unit: str, words: str) -> None:
    """Sign or word, before or after, in both scripts."""
    span = Aligner(text).amount(Decimal(value), Decimal(value), unit)
    assert span is not None
    assert span.text == words


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("six gigawatts", "6", "GW"),
        ("قدرتها 500 ميغاواط", "500", "MW"),
        ("a five-year contract", "5", "years"),
        ("twenty-five years", "25", "years"),
        ("مدته سبع سنوات", "7", "years"),
        ("خمسة وعشرين عاما", "25", "years"),
        ("one million TPU chips", "1e6", "chips"),
        ("18,000 رقاقة", "18000", "chips"),
        ("49 per cent of it", "49", "percent"),
        ("9.3%", "9.3", "percent"),
        ("نسبة 15 في المئة", "15", "percent"),
    ],
)
def test_quantities_are_found_by_value_and_unit(text: str, value: str, unit: str) -> None:
    """And not with another unit."""
    assert Aligner(text).quantity(Decimal(value), unit) is not None
    others = {"GW", "MW", "chips", "years", "percent"} - {unit}
    assert all(Aligner(text).quantity(Decimal(value), other) is None for other in others)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("on 3 November 2025", "2025-11-03"),
        ("on November 3, 2025", "2025-11-03"),
        ("on 2025-11-03", "2025-11-03"),
        ("في 3 نوفمبر 2025", "2025-11-03"),
        ("في ٣ تشرين الثاني ٢٠٢٥", "2025-11-03"),
        ("in November 2025", "2025-11"),
        ("from January to June 2025", "2025-01"),
        ("وذلك في مارس 2025", "2025-03"),
        ("in 2025", "2025"),
        ("in the third quarter of 2025", "2025-Q3"),
        ("in the second half of 2026", "2026-H2"),
    ],
)
def test_dates_are_found_as_written(text: str, iso: str) -> None:
    """By year, month and day, in words of both languages."""
    assert Aligner(text).date(PartialDate(iso))


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("on 13 November 2025", "2025-11-03"),
        ("on 3 November 2024", "2025-11-03"),
        ("in Marchand 2025", "2025-03"),
        ("in 12025", "2025"),
    ],
)
def test_dates_that_are_not_said_are_not_found(text: str, iso: str) -> None:
    """Digits and letters count as wholes."""
    assert Aligner(text).date(PartialDate(iso)) == []


@pytest.mark.parametrize(
    ("text", "party", "words"),
    [
        ("وأمازون تستثمر", "amazon", "أمازون"),
        ("لإنفيديا", "nvidia", "إنفيديا"),
        ("deal with Amazon Web-Services", "aws", "Amazon Web-Services"),
        ("OpenAI’s money", "openai", "OpenAI"),
        ("Acme Systems buys", "acme-systems", "Acme Systems"),
    ],
)
def test_parties_are_found_under_any_name(text: str, party: str, words: str) -> None:
    """Particles glued to a name are not part of it."""
    span = Aligner(text).party(party)
    assert span is not None
    assert span.text == words


def test_a_name_inside_a_word_is_no_name() -> None:
    """Metals are not Meta."""
    assert Aligner("The price of metals").party("meta") is None


@pytest.mark.parametrize("name", ["deals", "facts"])
def test_the_reference_tables_prove_themselves(name: str) -> None:
    """Nearly every row of the data that comes with dawra is borne out by its own summary."""
    done = read_table(DATA / f"{name}.csv")
    assert len(done.refusals) <= done.rows // 20, "\n".join(map(str, done.refusals))
    assert not [wrong for row in done.readings for wrong in row.reading.ungrounded()]
