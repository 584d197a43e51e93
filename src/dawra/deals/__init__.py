"""What all claims on a deal support together: matched, settled, with what contradicts it in sight.

In: sourced claims and the judgements on who is who. Out: deals, a pure function of both. Nothing is written
    to the ledger.
"""

from dawra.deals.around import consolidate_around, relatives, would_join
from dawra.deals.calibrate import Calibration, calibrate
from dawra.deals.conflicts import Conflict, Stand
from dawra.deals.consolidate import LEVELS, consolidate
from dawra.deals.deal import Deal, Proof
from dawra.deals.difference import Difference, difference
from dawra.deals.history import Step, history
from dawra.deals.odds import Factor, Odds
from dawra.deals.origins import Origin, origin_of
from dawra.deals.reliability import Accuracy, Reliability
from dawra.deals.stakes import Interval, Valued, implied, stake_for, valuations, valued

__all__ = [
    "LEVELS",
    "Accuracy",
    "Calibration",
    "Conflict",
    "Deal",
    "Difference",
    "Factor",
    "Interval",
    "Odds",
    "Origin",
    "Proof",
    "Reliability",
    "Stand",
    "Step",
    "Valued",
    "calibrate",
    "consolidate",
    "consolidate_around",
    "difference",
    "history",
    "implied",
    "origin_of",
    "relatives",
    "stake_for",
    "valuations",
    "valued",
    "would_join",
]
