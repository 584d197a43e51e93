"""What accounts hold between two payments: the hold-over capacity of methods §3, for single ways through them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from dawra.flows import OUTSIDE, Leg

Window = tuple[date | None, date | None]


class Accounts:
    """What every party has after each of its payments, all layers and the outside included.

    A payment above the balance shows money that nobody told of: the least that covers it comes in with it, and
    ``unexplained`` tells how much in all (methods §3.5). A party with a leg without a date, or over a term, has no
    known balances.
    """

    def __init__(self, legs: Sequence[Leg], openings: Mapping[str, int], window: Window) -> None:
        cash = [leg for leg in legs if leg.money == "cash" and leg.from_party != leg.to_party]
        unclear = {end for leg in cash if leg.start is None or leg.end for end in (leg.from_party, leg.to_party)}
        self._places: dict[tuple[str, int], int] = {}
        self._balances: dict[str, list[int]] = defaultdict(list)
        self.unexplained: dict[str, int] = defaultdict(int)
        moved = [leg for leg in cash if leg.start and not leg.end and (window[1] is None or leg.start < window[1])]
        for leg in sorted(moved, key=lambda leg: leg.start or date.min):
            for end, amount in ((leg.from_party, -leg.point), (leg.to_party, leg.point)):
                if end == OUTSIDE or end in unclear:
                    continue
                balances = self._balances[end]
                balance = (balances[-1] if balances else openings.get(end, 0)) + amount
                if balance < 0:
                    self.unexplained[end] -= balance
                    balance = 0
                self._places[end, id(leg)] = len(balances)
                balances.append(balance)

    def held(self, arriving: Leg, leaving: Leg) -> int | None:
        """The lowest balance of the account between two payments; None where nothing has to wait in it.

        Credits in kind pass through no account.
        """
        party = arriving.to_party
        places = [self._places.get((party, id(leg))) for leg in (arriving, leaving)]
        if None in places or arriving.start == leaving.start:
            return None
        return min(self._balances[party][slice(*places)])
