"""A party where the text speaks of it."""

from dataclasses import dataclass

from dawra.claims.page import Page
from dawra.claims.tokens import Token
from dawra.parties import fold, slug


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyMention:
    """A party at tokens ``[first, last)``: ``name`` as written, ``id`` where the registry knows it.

    ``key`` is the id, else the slug of the name. ``particles`` are those glued to its first word; ``weak`` marks a
    name that only its capital letters speak for; ``anaphor`` one that points back; ``thing`` what is no party
    by itself, such as "its Italian branch"; ``sector`` what kind of business
    it is, where known. ``start`` and ``end`` count the characters of the name, particles left out.
    """

    first: int
    last: int
    name: str
    id: str | None
    key: str
    sector: str | None = None
    kind: str | None = None
    particles: str = ""
    weak: bool = False
    anaphor: bool = False
    thing: bool = False
    start: int = 0
    end: int = 0

    @property
    def tokens(self) -> range:
        """The indices of its tokens."""
        return range(self.first, self.last)


def mention_at(
    page: Page,
    first: int,
    last: int,
    *,
    party_id: str | None = None,
    key: str | None = None,
    particles: str = "",
    sector: str | None = None,
    kind: str | None = None,
    weak: bool = False,
) -> PartyMention:
    """The mention at tokens ``[first, last)``; without a key it is known by its own name."""
    start = page.tokens[first].start + particle_length(page.tokens[first], particles)
    end = page.tokens[last - 1].end
    name = page.document.text[start:end]
    return PartyMention(
        first=first,
        last=last,
        name=name,
        id=party_id,
        key=slug(name) if key is None else key,
        sector=sector,
        kind=kind,
        particles=particles,
        weak=weak,
        start=start,
        end=end,
    )


def particle_length(token: Token, particles: str) -> int:
    """How many characters of the written word the particles take, marks and tatweel included."""
    if not particles or token.kind != "arabic":
        return 0
    wanted = len(particles.replace("لل", "ل")) if particles.endswith("لل") else len(particles)
    seen = 0
    for place, letter in enumerate(token.text):
        if seen == wanted and fold(letter):
            return place
        seen += bool(fold(letter))
    return 0
