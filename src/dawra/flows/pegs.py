"""Currencies that are held at a fixed price in another, from when to when: the table ``pegs.toml``."""

import tomllib
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from importlib.resources import files

from dawra.values import PartialDate, Rate, RateSource


@dataclass(frozen=True, slots=True, kw_only=True)
class Peg:
    """``units`` of ``currency`` are one ``anchor``; before ``until``, where an end is known."""

    currency: str
    anchor: str
    units: str
    since: PartialDate
    until: date | None = None

    def holds(self, day: date) -> bool:
        """Whether it is certain to hold on ``day``: of a coarse start, only what comes after counts."""
        start = self.since.start if self.since.is_day else self.since.end
        return start <= day and (self.until is None or day < self.until)

    def rate(self, day: date) -> Rate:
        """One unit of the currency in its anchor."""
        source = RateSource(kind="peg", name=f"{self.currency} {self.units}", day=self.since.iso)
        factor = 1 / Fraction(self.units)
        return Rate(base=self.currency, quote=self.anchor, day=day, factor=factor, sources=(source,))


@cache
def pegs() -> tuple[Peg, ...]:
    """All that are known, in the order of the table."""
    table = tomllib.loads(files("dawra.flows").joinpath("pegs.toml").read_text(encoding="utf-8"))
    return tuple(
        Peg(
            currency=row["currency"],
            anchor=row["anchor"],
            units=row["units"],
            since=PartialDate(row["since"]),
            until=date.fromisoformat(row["until"]) if "until" in row else None,
        )
        for row in table["peg"]
    )
