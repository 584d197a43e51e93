"""Who pays whom what when not all can pay: the door of clearing (methods §7).

Loss of a party = what it was promised - what it gets. The first round of it is what its direct debtors would fail to
pay if they got all that they are owed themselves; the later rounds are what the defaults of others add.

Where assets are unknown no figure is made up. Everything is worked out twice: with the least that each may have, and
with as much as it takes to pay in full; what differs is a range and has no point value. Payments rise with assets, so
nothing lies outside; of the few figures that do not only rise or fall with them the ends are bounds.

What a party *needs* is the least outside assets with which it pays in full, all else as it is. With default costs and
shares of it in others' hands the figure is enough, though less might do.
"""

from dataclasses import dataclass
from fractions import Fraction
from math import isfinite

from dawra.analyses.contagion.cross_holdings import cross_holdings
from dawra.analyses.contagion.figures import Cleared, between, faces, figures, same
from dawra.analyses.contagion.needs import needs
from dawra.analyses.contagion.obligations import Obligations
from dawra.analyses.contagion.solutions import greatest, least
from dawra.analyses.contagion.system import System, system_of
from dawra.errors import InputError
from dawra.flows import OUTSIDE
from dawra.flows.notice import Notice


@dataclass(frozen=True, slots=True, kw_only=True)
class Clearing:
    """The greatest solution by party; ``least`` is the least one where it differs, else empty.

    ``inflation`` is how often assets are counted through cross-holdings, None where nobody owns anybody or assets are
    unknown.
    """

    currency: str | None
    alpha: float
    beta: float
    parties: tuple[Cleared, ...]
    least: tuple[Cleared, ...]
    inflation: float | None
    notices: tuple[Notice, ...]

    def __getitem__(self, party: str) -> Cleared:
        return next(one for one in self.parties if one.party == party)


def clear(obligations: Obligations, *, alpha: float = 1.0, beta: float = 1.0) -> Clearing:
    """Clear: a defaulter passes on ``alpha`` of its outside assets and ``beta`` of what it gets, else all.

    Raises:
        InputError: ``alpha`` or ``beta`` outside [0, 1], or an amount that no float holds.
        ConvergenceError: payments that cannot be told from rounding errors.
    """
    for name, part in (("alpha", alpha), ("beta", beta)):
        if not (isfinite(part) and 0 <= part <= 1):
            raise InputError(f"{name} is {part}: the part that a defaulter passes on lies from 0 to 1.")
    poor = _outcome(obligations, alpha, beta, rich=False)
    rich = _outcome(obligations, alpha, beta, rich=True) if obligations.unknown else poor
    ranked = len({debt.rank for debt in obligations.debts}) > 1
    found = tuple(
        between(low, high, alpha=alpha, beta=beta, ranked=ranked) if obligations.unknown else low
        for low, high in zip(poor, rich, strict=True)
    )
    lower, differs = _least(obligations, alpha, beta, poor)
    return Clearing(
        currency=obligations.currency,
        alpha=alpha,
        beta=beta,
        parties=found,
        least=lower,
        inflation=_inflation(obligations),
        notices=(*obligations.notices, *_notices(obligations, found), *differs),
    )


def _outcome(obligations: Obligations, alpha: float, beta: float, *, rich: bool) -> list[Cleared]:
    """Everyone's figures with the least assets that each may have, or with as much as matters."""
    system, lifted = _system(obligations, alpha, beta, rich=rich)
    solution = greatest(system)
    required = needs(obligations, system, solution)
    # Shares in what may be worth anything may pay for everything.
    rich_owners = {holder for (holder, issuer), share in obligations.shares.items() if issuer in lifted and share}
    for number, party in enumerate(obligations.parties):
        if party in rich_owners:
            required[number] = 0.0, required[number][1]
    return figures(obligations, system, solution, required, lifted)


def _system(obligations: Obligations, alpha: float, beta: float, *, rich: bool) -> tuple[System, set[str]]:
    """The arrays, and who may have more than any number: those with unknown assets, and who owns them."""
    lifted = set(obligations.unknown) if rich else set()
    while owners := {h for (h, i), x in obligations.shares.items() if i in lifted and x} - lifted - {OUTSIDE}:
        lifted |= owners
    face = faces(obligations)
    assets = [
        obligations.least_assets(party) + (face[party][0] if party in lifted else 0) for party in obligations.parties
    ]
    return system_of(obligations, assets, alpha=alpha, beta=beta), lifted


def _least(
    obligations: Obligations, alpha: float, beta: float, top: list[Cleared]
) -> tuple[tuple[Cleared, ...], tuple[Notice, ...]]:
    """The least solution with the least assets, where it is another, and a notice of who pays less in it."""
    system, _ = _system(obligations, alpha, beta, rich=False)
    known = [(None if one.needs is None else float(one.needs), float(one.needs_if_paid)) for one in top]
    bottom = figures(obligations, system, least(system), known, set())
    names = tuple(low.party for low, high in zip(bottom, top, strict=True) if not same(low.paid or 0, high.paid or 0))
    if not names:
        return (), ()
    return tuple(bottom), (Notice(code="not-unique", count=len(names), names=names),)


def _inflation(obligations: Obligations) -> float | None:
    if not obligations.shares or obligations.unknown:
        return None
    known = {party: Fraction(amount) for party, amount in obligations.assets.items() if amount is not None}
    return cross_holdings(known, obligations.shares).inflation


def _notices(obligations: Obligations, found: tuple[Cleared, ...]) -> tuple[Notice, ...]:
    unknown = obligations.unknown
    unsearched = sum(one.needs is None and "needs" not in one.ranges for one in found)
    told = []
    if unknown:
        told.append(Notice(code="assets-unknown", count=len(unknown), names=unknown))
    kept = [
        one.ranges["unpaid_purchases"][1] if one.unpaid_purchases is None else one.unpaid_purchases for one in found
    ]
    if any(kept):
        told.append(Notice(code="delivery-unknown", amount=round(sum(float(amount or 0) for amount in kept))))
    if unsearched:
        told.append(Notice(code="needs-left-out", count=unsearched))
    return tuple(told)
