"""Judgements of people on who is who, and what follows from them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from dawra.parties.registry import registry


@dataclass(frozen=True, slots=True, kw_only=True)
class Sameness:
    """Two party ids are, or are not, one party. ``left`` sorts before ``right``."""

    left: str
    right: str
    same: bool

    def __post_init__(self) -> None:
        if not self.left < self.right:
            raise ValueError(f"{self.left!r} and {self.right!r} are one id or out of order")

    @classmethod
    def of(cls, one: str, other: str, *, same: bool) -> "Sameness":
        """The judgement, whichever of the two is named first."""
        return cls(left=min(one, other), right=max(one, other), same=same)

    def to_json(self) -> dict[str, Any]:
        """``{left, right, same}``."""
        return {"left": self.left, "right": self.right, "same": self.same}


class Identities:
    """Which ids stand for one party: the judgements, then the registry's parents."""

    def __init__(self, judgements: Iterable[Sameness] = ()) -> None:
        self._ids: Mapping[str, str] = MappingProxyType(_representatives(judgements))

    def party(self, party_id: str) -> str:
        """The one id that stands for all that were judged the same."""
        return self._ids.get(party_id, party_id)

    def group(self, party_id: str) -> str:
        """The id of the topmost parent of that party."""
        return self.party(registry().group(self.party(party_id)))

    def kin(self, party_id: str) -> frozenset[str]:
        """Every id that may stand for this party, its group or a member of it, by judgement or by parents."""
        found, new = {party_id}, [party_id]
        while new:
            near = {*self._same(new[-1]), *registry().relatives(new.pop())} - found
            found |= near
            new += near
        return frozenset(found)

    def _same(self, party_id: str) -> set[str]:
        """The ids that were judged the same as this one."""
        head = self.party(party_id)
        return {head, *(other for other, its_head in self._ids.items() if its_head == head)}

    def at(self, level: str, party_id: str) -> str:
        """The id at ``level``: ``group`` or ``company``."""
        return self.group(party_id) if level == "group" else self.party(party_id)


def _representatives(judgements: Iterable[Sameness]) -> dict[str, str]:
    """For every id that was judged the same as another, the id that stands for both.

    The last judgement on a pair holds. A party of the registry stands for unknown ones, else the first.
    """
    last = {(item.left, item.right): item.same for item in judgements}
    heads: dict[str, str] = {}

    def head(party_id: str) -> str:
        while heads.get(party_id, party_id) != party_id:
            party_id = heads[party_id]
        return party_id

    for (left, right), same in sorted(last.items()):
        if same:
            first, second = sorted((head(left), head(right)), key=lambda i: (registry().get(i) is None, i))
            heads[second] = first
    return {party_id: head(party_id) for party_id in heads}
