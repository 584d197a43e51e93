"""What people have judged of two ids, and what follows from all of it: which ids are one party.

The last word on a pair holds until it is withdrawn, and then the word before it. What follows is the same in
whatever order different pairs were judged.
"""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Self

from dawra.parties.registry import registry


@dataclass(frozen=True, slots=True, kw_only=True)
class Sameness:
    """Two party ids are one party, or are not (False); None withdraws the last word on the two.

    ``left`` sorts before ``right``. ``because`` is the reason given; old ledgers hold judgements without.
    """

    left: str
    right: str
    same: bool | None
    because: str = ""

    def __post_init__(self) -> None:
        if not self.left < self.right:
            raise ValueError(f"{self.left!r} and {self.right!r} are one id or out of order")

    @classmethod
    def of(cls, one: str, other: str, *, same: bool | None, because: str = "") -> Self:
        """The judgement, whichever of the two is named first."""
        return cls(left=min(one, other), right=max(one, other), same=same, because=because)

    @classmethod
    def from_json(cls, record: Mapping[str, Any]) -> Self:
        """The judgement that a ledger holds, of any age."""
        return cls(left=record["left"], right=record["right"], same=record["same"], because=record.get("because", ""))

    @property
    def pair(self) -> tuple[str, str]:
        """The two ids in order."""
        return self.left, self.right

    def to_json(self) -> dict[str, Any]:
        """``{left, right, same, because}``, without a reason where none was given."""
        record: dict[str, Any] = {"left": self.left, "right": self.right, "same": self.same}
        # An empty reason is left out, so that a judgement without one keeps the id it always had.
        return {**record, "because": self.because} if self.because else record


def holding(judgements: Iterable[Sameness]) -> tuple[Sameness, ...]:
    """The judgements that hold, by pair; ``judgements`` come in the order of entry."""
    said: dict[tuple[str, str], list[Sameness]] = defaultdict(list)
    for judgement in judgements:
        if judgement.same is not None:
            said[judgement.pair].append(judgement)
        elif said[judgement.pair]:
            said[judgement.pair].pop()
    return tuple(said[pair][-1] for pair in sorted(said) if said[pair])


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """A split, and the merges that together say the opposite."""

    split: Sameness
    merges: tuple[Sameness, ...]


class Clusters:
    """Which ids are one party by the judgements that hold.

    A split holds whatever joins its two ids: of the merges that contradict it, the last in the order of ids is
    set aside. `Journal.judge` lets no contradiction in; only a ledger older than that can hold one.
    """

    def __init__(self, held: Iterable[Sameness]) -> None:
        self.held = tuple(sorted(held, key=lambda judgement: judgement.pair))
        self.contradictions: tuple[Contradiction, ...] = ()
        self._members: dict[str, frozenset[str]] = {}
        self._edges: dict[str, list[Sameness]] = defaultdict(list)
        self._splits = [judgement for judgement in self.held if judgement.same is False]
        for judgement in self.held:
            if judgement.same:
                self._join(judgement)

    def members(self, party_id: str) -> frozenset[str]:
        """All ids of one party."""
        return self._members.get(party_id, frozenset({party_id}))

    def head(self, party_id: str) -> str:
        """The id that stands for all: a party of the registry before an unknown one, then the first."""
        members = self._members.get(party_id)
        if members is None:
            return party_id
        return min(members, key=lambda member: (registry().get(member) is None, member))

    def path(self, one: str, other: str) -> tuple[Sameness, ...]:
        """The fewest merges that make the two one; none where they are not."""
        came: dict[str, Sameness | None] = {one: None}
        ahead = deque([one])
        while ahead:
            here = ahead.popleft()
            for edge in self._edges.get(here, ()):
                there = _other_end(edge, here)
                if there not in came:
                    came[there] = edge
                    ahead.append(there)
        return tuple(_back(came, other)) if other in came else ()

    def _join(self, merge: Sameness) -> None:
        mine, theirs = self.members(merge.left), self.members(merge.right)
        for split in self._splits:
            ends = set(split.pair)
            if mine is not theirs and ends & mine and ends & theirs:
                near, far = split.pair if split.left in mine else reversed(split.pair)
                way = (*self.path(near, merge.left), merge, *self.path(merge.right, far))
                self.contradictions += (Contradiction(split=split, merges=way),)
                return
        for end in merge.pair:
            self._edges[end].append(merge)
        if mine != theirs:
            self._members |= dict.fromkeys(mine | theirs, mine | theirs)


def _other_end(edge: Sameness, end: str) -> str:
    return edge.right if edge.left == end else edge.left


def _back(came: Mapping[str, Sameness | None], end: str) -> Iterator[Sameness]:
    """The way that led to ``end``, from its beginning."""
    way = []
    while edge := came[end]:
        way.append(edge)
        end = _other_end(edge, end)
    return reversed(way)
