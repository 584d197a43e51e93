"""From the cells of a retold row to a deal or a fact."""

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from dawra.claims.claim import Capacity, DealClaim, FactClaim, Mention, RoleParty, Term
from dawra.claims.retold_right import right_of
from dawra.claims.retold_row import Row
from dawra.values import (
    CONDITIONS,
    CURRENCIES,
    KINDS,
    METRICS,
    PERS,
    QUALIFIERS,
    STATUSES,
    UNITS,
    Amount,
    PartialDate,
    to_minor,
)

_PERIODS: Final = {
    "year": r"year|annual|سنوي|سنه|عام",
    "quarter": r"quarter|ربع|فصل",
    "month": r"month|شهر",
}


def deal_of(row: Row) -> DealClaim:
    """The deal of a row; ``row.refused`` says what its summary does not."""
    kind = row.one_of("kind", KINDS)
    status = row.one_of("status", STATUSES)
    row.rest_on_summary("kind", "status")
    values: dict[str, Any] = {
        "parties": tuple(_parties(row, kind)),
        **{name: _amount(row, name) for name in ("amount", "increase", "valuation")},
        "term": _term(row),
        "capacity": tuple(_capacities(row)),
        "products": tuple(_words(row, "products")),
        "stake_percent": _quantity(row, "stake_percent", "stake_percent", "percent"),
        "percent": _quantity(row, "percent", "percent", "percent"),
        "exclusive": _exclusive(row),
        "date": _date(row, "date", "date"),
        "closing": _date(row, "closing", "closing"),
        "conditions": tuple(_conditions(row)),
        "right": right_of(row, kind),
        "source": next(_words(row, "source", whole=True), None),
    }
    return DealClaim(kind=kind, status=status, evidence=tuple(row.evidence), confidence=0.9, **values)


def fact_of(row: Row) -> FactClaim:
    """The fact of a row."""
    metric = row.one_of("metric", METRICS)
    status = row.one_of("status", STATUSES)
    row.rest_on_summary("metric", "status")
    return FactClaim(
        party=_mention(row, "party", "party", row.get("party")),
        metric=metric,
        status=status,
        amount=_amount(row, "amount"),
        percent=_quantity(row, "percent", "percent", "percent"),
        of=_mention(row, "of", "of", row.get("of")) if row.get("of") else None,
        period=_period(row),
        evidence=tuple(row.evidence),
    )


def _parties(row: Row, kind: str) -> Iterator[RoleParty]:
    roles = {role.name for role in KINDS[kind].roles}
    for place, item in enumerate(row.items("parties")):
        role, colon, party_id = item.partition(":")
        if role not in roles or not colon or not party_id:
            raise row.malformed("parties", f"Write role:id|role:id with the roles {', '.join(sorted(roles))}.")
        mention = _mention(row, f"parties/{place}", "parties", party_id)
        yield RoleParty(role=role, id=mention.id, name=mention.name)


def _mention(row: Row, path: str, column: str, party_id: str) -> Mention:
    if not party_id:
        raise row.malformed(column, "Name the party by its id.")
    span = row.aligner.party(party_id)
    row.prove(path, column, span, party_id)
    return Mention(id=party_id, name=span.text if span else party_id)


def _amount(row: Row, name: str) -> Amount | None:
    low, high = row.number(f"{name}_low"), row.number(f"{name}_high")
    if low is None and high is None:
        return None
    currency = row.one_of(f"{name}_currency", CURRENCIES)
    per = row.one_of(f"{name}_per", PERS, "total")
    qualifier = row.one_of(f"{name}_qualifier", QUALIFIERS, "exact")
    column = f"{name}_low" if low is not None else f"{name}_high"
    span = row.aligner.amount(low, high, currency)
    row.prove(name, column, span)
    if per != "total":
        row.prove(name, f"{name}_per", row.aligner.search(_PERIODS[per]))
    try:
        return Amount(
            low=_minor(row, f"{name}_low", low, currency),
            high=_minor(row, f"{name}_high", high, currency),
            currency=currency,
            per=per,
            qualifier=qualifier,
            text=span.text if span else "",
        )
    except ValueError as error:
        raise row.malformed(f"{name}_qualifier", f"{error}.") from error


def _minor(row: Row, column: str, units: Decimal | None, currency: str) -> int | None:
    try:
        return None if units is None else to_minor(units, currency)
    except ValueError as error:
        raise row.malformed(column, f"{error}.") from error


def _term(row: Row) -> Term | None:
    years = _quantity(row, "term/years", "term_years", "years")
    start, end = _date(row, "term/start", "term_start"), _date(row, "term/end", "term_end")
    return Term(years=years, start=start, end=end) if years or start or end else None


def _quantity(row: Row, path: str, column: str, unit: str) -> Decimal | None:
    number = row.number(column)
    if number is not None:
        row.prove(path, column, row.aligner.quantity(number, unit))
    return number


def _capacities(row: Row) -> Iterator[Capacity]:
    for place, item in enumerate(row.items("capacity")):
        figure, _, unit = item.partition(" ")
        if unit not in UNITS:
            raise row.malformed("capacity", f"Write a number and one of {', '.join(UNITS)}, such as 6 GW.")
        try:
            value = Decimal(figure)
        except InvalidOperation as error:
            raise row.malformed("capacity", "Write a number and a unit, such as 6 GW.") from error
        row.prove(f"capacity/{place}", "capacity", row.aligner.quantity(value, unit), item)
        yield Capacity(value=value, unit=unit)


def _words(row: Row, column: str, *, whole: bool = False) -> Iterator[str]:
    """Words that must stand in the summary as they stand in the cell."""
    items = [row.get(column)] * bool(row.get(column)) if whole else row.items(column)
    for place, item in enumerate(items):
        row.prove(column if whole else f"{column}/{place}", column, row.aligner.words([item]), item)
        yield item


def _exclusive(row: Row) -> bool | None:
    word = row.get("exclusive")
    if not word:
        return None
    row.one_of("exclusive", ("true", "false"))
    row.prove("exclusive", "exclusive", row.aligner.search(r"exclusiv\w*|حصر\w*"))
    return word == "true"


def _conditions(row: Row) -> Iterator[str]:
    for condition in row.items("conditions"):
        if condition not in CONDITIONS:
            raise row.malformed("conditions", f"Write some of {', '.join(CONDITIONS)}.")
        row.rest_on_summary("conditions")
        yield condition


def _date(row: Row, path: str, column: str) -> PartialDate | None:
    day = row.day(column)
    if day is not None:
        _prove_day(row, path, column, day)
    return day


def _period(row: Row) -> str | None:
    """``2025``, ``2025-Q3``, ``2025-01/2025-06``: every end of it must be told."""
    text = row.get("period")
    for part in filter(None, text.split("/")):
        try:
            _prove_day(row, "period", "period", PartialDate(part))
        except ValueError as error:
            raise row.malformed("period", f"{error}.") from error
    return text or None


def _prove_day(row: Row, path: str, column: str, day: PartialDate) -> None:
    spans = row.aligner.date(day)
    if not spans:
        row.prove(path, column, None, day.iso)
    for span in spans:
        row.prove(path, column, span)
