"""Who stands for a party that was bought: from the completion of an acquisition on, its acquirer.

The level of consolidation has to be fixed before anything is measured, since merging two parties changes what
goes round (INV-2.6). It is fixed once for each deal, by the day on which it was made, as settling does with the
registry's parents: money between two companies that merged later stays money, and a contract that the target
made before its purchase stays its own. What the registry knows of the target's parents settling has applied
before; this adds the acquisitions that the ledger alone tells of.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final

from dawra.deals import Deal
from dawra.flows.leg import Leg
from dawra.flows.timing import last_day

_MOST: Final = Decimal(50)
"""A stake up to this percentage makes no group."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mergers:
    """The purchases of whole companies, by target: each with its first day and its acquirer, in that order."""

    by_target: Mapping[str, tuple[tuple[date, str], ...]]

    @classmethod
    def of(cls, deals: Iterable[Deal]) -> "Mergers":
        """The completed acquisitions at group level by one named acquirer, of more than half of the target.

        A coarse date counts from its last day, as a parent of the registry does. Several acquirers make nobody
        the parent, and one without a date has no day from which to stand in.
        """
        found: dict[str, list[tuple[date, str]]] = {}
        for deal in deals:
            day = deal.closing or deal.date
            acquirers = {party.id for party in deal.in_role("acquirer")}
            whole = deal.stake_percent is None or deal.stake_percent > _MOST
            if (deal.kind, deal.status, deal.level) == ("acquisition", "completed", "group") and day and whole:
                for target in deal.in_role("target"):
                    if len(acquirers) == 1 and (acquirer := next(iter(acquirers))) and target.id:
                        found.setdefault(target.id, []).append((last_day(day), acquirer))
        return cls(by_target={target: tuple(sorted(bought)) for target, bought in found.items()})

    def at(self, party: str, on: date | None) -> str:
        """Who stands for ``party`` in a deal made on a day: the acquirer, its own acquirer, and so on."""
        seen: set[str] = set()
        while on is not None and party not in seen:
            seen.add(party)
            party = next((acquirer for day, acquirer in reversed(self.by_target.get(party, ())) if day <= on), party)
        return party

    def stand_in(self, leg: Leg) -> Leg:
        """The leg with each of its parties as it stood on the day of its deal."""
        if not self.by_target:
            return leg
        ends = tuple(self.at(party, leg.agreed) for party in (leg.from_party, leg.to_party, leg.beneficiary))
        if ends == (leg.from_party, leg.to_party, leg.beneficiary):
            return leg
        return replace(leg, from_party=ends[0], to_party=ends[1], beneficiary=ends[2])
