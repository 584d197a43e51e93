"""`dawra stress`: what if? A scenario's shocks on the deals, every figure before and after."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from dawra.views.cli import options
from dawra.views.cli.app import app
from dawra.views.cli.asked import Asked, asks

if TYPE_CHECKING:
    from dawra.analyses.scenarios.known import Known
    from dawra.analyses.scenarios.scenario import Scenario
    from dawra.book import When
    from dawra.claims import FactClaim
    from dawra.claims.sourced import Sourced
    from dawra.deals import Deal
    from dawra.flows import Opening
    from dawra.values import Rates
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
    from dawra.views.cli.session import settled, status_probabilities  # noqa: PLC0415
    from dawra.views.cli.stress_text import stress_blocks  # noqa: PLC0415
    from dawra.views.stress_result import stress_result  # noqa: PLC0415

    settings = settled(lang=lang)
    scenario = read_scenario(file)
    given = _of_table(asked, scenario, openings) if asked.legs else _of_ledger(asked, scenario, openings)
    found = strike(
        given.scenario,
        given.source.legs,
        known=replace(given.known, probabilities=status_probabilities(settings)),
        view=given.source.view,
        currency=given.currency,
    )
    # Rights alone change no figure of money, hence say nothing of what is in one.
    beside = given.source.beside if scenario.strikes_money else {"level": given.source.level}
    result = stress_result(found, given.source.legs if scenario.strikes_money else (), **beside)
    if as_json:
        put(json_text(result))
    else:
        show(stress_blocks(result, top, settings.lang, records=given.records), settings.lang)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Given:
    """What is stressed, and what is known beside its legs; of a table there are no records of deals."""

    scenario: "Scenario"
    source: "Source"
    known: "Known"
    currency: str | None
    records: Mapping[str, Mapping[str, Any]] | None = None


def _of_table(asked: Asked, scenario: "Scenario", file: Path | None) -> _Given:
    """A table's rows in the view of the scenario, ids as written; with balances they are all that anybody has."""
    from dawra.analyses.scenarios.known import Known  # noqa: PLC0415 - slow to import
    from dawra.flows import read_openings  # noqa: PLC0415
    from dawra.views.cli.source import source  # noqa: PLC0415

    day, currency = _day(asked.as_of, scenario), asked.currency or scenario.currency
    given = source(replace(asked, as_of=None, view=asked.view or scenario.view, currency=currency))
    code = currency or next((leg.currency for leg in given.legs), None)
    cash = read_openings(file, code).known if file and code else {}
    return _Given(scenario=day, source=given, known=Known(cash=cash, whole=file is not None), currency=currency)


def _of_ledger(asked: Asked, scenario: "Scenario", file: Path | None) -> _Given:
    """The ledger's deals as of the day of the scenario, parties by any of their names, cash by the facts."""
    from dawra.flows.cash import legs_of  # noqa: PLC0415 - slow to import
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
        # Rights may begin after the day: what was known of them then counts.
        lasting = book.deals(replace(moment, as_of=None), level=settings.level) if _asks_rights(scenario) else ()
        ids = {name: identities.at(settings.level, book.party(name)[0], scenario.as_of) for name in scenario.everyone}
    rates, currency = known_rates(settings), asked.currency or scenario.currency
    told, _ = legs_of(deals, rates)
    view = asked.view or scenario.view or "announced"
    given = of_view(told, view, as_of=None, level=settings.level, currency=currency, rates=rates)
    code = currency or next((leg.currency for leg in given.legs), None)
    groups = {one.claim.party.id: identities.party(one.claim.party.id) for one in facts if one.claim.party.id}
    cash, periods = _cash(facts, groups, scenario.start, (code, rates), file)
    return _Given(
        scenario=scenario.renamed(ids),
        source=given,
        known=_known(deals, lasting, moment, (code, rates), cash=cash, told=periods),
        currency=currency,
        records=_Records(deals),
    )


def _asks_rights(scenario: "Scenario") -> bool:
    from dawra.analyses.scenarios.scenario import ON_RIGHTS  # noqa: PLC0415 - slow to import

    return bool(scenario.questions) or any(shock.act in ON_RIGHTS for shock in scenario.shocks)


def _cash(
    facts: "Sequence[Sourced[FactClaim]]",
    groups: Mapping[str, str],
    day: date,
    unit: "tuple[str | None, Rates]",
    file: Path | None,
) -> "tuple[dict[str, Opening], dict[str, str]]":
    """What parties hold by the user's table, else by their latest word, and the period of that word."""
    from dawra.analyses.liquidity.stated import latest_cash, stated  # noqa: PLC0415 - slow to import
    from dawra.flows import Opening, read_openings  # noqa: PLC0415

    code, rates = unit
    if code is None:
        return {}, {}
    own = read_openings(file, code).known if file else {}
    found = {
        party: cash
        for party in sorted(set(groups.values()) - set(own))
        if (cash := latest_cash(stated(facts, party, groups, code, rates), day))
    }
    stated_ = {party: Opening(low=one.low, high=one.high) for party, one in found.items()}
    return {**stated_, **own}, {party: one.period for party, one in found.items()}


def _known(
    deals: "tuple[Deal, ...]",
    lasting: "tuple[Deal, ...]",
    moment: "When",
    unit: "tuple[str | None, Rates]",
    **cash: Any,  # noqa: ANN401 - the fields of cash
) -> "Known":
    """What a ledger knows beside its legs."""
    from dawra.analyses.rights_of_use import rights_in  # noqa: PLC0415 - slow to import
    from dawra.analyses.scenarios.known import Known  # noqa: PLC0415
    from dawra.analyses.scenarios.values import valuations_of  # noqa: PLC0415
    from dawra.flows import ownership, stakes_of  # noqa: PLC0415
    from dawra.values import PartialDate  # noqa: PLC0415

    code, rates = unit
    return Known(
        kinds={deal.id: deal.kind for deal in deals},
        shares=ownership(stakes_of(deals), view="paid").shares,
        valuations=valuations_of(deals, code, rates) if code else {},
        rights=rights_in(lasting),
        day=PartialDate(moment.known).start if moment.known else None,
        **cash,
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
