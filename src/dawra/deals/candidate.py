"""Whether two claims tell of one deal (ledger rules, "Same deal"): parties, amounts and days compared.

`Candidate.match` says whether two claims point at each other; `Candidate.differs` whether they firmly exclude
each other, so that no third claim may link them.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from dawra.claims import DealClaim, Right
from dawra.claims.sourced import Sourced
from dawra.claims.taxonomy import taxonomies
from dawra.deals.comparable import Figure, compare
from dawra.deals.ladder import ENDED, RUNGS, TALKS, allowed, day_of
from dawra.deals.rounds import ROLES
from dawra.parties.judgement import Identities
from dawra.values import KINDS, NO_RATES, PartialDate, Rates

EVENT_DAYS = 7
"""Two dated claims of one stage, without sums to compare, tell of one event only if they name its week."""

EPISODE_DAYS = 92
"""One stage of a deal is told and told again for about a quarter."""

DEVELOPMENT_DAYS = 400
"""A deal may take about a year from talks to closing, change or end."""

TAKEOVER_DAYS = 900
"""A takeover may wait for the regulators of several countries: Nvidia's of Arm was given up after 17 months."""

_GROWTH = Decimal("1.25")
"""A round may close somewhat larger or smaller than it was announced."""

_PAIR = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A claim with what decides on its matches.

    ``kind`` and ``status`` are the deal's by this claim. ``roles`` and ``named`` are the principals at group
    level on the event's ``day``, as day numbers the half-open ``[first, after)``; ``reach`` are all groups that
    they belonged to while the deal may have been told, and ``figures`` its sums, compared across currencies by
    ``rates``.
    """

    claim: Sourced[DealClaim]
    kind: str
    status: str
    roles: dict[str, frozenset[str]]
    named: frozenset[str]
    reach: frozenset[str]
    identities: Identities
    day: PartialDate
    first: int
    after: int
    figures: tuple[Figure, ...]
    rates: Rates

    @classmethod
    def of(cls, claim: Sourced[DealClaim], identities: Identities, rates: Rates = NO_RATES) -> "Candidate":
        """Prepare a claim for comparing."""
        day = day_of(claim)
        roles = principals(claim.claim, identities, day.start)
        named = frozenset().union(*roles.values())
        term = claim.claim.term
        years = term.years if term else None
        amounts = [amount for amount in (claim.claim.amount, claim.claim.increase) if amount]
        return cls(
            claim=claim,
            kind=claim.claim.kind,
            status=claim.claim.status,
            roles=roles,
            named=named,
            reach=_reach(claim.claim, named, identities, day.start),
            identities=identities,
            day=day,
            first=day.start.toordinal(),
            after=day.end.toordinal(),
            figures=tuple(Figure.of(amount, years, day.start) for amount in amounts),
            rates=rates,
        )

    @property
    def settled(self) -> bool:
        """Whether no principal changes its group while the deal may be told."""
        return self.named == self.reach

    def seen_on(self, day: PartialDate) -> "Candidate":
        """The claim with its parties in the groups of another day; the event keeps its own."""
        roles = principals(self.claim.claim, self.identities, day.start)
        return replace(self, roles=roles, named=frozenset().union(*roles.values()))

    def differs(self, other: "Candidate") -> bool:
        """Whether the two cannot be one deal, whatever third claim would link them."""
        return self._apart(other) or self._sums_differ(other, self._amounts(other))

    def _apart(self, other: "Candidate") -> bool:
        """Whether they differ, whatever their sums."""
        one, two = self.claim, other.claim
        # One document tells each deal once, so two records of one reading are two deals.
        if one.source.document == two.source.document and one.reader == two.reader:
            return True
        for role, mine in self.roles.items():
            theirs = other.roles[role]
            if mine and theirs and not _roles_meet(mine, theirs, self.kind):
                return True
        if one.claim.right and two.claim.right and _other_right(one.claim.right, two.claim.right):
            return True
        return _after_the_end(self, other) or _after_the_end(other, self)

    def _sums_differ(self, other: "Candidate", agree: bool | None) -> bool:  # noqa: FBT001 - what `_amounts` found
        return agree is False and not (
            self._negotiated(other) or self._grown(other) or self._vouched(other) or self._disputed(other)
        )

    def match(self, other: "Candidate") -> tuple[int, int, int] | None:
        """None where the two do not match; else how badly they do: amounts, parties, days apart."""
        agree = self._amounts(other)
        apart = max(max(self.first, other.first) - min(self.after, other.after), 0)
        window = self._window(other, agree=agree)
        if len(self.named & other.named) < _PAIR:
            # One party alone borrows often: only what is told at the same time is told of the same loan.
            window = min(window, EPISODE_DAYS)
        if apart > window or not self._parties_meet(other, agree=agree):
            return None
        if self._apart(other) or self._sums_differ(other, agree):
            return None
        return self._unlike(other, agree), len(self.named ^ other.named), apart

    def _amounts(self, other: "Candidate") -> bool | None:
        """Whether sums that can be compared are compatible; None where there are none."""
        pairs = [compare(mine, theirs, self.rates) for mine in self.figures for theirs in other.figures]
        told = [agree for agree in pairs if agree is not None]
        return any(told) if told else None

    def _unlike(self, other: "Candidate", agree: bool | None) -> int:  # noqa: FBT001 - what `_amounts` found
        """How far the sums are from being one: the same number, one that the other leaves open, none, another."""
        if agree:
            near = any(_about(mine, theirs) for mine in self.figures for theirs in other.figures)
            return 0 if near else 1
        return 2 if agree is None else 3

    def _negotiated(self, other: "Candidate") -> bool:
        """Whether sums may differ because one was still being talked about, then or before."""
        talk, firm = (self, other) if self.status in TALKS else (other, self)
        if talk.status not in TALKS or self._ticket(other):
            return False
        if firm.status in TALKS:
            return True
        return firm.status not in ENDED and talk.day.start < firm.day.end

    def _ticket(self, other: "Candidate") -> bool:
        """Whether one tells of a ticket in the round of the other: fewer backers, less than half of the sum."""
        if self.kind not in ROLES or not (self.figures and other.figures):
            return False
        small, large = sorted((self, other), key=lambda one: one.figures[0].stated)
        if small.figures[0].currency != large.figures[0].currency:
            return False
        backers = ROLES[self.kind][0]
        return small.roles[backers] < large.roles[backers] and small.figures[0].stated * 2 < large.figures[0].stated

    def _disputed(self, other: "Candidate") -> bool:
        """Whether two sums are of one purchase: a company is bought whole once, with its debts or without."""
        one, two = self.claim.claim, other.claim.claim
        return self.kind == "acquisition" and one.stake_percent == two.stake_percent

    def _grown(self, other: "Candidate") -> bool:
        """Whether one tells that the round which the other announced has closed at another sum."""
        early, late = sorted((self, other), key=lambda one: one.day)
        if early.named != late.named or len(early.named) <= _PAIR:
            return False
        if (early.status, late.status) != ("announced", "completed"):
            return False
        return bool(early.claim.claim.amount and late.claim.claim.amount) and _near(early, late)

    def _vouched(self, other: "Candidate") -> bool:
        """Whether the same parties, the same day and another equal figure show that a sum is in dispute."""
        one, two = self.claim.claim, other.claim.claim
        if self.named != other.named or one.date is None or one.date != two.date or not one.date.is_day:
            return False
        others = ("capacity", "stake_percent", "shares", "term")
        return any(getattr(one, name) and getattr(one, name) == getattr(two, name) for name in others)

    def _parties_meet(self, other: "Candidate", *, agree: bool | None) -> bool:
        shared = self.named & other.named
        if len(shared) < max(1, min(_PAIR, len(self.named), len(other.named))):
            return False
        # A needed role that one side leaves open proves nothing: then the sum must vouch for the match.
        if not agree and any(bool(self.roles[role]) != bool(other.roles[role]) for role in KINDS[self.kind].needed):
            return False
        return agree is not None or not self._ticket_against_round(other)

    def _ticket_against_round(self, other: "Candidate") -> bool:
        """Whether only one has a sum, and it names fewer parties: a ticket, where the round may be meant."""
        if not (self.figures or other.figures):
            return False
        priced, bare = (self, other) if self.figures else (other, self)
        return bool(bare.named - priced.named)

    def _window(self, other: "Candidate", *, agree: bool | None) -> int:
        """How many days the two may lie apart."""
        early, late = (other, self) if other.day < self.day else (self, other)
        old, new = early.status, late.status
        if new != old and (new not in RUNGS or new == "completed" or (agree and allowed(old, new))):
            return development_days(self.kind)
        dated = self.claim.claim.date is not None and other.claim.claim.date is not None
        if agree and not dated:
            return development_days(self.kind)
        return EVENT_DAYS if agree is None and dated and new == old else EPISODE_DAYS


def development_days(kind: str) -> int:
    """How long a deal of a kind may take from talks to closing, change or end."""
    return TAKEOVER_DAYS if kind == "acquisition" else DEVELOPMENT_DAYS


def principals(claim: DealClaim, identities: Identities, on: date) -> dict[str, frozenset[str]]:
    """The named parties of each principal role, in the groups of a day; a target by itself."""
    found: dict[str, list[str]] = {role: [] for role in KINDS[claim.kind].principals}
    for party in claim.parties:
        if party.id and party.role in found:
            found[party.role].append(party_at("group", claim.kind, party.role, party.id, identities, on=on))
    return {role: frozenset(party_ids) for role, party_ids in found.items()}


def party_at(level: str, kind: str, role: str, party_id: str, identities: Identities, *, on: date) -> str:
    """The id of a party at ``level`` on a day.

    What is bought stands for itself whatever the day: before, its group is the seller, who has a role of its
    own; on the day it closes, and in every later paper that tells of it, its group is the buyer.
    """
    return identities.party(party_id) if _bought(kind, role) else identities.at(level, party_id, on)


def _bought(kind: str, role: str) -> bool:
    return kind == "acquisition" and role == "target"


def _reach(claim: DealClaim, named: frozenset[str], identities: Identities, on: date) -> frozenset[str]:
    """Every group of the principals on the days of claims that may match; ``named`` are those of the day itself."""
    roles = KINDS[claim.kind].principals
    moving = [
        party.id
        for party in claim.parties
        if party.id
        and party.role in roles
        and not identities.is_steady(party.id)
        and not _bought(claim.kind, party.role)
    ]
    if not moving:
        return named
    span = timedelta(days=development_days(claim.kind))
    return named.union(*(identities.groups(party_id, on - span, on + span) for party_id in moving))


def _other_right(one: Right, two: Right) -> bool:
    """Whether both say what may be done, or with what, and nothing is in both: two rights between one pair."""
    for axis in ("action", "object"):
        mine, theirs = getattr(one, axis), getattr(two, axis)
        words = taxonomies()[axis]
        if (
            mine
            and theirs
            and not words.below(filter(words.__contains__, mine)) & words.below(filter(words.__contains__, theirs))
        ):
            return True
    return False


def _roles_meet(mine: frozenset[str], theirs: frozenset[str], kind: str) -> bool:
    """Whether two lists in one role can be of one deal; of equal partners two must be the same."""
    alone = len(KINDS[kind].principals) == 1
    return len(mine & theirs) >= (min(_PAIR, len(mine), len(theirs)) if alone else 1)


def _after_the_end(new: Candidate, old: Candidate) -> bool:
    """Whether ``new`` begins, at another sum, after ``old`` had ended: another deal."""
    if old.status not in ENDED or new.status in ENDED or new.day.start < old.day.end:
        return False
    return bool(new.claim.claim.amount and old.claim.claim.amount) and not _near(old, new)


def _about(one: Figure, other: Figure) -> bool:
    """Whether two numbers are within a tenth; what had to be converted before it could be compared counts as such."""
    low, high = sorted((one.stated, other.stated))
    return one.currency != other.currency or (high - low) * 10 <= high


def _near(early: Candidate, late: Candidate) -> bool:
    """Whether the stated sums of two claims lie no further apart than a round may grow; no if no rate is known."""
    one, other = early.claim.claim.amount, late.claim.claim.amount
    if one is None or other is None:
        return False
    stated: int | None = one.stated
    if one.currency != other.currency:
        rate = early.rates.rate(one.currency, other.currency, early.day.start)
        stated = rate.convert(one.stated) if rate else None
    return stated is not None and max(stated, other.stated) <= min(stated, other.stated) * _GROWTH
