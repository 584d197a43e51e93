"""One figure out of what several origins say: the value with the greatest support, never an average.

An amount stands for the set of sums that its wording leaves possible. The settled one lies where the sets
of the weightiest origins meet, and is the most precise of their numbers there (methods §10, "Amounts").
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, Generic, TypeVar

from dawra.claims import DealClaim
from dawra.claims.sourced import Sourced
from dawra.deals.conflicts import Conflict, Stand
from dawra.deals.ladder import day_of, tier
from dawra.deals.origins import latest, origin_of
from dawra.deals.precision import possible
from dawra.deals.reliability import STARTING, Reliability
from dawra.values import Amount, PartialDate

Value = TypeVar("Value")
Bounds = tuple[int, int | None]

_PER_YEAR = {"year": 1, "quarter": 4, "month": 12}


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Generic[Value]):
    """One origin's word on one field: its last; ``filed`` if it is a filing or a party's own word."""

    value: Value
    claim: Sourced[DealClaim]
    origin: str
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
    origin: str
    weight: Fraction
    filed: bool


def voiced(claims: Iterable[Sourced[DealClaim]], reliability: Reliability = STARTING) -> list[Voiced]:
    """Claims with their origins, each origin's last word last."""
    found = []
    for claim in sorted(claims, key=latest):
        origin = origin_of(claim)
        weight = reliability.of(origin.kind).support
        found.append(Voiced(claim=claim, origin=origin.id, weight=weight, filed=origin.kind == "party"))
    return found


def statements(told: Iterable[Voiced], value_of: Callable[[DealClaim], Value | None]) -> list[Statement[Value]]:
    """What each origin says last of a field, in a fixed order; one that says nothing is left out."""
    last: dict[str, Statement[Value]] = {}
    for one in told:
        value = value_of(one.claim.claim)
        if value is not None:
            last[one.origin] = Statement(
                value=value, claim=one.claim, origin=one.origin, weight=one.weight, filed=one.filed
            )
    return sorted(last.values(), key=lambda said: said.claim.order)


def standing(said: Sequence[Statement[Value]], agree: Callable[[Value, Value], bool]) -> list[Statement[Value]]:
    """Those whose terms have not given way: amended over signed over announced over reported.

    Firmer terms of that day or later take the place of older ones. What they confirm or sharpen is no older
    term: it still counts.
    """
    return [old for old in said if not _superseded(old, said, agree)]


def settle_value(
    field: str,
    said: Sequence[Statement[Value]],
    key: Callable[[Value], Hashable],
    to_json: Callable[[Value], Any],
) -> tuple[Value | None, list[Conflict]]:
    """The value with the greatest support; of equals the one known first."""
    said = standing(said, lambda one, other: key(one) == key(other))
    if not said:
        return None, []
    by_value: dict[Hashable, list[Statement[Value]]] = defaultdict(list)
    for statement in said:
        by_value[key(statement.value)].append(statement)
    groups = sorted(by_value.values(), key=lambda group: group[0].claim.order)
    groups.sort(key=support, reverse=True)
    kept, *others = [Stand(value=to_json(group[0].value), claims=_ids(group)) for group in groups]
    conflicts = [Conflict(field=field, kind="contradiction", kept=kept, others=tuple(others))]
    return groups[0][0].value, conflicts if others else []


def settle_amount(
    field: str, said: Sequence[Statement[Amount]], years: Decimal | None
) -> tuple[Amount | None, list[Conflict]]:
    """The most precise amount among the best supported, and what contradicts it or cannot be compared.

    ``years`` is the deal's term, by which sums per year, quarter or month are compared with totals. Sums in
    another currency are shown, neither added nor called a conflict: no rates are known.
    """
    said = standing(said, lambda one, other: _compatible(one, other, years))
    if not said:
        return None, []
    comparable: dict[tuple[str, str], list[Statement[Amount]]] = defaultdict(list)
    for statement in said:
        comparable[basis(statement.value, years)].append(statement)
    groups = sorted(comparable.values(), key=lambda group: group[0].claim.order)
    groups.sort(key=support, reverse=True)
    best, *apart = groups
    chosen, winners = _best_point(best, years)
    kept = Stand(value=chosen.value.to_json(), claims=_ids(winners))
    conflicts = []
    if losers := [statement for statement in best if statement not in winners]:
        others = tuple(_stand(statement) for statement in losers)
        conflicts.append(Conflict(field=field, kind="contradiction", kept=kept, others=others))
    if apart:
        others = tuple(_stand(statement) for group in apart for statement in group)
        conflicts.append(Conflict(field=field, kind="not_comparable", kept=kept, others=others))
    return chosen.value, conflicts


