"""Is more of the money going back to its financiers than chance would have it? (methods §5).

Given who finances how much and who sells how much: the legs of ``fin`` from i to j that meet a leg of ``pur``
from j to i are compared with networks in which the same parties finance and buy as before, but whom they
finance and from whom they buy is left to chance. Under the null *topology* every party keeps its number of
legs out and in, layer by layer, and every payer its amounts; under *amounts* all legs stay, and the amounts
are dealt out anew within each layer. The two ask different things, and their answers may differ.

Where there are few enough networks they are all looked at, and p is the exact share of those with as much as
the data; else random ones are drawn, and p = (1 + as large) / (1 + drawn). The test is one-sided, for too much,
and the statistics are fixed before looking. Several are told by q beside p (Benjamini, Hochberg 1995).

What it does not show: a large p does not mean that nothing goes round. Where buyers only buy and financiers
only finance, few networks are possible, and no p can be small; the dollars of the other measures stand by
themselves. A small p does not show that anyone meant it.

Assumptions: cash legs of both layers in one window, whatever their day; parallel legs are summed to one; an
amount in a range counts with its stated point. A leg whose amount nobody stated says who pays whom, and counts
where only that matters; in the statistics of amounts it has no part, neither in the data nor in the null: dealt
out as 0 it would make circles whose amounts the news tells look special beside it. Legs to the outside and of a
party to itself are left out, as are all other layers.

Sources: Besag, Clifford 1989; Berger, Müller-Hannemann 2010; Phipson, Smyth 2010.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np

from dawra.analyses.chance.compared import Compared, compare
from dawra.analyses.chance.layered import STATISTICS, Layer, Statistic
from dawra.analyses.chance.nulls import NULLS, Null
from dawra.analyses.chance.stub_matching import StubMatching, stub_matching
from dawra.errors import UsageError
from dawra.flows import Leg, Network, Notice, network
from dawra.flows.cautions import amount_cautions, counted

LAYERS: Final = ("fin", "pur")
DRAWS: Final = 999


@dataclass(frozen=True, slots=True, kw_only=True)
class Met:
    """A financier that its customer pays: what each gives the other, in minor units, and by which deals."""

    financier: str
    customer: str
    financed: int
    paid: int
    deals: tuple[str, ...]

    @property
    def both(self) -> int:
        """What could be the same money."""
        return min(self.financed, self.paid)


@dataclass(frozen=True, slots=True, kw_only=True)
class Significance:
    """The finding; ``currency`` is None where there are no legs.

    ``parties`` is their number, ``legs`` that of each layer, ``stated`` that of those whose amount is known, which the
    statistics of amounts compare, and ``graphs`` in how many ways each layer could
    say who pays whom under the null (None as in `Compared`). ``met`` is what the statistics found in the data.
    ``draws`` and ``seed`` are those asked for; a p that is exact used neither. ``stub_matching`` is what the
    common test would have claimed of the pairs, None where the null is not about who pays whom. ``converted``
    are the legs that were in another currency.
    """

    currency: str | None
    view: str | None
    window: tuple[date | None, date | None]
    graph: str
    null: str
    draws: int
    seed: int
    parties: int
    legs: Mapping[str, int]
    stated: Mapping[str, int]
    graphs: Mapping[str, int | None]
    statistics: tuple[Compared, ...]
    met: tuple[Met, ...]
    stub_matching: StubMatching | None
    without_amount: tuple[Leg, ...]
    converted: tuple[Leg, ...]
    notices: tuple[Notice, ...]


def significance(
    legs: Sequence[Leg],
    *,
    null: str = "topology",
    statistics: Mapping[str, Statistic] | None = None,
    draws: int = DRAWS,
    seed: int = 0,
    graph: str = "M",
    view: str | None = None,
    window: tuple[date | None, date | None] = (None, None),
    currency: str | None = None,
) -> Significance:
    """Compare how financing and purchases meet among ``legs`` with a null; the caller has applied ``view``.

    ``statistics`` are those of `STATISTICS` that the null can change and that need not be asked for, unless given.
    The same seed gives the same answer.

    Raises:
        InputError: the legs are in several currencies.
        UsageError: an unknown null, fewer than one draw, or a negative seed.
    """
    if null not in NULLS:
        raise UsageError(f"unknown null {null!r}: one of {', '.join(NULLS)}.")
    if draws < 1:
        raise UsageError(f"{draws} draws: at least 1 network has to be drawn.")
    if seed < 0:
        raise UsageError(f"seed {seed}: write a whole number from 0.")
    net = network(legs, graph=graph, start=window[0], end=window[1], currency=currency)
    if statistics is None:
        usual = {name: one for name, one in STATISTICS.items() if not one.asked}
        statistics = {name: one for name, one in usual.items() if one.amounts or null == "topology"}
    layers = [layer_of(net, name) for name in LAYERS]
    generator = np.random.default_rng(seed)
    streams = generator.spawn(len(layers) + 1)
    nulls = [Null(null, layer, len(net.parties), stream) for layer, stream in zip(layers, streams, strict=False)]
    told = [layer.with_amounts() for layer in layers]
    stated = None
    if any(layer.tail.size < whole.tail.size for layer, whole in zip(told, layers, strict=True)):
        more = generator.spawn(len(layers))
        stated = [Null(null, layer, len(net.parties), stream) for layer, stream in zip(told, more, strict=True)]
    return Significance(
        currency=net.currency,
        view=view,
        window=net.window,
        graph=net.graph,
        null=null,
        draws=draws,
        seed=seed,
        parties=len({party for layer in layers for party in (*layer.tail.tolist(), *layer.head.tolist())}),
        legs={name: layer.tail.size for name, layer in zip(LAYERS, layers, strict=True)},
        stated={name: layer.tail.size for name, layer in zip(LAYERS, told, strict=True)},
        graphs={name: one.graphs for name, one in zip(LAYERS, nulls, strict=True)},
        statistics=compare(nulls, len(net.parties), statistics, draws, stated=stated),
        met=tuple(_met(net)),
        stub_matching=stub_matching(layers, len(net.parties), STATISTICS["pairs"], streams[-1])
        if null == "topology"
        else None,
        without_amount=tuple(leg for leg in _legs(net) if leg.mark == "unknown"),
        converted=tuple(leg for leg in _legs(net) if leg.rate),
        notices=net.notices + tuple(_notices(net)),
    )


def layer_of(net: Network, name: str) -> Layer:
    """One layer of a network, its parties numbered in the network's order."""
    number = {party: place for place, party in enumerate(net.parties)}
    return Layer.of({(number[i], number[j]): amount for (i, j), amount in _amounts(net, name).items()})


