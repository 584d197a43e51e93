"""A probability that a person wrote down: exact, as its decimal text says, and refused where it is none."""

from collections.abc import Iterable
from decimal import Decimal
from difflib import get_close_matches
from fractions import Fraction

from dawra.errors import UsageError


def probability(value: object, place: str, *, certain: bool = False) -> Fraction:
    """The exact fraction of ``0.95``, taken from its text and not from a binary float.

    Args:
        value: what was written.
        place: where it stands, for the message.
        certain: whether 0 and 1 are probabilities too.

    Raises:
        UsageError: no number, or one that lies outside.
    """
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        number = Decimal(str(value))
        if number.is_finite() and (0 < number < 1 or (certain and number in {0, 1})):
            return Fraction(number)
    wanted = "from 0 to 1" if certain else "between 0 and 1, both excluded"
    raise UsageError(f"{place} {str(value)[:40]!r}: write a number {wanted}.")


def known_name(name: str, names: Iterable[str], place: str) -> str:
    """``name``, if it is one of ``names``.

    Raises:
        UsageError: another name, with the nearest of ours.
    """
    names = tuple(names)
    if name in names:
        return name
    near = get_close_matches(name, names, n=1)
    hint = f"Did you mean {near[0]!r}?" if near else f"Known: {', '.join(names)}."
    raise UsageError(f"{place}: unknown name {name!r}. {hint}")
