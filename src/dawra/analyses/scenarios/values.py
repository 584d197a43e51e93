"""What a fall of a company's valuation takes from those who hold stakes in it: stake * valuation * fall.

A loss on paper, not of cash: no payment changes. The valuation is the latest that a round of the company told, whose
price need not be that of all its shares. Holders whose stake nobody told lose too, and are not here; later rounds
dilute the stakes that are.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from dawra.analyses.scenarios.scenario import Scenario
from dawra.deals import Deal
from dawra.flows.view import VIEWS
from dawra.values import NO_RATES, Amount, Rates


@dataclass(frozen=True, slots=True, kw_only=True)
class Valued:
    """What a company is worth by a round, in minor units; ``high`` None is without limit. ``deal`` is the round."""

    low: int
    high: int | None
    deal: str = ""
    day: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueLoss:
    """What ``holder`` loses on its stake in ``issuer``: least and most, None where nobody told what it is worth."""

    holder: str
    issuer: str
    stake: Fraction
    fall: Fraction
    valued: Valued | None
    lost: tuple[int, int | None] | None


def valuations_of(deals: Iterable[Deal], currency: str, rates: Rates = NO_RATES) -> dict[str, Valued]:
    """The latest valuation of each company by an investment that is agreed, in one currency.

    One in another currency counts by the rate of its day, and not where none is known.
    """
    found: dict[str, Valued] = {}
    for deal in sorted(deals, key=lambda one: (one.agreed.start, one.id)):
        if deal.kind != "equity_investment" or deal.valuation is None or deal.status not in VIEWS["committed"]:
            continue
        amount = _in(deal.valuation, currency, rates, deal)
        for party in deal.in_role("investee"):
            if party.id and amount is not None:
                found[party.id] = Valued(low=amount.low or 0, high=amount.high, deal=deal.id, day=str(deal.agreed))
    return found


def _in(amount: Amount, currency: str, rates: Rates, deal: Deal) -> Amount | None:
    if amount.currency == currency:
        return amount
    rate = rates.rate(amount.currency, currency, deal.agreed.start)
    return None if rate is None else rate.amount(amount)


def value_losses(
    scenario: Scenario, shares: Mapping[tuple[str, str], Fraction], valuations: Mapping[str, Valued]
) -> tuple[ValueLoss, ...]:
    """What each holder loses by the shocks on valuations; falls of one company act one after the other."""
    left: dict[str, Fraction] = {}
    for shock in scenario.shocks:
        if shock.act == "valuation_falls":
            for issuer in shock.which.parties:
                left[issuer] = left.get(issuer, Fraction(1)) * (1 - shock.share)
    return tuple(
        _loss(holder, issuer, share, 1 - left[issuer], valuations.get(issuer))
        for (holder, issuer), share in sorted(shares.items())
        if issuer in left and share
    )


def _loss(holder: str, issuer: str, stake: Fraction, fall: Fraction, valued: Valued | None) -> ValueLoss:
    lost = None
    if valued is not None:
        high = None if valued.high is None else round(stake * fall * valued.high)
        lost = round(stake * fall * valued.low), high
    return ValueLoss(holder=holder, issuer=issuer, stake=stake, fall=fall, valued=valued, lost=lost)
