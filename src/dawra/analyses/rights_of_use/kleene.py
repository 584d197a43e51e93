"""Strong three-valued logic: true, false, and None where nobody can say (Kleene 1952, §64)."""

from collections.abc import Iterable

Truth = bool | None


def every(values: Iterable[Truth]) -> Truth:
    """And: false with any false, else unknown with any unknown."""
    found = set(values)
    return False if False in found else None if None in found else True


def some(values: Iterable[Truth]) -> Truth:
    """Or: true with any true, else unknown with any unknown."""
    found = set(values)
    return True if True in found else None if None in found else False
