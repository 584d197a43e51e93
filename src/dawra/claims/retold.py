"""Tables of deals or facts that were read elsewhere, each row retold in a summary of our own (ledger rules).

The summary is the row's document, and every value of the row must be found in it, or the row is refused.
What no word says outright, such as a kind or a status, rests on the summary as a whole.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from dawra.claims.claim import DealClaim, FactClaim, Reader, Reading
from dawra.claims.retold_claims import deal_of, fact_of
from dawra.claims.retold_right import RIGHT_COLUMNS
from dawra.claims.retold_row import Refusal, Row
from dawra.claims.table import check_header, read_rows
from dawra.documents.detect_language import detect_language
from dawra.documents.document import Document

READER: Final = Reader(name="retold", version="1")

_AMOUNT: Final = ("low", "high", "currency", "per", "qualifier")
_SOURCE: Final = ("published", "known", "url", "publisher", "summary")


def _amount_columns(name: str) -> tuple[str, ...]:
    return tuple(f"{name}_{part}" for part in _AMOUNT)


DEAL_COLUMNS: Final = (
    "kind",
    "status",
    "parties",
    *_amount_columns("amount"),
    *_amount_columns("increase"),
    *_amount_columns("valuation"),
    "term_years",
    "term_start",
    "term_end",
    "capacity",
    "products",
    "stake_percent",
    "percent",
    "exclusive",
    "date",
    "closing",
    "conditions",
    "source",
    *RIGHT_COLUMNS,
    *_SOURCE,
)
FACT_COLUMNS: Final = (
    "party",
    "metric",
    *_amount_columns("amount"),
    "percent",
    "of",
    "period",
    "status",
    *_SOURCE,
)
_DEAL_NEEDS: Final = ("kind", "status", "parties", "summary")
_FACT_NEEDS: Final = ("party", "metric", "status", "summary")


@dataclass(frozen=True, slots=True, kw_only=True)
class RetoldReading:
    """The rows of one summary: the line of the first, and their ``known`` day where it is given."""

    line: int
    known: str | None
    reading: Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Retold:
    """What a table yields: how many rows it has, the readings of those that hold, and the refused ones."""

    table: str
    rows: int
    readings: tuple[RetoldReading, ...]
    refusals: tuple[Refusal, ...]


def read_table(path: Path) -> Retold:
    """Read a table of deals or facts; which of the two, its header says.

    Raises:
        TableError: the table breaks its form, with the line and the column.
    """
    header, rows = read_rows(path)
    facts = "metric" in header
    check_header(path, header, FACT_COLUMNS if facts else DEAL_COLUMNS, _FACT_NEEDS if facts else _DEAL_NEEDS)
    grouped: dict[tuple[str | None, ...], list[tuple[int, DealClaim | FactClaim]]] = defaultdict(list)
    refusals = []
    for line, cells in rows:
        row = Row(table=str(path), line=line, cells=cells)
        # A malformed row stops the import before anything is added; a row that proves nothing is only left
        # out.
        claim = fact_of(row) if facts else deal_of(row)
        if row.refused:
            refusals.append(row.refused[0])
        else:
            grouped[tuple(cells.get(name) or None for name in _SOURCE)].append((line, claim))
    readings = tuple(
        RetoldReading(line=claims[0][0], known=source[1], reading=_reading(source, [claim for _, claim in claims]))
        for source, claims in grouped.items()
    )
    return Retold(table=str(path), rows=len(rows), readings=readings, refusals=tuple(refusals))


def _reading(source: tuple[str | None, ...], claims: Sequence[DealClaim | FactClaim]) -> Reading:
    published, _, url, publisher, summary = source
    document = Document(
        text=summary or "",
        language=detect_language(summary or ""),
        url=url,
        publisher=publisher,
        published=published,
        kind="retold",
    )
    return Reading(
        document=document,
        reader=READER,
        deals=tuple(claim for claim in claims if isinstance(claim, DealClaim)),
        facts=tuple(claim for claim in claims if isinstance(claim, FactClaim)),
    )
