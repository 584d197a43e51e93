"""Statistics of the data beside those of the networks that a null allows (methods §5)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from dawra.analyses.chance.layered import Draws, Statistic
from dawra.analyses.chance.nulls import Null, exact_values, sampled_values, space
from dawra.analyses.chance.p_values import PValue, benjamini_hochberg, p_value


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A statistic of the data beside those of the null.

    ``amounts`` says that it is an amount in minor units, else it is a count. ``count`` is how many networks
    the null allows, told apart as the statistic tells them apart; None where they are more than a million, or
    too many to count. ``q`` is p for all statistics together: the least rate of false findings at which it
    would be one.
    """

    statistic: str
    amounts: bool
    count: int | None
    p_value: PValue
    q: Fraction


def compare(
    nulls: Sequence[Null],
    size: int,
    statistics: Mapping[str, Statistic],
    draws: int,
    *,
    stated: Sequence[Null] | None = None,
) -> tuple[Compared, ...]:
    """Compare the layers of ``nulls``, among ``size`` parties, with the networks that these allow.

    Statistics of amounts look at the layers of ``stated`` instead, where these are given. A statistic looks at all
    networks where they are few enough, else at ``draws`` of them, the same for all that look at the same layers.
    """
    found: dict[str, tuple[int | None, PValue]] = {}
    for of, those in _by_layers(nulls, stated, statistics):
        found |= _values(of, size, those, draws)
    rates = benjamini_hochberg([found[name][1].p for name in statistics])
    return tuple(
        Compared(statistic=name, amounts=one.amounts, count=found[name][0], p_value=found[name][1], q=rate)
        for (name, one), rate in zip(statistics.items(), rates, strict=True)
    )


def _by_layers(
    nulls: Sequence[Null], stated: Sequence[Null] | None, statistics: Mapping[str, Statistic]
) -> Iterator[tuple[Sequence[Null], dict[str, Statistic]]]:
    """Which statistics look at which layers."""
    if stated is None:
        yield nulls, dict(statistics)
        return
    for of, amounts in ((nulls, False), (stated, True)):
        yield of, {name: one for name, one in statistics.items() if one.amounts == amounts}


def _values(
    nulls: Sequence[Null], size: int, statistics: Mapping[str, Statistic], draws: int
) -> dict[str, tuple[int | None, PValue]]:
    """How many networks there are for each statistic, and its p."""
    layers = [Draws.observed(null.layer) for null in nulls]
    counts = {name: space(nulls, amounts=one.amounts) for name, one in statistics.items()}
    drawn = [name for name, count in counts.items() if count is None or count > statistics[name].most]
    values = dict(zip(drawn, sampled_values(nulls, size, [statistics[name] for name in drawn], draws), strict=True))
    return {
        name: (
            counts[name],
            p_value(
                int(one.of(layers, size)[0]),
                values[name] if name in values else exact_values(nulls, size, one),
                exact=name not in values,
            ),
        )
        for name, one in statistics.items()
    }
