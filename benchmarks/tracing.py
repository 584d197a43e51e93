"""Tracing beside its peers, as ratios within one run: `make bench`.

Histories are synthetic: heavy-tailed accounts, every payment a part of what the payer has. The peer of the bounds is
the bare solver on the plain time-expanded network (a node for each account and payment, as methods §3.1 says it);
that of the rules is a loop over payments with lots in Python lists, on a part of the history.
"""

import resource
import time
from collections import deque
from collections.abc import Callable
from statistics import median
from typing import Any

import numpy as np
from ortools.graph.python import max_flow

from dawra.analyses.circulation import Ints
from dawra.analyses.tracing.accounts import Places, places, repaired
from dawra.analyses.tracing.events import FIN, PUR, Events
from dawra.analyses.tracing.lower_upper import Roles, lower_upper
from dawra.analyses.tracing.payments import Payments
from dawra.analyses.tracing.period_pro_rata import pro_rata
from dawra.analyses.tracing.rules import clean_first, fifo, lifo, poison, tagged_first
from dawra.flows import LAYERS

OTHER = LAYERS.index("oth")
GIVES, GETS, ENTERS, LEAVES = range(4)
GIB = 2**20


def history(payments: int, accounts: int, seed: int = 1) -> tuple[Events, Ints]:
    """Payments between accounts; a twentieth each brings the vendor's money, pays it, enters and leaves."""
    rng = np.random.default_rng(seed)
    weight = (np.arange(accounts) + 1.0) ** -0.65
    weight /= weight.sum()
    vendor, outside = accounts, accounts + 1
    tail, head = rng.choice(accounts, (2, payments), p=weight)
    kind = rng.integers(0, 20, payments)
    tail = np.where(kind == GIVES, vendor, np.where(kind == ENTERS, outside, tail))
    head = np.where(kind == GETS, vendor, np.where(kind == LEAVES, outside, head))
    fresh = np.maximum(1, np.exp(rng.normal(8, 2, payments))).astype(np.int64).tolist()
    opening = np.maximum(1, np.exp(rng.normal(8, 2, accounts))).astype(np.int64)
    balance, part, amounts = opening.tolist(), (rng.random(payments) / 2).tolist(), []
    for payer, payee, share, new in zip(tail.tolist(), head.tolist(), part, fresh, strict=True):
        amount = new if payer >= accounts else 0 if payer == payee else int(balance[payer] * share)
        if payer < accounts:
            balance[payer] -= amount
        if payee < accounts:
            balance[payee] += amount
        amounts.append(amount)
    amount = np.array(amounts)
    kept = np.flatnonzero(amount)
    layer = np.where(tail == vendor, FIN, np.where(head == vendor, PUR, OTHER))[kept]
    count = np.arange(kept.size)
    names = (*(f"p{number}" for number in range(accounts)), "vendor")
    return (
        Events(names, count, tail[kept], head[kept], amount[kept], layer, count, (None,) * kept.size),
        np.append(opening, 0),
    )


def plain(events: Events, opening: Ints, vendor: int) -> tuple[int, int]:
    """L and U by the solver on the network as it is written down: a node for each account and payment."""
    accounts, count = opening.size, events.amount.size
    last, balance = list(range(accounts)), opening.tolist()
    node, tails, heads, room = accounts, [], [], []
    tagged, clean = [], [(last[account], balance[account]) for account in range(accounts) if account != vendor]
    source, sink, receipts = accounts + 2 * count, accounts + 2 * count + 1, 0
    columns = (events.tail, events.head, events.amount, events.layer)
    for payer, payee, amount, layer in zip(*(column.tolist() for column in columns), strict=True):
        payers = payer not in {vendor, events.outside}
        payees = payee not in {vendor, events.outside}
        if payers:
            spot = last[payer]
            balance[payer] -= amount
        if payees:
            tails.append(last[payee])
            heads.append(node)
            room.append(balance[payee])
            last[payee], node = node, node + 1
            balance[payee] += amount
            if payers:
                tails.append(spot)
                heads.append(last[payee])
                room.append(amount)
            else:
                (tagged if payer == vendor and layer == FIN else clean).append((last[payee], amount))
        elif payee == vendor and layer == PUR and payers:
            receipts += amount
            tails.append(spot)
            heads.append(sink)
            room.append(amount)
        if payers:
            tails.append(last[payer])
            heads.append(node)
            room.append(balance[payer])
            last[payer], node = node, node + 1
    found = []
    for supply in (tagged, clean):
        into = np.array(supply)
        solver = max_flow.SimpleMaxFlow()
        solver.add_arcs_with_capacity(np.array(tails), np.array(heads), np.array(room))
        solver.add_arcs_with_capacity(np.full(len(into), source), into[:, 0].copy(), into[:, 1].copy())
        assert solver.solve(source, sink) == solver.OPTIMAL  # noqa: S101 - a benchmark of a wrong answer is none
        found.append(int(solver.optimal_flow()))
    return receipts - found[1], found[0]


