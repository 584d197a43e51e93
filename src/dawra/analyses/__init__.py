"""Findings in dollars, dates and probabilities, each pointing back to its deals.

In: legs, with the view that the caller has applied, the window, the currency and, where it matters, the graph.
Out: frozen records in minor units, each with what it was asked of, the legs without an amount and the notices.
Nothing here prints. A package a measure: ``netting``, ``tracing``, ``cycle_search``, ``chance`` (significance),
``dependence`` (concentration), ``contagion`` (clearing) and ``liquidity`` (runway); no measure asks another, except
that chance counts tracing's joint round trips. ``rights_of_use`` (who may do what) takes rights instead of legs, and
``scenarios`` (what if) asks them all, before and after. What several share stands beside them: ``circulation``, the
``canonical`` flow, the compiled ``kernels``, the draws of deals under ``common_shocks``.
"""

from dawra.analyses.chance.compared import Compared
from dawra.analyses.chance.significance import Met, Significance, significance
from dawra.analyses.contagion.bound import ContagionBound, contagion_bound
from dawra.analyses.contagion.by_period import ByPeriod, clear_by_period
from dawra.analyses.contagion.clear import Clearing, clear
from dawra.analyses.contagion.cross_holdings import CrossHoldings, Failures, cross_holdings, failures
from dawra.analyses.contagion.figures import Cleared
from dawra.analyses.contagion.from_legs import obligations
from dawra.analyses.contagion.many import clear_many
from dawra.analyses.contagion.obligations import Debt, Obligations
from dawra.analyses.contagion.periods import Period, clear_periods
from dawra.analyses.contagion.shocked import DealFailure, Shocked, Spread, Struck, shocked
from dawra.analyses.cycle_search.dollars import Dollars, dollars
from dawra.analyses.cycle_search.simple_cycles import Cycle, Cycles, cycles
from dawra.analyses.cycle_search.timed_cycles import TimedCycle, TimedCycles, timed_cycles
from dawra.analyses.dependence.concentration import Change, Concentration, Concentrations, Share, concentration
from dawra.analyses.dependence.debtrank import DebtRank, Exposures, Stressed, debtrank, exposures
from dawra.analyses.dependence.leontief import FinalDemand, Leontief, RestsOn, final_demand
from dawra.analyses.liquidity.distribution import Distribution
from dawra.analyses.liquidity.drivers import Driver
from dawra.analyses.liquidity.given import GivenPlan
from dawra.analyses.liquidity.ledger_plan import plan_of
from dawra.analyses.liquidity.plan import Assumption, Movement, Plan
from dawra.analyses.liquidity.read_plan import read_plan
from dawra.analyses.liquidity.runway import Runway, runway
from dawra.analyses.liquidity.stated import Stated, stated
from dawra.analyses.netting.circles import Circles, circles
from dawra.analyses.netting.deal_delta import DealDelta, DealLeg, deal_delta
from dawra.analyses.netting.draws import Expected
from dawra.analyses.netting.shares import DealShare, PairShare, PartyShare
from dawra.analyses.scenarios.finding import Stress
from dawra.analyses.scenarios.known import Known
from dawra.analyses.scenarios.read import read_scenario
from dawra.analyses.scenarios.scenario import Scenario, Shock, Which
from dawra.analyses.scenarios.stress import stress
from dawra.analyses.tracing.finding import DealPart, JointTrace, Source, Trace, Unexplained, YearPart
from dawra.analyses.tracing.joint import joint_round_trips
from dawra.analyses.tracing.trace import trace, trace_all

__all__ = [
    "Assumption",
    "ByPeriod",
    "Change",
    "Circles",
    "Cleared",
    "Clearing",
    "Compared",
    "Concentration",
    "Concentrations",
    "ContagionBound",
    "CrossHoldings",
    "Cycle",
    "Cycles",
    "DealDelta",
    "DealFailure",
    "DealLeg",
    "DealPart",
    "DealShare",
    "Debt",
    "DebtRank",
    "Distribution",
    "Dollars",
    "Driver",
    "Expected",
    "Exposures",
    "Failures",
    "FinalDemand",
    "GivenPlan",
    "JointTrace",
    "Known",
    "Leontief",
    "Met",
    "Movement",
    "Obligations",
    "PairShare",
    "PartyShare",
    "Period",
    "Plan",
    "RestsOn",
    "Runway",
    "Scenario",
    "Share",
    "Shock",
    "Shocked",
    "Significance",
    "Source",
    "Spread",
    "Stated",
    "Stress",
    "Stressed",
    "Struck",
    "TimedCycle",
    "TimedCycles",
    "Trace",
    "Unexplained",
    "Which",
    "YearPart",
    "circles",
    "clear",
    "clear_by_period",
    "clear_many",
    "clear_periods",
    "concentration",
    "contagion_bound",
    "cross_holdings",
    "cycles",
    "deal_delta",
    "debtrank",
    "dollars",
    "exposures",
    "failures",
    "final_demand",
    "joint_round_trips",
    "obligations",
    "plan_of",
    "read_plan",
    "read_scenario",
    "runway",
    "shocked",
    "significance",
    "stated",
    "stress",
    "timed_cycles",
    "trace",
    "trace_all",
]
