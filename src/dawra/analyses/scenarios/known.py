"""What is known beside the legs themselves: kinds of deals, cash, stakes, valuations and rights."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from dawra.analyses.rights_of_use.right import RightOfUse
from dawra.analyses.scenarios.values import Valued
from dawra.flows import Opening
from dawra.values import StatusProbabilities


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """All of it in minor units of the currency of the legs; what is not here nobody knows.

    ``kinds`` holds the kind of each deal by its id, None of a table, which does not tell them. ``cash`` is what parties
    hold on the day of the scenario, ``told`` the period of which that was stated, and ``whole`` says that it is all
    that anybody has. ``probabilities`` are those with which a deal of a status comes about. ``shares`` are stakes by
    (holder, issuer), ``valuations`` by issuer. ``rights`` are those of use, ``day`` the one as known on which they
    are asked.
    """

    kinds: Mapping[str, str] | None = None
    cash: Mapping[str, Opening] = field(default_factory=dict)
    told: Mapping[str, str] = field(default_factory=dict)
    whole: bool = False
    probabilities: StatusProbabilities | None = None
    shares: Mapping[tuple[str, str], Fraction] = field(default_factory=dict)
    valuations: Mapping[str, Valued] = field(default_factory=dict)
    rights: Sequence[RightOfUse] = ()
    day: date | None = None
