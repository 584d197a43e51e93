"""Adding one reading: what is there already changes nothing, and no order of entry leaves a trace."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from dawra.claims import Reading, canonical_json, claim_id_of
from dawra.documents import Document
from dawra.errors import RefusedError, UsageError
from dawra.ledger.entry import REPLACED, record_id
from dawra.ledger.writer import Writer
from dawra.values import PartialDate

_AMOUNTS: Final = ("amount", "increase", "valuation")


@dataclass(frozen=True, slots=True, kw_only=True)
class Appended:
    """What one `Journal.append` added: whether the document was new, and how many claims were."""

    document: str
    new_document: bool
    deals: int
    facts: int

    @property
    def changed(self) -> bool:
        """Whether anything was added that counts."""
        return self.new_document or self.deals > 0 or self.facts > 0


def append(writer: Writer, reading: Reading, known: str | None) -> Appended:
    """Add a reading that nothing speaks against (`refusal`), of a document that the writer knows.

    Raises:
        RefusedError: a summary of ours is there already with other values; nothing is added.
        UsageError: ``known`` or the printed day is no date.
    """
    document, reader = reading.document, reading.reader
    sighting = _sighting(document, known, writer.today)
    versions = writer.versions(document.id, reader.name)
    again = reader.version in versions
    reading_id = record_id(document.id, reader.name, reader.version)
    records = {"deal": [claim.to_json() for claim in reading.deals], "fact": [fact.to_json() for fact in reading.facts]}
    if again:
        records = {
            kind: found if _is_further(writer, reading, reading_id, kind, found) else []
            for kind, found in records.items()
        }
    new_document = writer.add("document", {"id": document.id, "text": document.text})
    writer.add("sighting", sighting)
    if not again:
        notices = canonical_json([notice.to_json() for notice in reading.notices])
        by = {"document_id": document.id, "reader": reader.name, "version": reader.version}
        writer.add("reading", {"id": reading_id, **by, "notices": notices})
    new = {kind: _add_claims(writer, reading, reading_id, kind, found) for kind, found in records.items()}
    # One judgement for every pair of versions, so that the order of entry leaves no trace.
    for version in sorted(set(versions) - {reader.version}):
        old, newer = sorted((version, reader.version), key=version_order)
        about = {"document": document.id, "reader": reader.name, "old": old, "new": newer}
        writer.judge(REPLACED, about)
    return Appended(document=document.id, new_document=new_document, deals=new["deal"], facts=new["fact"])


def refusal(reading: Reading) -> RefusedError | None:
    """Why a reading cannot be taken: its own document does not prove it. None where it does."""
    name = reading.document.title or reading.document.url or reading.document.id[:12]
    if wrong := reading.ungrounded():
        return RefusedError(f"{name}: {wrong[0]} in the text. The reading is refused; it proves nothing.")
    if not all(claim.evidence for found in (reading.deals, reading.facts) for claim in found):
        return RefusedError(f"{name}: a claim without evidence. The reading is refused; it proves nothing.")
    return None


def _add_claims(writer: Writer, reading: Reading, reading_id: str, kind: str, records: Sequence[dict[str, Any]]) -> int:
    """How many of the claims were new."""
    new = 0
    for record in records:
        text = canonical_json(record)
        claim_id = claim_id_of(reading.document.id, reading.reader, text)
        row = {"id": claim_id, "reading_id": reading_id, "kind": kind, "record": text}
        new += writer.add("claim", row, record)
    return new


def _is_further(
    writer: Writer, reading: Reading, reading_id: str, kind: str, records: Sequence[dict[str, Any]]
) -> bool:
    """Whether a reading that is there already gets claims of this kind only now: one table after another.

    Raises:
        RefusedError: a summary of ours comes again with other values, and nobody could tell which hold.
    """
    if reading.document.kind != "retold" or not records:
        return False
    held = sorted(_essence(json.loads(record)) for record in writer.records(reading_id, kind))
    if held and held != sorted(map(_essence, records)):
        raise RefusedError("the ledger has this summary with other values. Word it anew for another deal.")
    return not held


def _essence(record: dict[str, Any]) -> str:
    """What a claim says, whatever words prove it: a party's name as written may change with the registry."""
    whole = {name: value for name, value in record.items() if name not in {"evidence", "confidence"}}
    for name in ("party", "of"):
        if record.get(name):
            whole[name] = record[name]["id"]
    for name in _AMOUNTS:
        if isinstance(record.get(name), dict):
            whole[name] = {**record[name], "text": None}
    parties = [(party["role"], party["id"]) for party in record.get("parties", ())]
    return canonical_json({**whole, "parties": parties})


def version_order(version: str) -> tuple[tuple[int, int, str], ...]:
    """What sorts versions: numbers by value, words by letters; ``1.10`` comes after ``1.9``."""
    parts = version.replace("-", ".").replace("+", ".").split(".")
    return tuple((1, int(part), "") if part.isdecimal() else (0, 0, part) for part in parts)


def _sighting(document: Document, known: str | None, today: str) -> dict[str, Any]:
    """Where and when the text was seen. The id leaves out a day that only follows from the day of entry."""
    for day in (known, document.published):
        _check_day(day)
    described = (document.kind, document.language, document.title, document.url, document.publisher)
    return {
        "id": record_id(document.id, *described, document.published, known),
        "document_id": document.id,
        "kind": document.kind,
        "language": document.language,
        "title": document.title,
        "url": document.url,
        "publisher": document.publisher,
        "published": document.published,
        "known": known or document.published or today,
    }


def _check_day(day: str | None) -> None:
    if day is not None:
        try:
            PartialDate(day)
        except ValueError as error:
            raise UsageError(str(error)) from error
