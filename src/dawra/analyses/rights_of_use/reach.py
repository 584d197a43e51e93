"""How far a right reaches: its five scopes as sets of words, and a question as a box of such sets.

A word stands for itself and for all that lies in it, so a scope is a set of words closed downwards. What is
excepted is taken out of its scope, which leaves a box again. Of a stated scope everything is known: a word is in
it or not. Of an unstated one nothing is, but that it lies where the grantor can grant at all.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dawra.analyses.rights_of_use.kleene import Truth, every
from dawra.analyses.rights_of_use.right import PROMISES, RightOfUse
from dawra.claims.taxonomy import AXES, Taxonomies

Box = tuple[frozenset[str], ...]
"""One set of words for each scope, in the order of ``AXES``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """Which words a right surely covers, and which it may cover, by scope; the two are one where it is stated."""

    sure: Box
    possible: Box

    @classmethod
    def of(cls, right: RightOfUse, taxonomies: Taxonomies) -> "Reach":
        """The reach of one version of a right.

        Nobody grants a right to what is another's, so what has another owner is out of reach, unless the right
        is a promise that binds its grantor alone.
        """
        sure, possible = [], []
        for axis in AXES:
            taxonomy, words = taxonomies[axis], getattr(right, axis)
            within = taxonomy.all if words is None else taxonomy.below(words)
            if axis == "action" and words is None:  # of what nobody states, a licence is no promise to buy
                within -= taxonomy.below(word for word in PROMISES if word in taxonomy)
            within -= taxonomy.below(word for word in right.exceptions if word in taxonomy)
            if axis == "object" and right.binds == "all":
                within &= taxonomy.grantable(right.grantor)
            possible.append(within)
            sure.append(frozenset[str]() if words is None else within)
        return cls(sure=tuple(sure), possible=tuple(possible))

    def touches(self, box: Box) -> bool:
        """Whether it may cover anything of a box."""
        return all(mine & asked for mine, asked in zip(self.possible, box, strict=True))

    def covers(self, box: Box) -> Truth:
        """Whether it covers a box that it does not cut."""
        return every(axis_covers for axis_covers, _ in self.by_axis(box))

    def by_axis(self, box: Box) -> list[tuple[Truth, str]]:
        """The same, scope by scope."""
        found: list[tuple[Truth, str]] = []
        for axis, sure, possible, asked in zip(AXES, self.sure, self.possible, box, strict=True):
            found.append((True if asked <= sure else None if asked & possible else False, axis))
        return found

    def cut(self, box: Box) -> list[Box]:
        """The box in parts of each of which the right may cover all or covers nothing."""
        if not self.touches(box):
            return [box]
        parts, rest = [], box
        for place, possible in enumerate(self.possible):
            if outside := rest[place] - possible:
                parts.append((*rest[:place], outside, *rest[place + 1 :]))
                rest = (*rest[:place], rest[place] & possible, *rest[place + 1 :])
        return [rest, *parts]

    def meets(self, other: "Reach") -> Truth:
        """Whether the two have something in common in all five scopes."""
        if any(map(frozenset.isdisjoint, self.possible, other.possible)):
            return False
        return None if any(map(frozenset.isdisjoint, self.sure, other.sure)) else True

    def common(self, other: "Reach") -> Box:
        """What both may cover."""
        return tuple(one & two for one, two in zip(self.possible, other.possible, strict=True))


def cut_all(box: Box, reaches: Iterable[Reach]) -> list[Box]:
    """The box in parts that none of the rights cuts."""
    parts = [box]
    for reach in reaches:
        parts = [part for whole in parts for part in reach.cut(whole)]
    return parts


def joined(boxes: Sequence[Box]) -> list[Box]:
    """The same in fewer boxes: those that differ in one scope only become one."""
    found = list(boxes)
    for place, box in enumerate(found):
        for other in found[place + 1 :]:
            differing = [axis for axis, (one, two) in enumerate(zip(box, other, strict=True)) if one != two]
            if len(differing) == 1:
                (axis,) = differing
                whole = (*box[:axis], box[axis] | other[axis], *box[axis + 1 :])
                return joined([whole, *(one for one in found if one not in {box, other})])
    return found
