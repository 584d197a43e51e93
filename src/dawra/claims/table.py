"""Reads a table of deals or facts (CSV in UTF-8): what is odd is an error with its line and column."""

import csv
import io
from collections import Counter
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path

from dawra.errors import TableError

Row = tuple[int, Mapping[str, str]]


def read_rows(path: Path) -> tuple[list[str], list[Row]]:
    """The names of the columns, and each row with its line and its cells by column, trimmed.

    Raises:
        TableError: the file is missing, empty, not UTF-8, no CSV, or a row has too few or too many cells.
    """
    reader = csv.reader(io.StringIO(_text(path), newline=""), strict=True)
    header: list[str] = []
    rows: list[Row] = []
    try:
        for cells in reader:
            trimmed = [cell.strip() for cell in cells]
            if not any(trimmed):
                continue
            if not header:
                header = [cell.lower() for cell in trimmed]
            elif len(trimmed) != len(header):
                found = f"{len(trimmed)} cells under {len(header)} columns"
                raise TableError(str(path), reader.line_num, found, "Quote a cell that holds a comma.")
            else:
                rows.append((reader.line_num, dict(zip(header, trimmed, strict=True))))
    except csv.Error as error:
        advice = "Write comma-separated values, double quotes around cells that need them."
        raise TableError(str(path), reader.line_num, f"no CSV ({error})", advice) from error
    if not rows:
        raise TableError(str(path), None, "no rows below the header", "Give at least one row.")
    return header, rows


def check_header(path: Path, header: Sequence[str], known: Sequence[str], needed: Sequence[str]) -> None:
    """Refuse a column that is missing, unknown or there twice: its values would be lost without a word."""
    if missing := [name for name in needed if name not in header]:
        raise TableError(str(path), 1, f"column {', '.join(missing)} missing", f"Needed: {', '.join(needed)}.")
    for name, count in Counter(header).items():
        if count > 1:
            raise TableError(str(path), 1, f"column {name!r} stands {count} times", "Keep one of them.")
        if name not in known:
            near = get_close_matches(name, known, n=1)
            advice = f"Did you mean {near[0]}?" if near else f"Known columns: {', '.join(known)}."
            raise TableError(str(path), 1, f"unknown column {name!r}", advice)


def _text(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise TableError(str(path), None, f"cannot be read ({error.strerror})", "Check the path.") from error
    if not raw.strip():
        raise TableError(str(path), None, "the file is empty", "Give a CSV table with a header.")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        found = f"byte 0x{raw[error.start]:02x} is not UTF-8"
        raise TableError(str(path), line, found, "Save the table as UTF-8.") from error
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise TableError(str(path), line, "a zero byte", "Save the table as text in UTF-8.")
    return text
