"""Sums that several payments share: a round of several funders is no more than the round for all of them.

Each of its legs alone may be all of it (methods §1), so bounds that look at each leg alone hold, and are tight
where the amounts that reach them keep to the sums.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from fractions import Fraction

from dawra.analyses.dependence.spread import Bound
from dawra.flows import OUTSIDE
from dawra.flows.moved import Moved


class SharedSums:
    """The sums that bind the payments of one side, by the party at the other end."""

    def __init__(self, moves: Mapping[str, Sequence[Moved]]) -> None:
        held: dict[tuple[str, int], list[tuple[str, int]]] = defaultdict(list)
        self._high: dict[str, int] = {}
        for party, paid in moves.items():
            self._high[party] = sum(move.high or 0 for move in paid)
            for move in paid:
                if move.total is not None and move.high is not None:
                    held[move.leg.deal, move.total].append((party, move.high))
        self._sums = [(total, legs) for (_, total), legs in held.items() if sum(high for _, high in legs) > total]
        self._floor = any(move.low for paid in moves.values() for move in paid) or OUTSIDE in moves

    @property
    def matter(self) -> bool:
        """Whether some sum is less than its legs could come to, and the amounts cannot all be as small as need be."""
        return bool(self._sums) and self._floor

    def keep(self, bound: Bound, parties: Sequence[str]) -> bool:
        """Whether the amounts that reach ``bound``, in the order of ``parties``, surely keep to the sums.

        All with one, or none with anyone, can be had of amounts as small as need be.
        """
        if not self.matter or bound.value in {0, 1}:
            return True
        if bound.amounts is None:
            return False
        amounts = dict(zip(parties, bound.amounts, strict=True))
        return all(self._needed(legs, amounts) <= total for total, legs in self._sums)

    def _needed(self, legs: Sequence[tuple[str, int]], amounts: Mapping[str, Fraction]) -> Fraction:
        """What the legs of one sum must give once all others give their most; the outside takes what it can."""
        beyond = (amounts.get(party, self._high[party]) - self._high[party] + high for party, high in legs)
        return sum((max(Fraction(more), Fraction(0)) for more in beyond), Fraction(0))
