"""Claims and judgements, append-only, in two times.

In: readings and judgements. Out: the claims that count as known on a day, as recorded by an instant.
Nothing that can be computed again is kept, and nothing kept is ever changed.
"""

from dawra.ledger.append import Appended
from dawra.ledger.backup import Copied, back_up, restore
from dawra.ledger.check import Verified, content, verify
from dawra.ledger.journal import Journal
from dawra.ledger.prepare import Prepared, check_day, prepare
from dawra.ledger.timeline import Moment, deals_at, document_of, facts_at, identities_at, moment, recorded_of
from dawra.ledger.withdrawn import Judged, judged, withdrawn

__all__ = [
    "Appended",
    "Copied",
    "Journal",
    "Judged",
    "Moment",
    "Prepared",
    "Verified",
    "back_up",
    "check_day",
    "content",
    "deals_at",
    "document_of",
    "facts_at",
    "identities_at",
    "judged",
    "moment",
    "prepare",
    "recorded_of",
    "restore",
    "verify",
    "withdrawn",
]
