"""Who may do what, on a day, as known on a day (methods §9, "Query").

1. bar: some exclusive or sole right of another holder is in force and covers the question on all five scopes.
2. grant: a licence to the actor in force covers it, or what it is about is the actor's own.
3. PROHIBITED where a bar is certain (a BREACH where a grant exists too), CONDITIONAL where one is possible,
   PERMITTED where there is none and a grant is certain, NO BAR KNOWN where there is neither.

A right of first refusal adds an obligation and no bar. A question that rights cut is answered part by part.
"No bar known" is not "permitted": a right of which no source tells bars all the same.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from dawra.analyses.rights_of_use.answer import (
    CONDITIONAL,
    NO_BAR_KNOWN,
    PERMITTED,
    PROHIBITED,
    Answer,
    Part,
    Query,
    Used,
)
from dawra.analyses.rights_of_use.kleene import Truth, every, some
from dawra.analyses.rights_of_use.reach import Box, Reach, cut_all, joined
from dawra.analyses.rights_of_use.right import Condition, RightOfUse, Version, version, versions
from dawra.claims.taxonomy import AXES, Taxonomies, taxonomies

_ROLES: Final = ("bar", "grant", "obligation")


@dataclass(frozen=True, slots=True)
class _Held:
    """A right in the version of the day, with how far it reaches and whether it is in force."""

    version: Version
    reach: Reach
    in_force: Truth
    why: tuple[Condition, ...]


@dataclass(slots=True)
class _Roles:
    """What the rights do in one part."""

    sure: dict[str, list[str]] = field(default_factory=lambda: {role: [] for role in _ROLES})
    possible: list[tuple[str, str]] = field(default_factory=list)
    conditions: dict[str, list[Condition]] = field(default_factory=lambda: {role: [] for role in _ROLES})

    def truth(self, role: str) -> Truth:
        return some([True] * bool(self.sure[role]) + [None] * any(one == role for _, one in self.possible))


def ask(
    rights: Iterable[RightOfUse],
    query: Query,
    known: date | None = None,
    *,
    words: Taxonomies | None = None,
) -> Answer:
    """What ``query`` is answered as known on a day; None counts all that is known.

    Args:
        rights: all that are known of, in any order.
        query: who may do what.
        known: rights and amendments known later do not count.
        words: the taxonomies, those of the package unless given.

    Raises:
        NotFoundError: the question has a word that no taxonomy has.
    """
    words = words or taxonomies()
    asked = query.box(words)
    rights = sorted(rights, key=lambda right: right.id)
    barring = {right.id for right in rights if any(one.right.exclusive is not False for one in versions(right, known))}
    held = [
        one
        for right in rights
        if (found := version(right, query.on, known)) and (one := _held(found, query.on, words)).reach.touches(asked)
    ]
    deciding = [one for one in held if _role(one.version.right, query.actor)[0]]
    owned = frozenset(word for word in words["object"].all if words["object"].owner(word) == query.actor)
    cutting = [
        one.reach
        for one in held
        if one.version.right.grantor == query.actor or _role(one.version.right, query.actor)[0]
    ]
    boxes = [part for box in _apart(asked, owned) for part in cut_all(box, cutting)]
    parts = _parts([(box, _roles(deciding, query.actor, box)) for box in boxes], held, query.actor, owned)
    answers = {part.answer for part in parts}
    answer = parts[0].answer if len(answers) == 1 else CONDITIONAL
    conditions = tuple(dict.fromkeys(why for part in parts for why in part.conditions))
    return Answer(
        query=query,
        known=known,
        answer=answer,
        breach=any(part.breach for part in parts),
        conditions=conditions if len(answers) == 1 else (Condition(code="depends-on-part"), *conditions),
        parts=parts,
        rights=tuple(used for one in held if _tells((used := _used(one, parts, query)), barring)),
    )


def _apart(asked: Box, owned: frozenset[str]) -> list[Box]:
    """What is asked of the actor's own things, and of others'."""
    place = AXES.index("object")
    sides = (asked[place] & owned, asked[place] - owned)
    return [(*asked[:place], side, *asked[place + 1 :]) for side in sides if side]


def _held(found: Version, day: date, words: Taxonomies) -> _Held:
    return _Held(found, Reach.of(found.right, words), *found.in_force(day))


def _role(right: RightOfUse, actor: str) -> tuple[str | None, str | None]:
    """What a right does to an actor where it covers what is asked; else why it does nothing."""
    if right.holder == actor:
        return (None, "own") if right.mode == "first_refusal" else ("grant", None)
    if right.mode == "non_exclusive":
        return None, "not-exclusive"
    if actor in right.exceptions:
        return None, "excepted"
    if (right.binds == "grantor" and actor != right.grantor) or (right.mode == "sole" and actor == right.grantor):
        return None, "not-bound"
    return ("obligation" if right.mode == "first_refusal" else "bar"), None


def _roles(held: Sequence[_Held], actor: str, box: Box) -> _Roles:
    found = _Roles()
    for one in held:
        right = one.version.right
        role, _ = _role(right, actor)
        by_axis = one.reach.by_axis(box)
        exclusive: Truth = right.exclusive if role == "bar" else True
        value = every([one.in_force, exclusive, *(covers for covers, _ in by_axis)])
        if role is None or value is False:
            continue
        if value:
            found.sure[role].append(right.id)
            continue
        found.possible.append((right.id, role))
        found.conditions[role] += one.why
        if exclusive is None:
            found.conditions[role].append(Condition(code="mode-unstated", right=right.id))
        found.conditions[role] += [
            Condition(code="scope-unstated", right=right.id, detail=axis) for covers, axis in by_axis if covers is None
        ]
    return found


def _parts(
    answered: Sequence[tuple[Box, _Roles]], held: Sequence[_Held], actor: str, owned: frozenset[str]
) -> tuple[Part, ...]:
    """One part for each verdict, with as few boxes as will do, in the order in which they came up."""
    found: dict[tuple[str, bool, str], tuple[_Roles, bool, list[Box]]] = {}
    for box, roles in answered:
        granted = some([roles.truth("grant"), _its_own(box, held, actor, owned)])
        answer, breach = _verdict(roles.truth("bar"), granted)
        key = (answer, breach, repr((roles.sure, roles.possible)))
        found.setdefault(key, (roles, breach, []))[2].append(box)
    return tuple(
        Part(
            answer=answer,
            breach=breach,
            boxes=tuple(joined(boxes)),
            bars=tuple(roles.sure["bar"]),
            grants=tuple(roles.sure["grant"]),
            obligations=tuple(roles.sure["obligation"]),
            possible=tuple(roles.possible),
            conditions=tuple(
                dict.fromkeys(
                    why
                    for role in (("bar", "obligation") if answer == CONDITIONAL else ("grant", "obligation"))
                    for why in roles.conditions[role]
                )
            )
            if answer != PROHIBITED
            else (),
        )
        for (answer, _, _), (roles, breach, boxes) in found.items()
    )


def _its_own(box: Box, held: Sequence[_Held], actor: str, owned: frozenset[str]) -> bool:
    """Whether what is asked about is the actor's own: by the taxonomy, or since the actor grants rights to it."""
    return box[AXES.index("object")] <= owned or any(
        right.grantor == actor and right.binds == "all" and right.mode != "first_refusal" and one.reach.covers(box)
        for one in held
        for right in (one.version.right,)
    )


def _verdict(bar: Truth, grant: Truth) -> tuple[str, bool]:
    """The answer, and whether something is granted inside a bar."""
    if bar:
        return PROHIBITED, bool(grant)
    if bar is None:
        return CONDITIONAL, False
    return (PERMITTED if grant else NO_BAR_KNOWN), False


def _tells(used: Used, barring: Collection[str]) -> bool:
    """Whether it belongs to the answer: it does something, or it did or would on another day."""
    return used.role is not None or used.idle in {"ended", "not-begun"} or used.version.right.id in barring


def _used(one: _Held, parts: Sequence[Part], query: Query) -> Used:
    """What a right does in any part: surely, else perhaps; else why it does nothing."""
    right = one.version.right
    role, idle = _role(right, query.actor)
    sure = any(right.id in ids for part in parts for ids in (part.bars, part.grants, part.obligations))
    possible = any(right.id == name for part in parts for name, _ in part.possible)
    if role is None or not (sure or possible):
        over = right.end is not None and query.on >= right.end[1]
        return Used(version=one.version, role=None, certain=True, idle=idle or ("ended" if over else "not-begun"))
    return Used(version=one.version, role=role, certain=sure)
