"""The words of rights: what may be done with what, by which way, for whom and where.

Each of the five scopes of a right is a set of words from one small taxonomy. A word may lie in others
(``gpt-3`` in ``openai-models``), and stands for itself and for all that lies in it. The tables are data, in both
languages, and a user's own table adds to them.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from dawra.errors import NotFoundError, TableError
from dawra.parties import fold

AXES: Final = ("action", "object", "channel", "segment", "territory")
"""The five scopes of a right, in the order of a question."""

EVENT: Final = "event"
"""The vocabulary of what a right may last until; no scope."""

_NEAR: Final = 3
_FIELDS: Final = {"en": str, "ar": str, "in": list, "owner": str, "words": list}


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One word of a taxonomy: its names in both languages and the words of a text that speak of it.

    ``parents`` are the words that it lies in. ``owner`` is the party whose it is, that of its parents where it
    has none itself; None where it may be anybody's. A word in ``words`` that ends in ``*`` may go on.
    """

    id: str
    en: str
    ar: str
    parents: tuple[str, ...] = ()
    owner: str | None = None
    words: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """All by which a person may call it."""
        return (self.id, self.en, self.ar)


class Taxonomy:
    """The words of one scope and how they lie in one another.

    Raises:
        ValueError: a word lies in one that there is not, or in itself.
    """

    def __init__(self, axis: str, words: Iterable[Word]) -> None:
        self.axis = axis
        self._words = {word.id: word for word in words}
        self._below: dict[str, frozenset[str]] = {}
        above = {name: self._above(name, ()) for name in self._words}
        for name in self._words:
            self._below[name] = frozenset(other for other, over in above.items() if name in over)
        self._owners = {name: self._owner(above[name]) for name in self._words}
        self._called = {fold(called): word.id for word in self for called in reversed(word.names)}

    def __iter__(self) -> Iterator[Word]:
        return iter(self._words.values())

    def __contains__(self, word_id: object) -> bool:
        return word_id in self._words

    def __getitem__(self, word_id: str) -> Word:
        return self._words[word_id]

    def get(self, word_id: str) -> Word | None:
        """The word with this id, or None."""
        return self._words.get(word_id)

    @property
    def all(self) -> frozenset[str]:
        """Every word."""
        return frozenset(self._words)

    def below(self, words: Iterable[str]) -> frozenset[str]:
        """The words with all that lies in them."""
        return frozenset().union(*(self._below[word] for word in words))

    def owner(self, word_id: str) -> str | None:
        """Whose it is; None where it may be anybody's."""
        return self._owners[word_id]

    def grantable(self, grantor: str) -> frozenset[str]:
        """The words to which ``grantor`` can grant a right: its own, and those that may be anybody's."""
        return frozenset(word for word, owner in self._owners.items() if owner in {None, grantor})

    def find(self, text: str) -> str:
        """The id of the word that is called so in either language.

        Raises:
            NotFoundError: there is none, with the nearest that there are.
        """
        if found := self._called.get(fold(text)):
            return found
        near = get_close_matches(fold(text), self._called, n=_NEAR, cutoff=0.5)
        meant = list(dict.fromkeys(self._called[one] for one in near))
        hint = f"Did you mean {', '.join(meant)}? " if meant else ""
        raise NotFoundError(f"no {self.axis} {text!r}. {hint}`dawra rights words {self.axis}` lists them all.")

    def tops(self, words: frozenset[str]) -> tuple[str, ...]:
        """Those of ``words`` that lie in no other of them, in the order of the taxonomy."""
        return tuple(
            word.id for word in self if word.id in words and not any(parent in words for parent in word.parents)
        )

    def _above(self, name: str, path: tuple[str, ...]) -> frozenset[str]:
        """A word and all that it lies in."""
        if name in path:
            raise ValueError(f"{self.axis}: {name!r} lies in itself, by {' > '.join((*path, name))}")
        if name not in self._words:
            raise ValueError(f"{self.axis}: {path[-1]!r} lies in {name!r}, which there is not")
        return frozenset({name}).union(*(self._above(parent, (*path, name)) for parent in self._words[name].parents))

    def _owner(self, above: frozenset[str]) -> str | None:
        """The nearest owner: the one that is set the furthest down."""
        owned = [name for name in above if self._words[name].owner]
        return self._words[min(owned, key=lambda name: (len(self._below[name]), name))].owner if owned else None


Taxonomies = Mapping[str, Taxonomy]
"""By the name of the scope; ``event`` beside the five."""


@cache
def taxonomies() -> Taxonomies:
    """The taxonomies that come with the package."""
    folder = files("dawra.claims") / "taxonomies"
    tables = {axis: tomllib.loads((folder / f"{axis}.toml").read_text(encoding="utf-8")) for axis in (*AXES, EVENT)}
    return {axis: Taxonomy(axis, [_word(axis, *item) for item in table.items()]) for axis, table in tables.items()}


def extended(path: Path) -> Taxonomies:
    """The taxonomies with the words of a user's table: one section for each, ``[object.our-models]``.

    A word that is there already is replaced.

    Raises:
        TableError: the file is no such table.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise TableError(
            str(path), None, f"no taxonomy ({error})", "Write TOML such as [object.our-models]."
        ) from error
    base = taxonomies()
    if unknown := sorted(table.keys() - base.keys()):
        raise TableError(str(path), None, f"unknown section {unknown[0]!r}", f"Write one of {', '.join(base)}.")
    try:
        return {
            axis: Taxonomy(
                axis,
                {
                    **{word.id: word for word in known},
                    **{id_: _word(axis, id_, fields) for id_, fields in own.items()},
                }.values(),
            )
            if (own := table.get(axis))
            else known
            for axis, known in base.items()
        }
    except ValueError as error:
        raise TableError(str(path), None, str(error), "Each word: en, ar and, if wanted, in, owner, words.") from error


def _word(axis: str, word_id: str, fields: Any) -> Word:  # noqa: ANN401 - what TOML gives
    """A word as a table tells it; ``ValueError`` for what breaks its form."""
    if not isinstance(fields, dict):
        raise ValueError(f"{axis}: {word_id!r} is no table")  # noqa: TRY004 - of the file, not of a caller
    for name, value in fields.items():
        if name not in _FIELDS or not isinstance(value, _FIELDS[name]):
            raise ValueError(f"{axis}: {word_id!r} has {name} = {value!r}")
    if not fields.get("en") or not fields.get("ar"):
        raise ValueError(f"{axis}: {word_id!r} needs its names, en and ar")
    return Word(
        id=word_id,
        en=fields["en"],
        ar=fields["ar"],
        parents=tuple(fields.get("in", ())),
        owner=fields.get("owner"),
        words=tuple(fields.get("words", ())),
    )
