"""Whom a name may mean, and why; what merely looks alike decides nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dawra.parties import registry
from dawra.parties.match import ALIKE, DECIDING, HOW, matches

LEDGER = {"acme": {"Acme Systems Inc."}, "نخله-الرقميه": {"نخلة الرقمية"}, "tigran": {"Tigran"}}


@pytest.mark.parametrize(
    ("text", "party", "how"),
    [
        ("NASDAQ:NVDA", "nvidia", "identifier"),
        ("nasdaq:nvda", "nvidia", "identifier"),
        ("0001045810", "nvidia", "identifier"),
        ("549300S4KLFTLO7GSQ80", "nvidia", "identifier"),
        ("openai", "openai", "identifier"),
        ("acme", "acme", "identifier"),
        ("إنفيديا", "nvidia", "name"),
        ("Acme Systems Inc", "acme", "name"),
        ("Facebook", "meta", "former_name"),
        ("نخلة الرقميه", "نخله-الرقميه", "name"),
        ("Mubadla", "mubadala", "transliteration"),
        ("Acme System", "acme", "similar"),
        ("SoftBankz", "softbank", "similar"),
    ],
)
def test_the_surest_match_comes_first_and_says_why(text: str, party: str, how: str) -> None:
    """An identifier before a name, a name before a former one, then the sound, then the spelling."""
    first = matches(text, LEDGER)[0]
    assert (first.party, first.how) == (party, how)


@pytest.mark.parametrize("text", ["Mubadla", "Acme System", "Facebook", "Tigrann"])
def test_a_sound_a_spelling_or_a_former_name_decides_nothing(text: str) -> None:
    """They are suggestions, whatever their score."""
    found = matches(text, LEDGER)
    assert found
    assert not any(match.decides for match in found)


@pytest.mark.parametrize("text", ["Iran", "Mubadala", "ABB", "Vision Fund 3"])
def test_traps_are_no_suggestions(text: str) -> None:
    """Iran is not Tigran, three letters are like too many, and another number is another fund."""
    suggested = {match.party for match in matches(text, {**LEDGER, "vf": {"Vision Fund 2"}}) if not match.decides}
    assert suggested.isdisjoint({"tigran", "vf", "bbva", "saab"})


def test_each_party_is_named_once() -> None:
    """With its best reason, although many of its names meet."""
    found = [match.party for match in matches("مبادلة", LEDGER)]
    assert found.count("mubadala") == 1


@given(st.sampled_from([name for party in registry() for name in party.names]))
def test_every_name_of_the_registry_finds_its_bearer_first(name: str) -> None:
    """By name, former name or id, and nobody stands before it."""
    first = matches(name, {})[0]
    expected = registry().find(name)
    assert expected is not None
    assert first.party == expected.id


@given(st.text(max_size=20))
def test_matches_come_in_the_order_of_their_reasons(text: str) -> None:
    """And a score is given for spellings alone, never below the floor."""
    found = matches(text, LEDGER)
    places = [HOW.index(match.how) for match in found]
    assert places == sorted(places)
    assert all((match.score is not None) == (match.how == "similar") for match in found)
    assert all(match.score >= ALIKE for match in found if match.score is not None)
    assert all(match.decides == (match.how in DECIDING) for match in found)
