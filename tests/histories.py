"""Histories of payments, written out or drawn at random, and the obvious way to trace them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from fractions import Fraction
from typing import Any

import numpy as np
from hypothesis import strategies as st
from scipy.linalg import block_diag
from scipy.optimize import linprog
from tests.strategies import DAY, leg

from dawra.flows import Leg

VENDOR = "F"
ACCOUNTS = "jk"


def story(text: str) -> list[Leg]:
    """Legs from a line such as ``F>j 100 fin, j>* 60``, a day apart, each a deal of its own: d1, d2, ..."""
    legs = []
    for number, part in enumerate(text.split(",")):
        ends, amount, *layer = part.split()
        from_party, to_party = ends.split(">")
        day = DAY + timedelta(number)
        legs.append(
            leg(
                from_party,
                to_party,
                int(amount),
                layer=layer[0] if layer else "oth",
                start=day,
                deal=f"d{number + 1}",
            )
        )
    return legs


def undated(legs: Sequence[Leg]) -> list[Leg]:
    """The same legs without days."""
    return [Leg(**{**_fields(one), "start": None}) for one in legs]


def _fields(one: Leg) -> dict[str, Any]:
    return {
        name: getattr(one, name)
        for name in ("from_party", "to_party", "layer", "low", "point", "high", "currency", "deal")
    }


def histories(*, most: int = 12, spread: bool = False) -> st.SearchStrategy[list[Leg]]:
    """Up to ``most`` payments among a vendor, two accounts, another vendor and the outside, in order of days.

    With ``spread`` some run over a term, and days are drawn from two years.
    """
    others = st.tuples(
        st.sampled_from([(a, b) for a in "FGjk*" for b in "FGjk*" if a != b]),
        st.sampled_from(["fin", "pur", "oth", "ret"]),
    )
    given = st.tuples(st.sampled_from([(a, b) for a in "FFG" for b in ACCOUNTS]), st.just("fin"))
    sold = st.tuples(st.sampled_from([(a, b) for a in ACCOUNTS for b in "FFG"]), st.just("pur"))
    one = st.tuples(
        st.one_of(given, sold, others),
        st.integers(1, 12),
        st.integers(0, 700),
        st.sampled_from([0, 0, 40, 300]) if spread else st.just(0),
    )

    def legs(drawn: list[tuple[tuple[tuple[str, str], str], int, int, int]]) -> list[Leg]:
        return [
            leg(
                payer,
                payee,
                amount,
                layer=layer,
                start=DAY + timedelta(day if spread else number),
                end=DAY + timedelta(day + days) if days else None,
                deal=f"d{number}",
            )
            for number, (((payer, payee), layer), amount, day, days) in enumerate(drawn)
        ]

    return st.one_of(st.lists(one, min_size=6, max_size=most), st.lists(one, max_size=most)).map(legs)


def balances() -> st.SearchStrategy[dict[str, int]]:
    """What each account, and the other vendor, opens with."""
    return st.fixed_dictionaries({name: st.integers(0, 15) for name in "Gjk"})


@dataclass
class Account:
    """A row of lots, oldest first: (tagged, amount)."""

    lots: list[tuple[bool, Fraction]] = field(default_factory=list)

    @property
    def balance(self) -> Fraction:
        """All that is there."""
        return sum((amount for _, amount in self.lots), Fraction(0))

    def put(self, lots: Sequence[tuple[bool, Fraction]]) -> None:
        """Add at the end, in the order given."""
        self.lots += lots

    def take(self, amount: Fraction, rule: str) -> list[tuple[bool, Fraction]]:
        """What a rule takes; within it the order of the row is kept."""
        if rule == "pro_rata":
            share = amount / self.balance
            taken = [(mark, share * size) for mark, size in self.lots]
            self.lots = [(mark, size - share * size) for mark, size in self.lots]
            return taken
        keys = {
            "fifo": lambda place: place,
            "lifo": lambda place: -place,
            "clean_first": lambda place: (self.lots[place][0], place),
            "tagged_first": lambda place: (not self.lots[place][0], place),
        }
        parts = [Fraction(0)] * len(self.lots)
        for place in sorted(range(len(self.lots)), key=keys[rule]):
            parts[place] = min(self.lots[place][1], amount)
            amount -= parts[place]
        assert amount == 0
        taken = [(mark, part) for (mark, _), part in zip(self.lots, parts, strict=True) if part]
        self.lots = [(mark, size - part) for (mark, size), part in zip(self.lots, parts, strict=True) if size > part]
        return taken


def by_rule(legs: Sequence[Leg], opening: Mapping[str, int], rule: str, vendor: str = VENDOR) -> list[Fraction]:
    """The tagged part of each payment by lots in lists, money that is missing coming from outside."""
    accounts: dict[str, Account] = {}
    found = []
    for one in legs:
        for name in (one.from_party, one.to_party):
            if name not in accounts:
                accounts[name] = Account([(False, Fraction(opening.get(name, 0)))])
        amount = Fraction(one.point)
        if one.from_party in {vendor, "*"}:
            lots = [(one.from_party == vendor and one.layer == "fin", amount)]
        else:
            payer = accounts[one.from_party]
            payer.put([(False, max(amount - payer.balance, Fraction(0)))])
            lots = payer.take(amount, rule)
        found.append(sum((size for mark, size in lots if mark), Fraction(0)))
        if one.to_party not in {vendor, "*"}:
            accounts[one.to_party].put(lots)
    return found


def poisoned(legs: Sequence[Leg], vendor: str = VENDOR) -> list[int]:
    """All that leaves an account that the vendor's finance has touched."""
    touched: set[str] = set()
    found = []
    for one in legs:
        dirty = one.from_party in touched or (one.from_party == vendor and one.layer == "fin")
        found.append(one.point if dirty else 0)
        if dirty and one.to_party not in {vendor, "*"}:
            touched.add(one.to_party)
    return found


