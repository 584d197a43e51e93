"""A plan of the user's own, in TOML: what no ledger tells, or what somebody knows better.

    currency = "USD"
    opening = 20_000_000_000            # or { low = 18e9, high = 22e9 }
    [[obligation]]                      # likewise [[inflow]], [[draw]]
    label = "Payroll"
    amount = 8_000_000_000              # or low and high, the latter "unbounded" where nobody knows
    date = "2026-Q1"                    # a day, a month, a quarter, a half or a year, or start and end
    probability = 0.8                   # 1 unless told, that of the deal where one is named
    deal = "round-f"                    # comes about together with all else of this deal

Every line is listed as an assumption of the result.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from difflib import get_close_matches
from fractions import Fraction
from pathlib import Path
from typing import Any, Final, NoReturn

from dawra.analyses.liquidity.given import GivenPlan, Line
from dawra.analyses.liquidity.plan import SIDES, Movement
from dawra.errors import TableError
from dawra.flows import Opening
from dawra.values import CURRENCIES, PartialDate, to_minor

NO_LIMIT: Final = "unbounded"
_TOP: Final = ("currency", "start", "until", "opening", "correlation", "carry_revenue", "ledger", *SIDES)
_LINE: Final = ("label", "amount", "low", "high", "date", "start", "end", "probability", "deal")
_ENDS: Final = ("low", "high")
_SHOWN: Final = 40


def read_plan(path: Path) -> GivenPlan:
    """Read the plan in ``path``.

    Raises:
        TableError: it cannot be read as a plan: what was found, where, and what would help.
    """
    place = _Place(str(path))
    table = _parsed(path, place)
    place.known(table, _TOP)
    currency = table.get("currency")
    if currency not in CURRENCIES:
        place.refuse("currency", currency, "Write the ISO 4217 code of all its amounts, such as USD.")
    start, end = place.day(table, "start"), place.day(table, "until")
    if start and end and end <= start:
        place.refuse("until", end, f"It is the first day after the plan, so it lies after its start, {start}.")
    correlation = place.number(table, "correlation", Decimal(0))
    if not 0 <= correlation <= 1:
        place.refuse("correlation", correlation, "Write a number from 0 (independent) to 1.")
    return GivenPlan(
        currency=currency,
        start=start,
        end=end,
        opening=_opening(table, currency, place),
        correlation=Fraction(correlation),
        carry=place.flag(table, "carry_revenue", unless=False),
        ledger=place.flag(table, "ledger", unless=True),
        lines=tuple(
            _line(side, row, currency, _Place(f"{path}, [[{side}]] {number}"))
            for side in SIDES
            for number, row in enumerate(place.rows(table, side), start=1)
        ),
    )


def _parsed(path: Path, place: "_Place") -> dict[str, Any]:
    try:
        # Decimals keep the text of a number: 0.8 is eight tenths, not the nearest binary float.
        return tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    except OSError as error:
        raise TableError(place.name, None, f"cannot be read ({error.strerror})", "Name a plan in TOML.") from error
    except UnicodeDecodeError as error:
        raise TableError(place.name, None, "is not UTF-8", "Save the plan as UTF-8.") from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise TableError(place.name, None, f"no TOML ({error})", "Write key = value, and text in quotes.") from error


def _opening(table: Mapping[str, Any], currency: str, place: "_Place") -> Opening | None:
    found = table.get("opening")
    if found is None:
        return None
    if not isinstance(found, Mapping):
        sum_ = place.money(table, "opening", currency)
        return Opening(low=sum_, high=sum_)
    inside = _Place(f"{place.name}, opening")
    inside.known(found, _ENDS)
    low, high = inside.ends(found, currency)
    return Opening(low=low, high=high)


def _line(side: str, row: Mapping[str, Any], currency: str, place: "_Place") -> Line:
    place.known(row, _LINE)
    if ("amount" in row) == any(end in row for end in _ENDS):
        place.refuse("amount", row.get("amount"), "Write either amount, or low and high.")
    if "amount" in row:
        low = point = place.money(row, "amount", currency)
        high: int | None = low
    else:
        low, high = place.ends(row, currency)
        point = low if high is None else (low + high) // 2
    start, end = _days(row, place)
    chance = place.number(row, "probability", Decimal(1))
    if not 0 <= chance <= 1:
        place.refuse("probability", chance, "Write a number from 0 to 1.")
    return Line(
        movement=Movement(
            side=side,
            low=low,
            point=point,
            high=high,
            start=start,
            end=end,
            deal=place.text(row, "deal"),
            probability=Fraction(chance),
            label=place.text(row, "label"),
            mark="floor" if high is None else "",
            origin="plan",
        ),
        told="probability" in row,
    )


def _days(row: Mapping[str, Any], place: "_Place") -> tuple[date, date | None]:
    """One day, or the days of a date that names several, or those from start to before end."""
    if ("date" in row) == ("start" in row or "end" in row):
        place.refuse("date", row.get("date"), "Write either date, or start and end.")
    if "date" in row:
        day = place.partial(row, "date")
        return day.start, None if day.is_day else day.end
    start, end = place.day(row, "start"), place.day(row, "end")
    if start is None or end is None or end <= start:
        place.refuse("end", end, f"Write both; the end is the first day after it, so it lies after the start, {start}.")
    return start, end


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in a plan something stands; each value is checked for itself, so that a message can name it."""

    name: str

    def refuse(self, key: str, value: object, advice: str) -> NoReturn:
        """Say what stands at ``key`` and what would help."""
        shown = str(value)
        cut = repr(shown) if len(shown) <= _SHOWN else f"{shown[:_SHOWN]!r}…"
        found = f"{key} is missing" if value is None else f"{key} is {cut}"
        raise TableError(self.name, None, found, advice)

    def known(self, table: Mapping[str, Any], names: tuple[str, ...]) -> None:
        for key in table:
            if key not in names:
                near = get_close_matches(key, names, n=1)
                advice = f"Did you mean {near[0]!r}?" if near else f"Known: {', '.join(names)}."
                raise TableError(self.name, None, f"unknown key {key[:_SHOWN]!r}", advice)

    def rows(self, table: Mapping[str, Any], side: str) -> list[Mapping[str, Any]]:
        found = table.get(side, [])
        if not isinstance(found, list) or not all(isinstance(row, Mapping) for row in found):
            self.refuse(side, found, f"Write [[{side}]] and its keys below it.")
        return found

    def flag(self, table: Mapping[str, Any], key: str, *, unless: bool) -> bool:
        found = table.get(key, unless)
        return found if isinstance(found, bool) else self.refuse(key, found, "Write true or false.")

    def text(self, table: Mapping[str, Any], key: str) -> str:
        found = table.get(key, "")
        return found if isinstance(found, str) else self.refuse(key, found, "Write text in quotes.")

    def number(self, table: Mapping[str, Any], key: str, unless: Decimal) -> Decimal:
        found = table.get(key, unless)
        if isinstance(found, bool) or not isinstance(found, int | Decimal) or not Decimal(found).is_finite():
            self.refuse(key, found, "Write a plain number.")
        return Decimal(found)

    def money(self, table: Mapping[str, Any], key: str, currency: str) -> int:
        found = table.get(key)
        if found is None:
            self.refuse(key, None, "Write an amount in currency units.")
        units = self.number(table, key, Decimal(0))
        if units < 0:
            self.refuse(
                key, found, "Amounts are not negative: what goes out is an obligation, what comes in an inflow."
            )
        try:
            return to_minor(units, currency)
        except ValueError:
            self.refuse(key, found, "No amount of money is above 10^18 units; check them.")

    def ends(self, table: Mapping[str, Any], currency: str) -> tuple[int, int | None]:
        low = self.money(table, "low", currency) if "low" in table else 0
        if table.get("high") == NO_LIMIT:
            return low, None
        high = self.money(table, "high", currency)
        if high < low:
            self.refuse("high", table["high"], f"It is the most, so it is no smaller than the least, {table['low']}.")
        return low, high

    def partial(self, table: Mapping[str, Any], key: str) -> PartialDate:
        """A date as precise as it is written: quoted, a bare day, or a bare year."""
        found = table[key]
        if isinstance(found, bool | datetime) or not isinstance(found, str | date | int):
            self.refuse(key, found, "Write 2027, 2027-H1, 2027-Q3, 2027-06 or 2027-06-15.")
        try:
            return PartialDate(str(found))
        except ValueError:
            self.refuse(key, found, 'Write "2027", "2027-H1", "2027-Q3", "2027-06" or "2027-06-15".')

    def day(self, table: Mapping[str, Any], key: str) -> date | None:
        """One day; None where there is none."""
        if key not in table:
            return None
        found = self.partial(table, key)
        return found.start if found.is_day else self.refuse(key, found, "Write one day, such as 2026-01-31.")
