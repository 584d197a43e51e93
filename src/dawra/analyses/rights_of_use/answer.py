"""The question and the answer: what is asked, what is said of each part, and which rights it rests on."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from dawra.analyses.rights_of_use.reach import Box
from dawra.analyses.rights_of_use.right import Condition, Version
from dawra.claims.taxonomy import AXES, Taxonomies

PROHIBITED: Final = "PROHIBITED"
CONDITIONAL: Final = "CONDITIONAL"
PERMITTED: Final = "PERMITTED"
NO_BAR_KNOWN: Final = "NO BAR KNOWN"

ORDINARY: Final = {"segment": ("commercial",), "territory": ("world",)}
"""What is meant where a question does not say to whom and where; a channel that it leaves out is any."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """May ``actor`` do this, on the day ``on``? Scopes are words of the taxonomies; several mean all of them.

    A ``channel`` that is left out is any; ``segment`` and ``territory`` are commercial customers and the world.
    """

    actor: str
    action: tuple[str, ...]
    object: tuple[str, ...]
    on: date
    channel: tuple[str, ...] | None = None
    segment: tuple[str, ...] | None = None
    territory: tuple[str, ...] | None = None

    @property
    def assumed(self) -> tuple[str, ...]:
        """The scopes that it leaves to the ordinary case."""
        return tuple(axis for axis in AXES if getattr(self, axis) is None)

    def words(self, axis: str) -> tuple[str, ...] | None:
        """What it asks of one scope; None is all there is."""
        stated: tuple[str, ...] | None = getattr(self, axis)
        return ORDINARY.get(axis) if stated is None else stated

    def box(self, words: Taxonomies) -> Box:
        """All that is asked; ``NotFoundError`` for a word that no taxonomy has."""
        found = []
        for axis in AXES:
            taxonomy, asked = words[axis], self.words(axis)
            found.append(taxonomy.all if asked is None else taxonomy.below([taxonomy.find(word) for word in asked]))
        return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One answer and what of the question it is for.

    ``boxes`` hold a set of words for each scope, in the order of ``AXES``. The ids of rights stand under what they
    do: ``bars``, ``grants`` and ``obligations`` surely, ``possible`` perhaps.
    """

    answer: str
    breach: bool
    boxes: tuple[Box, ...]
    bars: tuple[str, ...]
    grants: tuple[str, ...]
    obligations: tuple[str, ...]
    possible: tuple[tuple[str, str], ...]
    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Used:
    """A right that touches the question, in the version of the day.

    ``role`` is what it does: bar, grant or obligation; else None, and ``idle`` says why: ``not-exclusive``,
    ``own`` (the actor's), ``excepted``, ``not-bound``, ``not-begun``, ``ended``. ``certain`` is false where it
    only may do so.
    """

    version: Version
    role: str | None
    certain: bool
    idle: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What may be done.

    ``answer`` is that of every part, or CONDITIONAL on the part where they differ; ``breach`` says that something
    is granted inside a bar. ``conditions`` are those of all parts.
    """

    query: Query
    known: date | None
    answer: str
    breach: bool
    conditions: tuple[Condition, ...]
    parts: tuple[Part, ...]
    rights: tuple[Used, ...]
