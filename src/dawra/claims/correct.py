"""Mending what a reader misread: a claim with other values, each said by words of the document itself.

The values come as in a retold table (``status=signed``, ``amount_low=38000000000``), the words as a quote that
stands in the document in one place only. What the aligner does not find in the quote is refused; a kind, a
status and conditions rest on the quote as a whole. A field set to nothing is taken out.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import fields as fields_of
from dataclasses import replace
from typing import Any, Final

from dawra.claims.claim import DealClaim, Evidence, Right, Term
from dawra.claims.retold import DEAL_COLUMNS
from dawra.claims.retold_claims import deal_of
from dawra.claims.retold_row import Row
from dawra.errors import RefusedError, UsageError
from dawra.values import Span, known_name

_AMOUNTS: Final = ("amount", "increase", "valuation")
_IN_PARTS: Final = {"term": Term, "right": Right}
_NOT_SAID: Final = frozenset({"published", "known", "url", "publisher", "summary"})
COLUMNS: Final = tuple(name for name in (*DEAL_COLUMNS, *_AMOUNTS, *_IN_PARTS) if name not in _NOT_SAID)
"""What can be set: the columns of a retold deal, and five names that can only be set to nothing."""

_NEEDED: Final = frozenset({"kind", "status", "parties"})
_EMPTY: Final[Mapping[str, Any]] = {"capacity": (), "products": (), "conditions": ()}


def correct(claim: DealClaim, values: Mapping[str, str], quote: str, text: str) -> DealClaim:
    """The claim with ``values`` in the place of what was read, proved by ``quote``, words of ``text``.

    Raises:
        UsageError: an unknown name, a value that breaks its form, or nothing to set.
        RefusedError: the document does not say the quote once, or the quote does not say a value.
    """
    if not values:
        raise UsageError("nothing to correct: name a value with --set, such as --set status=signed.")
    for name, value in values.items():
        known_name(name, COLUMNS, "--set")
        if not value and name in _NEEDED:
            raise UsageError(f"--set {name}: a deal cannot be without. Retract the claim if it tells of no deal.")
        if value and name in {*_AMOUNTS, *_IN_PARTS}:
            raise UsageError(f"--set {name}: set its parts, such as {_part_of(name)}, or {name}= to take it out.")
    place = _place(quote, text)
    told = _told(claim, values, place)
    paths = {_path(name) for name in values}
    kept = tuple(item for item in claim.evidence if not _under(item.field, paths))
    proved = tuple(
        Evidence(field=item.field, span=Span.cut(text, place.start + item.span.start, place.start + item.span.end))
        for item in told.evidence
        if _under(item.field, paths)
    )
    try:
        return replace(claim, **_fields(claim, told, values), evidence=(*kept, *proved))
    except ValueError as error:
        raise UsageError(f"--set: {error}. Set the parties together with the kind.") from error


def _told(claim: DealClaim, values: Mapping[str, str], place: Span) -> DealClaim:
    """What the quote says, as if it were the summary of a retold row."""
    cells = {"kind": claim.kind, "status": claim.status, **values, "summary": place.text}
    row = Row(table="--set", line=None, cells=cells)
    told = deal_of(row)
    if row.refused:
        missing = row.refused[0]
        raise RefusedError(f"{missing.column} {missing.value!r}: not found in the quote {place.text!r}.")
    return told


def _fields(claim: DealClaim, told: DealClaim, values: Mapping[str, str]) -> dict[str, Any]:
    """The new value of every field that was named."""
    heads = {_path(name).partition("/")[0] for name in values}
    fields = {head: getattr(told, head) for head in heads if head not in _IN_PARTS}
    cleared = {head: _EMPTY.get(head) for head in heads if values.get(head) == ""}
    for head in heads & _IN_PARTS.keys() - cleared.keys():
        fields[head] = _in_parts(head, getattr(claim, head), getattr(told, head), values)
    return {**fields, **cleared}


def _in_parts(head: str, old: Term | Right | None, told: Term | Right | None, values: Mapping[str, str]) -> Any:  # noqa: ANN401 - as is
    """The parts that were named from the quote, the others as they were; None where none is left."""
    record = _IN_PARTS[head]
    parts = {
        part.name: getattr(told if f"{head}_{part.name}" in values else old, part.name, None)
        for part in fields_of(record)
    }
    return record(**parts) if any(part is not None for part in parts.values()) else None


def _place(quote: str, text: str) -> Span:
    """The one place in ``text`` where the words of ``quote`` stand, however the lines are broken."""
    words = quote.split()
    if not words:
        raise UsageError("--quote: write the words of the document that say so.")
    found = list(re.finditer(r"\s+".join(map(re.escape, words)), text))
    if len(found) != 1:
        advice = "Copy them from the document." if not found else "Write more of the words around them."
        raise RefusedError(f"the words {quote!r} stand {len(found)} times in the document, not once. {advice}")
    return Span.cut(text, *found[0].span())


def _path(name: str) -> str:
    """The field of a column: ``amount_low`` belongs to ``amount``, ``term_years`` is ``term/years``."""
    if (head := name.partition("_")[0]) in _IN_PARTS and head != name:
        return name.replace("_", "/", 1)
    return next((amount for amount in _AMOUNTS if name.startswith(amount)), name)


def _under(field: str, paths: Iterable[str]) -> bool:
    return any(field == path or field.startswith(f"{path}/") for path in paths)


def _part_of(name: str) -> str:
    first = {"term": "term_years", "right": "right_mode"}
    return first.get(name, f"{name}_low, {name}_high and {name}_currency")
