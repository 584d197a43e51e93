"""Where a command's legs come from: a table (`--legs`) or the ledger (`--book`), never both."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final

from dawra.errors import InputError, NotFoundError, UsageError
from dawra.flows import (
    OUTSIDE,
    UNKNOWN,
    ZERO,
    Leg,
    Notice,
    Openings,
    Ownership,
    cash_before,
    cash_on,
    due,
    in_currency,
    in_view,
    ownership,
    read_legs,
    read_openings,
    stakes_of,
    without_amount,
)
from dawra.values import CURRENCIES, PartialDate, Rates, to_minor
from dawra.views.cli.asked import Asked
from dawra.views.cli.session import known_rates, opened, settled, when
from dawra.views.who import who

LEVELS = ("group", "company")
_NAMED: Final = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Legs with what was applied to them: the view, the window, what to tell, and deals without an amount.

    ``level`` says whether units count with their parents; None for a table, whose ids are taken as written.
    ``due`` are the legs of contracts in force, in their own currencies, where *paid* is asked as of a day.
    ``deals`` are the deals that a table names, also those outside the view; of a ledger none are listed.
    """

    legs: list[Leg]
    view: str | None
    level: str | None = None
    window: tuple[date | None, date | None] = (None, None)
    notices: tuple[Notice, ...] = ()
    without_amount: tuple[str, ...] = ()
    due: list[Leg] | None = None
    deals: frozenset[str] = frozenset()

    @property
    def beside(self) -> dict[str, Any]:
        """What every result says beside its figures, as its JSON takes it."""
        return {"level": self.level, "without_amount": self.without_amount, "notices": self.notices}


def source(asked: Asked) -> Source:
    """Read the legs that were asked for.

    Raises:
        UsageError: options that contradict each other, or a value that is none of its kind.
    """
    check_level(asked.level)
    return _from_book(asked) if asked.legs is None else _from_table(asked, asked.legs)


def check_level(level: str | None) -> None:
    """``UsageError`` for a level that is none."""
    if level not in {None, *LEVELS}:
        raise UsageError(f"unknown level {level!r}: one of {', '.join(LEVELS)}.")


def _from_table(asked: Asked, path: Path) -> Source:
    """The whole table is the window; `--view` and `--as-of` narrow it only where given."""
    for name in ("book", "known", "recorded", "level"):
        if getattr(asked, name) is not None:
            raise UsageError(f"--{name} asks a ledger, and --legs reads a table: give one of them.")
    window = (None, day_after(asked.as_of)) if asked.as_of else (None, None)
    table = read_legs(path)
    legs = list(table.legs) if asked.view is None else in_view(table.legs, asked.view)
    owed = due(table.legs) if asked.view == "paid" and asked.as_of else None
    deals = frozenset(leg.deal for leg in table.legs if leg.deal)
    if asked.currency not in CURRENCIES:
        return Source(legs=legs, view=asked.view, window=window, notices=table.notices, due=owed, deals=deals)
    kept, notices = in_currency(legs, asked.currency, known_rates(settled(rates=asked.rates)))
    for notice in notices:
        if notice.code == "no-rate":
            raise _without_rate(path, asked.currency, notice)
    told = (*table.notices, *notices)
    return Source(legs=kept, view=asked.view, window=window, notices=told, due=owed, deals=deals)


def _without_rate(path: Path, currency: str, notice: Notice) -> InputError:
    return InputError(
        f"{path}: no exchange rate from {', '.join(notice.names)} to {currency} for {notice.count} of the rows. "
        f"Give one with --rates FILE.csv (day,base,quote,rate), or keep to the rows in {currency}."
    )


def _from_book(asked: Asked) -> Source:
    """Deals as of a day, as known on a day; *paid* is what has moved by the end of that day.

    A ledger holds deals in many currencies: with `--currency` the others are converted, and those without a
    rate left out and counted. A table with such rows is refused instead.
    """
    for day in filter(None, (asked.as_of, asked.known)):
        day_after(day)
    settings = settled(asked.book, asked.level, rates=asked.rates)
    moment = when(asked.as_of, asked.known, asked.recorded)
    book = opened(settings)
    try:
        told, _ = book.legs(moment, level=settings.level)
    finally:
        book.close()
    return of_view(
        told,
        asked.view or "announced",
        as_of=moment.as_of,
        level=settings.level,
        currency=asked.currency,
        rates=known_rates(settings),
    )


