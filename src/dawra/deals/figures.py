"""One figure out of what several origins say: the value with the greatest support, never an average.

An amount stands for the set of sums that its wording leaves possible. The settled one lies where the sets
of the weightiest origins meet, and is the most precise of their numbers there (methods §10, "Amounts").
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, Generic, TypeVar

from dawra.claims import DealClaim
from dawra.claims.sourced import Sourced
from dawra.deals.comparable import Bounds, Figure, compare, meet
from dawra.deals.conflicts import Conflict, Converted, Stand
from dawra.deals.ladder import day_of, tier
from dawra.deals.odds import product
from dawra.deals.origins import Origin, latest, origin_of
from dawra.deals.reliability import STARTING, Reliability
from dawra.values import NO_RATES, Amount, PartialDate, Rates

Value = TypeVar("Value")

_ONE = Fraction(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Generic[Value]):
    """One origin's word on one field: its last; ``filed`` if it is a filing or a party's own word."""

    value: Value
    claim: Sourced[DealClaim]
    weight: Fraction
    filed: bool

    @property
    def tier(self) -> int:
        """Whose terms it gives way to."""
        return tier(self.claim.claim.status)

    @property
    def day(self) -> PartialDate:
        """The day of the event that it tells."""
        return day_of(self.claim)


@dataclass(frozen=True, slots=True, kw_only=True)
class Voiced:
    """A claim with its origin and the weight of that origin's word."""

    claim: Sourced[DealClaim]
    origin: Origin
    weight: Fraction


def voiced(claims: Iterable[Sourced[DealClaim]], reliability: Reliability = STARTING) -> list[Voiced]:
    """Claims with their origins, each origin's last word last."""
    found = []
    for claim in sorted(claims, key=latest):
        origin = origin_of(claim)
        found.append(Voiced(claim=claim, origin=origin, weight=reliability.of(origin.kind).support))
    return found


def statements(told: Iterable[Voiced], value_of: Callable[[DealClaim], Value | None]) -> list[Statement[Value]]:
    """What each origin says last of a field, in a fixed order; one that says nothing is left out."""
    last: dict[str, Statement[Value]] = {}
    for one in told:
        value = value_of(one.claim.claim)
        if value is not None:
            filed = one.origin.kind == "party"
            last[one.origin.id] = Statement(value=value, claim=one.claim, weight=one.weight, filed=filed)
    return sorted(last.values(), key=_order) if len(last) > 1 else list(last.values())


def _order(statement: Statement[Any]) -> tuple[str, str]:
    return statement.claim.order


def standing(
    said: Sequence[Statement[Value]], agree: Callable[[Statement[Value], Statement[Value]], bool]
) -> list[Statement[Value]]:
    """Those whose terms have not given way: amended over signed over announced over reported.

    Firmer terms of that day or later take the place of older ones. What they confirm or sharpen is no older
    term: it still counts.
    """
    if len(said) == 1:
        return list(said)
    return [old for old in said if not _superseded(old, said, agree)]


def settle_value(
    field: str,
    said: Sequence[Statement[Value]],
    key: Callable[[Value], Hashable],
    to_json: Callable[[Value], Any],
) -> tuple[Value | None, list[Conflict]]:
    """The value with the greatest support; of equals the one known first."""
    said = standing(said, lambda one, other: key(one.value) == key(other.value))
    if len(said) <= 1:
        return (said[0].value if said else None), []
    by_value: dict[Hashable, list[Statement[Value]]] = defaultdict(list)
    for statement in said:
        by_value[key(statement.value)].append(statement)
    groups = sorted(by_value.values(), key=lambda group: group[0].claim.order)
    groups.sort(key=support, reverse=True)
    kept, *others = [Stand(value=to_json(group[0].value), claims=_ids(group)) for group in groups]
    conflicts = [Conflict(field=field, kind="contradiction", kept=kept, others=tuple(others))]
    return groups[0][0].value, conflicts if others else []


