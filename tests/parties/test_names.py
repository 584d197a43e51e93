"""Names under folding, and who belongs to whom."""

import pytest

from dawra.parties import fold, registry, slug


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("إنفيديا", "انفيديا"),
        ("أوبن إيه آي", "اوبن ايه اي"),
        ("المملكة", "المملكه"),
        ("علي", "على"),
        ("أمـازون", "أمازون"),
        ("Open-AI", "open ai"),
        ("«ميتا»", "ميتا"),
        ("OpenAI\u200f", "OpenAI"),
    ],
)
def test_mere_differences_of_writing_vanish(one: str, other: str) -> None:
    """Two ways to write one name fold to one key."""
    assert fold(one) == fold(other)


def test_different_names_stay_different() -> None:
    """Folding merges spellings, never names."""
    assert fold("مبادلة") != fold("Mubadala")


def test_a_slug_keeps_its_script() -> None:
    """An unknown company's id is its name."""
    assert slug("نخلة الرقمية") == "نخله-الرقميه"


@pytest.mark.parametrize(
    ("name", "party"),
    [
        ("AWS", "aws"),
        ("خدمات أمازون السحابية", "aws"),
        ("نفيديا", "nvidia"),
        ("سوفت بانك", "softbank"),
        ("openai", "openai"),
    ],
)
def test_a_party_is_found_by_any_of_its_names(name: str, party: str) -> None:
    """In either script, by alias or by id."""
    found = registry().find(name)
    assert found is not None
    assert found.id == party


def test_a_unit_belongs_to_its_group() -> None:
    """AWS is Amazon's; a stranger is its own group."""
    assert (registry().group("aws"), registry().group("someone-else")) == ("amazon", "someone-else")
