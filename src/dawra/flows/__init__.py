"""Dated money from one party to another, and the networks that it forms (methods §1).

In: deals, or a table of legs, and dated exchange rates. Out: legs, and for one window a ``Network`` of summed
pairs of parties.

**A deal is not a flow.** One contract gives at most one leg for each direction in which *money* moves. Goods,
compute, chips and shares received for money are never legs back: counting them turns every sale into a
circle.
"""

from dawra.flows.leg import CLASSES, LAYERS, OUTSIDE, Leg
from dawra.flows.network import Network, Pair, network
from dawra.flows.notice import Notice
from dawra.flows.openings import UNKNOWN, ZERO, Opening, Openings, cash_before, read_openings
from dawra.flows.rates import DatedRates, load_rates
from dawra.flows.schedule import flow, parts, share
from dawra.flows.table import LegTable, read_legs
from dawra.flows.view import VIEWS, in_currency, in_view

__all__ = [
    "CLASSES",
    "LAYERS",
    "OUTSIDE",
    "UNKNOWN",
    "VIEWS",
    "ZERO",
    "DatedRates",
    "Leg",
    "LegTable",
    "Network",
    "Notice",
    "Opening",
    "Openings",
    "Pair",
    "cash_before",
    "flow",
    "in_currency",
    "in_view",
    "load_rates",
    "network",
    "parts",
    "read_legs",
    "read_openings",
    "share",
]