def receipts(legs: Sequence[Leg], vendor: str = VENDOR) -> list[bool]:
    """Which payments are purchases from the vendor."""
    return [one.to_party == vendor and one.layer == "pur" for one in legs]


def repaired(legs: Sequence[Leg], opening: Mapping[str, int]) -> tuple[list[list[Leg]], dict[str, int]]:
    """One period a leg, with the outside's money just before where it is missing; and the balances that result."""
    balance = dict(opening)
    periods: list[list[Leg]] = []
    for one in legs:
        short = one.point - balance.get(one.from_party, 0)
        if one.from_party != "*" and short > 0:
            periods.append([leg("*", one.from_party, short, layer="oth")])
            balance[one.from_party] = balance.get(one.from_party, 0) + short
        periods.append([one])
        balance[one.from_party] = balance.get(one.from_party, 0) - one.point
        balance[one.to_party] = balance.get(one.to_party, 0) + one.point
    return periods, balance


def least_most(
    periods: Sequence[Sequence[Leg]], opening: Mapping[str, int], vendor: str = VENDOR
) -> tuple[float, float]:
    """L and U by the definition: a variable for each payment's tagged part and each stock after each period."""
    names = sorted({n for period in periods for one in period for n in (one.from_party, one.to_party)} - {"*", vendor})
    flat = [one for period in periods for one in period]
    if not flat:
        return 0.0, 0.0
    count, width = len(flat), len(names)
    variables = count + width * len(periods)
    bounds: list[tuple[float, float]] = []
    for one in flat:
        tagged = one.from_party == vendor and one.layer == "fin"
        fixed = one.from_party in {vendor, "*"}
        bounds.append((one.point, one.point) if tagged else (0, 0) if fixed else (0, one.point))
    rows, right, event = [], [], 0
    balance = {name: opening.get(name, 0) for name in names}
    for number, period in enumerate(periods):
        changes = np.zeros((width, variables))
        for one in period:
            for name, sign in ((one.to_party, 1), (one.from_party, -1)):
                if name in balance:
                    balance[name] += sign * one.point
                    changes[names.index(name), event] += sign
            event += 1
        for i, name in enumerate(names):
            changes[i, count + number * width + i] = -1
            if number:
                changes[i, count + (number - 1) * width + i] = 1
            bounds.append((0, balance[name]))
        rows.append(changes)
        right.append(np.zeros(width))
    gain = np.array([float(counts) for counts in receipts(flat, vendor)] + [0.0] * (variables - count))
    ends = []
    for sign in (1, -1):
        answer = linprog(
            sign * gain,
            A_eq=np.vstack(rows) if width else None,
            b_eq=np.concatenate(right) if width else None,
            bounds=bounds,
        )
        assert answer.status == 0, answer.message
        ends.append(sign * answer.fun)
    return ends[0], ends[1]


def missing(legs: Sequence[Leg], opening: Mapping[str, int]) -> list[Leg]:
    """What must come from outside so that no account ends below 0."""
    left = dict(opening)
    for one in legs:
        left[one.from_party] = left.get(one.from_party, 0) - one.point
        left[one.to_party] = left.get(one.to_party, 0) + one.point
    return [leg("*", name, -amount, layer="oth") for name, amount in left.items() if amount < 0 and name != "*"]


