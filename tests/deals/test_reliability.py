"""How far each class of origin is believed: the starting values, and others by configuration."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

import pytest

from dawra.claims import DealClaim, Reading
from dawra.claims.sourced import Sourced
from dawra.deals import Accuracy, Reliability, consolidate
from dawra.errors import UsageError

Tell = Callable[..., Reading]
SourcedOf = Callable[..., list[Sourced[DealClaim]]]


def test_the_starting_values_are_those_of_the_methods() -> None:
    """Filing or party statement .95/.01, named news agency .80/.20, other .60/.40, from even odds."""
    start = Reliability()
    rates = [(float(start.of(kind).tpr), float(start.of(kind).fpr)) for kind in ("party", "agency", "other")]
    assert (start.prior, rates) == (Fraction(1, 2), [(0.95, 0.01), (0.8, 0.2), (0.6, 0.4)])


def test_a_table_changes_what_it_names() -> None:
    """Exactly as the decimals say; the rest stays."""
    found = Reliability.of_table({"agency": [Decimal("0.9"), Decimal("0.3")], "prior": Decimal("0.25")})
    assert found == Reliability(prior=Fraction(1, 4), agency=Accuracy(tpr=Fraction(9, 10), fpr=Fraction(3, 10)))


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ({"agncy": [0.9, 0.3]}, "Did you mean 'agency'"),
        ({"agency": 0.9}, "two numbers"),
        ({"agency": [0.9]}, "two numbers"),
        ({"agency": [0.3, 0.9]}, "proves nothing"),
        ({"agency": [0.3, 0.3]}, "proves nothing"),
        ({"agency": [1, 0.3]}, "between 0 and 1"),
        ({"agency": [0.3, 0.0]}, "between 0 and 1"),
        ({"prior": "half"}, "between 0 and 1"),
        ({"prior": True}, "between 0 and 1"),
        ({"prior": Decimal("NaN")}, "between 0 and 1"),
    ],
)
def test_what_cannot_be_meant_is_a_wrong_use(table: dict[str, object], message: str) -> None:
    """With what would help."""
    with pytest.raises(UsageError, match=message):
        Reliability.of_table(table)


def test_rates_that_prove_nothing_cannot_be_built() -> None:
    """Nor in code."""
    with pytest.raises(ValueError, match="the greater"):
        Accuracy(tpr=Fraction(1, 5), fpr=Fraction(4, 5))


def test_belief_follows_the_configuration(tell: Tell, sourced: SourcedOf) -> None:
    """An agency that is right nine times as often as wrong gives nine to one."""
    agency = Accuracy(tpr=Fraction(9, 10), fpr=Fraction(1, 10))
    (deal,) = consolidate(sourced(tell()), reliability=Reliability(agency=agency))
    assert deal.belief == Fraction(9, 10)


@pytest.mark.parametrize("prior", [Fraction(1, 100), Fraction(99, 100)])
@pytest.mark.parametrize("status", ["announced", "denied"])
def test_no_prior_leaves_a_deal_without_a_status(tell: Tell, sourced: SourcedOf, prior: Fraction, status: str) -> None:
    """Where no claim is believed, the status is still the last one told."""
    claims = sourced(tell(status=status, publisher="Some Blog"))
    (deal,) = consolidate(claims, reliability=Reliability(prior=prior))
    assert deal.status == status
