"""What a ledger says at (known, recorded): the claims that count, and who is who.

A claim counts if the newest reading of its document made it, if its address still shows that document, and
if nobody has retracted it. ``known`` cuts by the day on which one could know, ``recorded`` by the instant of
entry. Readings replaced, corrections and judgements concern the reading, not the world: only ``recorded``
undoes them.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import Column, Connection, Select, Table, select
from sqlalchemy import Row as TableRow

from dawra.claims import DealClaim, FactClaim, Reader, deal_from_json, fact_from_json
from dawra.claims.sourced import Source, Sourced
from dawra.errors import UsageError
from dawra.ledger.append import version_order
from dawra.ledger.entry import (
    CORRECTED,
    RETRACTED,
    SAMENESS,
    claim_parties,
    claims,
    entries,
    judgements,
    readings,
    sighting_pages,
    sightings,
)
from dawra.ledger.journal import Journal
from dawra.ledger.lookup import named_by, page_of
from dawra.ledger.many import rows_of
from dawra.parties.judgement import Identities, Sameness
from dawra.values import PartialDate

Row = Mapping[str, Any]
Claim = TypeVar("Claim", DealClaim, FactClaim)


class Named(NamedTuple):
    """That a claim names a party in a role; ``principals`` is how many parties its principal roles name."""

    claim_id: str
    role: str
    party_id: str
    principals: int


_NAMED = select(claims.c.id, claim_parties.c.role, claim_parties.c.party_id, claim_parties.c.principals).join_from(
    claim_parties, claims
)


class Moment:
    """A ledger as it stood at (known, recorded), on one connection: whatever others append changes nothing."""

    def __init__(self, connection: Connection, *, known: str | None = None, recorded: str | None = None) -> None:
        self._connection = connection
        self._until, self._last_day = instant(recorded), _last_day(known)

    def deals(self, ids: Collection[str] | None = None) -> tuple[Sourced[DealClaim], ...]:
        """The deal claims that count, all or those among ``ids``, by first known day and id."""
        return self._claims("deal", deal_from_json, ids)

    def facts(self, ids: Collection[str] | None = None) -> tuple[Sourced[FactClaim], ...]:
        """The fact claims that count, all or those among ``ids``, by first known day and id."""
        return self._claims("fact", fact_from_json, ids)

    def identities(self) -> Identities:
        """Who is who by the judgements entered so far."""
        said = self._judgements[SAMENESS]
        return Identities(map(Sameness.from_json, said))

    def past_identities(self, party_ids: Collection[str]) -> Iterator[Identities]:
        """Who was who before each judgement on one of the parties, or on what may stand for it."""
        said = [Sameness.from_json(item) for item in self._judgements[SAMENESS]]
        ever = Identities(replace(one, same=True) for one in said)
        kin = {other for party_id in party_ids for other in ever.kin(party_id)}
        return (Identities(said[:count]) for count, one in enumerate(said) if not kin.isdisjoint(one.pair))

    def naming(self, kind: str, party_ids: Collection[str]) -> list[Named]:
        """Where deal claims of ``kind`` name one of the parties, whether those claims count or not."""
        rows = self._named(_NAMED.where(claim_parties.c.kind == kind), claim_parties.c.party_id, party_ids)
        return rows + [row for row in self._named_anew(kind) if row.party_id in party_ids]

    def named_in(self, ids: Collection[str]) -> list[Named]:
        """Everyone whom deal claims name, by the ids of these claims."""
        rows = self._named(_NAMED, claims.c.id, ids)
        return rows + [row for row in self._named_anew() if row.claim_id in ids]

    def told_by(self, document_id: str) -> list[str]:
        """The ids of the deal claims that any reading of a document made."""
        wanted = (readings.c.document_id == document_id) & (claims.c.kind == "deal")
        return list(self._connection.execute(select(claims.c.id).join(readings).where(wanted)).scalars())

    def starting(self, start: str, most: int = 50) -> list[str]:
        """The ids of deal claims that begin with ``start``, at most so many."""
        wanted = claims.c.id.between(start, start + "g") & (claims.c.kind == "deal")
        return list(self._connection.execute(select(claims.c.id).where(wanted).limit(most)).scalars())

    def _named(self, query: Select[Any], column: Column[Any], keys: Collection[str]) -> list[Named]:
        """Rows of the lookup table; those of a claim that was corrected tell of what it no longer says."""
        corrected = self._corrections
        rows = (Named._make(row) for row in rows_of(self._connection, query, column, keys))
        return [row for row in rows if row.claim_id not in corrected]

    def _named_anew(self, kind: str | None = None) -> list[Named]:
        """Whom the corrected claims name, all or those of ``kind``."""
        told = [(claim_id, *named_by("deal", record)) for claim_id, record in self._corrections.items()]
        return [
            Named(claim_id, role, party_id, principals)
            for claim_id, found, told_kind, principals in told
            if kind in {None, told_kind}
            for role, party_id in found
        ]

    def _claims(
        self, kind: str, from_json: Callable[[dict[str, Any]], Claim], ids: Collection[str] | None
    ) -> tuple[Sourced[Claim], ...]:
        rows = [row for row in self._select(claims, ids) if row.kind == kind]
        documents = None if ids is None else self._documents({row.reading_id for row in rows})
        newest = _newest(self._rows(readings, documents, "document_id"))
        speaking = self._speaking(documents)
        told = {
            reading_id: (
                source_of(sighting),
                Reader(name=reading["reader"], version=reading["version"]),
                sighting["known"],
            )
            for reading_id, reading in newest.items()
            if (sighting := speaking.get(reading["document_id"]))
        }
        retracted = {item["claim"]: not item["holds"] for item in self._judgements[RETRACTED]}
        corrected = self._corrections
        found = []
        for _, claim_id, reading_id, _, text in rows:
            if reading_id in told and not retracted.get(claim_id):
                source, reader, known = told[reading_id]
                claim = from_json(corrected.get(claim_id) or json.loads(text))
                found.append(Sourced(id=claim_id, claim=claim, source=source, reader=reader, known=known))
        return tuple(sorted(found, key=lambda claim: claim.order))

    def _documents(self, reading_ids: Collection[str]) -> set[str]:
        """The ids of the documents that were read."""
        return {row["document_id"] for row in self._rows(readings, reading_ids)}

    def _speaking(self, documents: Collection[str] | None) -> dict[str, Row]:
        """For each of the documents that still speaks, the earliest sighting of it."""
        rows = self._rows(sightings, documents, "document_id")
        if documents is not None:
            pages = {page for row in rows if (page := page_of(row)) is not None}
            showing = select(sightings.c.id).join_from(sighting_pages, sightings)
            found = rows_of(self._connection, showing, sighting_pages.c.page, pages)
            others = {row.id for row in found}.difference(row["id"] for row in rows)
            rows += self._rows(sightings, others)
        return _speaking(sorted(rows, key=_seq), self._last_day)

    @cached_property
    def _corrections(self) -> dict[str, dict[str, Any]]:
        """What corrected claims say instead, by id."""
        last = {item["claim"]: item["record"] for item in self._judgements[CORRECTED]}
        return {claim_id: record for claim_id, record in last.items() if record is not None}

    @cached_property
    def _judgements(self) -> dict[str, list[dict[str, Any]]]:
        """What people said, by kind of judgement, in the order of entry."""
        kinds = (SAMENESS, RETRACTED, CORRECTED)
        said: dict[str, list[dict[str, Any]]] = {kind: [] for kind in kinds}
        for row in sorted(self._rows(judgements, kinds, "kind"), key=_seq):
            said[row["kind"]].append(json.loads(row["record"]))
        return said

    def _rows(self, table: Table, keys: Collection[str] | None = None, column: str = "id") -> list[Row]:
        """As `_select`, by the names of the columns."""
        return [row._asdict() for row in self._select(table, keys, column)]

    def _select(
        self, table: Table, keys: Collection[str] | None = None, column: str = "id"
    ) -> Sequence[TableRow[*tuple[Any, ...]]]:
        """The rows of a table that were there by then, all or those whose ``column`` is one of ``keys``."""
        query = select(table)
        if self._until is not None:
            query = query.join(entries, entries.c.seq == table.c.seq).where(entries.c.recorded <= self._until)
        if keys is None:
            return self._connection.execute(query).all()
        return list(rows_of(self._connection, query, table.c[column], keys))


@contextmanager
def moment(journal: Journal, *, known: str | None = None, recorded: str | None = None) -> Iterator[Moment]:
    """The ledger at (known, recorded); None means all that was entered.

    Raises:
        UsageError: a day or an instant that is none.
    """
    with journal.reading() as connection:
        yield Moment(connection, known=known, recorded=recorded)


def deals_at(
    journal: Journal, *, known: str | None = None, recorded: str | None = None
) -> tuple[Sourced[DealClaim], ...]:
    """The deal claims that count, by first known day and id; None means all that was entered."""
    with moment(journal, known=known, recorded=recorded) as now:
        return now.deals()


def facts_at(
    journal: Journal, *, known: str | None = None, recorded: str | None = None
) -> tuple[Sourced[FactClaim], ...]:
    """The fact claims that count, by first known day and id."""
    with moment(journal, known=known, recorded=recorded) as now:
        return now.facts()


def identities_at(journal: Journal, *, recorded: str | None = None) -> Identities:
    """Who is who by the judgements entered until ``recorded``."""
    with moment(journal, recorded=recorded) as now:
        return now.identities()


def document_of(journal: Journal, claim_id: str) -> tuple[str, str, str] | None:
    """(claim id, document id, record) of the one deal claim whose id starts so, whether it counts or not."""
    wanted = (claims.c.id.startswith(claim_id, autoescape=True)) & (claims.c.kind == "deal")
    query = select(claims.c.id, readings.c.document_id, claims.c.record).join(readings).where(wanted).limit(2)
    with journal.reading() as connection:
        found = connection.execute(query).all()
    return (found[0][0], found[0][1], found[0][2]) if len(found) == 1 else None


def recorded_of(journal: Journal, claim_ids: Collection[str]) -> dict[str, str]:
    """The instant (UTC) at which each of the claims was entered; those that are not there are left out."""
    query = select(claims.c.id, entries.c.recorded).join_from(claims, entries)
    with journal.reading() as connection:
        return {row.id: row.recorded for row in rows_of(connection, query, claims.c.id, claim_ids)}


def instant(recorded: str | None) -> str | None:
    """An instant as the journal writes it; a bare day means its end, no zone means UTC.

    Raises:
        UsageError: the text is no instant.
    """
    if recorded is None:
        return None
    try:
        if len(recorded) == len("2026-01-31"):
            moment = datetime.combine(date.fromisoformat(recorded), time.max, UTC)
        else:
            moment = datetime.fromisoformat(recorded)
    except ValueError as error:
        advice = "Write 2026-01-31 or 2026-01-31T12:00:00Z."
        raise UsageError(f"--recorded {recorded!r} is no instant. {advice}") from error
    moment = moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)
    return moment.isoformat(timespec="microseconds").replace("+00:00", "Z")


def _last_day(known: str | None) -> str | None:
    """The last day of a coarse date: known in 2025 is known by its end."""
    try:
        return None if known is None else (PartialDate(known).end - timedelta(days=1)).isoformat()
    except ValueError as error:
        raise UsageError(f"--known: {error}.") from error


def _speaking(rows: Iterable[Row], known: str | None) -> dict[str, Row]:
    """For each document that still speaks, the earliest sighting of it; ``rows`` in the order of entry."""
    seen = [(page_of(row), row) for row in rows if known is None or row["known"] <= known]
    shown: dict[str, Row] = {}
    for page, row in seen:
        if page is not None:
            shown[page] = max(shown.get(page, row), row, key=_version)
    speaking: dict[str, Row] = {}
    for page, row in sorted(seen, key=lambda one: (one[1]["known"], one[1]["id"])):
        if page is None or shown[page]["document_id"] == row["document_id"]:
            speaking.setdefault(row["document_id"], row)
    return speaking


def _seq(row: Row) -> int:
    seq: int = row["seq"]
    return seq


def _version(row: Row) -> tuple[str, str, int]:
    return row["published"] or "", row["known"], row["seq"]


def _newest(rows: Iterable[Row]) -> dict[str, Row]:
    """The readings that count, by id: of each document and reader the newest version."""
    by_reader: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        by_reader[row["document_id"], row["reader"]].append(row)
    best = (max(group, key=lambda row: version_order(row["version"])) for group in by_reader.values())
    return {row["id"]: row for row in best}


def source_of(row: Row) -> Source:
    """Where a claim stands, by the row of a sighting."""
    return Source(
        document=row["document_id"],
        kind=row["kind"],
        language=row["language"],
        title=row["title"],
        url=row["url"],
        publisher=row["publisher"],
        published=row["published"],
    )
