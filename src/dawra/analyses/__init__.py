"""Findings in dollars, dates and probabilities, each pointing back to its deals.

In: legs, with the view that the caller has applied, the window, the currency and, where it matters, the graph.
Out: frozen records in minor units, each with what it was asked of, the legs without an amount and the notices.
Nothing here prints, and no measure asks another; what several share (arcs, flows, ranked cycles, the program of
joint round trips, amounts that compare) stands in modules that are no measure.
"""

from dawra.analyses.compared import Compared
from dawra.analyses.concentration import Change, Concentration, Concentrations, Share, concentration
from dawra.analyses.cycles import Cycle, Cycles, cycles
from dawra.analyses.deal_delta import DealDelta, DealLeg, deal_delta
from dawra.analyses.debtrank import DebtRank, Exposures, Stressed, debtrank, exposures
from dawra.analyses.dollars import Dollars, dollars
from dawra.analyses.draws import Expected
from dawra.analyses.joint import joint_round_trips
from dawra.analyses.leontief import FinalDemand, Leontief, RestsOn, final_demand
from dawra.analyses.netting import Circles, circles
from dawra.analyses.shares import DealShare, PairShare, PartyShare
from dawra.analyses.significance import Met, Significance, significance
from dawra.analyses.timed_cycles import TimedCycle, TimedCycles, timed_cycles
from dawra.analyses.tracing import trace, trace_all
from dawra.analyses.tracing_finding import DealPart, JointTrace, Source, Trace, Unexplained, YearPart

__all__ = [
    "Change",
    "Circles",
    "Compared",
    "Concentration",
    "Concentrations",
    "Cycle",
    "Cycles",
    "DealDelta",
    "DealLeg",
    "DealPart",
    "DealShare",
    "DebtRank",
    "Dollars",
    "Expected",
    "Exposures",
    "FinalDemand",
    "JointTrace",
    "Leontief",
    "Met",
    "PairShare",
    "PartyShare",
    "RestsOn",
    "Share",
    "Significance",
    "Source",
    "Stressed",
    "TimedCycle",
    "TimedCycles",
    "Trace",
    "Unexplained",
    "YearPart",
    "circles",
    "concentration",
    "cycles",
    "deal_delta",
    "debtrank",
    "dollars",
    "exposures",
    "final_demand",
    "joint_round_trips",
    "significance",
    "timed_cycles",
    "trace",
    "trace_all",
]
