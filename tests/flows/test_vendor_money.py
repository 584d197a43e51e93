"""Credits and vendor loans: what comes home by design."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dawra.analyses import circles
from dawra.flows import Credits, VendorLoan, network

DRAWN = date(2025, 3, 1)


def credits_of(face: int, cost: Fraction = Fraction(2, 5)) -> Credits:
    """Credits of a cloud N in a laboratory O."""
    return Credits(vendor="N", customer="O", face=face, cost_ratio=cost, currency="USD", drawn=DRAWN, deal="c")


def test_credits_as_investment() -> None:
    """EX-1.3: V = 10, c = 0.4: gross of M 0; of K 20, circulation of K 20; earmarked round trip 10, cost 4."""
    credit = credits_of(10)
    assert circles(credit.legs).gross == 0
    found = circles(credit.legs, graph="K")
    assert (found.graph, found.gross, found.circulation) == ("K", 20, 20)
    given_, used = credit.legs
    assert (given_.layer, given_.from_party, used.layer, used.to_party) == ("fin", "N", "pur", "N")
    assert sum(leg.point for leg in credit.legs if leg.layer == "pur" and leg.earmarked) == 10
    assert credit.cost == 4


def test_the_two_legs_of_credits_are_linked() -> None:
    """One deal, one day, in kind, and no other money in either."""
    legs = credits_of(10).legs
    assert {(leg.deal, leg.start, leg.end, leg.money, leg.earmarked) for leg in legs} == {
        ("c", DRAWN, None, "in_kind", True)
    }


@given(st.integers(0, 10**20), st.fractions(0, 3))
def test_credits_count_in_k_alone(face: int, ratio: Fraction) -> None:
    """M of any credits is 0 and K twice their face, beyond 64 bit too; the cost is c * V to the nearest cent."""
    credit = credits_of(face, ratio)
    assert not network(credit.legs).pairs
    assert sum(pair.point for pair in network(credit.legs, graph="K").pairs) == 2 * face
    assert abs(credit.cost - ratio * face) <= Fraction(1, 2)


def test_a_vendor_loan_pays_for_the_vendors_goods() -> None:
    """The loan and the purchase on delivery, earmarked; then what goes back, with interest, and no part of M."""
    lease = VendorLoan(
        vendor="N", customer="O", amount=100, currency="USD", delivered=DRAWN, repaid=date(2030, 3, 1), repayment=120
    )
    lent, bought, home = lease.legs
    assert [(leg.from_party, leg.to_party, leg.layer, leg.point) for leg in lease.legs] == [
        ("N", "O", "fin", 100),
        ("O", "N", "pur", 100),
        ("O", "N", "ret", 120),
    ]
    assert (lent.start, lent.end, bought.start, home.end) == (DRAWN, None, DRAWN, date(2030, 3, 1))
    assert [leg.earmarked for leg in lease.legs] == [True, True, False]
    assert [leg.status for leg in lease.legs] == ["completed", "completed", "signed"]
    assert circles(lease.legs).circulation == 200
    assert [pair.point for pair in network(lease.legs).returns] == [120]


def test_without_a_term_nothing_is_known_to_go_back() -> None:
    """And without interest the amount itself does."""
    fields = {"vendor": "N", "customer": "O", "amount": 100, "currency": "USD", "delivered": DRAWN}
    assert len(VendorLoan(**fields).legs) == 2  # type: ignore[arg-type]
    loan = VendorLoan(**fields, repaid=date(2026, 3, 1), status="announced")  # type: ignore[arg-type]
    assert (loan.legs[-1].point, loan.legs[-1].status) == (100, "announced")


def test_what_cannot_be_is_not_built() -> None:
    """Amounts below 0, a cost below 0, a term that ends before it begins."""
    with pytest.raises(ValueError, match="neither can be below 0"):
        credits_of(-1)
    with pytest.raises(ValueError, match="neither can be below 0"):
        credits_of(1, Fraction(-1))
    fields = {"vendor": "N", "customer": "O", "currency": "USD", "delivered": DRAWN}
    with pytest.raises(ValueError, match="neither can be below 0"):
        VendorLoan(**fields, amount=1, repayment=-1)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="cannot be repaid until"):
        VendorLoan(**fields, amount=1, repaid=DRAWN)  # type: ignore[arg-type]
