"""A deal told twice in one document is one record; what contradicts itself stays apart."""

from collections import defaultdict

from dawra.claims.candidate import ALIKE, PURCHASES, Candidate
from dawra.claims.mention import PartyMention
from dawra.claims.read_amounts import Money
from dawra.parties import registry
from dawra.values import KINDS

_OPEN_STATUSES = frozenset({"rumoured", "in_talks", "planned", "denied"})
_FURTHEST = (
    "rumoured",
    "announced",
    "planned",
    "in_talks",
    "signed",
    "completed",
    "amended",
    "denied",
    "terminated",
)
_SAME_PLACE = 4
"""Tokens between two triggers that are read as one purchase under neighbouring kinds."""


def merge(candidates: list[Candidate]) -> list[Candidate]:
    """One candidate a deal, in the order in which the text tells them."""
    whole = sorted((c for c in candidates if is_whole(c)), key=lambda c: c.trigger.first)
    deals: list[Candidate] = []
    # One deal has one kind and a party in common with itself, so only such deals are compared.
    told: dict[tuple[str, str], set[int]] = defaultdict(set)
    for candidate in whole:
        alike = {index for group in _groups(candidate) for index in told[candidate.kind, group]}
        index = next((index for index in sorted(alike) if same_deal(deals[index], candidate)), len(deals))
        if index == len(deals):
            deals.append(candidate)
        else:
            _absorb(deals[index], candidate)
        for group in _groups(deals[index]):
            told[candidate.kind, group].add(index)
    return _without_shadows(deals)


def is_whole(candidate: Candidate) -> bool:
    """Whether the record says enough: two parties, or one and a sum, a count or a stake."""
    parties = candidate.principals
    everyone = [m for found in candidate.roles.values() for m in found]
    if everyone and all(mention.weak for mention in everyone):
        return False
    if candidate.guessed and candidate.money is None and candidate.strength < 1:
        return False
    if candidate.kind in ALIKE:
        return len(parties) > 1
    if candidate.kind == "capacity_build":
        return any(not mention.weak for mention in candidate.roles.get("builder", []))
    missing = [r.name for r in KINDS[candidate.kind].roles if r.least and r.name not in candidate.roles]
    if not missing:
        return len(parties) > 1 or (candidate.kind == "debt_financing" and candidate.money is not None)
    if candidate.kind == "equity_investment":
        return "investee" in candidate.roles and candidate.money is not None
    if candidate.kind == "acquisition":
        return (
            bool(parties)
            and "target" in candidate.roles
            and ("seller" in candidate.roles or candidate.money is not None)
        )
    if candidate.kind == "debt_financing":
        return "lender" in candidate.roles and candidate.money is not None
    return False


def same_deal(one: Candidate, other: Candidate) -> bool:
    """Same kind, no role filled by strangers, sums that can be one sum."""
    if one.kind != other.kind:
        return False
    for role in set(one.roles) & set(other.roles):
        if role == "arranger":
            continue
        if not _keys(one.roles[role]) & _keys(other.roles[role]):
            return False
    if not _groups(one) & _groups(other):
        return False
    shared = set(one.roles) & set(other.roles)
    if not shared and _groups(one) != _groups(other):
        return False
    if one.kind in ALIKE and not (_groups(one) <= _groups(other) or _groups(other) <= _groups(one)):
        return False
    if one.standing != other.standing and {one.status, other.status} & _OPEN_STATUSES:
        return False
    return _same_sum(one.money, other.money)


def _groups(candidate: Candidate) -> set[str]:
    return {registry().group(key) for key in candidate.principals}


def _keys(mentions: list[PartyMention]) -> set[str]:
    return {registry().group(mention.key) for mention in mentions}


def _same_sum(one: Money | None, other: Money | None) -> bool:
    if one is None or other is None:
        return True
    if one.amount.currency != other.amount.currency:
        return False
    low, high = sorted((one.amount.stated, other.amount.stated))
    return high <= low * 1.06