def static_share(legs: Sequence[Leg], opening: Mapping[str, int], vendor: str = VENDOR) -> Fraction:
    """Pro-rata in one period: (diag(I) - X') phi = s + z, in fractions, accounts that no money enters left out."""
    every = [*missing(legs, opening), *legs]
    names = {name for one in every for name in (one.from_party, one.to_party)} - {"*", vendor}
    entered = {name for name in names if opening.get(name)}
    for _ in range(len(names) + 1):
        entered |= {one.to_party for one in every if one.from_party in {*entered, "*", vendor}} - {"*", vendor}
    order = sorted(entered)
    place = {name: i for i, name in enumerate(order)}
    table = [[Fraction(opening.get(a, 0) * (a == b)) for b in order] + [Fraction(0)] for a in order]
    for one in every:
        if one.to_party in place:
            row = table[place[one.to_party]]
            row[place[one.to_party]] += one.point
            if one.from_party in place:
                row[place[one.from_party]] -= one.point
            elif one.from_party == vendor and one.layer == "fin":
                row[-1] += one.point
    share = dict(zip(order, eliminated(table), strict=True))
    sold = (one for one, counted in zip(legs, receipts(legs, vendor), strict=True) if counted)
    return sum((share.get(one.from_party, Fraction(0)) * one.point for one in sold), Fraction(0))


def eliminated(table: list[list[Fraction]]) -> list[Fraction]:
    """The solution of linear equations, the right side last in each row (Gauss, Jordan)."""
    for i in range(len(table)):
        pivot = next(row for row in range(i, len(table)) if table[row][i])
        table[i], table[pivot] = table[pivot], table[i]
        table[i] = [value / table[i][i] for value in table[i]]
        for row in range(len(table)):
            if row != i:
                table[row] = [x - table[row][i] * y for x, y in zip(table[row], table[i], strict=True)]
    return [row[-1] for row in table]


def joint(periods: Sequence[Sequence[Leg]], opening: Mapping[str, int], vendors: Sequence[str]) -> float:
    """J by the definition: for each financier a part of every payment and a stock of every account."""
    names = sorted({n for period in periods for one in period for n in (one.from_party, one.to_party)} - {"*"})
    flat = [one for period in periods for one in period]
    if not flat or not vendors:
        return 0.0
    held = _held(periods, opening, names)
    each = len(flat) + len(held)
    blocks, bounds, gain = [], [], np.zeros(each * len(vendors))
    for number, vendor in enumerate(vendors):
        bounds += [(0, 0 if _barred(one, vendor) else one.point) for one in flat]
        bounds += [(0, 0 if names[i % len(names)] == vendor else amount) for i, amount in enumerate(held)]
        gain[number * each : number * each + len(flat)] = receipts(flat, vendor)
        blocks.append(_conserved(periods, names, vendor, each))
    answer = linprog(
        -gain,
        A_ub=np.hstack([np.eye(each)] * len(vendors)),
        b_ub=[one.point for one in flat] + held,
        A_eq=block_diag(*blocks),
        b_eq=np.zeros(sum(len(block) for block in blocks)),
        bounds=bounds,
    )
    assert answer.status == 0, answer.message
    return float(-answer.fun)


def _barred(one: Leg, vendor: str) -> bool:
    """Whether a payment cannot carry the vendor's finance on: it is from outside, or another payment of the vendor."""
    return one.from_party == "*" or (one.from_party == vendor and one.layer != "fin")


def _held(periods: Sequence[Sequence[Leg]], opening: Mapping[str, int], names: Sequence[str]) -> list[int]:
    """The balance of every party after every period."""
    held, balance = [], {name: opening.get(name, 0) for name in [*names, "*"]}
    for period in periods:
        for one in period:
            balance[one.to_party] += one.point
            balance[one.from_party] -= one.point
        held += [max(balance[name], 0) for name in names]
    return held


def _conserved(periods: Sequence[Sequence[Leg]], names: Sequence[str], vendor: str, variables: int) -> Any:  # noqa: ANN401
    """Rows that say: the stock after a period is that before, and what came in less what went out."""
    rows = np.zeros((len(periods) * len(names), variables))
    stock, event = variables - len(rows), 0
    for place, period in enumerate(periods):
        block = rows[place * len(names) : (place + 1) * len(names)]
        for one in period:
            for name, sign in ((one.to_party, 1), (one.from_party, -1)):
                if name not in {vendor, "*"}:
                    block[names.index(name), event] += sign
            event += 1
        for i in range(len(names)):
            block[i, stock + place * len(names) + i] = -1
            if place:
                block[i, stock + (place - 1) * len(names) + i] = 1
    return rows
