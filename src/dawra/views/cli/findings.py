"""`dawra findings`: every measure on one ledger and one day, as a page that is written anew when the ledger changes."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from dawra.views.cli import options
from dawra.views.cli.app import app
from dawra.views.cli.asked import Asked, asks_ledger
from dawra.views.cli.session import known_rates, opened, settled, when

if TYPE_CHECKING:
    from dawra.flows import Leg

_STDOUT: Final = Path("-")


@app.command(
    epilog="Example: dawra findings --as-of 2026-06-30 --known 2026-06-30 --currency USD -o findings.md. "
    "With both days the same ledger always gives the same page."
)
@asks_ledger
def findings(
    *,
    out: Annotated[
        Path, typer.Option("--out", "-o", metavar="FILE", help="Where to write; - is standard output.")
    ] = _STDOUT,
    asked: Asked,
    as_json: options.Json = False,
    lang: options.Lang = None,
    quiet: options.Quiet = False,
) -> None:
    """Write what all measures say of the ledger: who funds its own sales, what each deal adds, what is left out."""
    from dawra.views.cli.output import json_text, put, tell  # noqa: PLC0415 - slow to import
    from dawra.views.cli.report import write_page  # noqa: PLC0415
    from dawra.views.findings_page import findings_page  # noqa: PLC0415

    language = settled(lang=lang).lang
    result = gather(asked)
    text = json_text(result) if as_json else findings_page(result, language).rstrip("\n")
    if out == _STDOUT:
        put(text)
        return
    write_page(out, f"{text}\n")
    tell(f"{out}", quiet=quiet)


def gather(asked: Asked) -> dict[str, Any]:
    """Ask the ledger once, and every measure of it; several currencies are converted to the commonest.

    Raises:
        UsageError: a day, a level or a view that is none.
    """
    from dawra.flows import UNKNOWN, VIEWS, Openings, cash_before, in_view  # noqa: PLC0415 - slow to import
    from dawra.flows.cash import legs_of  # noqa: PLC0415
    from dawra.views.cli.session import query, status_probabilities  # noqa: PLC0415
    from dawra.views.cli.source import check_level, day_after, of_view  # noqa: PLC0415
    from dawra.views.findings_result import findings_result  # noqa: PLC0415

    for day in filter(None, (asked.as_of, asked.known)):
        day_after(day)
    check_level(asked.level)
    settings = settled(asked.book, asked.level, rates=asked.rates)
    rates, level = known_rates(settings), settings.level
    moment = when(asked.as_of, asked.known, asked.recorded)
    view = asked.view or "announced"
    with opened(settings) as book:
        deals, facts, identities = book.deals(moment, level=level), book.facts(moment), book.identities(moment)
    told, _ = legs_of(deals, rates)
    code = asked.currency or _commonest(in_view(told, view))
    sources = {name: of_view(told, name, as_of=moment.as_of, level=level, currency=code, rates=rates) for name in VIEWS}
    ids = {fact.claim.party.id: identities.party(fact.claim.party.id) for fact in facts if fact.claim.party.id}
    known = cash_before(facts, sources[view].legs, ids, code, rates).known if code else {}
    return findings_result(
        sources,
        deals,
        query=query(moment, level),
        view=view,
        currency=code,
        openings=Openings(known=known, others=UNKNOWN.others),
        probabilities=status_probabilities(settings),
    )


def _commonest(legs: "Iterable[Leg]") -> str | None:
    codes = Counter(leg.currency for leg in legs)
    return min(codes, key=lambda code: (-codes[code], code), default=None)
