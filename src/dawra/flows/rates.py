"""Dated exchange rates: a user's own first, then fixed pegs, then those of the European Central Bank.

Never a guess: a floating currency that none of them knows on that day has no rate. A rate over several steps, such
as riyals to dollars by a peg and dollars to euros by the ECB, names the source of each.
"""

from collections import deque
from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path

from dawra.flows.ecb import EURO, ecb_rate
from dawra.flows.own_rates import OwnRates, read_own_rates
from dawra.flows.pegs import Peg, pegs
from dawra.values import Rate


class DatedRates:
    """Every rate that is known; what was found once is kept, and the ECB's table is read when first needed."""

    def __init__(self, own: OwnRates, fixed: Sequence[Peg]) -> None:
        self._own = own
        self._fixed = fixed
        # Only from these does a way lead on to a currency that the ECB does not list.
        self._junctions = frozenset({peg.anchor for peg in fixed} | {base for base, _ in own.by_pair})
        self._found: dict[tuple[str, str, date], Rate | None] = {}

    def rate(self, base: str, quote: str, day: date) -> Rate | None:
        """The rate of ``day`` over the fewest steps; None where no way is known."""
        key = base, quote, day
        if key not in self._found:
            self._found[key] = self._way(base, quote, day)
        return self._found[key]

    def _way(self, base: str, quote: str, day: date) -> Rate | None:
        """Breadth first; of ways equally short the one whose first step comes first in `_steps`."""
        if base == quote:
            return Rate(base=base, quote=quote, day=day, factor=Fraction(1), sources=())
        reached: dict[str, Rate | None] = {base: None}
        waiting = deque([base])
        while waiting:
            here = waiting.popleft()
            for step in self._steps(here, quote, day):
                if step.quote in reached:
                    continue
                way = reached[here]
                reached[step.quote] = step if way is None else way.then(step)
                if step.quote == quote:
                    return reached[quote]
                waiting.append(step.quote)
        return None

    def _steps(self, here: str, goal: str, day: date) -> Iterator[Rate]:
        """The rates from one currency that may lead on, the user's own first: it replaces any other of the pair."""
        for partner in self._own.partners(here):
            if own := self._own.rate(here, partner, day):
                yield own
        for peg in self._fixed:
            if here in {peg.currency, peg.anchor} and peg.holds(day):
                yield peg.rate(day) if here == peg.currency else peg.rate(day).inverse()
        if here != EURO and (found := ecb_rate(here, day)):
            yield found.inverse()
        for code in sorted(self._junctions | {goal}) if here == EURO else ():
            if found := ecb_rate(code, day):
                yield found


def load_rates(own: Path | None = None) -> DatedRates:
    """The rates that come with the package, and a user's own table where one is named.

    Raises:
        TableError: the table breaks its form.
    """
    return DatedRates(read_own_rates(own) if own else OwnRates(by_pair={}), pegs())
