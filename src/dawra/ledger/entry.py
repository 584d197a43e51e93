"""What a ledger is made of: its tables, and the journal of entries that chains them by hash.

A document is a text; a sighting says where and when it was published; a reading says who read it; claims
and judgements hang on those. Every row of these has one entry in the journal and stands under its number, so that
what comes later stands later; the entry's head is the hash of it and of the head before it. No column holds a sum
of money: amounts stand as exact text inside a claim's record. Beside them stand two lookup tables (`lookup`), which
hold nothing that the others do not say.
"""

import hashlib
from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, MetaData, Table, Text

from dawra.claims import canonical_json

FORMAT: Final = 3
"""The number of this form of the tables; a ledger of a higher one comes from a newer dawra, one of a lower
one is brought up to it (`upgrade`)."""

FIRST_HEAD: Final = "0" * 64

SAMENESS, REPLACED, RETRACTED, CORRECTED = "sameness", "reading replaced", "retracted", "corrected"
"""The kinds of judgements."""

metadata = MetaData()


def _table(name: str, *parts: Any) -> Table:  # noqa: ANN401 - columns and constraints
    return Table(name, metadata, *parts, sqlite_strict=True)


def _hash_column(name: str, *parts: Any, length: int, **options: Any) -> Column[str]:  # noqa: ANN401 - passed on
    return Column(name, Text, CheckConstraint(f"length({name}) = {length}"), *parts, nullable=False, **options)


def _payload(name: str, *parts: Any, id_length: int) -> Table:  # noqa: ANN401 - columns and constraints
    """A table whose rows have an entry each, whose number is theirs."""
    return _table(name, _number(ForeignKey("entries.seq")), _hash_column("id", length=id_length, unique=True), *parts)


def _number(*parts: Any, name: str = "seq") -> Column[int]:  # noqa: ANN401 - likewise
    return Column(name, Integer, *parts, primary_key=True, autoincrement=False)


ledger = _table("ledger", _number(name="format"))

# ``recorded`` is the UTC instant of entry in ISO text, to the microsecond.
entries = _table(
    "entries",
    _number(),
    Column("recorded", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("payload_id", Text, nullable=False),
    _hash_column("payload_hash", length=64),
    _hash_column("previous", length=64),
    _hash_column("head", length=64),
)

documents = _payload("documents", Column("text", Text, nullable=False), id_length=64)

sightings = _payload(
    "sightings",
    Column("document_id", Text, ForeignKey("documents.id"), nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("title", Text),
    Column("url", Text),
    Column("publisher", Text),
    Column("published", Text),
    Column("known", Text, nullable=False),
    id_length=32,
)

readings = _payload(
    "readings",
    Column("document_id", Text, ForeignKey("documents.id"), nullable=False, index=True),
    Column("reader", Text, CheckConstraint("reader <> ''"), nullable=False),
    Column("version", Text, CheckConstraint("version <> ''"), nullable=False),
    Column("notices", Text, nullable=False),
    id_length=32,
)

claims = _payload(
    "claims",
    Column("reading_id", Text, ForeignKey("readings.id"), nullable=False, index=True),
    Column("kind", Text, CheckConstraint("kind in ('deal', 'fact')"), nullable=False),
    Column("record", Text, nullable=False),
    id_length=32,
)

judgements = _payload(
    "judgements",
    Column("kind", Text, nullable=False, index=True),
    Column("record", Text, nullable=False),
    id_length=32,
)

claim_parties = _table(
    "claim_parties",
    _number(ForeignKey("claims.seq")),
    Column("role", Text, primary_key=True),
    Column("party_id", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("principals", Integer, nullable=False),
    Index("ix_claim_parties_party", "party_id", "kind"),
)

sighting_pages = _table(
    "sighting_pages",
    _number(ForeignKey("sightings.seq")),
    Column("page", Text, nullable=False, index=True),
)

PAYLOADS: Final = {
    "document": documents,
    "sighting": sightings,
    "reading": readings,
    "claim": claims,
    "judgement": judgements,
}
"""The table of each kind of entry, each one after those that it refers to."""


def head_of(entry: Mapping[str, Any]) -> str:
    """The hash of an entry and, through ``previous``, of all before it."""
    parts = ("previous", "seq", "recorded", "kind", "payload_id", "payload_hash")
    return sha256("\n".join([str(entry[part]) for part in parts]))


def row_hash(row: Mapping[str, Any]) -> str:
    """The hash of one row of a payload table, over all its columns but its number, which depends on the others."""
    return sha256(canonical_json({name: value for name, value in row.items() if name != "seq"}))


def record_id(*parts: str | None) -> str:
    """The id of a record from what identifies it: the same parts, the same id."""
    return sha256(canonical_json(list(parts)))[:32]


def sha256(text: str) -> str:
    """SHA-256 of the UTF-8 text, in hex; a lone surrogate counts as itself."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
