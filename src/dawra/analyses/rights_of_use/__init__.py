"""Rights and exclusivity: who may do what with what, until when, and which grant breaks another (methods §9).

In: rights, told in a table or by the deals of a ledger. Out: answers with the rights, versions and words that they
rest on. Never a legal opinion: a right of which no source tells is not there, and bars all the same.
"""

from dawra.analyses.rights_of_use.answer import (
    CONDITIONAL,
    NO_BAR_KNOWN,
    ORDINARY,
    PERMITTED,
    PROHIBITED,
    Answer,
    Part,
    Query,
    Used,
)
from dawra.analyses.rights_of_use.ask import ask
from dawra.analyses.rights_of_use.conflicts import Conflict, conflicts
from dawra.analyses.rights_of_use.from_deals import rights_in
from dawra.analyses.rights_of_use.right import Amendment, Condition, Quote, RightOfUse, Version, version, versions
from dawra.analyses.rights_of_use.table import read_rights

__all__ = [
    "CONDITIONAL",
    "NO_BAR_KNOWN",
    "ORDINARY",
    "PERMITTED",
    "PROHIBITED",
    "Amendment",
    "Answer",
    "Condition",
    "Conflict",
    "Part",
    "Query",
    "Quote",
    "RightOfUse",
    "Used",
    "Version",
    "ask",
    "conflicts",
    "read_rights",
    "rights_in",
    "version",
    "versions",
]
