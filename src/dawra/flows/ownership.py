"""The network S: who owns which share of whom (methods §1); S[holder, issuer], each issuer's shares at most 1.

No money moves in S. Beware of its orientation: the holder comes first, and many codes have it the other way round.

Assumptions: stakes in one issuer add up, as deals tell them; a grant counts once it is completed and hangs on
nothing more. What it does not show: dilution by later rounds, which deals do not tell. Where the stakes in an issuer
come to more than the whole, they cannot all hold at once, and since nothing says which gave way, none counts and all
are listed.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from dawra.deals import Deal
from dawra.errors import UsageError
from dawra.flows.leg import OUTSIDE
from dawra.flows.notice import Notice
from dawra.flows.view import VIEWS
from dawra.values import STATUSES

_ROLES: Final = {"equity_investment": ("investor", "investee"), "equity_grant": ("holder", "issuer")}
_WAITING: Final = frozenset({"milestones", "option"})
_PERCENT: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Stake:
    """The share of ``issuer``, from 0 to 1, that ``holder`` gets by one deal.

    ``vested`` is False of a grant whose conditions are still open. A deal is its id, "" where there is none.
    """

    holder: str
    issuer: str
    share: Fraction
    status: str = "completed"
    vested: bool = True
    deal: str = ""

    def __post_init__(self) -> None:
        if self.status not in STATUSES:
            raise ValueError(f"unknown status {self.status!r}: one of {', '.join(STATUSES)}")
        if not 0 <= self.share <= 1:
            raise ValueError(f"a share of {self.share} of {self.issuer}: it lies from 0 to 1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ownership:
    """S at one time: ``shares`` by (holder, issuer), sorted; ``contradicted`` are the stakes that cannot all hold."""

    shares: Mapping[tuple[str, str], Fraction]
    contradicted: tuple[Stake, ...]
    notices: tuple[Notice, ...]

    def held(self, issuer: str) -> Fraction:
        """The part of an issuer that the study's parties hold together; the outside has the rest."""
        return sum((share for (_, owned), share in self.shares.items() if owned == issuer), Fraction(0))


def stakes_of(deals: Iterable[Deal]) -> list[Stake]:
    """The stakes that deals tell of: of an investment the investor's, of a grant the holder's.

    Several investors in one stake have equal parts of it. A ticket with a stake of its own is taken off its round,
    whose rest is its other investors'. Unnamed ones are the outside, which S leaves out.
    """
    told = [deal for deal in deals if deal.kind in _ROLES and deal.stake_percent is not None]
    tickets: dict[str, list[Deal]] = defaultdict(list)
    for deal in told:
        if deal.part_of:
            tickets[deal.part_of].append(deal)
    return [stake for deal in told for stake in _stakes(deal, tickets[deal.id])]


def _stakes(deal: Deal, tickets: Sequence[Deal]) -> list[Stake]:
    holder_role, issuer_role = _ROLES[deal.kind]
    whole = _share(deal) - sum((_share(ticket) for ticket in tickets), Fraction(0))
    apart = {party.id for ticket in tickets for party in ticket.in_role(holder_role)}
    holders = list(dict.fromkeys(party.id or OUTSIDE for party in deal.in_role(holder_role) if party.id not in apart))
    issuers = [party.id for party in deal.in_role(issuer_role) if party.id]
    vested = deal.kind != "equity_grant" or (deal.status == "completed" and _WAITING.isdisjoint(deal.conditions))
    return [
        Stake(
            holder=holder,
            issuer=issuer,
            share=max(whole, Fraction(0)) / len(holders),
            status=deal.status,
            vested=vested,
            deal=deal.id,
        )
        for issuer in issuers
        for holder in holders
        if holder != OUTSIDE
    ]


def _share(deal: Deal) -> Fraction:
    return Fraction(deal.stake_percent or 0) / _PERCENT


def ownership(stakes: Iterable[Stake], *, view: str = "paid") -> Ownership:
    """S by the stakes of one view; *paid* are those that are held, the others what would be.

    Left out, each with a notice: grants that have not vested, a party's stake in itself, and all stakes in an
    issuer that come to more than 1, with the issuers' names.

    Raises:
        UsageError: an unknown view.
    """
    if view not in VIEWS:
        raise UsageError(f"unknown view {view!r}: one of {', '.join(VIEWS)}.")
    standing = [stake for stake in stakes if stake.status in VIEWS[view]]
    unvested = [stake for stake in standing if not stake.vested]
    own = [stake for stake in standing if stake.vested and stake.holder == stake.issuer]
    held = [stake for stake in standing if stake.vested and stake.holder != stake.issuer]
    shares: dict[tuple[str, str], Fraction] = defaultdict(Fraction)
    wholes: dict[str, Fraction] = defaultdict(Fraction)
    for stake in held:
        shares[stake.holder, stake.issuer] += stake.share
        wholes[stake.issuer] += stake.share
    over = {issuer for issuer, whole in wholes.items() if whole > 1}
    contradicted = tuple(stake for stake in held if stake.issuer in over)
    reasons = (("stakes-unvested", unvested), ("stakes-own", own), ("stakes-over-whole", contradicted))
    return Ownership(
        shares={pair: shares[pair] for pair in sorted(shares) if pair[1] not in over},
        contradicted=contradicted,
        notices=tuple(_notice(code, found) for code, found in reasons if found),
    )


def _notice(code: str, stakes: Sequence[Stake]) -> Notice:
    return Notice(code=code, count=len(stakes), names=tuple(sorted({stake.issuer for stake in stakes})))
