"""`dawra circles`: how much money goes round, and by which ways."""

from typing import Final

from dawra.views.cli import options
from dawra.views.cli.app import app
from dawra.views.cli.asked import Asked, asks

_SHOWN: Final = 10
_LISTED: Final = 100
"""Circles in the JSON of `circles`; `cycles` lists them all."""


@app.command(
    epilog="Example: dawra circles --legs legs.csv --json. The table's columns are "
    "from,to,amount,currency,layer,date and, if wanted, end,deal,status,note."
)
@asks
def circles(
    *,
    asked: Asked,
    graph: options.Graph = "M",
    longest: options.Longest = 6,
    at_least: options.AtLeast = None,
    top: options.Top = _SHOWN,
    as_json: options.Json = False,
    lang: options.Lang = None,
) -> None:
    """How much of the money goes round in a circle, whose it is, and by which ways."""
    from dawra.analyses import circles as measure  # noqa: PLC0415 - slow to import
    from dawra.analyses import cycles as find  # noqa: PLC0415
    from dawra.views.beside import beside_result  # noqa: PLC0415
    from dawra.views.cli.beside_text import beside_blocks  # noqa: PLC0415
    from dawra.views.cli.blocks import show  # noqa: PLC0415
    from dawra.views.cli.circles_text import circles_blocks  # noqa: PLC0415
    from dawra.views.cli.output import json_text, put  # noqa: PLC0415
    from dawra.views.cli.session import known_rates, settled, status_probabilities  # noqa: PLC0415
    from dawra.views.cli.source import minor, source  # noqa: PLC0415
    from dawra.views.results import circles_result  # noqa: PLC0415

    settings = settled(lang=lang)
    language = settings.lang
    given = source(asked)
    found = measure(
        given.legs,
        graph=graph,
        view=given.view,
        window=given.window,
        currency=asked.currency,
        probabilities=status_probabilities(settings),
    )
    ways = find(
        given.legs,
        longest=longest,
        at_least=minor(at_least, found.currency),
        most=max(_LISTED, top),
        graph=graph,
        window=given.window,
        currency=asked.currency,
    )
    result = circles_result(found, ways, **given.beside)
    apart = beside_result(
        given.legs,
        given.due,
        graph=graph,
        window=given.window,
        currency=found.currency,
        rates=known_rates(settled(rates=asked.rates)),
    )
    if as_json:
        put(json_text({**result, **apart}))
        return
    headline, *rest = circles_blocks(result, top, language, ledger=asked.of_ledger)
    show(
        [headline, *beside_blocks(apart, top, language, ledger=asked.of_ledger, currency=found.currency), *rest],
        language,
    )
