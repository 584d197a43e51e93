"""Rights that a user writes down: a TOML file with one ``[[right]]`` for each, and ``[[amendment]]`` for changes.

    [[right]]
    id = "R1"
    grantor = "openai"
    holder = "microsoft"
    mode = "exclusive"
    action = ["sell"]
    object = ["openai-models"]
    start = "2025-10-28"
    end = "2030/2033"          # one of these years
    known = "2025-12-17"
    quote = "…"

    [[amendment]]
    right = "R1"
    effective = "2026-04-27"
    known = "2026-04-28"
    mode = "non_exclusive"

What is not written is unstated, and unknown. An event or an end that an amendment takes away is ``""``.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final

from dawra.analyses.rights_of_use.right import CHANGEABLE, MODES, Amendment, Interval, Quote, RightOfUse
from dawra.claims.taxonomy import AXES, EVENT, Taxonomies, taxonomies
from dawra.errors import NotFoundError, TableError
from dawra.parties import registry
from dawra.values import PartialDate

_QUOTE: Final = ("quote", "publisher", "published", "url")
_RIGHT: Final = ("id", "grantor", "holder", "known", "start", "binds", "status", *CHANGEABLE, *_QUOTE)
_AMENDMENT: Final = ("id", "right", "effective", "known", *CHANGEABLE, *_QUOTE)


def read_rights(path: Path, *, words: Taxonomies | None = None) -> tuple[RightOfUse, ...]:
    """The rights of a table, with their amendments.

    Raises:
        TableError: the file breaks its form; the message says in which right and which field.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise TableError(str(path), None, f"no table of rights ({error})", "Write TOML with [[right]].") from error
    return _Reader(str(path), words or taxonomies()).rights(table)


