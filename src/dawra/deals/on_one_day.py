"""Two claims compared with their parties in the groups of one day.

Parents come and go. A deal would fall apart if one paper told it before the day on which a party was bought
and another after it, each with the group of its own day. So two claims are compared twice where a parent came
or went between them, on the day of either; they match if either comparison says so, and differ if both do.
"""

from collections.abc import Iterator

from dawra.deals.candidate import Candidate


def match(one: Candidate, other: Candidate) -> tuple[int, int, int] | None:
    """None where the two do not match; else how badly they do: amounts, parties, days apart."""
    if one.settled and other.settled:
        return one.match(other)
    scores = (mine.match(theirs) for mine, theirs in _on_one_day(one, other))
    return min((score for score in scores if score is not None), default=None)


def differ(one: Candidate, other: Candidate) -> bool:
    """Whether the two cannot be one deal, whatever third claim would link them."""
    if one.settled and other.settled:
        return one.differs(other)
    return all(mine.differs(theirs) for mine, theirs in _on_one_day(one, other))


def _on_one_day(one: Candidate, other: Candidate) -> Iterator[tuple[Candidate, Candidate]]:
    yield one, other.seen_on(one.day)
    yield one.seen_on(other.day), other
