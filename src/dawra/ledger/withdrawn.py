"""What a ledger holds and no longer says: claims that do not count, and the judgements on claims.

A claim stops counting where somebody retracts it, where a newer reading of its document takes its place, or
where its page shows a newer text. All of it stays in the ledger.
"""

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from dawra.claims import DealClaim, Reader, deal_from_json
from dawra.claims.sourced import Sourced
from dawra.ledger.entry import CORRECTED, REPLACED, RETRACTED, claims, entries, judgements, readings, sightings
from dawra.ledger.journal import Journal
from dawra.ledger.many import rows_of
from dawra.ledger.timeline import instant, moment, source_of
from dawra.values import PartialDate

_LAST = "9999"
"""Sorts after every instant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A judgement on a claim: ``retracted``, ``restored``, ``corrected``, ``uncorrected`` or ``replaced``."""

    claim: str
    kind: str
    recorded: str
    because: str | None = None

    def to_json(self) -> dict[str, Any]:
        """``{claim, kind, because, recorded}``."""
        return {"claim": self.claim, "kind": self.kind, "because": self.because, "recorded": self.recorded}


def judged(journal: Journal, claim_ids: Collection[str], *, recorded: str | None = None) -> tuple[Judged, ...]:
    """What was judged on these claims, in the order of entry."""
    until = instant(recorded) or _LAST
    with journal.reading() as connection:
        read_by = list(rows_of(connection, _CLAIMS, claims.c.id, claim_ids))
        return tuple(
            found
            for kind, record, entered in _judgements(connection, until)
            for found in _on(kind, record, entered, read_by)
        )


def withdrawn(
    journal: Journal,
    kind: str,
    party_ids: Collection[str],
    document_ids: Collection[str],
    *,
    known: str | None = None,
    recorded: str | None = None,
) -> tuple[Sourced[DealClaim], ...]:
    """The deal claims of a kind that do not count, and name one of the parties or stand in one of the documents."""
    with moment(journal, known=known, recorded=recorded) as now:
        named = {row.claim_id for row in now.naming(kind, party_ids)}
        with journal.reading() as connection:
            there = {row.id for row in rows_of(connection, _CLAIMS, readings.c.document_id, document_ids)}
        counting = {claim.id for claim in now.deals(named | there)}
    with journal.reading() as connection:
        rows = list(rows_of(connection, _CLAIMS, claims.c.id, (named | there) - counting))
        end = PartialDate(known).end.isoformat() if known else _LAST
        found = list(_sourced(connection, rows, end, instant(recorded) or _LAST))
    return tuple(sorted((claim for claim in found if claim.claim.kind == kind), key=lambda claim: claim.order))


_CLAIMS = (
    select(
        claims.c.id,
        claims.c.record,
        readings.c.document_id,
        readings.c.reader,
        readings.c.version,
        entries.c.recorded,
    )
    .join(readings, readings.c.id == claims.c.reading_id)
    .join(entries, entries.c.seq == claims.c.seq)
    .where(claims.c.kind == "deal")
)


def _sourced(connection: Connection, rows: Iterable[Any], end: str, until: str) -> Iterator[Sourced[DealClaim]]:
    """Those known before ``end`` and entered by ``until``, each with the earliest sighting of its document."""
    query = select(sightings, entries.c.recorded).join(entries, entries.c.seq == sightings.c.seq)
    entered = [row for row in rows if row.recorded <= until]
    seen = rows_of(connection, query, sightings.c.document_id, {row.document_id for row in entered})
    first: dict[str, Any] = {}
    for row in sorted(seen, key=lambda row: (row.known, row.id)):
        if row.known < end and row.recorded <= until:
            first.setdefault(row.document_id, row)
    for row in entered:
        if sighting := first.get(row.document_id):
            yield Sourced(
                id=row.id,
                claim=deal_from_json(json.loads(row.record)),
                source=source_of(sighting._asdict()),
                reader=Reader(name=row.reader, version=row.version),
                known=sighting.known,
            )


def _judgements(connection: Connection, until: str) -> Iterator[tuple[str, dict[str, Any], str]]:
    query = (
        select(judgements.c.kind, judgements.c.record, entries.c.recorded)
        .join(entries, entries.c.seq == judgements.c.seq)
        .where(judgements.c.kind.in_((RETRACTED, CORRECTED, REPLACED)), entries.c.recorded <= until)
        .order_by(entries.c.seq)
    )
    for kind, record, entered in connection.execute(query):
        yield kind, json.loads(record), entered


def _on(kind: str, record: dict[str, Any], entered: str, read_by: Iterable[Any]) -> Iterator[Judged]:
    """What one judgement says of the claims whose rows these are."""
    if kind == REPLACED:
        old = (record["document"], record["reader"], record["old"])
        for row in read_by:
            if (row.document_id, row.reader, row.version) == old:
                yield Judged(claim=row.id, kind="replaced", recorded=entered)
    elif any(row.id == record["claim"] for row in read_by):
        if kind == RETRACTED:
            said = "restored" if record["holds"] else "retracted"
        else:
            said = "corrected" if record["record"] else "uncorrected"
        yield Judged(claim=record["claim"], kind=said, recorded=entered, because=record.get("because"))
