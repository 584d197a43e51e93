"""Rows of a table into the ledger, each with the summary that proves it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from dawra.claims.retold import Retold, RetoldReading
from dawra.claims.retold_row import Refusal
from dawra.errors import RefusedError
from dawra.ledger import Journal, prepare
from dawra.values import no_collecting

_BATCH: Final = 5000
"""How many rows of a table one transaction takes: whole rows, so a kill leaves none half done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an import did: rows in the table, claims that were new, rows that were refused."""

    rows: int
    deals: int
    facts: int
    refusals: tuple[Refusal, ...]


def import_rows(journal: Journal, table: Retold, recorded: datetime | None = None) -> Imported:
    """Append the rows of a table that has been read; those whose summary is there with other values are refused."""
    deals = facts = 0
    refusals = list(table.refusals)
    for start in range(0, len(table.readings), _BATCH):
        rows = table.readings[start : start + _BATCH]
        with no_collecting():
            prepared = [prepare(row.reading, row.known) for row in rows]
        added = journal.append_all(prepared, recorded=recorded)
        for row, done in zip(rows, added, strict=True):
            if isinstance(done, RefusedError):
                refusals.append(_refusal(table.table, row, str(done)))
            else:
                deals, facts = deals + done.deals, facts + done.facts
    return Imported(rows=table.rows, deals=deals, facts=facts, refusals=tuple(refusals))


def _refusal(table: str, row: RetoldReading, reason: str) -> Refusal:
    summary = row.reading.document.text
    return Refusal(table=table, line=row.line, column="summary", value="", summary=summary, reason=reason)
