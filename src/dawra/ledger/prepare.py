"""What a reading becomes in a ledger, worked out without one: its rows, their hashes, what finds them again.

Nothing here asks a ledger, so it can be done where the reading is done, in any process; only what depends on the
entries before it, `append` adds.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from dawra.claims import Reading, canonical_json, claim_id_of
from dawra.documents import Document
from dawra.errors import RefusedError, UsageError
from dawra.ledger.entry import record_id, row_hash
from dawra.ledger.lookup import lookup_rows
from dawra.values import PartialDate


class Row(NamedTuple):
    """A row of the journal before it has a place there.

    ``kind`` is that of its entry, ``values`` are its columns, ``hash`` is theirs, and ``lookups`` stand for it in
    the lookup table.
    """

    kind: str
    values: Mapping[str, Any]
    hash: str
    lookups: tuple[dict[str, Any], ...] = ()

    @classmethod
    def of(cls, kind: str, values: Mapping[str, Any], record: Mapping[str, Any] | None = None) -> "Row":
        """The row with what follows from it; ``record`` is the JSON of a claim."""
        return cls(kind, values, row_hash(values), tuple(lookup_rows(kind, values, record)))

    @property
    def id(self) -> str:
        """The id of what the row holds."""
        return str(self.values["id"])


class Prepared(NamedTuple):
    """A reading as the rows of a ledger.

    ``sighting`` are the columns of its sighting: where no day is known they wait for that of entry. ``summary``
    tells whether the document is a summary of ours.
    """

    document: Row
    sighting: Mapping[str, Any]
    reading: Row
    deals: tuple[Row, ...]
    facts: tuple[Row, ...]
    summary: bool


def prepare(reading: Reading, known: str | None = None) -> Prepared:
    """The rows of a reading; ``known`` is the first day (ISO) on which one could know it.

    Raises:
        RefusedError: the document's own words do not prove a value.
        UsageError: ``known`` or the printed day is no date.
    """
    _refuse_unproved(reading)
    document, reader = reading.document, reading.reader
    reading_id = record_id(document.id, reader.name, reader.version)
    by = {"document_id": document.id, "reader": reader.name, "version": reader.version}
    notices = canonical_json([notice.to_json() for notice in reading.notices])

    def claim(kind: str, record: Mapping[str, Any]) -> Row:
        text = canonical_json(record)
        claim_id = claim_id_of(document.id, reader, text)
        return Row.of("claim", {"id": claim_id, "reading_id": reading_id, "kind": kind, "record": text}, record)

    return Prepared(
        document=Row.of("document", {"id": document.id, "text": document.text}),
        sighting=_sighting(document, known),
        reading=Row.of("reading", {"id": reading_id, **by, "notices": notices}),
        deals=tuple([claim("deal", one.to_json()) for one in reading.deals]),
        facts=tuple([claim("fact", one.to_json()) for one in reading.facts]),
        summary=document.kind == "retold",
    )


def check_day(day: str | None) -> None:
    """Refuse what is no date.

    Raises:
        UsageError: it is none.
    """
    if day is not None:
        try:
            PartialDate(day)
        except ValueError as error:
            raise UsageError(str(error)) from error


def _refuse_unproved(reading: Reading) -> None:
    name = reading.document.title or reading.document.url or reading.document.id[:12]
    if wrong := reading.ungrounded():
        raise RefusedError(f"{name}: {wrong[0]} in the text. The reading is refused; it proves nothing.")
    if not all(claim.evidence for found in (reading.deals, reading.facts) for claim in found):
        raise RefusedError(f"{name}: a claim without evidence. The reading is refused; it proves nothing.")


def _sighting(document: Document, known: str | None) -> dict[str, Any]:
    """Where and when the text was seen. The id leaves out a day that only follows from the day of entry."""
    for day in (known, document.published):
        check_day(day)
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
        "known": known or document.published,
    }
