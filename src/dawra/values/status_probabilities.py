"""How likely a deal at each status is to come about: π of methods §1, configuration and never evidence.

The starting values are those of methods §1; ``dawra calibrate`` scores them on resolved deals.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from types import MappingProxyType
from typing import Final, Self

from dawra.values.kinds import STATUSES
from dawra.values.probability import known_name, probability

_STARTING: Final = MappingProxyType(
    {
        "denied": Fraction(5, 100),
        "terminated": Fraction(0),
        "rumoured": Fraction(20, 100),
        "in_talks": Fraction(40, 100),
        "planned": Fraction(50, 100),
        "announced": Fraction(80, 100),
        "signed": Fraction(95, 100),
        "amended": Fraction(95, 100),
        "completed": Fraction(1),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusProbabilities:
    """One probability for each status."""

    by_status: Mapping[str, Fraction] = field(default_factory=lambda: _STARTING)

    def __post_init__(self) -> None:
        if set(self.by_status) != set(STATUSES):
            raise ValueError("every status needs one probability")

    @classmethod
    def of_table(cls, table: Mapping[str, object], place: str = "[status]") -> Self:
        """The starting values with those of a settings table in their stead.

        Raises:
            UsageError: an unknown status, or a value outside 0 to 1.
        """
        given = {
            known_name(status, STATUSES, place): probability(value, f"{place} {status}", certain=True)
            for status, value in table.items()
        }
        return cls(by_status=MappingProxyType({**_STARTING, **given}))

    def of(self, status: str) -> Fraction:
        """The probability that a deal at ``status`` comes about; ``KeyError`` for what is no status."""
        return self.by_status[status]
