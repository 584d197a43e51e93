"""What ``deal ID`` shows in the deal's stead: its history, or how belief in it comes about."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from dawra.book import When
    from dawra.settings import Settings

SCHEMA: Final = "dawra.history/1"


def put_history(settings: "Settings", ref: str, moment: "When", *, as_json: bool) -> None:
    """What each claim on the deal changed, what counts no more, and when all of it was entered."""
    from dawra.views.cli.output import json_text, put, put_lines  # noqa: PLC0415 - only once a command runs
    from dawra.views.cli.session import opened, query  # noqa: PLC0415 - likewise
    from dawra.views.history_page import history_lines  # noqa: PLC0415 - likewise

    with opened(settings) as ledger:
        found = ledger.history(ref, moment, level=settings.level)
    histories = [history.to_json() for history in found]
    if as_json:
        put(json_text({"schema": SCHEMA, "query": query(moment, settings.level), "histories": histories}))
        return
    for history, record in zip(found, histories, strict=True):
        put_lines(history_lines(history.deal.to_json(), record, settings.lang), settings.lang)


def put_odds(deals: Sequence[Mapping[str, Any]], language: str) -> None:
    """The prior odds times one factor for each origin, deal by deal."""
    from dawra.views.cli.session import put_table  # noqa: PLC0415 - only for people
    from dawra.views.voices import odds_columns, odds_rows  # noqa: PLC0415 - likewise

    for deal in deals:
        put_table(odds_columns(language), odds_rows(deal, language))
