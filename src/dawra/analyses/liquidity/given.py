"""What a user's own plan says, and how it joins what the ledger tells: every line of it is listed as an assumption."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from dawra.analyses.liquidity.plan import Assumption, Movement, Plan
from dawra.flows import Notice, Opening


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of a plan; ``told`` says whether it names its own probability."""

    movement: Movement
    told: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenPlan:
    """What a plan file says; None and empty where it does not.

    ``carry`` lets stated revenue go on at its last rate, ``ledger`` says whether the deals of the ledger or the table
    count at all.
    """

    currency: str
    start: date | None = None
    end: date | None = None
    opening: Opening | None = None
    correlation: Fraction = Fraction(0)
    carry: bool = False
    ledger: bool = True
    lines: tuple[Line, ...] = ()

    def joined(self, plan: Plan) -> Plan:
        """``plan`` with all that this one says beside it; a deal of both comes about once, with all its lines.

        Raises:
            ValueError: the plan is in another currency.
        """
        if plan.currency not in {None, self.currency}:
            raise ValueError(f"a plan in {self.currency} does not join one in {plan.currency}")
        chances: dict[str, Fraction] = {}
        for one in (*plan.movements, *(line.movement for line in self.lines if line.told)):
            if one.deal:
                chances[one.deal] = max(chances.get(one.deal, Fraction(0)), one.probability)
        lines = [
            line.movement
            if line.told or not line.movement.deal
            else replace(line.movement, probability=chances.get(line.movement.deal, Fraction(1)))
            for line in self.lines
        ]
        late = [one for one in lines if not one.meets(plan.start, plan.end)]
        outside = Notice(code="plan-outside", count=len(late), amount=sum(one.point for one in late))
        return replace(
            plan,
            currency=self.currency,
            opening=self.opening or plan.opening,
            correlation=self.correlation or plan.correlation,
            movements=(*plan.movements, *lines),
            assumptions=(*plan.assumptions, *self._assumptions(lines)),
            notices=(*plan.notices, *([outside] if late else [])),
        )

    def _assumptions(self, lines: Iterable[Movement]) -> list[Assumption]:
        told = []
        if self.opening:
            told.append(Assumption(code="plan-opening", amount=self.opening.low, high=self.opening.high))
        if self.correlation:
            told.append(Assumption(code="plan-correlation", probability=self.correlation))
        told += [
            Assumption(
                code=f"plan-{one.side}",
                label=one.label,
                amount=one.low,
                high=one.high,
                start=one.start,
                end=one.until,
                probability=one.probability,
            )
            for one in lines
        ]
        return told
