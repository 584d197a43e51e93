"""The record that leaves this room: one party with its names in two scripts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from dawra.values import PartialDate

_ARABIC = re.compile("[\u0621-\u064a]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parent:
    """A party that has another in its group, from the last day of ``since`` to before the first of ``until``.

    What was bought in July 2025 thus counts from the 31st: a deal of that month may be from before. None is
    without limit: nobody has looked for the day, or it has not come.
    """

    id: str
    since: PartialDate | None = None
    until: PartialDate | None = None

    def holds(self, on: date | None) -> bool:
        """Whether it is the parent on a day; None asks for today's state, which nothing ends."""
        if on is None:
            return self.until is None
        begun, ended = self.turns
        return (begun is None or begun <= on) and (ended is None or on < ended)

    @property
    def turns(self) -> tuple[date | None, date | None]:
        """The first day on which it is the parent, and the first on which it no longer is."""
        begun = self.since.end - timedelta(days=1) if self.since else None
        return begun, self.until.start if self.until else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rename:
    """A name that a party bore before the first day of ``until``."""

    name: str
    until: PartialDate

    @property
    def language(self) -> str:
        """Whose letters it is written in: ``ar`` or ``en``."""
        return "ar" if _ARABIC.search(self.name) else "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A company, fund, bank, exchange or state body, or a publisher that is named as a source.

    ``id`` is canonical (``openai``, lower case, hyphens). ``en`` and ``ar`` are the captions; ``aliases`` all
    further names in either script; ``ambiguous`` those names that are also common words and count only with
    support. ``former`` are earlier names whose last day nobody has looked up, ``renames`` those with it.
    ``parents`` are the groups it belongs to or did; ``rents`` says of a cloud that it also rents capacity
    from others, as the largest do.
    """

    id: str
    en: str
    ar: str
    kind: str
    sector: str
    country: str | None = None
    aliases: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    renames: tuple[Rename, ...] = ()
    ambiguous: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    parents: tuple[Parent, ...] = ()
    ticker: str | None = None
    cik: str | None = None
    lei: str | None = None
    rents: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """Every name, captions first, each once."""
        return tuple(dict.fromkeys((self.en, self.ar, *self.aliases, *self.former_names)))

    @property
    def former_names(self) -> tuple[str, ...]:
        """Every name that it no longer bears."""
        return (*self.former, *(rename.name for rename in self.renames))

    def caption(self, language: str, on: date | None = None) -> str:
        """The name for a page in ``language``: today's, or the one it bore on a day, as far as that is known."""
        worn = [one for one in self.renames if on and one.language == language and on < one.until.start]
        if worn:
            return min(worn, key=lambda one: one.until).name
        return self.ar if language == "ar" else self.en

    def parent(self, on: date | None = None) -> str | None:
        """The id of the group that it belongs to, today or on a day."""
        return next((parent.id for parent in self.parents if parent.holds(on)), None)

    def turns(self) -> Iterator[date]:
        """The days on which its parent changes."""
        for parent in self.parents:
            yield from filter(None, parent.turns)