def of_view(told: list[Leg], view: str, *, as_of: str | None, level: str, currency: str | None, rates: Rates) -> Source:
    """What one view shows of all the legs of a ledger; see `source`."""
    legs = in_view(told, view)
    paid = view == "paid" and as_of is not None
    window = (None, day_after(as_of or "")) if paid else (None, None)
    bare = without_amount(legs)
    notices: tuple[Notice, ...] = ()
    if currency in CURRENCIES:
        legs, notices = in_currency(legs, currency, rates)
    return Source(
        legs=legs,
        view=view,
        level=level,
        window=window,
        notices=notices,
        without_amount=tuple(bare),
        due=due(told) if paid else None,
    )


def party_of(name: str, asked: Asked, legs: Sequence[Leg]) -> str:
    """The id among ``legs`` of the party that is meant.

    A table's ids are taken as written; a ledger knows any name of a party, at the level and on the day asked for.

    Raises:
        NotFoundError: nobody bears the name, with the nearest that somebody does.
    """
    if asked.legs is not None:
        ids = sorted({end for leg in legs for end in (leg.from_party, leg.to_party)} - {OUTSIDE})
        if name in ids:
            return name
        folded = {one.casefold(): one for one in ids}
        near = [folded[one] for one in get_close_matches(name.casefold(), folded, n=3, cutoff=0.5)]
        some = f"There are {', '.join(ids[:_NAMED])}." if ids else "It names nobody."
        raise NotFoundError(
            f"no party {name!r} in the table. " + (f"Did you mean {', '.join(near)}?" if near else some)
        )
    settings = settled(asked.book, asked.level)
    moment = when(asked.as_of, asked.known, asked.recorded)
    with opened(settings) as book:
        party, _ = who(book, name, moment)
        day = PartialDate(moment.as_of).start if moment.as_of else None
        return book.identities(moment).at(settings.level, party, day)


def openings_of(asked: Asked, legs: Sequence[Leg], file: Path | None = None) -> Openings:
    """What accounts opened with: by the file, else by the facts, else not known; a table without a file opens empty."""
    code = asked.currency or next((leg.currency for leg in legs), None)
    code = code if code in CURRENCIES else None  # the analysis refuses it
    others = UNKNOWN.others if asked.of_ledger else ZERO.others
    given = read_openings(file, code, others=others) if file is not None and code is not None else None
    if not asked.of_ledger:
        return given or ZERO
    settings = settled(asked.book, asked.level, rates=asked.rates)
    moment = when(asked.as_of, asked.known, asked.recorded)
    with opened(settings) as book:
        identities, facts = book.identities(moment), book.facts(moment)
    ids = {fact.claim.party.id: identities.party(fact.claim.party.id) for fact in facts if fact.claim.party.id}
    proven = cash_before(facts, legs, ids, code, known_rates(settings)) if code else UNKNOWN
    return Openings(known={**proven.known, **(given.known if given else {})}, others=others)


def cash_of(asked: Asked, currency: str | None) -> tuple[date, dict[str, int]]:
    """The day after the one asked for, and what parties hold before it by the facts; of a table nobody knows."""
    if not asked.of_ledger:
        return day_after(asked.as_of or ""), {}
    settings = settled(asked.book, asked.level, rates=asked.rates)
    moment = when(asked.as_of, asked.known, asked.recorded)
    start = day_after(moment.as_of or "")
    if currency is None:
        return start, {}
    with opened(settings) as book:
        identities, facts = book.identities(moment), book.facts(moment)
    day = start - timedelta(days=1)
    named = {fact.claim.party.id for fact in facts if fact.claim.party.id}
    ids = {party: identities.at(settings.level, party, day) for party in named}
    return start, cash_on(facts, ids, currency, start, known_rates(settings))


def ownership_of(asked: Asked) -> Ownership:
    """Who holds how much of whom by the completed deals of the ledger."""
    settings = settled(asked.book, asked.level, rates=asked.rates)
    moment = when(asked.as_of, asked.known, asked.recorded)
    with opened(settings) as book:
        return ownership(stakes_of(book.deals(moment, level=settings.level)))


def minor(text: str | None, currency: str | None) -> int:
    """What ``--at-least`` says in minor units; 0 where it is not given or nothing has a currency.

    Raises:
        UsageError: it is no plain amount.
    """
    if text is None or currency not in CURRENCIES:
        return 0
    try:
        amount = Decimal(text)
        if amount >= 0:
            return to_minor(amount, currency)
    except (InvalidOperation, ValueError):
        pass
    raise UsageError(f"--at-least {text!r}: write a plain amount in currency units such as 1000000.")


def day_after(text: str) -> date:
    """The first day after the one named.

    Raises:
        UsageError: the text is not one day.
    """
    try:
        day = PartialDate(text)
        if day.is_day:
            return day.start + timedelta(days=1)
    except (ValueError, OverflowError):
        pass
    raise UsageError(f"{text!r} is no day: write it as 2026-01-31.")
