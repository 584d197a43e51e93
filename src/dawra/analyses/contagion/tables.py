"""Reads tables of assets, debts and shares (`interface.md`, "clear"): strict about form, exact about amounts."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Final, NoReturn

from dawra.analyses.contagion.obligations import Debt, Number, Obligations
from dawra.claims.table import check_header, read_rows
from dawra.errors import InputError, TableError
from dawra.flows import OUTSIDE, Notice
from dawra.values import CURRENCIES, minor_units, to_minor
from dawra.values.money import LARGEST

ASSETS: Final = ("party", "assets")
LIABILITIES: Final = ("debtor", "creditor", "amount", "rank")
SHARES: Final = ("holder", "issuer", "share")

_DECIMAL: Final = re.compile(r"-?\d+(\.\d+)?([eE][+-]?\d{1,3})?", re.ASCII)
_RANK: Final = re.compile(r"\d{1,6}", re.ASCII)
_ROOM: Final = 40
_DIGITS: Final = 300


def read_obligations(
    assets: Path | None = None,
    liabilities: Path | None = None,
    shares: Path | None = None,
    *,
    currency: str | None = None,
) -> Obligations:
    """Read the tables; ids are taken as written, amounts in units of ``currency``, else without a unit.

    Empty assets are unknown; a party that the table of assets does not name has none, and a notice says so. A row of
    liabilities without a rank has rank 1, and equal rows add up.

    Raises:
        TableError: a file that cannot be read as its table, with the line, the column, the value and what would help.
        InputError: an unknown currency, or rows that do not fit together.
    """
    if currency is not None and currency not in CURRENCIES:
        raise InputError(f"unknown currency {currency!r}: write an ISO 4217 code such as USD or SAR.")
    known = read_assets(assets, currency=currency) if assets else {}
    rows = list(_rows(liabilities, LIABILITIES, LIABILITIES[:3], currency)) if liabilities else []
    debts = tuple(row.debt() for row in rows)
    held: dict[tuple[str, str], Fraction] = {}
    for row in _rows(shares, SHARES, SHARES, currency) if shares else ():
        pair = row.cells["holder"], row.cells["issuer"]
        if pair in held:
            row.refuse("issuer", f"{pair[0]} holds shares of it in another row: keep one of them.")
        held[pair] = row.share()
    found = Obligations(currency=currency, assets=known, debts=debts, shares=held)
    absent = tuple(party for party in found.parties if party not in known)
    rounded = sum(row.is_rounded("amount") for row in rows)
    notices = (
        *([Notice(code="assets-absent", count=len(absent), names=absent)] if absent else ()),
        *([Notice(code="rounded", count=rounded)] if rounded else ()),
    )
    return replace(found, notices=notices)


def read_assets(path: Path, *, currency: str | None) -> dict[str, Number | None]:
    """What each party has, in minor units of ``currency`` or without a unit; None where the cell is empty.

    Raises:
        TableError: as `read_obligations`.
    """
    found: dict[str, Number | None] = {}
    for row in _rows(path, ASSETS, ASSETS, currency):
        party = row.cells["party"]
        if not party or party == OUTSIDE:
            row.refuse("party", "Name a party; the outside (*) keeps no account.")
        if party in found:
            row.refuse("party", "It has a row already: keep one of them.")
        found[party] = row.amount("assets") if row.cells["assets"] else None
    return found


def _rows(path: Path, known: Sequence[str], needed: Sequence[str], currency: str | None) -> Iterator["_Row"]:
    header, rows = read_rows(path)
    check_header(path, header, known=known, needed=needed)
    for line, cells in rows:
        yield _Row(path, line, cells, currency)


@dataclass(frozen=True, slots=True)
class _Row:
    """One row; what is wrong with a cell is said with its line and its column."""

    path: Path
    line: int
    cells: Mapping[str, str]
    currency: str | None

    def refuse(self, column: str, advice: str) -> NoReturn:
        text = self.cells.get(column, "")
        shown = repr(text) if len(text) <= _ROOM else f"{text[:_ROOM]!r}… ({len(text)} characters)"
        raise TableError(str(self.path), self.line, f"column {column} holds {shown}", advice)

    def amount(self, column: str) -> Number:
        units = self._decimal(column, "Write a plain number such as 38000000000 or 12.50.")
        if units < 0:
            self.refuse(column, "Amounts are not negative.")
        if self.currency is None:
            whole = Fraction(units)
            return whole.numerator if whole.denominator == 1 else whole
        if units > LARGEST:
            self.refuse(column, "No amount of money is above 10^18; check the units.")
        return to_minor(units, self.currency)

    def is_rounded(self, column: str) -> bool:
        """Whether the amount is finer than the smallest unit of the currency."""
        scale = self.currency and minor_units(self.currency)
        return bool(scale) and Fraction(self._decimal(column, "")) * Fraction(scale or 1) % 1 != 0

    def debt(self) -> Debt:
        text = self.cells.get("rank") or "1"
        if not _RANK.fullmatch(text):
            self.refuse("rank", "Write a whole number from 1; rank 1 is paid first.")
        try:
            return Debt(
                debtor=self.cells["debtor"],
                creditor=self.cells["creditor"],
                amount=self.amount("amount"),
                rank=int(text),
            )
        except TableError:
            raise
        except InputError as error:
            raise TableError(str(self.path), self.line, str(error).rstrip("."), "See dawra clear --help.") from error

    def share(self) -> Fraction:
        share = Fraction(self._decimal("share", "Write the part of the whole from 0 to 1, such as 0.27."))
        if not 0 <= share <= 1:
            self.refuse("share", "Write the part of the whole from 0 to 1, such as 0.27.")
        return share

    def _decimal(self, column: str, advice: str) -> Decimal:
        if not _DECIMAL.fullmatch(self.cells[column]):
            self.refuse(column, advice)
        number = Decimal(self.cells[column])
        if number.adjusted() >= _DIGITS:
            self.refuse(column, "That is above what can be calculated with; write it in larger units.")
        return number