def basis(amount: Amount, years: Decimal | None) -> tuple[str, str]:
    """What an amount can be compared with: its currency, and totals where the term is known."""
    return amount.currency, "total" if amount.per == "total" or years else amount.per


def bounds(amount: Amount, years: Decimal | None) -> Bounds:
    """The possible sums of an amount, over the whole term where that is known."""
    low, high = possible(amount)
    if amount.per == "total" or not years:
        return low, high
    periods = years * _PER_YEAR[amount.per]
    return int(low * periods), None if high is None else int(high * periods)


def meet(one: Bounds, other: Bounds) -> bool:
    """Whether two sets of sums have one in common; 3.0 and 3.1 bn only touch, and name two sums."""
    low, highs = max(one[0], other[0]), [high for high in (one[1], other[1]) if high is not None]
    return not highs or low < min(highs) or (low == min(highs) and (one[0] == one[1] or other[0] == other[1]))


def _best_point(
    said: Sequence[Statement[Amount]], years: Decimal | None
) -> tuple[Statement[Amount], list[Statement[Amount]]]:
    """The statement whose number is taken, and all whose sets hold the point of the greatest weight.

    The greatest weight is reached at the lower end of some set, so only those are tried.
    """
    sets = {statement.claim.id: bounds(statement.value, years) for statement in said}
    lows = [low for low, _ in sets.values()]
    winners = max(([one for one in said if _holds(sets[one.claim.id], low)] for low in lows), key=support)

    def rank(one: Statement[Amount]) -> tuple[bool, bool, int, Fraction]:
        (low, high), stated = sets[one.claim.id], _stated(one.value, years)
        inside = all(meet((stated, stated), sets[other.claim.id]) for other in winners)
        # The narrowest set is the most precise; of those without an upper end, the one that begins highest.
        return not inside, high is None, -low if high is None else high - low, -one.weight

    return min(winners, key=rank), winners


def _holds(held: Bounds, point: int) -> bool:
    low, high = held
    return low <= point and (high is None or point < high or low == high == point)


def _stated(amount: Amount, years: Decimal | None) -> int:
    if amount.per == "total" or not years:
        return amount.stated
    return int(amount.stated * years * _PER_YEAR[amount.per])


def _superseded(old: Statement[Value], said: Iterable[Statement[Value]], agree: Callable[[Value, Value], bool]) -> bool:
    firmer = [new for new in said if new.tier > old.tier and new.day.end > old.day.start]
    return bool(firmer) and not any(agree(old.value, new.value) for new in firmer)


def _compatible(one: Amount, other: Amount, years: Decimal | None) -> bool:
    return basis(one, years) == basis(other, years) and meet(bounds(one, years), bounds(other, years))


def support(group: Sequence[Statement[Any]]) -> tuple[Fraction, Fraction, int, PartialDate]:
    """What stands behind a value: a filing beats any number of press reports, then the weight of all origins.

    A product of odds is the sum of their logarithms, and exact. Of equals the firmest status, then the latest
    event decides.
    """
    filed = weight = Fraction(1)
    for statement in group:
        weight *= statement.weight
        filed *= statement.weight if statement.filed else 1
    return filed, weight, max(s.tier for s in group), max(s.day for s in group)


def _ids(group: Iterable[Statement[Any]]) -> tuple[str, ...]:
    return tuple(statement.claim.id for statement in group)


def _stand(statement: Statement[Amount]) -> Stand:
    return Stand(value=statement.value.to_json(), claims=(statement.claim.id,))
