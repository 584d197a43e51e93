"""Findings in dollars, dates and probabilities, each pointing back to its deals.

In: legs, or a ``Network`` of them. Out: frozen records in minor units. Nothing here prints, and no analysis
asks another, except that the cycles beneath a circulation are listed by ``cycles``.
"""

from dawra.analyses.cycles import Cycle, Cycles, cycles
from dawra.analyses.netting import Circles, DealDelta, PairShare, PartyShare, circles
from dawra.analyses.significance import Compared, Met, Significance, significance

__all__ = [
    "Circles",
    "Compared",
    "Cycle",
    "Cycles",
    "DealDelta",
    "Met",
    "PairShare",
    "PartyShare",
    "Significance",
    "circles",
    "cycles",
    "significance",
]
