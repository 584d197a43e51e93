"""The right of a retold row: each word is one of a taxonomy, and the summary says it."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from dawra.claims import Right
from dawra.claims.retold import DEAL_COLUMNS, Retold, read_table
from dawra.claims.retold_right import RIGHT_COLUMNS
from dawra.errors import TableError

Read = Callable[..., Retold]
ROW = {
    "kind": "licence",
    "status": "signed",
    "parties": "licensor:openai|licensee:microsoft",
    "term_end": "2030/2033",
    "right_mode": "exclusive",
    "right_action": "sell",
    "right_object": "openai-models",
    "right_channel": "cloud-api",
    "right_segment": "commercial",
    "right_territory": "world",
    "right_exceptions": "open-weight-models|us-national-security|oracle",
    "right_until_event": "agi",
    "published": "2025-12-17",
    "url": "https://example.org/right",
    "publisher": "Example",
    "summary": (
        "Until the early 2030s, or AGI, Microsoft alone may sell the models of OpenAI to customers through its cloud "
        "API anywhere in the world, open-weight models and national security apart, and Oracle."
    ),
}
ARABIC = (
    "حتى أوائل ثلاثينيات القرن الحالي أو بلوغ الذكاء الاصطناعي العام لمايكروسوفت حق حصري في بيع نماذج أوبن إيه آي "
    "للشركات عبر واجهات سحابتها في كل مكان، باستثناء النماذج مفتوحة الأوزان وجهات الأمن القومي وأوراكل."
)


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Write one row as a table and read it."""

    def of(**cells: str) -> Retold:
        path = tmp_path / "rows.csv"
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, DEAL_COLUMNS, restval="")
            writer.writeheader()
            writer.writerow({**ROW, **cells})
        return read_table(path)

    return of


@pytest.mark.parametrize("summary", [ROW["summary"], ARABIC])
def test_a_right_is_read_with_its_proof(read: Read, summary: str) -> None:
    """In both languages, each field with the words that say it."""
    done = read(summary=summary)
    assert [str(refusal) for refusal in done.refusals] == []
    ((claim,),) = [row.reading.deals for row in done.readings]
    assert claim.right == Right(
        mode="exclusive",
        action=("sell",),
        object=("openai-models",),
        channel=("cloud-api",),
        segment=("commercial",),
        territory=("world",),
        exceptions=("open-weight-models", "us-national-security", "oracle"),
        until_event="agi",
    )
    assert claim.term
    assert claim.term.end
    assert claim.term.end.iso == "2030/2033"
    assert {item.field for item in claim.evidence} >= {
        *("right/mode", "right/action", "right/object", "right/channel", "right/segment", "right/territory"),
        *("right/exceptions", "right/until_event"),
    }
    assert done.readings[0].reading.ungrounded() == []


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("right_mode", "first_refusal"),
        ("right_action", "host"),
        ("right_object", "openai-frontier"),
        ("right_channel", "non-api"),
        ("right_segment", "consumers"),
        ("right_territory", "europe"),
        ("right_exceptions", "google"),
        ("term_end", "2034/2036"),
    ],
)
def test_a_word_that_is_not_said_refuses_the_row(read: Read, column: str, value: str) -> None:
    """With the column and the word."""
    (refusal,) = read(**{column: value}).refusals
    assert (refusal.column, refusal.value) == (column, value)


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"right_mode": "shared"}, "exclusive, sole, non_exclusive, first_refusal"),
        ({"right_action": "sel"}, "Did you mean sell"),
        ({"right_until_event": "asi"}, "dawra rights words event"),
        ({"kind": "partnership", "parties": "partner:openai|partner:microsoft"}, "licence or amendment"),
    ],
)
def test_a_word_that_there_is_not_stops_the_import(read: Read, cells: dict[str, str], message: str) -> None:
    """With the nearest, or with where rights belong."""
    with pytest.raises(TableError, match=message):
        read(**cells)


def test_a_row_without_a_right_has_none(read: Read) -> None:
    """Rather than one of which nothing is known."""
    (row,) = read(**dict.fromkeys(RIGHT_COLUMNS, "")).readings
    assert row.reading.deals[0].right is None
