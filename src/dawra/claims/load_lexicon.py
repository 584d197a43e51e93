"""The lexicon that comes with the package, read once and checked against what the code can do with it."""

import tomllib
from collections.abc import Container, Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from dawra.claims.lexicon import Lexicon
from dawra.claims.needs import NEEDS
from dawra.claims.ways import WAYS
from dawra.values import KINDS

_NO_WAY = ""
"""Leaves a rank empty, so that the ways behind it count for less."""


@cache
def lexicon() -> Lexicon:
    """Both languages at once: names and loan words cross the border all the time.

    Raises:
        ValueError: a trigger names a kind, a role, a way or a need that nothing in the code stands for.
    """
    folder = files("dawra.claims") / "lexicons"
    tables = [tomllib.loads((folder / name).read_text(encoding="utf-8")) for name in ("ar.toml", "en.toml")]
    check(*tables)
    return Lexicon(*tables)


def check(*tables: dict[str, Any]) -> None:
    """Refuse tables with a word that would silently mean nothing."""
    prepositions = {key for table in tables for key in table.get("prepositions", {})}
    roles = {role.name for kind in KINDS.values() for role in kind.roles}
    for table in tables:
        for trigger in table.get("trigger", ()):
            _known(trigger, "kind", _kinds(trigger), KINDS)
            _known(trigger, "need", trigger.get("needs", ()), NEEDS)
            _known(trigger, "role", trigger["roles"], roles)
            ways = [way for row in trigger["roles"].values() for way in row]
            _known(trigger, "way", ways, {*WAYS, *prepositions, _NO_WAY})


def _kinds(trigger: dict[str, Any]) -> Iterator[str]:
    yield trigger["kind"]
    yield from trigger.get("object_kinds", {}).values()
    yield from trigger.get("goods_kinds", {}).values()


def _known(trigger: dict[str, Any], what: str, names: Iterable[str], known: Container[str]) -> None:
    for name in names:
        if name not in known:
            raise ValueError(f"lexicon: unknown {what} {name!r} of the trigger {trigger['words'][0]!r}")
