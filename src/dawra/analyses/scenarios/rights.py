"""What may be done before and after rights end: the scenario's questions, and which rights clash.

A right that ends is over on its day, whatever an amendment or an event would have said of its end. Where only its
exclusivity ends, the holder keeps it and bars nobody any more. Everything else that was agreed stays. No payment
changes by itself: what a right is worth no source tells.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from dawra.analyses.rights_of_use.answer import Answer
from dawra.analyses.rights_of_use.ask import ask
from dawra.analyses.rights_of_use.conflicts import Conflict, conflicts
from dawra.analyses.rights_of_use.right import BARRING, Amendment, RightOfUse, version
from dawra.analyses.scenarios.scenario import ON_RIGHTS, Scenario, Shock

_ENDS: Final = ("end", "until_event")


@dataclass(frozen=True, slots=True, kw_only=True)
class RightsStress:
    """The rights that a scenario ends, and what that changes; pairs are before and after.

    ``ended`` are those that would go on, or go on barring others; ``idle`` are the numbers of shocks that end none.
    """

    ended: tuple[RightOfUse, ...]
    idle: tuple[int, ...]
    answers: tuple[tuple[Answer, Answer], ...]
    conflicts: tuple[tuple[Conflict, ...], tuple[Conflict, ...]]


def rights_stress(rights: Sequence[RightOfUse], scenario: Scenario, known: date | None = None) -> RightsStress:
    """End the rights that the shocks of ``scenario`` choose, and ask its questions twice, as known on a day.

    Raises:
        NotFoundError: a question uses a word that no taxonomy has, with the nearest.
    """
    left, ended, idle = list(rights), dict[str, RightOfUse](), list[int]()
    for number, shock in enumerate(scenario.shocks, start=1):
        if shock.act not in ON_RIGHTS:
            continue
        day = max(shock.start or scenario.start, scenario.start)
        chosen = {right.id for right in left if _takes(shock, right, day, known) and not _is_over(right, day, known)}
        ended |= {right.id: right for right in rights if right.id in chosen}
        changed = _until if shock.act == "right_ends" else _open
        left = [changed(right, day) if right.id in chosen else right for right in left]
        if not chosen:
            idle.append(number)
    return RightsStress(
        ended=tuple(ended[name] for name in sorted(ended)),
        idle=tuple(idle),
        answers=tuple((ask(rights, query, known), ask(left, query, known)) for query in scenario.questions),
        conflicts=(_ahead(conflicts(rights, known), scenario), _ahead(conflicts(left, known), scenario)),
    )


def _takes(shock: Shock, right: RightOfUse, day: date, known: date | None) -> bool:
    which = shock.which
    return (
        (not which.deals or any((right.deal or right.id).startswith(one) for one in which.deals))
        and (not which.parties or not {right.grantor, right.holder}.isdisjoint(which.parties))
        and (not which.modes or _at(right, day, known).mode in which.modes)
        and (shock.act == "right_ends" or _at(right, day, known).mode in BARRING)
    )


def _is_over(right: RightOfUse, day: date, known: date | None) -> bool:
    """Whether it surely is not in force any more."""
    end = _at(right, day, known).end
    return end is not None and end[1] <= day


def _at(right: RightOfUse, day: date, known: date | None) -> RightOfUse:
    """The right as amended by the day; as first granted where it was not known yet."""
    found = version(right, day, known)
    return right if found is None else found.right


def _until(right: RightOfUse, day: date) -> RightOfUse:
    """The right, over on ``day``, and no amendment says otherwise."""
    amendments = tuple(_without_ends(one) for one in right.amendments)
    return replace(right, end=(day, day), until_event=None, amendments=amendments)


def _open(right: RightOfUse, day: date) -> RightOfUse:
    """The right, from ``day`` on exclusive no more."""
    change = Amendment(id=f"{right.id}/scenario", effective=day, known=right.known, changes={"mode": "non_exclusive"})
    return replace(right, amendments=(*right.amendments, change))


def _without_ends(amendment: Amendment) -> Amendment:
    changes = {field: value for field, value in amendment.changes.items() if field not in _ENDS}
    return replace(amendment, changes=changes)


def _ahead(found: Iterable[Conflict], scenario: Scenario) -> tuple[Conflict, ...]:
    """The clashes that are not over before the horizon."""
    return tuple(one for one in found if one.until is None or one.until > scenario.start)
