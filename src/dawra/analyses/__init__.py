"""Findings in dollars, dates and probabilities, each pointing back to its deals.

In: legs, or a ``Network`` of them. Out: frozen records in minor units. Nothing here prints, and no analysis
asks another, except that the cycles beneath a circulation are listed by ``cycles``.
"""

from dawra.analyses.concentration import Change, Concentration, Concentrations, Share, concentration
from dawra.analyses.cycles import Cycle, Cycles, cycles
from dawra.analyses.debtrank import DebtRank, Exposures, Stressed, debtrank, exposures
from dawra.analyses.leontief import FinalDemand, Leontief, RestsOn, final_demand
from dawra.analyses.netting import Circles, DealDelta, PairShare, PartyShare, circles
from dawra.analyses.significance import Compared, Met, Significance, significance

__all__ = [
    "Change",
    "Circles",
    "Compared",
    "Concentration",
    "Concentrations",
    "Cycle",
    "Cycles",
    "DealDelta",
    "DebtRank",
    "Exposures",
    "FinalDemand",
    "Leontief",
    "Met",
    "PairShare",
    "PartyShare",
    "RestsOn",
    "Share",
    "Significance",
    "Stressed",
    "circles",
    "concentration",
    "cycles",
    "debtrank",
    "exposures",
    "final_demand",
    "significance",
]
