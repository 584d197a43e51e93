"""On how few does a party depend? Concentration of its suppliers, its customers and its funders (methods §6).

The Herfindahl-Hirschman index H = sum s² over the shares s of one side: 1 / n where n others share alike, 1 where
there is only one. Its inverse is the effective number: as many equal parties are as concentrated. Suppliers are
whom a party pays for goods and services (``pur``), customers who pays it for them, funders who gives it equity or
loans (``fin``). What a deal changes is H with it less H without it.

Assumptions: without a window, what is paid over a term counts per year of it (see `comparable`); an amount in a range
counts with its stated point, and the ranges say what H, the effective number and the largest share could be over
all amounts that the deals allow; all money from or to parties that nobody named counts as one more party, and in
the ranges as any number of new ones, or with the largest of the known ones; an amount that nobody stated counts 0,
and is without limit in the ranges.

What it does not show: the party's suppliers, customers or funders outside the ledger, which most have; how easily
one could be replaced; or a market. The lines of the US Merger Guidelines 2023 (H above 0.18, and a change above
0.01) are drawn for mergers within a market, and are shown as a measure of size, not as a judgement.

Sources: Hirschman 1945, Herfindahl 1950; US Department of Justice and Federal Trade Commission, Merger Guidelines
2023, guideline 1.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from dawra.analyses.dependence.comparable import EVER, Window, has_rate, payments, per_year
from dawra.analyses.dependence.shared_sums import SharedSums
from dawra.analyses.dependence.spread import NOTHING, Part, greatest, index, largest, least
from dawra.errors import InputError
from dawra.flows import OUTSIDE, Leg, Notice
from dawra.flows.moved import Moved

SIDES: Final = {"suppliers": "pur", "customers": "pur", "funders": "fin"}
"""The sides of a party, each with the layer of its money."""
POINTS: Final = 10_000
GUIDELINES: Final = {"hhi": Fraction(18, 100), "change": Fraction(1, 100)}
"""Reference lines of the US Merger Guidelines 2023."""

_FIGURES: Final = ("hhi", "effective_number", "largest_share")

Range = tuple[Fraction, Fraction | None]
"""A least and a greatest value; None is without limit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What one other party, or the outside ``*``, has of a side: its amount and the deals behind it.

    ``ceiling`` says that payments without a term are among it where others count per year, so that in a year it
    is at most this. ``converted`` are the legs that were in another currency.
    """

    party: str
    amount: int
    share: Fraction
    ceiling: bool
    deals: tuple[str, ...]
    converted: tuple[Leg, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """The index without a deal and with it; None where nothing is left to share."""

    deal: str
    before: Fraction | None
    after: Fraction | None

    @property
    def change(self) -> Fraction | None:
        """By how much the deal raises the index; None where one of the two is not known."""
        return None if self.before is None or self.after is None else self.after - self.before


@dataclass(frozen=True, slots=True, kw_only=True)
class Concentration:
    """One side of one party. Amounts are minor units, of a year if ``yearly``; shares come largest first.

    ``hhi`` is None where no amount is known. ``ranges`` holds for ``hhi``, ``effective_number`` and
    ``largest_share`` the least and the greatest value over the amounts that the deals allow; ``loose`` names those
    that hold but may be wider than need be. ``without_term`` are the deals that count whole among others that count
    per year.
    """

    party: str
    side: str
    yearly: bool
    total: int
    shares: tuple[Share, ...]
    hhi: Fraction | None
    ranges: Mapping[str, Range]
    loose: tuple[str, ...]
    deals: tuple[Change, ...]
    without_term: tuple[str, ...]

    @property
    def effective_number(self) -> Fraction | None:
        """How many equal parties would be as concentrated."""
        return 1 / self.hhi if self.hhi else None

    @property
    def largest(self) -> Share | None:
        """The named party with the largest share: on whom this side depends most."""
        return next((share for share in self.shares if share.party != OUTSIDE and share.amount), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Concentrations:
    """The finding, in minor units of ``currency`` (None where there are no legs), by party and side.

    ``without_amount`` are the legs that count 0 because nobody stated an amount.
    """

    currency: str | None
    view: str | None
    window: Window
    parties: tuple[Concentration, ...]
    without_amount: tuple[Leg, ...]
    notices: tuple[Notice, ...]


def concentration(
    legs: Sequence[Leg],
    *,
    party: str | None = None,
    sides: Sequence[str] = tuple(SIDES),
    view: str | None = None,
    window: Window = EVER,
    currency: str | None = None,
    yearly: bool = True,
) -> Concentrations:
    """Measure the sides of ``party``, else of everyone; the caller has applied ``view``.

    Without ``yearly``, or in a window, amounts count whole, whatever the terms.

    Raises:
        InputError: an unknown currency, legs in several, or a party without any leg on these sides.
        ValueError: an unknown side.
    """
    if unknown := set(sides) - set(SIDES):
        raise ValueError(f"unknown side {', '.join(sorted(unknown))}: one of {', '.join(SIDES)}")
    own = [leg for leg in legs if party is None or party in {leg.from_party, leg.to_party}]
    layers = {SIDES[side] for side in sides}
    paid = payments(own, layers=layers, window=window, currency=currency, yearly=yearly)
    by_side: dict[tuple[str, str], list[tuple[str, Moved]]] = defaultdict(list)
    for move in paid.moves:
        for side in sides:
            one, other = _ends(move, side)
            if SIDES[side] == move.leg.layer and one != OUTSIDE and party in {None, one}:
                by_side[one, side].append((other, move))
    if party is not None and not by_side:
        raise InputError(f"no leg of {party!r} with {', '.join(sides)} among the legs. Ask for another party.")
    found = [_Side(by_side[key], yearly=yearly and window == EVER).measured(*key) for key in sorted(by_side)]
    # Each once: what a buyer pays its supplier is on a side of either.
    counted = {id(move.leg): move.leg for moves in by_side.values() for _, move in moves}.values()
    return Concentrations(
        currency=paid.currency,
        view=view,
        window=window,
        parties=tuple(found),
        without_amount=tuple(leg for leg in counted if leg.mark == "unknown"),
        notices=(*paid.notices, *_notices(found, counted)),
    )


def _ends(move: Moved, side: str) -> tuple[str, str]:
    """Whose side it is, and who is on it."""
    leg = move.leg
    return (leg.from_party, leg.to_party) if side == "suppliers" else (leg.to_party, leg.from_party)


class _Side:
    """The payments of one side by the other party, the outside apart from those with a name."""

    def __init__(self, paid: list[tuple[str, Moved]], *, yearly: bool) -> None:
        self.yearly = yearly and any(has_rate(move) for _, move in paid)
        self._paid = [(other, per_year(move) if self.yearly else move) for other, move in paid]
        self._by_other: dict[str, list[Moved]] = defaultdict(list)
        for other, move in self._paid:
            self._by_other[other].append(move)
        self._amounts = {other: sum(move.point for move in moves) for other, moves in self._by_other.items()}
        self._total = sum(self._amounts.values())

    def measured(self, party: str, side: str) -> Concentration:
        ranges, loose = self._ranges()
        timeless = {move.leg.deal for _, move in self._paid if self.yearly and move.leg.deal and not has_rate(move)}
        return Concentration(
            party=party,
            side=side,
            yearly=self.yearly,
            total=self._total,
            shares=tuple(self._share(other) for other in sorted(self._amounts, key=self._rank)),
            hhi=index(list(self._amounts.values())) if self._total else None,
            ranges=ranges,
            loose=loose,
            deals=self._changes(),
            without_term=tuple(sorted(timeless)),
        )

    def _rank(self, other: str) -> tuple[int, str]:
        return -self._amounts[other], other

    def _share(self, other: str) -> Share:
        moves = self._by_other[other]
        return Share(
            party=other,
            amount=self._amounts[other],
            share=Fraction(self._amounts[other], self._total or 1),
            ceiling=self.yearly and not all(map(has_rate, moves)),
            deals=tuple(sorted({move.leg.deal for move in moves if move.leg.deal})),
            converted=tuple(move.leg for move in moves if move.leg.rate),
        )

    def _changes(self) -> tuple[Change, ...]:
        """Each deal with the index that its legs leave, the largest change first."""
        squares = sum(amount * amount for amount in self._amounts.values())
        parts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        for other, move in self._paid:
            if move.leg.deal:
                parts[move.leg.deal][other] += move.point
        found = []
        for deal, taken in parts.items():
            left = self._total - sum(taken.values())
            less = sum(self._amounts[other] ** 2 - (self._amounts[other] - d) ** 2 for other, d in taken.items())
            before = Fraction(squares - less, left * left) if left else None
            after = Fraction(squares, self._total**2) if self._total else None
            found.append(Change(deal=deal, before=before, after=after))
        return tuple(sorted(found, key=lambda one: (one.change is None, -abs(float(one.change or 0)), one.deal)))

    def _ranges(self) -> tuple[dict[str, Range], tuple[str, ...]]:
        """What the figures could be, and which of the bounds may not be tight."""
        names = [other for other in self._by_other if other != OUTSIDE]
        parts = [_part(self._by_other[other]) for other in names]
        rest = _part(self._by_other[OUTSIDE]) if OUTSIDE in self._by_other else NOTHING
        low, high = least(parts, rest), greatest(parts, rest)
        sums = SharedSums(self._by_other)
        loose = () if high.tight and all(sums.keep(bound, names) for bound in (low, high)) else _FIGURES[:2]
        return {
            "hhi": (low.value, high.value),
            "effective_number": (1 / high.value, 1 / low.value if low.value else None),
            "largest_share": largest(parts, rest),
        }, loose + (_FIGURES[2:] if sums.matter else ())


def _part(moves: Sequence[Moved]) -> Part:
    highs = [move.high for move in moves]
    return Part(sum(move.low for move in moves), None if None in highs else sum(high or 0 for high in highs))


def _notices(found: Sequence[Concentration], legs: Iterable[Leg]) -> Iterator[Notice]:
    """What the figures rest on beside the amounts."""
    if unnamed := [leg for leg in legs if OUTSIDE in {leg.from_party, leg.to_party}]:
        yield Notice(code="unnamed", count=len(unnamed), amount=sum(leg.point for leg in unnamed))
    if any(side.yearly for side in found):
        yield Notice(code="yearly", count=sum(side.yearly for side in found))
    if timeless := sum(share.ceiling for side in found for share in side.shares):
        yield Notice(code="without-term", count=timeless)
    if loose := sorted({name for side in found for name in side.loose}):
        yield Notice(code="loose-bounds", names=tuple(loose))
