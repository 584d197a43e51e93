"""``dawra report``: the whole ledger as one page."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from dawra.errors import InputError
from dawra.views.cli import options
from dawra.views.cli.app import app
from dawra.views.cli.asked import Asked, asks_ledger
from dawra.views.cli.session import known_rates, opened, settled, when

_STDOUT: Final = Path("-")
_MOST_CIRCLES: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What a report is written from: the JSON results, and the texts that its quotes come from."""

    circles: Mapping[str, Any]
    deals: Mapping[str, Any]
    texts: Mapping[str, str]

    def page(self, language: str) -> str:
        """The report in one language."""
        from dawra.views.report import write_report  # noqa: PLC0415 - the templates take a while to import

        return write_report(self.circles, self.deals, language, texts=self.texts)


@app.command(epilog="Example: dawra report -o report.html --lang ar --view committed.")
@asks_ledger
def report(
    *,
    out: Annotated[
        Path, typer.Option("--out", "-o", metavar="FILE", help="Where to write; - is standard output.")
    ] = Path("report.html"),
    asked: Asked,
    lang: options.Lang = None,
    quiet: options.Quiet = False,
) -> None:
    """Write the circles, the parties and the deals with their proof as one page that opens anywhere."""
    from dawra.views.cli.output import put, tell  # noqa: PLC0415 - keeps --help fast

    page = gather(asked).page(settled(lang=lang).lang)
    if out == _STDOUT:
        put(page)
        return
    write_page(out, page)
    tell(f"{out}", quiet=quiet)


def gather(asked: Asked) -> Material:
    """Ask the ledger for its circles and its deals; several currencies are converted to the commonest."""
    from dawra.analyses import circles, cycles  # noqa: PLC0415 - slow to import
    from dawra.flows import in_currency  # noqa: PLC0415
    from dawra.views.cli.source import source  # noqa: PLC0415
    from dawra.views.results import circles_result  # noqa: PLC0415

    settings = settled(asked.book, asked.level, rates=asked.rates)
    given = source(asked)
    commonest = Counter(leg.currency for leg in given.legs).most_common(1)
    code = asked.currency or (commonest[0][0] if commonest else None)
    legs, foreign = in_currency(given.legs, code, known_rates(settings)) if code else (given.legs, ())
    measured = circles(legs, view=given.view, window=given.window, currency=code)
    ways = cycles(legs, window=given.window, currency=code, most=_MOST_CIRCLES)
    result = circles_result(
        measured, ways, level=given.level, without_amount=given.without_amount, notices=(*given.notices, *foreign)
    )
    moment = when(asked.as_of, asked.known, asked.recorded)
    with opened(settings) as book:
        deals = [deal.to_json() for deal in book.deals(moment, level=settings.level)]
        documents = {claim["document"]["id"] for deal in deals for claim in deal["claims"]}
        texts = {document: book.text(document) for document in sorted(documents)}
    query = {"as_of": moment.as_of, "known": moment.known, "level": settings.level}
    return Material(circles=result, deals={"query": query, "deals": deals}, texts=texts)


def write_page(path: Path, page: str) -> None:
    """Put a page where it is wanted; ``InputError`` where that cannot be."""
    try:
        path.write_text(page, encoding="utf-8")
    except OSError as error:
        raise InputError(f"{path}: cannot be written ({error.strerror}). Choose another place.") from error
