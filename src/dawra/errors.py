"""Every error that dawra raises on purpose.

    DawraError
    ├── InputError        exit 1   nothing could be done with what was given
    │   ├── SourceError            a file, address or stream that cannot be read as a document
    │   ├── TableError             a table that breaks its form, with the line and the column
    │   ├── JudgementError         a judgement against those that hold, or one that withdraws nothing
    │   ├── NotFoundError          an id or a name that the ledger or the table does not hold
    │   ├── EndpointError          a language model that cannot be reached or refuses us
    │   └── ConvergenceError       a solver that did not come to an end within its limits
    ├── UsageError        exit 2   options that contradict each other
    ├── RefusedError      exit 3   part of the input was refused, the rest done
    │   └── BudgetError            what a language model may cost is spent
    └── IntegrityError    exit 5   the ledger is broken or not one of ours

A message says what was found, where, and what would help. Reading an odd article raises nothing: it yields
fewer claims and a list of notices.
"""

from typing import ClassVar


class DawraError(Exception):
    """The root; ``exit_code`` is what the command line ends with."""

    exit_code: ClassVar[int] = 1


class InputError(DawraError):
    """The input cannot be used at all."""


class SourceError(InputError):
    """A file, address or stream that cannot be read as a document."""

    def __init__(self, source: str, found: str, advice: str) -> None:
        super().__init__(f"{source}: {found}. {advice}")
        self.source = source


class TableError(InputError):
    """A table that breaks its form."""

    def __init__(self, table: str, line: int | None, found: str, advice: str) -> None:
        place = table if line is None else f"{table}, line {line}"
        super().__init__(f"{place}: {found}. {advice}")
        self.table = table
        self.line = line


class NotFoundError(InputError):
    """An id or a name that the ledger or the table does not hold."""


class JudgementError(InputError):
    """A judgement on who is who that contradicts those that hold, or that withdraws nothing."""


class EndpointError(InputError):
    """A language model that cannot be reached, refuses us, or answers what no retry will mend."""


class ConvergenceError(InputError):
    """A solver that did not come to an end within its limits: no figure is better than one that is nearly right."""


class UsageError(DawraError):
    """Options that contradict each other or make no sense together."""

    exit_code = 2


class RefusedError(DawraError):
    """Part of the input was refused; the rest is done."""

    exit_code = 3


class BudgetError(RefusedError):
    """What a language model may cost is spent; what was read before stands."""


class IntegrityError(DawraError):
    """The ledger is broken, or is not a ledger of this program."""

    exit_code = 5
