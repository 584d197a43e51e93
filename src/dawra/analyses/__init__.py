"""Findings in dollars, dates and probabilities, each pointing back to its deals.

In: legs, or a ``Network`` of them. Out: frozen records in minor units. Nothing here prints, and no analysis
asks another; what several share (arcs, flows, ranked cycles) stands in modules that are no measure.
"""

from dawra.analyses.cycles import Cycle, Cycles, cycles
from dawra.analyses.dollars import Dollars, dollars
from dawra.analyses.netting import Circles, DealDelta, PairShare, PartyShare, circles
from dawra.analyses.timed_cycles import TimedCycle, TimedCycles, timed_cycles

__all__ = [
    "Circles",
    "Cycle",
    "Cycles",
    "DealDelta",
    "Dollars",
    "PairShare",
    "PartyShare",
    "TimedCycle",
    "TimedCycles",
    "circles",
    "cycles",
    "dollars",
    "timed_cycles",
]
