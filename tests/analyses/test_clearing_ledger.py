"""What falls due in a window, from legs and cash."""

from datetime import date

import pytest
from tests.strategies import leg

from dawra.analyses import clear, obligations
from dawra.errors import InputError

WINDOW = date(2026, 1, 1), date(2027, 1, 1)
JUNE = date(2026, 6, 1)


def test_debts_in_full_and_purchases_by_kappa() -> None:
    """Of a purchase over two years half falls in the window, and a quarter of that may be avoided."""
    legs = [
        leg("A", "V", 1000, start=date(2026, 1, 1), end=date(2028, 1, 1)),
        leg("A", "L", 70, layer="ret", start=JUNE),
        leg("A", "V", 9, start=date(2027, 1, 1)),
    ]
    found = obligations(legs, window=WINDOW, cash={"A": 5}, kappa=0.75)
    assert [(d.debtor, d.creditor, d.amount, d.purchase) for d in found.debts] == [
        ("A", "L", 70, False),
        ("A", "V", 375, True),
    ]
    assert (found.currency, found.assets) == ("USD", {"A": 5, "L": None, "V": None})
    assert [(n.code, n.count, n.amount, n.names) for n in found.notices] == [("purchases-due", 1, 500, ("0.75",))]


def test_what_is_promised_or_comes_from_outside_is_there_to_pay_with() -> None:
    """On top of cash where that is known, else as the least that there is."""
    legs = [
        leg("I", "A", 30, layer="fin", start=JUNE),
        leg("*", "B", 40, start=JUNE),
        leg("A", "B", 100, start=JUNE),
        leg("B", "*", 50, layer="ret", start=JUNE),
    ]
    found = obligations(legs, window=WINDOW, cash={"B": 1}, inflow={"A": 2})
    assert (found.assets, found.at_least) == ({"A": None, "B": 41}, {"A": 32})
    assert [(n.code, n.amount) for n in found.notices] == [
        ("purchases-due", 100),
        ("lines-drawn", 30),
        ("outside-inflow", 40),
    ]
    cleared = clear(found)
    assert (cleared["A"].needs, cleared["A"].ranges["paid"]) == (100, (32, 100))
    assert cleared["B"].ranges["loss"] == (0, 68)
    assert (cleared["B"].defaults, cleared["B"].needs) == (False, None)
    assert cleared["B"].ranges["needs"] == (0, 18)


def test_what_is_left_out_is_said() -> None:
    """Money that is no cash, own legs, other payments, what has no date; nothing of another time."""
    legs = [
        leg("A", "B", 1, money="in_kind"),
        leg("A", "A", 2, start=JUNE),
        leg("A", "*", 3, layer="oth", start=JUNE),
        leg("A", "B", 4, start=None),
        leg("A", "B", 5, start=date(2025, 1, 1)),
        leg("A", "B", 6, start=JUNE, mark="ceiling", low=0),
    ]
    found = obligations(legs[1:], window=WINDOW, cash={})
    assert [debt.amount for debt in found.debts] == [6]
    assert [(n.code, n.amount) for n in found.notices] == [
        ("purchases-due", 6),
        ("own-leg", 2),
        ("other-payments", 3),
        ("undated-left-out", 4),
        ("amount-ceiling", None),
    ]
    early = obligations(legs[:1], window=(date(2025, 1, 1), JUNE), cash={})
    assert [n.code for n in early.notices] == ["other-money"]
    assert clear(early).parties == ()


def test_a_purchase_that_may_be_cancelled_is_owed_by_nobody() -> None:
    """With kappa 0 nothing of it is due."""
    found = obligations([leg("A", "B", 5, start=JUNE)], window=WINDOW, cash={}, kappa=0)
    assert clear(found)["A"].owed == 0


@pytest.mark.parametrize(
    ("legs", "options", "message"),
    [
        ([], {"window": (JUNE, JUNE)}, "nothing falls due from 2026-06-01"),
        ([], {"kappa": 2}, "kappa is 2"),
        ([], {"kappa": float("nan")}, "kappa is nan"),
        ([], {"currency": "XXX"}, "unknown currency 'XXX'"),
        ([leg("A", "B", 1), leg("A", "B", 1, currency="EUR")], {}, "the legs are in EUR, USD"),
    ],
)
def test_wrong_questions(legs: list[object], options: dict[str, object], message: str) -> None:
    """Each is named."""
    with pytest.raises(InputError, match=message):
        obligations(legs, **{"window": WINDOW, "cash": {}, **options})  # type: ignore[arg-type]
