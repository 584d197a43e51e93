"""Amounts, rates, partial dates, spans, kinds and statuses: the small exact things that all rooms share.

Nothing comes in but plain values; nothing here reads a file or knows a language.
"""

from dawra.values.calendar import next_period, period_edges, period_start
from dawra.values.garbage import no_collecting
from dawra.values.kinds import (
    CONDITIONS,
    KINDS,
    METRICS,
    STATUSES,
    UNITS,
    KindSpec,
    RoleSpec,
)
from dawra.values.money import CURRENCIES, PERS, QUALIFIERS, Amount, minor_units, to_minor, to_number
from dawra.values.partial_date import PartialDate
from dawra.values.probability import known_name, probability
from dawra.values.rate import NO_RATES, Rate, Rates, RateSource
from dawra.values.span import Span
from dawra.values.status_probabilities import StatusProbabilities

__all__ = [
    "CONDITIONS",
    "CURRENCIES",
    "KINDS",
    "METRICS",
    "NO_RATES",
    "PERS",
    "QUALIFIERS",
    "STATUSES",
    "UNITS",
    "Amount",
    "KindSpec",
    "PartialDate",
    "Rate",
    "RateSource",
    "Rates",
    "RoleSpec",
    "Span",
    "StatusProbabilities",
    "known_name",
    "minor_units",
    "next_period",
    "no_collecting",
    "period_edges",
    "period_start",
    "probability",
    "to_minor",
    "to_number",
]
