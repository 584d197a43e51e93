"""The ladder of statuses: allowed moves, and what is flagged."""

from collections.abc import Callable
from fractions import Fraction

import pytest

from dawra.claims import DealClaim, Reading
from dawra.claims.sourced import Sourced
from dawra.deals.ladder import allowed, settle_status

Tell = Callable[..., Reading]
SourcedOf = Callable[..., list[Sourced[DealClaim]]]

ORDER = ["rumoured", "in_talks", "planned", "announced", "signed", "completed"]
SURE = Fraction(9, 10)


@pytest.mark.parametrize("old", ORDER)
@pytest.mark.parametrize("new", ORDER)
def test_moves_go_up_and_may_skip(old: str, new: str) -> None:
    """Never down."""
    assert allowed(old, new) == (ORDER.index(new) >= ORDER.index(old))


@pytest.mark.parametrize(
    ("old", "new", "may"),
    [
        ("announced", "amended", True),
        ("completed", "amended", True),
        ("planned", "amended", False),
        ("amended", "completed", True),
        ("amended", "signed", False),
        ("completed", "terminated", True),
        ("rumoured", "denied", True),
        ("denied", "signed", True),
        ("terminated", "signed", False),
    ],
)
def test_the_other_moves(old: str, new: str, *, may: bool) -> None:
    """Amended from announced on; ended from any; a denial may be overtaken, a termination not."""
    assert allowed(old, new) is may


def test_the_last_by_date_of_event_holds(tell: Tell, sourced: SourcedOf) -> None:
    """Whatever the order in which one learned of it."""
    claims = sourced(
        tell(status="signed", date="2025-12-10", published="2025-12-11"),
        tell(status="announced", date="2025-09-22", published="2025-12-30"),
    )
    assert settle_status(claims, SURE) == ("signed", ())


def test_a_backward_move_is_flagged_not_applied(tell: Tell, sourced: SourcedOf) -> None:
    """A deal that was signed does not become a rumour."""
    claims = sourced(tell(status="signed", date="2025-12-10"), tell(status="in_talks", date="2025-12-20"))
    status, backward = settle_status(claims, SURE)
    assert status == "signed"
    assert [claim.claim.status for claim in backward] == ["in_talks"]


def test_retelling_without_a_date_is_no_backward_move(tell: Tell, sourced: SourcedOf) -> None:
    """An undated "announced" printed later may mean the old announcement."""
    claims = sourced(tell(status="signed", date="2025-12-10"), tell(status="announced", published="2025-12-20"))
    assert settle_status(claims, SURE) == ("signed", ())


def test_a_denial_that_is_not_believed_does_not_count(tell: Tell, sourced: SourcedOf) -> None:
    """And one that is believed does, unless a later event overtakes it."""
    claims = sourced(tell(status="announced", date="2025-12-01"), tell(status="denied", date="2025-12-05"))
    assert settle_status(claims, SURE)[0] == "announced"
    assert settle_status(claims, Fraction(1, 5))[0] == "denied"


@pytest.mark.parametrize(
    ("signed", "status"),
    [("2025-12-05", "denied"), ("2025-12", "denied"), ("2025-12-06", "signed"), ("2025-12-04", "denied")],
)
def test_denied_then_signed_needs_a_later_event(tell: Tell, sourced: SourcedOf, signed: str, status: str) -> None:
    """At even odds both count: what is denied cannot be signed on that very day, or in that very month."""
    denied = tell(status="denied", date="2025-12-05")
    claims = sourced(denied, tell(status="signed", date=signed, published="2025-12-20"))
    assert settle_status(claims, Fraction(1, 2))[0] == status


def test_a_month_of_denial_outlasts_a_day_in_it(tell: Tell, sourced: SourcedOf) -> None:
    """Denied in December, signed on the fifth: the signing may be what was denied."""
    claims = sourced(tell(status="denied", date="2025-12"), tell(status="signed", date="2025-12-05"))
    assert settle_status(claims, Fraction(1, 2))[0] == "denied"


@pytest.mark.parametrize(("belief", "status"), [(Fraction(1, 2), "signed"), (Fraction(49, 100), "denied")])
def test_claims_below_one_half_do_not_count(tell: Tell, sourced: SourcedOf, belief: Fraction, status: str) -> None:
    """The last status by date among claims with a posterior of at least one half, exactly."""
    claims = sourced(tell(status="denied", date="2025-12-05"), tell(status="signed", date="2025-12-10"))
    assert settle_status(claims, belief)[0] == status
