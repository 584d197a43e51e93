"""What a deal's money for a stake implies of a company's worth: as JSON, and in words."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from dawra.deals import Interval, Valued
from dawra.values import minor_units
from dawra.views.ledger_words import told
from dawra.views.wording import interval, money


def valued_record(one: Valued) -> dict[str, Any]:
    """The implied valuations in currency units, and whether what is stated fits one of them."""
    return {
        "deal": one.deal,
        "currency": one.currency,
        "post": _ends(one.post, one.currency),
        "pre": _ends(one.pre, one.currency),
        "stated": one.stated and _ends(one.stated, one.currency),
        "contradicts": one.contradicts,
    }


def valuation_words(found: Mapping[str, Any], currency: str, language: str) -> str:
    """``$195 billion to $215 billion``, ``more than $500 billion``."""
    if found["high"] == "unbounded" and found["low_open"]:
        least = money(found["low"], currency, language, rounded=True, oblique=True)
        return told("more_than", language, group="valuation", money=least)
    return interval(found["low"], found["high"], currency, language)


def implied_words(found: Mapping[str, Any], language: str) -> str:
    """One line on a deal: what its money and its stake imply, and whether the stated valuation fits."""
    currency, stated = found["currency"], found["stated"]
    return told(
        "contradicts" if found["contradicts"] else "implied",
        language,
        group="valuation",
        post=valuation_words(found["post"], currency, language),
        pre=valuation_words(found["pre"], currency, language),
        stated=stated and valuation_words(stated, currency, language),
    )


def _ends(one: Interval, currency: str) -> dict[str, Any]:
    return {
        "low": _units(one.low, currency),
        "high": "unbounded" if one.high is None else _units(one.high, currency),
        "low_open": one.low_open,
        "high_open": one.high_open,
    }


def _units(value: Fraction, currency: str) -> float:
    """Currency units to the nearest minor unit: what follows from written numbers is no finer."""
    units = Decimal(round(value)) / minor_units(currency)
    return int(units) if units == units.to_integral_value() else float(units)
