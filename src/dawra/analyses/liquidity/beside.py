"""What a party says that it spends, beside what a plan counts: a plan that counts less is a floor.

A ledger tells deals, not costs. Where a company says that it invests thirty billion in a year and its deals come to
one, a plan without a gap means nothing; so the two stand side by side, and what was said is never added.
"""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

from dawra.analyses.liquidity.plan import Plan
from dawra.analyses.liquidity.stated import Stated

SPENT: Final = ("capex", "cash_burn")
"""Stated figures of cash that goes out: what is invested, and what goes out less what comes in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """A stated figure's part in the plan's days ``[start, end)``, and what the plan counts in them, in minor units.

    ``counted`` are all obligations, beside cash burnt less all inflows; draws are in neither.
    """

    stated: Stated
    start: date
    end: date
    amount: int
    counted: int

    @property
    def exceeds(self) -> bool:
        """Whether the party says that it spends more than the plan counts."""
        return self.amount > self.counted


def beside(plan: Plan) -> tuple[Beside, ...]:
    """All stated spending whose period meets the plan's days, in the order of the plan's checks."""
    found = []
    for one in plan.checks:
        start, end = max(one.start, plan.start), min(one.end, plan.end)
        if one.metric in SPENT and start < end:
            part = Fraction((end - start).days, one.days)
            spent = _moved(plan, "obligation", start, end)
            come_in = _moved(plan, "inflow", start, end) if one.metric == "cash_burn" else 0
            found.append(
                Beside(stated=one, start=start, end=end, amount=round(one.point * part), counted=spent - come_in)
            )
    return tuple(found)


def _moved(plan: Plan, side: str, start: date, end: date) -> int:
    moving = (one for one in plan.moving if one.side == side)
    return sum(one.moved(end) - one.moved(start) for one in moving)
