"""What is wrong with a gold record, so that a slip of the annotator is not counted as one of the reader.

    python evaluation/gold.py evaluation/corpus/ar/*.json

prints one line for each fault and ends with 1 if there was any.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeAlias

from dawra.parties import registry
from dawra.values import CONDITIONS, KINDS, METRICS, PERS, QUALIFIERS, STATUSES, UNITS

Record: TypeAlias = dict[str, Any]

LONGEST_QUOTE = 300  # characters
AMOUNTS = ("amount", "increase", "valuation")
DEAL_FIELDS = {
    *("kind", "parties", "amount", "increase", "term", "capacity", "products", "stake_percent", "percent", "shares"),
    *("valuation", "exclusive", "status", "date", "closing", "conditions", "source", "right", "core", "quote"),
}
FACT_FIELDS = {"party", "metric", "amount", "percent", "of", "period", "status", "core", "quote"}


def main() -> int:
    """Check the files named on the command line."""
    found = [f"{path}: {fault}" for path in map(Path, sys.argv[1:]) for fault in faults(path)]
    print(*found, sep="\n", end="\n" if found else "")
    return 1 if found else 0


def faults(path: Path) -> Iterator[str]:
    """Each fault of one gold file, in words."""
    text = path.with_suffix(".txt").read_text(encoding="utf-8")
    gold: Record = json.loads(path.read_text(encoding="utf-8"))
    if set(gold) != {"document", "deals", "facts"}:
        yield "must have document, deals and facts, and nothing else"
        return
    if gold["document"].get("language") != path.parent.name:
        yield f"document.language is not {path.parent.name}"
    for number, deal in enumerate(gold["deals"]):
        yield from (f"deals/{number} {fault}" for fault in deal_faults(deal, text))
    for number, fact in enumerate(gold["facts"]):
        yield from (f"facts/{number} {fault}" for fault in fact_faults(fact, text))


def deal_faults(deal: Record, text: str) -> Iterator[str]:
    """The faults of one deal."""
    yield from (f"has a field {name} that the record lacks" for name in sorted(set(deal) - DEAL_FIELDS))
    spec = KINDS.get(deal.get("kind", ""))
    if spec is None:
        yield f"has no kind {deal.get('kind')}"
        return
    roles = {role.name for role in spec.roles}
    if not deal.get("parties"):
        yield "has no parties"
    for party in deal.get("parties", ()):
        if party.get("role") not in roles:
            yield f"has a role {party.get('role')} that {spec.name} lacks"
        yield from party_faults(party, text)
    for name in AMOUNTS:
        yield from (f"{name} {fault}" for fault in amount_faults(deal.get(name), text))
    yield from word_faults(deal)
    yield from end_faults(deal, text)


def word_faults(deal: Record) -> Iterator[str]:
    """Units, status and conditions are words of the schema."""
    units = [item.get("unit") for item in deal.get("capacity") or ()]
    yield from (f"capacity has no unit {unit}" for unit in units if unit not in UNITS)
    if deal.get("status") not in STATUSES:
        yield f"has no status {deal.get('status')}"
    conditions = deal.get("conditions") or ()
    yield from (f"has no condition {condition}" for condition in conditions if condition not in CONDITIONS)


def fact_faults(fact: Record, text: str) -> Iterator[str]:
    """The faults of one fact."""
    yield from (f"has a field {name} that the record lacks" for name in sorted(set(fact) - FACT_FIELDS))
    if fact.get("metric") not in METRICS:
        yield f"has no metric {fact.get('metric')}"
    yield from party_faults(fact["party"], text)
    if fact.get("of"):
        yield from party_faults(fact["of"], text)
    if fact.get("amount") is None and fact.get("percent") is None:
        yield "has neither amount nor percent"
    yield from (f"amount {fault}" for fault in amount_faults(fact.get("amount"), text))
    yield from end_faults(fact, text)


def party_faults(party: Record, text: str) -> Iterator[str]:
    """A name must be words of the text, an id one of the registry."""
    if not party.get("name") or party["name"] not in text:
        yield f"names {party.get('name')!r}, which is not in the text"
    if party.get("id") is not None and registry().get(party["id"]) is None:
        yield f"names the id {party['id']}, which the registry lacks"


def amount_faults(amount: Record | None, text: str) -> Iterator[str]:
    """An amount's words must be in the text and its ends fit its qualifier."""
    if amount is None:
        return
    qualifier, low, high = amount.get("qualifier", "exact"), amount.get("low"), amount.get("high")
    if amount.get("text", "") not in text:
        yield f"quotes {amount['text']!r}, which is not in the text"
    if qualifier not in QUALIFIERS or amount.get("per", "total") not in PERS:
        yield f"has no qualifier {qualifier} or period {amount.get('per')}"
    open_end = {
        "up_to": (True, False),
        "less_than": (True, False),
        "at_least": (False, True),
        "more_than": (False, True),
    }
    if (low is None, high is None) != open_end.get(qualifier, (False, False)):
        yield f"is {qualifier} from {low} to {high}"
    if low is not None and high is not None and (low > high or (qualifier != "range" and low != high)):
        yield f"is {qualifier} from {low} to {high}"


def end_faults(record: Record, text: str) -> Iterator[str]:
    """Every record says whether it is core; its quote is verbatim."""
    if not isinstance(record.get("core"), bool):
        yield "does not say whether it is core"
    quote = record.get("quote")
    if quote is not None and (quote not in text or len(quote) > LONGEST_QUOTE):
        yield f"quotes {quote!r}, which is not in the text or too long"


if __name__ == "__main__":
    sys.exit(main())