def lots_in_lists(payments: Payments) -> list[int]:
    """First in, first out, as one would write it down."""
    accounts = [deque([[False, amount]] if amount else []) for amount in payments.opening.tolist()]
    found = []
    columns = (payments.payer, payments.payee, payments.amount, payments.tagged)
    for payer, payee, amount, tagged in zip(*(column.tolist() for column in columns), strict=True):
        moved, left = [], amount
        if payer < 0:
            moved = [[tagged, amount]]
        while payer >= 0 and left:
            lot = accounts[payer][0]
            part = min(left, lot[1])
            moved.append([lot[0], part])
            left, lot[1] = left - part, lot[1] - part
            if not lot[1]:
                accounts[payer].popleft()
        found.append(sum(part for mark, part in moved if mark))
        if payee >= 0:
            accounts[payee].extend(moved)
    return found


def timed(call: Callable[[], Any], runs: int = 1) -> tuple[float, Any]:
    """The median time of some runs, and the answer."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        answer = call()
        times.append(time.perf_counter() - start)
    return median(times), answer


def beside(size: int, accounts: int, runs: int) -> None:
    """The bounds and FIFO beside their peers; the answers are checked equal."""
    events, opening = history(size, accounts)
    vendor = accounts
    roles = Roles.of(events, vendor)

    def bounds() -> tuple[int, int]:
        return lower_upper(events, places(events, opening), roles)

    ours, found = timed(bounds, runs)
    peer, expected = timed(lambda: plain(events, opening, vendor), runs)
    assert found == expected  # noqa: S101 - as above
    print(f"L and U, {size:,} payments: {ours:.2f} s, bare solver on the plain network {peer:.2f} s, {ours / peer:.2f}")
    payments = Payments.of(events, roles, opening)
    ours, parts = timed(lambda: fifo(payments), runs)
    peer, expected_parts = timed(lambda: lots_in_lists(payments), runs)
    assert parts == expected_parts  # noqa: S101 - as above
    print(f"FIFO, {size:,} payments: {ours:.2f} s, lots in lists {peer:.2f} s, {ours / peer:.3f}")


def whole(size: int, accounts: int) -> None:
    """Everything that `dawra trace` needs for one vendor on the event clock."""
    events, opening = history(size, accounts)
    total = 0.0

    def step(name: str, call: Callable[[], Any]) -> Any:  # noqa: ANN401 - whatever the step finds
        nonlocal total
        took, found = timed(call)
        total += took
        print(f"  {name:<13} {took:>6.2f} s")
        return found

    print(f"all of it, {events.amount.size:,} payments, {accounts:,} accounts:")
    events = step("repair", lambda: repaired(events, opening))
    at: Places = step("places", lambda: places(events, opening))
    roles = Roles.of(events, accounts)
    lower, upper = step("L and U", lambda: lower_upper(events, at, roles))
    payments = Payments.of(events, roles, opening)
    values = {}
    for rule in (fifo, lifo, clean_first, tagged_first):
        parts = step(rule.__name__, lambda rule=rule: rule(payments))
        values[rule.__name__] = int(np.array(parts)[roles.receipt].sum())
    traced = step("pro rata", lambda: pro_rata(events, roles, payments))
    values["pro_rata"] = float(traced.tagged[roles.receipt].sum())
    reached = step("poison", lambda: int(events.amount[roles.receipt & poison(events, roles)].sum()))
    assert all(lower <= value <= upper <= reached for value in values.values())  # noqa: S101 - T3.1
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / GIB
    print(f"  together      {total:>6.2f} s, at most {used:.2f} GiB; L <= every rule <= U <= poison: yes")


def main() -> None:
    """Print the ratios, then the whole at full size."""
    beside(10_000, 1_000, 3)
    beside(200_000, 5_000, 1)
    whole(1_000_000, 10_000)


if __name__ == "__main__":
    main()
