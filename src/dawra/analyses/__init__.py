"""Findings in dollars, dates and probabilities, each pointing back to its deals.

In: legs, or a ``Network`` of them. Out: frozen records in minor units. Nothing here prints, and no analysis
asks another, except that the cycles beneath a circulation are listed by ``cycles``.
"""

from dawra.analyses.cycles import Cycle, Cycles, cycles
from dawra.analyses.joint import joint_round_trips
from dawra.analyses.netting import Circles, DealDelta, PairShare, PartyShare, circles
from dawra.analyses.tracing import trace, trace_all
from dawra.analyses.tracing_finding import DealPart, JointTrace, Source, Trace, Unexplained, YearPart

__all__ = [
    "Circles",
    "Cycle",
    "Cycles",
    "DealDelta",
    "DealPart",
    "JointTrace",
    "PairShare",
    "PartyShare",
    "Source",
    "Trace",
    "Unexplained",
    "YearPart",
    "circles",
    "cycles",
    "joint_round_trips",
    "trace",
    "trace_all",
]
