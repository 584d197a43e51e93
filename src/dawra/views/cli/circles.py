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
    from dawra.analyses.cycle_search.simple_cycles import find_cycles  # noqa: PLC0415 - slow to import
    from dawra.analyses.netting.circles import measure  # noqa: PLC0415
    from dawra.flows import network  # noqa: PLC0415
    from dawra.values import no_collecting  # noqa: PLC0415
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
    with no_collecting():
        # Made once: in a large table that takes longer than some of the measures.
        net = network(given.legs, graph=graph, start=given.window[0], end=given.window[1], currency=asked.currency)
        found = measure(net, view=given.view, probabilities=status_probabilities(settings))
        ways = find_cycles(net, longest=longest, at_least=minor(at_least, net.currency), most=max(_LISTED, top))
        result = circles_result(found, ways, **given.beside)
        apart = beside_result(net, given.due, rates=known_rates(settled(rates=asked.rates)))
    if as_json:
        put(json_text({**result, **apart}))
        return
    headline, *rest = circles_blocks(result, top, language, ledger=asked.of_ledger)
    show(
        [headline, *beside_blocks(apart, top, language, ledger=asked.of_ledger, currency=found.currency), *rest],
        language,
    )
