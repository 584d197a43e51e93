"""What every command on a ledger needs: settled options, an open book, and tables of results."""

import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from dawra.settings import FILE, Settings, load_settings

if TYPE_CHECKING:
    from dawra.book import Book, When
    from dawra.flows import DatedRates
    from dawra.values import StatusProbabilities


def settled(
    book: Path | None = None,
    level: str | None = None,
    lang: str | None = None,
    reader: str | None = None,
    rates: Path | None = None,
) -> Settings:
    """The options after flag, environment, file and default; ``UsageError`` for another language."""
    from dawra.views.cli.output import check_language  # noqa: PLC0415 - only once a command runs

    settings = load_settings(book=book, level=level, lang=lang, reader=reader, rates=rates)
    check_language(settings.lang)
    return settings


def opened(settings: Settings, *, create: bool = False) -> "Book":
    """The book of ``settings``; the caller closes it. Who fills one asks for no rates.

    Raises:
        UsageError: a reliability or a status probability that cannot be meant.
    """
    from dawra.book import Book  # noqa: PLC0415 - the ledger takes a fifth of a second to import
    from dawra.deals import Reliability  # noqa: PLC0415 - likewise

    return Book.open(
        settings.book,
        create=create,
        rates=None if create else known_rates(settings),
        reliability=Reliability.of_table(settings.reliability, f"{FILE}, [reliability]"),
        probabilities=status_probabilities(settings),
    )


def status_probabilities(settings: Settings) -> "StatusProbabilities":
    """How likely a deal at each status is to come about; ``UsageError`` for a value that cannot be meant."""
    from dawra.values import StatusProbabilities  # noqa: PLC0415 - only once a command runs

    return StatusProbabilities.of_table(settings.status, f"{FILE}, [status]")


def known_rates(settings: Settings) -> "DatedRates":
    """The exchange rates of ``settings``; ``TableError`` where the user's own table breaks its form."""
    from dawra.flows import load_rates  # noqa: PLC0415 - slow to import

    return load_rates(settings.rates)


def when(as_of: str | None, known: str | None, recorded: str | None) -> "When":
    """What a question is asked of; as of today (UTC) unless a day is given."""
    from dawra.book import When  # noqa: PLC0415 - as above

    return When(as_of=as_of or datetime.now(UTC).date().isoformat(), known=known, recorded=recorded)


def query(moment: "When", level: str) -> dict[str, str | None]:
    """What a result was asked of, as its JSON says it; an instant is in no result."""
    return {"as_of": moment.as_of, "known": moment.known, "level": level}


def put_table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A table: drawn on a terminal, tab-separated under a header anywhere else."""
    from dawra.views.cli.output import put  # noqa: PLC0415 - only once a command runs
    from dawra.views.wording import visible  # noqa: PLC0415 - likewise

    if not sys.stdout.isatty():
        for row in (columns, *rows):
            put("\t".join(visible(cell).replace("\t", " ").replace("\n", " ") for cell in row))
        return
    from rich.box import SIMPLE_HEAD  # noqa: PLC0415 - slow to import
    from rich.console import Console  # noqa: PLC0415 - slow to import
    from rich.table import Table  # noqa: PLC0415 - slow to import
    from rich.text import Text  # noqa: PLC0415 - slow to import

    table = Table(*columns, box=SIMPLE_HEAD, pad_edge=False)
    for row in rows:
        table.add_row(*(Text(visible(cell)) for cell in row))
    Console(highlight=False, markup=False, emoji=False).print(table)
