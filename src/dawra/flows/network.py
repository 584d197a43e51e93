"""The network of one window: its parties, and for each ordered pair the legs and their sums (methods §1)."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from dawra.errors import InputError
from dawra.flows.leg import OUTSIDE, Leg
from dawra.flows.notice import Notice
from dawra.flows.schedule import flow
from dawra.values import CURRENCIES

_GRAPHS = {"M": ("cash",), "K": ("cash", "in_kind", "equity"), "X": ("contingent",)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """What one leg moves inside the window, in minor units; ``high`` None means without limit.

    ``total`` is the most that it moves together with the legs that share its sum, None where it stands alone.
    """

    leg: Leg
    low: int
    point: int
    high: int | None
    total: int | None


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
    """

    graph: str
    currency: str | None
    window: tuple[date | None, date | None]
    parties: tuple[str, ...]
    pairs: tuple[Pair, ...]
    notices: tuple[Notice, ...]


def network(
    legs: Iterable[Leg],
    *,
    graph: str = "M",
    start: date | None = None,
    end: date | None = None,
    currency: str | None = None,
    returns: bool = False,
) -> Network:
    """Build the network of what moves in ``[start, end)``.

    Legs to or from ``*`` and legs of a party to itself are left out, and so are ``ret`` legs unless
    ``returns``: a loan repaid is not circular financing. Each is counted in a notice.

    Raises:
        InputError: an unknown currency, or legs in another currency than the one of the result.
        ValueError: an unknown graph.
    """
    if graph not in _GRAPHS:
        raise ValueError(f"unknown graph {graph!r}: one of {', '.join(_GRAPHS)}")
    legs = list(legs)
    code = one_currency(legs, currency)
    kept, notices = _kept(legs, _GRAPHS[graph], returns=returns)
    if start is not None or end is not None:
        undated = [leg for leg in kept if leg.start is None]
        kept = [leg for leg in kept if leg.start is not None]
        if undated:
            notices.append(_notice("undated-left-out", undated))
    pairs = _pairs([moved_in(leg, start, end) for leg in kept])
    return Network(
        graph=graph,
        currency=code,
        window=(start, end),
        parties=tuple(sorted({party for pair in pairs for party in (pair.from_party, pair.to_party)})),
        pairs=pairs,
        notices=tuple(notices),
    )


def one_currency(legs: Sequence[Leg], wanted: str | None) -> str | None:
    """The currency that all legs share, the one ``wanted`` if there is one; None without either.

    Raises:
        InputError: an unknown currency, or legs in another than that of the result.
    """
    if wanted is not None and wanted not in CURRENCIES:
        raise InputError(f"unknown currency {wanted!r}: write an ISO 4217 code such as USD or SAR.")
    found = sorted({leg.currency for leg in legs})
    if wanted is None and len(found) > 1:
        raise InputError(
            f"the legs are in {', '.join(found)}: name the currency of the result with --currency, "
            "and they are converted by the rates of their days."
        )
    foreign = [code for code in found if wanted not in {None, code}]
    if foreign:
        raise InputError(
            f"no exchange rate from {', '.join(foreign)} to {wanted} was applied. "
            "Convert the legs first (in_currency), with a table of rates where the known ones do not reach."
        )
    return wanted or (found[0] if found else None)


def _kept(legs: Sequence[Leg], classes: Collection[str], *, returns: bool) -> tuple[list[Leg], list[Notice]]:
    """The legs of the graph, and a notice for each reason why others are not in it."""
    kept: list[Leg] = []
    dropped: dict[str, list[Leg]] = defaultdict(list)
    for leg in legs:
        if leg.money not in classes:
            dropped["other-money"].append(leg)
        elif OUTSIDE in {leg.from_party, leg.to_party}:
            dropped["outside"].append(leg)
        elif leg.from_party == leg.to_party:
            dropped["own-leg"].append(leg)
        elif leg.layer == "ret" and not returns:
            dropped["returns"].append(leg)
        else:
            kept.append(leg)
    return kept, [_notice(reason, dropped[reason]) for reason in sorted(dropped)]


def _notice(code: str, legs: Sequence[Leg]) -> Notice:
    return Notice(code=code, count=len(legs), amount=sum(leg.point for leg in legs))


def moved_in(leg: Leg, start: date | None, end: date | None) -> Moved:
    """What ``leg`` moves in ``[start, end)``; ``ValueError`` where it has no date and the window a bound."""
    if start is None and end is None:
        return Moved(leg=leg, low=leg.low, point=leg.point, high=leg.high, total=leg.total)
    # Without limit in all is without limit in every window that the leg reaches into.
    reaches = flow(leg, 10**9, start, end) > 0
    return Moved(
        leg=leg,
        low=flow(leg, leg.low, start, end),
        point=flow(leg, leg.point, start, end),
        high=flow(leg, leg.high, start, end) if leg.high is not None else None if reaches else 0,
        total=None if leg.total is None else flow(leg, leg.total, start, end),
    )


def _pairs(moves: Sequence[Moved]) -> tuple[Pair, ...]:
    by_ends: dict[tuple[str, str], list[Moved]] = defaultdict(list)
    for moved in moves:
        if moved.high != 0:
            by_ends[moved.leg.from_party, moved.leg.to_party].append(moved)
    return tuple(_pair(ends, by_ends[ends]) for ends in sorted(by_ends))


def _pair(ends: tuple[str, str], moves: list[Moved]) -> Pair:
    highs = [moved.high for moved in moves]
    return Pair(
        from_party=ends[0],
        to_party=ends[1],
        low=sum(moved.low for moved in moves),
        point=sum(moved.point for moved in moves),
        high=None if None in highs else sum(high or 0 for high in highs),
        legs=tuple(moves),
    )
