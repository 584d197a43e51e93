"""`dawra clear`: who pays whom what when not all can pay."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from dawra.errors import UsageError
from dawra.views.cli import options
from dawra.views.cli.app import app
from dawra.views.cli.asked import Asked, asks

if TYPE_CHECKING:
    from dawra.analyses import Obligations
    from dawra.flows import Notice, Ownership
    from dawra.views.cli.source import Source

Assets = Annotated[
    Path | None,
    typer.Option("--assets", metavar="FILE.csv", help="What each has beside the debts: party,assets; empty: unknown."),
]
Liabilities = Annotated[
    Path | None,
    typer.Option("--liabilities", metavar="FILE.csv", help="Debts: debtor,creditor,amount,rank; rank 1 comes first."),
]
Shares = Annotated[
    Path | None, typer.Option("--shares", metavar="FILE.csv", help="Who owns whom: holder,issuer,share.")
]
Alpha = Annotated[float, typer.Option("--alpha", help="The part of its own assets that a defaulter passes on.")]
Beta = Annotated[float, typer.Option("--beta", help="The part of what it gets that a defaulter passes on.")]
Until = Annotated[
    str | None,
    typer.Option("--until", metavar="DAY", help="Of a ledger or legs: what falls due to the end of this day."),
]
Kappa = Annotated[
    float | None, typer.Option("--kappa", help="Of a ledger or legs: the part of purchases that cannot be avoided.")
]

Saved = Annotated[
    float | None,
    typer.Option("--saved", help="Of a ledger or legs: the part of a price that its vendor saves by not delivering."),
]
Stakes = Annotated[
    bool, typer.Option("--stakes", help="Of a ledger: what parties hold of each other by its deals pays debts too.")
]
By = Annotated[
    str | None,
    typer.Option("--by", metavar="PERIOD", help="Of a ledger or legs: by month, quarter or year, one after the other."),
]
Carry = Annotated[
    str | None,
    typer.Option("--carry", help="With --by: unpaid debts roll (over), or accelerate those that fall due later."),
]

_SHOWN: Final = 20


@app.command(
    epilog="Example: dawra clear --assets assets.csv --liabilities debts.csv --currency USD. "
    "Example: dawra clear --as-of 2026-06-30 --until 2027-06-30 --currency USD --json."
)
@asks
def clear(
    *,
    asked: Asked,
    assets: Assets = None,
    liabilities: Liabilities = None,
    shares: Shares = None,
    until: Until = None,
    kappa: Kappa = None,
    saved: Saved = None,
    stakes: Stakes = False,
    by: By = None,
    carry: Carry = None,
    alpha: Alpha = 1.0,
    beta: Beta = 1.0,
    top: options.Top = _SHOWN,
    as_json: options.Json = False,
    lang: options.Lang = None,
) -> None:
    """Who can pay what falls due, who defaults, and who loses how much by it."""
    from dawra.analyses import clear as cleared  # noqa: PLC0415 - slow to import
    from dawra.views.clear_result import clear_result  # noqa: PLC0415
    from dawra.views.cli.blocks import show  # noqa: PLC0415
    from dawra.views.cli.clear_periods_text import period_blocks  # noqa: PLC0415
    from dawra.views.cli.clear_text import clear_blocks  # noqa: PLC0415
    from dawra.views.cli.output import json_text, put  # noqa: PLC0415
    from dawra.views.cli.session import settled  # noqa: PLC0415
    from dawra.views.cli.source import ownership_of  # noqa: PLC0415

    language = settled(lang=lang).lang
    for name, part in (("alpha", alpha), ("beta", beta), ("kappa", kappa), ("saved", saved)):
        if part is not None and not 0 <= part <= 1:
            raise UsageError(f"--{name} {part}: write a part of the whole from 0 to 1.")
    if by is None and carry is not None:
        raise UsageError("--carry says how unpaid debts go on from one period into the next: give --by too.")
    if by is not None and (stakes or saved is not None):
        raise UsageError("--by counts cash alone: --stakes and --saved are for one clearing.")
    part = 1.0 if kappa is None else kappa
    beside: dict[str, Any] = {}
    of_tables = liabilities is not None or shares is not None or (assets is not None and until is None)
    if of_tables:
        _only_tables(
            asked,
            assets,
            {"until": until, "kappa": kappa, "saved": saved, "stakes": stakes or None, "by": by, "carry": carry},
        )
        owed = _from_tables(assets, liabilities, shares, asked.currency)
    else:
        if stakes and not asked.of_ledger:
            raise UsageError("--stakes is for a ledger: a table of legs tells nothing of who owns whom.")
        due = _due(asked, assets, until)
        if by is not None:
            found = due.by_period(by, carry or "roll", part, alpha=alpha, beta=beta)
            put(json_text(found)) if as_json else show(period_blocks(found, top, language), language)
            return
        owed, beside = due.at_once(part, ownership_of(asked) if stakes else None)
        beside["saved"] = saved
    result = clear_result(owed, cleared(owed, alpha=alpha, beta=beta), **beside)
    if as_json:
        put(json_text(result))
    else:
        show(clear_blocks(result, top, language, ledger=not of_tables and asked.of_ledger), language)


def _only_tables(asked: Asked, assets: Path | None, more: Mapping[str, object]) -> None:
    """``UsageError`` for options of a ledger beside tables of debts or shares, or for debts without assets."""
    others = {name: getattr(asked, name) for name in ("legs", "book", "as_of", "known", "recorded", "level", "view")}
    for name, value in {**others, "rates": asked.rates, **more}.items():
        if value is not None:
            option = name.replace("_", "-")
            raise UsageError(f"--{option} is for a ledger or legs, and --liabilities and --shares are tables: choose.")
    if assets is None:
        raise UsageError("what does everyone have? Give --assets FILE.csv (party,assets; an empty cell is unknown).")


def _from_tables(
    assets: Path | None, liabilities: Path | None, shares: Path | None, currency: str | None
) -> "Obligations":
    from dawra.analyses.contagion.tables import read_obligations  # noqa: PLC0415 - slow to import

    return read_obligations(assets, liabilities, shares, currency=currency)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Due:
    """What falls due in a window of days, and what is told of those who owe it.

    ``cash`` is what parties have by the facts (``stated``) or by the table (``told``), in minor units.
    """

    source: "Source"
    days: tuple[date, date]
    currency: str | None
    stated: frozenset[str]
    told: frozenset[str]
    cash: Mapping[str, int]

    def at_once(self, kappa: float, held: "Ownership | None") -> tuple["Obligations", dict[str, Any]]:
        """All of it cleared together, and what the result says beside."""
        from dawra.analyses import obligations  # noqa: PLC0415 - slow to import
        from dawra.flows.notice import Notice  # noqa: PLC0415

        shares = held.shares if held else None
        owed = obligations(
            self.source.legs, window=self.days, cash=self.cash, kappa=kappa, currency=self.currency, shares=shares
        )
        counted = (Notice(code="stakes-counted", count=len(held.shares)), *held.notices) if held else ()
        return owed, {**self._beside(owed.parties, kappa, counted), "days": self.days}

    def by_period(self, by: str, carry: str, kappa: float, *, alpha: float, beta: float) -> dict[str, Any]:
        """One period after the other, as JSON."""
        from dawra.analyses import clear_by_period  # noqa: PLC0415 - slow to import
        from dawra.views.clear_periods_result import clear_periods_result  # noqa: PLC0415

        found = clear_by_period(
            self.source.legs,
            window=self.days,
            by=by,
            cash=self.cash,
            kappa=kappa,
            currency=self.currency,
            carry=carry,
            alpha=alpha,
            beta=beta,
        )
        parties = list(found.nothing[0].owed)
        beside = self._beside(parties, kappa)
        return clear_periods_result(found, by=by, carry=carry, alpha=alpha, beta=beta, **beside)

    def _beside(self, parties: Collection[str], kappa: float, more: Sequence["Notice"] = ()) -> dict[str, Any]:
        from dawra.flows.notice import Notice  # noqa: PLC0415 - slow to import

        used, idle = sorted(self.stated.intersection(parties)), sorted(self.told.difference(parties))
        facts = [
            Notice(code=code, count=len(names), names=tuple(names))
            for code, names in (("cash-latest", used), ("assets-unused", idle))
            if names
        ]
        return {
            "view": self.source.view,
            "level": self.source.level,
            "kappa": kappa,
            "without_amount": self.source.without_amount,
            "notices": (*self.source.notices, *more, *facts),
        }


def _due(asked: Asked, assets: Path | None, until: str | None) -> _Due:
    """What falls due by the legs after the day asked for, and what parties have by the table or by the facts."""
    from dawra.analyses.contagion.tables import read_assets  # noqa: PLC0415 - slow to import
    from dawra.flows.network import one_currency  # noqa: PLC0415
    from dawra.views.cli.source import cash_of, day_after, source  # noqa: PLC0415

    if until is None:
        raise UsageError(
            "until when? Write --until DAY, and --as-of DAY for the day before it begins; or give --assets and "
            "--liabilities as tables."
        )
    if not asked.of_ledger and asked.as_of is None:
        raise UsageError(
            "from when? A table of legs needs --as-of DAY, the day before the first on which it falls due."
        )
    given = source(replace(asked, view=asked.view or "committed") if asked.of_ledger else asked)
    code = one_currency(given.legs, asked.currency)
    start, cash = cash_of(asked, code)
    days: tuple[date, date] = start, day_after(until)
    told = read_assets(assets, currency=code) if assets else {}
    known = {
        **{party: amount for party, amount in cash.items() if party not in told},
        **{party: round(amount) for party, amount in told.items() if amount is not None},
    }
    return _Due(
        source=given,
        days=days,
        currency=code,
        stated=frozenset(cash).difference(told),
        told=frozenset(told),
        cash=known,
    )
