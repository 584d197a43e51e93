"""One transaction on a ledger: adds rows that are not there yet, and chains an entry for each."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from dawra.claims import canonical_json
from dawra.ledger.entry import (
    FIRST_HEAD,
    PAYLOADS,
    Entry,
    claims,
    entries,
    judgements,
    readings,
    record_id,
    row_hash,
)


class Writer:
    """Whoever holds it holds the ledger's write lock."""

    def __init__(self, connection: Connection, instant: datetime) -> None:
        self._connection = connection
        self._recorded = instant.isoformat(timespec="microseconds").replace("+00:00", "Z")
        self.today = instant.date().isoformat()
        last = connection.execute(select(entries).order_by(entries.c.seq.desc()).limit(1)).mappings().first()
        self._seq: int = last["seq"] if last else 0
        self._head: str = last["head"] if last else FIRST_HEAD

    def holds(self, kind: str, payload_id: str) -> bool:
        """Whether the row is there already."""
        key = PAYLOADS[kind].c.id
        return self._connection.execute(select(key).where(key == payload_id)).first() is not None

    def add(self, kind: str, row: Mapping[str, Any]) -> bool:
        """Append the row unless its id is there; says whether it was new."""
        if self.holds(kind, row["id"]):
            return False
        self._connection.execute(PAYLOADS[kind].insert().values(**row))
        entry = Entry(
            seq=self._seq + 1,
            recorded=self._recorded,
            kind=kind,
            payload_id=row["id"],
            payload_hash=row_hash(row),
            previous=self._head,
        )
        self._connection.execute(entries.insert().values(**entry.row()))
        self._seq, self._head = entry.seq, entry.head
        return True

    def judge(self, kind: str, record: Mapping[str, Any]) -> str:
        """Append a judgement; the same one twice is one."""
        text = canonical_json(dict(record))
        judgement_id = record_id(kind, text)
        self.add("judgement", {"id": judgement_id, "kind": kind, "record": text})
        return judgement_id

    def judge_anew(self, kind: str, record: Mapping[str, Any], subject: tuple[str, ...]) -> str:
        """Append a judgement in place of the last one on the same subject, if it says otherwise."""
        last_id, last = None, None
        for judgement_id, text in self.judged(kind):
            found = json.loads(text)
            if all(found[name] == record[name] for name in subject):
                last_id, last = judgement_id, found
        if last is not None and all(last[name] == value for name, value in record.items()):
            return str(last_id)
        return self.judge(kind, {**record, "replaces": last_id})

    def judged(self, kind: str) -> list[tuple[str, str]]:
        """The ids and records of all judgements of a kind, in the order of entry."""
        rows = self._connection.execute(
            select(judgements.c.id, judgements.c.record)
            .join(entries, entries.c.payload_id == judgements.c.id)
            .where(judgements.c.kind == kind, entries.c.kind == "judgement")
            .order_by(entries.c.seq)
        )
        return [(judgement_id, text) for judgement_id, text in rows]

    def records(self, reading_id: str, kind: str) -> list[str]:
        """The records of one reading's claims of a kind."""
        wanted = (claims.c.reading_id == reading_id) & (claims.c.kind == kind)
        return list(self._connection.execute(select(claims.c.record).where(wanted)).scalars())

    def versions(self, document_id: str, reader: str) -> list[str]:
        """The versions in which one reader has read a document."""
        wanted = (readings.c.document_id == document_id) & (readings.c.reader == reader)
        return list(self._connection.execute(select(readings.c.version).where(wanted)).scalars())
