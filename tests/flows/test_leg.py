"""A leg that cannot be is not built."""

from datetime import timedelta
from typing import Any

import pytest
from tests.strategies import DAY, leg


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"layer": "purchase"}, "unknown layer 'purchase'"),
        ({"money": "goods"}, "unknown class of money"),
        ({"status": "paid"}, "unknown status"),
        ({"mark": "about"}, "unknown mark"),
        ({"period": "total"}, "unknown period 'total': one of year, quarter, month"),
        ({"conditions": ("weather",)}, "unknown condition 'weather'"),
        ({"currency": "usd"}, "unknown currency"),
        ({"from_party": ""}, "party at either end"),
        ({"low": 11}, "out of order"),
        ({"low": -1}, "out of order"),
        ({"high": 9}, "out of order"),
        ({"end": DAY}, "cannot run"),
        ({"start": None, "end": DAY + timedelta(1)}, "cannot run"),
    ],
)
def test_wrong_legs_are_refused(fields: dict[str, Any], message: str) -> None:
    """An unknown word, amounts out of order or an impossible term stop at birth."""
    with pytest.raises(ValueError, match=message):
        leg(**{"from_party": "A", "to_party": "B", "amount": 10, **fields})


def test_without_limit_is_a_leg() -> None:
    """None as the greatest amount is no limit."""
    assert leg("A", "B", 10, high=None).high is None
