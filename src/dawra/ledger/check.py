"""Whether a ledger is whole: every hash, id, link of the chain and quotation computed again."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.exc import DatabaseError

from dawra.claims import Reader, claim_id
from dawra.errors import IntegrityError
from dawra.ledger import sqlite
from dawra.ledger.entry import (
    CORRECTED,
    FIRST_HEAD,
    PAYLOADS,
    claims,
    documents,
    entries,
    head_of,
    judgements,
    readings,
    record_id,
    row_hash,
    sha256,
)
from dawra.ledger.journal import Journal
from dawra.ledger.lookup import LOOKUPS, due_lookups

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """A ledger that is whole.

    ``content`` is one hash over the sorted ids of claims and judgements, the same whatever the order of
    entry; ``head`` is the end of the hash chain, which also covers order and instants. A ledger cut short at
    its end is whole in itself: only a ``head`` noted elsewhere shows that something is gone.
    """

    content: str
    head: str
    documents: int
    claims: int
    judgements: int
    entries: int

    def to_json(self) -> dict[str, Any]:
        """All fields by name."""
        return {name: getattr(self, name) for name in self.__slots__}


def verify(journal: Journal) -> Verified:
    """Compute everything again.

    Raises:
        IntegrityError: something was altered, with the row that shows it.
    """
    try:
        with journal.reading() as connection:
            if found := sqlite.damage(connection):
                raise IntegrityError(f"the file is damaged: {found}. Restore a backup.")
            head, count = _check_chain(connection)
            _check_documents(connection)
            _check_claims(connection)
            _check_judgements(connection)
            for kind in LOOKUPS:
                _check_lookups(connection, kind)
            return Verified(
                content=_content(connection),
                head=head,
                entries=count,
                documents=_count(connection, "document"),
                claims=_count(connection, "claim"),
                judgements=_count(connection, "judgement"),
            )
    except (DatabaseError, UnicodeDecodeError) as error:
        raise IntegrityError(f"the file is damaged: {error}. Restore a backup.") from error


def content(journal: Journal) -> str:
    """The digest over the sorted ids of claims and judgements."""
    with journal.reading() as connection:
        return _content(connection)


def digests(connection: Connection) -> tuple[str, str]:
    """Content and head as they stand, without checking that they are right."""
    last = connection.execute(select(entries.c.head).order_by(entries.c.seq.desc()).limit(1)).scalar()
    return _content(connection), last or FIRST_HEAD


def _content(connection: Connection) -> str:
    ids = [*connection.execute(select(claims.c.id)).scalars()]
    ids += connection.execute(select(judgements.c.id)).scalars()
    return sha256("\n".join(sorted(ids)))


def _count(connection: Connection, kind: str) -> int:
    return len(connection.execute(select(PAYLOADS[kind].c.id)).all())


def _check_chain(connection: Connection) -> tuple[str, int]:
    """The head and the number of entries, when each entry follows from the one before and from its row."""
    rows = {
        row["seq"]: (kind, row["id"], row_hash(dict(row)))
        for kind, table in PAYLOADS.items()
        for row in connection.execute(select(table)).mappings()
    }
    head, seq = FIRST_HEAD, 0
    for held in connection.execute(select(entries).order_by(entries.c.seq)).mappings():
        entry, seq = dict(held), seq + 1
        if (entry["seq"], entry["previous"], entry["head"]) != (seq, head, head_of(entry)):
            raise _altered("entry", entry["seq"], "the chain of hashes breaks here")
        kind, row_id, found = rows.pop(seq, ("", "", ""))
        if (kind, row_id) != (entry["kind"], entry["payload_id"]):
            raise _altered(entry["kind"], entry["payload_id"], f"entry {seq} names it, and it is not there")
        if found != entry["payload_hash"]:
            raise _altered(kind, row_id, f"its hash is not the one in entry {seq}")
        head = entry["head"]
    if rows:
        raise _altered(*rows[min(rows)][:2], "no entry names it")
    return head, seq


def _check_documents(connection: Connection) -> None:
    for _, document_id, text in connection.execute(select(documents)):
        if sha256(text) != document_id:
            raise _altered("document", document_id, "its id is not the hash of its text")


def _check_claims(connection: Connection) -> None:
    query = select(claims, readings.c.document_id, readings.c.reader, readings.c.version, documents.c.text)
    query = query.join(readings, readings.c.id == claims.c.reading_id).join(documents)
    for row in connection.execute(query).mappings():
        reader = Reader(name=row["reader"], version=row["version"])
        record = json.loads(row["record"])
        if claim_id(row["document_id"], reader, record) != row["id"]:
            raise _altered("claim", row["id"], "its id is not the hash of what it says")
        for item in _misquoted(record, row["text"]):
            raise _altered("claim", row["id"], f"{item!r} is not what the document says there")


def _check_judgements(connection: Connection) -> None:
    for row in connection.execute(select(judgements)).mappings():
        if record_id(row["kind"], row["record"]) != row["id"]:
            raise _altered("judgement", row["id"], "its id is not the hash of what it says")
        said = json.loads(row["record"])
        if row["kind"] == CORRECTED and said["record"] is not None:
            query = select(documents.c.text).select_from(documents).join(readings).join(claims)
            text = connection.execute(query.where(claims.c.id == said["claim"])).scalar()
            for item in _misquoted(said["record"], text or ""):
                raise _altered("judgement", row["id"], f"{item!r} is not what the document says there")


def _check_lookups(connection: Connection, kind: str) -> None:
    """Whether the lookup rows are those that follow from the journal's."""
    table, source = LOOKUPS[kind], PAYLOADS[kind]
    keys = [column.name for column in table.primary_key]
    held = connection.execute(select(table).order_by(*table.primary_key)).mappings()
    rows = connection.execute(select(source).order_by(source.c.seq)).mappings()
    due = (
        found
        for row in rows
        for found in sorted(due_lookups(kind, dict(row)), key=lambda one: [one[key] for key in keys])
    )
    for row, expected in zip_longest(held, due):
        if row is None or dict(row) != expected:
            named = expected if row is None else row
            raise _altered(table.name, named["seq"], f"it does not follow from the {kind}s")


def _misquoted(record: dict[str, Any], text: str) -> Iterator[str]:
    for item in record["evidence"]:
        if text[item["start"] : item["end"]] != item["text"]:
            yield item["text"]


def _altered(kind: str, row_id: object, found: str) -> IntegrityError:
    return IntegrityError(f"{kind} {row_id}: {found}. The ledger was altered; restore a backup.")
