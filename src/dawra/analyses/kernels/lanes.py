"""The greatest clearing payments of one network under many outside assets, many scenarios at a time (methods §7.2).

Sought is the share of its debts that each debtor leaves unpaid. Shares begin with what is missing when everybody
else pays in full, and only rise: each sweep takes the parties in turn, adds up what their debtors leave them short
of, and passes on what they cannot bear (Gauss-Seidel from the greatest payments down, so that the limit is the
greatest solution, with default costs too). Sums of rising terms in one order rise in floats as well.

Scenarios stand beside each other in lanes, so that each debt is read once for all of them and multiplied by vector
instructions. A lane that is done takes the next scenario. Lanes never touch: a scenario's answer is the same to the
last bit in any company and on any number of threads.

When is it done? As long as nobody else begins to default, the rises of a sweep are a fixed linear map, without
negative entries, of the rises before. If at every party the rise is at most r < 1 times the one before, so are all
that follow, and what is still to come is at most r / (1 - r) of it (Collatz, Wielandt). That has to be within
the tolerance, and too little to bring down anybody else. A small rise alone would prove nothing: where hardly any
money leaves a group, payments fall by next to nothing for very long.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Final, Self

import numpy as np
import numpy.typing as npt

from dawra.analyses.kernels.jit import compiled

Floats = npt.NDArray[np.float64]
Numbers = npt.NDArray[Any]
Flags = npt.NDArray[np.bool_]

LANES: Final = 32
"""Scenarios side by side. With 16 one takes 1.4 times as long, with 64 as long as this (measured)."""
_AT_ONCE: Final = 4
"""Debts that are added in one go: the sums are read and written once for all of them."""
_PIECE: Final = 1024
"""Most scenarios that a thread takes at a time."""
_NEAR: Final = 1e-12
"""A smaller share of its debts that a party lacks is rounding and no default, and a smaller rise is none."""

# What a party remembers of each lane, and a lane of each sweep, one after the other.
_ASSETS: Final = 0
_RISE: Final = LANES
_PARTY: Final = 2 * LANES
_SUM: Final = 0
_RATE: Final = LANES
_UNPROVED: Final = 2 * LANES
_CHANGE: Final = 3 * LANES
_LANE: Final = 4 * LANES


@dataclass(frozen=True, slots=True, kw_only=True)
class Debts:
    """Who owes whom, listed by creditor: party i is owed ``amount[a]`` by ``debtor[a]``, first[i] <= a < first[i + 1].

    ``owed`` is what each party owes in all, to the outside too, ``promised`` what the others owe it. Lists are
    filled up with debts of 0 to a multiple of four.
    """

    first: Numbers
    debtor: Numbers
    amount: Floats
    owed: Floats
    promised: Floats

    @classmethod
    def of(cls, debtor: Numbers, creditor: Numbers, amount: Floats, outside: Floats) -> Self:
        """Debts between the parties 0 to n - 1; ``outside`` has n entries, what each owes to anybody else."""
        size = outside.size
        order = np.lexsort((debtor, creditor))
        count = np.bincount(creditor, minlength=size)
        first = np.concatenate(([0], np.cumsum(-(-count // _AT_ONCE) * _AT_ONCE)))
        place = np.arange(order.size) + np.repeat(first[:-1] - (np.cumsum(count) - count), count)
        filled_debtor, filled_amount = np.zeros(first[-1], dtype=np.uint32), np.zeros(first[-1])
        filled_debtor[place], filled_amount[place] = debtor[order], amount[order]
        return cls(
            first=first.astype(np.int64),
            debtor=filled_debtor,
            amount=filled_amount,
            owed=outside + np.bincount(debtor, weights=amount, minlength=size),
            promised=np.bincount(creditor, weights=amount, minlength=size).astype(np.float64),
        )


def unpaid(
    debts: Debts,
    assets: Floats,
    *,
    alpha: float = 1.0,
    beta: float = 1.0,
    tolerance: float = 1e-10,
    sweeps: int = 10_000,
    threads: int = 1,
) -> tuple[Floats, Flags]:
    """The share of its debts that each party leaves unpaid, and in which scenarios that was proved.

    ``assets`` are scenarios x parties, from 0; so is the answer, which lies below the solution by at most
    ``tolerance``. A party that cannot pay in full passes on ``alpha`` of its assets and ``beta`` of what it
    receives. A scenario not proved within ``sweeps`` is False in the second array, and its shares only lower bounds.
    """
    assets = np.ascontiguousarray(assets, dtype=np.float64)
    shares = np.empty(assets.shape)
    proved = np.zeros(len(assets), dtype=np.bool_)

    def piece(begin: int) -> None:
        part = slice(begin, begin + each)
        _clear(
            debts.first,
            debts.debtor,
            debts.amount,
            debts.owed,
            debts.promised,
            assets[part],
            float(alpha),  # a whole number would be another type, and compiled anew
            float(beta),
            float(tolerance),
            sweeps,
            shares[part],
            proved[part],
        )

    each = max(LANES, min(_PIECE, -(-len(assets) // threads)))
    begins = range(0, len(assets), each)
    if threads == 1 or len(begins) == 1:
        for begin in begins:
            piece(begin)
    else:
        with ThreadPoolExecutor(threads) as pool:
            list(pool.map(piece, begins))
    return shares, proved


@compiled
def _clear(
    first: Numbers,
    debtor: Numbers,
    amount: Floats,
    owed: Floats,
    promised: Floats,
    assets: Floats,
    alpha: float,
    beta: float,
    tolerance: float,
    most: int,
    shares: Floats,
    proved: Flags,
) -> None:
    """Sweep until every scenario has been in a lane and was proved, or had its sweeps."""
    share, state = np.zeros((owed.size, LANES)), np.zeros(owed.size * _PARTY)
    lanes = np.zeros(_LANE)
    scenario = np.full(LANES, -1)
    age = np.zeros(LANES, dtype=np.int64)
    last = np.zeros(LANES)
    following = 0
    while True:
        busy = 0
        for lane in range(LANES):
            if scenario[lane] < 0 and following < len(assets):
                _enter(assets[following], alpha, beta, owed, promised, share, state, lane)
                scenario[lane], age[lane], last[lane], lanes[_RATE + lane] = following, 0, np.inf, 1
                following += 1
            busy += scenario[lane] >= 0
        if busy == 0:
            return
        _sweep(first, debtor, amount, owed, promised, alpha, beta, tolerance, share, state, lanes)
        for lane in range(LANES):
            change, rate = lanes[_CHANGE + lane], lanes[_RATE + lane]
            within = change * max(rate, 1 - rate) <= tolerance * (1 - rate)
            done = change == 0 or (within and lanes[_UNPROVED + lane] <= 0)
            # A little more than the last ratio, since not every party's rises fall equally fast.
            lanes[_RATE + lane] = min(1.0, (1 + change / last[lane]) / 2) if last[lane] > 0 else 0.5
            last[lane] = change
            age[lane] += 1
            if scenario[lane] >= 0 and (done or age[lane] >= most):
                proved[scenario[lane]] = done
                for party in range(owed.size):
                    shares[scenario[lane], party] = share[party, lane]
                scenario[lane] = -1


@compiled
def _enter(
    assets: Floats, alpha: float, beta: float, owed: Floats, promised: Floats, share: Floats, state: Floats, lane: int
) -> None:
    """A new scenario: what is missing when everybody else pays in full."""
    for party in range(owed.size):
        state[party * _PARTY + _ASSETS + lane] = assets[party]
        state[party * _PARTY + _RISE + lane] = 0
        spare = assets[party] + promised[party] - owed[party]
        short = spare < -_NEAR * owed[party]
        passed_on = alpha * assets[party] + beta * promised[party]
        share[party, lane] = min(1.0, 1 - passed_on / owed[party]) if short else 0.0


@compiled
def _sweep(
    first: Numbers,
    debtor: Numbers,
    amount: Floats,
    owed: Floats,
    promised: Floats,
    alpha: float,
    beta: float,
    tolerance: float,
    share: Floats,
    state: Floats,
    lanes: Floats,
) -> None:
    """Each party once. Written for the compiler: few arrays, no branch that is not a choice of a value."""
    for lane in range(LANES):
        lanes[_UNPROVED + lane] = lanes[_CHANGE + lane] = 0
    for party in range(owed.size):
        for lane in range(LANES):
            lanes[_SUM + lane] = 0
        for debt in range(first[party], first[party + 1], _AT_ONCE):
            one, two, three, four = debtor[debt], debtor[debt + 1], debtor[debt + 2], debtor[debt + 3]
            a, b, c, d = amount[debt], amount[debt + 1], amount[debt + 2], amount[debt + 3]
            for lane in range(LANES):
                lanes[_SUM + lane] += (
                    a * share[one, lane] + b * share[two, lane] + c * share[three, lane] + d * share[four, lane]
                )
        debts = owed[party]
        if debts == 0:
            continue
        mine, own = state[party * _PARTY : (party + 1) * _PARTY], share[party]
        spare, near = promised[party] - debts * (1 - _NEAR), 2 * tolerance * promised[party]
        missing, of_assets, of_lost = 1 - beta * promised[party] / debts, alpha / debts, beta / debts
        for lane in range(LANES):
            lost, assets, before = lanes[_SUM + lane], mine[_ASSETS + lane], own[lane]
            left = assets + spare - lost
            after = missing - of_assets * assets + of_lost * lost if left < 0 else 0.0
            rise = after - before
            steeper = rise - lanes[_RATE + lane] * mine[_RISE + lane] - _NEAR
            unproved = steeper if left < 0 else near - left
            lanes[_UNPROVED + lane] = max(lanes[_UNPROVED + lane], unproved)
            lanes[_CHANGE + lane] = max(lanes[_CHANGE + lane], rise)
            own[lane], mine[_RISE + lane] = after, rise
