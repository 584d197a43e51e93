"""Findings as JSON: plain numbers in currency units, ranges with words for no limit."""

import json

from tests.strategies import leg

from dawra.analyses import circles, cycles, dollars
from dawra.views.cycles_result import cycles_result
from dawra.views.results import circles_result


def test_units_follow_the_currency() -> None:
    """100 cents are a dollar, 1,000 fils a dinar, a yen is a yen."""
    for code, gross in (("USD", 10.05), ("KWD", 1.005), ("JPY", 1005)):
        legs = [leg("A", "B", 1005, currency=code)]
        assert circles_result(circles(legs), cycles(legs))["gross"] == gross


def test_no_limit_is_a_word() -> None:
    """The upper end of a range may be "unbounded"; the scalars stay numbers."""
    legs = [leg("A", "B", 500, high=None, deal="a"), leg("B", "A", 500, high=None)]
    found = circles_result(circles(legs), cycles(legs), without_amount=["z", "b"])
    assert found["ranges"]["gross"] == [10, "unbounded"]
    assert found["circulation"] == 10
    assert found["without_amount"] == ["b", "z"]


def test_shares_are_not_rounded() -> None:
    """A third of a cent stays one."""
    legs = [leg(i, j, 100) for i, j in ("NO", "OX", "OY", "OZ", "XN", "YN", "ZN")]
    flows = [x["flow"] for x in circles_result(circles(legs), cycles(legs))["legs"]]
    assert flows[0] == 1
    assert abs(flows[1] - 1 / 3) < 1e-12


def test_nothing_is_still_json() -> None:
    """An empty network has zeros and no currency."""
    found = circles_result(circles([]), cycles([]))
    assert (found["currency"], found["gross"], found["ratio"], found["parties"]) == (None, 0, 0, [])
    assert json.loads(json.dumps(found, allow_nan=False)) == found
    assert cycles_result(cycles([]), dollars([])) == {
        "view": None,
        "level": None,
        "window": None,
        "graph": "M",
        "from": None,
        "financing": False,
        "dollars": {"circulation": 0, "listed": 0, "elsewhere": 0},
        "currency": None,
        "cycles": [],
        "complete": True,
        "searched": 0,
        "without_amount": [],
        "rates": [],
        "notices": [],
    }


def test_a_leg_without_amount_is_listed_once() -> None:
    """Whether the ledger said so or the leg does."""
    legs = [leg("A", "B", 0, high=None, mark="unknown", deal="d")]
    assert circles_result(circles(legs), cycles(legs), without_amount=["d", "c"])["without_amount"] == [
        "c",
        "d",
    ]
