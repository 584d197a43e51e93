"""One transaction on a ledger: gathers rows that are not there yet, chains an entry for each, writes them at once."""

import json
from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, select

from dawra.claims import canonical_json
from dawra.ledger.entry import (
    FIRST_HEAD,
    PAYLOADS,
    claims,
    documents,
    entries,
    head_of,
    judgements,
    readings,
    record_id,
    sightings,
)
from dawra.ledger.lookup import LOOKUPS
from dawra.ledger.many import insert_all, rows_of
from dawra.ledger.prepare import Row


class Writer:
    """Whoever holds it holds the ledger's write lock. Rows wait for `flush`.

    A document's rows may be added once `know` has looked what the ledger holds of it.
    """

    def __init__(self, connection: Connection, instant: datetime) -> None:
        self._connection = connection
        self._recorded = instant.isoformat(timespec="microseconds").replace("+00:00", "Z")
        self.today = instant.date().isoformat()
        last = connection.execute(select(entries).order_by(entries.c.seq.desc()).limit(1)).mappings().first()
        self._seq: int = last["seq"] if last else 0
        self._head: str = last["head"] if last else FIRST_HEAD
        self._held: dict[str, set[str]] = {kind: set() for kind in PAYLOADS}
        self._versions: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._waiting: dict[Table, list[Mapping[str, Any]]] = {
            table: [] for table in (entries, *PAYLOADS.values(), *LOOKUPS.values())
        }

    def know(self, document_ids: Collection[str]) -> None:
        """Look what the ledger holds of these documents."""
        there = {row.id for row in rows_of(self._connection, select(documents.c.id), documents.c.id, document_ids)}
        self._held["document"].update(there)
        self._held["sighting"].update(
            row.id for row in rows_of(self._connection, select(sightings.c.id), sightings.c.document_id, there)
        )
        for row in rows_of(self._connection, select(readings), readings.c.document_id, there):
            self._note_reading(row._asdict())
        of_documents = select(claims.c.id).join(readings)
        self._held["claim"].update(
            row.id for row in rows_of(self._connection, of_documents, readings.c.document_id, there)
        )

    def holds(self, kind: str, payload_id: str) -> bool:
        """Whether the ledger holds a row, of whatever document."""
        key = PAYLOADS[kind].c.id
        asked = self._connection.execute(select(key).where(key == payload_id))
        return payload_id in self._held[kind] or asked.first() is not None

    def add(self, row: Row) -> bool:
        """Append a row unless its id is there; says whether it was new."""
        kind, row_id = row.kind, row.id
        if row_id in self._held[kind] or (kind == "judgement" and self.holds(kind, row_id)):
            return False
        self._held[kind].add(row_id)
        if kind == "reading":
            self._note_reading(row.values)
        self._seq += 1
        self._waiting[PAYLOADS[kind]].append({"seq": self._seq, **row.values})
        entry: dict[str, Any] = {
            "seq": self._seq,
            "recorded": self._recorded,
            "kind": kind,
            "payload_id": row_id,
            "payload_hash": row.hash,
            "previous": self._head,
        }
        entry["head"] = self._head = head_of(entry)
        self._waiting[entries].append(entry)
        if row.lookups:
            self._waiting[LOOKUPS[kind]] += [{"seq": self._seq, **found} for found in row.lookups]
        return True

    def flush(self) -> None:
        """Write what waits, each table after those that it refers to."""
        for table, rows in self._waiting.items():
            if rows:
                insert_all(self._connection, table, rows)
                rows.clear()

    def judge(self, kind: str, record: Mapping[str, Any]) -> str:
        """Append a judgement; the same one twice is one."""
        text = canonical_json(dict(record))
        judgement_id = record_id(kind, text)
        self.add(Row.of("judgement", {"id": judgement_id, "kind": kind, "record": text}))
        return judgement_id

    def judge_anew(self, kind: str, record: Mapping[str, Any], subject: tuple[str, ...]) -> str:
        """Append a judgement in place of the last one on the same subject, if it says otherwise."""
        last_id, last = None, None
        for judgement_id, text in self.judged(kind):
            found = json.loads(text)
            if all(found[name] == record[name] for name in subject):
                last_id, last = judgement_id, found
        if last is not None and all(last.get(name) == value for name, value in record.items()):
            return str(last_id)
        return self.judge(kind, {**record, "replaces": last_id})

    def judged(self, kind: str) -> list[tuple[str, str]]:
        """The ids and records of all judgements of a kind, in the order of entry."""
        rows = self._connection.execute(
            select(judgements.c.id, judgements.c.record).where(judgements.c.kind == kind).order_by(judgements.c.seq)
        )
        return [(judgement_id, text) for judgement_id, text in rows]

    def records(self, reading_id: str, kind: str) -> list[str]:
        """The records of one reading's claims of a kind."""
        self.flush()
        wanted = (claims.c.reading_id == reading_id) & (claims.c.kind == kind)
        return list(self._connection.execute(select(claims.c.record).where(wanted)).scalars())

    def versions(self, document_id: str, reader: str) -> tuple[str, ...]:
        """The versions in which one reader has read a document."""
        return tuple(self._versions[document_id, reader])

    def _note_reading(self, row: Mapping[str, Any]) -> None:
        self._held["reading"].add(row["id"])
        self._versions[row["document_id"], row["reader"]].append(row["version"])
