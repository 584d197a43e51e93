"""Which claims tell of one deal (ledger rules, "Same deal").

Two claims match when their kind is the same, the parties of each principal role meet at group level, their
days lie in one episode, and their amounts are compatible or not given. The best matches are joined first,
and no join puts two claims into one deal that firmly differ. The claims are sorted before, so their order
changes nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, islice

from dawra.claims import DealClaim
from dawra.claims.sourced import Sourced
from dawra.deals.candidate import Candidate, development_days
from dawra.deals.on_one_day import differ, match
from dawra.parties.judgement import Identities
from dawra.values import NO_RATES, Rates


def match_claims(
    claims: Iterable[Sourced[DealClaim]], identities: Identities, rates: Rates = NO_RATES
) -> list[tuple[Sourced[DealClaim], ...]]:
    """The claims of each deal, each group and all groups by (known, id) of their earliest claim."""
    members = [Candidate.of(claim, identities, rates) for claim in sorted(claims, key=lambda claim: claim.order)]
    groups = {index: [index] for index in range(len(members))}
    group_of = list(range(len(members)))
    for left, right in _best_first(members):
        one, two = sorted((group_of[left], group_of[right]))
        if one != two and not any(
            differ(members[a], members[b])
            for a in groups[one]
            for b in groups[two]
            if (a, b) != (left, right)  # two that match do not differ
        ):
            for index in groups[two]:
                group_of[index] = one
            groups[one] = sorted(groups[one] + groups.pop(two))
    return [tuple(members[index].claim for index in groups[first]) for first in sorted(groups)]


def _best_first(members: Sequence[Candidate]) -> list[tuple[int, int]]:
    """All matching pairs: compatible amounts first, then the same parties, then the nearest days."""
    scored = {(a, b): score for a, b in _neighbours(members) if (score := match(members[a], members[b])) is not None}
    return sorted(scored, key=lambda pair: (scored[pair], pair))


def _neighbours(members: Sequence[Candidate]) -> Iterator[tuple[int, int]]:
    """Pairs of claims of one kind with two parties in common, or one where a claim names no more."""
    pairs: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    singles: dict[tuple[str, str], list[int]] = defaultdict(list)
    alone = [len(member.named) == 1 for member in members]
    lone = {
        (member.kind, name)
        for member, is_alone in zip(members, alone, strict=True)
        if is_alone
        for name in member.reach
    }
    for index, member in enumerate(members):
        for one, other in combinations(sorted(member.reach), 2):
            pairs[member.kind, one, other].append(index)
        for name in member.reach:
            if (member.kind, name) in lone:
                singles[member.kind, name].append(index)
    for indices in pairs.values():
        for a, b in _near(indices, members):
            yield min(a, b), max(a, b)
    for indices in singles.values():
        for a, b in _near(indices, members):
            if alone[a] or alone[b]:
                yield min(a, b), max(a, b)


def _near(indices: Sequence[int], members: Sequence[Candidate]) -> Iterator[tuple[int, int]]:
    """Pairs no further apart in time than a deal may take."""
    by_day = sorted(indices, key=lambda index: (members[index].first, index))
    for place, a in enumerate(by_day):
        for b in islice(by_day, place + 1, None):
            if members[b].first - members[a].after > development_days(members[a].kind):
                break
            yield a, b