def _absorb(deal: Candidate, other: Candidate) -> None:
    """Take from another telling what this one lacks; the surer status wins."""
    for role, mentions in other.roles.items():
        known = _keys(deal.roles.get(role, []))
        others = deal.principals
        many = next(r.many for r in KINDS[deal.kind].roles if r.name == role)
        if not known or many:
            fresh = [m for m in mentions if registry().group(m.key) not in known and m.key not in others]
            if fresh and (not known or many):
                deal.roles.setdefault(role, []).extend(fresh if many else fresh[:1])
    for name in (
        "money",
        "valuation",
        "price",
        "date",
        "closing",
        "term_end",
        "exclusive",
        "exclusive_hit",
        "source",
        "source_at",
        "increase",
    ):
        if getattr(deal, name) is None:
            setattr(deal, name, getattr(other, name))
    units = {quantity.unit for quantity in deal.quantities}
    deal.quantities += [quantity for quantity in other.quantities if quantity.unit not in units]
    deal.products += [product for product in other.products if product not in deal.products]
    deal.conditions += other.conditions
    if _status_rank(other) > _status_rank(deal):
        deal.status, deal.status_hit, deal.strength = other.status, other.status_hit, other.strength
    deal.tellings.append(other)
    deal.score = max(deal.score, other.score) + 0.1


def _status_rank(candidate: Candidate) -> tuple[int, int]:
    if candidate.status_hit is None:
        return (0, 0)
    return (min(1, candidate.strength), _FURTHEST.index(candidate.status))


def _without_shadows(deals: list[Candidate]) -> list[Candidate]:
    """Drop what another record of the same sentence already says better.

    A partnership beside a firmer deal of the same parties, a purchase read twice under neighbouring kinds, and a
    deal read backwards are shadows.
    """
    kept: list[Candidate] = []
    near: dict[int, list[Candidate]] = defaultdict(list)
    alike: dict[tuple[str, frozenset[str]], list[Candidate]] = defaultdict(list)
    for deal in sorted(deals, key=_firmness, reverse=True):
        number, same = deal.sentence.number, (deal.kind, frozenset(_groups(deal)))
        others = (*near[number - 1], *near[number], *near[number + 1], *alike[same])
        if not any(_shadows(other, deal) for other in others):
            kept.append(deal)
            near[number].append(deal)
            alike[same].append(deal)
    return sorted(kept, key=lambda deal: deal.trigger.first)


def _firmness(deal: Candidate) -> tuple[bool, bool, float]:
    return (deal.kind not in {"partnership", "commerce_partnership"}, deal.money is not None, deal.score)


def _shadows(other: Candidate, deal: Candidate) -> bool:
    if other.trigger.first == deal.trigger.first and other.kind != deal.kind:
        return True
    alike = other.kind == deal.kind or {other.kind, deal.kind} <= PURCHASES
    if deal.guessed and not other.guessed and other.sentence is deal.sentence and alike:
        return deal.money is None
    same_parties = _groups(deal) <= _groups(other)
    near = abs(other.sentence.number - deal.sentence.number) <= 1
    if deal.kind == "partnership" and same_parties and near:
        return True
    if deal.kind in PURCHASES and other.kind in PURCHASES and same_parties and other.sentence is deal.sentence:
        return deal.money is None and abs(other.trigger.first - deal.trigger.first) <= _SAME_PLACE
    return _backwards(other, deal) and _same_sum(other.money, deal.money)


def _backwards(other: Candidate, deal: Candidate) -> bool:
    """Whether the one has the parties of the other in each other's roles; revenue may be shared both ways."""
    if other.kind != deal.kind or deal.kind == "revenue_share" or _groups(other) != _groups(deal):
        return False
    return any(
        not _keys(deal.roles[role]) & _keys(other.roles[role]) for role in deal.roles.keys() & other.roles.keys()
    )
