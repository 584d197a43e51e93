"""What the common test would have claimed: legs cut in two, the halves matched at random, and a z-score.

Matching makes loops and second legs between the same two parties, which the test deletes. So its null has
fewer legs than the data, most of all at the hubs, where money comes back; and any data look special beside
it. It stands here to be shown beside a right p-value, not to be used.

Expected to be kept are the legs sum over i != j of 1 - C(m - in_j, out_i) / C(m, out_i), and to be lost as
loops sum out_i * in_i / m, with m legs in all (methods §5; on such biases see Fosdick, Larremore, Nishimura,
Ugander 2018).
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import comb, erfc, prod, sqrt
from typing import Final

import numpy as np

from dawra.analyses.chance.arrangements import arranged, arrangements, batches, combined
from dawra.analyses.chance.enumerate_graphs import LIMIT, Degrees, degrees
from dawra.analyses.chance.layered import Draws, Layer, Statistic
from dawra.analyses.circulation import Ints

_DRAWS: Final = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class StubMatching:
    """The test's figures for a statistic of which the data have ``observed``.

    ``legs`` are those of the data, ``kept`` and ``loops`` what matching is expected to keep of them and to
    lose as loops. ``mean`` and ``variance`` are exact over all matchings where ``draws`` is None, else those
    of so many random ones. ``z`` and its two-sided ``p`` are None where the statistic cannot vary.
    """

    legs: int
    kept: Fraction
    loops: Fraction
    observed: int
    mean: Fraction
    variance: Fraction
    draws: int | None
    z: float | None
    p: float | None


def stub_matching(
    layers: Sequence[Layer], size: int, statistic: Statistic, generator: np.random.Generator
) -> StubMatching:
    """Run the test on layers that are matched each on its own; ``statistic`` does not look at amounts."""
    observed = int(statistic.of([Draws.observed(layer) for layer in layers], size)[0])
    ways = prod(arrangements(layer.head.tolist()) for layer in layers)
    exact = ways <= LIMIT
    matchings = _every(layers) if exact else _some(layers, generator)
    values = [
        statistic.of([_kept(layer, heads, size) for layer, heads in zip(layers, matched, strict=True)], size)
        for matched in matchings
    ]
    mean, variance = _moments(np.concatenate(values), exact=exact)
    z = float(observed - mean) / sqrt(variance) if variance else None
    told = [degrees(layer.tail, layer.head, size) for layer in layers]
    return StubMatching(
        legs=_legs(layers),
        kept=sum(map(expected_kept, told), Fraction(0)),
        loops=sum(map(expected_loops, told), Fraction(0)),
        observed=observed,
        mean=mean,
        variance=variance,
        draws=None if exact else _DRAWS,
        z=z,
        p=None if z is None else erfc(abs(z) / sqrt(2)),
    )


def expected_kept(wanted: Degrees) -> Fraction:
    """How many legs matching keeps on average, of parties with these out- and in-degrees."""
    legs = sum(out for out, _ in wanted)
    outs, ins = Counter(out for out, _ in wanted), Counter(into for _, into in wanted)
    # Ordered pairs of parties by degrees, less each party with itself.
    pairs = Counter({(out, into): outs[out] * ins[into] for out in outs for into in ins})
    pairs.subtract(Counter(wanted))
    apart: Counter[int] = Counter()
    for (out, into), number in pairs.items():
        apart[out] += number * (comb(legs, out) - comb(legs - into, out))
    return sum((Fraction(number, comb(legs, out)) for out, number in apart.items()), Fraction(0))


def expected_loops(wanted: Degrees) -> Fraction:
    """How many legs matching makes from a party to itself on average."""
    legs = sum(out for out, _ in wanted)
    return Fraction(sum(out * into for out, into in wanted), legs) if legs else Fraction(0)


def _every(layers: Sequence[Layer]) -> Iterator[list[Ints]]:
    """All matchings, each as likely as every other: the ends of the legs in every different order."""
    orders = [arranged(layer.head.tolist()) for layer in layers]
    sizes = [len(order) for order in orders]
    for start, end in batches(prod(sizes), _legs(layers)):
        chosen = combined(sizes, start, end)
        yield [order[numbers] for order, numbers in zip(orders, chosen, strict=True)]


def _some(layers: Sequence[Layer], generator: np.random.Generator) -> Iterator[list[Ints]]:
    """Matchings at random."""
    for start, end in batches(_DRAWS, _legs(layers)):
        yield [generator.permuted(np.tile(layer.head, (end - start, 1)), axis=1) for layer in layers]


def _kept(layer: Layer, heads: Ints, size: int) -> Draws:
    """What is left after loops and second legs between the same two are deleted: they pay nobody."""
    ordered = np.sort(layer.tail * (size + 1) + heads, axis=1) % (size + 1)
    lost = ordered == layer.tail
    lost[:, 1:] |= (ordered[:, 1:] == ordered[:, :-1]) & (layer.tail[1:] == layer.tail[:-1])
    return Draws(layer.tail, np.where(lost, size, ordered), np.broadcast_to(layer.amount, heads.shape))


def _moments(values: Ints, *, exact: bool) -> tuple[Fraction, Fraction]:
    """The mean, and the variance of the whole or of a sample of it."""
    total, squares, count = int(values.sum()), int((values * values).sum()), values.size
    return Fraction(total, count), Fraction(squares * count - total**2, count * (count if exact else count - 1))


def _legs(layers: Sequence[Layer]) -> int:
    return sum(layer.tail.size for layer in layers)
