"""Dated money from one party to another, and the networks that it forms (methods §1).

In: deals, or a table of legs, and dated exchange rates. Out: legs, and for one window a ``Network`` of summed
pairs of parties: M of cash, K with in-kind credits and equity at fair value, X of contingent money. What goes back
to financiers stands apart in ``Network.returns``. Who owns whom is S, an ``Ownership``. Instruments that are no
plain cash (credits, vendor loans, warrants, guarantees) have records of their own, which give legs.

**A deal is not a flow.** One contract gives at most one leg for each direction in which *money* moves. Goods,
compute, chips and shares received for money are never legs back: counting them turns every sale into a
circle.
"""

from dawra.flows.contingent import called
from dawra.flows.leg import CLASSES, LAYERS, OUTSIDE, Leg
from dawra.flows.mergers import Mergers
from dawra.flows.milestones import Milestone, expected_amount, instalments
from dawra.flows.network import GRAPHS, Network, Pair, network
from dawra.flows.notice import Notice
from dawra.flows.openings import UNKNOWN, ZERO, Opening, Openings, cash_before, cash_on, read_openings
from dawra.flows.ownership import Ownership, Stake, ownership, stakes_of
from dawra.flows.rates import DatedRates, load_rates
from dawra.flows.schedule import flow, parts, share
from dawra.flows.table import LegTable, read_legs
from dawra.flows.vendor_money import Credits, VendorLoan
from dawra.flows.view import VIEWS, due, in_currency, in_view, without_amount
from dawra.flows.warrants import Dilution, NetPurchases, Tranche, Warrant, warrant_of

__all__ = [
    "CLASSES",
    "GRAPHS",
    "LAYERS",
    "OUTSIDE",
    "UNKNOWN",
    "VIEWS",
    "ZERO",
    "Credits",
    "DatedRates",
    "Dilution",
    "Leg",
    "LegTable",
    "Mergers",
    "Milestone",
    "NetPurchases",
    "Network",
    "Notice",
    "Opening",
    "Openings",
    "Ownership",
    "Pair",
    "Stake",
    "Tranche",
    "VendorLoan",
    "Warrant",
    "called",
    "cash_before",
    "cash_on",
    "due",
    "expected_amount",
    "flow",
    "in_currency",
    "in_view",
    "instalments",
    "load_rates",
    "network",
    "ownership",
    "parts",
    "read_legs",
    "read_openings",
    "share",
    "stakes_of",
    "warrant_of",
    "without_amount",
]
