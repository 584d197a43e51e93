"""π(status): the starting values, and others by configuration."""

from fractions import Fraction

import pytest

from dawra.errors import UsageError
from dawra.values import STATUSES, StatusProbabilities


def test_the_starting_values_are_those_of_the_methods() -> None:
    """Methods §1, one for every status."""
    start = StatusProbabilities()
    expected = {
        "denied": 0.05,
        "terminated": 0,
        "rumoured": 0.2,
        "in_talks": 0.4,
        "planned": 0.5,
        "announced": 0.8,
        "signed": 0.95,
        "amended": 0.95,
        "completed": 1,
    }
    assert {status: float(start.of(status)) for status in STATUSES} == expected


def test_a_table_changes_what_it_names() -> None:
    """Nought and one are probabilities too."""
    found = StatusProbabilities.of_table({"rumoured": 0.3, "denied": 0})
    expected = [Fraction(3, 10), Fraction(0), Fraction(19, 20)]
    assert [found.of(status) for status in ("rumoured", "denied", "signed")] == expected


@pytest.mark.parametrize("table", [{"rumored": 0.3}, {"signed": 1.5}, {"signed": -0.1}, {"signed": "often"}])
def test_what_cannot_be_meant_is_a_wrong_use(table: dict[str, object]) -> None:
    """An unknown status is never a silent no-op."""
    with pytest.raises(UsageError, match="status"):
        StatusProbabilities.of_table(table)


def test_every_status_needs_one() -> None:
    """A table with a gap would count a deal as certain or impossible."""
    with pytest.raises(ValueError, match="every status"):
        StatusProbabilities(by_status={"signed": Fraction(1)})
