"""The parties that dawra knows, read from the TOML tables beside this module."""

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from dawra.parties.names import fold
from dawra.parties.party import Parent, Party, Rename
from dawra.values import PartialDate


class Registry:
    """Known parties by id and by folded name."""

    def __init__(self, parties: Mapping[str, Party]) -> None:
        self._parties = dict(parties)
        self._by_name = {fold(name): party.id for party in self for name in party.names}
        self._by_identifier = {
            identifier: party.id for party in self for identifier in (party.ticker, party.cik, party.lei) if identifier
        }
        self._units: dict[str, list[str]] = defaultdict(list)
        for party in self:
            for parent in party.parents:
                self._units[parent.id].append(party.id)

    def __iter__(self) -> Iterator[Party]:
        return iter(self._parties.values())

    def __len__(self) -> int:
        return len(self._parties)

    def get(self, party_id: str | None) -> Party | None:
        """The party with this id, or None."""
        return None if party_id is None else self._parties.get(party_id)

    def find(self, name: str) -> Party | None:
        """The party that bears this name, in either script, or has it as its id; None where nobody does."""
        return self._parties.get(name.strip().lower()) or self.get(self._by_name.get(fold(name)))

    def identified(self, identifier: str) -> Party | None:
        """The party with this ticker (``NASDAQ:NVDA``), CIK (ten digits) or LEI (twenty characters)."""
        return self.get(self._by_identifier.get(identifier.strip().upper()))

    def relatives(self, party_id: str) -> tuple[str, ...]:
        """The parents and the units of a party, on whatever days."""
        party = self._parties.get(party_id)
        parents = (parent.id for parent in party.parents) if party else ()
        return (*parents, *self._units.get(party_id, ()))

    def group(self, party_id: str, on: date | None = None) -> str:
        """The id of the topmost parent, today or on a day: ``amazon`` for ``aws``; a stranger is its own."""
        seen = {party_id}
        while (party := self._parties.get(party_id)) and (parent := party.parent(on)) and parent not in seen:
            party_id = parent
            seen.add(party_id)
        return party_id


@cache
def registry() -> Registry:
    """The registry that comes with the package, read once."""
    folder = files("dawra.parties") / "registry"
    tables = sorted((item for item in folder.iterdir() if item.name.endswith(".toml")), key=lambda i: i.name)
    parties: dict[str, Party] = {}
    for table in tables:
        for party_id, fields in tomllib.loads(table.read_text(encoding="utf-8")).items():
            if party_id in parties:
                raise ValueError(f"{table.name}: party {party_id!r} stands in two tables")
            parties[party_id] = _party(party_id, fields)
    return Registry(parties)


def _party(party_id: str, fields: dict[str, Any]) -> Party:
    record: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in fields.items()
    }
    if "parent" in record:
        record["parents"] = (Parent(id=record.pop("parent")),)
    elif "parents" in record:
        record["parents"] = tuple(
            Parent(id=one["id"], since=_day(one.get("since")), until=_day(one.get("until")))
            for one in record["parents"]
        )
    if "renames" in record:
        record["renames"] = tuple(
            Rename(name=one["name"], until=PartialDate(one["until"])) for one in record["renames"]
        )
    return Party(id=party_id, **record)


def _day(text: str | None) -> PartialDate | None:
    return None if text is None else PartialDate(text)
