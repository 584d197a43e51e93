"""Small networks of legs, written out or drawn at random."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from dawra.flows import Leg

# How many examples a property gets: 100 in CI, 1,000 with DAWRA_SOAK=1.
settings.register_profile(
    "dawra",
    max_examples=1000 if os.environ.get("DAWRA_SOAK") else 100,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("dawra")

PARTIES = "ABCDEF"
DAY = date(2025, 1, 1)


def leg(from_party: str, to_party: str, amount: int, **fields: Any) -> Leg:  # noqa: ANN401 - any field
    """One leg of ``amount`` minor units, a purchase unless said otherwise."""
    return Leg(
        **{
            "from_party": from_party,
            "to_party": to_party,
            "layer": "pur",
            "low": amount,
            "point": amount,
            "high": amount,
            "currency": "USD",
            "start": DAY,
            **fields,
        }
    )


def network_of(text: str) -> list[Leg]:
    """Legs from a line such as ``N>O 10 fin, O>M 20``, each a deal of its own: d1, d2, ..."""
    legs = []
    for number, part in enumerate(text.split(","), start=1):
        ends, amount, *layer = part.split()
        from_party, to_party = ends.split(">")
        fields = {"layer": layer[0]} if layer else {}
        legs.append(leg(from_party, to_party, int(amount), deal=f"d{number}", **fields))
    return legs


MINI = network_of("N>O 10 fin, N>W 2 fin, M>O 13 fin, O>R 12, O>M 20, R>N 15, W>N 8")
"""EX-2.1."""


def amounts(legs: Iterable[Leg]) -> dict[tuple[str, str], int]:
    """The sum of each ordered pair, legs to itself and to the outside left out."""
    found: dict[tuple[str, str], int] = {}
    for one in legs:
        ends = one.from_party, one.to_party
        if "*" not in ends and ends[0] != ends[1]:
            found[ends] = found.get(ends, 0) + one.point
    return found


def relabelled(legs: Sequence[Leg], names: Sequence[str]) -> list[Leg]:
    """The same legs with other names for A to F."""
    new = {"*": "*", **dict(zip(PARTIES, names, strict=True))}
    return [replace(one, from_party=new[one.from_party], to_party=new[one.to_party]) for one in legs]


def networks(*, largest: int = 12, most: int = 14, parties: str = PARTIES) -> st.SearchStrategy[list[Leg]]:
    """Up to ``most`` legs among ``parties``, parallel ones included, each a deal of its own."""
    one = st.tuples(st.permutations(parties), st.integers(0, largest), st.sampled_from(["fin", "pur", "oth"]))
    return st.lists(one, max_size=most).map(
        lambda drawn: [
            leg(ends[0], ends[1], amount, layer=layer, deal=f"d{number}")
            for number, (ends, amount, layer) in enumerate(drawn)
        ]
    )


def uncertain_networks(*, most: int = 6) -> st.SearchStrategy[list[Leg]]:
    """Legs among three parties whose amounts are ranges, sometimes without limit."""
    one = st.tuples(
        st.permutations("ABC"),
        st.lists(st.integers(0, 9), min_size=3, max_size=3).map(sorted),
        st.booleans(),
    )
    return st.lists(one, max_size=most).map(
        lambda drawn: [
            leg(ends[0], ends[1], point, low=low, high=None if endless else high, deal=f"d{number}")
            for number, (ends, (low, point, high), endless) in enumerate(drawn)
        ]
    )


def scheduled_legs() -> st.SearchStrategy[Leg]:
    """A leg over a term, or in one step."""
    return st.builds(
        lambda amount, start, days: leg(
            "A",
            "B",
            amount,
            start=DAY + timedelta(start),
            end=DAY + timedelta(start + days) if days else None,
        ),
        st.integers(0, 10**13),
        st.integers(0, 100),
        st.integers(0, 900),
    )
