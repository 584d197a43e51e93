"""Clearing period after period as something to read, in English and Arabic."""

from collections.abc import Mapping
from typing import Any

from dawra.views.cli.blocks import Block
from dawra.views.cli.clear_text import ClearWords

Record = Mapping[str, Any]


def period_blocks(result: Record, top: int, language: str) -> list[Block]:
    """For each case the periods in which somebody does not pay in full, and what stays unpaid at the end."""
    text = ClearWords(result["currency"], language, ledger=result["level"] is not None)
    blocks = [Block(title=text.question(result), rows=[(text.say(f"carry_{result['carry']}"),)])]
    cases = ("nothing", "enough") if result["unknown"] else ("nothing",)
    for case in cases:
        title = text.say(f"case_{case}" if result["unknown"] else "case_known")
        blocks += _case(result["cases"][case], title, text, top)
    return [*blocks, *text.ending({**result, "saved": None}, top), Block(title=text.say("limits"), rows=[])]


def _case(periods: list[Record], title: str, text: ClearWords, top: int) -> list[Block]:
    columns = ("period", "party", "owed", "paid", "unpaid", "cash", "defaults")
    rows = [
        (
            text.days(one["window"]),
            text.name(party),
            text.money(one["owed"][party]),
            text.money(one["payments"][party]),
            text.money(one["unpaid"][party]),
            text.say("enough") if one["cash"][party] is None else text.money(one["cash"][party]),
            text.default(number is not None, number),
        )
        for one in periods
        for party, number in sorted(one["rounds"].items(), key=lambda pair: (-one["unpaid"][pair[0]], pair[0]))
        if number is not None
    ]
    if not rows:
        return [Block(title=title, rows=[(text.say("all_paid"),)])]
    header = tuple(text.say(f"column_{key}") for key in columns)
    return [Block(title=title, header=header, rows=rows[:top]), *text.more(len(rows), top)]
