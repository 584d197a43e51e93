"""Can the default of one party alone bring down a group, whatever happens to it? (methods §7.3).

At face values party i has outside assets c and net worth w, and beta is the share of its debts that it owes to the
others here. Whatever part of c is lost, no more than beta * (c - w) of its shortfall reaches the others. Where the
net worth of a group is more than that, i alone cannot make all of the group default. Source: Glasserman, Young 2015.
"""

from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction

from dawra.analyses.contagion.obligations import Number, Obligations
from dawra.errors import InputError, NotFoundError
from dawra.flows import OUTSIDE


@dataclass(frozen=True, slots=True, kw_only=True)
class ContagionBound:
    """``index`` is what can reach the others at most, ``cushion`` the net worth of the group.

    ``possible`` says that the group is not safe by this bound; False is a proof that it is.
    """

    index: Fraction
    cushion: Fraction

    @property
    def possible(self) -> bool:
        """Whether nothing is proved."""
        return self.cushion <= self.index


def contagion_bound(obligations: Obligations, source: str, group: Collection[str]) -> ContagionBound:
    """Whether ``source`` alone could make everyone in ``group`` default; no shares and no default costs.

    Raises:
        NotFoundError: a party that is not there.
        InputError: unknown assets, ownership, the source in the group, or a net worth below 0, where the bound says
            nothing.
    """
    parties = obligations.parties
    if missing := [party for party in (source, *group) if party not in parties]:
        raise NotFoundError(f"no party {missing[0]!r} among the obligations.")
    if obligations.shares or source in group or not group:
        raise InputError("the bound is for debts alone, and for a group of others than the source.")
    worths = {party: _worth(obligations, party) for party in (source, *group)}
    if below := sorted(party for party, worth in worths.items() if worth < 0):
        raise InputError(f"{below[0]!r} owes more than it has before anything happens: the bound says nothing of it.")
    owed = sum((Fraction(d.amount) for d in obligations.debts if d.debtor == source), Fraction(0))
    inside = sum(
        (Fraction(d.amount) for d in obligations.debts if d.debtor == source and d.creditor != OUTSIDE), Fraction(0)
    )
    share = inside / owed if owed else Fraction(0)
    return ContagionBound(
        index=share * (_known(obligations, source) - worths[source]),
        cushion=sum((worths[party] for party in set(group)), Fraction(0)),
    )


def _worth(obligations: Obligations, party: str) -> Fraction:
    """Net worth if all debts were paid in full."""
    got = sum((Fraction(d.amount) for d in obligations.debts if d.creditor == party), Fraction(0))
    owed = sum((Fraction(d.amount) for d in obligations.debts if d.debtor == party), Fraction(0))
    return _known(obligations, party) + got - owed


def _known(obligations: Obligations, party: str) -> Fraction:
    amount: Number | None = obligations.assets.get(party, 0)
    if amount is None:
        raise InputError(f"the assets of {party!r} are unknown: the bound needs them.")
    return Fraction(amount)
