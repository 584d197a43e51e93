"""The question that every answer of a ledger is an answer to: of which day, and as known when."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """As of which day, as known on which day, as recorded by which instant; None is without limit."""

    as_of: str | None = None
    known: str | None = None
    recorded: str | None = None


ALWAYS: Final = When()
