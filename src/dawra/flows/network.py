"""The network of one window: its parties, and for each ordered pair the legs and their sums (methods §1)."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from dawra.errors import InputError
from dawra.flows.cautions import counted, timing_cautions
from dawra.flows.leg import OUTSIDE, Leg
from dawra.flows.moved import Moved, moved_in
from dawra.flows.notice import Notice
from dawra.values import CURRENCIES, no_collecting

GRAPHS: Final = {"M": ("cash",), "K": ("cash", "in_kind", "equity"), "X": ("contingent",)}
"""The classes of money in each graph. Who owns whom (S) is no money: see ``ownership``."""

_KEPT: Final = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """All legs from one party to another, summed in minor units; ``high`` None means without limit."""

    from_party: str
    to_party: str
    low: int
    point: int
    high: int | None
    legs: tuple[Moved, ...]

    @property
    def deals(self) -> tuple[str, ...]:
        """The deals behind the pair, sorted, without the legs that name none."""
        return tuple(sorted({moved.leg.deal for moved in self.legs if moved.leg.deal}))

    @property
    def converted(self) -> tuple[Leg, ...]:
        """The legs that were in another currency."""
        return tuple(moved.leg for moved in self.legs if moved.leg.rate)

    @property
    def layers(self) -> frozenset[str]:
        """Why the money moves."""
        return frozenset(moved.leg.layer for moved in self.legs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """One graph in one window and one currency; parties and pairs are sorted, so row order changes nothing.

    ``graph`` is M (cash), K (with in-kind credits and equity at fair value) or X (contingent). ``currency``
    is None only where there are no legs. ``window`` is [start, end), None meaning without bound.

    ``returns`` are the pairs of what goes back to financiers in the window, apart from ``pairs`` and in none of
    their sums; empty where returns were asked to join. ``undated`` are the legs of the graph that a window
    leaves out because they have no date.
    """

    graph: str
    currency: str | None
    window: tuple[date | None, date | None]
    parties: tuple[str, ...]
    pairs: tuple[Pair, ...]
    notices: tuple[Notice, ...]
    returns: tuple[Pair, ...] = ()
    undated: tuple[Leg, ...] = ()

    @property
    def moves(self) -> tuple[Moved, ...]:
        """What each leg of the pairs moves."""
        return tuple(moved for pair in self.pairs for moved in pair.legs)

    @property
    def without_amount(self) -> tuple[Leg, ...]:
        """The legs that count 0 because nobody stated an amount."""
        return tuple(moved.leg for moved in self.moves if moved.leg.mark == "unknown")


def network(
    legs: Iterable[Leg],
    *,
    graph: str = "M",
    start: date | None = None,
    end: date | None = None,
    currency: str | None = None,
    returns: bool = False,
) -> Network:
    """Build the network of what moves in ``[start, end)``, or in all.

    Legs to or from ``*`` and legs of a party to itself are left out. So are ``ret`` legs unless ``returns``: a
    loan repaid is not circular financing, and what goes back stands apart. In a window legs without a date are
    left out and listed. Each is counted in a notice, with what it moves in the window; what moves at another
    time is no part of the question. Contingent money counts in full in every window in which it may be called.

    Raises:
        InputError: an unknown currency, or legs in another currency than the one of the result.
        ValueError: an unknown graph.
    """
    if graph not in GRAPHS:
        raise ValueError(f"unknown graph {graph!r}: one of {', '.join(GRAPHS)}")
    legs = list(legs)
    code = one_currency(legs, currency)
    with no_collecting():
        return _network(legs, graph, start, end, code, returns=returns)


def _network(
    legs: Sequence[Leg], graph: str, start: date | None, end: date | None, code: str | None, *, returns: bool
) -> Network:
    windowed = (start, end) != (None, None)
    found: dict[str, list[Moved]] = defaultdict(list)
    for leg in legs:
        moved = moved_in(leg, start, end)
        if moved.high != 0:
            found[_place(leg, GRAPHS[graph], returns=returns, windowed=windowed)].append(moved)
    kept = found.pop(_KEPT, [])
    pairs = _pairs(kept)
    return Network(
        graph=graph,
        currency=code,
        window=(start, end),
        parties=tuple(sorted({party for pair in pairs for party in (pair.from_party, pair.to_party)})),
        pairs=pairs,
        notices=(
            *(counted(reason, found[reason]) for reason in sorted(found)),
            *timing_cautions(kept, windowed=windowed),
        ),
        returns=_pairs(found["returns"]),
        undated=tuple(moved.leg for moved in found["undated-left-out"]),
    )


def one_currency(legs: Sequence[Leg], wanted: str | None) -> str | None:
    """The currency that all legs share, the one ``wanted`` if there is one; None without either.

    Raises:
        InputError: an unknown currency, or legs in another than that of the result.
    """
    if wanted is not None and wanted not in CURRENCIES:
        raise InputError(f"unknown currency {wanted!r}: write an ISO 4217 code such as USD or SAR.")
    # The currency of an amount that nobody stated means nothing.
    told = sorted({leg.currency for leg in legs if leg.mark != "unknown"})
    found = told or sorted({leg.currency for leg in legs})[:1]
    if wanted is None and len(found) > 1:
        raise InputError(
            f"the legs are in {', '.join(found)}: name the currency of the result with --currency, "
            "and they are converted by the rates of their days."
        )
    foreign = [code for code in told if wanted not in {None, code}]
    if foreign:
        raise InputError(
            f"no exchange rate from {', '.join(foreign)} to {wanted} was applied. "
            "Convert the legs first (in_currency), with a table of rates where the known ones do not reach."
        )
    return wanted or (found[0] if found else None)


def _place(leg: Leg, classes: Collection[str], *, returns: bool, windowed: bool) -> str:
    """Among the kept, or the reason why not."""
    if leg.money not in classes:
        return "other-money"
    if OUTSIDE in {leg.from_party, leg.to_party}:
        return "outside"
    if leg.from_party == leg.to_party:
        return "own-leg"
    if windowed and leg.start is None:
        return "undated-left-out"
    return "returns" if leg.layer == "ret" and not returns else _KEPT


def _pairs(moves: Sequence[Moved]) -> tuple[Pair, ...]:
    by_ends: dict[tuple[str, str], list[Moved]] = defaultdict(list)
    for moved in moves:
        by_ends[moved.leg.from_party, moved.leg.to_party].append(moved)
    return tuple(_pair(ends, by_ends[ends]) for ends in sorted(by_ends))


def _pair(ends: tuple[str, str], moves: list[Moved]) -> Pair:
    if len(moves) == 1:
        # Most pairs of a large network.
        (moved,) = moves
        low, point, high = moved.low, moved.point, moved.high
    else:
        highs = [moved.high for moved in moves]
        low, point = sum(moved.low for moved in moves), sum(moved.point for moved in moves)
        high = None if None in highs else sum(high or 0 for high in highs)
    return Pair(
        from_party=ends[0],
        to_party=ends[1],
        low=low,
        point=point,
        high=high,
        legs=tuple(moves),
    )
