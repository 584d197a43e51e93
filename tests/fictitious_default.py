"""The slow, obvious twin of clearing: fictitious default in fractions (Eisenberg, Noe 2001; Rogers, Veraart 2013)."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

Owed = Mapping[tuple[int, int], Fraction | int]
"""By (debtor, creditor); creditor -1 is the outside."""


def greatest_payments(
    owed: Owed, assets: Sequence[Fraction | int], alpha: Fraction | int = 1, beta: Fraction | int = 1
) -> list[Fraction]:
    """Suppose that nobody defaults; whoever cannot pay then, does; solve again, until nobody else does."""
    parties = range(len(assets))
    debts = [sum((Fraction(x) for (i, _), x in owed.items() if i == party), Fraction(0)) for party in parties]

    def received(party: int, paid: Sequence[Fraction]) -> Fraction:
        return sum((paid[i] * x / debts[i] for (i, j), x in owed.items() if j == party and x), Fraction(0))

    defaults: list[int] = []
    paid = debts
    while fresh := [i for i in parties if i not in defaults and assets[i] + received(i, paid) < debts[i]]:
        defaults = [*defaults, *fresh]
        safe = [Fraction(0) if i in defaults else debts[i] for i in parties]
        matrix = [[(i == j) - beta * Fraction(owed.get((j, i), 0)) / debts[j] for j in defaults] for i in defaults]
        solved = _solve(matrix, [alpha * assets[i] + beta * received(i, safe) for i in defaults])
        paid = [solved[defaults.index(i)] if i in defaults else debts[i] for i in parties]
    return paid


def _solve(matrix: list[list[Fraction]], right: list[Fraction]) -> list[Fraction]:
    """Gauss and Jordan."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for place in range(len(rows)):
        pivot = next(i for i in range(place, len(rows)) if rows[i][place])
        rows[place], rows[pivot] = rows[pivot], rows[place]
        rows[place] = [value / rows[place][place] for value in rows[place]]
        for i in range(len(rows)):
            if i != place:
                rows[i] = [one - rows[i][place] * two for one, two in zip(rows[i], rows[place], strict=True)]
    return [row[-1] for row in rows]
