"""`dawra clear`: who pays whom what when not all can pay."""

from collections.abc import Mapping
from dataclasses import replace
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
    from dawra.views.cli.clear_text import clear_blocks  # noqa: PLC0415
    from dawra.views.cli.output import json_text, put  # noqa: PLC0415
    from dawra.views.cli.session import settled  # noqa: PLC0415

    language = settled(lang=lang).lang
    for name, part in (("alpha", alpha), ("beta", beta), ("kappa", kappa), ("saved", saved)):
        if part is not None and not 0 <= part <= 1:
            raise UsageError(f"--{name} {part}: write a part of the whole from 0 to 1.")
    beside: dict[str, Any] = {}
    of_tables = liabilities is not None or shares is not None or (assets is not None and until is None)
    if of_tables:
        _only_tables(asked, assets, {"until": until, "kappa": kappa, "saved": saved, "stakes": stakes or None})
        owed = _from_tables(assets, liabilities, shares, asked.currency)
    else:
        owed, beside = _from_legs(asked, assets, until, 1.0 if kappa is None else kappa, stakes=stakes)
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


def _from_legs(
    asked: Asked, assets: Path | None, until: str | None, kappa: float, *, stakes: bool
) -> tuple["Obligations", dict[str, Any]]:
    """What falls due by the legs after the day asked for, and what parties have by the table or by the facts."""
    from dawra.analyses import obligations  # noqa: PLC0415 - slow to import
    from dawra.analyses.contagion.tables import read_assets  # noqa: PLC0415
    from dawra.flows.network import one_currency  # noqa: PLC0415
    from dawra.flows.notice import Notice  # noqa: PLC0415
    from dawra.views.cli.source import cash_of, day_after, ownership_of, source  # noqa: PLC0415

    if until is None:
        raise UsageError(
            "until when? Write --until DAY, and --as-of DAY for the day before it begins; or give --assets and "
            "--liabilities as tables."
        )
    if not asked.of_ledger and asked.as_of is None:
        raise UsageError(
            "from when? A table of legs needs --as-of DAY, the day before the first on which it falls due."
        )
    if stakes and not asked.of_ledger:
        raise UsageError("--stakes is for a ledger: a table of legs tells nothing of who owns whom.")
    given = source(replace(asked, view=asked.view or "committed") if asked.of_ledger else asked)
    code = one_currency(given.legs, asked.currency)
    start, cash = cash_of(asked, code)
    days: tuple[date, date] = start, day_after(until)
    told = read_assets(assets, currency=code) if assets else {}
    known = {
        **{party: amount for party, amount in cash.items() if party not in told},
        **{party: round(amount) for party, amount in told.items() if amount is not None},
    }
    held = ownership_of(asked) if stakes else None
    shares = held.shares if held else None
    owed = obligations(given.legs, window=days, cash=known, kappa=kappa, currency=code, shares=shares)
    used = tuple(party for party in cash if party in owed.assets and party not in told)
    idle = tuple(sorted(set(told) - set(owed.assets)))
    facts = [Notice(code="cash-latest", count=len(used), names=used)] if used else []
    if held:
        facts += [Notice(code="stakes-counted", count=len(held.shares)), *held.notices]
    if idle:
        facts.append(Notice(code="assets-unused", count=len(idle), names=idle))
    return owed, {
        "view": given.view,
        "level": given.level,
        "days": days,
        "kappa": kappa,
        "without_amount": given.without_amount,
        "notices": (*given.notices, *facts),
    }