def _amounts(net: Network, layer: str) -> dict[tuple[str, str], int]:
    """What moves in the layer, by the pairs of parties that have a leg there."""
    found: dict[tuple[str, str], int] = defaultdict(int)
    for pair in net.pairs:
        for moved in pair.legs:
            if moved.leg.layer == layer:
                found[pair.from_party, pair.to_party] += moved.point
    return found


def _met(net: Network) -> Iterator[Met]:
    """The financiers that their customers pay, the most money first."""
    financing, purchases = (_amounts(net, layer) for layer in LAYERS)
    legs: dict[tuple[str, str, str], list[Leg]] = defaultdict(list)
    for leg in _legs(net):
        legs[leg.from_party, leg.to_party, leg.layer].append(leg)
    found = []
    for (i, j), financed in financing.items():
        if (j, i) in purchases:
            behind = [*legs[i, j, "fin"], *legs[j, i, "pur"]]
            found.append(
                Met(
                    financier=i,
                    customer=j,
                    financed=financed,
                    paid=purchases[j, i],
                    deals=tuple(sorted({leg.deal for leg in behind if leg.deal})),
                )
            )
    yield from sorted(found, key=lambda met: (-met.both, met.financier, met.customer))


def _legs(net: Network) -> Iterator[Leg]:
    """The legs of both layers."""
    yield from (moved.leg for moved in net.moves if moved.leg.layer in LAYERS)


def _notices(net: Network) -> Iterator[Notice]:
    """What was left out beside what no network takes in, and what the amounts rest on."""
    if others := [moved for moved in net.moves if moved.leg.layer not in LAYERS]:
        yield counted("other-layers", others)
    for layer in LAYERS:
        if not _amounts(net, layer):
            yield Notice(code=f"no-{layer}")
    for notice in amount_cautions([moved for moved in net.moves if moved.leg.layer in LAYERS]):
        yield Notice(code="unstated-apart", count=notice.count) if notice.code == "amount-unknown" else notice
