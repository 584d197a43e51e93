"""The plan that `dawra runway` measures: out of the ledger or a table, an opening balance and the user's own lines."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

from dawra.analyses import Assumption, GivenPlan, Plan, plan_of, read_plan, stated
from dawra.claims import FactClaim
from dawra.claims.sourced import Sourced
from dawra.deals import Deal, Valued, valuations
from dawra.errors import InputError, UsageError
from dawra.flows import Leg, Notice, Opening, in_currency, in_view, read_openings
from dawra.flows.cash import legs_of
from dawra.values import CURRENCIES, PartialDate, StatusProbabilities
from dawra.views.cli.asked import Asked
from dawra.views.cli.session import known_rates, opened, settled, status_probabilities, when
from dawra.views.cli.source import check_level, day_after, party_of, source

_ONE_DAY: Final = 1
_VIEW: Final = "announced"


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A plan, and what its result says beside it: the view, the level, the party's legs and valuations."""

    plan: Plan
    view: str | None
    level: str | None
    legs: tuple[Leg, ...]
    notices: tuple[Notice, ...]
    valuations: tuple[Valued, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """All legs of a view, and of a ledger its deals and facts; ``ids`` holds who a name of the facts counts as."""

    legs: tuple[Leg, ...] = ()
    deals: tuple[Deal, ...] = ()
    facts: tuple[Sourced[FactClaim], ...] = ()
    ids: Mapping[str, str] = field(default_factory=dict)
    view: str | None = None
    level: str | None = None
    notices: tuple[Notice, ...] = ()


def planned(
    name: str,
    asked: Asked,
    *,
    until: str | None = None,
    file: Path | None = None,
    openings: Path | None = None,
    carry: bool = False,
) -> Planned:
    """The plan of the party that is meant by ``name``; with ``carry`` stated revenue goes on at its last rate.

    Raises:
        InputError: no such party, no dates, an unknown currency or one without a rate, or a file that breaks its form.
        UsageError: options that contradict each other or the plan, or a plan without a day.
    """
    given = read_plan(file) if file else None
    if given and asked.currency not in {None, given.currency}:
        raise UsageError(f"--currency {asked.currency}, and {file} is a plan in {given.currency}: leave one of them.")
    code = given.currency if given else asked.currency
    if code is not None and code not in CURRENCIES:
        raise InputError(f"unknown currency {code!r}: write an ISO 4217 code such as USD or SAR.")
    alone = given is not None and not given.ledger
    for option in ("legs", "book"):
        if alone and getattr(asked, option) is not None:
            raise UsageError(f"--{option}, and {file} says ledger = false: leave one of them.")
    told = _Told() if alone else _of_ledger(asked) if asked.of_ledger else _of_table(asked)
    party = name if alone else party_of(name, asked, told.legs)
    legs = [leg for leg in told.legs if party in {leg.from_party, leg.to_party}]
    kept, notices = _converted(legs, code, asked)
    start, end = _days(asked, given, until, kept)
    code = code or _currency(party, kept, told)
    rates = known_rates(settled(rates=asked.rates))
    opening, assumed = _opening(party, given, openings, asked, code)
    plan = plan_of(
        party,
        kept,
        start=start,
        end=end,
        opening=opening,
        stated=stated(told.facts, party, told.ids, code, rates) if code and told.level else None,
        carry=carry or bool(given and given.carry),
        currency=code,
        probabilities=_probabilities(asked),
    )
    plan = replace(plan, assumptions=(*assumed, *plan.assumptions))
    return Planned(
        plan=given.joined(plan) if given else plan,
        view=told.view,
        level=told.level,
        legs=tuple(kept),
        notices=(*told.notices, *notices),
        valuations=valuations(told.deals, party, rates),
    )


def _converted(legs: Sequence[Leg], code: str | None, asked: Asked) -> tuple[list[Leg], tuple[Notice, ...]]:
    """The legs in the currency of the plan; a table with rows of which no rate is known is refused."""
    if code is None:
        return list(legs), ()
    kept, notices = in_currency(legs, code, known_rates(settled(rates=asked.rates)))
    for notice in notices:
        if notice.code == "no-rate" and not asked.of_ledger:
            raise InputError(
                f"{asked.legs}: no exchange rate from {', '.join(notice.names)} to {code} for {notice.count} of the "
                "rows. Give one with --rates FILE.csv (day,base,quote,rate)."
            )
    return kept, notices


def _currency(party: str, legs: Sequence[Leg], told: _Told) -> str | None:
    """That of the party's legs, if they share one; without legs that of the cash that it stated."""
    found = {leg.currency for leg in legs if leg.mark != "unknown"} or {
        fact.claim.amount.currency
        for fact in told.facts
        if fact.claim.metric == "cash" and fact.claim.amount and told.ids.get(fact.claim.party.id or "") == party
    }
    return found.pop() if len(found) == 1 else None


def _days(asked: Asked, given: GivenPlan | None, until: str | None, legs: Sequence[Leg]) -> tuple[date, date]:
    """The plan's first day and the day after its last."""
    start = _agreed("--as-of", asked.as_of, "start", given.start if given else None)
    end = _agreed("--until", until, "until", given.end if given else None)
    if asked.of_ledger and not (given and not given.ledger):
        start = start or datetime.now(UTC).date()
        end = end or _year_later(start)
    dated = [leg for leg in legs if leg.start is not None]
    start = start or min((leg.start for leg in dated if leg.start), default=None)
    end = end or max((_after(leg) for leg in dated), default=None)
    lines = [line.movement for line in given.lines] if given else []
    start = start or min((line.start for line in lines), default=None)
    end = end or max((line.until for line in lines), default=None)
    if start is None or end is None:
        raise InputError("nothing has a date: say from when with --as-of DAY and until when with --until DAY.")
    if end <= start:
        raise UsageError(f"no day lies from {start} until before {end}: --until names the first day after the plan.")
    return start, end


def _agreed(flag: str, text: str | None, key: str, planned_: date | None) -> date | None:
    """The day that the option names, or the plan; both only where they are one."""
    day = None if text is None else _day(text, flag)
    if day and planned_ and day != planned_:
        raise UsageError(f"{flag} {day}, and the plan's {key} is {planned_}: leave one of them.")
    return day or planned_


def _day(text: str, flag: str) -> date:
    try:
        day = PartialDate(text)
    except ValueError:
        day = None
    if day is None or not day.is_day:
        raise UsageError(f"{flag} {text!r} is no day: write it as 2026-01-31.")
    return day.start


def _after(leg: Leg) -> date:
    assert leg.start is not None  # noqa: S101 - only dated legs are asked
    return leg.end or date.fromordinal(min(leg.start.toordinal() + _ONE_DAY, date.max.toordinal()))


def _year_later(day: date) -> date:
    """The same day a year later; 1 March for 29 February, the last day of all where no year follows."""
    if day.year == date.max.year:
        return date.max
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return date(day.year + 1, 3, 1)


def _of_table(asked: Asked) -> _Told:
    given = source(replace(asked, as_of=None, currency=None))
    return _Told(legs=tuple(given.legs), view=given.view, notices=given.notices)


def _of_ledger(asked: Asked) -> _Told:
    """What the ledger tells, read once: a thousand deals take seconds to settle."""
    check_level(asked.level)
    for day in filter(None, (asked.as_of, asked.known)):
        day_after(day)
    view = asked.view or _VIEW
    settings = settled(asked.book, asked.level, rates=asked.rates)
    moment = when(asked.as_of, asked.known, asked.recorded)
    with opened(settings) as book:
        deals, facts, identities = book.deals(moment, level=settings.level), book.facts(moment), book.identities(moment)
    legs, _ = legs_of(deals, known_rates(settings))
    return _Told(
        legs=tuple(in_view(legs, view)),
        deals=deals,
        facts=facts,
        ids={fact.claim.party.id: identities.party(fact.claim.party.id) for fact in facts if fact.claim.party.id},
        view=view,
        level=settings.level,
    )


def _opening(
    party: str, given: GivenPlan | None, file: Path | None, asked: Asked, code: str | None
) -> tuple[Opening | None, tuple[Assumption, ...]]:
    """The balance that the plan or the file gives; else a table opens empty, a ledger with its latest stated cash."""
    told = read_openings(file, code).known.get(party) if file is not None and code is not None else None
    if given and given.opening:
        if told:
            raise UsageError(f"{file} and the plan both say what {party} opens with: leave one of them.")
        return given.opening, ()
    if told:
        return told, (Assumption(code="opening-file", amount=told.low, high=told.high),)
    if asked.of_ledger:
        return None, ()
    return Opening(high=0), (Assumption(code="opening-empty"),)


def _probabilities(asked: Asked) -> StatusProbabilities:
    return status_probabilities(settled(asked.book, asked.level, rates=asked.rates))
