"""What all claims on a deal support together: matched, settled, with what contradicts it in sight.

In: sourced claims and the judgements on who is who. Out: deals, a pure function of both. Nothing is written
    to the ledger.
"""

from dawra.deals.around import consolidate_around
from dawra.deals.conflicts import Conflict, Stand
from dawra.deals.consolidate import LEVELS, consolidate
from dawra.deals.deal import Deal, Proof
from dawra.deals.origins import Origin, origin_of

__all__ = ["LEVELS", "Conflict", "Deal", "Origin", "Proof", "Stand", "consolidate", "consolidate_around", "origin_of"]
