"""What the report says, in order, in the words of one language; the templates only lay it out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from dawra.views.report.deals import DealRow, deal_rows
from dawra.views.report.rings import Backdrop, Ring, draw_rings
from dawra.views.wording import (
    caption,
    counted,
    date_words,
    fill,
    full_caption,
    headline,
    interval,
    money,
    notice_words,
    percent,
    plain,
    rate_lines,
    say,
    word,
)

_MOST_RINGS: Final = 6
_MOST_PARTIES: Final = 16
_WHOLE: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A key figure: its name, its value, its range (None where it has none) and what it means."""

    key: str
    value: str
    range: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyRow:
    """A party's money in, out and round, in words and as whole percent of the largest (for the bars)."""

    name: str
    received: str
    paid: str
    circulation: str
    range: str | None
    received_bar: int
    paid_bar: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """The page."""

    headline: str
    chips: Sequence[tuple[str, str]]
    figures: Sequence[Figure]
    measures: Sequence[Figure]
    share: int
    bar: str
    view: str
    rings: Sequence[Ring]
    cycles_complete: bool
    deals: Sequence[DealRow]
    without_amount: Sequence[DealRow]
    set_aside: Sequence[DealRow]
    deal_count: str
    parties: Sequence[PartyRow]
    parties_left_out: int
    rates: Sequence[str]
    notices: Sequence[str]


def report_content(
    circles: Mapping[str, Any],
    deals: Mapping[str, Any],
    texts: Mapping[str, str],
    language: str,
) -> Content:
    """Everything that the page shows, from the JSON results alone."""
    currency = circles["currency"] or "USD"
    names = party_names(deals, language)
    rows = deal_rows(deals["deals"], texts, language)
    backdrop = Backdrop(
        deals={deal["id"]: deal for deal in deals["deals"]},
        rows={row.id: row for row in rows},
        names=names,
        currency=currency,
        language=language,
    )
    unpriced = set(circles.get("without_amount", ()))
    ranked = sorted(circles["parties"], key=_weight)
    parties = [party_row(item, ranked, names, currency, language) for item in ranked]
    return Content(
        headline=headline(circles["ratio"], circles["view"], currency, language),
        chips=_chips(circles, deals["query"], currency, language),
        figures=[_figure(key, circles, currency, language) for key in ("gross", "circulation", "ratio")],
        measures=[_figure(key, circles, currency, language) for key in ("minimum_notional", "excess", "bilateral")],
        share=round(_WHOLE * circles["ratio"]),
        bar=plain(fill(word("page", "bar", language), {"percent": percent(_WHOLE * circles["ratio"], language)})),
        view=circles["view"],
        rings=draw_rings(circles["cycles"][:_MOST_RINGS], backdrop),
        cycles_complete=bool(circles.get("cycles_complete", True)),
        deals=[row for row in rows if row.amount and row.id not in unpriced and not row.off],
        without_amount=[row for row in rows if (not row.amount or row.id in unpriced) and not row.off],
        set_aside=[row for row in rows if row.off],
        deal_count=counted(len(rows), "deal", language),
        parties=parties[:_MOST_PARTIES],
        parties_left_out=max(0, len(parties) - _MOST_PARTIES),
        rates=rate_lines(circles.get("rates", ()), language),
        notices=[notice_words(notice, currency, language) for notice in circles.get("notices", ())],
    )


def party_names(deals: Mapping[str, Any], language: str) -> dict[str, str]:
    """Captions by party id: the registry's, else as the first deal writes it."""
    written = {
        party["id"]: party.get("name") for deal in reversed(deals["deals"]) for party in deal["parties"] if party["id"]
    }
    return {party_id: caption(party_id, name, language) for party_id, name in written.items()}


def party_row(
    party: Mapping[str, Any],
    parties: Sequence[Mapping[str, Any]],
    names: Mapping[str, str],
    currency: str,
    language: str,
) -> PartyRow:
    """One line of the table of parties."""
    largest = max(max(item["in"], item["out"]) for item in parties) or 1
    low, high = party.get("range") or (party["circulation"], party["circulation"])
    return PartyRow(
        name=full_caption(party["id"], names.get(party["id"]), language),
        received=money(party["in"], currency, language, rounded=True),
        paid=money(party["out"], currency, language, rounded=True),
        circulation=money(party["circulation"], currency, language, rounded=True),
        range=None if low == high else interval(low, high, currency, language),
        received_bar=round(_WHOLE * party["in"] / largest),
        paid_bar=round(_WHOLE * party["out"] / largest),
    )


def _figure(key: str, circles: Mapping[str, Any], currency: str, language: str) -> Figure:
    """A headline figure; a range of one value is none."""
    ends = circles["ranges"].get(key)
    low, high = ends or (0, 0)
    if key == "ratio":
        least, most = (percent(_WHOLE * end, language) for end in (low, high))
        spread = plain(say("interval", language, low=least, high=most))
        value = percent(_WHOLE * circles[key], language)
        return Figure(key=key, value=value, range=None if low == high else spread)
    return Figure(
        key=key,
        value=money(circles[key], currency, language, rounded=True),
        range=None if low == high else interval(low, high, currency, language),
    )


def _weight(party: Mapping[str, Any]) -> tuple[float, float, str]:
    """What sorts parties: what goes round through them, then all that they pay and receive."""
    return -party["circulation"], -party["in"] - party["out"], party["id"]


def _chips(circles: Mapping[str, Any], query: Mapping[str, Any], currency: str, language: str) -> list[tuple[str, str]]:
    """Under which question the figures stand: view, both dates, level, currency."""
    known = query.get("known")
    return [
        ("view", word("view", circles["view"], language)),
        ("as_of", date_words(query["as_of"], language)),
        ("known", date_words(known, language) if known else word("page", "all_known", language)),
        ("level", word("level", query.get("level") or "group", language)),
        ("currency", currency),
    ]
