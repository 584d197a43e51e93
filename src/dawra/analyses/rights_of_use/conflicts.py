"""Which rights contradict each other, and which licences are granted inside another's right (INV-9.1).

Two exclusive rights of different holders conflict if and only if all five scopes meet and s1 < e2 and s2 < e1. A
licence to another inside an exclusive right breaks it, or was there before it. Where a scope, a mode or a day is
not stated a conflict is possible, and said to be no more.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from dawra.analyses.rights_of_use.kleene import Truth, every, some
from dawra.analyses.rights_of_use.reach import Box, Reach
from dawra.analyses.rights_of_use.right import RightOfUse, Version, versions
from dawra.claims.taxonomy import Taxonomies, taxonomies

EXCLUSIVE: Final = "exclusive"
LICENCE: Final = "licence"

_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Two rights that cannot both hold, ``first`` the one that begins first.

    ``kind`` is ``exclusive`` where both are, else ``licence``: one is granted inside the other. ``certain`` is
    false where it is only possible. The days ``[since, until)`` are those on which they clash, or may; None is
    without limit. ``common`` is what both cover, or may.
    """

    kind: str
    certain: bool
    first: RightOfUse
    second: RightOfUse
    since: date | None
    until: date | None
    common: Box


@dataclass(frozen=True, slots=True)
class _Spell:
    """A version with its reach and the days on which it is surely, and may be, in force; ends are half-open."""

    right: RightOfUse
    reach: Reach
    sure: tuple[date, date]
    possible: tuple[date, date]
    firm: Truth


def conflicts(
    rights: Iterable[RightOfUse], known: date | None = None, *, words: Taxonomies | None = None
) -> tuple[Conflict, ...]:
    """Every two rights that clash as known on a day, the certain ones first, then by their first day and ids.

    Two that clash in both kinds, since an amendment changed one, stand there twice.
    """
    words = words or taxonomies()
    spells = {right.id: [_spell(one, words) for one in versions(right, known)] for right in rights}
    barring = sorted(one for one, its in spells.items() if any(spell.right.exclusive is not False for spell in its))
    pairs = {(min(one, other), max(one, other)) for one in barring for other in spells if one != other}
    found = [conflict for one, other in sorted(pairs) for conflict in _between(spells[one], spells[other])]
    return tuple(
        sorted(found, key=lambda one: (not one.certain, one.since or date.min, one.first.id, one.second.id, one.kind))
    )


def _spell(version: Version, words: Taxonomies) -> _Spell:
    right = version.right
    begins = right.start or (right.known, right.known)
    since, until = version.since or date.min, version.until or date.max
    ends = right.end or (date.max, date.max)
    # Beyond the last day that one looks back from, a right that nothing dates may be over.
    open_ended = right.until_event is not None or right.end is None
    surely = min(ends[0], max(version.horizon, begins[1]) + _DAY) if open_ended else ends[0]
    firm = every([True if right.status not in _UNSURE else None, None if right.conditions else True])
    return _Spell(
        right=right,
        reach=Reach.of(right, words),
        sure=(max(begins[1], since), min(surely, until)),
        possible=(max(begins[0] if right.start else date.min, since), min(ends[1], until)),
        firm=firm,
    )


_UNSURE: Final = frozenset({"rumoured", "in_talks", "planned"})


def _between(ones: Sequence[_Spell], others: Sequence[_Spell]) -> Iterator[Conflict]:
    """The clashes of two rights over all their versions, one of each kind."""
    clashes: dict[str, list[tuple[Truth, _Spell, _Spell]]] = {EXCLUSIVE: [], LICENCE: []}
    for one in ones:
        for other in others:
            if (clash := _clash(one, other)) is not False:
                both = one.right.exclusive is not False and other.right.exclusive is not False
                clashes[EXCLUSIVE if both else LICENCE].append((clash, one, other))
    for kind, found in clashes.items():
        if found:
            yield _conflict(kind, found)


def _conflict(kind: str, found: Sequence[tuple[Truth, _Spell, _Spell]]) -> Conflict:
    """The clash on all days on which it is certain; where it never is, on all on which it is possible."""
    certain = any(value for value, _, _ in found)
    telling = [(one, other) for value, one, other in found if value or not certain]
    days = [
        _overlap(one.sure, other.sure) if certain else _overlap(one.possible, other.possible) for one, other in telling
    ]
    one, other = telling[0]
    first, second = sorted((one, other), key=lambda spell: (spell.possible[0], spell.right.id))
    since, until = min(low for low, _ in days), max(high for _, high in days)
    return Conflict(
        kind=kind,
        certain=certain,
        first=first.right,
        second=second.right,
        since=None if since == date.min else since,
        until=None if until == date.max else until,
        common=one.reach.common(other.reach),
    )


def _clash(one: _Spell, other: _Spell) -> Truth:
    """Whether one bars what the other allows."""
    # Of many rights most are told apart by their parties or their days, which are quicker to compare than scopes.
    barred = some([_bars(one.right, other.right), _bars(other.right, one.right)])
    if barred is False or (together := _together(one, other)) is False:
        return False
    return every([barred, together, one.reach.meets(other.reach), one.firm, other.firm])


def _bars(right: RightOfUse, licence: RightOfUse) -> Truth:
    """Whether ``right`` forbids what ``licence`` allows its holder."""
    if right.holder == licence.holder or "first_refusal" in {right.mode, licence.mode}:
        return False
    if licence.holder in right.exceptions or (right.mode == "sole" and licence.holder == right.grantor):
        return False
    if "grantor" in {right.binds, licence.binds} and right.grantor != licence.grantor:
        return False
    return right.exclusive


def _together(one: _Spell, other: _Spell) -> Truth:
    """Whether some day is in both."""
    low, high = _overlap(one.sure, other.sure)
    if low < high:
        return True
    low, high = _overlap(one.possible, other.possible)
    return None if low < high else False


def _overlap(one: tuple[date, date], other: tuple[date, date]) -> tuple[date, date]:
    return max(one[0], other[0]), min(one[1], other[1])
