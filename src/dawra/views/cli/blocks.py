"""Readable output: tables with lines on a terminal, aligned text in a pipe."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass

from dawra.views.cli.output import put
from dawra.views.wording import visible


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A titled table; the first column is text, the others are figures unless ``words``."""

    title: str
    header: tuple[str, ...] = ()
    rows: Sequence[tuple[str, ...]]
    words: bool = False


def show(blocks: Sequence[Block], language: str) -> None:
    """Print the blocks to standard output, without any control that a name may carry."""
    if sys.stdout.isatty():
        _show_tables(blocks, language)
        return
    put("\n\n".join(_text(block) for block in blocks))


def _text(block: Block) -> str:
    rows = [tuple(visible(cell) for cell in row) for row in [*filter(None, [block.header]), *block.rows]]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [visible(block.title)] if block.title else []
    for row in rows:
        cells = [
            cell.ljust(width) if block.words or place == 0 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append("  " + "  ".join(cells).rstrip())
    return "\n".join(lines)


def _show_tables(blocks: Sequence[Block], language: str) -> None:
    from rich.box import SIMPLE_HEAD  # noqa: PLC0415 - slow to import
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    console = Console(highlight=False, markup=False, emoji=False)
    arabic = language == "ar"
    for block in blocks:
        # Not the table's own title, which would wrap at the width of the table.
        console.print(Text(visible(block.title), style="bold"), justify="right" if arabic else "left")
        table = Table(
            box=SIMPLE_HEAD,
            show_header=bool(block.header),
            pad_edge=False,
        )
        for place in range(len(block.header or next(iter(block.rows), ()))):
            title = Text(visible(block.header[place]) if block.header else "")
            first = block.words or place == 0
            table.add_column(title, justify="left" if first != arabic else "right")
        for row in block.rows:
            table.add_row(*(Text(visible(cell)) for cell in row))
        console.print(table)
