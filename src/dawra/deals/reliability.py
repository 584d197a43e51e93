"""How often each class of origin is right: what belief is made of (methods §10, "Belief").

The starting values are those of methods §10; ``dawra calibrate`` scores them on resolved deals.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from fractions import Fraction
from typing import Final, Self

from dawra.errors import UsageError
from dawra.values import known_name, probability

CLASSES: Final = ("party", "agency", "other")
"""A filing or a party's own word; a named news agency; anyone else."""

_PAIR: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Accuracy:
    """How often a class says so of a true deal (``tpr``), and of a false one (``fpr``).

    ``support`` is the factor by which its word moves the odds, ``denial`` that of its explicit denial; silence
    moves nothing.
    """

    tpr: Fraction
    fpr: Fraction
    support: Fraction = field(init=False, compare=False)
    denial: Fraction = field(init=False, compare=False)

    def __post_init__(self) -> None:
        if not 0 < self.fpr < self.tpr < 1:
            raise ValueError(f"rates {self.tpr} and {self.fpr}: the first is the greater, both between 0 and 1")
        # Worked out once: every claim that is settled asks for one of them.
        object.__setattr__(self, "support", self.tpr / self.fpr)
        object.__setattr__(self, "denial", (1 - self.tpr) / (1 - self.fpr))


@dataclass(frozen=True, slots=True, kw_only=True)
class Reliability:
    """The accuracy of each class, and the belief in a deal of which nobody has spoken yet."""

    prior: Fraction = Fraction(1, 2)
    party: Accuracy = Accuracy(tpr=Fraction(95, 100), fpr=Fraction(1, 100))
    agency: Accuracy = Accuracy(tpr=Fraction(80, 100), fpr=Fraction(20, 100))
    other: Accuracy = Accuracy(tpr=Fraction(60, 100), fpr=Fraction(40, 100))

    @classmethod
    def of_table(cls, table: Mapping[str, object], place: str = "[reliability]") -> Self:
        """The starting values with those of a settings table in their stead: ``party = [0.95, 0.01]``.

        Raises:
            UsageError: an unknown name, a value outside 0 to 1, or a class that is wrong as often as right.
        """
        names = [item.name for item in fields(cls)]
        given: dict[str, Fraction | Accuracy] = {}
        for name, value in table.items():
            where = f"{place} {known_name(name, names, place)}"
            given[name] = probability(value, where) if name == "prior" else _rates(value, where)
        return cls(**given)  # type: ignore[arg-type]  # each name with its own type, as above

    def of(self, kind: str) -> Accuracy:
        """The rates of one class."""
        if kind not in CLASSES:
            raise ValueError(f"unknown class of origin {kind!r}")
        found: Accuracy = getattr(self, kind)
        return found


def _rates(value: object, place: str) -> Accuracy:
    if not isinstance(value, list | tuple) or len(value) != _PAIR:
        raise UsageError(f"{place} {str(value)[:40]!r}: write two numbers, such as [0.95, 0.01]: right, then wrong.")
    tpr, fpr = (probability(one, place) for one in value)
    if tpr <= fpr:
        raise UsageError(
            f"{place} [{float(tpr)}, {float(fpr)}]: says so of false deals as often as of true ones, which "
            "proves nothing. Write the rate of true deals first, and the greater."
        )
    return Accuracy(tpr=tpr, fpr=fpr)


STARTING: Final = Reliability()
