"""Clearing of what falls due in a window, one calendar period after the other (methods §7.5).

Cash and unpaid debts go on from one period into the next (`clear_periods`). Where nobody knows what a party has, two
cases stand side by side: it has nothing beyond what is known, or enough to pay all that it will ever owe here. With
debts that roll over, later payments to one creditor may rise where earlier ones fall, so the cases are no range.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Final

from dawra.analyses.contagion.from_legs import obligations
from dawra.analyses.contagion.obligations import Number, Obligations
from dawra.analyses.contagion.periods import Period, clear_periods
from dawra.errors import InputError
from dawra.flows import Leg, Notice
from dawra.values import period_edges

MONTHS: Final = {"month": 1, "quarter": 3, "year": 12}


@dataclass(frozen=True, slots=True, kw_only=True)
class ByPeriod:
    """The periods as half-open intervals, and how each clears where unknown assets are ``nothing`` or ``enough``.

    ``unknown`` are the parties that owe and whose assets nobody knows; where there are none both cases are the same.
    """

    currency: str | None
    windows: tuple[tuple[date, date], ...]
    nothing: tuple[Period, ...]
    enough: tuple[Period, ...]
    unknown: tuple[str, ...]
    notices: tuple[Notice, ...]


def clear_by_period(
    legs: Iterable[Leg],
    *,
    window: tuple[date, date],
    by: str,
    cash: Mapping[str, int],
    kappa: float = 1.0,
    currency: str | None = None,
    carry: str = "roll",
    alpha: float = 1.0,
    beta: float = 1.0,
) -> ByPeriod:
    """Clear what falls due in ``window`` by ``month``, ``quarter`` or ``year``; else as `obligations`.

    Raises:
        InputError: as `obligations` and `clear_periods`, or an unknown period.
    """
    if by not in MONTHS:
        raise InputError(f"unknown period {by!r}: one of {', '.join(MONTHS)}.")
    legs = list(legs)
    whole = obligations(legs, window=window, cash=cash, kappa=kappa, currency=currency)
    windows = tuple(pairwise(period_edges(*window, MONTHS[by])))
    up_to = [
        obligations(legs, window=(window[0], end), cash=cash, kappa=kappa, currency=currency, parties=whole.parties)
        for _, end in windows
    ]
    # Rounded sums up to each day, so that those of the periods add up to the whole.
    parts = [up_to[0], *(_after(earlier, later) for earlier, later in pairwise(up_to))]
    owed: dict[str, Number] = dict.fromkeys(whole.unknown, 0)
    for part in parts:
        for debt in part.debts:
            if debt.debtor in owed:
                owed[debt.debtor] += debt.amount
    none: dict[str, Number] = dict.fromkeys(whole.unknown, 0)
    clears = [clear_periods(_known(parts, more), carry=carry, alpha=alpha, beta=beta) for more in (none, owed)]
    return ByPeriod(
        currency=whole.currency,
        windows=windows,
        nothing=clears[0],
        enough=clears[1],
        unknown=tuple(party for party, sum_ in owed.items() if sum_),
        notices=whole.notices,
    )


def _after(earlier: Obligations, later: Obligations) -> Obligations:
    """What is in ``later`` beyond what is in ``earlier``."""
    before: dict[tuple[str, str, bool], Number] = {(d.debtor, d.creditor, d.purchase): d.amount for d in earlier.debts}
    return replace(
        later,
        assets={p: None if has is None else has - (earlier.assets[p] or 0) for p, has in later.assets.items()},
        at_least={p: known - earlier.at_least.get(p, 0) for p, known in later.at_least.items()},
        debts=tuple(
            replace(debt, amount=debt.amount - before.get((debt.debtor, debt.creditor, debt.purchase), 0))
            for debt in later.debts
        ),
    )


def _known(parts: Sequence[Obligations], more: Mapping[str, Number]) -> list[Obligations]:
    """The periods with unknown assets at what is known of them, and in the first period ``more`` than that."""
    return [
        replace(
            part,
            assets={
                party: part.at_least.get(party, 0) + (more[party] if number == 0 else 0) if has is None else has
                for party, has in part.assets.items()
            },
            at_least={},
        )
        for number, part in enumerate(parts)
    ]
