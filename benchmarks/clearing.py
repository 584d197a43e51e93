"""Clearing beside the bare scipy fixed point, as ratios within one run: `make bench`.

Obligations are synthetic: drawn pairs of parties, log-normal amounts, debts to the outside, and assets by which more
than half of the parties default.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from typing import Any

import numpy as np
from scipy.sparse import csr_array

from dawra.analyses.circulation import Floats, Ints
from dawra.analyses.contagion.fixed_point import payments

RUNS = 9
TOLERANCE = 1e-10


@dataclass(frozen=True, slots=True)
class Owing:
    """Assets, and debts by number of the debtor and the creditor; ``outside`` is what each owes others."""

    assets: Floats
    debtor: Ints
    creditor: Ints
    amount: Floats
    outside: Floats

    @property
    def owed(self) -> Floats:
        """What each owes in all."""
        return np.bincount(self.debtor, weights=self.amount, minlength=self.assets.size) + self.outside


def owing(parties: int, debts: int, seed: int = 1) -> Owing:
    """A system in which money that comes in covers most, but not all, of what is owed."""
    rng = np.random.default_rng(seed)
    pairs = np.unique(rng.integers(0, parties, (int(debts * 1.2), 2)), axis=0)
    pairs = pairs[pairs[:, 0] != pairs[:, 1]]
    pairs = pairs[rng.permutation(len(pairs))[:debts]]
    debtor, creditor = pairs[:, 0].copy(), pairs[:, 1].copy()
    amount = np.exp(rng.normal(0, 1, debtor.size))
    inside = np.bincount(debtor, weights=amount, minlength=parties)
    outside = 0.3 * inside * rng.random(parties)
    got = np.bincount(creditor, weights=amount, minlength=parties)
    short = np.maximum(0, inside + outside - got)
    return Owing(
        short * rng.uniform(0.2, 1.2, parties) + 0.05 * inside * rng.random(parties), debtor, creditor, amount, outside
    )


def bare(given: Owing) -> tuple[Floats, int]:
    """The fixed point as one writes it down, until no payment changes by the tolerance; and its sweeps."""
    owed = given.owed
    part = given.amount / owed[given.debtor]
    passed = csr_array((part, (given.creditor, given.debtor)), shape=(owed.size, owed.size))
    paid, largest = owed, owed.max()
    for sweep in range(1, 100_000):
        after = np.minimum(owed, given.assets + passed @ paid)
        if np.abs(after - paid).max() <= TOLERANCE * largest:
            return after, sweep
        paid = after
    raise AssertionError


def ours(given: Owing) -> Floats:
    """The same by the door for arrays."""
    return payments(
        given.assets, given.debtor, given.creditor, given.amount, outside=given.outside, tolerance=TOLERANCE
    )


def in_turn(*calls: Callable[[], Any], runs: int = RUNS) -> list[float]:
    """The median time of each, run in turn so that a busy moment meets all alike."""
    times: list[list[float]] = [[] for _ in calls]
    for _ in range(runs):
        for call, taken in zip(calls, times, strict=True):
            start = time.perf_counter()
            call()
            taken.append(time.perf_counter() - start)
    return [median(taken) for taken in times]


def one_system() -> None:
    """One system at a time: within 1.5 times the bare fixed point."""
    head = f"{'parties':>8}  {'debts':>9}  {'defaults':>8}  {'sweeps':>6}  {'bare scipy':>10}  {'dawra':>9}"
    print(f"{head}  ratio (asked: 1.5)")
    for parties, debts in ((1_000, 20_000), (10_000, 200_000), (10_000, 1_000_000)):
        given = owing(parties, debts)
        peer, sweeps = bare(given)
        found = ours(given)
        owed = given.owed
        assert np.abs(found - peer).max() <= TOLERANCE * owed.max()  # noqa: S101 - a fast wrong answer is none
        failed = int((found < owed * (1 - 1e-9)).sum())
        theirs, mine = in_turn(lambda: bare(given), lambda: ours(given))  # noqa: B023 - called at once
        row = f"{parties:>8,}  {debts:>9,}  {failed:>8,}  {sweeps:>6}  {theirs:>8.4f} s  {mine:>7.4f} s"
        print(f"{row}  {mine / theirs:.2f}")


def main() -> None:
    """Print the tables; equal answers are checked on the way."""
    one_system()


if __name__ == "__main__":
    main()
