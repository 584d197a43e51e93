"""What a scenario says: which money is struck, how, and from when until when.

A shock names its legs by what they are (who pays whom, kind, layer, status) wherever that will do, rather than by
the ids of deals, so that a scenario still means the same when the ledger has grown.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Final

from dawra.analyses.rights_of_use.answer import Query
from dawra.flows import Leg

ON_LEGS: Final = ("cancel", "cut", "pays", "no_funding", "stops_investing", "delay")
"""Shocks that change money; those from `cut` to `stops_investing` are cuts of certain legs."""

ON_RIGHTS: Final = ("right_ends", "exclusivity_ends")
"""Shocks that change rights: one is over, or holds on and bars nobody any more."""

ACTS: Final = (*ON_LEGS, "valuation_falls", *ON_RIGHTS)
"""What a shock can do."""

Text = Mapping[str, str]
"""The same words by language, ``en`` and ``ar``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Which:
    """Legs by what they are: one of each list that is not empty. ``parties`` may stand at either end.

    ``kinds`` are those of deals, which a table of legs does not tell; ``excepted`` are deals that are left alone.
    A deal is named by its id or the start of it. ``modes`` are those of rights, of which ``parties`` are grantor or
    holder.
    """

    deals: tuple[str, ...] = ()
    excepted: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    layers: tuple[str, ...] = ()
    payers: tuple[str, ...] = ()
    payees: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()

    def takes(self, leg: Leg, kinds: Mapping[str, str]) -> bool:
        """Whether ``leg`` is meant; ``kinds`` holds the kind of each deal by its id."""
        return (
            (not self.deals or _starts(leg.deal, self.deals))
            and not _starts(leg.deal, self.excepted)
            and (not self.kinds or kinds.get(leg.deal, "") in self.kinds)
            and (not self.statuses or leg.status in self.statuses)
            and (not self.layers or leg.layer in self.layers)
            and (not self.payers or leg.from_party in self.payers)
            and (not self.payees or leg.to_party in self.payees)
            and (not self.parties or not {leg.from_party, leg.to_party}.isdisjoint(self.parties))
        )

    @property
    def named(self) -> tuple[str, ...]:
        """Every party that it names, each once."""
        return tuple(dict.fromkeys((*self.parties, *self.payers, *self.payees)))

    def renamed(self, ids: Mapping[str, str]) -> "Which":
        """The same with the parties called as in ``ids``; one that is not in it keeps its name."""
        payers, payees, parties = (
            tuple(ids.get(name, name) for name in names) for names in (self.payers, self.payees, self.parties)
        )
        return replace(self, payers=payers, payees=payees, parties=parties)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shock:
    """What happens to the legs of ``which`` in ``[start, end)``; None is from the day of the scenario, without end.

    ``share`` is the part that falls away, of money or, where a valuation falls, of value; ``months`` is how much
    later money moves. ``untimed`` says whether money is struck too of which nobody told when it moves.
    """

    act: str
    which: Which
    share: Fraction = Fraction(1)
    months: int = 0
    start: date | None = None
    end: date | None = None
    untimed: bool = True

    def __post_init__(self) -> None:
        if self.act not in ACTS:
            raise ValueError(f"unknown shock {self.act!r}: one of {', '.join(ACTS)}")
        if not 0 <= self.share <= 1:
            raise ValueError(f"a share of {self.share}: it lies from 0 to 1")
        if self.months < 0:
            raise ValueError(f"a delay of {self.months} months: nothing moves before its time")
        if self.start is not None and self.end is not None and self.end <= self.start:
            raise ValueError(f"a shock cannot run from {self.start} to {self.end}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """Shocks as of the end of the day ``as_of``, and the horizon: the days from the next until before ``until``.

    ``kappa`` is the part of a purchase that its customer cannot avoid (methods §7.1), ``alpha`` and ``beta`` what a
    defaulter passes on of its own assets and of what others pay it. ``questions`` are asked of the rights, before and
    after. ``currency``, ``level`` and ``view`` are None where
    the file leaves them to whoever asks.
    """

    name: Text
    description: Text = field(default_factory=dict)
    as_of: date
    until: date
    currency: str | None = None
    level: str | None = None
    view: str | None = None
    kappa: Fraction = Fraction(1)
    alpha: Fraction = Fraction(1)
    beta: Fraction = Fraction(1)
    shocks: tuple[Shock, ...]
    questions: tuple[Query, ...] = ()

    def __post_init__(self) -> None:
        if self.until <= self.start:
            raise ValueError(f"a horizon cannot run from {self.start} to {self.until}")

    @property
    def start(self) -> date:
        """The first day of the horizon: what moved by the end of the day before stays as it was."""
        return self.as_of + timedelta(days=1)

    @property
    def window(self) -> tuple[date, date]:
        """The horizon as a half-open interval of days."""
        return self.start, self.until

    @property
    def named(self) -> tuple[str, ...]:
        """Every party that a shock on money or on a value names, each once."""
        return tuple(
            dict.fromkeys(name for shock in self.shocks if shock.act not in ON_RIGHTS for name in shock.which.named)
        )

    @property
    def strikes_money(self) -> bool:
        """Whether any of its shocks changes legs."""
        return any(shock.act in ON_LEGS for shock in self.shocks)

    def renamed(self, ids: Mapping[str, str]) -> "Scenario":
        """The same scenario with its parties called as in ``ids``."""
        shocks = tuple(replace(shock, which=shock.which.renamed(ids)) for shock in self.shocks)
        questions = tuple(replace(one, actor=ids.get(one.actor, one.actor)) for one in self.questions)
        return replace(self, shocks=shocks, questions=questions)

    @property
    def everyone(self) -> tuple[str, ...]:
        """Every party that it names anywhere, each once."""
        shocked = (name for shock in self.shocks for name in shock.which.named)
        return tuple(dict.fromkeys((*shocked, *(one.actor for one in self.questions))))


def _starts(deal: str, ids: tuple[str, ...]) -> bool:
    return bool(deal) and any(deal.startswith(one) for one in ids)
