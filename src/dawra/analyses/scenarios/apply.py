"""A scenario's shocks on all legs: what is left, and what each shock struck.

Shocks are applied in the order of the file, each to what those before it left. They choose legs by what no shock
changes (deal, parties, kind, layer, status), so the order matters only where one moves money in time and another
strikes a time, and to a minor unit where several cut one leg.

What hangs on a finance goes with it: of a loan that is not paid out nothing is repaid, and a vendor's credit that is
not given buys nothing. So where the finance of a deal is cut or put off, what the same deal sends the other way as
``ret`` or earmarked is too, by the same share.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import chain
from typing import Final

from dawra.analyses.scenarios.change import cut, delay, divide, is_untimed, join
from dawra.analyses.scenarios.scenario import ON_LEGS, Scenario, Shock
from dawra.flows import Leg

Range = tuple[int, int | None]
Way = tuple[str, str, str]
"""A deal with its payer and payee."""

_NOT_MADE: Final = frozenset({"rumoured", "in_talks", "planned"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Struck:
    """What one shock did: ``legs`` struck of ``deals``, the ``amount`` of their cash, and how much of it falls away.

    Amounts are minor units; ``range`` is what may fall away by the amounts that the deals allow. What is put off does
    not fall away, and a loan does not count again as what is paid back of it. ``untimed`` are the deals of legs that
    were meant and left alone since nobody told their time.
    """

    shock: Shock
    legs: int = 0
    deals: tuple[str, ...] = ()
    amount: int = 0
    lost: int = 0
    range: Range = (0, 0)
    untimed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Shocked:
    """What all shocks leave of each leg, in the order of the legs, and what each shock on money did, in theirs."""

    parts: tuple[tuple[Leg, ...], ...]
    struck: tuple[Struck, ...]

    @property
    def legs(self) -> tuple[Leg, ...]:
        """All that is left, each part for itself."""
        return tuple(chain.from_iterable(self.parts))

    @property
    def whole(self) -> tuple[Leg, ...]:
        """The same with the parts of one leg joined, so that what runs over a term still is one contract."""
        return tuple(join(parts) for parts in self.parts if parts)

    @property
    def deals(self) -> tuple[str, ...]:
        """The deals that some shock struck, each once, sorted; "" stands for legs that name none."""
        return tuple(sorted({deal for struck in self.struck for deal in struck.deals}))


def shocked(legs: Iterable[Leg], scenario: Scenario, kinds: Mapping[str, str]) -> Shocked:
    """Apply the shocks of ``scenario`` that change money; ``kinds`` holds the kind of each deal by its id.

    Raises:
        InputError: a delay goes beyond the calendar.
    """
    left: tuple[tuple[Leg, ...], ...] = tuple((leg,) for leg in legs)
    struck: list[Struck] = []
    for shock in scenario.shocks:
        if shock.act in ON_LEGS:
            left, told = _strike(left, shock, scenario.start, kinds)
            struck.append(told)
    return Shocked(parts=left, struck=tuple(struck))


def _strike(
    legs: tuple[tuple[Leg, ...], ...], shock: Shock, day: date, kinds: Mapping[str, str]
) -> tuple[tuple[tuple[Leg, ...], ...], Struck]:
    """One shock on what is left of each leg."""
    done = [[_Part.of(one, shock, day) if shock.which.takes(one, kinds) else None for one in parts] for parts in legs]
    gone = _gone((part for part in chain.from_iterable(done) if part), shock)
    for parts, found in zip(legs, done, strict=True):
        for place, leg in enumerate(parts):
            way = (leg.deal, leg.to_party, leg.from_party)
            if found[place] is None and leg.deal and way in gone and (leg.layer == "ret" or leg.earmarked):
                found[place] = _Part.after(leg, shock, day, gone[way])
    left = tuple(
        tuple(chain.from_iterable(part.left if part else (leg,) for leg, part in zip(parts, found, strict=True)))
        for parts, found in zip(legs, done, strict=True)
    )
    return left, _struck(shock, [part for part in chain.from_iterable(done) if part])


def _struck(shock: Shock, done: Sequence["_Part"]) -> Struck:
    parts = [part for part in done if part.hit]
    counted = _counted(parts)
    highs = [part.lost[2] for part in counted]
    return Struck(
        shock=shock,
        legs=len(parts),
        deals=tuple(sorted({part.leg.deal for part in parts})),
        amount=sum(part.hit.point for part in counted if part.hit),
        lost=sum(part.lost[1] for part in counted),
        range=(
            sum(part.lost[0] for part in counted),
            None if None in highs else sum(high or 0 for high in highs),
        ),
        untimed=tuple(sorted({part.leg.deal for part in done if part.spared})),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """One leg under one shock: what is ``hit`` of it, how that is ``changed``, and all that is ``left``.

    ``spared`` is a leg that was meant and left alone, since nobody told its time.
    """

    leg: Leg
    hit: Leg | None = None
    changed: Leg | None = None
    left: tuple[Leg, ...]
    spared: bool = False

    @classmethod
    def of(cls, leg: Leg, shock: Shock, day: date) -> "_Part":
        """A leg that the shock chose."""
        if not is_untimed(leg, day):
            return cls._divided(leg, shock, shock.share, *divide(leg, _start(leg, shock, day), shock.end))
        if shock.act == "delay" or not shock.untimed:
            return cls(leg=leg, left=(leg,), spared=True)
        return cls._divided(leg, shock, shock.share, (), leg)

    @classmethod
    def after(cls, leg: Leg, shock: Shock, day: date, gone: Fraction) -> "_Part":
        """A leg that hangs on money of which the share ``gone`` falls away, or which comes later."""
        rest, hit = ((), leg) if leg.start is None else divide(leg, _start(leg, shock, day), None)
        return cls._divided(leg, shock, gone, rest, hit)

    @classmethod
    def _divided(cls, leg: Leg, shock: Shock, lost: Fraction, rest: tuple[Leg, ...], hit: Leg | None) -> "_Part":
        if hit is None:
            return cls(leg=leg, left=(leg,))
        changed = delay(hit, shock.months) if shock.act == "delay" else cut(hit, lost)
        if changed is hit:
            return cls(leg=leg, hit=hit, changed=hit, left=(leg,))
        parts = rest if changed is None else (*rest, changed)
        return cls(leg=leg, hit=hit, changed=changed, left=tuple(sorted(parts, key=lambda one: one.start or date.min)))

    @property
    def lost(self) -> tuple[int, int, int | None]:
        """How much falls away, by the least, the point and the greatest amount."""
        hit, changed = self.hit, self.changed
        if hit is None or changed is hit:
            return 0, 0, 0
        if changed is None:
            return hit.low, hit.point, hit.high
        later = changed.start != hit.start
        high = None if hit.high is None or changed.high is None else hit.high - changed.high
        return hit.low - changed.low, hit.point - changed.point, 0 if later else high


def _start(leg: Leg, shock: Shock, day: date) -> date:
    """From when on the shock strikes: nothing before has moved of a deal that is not made yet."""
    if leg.status in _NOT_MADE and (shock.start is None or shock.start <= day):
        return date.min
    return max(shock.start or day, day)


def _counted(parts: Sequence[_Part]) -> list[_Part]:
    """The cash that is struck; repayments only where no finance of the same deal is struck with them."""
    cash = [part for part in parts if part.leg.money == "cash"]
    financed = {part.leg.deal for part in cash if part.leg.layer == "fin"}
    return [part for part in cash if part.leg.layer != "ret" or part.leg.deal not in financed]


def _gone(parts: Iterable[_Part], shock: Shock) -> dict[Way, Fraction]:
    """Which share of each deal's finance falls away, by who gives it to whom; 0 where it only comes later."""
    before: dict[Way, int] = defaultdict(int)
    lost: dict[Way, int] = defaultdict(int)
    gone: dict[Way, Fraction] = {}
    for part in parts:
        way = (part.leg.deal, part.leg.from_party, part.leg.to_party)
        if part.leg.layer == "fin" and part.hit:
            before[way] += part.leg.point
            lost[way] += part.lost[1]
            # Nobody stated the amount, nor hence a share of it: all goes, or nothing does.
            gone[way] = Fraction(lost[way], before[way]) if before[way] else Fraction(not part.left)
    return {way: share for way, share in gone.items() if share or shock.act == "delay"}
