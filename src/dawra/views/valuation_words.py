"""What money for a stake implies of a company's worth, in words."""

from collections.abc import Mapping
from typing import Any

from dawra.views.ledger_words import told
from dawra.views.wording import interval, money


def valuation_words(found: Mapping[str, Any], currency: str, language: str) -> str:
    """``$195 billion to $215 billion``, ``more than $500 billion``."""
    low, high = found["low"], found["high"]
    if high == "unbounded" and found["low_open"]:
        shown = money(low, currency, language, rounded=True, oblique=True)
        return told("more_than", language, group="valuation", money=shown)
    return interval(low, high, currency, language)


def implied_words(found: Mapping[str, Any], language: str) -> str:
    """One line on a deal: what its money and its stake imply, and whether the stated valuation fits."""
    currency = found["currency"]
    ends = {key: valuation_words(found[key], currency, language) for key in ("post", "pre")}
    stated = found["stated"] and valuation_words(found["stated"], currency, language)
    key = "contradicts" if found["contradicts"] else "implied"
    return told(key, language, group="valuation", stated=stated, **ends)
