"""What `dawra rights` answers, as its JSON: constants of the methods, words of the taxonomies by id, days as ISO."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from dawra.analyses.rights_of_use import Amendment, Answer, Condition, Conflict, Part, Quote, RightOfUse, Used
from dawra.analyses.rights_of_use.right import Interval
from dawra.claims.taxonomy import AXES, Taxonomies
from dawra.views.marking import around

Texts = Mapping[str, str]
"""The clean text of documents by id."""


def ask_result(
    found: Answer, words: Taxonomies, texts: Texts, *, known: str | None, level: str | None, notices: Sequence[str] = ()
) -> dict[str, Any]:
    """``{query, answer, breach, conditions, parts, rights, notices}``.

    ``query.assumed`` are the scopes that the question left open. A scope is ``{all, in, except}``: words with all
    that lies in them, less others.
    """
    asked = found.query
    return {
        "query": {
            "actor": asked.actor,
            **{
                axis: None if (said := asked.words(axis)) is None else [words[axis].find(one) for one in said]
                for axis in AXES
            },
            "on": asked.on.isoformat(),
            "known": known,
            "level": level,
            "assumed": list(asked.assumed),
        },
        "answer": found.answer,
        "breach": found.breach,
        "conditions": [_condition(one) for one in found.conditions],
        "parts": [_part(one, words) for one in found.parts],
        "rights": [_used(one, texts) for one in found.rights],
        "notices": list(notices),
    }


def conflicts_result(
    found: Iterable[Conflict],
    words: Taxonomies,
    texts: Texts,
    *,
    rights: int,
    known: str | None,
    level: str | None,
) -> dict[str, Any]:
    """``{query, rights, conflicts: [{kind, certain, since, until, first, second, common}]}``."""
    return {
        "query": {"known": known, "level": level},
        "rights": rights,
        "conflicts": [
            {
                "kind": one.kind,
                "certain": one.certain,
                "since": _iso(one.since),
                "until": _iso(one.until),
                "first": right_result(one.first, texts),
                "second": right_result(one.second, texts),
                "common": _scopes(one.common, words),
            }
            for one in found
        ],
    }


def words_result(words: Taxonomies, axes: Iterable[str]) -> dict[str, Any]:
    """``{axis: [{id, en, ar, in, owner}]}``."""
    return {
        axis: [
            {"id": one.id, "en": one.en, "ar": one.ar, "in": list(one.parents), "owner": words[axis].owner(one.id)}
            for one in words[axis]
        ]
        for axis in axes
    }


def right_result(right: RightOfUse, texts: Texts) -> dict[str, Any]:
    """One version of a right, with the words that it rests on."""
    return {
        "id": right.id,
        "grantor": right.grantor,
        "holder": right.holder,
        "mode": right.mode,
        **{axis: None if (said := getattr(right, axis)) is None else list(said) for axis in AXES},
        "start": _days(right.start),
        "end": _days(right.end),
        "until_event": right.until_event,
        "exceptions": list(right.exceptions),
        "conditions": list(right.conditions),
        "binds": right.binds,
        "status": right.status,
        "deal": right.deal,
        "known": right.known.isoformat(),
        "evidence": [_quote(one, texts) for one in right.evidence],
    }


def _used(one: Used, texts: Texts) -> dict[str, Any]:
    version = one.version
    return {
        **right_result(version.right, texts),
        "role": one.role,
        "certain": one.certain,
        "idle": one.idle,
        "since": _iso(version.since),
        "until": _iso(version.until),
        "amendments": [_amendment(change, texts) for change in version.made_by],
    }


def _amendment(change: Amendment, texts: Texts) -> dict[str, Any]:
    return {
        "id": change.id,
        "effective": change.effective.isoformat(),
        "known": change.known.isoformat(),
        "deal": change.deal,
        "changes": {
            name: _days(value) if name == "end" else list(value) if isinstance(value, tuple) else value
            for name, value in change.changes.items()
        },
        "evidence": [_quote(one, texts) for one in change.evidence],
    }


def _part(part: Part, words: Taxonomies) -> dict[str, Any]:
    return {
        "answer": part.answer,
        "breach": part.breach,
        "scopes": [_scopes(box, words) for box in part.boxes],
        "bars": list(part.bars),
        "grants": list(part.grants),
        "obligations": list(part.obligations),
        "possible": [{"right": right, "role": role} for right, role in part.possible],
        "conditions": [_condition(one) for one in part.conditions],
    }


def _scopes(box: Sequence[frozenset[str]], words: Taxonomies) -> dict[str, Any]:
    found = {}
    for axis, inside in zip(AXES, box, strict=True):
        tops = words[axis].tops(inside)
        left_out = words[axis].tops(words[axis].below(tops) - inside)
        found[axis] = {"all": inside == words[axis].all, "in": list(tops), "except": list(left_out)}
    return found


def _condition(one: Condition) -> dict[str, Any]:
    return {"code": one.code, "right": one.right, "detail": one.detail, "between": _days(one.between)}


def _quote(one: Quote, texts: Texts) -> dict[str, Any]:
    """Of what stands in a document, the sentences that hold the words."""
    text = texts.get(one.document or "")
    shown = " … ".join(" ".join(text[low:high].split()) for low, high in around(text, one.spans)) if text else one.text
    return {
        "text": shown,
        "retold": one.retold,
        "publisher": one.publisher,
        "published": one.published,
        "url": one.url,
        "document": one.document,
        "claim": one.claim,
    }


def _days(days: Interval | None) -> list[str] | None:
    return None if days is None else [day.isoformat() for day in days]


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
