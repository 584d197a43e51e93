"""One row of a retold table while it is read: its cells as values, each with the words of the summary that prove it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches

from dawra.claims.claim import Evidence
from dawra.claims.find_values import Aligner
from dawra.errors import TableError
from dawra.values import PartialDate, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A row that was left out: mostly because its summary does not say one of its values."""

    table: str
    line: int | None
    column: str
    value: str
    summary: str
    reason: str = "not found in the summary"

    def __str__(self) -> str:
        place = f"{self.table}, line {self.line}, {self.column} {self.value!r}"
        return f"{place}: {self.reason}: {self.summary}"


@dataclass(slots=True)
class Row:
    """One row while it is read: its cells, its summary, the evidence so far and what was not found.

    ``line`` is None where the cells stand in no file.
    """

    table: str
    line: int | None
    cells: Mapping[str, str]
    evidence: list[Evidence] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    aligner: Aligner = field(init=False)
    whole: Span = field(init=False)

    def __post_init__(self) -> None:
        summary = self.cells["summary"]
        if not summary:
            raise self.malformed("summary", "Every row needs a summary that says all its values.")
        self.aligner = Aligner(summary)
        self.whole = Span.cut(summary, 0, len(summary))

    def get(self, column: str) -> str:
        """The cell, empty where the table has no such column."""
        return self.cells.get(column, "")

    def malformed(self, column: str, advice: str) -> TableError:
        """The error for a cell that breaks the form of the table."""
        return TableError(self.table, self.line, f"{column} {self.get(column)!r}", advice)

    def one_of(self, column: str, words: Collection[str], default: str = "") -> str:
        """A word of a closed vocabulary."""
        word = self.get(column) or default
        if word not in words:
            near = get_close_matches(word, list(words), n=1)
            hint = f"Did you mean {near[0]}?" if near else f"Write one of {', '.join(words)}."
            raise self.malformed(column, hint)
        return word

    def number(self, column: str) -> Decimal | None:
        """A plain decimal, None where the cell is empty."""
        text = self.get(column)
        try:
            number = Decimal(text) if text else None
        except InvalidOperation as error:
            raise self.malformed(column, "Write a plain number.") from error
        if number is not None and not number.is_finite():
            raise self.malformed(column, "Write a plain number.")
        return number

    def day(self, column: str) -> PartialDate | None:
        """A date, None where the cell is empty."""
        try:
            return PartialDate(self.get(column)) if self.get(column) else None
        except ValueError as error:
            raise self.malformed(column, f"{error}.") from error

    def items(self, column: str) -> list[str]:
        """The parts of a list."""
        return [item.strip() for item in self.get(column).split("|") if item.strip()]

    def prove(self, path: str, column: str, span: Span | None, value: str | None = None) -> None:
        """Note the words that prove a value, or that there are none."""
        if span is None:
            self.refused.append(
                Refusal(
                    table=self.table,
                    line=self.line,
                    column=column,
                    value=self.get(column) if value is None else value,
                    summary=self.whole.text,
                )
            )
        else:
            self.evidence.append(Evidence(field=path, span=span))

    def rest_on_summary(self, *paths: str) -> None:
        """Values that the summary says as a whole."""
        self.evidence += [Evidence(field=path, span=self.whole) for path in paths]
