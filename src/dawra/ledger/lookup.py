"""What finds claims and pages without reading every record: rows that follow from those of the journal.

A deal claim stands under each party that it names, a fact under the party that it tells of, an article under
the address of its page. Nothing here is told that the journal does not hold, so no entry stands for these
rows; `check` works them out again.
"""

import json
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import parse_qsl, urlencode, urlsplit

from dawra.ledger.entry import claim_parties, sighting_pages
from dawra.values import KINDS

FACT: Final = "fact"
"""What stands for the kind of a deal, and for a role, where a claim is a fact."""

LOOKUPS: Final = {"claim": claim_parties, "sighting": sighting_pages}
"""The lookup table of each kind of journal row that has one."""

_TRACKING = ("utm_", "fbclid", "gclid", "mc_cid", "mc_eid", "igshid")


def lookup_rows(kind: str, row: Mapping[str, Any], record: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
    """What stands in the lookup table for a row of the journal, under the number of its entry.

    ``record`` is the JSON of a claim.
    """
    if kind == "sighting":
        page = page_of(row)
        return [] if page is None else [{"page": page}]
    if kind != "claim" or record is None:
        return []
    told, kind, principals = named_by(row["kind"], record)
    return [{"role": role, "party_id": party_id, "kind": kind, "principals": principals} for role, party_id in told]


def due_lookups(kind: str, row: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The rows of the lookup table that a row of the ledger calls for."""
    record = json.loads(row["record"]) if kind == "claim" else None
    return [{"seq": row["seq"], **found} for found in lookup_rows(kind, row, record)]


def named_by(kind: str, record: Mapping[str, Any]) -> tuple[list[tuple[str, str]], str, int]:
    """Whom a claim names (role, id), under which kind it is found, and how many parties its principal roles name."""
    if kind == FACT:
        party_id = record["party"]["id"]
        return [(FACT, party_id)] if party_id else [], FACT, 1
    found = dict.fromkeys((party["role"], party["id"]) for party in record["parties"] if party["id"])
    roles = KINDS[record["kind"]].principals
    return list(found), record["kind"], len({party_id for role, party_id in found if role in roles})


def page_of(sighting: Mapping[str, Any]) -> str | None:
    """The page of which a text is a version; None for summaries of ours, many of which may share one address."""
    return canonical_url(sighting["url"]) if sighting["url"] and sighting["kind"] == "article" else None


def canonical_url(url: str) -> str:
    """One text for one page: no scheme, ``www.``, fragment, tracking or final slash; host in lower case."""
    try:
        parts = urlsplit(url)
    except ValueError:  # no address at all, such as http://[
        return url.strip()
    page = parts.netloc.lower().removeprefix("www.") + parts.path.rstrip("/")
    if not parts.query:
        return page
    query = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not pair[0].startswith(_TRACKING)]
    return f"{page}?{urlencode(sorted(query))}" if query else page
