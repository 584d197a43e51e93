"""`dawra stress`: what if? A scenario's shocks on the deals, every figure before and after."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from dawra.views.cli import options
from dawra.views.cli.app import app
from dawra.views.cli.asked import Asked, asks

if TYPE_CHECKING:
    from dawra.analyses.scenarios.scenario import Scenario
    from dawra.deals import Deal
    from dawra.flows import Openings
    from dawra.views.cli.source import Source

File = Annotated[Path, typer.Argument(metavar="FILE.toml", help="The scenario: its day, its horizon, and its shocks.")]
OpeningsFile = Annotated[
    Path | None,
    typer.Option("--openings", metavar="FILE.csv", help="What the parties hold on the day: party,amount[,high]."),
]

_SHOWN: Final = 10


@app.command(
    epilog="Example: dawra stress data/ai-deals/scenarios/talks-fail.toml --book book.db. "
    "docs/scenarios.md says what a scenario file holds."
)
@asks
def stress(
    file: File,
    *,
    asked: Asked,
    openings: OpeningsFile = None,
    top: options.Top = _SHOWN,
    as_json: options.Json = False,
    lang: options.Lang = None,
) -> None:
    """What if deals fail, are cut or come late: who lacks how much, what still goes round, which deals carry it."""
    from dawra.analyses.scenarios.read import read_scenario  # noqa: PLC0415 - slow to import
    from dawra.analyses.scenarios.stress import stress as strike  # noqa: PLC0415
    from dawra.views.cli.blocks import show  # noqa: PLC0415
    from dawra.views.cli.output import json_text, put  # noqa: PLC0415
    from dawra.views.cli.session import settled  # noqa: PLC0415
    from dawra.views.cli.stress_text import stress_blocks  # noqa: PLC0415
    from dawra.views.stress_result import stress_result  # noqa: PLC0415

    language = settled(lang=lang).lang
    scenario = read_scenario(file)
    given = _of_table(asked, scenario, openings) if asked.legs else _of_ledger(asked, scenario, openings)
    found = strike(
        given.scenario,
        given.source.legs,
        kinds=given.kinds,
        openings=given.openings,
        told=given.told,
        view=given.source.view,
        currency=given.currency,
    )
    result = stress_result(found, given.source.legs, **given.source.beside)
    if as_json:
        put(json_text(result))
    else:
        show(stress_blocks(result, top, language, records=given.records), language)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Given:
    """What is stressed; of a table no kinds are known, and no records of deals."""

    scenario: "Scenario"
    source: "Source"
    openings: "Openings"
    currency: str | None
    told: Mapping[str, str] = field(default_factory=dict)
    kinds: Mapping[str, str] | None = None
    records: Mapping[str, Mapping[str, Any]] | None = None


def _of_table(asked: Asked, scenario: "Scenario", file: Path | None) -> _Given:
    """A table's rows in the view of the scenario, ids as written; without balances nobody knows what parties hold."""
    from dawra.flows import UNKNOWN, read_openings  # noqa: PLC0415 - slow to import
    from dawra.views.cli.source import source  # noqa: PLC0415

    day, currency = _day(asked.as_of, scenario), asked.currency or scenario.currency
    given = source(replace(asked, as_of=None, view=asked.view or scenario.view, currency=currency))
    code = currency or next((leg.currency for leg in given.legs), None)
    known = read_openings(file, code, others=UNKNOWN.others) if file and code else UNKNOWN
    return _Given(scenario=day, source=given, openings=known, currency=currency)


def _of_ledger(asked: Asked, scenario: "Scenario", file: Path | None) -> _Given:
    """The ledger's deals as of the day of the scenario, parties by any of their names, cash by the facts."""
    from dawra.flows import UNKNOWN, Openings, cash_on, read_openings  # noqa: PLC0415 - slow to import
    from dawra.flows.cash import legs_of  # noqa: PLC0415
    from dawra.views.cli.session import known_rates, opened, settled, when  # noqa: PLC0415
    from dawra.views.cli.source import check_level, day_after, of_view  # noqa: PLC0415

    level = asked.level or scenario.level
    check_level(level)
    for day in filter(None, (asked.as_of, asked.known)):
        day_after(day)
    settings = settled(asked.book, level, rates=asked.rates)
    scenario = _day(asked.as_of, scenario)
    moment = when(scenario.as_of.isoformat(), asked.known, asked.recorded)
    with opened(settings) as book:
        deals, facts, identities = book.deals(moment, level=settings.level), book.facts(moment), book.identities(moment)
        ids = {name: identities.at(settings.level, book.party(name)[0], scenario.as_of) for name in scenario.named}
    rates, currency = known_rates(settings), asked.currency or scenario.currency
    told, _ = legs_of(deals, rates)
    view = asked.view or scenario.view or "announced"
    given = of_view(told, view, as_of=None, level=settings.level, currency=currency, rates=rates)
    code = currency or next((leg.currency for leg in given.legs), None)
    groups = {one.claim.party.id: identities.party(one.claim.party.id) for one in facts if one.claim.party.id}
    cash = cash_on(facts, scenario.start, groups, code, rates) if code else {}
    own = read_openings(file, code, others=UNKNOWN.others).known if file and code else {}
    return _Given(
        scenario=scenario.renamed(ids),
        source=given,
        openings=Openings(known={**{party: one for party, (_, one) in cash.items()}, **own}, others=UNKNOWN.others),
        currency=currency,
        told={party: period for party, (period, _) in cash.items() if party not in own},
        kinds={deal.id: deal.kind for deal in deals},
        records=_Records(deals),
    )


def _day(text: str | None, scenario: "Scenario") -> "Scenario":
    """The scenario as of another day.

    Raises:
        UsageError: it is no day, or not before the end of the horizon.
    """
    from datetime import timedelta  # noqa: PLC0415 - only where a day is given

    from dawra.errors import UsageError  # noqa: PLC0415
    from dawra.views.cli.source import day_after  # noqa: PLC0415

    if text is None:
        return scenario
    as_of = day_after(text) - timedelta(days=1)
    if as_of + timedelta(days=1) >= scenario.until:
        raise UsageError(f"--as-of {text} is not before {scenario.until}, where the horizon of the scenario ends.")
    return replace(scenario, as_of=as_of)


class _Records(dict[str, Mapping[str, Any]]):
    """The record of each deal by its id, made when it is asked for: most are not shown."""

    def __init__(self, deals: "tuple[Deal, ...]") -> None:
        super().__init__()
        self._deals = {deal.id: deal for deal in deals}

    def __missing__(self, key: str) -> Mapping[str, Any]:
        return self.setdefault(key, self._deals[key].to_json())
