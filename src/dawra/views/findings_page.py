"""The findings as a page of Markdown: what `findings_result` holds, in the words of one language."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from dawra.views.findings_parts import Findings
from dawra.views.markdown import page, table

Record = Mapping[str, Any]

_TOP: Final = 10
_CIRCLES: Final = 12


def findings_page(result: Record, language: str) -> str:
    """The whole page, ending in a line end; an Arabic one runs from right to left."""
    text = Findings(result, language)
    return page(_lines(result, text), language)


def _lines(result: Record, text: Findings) -> Iterator[str]:
    yield f"# {text.say('title')}"
    yield from ("", text.scope(), "", text.written(), "")
    if not any(found["parties"] or found["without_amount"] for found in result["circles"].values()):
        yield text.say("nothing")
        return
    yield from _rounds(text)
    yield from _vendors(result, text)
    yield from _deals(text)
    yield from _circles(result["cycles"], text)
    yield from _chance(result["significance"], text)
    yield from _dependence(text)
    yield from _left_out(result, text)


def _section(text: Findings, key: str, level: int = 2) -> Iterator[str]:
    yield from (f"{'#' * level} {text.say(key)}", "")


def _paragraph(said: str) -> Iterator[str]:
    if said:
        yield from (said, "")


def _rounds(text: Findings) -> Iterator[str]:
    yield from _section(text, "rounds_title")
    yield from _paragraph(text.say("rounds_intro"))
    yield from table(text.views(), text.rounds())
    yield ""
    yield from _paragraph(text.mean())
    yield from _paragraph(text.unbounded())
    yield from _paragraph(text.paid_thin())


def _vendors(result: Record, text: Findings) -> Iterator[str]:
    yield from _section(text, "vendors_title")
    yield from _paragraph(text.say("vendors_intro"))
    columns = ("vendor", "finance", "receipts", "lower", "point", "upper", "share")
    for clock, found in result["trace"].items():
        yield from _section(text, f"clock_{clock}", 3)
        if found["vendors"]:
            yield from table(text.header(*columns), text.vendors(found))
            yield from ("", text.joint(found), "")
        else:
            yield from _paragraph(text.say("vendors_none"))
    yield from _paragraph(text.lower_zero())
    yield from _paragraph(text.order_matters())
    if result["years"]:
        yield from _section(text, "years_title", 3)
        yield from _paragraph(text.say("years_note"))
        yield from table(text.header("vendor", "year", "receipts", "lower", "point", "upper"), text.years())
        yield ""


def _deals(text: Findings) -> Iterator[str]:
    if rows := text.deltas(_TOP):
        yield from _section(text, "deals_title")
        yield from _paragraph(text.say("deals_intro"))
        yield from table(text.header("deal", "status", "adds", "round", "range"), rows, words=2)
        yield ""
    if rows := text.parts(_TOP):
        yield from _section(text, "parts_title", 3)
        yield from _paragraph(text.say("parts_intro"))
        yield from table(text.header("deal", "what", "amount", "quarter", "static"), rows, words=2)
        yield ""


def _circles(found: Record, text: Findings) -> Iterator[str]:
    yield from _section(text, "circles_title")
    shown = [cycle for cycle in found["cycles"] if cycle["dollars"]]
    if found["dollars"] is None:
        yield from _paragraph(text.say("circles_cut"))
    elif not shown:
        yield from _paragraph(text.say("circles_none"))
    else:
        shown.sort(key=lambda cycle: (-cycle["dollars"], cycle["parties"]))
        yield from _paragraph(text.circles_intro(found["dollars"]))
        for place, cycle in enumerate(shown[:_CIRCLES], start=1):
            yield f"{place}. {text.circle(cycle)}"
            yield from (f"   - {step}" for step in text.steps(cycle))
        yield ""
        yield from _more(text, len(shown) - _CIRCLES)


def _chance(found: Record, text: Findings) -> Iterator[str]:
    yield from _section(text, "chance_title")
    for null, one in found.items():
        yield f"- {text.chance(null, one)}"
    yield from ("", text.chance_notes(found["topology"]), "")


def _dependence(text: Findings) -> Iterator[str]:
    if rows := text.dependence():
        yield from _section(text, "depend_title")
        yield from _paragraph(text.say("depend_intro"))
        header = text.header("party", "side", "amount", "number", "range", "largest", "part")
        yield from table(header, rows, words=2)
        yield ""


def _left_out(result: Record, text: Findings) -> Iterator[str]:
    yield from _section(text, "left_title")
    for key, notices in (
        ("left_circles", result["circles"][result["view"]]["notices"]),
        ("left_trace", result["trace"]["quarter"]["notices"]),
    ):
        if notices:
            yield from _section(text, key, 3)
            yield from _list(text.notices(notices))
    missing = text.missing()
    if missing:
        yield from _paragraph(text.unexplained())
        yield from table(text.header("party", "amount"), missing[:_TOP])
        yield ""
        yield from _more(text, len(missing) - _TOP)
    if bare := result["circles"][result["view"]]["without_amount"]:
        yield from _section(text, "without_amount", 3)
        yield from _list([text.deal(deal) for deal in bare])
    yield from _paragraph(text.say("caution_twice"))
    yield text.say("caution_intent")


def _list(lines: Sequence[str]) -> Iterator[str]:
    yield from (f"- {line}" for line in lines)
    yield ""


def _more(text: Findings, count: int) -> Iterator[str]:
    if count > 0:
        yield from _paragraph(text.say("and_more", count=str(count)))
