"""Reads a table of legs (`--legs FILE.csv`, `interface.md`): strict about form, exact about amounts."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from sys import intern
from typing import Final, NoReturn

from dawra.errors import TableError
from dawra.flows.leg import LAYERS, Leg
from dawra.flows.notice import Notice
from dawra.values import CURRENCIES, STATUSES, PartialDate, minor_units, no_collecting, to_minor
from dawra.values.money import LARGEST

NEEDED: Final = ("from", "to", "amount", "currency", "layer", "date")
WANTED: Final = ("end", "deal", "status", "note")
_DECIMAL: Final = re.compile(r"-?\d+(\.\d+)?([eE][+-]?\d{1,9})?", re.ASCII)
_DIGITS: Final = len(str(LARGEST))


@dataclass(frozen=True, slots=True, kw_only=True)
class LegTable:
    """The legs of a table in the file's order, and what its reader should know."""

    legs: tuple[Leg, ...]
    notices: tuple[Notice, ...]


def read_legs(path: Path) -> LegTable:
    """Read ``path``; ids are taken as written, a row without status is completed.

    Raises:
        TableError: the file cannot be read as a table of legs, with the line, the column, the value and what
            would help.
    """
    legs: list[Leg] = []
    rounded = 0
    with no_collecting():
        for row in _rows(path):
            leg, exact = _leg(row)
            legs.append(leg)
            rounded += not exact
    if not legs:
        raise TableError(str(path), None, "no rows below the header", "Give at least one leg.")
    return LegTable(legs=tuple(legs), notices=tuple(_notices(legs, rounded, row.unknown)))


def _rows(path: Path) -> Iterator["_Row"]:
    """Each row with its line, the unknown columns under their own names."""
    reader = csv.reader(io.StringIO(_text(path), newline=""), strict=True)
    header: list[str] | None = None
    try:
        for cells in reader:
            if not any(map(str.strip, cells)):
                continue
            if header is None:
                header = _header(path, reader.line_num, cells)
                continue
            if len(cells) != len(header):
                found = f"{len(cells)} cells under {len(header)} columns"
                advice = "Quote a cell that holds a comma."
                raise TableError(str(path), reader.line_num, found, advice)
            yield _Row(path, reader.line_num, dict(zip(header, map(str.strip, cells), strict=True)))
    except csv.Error as error:
        advice = "Write comma-separated values with straight double quotes around cells that need them."
        raise TableError(str(path), reader.line_num, f"no CSV ({error})", advice) from error


