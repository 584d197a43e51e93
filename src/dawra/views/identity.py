"""Who a party is taken for, and why: its former names, its parents, and what people judged, each with its days."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from dawra.values import PartialDate
from dawra.views.ledger_words import level_words
from dawra.views.reading import Line
from dawra.views.wording import caption, date_words, fill, plain, visible, word

if TYPE_CHECKING:
    from dawra.parties import Party
    from dawra.parties.judgement import Identities, Sameness


def identity_record(
    party_id: str, known: "Party | None", identities: "Identities", level: str, on: date | None
) -> dict[str, Any]:
    """The part of a party's JSON that says under which id it is shown, and why."""
    return {
        "at_level": identities.at(level, party_id, on),
        "parent": known.parent(on) if known else None,
        "parents": [
            {"id": parent.id, "since": _iso(parent.since), "until": _iso(parent.until)}
            for parent in (known.parents if known else ())
        ],
        "former": [
            *({"name": name, "until": None} for name in (known.former if known else ())),
            *({"name": one.name, "until": one.until.iso} for one in (known.renames if known else ())),
        ],
        "why": [link.to_json() for link in identities.why(party_id, level, on)],
        "judgements": [_said(said) for said in identities.judged(party_id)],
        "contradictions": [
            {"split": _said(found.split), "merges": [_said(merge) for merge in found.merges]}
            for found in identities.contradicted(party_id)
        ],
    }


def identity_lines(party: Mapping[str, Any], level: str, language: str) -> Iterator[Line]:
    """Former names, parents and judgements with their days and reasons, and the level of the page."""
    for former in party["former"]:
        yield _line("former", language, name=former["name"], until=_day(former["until"], language))
    for parent in party["parents"]:
        yield _line(
            "parent",
            language,
            parent=caption(parent["id"], None, language),
            since=_day(parent["since"], language),
            until=_day(parent["until"], language),
        )
    for said in party["judgements"]:
        ends = {end: caption(said[end], None, language) for end in ("left", "right")}
        yield _line("same" if said["same"] else "not_same", language, **ends, because=said["because"])
    for found in party["contradictions"]:
        ends = {end: caption(found["split"][end], None, language) for end in ("left", "right")}
        yield _line("contradiction", language, **ends)
    shown = caption(party["at_level"], party["names"][0], language)
    yield _line("shown", language, name=shown)
    yield Line(level_words(level, language), depth=1)


def _line(key: str, language: str, **slots: str | None) -> Line:
    return Line(visible(plain(fill(word("party", key, language), slots))), depth=1)


def _said(judgement: "Sameness") -> dict[str, Any]:
    said = {"left": judgement.left, "right": judgement.right, "same": judgement.same}
    return {**said, "because": judgement.because or None}


def _iso(day: PartialDate | None) -> str | None:
    return day.iso if day else None


def _day(iso: str | None, language: str) -> str | None:
    return date_words(iso, language) if iso else None
