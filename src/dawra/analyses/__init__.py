"""Findings in dollars, dates and probabilities, each pointing back to its deals.

In: legs, or a ``Network`` of them. Out: frozen records in minor units. Nothing here prints, and no analysis
asks another, except that the cycles beneath a circulation are listed by ``cycles``.
"""

from dawra.analyses.cycles import Cycle, Cycles, cycles
from dawra.analyses.deal_delta import DealDelta, DealLeg, deal_delta
from dawra.analyses.draws import Expected
from dawra.analyses.netting import Circles, circles
from dawra.analyses.shares import DealShare, PairShare, PartyShare

__all__ = [
    "Circles",
    "Cycle",
    "Cycles",
    "DealDelta",
    "DealLeg",
    "DealShare",
    "Expected",
    "PairShare",
    "PartyShare",
    "circles",
    "cycles",
    "deal_delta",
]