def _text(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except OSError as error:
        advice = "Name a CSV file of legs."
        raise TableError(str(path), None, f"cannot be read ({error.strerror})", advice) from error
    if not raw.strip():
        raise TableError(str(path), None, "the file is empty", f"Its columns are {','.join(NEEDED)}.")
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


def _header(path: Path, line: int, cells: list[str]) -> list[str]:
    columns = [cell.strip().lower() for cell in cells]
    missing = [name for name in NEEDED if name not in columns]
    if missing:
        near = [name for column in columns for name in get_close_matches(column, missing, n=1)]
        advice = f"The columns are {','.join(NEEDED)} and, if wanted, {','.join(WANTED)}."
        if near:
            advice += f" Is one of them meant by {', '.join(map(repr, cells))}?"
        elif len(columns) == 1 and re.search(r"[;\t|]", columns[0]):
            advice += " Separate them by commas."
        raise TableError(str(path), line, f"column {', '.join(missing)} missing", advice)
    twice = [name for name, count in Counter(columns).items() if count > 1 and name]
    if twice:
        raise TableError(str(path), line, f"column {', '.join(twice)} stands twice", "Keep one of them.")
    return columns


def _leg(row: "_Row") -> tuple[Leg, bool]:
    """The leg of a row, and whether its amount is whole minor units."""
    from_party, to_party = row.party("from"), row.party("to")
    currency, layer, status = row.currency(), row.layer(), row.status()
    units = row.amount()
    amount = to_minor(units, currency)
    start, end = row.day("date"), row.day("end")
    if end is not None and (start is None or end.start <= start.start):
        row.refuse("end", "The end is the first day after the term, so it lies after the date.")
    coarse = start is not None and end is None and not start.is_day
    leg = Leg(
        deal=row.cells.get("deal", ""),
        from_party=from_party,
        to_party=to_party,
        layer=layer,
        low=amount,
        point=amount,
        high=amount,
        currency=currency,
        start=start.start if start else None,
        end=end.start if end else start.end if start and coarse else None,
        coarse=coarse,
        status=status,
        note=row.cells.get("note", ""),
    )
    return leg, units * minor_units(currency) == amount


@dataclass(frozen=True, slots=True)
class _Row:
    """One row; each cell is checked for itself, so that a message can name its column."""

    path: Path
    line: int
    cells: dict[str, str]

    @property
    def unknown(self) -> tuple[str, ...]:
        """The columns that nobody asked for."""
        return tuple(name for name in self.cells if name and name not in NEEDED + WANTED)

    def refuse(self, column: str, advice: str) -> NoReturn:
        """Say what stands in ``column`` and what would help."""
        found = f"column {column} holds {_shown(self.cells.get(column, ''))}"
        raise TableError(str(self.path), self.line, found, advice)

    def party(self, column: str) -> str:
        # One text for each party, however many rows name it: less memory, and sorting compares by identity.
        return intern(self.cells[column]) or self.refuse(column, "Name the party, or write * for the outside.")

    def currency(self) -> str:
        if (code := self.cells["currency"]) not in CURRENCIES:
            near = get_close_matches(code.upper(), CURRENCIES, n=1)
            self.refuse("currency", f"Write an ISO 4217 code such as {near[0] if near else 'USD'}.")
        return code

    def layer(self) -> str:
        if (layer := self.cells["layer"]) not in LAYERS:
            self.refuse("layer", f"Write one of {', '.join(LAYERS)}.")
        return layer

    def status(self) -> str:
        if (status := self.cells.get("status") or "completed") not in STATUSES:
            near = get_close_matches(status, STATUSES, n=1)
            hint = f"Did you mean {near[0]}?" if near else "Leave it out for completed."
            self.refuse("status", f"{hint} The statuses are {', '.join(STATUSES)}.")
        return status

    def amount(self) -> Decimal:
        if not _DECIMAL.fullmatch(self.cells["amount"]):
            self.refuse("amount", "Write a plain decimal in currency units such as 38000000000 or 12.50.")
        if (amount := _decimal(self.cells["amount"])) is None:
            self.refuse("amount", "No amount of money is above 10^18; check the units.")
        if amount < 0:
            self.refuse("amount", "Amounts are not negative; swap from and to instead.")
        return amount

    def day(self, column: str) -> PartialDate | None:
        if not (text := self.cells.get(column, "")):
            return None
        return _day(text) or self.refuse(column, "Write 2027, 2027-H1, 2027-Q3, 2027-06 or 2027-06-15.")


def _decimal(text: str) -> Decimal | None:
    """The number, or None where it is too large; the exponent is looked at before any int is made of it."""
    number = Decimal(text)
    return None if number.adjusted() >= _DIGITS or number > LARGEST else number


@lru_cache(maxsize=4096)  # a table has far fewer days than rows
def _day(text: str) -> PartialDate | None:
    """The date, or None where the text is no date with a first day after it."""
    try:
        return PartialDate(text)
    except ValueError:
        return None


def _shown(text: str) -> str:
    """The value as found, short enough for a message."""
    room = 40
    return repr(text) if len(text) <= room else f"{text[:room]!r}… ({len(text)} characters)"


def _notices(legs: Sequence[Leg], rounded: int, unknown: tuple[str, ...]) -> Iterator[Notice]:
    days = Counter(leg.start for leg in legs if leg.start and not leg.end)
    if ties := sum(count for count in days.values() if count > 1):
        yield Notice(code="same-day", count=ties)
    undated = sum(leg.start is None for leg in legs)
    if undated:
        yield Notice(code="undated", count=undated)
    if rounded:
        yield Notice(code="rounded", count=rounded)
    if unknown:
        yield Notice(code="columns-ignored", count=len(unknown), names=unknown)
