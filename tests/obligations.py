"""Small tables of debts, written out or drawn at random, and a slow, obvious way to clear them."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from hypothesis import strategies as st

from dawra.analyses.contagion.obligations import Debt, Number, Obligations

NAMES = "123456789"
Exact = list[Fraction]
Table = tuple[Sequence[Number], Sequence[Sequence[Number]], Sequence[Number]]
"""Assets, debts to each other, debts to the outside."""


def owing(
    assets: Sequence[Number | None],
    owed: Sequence[Sequence[Number]] = (),
    outside: Sequence[Number] = (),
    shares: Mapping[tuple[str, str], Fraction] | None = None,
) -> Obligations:
    """Parties 1, 2, ... with these assets; row i of ``owed`` is what i owes each, ``outside`` what each owes others."""
    debts = [
        Debt(debtor=NAMES[i], creditor=NAMES[j], amount=amount)
        for i, row in enumerate(owed)
        for j, amount in enumerate(row)
        if amount
    ]
    debts += [Debt(debtor=NAMES[i], creditor="*", amount=amount) for i, amount in enumerate(outside) if amount]
    return Obligations(
        currency=None, assets=dict(zip(NAMES, assets, strict=False)), debts=tuple(debts), shares=shares or {}
    )


def fictitious_default(
    assets: Sequence[Number],
    owed: Sequence[Sequence[Number]],
    outside: Sequence[Number],
    alpha: Fraction | int = 1,
    beta: Fraction | int = 1,
) -> tuple[Exact, Exact]:
    """The twin: what each pays and its equity, in exact fractions.

    Nobody defaults; then whoever cannot pay; with those fixed, one linear system; and so on.
    """
    size = len(assets)
    wealth = [Fraction(amount) for amount in assets]
    face = [Fraction(sum(owed[i])) + Fraction(outside[i]) for i in range(size)]
    part = [[Fraction(owed[i][j]) / face[i] if face[i] else Fraction(0) for j in range(size)] for i in range(size)]
    failed: set[int] = set()
    while True:
        rows = []
        for i in range(size):
            row = [Fraction(i == j) for j in range(size)]
            if i in failed:
                row = [row[j] - beta * part[j][i] for j in range(size)]
            rows.append([*row, alpha * wealth[i] if i in failed else face[i]])
        paid = eliminated(rows)
        has = [wealth[i] + sum((part[j][i] * paid[j] for j in range(size)), Fraction(0)) for i in range(size)]
        after = failed | {i for i in range(size) if has[i] < face[i]}
        if after == failed:
            return paid, [has[i] - face[i] for i in range(size)]
        failed = after


def eliminated(rows: list[Exact]) -> Exact:
    """Solve linear equations by Gauss and Jordan; the last column is the right-hand side."""
    rows = [list(row) for row in rows]
    for place in range(len(rows)):
        pivot = next(number for number in range(place, len(rows)) if rows[number][place])
        rows[place], rows[pivot] = rows[pivot], rows[place]
        rows[place] = [value / rows[place][place] for value in rows[place]]
        for number, row in enumerate(rows):
            if number != place and row[place]:
                rows[number] = [value - row[place] * lead for value, lead in zip(row, rows[place], strict=True)]
    return [row[-1] for row in rows]


SIZE = 4
_sums = st.integers(0, 12)
tables = st.tuples(
    st.lists(_sums, min_size=SIZE, max_size=SIZE),
    st.lists(st.lists(_sums, min_size=SIZE, max_size=SIZE), min_size=SIZE, max_size=SIZE).map(
        lambda rows: [[0 if i == j else x for j, x in enumerate(row)] for i, row in enumerate(rows)]
    ),
    st.lists(_sums, min_size=SIZE, max_size=SIZE),
)

parts = st.integers(0, 10).map(lambda tenths: Fraction(tenths, 10))
"""A part from 0 to 1."""


@st.composite
def structures(draw: st.DrawFn, *, owners: bool = True) -> Obligations:
    """Debts of up to three ranks, with ownership: each issuer's shares come to 9 tenths at most."""
    names = NAMES[:SIZE]
    ends = st.tuples(st.sampled_from(names), st.sampled_from(names + "*")).filter(lambda pair: pair[0] != pair[1])
    rows = draw(st.lists(st.tuples(ends, st.integers(0, 12), st.integers(1, 3)), max_size=10))
    debts = [Debt(debtor=i, creditor=j, amount=amount, rank=rank) for (i, j), amount, rank in rows]
    shares = {}
    if owners:
        for issuer in names:
            left = 9
            for holder in names:
                if holder != issuer and (tenths := draw(st.integers(0, min(left, 4)))):
                    shares[holder, issuer] = Fraction(tenths, 10)
                    left -= tenths
    assets = draw(st.lists(st.integers(0, 12), min_size=SIZE, max_size=SIZE))
    return Obligations(currency=None, assets=dict(zip(names, assets, strict=True)), debts=tuple(debts), shares=shares)
