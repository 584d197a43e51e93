"""Clearing of very many obligations of one rank, from arrays, by the fixed point itself (methods §7.2).

From payments in full downwards, p <- p_bar where assets + receipts reach p_bar, else alpha * assets + beta * receipts.
A sweep costs one product with a sparse matrix; directly solved systems fill up (ten thousand parties take a minute).
"""

from typing import Any, Final

import numpy as np

from dawra.analyses.circulation import Floats, Ints
from dawra.analyses.contagion.linear import Rest
from dawra.errors import ConvergenceError, InputError

_SWEEPS: Final = 100_000


def payments(
    assets: Floats,
    debtor: Ints,
    creditor: Ints,
    amount: Floats,
    *,
    outside: Floats | None = None,
    alpha: float = 1.0,
    beta: float = 1.0,
    tolerance: float = 1e-10,
    sweeps: int = _SWEEPS,
) -> Floats:
    """The greatest clearing payments of parties 0 .. n - 1 with these outside ``assets``.

    ``amount`` is what party number ``debtor`` owes ``creditor``, equal pairs adding up; ``outside`` what each owes
    others than these. It stops where no payment changes by more than ``tolerance``, a part of the largest debt,
    and what may still come, by the ratio of the last changes, is no more either.

    Raises:
        InputError: numbers that are negative or not finite, a debt of a party to itself, or arrays of unequal length.
        ConvergenceError: not found within so many ``sweeps``.
    """
    own = np.zeros_like(assets) if outside is None else outside
    _checked(assets, debtor, creditor, amount, own)
    owed = np.bincount(debtor, weights=amount, minlength=assets.size) + own
    passed = _parts(assets.size, debtor, creditor, amount, owed)
    plain = alpha == beta == 1
    paid, rest, largest = owed, Rest(), float(owed.max(initial=0))
    for _ in range(sweeps):
        received = passed @ paid
        able = assets + received
        if plain:
            np.minimum(able, owed, out=able)
        else:
            able = np.where(able >= owed, owed, alpha * assets + beta * received)
        rest.see(float(np.abs(able - paid).max(initial=0)))
        paid = able
        if max(rest.change, rest.to_come) <= tolerance * largest:
            return np.asarray(paid)
    raise ConvergenceError(
        f"the payments of {assets.size} parties were not found in {sweeps:,} sweeps: the last still changed one by "
        f"{rest.change:.2g}, since nearly all that some get goes round among them. `clear` solves such groups directly."
    )


def _parts(size: int, debtor: Ints, creditor: Ints, amount: Floats, owed: Floats) -> Any:  # noqa: ANN401 - scipy
    """Which part of what each pays goes to whom: a row for each creditor."""
    from scipy.sparse import csr_array  # noqa: PLC0415 - slow to import

    with np.errstate(invalid="ignore", divide="ignore"):
        part = np.where(amount > 0, amount / owed[debtor], 0)
    return csr_array((part, (creditor, debtor)), shape=(size, size))


def _checked(assets: Floats, debtor: Ints, creditor: Ints, amount: Floats, outside: Floats) -> None:
    if not (debtor.shape == creditor.shape == amount.shape and outside.shape == assets.shape):
        raise InputError("debtors, creditors and amounts are one array each, as long as the others.")
    for what, numbers in (("assets", assets), ("amounts", amount), ("debts to the outside", outside)):
        if not (np.isfinite(numbers).all() and np.all(numbers >= 0)):
            raise InputError(f"{what} hold a number that is negative or not finite.")
    if amount.size and (np.any(debtor == creditor) or min(debtor.min(), creditor.min()) < 0):
        raise InputError("a party owes itself, or has a number below 0.")
    if amount.size and max(debtor.max(), creditor.max()) >= assets.size:
        raise InputError(f"there are assets of {assets.size} parties, and debts of a party with a higher number.")