class _Reader:
    """One table while it is read."""

    def __init__(self, path: str, words: Taxonomies) -> None:
        self._path = path
        self._words = words

    def rights(self, table: Mapping[str, Any]) -> tuple[RightOfUse, ...]:
        for name in table:
            self._known_name(name, ("right", "amendment"), "the table")
        found: dict[str, RightOfUse] = {}
        for number, record in enumerate(self._list(table, "right"), start=1):
            place = f"right {record.get('id', number)!r}"
            right = self._right(record, place, str(record.get("id", f"R{number}")))
            if right.id in found:
                raise self._wrong(place, "the id stands twice", "Give each right its own.")
            found[right.id] = right
        for number, record in enumerate(self._list(table, "amendment"), start=1):
            place = f"amendment {number}"
            right_id = str(record.get("right", ""))
            if right_id not in found:
                raise self._wrong(place, f"right {right_id!r} is not there", f"Write one of {', '.join(found)}.")
            right = found[right_id]
            amendment = self._amendment(record, place, f"{right_id}/{number}")
            found[right_id] = replace(right, amendments=(*right.amendments, amendment))
        return tuple(found.values())

    def _right(self, record: Mapping[str, Any], place: str, right_id: str) -> RightOfUse:
        self._names(record, _RIGHT, ("grantor", "holder"), place)
        start = self._date(record, "start", place)
        known = self._date(record, "known", place) or start
        if known is None:
            raise self._wrong(place, "neither known nor start", "Write since when one could know of it.")
        changes = self._changes(record, place)
        try:
            return RightOfUse(
                id=right_id,
                grantor=_party(record["grantor"]),
                holder=_party(record["holder"]),
                known=known.start,
                start=None if start is None else (start.start, date.fromordinal(start.end.toordinal() - 1)),
                binds=record.get("binds", "all"),
                status=record.get("status"),
                evidence=_quotes(record),
                **changes,
            )
        except ValueError as error:
            raise self._wrong(place, str(error), "Correct it.") from error

    def _amendment(self, record: Mapping[str, Any], place: str, amendment_id: str) -> Amendment:
        self._names(record, _AMENDMENT, ("right", "effective"), place)
        effective = self._date(record, "effective", place)
        if effective is None:
            raise self._wrong(place, "no effective day", "Write from which day on it holds.")
        known = self._date(record, "known", place) or effective
        return Amendment(
            id=str(record.get("id", amendment_id)),
            effective=effective.start,
            known=known.start,
            changes=self._changes(record, place),
            evidence=_quotes(record),
        )

    def _changes(self, record: Mapping[str, Any], place: str) -> dict[str, Any]:
        """The fields that rights and amendments share, as the record of a right holds them."""
        changes: dict[str, Any] = {}
        for name in (*AXES, "exceptions", "conditions"):
            if name in record:
                changes[name] = tuple(self._word(name, item, place) for item in self._items(record, name, place))
        if "mode" in record:
            changes["mode"] = record["mode"] or None
            if changes["mode"] not in {None, *MODES}:
                raise self._wrong(place, f"unknown mode {record['mode']!r}", f"Write one of {', '.join(MODES)}.")
        if "until_event" in record:
            event = record["until_event"]
            changes["until_event"] = self._word(EVENT, event, place) if event else None
        if "end" in record:
            changes["end"] = self._end(record, place)
        return changes

    def _end(self, record: Mapping[str, Any], place: str) -> Interval | None:
        day = self._date(record, "end", place)
        if day is None:
            return None
        return (day.start, day.start) if day.is_day else (day.start, day.end)

    def _word(self, name: str, item: str, place: str) -> str:
        """A word of its taxonomy; what is excepted is one of any, else a party; a condition is said as it is."""
        if name == "conditions":
            return item
        if name == "exceptions":
            return next((item for axis in AXES if item in self._words[axis]), None) or _party(item)
        try:
            return self._words[name].find(item)
        except NotFoundError as error:
            raise self._wrong(place, f"{name} {item!r}", str(error)) from error

    def _items(self, record: Mapping[str, Any], name: str, place: str) -> list[str]:
        value = record[name]
        items = [value] if isinstance(value, str) else value
        if not isinstance(items, list) or not items or not all(isinstance(item, str) for item in items):
            if name in {"exceptions", "conditions"} and items == []:
                return []
            raise self._wrong(place, f"{name} = {value!r}", "Write words in quotes, such as ['sell'], or leave it out.")
        return items

    def _date(self, record: Mapping[str, Any], name: str, place: str) -> PartialDate | None:
        value = record.get(name)
        if value in {None, ""}:
            return None
        try:
            return PartialDate(str(value))
        except ValueError as error:
            raise self._wrong(place, name, f"{error}.") from error

    def _names(self, record: Mapping[str, Any], known: tuple[str, ...], needed: tuple[str, ...], place: str) -> None:
        for name in record:
            self._known_name(name, known, place)
        for name in needed:
            if not isinstance(record.get(name), str) or not record[name]:
                raise self._wrong(place, f"no {name}", f"It needs {' and '.join(needed)}.")

    def _known_name(self, name: str, known: tuple[str, ...], place: str) -> None:
        if name not in known:
            near = get_close_matches(name, known, n=1)
            hint = f"Did you mean {near[0]}?" if near else f"Write some of {', '.join(known)}."
            raise self._wrong(place, f"unknown name {name!r}", hint)

    def _list(self, table: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
        records = table.get(name, [])
        if not isinstance(records, list) or not all(isinstance(record, dict) for record in records):
            raise self._wrong(name, "no list of tables", f"Write [[{name}]] above each.")
        return records

    def _wrong(self, place: str, found: str, advice: str) -> TableError:
        return TableError(self._path, None, f"{place}: {found}", advice)


def _party(name: str) -> str:
    """The id of a party by any name of the registry; of a stranger the name as written."""
    known = registry().find(name)
    return known.id if known else name


def _quotes(record: Mapping[str, Any]) -> tuple[Quote, ...]:
    if not record.get("quote"):
        return ()
    publisher, published, url = (None if record.get(name) is None else str(record[name]) for name in _QUOTE[1:])
    return (Quote(text=str(record["quote"]), publisher=publisher, published=published, url=url),)
