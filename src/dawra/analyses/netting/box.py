"""The box of amounts that the deals allow: every pair of parties between its least and its greatest sum."""

from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from dawra.analyses.circulation import Arcs, Ints, arcs_of, whole
from dawra.flows import Network
from dawra.flows.moved import Moved


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """Least and greatest amounts of each pair of ``net`` in minor units; ``high`` None is without limit.

    ``joint`` are the sums that several legs share: the most that the legs with those numbers come to
    together. Leg numbers count through the pairs in order.
    """

    arcs: Arcs
    low: list[int]
    high: list[int | None]
    legs: list[tuple[int, Moved]]
    joint: list[tuple[int, list[int]]]

    @classmethod
    def of(cls, net: Network) -> "Box":
        """The box of a network."""
        legs = [(number, moved) for number, pair in enumerate(net.pairs) for moved in pair.legs]
        groups: dict[tuple[str, str, int], list[int]] = defaultdict(list)
        for place, (_, moved) in enumerate(legs):
            if moved.total is not None:
                groups[moved.leg.deal, moved.leg.layer, moved.total].append(place)
        return cls(
            arcs=arcs_of(net),
            low=[pair.low for pair in net.pairs],
            high=[pair.high for pair in net.pairs],
            legs=legs,
            joint=[(key[2], places) for key, places in groups.items()],
        )

    @property
    def unlimited(self) -> Ints:
        """Which pairs have no greatest amount."""
        return np.array([high is None for high in self.high], dtype=bool)

    def at(self, amounts: list[int]) -> Arcs:
        """The network with other amounts."""
        return Arcs(self.arcs.size, self.arcs.tail, self.arcs.head, whole(amounts))

    def least(self) -> Arcs:
        """The network with every amount at its least."""
        return self.at(self.low)

    def greatest(self) -> Arcs:
        """The network with every amount at its greatest.

        A pair without limit gets as much as all others could come to: a circle with any limit on it carries
        no more, and no party's other side is larger.
        """
        limited = sum(high for high in self.high if high is not None) + sum(self.low)
        return self.at([limited if high is None else high for high in self.high])
