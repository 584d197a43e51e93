"""The lexicon says nothing that the code would not understand."""

from typing import Any

import pytest

from dawra.claims.load_lexicon import check, lexicon

TRIGGER: dict[str, Any] = {"kind": "supply", "words": ["supply"], "roles": {"customer": ["to"]}}
PREPOSITIONS = {"to": ["to"]}


def test_both_tables_are_understood() -> None:
    """The tables of the package load, and every list of words that the code asks for by name has words."""
    assert lexicon().words("words", "passive")


@pytest.mark.parametrize(
    "fault",
    [
        {"kind": "gift"},
        {"needs": ["luck"]},
        {"roles": {"giver": ["to"]}},
        {"roles": {"customer": ["by_luck"]}},
        {"goods_kinds": {"chips": "gift"}},
    ],
)
def test_an_unknown_name_stops_the_load(fault: dict[str, Any]) -> None:
    """A kind, need, role or way that is misspelt would otherwise silently never be met."""
    check({"prepositions": PREPOSITIONS, "trigger": [TRIGGER]})
    with pytest.raises(ValueError, match="unknown"):
        check({"prepositions": PREPOSITIONS, "trigger": [{**TRIGGER, **fault}]})
