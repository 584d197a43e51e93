"""A right of use, how amendments change it, and whether it is in force on a day (methods §9).

A right is ``(grantor, holder, action, object, channel, segment, territory, [start, end), mode, exceptions,
conditions)``. A scope that nobody states is unknown, never "all". What is unknown stays unknown: it makes an
answer conditional, and never a bar.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final

from dawra.analyses.rights_of_use.kleene import Truth, every

MODES: Final = ("exclusive", "sole", "non_exclusive", "first_refusal")
BARRING: Final = frozenset({"exclusive", "sole"})

PROMISES: Final = ("buy",)
"""Actions that one promises to do with the holder alone, which leaves others free; no licence is needed for them."""

CHANGEABLE: Final = (
    "mode", "action", "object", "channel", "segment", "territory", "end", "until_event", "exceptions", "conditions",
)  # fmt: skip
"""The fields that an amendment can replace."""

Interval = tuple[date, date]
Words = tuple[str, ...] | None
"""Words of a taxonomy; None is unstated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words that a right rests on, and where they stand.

    ``retold`` says that they are a summary of the page in other words, which is no quotation. ``spans`` are the
    places in the document; None and empty where the words stand in no ledger.
    """

    text: str
    document: str | None = None
    claim: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    retold: bool = False
    spans: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """Something that nobody can say yet, and on which an answer hangs.

    Codes: ``scope-unstated`` (``detail`` is the scope), ``mode-unstated``, ``start-unstated``,
    ``start-uncertain`` and ``end-uncertain`` (``between`` are the days), ``end-unstated``, ``until-event``
    (the event), ``not-agreed`` (the status), ``condition`` (what it hangs on), ``depends-on-part``.
    """

    code: str
    right: str | None = None
    detail: str | None = None
    between: Interval | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """A change of named fields of one right, in force from ``effective`` on and known since ``known``."""

    id: str
    effective: date
    known: date
    changes: Mapping[str, Any]
    deal: str | None = None
    evidence: tuple[Quote, ...] = ()

    def __post_init__(self) -> None:
        if unknown := sorted(set(self.changes) - set(CHANGEABLE)):
            raise ValueError(f"an amendment cannot change {unknown[0]!r}: only {', '.join(CHANGEABLE)}")

    @property
    def order(self) -> tuple[date, date, str]:
        """What amendments are folded by: (effective, known, id)."""
        return self.effective, self.known, self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class RightOfUse:
    """Who may do what with what, by which way, for whom and where, granted by whom and for how long.

    ``mode`` is exclusive (bars everybody else, the grantor too), sole (everybody but the grantor),
    non_exclusive (bars nobody) or first_refusal (obliges to offer to the holder first). ``start`` holds the first
    and the last day on which it can begin, ``end`` the first day on which it can be over and the first on which it
    surely is; None is unstated. ``exceptions`` are words of any scope, and ids of parties that it does not bind.
    ``binds`` is ``all``, or ``grantor`` where it is a promise of the grantor's that leaves others free, as an
    exclusive supply contract is. ``status`` is how far the deal has got; None counts as agreed.
    """

    id: str
    grantor: str
    holder: str
    known: date
    mode: str | None = None
    action: Words = None
    object: Words = None
    channel: Words = None
    segment: Words = None
    territory: Words = None
    start: Interval | None = None
    end: Interval | None = None
    until_event: str | None = None
    exceptions: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    binds: str = "all"
    status: str | None = None
    deal: str | None = None
    evidence: tuple[Quote, ...] = ()
    amendments: tuple[Amendment, ...] = field(default=())

    def __post_init__(self) -> None:
        if self.mode not in {None, *MODES}:
            raise ValueError(f"unknown mode {self.mode!r}: one of {', '.join(MODES)}")
        if self.binds not in {"all", "grantor"}:
            raise ValueError(f"unknown binds {self.binds!r}: all or grantor")
        for name in ("start", "end"):
            if (days := getattr(self, name)) and days[0] > days[1]:
                raise ValueError(f"{name} lies between {days[0]} and {days[1]}, which is before it")

    @property
    def exclusive(self) -> Truth:
        """Whether it bars others; None where no mode is stated."""
        return None if self.mode is None else self.mode in BARRING


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """What a right says on the days ``[since, until)``; None is without limit.

    ``right`` has no amendments any more: those that made it are in ``made_by``.
    """

    right: RightOfUse
    since: date | None
    until: date | None
    made_by: tuple[Amendment, ...]
    horizon: date

    def in_force(self, day: date) -> tuple[Truth, tuple[Condition, ...]]:
        """Whether the right, in this version, is in force on ``day``, and on what that hangs.

        A right without a stated end, or until an event, is in force up to the last day that one looks back
        from (``horizon``): its end would have been told of. Beyond that day nobody can say.
        """
        right = self.right
        facts: list[tuple[Truth, Condition | None]] = [
            _started(right, day),
            *_ended(right, day, self.horizon),
            (None, Condition(code="not-agreed", right=right.id, detail=right.status))
            if right.status in _OPEN
            else (True, None),
            *((None, Condition(code="condition", right=right.id, detail=what)) for what in right.conditions),
        ]
        value = every(fact for fact, _ in facts)
        return value, tuple(why for fact, why in facts if why and fact is None) if value is None else ()


_OPEN: Final = frozenset({"rumoured", "in_talks", "planned"})


def versions(right: RightOfUse, known: date | None = None) -> tuple[Version, ...]:
    """What a right says over time, as known on a day; nothing where it was not known yet.

    ``version(t, k)`` is the fold of the amendments with effective ≤ t and known ≤ k in the order (effective,
    known, id). None for ``known`` counts all, and looks back from the last day on which the right was told of.
    """
    if known is not None and right.known > known:
        return ()
    counting = sorted(
        (one for one in right.amendments if known is None or one.known <= known), key=lambda one: one.order
    )
    horizon = known or max([right.known, *(one.known for one in counting)])
    state = replace(right, amendments=())
    made_by: tuple[Amendment, ...] = ()
    found: list[Version] = [Version(right=state, since=None, until=None, made_by=(), horizon=horizon)]
    for amendment in counting:
        state, made_by = replace(state, **amendment.changes), (*made_by, amendment)
        last = found.pop()
        if last.since != amendment.effective:  # of one day's amendments only the last fold lasts
            found.append(replace(last, until=amendment.effective))
        found.append(Version(right=state, since=amendment.effective, until=None, made_by=made_by, horizon=horizon))
    return tuple(found)


def version(right: RightOfUse, day: date, known: date | None = None) -> Version | None:
    """What a right says on one day, as known on another; None where it was not known yet."""
    return next(
        (
            one
            for one in versions(right, known)
            if (one.since is None or one.since <= day) and (one.until is None or day < one.until)
        ),
        None,
    )


def _started(right: RightOfUse, day: date) -> tuple[Truth, Condition | None]:
    if right.start is None:
        return (True, None) if day >= right.known else (None, Condition(code="start-unstated", right=right.id))
    first, last = right.start
    if day >= last:
        return True, None
    return (
        (False, None) if day < first else (None, Condition(code="start-uncertain", right=right.id, between=right.start))
    )


def _ended(right: RightOfUse, day: date, horizon: date) -> list[tuple[Truth, Condition | None]]:
    """That its end has not come, and that no event has ended it."""
    facts: list[tuple[Truth, Condition | None]] = []
    if right.end is not None:
        low, high = right.end
        if day >= high:
            return [(False, None)]
        if day >= low:
            facts.append((None, Condition(code="end-uncertain", right=right.id, between=right.end)))
    if day > horizon and right.until_event is not None:
        facts.append((None, Condition(code="until-event", right=right.id, detail=right.until_event)))
    elif day > horizon and right.end is None:
        facts.append((None, Condition(code="end-unstated", right=right.id)))
    return facts
