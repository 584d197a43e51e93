"""Pro-rata tracing on any clock, and who ultimately pays a vendor (methods §3.3).

In one period every account pays out of one pot: what it opened with and all that comes in. Of each dollar that
leaves the pot of account j the share phi_j is tagged:

    I_j phi_j = z_j + s_j + sum_k X_kj phi_k,

with z the tagged stock at the start, s what the vendor's finance brings, X what accounts pay each other, and
I_j the pot. Without order inside a period this is the only tracing that treats all payments of an account
alike, and it is a feasible one, so that T3.1 holds on its clock. Where a period is one payment it is the rule
*pro-rata* of §3.2.

Read backwards, the same equations say what part of a dollar, put into an account, ends in the vendor's receipts:

    I_j w_j = r_j + sum_k X_jk w_k + c_j w_j',

with r what j pays the vendor for purchases, c its closing balance and w' the same for the next period. One pass
backwards gives every source at once, and they add up to the receipts (INV-3.4).

In floats: shares of positive sums only, so that no digits cancel. An account in a closed group that no money
ever enters has no share, and none of its money reaches anyone else.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from dawra.analyses.circulation import Floats, Ints
from dawra.analyses.tracing.accounts import Bools
from dawra.analyses.tracing.events import Events
from dawra.analyses.tracing.lower_upper import Roles
from dawra.analyses.tracing.payments import Payments

_DENSE: Final = 200


@dataclass(frozen=True, slots=True)
class ProRata:
    """``tagged``: the tagged part of each payment.

    ``worth``: what part of each payment that brings new money (from outside, or from the vendor) ends in the
    vendor's receipts; of payments between accounts 0. ``opening_worth``: the same of the opening balances.
    """

    tagged: Floats
    worth: Floats
    opening_worth: Floats


def pro_rata(events: Events, roles: Roles, payments: Payments) -> ProRata:
    """Trace forwards for the tagged part of each payment, and backwards for the sources of the receipts."""
    stops = _stops(events, payments)
    pots, parts, tagged = _forwards(payments, stops)
    worth, opening_worth = _backwards(payments, roles.receipt, pots, parts)
    return ProRata(np.array(tagged), np.array(worth), np.array(opening_worth))


def _stops(events: Events, payments: Payments) -> list[tuple[int, int]]:
    """The payments of periods in which some account both gets and pays; elsewhere one after the other will do."""
    accounts = payments.opening.size
    pays, gets = (
        np.unique(events.period[ends >= 0] * accounts + ends[ends >= 0]) for ends in (payments.payer, payments.payee)
    )
    periods = np.unique(np.intersect1d(pays, gets, assume_unique=True) // max(accounts, 1))
    bounds = np.searchsorted(events.period, np.stack([periods, periods + 1], axis=1))
    return [(begin, end) for begin, end in bounds.tolist()]


def _forwards(payments: Payments, stops: list[tuple[int, int]]) -> tuple[list["_Pots"], list[float], list[float]]:
    """The pots of the periods that have them, the part of the balance that each payment is, and its tagged part."""
    balance, stock = payments.opening.tolist(), [0.0] * payments.opening.size
    payer, payee, amount, is_tagged = (
        column.tolist() for column in (payments.payer, payments.payee, payments.amount, payments.tagged)
    )
    tagged, parts, pots = [0.0] * len(amount), [0.0] * len(amount), []
    event = 0
    for begin, end in [*stops, (len(amount), len(amount))]:
        while event < begin:
            source, target, moved = payer[event], payee[event], amount[event]
            if source < 0:
                found = float(moved) if is_tagged[event] else 0.0
            else:
                before = balance[source]
                parts[event] = moved / before
                found = stock[source] * parts[event]
                balance[source] = before - moved
                # A product, not a difference, so that no digits cancel.
                stock[source] *= balance[source] / before
            if target >= 0:
                stock[target] += found
                balance[target] += moved
            tagged[event] = found
            event += 1
        if event < end:
            pot = _Pots.of(payments, begin, end, balance)
            tagged[begin:end] = pot.trace(payments.tagged[begin:end], stock).tolist()
            pots.append(pot)
            event = end
    return pots, parts, tagged


def _backwards(
    payments: Payments, receipt: Bools, pots: list["_Pots"], parts: list[float]
) -> tuple[list[float], list[float]]:
    """What part of each new payment, and of each opening balance, ends in the receipts."""
    payer, payee, counts = payments.payer.tolist(), payments.payee.tolist(), receipt.tolist()
    value, worth = [0.0] * payments.opening.size, [0.0] * len(payer)
    event = len(payer)
    for pot in [*reversed(pots), None]:
        while event > (pot.end if pot else 0):
            event -= 1
            source, target = payer[event], payee[event]
            found = 1.0 if counts[event] else value[target] if target >= 0 else 0.0
            if source < 0:
                worth[event] = found
            else:
                value[source] = parts[event] * found + (1 - parts[event]) * value[source]
        if pot:
            worth[pot.begin : pot.end] = pot.value(receipt[pot.begin : pot.end], value).tolist()
            event = pot.begin
    return worth, value


@dataclass(frozen=True, slots=True)
class _Pots:
    """Payments ``begin`` to before ``end``: one period in which money may go on from account to account.

    ``accounts`` are those touched that any money enters; payers and payees count them, -1 being all others.
    """

    begin: int
    end: int
    accounts: Ints
    payer: Ints
    payee: Ints
    amount: Floats
    pot: Floats
    closing: Floats

    @classmethod
    def of(cls, payments: Payments, begin: int, end: int, balance: list[int]) -> "_Pots":
        """Set up the period and move ``balance`` to its end."""
        payer, payee, amount = (column[begin:end] for column in (payments.payer, payments.payee, payments.amount))
        accounts = np.unique(np.concatenate([payer, payee]))
        accounts = accounts[accounts >= 0]
        opening = np.array([balance[account] for account in accounts.tolist()], dtype=payments.opening.dtype)
        pot, outflow, fresh = opening.copy(), np.zeros_like(opening), opening.copy()
        inner_payer, inner_payee = (np.searchsorted(accounts, ends) for ends in (payer, payee))
        pays, gets = payer >= 0, payee >= 0
        np.add.at(pot, inner_payee[gets], amount[gets])
        np.add.at(outflow, inner_payer[pays], amount[pays])
        np.add.at(fresh, inner_payee[gets & ~pays], amount[gets & ~pays])
        closing = pot - outflow
        for account, left in zip(accounts.tolist(), closing.tolist(), strict=True):
            balance[account] = left
        entered = _reached(np.array(fresh > 0, dtype=bool), inner_payer[gets & pays], inner_payee[gets & pays])
        number = np.append(np.where(entered, np.cumsum(entered) - 1, -1), -1)
        return cls(
            begin=begin,
            end=end,
            accounts=accounts[entered],
            payer=number[np.where(pays, inner_payer, -1)],
            payee=number[np.where(gets, inner_payee, -1)],
            amount=amount.astype(np.float64),
            pot=pot[entered].astype(np.float64),
            closing=closing[entered].astype(np.float64),
        )

    def trace(self, is_tagged: Bools, stock: list[float]) -> Floats:
        """The tagged part of each payment; ``stock`` moves to the end of the period."""
        brought = np.array([stock[account] for account in self.accounts.tolist()])
        comes = is_tagged & (self.payee >= 0)
        np.add.at(brought, self.payee[comes], self.amount[comes])
        share = self._solve(self.payee, self.payer, brought)
        for account, left in zip(self.accounts.tolist(), (share * self.closing).tolist(), strict=True):
            stock[account] = left
        return np.where(is_tagged, self.amount, np.append(share, 0.0)[self.payer] * self.amount)

    def value(self, receipt: Bools, value: list[float]) -> Floats:
        """The worth of each payment that brings new money; ``value`` moves to the start of the period."""
        after = np.array([value[account] for account in self.accounts.tolist()])
        ends = after * self.closing
        sold = receipt & (self.payer >= 0)
        np.add.at(ends, self.payer[sold], self.amount[sold])
        worth = self._solve(self.payer, self.payee, ends)
        for account, found in zip(self.accounts.tolist(), worth.tolist(), strict=True):
            value[account] = found
        return np.where(self.payer >= 0, 0.0, np.where(receipt, 1.0, np.append(worth, 0.0)[self.payee]))

    def _solve(self, row: Ints, column: Ints, right: Floats) -> Floats:
        """(diag(pot) - payments at (row, column)) x = right."""
        inner = (self.payer >= 0) & (self.payee >= 0)
        size = self.accounts.size
        if size <= _DENSE:
            dense = np.diag(self.pot)
            np.subtract.at(dense, (row[inner], column[inner]), self.amount[inner])
            return np.asarray(np.linalg.solve(dense, right), dtype=np.float64)
        from scipy.sparse import coo_array, diags_array  # noqa: PLC0415 - slow to import
        from scipy.sparse.linalg import spsolve  # noqa: PLC0415

        moved = coo_array((self.amount[inner], (row[inner], column[inner])), shape=(size, size))
        return np.asarray(spsolve((diags_array(self.pot) - moved).tocsc(), right), dtype=np.float64)


def _reached(found: Bools, payer: Ints, payee: Ints) -> Bools:
    """The accounts that money enters, given those that it enters at once."""
    while not found.all():
        new = payee[found[payer]]
        new = new[~found[new]]
        if not new.size:
            break
        found[new] = True
    return found
