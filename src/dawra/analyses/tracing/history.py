"""The history that tracing works on: payments on a clock, with what the accounts opened with, repaired."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dawra.analyses.circulation import Ints, whole
from dawra.analyses.tracing.accounts import Places, places, repaired, spent
from dawra.analyses.tracing.earmarks import earmarked
from dawra.analyses.tracing.events import Events, Window, events_of
from dawra.errors import UsageError
from dawra.flows import OUTSIDE, Leg, Notice, Openings, network
from dawra.flows.cautions import amount_cautions, timing_cautions
from dawra.flows.moved import moved_in

GRAPHS = ("M", "K")


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """Payments of one window on one clock.

    ``events`` are the payments with the least that the accounts can have opened with at their point values
    (``opening``); ``widest`` the same with the most, and ``places`` where money can be in them. ``purchases`` and
    ``fundings`` are the earmarked legs, which are in neither. ``legs`` are those that the events number.
    """

    currency: str | None
    clock: str
    window: Window
    graph: str
    parties: tuple[str, ...]
    legs: tuple[Leg, ...]
    purchases: tuple[Leg, ...]
    fundings: tuple[Leg, ...]
    opening: Ints
    events: Events
    widest: Events
    places: Places
    openings: Openings
    told: tuple[Notice, ...]

    @classmethod
    def of(
        cls,
        legs: Sequence[Leg],
        *,
        clock: str,
        openings: Openings,
        window: Window,
        currency: str | None,
        graph: str,
        days_ordered: bool,
    ) -> "History":
        """Build it.

        Raises:
            InputError: the legs are in several currencies, or terms fall into too many pieces.
            UsageError: an unknown clock or graph.
        """
        if graph not in GRAPHS:
            raise UsageError(f"unknown graph {graph!r}: money is traced on one of {', '.join(GRAPHS)}.")
        code = network({(leg.currency, leg.mark): leg for leg in legs}.values(), currency=currency).currency
        timeless = clock == "static" and window == (None, None)
        money = ("cash",) if graph == "M" else ("cash", "in_kind")
        placed = [leg for leg in legs if leg.money in money and (timeless or leg.start is not None)]
        purchases, fundings, rest = earmarked(placed)
        undated = [leg for leg in legs if leg.money == "cash" and leg.start is None and not timeless]
        cash = [leg for leg in [*rest, *undated] if leg.money == "cash"]
        base, notices = events_of(cash, clock, window, days_ordered=days_ordered)
        known = [openings.of(party) for party in base.parties]
        most = [sums if one.high is None else one.high for one, sums in zip(known, spent(base), strict=True)]
        opening, widest_opening = whole([one.point for one in known]), whole(most)
        events = repaired(base, opening)
        widest = events if most == opening.tolist() else repaired(base, widest_opening)
        other = [leg for leg in legs if leg.money not in money] + [leg for leg in rest if leg.money != "cash"]
        named = [leg for leg in legs if leg.money in money]
        return cls(
            currency=code,
            clock=clock,
            window=window,
            graph=graph,
            parties=tuple(sorted({party for leg in named for party in (leg.from_party, leg.to_party)} - {OUTSIDE})),
            legs=tuple(cash),
            purchases=tuple(purchases),
            fundings=tuple(fundings),
            opening=opening,
            events=events,
            widest=widest,
            places=places(widest, widest_opening),
            openings=openings,
            told=(*notices, *_cautions(cash, other, clock, window)),
        )

    def notices(self, vendor: str | None = None) -> tuple[Notice, ...]:
        """What the figures rest on; the vendor's own balance plays no part in its trace."""
        accounts = [party for party in self.events.parties if party != vendor]
        unused = sorted(set(self.openings.known) - set(self.parties))
        return (*self.told, *_on_openings(accounts, self.openings, unused))

    @property
    def without_amount(self) -> tuple[Leg, ...]:
        """The legs that count 0 because nobody stated an amount."""
        return tuple(leg for leg in self.legs if leg.mark == "unknown")

    def number(self, party: str) -> int:
        """The number of a party in the events; one that nobody has where all its legs are earmarked."""
        return self.events.parties.index(party) if party in self.events.parties else -2


def _cautions(cash: Sequence[Leg], other: Sequence[Leg], clock: str, window: Window) -> Iterator[Notice]:
    """What the figures rest on beside the openings."""
    if other:
        yield Notice(code="other-money", count=len(other), amount=sum(leg.point for leg in other))
    every = (moved_in(leg, *window) for leg in cash if leg.from_party != leg.to_party)
    moves = [moved for moved in every if moved.high != 0]
    placed = moves if clock == "static" else [moved for moved in moves if moved.leg.start is not None]
    yield from timing_cautions(placed, windowed=window != (None, None), ordered=clock != "static")
    yield from amount_cautions(placed)


def _on_openings(parties: Sequence[str], openings: Openings, unused: Sequence[str]) -> Iterator[Notice]:
    """What is not known of the opening balances."""
    unknown = [party for party in parties if openings.of(party).high is None]
    ranged = [party for party in parties if openings.of(party).high not in {None, openings.of(party).low}]
    for code, names in (("openings-unknown", unknown), ("openings-range", ranged), ("openings-unused", unused)):
        if names:
            yield Notice(code=code, count=len(names), names=() if code == "openings-unknown" else tuple(names))
