"""Adding one reading: what is there already changes nothing, and no order of entry leaves a trace."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from dawra.claims import canonical_json
from dawra.errors import RefusedError
from dawra.ledger.entry import REPLACED
from dawra.ledger.prepare import Prepared, Row
from dawra.ledger.writer import Writer

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


def append(writer: Writer, prepared: Prepared) -> Appended:
    """Add a reading of a document that the writer knows.

    Raises:
        RefusedError: a summary of ours is there already with other values; nothing is added.
    """
    by = prepared.reading.values
    versions = writer.versions(by["document_id"], by["reader"])
    claims = {"deal": prepared.deals, "fact": prepared.facts}
    if by["version"] in versions:
        claims = {kind: rows if _is_further(writer, prepared, kind, rows) else () for kind, rows in claims.items()}
    new_document = writer.add(prepared.document)
    sighting = prepared.sighting
    writer.add(Row.of("sighting", {**sighting, "known": sighting["known"] or writer.today}))
    if by["version"] not in versions:
        writer.add(prepared.reading)
    new = {kind: sum(map(writer.add, rows)) for kind, rows in claims.items()}
    # One judgement for every pair of versions, so that the order of entry leaves no trace.
    for version in sorted(set(versions) - {by["version"]}):
        old, newer = sorted((version, by["version"]), key=version_order)
        about = {"document": by["document_id"], "reader": by["reader"], "old": old, "new": newer}
        writer.judge(REPLACED, about)
    return Appended(document=by["document_id"], new_document=new_document, deals=new["deal"], facts=new["fact"])


def _is_further(writer: Writer, prepared: Prepared, kind: str, rows: Sequence[Row]) -> bool:
    """Whether a reading that is there already gets claims of this kind only now: one table after another.

    Raises:
        RefusedError: a summary of ours comes again with other values, and nobody could tell which hold.
    """
    if not prepared.summary or not rows:
        return False
    held = sorted(map(_essence, writer.records(prepared.reading.id, kind)))
    if held and held != sorted(_essence(row.values["record"]) for row in rows):
        raise RefusedError("the ledger has this summary with other values. Word it anew for another deal.")
    return not held


def _essence(text: str) -> str:
    """What a claim says, whatever words prove it: a party's name as written may change with the registry."""
    record: dict[str, Any] = json.loads(text)
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
