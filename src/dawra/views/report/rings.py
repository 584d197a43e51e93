"""The circles of a report: each as a drawing and, step by step, as a table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dawra.views.report.deals import DealRow
from dawra.views.ring import RingStep, draw_ring, line_of
from dawra.views.wording import caption, fill, isolate, join, money, short_money, word
from dawra.views.wording.isolates import Isolated

Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One payment on the way round: who pays whom, how much, and the deals behind it."""

    payer: str
    payee: str
    amount: str
    line: str
    deals: Sequence[DealRow]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ring:
    """One circle: its sentence, its drawing (SVG) and its steps."""

    key: str
    title: str
    value: str
    drawing: str
    steps: Sequence[Step]


@dataclass(frozen=True, slots=True, kw_only=True)
class Backdrop:
    """What every circle of a report draws on: deals and rows by id, captions, currency, language."""

    deals: Mapping[str, Record]
    rows: Mapping[str, DealRow]
    names: Mapping[str, str]
    currency: str
    language: str


def draw_rings(cycles: Sequence[Record], backdrop: Backdrop) -> list[Ring]:
    """The circles in the order given."""
    return [_ring(f"ring-{place}", cycle, backdrop) for place, cycle in enumerate(cycles, start=1)]


def _ring(key: str, cycle: Record, on: Backdrop) -> Ring:
    parties = [on.names.get(party) or caption(party, None, on.language) for party in cycle["parties"]]
    ends = zip(cycle["legs"], parties, [*parties[1:], *parties[:1]], strict=True)
    steps = [_step(leg, payer, payee, on) for leg, payer, payee in ends]
    arrow = word("page", "arrow", on.language)
    way = Isolated(arrow.join(map(isolate, [*parties, parties[0]])))
    title = join(parties, on.language)
    return Ring(
        key=key,
        title=title,
        value=money(cycle["value"], on.currency, on.language, rounded=True),
        drawing=draw_ring(
            [_arrow(leg, step, on) for leg, step in zip(cycle["legs"], steps, strict=True)],
            key=f"{key}-drawing",
            title=title,
            description=fill(word("page", "way", on.language), {"parties": way}),
        ),
        steps=steps,
    )


def _step(leg: Record, payer: str, payee: str, on: Backdrop) -> Step:
    behind = [deal for deal in leg["deals"] if deal in on.deals]
    return Step(
        payer=payer,
        payee=payee,
        amount=money(leg["amount"], on.currency, on.language, rounded=True),
        line=_line([on.deals[deal] for deal in behind]),
        deals=[on.rows[deal] for deal in behind],
    )


def _arrow(leg: Record, step: Step, on: Backdrop) -> RingStep:
    kinds = join(list(dict.fromkeys(row.kind for row in step.deals)), on.language)
    slots = {"payer": step.payer, "payee": step.payee, "amount": step.amount, "kinds": kinds or None}
    return RingStep(
        party=step.payer,
        amount=leg["amount"],
        label=short_money(leg["amount"], on.currency, on.language),
        line=step.line,
        note=fill(word("page", "step", on.language), slots),
    )


def _line(deals: Sequence[Record]) -> str:
    """How firm a step is: as its largest deal, since that is most of the arrow's width."""

    def size(deal: Record) -> float:
        amount = deal.get("amount") or {}
        return float(amount.get("high") or amount.get("low") or 0)

    if not deals:
        return "dotted"
    largest = max(deals, key=size)
    return line_of(largest["status"], (largest.get("amount") or {}).get("qualifier"))
