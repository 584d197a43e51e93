"""First in first out, last in first out: accounts as rows of lots, each lot all tagged or all clean.

A payment takes lots from one end of the payer's row, cuts the last of them if need be, and puts what it took, in
the order that it had, at the end of the payee's row. Lots of one kind that come to lie side by side become one.
"""

from functools import cache
from typing import Any, Final

import numpy as np

from dawra.analyses.tracing.payments import Payments

_MANY: Final = 100_000
"""Payments from which on loading the compiled loop takes less time than it saves."""
_SAFE: Final = 2**60

_Columns = tuple[Any, ...]
"""Lists, or arrays."""


def by_lots(payments: Payments, *, newest_first: bool) -> list[int]:
    """The tagged part of each payment; compiled where the payments are many and int64 holds them."""
    accounts, count = payments.opening.size, payments.amount.size
    history = (payments.payer, payments.payee, payments.amount, payments.tagged, payments.opening)
    room = 2 * accounts + count
    if count < _MANY or int(payments.amount.sum()) + int(payments.opening.sum()) >= _SAFE:
        found = [0] * count
        _lots(tuple(column.tolist() for column in history), newest_first, found, tuple([0] * room for _ in range(4)))
        return found
    parts = np.zeros(count, dtype=np.int64)
    _compiled()(history, newest_first, parts, tuple(np.zeros(room, dtype=np.int64) for _ in range(4)))
    return [int(part) for part in parts.tolist()]


@cache
def _compiled() -> Any:  # noqa: ANN401 - what numba makes has no type
    from numba import njit  # noqa: PLC0415 - slow to import

    return njit(cache=True)(_lots)


def _lots(history: _Columns, newest_first: bool, found: Any, lots: _Columns) -> None:  # noqa: ANN401, FBT001 - for numba
    """Fill ``found`` with the tagged part of each payment.

    The rows are rings: the lot with an account's own number is empty and stands between its newest and its
    oldest. The lots have their ``size``, ``mark`` (tagged or not), and the neighbours ``after`` and ``before``.
    One loop for both: plain lists as they are, arrays once compiled.
    """
    payer, payee, amount, tagged, opening = history
    size, mark, after, before = lots
    free = len(opening)
    for account in range(len(opening)):
        after[account] = before[account] = account
        if opening[account] > 0:
            size[free] = opening[account]
            after[account] = before[account] = free
            after[free] = before[free] = account
            free += 1
    for event in range(len(amount)):
        left = amount[event]
        if payer[event] < 0:
            first = last = free
            free += 1
            size[first] = left
            mark[first] = 1 if tagged[event] else 0
            taken = left * mark[first]
        else:
            account = payer[event]
            taken = 0
            lot = account
            while left > 0:
                lot = before[lot] if newest_first else after[lot]
                if size[lot] > left:
                    outer, inner = (after[lot], lot) if newest_first else (lot, before[lot])
                    size[free], mark[free] = left, mark[lot]
                    size[lot] -= left
                    before[free], after[free] = inner, outer
                    after[inner] = before[outer] = free
                    lot = free
                    free += 1
                left -= size[lot]
                taken += size[lot] * mark[lot]
            first, last = (lot, before[account]) if newest_first else (after[account], lot)
            older, newer = before[first], after[last]
            after[older], before[newer] = newer, older
        found[event] = taken
        account = payee[event]
        if account < 0:
            continue
        end = before[account]
        if end != account and mark[end] == mark[first]:
            size[end] += size[first]
            if first == last:
                continue
            first = after[first]
        after[end], before[first] = first, end
        after[last], before[account] = account, last
