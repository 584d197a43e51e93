"""Who stands for whom on a day: the judgements of people, then the registry's parents."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from dawra.parties.party import Parent
from dawra.parties.registry import registry
from dawra.parties.sameness import Clusters, Contradiction, Sameness, holding

__all__ = ["Contradiction", "Identities", "Link", "Sameness"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One reason why ``one`` is shown as ``other``: they were judged the same, or it is the parent."""

    one: str
    other: str
    judgement: Sameness | None = None
    parent: Parent | None = None

    def to_json(self) -> dict[str, Any]:
        """``{one, other, how, because, since, until}``; ``how`` is ``judgement`` or ``parent``."""
        since, until = (self.parent.since, self.parent.until) if self.parent else (None, None)
        return {
            "one": self.one,
            "other": self.other,
            "how": "parent" if self.parent else "judgement",
            "because": self.judgement.because or None if self.judgement else None,
            "since": since.iso if since else None,
            "until": until.iso if until else None,
        }


class Identities:
    """Which ids stand for one party. Days matter to parents alone: a judgement concerns the reading."""

    def __init__(self, judgements: Iterable[Sameness] = ()) -> None:
        self._clusters = Clusters(holding(judgements))
        self._steady: dict[str, str] = {}
        self._groups: dict[tuple[str, date | None], str] = {}
        self._turns: dict[str, tuple[date, ...]] = {}

    @property
    def contradictions(self) -> tuple[Contradiction, ...]:
        """Splits that merges contradict; the splits hold, and the last merge of each is set aside."""
        return self._clusters.contradictions

    def contradicted(self, party_id: str) -> tuple[Contradiction, ...]:
        """The contradictions in which any id of that party stands."""
        members = self.members(party_id)
        return tuple(
            found
            for found in self.contradictions
            if not members.isdisjoint(end for said in (found.split, *found.merges) for end in said.pair)
        )

    def party(self, party_id: str) -> str:
        """The one id that stands for all that were judged the same."""
        return self._clusters.head(party_id)

    def members(self, party_id: str) -> frozenset[str]:
        """All ids that were judged the same as this one, and itself."""
        return self._clusters.members(party_id)

    def group(self, party_id: str, on: date | None = None) -> str:
        """The id of the topmost parent of that party, today or on a day."""
        steady = self._steady.get(party_id)
        if steady is not None:
            return steady
        if self.is_steady(party_id):
            self._steady[party_id] = steady = self._topmost(party_id, None)
            return steady
        found = self._groups.get((party_id, on))
        if found is None:
            found = self._groups[party_id, on] = self._topmost(party_id, on)
        return found

    def is_steady(self, party_id: str) -> bool:
        """Whether a party never changes its group, as most: then every day is as today."""
        return not self._all_turns(party_id)

    def kin(self, party_id: str) -> frozenset[str]:
        """Every id that may on any day stand for this party, its group or a member of it."""
        found, new = {party_id}, [party_id]
        while new:
            one = new.pop()
            near = {*self.members(one), *registry().relatives(one)} - found
            found |= near
            new += near
        return frozenset(found)

    def at(self, level: str, party_id: str, on: date | None = None) -> str:
        """The id at ``level``: ``group`` or ``company``."""
        return self.group(party_id, on) if level == "group" else self.party(party_id)

    def groups(self, party_id: str, first: date, last: date) -> frozenset[str]:
        """Every group to which that party belonged on some day from ``first`` to ``last``."""
        turns = self._all_turns(party_id)
        if not turns:
            return frozenset({self.group(party_id)})
        return frozenset(self.group(party_id, day) for day in (first, *(t for t in turns if first < t <= last)))

    def judged(self, party_id: str) -> tuple[Sameness, ...]:
        """The judgements that hold on any id of that party, merges and splits, by pair."""
        members = self.members(party_id)
        return tuple(one for one in self._clusters.held if not members.isdisjoint(one.pair))

    def between(self, one: str, other: str) -> Sameness | None:
        """The judgement that holds on just these two, if there is one."""
        pair = (min(one, other), max(one, other))
        return next((judgement for judgement in self.judged(one) if judgement.pair == pair), None)

    def why(self, party_id: str, level: str = "group", on: date | None = None) -> tuple[Link, ...]:
        """The steps from an id to the one that stands for it at ``level`` on a day; none where it is the same."""
        head = self.party(party_id)
        links, here = [], party_id
        for merge in self._clusters.path(party_id, head):
            there = merge.right if merge.left == here else merge.left
            links.append(Link(one=here, other=there, judgement=merge))
            here = there
        return (*links, *(self._parents(head, on) if level == "group" else ()))

    def _topmost(self, party_id: str, on: date | None) -> str:
        head = self.party(party_id)
        return next((link.other for link in reversed(list(self._parents(head, on)))), head)

    def _parents(self, head: str, on: date | None) -> Iterator[Link]:
        """The parents of a party, each of the one before, up to the topmost."""
        seen = {head}
        while (link := self._parent(head, on)) and link.other not in seen:
            yield link
            head = link.other
            seen.add(head)

    def _parent(self, head: str, on: date | None) -> Link | None:
        """The parent that any of a party's ids has; a party is no parent of itself."""
        for member in sorted(self.members(head)):
            known = registry().get(member)
            for parent in known.parents if known else ():
                above = self.party(parent.id)
                if parent.holds(on) and above != head:
                    return Link(one=member, other=above, parent=parent)
        return None

    def _all_turns(self, party_id: str) -> tuple[date, ...]:
        """The days on which the group of that party may change."""
        found = self._turns.get(party_id)
        if found is None:
            ahead, seen = [self.party(party_id)], set[str]()
            days = set[date]()
            while ahead:
                head = ahead.pop()
                seen.add(head)
                for known in filter(None, map(registry().get, self.members(head))):
                    days.update(known.turns())
                    ahead += {self.party(parent.id) for parent in known.parents} - seen
            found = self._turns[party_id] = tuple(sorted(days))
        return found