def settle_amount(
    field: str, said: Sequence[Statement[Amount]], years: Decimal | None, rates: Rates = NO_RATES
) -> tuple[Amount | None, list[Conflict]]:
    """The most precise amount among the best supported, and what contradicts it or cannot be compared.

    ``years`` is the deal's term, by which sums per year, quarter or month are compared with totals. Sums in
    another currency are compared by the rate of their day; without one they are shown, neither added nor
    called a contradiction.
    """
    if len(said) <= 1:
        return (said[0].value if said else None), []
    figures = {one.claim.id: Figure.of(one.value, years, one.day.start) for one in said}
    said = standing(said, lambda one, other: bool(compare(figures[one.claim.id], figures[other.claim.id], rates)))
    if len(said) <= 1:
        return (said[0].value if said else None), []
    currency, per = _basis(said, figures)
    sets = {
        name: found
        for name, figure in figures.items()
        if figure.per == per and (found := figure.into(currency, rates)) is not None
    }
    best = [one for one in said if one.claim.id in sets]
    chosen, winners = _best_point(best, sets)
    taken = figures[chosen.claim.id]
    agreeing = [
        one
        for one in best
        if one in winners or (sets[one.claim.id].rate and compare(figures[one.claim.id], taken, rates))
    ]
    kept = Stand(value=chosen.value.to_json(), claims=_ids(agreeing))
    kinds = {
        "contradiction": [one for one in best if one not in agreeing],
        "not_comparable": [one for one in said if one not in best],
    }
    return chosen.value, [
        Conflict(field=field, kind=kind, kept=kept, others=tuple(_stand(one, taken.currency, rates) for one in others))
        for kind, others in kinds.items()
        if others
    ]


def _basis(said: Sequence[Statement[Amount]], figures: Mapping[str, Figure]) -> tuple[str, str]:
    """The currency and period in which most is said; the others are compared in it."""
    groups: dict[tuple[str, str], list[Statement[Amount]]] = defaultdict(list)
    for statement in said:
        figure = figures[statement.claim.id]
        groups[figure.currency, figure.per].append(statement)
    if len(groups) == 1:
        return next(iter(groups))
    ordered = sorted(groups, key=lambda basis: groups[basis][0].claim.order)
    return max(ordered, key=lambda basis: support(groups[basis]))


def _best_point(
    said: Sequence[Statement[Amount]], sets: Mapping[str, Figure]
) -> tuple[Statement[Amount], list[Statement[Amount]]]:
    """The statement whose number is taken, and all whose sets hold the point of the greatest weight.

    The greatest weight is reached at the lower end of some set, so only those are tried.
    """
    lows = {sets[one.claim.id].bounds[0] for one in said}
    holding = [[one for one in said if _holds(sets[one.claim.id].bounds, low)] for low in sorted(lows)]
    # Where all agree, nobody's weight has to be worked out.
    winners = next((held for held in holding if len(held) == len(said)), None) or max(holding, key=support)

    def rank(one: Statement[Amount]) -> tuple[bool, bool, bool, int, Fraction]:
        own = sets[one.claim.id]
        low, high = own.bounds
        inside = all(meet((own.stated, own.stated), sets[other.claim.id].bounds) for other in winners)
        # The narrowest set is the most precise; of those without an upper end, the one that begins highest. What
        # had to be converted gives way.
        return not inside, own.rate is not None, high is None, -low if high is None else high - low, -one.weight

    return min(winners, key=rank), winners


def _holds(held: Bounds, point: int) -> bool:
    low, high = held
    return low <= point and (high is None or point < high or low == high == point)


def _superseded(
    old: Statement[Value], said: Iterable[Statement[Value]], agree: Callable[[Statement[Value], Statement[Value]], bool]
) -> bool:
    firmer = [new for new in said if new.tier > old.tier and new.day.end > old.day.start]
    return bool(firmer) and not any(agree(old, new) for new in firmer)


def support(group: Sequence[Statement[Any]]) -> tuple[Fraction, Fraction, int, PartialDate]:
    """What stands behind a value: a filing beats any number of press reports, then the weight of all origins.

    A product of odds is the sum of their logarithms, and exact. Of equals the firmest status, then the latest
    event decides.
    """
    filed = product(_ONE, tuple([statement.weight for statement in group if statement.filed]))
    weight = product(_ONE, tuple([statement.weight for statement in group]))
    return filed, weight, max(s.tier for s in group), max(s.day for s in group)


def _ids(group: Iterable[Statement[Any]]) -> tuple[str, ...]:
    return tuple(statement.claim.id for statement in group)


def _stand(statement: Statement[Amount], currency: str, rates: Rates) -> Stand:
    """What else is said, also in the currency of what is taken where a rate is known."""
    amount, claims = statement.value, (statement.claim.id,)
    rate = None if amount.currency == currency else rates.rate(amount.currency, currency, statement.day.start)
    converted = Converted(amount=rate.amount(amount), rate=rate) if rate else None
    return Stand(value=amount.to_json(), claims=claims, converted=converted)
