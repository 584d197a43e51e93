"""What a ledger says at (known, recorded): the claims that count, and who is who.

A claim counts if the newest reading of its document made it, if its address still shows that document, and
if nobody has retracted it. ``known`` cuts by the day on which one could know, ``recorded`` by the instant of
entry. Readings replaced and judgements concern the reading, not the world: only ``recorded`` undoes them.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, TypeVar
from urllib.parse import parse_qsl, urlencode, urlsplit

from sqlalchemy import Connection, Table, select

from dawra.claims import DealClaim, FactClaim, Reader, deal_from_json, fact_from_json
from dawra.claims.sourced import Source, Sourced
from dawra.errors import UsageError
from dawra.ledger.append import version_order
from dawra.ledger.entry import RETRACTED, SAMENESS, claims, entries, judgements, readings, sightings
from dawra.ledger.journal import Journal
from dawra.parties.judgement import Identities, Sameness
from dawra.values import PartialDate

Row = Mapping[str, Any]
Claim = TypeVar("Claim", DealClaim, FactClaim)

_TRACKING = ("utm_", "fbclid", "gclid", "mc_cid", "mc_eid", "igshid")


def deals_at(
    journal: Journal, *, known: str | None = None, recorded: str | None = None
) -> tuple[Sourced[DealClaim], ...]:
    """The deal claims that count, by first known day and id; None means all that was entered."""
    return _claims(journal, "deal", deal_from_json, known, recorded)


def facts_at(
    journal: Journal, *, known: str | None = None, recorded: str | None = None
) -> tuple[Sourced[FactClaim], ...]:
    """The fact claims that count, by first known day and id."""
    return _claims(journal, "fact", fact_from_json, known, recorded)


def identities_at(journal: Journal, *, recorded: str | None = None) -> Identities:
    """Who is who by the judgements entered until ``recorded``."""
    with journal.reading() as connection:
        said = _judged(connection, SAMENESS, instant(recorded))
    return Identities(map(Sameness.from_json, said))


def document_of(journal: Journal, claim_id: str) -> tuple[str, str, str] | None:
    """(claim id, document id, record) of the one deal claim whose id starts so, whether it counts or not."""
    wanted = (claims.c.id.startswith(claim_id, autoescape=True)) & (claims.c.kind == "deal")
    query = select(claims.c.id, readings.c.document_id, claims.c.record).join(readings).where(wanted).limit(2)
    with journal.reading() as connection:
        found = connection.execute(query).all()
    return (found[0][0], found[0][1], found[0][2]) if len(found) == 1 else None


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


def canonical_url(url: str) -> str:
    """One text for one page: no scheme, ``www.``, fragment, tracking or final slash; host in lower case."""
    parts = urlsplit(url)
    host = parts.netloc.lower().removeprefix("www.")
    query = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not pair[0].startswith(_TRACKING)]
    return f"{host}{parts.path.rstrip('/')}" + (f"?{urlencode(sorted(query))}" if query else "")


def _claims(
    journal: Journal,
    kind: str,
    from_json: Callable[[dict[str, Any]], Claim],
    known: str | None,
    recorded: str | None,
) -> tuple[Sourced[Claim], ...]:
    until, last_day = instant(recorded), _last_day(known)
    with journal.reading() as connection:
        speaking = _speaking(_rows(connection, sightings, "sighting", until), last_day)
        newest = _newest(_rows(connection, readings, "reading", until))
        last = {item["claim"]: item["holds"] for item in _judged(connection, RETRACTED, until)}
        rows = [row for row in _rows(connection, claims, "claim", until) if row["kind"] == kind]
    found = []
    for row in rows:
        reading = newest.get(row["reading_id"])
        sighting = reading and speaking.get(reading["document_id"])
        if reading and sighting and last.get(row["id"], True):
            found.append(
                Sourced(
                    id=row["id"],
                    claim=from_json(json.loads(row["record"])),
                    source=_source(sighting),
                    reader=Reader(name=reading["reader"], version=reading["version"]),
                    known=sighting["known"],
                )
            )
    return tuple(sorted(found, key=lambda claim: claim.order))


def _last_day(known: str | None) -> str | None:
    """The last day of a coarse date: known in 2025 is known by its end."""
    try:
        return None if known is None else (PartialDate(known).end - timedelta(days=1)).isoformat()
    except ValueError as error:
        raise UsageError(f"--known: {error}.") from error


def _rows(connection: Connection, table: Table, kind: str, until: str | None) -> list[Row]:
    """The rows of a table in the order of entry, with their ``seq``."""
    query = (
        select(table, entries.c.seq)
        .join(entries, entries.c.payload_id == table.c.id)
        .where(entries.c.kind == kind)
        .order_by(entries.c.seq)
    )
    if until is not None:
        query = query.where(entries.c.recorded <= until)
    return [dict(row) for row in connection.execute(query).mappings()]


def _judged(connection: Connection, kind: str, until: str | None) -> list[dict[str, Any]]:
    rows = _rows(connection, judgements, "judgement", until)
    return [json.loads(row["record"]) for row in rows if row["kind"] == kind]


def _speaking(rows: Iterable[Row], known: str | None) -> dict[str, Row]:
    """For each document that still speaks, the earliest sighting of it."""
    seen = [row for row in rows if known is None or row["known"] <= known]
    shown: dict[str, Row] = {}
    for row in seen:
        # Many summaries of ours may share one address; only an article is a version of its page.
        if row["url"] and row["kind"] == "article":
            page = canonical_url(row["url"])
            shown[page] = max(shown.get(page, row), row, key=_version)
    speaking: dict[str, Row] = {}
    for row in sorted(seen, key=lambda row: (row["known"], row["id"])):
        newest = shown.get(canonical_url(row["url"])) if row["url"] and row["kind"] == "article" else None
        if newest is None or newest["document_id"] == row["document_id"]:
            speaking.setdefault(row["document_id"], row)
    return speaking


def _version(row: Row) -> tuple[str, str, int]:
    return row["published"] or "", row["known"], row["seq"]


def _newest(rows: Iterable[Row]) -> dict[str, Row]:
    """The readings that count, by id: of each document and reader the newest version."""
    by_reader: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        by_reader[row["document_id"], row["reader"]].append(row)
    best = (max(group, key=lambda row: version_order(row["version"])) for group in by_reader.values())
    return {row["id"]: row for row in best}


def _source(row: Row) -> Source:
    return Source(
        document=row["document_id"],
        kind=row["kind"],
        language=row["language"],
        title=row["title"],
        url=row["url"],
        publisher=row["publisher"],
        published=row["published"],
    )
