"""What goes round before and after, and what vendors fund of their own sales."""

from collections.abc import Sequence
from typing import Final

from dawra.analyses.circulation import arcs_of, heaviest
from dawra.analyses.netting.bounds import circulation_range
from dawra.analyses.netting.box import Box
from dawra.analyses.netting.circles import headline_of
from dawra.analyses.scenarios.finding import Beside, Round
from dawra.analyses.scenarios.sums import EVER
from dawra.analyses.tracing.history import History
from dawra.analyses.tracing.measures import financiers, together
from dawra.flows import UNKNOWN, Leg, Network

_TRACED: Final = 10_000
"""Legs up to which what vendors fund themselves is traced, twice."""


def going_round(base: Network, after: Network) -> Round:
    """Gross and circulation of the point amounts before and after, and what circulation could be."""
    one, other = _figures(base), _figures(after)
    gross, circulation, least, most = (Beside(base=one[place], shocked=other[place]) for place in range(len(one)))
    return Round(window=base.window, gross=gross, circulation=circulation, least=least, most=most)


def _figures(net: Network) -> tuple[int | None, ...]:
    """Gross and circulation, and the ends of what circulation could be."""
    headline = headline_of(net, int(heaviest(arcs_of(net)).sum()))
    low, high = circulation_range(Box.of(net))
    return headline["gross"], headline["circulation"], int(low), None if high is None else int(high)


def self_funded(base: Sequence[Leg], after: Sequence[Leg], currency: str | None) -> Beside:
    """The most that all vendors together fund of their own sales; None where the network is too large."""
    if len(base) > _TRACED:
        return Beside(base=None, shocked=None)
    one, other = (_joint(legs, currency) for legs in (base, after))
    return Beside(base=one, shocked=other)


def _joint(legs: Sequence[Leg], currency: str | None) -> int | None:
    history = History.of(
        legs, clock="static", openings=UNKNOWN, window=EVER, currency=currency, graph="M", days_ordered=False
    )
    most = together(history, financiers(history))
    return None if most is None else int(most)
